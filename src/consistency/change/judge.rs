//! Whether a change is that of its figures, as far as their printed digits say.

use super::{Amount, Stated};
use crate::consistency::check::{Alarm, Article};
use crate::recognise::Mention;
use crate::value::{Decimal, Hedge, Number, Value};
use std::ops::Range;

/// Least and greatest number.
type Reach = (f64, f64);

/// Points by which a percentage may be off before a misread figure is likelier than a wrong sum.
const FAR: f64 = 200.0;

/// Prices and output seldom change by more percent in one month.
const MONTHLY: f64 = 3.0;

/// Words after the figure before within which it is said to be of a year ago.
const YEAR_WITHIN: usize = 7;

/// What the words after a figure, or after a change, say of the time that it is of or measured from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Since {
    Unsaid,
    /// "A year ago", "in January 1986".
    Year,
    /// "In January", "the month before", "last week".
    Month,
}

fn since(article: &Article<'_>, tokens: Range<usize>) -> Since {
    let word = |i: usize| article.text.token(i);
    let ends = |i: &usize| matches!(word(*i), "." | ";");
    let (mut month, mut year) = (false, false);
    for i in tokens.clone().take_while(|i| !ends(i)) {
        let w = word(i);
        let is = |l: &[&str]| l.iter().any(|x| w.eq_ignore_ascii_case(x));
        year |=
            is(&["year", "yr", "year-ago", "year-earlier"]) || w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
        month |= is(&["month", "week", "weeks"]);
    }
    let dated = |m: &Mention| matches!(&m.value, Value::Date(t) if t.timex.len() == "2025-01".len());
    month |= article.within(&tokens).any(dated);
    match (year, month) {
        (true, _) => Since::Year,
        (_, true) => Since::Month,
        _ => Since::Unsaid,
    }
}

/// Whether the change is said to be that of another time than the one between the figures: "rose 0.1 percent in
/// January to 102.6 from 101.3 a year earlier", "rose 5 percent from a year ago to 12.1 from 11.9 in January".
fn of_other_times(article: &Article<'_>, amount: &Mention, s: &Stated<'_>, small: bool) -> bool {
    let end = if amount.tokens.end <= s.to.tokens.start { s.to.tokens.start } else { s.from.tokens.start };
    let change = since(article, amount.tokens.end..end.max(amount.tokens.end));
    let before = since(article, s.from.tokens.end..s.from.tokens.end + YEAR_WITHIN);
    match (change, before) {
        (Since::Month, Since::Year) => small,
        (Since::Year, Since::Month) => amount.tokens.end <= s.to.tokens.start,
        _ => false,
    }
}

/// The alarm that a change gives, where no reading of its printed digits fits.
pub(super) fn judge(article: &Article<'_>, s: &Stated<'_>) -> Option<Alarm> {
    let words = |m: &Mention| m.span.of(&article.document.text);
    if !comparable(&s.to.value, &s.from.value) {
        return None;
    }
    let (to, from) = (scaled(s.to, s.from, words(s.to))?, scaled(s.from, s.to, words(s.from))?);
    if from.0 <= 0.0 || to.0 <= 0.0 {
        return None;
    }
    let off = match s.amount {
        Amount::Percent(m) => {
            let stated = reach(m, words(m))?;
            if of_other_times(article, m, s, middle(stated) < MONTHLY) {
                return None;
            }
            percent(s.rises, stated, to, from)?
        }
        Amount::Points(m) => difference(s.rises, reach(m, words(m))?, to, from)?,
        Amount::Difference(m) => {
            if !comparable(&m.value, &s.to.value) || matches!(m.value, Value::Number(_)) {
                return None;
            }
            // What stocks gained in a week is printed beside those of a year ago.
            let joint = s.from.tokens.start.checked_sub(1).map(|i| article.word(i)).unwrap_or_default();
            if since(article, s.from.tokens.end..s.from.tokens.end + YEAR_WITHIN) == Since::Year || joint == "with" {
                return None;
            }
            difference(s.rises, scaled(m, s.to, words(m))?, to, from)?
        }
        Amount::Multiple(low, high, _) => times((low, high), to, from)?,
    };
    let (stated, place) = match s.amount {
        Amount::Percent(m) | Amount::Points(m) | Amount::Difference(m) => (m.span, Some(m.value.clone())),
        Amount::Multiple(_, _, token) => (article.text.tokens.get(token)?.span(), None),
    };
    let (ta, tb) = (words(s.to), words(s.from));
    Some(Alarm::error(
        off.confidence,
        format!("“{}” does not fit “{ta}” and “{tb}”", stated.of(&article.document.text)),
        format!("from {tb} to {ta} is {}", off.right),
        vec![(stated, place), (s.to.span, Some(s.to.value.clone())), (s.from.span, Some(s.from.value.clone()))],
    ))
}

/// What the figures give instead, and how sure that is an error.
struct Off {
    right: String,
    confidence: f64,
}

fn middle(r: Reach) -> f64 {
    f64::midpoint(r.0, r.1)
}

