//! Figures: compared by the stretch of numbers that rounding, hedge and bound allow.

use super::align::FIGURE;
use super::bases;
use super::direction;
use super::facts::Figure;
use super::implied::score;
use super::interval::Reach;
use super::measure::{Measure, counted};
use super::misread;
use super::places::number;
use super::policy::{Comparison, Pair, Policy};
use super::sentence::Reader;
use super::slot::Slot;
use super::words;
use crate::claim::{AttributionKind, Claim, Status};
use crate::finding::Relation;
use crate::lexicon::Slots;
use crate::value::{Decimal, Hedge, Instant, Value};

/// Compares numbers, money, percentages, quantities and lengths of time.
#[derive(Debug)]
pub(super) struct Figures;

impl Policy for Figures {
    fn name(&self) -> &'static str {
        "figures"
    }

    fn about(&self) -> &'static str {
        "figures hold together where rounding, hedges, bounds and units let them; currencies are not converted"
    }

    fn key(&self, claim: &Claim, _: u8) -> Option<String> {
        let m = Measure::of(claim)?;
        // Units of one dimension meet in the base unit, so that 2 km and 2,000 m are one value.
        let end = |x: f64| if x.is_finite() { format!("{x:.12e}") } else { x.to_string() };
        let hedge = m.number.hedge.map_or_else(String::new, |h| format!(" {h:?}"));
        let value = match m.number.number {
            Some(n) => end(n.to_f64() * m.factor + m.offset),
            None => format!("{}..{}", end(m.reach.low), end(m.reach.high)),
        };
        let direction = direction::of(claim).unwrap_or_default();
        let from = dated(claim).map_or_else(String::new, |from| format!("from {from} "));
        Some(format!("{value}{hedge} {} {from}{direction}", m.dimension).trim_end().to_owned())
    }

    fn compare(&self, pair: &Pair<'_>, _: u8) -> Option<Comparison> {
        match ways(pair) {
            Ways::Opposed(c) => return Some(c),
            Ways::Two => return None,
            Ways::One => {}
        }
        let [older, newer] = pair.figures();
        let (a, b) = (older.measure()?, newer.measure()?);
        if score(pair.older) || score(pair.newer) {
            let why = "the scores differ";
            let changed = pair.later && pair.changed;
            let relation = if changed { Relation::Update } else { Relation::Conflict };
            let both = score(pair.older) && score(pair.newer);
            return (both && a.number != b.number).then(|| Comparison::new(relation, 0.85, why));
        }
        if a.dimension != b.dimension || other_noun(older, newer) {
            return unlike(pair, a, b);
        }
        if pair.options.twin && dated(pair.older).zip(dated(pair.newer)).is_some_and(|(x, y)| x != y) {
            return Some(Comparison::new(Relation::Conflict, 0.85, "the spans are of two years"));
        }
        let tolerance = pair.options.tolerance / 100.0;
        let (mut x, mut y) = (a.reach.widened(tolerance), b.reach.widened(tolerance));
        if a.unit != b.unit {
            // A converted figure is rounded to its unit, whatever its zeros.
            let bound = a.reach.bound || b.reach.bound;
            let slack = |m: &Measure| if m.dimension == "time" && bound { 0.0 } else { m.slack * m.factor.abs() };
            x = x.widened(CONVERTED).by(slack(a));
            y = y.widened(CONVERTED).by(slack(b));
        }
        // "About 4,800" is no sign of "over 5,000": whoever states a bound knows the figure.
        if a.reach.bound != b.reach.bound {
            (x, y) = (x.narrowed(a.number.hedge), y.narrowed(b.number.hedge));
        }
        if (pair.options.twin || pair.older.kind == FIGURE) && bounds_apart(a, b) {
            let why = if pair.options.twin {
                format!("{}, and nothing else in the sentences does", differ(pair, a, b))
            } else {
                differ(pair, a, b)
            };
            return Some(Comparison::new(Relation::Conflict, 0.75, why).doubt(0.9, "both figures are bounds"));
        }
        if pair.older.kind == FIGURE && peaks_apart(a, b) {
            return Some(
                Comparison::new(Relation::Conflict, 0.8, differ(pair, a, b)).doubt(0.9, "both figures are bounds"),
            );
        }
        if pair.options.twin && ranges_apart(a, b) {
            return Some(Comparison::new(
                Relation::Conflict,
                0.8,
                "the ranges differ, and nothing else in the sentences",
            ));
        }
        if !pair.options.twin && (whole_share(a, b) || whole_share(b, a)) {
            return Some(together(a, b));
        }
        let printed = a.unit == b.unit && tolerance == 0.0 && a.dimension != "percent";
        let apart = printed && a.reach.printed_apart(&b.reach)
            || a.dimension == "percent" && a.reach.last_apart(&b.reach)
            || crossed(a, b);
        if x.meets(y) && !apart {
            return Some(risen(pair, a, b).unwrap_or_else(|| together(a, b)));
        }
        if pair.older.kind != FIGURE && other_scope(pair) || bases::apart(older, newer) {
            return None;
        }
        if older.around().said.counting() || newer.around().said.counting() {
            let why = format!("{}, and votes are still being counted", differ(pair, a, b));
            if !pair.options.twin {
                return pair.later.then(|| Comparison::new(Relation::Update, 0.85, why));
            }
            let (relation, strength) = if pair.later { (Relation::Update, 0.85) } else { (Relation::Conflict, 0.7) };
            return Some(Comparison::new(relation, strength, why));
        }
        if pair.provisional && !far_apart(a, b) && (a.dimension == "percent" || a.dimension == "number") {
            let why = format!("{}, and votes were still being counted", differ(pair, a, b));
            return Some(Comparison::new(Relation::Update, 0.8, why));
        }
        Some(settle(pair, a, b))
    }
}

