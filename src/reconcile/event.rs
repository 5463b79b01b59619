//! Whether two articles speak of one event.

use super::documents::DocumentInfo;
use crate::lexicon::{Slots, names_a_date};
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};

/// Share of the rarer article's names, weighted by rarity, that the other must know.
const SHARED: f64 = 0.25;
/// As much where they appeared within as many days of each other and share as many names as this.
const LESS: f64 = 0.2;
const SOON: i64 = 2;
const MANY: usize = 3;
/// Articles farther apart than this tell of different events, whatever their names.
const DAYS: i64 = 45;
/// An article with fewer names than this must share one of them, others two.
const FEW: usize = 3;

/// In a folder of so few articles a name that all of them know is the event's own, and no sign of a
/// common name.
const FOLDER: f64 = 20.0;

/// Share of the names from which two articles tell of one event in full.
const MOST: f64 = 0.5;
/// Bytes from which an article is a report and no item of a sentence or two.
pub(super) const REPORT: usize = 250;

/// Decides from the names of two articles and their dates.
pub(super) struct Gate<'a> {
    documents: &'a [DocumentInfo],
    /// How much each name of each document weighs, by its rarity.
    weights: Vec<Weights>,
}

struct Weights {
    each: Box<[f64]>,
    all: f64,
    /// A bit for each name: documents without a common one share no name.
    bits: u128,
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
        let weights = documents.iter().map(|d| {
            let each: Box<[f64]> = d.names.iter().map(weight).collect();
            let all = each.iter().sum();
            Weights { each, all, bits: d.names.iter().fold(0, |bits, n| bits | 1 << (n % 128)) }
        });
        let weights = weights.collect();
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
            return !look_alikes(x, y);
        }
        let needed = if x.names.len().min(y.names.len()) < FEW { 1 } else { 2 };
        let (shared, share) = self.shared(a, b);
        let enough =
            shared >= needed && share >= SHARED || days.is_some_and(|d| d <= SOON) && shared >= MANY && share >= LESS;
        enough && !look_alikes(x, y)
    }

    /// Whether two articles that passed the gate are full reports of one event, by what they say of their story or by
    /// most of their names.
    pub(super) fn retell(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.documents.get(a), self.documents.get(b)) else { return false };
        let told = x.story.is_some() && x.story == y.story;
        let named = || {
            let (shared, share) = self.shared(a, b);
            shared >= FEW && share >= MOST
        };
        x.length.min(y.length) >= REPORT && (told || named())
    }

    /// How many names two articles share, and the share of the weight of those of the article that has fewer.
    fn shared(&self, a: usize, b: usize) -> (usize, f64) {
        let (Some(x), Some(y)) = (self.documents.get(a), self.documents.get(b)) else { return (0, 0.0) };
        let (Some(v), Some(w)) = (self.weights.get(a), self.weights.get(b)) else { return (0, 0.0) };
        if v.bits & w.bits == 0 {
            return (0, 0.0);
        }
        let (short, long, weights) = if x.names.len() <= y.names.len() { (x, y, v) } else { (y, x, w) };
        let (mut shared, mut common) = (0, 0.0);
        let mut rest = long.names.iter().peekable();
        for (name, weight) in short.names.iter().zip(&weights.each) {
            while rest.next_if(|other| *other < name).is_some() {}
            if rest.peek() == Some(&name) {
                shared += 1;
                common += weight;
            }
        }
        (shared, common / weights.all)
    }
}

/// Whether two articles are built alike and tell of different things. A correction is built like what it corrects.
fn look_alikes(a: &DocumentInfo, b: &DocumentInfo) -> bool {
    !a.correction && !b.correction && a.lead.of_another(&b.lead)
}

