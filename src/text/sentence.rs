//! Where paragraphs and sentences end.

use super::token::{Case, Token, TokenKind};
use super::{Boundaries, WordId};
use crate::span::Span;
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

/// Lines up to this width may be the work of a hard wrap; longer ones are whole paragraphs.
const WRAP_WIDTH: usize = 110;

/// Sentences longer than this many tokens are cut, so that no later stage sees an unbounded one.
const LONGEST: usize = 400;

pub(super) fn split(text: &str, tokens: &[Token], boundaries: &Boundaries) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut start = 0;
    let mut number = 0;
    for end in paragraph_ends(text, tokens) {
        split_paragraph(text, tokens, start..end, number, boundaries, &mut sentences);
        start = end;
        number += 1;
    }
    sentences
}

/// Token indices at which paragraphs end.
fn paragraph_ends(text: &str, tokens: &[Token]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut widest = 0;
    // The widest line of the block in hand, found when the block begins.
    let mut block_end = 0;
    for i in 1..tokens.len() {
        let (before, here) = (&tokens[i - 1], &tokens[i]);
        if !here.breaks_line {
            continue;
        }
        let gap = &text[before.end as usize..here.start as usize];
        if blank_line(gap) {
            ends.push(i);
            continue;
        }
        let at = before.end as usize;
        if at >= block_end {
            (widest, block_end) = block(text, at);
        }
        if !wrapped(text, tokens, i, widest) {
            ends.push(i);
        }
    }
    if !tokens.is_empty() {
        ends.push(tokens.len());
    }
    ends
}

fn blank_line(gap: &str) -> bool {
    // Text set aside stands in the gap as well; it parts paragraphs like a blank line.
    gap.bytes().filter(|&b| b == b'\n').count() > 1 || gap.chars().any(|c| !c.is_whitespace() && c.is_alphanumeric())
}

/// Width in bytes of the widest line in the block of lines around `at`, and where the block ends.
fn block(text: &str, at: usize) -> (usize, usize) {
    let start = text[..at].rfind("\n\n").map_or(0, |i| i + 2);
    let end = text[at..].find("\n\n").map_or(text.len(), |i| at + i);
    let widest = text[start..end].lines().map(str::len).max().unwrap_or(0);
    (widest, end)
}

/// Whether the line break before token `i` stands inside a sentence.
fn wrapped(text: &str, tokens: &[Token], i: usize, widest: usize) -> bool {
    let (before, here) = (&tokens[i - 1], &tokens[i]);
    let line_start = text[..before.end as usize].rfind('\n').map_or(0, |n| n + 1);
    let line_end = text[before.end as usize..].find('\n').map_or(text.len(), |n| before.end as usize + n);
    let width = line_end - line_start;
    if matches!(here.case, Case::Lower) && !ends_sentence_mark(text, before) {
        return width <= 2 * WRAP_WIDTH;
    }
    let next_word = text[here.start as usize..].split_whitespace().next().map_or(0, str::len);
    let list_item = matches!(here.span().of(text), "-" | "*" | "•" | "–" | "—");
    widest <= WRAP_WIDTH && widest >= 40 && !list_item && width + 1 + next_word > widest
}

fn ends_sentence_mark(text: &str, token: &Token) -> bool {
    matches!(token.span().of(text), "." | "!" | "?" | "…" | ":")
}

fn split_paragraph(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
    paragraph: usize,
    boundaries: &Boundaries,
    out: &mut Vec<Sentence>,
) {
    let mut start = range.start;
    let mut i = range.start;
    while i < range.end {
        let next = i + 1;
        let end = if next - start >= LONGEST { Some(next) } else { boundary(text, tokens, i, range.end, boundaries) };
        match end {
            Some(end) if end < range.end => {
                push(tokens, start..end, paragraph, false, out);
                start = end;
                i = end;
            }
            _ => i = next,
        }
    }
    if start < range.end {
        let last = (start..range.end).rev().find(|&j| !closes(text, &tokens[j]));
        let marked = last.is_some_and(|j| ends_sentence_mark(text, &tokens[j]) || tokens[j].dotted);
        let heading = start == range.start && !marked;
        push(tokens, start..range.end, paragraph, heading, out);
    }
}

