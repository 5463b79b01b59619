//! Stretches of the calendar and of the number line that a text's words allow.

use crate::value::{Decimal, Grain, Hedge, Instant, Number, Temporal, TimexMod};
use chrono::NaiveDate;
use std::borrow::Cow;

/// The days that a date's words allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    /// First day; `None` for open.
    pub(super) low: Option<NaiveDate>,
    /// Last day; `None` for open.
    pub(super) high: Option<NaiveDate>,
    /// The words state a bound or an approximation, not the days themselves.
    pub(super) loose: bool,
    /// How finely the words state it.
    pub(super) grain: Grain,
}

impl Days {
    /// The days of a value; `None` for one that was not resolved.
    pub(super) fn of(t: &Temporal) -> Option<Self> {
        let (mut low, mut high) = (t.start.map(Instant::date), t.end.map(Instant::date));
        let mut loose = t.modifier.is_some() || low.is_none() || high.is_none();
        match t.modifier {
            Some(TimexMod::Before | TimexMod::OnOrBefore) => (low, high) = (None, high.or(low)),
            Some(TimexMod::After | TimexMod::OnOrAfter) => (low, high) = (low.or(high), None),
            _ => {}
        }
        if low.is_none() && high.is_none() {
            return None;
        }
        if low.zip(high).is_some_and(|(a, b)| a > b) {
            loose = true;
            (low, high) = (high, low);
        }
        Some(Self { low, high, loose, grain: t.grain.unwrap_or(Grain::Day) })
    }

    /// Number of days; `None` where it is open.
    pub(super) fn len(self) -> Option<i64> {
        Some((self.high? - self.low?).num_days() + 1)
    }

    /// Number of common days; `None` where the two touch without end.
    pub(super) fn common(self, other: Self) -> i64 {
        let low = self.low.max(other.low);
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match (low, high) {
            (Some(a), Some(b)) => ((b - a).num_days() + 1).max(0),
            _ => i64::MAX,
        }
    }

    /// Whether every day of `other` is one of `self`.
    pub(super) fn holds(self, other: Self) -> bool {
        let low = self.low.is_none_or(|a| other.low.is_some_and(|b| a <= b));
        let high = self.high.is_none_or(|a| other.high.is_some_and(|b| b <= a));
        low && high
    }
}

/// The numbers that a figure's words allow, in the unit of the figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reach {
    /// Least.
    pub(super) low: f64,
    /// Greatest.
    pub(super) high: f64,
    /// The words state a bound: "at least", "up to".
    pub(super) bound: bool,
    /// The figure is printed rounded or hedged.
    pub(super) rounded: bool,
    /// A number printed without a hedge and the value of its last printed place.
    pub(super) printed: Option<(f64, f64)>,
}

/// Share by which a number printed without a hedge may be rounded.
const ROUNDED: f64 = 0.06;

/// Share by which "about" and "nearly" may be off.
const ABOUT: f64 = 0.05;
/// Digits of a number from which "about" blurs no more than its last one, and by how much of that.
const COUNTED: usize = 4;
const LAST: f64 = 5.0;
/// Share by which "nearly" may lie below and "just over" above.
const NEARLY: f64 = 0.1;

/// Words of a bound that lies close to the figure.
const CLOSE_BELOW: &[&str] =
    &["nearly", "almost", "close to", "just under", "just below", "slightly less", "a little less", "just short"];
const CLOSE_ABOVE: &[&str] =
    &["just over", "just above", "slightly more", "little more", "slightly over", "a little over"];

impl Reach {
    /// The numbers that `number`, written as `text` allows. `None` for a number without a value.
    pub(super) fn of(number: &Number, text: &str) -> Option<Self> {
        if let Some(n) = number.number {
            return Some(Self::single(n, number.hedge, text));
        }
        let low = number.low.map_or(f64::NEG_INFINITY, Decimal::to_f64);
        let high = number.high.map_or(f64::INFINITY, Decimal::to_f64);
        let bound = low.is_infinite() || high.is_infinite();
        if low.is_infinite() && high.is_infinite() {
            return None;
        }
        // The ends of a printed range are themselves rounded: "5 to 6 million" holds 6.2.
        let slack = |d: Option<Decimal>| d.map_or(0.0, |d| last_place(d, text).unwrap_or(0.0) / 2.0);
        let hedged = if number.hedge == Some(Hedge::About) { ABOUT * high.abs().min(low.abs()) } else { 0.0 };
        let rounded = number.hedge.is_some();
        Some(Self {
            low: low.min(high) - slack(number.low) - hedged,
            high: high.max(low) + slack(number.high) + hedged,
            bound,
            rounded,
            printed: None,
        })
    }

