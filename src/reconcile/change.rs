//! Words that tell that an answer was changed, and nouns whose count grows as reports come in.

use crate::claim::Claim;
use crate::lexicon::Slots;

/// Whether a sentence says that a figure was put right.
pub(super) fn says_revised(sentence: &str) -> bool {
    contains_any(sentence, &Slots::bundled().revised)
}

/// Whether a sentence says that an answer was changed.
pub(super) fn says_changed(sentence: &str) -> bool {
    contains_any(sentence, &Slots::bundled().changed) || says_deferred(sentence)
}

/// Whether a sentence says that a date was moved.
pub(super) fn says_deferred(sentence: &str) -> bool {
    contains_any(sentence, &Slots::bundled().deferred)
}

fn growing(word: &str) -> bool {
    Slots::bundled().growing.iter().any(|g| g == word)
}

/// Whether a claim counts something whose count grows as reports come in.
pub(super) fn grows(claim: &Claim) -> bool {
    let named = |s: &str| s.split(|c: char| !c.is_alphanumeric()).any(|w| growing(&w.to_lowercase()));
    claim.attribute.as_deref().is_some_and(named)
        || named(&claim.kind)
        || claim.qualifiers.get("measure").is_some_and(|m| named(m))
        || claim.qualifiers.get("predicate").is_some_and(|m| named(m))
        || claim.kind == super::align::FIGURE && named(&beside(claim))
}

/// The few words around a claim's value.
fn beside(claim: &Claim) -> String {
    let at = claim.span.start.saturating_sub(claim.sentence_span.start) as usize;
    let before = claim.sentence.get(..at).unwrap_or("");
    let after = claim.sentence.get(at + claim.text.len()..).unwrap_or("");
    let mut words: Vec<&str> = before.split_whitespace().rev().take(5).collect();
    words.push(&claim.text);
    words.extend(after.split_whitespace().take(5));
    words.join(" ")
}

/// Whether one of `phrases` (lower case) stands in `text` as whole words.
pub(super) fn contains_any(text: &str, phrases: &[String]) -> bool {
    let folded = text.to_lowercase();
    phrases.iter().any(|p| contains_phrase(&folded, p))
}

/// Whether `phrase` stands in `text` as whole words; both lower case.
pub(super) fn contains_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).and_then(|s| s.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
