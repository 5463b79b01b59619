//! Words that tell that an answer was changed, and nouns whose count grows as reports come in.

use super::phrases::{self, Phrases};
use crate::claim::Claim;
use crate::lexicon::{Directions, Sides, Slots};
use crate::value::Value;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether a sentence says that a figure was put right.
pub(super) fn says_revised(sentence: &str) -> bool {
    said(sentence) & REVISED != 0
}

/// Whether the sentence of a claim says that an answer was changed, or its clause that the answer is now another.
pub(super) fn says_changed(claim: &Claim) -> bool {
    let sentence = &claim.sentence;
    let said = said(sentence);
    said & (CHANGED | DEFERRED) != 0 || said & NOW != 0 && self::said(clause(claim)) & NOW != 0 || resets(sentence)
}

/// The words around a claim's value from the mark before it to the one after it.
fn clause(claim: &Claim) -> &str {
    let Some((from, to)) = super::slot::place(claim) else { return &claim.sentence };
    let mark = |c: char| matches!(c, ',' | ';' | '—');
    let (before, after) = claim.sentence.split_at(from);
    let start = before.rfind(mark).unwrap_or(0);
    let end = after.get(to - from..).and_then(|s| s.find(mark)).map_or(claim.sentence.len(), |n| to + n);
    claim.sentence.get(start..end).unwrap_or("")
}

/// Words between a verb of movement and what it moves.
const MOVED: usize = 4;

/// Whether a sentence says that a forecast, a target, a demand was set anew: "cut its sales forecast".
pub(super) fn resets(sentence: &str) -> bool {
    let moves = |w: &str| Directions::bundled().of(&w.to_lowercase()).is_some_and(|s| s.moves() && s.telling());
    let revisable = |w: &str| Slots::bundled().revisable.iter().any(|r| r.eq_ignore_ascii_case(w));
    let mut near: [&str; MOVED] = [""; MOVED];
    for word in phrases::apart(sentence) {
        if revisable(word) && near.iter().any(|w| moves(w)) {
            return true;
        }
        near.rotate_left(1);
        near[MOVED - 1] = word;
    }
    false
}

/// Whether the article of `newer` says that its value took the place of `older`, which it gives as well: in one
/// sentence, or in one that says that the older was wrong and in the next.
pub(super) fn replaces(newer: &Claim, older: &Claim) -> bool {
    if newer.doc != older.doc {
        return false;
    }
    if newer.sentence_span != older.sentence_span {
        return says_wrong(&older.sentence);
    }
    let dated = matches!(*older.value, Value::Date(_) | Value::Time(_));
    says_revised(&older.sentence) || resets(&older.sentence) || dated && says_deferred(&older.sentence)
}

/// Whether a sentence says that a figure was wrong, so that the next one gives the right one.
pub(super) fn says_wrong(sentence: &str) -> bool {
    said(sentence) & WRONG != 0
}

/// Whether a date is the one from which something was moved: "from 20 November to 27 November", where the two are no
/// range.
pub(super) fn is_left(claim: &Claim) -> bool {
    if !matches!(&*claim.value, Value::Date(t) if !t.timex.contains('/')) {
        return false;
    }
    let Some((from, to)) = super::slot::place(claim) else { return false };
    let (before, after) = (claim.sentence.get(..from).unwrap_or(""), claim.sentence.get(to..).unwrap_or(""));
    before.ends_with("from ") && (after.starts_with(" to ") || after.starts_with(" until "))
}