    fn single(n: Decimal, hedge: Option<Hedge>, text: &str) -> Self {
        let x = n.to_f64();
        let half = last_place(n, text).map_or(0.0, |u| u / 2.0);
        let exact = half == 0.0;
        let share = |s: f64| (x.abs() * s).max(half);
        let near = |words: &[&str]| {
            let lower = text.to_lowercase();
            words.iter().any(|w| lower.contains(w))
        };
        match hedge {
            None => {
                let printed = Some((x, 2.0 * half));
                Self { low: x - half, high: x + half, bound: false, rounded: !exact, printed }
            }
            Some(Hedge::About) => {
                // "Some 14,230" was counted: the hedge is a habit.
                let off = if significant(n) >= COUNTED {
                    share(ABOUT).min(LAST * 10f64.powi(zeros(n)))
                } else {
                    share(ABOUT)
                };
                Self { low: x - off, high: x + off, bound: false, rounded: true, printed: None }
            }
            Some(Hedge::Under) if near(CLOSE_BELOW) => {
                Self { low: x - share(NEARLY), high: x + half, bound: false, rounded: true, printed: None }
            }
            Some(Hedge::Over) if near(CLOSE_ABOVE) => {
                Self { low: x - half, high: x + share(NEARLY), bound: false, rounded: true, printed: None }
            }
            Some(Hedge::Under | Hedge::AtMost) => {
                Self { low: f64::NEG_INFINITY, high: x, bound: true, rounded: true, printed: None }
            }
            Some(Hedge::Over | Hedge::AtLeast) => {
                Self { low: x, high: f64::INFINITY, bound: true, rounded: true, printed: None }
            }
        }
    }

    /// The same reach in another unit.
    #[must_use]
    pub(super) fn scaled(self, factor: f64, offset: f64) -> Self {
        let (a, b) = (self.low * factor + offset, self.high * factor + offset);
        let printed = self.printed.map(|(x, unit)| (x * factor + offset, unit * factor.abs()));
        Self { low: a.min(b), high: a.max(b), printed, ..self }
    }

    /// A number known to so much.
    pub(super) fn near(x: f64, slack: f64) -> Self {
        Self { low: x - slack, high: x + slack, bound: false, rounded: true, printed: None }
    }

    /// Whether two numbers printed without a hedge differ in a place that both print: "6.4" and "6.3".
    pub(super) fn last_apart(&self, other: &Self) -> bool {
        let (Some((x, a)), Some((y, b))) = (self.printed, other.printed) else { return false };
        let ((coarse, unit), (fine, _)) = if a >= b { ((x, a), (y, b)) } else { ((y, b), (x, a)) };
        let off = (coarse - fine).abs();
        let slack = 1e-9 * coarse.abs().max(1e-12);
        let half_up = coarse.abs() > fine.abs();
        off > slack && (off > unit / 2.0 + slack || !half_up && off >= unit / 2.0 - slack || (a - b).abs() <= slack)
    }

    /// Whether they differ so, or by more than anybody rounds without saying "about".
    pub(super) fn printed_apart(&self, other: &Self) -> bool {
        let (Some((x, _)), Some((y, _))) = (self.printed, other.printed) else { return false };
        self.last_apart(other) || (x - y).abs() > ROUNDED * x.abs().min(y.abs())
    }

    /// Widened by a share of its ends.
    #[must_use]
    pub(super) fn widened(self, share: f64) -> Self {
        let by = |x: f64| if x.is_finite() { x.abs() * share } else { 0.0 };
        Self { low: self.low - by(self.low), high: self.high + by(self.high), ..self }
    }

    /// Half as wide where the words are "about" a number.
    #[must_use]
    pub(super) fn narrowed(self, hedge: Option<Hedge>) -> Self {
        let by = if hedge == Some(Hedge::About) { (self.high - self.low) / 4.0 } else { 0.0 };
        if by.is_finite() { Self { low: self.low + by, high: self.high - by, ..self } } else { self }
    }

