//! Ranges whose ends share a month or a year.

use super::super::calendar::Unit;
use super::super::expr::{Calendar, Cycle, Expr, Year};
use super::super::pattern::{Site, Slot, Slots};
use super::super::reader::joint;
use super::super::words::Class;
use super::day::{day_number_stands, determines_what_follows, month_word_stands};
use super::{Meant, calendar_of, full_year, valid_day};
use crate::text::{Case, Token, TokenKind};

/// "499–493 BC".
pub(crate) fn years_era(s: &Slots, _: &Site<'_>) -> Meant {
    if s.int(Slot::Era)? != 0 {
        return None;
    }
    let at = |slot| {
        let year = Some(Year::Full(full_year(s, slot)?));
        Some(Box::new(Expr::Calendar(Calendar { year, ..Calendar::default() })))
    };
    Some(Expr::Range(at(Slot::Year)?, at(Slot::Year2)?))
}

/// "December 4–5, 2025".
pub(crate) fn dom_range(s: &Slots, site: &Site<'_>) -> Meant {
    // "Thursday and Friday, December 4-5": the weekday may be that of either end.
    let c = Calendar { weekday: None, ..calendar_of(s)? };
    let last = s.uint(Slot::Dom2)?;
    if determines_what_follows(site) || opens_the_lead(site) {
        return None;
    }
    // "9–5 December 2031" runs backwards, and is told as it is written.
    let dashed = || joined_at(site).is_some_and(|i| site.class(i, Class::Dash).is_some());
    if last < c.day? && (c.year.is_none() || !dashed()) {
        return across_months(c, last, site);
    }
    if !valid_day(c.month, Some(last)) || !month_word_stands(site) || !day_number_stands(site) {
        return None;
    }
    Some(range(c, Calendar { day: Some(last), ..c }))
}

/// "from 28 to 3 May", "April 27 to the 3rd": the month that is left out is the one before, or after.
fn across_months(c: Calendar, last: u32, site: &Site<'_>) -> Meant {
    let month = (site.start..site.end).find(|i| site.class(*i, Class::Month).is_some())?;
    let joined = joined_at(site)?;
    let end = Calendar { day: Some(last), ..c };
    let (start, end) = if month > joined {
        (
            Calendar {
                month: Some((c.month? + 10) % 12 + 1),
                year: c.year.map(|y| y.shifted(-i32::from(c.month == Some(1)))),
                ..c
            },
            end,
        )
    } else {
        // "May 5-4" runs backwards: a score, or a slip.
        if site.class(joined, Class::Dash).is_some() && site.token(joined + 1).is_some_and(|t| t.glued) {
            return None;
        }
        (
            c,
            Calendar {
                month: Some(c.month? % 12 + 1),
                year: c.year.map(|y| y.shifted(i32::from(c.month == Some(12)))),
                ..end
            },
        )
    };
    let valid = valid_day(start.month, start.day) && valid_day(end.month, end.day);
    valid.then(|| range(start, end))
}

/// Where the ends of the match are joined; "twenty-third" has a dash of its own.
fn joined_at(site: &Site<'_>) -> Option<usize> {
    let compound = |i: usize| site.class(i - 1, Class::Tens).is_some() && site.class(i + 1, Class::Ordinal).is_some();
    (site.start + 1..site.end).find(|&i| joint(site, i).is_some() && !compound(i))
}

fn range(start: Calendar, end: Calendar) -> Expr {
    Expr::Range(Box::new(Expr::Calendar(start)), Box::new(Expr::Calendar(end)))
}

/// "4 December to the 6th": the last day shows its ending, and counts nothing.
pub(crate) fn dom_to_ranked(s: &Slots, site: &Site<'_>) -> Meant {
    let ranked = site.class(site.end - 1, Class::Suffix).or_else(|| site.class(site.end - 1, Class::Ordinal));
    let noun = |t: &Token| t.kind == TokenKind::Word && t.case == Case::Lower && !site.grammar.words.is_known(t.word);
    // "the 26th of December to the 7th of January": the second has a month of its own.
    let month = site.words(site.end) == "of" || site.class(site.end, Class::Month).is_some();
    (ranked.is_some() && !month && !site.after().is_some_and(noun)).then(|| dom_range(s, site))?
}

/// "10-12 December next year", "this year's December 10-12".
pub(crate) fn dom_range_in(s: &Slots, site: &Site<'_>) -> Meant {
    let Expr::Range(start, end) = dom_range(s, site)? else { return None };
    let year = s.expr(Slot::InYear)?;
    let within = |day| Box::new(Expr::Within(day, year.clone()));
    Some(Expr::Range(within(start), within(end)))
}

