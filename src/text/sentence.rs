//! Where sentences end.

use super::token::{Case, Token, TokenKind};
use super::{Boundaries, Boundary, paragraph};
use crate::span::Span;
use std::cell::Cell;
use std::ops::Range;

/// A sentence, or a heading without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// From its first to its last token.
    pub span: Span,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
    /// A whole paragraph without a final mark: a heading, a caption, a list item.
    pub heading: bool,
}

/// Sentences longer than this many tokens are cut, so that no later stage sees an unbounded one.
const LONGEST: usize = 400;

pub(super) fn split(text: &str, tokens: &[Token], boundaries: &Boundaries) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut start = 0;
    for (number, end) in paragraph::ends(text, tokens).into_iter().enumerate() {
        let splitter = Splitter { text, tokens, limit: end, boundaries, passed: Cell::default() };
        splitter.paragraph(start, number, &mut sentences);
        start = end;
    }
    sentences
}

/// A paragraph being split.
struct Splitter<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// One past its last token.
    limit: usize,
    boundaries: &'t Boundaries,
    /// The run of closing and final marks that was passed last, so that a long one is passed once.
    passed: Cell<Range<usize>>,
}

impl Splitter<'_> {
    fn paragraph(&self, from: usize, number: usize, out: &mut Vec<Sentence>) {
        let (mut start, mut i) = (from, from);
        while i < self.limit {
            let end = if i + 1 - start >= LONGEST { Some(i + 1) } else { self.end_at(i, start) };
            match end {
                Some(end) if end < self.limit => {
                    self.push(start..end, number, false, out);
                    (start, i) = (end, end);
                }
                _ => i += 1,
            }
        }
        if start < self.limit {
            let last = (start..self.limit).rev().filter_map(|j| self.token(j)).find(|t| !self.closes(t));
            let marked = last.is_some_and(|t| self.is_final(t) || t.dotted);
            self.push(start..self.limit, number, start == from && !marked, out);
        }
    }

    fn push(&self, range: Range<usize>, paragraph: usize, heading: bool, out: &mut Vec<Sentence>) {
        let ends = self.tokens.get(range.start).zip(self.tokens.get(range.end.wrapping_sub(1)));
        if let Some((first, last)) = ends {
            let span = Span { start: first.start, end: last.end };
            out.push(Sentence { tokens: range, span, paragraph, heading });
        }
    }

    /// A token of the paragraph.
    fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i).filter(|_| i < self.limit)
    }

    fn words(&self, token: &Token) -> &str {
        token.span().of(self.text)
    }

    /// A mark that may end a sentence.
    fn is_final(&self, token: &Token) -> bool {
        token.kind == TokenKind::Mark
            && matches!(self.words(token), "." | "!" | "?" | "…" | ":" | "。" | "！" | "？" | "।" | "؟" | "۔")
    }

    /// A closing quotation mark or bracket, or a superscript figure.
    fn closes(&self, token: &Token) -> bool {
        token.kind == TokenKind::Mark
            && matches!(
                self.words(token),
                "”" | "\"" | "’" | "'" | "»" | ")" | "]" | "“" | "‘" | "›" | "」" | "』" | "¹" | "²" | "³"
            )
    }

    fn opens(&self, token: &Token) -> bool {
        token.kind == TokenKind::Mark
            && matches!(self.words(token), "“" | "\"" | "‘" | "«" | "„" | "”" | "'" | "(" | "[")
    }

    /// Where the sentence that begins at `start` ends if token `i` ends it: one past its closing
    /// marks.
    fn end_at(&self, i: usize, start: usize) -> Option<usize> {
        let t = self.token(i)?;
        match t.kind {
            TokenKind::Mark => match self.words(t) {
                "." if self.enumerates(i, start) || self.pairs(i) => None,
                "." | "…" => self.after_mark(i, false),
                "!" | "?" => self.after_mark(i, true),
                "。" | "！" | "？" | "।" | "؟" | "۔" => Some(self.past_closing(i + 1)),
                _ => None,
            },
            TokenKind::Word if t.dotted => self.after_abbreviation(i, t),
            _ => None,
        }
    }

    /// Whether the full stop at `i` belongs to the number of a list item.
    fn enumerates(&self, i: usize, start: usize) -> bool {
        let number = i.checked_sub(1).filter(|&n| n == start).and_then(|n| self.token(n));
        let after = self.token(i + 1);
        number.is_some_and(|n| n.kind == TokenKind::Digits && n.span().len() <= 2) && after.is_some_and(|a| !a.glued)
    }

    /// "4. and 5. December": the full stop at `i` makes an ordinal, as the one before it does.
    fn pairs(&self, i: usize) -> bool {
        let back = |n: usize| i.checked_sub(n).and_then(|j| self.token(j));
        let number = |n: usize| back(n).is_some_and(|t| t.kind == TokenKind::Digits && t.span().len() <= 2);
        number(1)
            && number(4)
            && back(3).is_some_and(|t| t.glued && self.words(t) == ".")
            && back(2).is_some_and(|t| matches!(self.words(t), "," | "to" | "and" | "-" | "–" | "—" | "‑" | "−"))
    }

    /// One past the closing marks, further final marks and note numbers that are glued on at `end`.
    fn past_closing(&self, mut end: usize) -> usize {
        let passed = self.passed.take();
        if passed.contains(&end) {
            end = passed.end;
        }
        let mut from = end;
        while let Some(t) = self.token(end).filter(|t| t.glued) {
            if self.closes(t) || self.is_final(t) {
                end += 1;
            } else if self.is_note(end) {
                end += 3;
                from = end;
            } else {
                break;
            }
        }
        self.passed.set(if from == passed.end { passed.start..end } else { from..end });
        end
    }

    /// "[12]" glued on.
    fn is_note(&self, at: usize) -> bool {
        let is = |i: usize, mark: &str| self.token(i).is_some_and(|t| t.glued && self.words(t) == mark);
        is(at, "[") && is(at + 2, "]") && self.token(at + 1).is_some_and(|t| t.kind == TokenKind::Digits)
    }

    fn after_mark(&self, i: usize, strong: bool) -> Option<usize> {
        let end = self.past_closing(i + 1);
        let next = self.token(end)?;
        if next.glued {
            return self.missing_blank(i, end, next, strong);
        }
        let quoted = end > i + 1;
        match next.kind {
            TokenKind::Word => match next.case {
                Case::Lower => None,
                _ if strong && quoted && self.tied(end) => None,
                _ => Some(end),
            },
            TokenKind::Digits | TokenKind::Possessive => Some(end),
            TokenKind::Mark => match self.words(next) {
                "," | ";" | "." | ")" | "]" | "?" | "!" | ":" | "…" => None,
                // “It is the law.” – The minister
                "–" | "—" | "-" if quoted => None,
                _ => Some(end),
            },
        }
    }

    /// "end.Next" where a blank is missing, but not "example.com" and "3.5".
    fn missing_blank(&self, i: usize, end: usize, next: &Token, strong: bool) -> Option<usize> {
        let joined = next.kind == TokenKind::Word && next.case == Case::Capitalised && !strong;
        let before = i.checked_sub(1).and_then(|b| self.token(b));
        let word_before = before.is_some_and(|b| b.kind == TokenKind::Word && b.case == Case::Lower);
        let follows = self.token(end + 1).is_some_and(|n| !n.glued);
        (joined && word_before && follows).then_some(end)
    }

    /// After “Really?” a name and a verb of saying go on with the sentence: “Really?” Smith asked.
    fn tied(&self, from: usize) -> bool {
        (from..from + 5)
            .map_while(|i| self.token(i).filter(|t| t.kind == TokenKind::Word))
            .any(|t| self.boundaries.has(t.word, Boundary::Saying))
    }

    /// "U.S. officials" goes on, "in the U.S. The deal" does not.
    fn after_abbreviation(&self, i: usize, t: &Token) -> Option<usize> {
        let b = self.boundaries;
        if b.has(t.word, Boundary::NeverFinal) {
            return None;
        }
        let mut end = i + 1;
        while self.token(end).is_some_and(|n| n.glued && self.closes(n)) {
            end += 1;
        }
        let next = self.token(end).filter(|n| !n.glued)?;
        let initial = t.span().len() == 2 && t.case != Case::Lower;
        let numbered = b.has(t.word, Boundary::BeforeNumber) && !initial;
        match next.kind {
            TokenKind::Word => {
                let capital = matches!(next.case, Case::Capitalised | Case::Upper);
                let begins =
                    numbered || b.has(next.word, Boundary::Starter) || (!initial && self.begins(end, next, t.case));
                (capital && begins).then_some(end)
            }
            // In “U.S. ‘special’ forces” the quotation goes on, in “U.S. ‘We are” one begins.
            TokenKind::Mark if numbered || !initial => {
                let inside = self.token(end + 1).is_some_and(|n| n.kind == TokenKind::Word && n.case != Case::Lower);
                (self.opens(next) && inside).then_some(end)
            }
            _ => None,
        }
    }

    /// Whether a capitalised word after an abbreviation in `case` begins a sentence: it is a common
    /// word, and no name goes on with it ("Nobody said", but "Trade Representative" and "the U.S.
    /// President").
    fn begins(&self, at: usize, word: &Token, case: Case) -> bool {
        let after = self.token(at + 1);
        self.boundaries.has(word.word, Boundary::Common)
            && !self.boundaries.has(word.word, Boundary::Day)
            && (case == Case::Lower || !self.boundaries.has(word.word, Boundary::Name))
            && after.is_none_or(|a| a.kind != TokenKind::Word || a.case == Case::Lower || a.case == Case::None)
    }
}
