//! Tables of words and signs, several tokens long, looked up at a token.

use super::reader::Reader;
use crate::text::{Vocabulary, Word, WordId};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

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
    /// Where it stands as written, where case counts.
    exact: Option<Range<u32>>,
}

#[derive(Debug)]
struct Entry<T> {
    pieces: Range<u32>,
    value: T,
    /// The next phrase with the same first token, and with the same last one.
    next: [u32; 2],
}

/// No phrase.
const NONE: u32 = u32::MAX;

/// Which end of a phrase it is found by.
const FIRST: usize = 0;
const LAST: usize = 1;

/// Phrases with a meaning each, found by their first token or their last, the longest first.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// For each end: the longest phrase by the token there; of equally long ones the first added.
    ends: [FxHashMap<WordId, u32>; 2],
    entries: Vec<Entry<T>>,
    /// Those of all phrases in a row.
    pieces: Vec<Piece>,
    /// Pieces as written, where case counts.
    letters: String,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { ends: Default::default(), entries: Vec::new(), pieces: Vec::new(), letters: String::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// An empty table with room for that many phrases.
    pub(super) fn with_capacity(phrases: usize) -> Self {
        Self {
            ends: [(); 2].map(|()| FxHashMap::with_capacity_and_hasher(phrases, FxBuildHasher)),
            entries: Vec::with_capacity(phrases),
            pieces: Vec::with_capacity(2 * phrases),
            letters: String::new(),
        }
    }

    /// Adds a phrase.
    pub(super) fn add<W: Word + ?Sized>(
        &mut self,
        vocabulary: &mut Vocabulary,
        phrase: &W,
        writing: Writing,
        value: T,
    ) {
        let start = self.pieces.len() as u32;
        let mut push = |word: WordId, piece: &str| {
            let from = self.letters.len() as u32;
            let exact = (writing == Writing::Exact).then(|| {
                self.letters.push_str(piece);
                from..self.letters.len() as u32
            });
            self.pieces.push(Piece { word, exact });
        };
        let letters = phrase.letters();
        if !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_alphabetic()) {
            push(vocabulary.intern(phrase), letters);
        } else if letters.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
            for (piece, number) in phrase.words().filter(|(piece, _)| !piece.is_empty()) {
                let known = number.and_then(|n| vocabulary.number(n));
                push(known.unwrap_or_else(|| vocabulary.intern(piece)), piece);
            }
        } else {
            each_piece(letters, |piece| push(vocabulary.intern(piece), piece));
        }
        let end = self.pieces.len() as u32;
        let word = |piece: u32| self.pieces.get(piece as usize).map(|p| p.word);
        let (Some(first), Some(last)) = (word(start), word(end.wrapping_sub(1)).filter(|_| start < end)) else {
            return;
        };
        let next = [self.link(FIRST, first, end - start), self.link(LAST, last, end - start)];
        self.entries.push(Entry { pieces: start..end, value, next });
    }

    /// Makes room for the phrase that is added next, behind those that are as long; the one behind it.
    fn link(&mut self, end: usize, word: WordId, length: u32) -> u32 {
        let Self { ends, entries, .. } = self;
        let index = entries.len() as u32;
        let longer = |e: &Entry<T>| e.pieces.end - e.pieces.start >= length;
        let first = ends[end].entry(word).or_insert(NONE);
        if !entries.get(*first as usize).is_some_and(longer) {
            return std::mem::replace(first, index);
        }
        let mut before = *first;
        loop {
            let next = entries.get(before as usize).map_or(NONE, |e| e.next[end]);
            if !entries.get(next as usize).is_some_and(longer) {
                if let Some(e) = entries.get_mut(before as usize) {
                    e.next[end] = index;
                }
                return next;
            }
            before = next;
        }
    }

    /// The phrases with `word` at one end, the longest first.
    fn with(&self, end: usize, word: WordId) -> impl Iterator<Item = &Entry<T>> {
        let known = if word == WordId::UNKNOWN { None } else { self.ends[end].get(&word) };
        let first = known.and_then(|&i| self.entries.get(i as usize));
        std::iter::successors(first, move |e| self.entries.get(e.next[end] as usize))
    }

    fn pieces(&self, entry: &Entry<T>) -> &[Piece] {
        self.pieces.get(entry.pieces.start as usize..entry.pieces.end as usize).unwrap_or(&[])
    }

    fn exact(&self, piece: &Piece) -> Option<&str> {
        piece.exact.as_ref().and_then(|e| self.letters.get(e.start as usize..e.end as usize))
    }

    /// The phrases that start at token `i`, the longest first, each with the token after it.
    pub(super) fn at<'r>(&'r self, r: &'r Reader<'_>, i: usize) -> impl Iterator<Item = (T, usize)> + 'r {
        self.with(FIRST, r.word(i)).filter_map(move |e| Some((e.value, self.forward(r, i, self.pieces(e))?)))
    }

    /// The phrases that are this one word, written like this.
    pub(super) fn single<'r>(&'r self, word: WordId, written: &'r str) -> impl Iterator<Item = T> + 'r {
        self.with(FIRST, word).filter_map(move |e| {
            let [piece] = self.pieces(e) else { return None };
            self.exact(piece).is_none_or(|exact| exact == written).then_some(e.value)
        })
    }

    /// The phrases that end right before token `end`, the longest first, each with its first token.
    pub(super) fn before<'r>(&'r self, r: &'r Reader<'_>, end: usize) -> impl Iterator<Item = (T, usize)> + 'r {
        let word = end.checked_sub(1).map_or(WordId::UNKNOWN, |i| r.word(i));
        self.with(LAST, word).filter_map(move |e| Some((e.value, self.backward(r, end, self.pieces(e))?)))
    }

    fn fits(&self, r: &Reader<'_>, i: usize, piece: &Piece) -> bool {
        r.word(i) == piece.word
            && piece.word != WordId::UNKNOWN
            && self.exact(piece).is_none_or(|e| r.written(i).trim_end_matches('.') == e.trim_end_matches('.'))
    }

    fn forward(&self, r: &Reader<'_>, mut i: usize, pieces: &[Piece]) -> Option<usize> {
        for (n, piece) in pieces.iter().enumerate() {
            // The full stop of "sq. km" is a token of its own where "sq" is no listed abbreviation.
            if n > 0 && !self.fits(r, i, piece) && r.mark(i, ".") && r.glued(i) {
                i += 1;
            }
            if !self.fits(r, i, piece) {
                return None;
            }
            i += 1;
        }
        Some(i)
    }

    fn backward(&self, r: &Reader<'_>, end: usize, pieces: &[Piece]) -> Option<usize> {
        let mut i = end;
        for piece in pieces.iter().rev() {
            i = i.checked_sub(1)?;
            if !self.fits(r, i, piece) {
                return None;
            }
        }
        Some(i)
    }
}