/// Whether the newer claim's sentence shows that its figure took the older one's place: it prints the older
/// one as well, or tells of the step that led to its own ("has grown to 35", "lowered its dividend to 9").
pub(super) fn moved_on(newer: &Claim, older: &Claim) -> bool {
    let numbers = |text| super::figures::numbers(text).filter(|d| d.len() > 1);
    let Some((from, to)) = super::slot::place(newer) else { return false };
    let mut others = [newer.sentence.get(..from), newer.sentence.get(to..)].into_iter().flatten();
    // One number of a date, its year above all, stands in other dates as well.
    let printed = match &*older.value {
        Value::Date(_) | Value::Time(_) => others.any(|s| contains_phrase(s, &older.text)),
        _ => numbers(older.text.as_str()).next().is_some_and(|old| others.any(|s| numbers(s).any(|n| n == old))),
    };
    let replaced = |c: &Claim| beside(c, REPLACED, 0).any(|w| Slots::bundled().replaced.iter().any(|r| r == w));
    printed || stepped(newer) && !stepped(older) || replaced(newer) && !replaced(older)
}

/// Words before a figure among which "now" and "still" are looked for.
const REPLACED: usize = 4;

/// Words between a verb of movement and its "to".
const STEP: usize = 4;

/// Whether a claim's value is what a plan or a count was moved to: by a verb in the perfect, or by somebody.
fn stepped(claim: &Claim) -> bool {
    let Some((from, _)) = super::slot::place(claim) else { return false };
    let before = claim.sentence.get(..from).unwrap_or("").to_lowercase();
    let mut words = before.split_whitespace().rev();
    if words.next() != Some("to") {
        return false;
    }
    let rest: Vec<&str> = words.take(STEP + 2).collect();
    let moves = |w: &str| Directions::bundled().of(w).is_some_and(Sides::moves);
    let Some(verb) = rest.iter().take(STEP + 1).position(|w| moves(w)) else { return false };
    verb > 0 || rest.get(1).is_some_and(|w| matches!(*w, "has" | "have" | "had"))
}

/// Whether a sentence says that a date was moved.
pub(super) fn says_deferred(sentence: &str) -> bool {
    said(sentence) & DEFERRED != 0
}

const REVISED: u8 = 1;
const CHANGED: u8 = 2;
const DEFERRED: u8 = 4;
const WRONG: u8 = 8;
const COUNTING: u8 = 16;
const WITHOUT: u8 = 32;
const NOW: u8 = 64;

/// What a sentence says of the figures in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Said(u8);

impl Said {
    /// What that sentence says.
    pub(super) fn of(sentence: &str) -> Self {
        Self(said(sentence))
    }

    /// The count is still going on.
    pub(super) fn counting(self) -> bool {
        self.0 & COUNTING != 0
    }

    /// It says without what it gives a sum.
    pub(super) fn without(self) -> bool {
        self.0 & WITHOUT != 0
    }
}

/// The phrases of the lists, each with the bit of its list.
static PHRASES: LazyLock<Phrases<u8>> = LazyLock::new(|| {
    let slots = Slots::bundled();
    let lists = [
        (&slots.revised, REVISED),
        (&slots.changed, CHANGED),
        (&slots.deferred, DEFERRED),
        (&slots.now, NOW),
        (&slots.wrong, WRONG),
        (&slots.counting, COUNTING),
        (&slots.without, WITHOUT),
    ];
    Phrases::new(lists.iter().flat_map(|(list, bit)| list.iter().map(|p| (p.as_str(), *bit))))
});

/// Which of the lists of phrases a sentence has one of, as whole words, in any case.
fn said(sentence: &str) -> u8 {
    let known = &*PHRASES;
    let here = |at: usize| known.at(sentence, at).filter(move |(p, _)| whole_words(sentence, at, at + p.len()));
    phrases::words(sentence).flat_map(here).fold(0, |all, (_, bit)| all | bit)
}

fn growing(word: &str) -> bool {
    static GROWING: LazyLock<FxHashSet<&'static str>> =
        LazyLock::new(|| Slots::bundled().growing.iter().map(String::as_str).collect());
    let lower = word.bytes().all(|b| b.is_ascii_lowercase());
    if lower { GROWING.contains(word) } else { GROWING.contains(word.to_lowercase().as_str()) }
}