/// "At least 14", and later "rose to 27": what grows as reports come in, and of which the later one says that it grew.
fn risen(pair: &Pair<'_>, a: &Measure, b: &Measure) -> Option<Comparison> {
    let [older, newer] = pair.figures();
    let least = a.number.hedge == Some(Hedge::AtLeast) && a.reach.low < b.reach.low;
    let told = pair.later && older.grows() && newer.grows() && super::change::says_changed(pair.newer);
    let why = || format!("{}, and the later article says that it rose", differ(pair, a, b));
    (least && told && b.number.number.is_some()).then(|| Comparison::new(Relation::Update, 0.85, why()))
}

/// When a length of time began of which the words name the year: "the last three months of 2025".
fn dated(claim: &Claim) -> Option<Instant> {
    let Value::Duration(d) = &*claim.value else { return None };
    let year = numbers(&claim.text).any(|n| n.len() == 4);
    d.start.filter(|_| year)
}

/// Whether two figures are one number in one unit, whichever way they went.
pub(super) fn same_number(a: Figure<'_>, b: Figure<'_>) -> bool {
    // A share in words alone is put into another number.
    let stated = |f: Figure<'_>| number(&f.claim.value).filter(|n| *n >= Decimal::ONE);
    if stated(a).zip(stated(b)).is_some_and(|(x, y)| x != y) {
        return false;
    }
    match (a.measure(), b.measure()) {
        (Some(x), Some(y)) => x.dimension == y.dimension && x.number == y.number && x.unit == y.unit,
        _ => false,
    }
}

/// Whether two figures are stated in one unit.
pub(super) fn one_unit(a: Figure<'_>, b: Figure<'_>) -> bool {
    a.measure().zip(b.measure()).is_some_and(|(x, y)| x.unit == y.unit)
}

/// Whether a figure is the most that may be: "up to 15 years".
pub(super) fn ceiling(figure: Figure<'_>) -> bool {
    figure.measure().is_some_and(|m| m.number.hedge == Some(Hedge::AtMost))
}

/// Whether a figure is "about" or "nearly" so large.
pub(super) fn is_vague(claim: &Claim) -> bool {
    Measure::of(claim).is_some_and(|m| matches!(m.number.hedge, Some(Hedge::About | Hedge::Under)))
}

/// How large a figure is, in the base unit of its dimension.
pub(super) fn size(figure: Figure<'_>) -> Option<f64> {
    figure.measure().and_then(|m| Some((m.number.number?.to_f64() * m.factor).abs()))
}

/// Whether two figures of one unit, neither of them hedged, are within a tenth of each other.
pub(super) fn nearly(a: Figure<'_>, b: Figure<'_>) -> bool {
    let exact = |f: Figure<'_>| f.measure().is_some_and(|m| m.number.hedge.is_none());
    one_unit(a, b) && exact(a) && exact(b) && ratio(a, b).is_some_and(|r| r <= 1.1)
}

