//! Sentences as rows of word numbers.

use super::words::{Sort, Words};
use std::cell::RefCell;

/// A word of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Number in [`Words`].
    pub(super) word: u32,
    /// Steps from the beginning; a comma is more than one.
    pub(super) step: u16,
    /// Written with a capital inside the sentence.
    pub(super) name: bool,
    /// The first word.
    starts: bool,
}

/// Steps that a comma, semicolon or full stop counts for.
const PAUSE: u16 = 3;

/// A sentence's words and marks.
#[derive(Debug, Clone, Default)]
pub(super) struct Sentence {
    /// In order.
    pub(super) tokens: Box<[Token]>,
}

/// Reads sentences with one set of buffers.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) words: Words,
    word: String,
    /// Bytes at which each token of the last sentence begins and ends.
    pub(super) places: Vec<(usize, usize)>,
}

impl Reader {
    /// Lends the calling thread's own reader, for sentences read in passing: making one looks up every
    /// listed word, which costs as much as some hundred sentences.
    pub(super) fn of_thread<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        /// Words after which the reader begins anew, so that it never holds a corpus.
        const FULL: usize = 1 << 16;
        thread_local! {
            static READER: RefCell<Reader> = RefCell::default();
        }
        READER.with_borrow_mut(|reader| {
            if reader.words.stems() > FULL {
                *reader = Self::default();
            }
            work(reader)
        })
    }

    /// The words of `text`; [`places`](Self::places) says where they stand.
    pub(super) fn read(&mut self, text: &str) -> Sentence {
        let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
        self.places.clear();
        let mut start: Option<usize> = None;
        let mut step = 0u16;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            // The sides of "3-1" are two words.
            let score = c == '-'
                && text.get(..at).is_some_and(|s| s.ends_with(|c: char| c.is_ascii_digit()))
                && text.get(at + 1..).is_some_and(|s| s.starts_with(|c: char| c.is_ascii_digit()));
            let inner = matches!(c, '-' | '\'' | '’') && start.is_some() && !score;
            if c.is_alphanumeric() || inner {
                start.get_or_insert(at);
                continue;
            }
            if let Some(from) = start.take() {
                self.push(text, from, at, &mut tokens, &mut step);
            }
            if matches!(c, ',' | ';' | '.' | '(' | ')' | '—') {
                let mut mark = [0; 4];
                let word = self.words.word(c.encode_utf8(&mut mark));
                step = step.saturating_add(PAUSE);
                tokens.push(Token { word, step, name: false, starts: false });
                self.places.push((at, at + c.len_utf8()));
            }
        }
        Sentence { tokens: tokens.into_boxed_slice() }
    }

    fn push(&mut self, text: &str, from: usize, to: usize, tokens: &mut Vec<Token>, step: &mut u16) {
        let whole = text.get(from..to).unwrap_or("");
        let bare = whole.trim_end_matches(['-', '\'', '’']);
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let capital = bare.starts_with(char::is_uppercase);
        self.word.clear();
        if bare.is_ascii() {
            self.word.push_str(bare);
            self.word.make_ascii_lowercase();
        } else {
            self.word.extend(bare.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        }
        let word = self.words.word(&self.word);
        let starts = tokens.is_empty();
        *step = step.saturating_add(1);
        tokens.push(Token { word, step: *step, name: capital && !starts, starts });
        self.places.push((from, to));
    }
}

impl Sentence {
    /// The periods that the words outside `value` name: months, quarters, years; sorted.
    pub(super) fn periods(&self, words: &Words, value: &std::ops::Range<usize>) -> Vec<u32> {
        let period = |t: &Token| {
            let sort = words.entry(t.word).sort;
            sort.is(Sort::PERIOD) || sort.is(Sort::MONTH) && (!sort.is(Sort::UNSURE) || t.name && !t.starts)
        };
        let outside = self.tokens.iter().enumerate().filter(|(i, _)| !value.contains(i));
        let mut all: Vec<u32> = outside.filter(|(_, t)| period(t)).map(|(_, t)| t.word).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The tokens from the comma or bracket before `value` to the next one after it.
    pub(super) fn clause(&self, words: &Words, value: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let comma = |t: &Token| words.entry(t.word).sort.is(Sort::CLAUSE);
        let before = self.tokens.get(..value.start).unwrap_or(&[]);
        let after = self.tokens.get(value.end..).unwrap_or(&[]);
        let from = before.iter().rposition(comma).map_or(0, |i| i + 1);
        let to = after.iter().position(comma).map_or(self.tokens.len(), |i| value.end + i);
        from..to
    }
}
