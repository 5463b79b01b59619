//! Words that tell that an answer was changed, and nouns whose count grows as reports come in.

use crate::claim::Claim;

/// Words that say a plan or a figure is not what it was. Matched as whole words in a sentence.
const CHANGED: &[&str] = &[
    "postponed",
    "postpone",
    "postpones",
    "rescheduled",
    "reschedule",
    "put off",
    "put back",
    "pushed back",
    "pushed to",
    "moved to",
    "moved from",
    "moved back",
    "moved forward",
    "brought forward",
    "delayed",
    "delays",
    "deferred",
    "instead of",
    "rather than the",
    "now to take place",
    "will now",
    "is now",
    "are now",
    "now expected",
    "now scheduled",
    "now planned",
    "now stands",
    "now standing",
    "has risen to",
    "have risen to",
    "had risen to",
    "rose to",
    "climbed to",
    "climbs to",
    "rises to",
    "raised to",
    "lowered to",
    "cut to",
    "revised",
    "revises",
    "revising",
    "corrected",
    "corrects",
    "correction",
    "updated",
    "amended",
    "restated",
    "previously reported",
    "earlier reported",
    "reported earlier",
    "initially reported",
    "originally reported",
    "initially said",
    "originally scheduled",
    "originally planned",
    "previously scheduled",
    "previously said",
    "earlier said",
    "had said earlier",
    "up from an earlier",
    "down from an earlier",
    "from an earlier",
    "from a previous",
    "cancelled",
    "canceled",
    "called off",
    "scrapped",
    "extended to",
    "extended until",
    "shortened to",
    "cut short",
];

/// Words that say that a figure was put right, its old value printed beside the new one.
const REVISED: &[&str] = &[
    "revised",
    "revises",
    "corrected",
    "corrects",
    "restated",
    "amended",
    "first reported",
    "previously reported",
    "initially reported",
    "originally reported",
    "earlier reported",
    "previous estimate",
    "earlier estimate",
    "from an earlier",
    "from a previous",
];

/// Whether a sentence says that a figure was put right.
pub(super) fn says_revised(sentence: &str) -> bool {
    contains_any(sentence, REVISED)
}

/// Nouns whose count only grows while an event is being reported.
const GROWING: &[&str] = &[
    "dead",
    "death",
    "deaths",
    "killed",
    "toll",
    "casualty",
    "casualties",
    "fatality",
    "fatalities",
    "victim",
    "victims",
    "injured",
    "injury",
    "injuries",
    "wounded",
    "hurt",
    "arrested",
    "arrests",
    "detained",
    "evacuated",
    "displaced",
    "rescued",
    "infected",
    "cases",
    "bodies",
    "survivors",
];

/// Whether a sentence says that an answer was changed.
pub(super) fn says_changed(sentence: &str) -> bool {
    contains_any(sentence, CHANGED)
}

/// Whether a claim counts something whose count grows as reports come in.
pub(super) fn grows(claim: &Claim) -> bool {
    let named = |s: &str| s.split(|c: char| !c.is_alphanumeric()).any(|w| GROWING.contains(&w.to_lowercase().as_str()));
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

/// Whether a word says that something was changed: it tells nothing of what is measured.
pub(super) fn is_word(lower: &str) -> bool {
    CHANGED.contains(&lower) || REVISED.contains(&lower) || matches!(lower, "moved" | "pushed" | "brought" | "earlier")
}

/// Whether one of `phrases` (lower case) stands in `text` as whole words.
pub(super) fn contains_any(text: &str, phrases: &[&str]) -> bool {
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
