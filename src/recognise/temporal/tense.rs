//! Whether the words around a date speak of what was or of what will be.

use super::resolve::Tense;
use super::words::{Class, Words};
use crate::text::{Case, Text, TokenKind};
use std::ops::Range;

/// How far from the date a verb still speaks of it.
const REACH: usize = 24;

/// The tense around a mention: of the nearest verb before it, else of the nearest after it.
pub(super) fn of(words: &Words, text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> Tense {
    // "copper for December delivery" has not been delivered.
    let delivery = matches!(text.token(mention.end), "delivery" | "deliveries" | "futures");
    if delivery || scheduled(text, mention, sentence) {
        return Tense::Future;
    }
    // "put it off to 1 November": of the two days of that name the nearer one.
    if mention.start > sentence.start && text.token(mention.start - 1) == "to" {
        return Tense::Open;
    }
    let before = (sentence.start.max(mention.start.saturating_sub(REACH))..mention.start).rev();
    let after = mention.end..sentence.end.min(mention.end + REACH);
    before.chain(after).find_map(|i| cue(words, text, i)).unwrap_or(Tense::Open)
}

/// "the vote is on Sunday": a present right before a day looks ahead.
fn scheduled(text: &Text<'_>, mention: &Range<usize>, sentence: &Range<usize>) -> bool {
    let back = |n: usize| mention.start.checked_sub(n).filter(|i| *i >= sentence.start).map_or("", |i| text.token(i));
    let verb = if back(1) == "on" { back(2) } else { back(1) };
    matches!(verb, "is" | "are")
}

fn cue(words: &Words, text: &Text<'_>, i: usize) -> Option<Tense> {
    let token = text.tokens.get(i)?;
    if token.kind != TokenKind::Word || token.case != Case::Lower {
        return None;
    }
    if words.value(token.word, Class::FutureCue).is_some() {
        // "had been due on Friday": it was not.
        let back = |n: usize| i.checked_sub(n).map_or("", |j| text.token(j));
        if back(1) == "been" && back(2) == "had" {
            return Some(Tense::Past);
        }
        // "set to", "due", "to meet": but "to" before a noun is only a preposition.
        return (text.token(i) != "to").then_some(Tense::Future);
    }
    let word = text.token(i);
    let past = words.value(token.word, Class::PastCue).is_some()
        || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    // "will be held", "to be signed": a participle takes the tense of what stands before it.
    let led = || {
        (i.saturating_sub(3)..i).any(|j| {
            // A capital tells the month from the verb: "In May the country pumped".
            let token = text.tokens.get(j).filter(|t| t.case == Case::Lower);
            token.is_some_and(|t| words.value(t.word, Class::Modal).is_some())
        })
    };
    past.then(|| if led() { Tense::Future } else { Tense::Past })
}
