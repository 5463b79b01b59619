//! What was said: the words that belong to a verb of saying, by what follows it.

use super::class;
use super::complement::After;
use super::grammar::{Frame, Sense};
use super::subject::Subject;
use super::view::View;
use std::ops::Range;

/// How many words stand before a colon at most that introduces what is said.
const INTRODUCTION: usize = 6;

/// A verb of saying in its sentence, and what is known of it when its words are looked for.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a> {
    pub(super) verb: usize,
    /// One past the verb, or past the subject behind it.
    pub(super) from: usize,
    /// Where what is said ends at the latest.
    pub(super) limit: usize,
    pub(super) sentence: &'a Range<usize>,
    pub(super) sense: &'a Sense,
    /// What stands before subject and verb ends in marks, or the subject follows the verb.
    pub(super) marked: bool,
    /// What stands before subject and verb is a whole clause.
    pub(super) whole: bool,
    /// The item before subject and verb.
    pub(super) before: Option<usize>,
    /// "in what he called “a coup”".
    pub(super) what: bool,
    /// The comma behind which the main clause begins, where the verb opens its sentence.
    pub(super) main: Option<usize>,
}

impl View<'_> {
    /// What was said, trimmed, part by part; `leading` stands before subject and verb.
    pub(super) fn content(
        &self,
        clause: &Clause<'_>,
        subject: &mut Subject,
        leading: Option<Range<usize>>,
        after: After,
    ) -> Vec<Range<usize>> {
        let content = match after {
            After::Content(start) if clause.marked && !self.is(start, class::QUOTE) => Vec::from_iter(leading),
            After::Content(start) => {
                let behind = self.content_behind(start, clause, subject);
                self.goes_on_behind(start, clause, leading).into_iter().chain(behind).collect()
            }
            After::End => leading.filter(|_| clause.whole || clause.marked).into_iter().collect(),
            After::Comma(comma) => self.content_around(comma, clause, subject, leading),
            After::Other => self.content_ahead(clause, subject),
        };
        let trimmed = content.into_iter().map(|r| self.trim(r));
        trimmed.filter(|r| r.start < r.end && !self.says_nothing(r, clause.sense)).collect()
    }

    /// What stands before the verb, where it is in marks or goes on behind it.
    fn goes_on_behind(&self, start: usize, clause: &Clause<'_>, leading: Option<Range<usize>>) -> Option<Range<usize>> {
        let Clause { from, marked, .. } = *clause;
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
        leading.filter(|l| marked || parted(l))
    }

    /// "said that …", "called it “nonsense”": what stands behind the verb.
    fn content_behind(&self, start: usize, clause: &Clause<'_>, subject: &Subject) -> Option<Range<usize>> {
        let start = self.content_start(start, clause);
        let end = self.content_close(start, clause, subject);
        let named = matches!(&*clause.sense.lemma, "call" | "dub" | "term" | "label" | "brand")
            && self.naming(start, end, subject);
        (start < end && !named).then_some(start..end)
    }

    /// Where what stands behind the verb begins, past what introduces it.
    fn content_start(&self, start: usize, clause: &Clause<'_>) -> usize {
        let Clause { limit, sense, .. } = *clause;
        // "said that …", but "called that “nonsense”"
        let opens = self.is(start, class::THAT) && !sense.frame.has(Frame::NOUN) || sense.frame.has(Frame::THAT);
        // "said that was changing": there it is what changes.
        let pronoun = self.verbal(start + 1) && !self.is(start + 1, class::PAST);
        let start = if opens && self.is(start, class::THAT) && !pronoun { start + 1 } else { start };
        // "emailed a statement: “…”", "put it this way: “…”"
        let introduced = (start..limit.min(start + INTRODUCTION))
            .take_while(|&i| !self.verbal(i) && !self.is(i, class::QUOTE | class::COMMA))
            .find(|&i| self.is(i, class::COLON) && self.is(i + 1, class::QUOTE));
        introduced.map_or(start, |c| c + 1)
    }

    /// Where what stands behind the verb ends.
    fn content_close(&self, start: usize, clause: &Clause<'_>, subject: &Subject) -> usize {
        let Clause { verb, limit, sentence, sense, before, what, main, .. } = *clause;
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
        if self.ends_at_comma(clause, subject) {
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
        end
    }

    /// Whether what is said ends at the first comma: "when she said it was over, they left".
    fn ends_at_comma(&self, clause: &Clause<'_>, subject: &Subject) -> bool {
        let sentence = clause.sentence;
        let introduced = subject.aside
            && self.is(sentence.start, class::ACCORDING | class::PREPOSITION | class::SUBORDINATOR)
            && !(sentence.start..subject.start).any(|i| self.verbal(i));
        let led = || clause.before.is_some_and(|b| self.is(b, class::SUBORDINATOR) && b <= sentence.start + 1);
        clause.main.is_some() || introduced || led()
    }

    /// "denied writing the leaflet, which claims …": where what is told of the leaflet begins.
    fn relative_comma(&self, start: usize, end: usize) -> Option<usize> {
        (start..end.saturating_sub(1)).find(|&i| self.is(i, class::COMMA) && self.is(i + 1, class::RELATIVE))
    }

    /// "The plan, she said, was dead": what stands before subject and verb, and goes on behind the comma.
    fn content_around(
        &self,
        comma: usize,
        clause: &Clause<'_>,
        subject: &Subject,
        leading: Option<Range<usize>>,
    ) -> Vec<Range<usize>> {
        let Clause { verb, limit, sentence, sense, marked, whole, before, .. } = *clause;
        let mut content = Vec::new();
        // ", said Ana Petrova, a spokeswoman for the county, and"
        let described =
            subject.inverted.is_some() && self.is(comma + 1, class::DETERMINER | class::POSSESSIVE | class::RELATIVE);
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
        content
    }

    /// "a rate Hollis says will drop", "a plan which critics say is costly": what is said of something named before.
    fn content_ahead(&self, clause: &Clause<'_>, subject: &mut Subject) -> Vec<Range<usize>> {
        let Clause { verb, from, limit, sentence, sense, .. } = *clause;
        let mut content = Vec::new();
        // "a rate the senator says will drop", "a rate Hollis says will drop"
        if let Some(tail) = self.contact_subject(subject, from, sense) {
            subject.phrase = Some(tail.clone());
            let end = self.content_end(from, limit, verb);
            content.push(from..(from..end).find(|&i| self.is(i, class::COMMA)).unwrap_or(end));
        }
        // "a plan which critics say is costly"
        let object = subject.own
            && subject.start > sentence.start
            && (self.is(subject.start - 1, class::RELATIVE | class::THAT) || self.word(subject.start - 1) == "what");
        if object && self.verbal(from) && sense.frame.has(Frame::CLAUSE) {
            let end = self.content_end(from, limit, verb);
            content.push(from..(from..end).find(|&i| self.is(i, class::COMMA)).unwrap_or(end));
        }
        content
    }

    /// "told them so", "sought comment", "disputed that account", "asked not to be named" say nothing.
    fn says_nothing(&self, r: &Range<usize>, sense: &Sense) -> bool {
        let noun = if self.is(r.start, class::DETERMINER) { r.start + 1 } else { r.start };
        let pointed = r.len() == 1 && judges(&sense.force) && self.is(r.start.wrapping_sub(1), class::THAT);
        r.len() == 1 && self.is(r.start, class::SUBJECT | class::OBJECT | class::SUBORDINATOR)
            || self.is(noun, class::WORDLESS) && !sense.frame.has(Frame::ALWAYS) && !self.verbal(noun + 1)
            || pointed
            || matches!(&*sense.force, "asked" | "demanded") && self.unnamed(r)
    }
}

/// Whether a force passes judgement on what others say.
fn judges(force: &str) -> bool {
    matches!(force, "denied" | "criticised" | "praised" | "accused")
}