/// How many times the greater of two figures is the lesser, from 1 on; `None` where either is a range.
pub(super) fn ratio(a: Figure<'_>, b: Figure<'_>) -> Option<f64> {
    let (x, y) = size(a).zip(size(b))?;
    Some(if x.total_cmp(&y).is_eq() { 1.0 } else { x.max(y) / x.min(y) })
}

/// The numbers that a text prints in digits.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    text.split(move |c| !number(c)).map(|d| d.trim_matches(['.', ','])).filter(|d| !d.is_empty())
}

/// Whether a figure is stated as a bound.
pub(super) fn bound(figure: Figure<'_>) -> bool {
    figure.measure().is_some_and(|m| m.reach.bound)
}

/// Whether one person is quoted with both: what differs is told as a quotation in two wordings.
pub(super) fn quoted(a: &Claim, b: &Claim) -> bool {
    fn speaker(c: &Claim) -> Option<&str> {
        let direct = c.attribution.as_ref().filter(|a| a.kind == AttributionKind::Direct);
        direct.and_then(|a| a.speaker.as_deref())
    }
    speaker(a).is_some_and(|s| speaker(b) == Some(s))
}

/// "More than 300" against "more than 900": nobody who knows the one writes the other. "At least" is
/// said of counts that are still open, and is left alone.
fn bounds_apart(a: &Measure, b: &Measure) -> bool {
    let (Some(x), Some(y)) = (a.number.number, b.number.number) else { return false };
    let (x, y) = ((x.to_f64() * a.factor).abs(), (y.to_f64() * b.factor).abs());
    a.number.hedge == b.number.hedge
        && matches!(a.number.hedge, Some(Hedge::Over | Hedge::Under))
        && x.max(y) > LIBERAL * x.min(y)
}

/// "11 to 14" against "11 to 15": ranges of which an end differs beyond its rounding.
fn ranges_apart(a: &Measure, b: &Measure) -> bool {
    let ends = |m: &Measure| {
        let (low, high) = m.number.low.zip(m.number.high)?;
        let place = |d: Decimal| d.to_f64() * m.factor + m.offset;
        let (low, high) = (place(low), place(high));
        Some([(low, (low - m.reach.low).abs()), (high, (m.reach.high - high).abs())])
    };
    let apart = |((x, p), (y, q)): ((f64, f64), (f64, f64))| (x - y).abs() > (p + q) * (1.0 + 1e-9);
    a.unit == b.unit && ends(a).zip(ends(b)).is_some_and(|(x, y)| x.into_iter().zip(y).any(apart))
}

/// Values of two dimensions at one place of twin sentences: plain numbers of which only one can be an age, one sum in
/// two currencies.
fn unlike(pair: &Pair<'_>, a: &Measure, b: &Measure) -> Option<Comparison> {
    if !pair.options.twin || a.dimension == b.dimension {
        return None;
    }
    let plain = |m: &Measure| matches!(&*m.dimension, "age" | "number") && m.number.hedge.is_none();
    if plain(a) && plain(b) && a.number != b.number {
        return Some(Comparison::new(Relation::Conflict, 0.75, "the sentences are alike but for the number"));
    }
    let currency = |m: &Measure| m.dimension.starts_with("money ").then(|| m.unit.clone());
    let (x, y) = (currency(a)?, currency(b)?);
    // Every country with dollars writes "$".
    let dollars = |c: &Claim| c.text.contains('$') || c.text.to_lowercase().contains("dollar");
    let one_sum = a.number == b.number && !(dollars(pair.older) && dollars(pair.newer));
    one_sum.then(|| Comparison::new(Relation::Conflict, 0.8, format!("one sum is in {x}, the other in {y}")))
}

/// "Over one" against "under one".
fn crossed(a: &Measure, b: &Measure) -> bool {
    let hedges = (a.number.hedge, b.number.hedge);
    a.unit == b.unit
        && a.number.number == b.number.number
        && matches!(hedges, (Some(Hedge::Over), Some(Hedge::Under)) | (Some(Hedge::Under), Some(Hedge::Over)))
}

/// "Winds of up to 165 kph" against "up to 195 kph": the highest value is one.
fn peaks_apart(a: &Measure, b: &Measure) -> bool {
    let (Some(x), Some(y)) = (a.number.number, b.number.number) else { return false };
    let (x, y) = (x.to_f64() * a.factor, y.to_f64() * b.factor);
    let top = |m: &Measure| m.number.hedge == Some(Hedge::AtMost);
    a.unit == b.unit && top(a) && top(b) && (x - y).abs() > 0.1 * x.abs().min(y.abs())
}

