//! The tense that one word gives.

use super::super::resolve::Tense;
use super::super::words::{Class, Ending, Role};
use super::Around;
use crate::text::{Case, TokenKind};

impl Around<'_> {
    /// The tense of the word, where it has one.
    pub(super) fn cue(&self, i: usize) -> Option<Tense> {
        let token = self.text.tokens.get(i).filter(|t| t.kind == TokenKind::Word)?;
        // "They'll meet"
        if self.ends(i, Ending::Will) {
            return Some(Tense::Future);
        }
        if token.case != Case::Lower {
            return None;
        }
        if self.words.value(token.word, Class::FutureCue).is_some() && !self.is_noun(i) {
            return self.looks_ahead(i);
        }
        // "Do you have a meeting", "to have a say": no past.
        if self.plays(i, Role::Have) && (i.saturating_sub(3)..i).any(|j| self.plays(j, Role::Do)) {
            return None;
        }
        // "saw no recovery before the second half"
        if self.plays(i, Role::See) && self.plays(i + 1, Role::Nothing) {
            return Some(Tense::Future);
        }
        // "was to be flown home Saturday": but "was to have been home" was not.
        if self.plays(i, Role::Was) && self.infinitive(i + 1) && !self.plays(i + 2, Role::Have) {
            return Some(Tense::Future);
        }
        let past = self.words.value(token.word, Class::PastCue).is_some()
            || self.ends(i, Ending::Past)
            || self.is_unchanged_past(i);
        let led = past && self.modal_before(i).is_some_and(|m| !self.is_unreal(m, i));
        let timetabled = !past && self.is_timetabled(i);
        let done = past || timetabled || self.is_participle(i);
        done.then_some(if led || timetabled { Tense::Future } else { Tense::Past })
    }

    /// The tense that a word which looks ahead gives where it stands.
    fn looks_ahead(&self, i: usize) -> Option<Tense> {
        // "had been due on Friday": it was not.
        let back = |n: usize, role| i.checked_sub(n).is_some_and(|j| self.plays(j, role));
        if back(1, Role::Been) && back(2, Role::Had) {
            return Some(Tense::Past);
        }
        // "originally planned for Sept. 5": it may have passed.
        if back(1, Role::Formerly) {
            return Some(Tense::Open);
        }
        // "the record was set in August": only "set for" and "set to" look ahead.
        if self.plays(i, Role::Set) && !self.plays(i + 1, Role::Infinitive) && !self.plays(i + 1, Role::Purpose) {
            return match () {
                () if back(1, Role::Was) || back(1, Role::Been) || back(1, Role::Had) => Some(Tense::Past),
                () if back(1, Role::Is) => Some(Tense::Future),
                () => None,
            };
        }
        // "set to", "due", "to meet": but "to" before a noun is only a preposition.
        if !self.plays(i, Role::Infinitive) {
            return Some(Tense::Future);
        }
        // "is to appear", "is forecast to appear"
        let ahead = back(1, Role::Is)
            || back(1, Role::Ready) && back(2, Role::Is)
            || back(1, Role::Forecast) && back(2, Role::Was);
        (ahead && self.infinitive(i) && !self.plays(i + 1, Role::Have)).then_some(Tense::Future)
    }

    /// "will be held", "to be signed": the modal verb by which a participle speaks of what is to come.
    fn modal_before(&self, i: usize) -> Option<usize> {
        (i.saturating_sub(3)..i).find(|&j| {
            // A capital tells the month from the verb: "In May the country pumped".
            self.text.tokens.get(j).is_some_and(|t| t.case == Case::Lower) && self.modal(j)
        })
    }

    /// "should have landed", "could have been saved": what was not, though it might have been.
    fn is_unreal(&self, modal: usize, verb: usize) -> bool {
        self.plays(modal, Role::Unreal) && (modal + 1..=verb).any(|j| self.plays(j, Role::Have))
    }

    /// "talks, broken off in October": a participle that is no past; "is seen at 3 percent" tells of what is.
    fn is_participle(&self, i: usize) -> bool {
        self.plays(i, Role::Participle)
            && self.modal_before(i).is_none()
            && !i.checked_sub(1).is_some_and(|b| self.plays(b, Role::Is) || self.plays(b, Role::NoVerb))
    }

    /// "the bank cut rates", "the firm cut 200 jobs": a past that has the form of the present, said of one. In "after
    /// the rate cut in April" it is a noun.
    fn is_unchanged_past(&self, i: usize) -> bool {
        let told_of = |j: usize| {
            self.text.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Digits)
                || self.plays(j, Role::Object)
                || self.ends(j, Ending::Plural)
        };
        let one = |j: usize| {
            self.text.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Word)
                && (self.plays(j, Role::One) || self.text.token(j).len() > 3 && !self.ends(j, Ending::AnyPlural))
        };
        self.plays(i, Role::Unchanged)
            && told_of(i + 1)
            && i.checked_sub(1)
                .is_some_and(|b| one(b) && b.checked_sub(1).is_none_or(|a| !self.plays(a, Role::Auxiliary)))
    }

    /// "The ministers meet Friday", "they talk again Friday", "talks resume on Wednesday": a verb of what is arranged
    /// beforehand, right before a day. In "a vote Tuesday" it is a noun.
    fn is_timetabled(&self, i: usize) -> bool {
        let again = i + 1 + usize::from(self.plays(i + 1, Role::Again));
        let day = again + usize::from(self.plays(again, Role::On));
        let before = i.checked_sub(1);
        let several = || before.is_some_and(|b| self.plays(b, Role::Several) || self.ends(b, Ending::Plural));
        let noun = || before.is_some_and(|b| self.plays(b, Role::BeforeNoun));
        let verb = self.plays(i, Role::Timetabled) && several() || self.plays(i, Role::Timetables) && !noun();
        verb && self.text.tokens.get(day).is_some_and(|t| t.case == Case::Capitalised && !self.plays(day, Role::On))
    }

    /// "7 billion marks", "the holds": a word that may be a verb is none here.
    fn is_noun(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|_| self.ends(i, Ending::AnyPlural)) else { return false };
        let counted =
            self.text.tokens.get(before).is_some_and(|t| matches!(t.kind, TokenKind::Digits | TokenKind::Possessive));
        counted || self.plays(before, Role::BeforeNoun)
    }
}
