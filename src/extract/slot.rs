//! What a figure that no rule took measures, as far as its sentence shows: measure, of what, predicate,
//! place, period and scope.

use super::claims::Run;
use crate::claim::Qualifiers;
use crate::lexicon::{Directions, Slots};
use crate::recognise::Mention;
use crate::text::{Sentence, TokenKind, Vocabulary, WordId, lex};
use crate::value::{Grain, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words of a noun phrase.
const PHRASE: usize = 3;
/// Words before a value in which its clause is looked at.
const CLAUSE: usize = 24;

/// What a word around a figure is.
const STOP: u8 = 1;
const MOVES: u8 = 2;
const ENDING: u8 = 4;

/// A phrase that shows a scope: its rank, the scope's name, and its words but the first.
type Phrase = (usize, &'static str, Vec<WordId>);

/// The words around figures, by word.
#[derive(Debug)]
pub(super) struct Cases {
    /// For each word id what it is.
    kinds: Vec<u8>,
    /// Past forms without a regular ending, and the verb's base form.
    irregular: FxHashMap<WordId, &'static str>,
    /// By their first word.
    scopes: FxHashMap<WordId, Vec<Phrase>>,
}

impl Cases {
    /// Interns the words.
    pub(super) fn new(vocabulary: &mut Vocabulary) -> Self {
        let slots = Slots::bundled();
        let mut all = Self { kinds: Vec::new(), irregular: FxHashMap::default(), scopes: FxHashMap::default() };
        let stop = slots.stop.iter().map(|w| (w.as_str(), STOP));
        let ending = slots.ending.iter().map(|w| (w.as_str(), ENDING));
        let moving = Directions::bundled().moving().into_iter().map(|w| (w, MOVES));
        for (word, kind) in stop.chain(ending).chain(moving) {
            let id = vocabulary.intern(word).0 as usize;
            if all.kinds.len() <= id {
                all.kinds.resize(id + 1, 0);
            }
            all.kinds[id] |= kind;
        }
        for [form, base] in &slots.irregular {
            all.irregular.entry(vocabulary.intern(form)).or_insert(base);
        }
        for (rank, scope) in slots.scope.iter().enumerate() {
            let name = match scope.marker.as_str() {
                "to-date" | "cumulative" | "part" | "total" => scope.marker.as_str(),
                "daily" | "weekly" | "monthly" | "annual" | "quarterly" | "average" => "rate",
                _ => continue,
            };
            for phrase in &scope.words {
                for word in phrase.split([' ', '-']).chain(["-"]) {
                    vocabulary.intern(word);
                }
                // As an article is read: "year-to-date" has five tokens.
                let mut words = lex(phrase, vocabulary).into_iter().map(|t| t.word);
                let Some(first) = words.next() else { continue };
                let rest = words.collect();
                all.scopes.entry(first).or_default().push((rank, name, rest));
            }
        }
        all
    }

    fn is(&self, word: WordId, kind: u8) -> bool {
        self.kinds.get(word.0 as usize).is_some_and(|k| k & kind != 0)
    }
}

impl Run<'_> {
    /// The qualifiers of a figure; empty where its sentence shows nothing.
    pub(super) fn slot(&self, sentence: &Sentence, value: &Range<usize>, what: &Value) -> Qualifiers {
        let mut out = Qualifiers::new();
        let mut put = |key: &str, value: Option<String>| {
            if let Some(v) = value.filter(|v| !v.is_empty()) {
                out.insert(key.to_owned(), v);
            }
        };
        let clause = self.clause(sentence, value);
        let (mut subject, of, predicate) = self.before(&(clause.start..value.start));
        // "A magnitude of 6.1", "a profit of $2 million".
        if let Some(noun) =
            value.start.checked_sub(2).filter(|&n| n >= clause.start && self.text.token(n + 1) == "of" && self.tells(n))
        {
            subject = Some(singular(&self.lower(noun)));
        }
        let counted = match what {
            Value::Quantity(q) if q.dimension == "count" => Some(q.unit.to_lowercase()),
            Value::Quantity(q) if matches!(q.dimension.as_str(), "age" | "magnitude") => Some(q.dimension.clone()),
            _ => None,
        };
        let own = self.of_after(&(value.end..clause.end));
        put("of", own.or(if counted.is_none() { of } else { None }));
        put("measure", counted.or(subject));
        put("predicate", predicate.or_else(|| self.verb(&(value.end..clause.end)).map(|i| self.base(i))));
        put("place", self.place(sentence, value));
        if !matches!(what, Value::Date(_) | Value::Time(_)) {
            put("period", self.period(sentence, value));
        }
        put("scope", self.scope(&clause));
        out
    }

    fn lower(&self, token: usize) -> String {
        self.text.token(token).to_lowercase()
    }

    fn is_word(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word)
    }

    fn word(&self, token: usize) -> WordId {
        self.text.tokens.get(token).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// Whether a word says something of what is measured.
    fn tells(&self, token: usize) -> bool {
        self.is_word(token) && !self.cases.is(self.word(token), STOP)
    }

    /// A verb's base form.
    fn base(&self, token: usize) -> String {
        self.cases.irregular.get(&self.word(token)).map_or_else(|| base(&self.lower(token)), |b| (*b).to_owned())
    }

    /// Whether a token is a mark that parts clauses.
    fn parts(&self, token: usize) -> bool {
        matches!(self.text.token(token), "," | ";" | ":" | "(" | ")" | "—" | "–")
    }

    /// The tokens between the marks around a value.
    fn clause(&self, sentence: &Sentence, value: &Range<usize>) -> Range<usize> {
        let mark = |i: &usize| self.parts(*i);
        let first = sentence.tokens.start.max(value.start.saturating_sub(CLAUSE));
        let last = sentence.tokens.end.min(value.end + CLAUSE);
        let from = (first..value.start).rev().find(mark).map_or(first, |i| i + 1);
        from..(value.end..last).find(mark).unwrap_or(last)
    }

    /// The head of the subject, what follows its "of", and the verb, of the words before a value.
    fn before(&self, words: &Range<usize>) -> (Option<String>, Option<String>, Option<String>) {
        let verb = self.verb(words);
        let end = verb.unwrap_or(words.end);
        let phrase = |from: usize| {
            let rest = (from..end).skip_while(|&i| !self.tells(i));
            let own = |i: &usize| self.text.tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Possessive);
            rest.take_while(move |i| own(i) || self.tells(*i)).filter(move |i| !own(i))
        };
        let head = phrase(words.start).last().map(|i| singular(&self.lower(i)));
        let of = (words.start..end).find(|&i| self.text.token(i) == "of");
        let of = of.map(|i| phrase(i + 1).take(PHRASE).map(|i| self.lower(i)).collect::<Vec<_>>().join(" "));
        (head, of, verb.map(|i| self.base(i)))
    }

    /// The last verb: a word of movement, or one with the ending of a past form.
    fn verb(&self, words: &Range<usize>) -> Option<usize> {
        words.clone().rev().filter(|&i| self.is_word(i)).find(|&i| {
            let (word, written) = (self.word(i), self.text.token(i));
            let small = written.starts_with(char::is_lowercase);
            let past = || written.len() > 3 && written.ends_with("ed");
            let regular = small && !self.cases.is(word, STOP) && (self.cases.is(word, MOVES) || past());
            regular || self.cases.irregular.contains_key(&word)
        })
    }

    /// "40 kilos of heroin": what follows the "of" right after a value.
    fn of_after(&self, words: &Range<usize>) -> Option<String> {
        (words.start < words.end && self.text.token(words.start) == "of").then_some(())?;
        let rest =
            (words.start + 1..words.end).skip_while(|&i| matches!(self.text.token(i), "the" | "its" | "a" | "an"));
        let phrase: Vec<String> =
            rest.take_while(|&i| self.tells(i)).take(PHRASE).map(|i| self.text.token(i).to_owned()).collect();
        Some(phrase.join(" "))
    }

    /// The only place of the sentence, or the one nearest after the value.
    fn place(&self, sentence: &Sentence, value: &Range<usize>) -> Option<String> {
        let first = self.values.mentions.partition_point(|m| m.tokens.start < sentence.tokens.start);
        let inside = self.values.mentions.iter().skip(first).take_while(|m| m.tokens.start < sentence.tokens.end);
        let places: Vec<(usize, &str)> = inside
            .filter_map(|m| match &m.value {
                Value::Place(p) if !p.demonym => Some((m.tokens.start, p.name.as_str())),
                _ => None,
            })
            .collect();
        match places.as_slice() {
            [] => None,
            [one] => Some(one.1.to_owned()),
            many => many.iter().find(|p| p.0 >= value.end).map(|p| p.1.to_owned()),
        }
    }

    /// The month, quarter or year that stands nearest to the value, first after it; `P1Y/2031-07`
    /// for "the year to July 2031".
    fn period(&self, sentence: &Sentence, value: &Range<usize>) -> Option<String> {
        let first = self.values.mentions.partition_point(|m| m.tokens.start < sentence.tokens.start);
        let inside = self.values.mentions.iter().skip(first).take_while(|m| m.tokens.start < sentence.tokens.end);
        let mut length: Option<&Mention> = None;
        let mut periods: Vec<(usize, String, &Range<usize>)> = inside
            .filter_map(|m| match (&m.value, length.replace(m)) {
                (Value::Date(t), before)
                    if t.start.is_some() && t.grain.is_some_and(|g| (Grain::Month..=Grain::Year).contains(&g)) =>
                {
                    let far = if m.tokens.start >= value.end {
                        m.tokens.start - value.end
                    } else {
                        2 * value.start.saturating_sub(m.tokens.end) + 2
                    };
                    let ends = |l: &&Mention| {
                        l.tokens.end + 1 == m.tokens.start && self.cases.is(self.word(l.tokens.end), ENDING)
                    };
                    let timex = match before.filter(ends).map(|l| &l.value) {
                        Some(Value::Duration(d)) => format!("{}/{}", d.timex, t.timex),
                        _ => t.timex.clone(),
                    };
                    Some((far, timex, &m.tokens))
                }
                _ => None,
            })
            .collect();
        periods.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        periods.into_iter().find(|(_, _, at)| self.is_of(sentence, at, value)).map(|p| p.1)
    }

    /// Whether a period can be that of a value of its sentence: not where it stands in another's words, in a clause
    /// about somebody, or behind what the value is compared with ("62 cents, against 51 cents a year earlier").
    fn is_of(&self, sentence: &Sentence, period: &Range<usize>, value: &Range<usize>) -> bool {
        let quoted = |of: &Range<usize>| {
            let span = self.text.span(of);
            let at = self.values.marks.partition_point(|m| m.end < span.end);
            self.values.marks.get(at).filter(|m| m.start <= span.start).map(|_| at)
        };
        let mark = |i: &usize| self.parts(*i);
        let mut back = (sentence.tokens.start..period.start).rev().take_while(|i| !mark(i));
        let of_somebody = back.find(|&i| matches!(self.text.token(i), "who" | "whose" | "which" | "where"));
        let apart = of_somebody.is_some_and(|from| {
            let end = (from..sentence.tokens.end).find(mark).unwrap_or(sentence.tokens.end);
            value.start < from || value.start >= end
        });
        let figure = |i: usize| {
            let at = self.values.mentions.partition_point(|m| m.tokens.start < i);
            let m = self.values.mentions.get(at).filter(|m| m.tokens.start == i);
            m.is_some_and(|m| {
                matches!(m.value, Value::Money(_) | Value::Percent(_) | Value::Quantity(_) | Value::Number(_))
            })
        };
        let against = |i: usize| match self.text.token(i) {
            "against" | "versus" | "than" | "compared" => true,
            "from" => figure(i + 1),
            _ => false,
        };
        let compared = value.end < period.start && (value.end..period.start).any(against);
        quoted(period) == quoted(value) && !apart && !compared
    }

    /// What a marker of the clause makes of the figure.
    fn scope(&self, clause: &Range<usize>) -> Option<String> {
        let shown = |i: usize| {
            let phrases = self.cases.scopes.get(&self.word(i)).into_iter().flatten();
            let holds = move |rest: &[WordId]| {
                i + rest.len() < clause.end && rest.iter().enumerate().all(|(k, w)| self.word(i + 1 + k) == *w)
            };
            phrases.filter(move |(_, _, rest)| holds(rest)).map(|(rank, name, _)| (*rank, *name))
        };
        clause.clone().flat_map(shown).min().map(|(_, name)| name.to_owned())
    }
}

