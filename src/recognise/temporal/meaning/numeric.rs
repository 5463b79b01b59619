//! Dates in figures alone.

use super::super::calendar::When;
use super::super::expr::{Calendar, Expr, Order, Year};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::Class;
use super::{Meant, calendar_of};
use crate::text::TokenKind;
use chrono::{Datelike, NaiveDate};

/// "20251204".
pub(crate) fn compact(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.int(Slot::Count)?;
    let day = NaiveDate::from_ymd_opt(n / 10_000, (n / 100 % 100) as u32, (n % 100) as u32)?;
    (1900..2100).contains(&(n / 10_000)).then_some(Expr::Fixed(When::Day(day)))
}

/// "12/04/2025", its first number read as the month.
pub(crate) fn numeric(s: &Slots, site: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.order = order(&c)?;
    if c.order == Order::Open && site.words(site.end - 2) == "." {
        c.order = Order::Dotted;
    }
    if c.year.is_none() && c.weekday.is_none() || !year_stands(&c) {
        return None;
    }
    numeric_stands(site).then_some(Expr::Calendar(by_weekday(c)))
}

/// "31/12/2025": where the first number is no month.
pub(crate) fn numeric_day_first(s: &Slots, site: &Site<'_>) -> Meant {
    let c = Calendar { order: Order::DayFirst, ..calendar_of(s)? };
    (year_stands(&c) && numeric_stands(site)).then_some(Expr::Calendar(c))
}

fn year_stands(c: &Calendar) -> bool {
    !matches!(c.year, Some(Year::Full(y)) if !(1000..2200).contains(&y))
}

/// What tells the day from the month where the first number is read as the month.
fn order(c: &Calendar) -> Option<Order> {
    Some(match c.day? {
        day if Some(day) == c.month => Order::Named,
        ..=12 => Order::Open,
        _ => Order::MonthFirst,
    })
}

/// "Thursday, 04/12/2025": the weekday is that of one of the two readings.
fn by_weekday(c: Calendar) -> Calendar {
    let (Order::Open, Some(Year::Full(y)), Some(w), Some(m), Some(d)) = (c.order, c.year, c.weekday, c.month, c.day)
    else {
        return c;
    };
    let fits = |m, d| NaiveDate::from_ymd_opt(y, m, d).is_some_and(|x| x.weekday().number_from_monday() == w);
    match (fits(m, d), fits(d, m)) {
        (true, false) => Calendar { order: Order::MonthFirst, ..c },
        (false, true) => Calendar { order: Order::DayFirst, month: Some(d), day: Some(m), ..c },
        _ => c,
    }
}

/// Neither a part of a longer chain of numbers nor of a path.
pub(super) fn numeric_stands(site: &Site<'_>) -> bool {
    let joins = |words: &str| matches!(words, "/" | "-" | "." | "=" | "+" | "_" | "\\");
    // "04/12/2025-06/12/2025": the end of a range.
    let ends_a_range = site.class(site.start.wrapping_sub(1), Class::Dash).is_some()
        && matches!(site.words(site.start + 1), "/" | ".")
        && site.words(site.start.wrapping_sub(3)) == site.words(site.start + 1);
    let glued_before = site.token(site.start).is_some_and(|t| t.glued)
        && !ends_a_range
        && site.before().is_some_and(|t| joins(t.span().of(site.text.text)) || t.kind == TokenKind::Digits);
    let decimal =
        site.words(site.end) == "." && site.token(site.end + 1).is_some_and(|t| t.glued && t.kind == TokenKind::Digits);
    let glued_after =
        site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), "/" | "=" | "_" | "%"));
    // "version 12.4.2025"
    let numbered = site.start.checked_sub(1).and_then(|b| site.class(b, Class::Numbered)).is_some();
    !glued_before && !glued_after && !decimal && !numbered
}

/// "10/31/74".
pub(crate) fn numeric_short(s: &Slots, site: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.year = Some(Year::Short(s.int(Slot::Year)?));
    c.order = order(&c)?;
    numeric_stands(site).then_some(Expr::Calendar(c))
}

