//! Overlaps between recognisers, settled once.

use super::Mention;
use super::figure::SHARE;
use crate::value::{Kind, Value};
use std::cmp::Reverse;

/// Keeps the widest of what overlaps; at equal width the more telling kind.
pub(super) fn settle(found: Vec<Mention>) -> Vec<Mention> {
    let (mut all, mut plain): (Vec<usize>, Vec<usize>) = (0..found.len()).partition(|&i| is_quotation(&found[i]));
    plain.sort_by_cached_key(|&i| (found[i].span.start, Reverse(found[i].span.end), rank(&found[i])));
    // Mentions are large, so places in `found` are moved about, and each mention once.
    let kept_from = all.len();
    for i in plain {
        let m = &found[i];
        let mut wins = true;
        while let Some(last) = all.get(kept_from..).and_then(<[usize]>::last).map(|&l| &found[l]) {
            if !last.span.overlaps(m.span) {
                break;
            }
            let better = m.span.len() > last.span.len() || m.span.len() == last.span.len() && rank(m) < rank(last);
            if !better {
                wins = false;
                break;
            }
            all.pop();
        }
        if wins {
            all.push(i);
        }
    }
    all.sort_by_key(|&i| (found[i].span.start, Reverse(found[i].span.end)));
    let mut found: Vec<Option<Mention>> = found.into_iter().map(Some).collect();
    let mut kept = Vec::with_capacity(all.len());
    kept.extend(all.into_iter().filter_map(|i| found[i].take()));
    kept
}

fn is_quotation(mention: &Mention) -> bool {
    matches!(mention.value, Value::Quotation(_))
}

/// Smaller wins where two kinds claim the same words.
fn rank(mention: &Mention) -> u8 {
    let value = &mention.value;
    match value.kind() {
        _ if mention.pattern == SHARE => 0,
        // What counts a noun tells as much as a measure.
        _ if matches!(value, Value::Quantity(_)) => 4,
        Kind::Quotation => 0,
        Kind::Date | Kind::Time | Kind::Set => 1,
        Kind::Duration => 2,
        Kind::Money | Kind::Percent => 3,
        Kind::Quantity => 4,
        Kind::Person => 5,
        Kind::Office => 6,
        Kind::Organisation => 7,
        Kind::Place => 8,
        Kind::Ordinal => 9,
        Kind::Number | Kind::Direction => 10,
    }
}
