//! Dates: a lattice of grains, and the kinds of conflict between ranges of one grain.

use super::interval::Days;
use super::partial;
use super::policy::{Comparison, Pair, Policy};
use super::question::Question;
use super::wording;
use crate::claim::{Claim, Status};
use crate::finding::Relation;
use crate::value::{Anchor, Grain, Instant, Temporal, TimexMod, Value};
use chrono::Datelike as _;

/// Compares dates and times.
#[derive(Debug)]
pub(super) struct Dates;

/// Whether a date holds with many others: one before or after which something was, a whole year.
pub(super) fn is_wide(value: &Value) -> bool {
    use TimexMod::{After, Before, OnOrAfter, OnOrBefore};
    let Value::Date(t) = value else { return false };
    matches!(t.modifier, Some(Before | OnOrBefore | After | OnOrAfter)) || t.grain >= Some(Grain::Year)
}

impl Policy for Dates {
    fn name(&self) -> &'static str {
        "dates"
    }

    fn about(&self) -> &'static str {
        "a coarser date agrees with every finer one inside it; days that differ conflict"
    }

    /// "First visit since 2021" bounds the last visit: both answer when the last one was.
    fn questions(&self, claim: &Claim) -> Vec<Question> {
        let mut q = Question::of(claim);
        if q.attribute.as_deref() == Some(SINCE) {
            q.attribute = Some(arcstr::literal!("last"));
        }
        vec![q]
    }

    fn key(&self, claim: &Claim, _: u8) -> Option<String> {
        let t = temporal(claim)?;
        let role = if claim.attribute.as_deref() == Some(SINCE) { "since " } else { "" };
        let modifier =
            t.modifier.filter(|m| !matches!(m, TimexMod::Before | TimexMod::OnOrBefore) || t.start.is_some());
        let days = extent(claim)?;
        let clock = |i: Option<Instant>| match i {
            Some(Instant::Time(x)) => format!("T{}", x.time().format("%H:%M")),
            _ => String::new(),
        };
        let end = |d: Option<chrono::NaiveDate>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
        let weekday = misnamed(claim).map_or_else(String::new, |day| format!(" {day}"));
        Some(format!(
            "{role}{}{}/{}{}{}{weekday}",
            end(days.low),
            clock(t.start),
            end(days.high),
            clock(t.end),
            modifier.map_or_else(String::new, |m| format!(" {m:?}"))
        ))
    }

    fn compare(&self, pair: &Pair<'_>, _: u8) -> Option<Comparison> {
        let (ta, tb) = (temporal(pair.older)?, temporal(pair.newer)?);
        let (a, b) = (extent(pair.older)?, extent(pair.newer)?);
        if told_alike(pair.older, pair.newer) {
            return None;
        }
        if let Some(c) = two_weekdays(pair, a, b) {
            return Some(c);
        }
        if other_reading(ta, b) || other_reading(tb, a) {
            return Some(Comparison::new(Relation::Compatible, 0.5, "one of the dates can be read as the other"));
        }
        if bare(pair.older) != bare(pair.newer)
            && let (Some(Instant::Time(x)), Some(Instant::Time(y))) = (ta.start, tb.start)
            && x.time() == y.time()
        {
            return Some(Comparison::new(Relation::Refine, 0.9, "one states the day as well"));
        }
        if let Some(c) = of_two_days(pair, ta, tb) {
            return Some(c);
        }
        let common = a.common(b);
        if common == 0 {
            return apart(pair, a, b);
        }
        if since(pair.older) || since(pair.newer) {
            return Some(Comparison::new(Relation::Compatible, 0.9, "the dates hold together"));
        }
        if a.loose || b.loose || a.grain != b.grain {
            return Some(inside(a, b));
        }
        if let Some(c) = by_clock(pair, ta, tb) {
            return Some(c);
        }
        let ranges = ta.timex.contains('/') && tb.timex.contains('/');
        Some(overlap(pair, a, b, common, ranges))
    }
}

/// Length of a day in ISO 8601.
const DAY: usize = 10;

/// Whether both tell a date in the same words and mean one: they count it from what stands before them, or from the
/// day of articles that appeared on one.
pub(super) fn told_alike(a: &Claim, b: &Claim) -> bool {
    let inferred = |c: &Claim| temporal(c).is_some_and(|t| matches!(t.anchor, Anchor::Inferred | Anchor::None));
    let one_meaning = inferred(a) && inferred(b) || published(a).is_some() && published(a) == published(b);
    one_meaning && a.text.eq_ignore_ascii_case(&b.text)
}

/// The day on which a claim's article appeared.
fn published(claim: &Claim) -> Option<&str> {
    claim.published.as_deref()?.get(..DAY)
}

/// Whether both state one time of day, and no day.
pub(super) fn one_clock(a: &Claim, b: &Claim) -> bool {
    let clock = |c: &Claim| match temporal(c).filter(|_| bare(c))?.start? {
        Instant::Time(t) => Some(t.time()),
        Instant::Date(_) => None,
    };
    clock(a).is_some_and(|t| clock(b) == Some(t))
}

