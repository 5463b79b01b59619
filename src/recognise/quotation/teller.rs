//! Whom a sentence of the writer's own is about: who speaks where nothing else tells.

use super::view::View;
use crate::recognise::ReferenceForm;
use std::ops::Range;

impl View<'_> {
    /// The person whom a sentence without a word of saying is about: "Petrova shrugged.", "Her reaction?", "For Ana
    /// Petrova, the choice was easy."
    pub(super) fn about(&self, sentence: &Range<usize>) -> Option<Range<usize>> {
        let utterer = self.utterer(self.content_limit(sentence), sentence.start);
        let subject = || self.person_in_charge(sentence, sentence.end).filter(|s| self.personal(s));
        let concerned = || {
            let first = sentence.start + 1;
            let governed = matches!(self.word(sentence.start), "for" | "to");
            let phrase = first..self.phrase_after(first, sentence.end);
            (governed && self.personal(&phrase)).then_some(phrase)
        };
        utterer.or_else(subject).or_else(concerned)
    }

    /// "he", "she", "they".
    pub(super) fn pronoun(&self, phrase: &Range<usize>) -> bool {
        phrase.len() == 1 && matches!(self.word(phrase.start), "he" | "she" | "they" | "we" | "i")
    }

    /// Whether a phrase surely means people: a pronoun, a person's name, or an office that was settled.
    fn personal(&self, phrase: &Range<usize>) -> bool {
        let Some(last) = phrase.end.checked_sub(1).and_then(|l| self.items.get(l)) else { return false };
        let settled = self.values.references.at(last.start).is_some_and(|r| {
            matches!(r.form, ReferenceForm::Name | ReferenceForm::Office) && self.values.references.person(r).is_some()
        });
        !phrase.is_empty() && (self.pronoun(phrase) || settled)
    }
}
