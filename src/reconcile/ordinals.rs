//! Ranks: the 23rd summit is not the 24th.

use super::policy::{Comparison, Pair, Policy};
use crate::claim::Claim;
use crate::finding::Relation;
use crate::value::Value;

/// Compares ranks.
#[derive(Debug)]
pub(super) struct Ordinals;

impl Policy for Ordinals {
    fn name(&self) -> &'static str {
        "ordinals"
    }

    fn about(&self) -> &'static str {
        "ranks are equal or they conflict"
    }

    fn key(&self, claim: &Claim, _: u8) -> Option<String> {
        match &*claim.value {
            Value::Ordinal(o) => Some(o.number.to_string()),
            Value::Number(n) => n.number.map(|n| n.to_string()),
            _ => None,
        }
    }

    fn compare(&self, pair: &Pair<'_>, view: u8) -> Option<Comparison> {
        let (a, b) = (self.key(pair.older, view)?, self.key(pair.newer, view)?);
        // A year on, the next edition is a different event and not a contradiction.
        if pair.days.is_some_and(|d| d.abs() > 180) {
            return None;
        }
        let why = format!("the ranks are {a} and {b}");
        let c =
            Comparison::new(if pair.later && pair.changed { Relation::Update } else { Relation::Conflict }, 0.85, why);
        Some(if pair.older.subject.is_none() && pair.newer.subject.is_none() {
            c.doubt(0.7, "neither article says whose rank it is")
        } else {
            c
        })
    }
}