/// Hashes of the names in a text: words with a capital that do not begin a sentence or a line that is set in. Of a
/// headline in capitals, in which every word has one, the first word, what is called a company, and codes in angle
/// brackets.
pub(super) fn names(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    let mut starts = true;
    for line in text.split('\n') {
        if !is_capitals(line) {
            // A line of a table, or a paragraph.
            starts |= line.starts_with("  ");
            let dateline = starts.then(|| dateline(line)).flatten().unwrap_or(0);
            let mut words = line.get(dateline..).unwrap_or(line).split_whitespace();
            let shouted = words.clone().take_while(|w| is_capitals(w)).count();
            if starts && shouted >= SHOUTED {
                headline(words.clone().take(shouted), &mut out);
                words.by_ref().take(shouted).for_each(drop);
            }
            for word in words {
                let bare = bare(word);
                let capital = bare.chars().next().is_some_and(char::is_uppercase) && bare.chars().count() > 2;
                if capital && !starts {
                    out.extend(name(bare));
                }
                starts = word.ends_with(['.', '!', '?', ':', '”', '"'])
                    || word.starts_with(['“', '"']) && bare.len() + 1 == word.len();
            }
        } else if line.bytes().any(|b| b.is_ascii_uppercase()) {
            headline(line.split_whitespace(), &mut out);
            starts = true;
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// A word without the marks around it and its possessive.
pub(super) fn bare(word: &str) -> &str {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare)
}

/// A capitalised word that begins names and sentences.
pub(super) const ARTICLE: &str = "The";

/// The hash of a name, unless the word names no participant.
fn name(bare: &str) -> Option<u64> {
    let folded = super::fold::name(bare);
    let words = &Slots::bundled().no_names;
    if bare == ARTICLE || names_a_date(bare) || words.binary_search(&folded).is_ok() {
        return None;
    }
    Some(hash(&folded))
}

pub(super) fn hash(of: &(impl Hash + ?Sized)) -> u64 {
    let mut h = rustc_hash::FxHasher::default();
    of.hash(&mut h);
    h.finish()
}

/// Where the lead begins behind the capitals of a dateline: "NEW YORK, March 9 -".
fn dateline(line: &str) -> Option<usize> {
    let at = line.find(" - ").or_else(|| line.ends_with(" -").then(|| line.len() - 2)).filter(|at| *at <= DATELINE)?;
    let dated = line.get(..at)?;
    let place = dated.split_whitespace().next()?;
    let capitals = place.len() > 2 && !place.bytes().any(|b| b.is_ascii_lowercase());
    (capitals && dated.bytes().any(|b| b.is_ascii_digit())).then_some(at + 2)
}

/// Words in capitals in a row that are a headline, also where a lead follows on its line.
const SHOUTED: usize = 4;

/// Whether no letter is a small one, the names of entities ("&lt;") left out.
pub(super) fn is_capitals(words: &str) -> bool {
    let mut parts = words.split('&');
    let small = |s: &str| s.bytes().any(|b| b.is_ascii_lowercase());
    let entity = |p: &str| p.split_once(';').is_some_and(|(name, rest)| !name.contains(' ') && !small(rest));
    !parts.next().is_some_and(small) && parts.all(|p| !small(p) || entity(p))
}

/// Words before which a headline in capitals names a company.
const COMPANY: &[&str] = &["INC", "CORP", "CO", "LTD", "PLC", "SA", "AG", "NV", "BV", "AB", "SPA", "GMBH"];
/// Bytes in which a dateline ends.
pub(super) const DATELINE: usize = 60;

fn headline<'t>(words: impl Iterator<Item = &'t str>, out: &mut Vec<u64>) {
    let words: Vec<&str> = words.collect();
    let company = words.iter().position(|w| COMPANY.contains(&bare(w)));
    for (i, word) in words.iter().enumerate() {
        let code = word.starts_with('<') && word.ends_with('>') || word.starts_with("&lt;") && word.ends_with('>');
        let bare = bare(word.strip_prefix("&lt;").unwrap_or(word));
        let named = i == 0 || company.is_some_and(|c| i < c) || code;
        if named && bare.chars().count() > 2 && bare.starts_with(char::is_alphabetic) {
            out.extend(name(bare));
        }
    }
}
