//! A figure in the base unit of its dimension.

use super::implied::Implied;
use super::interval::Reach;
use crate::claim::Claim;
use crate::lexicon::conversion;
use crate::value::{Decimal, Hedge, Money, Number, PercentUnit, Quantity, TimexMod, Value};
use std::borrow::Cow;

/// Points by which a share in words may be off at least.
const SHARE: f64 = 2.5;
/// How many times as many a bound in words leaves.
const BOUND: f64 = 3.0;
/// Part of its unit by which a converted figure may be off, whatever its zeros.
const SLACK: f64 = 0.5;
/// Units by which a length of time that is hedged may be off beside its share.
const SOME: f64 = 0.7;
/// Seconds of a day.
const DAY: f64 = 86400.0;
/// Seconds of a mean Julian year.
const YEAR: f64 = 365.25 * DAY;

/// Points by which the share in words that comes to so many percent may be off: the fewer parts the whole has, the more.
fn coarse(percent: f64) -> f64 {
    let whole = |parts: &u32| {
        let part = percent * f64::from(*parts) / 100.0;
        (part - part.round()).abs() < 0.01
    };
    (2..=10).find(whole).map_or(SHARE, |parts| SHARE.max(10.0 / f64::from(parts)))
}

/// What a share in words comes to. "More than half" is said of 60 percent, and of 70 another share is told.
fn share(percent: f64, claim: &Claim) -> Reach {
    let near = Reach::near(percent, coarse(percent));
    let stated = if let Value::Number(n) = &*claim.value { Reach::of(n, &claim.text) } else { None };
    let far = BOUND * coarse(percent);
    match stated.filter(|r| r.bound) {
        Some(r) if r.low.is_finite() => Reach { low: percent, high: percent + far, ..near },
        Some(_) => Reach { low: percent - far, high: percent, ..near },
        None => near,
    }
}

/// A figure in the base unit of its dimension.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub(super) number: Number,
    pub(super) reach: Reach,
    /// What it may be compared with: dimension, currency, sort of percentage.
    pub(super) dimension: Cow<'static, str>,
    pub(super) factor: f64,
    pub(super) offset: f64,
    pub(super) unit: Cow<'static, str>,
    /// Part of its unit by which it may be off a figure in another unit.
    pub(super) slack: f64,
}

impl Measure {
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        Self::implied(claim, Implied::of(claim))
    }

    /// That of a claim of which it is known what its words imply.
    pub(super) fn implied(claim: &Claim, implied: Option<Implied>) -> Option<Self> {
        if let Some(implied) = implied {
            let dimension = Cow::Borrowed(implied.sort());
            let (number, reach) = match implied {
                Implied::Age(years) => (Number::exactly(years), None),
                Implied::Magnitude(number) | Implied::Votes(number) => (number, None),
                Implied::Share(percent) => {
                    let number = Number::exactly(Decimal::parse(&format!("{percent:.2}"))?);
                    (number, Some(share(percent, claim)))
                }
            };
            let reach = match reach {
                Some(r) => r,
                None => Reach::of(&number, &claim.text)?,
            };
            return Some(Self {
                number,
                reach,
                unit: dimension.clone(),
                dimension,
                factor: 1.0,
                offset: 0.0,
                slack: SLACK,
            });
        }
        let plain = |number: &Number, dimension: &'static str, unit: &'static str| {
            (number.clone(), Cow::Borrowed(dimension), 1.0, 0.0, Cow::Borrowed(unit))
        };
        let mut slack = SLACK;
        let (number, dimension, factor, offset, unit) = match &*claim.value {
            Value::Number(n) => plain(n, "number", ""),
            Value::Percent(p) => match p.unit {
                PercentUnit::Percent => plain(&p.number, "percent", "percent"),
                PercentUnit::PercentagePoint => plain(&p.number, "points", "point"),
                PercentUnit::BasisPoint => {
                    let (number, dimension, _, offset, unit) = plain(&p.number, "points", "basis point");
                    (number, dimension, 0.01, offset, unit)
                }
            },
            Value::Money(m) => {
                let currency = currency(m);
                (m.number.clone(), format!("money {currency}").into(), 1.0, 0.0, currency.into())
            }
            Value::Quantity(q) => match conversion(&q.unit) {
                Some(c) => {
                    let dimension = Cow::Borrowed(c.dimension.as_str());
                    (q.number.clone(), dimension, c.factor, c.offset, q.unit.clone().into())
                }
                None if counted(q).is_some() => plain(&q.number, "number", ""),
                None => {
                    let dimension = format!("{} {}", q.dimension, q.unit).into();
                    (q.number.clone(), dimension, 1.0, 0.0, q.unit.clone().into())
                }
            },
            Value::Duration(d) => {
                let (low, high) = d.timex.split_once('/').map_or((None, d.timex.as_str()), |(a, b)| (Some(a), b));
                let (seconds, unit) = length(high)?;
                let hedge = match d.modifier {
                    Some(TimexMod::LessThan) => Some(Hedge::Under),
                    Some(TimexMod::MoreThan) => Some(Hedge::Over),
                    Some(TimexMod::EqualOrLess) => Some(Hedge::AtMost),
                    Some(TimexMod::EqualOrMore) => Some(Hedge::AtLeast),
                    Some(TimexMod::Approx) => Some(Hedge::About),
                    _ => None,
                };
                let high = units(seconds / unit.seconds);
                let n = match low {
                    Some(low) => {
                        let low = units(length(low)?.0 / unit.seconds);
                        Number { low, high, hedge, ..Number::default() }
                    }
                    None => Number { number: high, hedge, ..Number::default() },
                };
                slack = unit.slack;
                (n, Cow::Borrowed("time"), unit.seconds, 0.0, Cow::Borrowed(unit.name))
            }
            _ => return None,
        };
        let text = if matches!(*claim.value, Value::Duration(_)) { "" } else { claim.text.as_str() };
        let mut reach = Reach::of(&number, text)?.scaled(factor, offset);
        if dimension == "time" && number.hedge == Some(Hedge::About) {
            // "About six minutes" may be five.
            reach = reach.by(SOME * factor);
        }
        Some(Self { number, reach, dimension, factor, offset, unit, slack })
    }
}

