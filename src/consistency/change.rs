//! A percentage that its own two figures contradict: "rose 5% to 120 from 100".

use super::check::{Alarm, Article, Check, Piece};
use crate::recognise::Mention;
use crate::value::{Decimal, Hedge, Number, Percent, PercentUnit, Value};

/// Holds percentages of change against the figures that they lead from and to.
pub(super) struct Change;

/// Words that say which way a figure went.
const UP: &[&str] = &[
    "rose",
    "rise",
    "rises",
    "rising",
    "risen",
    "up",
    "increased",
    "increase",
    "increases",
    "increasing",
    "gained",
    "gain",
    "gains",
    "climbed",
    "climb",
    "jumped",
    "jump",
    "grew",
    "grow",
    "grows",
    "growth",
    "surged",
    "surge",
    "soared",
    "advanced",
    "widened",
    "higher",
    "added",
    "leapt",
    "improved",
    "expanded",
    "rallied",
];
const DOWN: &[&str] = &[
    "fell",
    "fall",
    "falls",
    "falling",
    "fallen",
    "down",
    "decreased",
    "decrease",
    "dropped",
    "drop",
    "drops",
    "declined",
    "decline",
    "declines",
    "slid",
    "slipped",
    "lost",
    "lower",
    "plunged",
    "tumbled",
    "sank",
    "shrank",
    "narrowed",
    "slumped",
    "eased",
    "dipped",
    "contracted",
    "reduced",
    "cut",
];

/// Words between the parts of the pattern.
const GAP: usize = 9;

impl Check for Change {
    fn name(&self) -> &'static str {
        "change"
    }

    fn about(&self) -> &'static str {
        "a percentage of change is that of the two figures printed with it"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for sentence in &article.text.sentences {
            let row = article.row(sentence);
            let mut last = 0;
            for i in 0..row.len() {
                if i < last {
                    continue;
                }
                if let Some((found, end)) = SHAPES.iter().find_map(|shape| shape(&row, i)) {
                    last = end;
                    out.extend(judge(article, &found));
                }
            }
        }
    }
}

/// A percentage, the figure after and the figure before.
struct Stated<'a> {
    rises: bool,
    percent: &'a Mention,
    to: &'a Mention,
    from: &'a Mention,
}

type Shape = for<'r, 'a> fn(&'r [Piece<'a>], usize) -> Option<(Stated<'a>, usize)>;

/// The forms in which news copy prints a change.
const SHAPES: &[Shape] = &[percent_to_from, to_from_percent, from_to_percent, figure_up_from];

fn direction(p: &Piece<'_>) -> Option<bool> {
    if p.is(UP) {
        return Some(true);
    }
    p.is(DOWN).then_some(false)
}

/// The next value after the word `cue`, with only words in between from `at` on.
fn after<'a>(row: &[Piece<'a>], at: usize, cue: &[&str], ok: fn(&Mention) -> bool) -> Option<(&'a Mention, usize)> {
    let mut i = at;
    while i < row.len() && i - at <= GAP {
        let p = &row[i];
        if p.is(cue) {
            let next = row.get(i + 1)?;
            // "to a record $5 billion", "from the previous $4 billion"
            let j = if next.mention.is_some() {
                i + 1
            } else {
                (i + 2..(i + 4).min(row.len())).find(|&j| row[j].mention.is_some())?
            };
            let m = row.get(j)?.mention?;
            return ok(m).then_some((m, j + 1));
        }
        // Another figure or the end of a clause breaks the pattern; dates and names do not.
        if p.mention.is_some_and(|m| figure(m) || percent(m)) || p.is(&[";", ".", "while", "but", "whereas", "and"]) {
            return None;
        }
        i += 1;
    }
    None
}

fn percent(m: &Mention) -> bool {
    matches!(&m.value, Value::Percent(Percent { unit: PercentUnit::Percent, .. }))
}

fn figure(m: &Mention) -> bool {
    matches!(m.value, Value::Number(_) | Value::Money(_) | Value::Quantity(_))
}

/// The percentage right after a word of direction: "rose 5%", "up by about 5%".
fn moved<'a>(row: &[Piece<'a>], i: usize) -> Option<(bool, &'a Mention, usize)> {
    let rises = direction(row.get(i)?)?;
    let mut j = i + 1;
    while row.get(j).is_some_and(|p| p.is(&["by", "a", "an", "some", "sharply", "slightly", "nearly"])) {
        j += 1;
    }
    let m = row.get(j)?.mention.filter(|m| percent(m))?;
    Some((rises, m, j + 1))
}

/// "rose 5% to A from B", "rose 5% to A in May from B".
fn percent_to_from<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let (rises, percent, at) = moved(row, i)?;
    let (to, at) = after(row, at, &["to"], figure)?;
    let (from, end) = after(row, at, &["from"], figure)?;
    Some((Stated { rises, percent, to, from }, end))
}

/// "rose to A from B, an increase of 5%", "rose to A from B, up 5%".
fn to_from_percent<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let rises = direction(row.get(i)?)?;
    let near = row.get(i + 1)?.is(&["to"]);
    let (to, at) = near.then(|| after(row, i + 1, &["to"], figure))??;
    let (from, at) = after(row, at, &["from"], figure)?;
    let (percent, end) = trailing(row, at, rises)?;
    Some((Stated { rises, percent, to, from }, end))
}

