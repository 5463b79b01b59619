//! Names as answers: who, where, which body.

use super::fold;
use super::policy::{Comparison, Pair, Policy};
use crate::claim::Claim;
use crate::finding::Relation;
use crate::value::Value;

/// Compares names of people, places and bodies.
#[derive(Debug)]
pub(super) struct Names;

impl Policy for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn about(&self) -> &'static str {
        "names that differ conflict, except by spelling, by a part left out, or by a place inside another"
    }

    fn key(&self, claim: &Claim, _: u8) -> Option<String> {
        name(claim).map(fold::name).filter(|n| !n.is_empty())
    }

    fn compare(&self, pair: &Pair<'_>, _: u8) -> Option<Comparison> {
        let (a, b) = (name(pair.older)?, name(pair.newer)?);
        if country(pair.older).is_some_and(|c| fold::name(c) == fold::name(b))
            || country(pair.newer).is_some_and(|c| fold::name(c) == fold::name(a))
        {
            return Some(Comparison::new(Relation::Refine, 0.95, "one place lies in the other"));
        }
        let (fa, fb) = (fold::name(a), fold::name(b));
        if fold::sound(a) == fold::sound(b) {
            return Some(Comparison::new(Relation::Variant, 0.7, "one name in two spellings"));
        }
        let part = |x: &str, y: &str| y.split(' ').any(|w| w == x) || y.starts_with(x) || y.ends_with(x);
        if part(&fa, &fb) || part(&fb, &fa) {
            return Some(Comparison::new(Relation::Refine, 0.8, "one name is a shorter form of the other"));
        }
        if pair.options.many {
            return None;
        }
        let relation = if pair.later && pair.changed { Relation::Update } else { Relation::Conflict };
        Some(Comparison::new(relation, 0.75, "the names differ"))
    }
}

fn name(claim: &Claim) -> Option<&str> {
    match &*claim.value {
        Value::Person(p) => Some(&p.name),
        Value::Place(p) => Some(&p.name),
        Value::Organisation(o) => Some(&o.name),
        Value::Office(o) => Some(&o.name),
        _ => None,
    }
}

fn country(claim: &Claim) -> Option<&str> {
    match &*claim.value {
        Value::Place(p) => p.country.as_deref(),
        _ => None,
    }
}
