//! Figures that meet by what else their sentences print: two reports of one event that both give 34 percent and
//! 470 million tell of one quarter, in whatever words.
//!
//! A figure of three or more digits that each of two articles gives once, both in one unit, is the same figure. What
//! two sentences share in this way ties them together, and what is left in both of one unit answers one question.

use super::align::Item;
use super::figures;
use super::search::{Edge, Search};
use crate::claim::Claim;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// How surely an equal figure of so many digits, of two and of three or more, is the same.
const TWO_DIGITS: f64 = 0.5;
const PRECISE: f64 = 1.0;
/// What figures that met by their words tell of their sentences, by their score.
const MET: f64 = 0.5;
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
    for &a in once(items, home.clone()).values() {
        for &b in once(items, other.clone()).values() {
            let (x, y) = (&search.claims[items[a].claim], &search.claims[items[b].claim]);
            let f = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
            if f(&x.text) == f(&y.text) && f(&x.text).len() > 1 {
                eprintln!("DBG {} | {} keys {} sorts {} meant {} {}", x.text, y.text, items[a].key == items[b].key, items[a].slot.sort == items[b].slot.sort, search.may_be_meant(&items[a], &items[b]), items[a].slot.apart_in_kind(&items[b].slot));
            }
        }
    }
    let (ours, theirs) = (once(items, home), once(items, other));
    let mut equal: Vec<(usize, usize)> = ours.iter().filter_map(|(key, a)| Some((*a, *theirs.get(key)?))).collect();
    equal.sort_unstable();
    equal.retain(|&(a, b)| !taken.contains(&(a as u32)) && !taken.contains(&(b as u32)));
    equal.retain(|&(a, b)| told(search, a) > 0.0 && search.may_be_meant(&items[a], &items[b]));
    for &(a, b) in &equal {
        if let Some(at) = sentences(a, b) {
            *ties.entry(at).or_default() += told(search, a);
        }
    }
    for (a, b) in equal {
        let own = told(search, a);
        let tie = sentences(a, b).and_then(|at| ties.get(&at)).copied().unwrap_or(0.0);
        // Two digits alone are the same by chance.
        if own >= PRECISE || tie > own || search.shares_word(&items[a], &items[b]) {
            taken.extend([a as u32, b as u32]);
            out.push(Edge { a: a as u32, b: b as u32, score: EQUAL, twin: None });
        }
    }
    let mut tied: Vec<((u32, u32), f64)> = ties.into_iter().filter(|t| t.1 >= TIED).collect();
    tied.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    for ((x, y), _) in tied {
        for (a, b) in left(search, x, y, &taken) {
            taken.extend([a as u32, b as u32]);
            out.push(Edge { a: a as u32, b: b as u32, score: LEFT, twin: None });
        }
    }
    out
}

/// The figures that an article gives once, by their values.
fn once(items: &[Item], article: Range<usize>) -> FxHashMap<u64, usize> {
    let mut all: FxHashMap<u64, Option<usize>> = FxHashMap::default();
    for i in article {
        let Some(item) = items.get(i).filter(|i| i.key != 0 && !i.slot.date) else { continue };
        all.entry(item.key).and_modify(|at| *at = None).or_insert(Some(i));
    }
    all.into_iter().filter_map(|(key, at)| Some((key, at?))).collect()
}

/// How surely a figure is known by its digits.
fn told(search: &Search<'_>, at: usize) -> f64 {
    let claim = &search.claims[search.items[at].claim];
    match digits(claim) {
        0 | 1 => 0.0,
        2 => TWO_DIGITS,
        _ => PRECISE,
    }
}

/// The significant digits of a figure as it is printed: the zeros at the end of a whole number are none.
fn digits(claim: &Claim) -> usize {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let printed = claim.text.split(|c| !number(c)).map(|d| d.trim_matches(['.', ','])).find(|d| !d.is_empty());
    let Some(printed) = printed else { return 0 };
    let whole = if printed.contains('.') { printed } else { printed.trim_end_matches(['0', ',']) };
    whole.trim_start_matches(['0', '.', ',']).bytes().filter(u8::is_ascii_digit).count()
}

/// The pairs of figures of two sentences that no other figure took, where each sentence has but one of their unit.
fn left(search: &Search<'_>, x: u32, y: u32, taken: &FxHashSet<u32>) -> Vec<(usize, usize)> {
    let items = search.items;
    let of = |home: u32| {
        let start = items.partition_point(|i| i.home < home);
        let free = move |i: &usize| items.get(*i).is_some_and(|item| item.home == home);
        (start..items.len()).take_while(free)
    };
    let free = |i: &usize| {
        let item = &items[*i];
        !taken.contains(&(*i as u32)) && !item.slot.date && item.key != 0
    };
    let alone =
        |i: usize, home: u32| of(home).filter(free).filter(|j| items[*j].slot.sort == items[i].slot.sort).count() == 1;
    let mut out = Vec::new();
    for a in of(x).filter(free).filter(|a| alone(*a, x)) {
        let Some(b) = of(y).filter(free).find(|b| items[*b].slot.sort == items[a].slot.sort).filter(|b| alone(*b, y))
        else {
            continue;
        };
        let size = |i: usize| figures::size(&search.claims[items[i].claim]);
        let near = size(a).zip(size(b)).is_some_and(|(p, q)| p.max(q) <= NEAR * p.min(q));
        if near && search.may_meet(&items[a], &items[b]) {
            out.push((a, b));
        }
    }
    out
}
