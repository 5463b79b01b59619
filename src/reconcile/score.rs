//! How well two figures fit: by the words that their sentences share, weighted by rarity and nearness.

use super::align::Item;
use super::figures;
use super::implied;
use super::measures::part_of_toll;
use super::misread;
use super::search::{Search, TOLL};
use super::slot::Word;
use super::words::{Words, one_stem};
use crate::claim::Claim;
use crate::value::Value;
use std::cmp::Ordering;

/// How much nearer an equal value brings two figures, so that it is met before an unequal one.
const SAME_VALUE: f64 = 0.3;
/// How much nearer an exact value that is almost the other's brings them.
const NEAR_VALUE: f64 = 0.2;
/// Score of the words from which it does.
const ALIKE: f64 = 0.3;
/// How much nearer it brings them that one sentence prints the other's figure as the one put right.
const REVISES: f64 = 0.5;
/// Times that one figure may be the other where one word is all that their sentences share.
const NEARLY: f64 = 1.25;
/// As many for what is counted, and may be counted again.
const COUNTED: f64 = 1.6;

/// How telling each stem is, by rarity over the articles.
pub(super) struct Rarity(Vec<f32>);

impl Rarity {
    pub(super) fn of(items: &[Item], words: &Words) -> Self {
        let mut seen: Vec<(u32, u32)> = vec![(0, u32::MAX); words.stems()];
        let mut documents = 0u32;
        let mut last = u32::MAX;
        // Items stand in the order of their documents, so that a word counts once a document.
        for item in items {
            if item.document != last {
                documents += 1;
                last = item.document;
            }
            for w in &item.slot.words {
                if let Some(e) = seen.get_mut(w.stem as usize).filter(|e| e.1 != item.document) {
                    *e = (e.0 + 1, item.document);
                }
            }
        }
        let n = documents.max(2) as f32;
        // With two articles every shared word is in both: rarity tells little, so it is damped.
        Self(seen.iter().map(|(df, _)| 1.0 + (n / (*df).max(1) as f32).ln()).collect())
    }

    pub(super) fn weight(&self, w: Word) -> f64 {
        let rare = self.0.get(w.stem as usize).copied().unwrap_or(1.0);
        f64::from(if w.name { rare * 1.2 } else { rare })
    }
}

impl Search<'_> {
    /// From 0 to 1, and above for equal values: how much of what the two sentences say around their figures is the same.
    pub(super) fn score(&self, a: &Item, b: &Item) -> f64 {
        let (x, y) = (&self.claims[a.claim], &self.claims[b.claim]);
        if !self.may_meet(a, b) {
            return 0.0;
        }
        let shared = self.shared(a, b);
        let least = a.total.min(b.total).max(f64::MIN_POSITIVE);
        let all = (a.total + b.total - shared).max(f64::MIN_POSITIVE);
        let mut score = 0.6 * (shared / least).min(1.0) + 0.4 * (shared / all).min(1.0);
        // Very short slots agree by chance.
        let words = a.slot.words.len().min(b.slot.words.len());
        score *= match words {
            0 | 1 => 0.6,
            2 => 0.7,
            _ => 1.0,
        };
        if a.slot.shares_head(&b.slot) {
            score += 0.12 * (1.0 - score);
        } else if !a.slot.date && !a.slot.head.is_empty() && !b.slot.head.is_empty() {
            // What stands beside a date is seldom what is dated.
            score *= 0.8;
        }
        if a.slot.leads_apart(&b.slot) {
            score *= 0.7;
        }
        if names_apart(a, b) {
            score *= 0.7;
        }
        if a.key != b.key && (a.revised && revises(x, y) || b.revised && revises(y, x)) {
            score += REVISES * (1.0 - score);
        }
        score = self.by_signs(a, b, score).min(1.0);
        if a.key != 0 && a.key == b.key {
            // Above all unequal ones that fit as well.
            score += SAME_VALUE * (1.1 - score);
        } else if !a.slot.date
            && score >= ALIKE
            && x.status == y.status
            && figures::nearly(a.figure(self.claims), b.figure(self.claims))
        {
            score += NEAR_VALUE * (1.1 - score);
        }
        score
    }

    /// Whether two figures share a word that tells what they measure; where they share one alone and say little of
    /// it, whether they are near each other.
    pub(super) fn share_telling(&self, a: &Item, b: &Item, score: f64) -> bool {
        let telling = |w: &&Word| b.slot.has(w.stem) && self.telling(std::slice::from_ref(a), **w);
        let shared = a.slot.words.iter().filter(telling).take(2).count();
        let times = if self.words.form(a.slot.sort) == "count" { COUNTED } else { NEARLY };
        let near = || figures::ratio(a.figure(self.claims), b.figure(self.claims)).is_none_or(|r| r <= times);
        let grows = |i: &Item| i.figure(self.claims).grows();
        shared > 1 || shared == 1 && (score >= TOLL || a.slot.date || near() || grows(a) || grows(b))
    }

    /// How much of the shorter slot's words both have, by weight.
    pub(super) fn likeness(&self, a: &Item, b: &Item) -> f64 {
        (self.shared(a, b) / a.total.min(b.total).max(f64::MIN_POSITIVE)).min(1.0)
    }

    /// Whether a figure is a number without a unit: one that was left out, perhaps.
    pub(super) fn plain(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| matches!(*self.claims[i.claim].value, Value::Number(_)))
    }

    /// Whether two figures share a word that tells what they measure.
    pub(super) fn shares_word(&self, a: &Item, b: &Item) -> bool {
        a.slot.words.iter().any(|w| b.slot.has(w.stem) && self.telling(std::slice::from_ref(a), *w))
    }

    /// Whether a word of the sentence of `items` tells what is measured: it is no noun that is counted, which
    /// says what and nothing of it, and none of the name of whoever says so.
    pub(super) fn telling(&self, items: &[Item], word: Word) -> bool {
        let form = self.words.form(word.stem);
        let first = |w: &str| w.chars().next().map(|c| c.to_ascii_lowercase());
        !items.iter().any(|i| {
            let claim = &self.claims[i.claim];
            let count = matches!(&*claim.value, Value::Quantity(q) if q.dimension == "count");
            let speaker = claim.attribution.as_ref().and_then(|a| a.speaker.as_deref()).unwrap_or("");
            count && i.slot.head.first() == Some(&word.stem)
                || speaker.split_whitespace().any(|w| first(w) == first(form) && one_stem(&w.to_lowercase(), form))
        })
    }

    /// Whether nothing in the words shows that two figures measure different things.
    pub(super) fn may_meet(&self, a: &Item, b: &Item) -> bool {
        self.may_be_meant(a, b) && !a.slot.apart(&b.slot) && !self.summand(a, b) && !self.summand(b, a)
    }

    /// Whether nothing does but what the one of them leaves out.
    pub(super) fn may_be_meant(&self, a: &Item, b: &Item) -> bool {
        let (x, y) = (&self.claims[a.claim], &self.claims[b.claim]);
        a.slot.sort == b.slot.sort
            && !a.slot.apart_in_kind(&b.slot)
            && !figures::quoted(x, y)
            && !stated_apart(x, y)
            && !misread::fraction_apart(x, y)
            && !implied::ages_apart(x, y)
            && part_of_toll(a, self.claims) == part_of_toll(b, self.claims)
    }

    /// Weight of the words that both slots have.
    fn shared(&self, a: &Item, b: &Item) -> f64 {
        let (mut x, mut y) = (a.slot.words.iter().peekable(), b.slot.words.iter().peekable());
        let mut shared = 0.0;
        while let (Some(v), Some(w)) = (x.peek(), y.peek()) {
            match v.stem.cmp(&w.stem) {
                Ordering::Less => drop(x.next()),
                Ordering::Greater => drop(y.next()),
                Ordering::Equal => {
                    shared += self.rarity.weight(**v) * v.near().min(w.near());
                    x.next();
                    y.next();
                }
            }
        }
        shared
    }
}

