//! What stands between a verb of saying and what is said: to whom, when, where, in which words.

use super::class;
use super::complement::After;
use super::grammar::{Frame, Sense};
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// The words that name the hearer: "told reporters", "said to the court", "said in an interview with a
    /// paper".
    pub(super) fn hearer_of(&self, from: usize, limit: usize, sense: &Sense, after: After) -> Option<Range<usize>> {
        let to = match after {
            After::Content(i) | After::Comma(i) => i,
            After::End => limit.min(from + 12),
            After::Other => from,
        };
        let start = (from..to).find(|&i| !self.adverb(i))?;
        if let Some(end) = self.hearer(start, limit, sense).filter(|&e| e <= to) {
            return Some(start..end);
        }
        let at = (start..to).find(|&i| {
            self.is(i, class::TO) && i == start && self.addressee(i + 1)
                || self.word(i) == "with" && i > start && matches!(self.word(i - 1), "interview" | "conversation")
        })?;
        let end = self.phrase_after(at + 1, limit);
        (end > at + 1 && end <= to).then_some(at + 1..end)
    }

    /// One past the hearer of "told reporters …", where there is one.
    pub(super) fn hearer(&self, start: usize, limit: usize, sense: &Sense) -> Option<usize> {
        if !sense.frame.has(Frame::HEARER) || !self.begins(start) {
            return None;
        }
        // "promised a million jobs", "offered $5 flights"
        let given = sense.frame.has(Frame::NOUN) || sense.frame.has(Frame::INFINITIVE) && &*sense.lemma != "tell";
        let counted =
            |i: usize| self.is(i, class::NUMBER | class::DIGITS) || matches!(self.written(i), "$" | "£" | "€");
        if given && (counted(start) || self.is(start, class::DETERMINER) && counted(start + 1)) {
            return None;
        }
        let mut end = self.phrase_after(start, limit);
        if end == start {
            return None;
        }
        let first = end;
        while end < limit && matches!(self.word(end), "of" | "and") {
            let next = self.phrase_after(end + 1, limit);
            if next == end + 1 {
                break;
            }
            end = next;
        }
        // "told CNN's “New Day”"
        if end > start && self.titled_after(end) {
            end = self.phrase_after(end + 1, limit).max(end + 1);
        }
        // "told the court of their sorrow", but "told members of the board that"
        let of = self.items.get(first).is_some_and(|it| sense.prepositions.contains(&it.word));
        if of && (end >= limit || self.is(end, class::COMMA | class::STOP)) {
            end = first;
        }
        if sense.frame.has(Frame::NOUN) && self.is(end, class::PREPOSITION) && !self.is(end, class::TO) {
            return None;
        }
        // "told reporters afterward that"
        let that = (end..limit).find(|&i| !self.adverb(i)).filter(|&i| self.is(i, class::THAT));
        end = that.unwrap_or(end);
        let settled = self.is(
            end,
            class::THAT
                | class::QUESTION
                | class::QUOTE
                | class::COMMA
                | class::STOP
                | class::COLON
                | class::PREPOSITION
                | class::TIME
                | class::SUBORDINATOR
                | class::SEMICOLON,
        ) || self.is(end, class::TO)
            || self.is(end, class::NEGATION) && self.is(end + 1, class::TO)
            || self.word(end) == "here"
            || end >= limit;
        // "told reporters the deal": another phrase begins; "promised the deal would": a verb follows.
        let another = self.begins(end) && !self.verbal(end);
        // "told it had won" is a passive's clause, "told him he" is a hearer.
        (settled || another || !sense.frame.has(Frame::CLAUSE) && !self.verbal(end)).then_some(end)
    }

    /// One past "on Monday", "in a statement", "at a rally in Ohio".
    pub(super) fn circumstances(&self, start: usize, limit: usize) -> usize {
        let mut i = start;
        for _ in 0..8 {
            if self.adverb(i) && !self.is(i + 1, class::ING | class::TO) {
                i += 1;
                continue;
            }
            // "ruled 5-3 that"
            let score = self.is(i, class::DIGITS)
                && matches!(self.written(i + 1), "-" | "–")
                && self.is(i + 2, class::DIGITS)
                && self.is(i + 3, class::THAT | class::TIME | class::ADJUNCT);
            if score {
                i += 3;
                continue;
            }
            let dated = self.is(i, class::TIME) && !self.is(i + 1, class::POSSESSIVE_S)
                || matches!(self.word(i), "last" | "this" | "next" | "earlier" | "late" | "early")
                    && self.is(i + 1, class::TIME);
            if dated && i < limit {
                let mut end = i + 1;
                while end < limit && self.is(end, class::TIME | class::DIGITS) {
                    end += 1;
                }
                i = end;
                continue;
            }
            let Some(end) = self.circumstance(i, limit) else { break };
            i = end;
        }
        i
    }

    fn circumstance(&self, start: usize, limit: usize) -> Option<usize> {
        if !self.is(start, class::ADJUNCT) || !self.is(start, class::PREPOSITION) {
            return None;
        }
        let first = start + 1;
        if self.is(first, class::NUMBER | class::DIGITS) {
            let year = self.is(first, class::DIGITS)
                && self.written(first).len() == 4
                && matches!(self.word(start), "in" | "since" | "by" | "during");
            let clock = matches!(self.word(start), "on" | "at");
            if !year && !clock {
                return None;
            }
        }
        if matches!(self.written(first), "least" | "most" | "all" | "fact") {
            return None;
        }
        if self.is(start, class::TO) && !self.addressee(first) {
            return None;
        }
        if self.is(first, class::QUOTE) {
            return (first < limit && !self.is(start, class::AS)).then_some(first + 1);
        }
        let end = self.phrase_after(first, limit);
        if end > first {
            let end = if self.titled_after(end) && end < limit { end + 1 } else { end };
            return Some(self.wider_place(end, limit).unwrap_or(end));
        }
        // "said in announcing the plan that"
        if self.is(first, class::ING) {
            return (first..limit.min(first + 12))
                .find(|&i| self.is(i, class::THAT | class::QUOTE | class::COMMA | class::STOP));
        }
        None
    }

    /// "in Tampa, Florida, on Monday": one past the comma after the second place, where more circumstances
    /// or the clause follow it.
    fn wider_place(&self, end: usize, limit: usize) -> Option<usize> {
        if !self.is(end, class::COMMA) || !self.is(end - 1, class::PROPER) || !self.is(end + 1, class::PROPER) {
            return None;
        }
        let mut second = end + 1;
        while self.is(second, class::PROPER) && second < end + 4 {
            second += 1;
        }
        if self.is(second, class::STOP) {
            second += 1;
        }
        let more = class::THAT | class::ADJUNCT | class::TIME;
        (self.is(second, class::COMMA) && second + 1 < limit && self.is(second + 1, more)).then_some(second + 1)
    }

    /// "on CNN's “New Day”": a title in marks that goes on with a phrase.
    fn titled_after(&self, end: usize) -> bool {
        self.is(end, class::QUOTE)
            && end > 0
            && (self.is(end - 1, class::POSSESSIVE_S | class::MARK) || self.named_in_marks(end))
    }

    /// Whether the word after "to" names those spoken to, and is no infinitive.
    pub(super) fn addressee(&self, i: usize) -> bool {
        self.is(i, class::DETERMINER | class::POSSESSIVE | class::PROPER | class::OBJECT)
            || self.plural(i) && !self.is(i, class::INFINITIVE)
    }
}
