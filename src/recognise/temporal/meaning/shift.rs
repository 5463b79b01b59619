//! Points counted from another one.

use super::super::calendar::Unit;
use super::super::expr::{Base, Calendar, Cycle, Expr, Length, Toward};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::Class;
use super::{Meant, unit};
use crate::text::TokenKind;

fn length_of(s: &Slots) -> Option<Length> {
    match s.expr(Slot::Length).map(|e| *e) {
        Some(Expr::Duration(l)) => Some(l),
        Some(_) => None,
        None => Some(Length(vec![(None, unit(s)?)])),
    }
}

fn shift(s: &Slots, sign: i64, base: Base) -> Meant {
    Some(Expr::Shift { length: length_of(s)?, sign, base })
}

/// "year-ago", "year-earlier".
pub(crate) fn year_ago(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    (unit >= Unit::Week).then(|| Expr::Shift { length: Length(vec![(Some(1000), unit)]), sign: -1, base: Base::Focus })
}

/// "three days ago".
pub(crate) fn ago(s: &Slots, _: &Site<'_>) -> Meant {
    shift(s, -1, Base::Now)
}

/// "five years ago this month".
pub(crate) fn ago_from(s: &Slots, _: &Site<'_>) -> Meant {
    let from = s.expr(Slot::Date)?;
    matches!(
        &*from,
        Expr::Relative(Toward::This | Toward::Last | Toward::Next, _)
            | Expr::Cycle(Cycle::Weekday(_), _)
            | Expr::Toward(Toward::This | Toward::Last | Toward::Next, _)
    )
    .then(|| shift(s, -1, Base::At(from)))?
}

/// "two weeks from now".
pub(crate) fn from_now(s: &Slots, _: &Site<'_>) -> Meant {
    shift(s, 1, Base::Now)
}

/// "two days later".
pub(crate) fn later(s: &Slots, site: &Site<'_>) -> Meant {
    // "two hours later than planned": a length.
    if site.words(site.end) == "than" {
        return None;
    }
    // "days on end", "two hours on the road", but "six months on, …".
    if site.words(site.end - 1) == "on" && !matches!(site.words(site.end), "," | "") {
        return None;
    }
    shift(s, 1, Base::Focus)
}

/// "a year earlier".
pub(crate) fn earlier(s: &Slots, site: &Site<'_>) -> Meant {
    // "two days before the vote": counted from what follows.
    let last = site.words(site.end - 1);
    let followed = site.after().is_some_and(|t| t.kind == TokenKind::Word);
    if matches!(last, "before" | "prior") && followed || site.words(site.end) == "than" {
        return None;
    }
    shift(s, -1, Base::Focus)
}

/// "two days after Christmas".
pub(crate) fn after(s: &Slots, site: &Site<'_>) -> Meant {
    // "for three days from March 30": how long, and when it begins.
    let from = || (site.start..site.end).any(|i| site.words(i) == "from");
    if (site.word_before() == "for" || is_a_rate(site)) && from() {
        return None;
    }
    shift(s, 1, Base::At(s.expr(Slot::Date)?))
}

/// "$240 million a year from 2030", "11,000 passengers a day from Monday": how much, and since when.
fn is_a_rate(site: &Site<'_>) -> bool {
    let counts =
        |i: usize| site.token(i).is_some_and(|t| t.kind == TokenKind::Digits) || site.class(i, Class::Scale).is_some();
    let back = |n: usize| site.start.checked_sub(n);
    site.class(site.start, Class::Article).is_some()
        && (back(1).is_some_and(counts) || back(2).is_some_and(counts) && site.word_before().as_str().ends_with('s'))
}

/// "two days before Christmas".
pub(crate) fn before(s: &Slots, _: &Site<'_>) -> Meant {
    shift(s, -1, Base::At(s.expr(Slot::Date)?))
}

/// The weekday of the week that lies so far from a day.
fn weekday_of_week(s: &Slots, sign: i64, base: Expr) -> Meant {
    let length = length_of(s)?;
    let day = Expr::Shift { length, sign, base: Base::At(Box::new(base)) };
    let within = Box::new(Expr::Holding(Unit::Week, Box::new(day)));
    Some(Expr::Ordinal { n: 1, unit: Err(s.uint(Slot::Weekday)?), within })
}

/// The day of writing.
const THIS_DAY: Expr = Expr::Relative(Toward::This, Unit::Day);

/// "Thursday, two years from now".
pub(crate) fn weekday_from_now(s: &Slots, _: &Site<'_>) -> Meant {
    weekday_of_week(s, 1, THIS_DAY)
}

/// "Thursday two weeks ago": not "said Thursday two years ago a flood came".
pub(crate) fn weekday_ago(s: &Slots, _: &Site<'_>) -> Meant {
    let weeks = length_of(s)?.0.iter().all(|(_, unit)| *unit == Unit::Week);
    weeks.then(|| weekday_of_week(s, -1, THIS_DAY))?
}

/// "Sunday three weeks after January 15".
pub(crate) fn weekday_after(s: &Slots, _: &Site<'_>) -> Meant {
    let date = *s.expr(Slot::Date)?;
    let whole = length_of(s)?.0.iter().all(|(_, unit)| *unit >= Unit::Week);
    (whole && matches!(date, Expr::Calendar(Calendar { day: Some(_), .. }))).then(|| weekday_of_week(s, 1, date))?
}

fn one(s: &Slots, sign: i64, base: Base) -> Meant {
    let unit = unit(s)?;
    if unit < Unit::Day {
        return None;
    }
    Some(Expr::Shift { length: Length(vec![(Some(1000), unit)]), sign, base })
}

fn two(s: &Slots, sign: i64) -> Meant {
    let unit =
        unit(s).filter(|u| matches!(u, Unit::Weekend | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))?;
    Some(Expr::Shift { length: Length(vec![(Some(2000), unit)]), sign, base: Base::Now })
}

/// "the weekend before last".
pub(crate) fn before_last(s: &Slots, _: &Site<'_>) -> Meant {
    two(s, -1)
}

/// "the week after next".
pub(crate) fn after_next_unit(s: &Slots, _: &Site<'_>) -> Meant {
    two(s, 1)
}

/// "the day after Christmas".
pub(crate) fn unit_after(s: &Slots, _: &Site<'_>) -> Meant {
    one(s, 1, Base::At(s.expr(Slot::Date)?))
}

/// "the day before Christmas".
pub(crate) fn unit_before(s: &Slots, _: &Site<'_>) -> Meant {
    one(s, -1, Base::At(s.expr(Slot::Date)?))
}

/// "the day before".
pub(crate) fn unit_earlier(s: &Slots, site: &Site<'_>) -> Meant {
    let followed = site.after().is_some_and(|t| t.kind == TokenKind::Word);
    if followed { None } else { one(s, -1, Base::Focus) }
}

/// "the day after".
pub(crate) fn unit_later(s: &Slots, site: &Site<'_>) -> Meant {
    // "10 years to the day later"
    let followed = site.after().is_some_and(|t| t.kind == TokenKind::Word) || site.word_before() == "to";
    if followed { None } else { one(s, 1, Base::Focus) }
}
