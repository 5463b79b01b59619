//! Which way a figure went: "rose 5%" is not "fell 5%".

use super::facts::Figure;
use super::implied::Implied;
use crate::claim::Claim;
use crate::lexicon::{Directions, Sides};
use crate::value::Value;

/// Words before the value, and after it, among which its direction is looked for.
const BEFORE: usize = 8;
const AFTER: usize = 6;

/// The direction of a claim: its qualifier, else for a figure that no rule has named the nearest
/// word of direction beside it.
pub(super) fn of(claim: &Claim) -> Option<String> {
    if let Some(d) = claim.qualifiers.get("direction") {
        return Some(d.to_string());
    }
    let moves = matches!(*claim.value, Value::Percent(_) | Value::Number(_) | Value::Money(_) | Value::Quantity(_));
    // A tremor that hit is none that fell, and a strength of 6 none that rose.
    let still = || matches!(Implied::of(claim), Some(Implied::Magnitude(_) | Implied::Age(_) | Implied::Votes(_)));
    if claim.kind != super::align::FIGURE || !moves || still() {
        return None;
    }
    nearest(claim).map(str::to_owned)
}

fn nearest(claim: &Claim) -> Option<&'static str> {
    let at = claim.span.start.saturating_sub(claim.sentence_span.start) as usize;
    let sentence = &*claim.sentence;
    let before = sentence.get(..at)?;
    let after = sentence.get(at + claim.text.len()..)?;
    let split = |c: char| !c.is_alphanumeric() && c != '\'';
    // The clause ends the search: "sales rose 5%, while costs fell".
    let back = before.rsplit([';', '—']).next().unwrap_or("");
    let forward = after.split([';', '—', ',', '(']).next().unwrap_or("");
    let near_before: Vec<&str> = back.split(split).filter(|w| !w.is_empty()).rev().take(BEFORE).collect();
    let near_after: Vec<&str> = forward.split(split).filter(|w| !w.is_empty()).take(AFTER + 1).collect();
    // "And more than 40 houses burned" says of another figure how large it is.
    let bound = |w: &str, next: Option<&&str>| matches!(w, "more" | "less") && next == Some(&"than");
    let (rest, behind) = (near_before.iter().enumerate(), near_after.iter().take(AFTER).enumerate());
    let rest = rest.filter(|(i, w)| !bound(w, i.checked_sub(1).and_then(|i| near_before.get(i))));
    let behind = behind.filter(|(i, w)| !bound(w, near_after.get(i + 1)));
    let mut best: Option<(usize, &'static str)> = None;
    for (distance, &word) in rest.chain(behind) {
        let known = Directions::bundled();
        // "Mount Osk" goes nowhere.
        if word.starts_with(char::is_uppercase) {
            continue;
        }
        let Some(direction) = known.of(word).filter(|s| s.moves()).map(|s| known.name(s)) else { continue };
        if best.is_none_or(|b| distance < b.0) {
            best = Some((distance, direction));
        }
    }
    let negation = |w: &str| ["not", "no", "without"].iter().any(|n| n.eq_ignore_ascii_case(w));
    let negated = best.is_some() && back.split(|c: char| !c.is_alphanumeric()).any(negation);
    best.filter(|_| !negated).map(|b| b.1).or_else(|| compared(after))
}

/// Whether the one went up and the other down. What was cut may be the forecast, whichever way its figure goes.
pub(super) fn apart<'a>(a: Figure<'a>, b: Figure<'a>) -> Option<[&'a str; 2]> {
    let (p, q) = (a.way()?, b.way()?);
    let resets = |f: Figure<'_>| super::change::resets(&f.claim.sentence);
    let apart = opposite(p, q) && resets(a) == resets(b);
    apart.then_some([p, q])
}

/// "$150 million, more than last year".
fn compared(after: &str) -> Option<&'static str> {
    let mut words = after.strip_prefix(", ").or_else(|| after.split_once(", ").map(|s| s.1))?.split_whitespace();
    let side = Directions::bundled().of(words.next()?).filter(|s| s.moves())?;
    matches!(words.next()?, "than" | "from" | "on").then(|| Directions::bundled().name(side))
}

/// Whether two directions, each the name of a side or a word, exclude each other.
fn opposite(a: &str, b: &str) -> bool {
    let sides = |name: &str| -> Option<Sides> { Directions::bundled().named(name) };
    sides(a).zip(sides(b)).is_some_and(|(x, y)| x.opposed(y))
}
