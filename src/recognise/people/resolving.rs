//! Offices, pronouns and nouns settled to whom or what they mean.

use super::holding::{LEADERS, fit, head};
use super::markers::{Marker, Markers};
use super::quoted::quoted;
use super::{Context, KnownPerson, Mention, Reference, ReferenceForm, References, Referent};
use crate::text::{Sentence, TokenKind};
use crate::value::{Gender, Office, Organisation, Place, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A pronoun means somebody named at most this many sentences before.
const REACH: usize = 3;

/// So many of the last mentions are looked at.
const MEMORY: usize = 16;

/// A mention of a person, of whatever form.
#[derive(Debug, Clone, Copy)]
struct Trace {
    person: usize,
    sentence: usize,
    token: usize,
    subject: bool,
    /// The sentence begins with it: its subject, where it is one.
    first: bool,
    /// In a relative clause: "her mother, who voted for Petrova".
    aside: bool,
    /// Inside quotation marks.
    quoted: bool,
}

/// How far before a mention the relative pronoun of its clause stands.
const ASIDE: usize = 6;

struct Resolver<'a> {
    markers: &'a Markers,
    context: &'a Context<'a>,
    mentions: &'a [Mention],
    of: &'a [Option<usize>],
    people: Vec<KnownPerson>,
    /// People by the last word of their offices.
    holders: FxHashMap<String, Vec<usize>>,
    quoted: Vec<Range<usize>>,
    traces: Vec<Trace>,
    /// The mention of a country that was read last, and its sentence.
    country: Option<(usize, usize)>,
    /// The same of organisations, the last ones.
    bodies: Vec<(usize, usize)>,
    speaker: Option<usize>,
    list: Vec<Reference>,
}

/// Reads an article from its first sentence to its last.
pub(super) fn resolve(
    markers: &Markers,
    context: &Context<'_>,
    mentions: &[Mention],
    people: Vec<KnownPerson>,
    of: &[Option<usize>],
) -> References {
    let mut holders: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, p) in people.iter().enumerate() {
        for o in &p.offices {
            let list = holders.entry(head(&o.name).to_owned()).or_default();
            if !list.contains(&i) && list.len() < 64 {
                list.push(i);
            }
        }
    }
    let mut r = Resolver {
        markers,
        context,
        mentions,
        of,
        people,
        holders,
        quoted: quoted(context),
        traces: Vec::new(),
        country: None,
        bodies: Vec::new(),
        speaker: None,
        list: Vec::with_capacity(mentions.len()),
    };
    let mut next = 0;
    for (number, sentence) in context.text.sentences.iter().enumerate() {
        next = r.sentence(number, sentence, next);
    }
    r.list.sort_by_key(|x| x.tokens.start);
    r.list.dedup_by(|b, a| b.tokens.start < a.tokens.end);
    References { list: r.list, people: r.people }
}

