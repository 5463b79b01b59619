//! Transcripts without quotation marks: paragraphs that begin with the speaker's name and a colon.

use super::class;
use super::grammar::Grammar;
use crate::recognise::{Context, Values};
use crate::text::{Case, TokenKind};
use crate::value::Value;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// No label is longer, in tokens.
const LONGEST: usize = 8;
/// Fewer labelled paragraphs are no transcript.
const TURNS: usize = 3;

/// A paragraph of a transcript, in tokens of the document.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    /// The speaker's label.
    pub(super) name: Range<usize>,
    /// What the speaker says.
    pub(super) said: Range<usize>,
}

/// The turns of the speakers in order: at least three, of two speakers at least, one of whom the text names elsewhere
/// too, so that "PRICE:" and "LOCATION:" are nobody. Linear in the number of tokens.
pub(super) fn turns(context: &Context<'_>, values: &Values, grammar: &Grammar) -> Vec<Turn> {
    let sentences = &context.text.sentences;
    let mut all: Vec<Turn> = Vec::new();
    let mut first = 0;
    for (i, s) in sentences.iter().enumerate() {
        let next = sentences.get(i + 1);
        if next.is_some_and(|n| n.paragraph == s.paragraph) {
            continue;
        }
        let start = sentences.get(first).map_or(s.tokens.start, |f| f.tokens.start);
        all.extend(turn(context, values, grammar, &(start..s.tokens.end)));
        first = i + 1;
    }
    let name = |t: &Turn| context.text.span(&t.name).of(context.text.text);
    let names: FxHashSet<&str> = all.iter().map(name).collect();
    let transcript = all.len() >= TURNS && names.len() > 1 && names.len() < all.len();
    if !transcript || !all.iter().any(|t| person(values, &t.name)) && !told_of(context, &all) {
        all.clear();
    }
    all
}

fn turn(context: &Context<'_>, values: &Values, grammar: &Grammar, paragraph: &Range<usize>) -> Option<Turn> {
    let text = context.text;
    let at = paragraph.clone().take(LONGEST).find(|&i| text.token(i) == ":")?;
    let name = paragraph.start..at;
    let words = || name.clone().filter_map(|i| text.tokens.get(i)).filter(|t| t.kind == TokenKind::Word);
    let upper = words().all(|t| t.case == Case::Upper) && words().any(|t| t.end - t.start > 1);
    let plain = name.clone().all(|i| {
        text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word)
            || matches!(text.token(i), "-" | "." | "'" | "’" | "(" | ")")
    });
    let labels = words().any(|t| grammar.bits(t.word) & (class::LABEL | class::TIME) != 0);
    let turn = Turn { name: name.clone(), said: at + 1..paragraph.end };
    (plain && !labels && (upper || person(values, &name)) && !turn.said.is_empty() && !name.is_empty()).then_some(turn)
}

/// Whether a label is the name of a person and nothing else.
fn person(values: &Values, name: &Range<usize>) -> bool {
    let mentions = &values.mentions;
    let from = mentions.partition_point(|m| m.tokens.start < name.start);
    let within = mentions.iter().skip(from).take_while(|m| m.tokens.start == name.start);
    within.into_iter().any(|m| m.tokens == *name && matches!(m.value, Value::Person(_)))
}

/// Whether the last word of a label in capitals stands elsewhere as a name does.
fn told_of(context: &Context<'_>, turns: &[Turn]) -> bool {
    let text = context.text;
    let last: FxHashSet<String> = turns.iter().map(|t| text.token(t.name.end - 1).to_lowercase()).collect();
    let named = text.tokens.iter().enumerate().filter(|(_, t)| t.case == Case::Capitalised);
    named.into_iter().any(|(i, _)| last.contains(&text.token(i).to_lowercase()))
}
