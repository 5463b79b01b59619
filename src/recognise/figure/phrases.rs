//! Tables of words and signs, several tokens long, looked up at a token.

use super::reader::Reader;
use crate::text::{Vocabulary, WordId};
use rustc_hash::FxHashMap;

/// How a phrase must be written to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// In any case.
    Any,
    /// As it is listed.
    Exact,
}

/// A token that a phrase asks for.
#[derive(Debug)]
struct Piece {
    word: WordId,
    /// As written, where case counts.
    exact: Option<Box<str>>,
}

#[derive(Debug)]
struct Entry<T> {
    pieces: Box<[Piece]>,
    value: T,
}

/// Phrases with a meaning each, found by their first token or their last, the longest first.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    first: FxHashMap<WordId, Vec<u32>>,
    last: FxHashMap<WordId, Vec<u32>>,
    entries: Vec<Entry<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { first: FxHashMap::default(), last: FxHashMap::default(), entries: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase.
    pub(super) fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, writing: Writing, value: T) {
        let pieces: Box<[Piece]> = pieces(phrase)
            .into_iter()
            .map(|p| Piece { word: vocabulary.intern(p), exact: (writing == Writing::Exact).then(|| p.into()) })
            .collect();
        let (Some(a), Some(b)) = (pieces.first().map(|p| p.word), pieces.last().map(|p| p.word)) else { return };
        let index = self.entries.len() as u32;
        self.first.entry(a).or_default().push(index);
        self.last.entry(b).or_default().push(index);
        self.entries.push(Entry { pieces, value });
    }

    /// Puts the longest phrases first; call once, after the last [`add`](Self::add). Of equally long
    /// ones the first added stays first.
    pub(super) fn finish(&mut self) {
        let lengths: Vec<usize> = self.entries.iter().map(|e| e.pieces.len()).collect();
        for map in [&mut self.first, &mut self.last] {
            // The order inside a list depends on that list alone, so the map's order does not matter.
            #[allow(clippy::iter_over_hash_type)]
            for list in map.values_mut() {
                list.sort_by_key(|&i| std::cmp::Reverse(lengths.get(i as usize).copied().unwrap_or(0)));
            }
        }
    }

    /// The phrases that start at token `i`, the longest first, each with the token after it.
    pub(super) fn at<'r>(&'r self, r: &'r Reader<'_>, i: usize) -> impl Iterator<Item = (T, usize)> + 'r {
        let word = r.word(i);
        let list = if word == WordId::UNKNOWN { None } else { self.first.get(&word) };
        list.into_iter().flatten().filter_map(move |&e| {
            let entry = self.entries.get(e as usize)?;
            Some((entry.value, forward(r, i, &entry.pieces)?))
        })
    }

    /// The phrases that are this one word, written like this.
    pub(super) fn single<'r>(&'r self, word: WordId, written: &'r str) -> impl Iterator<Item = T> + 'r {
        let list = if word == WordId::UNKNOWN { None } else { self.first.get(&word) };
        list.into_iter().flatten().filter_map(move |&e| {
            let entry = self.entries.get(e as usize)?;
            let [piece] = &*entry.pieces else { return None };
            piece.exact.as_ref().is_none_or(|e| **e == *written).then_some(entry.value)
        })
    }

    /// The phrases that end right before token `end`, the longest first, each with its first token.
    pub(super) fn before<'r>(&'r self, r: &'r Reader<'_>, end: usize) -> impl Iterator<Item = (T, usize)> + 'r {
        let word = end.checked_sub(1).map_or(WordId::UNKNOWN, |i| r.word(i));
        let list = if word == WordId::UNKNOWN { None } else { self.last.get(&word) };
        list.into_iter().flatten().filter_map(move |&e| {
            let entry = self.entries.get(e as usize)?;
            Some((entry.value, backward(r, end, &entry.pieces)?))
        })
    }
}

fn fits(r: &Reader<'_>, i: usize, piece: &Piece) -> bool {
    r.word(i) == piece.word
        && piece.word != WordId::UNKNOWN
        && piece.exact.as_ref().is_none_or(|e| r.written(i).trim_end_matches('.') == e.trim_end_matches('.'))
}

fn forward(r: &Reader<'_>, mut i: usize, pieces: &[Piece]) -> Option<usize> {
    for (n, piece) in pieces.iter().enumerate() {
        // The full stop of "sq. km" is a token of its own where "sq" is no listed abbreviation.
        if n > 0 && !fits(r, i, piece) && r.mark(i, ".") && r.glued(i) {
            i += 1;
        }
        if !fits(r, i, piece) {
            return None;
        }
        i += 1;
    }
    Some(i)
}

fn backward(r: &Reader<'_>, end: usize, pieces: &[Piece]) -> Option<usize> {
    let mut i = end;
    for piece in pieces.iter().rev() {
        i = i.checked_sub(1)?;
        if !fits(r, i, piece) {
            return None;
        }
    }
    Some(i)
}

/// Cuts a listed phrase as the lexer cuts text: words with their digits, digits, single marks. Full
/// stops after letters are left out, those inside initials ("p.c.") stay.
pub(super) fn pieces(phrase: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = phrase;
    while let Some(c) = rest.chars().next() {
        let len = if c.is_alphabetic() {
            initials(rest)
                .unwrap_or_else(|| run(rest, |c| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '\'' | '’')))
        } else if c.is_ascii_digit() {
            run(rest, |c| c.is_ascii_digit())
        } else {
            c.len_utf8()
        };
        let piece = &rest[..len];
        rest = &rest[len..];
        let stop = piece == "." && out.last().is_some_and(|p: &&str| p.ends_with(char::is_alphabetic));
        if !c.is_whitespace() && !stop {
            out.push(piece);
        }
    }
    out
}

fn run(text: &str, keep: impl Fn(char) -> bool) -> usize {
    text.find(|c| !keep(c)).unwrap_or(text.len())
}

/// Length of "p.c." or "U.S." at the start of `text`.
fn initials(text: &str) -> Option<usize> {
    let mut len = 0;
    let mut rest = text.as_bytes();
    while let [a, b'.', tail @ ..] = rest {
        if !a.is_ascii_alphabetic() {
            break;
        }
        len += 2;
        rest = tail;
    }
    (len > 2).then_some(len)
}
