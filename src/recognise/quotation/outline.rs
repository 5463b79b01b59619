//! A paragraph as the recogniser reads it: words, marks, and each marked stretch as one item.

use super::class::{self, Bits};
use super::grammar::Grammar;
use crate::recognise::{Context, Values};
use crate::text::quotation::Marked;
use crate::text::{Case, TokenKind, WordId};
use crate::value::Value;
use std::ops::Range;

/// Sentences that marked stretches have run together are cut at this many items.
const LONGEST: usize = 400;

/// A word, a punctuation mark, or a whole stretch between quotation marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Word classes; [`class::QUOTE`] for a marked stretch.
    pub(super) bits: Bits,
    /// The word.
    pub(super) word: WordId,
    /// Index of the marked stretch.
    pub(super) quote: Option<usize>,
    /// No blank before it.
    pub(super) glued: bool,
}

impl Item {
    /// Whether it is in any of the classes.
    pub(super) fn is(&self, bits: Bits) -> bool {
        self.bits & bits != 0
    }
}

/// A paragraph's items, and where its sentences begin. A sentence that ends inside quotation marks
/// does not end here.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The items.
    pub(super) items: Vec<Item>,
    /// Item ranges of the sentences.
    pub(super) sentences: Vec<Range<usize>>,
    /// A paragraph without a final mark.
    pub(super) heading: bool,
}

/// The outline of the paragraph made of sentences `range`; `marked` holds every marked stretch of the
/// document and `first` is the first that may lie in this paragraph.
pub(super) fn outline(
    context: &Context<'_>,
    values: &Values,
    grammar: &Grammar,
    range: &Range<usize>,
    marked: &[Marked],
    first: usize,
) -> Outline {
    let text = context.text;
    let sentences = text.sentences.get(range.clone()).unwrap_or(&[]);
    let (Some(head), Some(tail)) = (sentences.first(), sentences.last()) else { return Outline::default() };
    let mut out = Outline { heading: sentences.len() == 1 && head.heading, ..Outline::default() };
    // In a headline with a capital on every word a capital says nothing.
    let shouting = out.heading && capitals(context, &head.tokens);
    out.items.reserve(tail.tokens.end.saturating_sub(head.tokens.start));
    let mut next_mark = first;
    let mut next_sentence = 0;
    let mut i = head.tokens.start;
    let mut start = 0;
    let body = dateline(context, &head.tokens);
    while i < tail.tokens.end {
        if body == Some(i) {
            // The dateline is no part of the sentence.
            start = out.items.len();
        }
        while sentences.get(next_sentence + 1).is_some_and(|s| s.tokens.start <= i) {
            next_sentence += 1;
            if sentences.get(next_sentence).is_some_and(|s| s.tokens.start == i) && out.items.len() > start {
                out.sentences.push(start..out.items.len());
                start = out.items.len();
            }
        }
        if out.items.len() - start >= LONGEST {
            out.sentences.push(start..out.items.len());
            start = out.items.len();
        }
        let at_start = out.items.len() == start;
        if let Some(m) = marked.get(next_mark).filter(|m| m.outer.start == i) {
            let glued = text.tokens.get(i).is_some_and(|t| t.glued);
            out.items.push(Item {
                start: i,
                end: m.outer.end,
                bits: class::QUOTE,
                word: WordId::UNKNOWN,
                quote: Some(next_mark),
                glued,
            });
            next_mark += 1;
            i = m.outer.end;
            continue;
        }
        let mut it = item(context, grammar, i, at_start || shouting);
        // "June Petrova" is no month.
        if it.is(class::TIME) && it.is(class::PROPER) && within_person(values, i) {
            it.bits &= !class::TIME;
        }
        out.items.push(it);
        i += 1;
    }
    if out.items.len() > start {
        out.sentences.push(start..out.items.len());
    }
    out
}

/// Whether a token belongs to the name of a person.
fn within_person(values: &Values, token: usize) -> bool {
    let from = values.mentions.partition_point(|m| m.tokens.end <= token);
    let mention = values.mentions.get(from).filter(|m| m.tokens.contains(&token));
    mention.is_some_and(|m| matches!(m.value, Value::Person(_)))
}

