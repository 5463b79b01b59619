//! A range that runs backwards.

use super::check::{Alarm, Article, Check, Piece};
use crate::recognise::Mention;
use crate::value::{Grain, Instant, Number, Temporal, Value};

/// Finds ranges whose end lies before their start.
pub(super) struct Range;

/// Days of a range with one printed year, from which it was read as running into the next year only
/// because it runs backwards: "21 May to 17 May 1993".
const WHOLE_YEAR: i64 = 330;
/// Times that one end may be the other before a scale word is taken to be left out: "3 to 5 million".
const SCALE: f64 = 100.0;

impl Check for Range {
    fn name(&self) -> &'static str {
        "range"
    }

    fn about(&self) -> &'static str {
        "a range ends after it begins"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for m in article.mentions {
            let Value::Date(t) = &m.value else { continue };
            let text = m.span.of(&article.document.text);
            if backwards(t, text) {
                out.push(Alarm::error(
                    0.85,
                    format!("“{text}” runs backwards"),
                    "the second date of the range comes before the first".to_owned(),
                    vec![(m.span, Some(m.value.clone()))],
                ));
            }
        }
        for sentence in &article.text.sentences {
            if article.counts(sentence) > 1 {
                let row = article.row(sentence);
                out.extend((0..row.len()).filter_map(|i| falling(article, &row, i)));
            }
        }
    }
}

fn backwards(t: &Temporal, text: &str) -> bool {
    let Some((a, b)) = t.start.map(Instant::date).zip(t.end.map(Instant::date)) else { return false };
    let years = text.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 4).count();
    match t.grain {
        // "In 1912-11" may be a month, "2001/1" a number: a year is printed with all its digits twice.
        Some(Grain::Year) => a > b && years > 1,
        Some(Grain::Month) => a > b,
        Some(Grain::Day) => a > b || years == 1 && (b - a).num_days() > WHOLE_YEAR && t.modifier.is_none(),
        _ => false,
    }
}

/// What holds two figures against each other, whichever is the greater: "the gap between 4.1 and 3.9 percent".
const COMPARED: &[&str] = &[
    "choice",
    "choose",
    "contrast",
    "difference",
    "differences",
    "differential",
    "discrepancy",
    "distinction",
    "divide",
    "gap",
    "gulf",
    "margin",
    "ratio",
    "spread",
    "spreads",
];

/// "between 60 and 40", "in a range of 140 to 120".
fn falling(article: &Article<'_>, row: &[Piece<'_>], i: usize) -> Option<Alarm> {
    let between = row.get(i)?.is(&["between"]);
    if between && i.checked_sub(1).is_some_and(|before| row[before].is(COMPARED)) {
        return None;
    }
    let range = row[i].is(&["of"]) && row.get(i.checked_sub(1)?)?.is(&["range"]);
    let joint = match (between, range) {
        (true, _) => &["and"],
        (_, true) => &["to"],
        _ => return None,
    };
    let (a, b) = (row.get(i + 1)?.mention?, row.get(i + 3)?.mention?);
    row.get(i + 2)?.is(joint).then_some(())?;
    let (low, high) = (single(a)?, single(b)?);
    if low <= high || high <= 0.0 || low / high > SCALE || !alike(&a.value, &b.value) {
        return None;
    }
    // "Between 64-bit and 32-bit programs" tells two kinds apart.
    if matches!((&a.value, &b.value), (Value::Quantity(_), Value::Quantity(_)))
        && [a, b].iter().all(|m| m.span.of(&article.document.text).contains('-'))
    {
        return None;
    }
    let text = a.span.cover(b.span).of(&article.document.text);
    Some(Alarm::error(
        0.8,
        format!("“{text}” runs backwards"),
        "the second figure of the range is smaller than the first".to_owned(),
        vec![(a.span, Some(a.value.clone())), (b.span, Some(b.value.clone()))],
    ))
}

fn single(m: &Mention) -> Option<f64> {
    let n = match &m.value {
        Value::Number(n) => n,
        Value::Quantity(q) => &q.number,
        Value::Money(v) => &v.number,
        Value::Percent(p) => &p.number,
        _ => return None,
    };
    let Number { number: Some(x), hedge: None, .. } = n else { return None };
    Some(x.to_f64())
}

/// The first figure leaves out its unit, or both have one and the same.
fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(_), _) => true,
        (Value::Money(x), Value::Money(y)) => x.currency == y.currency && x.minor == y.minor,
        (Value::Quantity(x), Value::Quantity(y)) => x.unit == y.unit,
        (Value::Percent(x), Value::Percent(y)) => x.unit == y.unit,
        _ => false,
    }
}
