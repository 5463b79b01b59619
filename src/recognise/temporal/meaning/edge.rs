//! Parts of a period: its beginning, its end, what is left of it.

use super::super::calendar::Unit;
use super::super::expr::{Expr, Toward};
use super::super::pattern::{Site, Slot, Slots};
use super::day::determines_what_follows;
use super::{Meant, inner, unit};
use crate::value::TimexMod;

fn shading(n: i32) -> Option<TimexMod> {
    match n {
        0 => Some(TimexMod::Start),
        1 => Some(TimexMod::Mid),
        2 => Some(TimexMod::End),
        _ => None,
    }
}

/// "early 2026", "later this week".
pub(crate) fn early(s: &Slots, site: &Site<'_>) -> Meant {
    // "the early May summit": the article is that of the summit.
    if determines_what_follows(site) {
        return None;
    }
    let (word, inner) = (s.int(Slot::Early)?, s.expr(Slot::Date)?);
    if word >= 3 {
        let period = matches!(
            &*inner,
            Expr::Relative(..) | Expr::The(_) | Expr::Calendar(_) | Expr::Cycle(..) | Expr::Toward(..)
        );
        return period.then_some(Expr::Remainder { later: word == 4, of: inner });
    }
    Some(Expr::Modified(shading(word)?, inner))
}

/// "end of month".
pub(crate) fn edge_bare(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    let period = unit >= Unit::Week && !matches!(unit, Unit::Season | Unit::Half | Unit::Fortnight | Unit::Millennium);
    Some(Expr::Modified(shading(s.int(Slot::Edge)?)?, Box::new(Expr::The(unit)))).filter(|_| period)
}

/// "the late nineties".
pub(crate) fn early_decade(s: &Slots, _: &Site<'_>) -> Meant {
    let decade = Box::new(Expr::Decade(s.int(Slot::Year)?, true));
    let shade = shading(s.int(Slot::Early)?)?;
    Some(Expr::Modified(shade, decade))
}

/// "midyear", "mid-week".
pub(crate) fn middle(_: &Slots, site: &Site<'_>) -> Meant {
    let word = site.words(site.end - 1).to_ascii_lowercase();
    let unit = match word.strip_prefix("mid").unwrap_or(&word) {
        "year" => Unit::Year,
        "month" => Unit::Month,
        _ => Unit::Week,
    };
    Some(Expr::Modified(TimexMod::Mid, Box::new(Expr::The(unit))))
}

/// "EOM".
pub(crate) fn end_of_short(_: &Slots, site: &Site<'_>) -> Meant {
    let unit = match site.words(site.end - 1).to_ascii_lowercase().as_str() {
        "eom" => Unit::Month,
        "eoy" => Unit::Year,
        "eow" => Unit::Week,
        _ => Unit::Day,
    };
    Some(Expr::Modified(TimexMod::End, Box::new(Expr::The(unit))))
}

/// "the end of the year".
pub(crate) fn edge(s: &Slots, _: &Site<'_>) -> Meant {
    let inner = match *s.expr(Slot::Date)? {
        Expr::Span { toward, count: Some(1000), unit } => Expr::Relative(toward, unit),
        other => other,
    };
    Some(Expr::Modified(shading(s.int(Slot::Edge)?)?, Box::new(inner)))
}

/// "the latter part of 2025".
pub(crate) fn edge_part(s: &Slots, site: &Site<'_>) -> Meant {
    let late = (site.start..site.end).any(|i| matches!(site.words(i), "latter" | "later" | "second"));
    Some(Expr::Modified(if late { TimexMod::End } else { TimexMod::Start }, s.expr(Slot::Date)?))
}

/// "year-end".
pub(crate) fn period_end(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    (unit >= Unit::Week).then(|| Expr::Modified(TimexMod::End, Box::new(Expr::The(unit))))
}

/// "the year to date".
pub(crate) fn to_date_of(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    let period = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade);
    period.then(|| Expr::Remainder { later: false, of: Box::new(Expr::Relative(Toward::This, unit)) })
}

/// "the rest of 2025".
pub(crate) fn rest_of(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Date)
}

/// "this time next week": a period away from now.
pub(crate) fn this_time(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Date).filter(|e| matches!(e, Expr::Relative(toward, _) if toward.offset() != 0))
}
