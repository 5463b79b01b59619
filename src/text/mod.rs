//! Tokens, sentences and paragraphs of a document.

mod lexer;
mod map;
mod paragraph;
pub mod quotation;
mod sentence;
mod table;
#[cfg(test)]
mod tests;
mod token;

pub use map::WordMap;
pub use sentence::Sentence;
pub use table::WordTable;
pub use token::{Case, Token, TokenKind, Vocabulary, Word, WordId, fold};

use crate::document::Document;
use crate::span::Span;
use std::ops::Range;

/// What a word does where a sentence may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// An abbreviation that is always followed by more of the sentence ("Mr.", "No.").
    NeverFinal,
    /// A verb of saying, which ties a quotation to what follows it.
    Saying,
    /// An abbreviation before a number ("No. 5"), whose full stop ends a sentence elsewhere.
    BeforeNumber,
    /// It begins a sentence where it stands capitalised after an abbreviation.
    Starter,
    /// A common word: capitalised after an abbreviation it begins a sentence where no name goes on
    /// after it.
    Common,
    /// A word of titles and institutions: "the U.S. President" goes on.
    Name,
    /// A day or month: "at 5 p.m. Tuesday" goes on.
    Day,
}

/// Words that decide where sentences end; ids in the [`Vocabulary`] they were made with.
#[derive(Debug, Clone, Default)]
pub struct Boundaries {
    /// By word id, a bit for each [`Boundary`] that the word is.
    bits: WordMap<u8>,
}

impl Boundaries {
    /// Adds a word.
    pub fn add(&mut self, word: WordId, boundary: Boundary) {
        *self.bits.get_mut(word) |= 1 << boundary as u8;
    }

    /// Whether a word is one.
    pub fn has(&self, word: WordId, boundary: Boundary) -> bool {
        word != WordId::UNKNOWN && self.bits.get(word) & (1 << boundary as u8) != 0
    }
}

/// A document's text taken apart.
///
/// Guarantee: `tokens` in order; `sentences` partition them in order; a sentence never crosses a
/// paragraph.
#[derive(Debug)]
pub struct Text<'d> {
    /// The document's text.
    pub text: &'d str,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
}

impl<'d> Text<'d> {
    /// Takes a document apart. Linear in its length.
    pub fn new(document: &'d Document, vocabulary: &Vocabulary, boundaries: &Boundaries) -> Self {
        let tokens = lexer::lex(&document.text, &document.aside, vocabulary);
        let sentences = sentence::split(&document.text, &tokens, boundaries);
        Self { text: &document.text, tokens, sentences }
    }

    /// The words of a token as written.
    pub fn token(&self, i: usize) -> &'d str {
        self.tokens.get(i).map_or("", |t| t.span().of(self.text))
    }

    /// The span from the first to the last of a range of tokens; empty for an empty range.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(a), Some(b)) if tokens.start < tokens.end => Span { start: a.start, end: b.end },
            _ => Span::default(),
        }
    }

    /// Index of the sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= i)
    }

    /// The first token that starts at or after byte `at`.
    pub fn token_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.start < at)
    }

    /// The tokens that a span covers wholly or in part.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let a = self.tokens.partition_point(|t| t.end <= span.start);
        let b = self.tokens.partition_point(|t| t.start < span.end);
        a..b.max(a)
    }
}

/// The tokens of a short piece of text by themselves, such as a name of a lexicon.
pub fn lex(text: &str, vocabulary: &Vocabulary) -> Vec<Token> {
    lexer::lex(text, &[], vocabulary)
}

/// The tokens of a short piece of text, such as a pattern's words: kind, words, and whether it
/// carries an abbreviation's full stop.
pub fn tokens_of(text: &str, vocabulary: &Vocabulary) -> Vec<(TokenKind, String, bool)> {
    lexer::lex(text, &[], vocabulary).into_iter().map(|t| (t.kind, t.span().of(text).to_owned(), t.dotted)).collect()
}
