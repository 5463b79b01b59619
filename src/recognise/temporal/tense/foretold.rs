//! Days of which the words right before them say that they are still to come.

use super::super::words::Role;
use super::Around;
use crate::text::TokenKind;

/// How far before a date "will" still foretells it.
const FORETOLD: usize = 6;

/// "will be sentenced Feb. 15", "is set for Feb. 15": the words right before a day without a weekday say that it is
/// still to come.
pub(in super::super) fn is_foretold(at: Around<'_>) -> bool {
    let from = if at.opens_with(1, Role::On) { 2 } else { 1 };
    let set = || {
        at.opens_with(from, Role::Purpose)
            && at.opens_with(from + 1, Role::Scheduled)
            && at.opens_with(from + 2, Role::Standing)
    };
    (set() || at.will_before(at.mention.start - (from - 1).min(at.mention.start))) && !at.names_a_weekday()
}

impl Around<'_> {
    /// "will be sentenced", "will visit Cuba": no other verb, no preposition of time and no article stands behind the
    /// verb.
    fn will_before(&self, end: usize) -> bool {
        let mut reach = (self.sentence.start.max(end.saturating_sub(FORETOLD))..end).rev();
        let Some(will) = reach.find(|&i| self.plays(i, Role::Will)) else { return false };
        let participle = will + if self.plays(will + 1, Role::Be) { 2 } else { 1 };
        let apart = |i: usize| {
            self.text.tokens.get(i).is_none_or(|t| t.kind != TokenKind::Word)
                || self.plays(i, Role::Apart)
                || self.cue(i).is_some()
        };
        let adjective = end > participle + 1 && self.plays(end - 1, Role::Article);
        participle < end && !adjective && !(participle + 1..end).any(apart)
    }
}
