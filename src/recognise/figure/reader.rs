//! Tokens of one sentence, seen by a recogniser that never looks past its ends.

use crate::text::{Case, Text, Token, TokenKind, WordId};

/// A sentence in hand.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// The document.
    pub text: &'a Text<'a>,
    /// Tokens before this belong to a figure already found, or to another sentence.
    pub floor: usize,
    /// First token of the sentence.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
}

impl<'a> Reader<'a> {
    /// The token, where it is one of this sentence at or after the floor.
    pub(super) fn token(&self, i: usize) -> Option<&'a Token> {
        if i < self.floor || i >= self.end { None } else { self.text.tokens.get(i) }
    }

    /// Its word; unknown beyond the sentence.
    pub(super) fn word(&self, i: usize) -> WordId {
        self.token(i).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// As written; empty beyond the sentence.
    pub(super) fn written(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.span().of(self.text.text))
    }

    /// Whether it stands right after the token before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.glued)
    }

    /// What it is made of.
    pub(super) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.token(i).map(|t| t.kind)
    }

    /// Whether it is a word in the given case.
    pub(super) fn cased(&self, i: usize, case: Case) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.case == case)
    }

    /// Whether it is this mark.
    pub(super) fn mark(&self, i: usize, mark: &str) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Mark) && self.written(i) == mark
    }

    /// Whether it is a hyphen or a dash that may stand for one.
    pub(super) fn hyphen(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Mark) && matches!(self.written(i), "-" | "‐" | "‑" | "–")
    }

    /// Past a hyphen that joins token `i - 1` to the next, else `i`.
    pub(super) fn past_hyphen(&self, i: usize) -> usize {
        if self.hyphen(i) && self.glued(i) && self.glued(i + 1) { i + 1 } else { i }
    }

    /// The first token at or after byte `at`, searched from token `from`.
    pub(super) fn at_byte(&self, from: usize, at: u32) -> usize {
        let mut i = from;
        while i < self.end && self.text.tokens.get(i).is_some_and(|t| t.start < at) {
            i += 1;
        }
        i
    }

    /// Last byte of the token before `end`; the full stop that ends the sentence is no part of an
    /// abbreviation ("$10K.", "5 ft."), unless that has others ("25 p.c.").
    pub(super) fn end_byte(&self, end: usize) -> u32 {
        let Some(t) = end.checked_sub(1).and_then(|i| self.text.tokens.get(i)) else { return 0 };
        let one = t.dotted && self.written(end - 1).matches('.').count() == 1;
        if one && end >= self.end { t.end - 1 } else { t.end }
    }
}
