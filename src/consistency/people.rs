//! Nouns that count people, and counts of them.

use super::check::Piece;
use crate::recognise::Mention;
use crate::value::{Number, Quantity, Value};

/// Nouns of people, whose parts and whole can be counted alike.
pub(super) const PEOPLE: &[&str] = &[
    "adult",
    "adults",
    "boy",
    "boys",
    "child",
    "children",
    "civilian",
    "civilians",
    "dead",
    "fighters",
    "girl",
    "girls",
    "hostages",
    "injured",
    "killed",
    "man",
    "men",
    "migrants",
    "militants",
    "minors",
    "officer",
    "officers",
    "passengers",
    "people",
    "person",
    "persons",
    "police",
    "policeman",
    "policemen",
    "protesters",
    "soldier",
    "soldiers",
    "student",
    "students",
    "victims",
    "villagers",
    "woman",
    "women",
    "workers",
    "wounded",
];

/// A whole number without a hedge, and its unit where it has one.
pub(super) fn plain<'p>(piece: &'p Piece<'_>) -> Option<(i64, Option<&'p str>, &'p Mention)> {
    let m = piece.mention?;
    let (number, unit) = match &m.value {
        Value::Number(n) => (n, None),
        Value::Quantity(Quantity { number, unit, dimension }) if dimension == "count" => (number, Some(unit.as_str())),
        _ => return None,
    };
    let Number { number: Some(n), hedge: None, .. } = number else { return None };
    Some((n.to_i64().filter(|_| n.is_integer())?, unit, m))
}

/// A plain count of people with its noun: the unit of a quantity, or one of the next two words.
pub(super) fn count<'p>(row: &'p [Piece<'_>], i: usize) -> Option<(i64, String, &'p Mention)> {
    let (n, unit, m) = plain(row.get(i)?)?;
    let people = |w: &str| PEOPLE.contains(&w);
    let noun = unit
        .map(str::to_owned)
        .filter(|u| people(u))
        .or_else(|| row.get(i + 1..)?.iter().take(2).map(|p| p.word.clone()).find(|w| people(w)))?;
    Some((n, noun, m))
}
