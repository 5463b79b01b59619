//! What tokens are to the patterns, as bits.

use super::super::words::Class;

/// What a token is to the patterns, or what a step begins with: a step is tried where they meet.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(in super::super) struct Signature {
    /// The classes from 0 on, then the bits below.
    pub(super) classes: u64,
    /// A bit for each few of the words that patterns name, see [`super::plant`].
    pub(super) words: u64,
}

impl Signature {
    pub(super) const EVERY: Self = Self { classes: !0, words: !0 };

    pub(super) const fn class(class: Class) -> Self {
        Self::bits(1 << class as u64)
    }

    pub(super) const fn bits(classes: u64) -> Self {
        Self { classes, words: 0 }
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self { classes: self.classes | other.classes, words: self.words | other.words }
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.classes & other.classes | self.words & other.words != 0
    }
}

const _: () = assert!(Class::ALL.len() <= DIGITS as usize + 1, "a class has the bit of something else");

/// A word right before a unit of time: "two bloody weeks".
pub(super) const BEFORE_UNIT: u64 = 1 << 61;
/// Runs of digits, by length, from 1 on.
pub(super) const DIGITS: u64 = 52;
/// Runs of digits of any length.
pub(super) const NUMBERS: u64 = (u8::MAX as u64 - 1) << DIGITS;
/// The first word of a named day.
pub(super) const HOLIDAY: u64 = 1 << 60;
/// A mark right before digits: "1,200".
pub(super) const BEFORE_DIGITS: u64 = 1 << 62;
/// Every token.
pub(super) const TOKEN: u64 = 1 << 63;

/// The classes that readers look for behind the token that they begin with, see [`super::plant`].
pub(super) const READ: u64 =
    1 << Class::Suffix as u64 | 1 << Class::Scale as u64 | 1 << Class::Vague as u64 | 1 << Class::Units as u64;

/// The numbers of the bits that are set, the lowest first.
pub(super) fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(bit)
    })
}
