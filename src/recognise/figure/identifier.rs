//! Digits that name something: telephone numbers, codes with leading zeros.

use super::scalar::{Grammar, Scalar};
use crate::text::TokenKind;

/// A telephone number has between these many digits.
const TELEPHONE: std::ops::RangeInclusive<usize> = 7..=15;

/// Groups of digits that a telephone number has at most.
const MOST_GROUPS: usize = 7;

/// How far before its first digits a word tells that a telephone number follows ("Tel: ", "call us on").
const TOLD_WITHIN: usize = 4;

impl Grammar<'_, '_> {
    /// One past the telephone number whose first group of digits is token `i`.
    ///
    /// Digits in several groups are one where a plus sign, brackets, a zero or a word before them tell.
    pub(super) fn telephone(&self, i: usize) -> Option<usize> {
        if self.emergency(i) {
            return Some(i + 1);
        }
        let plus = i > self.r.start && self.r.mark(i - 1, "+") && self.r.glued(i);
        let bracket = i > self.r.start && self.r.mark(i - 1, "(") && self.r.mark(i + 1, ")");
        let zero = self.r.written(i).starts_with('0');
        let (mut digits, mut groups, mut hyphens) = (self.r.written(i).len(), 1, 0);
        let mut end = i + 1;
        while groups < MOST_GROUPS {
            let closed = end + usize::from(groups == 1 && bracket);
            let hyphen = self.r.hyphen(closed) || self.r.mark(closed, ".") || self.r.mark(closed, "/");
            let next = closed + usize::from(hyphen && self.r.glued(closed + 1) && self.r.glued(closed));
            let len = self.r.written(next).len();
            if self.r.kind(next) != Some(TokenKind::Digits) || len < 2 {
                break;
            }
            (digits, groups, hyphens) = (digits + len, groups + 1, hyphens + usize::from(next > closed));
            end = next + 1;
        }
        let told = || {
            let from = i.saturating_sub(TOLD_WITHIN).max(self.r.start);
            self.r.text.tokens.get(from..i).unwrap_or(&[]).iter().any(|t| self.t.telephone.contains(&t.word))
        };
        let dialled = groups > 1 && TELEPHONE.contains(&digits) && !self.r.mark(end, ",");
        (dialled && (plus || bracket || zero && hyphens == 0 || told())).then_some(end)
    }

    /// "Called 911", "999 operators": whether token `i` is the number of the police or an ambulance. "Called 112
    /// witnesses" is none: it counts.
    fn emergency(&self, i: usize) -> bool {
        let called = || i > self.r.start && self.t.emergency_verbs.contains(&self.r.word(i - 1));
        let dialled = || called() && !self.is_plural(i + 1);
        self.r.written(i).len() == 3
            && self.t.emergency.iter().any(|n| n.as_str() == self.r.written(i))
            && (self.t.emergency_nouns.contains(&self.r.word(i + 1)) || dialled())
    }

    /// "007", "00": no number is written with zeros before it.
    pub(super) fn coded(&self, s: &Scalar) -> bool {
        let whole = s.start == self.r.start && self.r.end <= s.end + 1;
        !whole
            && s.digits.is_some_and(|d| d.width > 1 && !d.grouped && !d.decimals)
            && self.r.written(s.start).starts_with('0')
    }
}