/// "rose from B to A, an increase of 5%".
fn from_to_percent<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let rises = direction(row.get(i)?)?;
    let near = row.get(i + 1)?.is(&["from"]);
    let (from, at) = near.then(|| after(row, i + 1, &["from"], figure))??;
    let (to, at) = after(row, at, &["to"], figure)?;
    let (percent, end) = trailing(row, at, rises)?;
    Some((Stated { rises, percent, to, from }, end))
}

/// ", up 5%", ", an increase of 5%", ", a 5% rise", ", or 5%", "(5%)" right after the figures.
fn trailing<'a>(row: &[Piece<'a>], at: usize, rises: bool) -> Option<(&'a Mention, usize)> {
    let mut said = false;
    for j in at..(at + 8).min(row.len()) {
        let p = &row[j];
        if let Some(m) = p.mention {
            if percent(m) {
                let noun = row.get(j + 1).and_then(direction) == Some(rises)
                    || row.get(j + 2).and_then(direction) == Some(rises);
                return (said || noun).then_some((m, j + 1));
            }
            if figure(m) {
                return None;
            }
            continue;
        }
        said |= direction(p) == Some(rises) || p.is(&["or", "("]);
        if direction(p).is_some_and(|d| d != rises) || p.is(&["while", "but", ";", "and", "with", "after", "following"])
        {
            return None;
        }
    }
    None
}

/// "A, up 5% from B".
fn figure_up_from<'a>(row: &[Piece<'a>], i: usize) -> Option<(Stated<'a>, usize)> {
    let (rises, percent, at) = moved(row, i)?;
    let (from, end) = after(row, at, &["from"], figure)?;
    let comma = i.checked_sub(1)?;
    let to = if row.get(comma)?.is(&[",", "–", "—", "("]) {
        row.get(comma.checked_sub(1)?)?.mention?
    } else {
        row.get(comma)?.mention?
    };
    let up = row.get(i)?.is(&["up", "down"]);
    (up && figure(to)).then_some((Stated { rises, percent, to, from }, end))
}

/// The lowest and highest number that the printed digits allow.
fn reach(m: &Mention, text: &str) -> Option<(f64, f64)> {
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
        Some(Hedge::Under | Hedge::AtMost) => (v * 0.85 - half, v + half),
        Some(Hedge::Over | Hedge::AtLeast) => (v - half, v * 1.15 + half),
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
                return scale * 10f64.powi(-places);
            }
            run.clear();
        }
    }
    if x.is_integer() { 1.0 } else { v * 0.01 }
}

fn judge(article: &Article<'_>, s: &Stated<'_>) -> Option<Alarm> {
    let words = |m: &Mention| m.span.of(&article.document.text);
    if !comparable(&s.to.value, &s.from.value) {
        return None;
    }
    let (to, from) = (scaled(s.to, s.from, words(s.to))?, scaled(s.from, s.to, words(s.from))?);
    let percent = reach(s.percent, words(s.percent))?;
    if from.0 <= 0.0 || to.0 <= 0.0 {
        return None;
    }
    let sign = if s.rises { 1.0 } else { -1.0 };
    let (low, high) = ((to.0 / from.1 - 1.0) * 100.0 * sign, (to.1 / from.0 - 1.0) * 100.0 * sign);
    let (low, high) = (low.min(high), low.max(high));
    // A rounding of the unrounded figures may differ from that of the printed ones in its last place.
    let slack = (percent.1 - percent.0) * 0.1 + 1e-9;
    if percent.0 - slack <= high && low <= percent.1 + slack {
        return None;
    }
    let middle = |r: (f64, f64)| f64::midpoint(r.0, r.1);
    let right = (middle(to) / middle(from) - 1.0) * 100.0;
    let shown = format!("{:.1}% {}", right.abs(), if right < 0.0 { "down" } else { "up" });
    // A figure many times off is more often a figure read wrong than a sum done wrong.
    let off = (middle(percent) - right * sign).abs();
    let confidence = if off > 200.0 { 0.5 } else { 0.9 };
    Some(Alarm::error(
        confidence,
        format!("“{}” does not fit “{}” and “{}”", words(s.percent), words(s.to), words(s.from)),
        format!("from {} to {} is {shown}", words(s.from), words(s.to)),
        vec![
            (s.percent.span, Some(s.percent.value.clone())),
            (s.to.span, Some(s.to.value.clone())),
            (s.from.span, Some(s.from.value.clone())),
        ],
    ))
}

/// "rose to $5.2 billion from 4.9": the second figure leaves out what the first one states.
fn scaled(m: &Mention, other: &Mention, text: &str) -> Option<(f64, f64)> {
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
        (Value::Money(x), Value::Money(y)) => x.currency == y.currency,
        (Value::Quantity(x), Value::Quantity(y)) => x.unit == y.unit,
        (Value::Number(_), _) | (_, Value::Number(_)) => true,
        _ => false,
    }
}