/// "26-27 September '14".
pub(crate) fn dom_range_short(s: &Slots, site: &Site<'_>) -> Meant {
    let year = Some(Year::Short(s.int(Slot::Year)?));
    let c = Calendar { year, ..calendar_of(s)? };
    let last = s.uint(Slot::Dom2)?;
    let sound = c.day? < last && valid_day(c.month, Some(last)) && month_word_stands(site);
    sound.then(|| range(c, Calendar { day: Some(last), ..c }))
}

/// "Tuesday to Friday, 30 December to 2 January".
pub(crate) fn days_of_months(s: &Slots, _: &Site<'_>) -> Meant {
    let end = Calendar { weekday: None, ..calendar_of(s)? };
    let start = Calendar { year: None, ..end };
    let end = Calendar { month: s.uint(Slot::Month2), day: s.uint(Slot::Dom2), ..end };
    valid_day(end.month, end.day).then(|| range(start, end))
}

/// "LONDON, March 9 - First quarter sales", "March 9 - 12 people died": the dash ends a dateline, and what stands
/// behind it is the first word of the lead.
fn opens_the_lead(site: &Site<'_>) -> bool {
    let Some(last) = site.token(site.end - 1) else { return false };
    let dashed = site.class(site.end - 2, Class::Dash).is_some();
    let apart = dashed && !last.glued && !site.token(site.end - 2).is_some_and(|t| t.glued);
    // "twenty-third" has a dash of its own.
    let compound =
        site.class(site.end - 1, Class::Ordinal).is_some() && site.class(site.end - 3, Class::Tens).is_some();
    let in_words = last.kind == TokenKind::Word && site.class(site.end - 1, Class::Month).is_none() && !compound;
    let counts = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
        && !matches!(
            site.words(site.end),
            "at" | "in" | "to" | "and" | "by" | "but" | "for" | "with" | "when" | "from"
        );
    dashed && in_words || apart && counts
}

/// "the 4th to the 7th", "between the 21st and 23rd of next month".
pub(crate) fn doms(s: &Slots, site: &Site<'_>) -> Meant {
    let days = [s.uint(Slot::Dom)?, s.uint(Slot::Dom2)?];
    let joined = (site.start..site.end).any(|i| matches!(site.words(i), "and" | "&"));
    let follow = days[1] == days[0] + 1 || site.word_before() == "between";
    let suffixes = (site.start..site.end).filter(|&i| site.class(i, Class::Suffix).is_some()).count();
    // "the 4th to 7th floors"
    let counted = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
        && !matches!(site.words(site.end), "at" | "in" | "when" | "to" | "and" | "by" | "but" | "for" | "with");
    let led = matches!(site.word_before().as_str(), "on" | "from" | "between" | "for" | "of" | "until");
    if days[0] >= days[1] || joined && !follow || suffixes < 2 || counted || !led {
        return None;
    }
    let within = s.expr(Slot::Date);
    let month = within.as_deref().is_none_or(|e| {
        matches!(e, Expr::Relative(_, Unit::Month) | Expr::The(Unit::Month) | Expr::Cycle(Cycle::Month(_), _))
    });
    let end = |day: u32| match &within {
        Some(within) => Expr::Ordinal { n: i64::from(day), unit: Ok(Unit::Day), within: within.clone() },
        None => Expr::Calendar(Calendar { day: Some(day), ..Calendar::default() }),
    };
    month.then(|| Expr::Range(Box::new(end(days[0])), Box::new(end(days[1]))))
}

/// "December 4, 5": two days that follow each other, where the second counts nothing.
pub(crate) fn dom_comma(s: &Slots, site: &Site<'_>) -> Meant {
    second_counts_nothing(s, site).then(|| dom_pair(s, site))?
}

fn second_counts_nothing(s: &Slots, site: &Site<'_>) -> bool {
    let bare = s.int(Slot::Year).is_none();
    let month_first = site.class(site.start, Class::Month).is_some();
    let counts = site.after().is_some_and(|t| t.kind != TokenKind::Mark);
    let led = matches!(site.word_before().as_str(), "" | "on" | "for" | "(" | "the" | "from");
    if month_first { !bare || !counts } else { led }
}

/// "December 4, 5 and 6": one stretch where the days follow each other.
pub(crate) fn dom_three(s: &Slots, site: &Site<'_>) -> Meant {
    let first = s.uint(Slot::Dom)?;
    let follow = s.uint(Slot::Skip)? == first + 1 && s.uint(Slot::Dom2)? == first + 2;
    follow.then(|| dom_range(s, site))?
}

/// "December 4, 5, 6".
pub(crate) fn dom_three_commas(s: &Slots, site: &Site<'_>) -> Meant {
    second_counts_nothing(s, site).then(|| dom_three(s, site))?
}

/// "December 4 and 5": one stretch where the days follow each other.
pub(crate) fn dom_pair(s: &Slots, site: &Site<'_>) -> Meant {
    if s.uint(Slot::Dom2)? != s.uint(Slot::Dom)? + 1 && site.word_before() != "between" {
        return None;
    }
    dom_range(s, site)
}