    /// Widened at both ends.
    #[must_use]
    pub(super) fn by(self, slack: f64) -> Self {
        Self { low: self.low - slack, high: self.high + slack, ..self }
    }

    /// Whether the two have a number in common.
    pub(super) fn meets(self, other: Self) -> bool {
        let slack = 1e-9 * self.low.abs().min(self.high.abs()).max(1e-12);
        let slack = if slack.is_finite() { slack } else { 0.0 };
        self.low <= other.high + slack && other.low <= self.high + slack
    }
}

/// The digits of a number without the noughts around them, and the noughts behind them; less than none are places.
fn significant(n: Decimal) -> usize {
    n.abs().0.normalize().to_string().trim_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count()
}

fn zeros(n: Decimal) -> i32 {
    let text = n.abs().0.normalize().to_string();
    match text.split_once('.') {
        Some((_, places)) => -(places.len() as i32),
        None => (text.len() - text.trim_end_matches('0').len()) as i32,
    }
}

/// The value of the last printed place of a rounded number: 0.1 billion for "68.7 billion", 1 billion
/// for "69 billion", 1,000 for "20,000"; `None` where the number is printed to the unit ("12", "1,483").
pub(super) fn last_place(n: Decimal, text: &str) -> Option<f64> {
    let x = n.abs().to_f64();
    if x == 0.0 {
        return None;
    }
    let printed = digits_of(n, text);
    match printed {
        // Digits as printed, places after the point, scale between them and the value.
        Some((digits, places)) => {
            let scale = x / digits;
            if scale > 1.5 || places > 0 {
                return Some(scale * 10f64.powi(-places));
            }
            round_integer(n)
        }
        None if n.is_integer() => round_integer(n),
        None => Some(10f64.powi(-(n.0.normalize().scale() as i32))),
    }
}

/// A round integer is rounded to its zeros, unless there are fewer than two of them.
fn round_integer(n: Decimal) -> Option<f64> {
    let mut rest = n.abs().to_i64()?;
    if rest == 0 {
        return None;
    }
    let mut place = 1i64;
    while rest % 10 == 0 {
        rest /= 10;
        place *= 10;
    }
    (place >= 100).then_some(place as f64)
}

/// The printed digits that make up `n` in `text`, and the places after their point.
fn digits_of(n: Decimal, text: &str) -> Option<(f64, i32)> {
    let target = n.abs().to_f64();
    let is_digit = |c: char| c.is_ascii_digit();
    let mut rest = text;
    while let Some(from) = rest.find(is_digit) {
        let run = &rest[from..];
        let end = run.find(|c: char| !is_digit(c) && c != '.' && c != ',').unwrap_or(run.len());
        let printed = &run[..end];
        rest = &run[end..];
        let grouped = if printed.contains(',') { printed.replace(',', "").into() } else { Cow::Borrowed(printed) };
        let digits = grouped.trim_end_matches('.');
        let value = digits.parse::<f64>();
        let places = digits.split_once('.').map_or(0, |(_, f)| f.len() as i32);
        let Some(value) = value.ok().filter(|v| *v > 0.0) else { continue };
        let power = (target / value).log10();
        // A scale word multiplies by a power of ten, or of a hundred thousand for lakh and crore.
        if (power - power.round()).abs() < 1e-9 && power > -7.0 {
            return Some((value, places));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(n: &str, text: &str) -> Option<f64> {
        last_place(Decimal::parse(n).unwrap(), text)
    }

    #[test]
    fn printed_places() {
        let near = |a: Option<f64>, b: f64| assert!((a.unwrap_or(0.0) - b).abs() < b * 1e-9, "{a:?} is not {b}");
        near(place("68700000000", "$68.7 billion"), 1e8);
        near(place("69000000000", "nearly $69 billion"), 1e9);
        near(place("170000", "170,000 sq ft"), 10_000.0);
        near(place("6.1", "6.1"), 0.1);
        near(place("5.0", "a 5.0 quake"), 0.1);
        assert_eq!(place("12", "12 people"), None);
        assert_eq!(place("20", "20 people"), None);
        assert_eq!(place("1483", "1,483"), None);
    }
}
