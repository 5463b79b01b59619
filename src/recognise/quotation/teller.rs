//! Whom a sentence of the writer's own is about: who speaks where nothing else tells.

use super::class;
use super::view::View;
use crate::recognise::ReferenceForm;
use std::ops::Range;

impl View<'_> {
    /// The person whom a sentence without a word of saying is about: "Petrova shrugged.", "Her reaction?", "For Ana
    /// Petrova, the choice was easy."
    pub(super) fn about(&self, sentence: &Range<usize>) -> Option<Range<usize>> {
        let utterer = self.utterer(self.content_limit(sentence), sentence.start);
        let subject = || {
            let s = self.main_subject(sentence, sentence.end)?;
            // "His neighbour, Ana Petrova, is staying."
            let named = || self.is(s.end, class::COMMA) && self.names(s.end + 1);
            (self.personal(&s) || named()).then_some(s)
        };
        let concerned = || {
            let first = sentence.start + 1;
            let governed = matches!(self.word(sentence.start), "for" | "to");
            let phrase = first..self.phrase_after(first, sentence.end);
            (governed && self.personal(&phrase)).then_some(phrase)
        };
        utterer.or_else(subject).or_else(concerned)
    }

    /// The only person whom a sentence names that is about nobody: "Among them was Ana Petrova.", "One of them is Ana
    /// Petrova."
    pub(super) fn introduced(&self, sentence: &Range<usize>) -> Option<Range<usize>> {
        let mut names = sentence.clone().filter(|&i| self.names(i) && !(i > sentence.start && self.names(i - 1)));
        let first = names.next().filter(|_| names.next().is_none())?;
        let end = (first..sentence.end).find(|&i| !self.names(i)).unwrap_or(sentence.end);
        let subject = self.person_in_charge(sentence, sentence.end);
        let empty = subject.is_some_and(|s| matches!(self.word(s.start), "one" | "nobody" | "none"));
        let behind = first > sentence.start && self.is(first - 1, class::BE);
        ((empty || behind) && !self.is(end, class::POSSESSIVE_S)).then_some(first..end)
    }

    /// Whether item `i` belongs to a person's name.
    fn names(&self, i: usize) -> bool {
        let reference = self.items.get(i).and_then(|it| self.values.references.at(it.start));
        reference.is_some_and(|r| r.form == ReferenceForm::Name && self.values.references.person(r).is_some())
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