/// The first token behind a dateline such as "CANTON, Ohio —" or "LYON (Agency) -".
fn dateline(context: &Context<'_>, tokens: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 16;
    let text = context.text;
    let first = text.tokens.get(tokens.start).filter(|t| t.kind == TokenKind::Word)?;
    let mut capitals = first.case == Case::Upper && first.end - first.start > 2;
    for i in tokens.start..tokens.end.min(tokens.start + LONGEST) {
        let t = text.tokens.get(i)?;
        match t.kind {
            TokenKind::Word if t.case == Case::Lower => return None,
            TokenKind::Mark => match text.token(i) {
                ")" => capitals = true,
                "," | "(" | "." | "/" => {}
                "–" | "—" | "―" => return capitals.then_some(i + 1),
                "-" if !t.glued || text.token(i + 1) == "-" => {
                    let doubled = text.token(i + 1) == "-";
                    let end = i + if doubled { 2 } else { 1 };
                    let free = doubled || text.tokens.get(end).is_some_and(|n| !n.glued);
                    return (free && capitals && end < tokens.end).then_some(end);
                }
                "-" | "'" | "’" => {}
                _ => return None,
            },
            _ => {}
        }
    }
    None
}

/// Whether every longer word has a capital.
fn capitals(context: &Context<'_>, tokens: &Range<usize>) -> bool {
    let words = context.text.tokens.get(tokens.clone()).unwrap_or(&[]);
    let mut long = words.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3).peekable();
    long.peek().is_some() && long.all(|t| t.case != Case::Lower)
}

fn item(context: &Context<'_>, grammar: &Grammar, i: usize, at_start: bool) -> Item {
    let Some(t) = context.text.tokens.get(i) else {
        return Item { start: i, end: i + 1, bits: 0, word: WordId::UNKNOWN, quote: None, glued: false };
    };
    let listed = grammar.bits(t.word);
    let bits = match t.kind {
        TokenKind::Mark if listed & class::HYPHEN != 0 && dash(context, i) => class::MARK | class::DASH,
        TokenKind::Mark if within_number(context, i) => class::MARK,
        TokenKind::Mark => listed | class::MARK,
        TokenKind::Digits => class::DIGITS,
        TokenKind::Possessive => class::POSSESSIVE_S,
        TokenKind::Word => {
            let capital = matches!(t.case, Case::Capitalised | Case::Upper | Case::Mixed);
            let opening = if at_start { class::INITIAL } else { 0 };
            let pronoun = t.end - t.start <= 2 && listed & class::SUBJECT != 0;
            if capital && !at_start && !pronoun {
                // "Will", "May" and "Bill" are names here; a title keeps its determiner.
                let closed = class::DETERMINER | class::TIME | class::PREPOSITION | class::COORDINATOR;
                let shouted = t.case == Case::Upper && t.end - t.start > 1;
                class::PROPER | listed & (closed | class::DOCUMENT) | if shouted { listed & class::REPORTS } else { 0 }
            } else if listed != 0 {
                listed | if capital { class::PROPER | opening } else { 0 }
            } else {
                let shape = shape(t.span().of(context.text.text));
                // "Kelly" is no adverb.
                if capital { shape & !class::ADVERB | class::PROPER | opening } else { shape }
            }
        }
    };
    Item { start: i, end: i + 1, bits, word: t.word, quote: None, glued: t.glued }
}

/// Whether the hyphen at token `i` is a dash: " - " or "--".
fn dash(context: &Context<'_>, i: usize) -> bool {
    let text = context.text;
    let glued = |i: usize| text.tokens.get(i).is_some_and(|t| t.glued);
    let hyphen = |i: usize| text.token(i) == "-";
    !glued(i) && !glued(i + 1) || glued(i + 1) && hyphen(i + 1) || glued(i) && i.checked_sub(1).is_some_and(hyphen)
}

/// Whether the mark at token `i` stands inside a number or a time of day: "5,000", "11:30".
fn within_number(context: &Context<'_>, i: usize) -> bool {
    let token = |i: usize| context.text.tokens.get(i);
    let digits = |i: usize| token(i).is_some_and(|t| t.kind == TokenKind::Digits);
    let glued = |i: usize| token(i).is_some_and(|t| t.glued);
    glued(i) && glued(i + 1) && digits(i + 1) && i.checked_sub(1).is_some_and(digits)
}

/// What the ending of an unlisted word shows.
fn shape(word: &str) -> Bits {
    match word.as_bytes() {
        [_, _, _, .., b'l', b'y'] => class::ADVERB,
        [_, _, .., b'e', b'd'] => class::PAST,
        [_, _, .., b'i', b'n', b'g'] => class::ING,
        _ => 0,
    }
}