/// The weekday that a claim prints beside a day that is another weekday.
fn misnamed(claim: &Claim) -> Option<u32> {
    let t = temporal(claim).filter(|t| t.grain <= Some(Grain::Day))?;
    let day = t.start.or(t.end)?.date();
    let named = partial::weekday(&claim.text).filter(|_| claim.text.contains(|c: char| c.is_ascii_digit()))?;
    (!bare(claim) && !t.timex.contains('/') && named != day.weekday().number_from_monday()).then_some(named)
}

/// "Friday, 1 December" against "Monday, 1 December".
fn two_weekdays(pair: &Pair<'_>, a: Days, b: Days) -> Option<Comparison> {
    let day = |d: Days| d.low.or(d.high).filter(|_| d.low.is_none() || d.high.is_none() || d.low == d.high);
    let right = |c: &Claim| partial::weekday(&c.text);
    let apart = misnamed(pair.older).is_some() || misnamed(pair.newer).is_some();
    let named = right(pair.older).zip(right(pair.newer)).is_some_and(|(x, y)| x != y);
    (apart && named && day(a).is_some() && day(a) == day(b))
        .then(|| Comparison::new(Relation::Conflict, 0.9, "one day is given two weekdays"))
}

/// Whether a claim's words state a time of day and no day: "3:15 p.m.", "at ten past eleven".
fn bare(claim: &Claim) -> bool {
    let mut words = claim.text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 1);
    let half = |w: &str| w.eq_ignore_ascii_case("am") || w.eq_ignore_ascii_case("pm");
    let day = |w: &str| w.starts_with(char::is_uppercase) || matches!(w, "today" | "tomorrow" | "yesterday" | "day");
    matches!(*claim.value, Value::Time(_)) && !words.any(|w| day(w) && !half(w))
}

/// Two times of day of which neither states its day, so that each was given that of its article.
fn of_two_days(pair: &Pair<'_>, older: &Temporal, newer: &Temporal) -> Option<Comparison> {
    let (Some(Instant::Time(x)), Some(Instant::Time(y))) = (older.start, newer.start) else { return None };
    let stateless = x.date() != y.date() && bare(pair.older) && bare(pair.newer);
    let one_day = y.date().and_time(x.time());
    let shifted = |t: &Temporal| Temporal { start: Some(Instant::Time(one_day)), ..t.clone() };
    if stateless { by_clock(pair, &shifted(older), newer) } else { None }
}

/// The attribute of a date before which the last event of its sort lies.
const SINCE: &str = "first-since";

fn since(claim: &Claim) -> bool {
    claim.attribute.as_deref() == Some(SINCE)
}

fn temporal(claim: &Claim) -> Option<&Temporal> {
    match &*claim.value {
        Value::Date(t) | Value::Time(t) => Some(t),
        _ => None,
    }
}

fn extent(claim: &Claim) -> Option<Days> {
    let t = temporal(claim)?;
    if t.anchor == Anchor::None && t.start.is_none() && t.end.is_none() {
        return None;
    }
    let days = Days::of(t)?;
    Some(if since(claim) { Days { low: None, loose: true, ..days } } else { days })
}

fn other_reading(t: &Temporal, days: Days) -> bool {
    t.alternatives
        .iter()
        .any(|r| r.start.map(Instant::date) == days.low && r.end.map(Instant::date) == days.high && days.low.is_some())
}

/// One coarser than the other, or bounded: no conflict as long as they touch.
fn inside(a: Days, b: Days) -> Comparison {
    let (relation, why) = if a.holds(b) || b.holds(a) {
        (Relation::Refine, "one date is a coarser form of the other")
    } else {
        (Relation::Compatible, "the two dates can be one")
    };
    Comparison::new(relation, 0.95, why)
}

/// No common day.
fn apart(pair: &Pair<'_>, a: Days, b: Days) -> Option<Comparison> {
    let gap = match (a.low, a.high, b.low, b.high) {
        (_, Some(x), Some(y), _) if y > x => (y - x).num_days(),
        (Some(y), _, _, Some(x)) if y > x => (y - x).num_days(),
        _ => 0,
    };
    let weekday = |c: &Claim| !c.text.chars().any(|x| x.is_ascii_digit());
    // "On Sunday" is counted from the day of the article, and may be any Sunday.
    if gap % 7 == 0 && weekday(pair.older) != weekday(pair.newer) {
        return Some(Comparison::new(Relation::Compatible, 0.6, "the weekday may be that of the other date's week"));
    }
    if gap > SEASON && recurs(pair.older) && !pair.are_twins() {
        return None;
    }
    let by = if a.grain <= Grain::Day && b.grain <= Grain::Day && gap > 0 {
        format!("the dates are disjoint, {} apart", wording::days(gap))
    } else {
        "the dates are disjoint".to_owned()
    };
    let mut c = settle(pair, Comparison::new(Relation::Conflict, 0.93, by));
    if since(pair.older) || since(pair.newer) {
        return Some(c.doubt(0.65, "a “first since” date may count events of one sort only"));
    }
    if a.loose || b.loose {
        let near = gap <= 7 && [pair.older, pair.newer].iter().any(|x| approximate(x));
        if near {
            return Some(Comparison::new(Relation::Compatible, 0.7, "an approximate date lies close by"));
        }
        c = c.doubt(0.9, "one of the dates is approximate");
    }
    Some(far(c, gap))
}

