//! How many were killed, hurt or are missing: the figure that an article gives for all of what it tells.

use super::align::Item;
use super::figures;
use super::slot::{Fate, place};
use crate::claim::{Claim, Status};
use crate::value::{Instant, Value};
use chrono::NaiveDate;

/// Bytes of an article within which its first sentences stand.
const HEAD: u32 = 600;
/// A day that lies farther back than this belongs to an earlier event.
const LONG_AGO: i64 = 60;

/// Which items are tolls.
pub(super) struct Tolls {
    /// What became of those whom an item counts, where it is the toll of its article.
    of: Vec<Option<Fate>>,
    /// The sorts of toll that each article gives, a bit each.
    given: Vec<u8>,
}

impl Tolls {
    /// Of each sort the greatest that stands at the head of an article: what is told of one house, one carriage or
    /// one night is a part of it. The missing count wherever they are told of, if they are told of once.
    pub(super) fn of(items: &[Item], claims: &[Claim], articles: &[bool]) -> Self {
        let mut of = vec![None; items.len()];
        let mut given = vec![0; articles.len()];
        let mut from = 0;
        for article in items.chunk_by(|a, b| a.document == b.document) {
            let document = article.first().map_or(0, |i| i.document as usize);
            if articles.get(document).is_some_and(|a| *a) {
                for fate in [Fate::Killed, Fate::Hurt, Fate::Missing] {
                    let tolls = of_sort(article, claims, fate);
                    for &at in &tolls {
                        of[from + at] = Some(fate);
                    }
                    if !tolls.is_empty() {
                        given[document] |= 1 << fate as u8;
                    }
                }
            }
            from += article.len();
        }
        Self { of, given }
    }

    /// What became of those whom an item counts, where it is a toll.
    pub(super) fn get(&self, item: usize) -> Option<Fate> {
        self.of.get(item).copied().flatten()
    }

    /// Whether an item counts a part of those whom another figure of its article counts.
    pub(super) fn part(&self, at: usize, item: &Item) -> bool {
        let given = self.given.get(item.document as usize).copied().unwrap_or(0);
        item.slot.fate.is_some_and(|fate| self.get(at) != Some(fate) && given & 1 << fate as u8 != 0)
    }
}

/// The items of an article that are its toll of one sort: those of the greatest value.
fn of_sort(article: &[Item], claims: &[Claim], fate: Fate) -> Vec<usize> {
    let told = |item: &Item| {
        let claim = &claims[item.claim];
        let people = match &*claim.value {
            Value::Number(n) => n.number.is_some(),
            Value::Quantity(q) => {
                let people = matches!(q.unit.as_str(), "people" | "person" | "dead");
                q.dimension == "count" && people && q.number.number.is_some()
            }
            _ => false,
        };
        item.slot.fate == Some(fate)
            && people
            && claim.status != Status::Expected
            && !part_of(claim)
            && !long_ago(article, item, claims)
    };
    let all: Vec<(usize, f64, bool)> = article
        .iter()
        .enumerate()
        .filter(|(_, item)| told(item))
        .filter_map(|(at, item)| {
            let claim = &claims[item.claim];
            Some((at, figures::size(claim)?, claim.sentence_span.start <= HEAD))
        })
        .collect();
    let most = |head: bool| all.iter().filter(|t| t.2 || !head).map(|t| t.1).fold(f64::NAN, f64::max);
    let one_figure = all.windows(2).all(|w| w[0].1.total_cmp(&w[1].1).is_eq());
    let greatest = if most(true).is_nan() && fate == Fate::Missing && one_figure { most(false) } else { most(true) };
    all.iter().filter(|t| t.1.total_cmp(&greatest).is_eq()).map(|t| t.0).collect()
}

/// "Three of the injured", "two of them".
fn part_of(claim: &Claim) -> bool {
    let after = place(claim).and_then(|(_, to)| claim.sentence.get(to..)).unwrap_or("");
    let mut words = after.split_whitespace();
    words.next() == Some("of") && words.next().is_some_and(|w| matches!(w, "the" | "them" | "those" | "whom" | "its"))
}

/// The day on which the article of a claim appeared.
pub(super) fn published(claim: &Claim) -> Option<NaiveDate> {
    claim.published.as_deref()?.get(..10)?.parse().ok()
}

/// Whether the sentence of an item names a day or a year long before the article appeared.
fn long_ago(article: &[Item], item: &Item, claims: &[Claim]) -> bool {
    let published = published(&claims[item.claim]);
    let before = |other: &Item| match &*claims[other.claim].value {
        Value::Date(t) | Value::Time(t) => {
            let end = t.end.map(Instant::date);
            published.zip(end).is_some_and(|(p, e)| (p - e).num_days() > LONG_AGO)
        }
        _ => false,
    };
    article.iter().any(|other| other.home == item.home && other.slot.date && before(other))
}