/// The pieces of a listed phrase.
pub(super) fn pieces(phrase: &str) -> Vec<&str> {
    let mut out = Vec::new();
    each_piece(phrase, |piece| out.push(piece));
    out
}

/// Cuts a listed phrase as the lexer cuts text: words with their digits, digits, single marks. Full
/// stops after letters are left out, those inside initials ("p.c.") stay.
fn each_piece<'p>(phrase: &'p str, mut take: impl FnMut(&'p str)) {
    let mut rest = phrase;
    let mut after_letter = false;
    loop {
        // Most pieces are plain letters up to a blank or the end.
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 0 && rest.as_bytes().get(letters).is_none_or(|b| *b == b' ') {
            let (piece, behind) = rest.split_at(letters);
            take(piece);
            after_letter = true;
            rest = behind.strip_prefix(' ').unwrap_or(behind);
            continue;
        }
        let Some(c) = rest.chars().next() else { return };
        let len = if c.is_alphabetic() {
            initials(rest)
                .unwrap_or_else(|| run(rest, |c| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '\'' | '’')))
        } else if c.is_ascii_digit() {
            run(rest, |c| c.is_ascii_digit())
        } else {
            c.len_utf8()
        };
        let (piece, behind) = rest.split_at(len);
        rest = behind;
        let stop = piece == "." && after_letter;
        if !c.is_whitespace() && !stop {
            take(piece);
            after_letter = piece.ends_with(char::is_alphabetic);
        }
    }
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
