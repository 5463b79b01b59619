//! Which script letters are of.

use crate::bytes::{self, BLOCK};

/// A writing system, as far as telling lines apart needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Indic,
    SouthEastAsian,
    Georgian,
    Ethiopic,
    Hangul,
    EastAsian,
    Other,
}

/// How many scripts there are.
const SCRIPTS: usize = Script::Other as usize + 1;

/// The first character of each block and its script, in order.
const BLOCKS: &[(u32, Script)] = &[
    (0x0000, Script::Latin),
    (0x0370, Script::Greek),
    (0x0400, Script::Cyrillic),
    (0x0530, Script::Armenian),
    (0x0590, Script::Hebrew),
    (0x0600, Script::Arabic),
    (0x0900, Script::Indic),
    (0x0e00, Script::SouthEastAsian),
    (0x10a0, Script::Georgian),
    (0x1100, Script::Hangul),
    (0x1200, Script::Ethiopic),
    (0x13a0, Script::Other),
    (0x1780, Script::SouthEastAsian),
    (0x1800, Script::Other),
    (0x1c80, Script::Cyrillic),
    (0x1c90, Script::Georgian),
    (0x1cc0, Script::Other),
    (0x1d00, Script::Latin),
    (0x1f00, Script::Greek),
    (0x2000, Script::Latin),
    (0x2c60, Script::Latin),
    (0x2c80, Script::Other),
    (0x2de0, Script::Cyrillic),
    (0x2e80, Script::EastAsian),
    (0x3130, Script::Hangul),
    (0x3190, Script::EastAsian),
    (0xa4d0, Script::Other),
    (0xa640, Script::Cyrillic),
    (0xa6a0, Script::Other),
    (0xa720, Script::Latin),
    (0xa800, Script::Other),
    (0xac00, Script::Hangul),
    (0xd7b0, Script::Hangul),
    (0xf900, Script::EastAsian),
    (0xfb00, Script::Latin),
    (0xfb1d, Script::Hebrew),
    (0xfb50, Script::Arabic),
    (0xfe00, Script::Other),
    (0xfe70, Script::Arabic),
    (0xff00, Script::EastAsian),
    (0x1_0000, Script::Other),
    (0x1_f100, Script::Latin),
    (0x2_0000, Script::EastAsian),
];

/// The script of a letter.
pub(super) fn of(c: char) -> Script {
    let at = BLOCKS.partition_point(|(first, _)| *first <= u32::from(c));
    at.checked_sub(1).and_then(|i| BLOCKS.get(i)).map_or(Script::Other, |(_, s)| *s)
}

/// Whether a look at the bytes shows that all letters of `text` are Latin ones: below U+0250, with
/// the punctuation and the currency signs of U+2000 to U+213F.
pub(super) fn is_surely_latin(text: &str) -> bool {
    let all = text.as_bytes();
    let latin = |(i, b): (usize, &u8)| match b {
        0..=0xc9 => true,
        0xe2 => all.get(i + 1).is_some_and(|&next| next <= 0x84),
        _ => false,
    };
    let mut blocks = (0..).step_by(BLOCK).zip(all.chunks(BLOCK));
    blocks.all(|(at, block)| !bytes::any(block, |b| b > 0xc9) || (at..).zip(block).all(latin))
}

/// How many letters of each script a text holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters([usize; SCRIPTS]);

impl Letters {
    /// Counts the letters of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut all = Self::default();
        all.add(text);
        all
    }

    /// Adds the letters of `text`.
    pub(super) fn add(&mut self, text: &str) {
        let Self(counts) = self;
        counts[Script::Latin as usize] += bytes::count(text.as_bytes(), |b| b.is_ascii_alphabetic());
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|b| !b.is_ascii()) {
            let mut others = rest.get(at..).unwrap_or("").chars();
            if let Some(c) = others.next().filter(|c| c.is_alphabetic()) {
                counts[of(c) as usize] += 1;
            }
            rest = others.as_str();
        }
    }

    /// The script of at least nine letters in ten.
    pub(super) fn nearly_all(&self) -> Option<Script> {
        const ALL: [Script; SCRIPTS] = [
            Script::Latin,
            Script::Greek,
            Script::Cyrillic,
            Script::Armenian,
            Script::Hebrew,
            Script::Arabic,
            Script::Indic,
            Script::SouthEastAsian,
            Script::Georgian,
            Script::Ethiopic,
            Script::Hangul,
            Script::EastAsian,
            Script::Other,
        ];
        let sum: usize = self.0.iter().sum();
        ALL.into_iter().find(|s| sum > 0 && self.0[*s as usize] * 10 >= sum * 9)
    }
}
