//! What a document's own dates say about when it was written and how it writes dates.

use super::calendar::Unit;
use super::expr::{Calendar, Cycle, Expr, Order, Toward, Year};
use crate::recognise::DateOrder;
use crate::value::TimexMod;
use chrono::{Datelike, NaiveDate};

/// A day of writing inferred from the text; its year is what can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inferred {
    /// The latest full date of that year that the text gives, else its first day.
    pub(super) date: NaiveDate,
}

/// A date with its year, as far as it helps to tell when the text was written.
struct Stated {
    year: i32,
    day: Option<NaiveDate>,
    /// The text looks ahead to it.
    ahead: bool,
}

/// The day of writing that a document's own dates suggest.
///
/// The year is that of the latest full date, or of the earliest period that the text looks ahead to
/// ("before the end of 2025") where that is later; the day is the latest full date of that year,
/// else its first day. `None` where no date states its year.
fn infer(stated: &[Stated]) -> Option<NaiveDate> {
    let latest_day = stated.iter().filter_map(|s| s.day).max();
    let ahead = stated.iter().filter(|s| s.ahead).map(|s| s.year).min();
    let latest_year = stated.iter().map(|s| s.year).max();
    let year = match (latest_day, ahead) {
        (Some(day), Some(year)) => day.year().max(year),
        (Some(day), None) => day.year(),
        (None, Some(year)) => year,
        (None, None) => latest_year?,
    };
    if !(1900..2100).contains(&year) {
        return None;
    }
    latest_day.filter(|d| d.year() == year).or_else(|| NaiveDate::from_ymd_opt(year, 1, 1))
}

/// The explicit calendar dates of an expression.
fn explicit<'e>(e: &'e Expr, bounded: bool, out: &mut Vec<(&'e Calendar, bool)>) {
    match e {
        Expr::Calendar(c) if matches!(c.year, Some(Year::Full(_))) => out.push((c, bounded)),
        Expr::Modified(_, inner) | Expr::Fiscal(inner) | Expr::Remainder { of: inner, .. } => {
            explicit(inner, bounded, out);
        }
        Expr::Bounded(m, inner) => explicit(inner, *m != TimexMod::After, out),
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

/// The same from expressions that are not yet resolved.
pub(super) fn from_expressions<'e>(all: impl Iterator<Item = &'e Expr>) -> Option<Inferred> {
    let (mut dates, mut bare) = (Vec::new(), 0u16);
    for e in all {
        explicit(e, false, &mut dates);
        if let Expr::Calendar(Calendar { month: Some(m), year: None, .. }) = e {
            bare |= 1 << (m % 16);
        }
    }
    // "In March, against March 1986": the year that is written is not the one that is left out.
    let compared = |c: &Calendar| c.day.is_none() && c.month.is_some_and(|m| bare & 1 << (m % 16) != 0);
    let stated: Vec<Stated> = dates
        .iter()
        .filter(|(c, _)| !compared(c))
        .filter_map(|(c, ahead)| {
            let year = year_of(c)?;
            let day = c.month.zip(c.day).and_then(|(m, d)| NaiveDate::from_ymd_opt(year, m, d)).filter(|_| !ahead);
            Some(Stated { year, day, ahead: *ahead })
        })
        .collect();
    infer(&stated).map(|date| Inferred { date })
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

    far >= 6 && far > near && far > 4 * deictic
}

fn is_deictic(e: &Expr) -> bool {
    match e {
        Expr::Cycle(Cycle::Weekday(_), None)
        | Expr::Relative(
            Toward::This | Toward::Last | Toward::Next,
            Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Quarter,
        )
        | Expr::Toward(Toward::This | Toward::Last, _) => true,
        Expr::Modified(_, inner)
        | Expr::Bounded(_, inner)
        | Expr::Fiscal(inner)
        | Expr::Remainder { of: inner, .. } => is_deictic(inner),
        _ => false,
    }
}

/// The order of day and month in numeric dates: that of the article's own dates that can be read in
/// one way only, else that of its declared language, else of its spelling, else of the dates that it
/// writes in words; `None` where nothing tells.
pub(super) fn date_order<'e>(
    language: &str,
    all: impl Iterator<Item = &'e Expr>,
    spelling: impl FnOnce() -> Option<DateOrder>,
) -> Option<DateOrder> {
    let (mut day, mut month, mut open) = (false, false, false);
    for e in all {
        e.dates(&mut |c| match c.order {
            Order::DayFirst => day = true,
            Order::MonthFirst => month = true,
            Order::Open => open = true,
            Order::Named | Order::Dotted => {}
        });
    }
    if day != month {
        return Some(if day { DateOrder::DayFirst } else { DateOrder::MonthFirst });
    }
    if !open {
        return None;
    }
    match language {
        "en-US" | "en-PH" => Some(DateOrder::MonthFirst),
        _ if language.len() > 3 && language.starts_with("en-") => Some(DateOrder::DayFirst),
        _ => spelling(),
    }
}
