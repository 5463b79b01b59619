//! Where paragraphs end: at blank lines, and at line breaks that no wrapping explains.

use super::token::{Case, Token, TokenKind};

/// Lines up to this many characters may be the work of a hard wrap; longer ones are whole
/// paragraphs.
const WRAP_WIDTH: usize = 110;

/// Narrower blocks are lists, verses and headings.
const NARROWEST: usize = 40;

/// Words that no line of its own ends with.
const LEADS_ON: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "from", "by", "for", "with", "and", "or", "that", "its", "his",
    "her", "their", "than", "between", "against", "into", "over", "under", "about",
];

/// Characters by which a line may be short of its block where the sentence goes on with a figure.
const EARLY: usize = 8;

/// A line that holds at least one token.
struct Line {
    /// Its first token.
    first: usize,
    /// Its width in characters.
    width: usize,
    /// Whether a blank line, or text set aside, stands before it.
    apart: bool,
}

/// The token indices at which paragraphs end, in order; the last is the number of tokens.
pub(super) fn ends(text: &str, tokens: &[Token]) -> Vec<usize> {
    let lines = lines(text, tokens);
    let mut ends = Vec::with_capacity(lines.len());
    let mut rest = lines.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let len = 1 + after.iter().take_while(|l| !l.apart).count();
        let (block, others) = rest.split_at(len.min(rest.len()));
        debug_assert!(first.width == block.first().map_or(0, |l| l.width));
        let widest = block.iter().map(|l| l.width).max().unwrap_or(0);
        for pair in block.windows(2) {
            if let [before, line] = pair
                && !wrapped(text, tokens, before, line.first, widest)
            {
                ends.push(line.first);
            }
        }
        ends.push(others.first().map_or(tokens.len(), |l| l.first));
        rest = others;
    }
    ends
}

fn lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(text.len() / 100 + 1);
    for (i, here) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| tokens.get(b));
        if before.is_some() && !here.breaks_line {
            continue;
        }
        if let (Some(line), Some(before)) = (lines.last_mut(), before) {
            line.width = width(text, tokens, line.first, before);
        }
        let apart = before.is_none_or(|b| blank_line(text.get(b.end as usize..here.start as usize).unwrap_or("")));
        lines.push(Line { first: i, width: 0, apart });
    }
    if let (Some(line), Some(last)) = (lines.last_mut(), tokens.last()) {
        line.width = width(text, tokens, line.first, last);
    }
    lines
}

/// Characters to the last token of a line, its indent among them; of a long line, bytes will do.
fn width(text: &str, tokens: &[Token], first: usize, last: &Token) -> usize {
    let start = tokens.get(first).map_or(0, |t| t.start as usize);
    let indent = text.as_bytes().iter().take(start).rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let line = text.get(start - indent..last.end as usize).unwrap_or("");
    if line.len() > 4 * WRAP_WIDTH { line.len() } else { line.chars().count() }
}

/// Whether what stands between two tokens holds a blank line, or text set aside.
fn blank_line(gap: &str) -> bool {
    let bytes = gap.as_bytes();
    let pairs = bytes.windows(2).filter(|w| *w == b"\r\n").count();
    let breaks = bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() - pairs;
    breaks > 1 || gap.chars().any(|c| c.is_alphanumeric() || c == '\u{2029}')
}

/// Whether the line break before token `at` stands inside a sentence.
fn wrapped(text: &str, tokens: &[Token], line: &Line, at: usize, widest: usize) -> bool {
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|b| tokens.get(b)), tokens.get(at)) else {
        return false;
    };
    if here.case == Case::Lower && !ends_with_mark(text, before) {
        return line.width <= 2 * WRAP_WIDTH;
    }
    let leads_on = before.case == Case::Lower && LEADS_ON.contains(&before.span().of(text));
    if leads_on && line.width >= NARROWEST {
        return line.width <= 2 * WRAP_WIDTH;
    }
    // The next word did not fit: a wrap, unless all lines are short or some are paragraphs.
    let rest = text.get(here.start as usize..).unwrap_or("");
    let next = rest.chars().take(WRAP_WIDTH).take_while(|c| !c.is_whitespace()).count();
    // A figure opens no sentence where none was ended, so that a line may be wrapped early before it.
    let open = here.kind == TokenKind::Digits && !ends_with_mark(text, before);
    let early = if open { EARLY } else { 0 };
    (NARROWEST..=WRAP_WIDTH).contains(&widest)
        && !begins_item(text, tokens, at)
        && line.width + 1 + next + early > widest
}

fn ends_with_mark(text: &str, token: &Token) -> bool {
    matches!(token.span().of(text), "." | "!" | "?" | "…" | ":")
}

/// Whether a list item begins here: "- ", "• ", "1. ", "2) ".
fn begins_item(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(here), next) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    match here.kind {
        TokenKind::Mark => {
            let mark = here.span().of(text);
            matches!(mark, "-" | "*" | "•" | "–" | "—" | "·" | "▪" | "‣" | "●") && next.is_some_and(|n| !n.glued)
        }
        TokenKind::Digits => {
            let closed = next.is_some_and(|n| n.glued && matches!(n.span().of(text), "." | ")"));
            closed && tokens.get(at + 2).is_some_and(|n| !n.glued)
        }
        _ => false,
    }
}