/// The base form of a verb with a regular ending.
fn base(word: &str) -> String {
    let cut = |end: &str| word.strip_suffix(end).filter(|s| s.len() > 2);
    if let Some(s) = cut("ied").or_else(|| cut("ies")) {
        return format!("{s}y");
    }
    let Some(stem) = cut("ed").or_else(|| cut("ing")) else {
        return cut("s").filter(|s| !s.ends_with('s')).unwrap_or(word).to_owned();
    };
    let mut last = stem.chars().rev();
    let (a, b) = (last.next(), last.next());
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    if a == b && !matches!(a, Some('s' | 'l' | 'f' | 'z')) {
        return stem.chars().take(stem.chars().count() - 1).collect();
    }
    // "increased", "reduced", "closed", "raised"; not "opened", "reported".
    if a == Some('l') && !vowel(b) && b != Some('l') {
        return format!("{stem}e");
    }
    let silent = matches!(a, Some('s' | 'c' | 'z' | 'g' | 'v' | 'u')) || a == Some('t') && b == Some('a');
    if silent && !stem.ends_with("ss") && (vowel(b) || matches!(a, Some('c' | 'g' | 'v' | 's'))) {
        return format!("{stem}e");
    }
    stem.to_owned()
}

/// A noun's singular.
fn singular(word: &str) -> String {
    let cut = |end: &str| word.strip_suffix(end).filter(|s| s.len() > 2);
    match () {
        () if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") => word.to_owned(),
        () if cut("ies").is_some() => format!("{}y", cut("ies").unwrap_or(word)),
        () => cut("s").unwrap_or(word).to_owned(),
    }
}