/// Days beyond which two dates of something that happens again and again are two events.
const SEASON: i64 = 200;

/// Whether what the claim dates may happen more than once.
fn recurs(claim: &Claim) -> bool {
    claim.kind != super::align::FIGURE
        && !matches!(claim.attribute.as_deref(), Some("last" | SINCE | "established" | "founded" | "born" | "died"))
}

fn approximate(claim: &Claim) -> bool {
    temporal(claim)
        .is_some_and(|t| matches!(t.modifier, Some(TimexMod::Approx | TimexMod::Start | TimexMod::Mid | TimexMod::End)))
}

/// Days far apart are more often two events than one wrong date.
fn far(c: Comparison, gap: i64) -> Comparison {
    match gap {
        0..=60 => c,
        61..=400 => c.doubt(0.8, "the dates are far apart, so that two events may be meant"),
        _ => c.doubt(0.65, "the dates are far apart, so that two events may be meant"),
    }
}

/// Two times of one day.
fn by_clock(pair: &Pair<'_>, older: &Temporal, newer: &Temporal) -> Option<Comparison> {
    match (older.start, newer.start) {
        (Some(Instant::Time(x)), Some(Instant::Time(y))) => {
            let minutes = (x - y).num_minutes().abs();
            let coarse = older.grain.max(newer.grain).is_some_and(|g| g >= Grain::Hour);
            if minutes == 0 || coarse && minutes < 60 {
                return Some(Comparison::new(Relation::Refine, 0.9, "the times are one, stated more or less finely"));
            }
            let why = format!("the times of day are {minutes} minutes apart");
            let c = Comparison::new(Relation::Conflict, 0.8, why);
            let zone = minutes % 30 == 0;
            Some(settle(pair, if zone { c.doubt(0.7, "the times may be of two time zones") } else { c }))
        }
        (Some(Instant::Time(_)), _) | (_, Some(Instant::Time(_))) => {
            Some(Comparison::new(Relation::Refine, 0.9, "one states the time of day as well"))
        }
        _ => None,
    }
}

/// Two ranges of one grain that share days and are not equal.
fn overlap(pair: &Pair<'_>, a: Days, b: Days, common: i64, ranges: bool) -> Comparison {
    let (Some(la), Some(lb)) = (a.len(), b.len()) else { return inside(a, b) };
    if a.grain > Grain::Day && !ranges {
        return inside(a, b);
    }
    if la == 1 || lb == 1 {
        // "Arrives on 4 December" and "4–5 December": the day is one of the range's.
        let why = if a.low == b.low { "the day is the first of the range" } else { "the day lies in the range" };
        return Comparison::new(Relation::Refine, 0.9, why);
    }
    let shift = a.low.zip(b.low).map_or(0, |(x, y)| (y - x).num_days());
    let shared = if common == 1 { "one day".to_owned() } else { wording::days(common) };
    let same_end = a.high == b.high;
    let why = if la == lb {
        let by = if shift.abs() == 1 { "a day".to_owned() } else { wording::days(shift.abs()) };
        format!("the ranges share {shared} and start {by} apart")
    } else if shift == 0 || same_end {
        let (which, other) = if shift == 0 { ("begin", "ends") } else { ("end", "begins") };
        let by = (la - lb).abs();
        let form = if lb < la { "shortened" } else { "longer" };
        format!(
            "the ranges {which} together and one {other} {} {}: the later account is {form}",
            wording::days(by),
            if shift == 0 { "earlier" } else { "later" }
        )
    } else if a.holds(b) || b.holds(a) {
        format!("one range is {} shorter than the other at both ends", wording::days((la - lb).abs()))
    } else {
        format!("the ranges overlap by {shared} and neither begin nor end together")
    };
    settle(pair, Comparison::new(Relation::Conflict, 0.97, why))
}

/// A conflict is an update where the newer article says that the date was changed, or tells what
/// happened after the older one told what was planned.
fn settle(pair: &Pair<'_>, c: Comparison) -> Comparison {
    if pair.later && pair.changed {
        return Comparison {
            relation: Relation::Update,
            strength: 0.85,
            why: format!("{}, and the later article says that it was changed", c.why),
            ..c
        };
    }
    let planned = pair.older.status == Status::Expected && pair.newer.status == Status::Asserted;
    let past = planned && pair.later && temporal(pair.newer).is_some_and(|t| t.end.is_some());
    if past {
        return c.doubt(0.9, "the earlier article tells a plan, the later one what happened");
    }
    c
}