fn percent(rises: bool, stated: Reach, to: Reach, from: Reach) -> Option<Off> {
    let sign = if rises { 1.0 } else { -1.0 };
    let (low, high) = ((to.0 / from.1 - 1.0) * 100.0 * sign, (to.1 / from.0 - 1.0) * 100.0 * sign);
    let (low, high) = (low.min(high), low.max(high));
    // A rounding of the unrounded figures may differ from that of the printed ones in its last place.
    let slack = (stated.1 - stated.0).min(2.0) * 0.1 + 1e-9;
    if stated.0 - slack <= high && low <= stated.1 + slack {
        return None;
    }
    let right = (middle(to) / middle(from) - 1.0) * 100.0;
    let shown = format!("{:.1}% {}", right.abs(), if right < 0.0 { "down" } else { "up" });
    // A figure many times off is more often a figure read wrong than a sum done wrong.
    let far = (middle(stated) - right * sign).abs() > FAR;
    Some(Off { right: shown, confidence: if far { 0.45 } else { 0.92 } })
}

fn difference(rises: bool, stated: Reach, to: Reach, from: Reach) -> Option<Off> {
    let sign = if rises { 1.0 } else { -1.0 };
    let (a, b) = ((to.0 - from.1) * sign, (to.1 - from.0) * sign);
    let (low, high) = (a.min(b), a.max(b));
    let slack = (stated.1 - stated.0) * 0.1 + 1e-9 * high.abs();
    if stated.0 - slack <= high && low <= stated.1 + slack {
        return None;
    }
    let right = middle(to) - middle(from);
    let shown = format!("{} {}", compact(right.abs()), if right < 0.0 { "down" } else { "up" });
    Some(Off { right: shown, confidence: 0.85 })
}

fn times(stated: Reach, to: Reach, from: Reach) -> Option<Off> {
    let (low, high) = (to.0 / from.1, to.1 / from.0);
    if stated.0 <= high && low <= stated.1 {
        return None;
    }
    Some(Off { right: format!("{:.2} times as much", middle(to) / middle(from)), confidence: 0.85 })
}

/// A number with a scale word and no more than two digits after its point.
fn compact(x: f64) -> String {
    let (scale, word) = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")]
        .into_iter()
        .find(|(s, _)| x >= *s)
        .unwrap_or((1.0, ""));
    let text = format!("{:.2}", x / scale);
    format!("{}{word}", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The lowest and highest number that the printed digits allow.
fn reach(m: &Mention, text: &str) -> Option<Reach> {
    let n = match &m.value {
        Value::Number(n) => n,
        Value::Money(v) => &v.number,
        Value::Quantity(v) => &v.number,
        Value::Percent(v) => &v.number,
        _ => return None,
    };
    let Number { number: Some(x), hedge, .. } = n else { return None };
    let v = x.to_f64();
    let half = printed_place(*x, text) * 0.5;
    Some(match hedge {
        None => (v - half, v + half),
        Some(Hedge::About) => (v - (v.abs() * 0.1).max(half), v + (v.abs() * 0.1).max(half)),
        Some(Hedge::Under | Hedge::AtMost) => (v * 0.8 - half, v + half),
        Some(Hedge::Over | Hedge::AtLeast) => (v - half, v * 1.4 + half),
    })
}

/// The value of the last printed place: 0.01 for "4.88", ten million for "$4.88 billion", 1 for "120".
fn printed_place(x: Decimal, text: &str) -> f64 {
    let v = x.abs().to_f64();
    let mut run = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || c == '.' && !run.is_empty() {
            run.push(c);
        } else if c != ',' && !run.is_empty() {
            let digits = run.trim_end_matches('.');
            let places = digits.split_once('.').map_or(0, |(_, f)| f.len() as i32);
            let scale = v / digits.parse::<f64>().unwrap_or(0.0);
            let power = scale.log10();
            if scale.is_finite() && (power - power.round()).abs() < 1e-6 {
                return scale * 10f64.powi(if places == 0 { zeros(digits) } else { -places });
            }
            run.clear();
        }
    }
    // A fraction or a word: "4 1/2" is exact to its eighth, "three million" to its million.
    if x.is_integer() { 1.0 } else { v * 0.01 }
}

/// Final zeros of a printed integer that may be rounding: two digits always stand, and one zero alone
/// says nothing.
fn zeros(digits: &str) -> i32 {
    let kept = digits.trim_end_matches('0').len();
    let zeros = digits.len() - kept;
    if zeros < 2 { 0 } else { zeros.min(digits.len().saturating_sub(2)) as i32 }
}

/// "rose to $5.2 billion from 4.9": the second figure leaves out what the first one states.
fn scaled(m: &Mention, other: &Mention, text: &str) -> Option<Reach> {
    let plain = matches!(m.value, Value::Number(_)) && !matches!(other.value, Value::Number(_));
    let (low, high) = reach(m, text)?;
    if !plain {
        return Some((low, high));
    }
    let target = reach(other, "").map_or(0.0, |r| r.0);
    [1.0, 1e3, 1e6, 1e9, 1e12]
        .into_iter()
        .map(|f| (low * f, high * f))
        .min_by(|a, b| (a.0 / target).ln().abs().total_cmp(&(b.0 / target).ln().abs()))
}

fn comparable(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Money(x), Value::Money(y)) => x.currency == y.currency && x.minor == y.minor,
        (Value::Quantity(x), Value::Quantity(y)) => x.unit == y.unit,
        (Value::Percent(x), Value::Percent(y)) => x.unit == y.unit,
        (Value::Number(_), Value::Money(_) | Value::Quantity(_) | Value::Number(_))
        | (Value::Money(_) | Value::Quantity(_), Value::Number(_)) => true,
        _ => false,
    }
}
