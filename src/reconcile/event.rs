//! Whether two articles speak of one event.

use super::documents::DocumentInfo;
use rustc_hash::FxHashMap;

/// Share of the rarer article's names, weighted by rarity, that the other must know.
const SHARED: f64 = 0.25;
/// Articles farther apart than this tell of different events, whatever their names.
const DAYS: i64 = 45;
/// An article with fewer names than this must share one of them, others two.
const FEW: usize = 3;

/// In a folder of so few articles a name that all of them know is the event's own, and no sign of a
/// common name.
const FOLDER: f64 = 20.0;

/// Decides from the names of two articles and their dates.
pub(super) struct Gate<'a> {
    documents: &'a [DocumentInfo],
    /// How much each name of each document weighs, by its rarity.
    weights: Vec<Box<[f64]>>,
}

impl<'a> Gate<'a> {
    pub(super) fn new(documents: &'a [DocumentInfo]) -> Self {
        let mut count: FxHashMap<u64, usize> = FxHashMap::default();
        for d in documents {
            for &n in &d.names {
                *count.entry(n).or_default() += 1;
            }
        }
        let n = documents.len().max(1) as f64;
        let weight = |name| {
            let c = count.get(name).copied().unwrap_or(0) as f64;
            1.0 + ((n + FOLDER) / (c + FOLDER)).ln()
        };
        let weights = documents.iter().map(|d| d.names.iter().map(weight).collect()).collect();
        Self { documents, weights }
    }

    /// Whether figures of the two may be compared. A stated story decides; else the names that
    /// they share and the time between them.
    pub(super) fn one_event(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.documents.get(a), self.documents.get(b)) else { return false };
        if x.story.is_some() && x.story == y.story {
            return true;
        }
        let days = x.published.zip(y.published).map(|(p, q)| (p.date() - q.date()).num_days().abs());
        if days.is_some_and(|d| d > DAYS) {
            return false;
        }
        if x.names.is_empty() || y.names.is_empty() {
            return true;
        }
        let needed = if x.names.len().min(y.names.len()) < FEW { 1 } else { 2 };
        let (short, long, at) = if x.names.len() <= y.names.len() { (x, y, a) } else { (y, x, b) };
        let Some(weights) = self.weights.get(at) else { return false };
        let all: f64 = weights.iter().sum();
        let (mut shared, mut common) = (0, 0.0);
        let mut rest = long.names.iter().peekable();
        for (name, weight) in short.names.iter().zip(weights) {
            while rest.next_if(|other| *other < name).is_some() {}
            if rest.peek() == Some(&name) {
                shared += 1;
                common += weight;
            }
        }
        shared >= needed && common >= SHARED * all
    }
}

/// Hashes of the names in a text: words with a capital that do not begin a sentence.
pub(super) fn names(text: &str) -> Vec<u64> {
    use std::hash::{Hash, Hasher};
    let mut out = Vec::new();
    let mut starts = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let capital = bare.chars().next().is_some_and(char::is_uppercase) && bare.chars().count() > 2;
        if capital && !starts && !CALENDAR.contains(&bare) {
            let mut h = rustc_hash::FxHasher::default();
            super::fold::name(bare).hash(&mut h);
            out.push(h.finish());
        }
        starts = word.ends_with(['.', '!', '?', ':', '”', '"'])
            || word.starts_with(['“', '"']) && bare.len() + 1 == word.len();
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Capitalised words that name no participant.
const CALENDAR: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "The",
];
