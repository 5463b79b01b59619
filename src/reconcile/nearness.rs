//! How near two values are that may be answers to one question.

use super::align::Item;
use super::facts::Figure;
use super::figures;
use super::misread;
use super::slot::place;
use crate::claim::Claim;
use crate::lexicon::Slots;
use crate::value::{Grain, Instant, Temporal, Value};
use chrono::{Datelike as _, Timelike as _};

/// What it adds that one value is the other misread: a figure of three digits or more, one of two or a year, a time of
/// day.
const MISREAD: f64 = 1.25;
pub(super) const EXCHANGED: f64 = 0.75;
const CLOCK: f64 = 0.6;
/// Times by which two figures may differ, and what each adds.
const TIMES: [(f64, f64); 4] = [(1.1, 0.5), (1.25, 0.35), (1.6, 0.1), (2.5, -0.3)];
/// What it adds that two small numbers follow each other, or that two words are opposed, and what is taken off for other
/// units.
const NEXT: f64 = 0.2;
const UNITS: f64 = 0.5;
/// Minutes, days and years by which two dates may differ, and what each adds.
const MINUTES: [(i64, f64); 2] = [(60, 0.35), (180, 0.1)];
const DAYS: [(i64, f64); 3] = [(7, 0.35), (14, 0.2), (62, -0.2)];
const YEARS: [(i64, f64); 3] = [(1, 0.35), (3, 0.1), (10, -0.3)];
/// Minutes in which the hand of a clock goes round.
const ROUND: i64 = 720;

/// What the nearness of two values of one sort adds to what shows that they answer one question; `None` where they are
/// too far apart.
pub(super) fn of(one: Figure<'_>, other: Figure<'_>) -> Option<f64> {
    let (p, q) = (one.claim, other.claim);
    if let (Value::Direction(_), Value::Direction(_)) = (&*p.value, &*q.value) {
        return Some(NEXT);
    }
    match when(p).zip(when(q)) {
        Some((x, y)) => of_dates((one, x), (other, y)),
        None => of_figures(one, other),
    }
}

fn of_figures(p: Figure<'_>, q: Figure<'_>) -> Option<f64> {
    if misread::one_digit_off(p, q) {
        let long = p.printed().is_some_and(|n| n.len() > 2);
        return Some(if long { MISREAD } else { EXCHANGED });
    }
    let ratio = figures::ratio(p, q)?;
    let sizes = figures::size(p).zip(figures::size(q));
    let next = sizes.is_some_and(|(x, y)| (x - y).abs() < 1.5 && x.max(y) < 10.0).then_some(NEXT);
    let near = TIMES.iter().find(|t| ratio <= t.0).map(|t| t.1);
    let units = if figures::one_unit(p, q) { 0.0 } else { UNITS };
    near.into_iter().chain(next).max_by(f64::total_cmp).map(|n| n - units)
}

fn of_dates((one, x): (Figure<'_>, &Temporal), (other, y): (Figure<'_>, &Temporal)) -> Option<f64> {
    let (p, q) = (one.claim, other.claim);
    let least = |off: i64, steps: &[(i64, f64)]| steps.iter().find(|s| off <= s.0).map(|s| s.1);
    if let Some((a, b)) = clock(x).zip(clock(y)) {
        let off = (a - b).abs();
        let exchanged = if misread::exchanged(&p.text, &q.text) { CLOCK } else { 0.0 };
        // Without "a.m." or "p.m." the hand may have gone round once more.
        return least(off.min((off - ROUND).abs()), &MINUTES).map(|n| n + exchanged);
    }
    let (a, b) = (x.start?.date(), y.start?.date());
    let days = (a - b).num_days().abs();
    match x.grain {
        // Which week a weekday is of may have been taken otherwise.
        _ if days % 7 == 0 && is_weekday(p) && is_weekday(q) => None,
        Some(Grain::Year) if misread::one_digit_off(one, other) || misread::exchanged(&p.text, &q.text) => {
            Some(EXCHANGED)
        }
        Some(g) if g > Grain::Week => least(i64::from((a.year() - b.year()).abs()), &YEARS),
        _ => least(days, &DAYS),
    }
}

/// What two values must share to answer one question: the sort of figure, or what a date names.
pub(super) fn sort(item: &Item, claim: &Claim) -> (u32, u8) {
    let Some(t) = when(claim).filter(|_| item.slot.date) else { return (item.slot.sort, 0) };
    let named = match t.grain {
        _ if clock(t).is_some() => 1,
        Some(Grain::Second | Grain::Minute | Grain::Hour | Grain::Day) => 2,
        Some(Grain::Week | Grain::Month) => 3,
        Some(Grain::Quarter | Grain::Half | Grain::Season) => 4,
        _ => 5,
    };
    (0, named)
}

fn when(claim: &Claim) -> Option<&Temporal> {
    match &*claim.value {
        Value::Date(t) | Value::Time(t) => Some(t),
        _ => None,
    }
}

/// The minutes of a time of day.
fn clock(t: &Temporal) -> Option<i64> {
    let Some(Instant::Time(at)) = t.start else { return None };
    let fine = t.grain.is_some_and(|g| g <= Grain::Hour) && t.timex.contains(':');
    fine.then(|| i64::from(at.time().num_seconds_from_midnight() / 60))
}

/// Whether a date is told in words alone, and known: "on Monday", "at half past four", "last year".
pub(super) fn in_words(claim: &Claim) -> bool {
    when(claim).is_some_and(|t| t.start.is_some()) && !claim.text.contains(|c: char| c.is_ascii_digit())
}

/// Whether it is told by its distance from another: "the year before" tells with what something is compared.
pub(super) fn is_relative(claim: &Claim) -> bool {
    in_words(claim) && !claim.text.contains(char::is_uppercase) && when(claim).and_then(clock).is_none()
}

/// Whether it is a day of the week.
pub(super) fn is_weekday(claim: &Claim) -> bool {
    let day = |t: &Temporal| clock(t).is_none() && t.grain.is_some_and(|g| g <= Grain::Day);
    in_words(claim) && when(claim).is_some_and(day)
}

/// Words before a date among which a verb of speech is looked for.
const SPEECH: usize = 4;

/// Whether a date is that of what somebody said, or tells which thing is meant: "officials said on Tuesday", "Friday's
/// price".
pub(super) fn beside_the_event(claim: &Claim) -> bool {
    let Some((from, to)) = place(claim) else { return false };
    let (before, after) = (claim.sentence.get(..from).unwrap_or(""), claim.sentence.get(to..).unwrap_or(""));
    let clause = before.rsplit([',', ';', '—']).next().unwrap_or("");
    let spoken = |w: &str| Slots::bundled().spoken.iter().any(|s| s.eq_ignore_ascii_case(w));
    let said = is_weekday(claim) && clause.split_whitespace().rev().take(SPEECH).any(spoken);
    said || after.starts_with("'s") || after.starts_with("’s")
}
