//! Two sentences of two cases: each figure that they could have in common differs, or whom they are about.

use super::align::Item;
use super::documents::DocumentInfo;
use super::places;
use super::search::Edge;
use crate::claim::Claim;
use crate::finding::Relation;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Takes off the edges between two sentences of which two figures or more meet and every one differs, where
/// no story is stated: three-year notes at 6.48 percent and ten-year bonds at 7.02 are two sales. Those that are
/// `signed` meet whatever their sentences begin with.
pub(super) fn keep_one_case(
    edges: &mut Vec<Edge>,
    items: &[Item],
    claims: &[Claim],
    documents: &[DocumentInfo],
    signed: impl Fn(&Edge) -> bool,
) {
    let of = |i: u32| &items[i as usize];
    let told = |d: u32| documents.get(d as usize).and_then(|d| d.story.as_ref());
    let differs = |e: &Edge| {
        let (a, b) = (of(e.a), of(e.b));
        if a.key != 0 && a.key == b.key {
            return false;
        }
        let (x, y) = (&claims[a.claim], &claims[b.claim]);
        // "Rose 8 percent", "fell 8 percent": one figure, told of one thing.
        let one = places::number(&x.value).is_some_and(|n| places::number(&y.value) == Some(n));
        !one && places::held((x, &a.slot), (y, &b.slot), false).is_some_and(|c| c.relation == Relation::Conflict)
    };
    let mut met: FxHashMap<(u32, u32), (usize, usize)> = FxHashMap::default();
    let between = |e: &Edge| (of(e.a).home, of(e.b).home);
    let open = |e: &Edge| {
        let (a, b) = (of(e.a).document, of(e.b).document);
        let turn = claims[of(e.a).claim].is_direction();
        !of(e.a).slot.date && !turn && (told(a).is_none() || told(a) != told(b))
    };
    for e in edges.iter().filter(|e| open(e)) {
        met.entry(between(e)).or_default().0 += 1;
    }
    // Whether two values differ costs more than all else here, and is asked once where it can matter.
    let unlike: Vec<bool> = edges
        .par_iter()
        .with_min_len(64)
        .map(|e| {
            let asked = || strangers(of(e.a), of(e.b)) || met.get(&between(e)).is_some_and(|m| m.0 > 1);
            open(e) && asked() && differs(e)
        })
        .collect();
    for (e, _) in edges.iter().zip(&unlike).filter(|(_, unlike)| **unlike) {
        met.entry(between(e)).or_default().1 += 1;
    }
    let mut unlike = unlike.into_iter();
    edges.retain(|e| {
        let two = || met.get(&between(e)).is_some_and(|&(all, unlike)| all > 1 && all == unlike);
        let unlike = unlike.next().unwrap_or(false);
        !(open(e) && (unlike && strangers(of(e.a), of(e.b)) || two())) || signed(e)
    });
}

/// Whether each sentence is about somebody or something of whom the other knows nothing: storm Edda and storm
/// Fenn, who both cut power in Karsa.
fn strangers(a: &Item, b: &Item) -> bool {
    let strange = |x: &Item, y: &Item| x.slot.words.iter().filter(|w| w.name && !y.slot.has(w.stem)).count();
    let shared = a.slot.words.iter().filter(|w| w.name && b.slot.has(w.stem)).count();
    let (p, q) = (strange(a, b), strange(b, a));
    p.min(q) >= shared.max(1) || a.slot.leads_apart(&b.slot)
}
