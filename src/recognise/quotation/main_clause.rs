//! The subject of a sentence's own clause, which participles and marked words share.

use super::class;
use super::grammar::form;
use super::subject::Subject;
use super::view::View;
use std::ops::Range;

impl View<'_> {
    /// "when Ana Petrova smiled and said": the subject of the verb before the conjunction at `joined`.
    pub(super) fn subject_of_verb_before(&self, joined: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        if !self.is(joined, class::COORDINATOR) {
            return None;
        }
        let from = sentence.start.max(joined.saturating_sub(12));
        let verb = (from..joined).rev().find(|&i| self.verbal(i) && !self.is(i, class::AUXILIARY))?;
        let chain = self.chain(verb, sentence.start);
        let mut s = Subject { start: chain.left, form: form::PAST, ..Subject::default() };
        self.subject_before(&mut s, sentence.start, true);
        s.phrase
    }

    /// The subject of a sentence, where it can speak: not "it", "there" or "her verdict".
    pub(super) fn person_in_charge(&self, sentence: &Range<usize>, before: usize) -> Option<Range<usize>> {
        let subject = self.main_subject(sentence, before)?;
        let mute = self.is(subject.start, class::POSSESSIVE)
            && !subject.clone().any(|i| self.is(i, class::PROPER) && !self.is(i, class::INITIAL))
            || matches!(
                self.word(subject.start),
                "it" | "there" | "this" | "that" | "these" | "those" | "what" | "which"
            );
        (!mute).then_some(subject)
    }

    /// The subject of a sentence's first finite verb.
    pub(super) fn main_subject(&self, sentence: &Range<usize>, before: usize) -> Option<Range<usize>> {
        let mut start = sentence.start;
        // An opening phrase ends at its comma.
        let opening = self.is(
            start,
            class::PREPOSITION | class::ING | class::SUBORDINATOR | class::TIME | class::ADVERB | class::PAST,
        ) && !self.is(start, class::DETERMINER);
        if opening {
            start = (start..before.min(start + 30)).find(|&i| self.is(i, class::COMMA)).map_or(start, |c| c + 1);
        }
        while start < before && (self.adverb(start) || self.is(start, class::COORDINATOR)) {
            start += 1;
        }
        if !self.begins(start) {
            return None;
        }
        let end = self.phrase_after(start, before);
        // "Hollis defends tweets, says he will stay": a name ends where a verb in the present follows.
        let verb = |&k: &usize| {
            self.is(k, class::PRESENT)
                && !self.is(k, class::INFINITIVE | class::PROPER)
                && self.is(k - 1, class::PROPER)
                && !self.is(k - 1, class::DETERMINER | class::POSSESSIVE | class::SUBJECT)
        };
        let end = (start + 1..end).find(verb).unwrap_or(end);
        (end > start).then_some(start..end)
    }

    /// The comma behind which a subject and its verb begin the sentence's own clause; else the first comma.
    pub(super) fn main_clause_comma(&self, from: usize, to: usize) -> Option<usize> {
        let comma = |&i: &usize| self.is(i, class::COMMA) || self.ends_with_comma(i);
        let begins = |&i: &usize| {
            let end = self.phrase_after(i + 1, to);
            let verb = (end..to).find(|&v| !self.adverb(v)).unwrap_or(to);
            end > i + 1 && (self.verbal(verb) || self.says(verb))
        };
        (from..to).filter(comma).find(begins).or_else(|| (from..to).find(comma))
    }

    /// Whether a participle opens its sentence: "After saying that", "Hours before announcing it", "Calling it a coup".
    pub(super) fn prefaced(&self, subject: &Subject, sentence: &Range<usize>) -> bool {
        subject.shared
            && subject.form == form::ING
            && subject.start <= sentence.start + 3
            && (subject.start == sentence.start || self.is(subject.start - 1, class::PREPOSITION | class::SUBORDINATOR))
            && !(sentence.start..subject.start).any(|i| self.verbal(i) || self.is(i, class::COMMA))
    }
}