impl Resolver<'_> {
    /// Reads a sentence; `next` is the first mention that may stand in it.
    fn sentence(&mut self, number: usize, sentence: &Sentence, mut next: usize) -> usize {
        let mut i = sentence.tokens.start;
        let mut later = Vec::new();
        while i < sentence.tokens.end {
            while self.mentions.get(next).is_some_and(|m| m.tokens.end <= i) {
                next += 1;
            }
            let mention = self.mentions.get(next);
            if let Some(m) = mention.filter(|m| m.tokens.start <= i) {
                self.mention(number, sentence, next, m);
                i = m.tokens.end.max(i + 1);
                next += 1;
                continue;
            }
            let end = mention.map_or(sentence.tokens.end, |m| m.tokens.start.min(sentence.tokens.end));
            let words = self.context.text.tokens.get(i..end).unwrap_or(&[]);
            i = match words.iter().position(|t| self.markers.get(t.word).is_some()) {
                Some(n) => self.word(number, sentence, i + n, &mut later),
                None => end,
            };
        }
        // Words in quotation marks are read last, when it is known whose they are.
        self.find_speaker(sentence);
        for i in later {
            self.pronoun(number, sentence, i, true);
        }
        next
    }

    fn mention(&mut self, number: usize, sentence: &Sentence, index: usize, m: &Mention) {
        // "Petrova's campaign manager" is not Petrova.
        let owns = self.context.text.tokens.get(m.tokens.end).is_some_and(|t| t.kind == TokenKind::Possessive);
        let subject = !owns && self.is_subject(sentence, m.tokens.start);
        match &m.value {
            Value::Person(_) => {
                if let Some(person) = self.of.get(index).copied().flatten() {
                    self.refer(m.tokens.clone(), ReferenceForm::Name, vec![person]);
                    self.trace(person, number, m.tokens.start, subject);
                }
            }
            Value::Office(o) => {
                if let Some(person) = self.holder(o, number, &m.tokens) {
                    self.refer(m.tokens.clone(), ReferenceForm::Office, vec![person]);
                    self.trace(person, number, m.tokens.start, subject);
                }
            }
            Value::Place(p) => {
                let state = p.id.as_ref().is_some_and(|id| id.len() == 2) || p.capital;
                // "the Russia-Ukraine conflict" speaks of neither.
                if state && !p.demonym && !self.compounded(&m.tokens) {
                    self.country = Some((index, number));
                }
            }
            Value::Organisation(_) => {
                self.bodies.push((index, number));
                if self.bodies.len() > MEMORY {
                    self.bodies.remove(0);
                }
            }
            _ => {}
        }
    }

    /// Reads a word outside every mention and returns where to go on.
    fn word(&mut self, number: usize, sentence: &Sentence, i: usize, later: &mut Vec<usize>) -> usize {
        let Some(marker) = self.context.text.tokens.get(i).and_then(|t| self.markers.get(t.word)) else { return i + 1 };
        match marker {
            Marker::Subject(_) | Marker::Object(_) | Marker::Possessive(_) | Marker::Reflexive(_) => {
                if self.in_quotation(i) {
                    later.push(i);
                } else {
                    self.pronoun(number, sentence, i, false);
                }
            }
            Marker::They => self.they(number, i..i + 1, ReferenceForm::Pronoun),
            Marker::The => return self.noun(number, i),
            _ => {}
        }
        i + 1
    }

    fn refer(&mut self, tokens: Range<usize>, form: ReferenceForm, people: Vec<usize>) {
        let span = self.context.text.span(&tokens);
        self.list.push(Reference { tokens, span, form, referent: Referent::People(people) });
    }

    fn trace(&mut self, person: usize, sentence: usize, token: usize, subject: bool) {
        if self.traces.len() >= MEMORY {
            self.traces.remove(0);
        }
        let quoted = self.in_quotation(token);
        let text = self.context.text;
        let start = text.sentences.get(sentence).map_or(0, |s| s.tokens.start);
        let first = subject && token <= start + 1;
        let near = (start.max(token.saturating_sub(ASIDE))..token).rev().take_while(|&i| text.token(i) != ",");
        let aside = near.into_iter().any(|i| matches!(text.token(i), "who" | "whom" | "which" | "whose"));
        self.traces.push(Trace { person, sentence, token, subject: subject && !quoted, first, aside, quoted });
    }

    fn marker(&self, i: usize) -> Option<Marker> {
        self.context.text.tokens.get(i).and_then(|t| self.markers.get(t.word))
    }

    /// Whether what begins at a token is the subject of its clause, as far as the word before shows.
    fn is_subject(&self, sentence: &Sentence, token: usize) -> bool {
        let mut at = token;
        // A determiner stands between the word before and an office.
        if at > sentence.tokens.start && self.marker(at - 1) == Some(Marker::The) {
            at -= 1;
        }
        if at <= sentence.tokens.start {
            return true;
        }
        let Some(before) = self.context.text.tokens.get(at - 1) else { return true };
        match self.markers.get(before.word) {
            Some(Marker::Opening) => true,
            Some(Marker::And) => self.traces.last().is_none_or(|t| t.token < sentence.tokens.start || t.subject),
            Some(_) => false,
            None => before.kind == TokenKind::Mark,
        }
    }

    /// The person who holds an office that is named without a name.
    fn holder(&self, o: &Office, number: usize, tokens: &Range<usize>) -> Option<usize> {
        // "the president herself"
        let shown = match self.marker(tokens.end) {
            Some(Marker::Reflexive(g)) => Some(g),
            _ => None,
        };
        let leader = head(&o.name) == "leader";
        let mut found: Vec<(usize, i32)> = Vec::new();
        let titles: &[&str] = if leader { LEADERS } else { &[] };
        let heads = std::iter::once(head(&o.name)).chain(titles.iter().map(|t| head(t)));
        for h in heads {
            for &p in self.holders.get(h).into_iter().flatten() {
                if shown.zip(self.people[p].gender).is_some_and(|(a, b)| a != b) {
                    continue;
                }
                let best = self.people[p].offices.iter().filter_map(|x| fit(o, x, leader)).max();
                if let Some(score) = best {
                    match found.iter_mut().find(|f| f.0 == p) {
                        Some(f) => f.1 = f.1.max(score),
                        None => found.push((p, score)),
                    }
                }
            }
        }
        let best = found.iter().map(|f| f.1).max()?;
        found.retain(|f| f.1 == best);
        match found.as_slice() {
            [(one, score)] if *score > 1 || self.near(*one, number) => Some(*one),
            // Several could be meant: the one spoken of just before.
            several => self
                .traces
                .iter()
                .rev()
                .filter(|t| t.token < tokens.start && number - t.sentence <= REACH)
                .map(|t| t.person)
                .find(|p| several.iter().any(|f| f.0 == *p)),
        }
    }

    fn near(&self, person: usize, number: usize) -> bool {
        self.traces.iter().any(|t| t.person == person && number - t.sentence <= REACH)
    }

    /// "he", "his", "her", "himself".
    fn pronoun(&mut self, number: usize, sentence: &Sentence, i: usize, quoted: bool) {
        let Some(marker) = self.marker(i) else { return };
        let marker = if self.is_object(i, marker) { Marker::Object(Gender::Female) } else { marker };
        let (gender, form) = match marker {
            Marker::Subject(g) | Marker::Object(g) | Marker::Reflexive(g) => (g, ReferenceForm::Pronoun),
            Marker::Possessive(g) => (g, ReferenceForm::Possessive),
            _ => return,
        };
        // "Petrova herself": the name right before.
        let right_before = self.list.last().filter(|r| r.tokens.end == i && matches!(marker, Marker::Reflexive(_)));
        let own = right_before.and_then(|r| match &r.referent {
            Referent::People(p) => p.first().copied().filter(|_| p.len() == 1),
            _ => None,
        });
        let ahead = own.or_else(|| self.ahead(sentence, i, gender).filter(|_| !quoted));
        let Some(person) = ahead.or_else(|| self.antecedent(number, i, gender, marker, quoted)) else { return };
        self.learn(number, person, gender);
        self.refer(i..i + 1, form, vec![person]);
        if form == ReferenceForm::Pronoun {
            let subject = matches!(marker, Marker::Subject(_));
            self.trace(person, number, i, subject);
        }
    }

    /// A pronoun tells the gender of whom it means where it can mean nobody else.
    fn learn(&mut self, number: usize, person: usize, gender: Gender) {
        let other = |t: &Trace| {
            t.person != person
                && number - t.sentence <= REACH
                && self.people.get(t.person).is_some_and(|p| p.gender.is_none_or(|g| g == gender))
        };
        let certain = !self.traces.iter().any(other);
        if let Some(p) = self.people.get_mut(person).filter(|_| certain) {
            p.gender = p.gender.or(Some(gender));
        }
    }

    /// "visited her at home", where no noun follows.
    fn is_object(&self, i: usize, marker: Marker) -> bool {
        let ends = self.context.text.tokens.get(i + 1).is_none_or(|next| {
            next.kind == TokenKind::Mark
                || matches!(
                    self.markers.get(next.word),
                    Some(Marker::Preposition | Marker::And | Marker::Opening | Marker::The)
                )
        });
        marker == Marker::Possessive(Gender::Female) && ends
    }

    /// "In his speech, Petrov said": the person stands after the pronoun.
    fn ahead(&self, sentence: &Sentence, i: usize, gender: Gender) -> Option<usize> {
        let start = sentence.tokens.start;
        if self.marker(start) != Some(Marker::Preposition) && self.marker(start) != Some(Marker::Opening) {
            return None;
        }
        if self.traces.last().is_some_and(|t| t.token >= start) {
            return None;
        }
        let from = self.mentions.partition_point(|m| m.tokens.start <= i);
        let (m, person) = self
            .mentions
            .get(from..)?
            .iter()
            .zip(self.of.get(from..)?)
            .take(4)
            .find_map(|(m, of)| of.filter(|_| m.tokens.start < sentence.tokens.end).map(|p| (m, p)))?;
        let comma = m.tokens.start.checked_sub(1).is_some_and(|c| self.context.text.token(c) == ",");
        let fits = self.people.get(person)?.gender.is_none_or(|g| g == gender);
        (comma && fits).then_some(person)
    }

    fn antecedent(&self, number: usize, i: usize, gender: Gender, marker: Marker, quoted: bool) -> Option<usize> {
        let mut best: Option<(i32, usize, usize)> = None;
        let object = matches!(marker, Marker::Object(_));
        let actor =
            self.traces.iter().rev().find(|t| t.sentence == number && t.subject && t.token < i).map(|t| t.person);
        for t in self.traces.iter().filter(|t| (t.token < i || quoted) && number - t.sentence <= REACH) {
            let known = self.people.get(t.person)?.gender;
            if known.is_some_and(|g| g != gender) || quoted && self.speaker == Some(t.person) {
                continue;
            }
            let mut score = match number - t.sentence {
                0 => 16,
                1 => 8,
                2 => 4,
                _ => 2,
            };
            score += 4 * i32::from(t.subject) + 3 * i32::from(known.is_some()) + 2 * i32::from(t.first);
            score -= 6 * i32::from(t.aside && !t.subject);
            if t.quoted && !quoted {
                score -= 6;
            }
            if object && actor == Some(t.person) {
                score -= 9;
            }
            let candidate = (score, t.token, t.person);
            if best.is_none_or(|b| (candidate.0, candidate.1) >= (b.0, b.1)) {
                best = Some(candidate);
            }
        }
        best.map(|b| b.2)
    }

    /// Who says what is quoted in a sentence: the person next to a word of saying outside the marks.
    fn find_speaker(&mut self, sentence: &Sentence) {
        let from = self.list.partition_point(|r| r.tokens.end <= sentence.tokens.start);
        let found = self.list.get(from..).unwrap_or(&[]).iter().find_map(|r| {
            let Referent::People(p) = &r.referent else { return None };
            let said = self.marker(r.tokens.end) == Some(Marker::Saying)
                || r.tokens.start.checked_sub(1).is_some_and(|b| self.marker(b) == Some(Marker::Saying));
            let &[one] = p.as_slice() else { return None };
            (said && r.form != ReferenceForm::Possessive && !self.in_quotation(r.tokens.start)).then_some(one)
        });
        if let Some(speaker) = found {
            self.speaker = Some(speaker);
        }
    }

    /// "they", "the two leaders": two people named together just before.
    fn they(&mut self, number: usize, tokens: Range<usize>, form: ReferenceForm) {
        let pair = self.traces.windows(2).rev().find_map(|w| {
            let joined = w[0].sentence == w[1].sentence && w[0].person != w[1].person && number - w[1].sentence <= 1;
            let between = self.context.text.tokens.get(w[0].token..w[1].token)?;
            let and = between.iter().any(|t| self.markers.get(t.word) == Some(Marker::And));
            (joined && (and && between.len() < 12 || form == ReferenceForm::Noun)).then_some([w[0].person, w[1].person])
        });
        if let Some(pair) = pair {
            self.refer(tokens, form, pair.to_vec());
        }
    }

    /// "the two presidents": the last two people who are, "the two leaders" those who lead, "the two
    /// men" any.
    fn two(&mut self, number: usize, tokens: Range<usize>) {
        let noun = self.context.text.token(tokens.end - 1).to_lowercase();
        let single = noun.strip_suffix('s').unwrap_or(&noun);
        let office = match single {
            "side" | "men" | "women" | "politician" | "head" | "rival" | "candidate" => None,
            other => Some(other),
        };
        let fits = |p: &KnownPerson| match office {
            None => true,
            Some("leader") => p.offices.iter().any(|o| LEADERS.contains(&o.name.as_str())),
            Some(title) => p.offices.iter().any(|o| head(&o.name) == title),
        };
        let mut found: Vec<usize> = Vec::new();
        for t in self.traces.iter().rev().filter(|t| number - t.sentence <= 2 * REACH) {
            if !found.contains(&t.person) && self.people.get(t.person).is_some_and(fits) {
                found.push(t.person);
            }
        }
        if found.len() < 2 && office == Some("leader") {
            return self.they(number, tokens, ReferenceForm::Noun);
        }
        if let [b, a, ..] = found.as_slice() {
            let pair = vec![*a, *b];
            self.refer(tokens, ReferenceForm::Noun, pair);
        }
    }

    /// "the country", "the ministry", "the two leaders", from their "the".
    fn noun(&mut self, number: usize, i: usize) -> usize {
        match self.marker(i + 1) {
            Some(Marker::Two) if self.marker(i + 2) == Some(Marker::Pair) => {
                self.two(number, i + 1..i + 3);
                i + 3
            }
            Some(Marker::Pair) => {
                if self.context.text.token(i + 1) == "pair" {
                    self.they(number, i + 1..i + 2, ReferenceForm::Noun);
                }
                i + 2
            }
            Some(Marker::Country) => {
                let found = self.country.filter(|c| number - c.1 <= REACH).and_then(|c| self.country_at(c.0));
                if let Some(p) = found {
                    self.stand_for(i + 1, Referent::Place(p));
                }
                i + 2
            }
            Some(Marker::Body) => {
                let noun = self.context.text.token(i + 1).to_lowercase();
                if let Some(o) = self.body(&noun, number) {
                    self.stand_for(i + 1, Referent::Organisation(o));
                }
                i + 2
            }
            _ => i + 1,
        }
    }

    fn stand_for(&mut self, token: usize, referent: Referent) {
        let tokens = token..token + 1;
        let span = self.context.text.span(&tokens);
        self.list.push(Reference { tokens, span, form: ReferenceForm::Noun, referent });
    }

    /// The country that a mention names, or is the capital of.
    fn country_at(&self, mention: usize) -> Option<Place> {
        let Value::Place(p) = &self.mentions.get(mention)?.value else { return None };
        Some(match (&p.country, p.capital) {
            (Some(c), true) => Place { name: c.clone(), country: p.country.clone(), ..Place::default() },
            _ => p.clone(),
        })
    }

    /// The last organisation whose name has the noun, or, for a company, the last that is no public body.
    fn body(&self, noun: &str, number: usize) -> Option<Organisation> {
        const PUBLIC: &[&str] =
            &["ministry", "court", "police", "parliament", "party", "union", "council", "army", "nations"];
        let company = matches!(
            noun,
            "company" | "firm" | "group" | "carmaker" | "lender" | "manufacturer" | "retailer" | "airline" | "operator"
        );
        let near = self.bodies.iter().rev().filter(|b| number - b.1 <= 2 * REACH);
        let near = near.filter_map(|b| match &self.mentions.get(b.0)?.value {
            Value::Organisation(o) => Some((o, o.name.to_lowercase())),
            _ => None,
        });
        let public = |name: &str| PUBLIC.iter().any(|p| name.contains(p));
        let named = near.clone().find(|(_, name)| name.contains(noun));
        named.or_else(|| near.clone().find(|(_, name)| company && !public(name))).map(|(o, _)| o.clone())
    }

    fn compounded(&self, tokens: &Range<usize>) -> bool {
        let hyphen = |i: usize| {
            let t = self.context.text.tokens.get(i);
            t.is_some_and(|t| t.glued && matches!(t.span().of(self.context.text.text), "-" | "–" | "/"))
        };
        hyphen(tokens.end) || tokens.start.checked_sub(1).is_some_and(hyphen)
    }

    fn in_quotation(&self, token: usize) -> bool {
        let i = self.quoted.partition_point(|q| q.end <= token);
        self.quoted.get(i).is_some_and(|q| q.contains(&token))
    }
}
