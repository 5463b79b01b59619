//! Verbs of saying that report nothing here: names, requests for anonymity, what only sums up.

use super::class;
use super::grammar::form;
use super::subject::Subject;
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// Whether "quoted" at the item before `from` goes on with "… as saying".
    pub(super) fn quoted_saying(&self, from: usize, limit: usize) -> bool {
        const HEARD: usize = 12;
        let end = limit.min(from + HEARD);
        (from..end)
            .take_while(|&i| !self.is(i, class::QUOTE | class::COMMA | class::COLON))
            .any(|i| self.is(i, class::AS) && self.is(i + 1, class::ING) && self.is(i + 1, class::SPEECH))
    }

    /// Whether nothing follows "called" but a name: "himself Abu Karim", "the Sentinel Force".
    pub(super) fn nothing_but_name(&self, from: usize, limit: usize) -> bool {
        let start = (from..limit)
            .find(|&i| !self.is(i, class::DETERMINER | class::OBJECT) || self.is(i, class::PROPER))
            .unwrap_or(limit);
        let end = (start..limit)
            .find(|&i| !self.is(i, class::PROPER | class::MARK) || self.is(i, class::COMMA | class::STOP))
            .unwrap_or(limit);
        let over = class::COMMA | class::STOP | class::SUBORDINATOR | class::COORDINATOR | class::RELATIVE;
        let closed = end >= limit || self.is(end, over | class::PREPOSITION) || self.verbal(end);
        end > start && closed && !self.is(end, class::QUOTE)
    }

    /// "not to be named", "to remain anonymous", "that she not be identified": a wish to go unnamed.
    pub(super) fn unnamed(&self, r: &Range<usize>) -> bool {
        const NEAR: usize = 7;
        let named = (r.start..r.end.min(r.start + NEAR)).find(|&i| self.is(i, class::UNNAMED));
        named.is_some_and(|i| i > r.start && (self.is(i - 1, class::BE) || self.word(i - 1) == "remain"))
    }

    /// "a figure | campaigners": what follows a noun that sums up what stands before its comma.
    pub(super) fn behind_summary(&self, phrase: &Range<usize>, floor: usize) -> Option<Range<usize>> {
        let summed = phrase.start > floor
            && self.is(phrase.start - 1, class::COMMA)
            && matches!(self.word(phrase.start), "a" | "an");
        let noun = phrase.clone().skip(1).take(3).find(|&i| self.is(i, class::SUMMARY)).filter(|_| summed)?;
        let tail = noun + 1..phrase.end;
        (!tail.is_empty() && !self.is(tail.start, class::PREPOSITION) && !self.nominal_run(noun, phrase.end))
            .then_some(tail)
    }

    /// Whether the nouns from `start` on are one compound: "a charge sheet".
    fn nominal_run(&self, start: usize, end: usize) -> bool {
        (start + 1..end).all(|i| self.nominal(i) && !self.is(i, class::PROPER | class::DETERMINER))
    }

    /// "called its inquiry “Operation Turnstile”": marks round a name, not round somebody's words.
    pub(super) fn naming(&self, start: usize, end: usize, subject: &Subject) -> bool {
        let Some(quote) = (start..end).find(|&i| self.is(i, class::QUOTE)) else { return false };
        // "a game called “checkpoint”", but "the plan, which he called “absurd”"
        let object = subject.start > 0
            && !(subject.form & form::PAST == 0 && subject.phrase.as_ref().is_some_and(|p| self.word(p.start) == "it"))
            && self.is(subject.start - 1, class::RELATIVE | class::THAT | class::QUESTION);
        self.named_in_marks(quote) || quote == start && !object
    }
}