/// Whether the newer claim's sentence, which says that a figure was put right, prints the older one's.
fn revises(newer: &Claim, older: &Claim) -> bool {
    figures::numbers(&older.text).next().is_some_and(|old| figures::numbers(&newer.sentence).any(|n| n == old))
}

/// Each names somebody or some place that the other does not, and they share no name.
pub(super) fn names_apart(a: &Item, b: &Item) -> bool {
    let strange = |i: &Item, other: &Item| {
        let mut names = i.slot.words.iter().filter(|w| w.name).peekable();
        names.peek().is_some() && names.all(|w| !other.slot.has(w.stem))
    };
    strange(a, b) && strange(b, a)
}

/// Qualifiers that tell figures apart where both state them.
const APART: &[&str] = &["measure", "place", "period", "scope", "of"];

/// Whether a qualifier that both state differs. What was read from the words of a sentence tells less
/// than what a rule or another program states: its place and period count, where the other sentence
/// knows nothing of them.
fn stated_apart(a: &Claim, b: &Claim) -> bool {
    let (mut x, mut y) = (a.qualifiers.iter().peekable(), b.qualifiers.iter().peekable());
    // Both are sorted by their names.
    while let (Some(&(k, v)), Some(&(l, w))) = (x.peek(), y.peek()) {
        match k.cmp(l) {
            Ordering::Less => drop(x.next()),
            Ordering::Greater => drop(y.next()),
            Ordering::Equal => {
                if v != w && tells_apart(a, b, k, (v, w)) {
                    return true;
                }
                x.next();
                y.next();
            }
        }
    }
    false
}

/// Whether two claims are apart by one qualifier, of which they state these two unequal values.
fn tells_apart(a: &Claim, b: &Claim, qualifier: &str, (x, y): (&str, &str)) -> bool {
    if !APART.contains(&qualifier) {
        return false;
    }
    if !a.is_unnamed() && !b.is_unnamed() {
        return super::fold::name(x) != super::fold::name(y);
    }
    match qualifier {
        "place" => !a.sentence.contains(y) && !b.sentence.contains(x),
        "period" => !x.starts_with(y) && !y.starts_with(x) && !matches!(*a.value, Value::Date(_)),
        "measure" => implied::score(a) != implied::score(b),
        _ => false,
    }
}
