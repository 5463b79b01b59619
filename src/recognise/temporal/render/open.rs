//! Values of expressions that have no place on the calendar: lengths, and dates of which something is open.

use super::super::calendar::{Unit, When};
use super::super::expr::{Count, Cycle, Expr, Length, Year};
use crate::value::{Anchor, Grain, Temporal, Value};

/// A value that nothing places.
pub(super) fn unplaced(timex: String, grain: Grain, time: bool) -> Value {
    let t = Temporal {
        timex,
        start: None,
        end: None,
        grain: Some(grain),
        modifier: None,
        anchor: Anchor::None,
        alternatives: Vec::new(),
        zone: None,
    };
    if time { Value::Time(t) } else { Value::Date(t) }
}

pub(super) fn count_text(count: Count) -> String {
    match count {
        None => "X".to_owned(),
        Some(n) if n % 1000 == 0 => (n / 1000).to_string(),
        Some(n) => {
            let digits = format!("{}.{:03}", n / 1000, n % 1000);
            digits.trim_end_matches('0').to_owned()
        }
    }
}

/// The ISO 8601 duration of a length, as TIMEX3 writes it.
pub(super) fn length_text(length: &Length) -> Option<String> {
    let (mut date, mut time) = (String::new(), String::new());
    for (count, unit) in &length.0 {
        let (count, unit) = whole(*count, *unit);
        let (letter, times) = unit.designator();
        let n = match count {
            Some(c) => Some(c.checked_mul(times)?),
            None => None,
        };
        let out = if unit.is_clock() { &mut time } else { &mut date };
        out.push_str(&count_text(n));
        out.push_str(letter);
    }
    Some(if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") })
}

/// Halves of a unit in whole smaller ones: "half a year" is six months.
pub(super) fn whole(count: Count, unit: Unit) -> (Count, Unit) {
    match (count, unit) {
        (Some(n), Unit::Hour | Unit::Minute) if n < 1000 => {
            (Some(n * 60), if unit == Unit::Hour { Unit::Minute } else { Unit::Second })
        }
        (Some(500), Unit::Day) => (Some(12_000), Unit::Hour),
        (Some(500), Unit::Year) => (Some(6000), Unit::Month),
        (Some(n), Unit::Decade) if n % 1000 != 0 => (Some(n * 10), Unit::Year),
        (Some(n), Unit::Century) if n % 1000 != 0 => (Some(n * 100), Unit::Year),
        other => other,
    }
}

/// The TIMEX3 value of an expression that nothing settles, with X for what is open.
pub(super) fn open(expr: &Expr) -> Option<(String, Grain, bool)> {
    Some(match expr {
        Expr::Calendar(c) => match (c.month, c.day, c.weekday) {
            (Some(m), Some(d), _) => (format!("{}-{m:02}-{d:02}", open_year(c.year)), Grain::Day, false),
            (Some(m), None, _) => (format!("{}-{m:02}", open_year(c.year)), Grain::Month, false),
            (None, Some(d), _) => (format!("XXXX-XX-{d:02}"), Grain::Day, false),
            (None, None, Some(w)) => (format!("XXXX-WXX-{w}"), Grain::Day, false),
            _ => (open_year(c.year), Grain::Year, false),
        },
        Expr::Cycle(c, _) | Expr::Toward(_, c) => cycle(*c),
        Expr::Within(inner, _)
        | Expr::Modified(_, inner)
        | Expr::Bounded(_, inner)
        | Expr::Fiscal(inner)
        | Expr::Remainder { of: inner, .. } => {
            return open(inner);
        }
        Expr::Relative(_, u) | Expr::The(u) | Expr::Holding(u, _) => unit(*u),
        Expr::Shift { length, .. } => unit(length.0.last()?.1),
        Expr::Nth { cycle: c, .. } => cycle(*c),
        Expr::Ordinal { unit: u, .. } => match u {
            Ok(u) => unit(*u),
            Err(w) => cycle(Cycle::Weekday(*w)),
        },
        Expr::Clock(c, _, day) => {
            let day = day.as_deref().and_then(open).map_or("XXXX-XX-XX".to_owned(), |d| d.0);
            (format!("{day}{}", c.timex()), Grain::Minute, true)
        }
        Expr::Part(p, day) => {
            let day = day.as_deref().and_then(open).map_or("XXXX-XX-XX".to_owned(), |d| d.0);
            (format!("{day}T{}", p.code()), Grain::Hour, true)
        }
        Expr::Decade(y, _) => (format!("XX{}", y / 10 % 10), Grain::Decade, false),
        Expr::Set { timex, .. } if timex.starts_with("XXXX") && !timex.contains('T') => {
            (timex.clone(), Grain::Day, false)
        }
        _ => return None,
    })
}

pub(super) fn open_year(year: Option<Year>) -> String {
    match year {
        Some(Year::Full(y)) => When::Year(y).timex(),
        Some(Year::Short(y)) => format!("XX{y:02}"),
        None => "XXXX".to_owned(),
    }
}

pub(super) fn cycle(c: Cycle) -> (String, Grain, bool) {
    match c {
        Cycle::Month(m) => (format!("XXXX-{m:02}"), Grain::Month, false),
        Cycle::Weekday(w) => (format!("XXXX-WXX-{w}"), Grain::Day, false),
        Cycle::Season(s) => {
            (format!("XXXX-{}", ["SP", "SU", "FA", "WI"].get(s as usize).unwrap_or(&"XX")), Grain::Season, false)
        }
        Cycle::Quarter(q) => (format!("XXXX-Q{q}"), Grain::Quarter, false),
        Cycle::Half(h) => (format!("XXXX-H{h}"), Grain::Half, false),
        Cycle::Holiday(_) => ("XXXX-XX-XX".to_owned(), Grain::Day, false),
        Cycle::Day(m, d) => (format!("XXXX-{m:02}-{d:02}"), Grain::Day, false),
        Cycle::SamePeriod(u) => unit(u.unwrap_or(Unit::Year)),
        Cycle::Week(w) => (format!("XXXX-W{w:02}"), Grain::Week, false),
        Cycle::Part(p) => (format!("XXXX-XX-XXT{}", p.code()), Grain::Hour, true),
    }
}

pub(super) fn unit(u: Unit) -> (String, Grain, bool) {
    match u {
        Unit::Second | Unit::Minute | Unit::Hour => ("XXXX-XX-XXTXX:XX".to_owned(), Grain::Minute, true),
        Unit::Day | Unit::Workday => ("XXXX-XX-XX".to_owned(), Grain::Day, false),
        Unit::Night => ("XXXX-XX-XXTNI".to_owned(), Grain::Hour, true),
        Unit::Weekend => ("XXXX-WXX-WE".to_owned(), Grain::Week, false),
        Unit::Week | Unit::Fortnight => ("XXXX-WXX".to_owned(), Grain::Week, false),
        Unit::Month => ("XXXX-XX".to_owned(), Grain::Month, false),
        Unit::Quarter => ("XXXX-QX".to_owned(), Grain::Quarter, false),
        Unit::Half => ("XXXX-HX".to_owned(), Grain::Half, false),
        Unit::Season => ("XXXX-XX".to_owned(), Grain::Season, false),
        Unit::Year => ("XXXX".to_owned(), Grain::Year, false),
        Unit::Decade => ("XXX".to_owned(), Grain::Decade, false),
        Unit::Century | Unit::Millennium => ("XX".to_owned(), Grain::Century, false),
    }
}