/// "18 percent" against "18.4 percent", which the first rounds.
fn whole_share(whole: &Measure, fine: &Measure) -> bool {
    let (Some((n, 0.0)), Some((x, unit))) = (whole.reach.printed, fine.reach.printed) else { return false };
    let off = n - x;
    whole.dimension == "percent"
        && fine.dimension == "percent"
        && n >= WHOLE
        && unit > 0.0
        && (-0.5 < off && off <= 0.5)
}

/// Percentages from which a whole one may stand for one with decimals.
const WHOLE: f64 = 3.0;
/// Times that one figure may be another before they are taken for two measures.
const FAR: f64 = 2.5;
/// Times that "more than N" may be exceeded where the sentences are otherwise the same.
const LIBERAL: f64 = 1.25;
/// Share by which a conversion may be off beyond its rounding.
const CONVERTED: f64 = 0.005;

/// "rose 5%" against "fell 5%": the direction is a part of the answer. Other figures as well, in other
/// words, are two movements.
enum Ways {
    One,
    Opposed(Comparison),
    Two,
}

fn ways(pair: &Pair<'_>) -> Ways {
    if let Some([a, b]) = pair.slots
        && !a.way.zip(b.way).is_some_and(|(x, y)| x.opposed(y))
    {
        return Ways::One;
    }
    let [older, newer] = pair.figures();
    let Some([a, b]) = direction::apart(older, newer) else { return Ways::One };
    if pair.older.kind == FIGURE && !pair.options.twin && !same_number(older, newer) {
        return Ways::Two;
    }
    let why = format!("one article says {a}, the other {b}");
    Ways::Opposed(Comparison::new(Relation::Conflict, 0.85, why))
}

fn together(a: &Measure, b: &Measure) -> Comparison {
    let why = if a.reach.bound || b.reach.bound {
        "the stated bound lets both be true"
    } else if a.unit != b.unit {
        "the figures are one in different units, within rounding"
    } else if a.number.number.is_none() || b.number.number.is_none() {
        "one figure lies in the other's range"
    } else {
        "the figures are one within their rounding"
    };
    Comparison::new(Relation::Compatible, 0.95, why)
}

/// No number fits both.
fn settle(pair: &Pair<'_>, a: &Measure, b: &Measure) -> Comparison {
    let [older, newer] = pair.figures();
    let why = differ(pair, a, b);
    let asked = pair.later || pair.days.is_none();
    let grows = asked && (pair.options.grows || older.grows() || newer.grows());
    let rises = a.reach.low < b.reach.low;
    if pair.later && pair.changed && (pair.older.kind == FIGURE || !far_apart(a, b)) {
        return Comparison::new(
            Relation::Update,
            0.85,
            format!("{why}, and the later article says that the figure was changed"),
        );
    }
    if pair.later && older.wavers() && newer.wavers() {
        return Comparison::new(Relation::Update, 0.8, format!("{why}; such counts change as reports come in"));
    }
    if grows && pair.later && rises {
        return Comparison::new(Relation::Update, 0.85, format!("{why}; such counts grow as reports come in"));
    }
    let mut c = Comparison::new(Relation::Conflict, 0.88, why);
    if grows && pair.later {
        c.why.push_str("; a count that falls contradicts the earlier one");
    } else if grows && pair.days.is_none() {
        c = c.doubt(0.75, "such counts grow, and which report is later is not known");
    }
    let has = |s: Status| pair.older.status == s || pair.newer.status == s;
    let planned = has(Status::Expected) && (has(Status::Asserted) || has(Status::Reported));
    if planned && !(pair.older.kind == FIGURE && misread::one_digit_off(older, newer)) {
        c = c.doubt(0.6, "one figure is expected, the other stated as fact");
    }
    if a.reach.bound || b.reach.bound {
        c = c.doubt(0.9, "one figure is a bound");
    }
    let misread = || misprint(a, b) || super::misread::one_digit_off(older, newer);
    let shown = || pair.older.kind == FIGURE && (pair.options.far || misread() || one_verb(pair));
    if far_apart(a, b) && !shown() && !pair.are_twins() {
        c = c.doubt(0.5, "the figures are so far apart that they may measure different things");
    }
    c
}

