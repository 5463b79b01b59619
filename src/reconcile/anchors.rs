//! Figures that meet by what else their sentences print: two reports of one event that both give 34 percent and
//! 470 million tell of one quarter, in whatever words.
//!
//! A figure of three or more digits that each of two articles gives once, both in one unit, is the same figure. What
//! two sentences share in this way ties them together, and what is left in both of one unit answers one question.

use super::figures;
use super::search::{Edge, Search};
use crate::claim::Claim;
use crate::value::Value;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

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

/// The edges between an article and one later one that its words did not give; `met` are those that they did.
pub(super) fn edges(search: &Search<'_>, home: Range<usize>, other: Range<usize>, met: &[Edge]) -> Vec<Edge> {
    let items = search.items;
    let mut taken: FxHashSet<u32> = FxHashSet::default();
    let mut ties: FxHashMap<(u32, u32), f64> = FxHashMap::default();
    let sentences = |a: usize, b: usize| Some((items.get(a)?.home, items.get(b)?.home));
    for e in met.iter().filter(|e| other.contains(&(e.b as usize))) {
        taken.extend([e.a, e.b]);
        let (a, b) = (e.a as usize, e.b as usize);
        let equal = items[a].key != 0 && items[a].key == items[b].key;
        let tie = if equal && !items[a].slot.date { told(search, a) } else { MET * e.score };
        if let Some(at) = sentences(a, b) {
            *ties.entry(at).or_default() += tie;
        }
    }
    let mut out = Vec::new();
    let (ours, theirs) = (once(search, home), once(search, other));
    let mut equal: Vec<(usize, usize)> = ours.iter().filter_map(|(size, a)| Some((*a, *theirs.get(size)?))).collect();
    equal.sort_unstable();
    let fits = |&(a, b): &(usize, usize)| {
        let (x, y) = (items[a].slot.sort, items[b].slot.sort);
        !taken.contains(&(a as u32)) && !taken.contains(&(b as u32)) && (x == y || search.plain(a) || search.plain(b))
    };
    equal.retain(fits);
    for &(a, b) in &equal {
        if let Some(at) = sentences(a, b) {
            *ties.entry(at).or_default() += told(search, a);
        }
    }
    for ((x, y), tie) in &mut ties {
        let dates = |home: u32| of(search, home).filter(|i| items[*i].slot.date && items[*i].key != 0);
        let same = |a: usize| dates(*y).any(|b| items[a].key == items[b].key);
        *tie += if dates(*x).any(same) { DATE } else { 0.0 };
    }
    for (a, b) in equal {
        let own = told(search, a);
        let tie = sentences(a, b).and_then(|at| ties.get(&at)).copied().unwrap_or(0.0);
        // Two digits alone are the same by chance.
        if own >= PRECISE || tie > own || search.shares_word(&items[a], &items[b]) {
            taken.extend([a as u32, b as u32]);
            if search.may_be_meant(&items[a], &items[b]) {
                out.push(Edge { a: a as u32, b: b as u32, score: EQUAL, twin: None });
            }
        }
    }
    let words = |&((x, y), tie): &((u32, u32), f64)| ((x, y), tie + WORDS * alike(search, x, y));
    let ties: Vec<((u32, u32), f64)> = ties.into_iter().filter(|t| t.1 > 0.0).collect();
    let mut tied: Vec<((u32, u32), f64)> = ties.iter().map(words).filter(|t| t.1 >= TIED).collect();
    tied.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    for ((x, y), _) in tied {
        for (a, b) in left(search, x, y, &taken) {
            taken.extend([a as u32, b as u32]);
            out.push(Edge { a: a as u32, b: b as u32, score: LEFT, twin: None });
        }
    }
    out
}

/// The figures of two digits or more that an article gives once, by their size.
fn once(search: &Search<'_>, article: Range<usize>) -> FxHashMap<u64, usize> {
    let mut all: FxHashMap<u64, Option<usize>> = FxHashMap::default();
    for i in article {
        let Some(item) = search.items.get(i).filter(|i| !i.slot.date) else { continue };
        let Some(size) = figures::size(&search.claims[item.claim]).filter(|_| told(search, i) > 0.0) else { continue };
        all.entry(size.to_bits()).and_modify(|at| *at = None).or_insert(Some(i));
    }
    all.into_iter().filter_map(|(size, at)| Some((size, at?))).collect()
}

/// How surely a figure is known by its digits.
fn told(search: &Search<'_>, at: usize) -> f64 {
    let claim = &search.claims[search.items[at].claim];
    match digits(claim) {
        (0 | 1, _) => 0.0,
        (2, ..4) => TWO_DIGITS,
        (2, _) => ROUND,
        _ => PRECISE,
    }
}

/// The significant digits of a figure as it is printed, the zeros at the end of a whole number being none, and all of
/// its digits.
fn digits(claim: &Claim) -> (usize, usize) {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let printed = claim.text.split(|c| !number(c)).map(|d| d.trim_matches(['.', ','])).find(|d| !d.is_empty());
    let Some(printed) = printed else { return (0, 0) };
    let whole = if printed.contains('.') { printed } else { printed.trim_end_matches(['0', ',']) };
    let count = |s: &str| s.bytes().filter(u8::is_ascii_digit).count();
    (count(whole.trim_start_matches(['0', '.', ','])), count(printed))
}

/// The figures of a sentence.
fn of<'s>(search: &'s Search<'_>, home: u32) -> impl Iterator<Item = usize> + use<'s> {
    let items = search.items;
    let start = items.partition_point(|i| i.home < home);
    (start..items.len()).take_while(move |i| items.get(*i).is_some_and(|item| item.home == home))
}

/// How much two sentences say in the same words, from 0 to 1.
fn alike(search: &Search<'_>, x: u32, y: u32) -> f64 {
    let pairs = of(search, x).flat_map(|a| of(search, y).map(move |b| (a, b)));
    pairs.map(|(a, b)| search.likeness(&search.items[a], &search.items[b])).fold(0.0, f64::max)
}

/// The pairs of figures of two sentences that no other figure took, of one unit and near each other, where each has
/// but one that is near.
fn left(search: &Search<'_>, x: u32, y: u32, taken: &FxHashSet<u32>) -> Vec<(usize, usize)> {
    let items = search.items;
    let free = |i: &usize| !taken.contains(&(*i as u32)) && !items[*i].slot.date && items[*i].key != 0;
    let claim = |i: usize| &search.claims[items[i].claim];
    let near = |a: usize, b: usize| {
        let sizes = figures::size(claim(a)).zip(figures::size(claim(b)));
        items[a].slot.sort == items[b].slot.sort && sizes.is_some_and(|(p, q)| p.max(q) <= NEAR * p.min(q))
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
        (only(&ours, b) == Some(a) && !apart).then_some((a, b))
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
