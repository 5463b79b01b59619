//! Overlaps between recognisers, settled once.

use super::Mention;
use super::figure::SHARE;
use crate::value::{Kind, Value};
use std::cmp::Reverse;

/// Keeps the widest of what overlaps; at equal width the more telling kind.
pub(super) fn settle(found: Vec<Mention>) -> Vec<Mention> {
    let (mut quotations, mut plain): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|m| matches!(m.value, Value::Quotation(_)));
    plain.sort_by_key(|m| (m.span.start, Reverse(m.span.end), rank(m)));
    let mut kept: Vec<Mention> = Vec::with_capacity(plain.len());
    for m in plain {
        let mut wins = true;
        while let Some(last) = kept.last().filter(|last| last.span.overlaps(m.span)) {
            let better = m.span.len() > last.span.len() || m.span.len() == last.span.len() && rank(&m) < rank(last);
            if !better {
                wins = false;
                break;
            }
            kept.pop();
        }
        if wins {
            kept.push(m);
        }
    }
    quotations.append(&mut kept);
    quotations.sort_by_key(|m| (m.span.start, Reverse(m.span.end)));
    quotations
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
