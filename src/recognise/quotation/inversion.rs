//! Subjects behind their verb.

use super::class;
use super::grammar::{Frame, Sense};
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// Whether the verb stands before its subject (“…,” said Petrova); one past the subject.
    pub(super) fn inverted(
        &self,
        verb: usize,
        verb_end: usize,
        sentence: &Range<usize>,
        sense: &Sense,
    ) -> Option<usize> {
        let before = verb.checked_sub(1).filter(|&b| b >= sentence.start)?;
        let mark = class::COMMA | class::DASH;
        let after_quote = self.is(before, class::QUOTE)
            || self.is(before, mark) && before > sentence.start && self.is(before - 1, class::QUOTE);
        if !after_quote && !self.is(before, mark) || !self.begins(verb_end) {
            return None;
        }
        // "the critic, a friend, called the film …" has its subject before the verb.
        if !after_quote && self.is(before, class::COMMA) && self.before_insertion(before, sentence.start).is_some() {
            return None;
        }
        let plain = sense.frame.has(Frame::THAT) && sense.frame.has(Frame::CLAUSE);
        // "Fed holds rates, signals rise": no one is named.
        let named =
            class::DETERMINER | class::POSSESSIVE | class::SUBJECT | class::NUMBER | class::DIGITS | class::PROPER;
        if !after_quote
            && self.third(verb)
            && !sense.frame.has(Frame::ALWAYS)
            && !self.is(verb_end, named)
            && !self.plural(self.phrase_after(verb_end, sentence.end) - 1)
        {
            return None;
        }
        if !after_quote && (!plain || sense.frame.has(Frame::HEARER) || sense.frame.has(Frame::NOUN)) {
            return None;
        }
        let end = self.phrase_after(verb_end, sentence.end);
        let object = self.is(verb_end, class::OBJECT) && !self.is(verb_end, class::SUBJECT | class::POSSESSIVE);
        if end == verb_end || object {
            return None;
        }
        let whole = Some(self.full_phrase_after(verb_end, sentence.end));
        let closing =
            mark | class::STOP | class::QUOTE | class::COLON | class::SEMICOLON | class::RELATIVE | class::OPEN_BRACKET;
        if end >= sentence.end || self.is(end, closing) && (after_quote || !self.is(end, class::QUOTE)) {
            return whole;
        }
        // “…,” goes on sale
        let someone = class::DETERMINER | class::POSSESSIVE | class::SUBJECT | class::NUMBER | class::PROPER;
        let person = self.is(verb_end, someone)
            || (verb_end..end).any(|i| self.is(i, class::PROPER) && !self.is(i, class::TIME))
            || self.plural(end - 1);
        if !sense.particle.is_empty() && !person {
            return None;
        }
        // “…,” said she had been wrong.
        if self.is(end, class::AUXILIARY | class::FINITE_PAST | class::STRONG_PAST) {
            return None;
        }
        if after_quote {
            let more = class::PREPOSITION
                | class::TIME
                | class::SUBORDINATOR
                | class::ADVERB
                | class::ING
                | class::COORDINATOR
                | class::PAST;
            return if self.is(end, more) { whole } else { None };
        }
        // "said a person familiar with the talks."
        if whole.is_some_and(|w| w >= sentence.end || self.is(w, class::STOP)) {
            return whole;
        }
        let trailing = self.is(end, class::TIME)
            || matches!(self.word(end), "in" | "on" | "at" | "of" | "for" | "during" | "after");
        let finite = (end..sentence.end)
            .take_while(|&i| {
                !self.is(i, class::COMMA | class::SUBORDINATOR | class::RELATIVE | class::QUOTE | class::THAT)
            })
            .any(|i| self.verbal(i));
        if trailing && !finite { whole } else { None }
    }
}
