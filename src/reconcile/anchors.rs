//! Figures that meet by what else their sentences print: two reports of one event that both give 34 percent and
//! 470 million tell of one quarter, in whatever words.
//!
//! A figure of three or more digits that each of two articles gives once, both in one unit, is the same figure. What
//! two sentences share in this way ties them together, and what is left in both of one unit answers one question.

use super::align::Item;
use super::facts::{Facts, Figure};
use super::figures;
use super::places;
use super::retold::Event;
use super::search::{Edge, Search};
use crate::claim::Claim;
use crate::value::Value;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// How surely an equal figure is the same: one of two digits, one of two and as many noughts, one of three or more.
const TWO_DIGITS: f64 = 0.5;
const ROUND: f64 = 0.75;
const PRECISE: f64 = 1.0;
/// What an equal date of two sentences adds.
const DATE: f64 = 0.25;
/// What figures that met by their words tell of their sentences, by their score.
const MET: f64 = 0.5;
/// What words that two sentences share add at most.
const WORDS: f64 = 0.8;
/// From here on two sentences tell of one thing.
const TIED: f64 = 1.0;
/// Score of equal figures, and of what is left in sentences that are tied.
const EQUAL: f64 = 0.8;
const LEFT: f64 = 0.65;
/// Times that one of two figures that are left may be the other.
const NEAR: f64 = 1.4;
/// What equal figures must show before two articles report one event, and as a share of those of the shorter.
const SAME: f64 = 1.5;
const SHARE: f64 = 0.15;

/// What is known of the figures of all articles.
pub(super) struct Anchors {
    /// Of each item, how surely it is known by its digits.
    told: Vec<f32>,
    /// By article: the figures that it gives once, with their sizes, in order of those.
    once: FxHashMap<u32, Box<[(u64, u32)]>>,
}

impl Anchors {
    /// Those of all items. Linear in their number.
    pub(super) fn of(items: &[Item], claims: &[Claim]) -> Self {
        let known = |i: &Item| if i.slot.date { 0.0 } else { told(&claims[i.claim]) as f32 };
        let told: Vec<f32> = items.iter().map(known).collect();
        let mut once = FxHashMap::default();
        let mut start = 0;
        for article in items.chunk_by(|a, b| a.document == b.document) {
            let known = |(n, item): (usize, &Item)| {
                let at = start + n;
                let shows = told[at] > 0.0;
                // Asked of every figure once, so that nothing is kept of those that meet no other.
                let size = shows.then(|| figures::size(Figure::new(&claims[item.claim], &Facts::default())))??;
                Some((size.to_bits(), at as u32))
            };
            let mut all: Vec<(u64, u32)> = article.iter().enumerate().filter_map(known).collect();
            all.sort_unstable();
            let alone = all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() == 1).map(|same| same[0]);
            once.insert(article[0].document, alone.collect());
            start += article.len();
        }
        Self { told, once }
    }

    /// How surely an item is known by its digits.
    pub(super) fn told(&self, at: u32) -> f64 {
        f64::from(self.told.get(at as usize).copied().unwrap_or(0.0))
    }

    /// Whether two articles print so many of the same precise figures that they report one event: by those alone, or by
    /// those and their names; and what those figures show together.
    pub(super) fn one_event(&self, search: &Search<'_>, a: u32, b: u32) -> Option<(Event, f64)> {
        let one_sort = |x: u32, y: u32| search.items[x as usize].slot.sort == search.items[y as usize].slot.sort;
        let equal = self.equal(a, b);
        let same: f64 = equal.iter().filter(|(x, y)| one_sort(*x, *y)).map(|&(x, _)| self.told(x)).sum();
        let all = |document: u32| -> f64 { self.of_article(document).iter().map(|&(_, at)| self.told(at)).sum() };
        let enough = || same >= SHARE * all(a).min(all(b));
        (same >= SAME).then(|| (if enough() { Event::Printed } else { Event::Named }, same))
    }

    /// The figures that an article gives once, with their sizes.
    fn of_article(&self, document: u32) -> &[(u64, u32)] {
        self.once.get(&document).map_or(&[], |once| once)
    }

    /// The figures of one size that both articles give once.
    fn equal(&self, a: u32, b: u32) -> Vec<(u32, u32)> {
        let mut rest = self.of_article(b).iter().peekable();
        let mut out = Vec::new();
        for &(size, x) in self.of_article(a) {
            while rest.next_if(|(other, _)| *other < size).is_some() {}
            out.extend(rest.peek().filter(|(other, _)| *other == size).map(|&&(_, y)| (x, y)));
        }
        out
    }

    /// The edges between two articles that their words did not give; `met` are those that they did.
    pub(super) fn edges(&self, search: &Search<'_>, (a, b): (u32, u32), met: &[Edge]) -> Vec<Edge> {
        let items = search.items;
        let mut equal = self.equal(a, b);
        if equal.is_empty() && met.is_empty() {
            return Vec::new();
        }
        let mut taken: FxHashSet<u32> = met.iter().flat_map(|e| [e.a, e.b]).collect();
        let home = |i: u32| items.get(i as usize).map_or(u32::MAX, |i| i.home);
        let mut ties: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for e in met {
            let (x, y) = (&items[e.a as usize], &items[e.b as usize]);
            let same = x.key != 0 && x.key == y.key && !x.slot.date;
            *ties.entry((x.home, y.home)).or_default() += if same { self.told(e.a) } else { MET * e.score };
        }
        equal.sort_unstable();
        equal.retain(|&(x, y)| {
            let sorts = (items[x as usize].slot.sort, items[y as usize].slot.sort);
            let one = sorts.0 == sorts.1 || search.plain(x as usize) || search.plain(y as usize);
            one && !taken.contains(&x) && !taken.contains(&y)
        });
        for &(x, y) in &equal {
            *ties.entry((home(x), home(y))).or_default() += self.told(x);
        }
        for ((x, y), tie) in &mut ties {
            *tie += if one_date(search, *x, *y) { DATE } else { 0.0 };
        }
        let mut out = Vec::new();
        for (x, y) in equal {
            let own = self.told(x);
            let tie = ties.get(&(home(x), home(y))).copied().unwrap_or(0.0);
            let (p, q) = (&items[x as usize], &items[y as usize]);
            // Two digits alone are the same by chance.
            if own >= PRECISE || tie > own || search.shares_word(p, q) {
                taken.extend([x, y]);
                if search.may_be_meant(p, q) {
                    out.push(Edge { a: x, b: y, score: EQUAL, twin: None });
                }
            }
        }
        let mut tied: Vec<((u32, u32), f64)> = ties.into_iter().filter(|t| t.1 + WORDS >= TIED).collect();
        tied.retain_mut(|((x, y), tie)| {
            if *tie < TIED {
                *tie += WORDS * alike(search, *x, *y);
            }
            *tie >= TIED
        });
        tied.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        for ((x, y), _) in tied {
            for (p, q) in left(search, x, y, &taken) {
                taken.extend([p, q]);
                out.push(Edge { a: p, b: q, score: LEFT, twin: None });
            }
        }
        out
    }
}