/// A sum's currency; that of plain dollars is taken for the one that news copy means.
pub(super) fn currency(m: &Money) -> String {
    if let Some(c) = &m.currency {
        return c.clone();
    }
    let text = m.currency_text.to_lowercase();
    let word = text.trim_end_matches('s');
    if matches!(word, "dollar" | "dlr") { "USD".to_owned() } else { word.to_owned() }
}

/// An ISO 8601 duration in seconds, and its smallest unit; `None` for one without a number.
fn length(timex: &str) -> Option<(f64, &'static Unit)> {
    let mut seconds = 0.0;
    let mut smallest = None;
    let mut rest = timex.strip_prefix('P')?;
    let mut clock = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (rest, clock) = (after, true);
            continue;
        }
        let at = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (count, mark) = rest.split_at(at);
        let unit = UNITS.iter().find(|u| u.clock == clock && mark.starts_with(u.mark))?;
        seconds += count.parse::<f64>().ok()? * unit.seconds;
        smallest = Some(unit);
        rest = mark.get(unit.mark.len()..)?;
    }
    Some((seconds, smallest?))
}

/// A unit of ISO 8601 or TIMEX3.
struct Unit {
    /// Its designator.
    mark: &'static str,
    /// Whether that stands behind the "T".
    clock: bool,
    /// Months and minutes have one designator and two names.
    name: &'static str,
    seconds: f64,
    /// Part of it by which a length stated in it may be off one stated in another: "five minutes" are any number of
    /// seconds about that, "five years" are not five years and three months.
    slack: f64,
}

const UNITS: [Unit; 9] = [
    Unit { mark: "H", clock: true, name: "hour", seconds: 3600.0, slack: 0.25 },
    Unit { mark: "M", clock: true, name: "minute", seconds: 60.0, slack: 0.5 },
    Unit { mark: "S", clock: true, name: "second", seconds: 1.0, slack: 0.5 },
    Unit { mark: "DE", clock: false, name: "decade", seconds: 10.0 * YEAR, slack: 0.5 },
    Unit { mark: "CE", clock: false, name: "century", seconds: 100.0 * YEAR, slack: 0.5 },
    Unit { mark: "D", clock: false, name: "day", seconds: DAY, slack: 0.02 },
    Unit { mark: "W", clock: false, name: "week", seconds: 7.0 * DAY, slack: 0.05 },
    Unit { mark: "M", clock: false, name: "month", seconds: YEAR / 12.0, slack: 0.1 },
    Unit { mark: "Y", clock: false, name: "year", seconds: YEAR, slack: 0.05 },
];

/// So many units, to the thousandth.
fn units(x: f64) -> Option<Decimal> {
    Decimal::parse(format!("{x:.3}").trim_end_matches('0').trim_end_matches('.'))
}

/// The noun that is counted, by itself or in a length of time: "loaf" of "90,000 loaves a day".
pub(super) fn counted(q: &Quantity) -> Option<&str> {
    match q.dimension.as_str() {
        "count" => Some(&q.unit),
        "frequency" => q.unit.split_once('/').map(|(noun, _)| noun),
        _ => None,
    }
}