/// "31/12/74".
pub(crate) fn numeric_short_day_first(s: &Slots, site: &Site<'_>) -> Meant {
    let year = Some(Year::Short(s.int(Slot::Year)?));
    let c = Calendar { year, order: Order::DayFirst, ..calendar_of(s)? };
    numeric_stands(site).then_some(Expr::Calendar(c))
}

/// "23/12-28/12/2025": the year stands once, at the end; the day goes first where one can be no month.
pub(crate) fn numeric_range(s: &Slots, site: &Site<'_>) -> Meant {
    let sure = s.uint(Slot::Dom)?.max(s.uint(Slot::Dom2)?) > 12;
    sure.then(|| dated_range(s, site, Order::DayFirst))?
}

/// "12/8-12/10/2025": which goes first is as open as in one date.
pub(crate) fn numeric_range_month_first(s: &Slots, site: &Site<'_>) -> Meant {
    let sure = s.uint(Slot::Dom)?.max(s.uint(Slot::Dom2)?) > 12;
    dated_range(s, site, if sure { Order::MonthFirst } else { Order::Open })
}

/// "03.04.-05.04.2025": with full stops the day goes first.
pub(crate) fn numeric_range_dotted(s: &Slots, site: &Site<'_>) -> Meant {
    dated_range(s, site, Order::DayFirst)
}

/// "3.-5.4.2025": the month stands once as well.
pub(crate) fn numeric_days_dotted(s: &Slots, site: &Site<'_>) -> Meant {
    (s.uint(Slot::Dom)? < s.uint(Slot::Dom2)?).then(|| dated_range(s, site, Order::DayFirst))?
}

fn dated_range(s: &Slots, site: &Site<'_>, order: Order) -> Meant {
    let c = Calendar { order, ..calendar_of(s)? };
    let end = Calendar { month: s.uint(Slot::Month2).or(c.month), day: s.uint(Slot::Dom2), ..c };
    let start = Calendar { year: None, ..c };
    let stands = year_stands(&end) && numeric_stands(site) && super::valid_day(end.month, end.day);
    let at = |c| Box::new(Expr::Calendar(c));
    stands.then(|| Expr::Range(at(start), at(end)))
}

/// "2/15" is a date only where a date is asked for: alone, or after "on".
pub(crate) fn numeric_no_year(s: &Slots, site: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.order = order(&c)?;
    // "on 9/11" is a day of history, "24/7" no day at all.
    let named = matches!((c.month, c.day), (Some(9), Some(11)) | (Some(7), Some(7 | 24)));
    let alone = site.start == site.first && site.end == site.limit;
    if named && !alone {
        return None;
    }
    // "Cut its rate by 1/2 point": a share, as "3/16" is one.
    let share = || matches!(site.words(site.start + 2), "2" | "4" | "8" | "16" | "32");
    let by = site.word_before() == "by" && !share();
    let cue = by
        || matches!(site.word_before().as_str(), "on" | "next")
        || site.start == site.first && matches!(site.words(site.end), "at" | "@");
    ((alone || cue) && numeric_stands(site)).then_some(Expr::Calendar(c))
}

/// "2025-12".
pub(crate) fn iso_month(s: &Slots, site: &Site<'_>) -> Meant {
    if !numeric_stands(site) || site.words(site.end - 1).len() != 2 && site.limit - site.first > 8 {
        return None;
    }
    // "2008-09" is two years, "2008-10" may be a month: the year of a season is the next one.
    let (year, month) = (s.int(Slot::Year)?, s.int(Slot::Month)?);
    if site.words(site.end - 1).len() == 2
        && month == (year + 1) % 100
        && site.words(site.end - 2) != "/"
        && site.limit - site.first > 3
    {
        return None;
    }
    if matches!(site.words(site.end - 2), "–" | "—") {
        return None;
    }
    if site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), "-" | "/")) {
        return None;
    }
    calendar_of(s).map(Expr::Calendar)
}