/// Whether a claim that is no age counts something whose count grows as reports come in.
pub(super) fn grows(claim: &Claim) -> bool {
    let named = |s: &str| s.split(|c: char| !c.is_alphanumeric()).any(growing);
    claim.attribute.as_deref().is_some_and(named)
        || named(&claim.kind)
        || claim.qualifiers.get("measure").is_some_and(|m| named(m))
        || claim.qualifiers.get("predicate").is_some_and(|m| named(m))
        || claim.kind == super::align::FIGURE && beside(claim, NEAR, NEAR).any(named)
}

/// Whether a claim counts what may become fewer as well as more while an event is reported: the missing.
pub(super) fn wavers(claim: &Claim) -> bool {
    let wavering = |w: &str| Slots::bundled().wavering.iter().any(|l| l.eq_ignore_ascii_case(w));
    claim.kind == super::align::FIGURE
        && beside(claim, NEAR, NEAR).any(|w| w.split(|c: char| !c.is_alphanumeric()).any(wavering))
}

/// Whether a sentence tells of a movement in a market.
pub(super) fn of_market(sentence: &str) -> bool {
    let words = || phrases::apart(sentence);
    let known = Directions::bundled();
    words().any(|w| Slots::bundled().markets.iter().any(|m| m.eq_ignore_ascii_case(w)))
        && words().any(|w| w == "closed" || known.of(&w.to_lowercase()).is_some_and(Sides::moves))
}

/// Words before and after a value that say what it counts.
const NEAR: usize = 5;

/// Words before and after a value among which those of a measure of the event are looked for.
const BESIDE: usize = 8;

/// The few words around a claim's value, and its own.
fn beside(claim: &Claim, before: usize, after: usize) -> impl Iterator<Item = &str> {
    let at = claim.span.start.saturating_sub(claim.sentence_span.start) as usize;
    let left = claim.sentence.get(..at).unwrap_or("");
    let right = claim.sentence.get(at + claim.text.len()..).unwrap_or("");
    let left = left.split_whitespace().rev().take(before);
    left.chain(claim.text.split_whitespace()).chain(right.split_whitespace().take(after))
}

/// How many words off a claim's value the nearest of these words or phrases of two words, in lower case, stands as
/// written; `None` where none stands beside it.
pub(super) fn stands_beside(claim: &Claim, listed: &[String]) -> Option<usize> {
    let (from, to) = super::slot::place(claim)?;
    let before: Vec<&str> = phrases::apart(claim.sentence.get(..from)?).rev().take(BESIDE + 1).collect();
    let after: Vec<&str> = phrases::apart(claim.sentence.get(to..)?).take(BESIDE + 1).collect();
    let own: Vec<&str> = phrases::apart(claim.sentence.get(from..to)?).collect();
    let is = |w: Option<&&str>, listed: &str| w.is_some_and(|w| w.eq_ignore_ascii_case(listed));
    let near = |phrase: &String| {
        let (first, second) = phrase.split_once(' ').map_or((phrase.as_str(), None), |(a, b)| (a, Some(b)));
        let here = |list: &[&str], at: usize, next: Option<usize>| {
            is(list.get(at), first) && second.is_none_or(|s| is(next.and_then(|n| list.get(n)), s))
        };
        if (0..own.len()).any(|at| here(&own, at, Some(at + 1))) {
            return Some(0);
        }
        let back = (0..BESIDE.min(before.len())).find(|&at| here(&before, at, at.checked_sub(1)));
        let on = (0..BESIDE.min(after.len())).find(|&at| here(&after, at, Some(at + 1)));
        back.into_iter().chain(on).min().map(|n| n + 1)
    };
    listed.iter().filter_map(near).min()
}

/// Whether `phrase` stands in `text` as whole words, in the same case.
pub(super) fn contains_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| whole_words(text, at, at + phrase.len()))
}

fn whole_words(text: &str, from: usize, to: usize) -> bool {
    let before = text.get(..from).and_then(|s| s.chars().next_back());
    let after = text.get(to..).and_then(|s| s.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
