//! Tokens, sentences and paragraphs of a document.

mod lexer;
mod paragraph;
pub mod quotation;
mod sentence;
#[cfg(test)]
mod tests;
mod token;

pub use sentence::Sentence;
pub use token::{Case, Token, TokenKind, Vocabulary, WordId, fold};

use crate::document::Document;
use crate::span::Span;
use std::ops::Range;

/// Words that decide where sentences end; ids in the [`Vocabulary`] they were made with.
#[derive(Debug, Clone, Default)]
pub struct Boundaries {
    /// Abbreviations that are always followed by more of the sentence ("Mr.", "No.").
    pub never_final: Vec<WordId>,
    /// Verbs of saying, which tie a quotation to what follows it.
    pub saying: Vec<WordId>,
    /// Abbreviations before a number ("No. 5"), whose full stop ends a sentence elsewhere.
    pub before_number: Vec<WordId>,
    /// Words that begin a sentence where they stand capitalised after an abbreviation.
    pub starters: Vec<WordId>,
    /// Common words: one of them capitalised after an abbreviation begins a sentence where no name
    /// goes on after it.
    pub common: Vec<WordId>,
    /// Words of titles and institutions: "the U.S. President" goes on.
    pub names: Vec<WordId>,
    /// Days and months: "at 5 p.m. Tuesday" goes on.
    pub days: Vec<WordId>,
}

impl Boundaries {
    /// Sorts the lists so that they can be searched.
    pub fn sort(&mut self) {
        let Self { never_final, saying, before_number, starters, common, names, days } = self;
        for list in [never_final, saying, before_number, starters, common, names, days] {
            list.sort_unstable();
            list.dedup();
        }
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