/// Whether two counts are of different things: men and women, ships and sailors.
fn other_noun(a: Figure<'_>, b: Figure<'_>) -> bool {
    a.noun()
        .zip(b.noun())
        .is_some_and(|(x, y)| x.word != y.word && x.stem != y.stem && !words::one_sort_of_people(&x.stem, &y.stem))
}

/// What a claim counts, in lower case.
pub(super) fn noun(claim: &Claim) -> Option<String> {
    let Value::Quantity(q) = &*claim.value else { return None };
    // "168 men and women" are people.
    let after = super::slot::place(claim).and_then(|(_, to)| claim.sentence.get(to..)).unwrap_or("").trim_start();
    if Slots::bundled().both.iter().any(|w| after.starts_with(w.as_str())) {
        return Some("people".to_owned());
    }
    // "231 times" counts whatever the verb says.
    if claim.text.ends_with(" times") { None } else { counted(q).map(str::to_lowercase) }
}

/// Whether the words beside the two figures show that one counts a part, an average or another span.
fn other_scope(pair: &Pair<'_>) -> bool {
    if let Some([a, b]) = pair.slots {
        return a.other_scope(b);
    }
    Reader::of_thread(|reader| match (Slot::alone(pair.older, reader), Slot::alone(pair.newer, reader)) {
        (Some(a), Some(b)) => a.other_scope(&b),
        _ => false,
    })
}

/// Whether one figure is several times the other; a point or a scale word gone astray makes a power of
/// ten, and is no sign of another measure.
fn far_apart(a: &Measure, b: &Measure) -> bool {
    let middle = |r: Reach| match (r.low.is_finite(), r.high.is_finite()) {
        (true, true) => f64::midpoint(r.low, r.high).abs(),
        (true, false) => r.low.abs(),
        (false, _) => r.high.abs(),
    };
    let (x, y) = (middle(a.reach), middle(b.reach));
    let ratio = x.max(y) / x.min(y).max(f64::MIN_POSITIVE);
    let power = ratio.log10();
    ratio > FAR && !(power.round() >= 1.0 && (power - power.round()).abs() < 0.01)
}

/// Whether one number may be the other misread or misheard: with its digits in another order or one of them
/// lost, "fourteen" for "forty".
fn misprint(a: &Measure, b: &Measure) -> bool {
    let (Some(x), Some(y)) = (a.number.number, b.number.number) else { return false };
    let digits = |d: Decimal| -> Vec<u8> {
        let printed = d.abs().0.normalize().to_string();
        printed.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).skip_while(|c| *c == b'0').collect()
    };
    let (p, q) = (digits(x), digits(y));
    let sorted = |d: &[u8]| {
        let mut all: Vec<u8> = d.iter().copied().filter(|c| *c != b'0').collect();
        all.sort_unstable();
        all
    };
    let lost = |long: &[u8], short: &[u8]| {
        long.len() == short.len() + 1 && (0..long.len()).any(|i| long[..i] == short[..i] && long[i + 1..] == short[i..])
    };
    let teen = |long: &[u8], short: &[u8]| long.len() == 2 && long[0] == b'1' && long[1..] == *short;
    sorted(&p) == sorted(&q) || lost(&p, &q) || lost(&q, &p) || teen(&p, &q) || teen(&q, &p)
}

/// Whether both sentences say it with one verb.
fn one_verb(pair: &Pair<'_>) -> bool {
    let verb = |c: &Claim| c.qualifiers.get("predicate").cloned();
    verb(pair.older).zip(verb(pair.newer)).is_some_and(|(a, b)| words::one_stem(&a, &b))
}

fn differ(pair: &Pair<'_>, a: &Measure, b: &Measure) -> String {
    if pair.brief {
        return String::new();
    }
    let (Some(x), Some(y)) = (a.number.number, b.number.number) else {
        return "the figures have no number in common".to_owned();
    };
    let (x, y) = (x.to_f64() * a.factor + a.offset, y.to_f64() * b.factor + b.offset);
    let base = x.abs().min(y.abs());
    if base == 0.0 || a.dimension == "temperature" {
        return "the figures differ beyond their rounding".to_owned();
    }
    let percent = (x - y).abs() / base * 100.0;
    let shown = if percent >= 10.0 { format!("{percent:.0}") } else { format!("{percent:.1}") };
    format!("the figures differ by {shown}%, more than their rounding allows")
}