/// How surely a figure is known by its digits.
fn told(claim: &Claim) -> f64 {
    match digits(claim) {
        (0 | 1, _) => 0.0,
        (2, ..4) => TWO_DIGITS,
        (2, _) => ROUND,
        _ => PRECISE,
    }
}

/// The significant digits of a figure as it is printed, the zeros at the end of a whole number being none, and all of
/// its digits, those of "million" among them. One in words has the digits of its number.
fn digits(claim: &Claim) -> (usize, usize) {
    let number = places::number(&claim.value).filter(|n| n.is_integer()).map(|n| n.abs().to_string());
    let Some(printed) = figures::numbers(&claim.text).next().or(number.as_deref()) else { return (0, 0) };
    let whole = if printed.contains('.') { printed } else { printed.trim_end_matches(['0', ',']) };
    let count = |s: &str| s.bytes().filter(u8::is_ascii_digit).count();
    (count(whole.trim_start_matches(['0', '.', ','])), count(printed).max(number.as_deref().map_or(0, count)))
}

/// The figures of a sentence.
fn of<'s>(search: &'s Search<'_>, home: u32) -> impl Iterator<Item = usize> + use<'s> {
    let items = search.items;
    let start = items.partition_point(|i| i.home < home);
    (start..items.len()).take_while(move |i| items.get(*i).is_some_and(|item| item.home == home))
}

/// Whether two sentences give one date.
fn one_date(search: &Search<'_>, x: u32, y: u32) -> bool {
    let dates = |home: u32| of(search, home).map(|i| &search.items[i]).filter(|i| i.slot.date && i.key != 0);
    dates(x).any(|p| dates(y).any(|q| p.key == q.key))
}

/// How much two sentences say in the same words, from 0 to 1.
fn alike(search: &Search<'_>, x: u32, y: u32) -> f64 {
    let pairs = of(search, x).flat_map(|a| of(search, y).map(move |b| (a, b)));
    pairs.map(|(a, b)| search.likeness(&search.items[a], &search.items[b])).fold(0.0, f64::max)
}

/// The pairs of figures of two sentences that no other figure took, of one unit and near each other, where each has
/// but one that is near.
fn left(search: &Search<'_>, x: u32, y: u32, taken: &FxHashSet<u32>) -> Vec<(u32, u32)> {
    let items = search.items;
    let free = |i: &usize| !taken.contains(&(*i as u32)) && !items[*i].slot.date && items[*i].key != 0;
    let claim = |i: usize| &search.claims[items[i].claim];
    let near = |a: usize, b: usize| {
        items[a].slot.sort == items[b].slot.sort
            && figures::ratio(items[a].figure(search.claims), items[b].figure(search.claims)).is_some_and(|r| r <= NEAR)
    };
    let all = |home: u32| of(search, home).filter(free).collect::<Vec<usize>>();
    let (ours, theirs) = (all(x), all(y));
    let only = |list: &[usize], of: usize| {
        let mut near = list.iter().copied().filter(|i| near(of, *i));
        near.next().filter(|_| near.next().is_none())
    };
    // Two other figures of one unit, far from each other, are those of another time.
    let sole = |list: &[usize], sort: u32| {
        let mut all = list.iter().copied().filter(|i| items[*i].slot.sort == sort);
        all.next().filter(|_| all.next().is_none())
    };
    let other_time = |&a: &usize| {
        let sort = items[a].slot.sort;
        sole(&ours, sort).zip(sole(&theirs, sort)).is_some_and(|(a, b)| !near(a, b))
    };
    if ours.iter().any(other_time) {
        return Vec::new();
    }
    let pair = |&a: &usize| {
        let b = only(&theirs, a)?;
        let apart = items[a].slot.apart_but_for_time(&items[b].slot)
            || figures::quoted(claim(a), claim(b))
            || !one_noun(claim(a), claim(b));
        (only(&ours, b) == Some(a) && !apart).then_some((a as u32, b as u32))
    };
    ours.iter().filter_map(pair).collect()
}

/// Whether two counts are of one noun: what is left of two counts without one may be anything.
fn one_noun(a: &Claim, b: &Claim) -> bool {
    match (&*a.value, &*b.value) {
        (Value::Quantity(x), Value::Quantity(y)) => x.dimension != "count" || x.unit == y.unit,
        (Value::Number(_), Value::Number(_)) => false,
        _ => true,
    }
}
