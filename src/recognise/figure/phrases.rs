//! Tables of words and signs, several tokens long, looked up at a token.

use super::reader::Reader;
use crate::text::{Vocabulary, WordId};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Reverse;
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
}

/// The phrases of each word: a run of [`Index::order`].
#[derive(Debug, Default)]
struct Index {
    runs: FxHashMap<WordId, Range<u32>>,
    order: Vec<u32>,
}

impl Index {
    /// From the word and the length of each phrase: the longest first, of equally long ones the first added.
    fn new(phrases: impl Iterator<Item = (WordId, u32)>) -> Self {
        let mut sorted: Vec<(WordId, Reverse<u32>, u32)> =
            phrases.enumerate().map(|(i, (word, length))| (word, Reverse(length), i as u32)).collect();
        sorted.sort_unstable();
        let mut runs = FxHashMap::with_capacity_and_hasher(sorted.len(), FxBuildHasher);
        let mut start = 0;
        for run in sorted.chunk_by(|a, b| a.0 == b.0) {
            let end = start + run.len() as u32;
            runs.extend(run.first().map(|first| (first.0, start..end)));
            start = end;
        }
        Self { runs, order: sorted.into_iter().map(|(.., i)| i).collect() }
    }

    fn of(&self, word: WordId) -> &[u32] {
        if word == WordId::UNKNOWN {
            return &[];
        }
        self.runs.get(&word).and_then(|r| self.order.get(r.start as usize..r.end as usize)).unwrap_or(&[])
    }
}

/// Phrases with a meaning each, found by their first token or their last, the longest first.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    first: Index,
    last: Index,
    entries: Vec<Entry<T>>,
    /// Those of all phrases in a row.
    pieces: Vec<Piece>,
    /// Pieces as written, where case counts.
    letters: String,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        let (first, last) = (Index::default(), Index::default());
        Self { first, last, entries: Vec::new(), pieces: Vec::new(), letters: String::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase.
    pub(super) fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, writing: Writing, value: T) {
        let start = self.pieces.len() as u32;
        each_piece(phrase, |piece| {
            let from = self.letters.len() as u32;
            let exact = (writing == Writing::Exact).then(|| {
                self.letters.push_str(piece);
                from..self.letters.len() as u32
            });
            self.pieces.push(Piece { word: vocabulary.intern(piece), exact });
        });
        let end = self.pieces.len() as u32;
        if start < end {
            self.entries.push(Entry { pieces: start..end, value });
        }
    }

    /// Makes the phrases ready to be found; call once, after the last [`add`](Self::add).
    pub(super) fn finish(&mut self) {
        let Self { entries, pieces, .. } = self;
        let word = |i: u32| pieces.get(i as usize).map_or(WordId::UNKNOWN, |p| p.word);
        let length = |e: &Entry<T>| e.pieces.end - e.pieces.start;
        self.first = Index::new(entries.iter().map(|e| (word(e.pieces.start), length(e))));
        self.last = Index::new(entries.iter().map(|e| (word(e.pieces.end - 1), length(e))));
    }

    fn pieces(&self, entry: &Entry<T>) -> &[Piece] {
        self.pieces.get(entry.pieces.start as usize..entry.pieces.end as usize).unwrap_or(&[])
    }

    fn exact(&self, piece: &Piece) -> Option<&str> {
        piece.exact.as_ref().and_then(|e| self.letters.get(e.start as usize..e.end as usize))
    }

    /// The phrases that start at token `i`, the longest first, each with the token after it.
    pub(super) fn at<'r>(&'r self, r: &'r Reader<'_>, i: usize) -> impl Iterator<Item = (T, usize)> + 'r {
        self.first.of(r.word(i)).iter().filter_map(move |&e| {
            let entry = self.entries.get(e as usize)?;
            Some((entry.value, self.forward(r, i, self.pieces(entry))?))
        })
    }

    /// The phrases that are this one word, written like this.
    pub(super) fn single<'r>(&'r self, word: WordId, written: &'r str) -> impl Iterator<Item = T> + 'r {
        self.first.of(word).iter().filter_map(move |&e| {
            let entry = self.entries.get(e as usize)?;
            let [piece] = self.pieces(entry) else { return None };
            self.exact(piece).is_none_or(|e| e == written).then_some(entry.value)
        })
    }

    /// The phrases that end right before token `end`, the longest first, each with its first token.
    pub(super) fn before<'r>(&'r self, r: &'r Reader<'_>, end: usize) -> impl Iterator<Item = (T, usize)> + 'r {
        let word = end.checked_sub(1).map_or(WordId::UNKNOWN, |i| r.word(i));
        self.last.of(word).iter().filter_map(move |&e| {
            let entry = self.entries.get(e as usize)?;
            Some((entry.value, self.backward(r, end, self.pieces(entry))?))
        })
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
    while let Some(c) = rest.chars().next() {
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
