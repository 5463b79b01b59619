//! An attribution by a verb of saying and its subject.

use super::attribution::Attribution;
use super::class;
use super::complement::{After, Led};
use super::grammar::{Frame, Sense, form};
use super::subject::Subject;
use super::view::View;
use std::ops::Range;

/// Whether a force passes judgement on what others say.
fn judges(force: &str) -> bool {
    matches!(force, "denied" | "criticised" | "praised" | "accused")
}

/// How many words stand before a colon at most that introduces what is said.
const INTRODUCTION: usize = 6;

impl View<'_> {
    pub(super) fn attribution(
        &self,
        verb: usize,
        sentence: &Range<usize>,
        sense: &Sense,
        found: &[Attribution],
        last_subject: Option<&Range<usize>>,
    ) -> Option<(Attribution, Subject)> {
        let verb_end = verb + 1 + sense.particle.len();
        // "the radio quoted a witness as saying": the words are the witness's.
        if matches!(&*sense.lemma, "quote" | "report" | "cite") && self.quoted_saying(verb_end, sentence.end) {
            return None;
        }
        // "refused to say" reports by its second verb.
        if !self.is(verb, class::SPEECH) && self.is(verb_end, class::TO) && self.is(verb_end + 1, class::SPEECH) {
            return None;
        }
        let mut subject = self.subject(verb, verb_end, sentence, sense)?;
        // "did not respond to questions about when"
        let silent = matches!(&*sense.lemma, "respond" | "reply" | "answer");
        if subject.negated && silent && !self.is(subject.cue, class::REFUSING) {
            return None;
        }
        if subject.form == form::THIRD || subject.form == form::BASE {
            // A noun after all: "reports that were", "claims is".
            let object = subject.start > sentence.start && self.is(subject.start - 1, class::RELATIVE);
            let contact = || self.contact_subject(&subject, verb_end, sense).is_some();
            if self.is(verb_end, class::AUXILIARY) && !self.is(verb_end, class::PROPER) && !object && !contact() {
                return None;
            }
            // "the institute's report shows"
            let third = self.is(verb_end, class::PRESENT) && !self.is(verb_end, class::INFINITIVE | class::PROPER);
            // "a review of the hacked emails shows"
            let cut = subject.phrase.as_ref().is_some_and(|p| {
                let last = p.end - 1;
                self.is(last, class::PAST) && !self.is(last, class::PROPER)
            });
            if (subject.form == form::BASE || cut) && third && !object {
                return None;
            }
            // "the peace plans failed", "her claims collapsed on Monday"
            let bare = self.is(verb_end, class::PAST) && !self.is(verb_end, class::PROPER);
            let whole = verb_end + 1 >= sentence.end || !self.begins(verb_end + 1);
            if subject.form == form::THIRD && bare && whole && !object && !contact() {
                return None;
            }
            // "City plans include a bridge"
            if subject.form == form::THIRD && self.bare_verb_with_object(verb_end) && !object && !contact() {
                return None;
            }
            // "volunteers described", "a conference call described"
            if self.is(verb_end, class::REPORTS) && self.verbal(verb_end) && !object {
                return None;
            }
        }
        // "Kamp, asked why, said", "Kamp, pressed for an answer, said": it is he who was asked.
        let after_comma = verb > sentence.start && self.is(verb - 1, class::COMMA);
        let parted = || (sentence.start..verb - 1).all(|i| !self.is(i, class::COMMA));
        let asked = after_comma
            && subject.form & form::PAST != 0
            && subject.inverted.is_none()
            && (&*sense.lemma == "ask" || !self.is(verb, class::FINITE_PAST) && parted());
        let said = || {
            let comma = (verb_end..sentence.end).find(|&i| self.is(i, class::COMMA));
            comma.is_some_and(|c| self.says(self.past_auxiliaries(c + 1, sentence.end)))
        };
        if asked && said() {
            return None;
        }
        // "Neither would say", "None of them said"
        subject.negated |= subject.phrase.as_ref().is_some_and(|p| {
            matches!(self.word(p.start), "neither" | "none" | "nobody")
                || self.word(p.start) == "no" && self.word(p.start + 1) == "one"
                || p.start > sentence.start && self.word(p.start - 1) == "not"
        });
        // "…, a figure campaigners dispute": what was said before is summed up.
        let summed = subject.phrase.as_ref().and_then(|p| self.behind_summary(p, sentence.start));
        if let Some(tail) = summed.filter(|_| self.contact_subject(&subject, verb_end, sense).is_none()) {
            if !self.opens_clause(verb_end, sentence.end) {
                return None;
            }
            subject.phrase = Some(tail);
        }
        // "declined to discuss the case", but "discussed the case"
        let refused;
        let mut sense = sense;
        if sense.frame.has(Frame::REFUSED) && self.is(subject.cue, class::REFUSING) && subject.cue != verb {
            refused = Sense { frame: sense.frame.with(Frame::NOUN), ..sense.clone() };
            sense = &refused;
        }
        // "the contract calls for raises"
        let bound = |p: &Range<usize>| {
            self.items.get(p.end - 1).is_some_and(|it| self.grammar.bits(it.word) & class::BINDING != 0)
        };
        if &*sense.lemma == "call for" && subject.phrase.as_ref().is_some_and(bound) {
            return None;
        }
        let prefaced = self.prefaced(&subject, sentence);
        let mut main = None;
        if prefaced {
            // "After saying that …, the mayor left": the subject follows the clause.
            let comma = self.main_clause_comma(verb_end, sentence.end)?;
            main = Some(comma);
            let end = self.phrase_after(comma + 1, sentence.end);
            subject.phrase = (end > comma + 1).then_some(comma + 1..end);
            subject.phrase.as_ref()?;
            // "Claiming asylum is a right, the court ruled": there the participle is a subject.
            let main_verb = (end..sentence.end).find(|&i| !self.adverb(i)).unwrap_or(sentence.end);
            let last = main_verb + 1 >= self.content_limit(sentence) && (verb_end..comma).any(|i| self.verbal(i));
            if subject.start == sentence.start && (last || !(self.verbal(main_verb) || self.says(main_verb))) {
                return None;
            }
        } else if subject.shared {
            let joined = subject.start;
            // "It was Petrova who proposed it, saying": whom the sentence is about.
            let cleft = self.word(sentence.start) == "it" && self.is(sentence.start + 1, class::BE);
            let named = || {
                let end = self.phrase_after(sentence.start + 2, verb);
                (cleft && self.is(end, class::RELATIVE | class::THAT)).then_some(sentence.start + 2..end)
            };
            subject.phrase = last_subject
                .cloned()
                .or_else(|| self.subject_of_verb_before(joined, sentence))
                .or_else(named)
                .or_else(|| self.main_subject(sentence, verb));
            subject.phrase.as_ref()?;
        }
        // "the broadcaster backed by the state"
        let past = subject.inverted.is_none() && subject.form & form::PAST != 0;
        if past && self.is(verb_end, class::BY) && !self.is(verb_end + 1, class::MEANS) {
            return None;
        }
        // "a person briefed on the inquiry"
        let hears = sense.frame.has(Frame::HEARER) && sense.frame.has(Frame::THAT) && &*sense.lemma != "tell";
        let governed = self.is(verb_end, class::PREPOSITION) && !self.is(verb_end, class::TO);
        if past && hears && !sense.frame.has(Frame::PREPOSITION) && governed {
            return None;
        }
        // "two men accused of arson", "a force called Sentinel"
        let accused = &*sense.lemma == "accuse" && matches!(self.word(verb_end), "of" | "in");
        let named = &*sense.lemma == "call" && self.nothing_but_name(verb_end, sentence.end);
        if past && accused || named && subject.inverted.is_none() {
            return None;
        }
        let limit = self.content_limit(sentence);
        let quotable =
            sense.frame.has(Frame::CLAUSE) || sense.frame.has(Frame::MARKS) || sense.frame.has(Frame::DETACHED);
        let contact = self.contact_subject(&subject, verb_end, sense).is_some();
        let next = self.circumstances(verb_end, limit);
        let asks =
            self.is(next, class::QUESTION) && !self.is(next, class::SUBORDINATOR) && sense.frame.has(Frame::QUESTION);
        let opens = subject.inverted.is_none() && (asks || self.opens_clause(next, limit));
        let leading =
            if subject.own && quotable && !contact { self.leading(&subject, sentence, found, opens) } else { None };
        // "he fell silent, and the rest abstained": some verbs report words in marks alone.
        let leading =
            leading.filter(|(l, _)| sense.frame.has(Frame::CLAUSE) || l.clone().any(|i| self.is(i, class::QUOTE)));
        let from = subject.inverted.unwrap_or(verb_end);
        let (leading, whole) = leading.map_or((None, false), |(l, whole)| (Some(l), whole));
        let marked = leading.as_ref().is_some_and(|l| self.is(l.end - 1, class::QUOTE)) || subject.inverted.is_some();
        let led = if marked {
            Led::Marked
        } else if whole {
            Led::Plain
        } else {
            Led::No
        };
        let mut content = Vec::new();
        let before = subject.start.checked_sub(1).filter(|&b| subject.own && b >= sentence.start);
        // "when she said it was over, they left": the clause ends where the main one begins.
        let introduced = subject.aside
            && self.is(sentence.start, class::ACCORDING | class::PREPOSITION | class::SUBORDINATOR)
            && !(sentence.start..subject.start).any(|i| self.verbal(i));
        let opening = prefaced
            || introduced
            || before.is_some_and(|b| self.is(b, class::SUBORDINATOR) && b <= sentence.start + 1);
        // "in what he called “a coup”"
        let what = before.is_some_and(|b| self.word(b) == "what");
        let as_what = what && sense.frame.has(Frame::AS) && self.is(from, class::AS);
        let after = if as_what { After::Content(from + 1) } else { self.after(from, limit, sense, led) };
        match after {
            After::Content(start) if marked && !self.is(start, class::QUOTE) => content.extend(leading),
            After::Content(start) => {
                // "The plan, he said, “is dead.”"
                let parted = |l: &Range<usize>| {
                    start == from + 1
                        && self.is(from, class::COMMA)
                        && self.is(start, class::QUOTE)
                        && !self.opens_with_capital(start)
                        && self.begins(l.start)
                        && !self.is(l.start, class::TIME)
                        && self.phrase_after(l.start, l.end) == l.end
                };
                content.extend(leading.filter(|l| marked || parted(l)));
                // "said that …", but "called that “nonsense”"
                let opens =
                    self.is(start, class::THAT) && !sense.frame.has(Frame::NOUN) || sense.frame.has(Frame::THAT);
                // "said that was changing": there it is what changes.
                let pronoun = self.verbal(start + 1) && !self.is(start + 1, class::PAST);
                let start = if opens && self.is(start, class::THAT) && !pronoun { start + 1 } else { start };
                // "emailed a statement: “…”", "put it this way: “…”"
                let introduced = (start..limit.min(start + INTRODUCTION))
                    .take_while(|&i| !self.verbal(i) && !self.is(i, class::QUOTE | class::COMMA))
                    .find(|&i| self.is(i, class::COLON) && self.is(i + 1, class::QUOTE));
                let start = introduced.map_or(start, |c| c + 1);
                let mut end = self.content_end(start, limit, verb);
                // "the memo, in which she calls him lazy, was leaked"
                let within = before.is_some_and(|b| {
                    self.is(b, class::RELATIVE)
                        && b > sentence.start + 1
                        && (self.is(b - 1, class::COMMA | class::DASH)
                            || self.is(b - 1, class::PREPOSITION) && self.is(b - 2, class::COMMA))
                });
                // "Byron, whose son urged him to run, has said"
                let owned = subject.phrase.as_ref().is_some_and(|p| self.word(p.start) == "whose");
                if subject.aside || within || owned {
                    // "Pugh, who called him lazy, left": the main verb follows the comma.
                    let verb = |i: usize| self.verbal(i) || self.is(i, class::PRESENT | class::REPORTS);
                    let main = |i: usize| {
                        (self.is(i, class::COMMA | class::DASH) || self.ends_with_comma(i))
                            && (verb(i + 1) || self.adverb(i + 1) && verb(i + 2))
                    };
                    end = (start..end).find(|&i| main(i)).map_or(end, |i| self.past_mark(i));
                }
                if opening {
                    end = main
                        .filter(|m| (start..end).contains(m))
                        .or_else(|| (start..end).find(|&i| self.is(i, class::COMMA) || self.ends_with_comma(i)))
                        .map_or(end, |i| self.past_mark(i));
                }
                if &*sense.force == "denied" && self.is(start, class::ING) {
                    end = self.relative_comma(start, end).unwrap_or(end);
                }
                if what && self.is(start, class::QUOTE) {
                    end = start + 1;
                } else if what {
                    end = (start..end).find(|&i| self.is(i, class::COMMA)).unwrap_or(end);
                }
                let named = matches!(&*sense.lemma, "call" | "dub" | "term" | "label" | "brand")
                    && self.naming(start, end, &subject);
                if start < end && !named {
                    content.push(start..end);
                }
            }
            After::End => content.extend(leading.filter(|_| whole || marked)),
            After::Comma(comma) => {
                // ", said Ana Petrova, a spokeswoman for the county, and"
                let described = subject.inverted.is_some()
                    && self.is(comma + 1, class::DETERMINER | class::POSSESSIVE | class::RELATIVE);
                let aside = (comma + 1..limit).find(|&i| described && self.is(i, class::COMMA));
                let comma = if described { aside.unwrap_or(limit) } else { comma };
                // "Donors, she said, were tired."
                let next = (comma + 1..limit).find(|&i| !self.adverb(i)).unwrap_or(limit);
                let alone = |l: &Range<usize>| self.begins(l.start) && self.phrase_after(l.start, l.end) == l.end;
                let present = self.is(next, class::PRESENT) && !self.is(next, class::PROPER);
                // "Whether it lasts, she said, depends on the weather."
                let asked = |l: &Range<usize>| self.is(l.start, class::QUESTION);
                let goes_on = self.verbal(next) || present && leading.as_ref().is_some_and(|l| alone(l) || asked(l));
                let parted = leading.is_some() && !whole && goes_on;
                // "Under the plan, she said, taxes would fall."
                let clause = sense.frame.has(Frame::CLAUSE) && self.begins(next) && self.clause(next, limit);
                let opening = leading.as_ref().filter(|l| clause && !whole && !marked && !goes_on && !l.is_empty());
                if let Some(l) = opening.cloned() {
                    // "In an interview, she said, taxes would fall."
                    let within = if self.word(l.start) == "in" { class::DOCUMENT } else { 0 };
                    let told = class::TIME | class::UTTERANCE | within;
                    if !l.clone().any(|i| self.is(i, told)) {
                        content.push(l);
                    }
                    content.extend(self.trailing(comma, limit, verb, false).filter(|_| comma < limit));
                } else if let Some(l) = leading.filter(|_| whole || marked || parted) {
                    let marked = self.is(l.end - 1, class::QUOTE);
                    content.push(l);
                    // "Officials, she said, thought it was over."
                    let finite = parted && !marked && !self.breaks_off(comma, limit);
                    let rest = if finite { Some(next..self.content_end(next, limit, verb)) } else { None };
                    let rest = rest.or_else(|| self.trailing(comma, limit, verb, marked));
                    content.extend(rest.filter(|_| comma < limit));
                } else if before.is_some_and(|b| b > sentence.start && self.is(b - 1, class::RELATIVE | class::THAT)) {
                    // "the plan, which, she said, was dead"
                    let end = self.content_end(comma + 1, limit, verb);
                    content.extend((comma + 1 < end).then_some(comma + 1..end));
                }
            }
            After::Other => {
                // "a rate the senator says will drop", "a rate Hollis says will drop"
                if let Some(tail) = self.contact_subject(&subject, from, sense) {
                    subject.phrase = Some(tail.clone());
                    let end = self.content_end(from, limit, verb);
                    content.push(from..(from..end).find(|&i| self.is(i, class::COMMA)).unwrap_or(end));
                }
                // "a plan which critics say is costly"
                let object = subject.own
                    && subject.start > sentence.start
                    && (self.is(subject.start - 1, class::RELATIVE | class::THAT)
                        || self.word(subject.start - 1) == "what");
                if object && self.verbal(from) && sense.frame.has(Frame::CLAUSE) {
                    let end = self.content_end(from, limit, verb);
                    content.push(from..(from..end).find(|&i| self.is(i, class::COMMA)).unwrap_or(end));
                }
            }
        }
        // "told them so", "sought comment", "disputed that account", "asked not to be named" say nothing.
        let empty = |r: &Range<usize>| {
            let noun = if self.is(r.start, class::DETERMINER) { r.start + 1 } else { r.start };
            let pointed = r.len() == 1 && judges(&sense.force) && self.is(r.start.wrapping_sub(1), class::THAT);
            r.len() == 1 && self.is(r.start, class::SUBJECT | class::OBJECT | class::SUBORDINATOR)
                || self.is(noun, class::WORDLESS) && !sense.frame.has(Frame::ALWAYS) && !self.verbal(noun + 1)
                || pointed
                || matches!(&*sense.force, "asked" | "demanded") && self.unnamed(r)
        };
        let trimmed = content.into_iter().map(|r| self.trim(r)).filter(|r| r.start < r.end && !empty(r)).collect();
        let a = Attribution {
            content: trimmed,
            speaker: subject.phrase.clone(),
            cue: Some(subject.cue..verb_end),
            force: String::from(&sense.force),
            negated: subject.negated,
            speech: self.is(verb, class::SPEECH),
            hearer: self.hearer_of(from, limit, sense, after),
            around: self.around(&subject, sentence, verb, from, limit, after),
            stands: false,
        };
        let stands =
            a.speech && subject.own && !a.negated && subject.inverted.is_none() && self.reports_clause(&a, sense);
        Some((Attribution { stands, ..a }, subject))
    }

    /// "include a bridge", "call for": a bare verb that shows by what follows it that it is no noun.
    fn bare_verb_with_object(&self, at: usize) -> bool {
        let bare = self.is(at, class::INFINITIVE) && !self.is(at, class::PROPER | class::AUXILIARY);
        let particle = || self.sense(at).is_some_and(|s| !s.particle.is_empty());
        bare && (self.is(at + 1, class::DETERMINER | class::POSSESSIVE | class::DIGITS) || particle())
    }

    /// "denied writing the leaflet, which claims …": where what is told of the leaflet begins.
    fn relative_comma(&self, start: usize, end: usize) -> Option<usize> {
        (start..end.saturating_sub(1)).find(|&i| self.is(i, class::COMMA) && self.is(i + 1, class::RELATIVE))
    }

    /// Where an attribution tells when: after its verb and hearer, between subject and verb, and in what
    /// opens its sentence.
    fn around(
        &self,
        subject: &Subject,
        sentence: &Range<usize>,
        verb: usize,
        from: usize,
        limit: usize,
        after: After,
    ) -> Vec<Range<usize>> {
        let to = match after {
            After::Content(i) | After::Comma(i) => i.max(from),
            After::End => limit,
            After::Other => from,
        };
        let mut all = Vec::from([Range { start: from, end: to }]);
        if let Some(phrase) = subject.phrase.as_ref().filter(|p| p.end <= verb) {
            let comma = (phrase.end..verb).rev().find(|&i| self.is(i, class::COMMA));
            all.push(comma.unwrap_or(phrase.end)..verb);
            // "On Monday, she said"
            let opening = sentence.start..phrase.start;
            if opening.len() <= 6 && phrase.start > 0 && self.is(phrase.start - 1, class::COMMA) {
                all.push(opening);
            }
        }
        all
    }
}
