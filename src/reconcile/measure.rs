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
/// Seconds of a day.
const DAY: f64 = 86400.0;

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
            return Some(Self { number, reach, unit: dimension.clone(), dimension, factor: 1.0, offset: 0.0 });
        }
        let plain = |number: &Number, dimension: &'static str, unit: &'static str| {
            (number.clone(), Cow::Borrowed(dimension), 1.0, 0.0, Cow::Borrowed(unit))
        };
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
                let (seconds, unit) = length(&d.timex)?;
                let hedge = match d.modifier {
                    Some(TimexMod::LessThan) => Some(Hedge::Under),
                    Some(TimexMod::MoreThan) => Some(Hedge::Over),
                    Some(TimexMod::EqualOrLess) => Some(Hedge::AtMost),
                    Some(TimexMod::EqualOrMore) => Some(Hedge::AtLeast),
                    Some(TimexMod::Approx) => Some(Hedge::About),
                    _ => None,
                };
                let number = whole(seconds);
                let n = Number { number, hedge, ..Number::default() };
                (n, Cow::Borrowed("time"), 1.0, 0.0, unit.to_string().into())
            }
            _ => return None,
        };
        let text = if matches!(*claim.value, Value::Duration(_)) { "" } else { claim.text.as_str() };
        let reach = Reach::of(&number, text)?.scaled(factor, offset);
        Some(Self { number, reach, dimension, factor, offset, unit })
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
fn length(timex: &str) -> Option<(f64, char)> {
    let mut seconds = 0.0;
    let mut time = false;
    let mut last = None;
    let mut digits = String::new();
    for c in timex.strip_prefix('P')?.chars() {
        let size = match (time, c) {
            (_, '0'..='9' | '.') => {
                digits.push(c);
                continue;
            }
            (false, 'T') => {
                time = true;
                continue;
            }
            (true, 'H') => 3600.0,
            (true, 'M') => 60.0,
            (true, 'S') => 1.0,
            (false, 'D') => DAY,
            (false, 'W') => 7.0 * DAY,
            (false, 'M') => 365.25 / 12.0 * DAY,
            (false, 'Y') => 365.25 * DAY,
            _ => return None,
        };
        seconds += digits.parse::<f64>().ok()? * size;
        digits.clear();
        last = Some(c);
    }
    Some((seconds, last?))
}

/// A number without its fraction.
fn whole(x: f64) -> Option<Decimal> {
    /// Up to here every whole number is one of the type.
    const EXACT: f64 = 9e15;
    if x.fract() == 0.0 && x.abs() < EXACT {
        return Some(Decimal::from(x as i64));
    }
    Decimal::parse(&format!("{x:.0}"))
}

/// The noun that is counted, by itself or in a length of time: "loaf" of "90,000 loaves a day".
pub(super) fn counted(q: &Quantity) -> Option<&str> {
    match q.dimension.as_str() {
        "count" => Some(&q.unit),
        "frequency" => q.unit.split_once('/').map(|(noun, _)| noun),
        _ => None,
    }
}