fn push(tokens: &[Token], range: Range<usize>, paragraph: usize, heading: bool, out: &mut Vec<Sentence>) {
    let span = Span { start: tokens[range.start].start, end: tokens[range.end - 1].end };
    out.push(Sentence { tokens: range, span, paragraph, heading });
}

/// A closing quotation mark or bracket.
fn closes(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Mark && matches!(token.span().of(text), "”" | "\"" | "’" | "'" | "»" | ")" | "]" | "“")
}

/// Where the sentence ends if token `i` ends it: one past its closing marks.
fn boundary(text: &str, tokens: &[Token], i: usize, limit: usize, boundaries: &Boundaries) -> Option<usize> {
    let t = &tokens[i];
    let strong = match t.kind {
        TokenKind::Mark => match text.as_bytes()[t.start as usize] {
            b'.' => false,
            b'!' | b'?' => true,
            _ if t.span().of(text) == "…" => false,
            _ => return None,
        },
        TokenKind::Word if t.dotted => return after_abbreviation(text, tokens, i, limit, boundaries),
        _ => return None,
    };
    let mut end = i + 1;
    while end < limit && tokens[end].glued && (closes(text, &tokens[end]) || ends_sentence_mark(text, &tokens[end])) {
        end += 1;
    }
    let next = tokens.get(end).filter(|_| end < limit)?;
    if next.glued {
        // "example.com", "3.5": inside a word; "end.Next" where a blank is missing.
        let joined = next.kind == TokenKind::Word && next.case == Case::Capitalised && !strong;
        let word_before = i > 0 && tokens[i - 1].kind == TokenKind::Word && tokens[i - 1].case == Case::Lower;
        let follows = tokens.get(end + 1).is_some_and(|n| !n.glued);
        return (joined && word_before && follows).then_some(end);
    }
    let quoted = end > i + 1;
    match next.kind {
        TokenKind::Word => match next.case {
            Case::Lower => None,
            _ if strong && quoted && tied(tokens, end, limit, boundaries) => None,
            _ => Some(end),
        },
        TokenKind::Digits | TokenKind::Possessive => Some(end),
        TokenKind::Mark => {
            let mark = next.span().of(text);
            (!matches!(mark, "," | ";" | "." | ")" | "]" | "?" | "!" | ":")).then_some(end)
        }
    }
}

/// After “Really?” a name and a verb of saying go on with the sentence: “Really?” Smith asked.
fn tied(tokens: &[Token], from: usize, limit: usize, boundaries: &Boundaries) -> bool {
    tokens[from..limit.min(from + 5)]
        .iter()
        .take_while(|t| t.kind == TokenKind::Word)
        .any(|t| has(&boundaries.saying, t.word))
}

fn has(sorted: &[WordId], word: WordId) -> bool {
    word != WordId::UNKNOWN && sorted.binary_search(&word).is_ok()
}

/// "U.S. officials" goes on, "in the U.S. The deal" does not.
fn after_abbreviation(text: &str, tokens: &[Token], i: usize, limit: usize, boundaries: &Boundaries) -> Option<usize> {
    let t = &tokens[i];
    if has(&boundaries.never_final, t.word) {
        return None;
    }
    let mut end = i + 1;
    while end < limit && tokens[end].glued && closes(text, &tokens[end]) {
        end += 1;
    }
    let next = tokens.get(end).filter(|_| end < limit)?;
    if next.glued {
        return None;
    }
    let initial = t.end - t.start == 2;
    match next.kind {
        TokenKind::Word if next.case == Case::Capitalised => {
            (!initial && has(&boundaries.common, next.word)).then_some(end)
        }
        TokenKind::Mark if !initial => matches!(next.span().of(text), "“" | "\"" | "‘" | "«" | "„").then_some(end),
        _ => None,
    }
}
