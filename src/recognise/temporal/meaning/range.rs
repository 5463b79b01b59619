//! Ranges whose ends share a month or a year.

use super::super::calendar::Unit;
use super::super::expr::{Calendar, Cycle, Expr, Year};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::Class;
use super::day::{day_number_stands, determines_what_follows, month_word_stands};
use super::{Meant, calendar_of, full_year, valid_day};
use crate::text::{Case, TokenKind};

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
    if c.year.is_none() && last < c.day? {
        if site.class(site.end - 1, Class::Month).is_some() {
            // "from 28 to 3 May": out of the month before.
            let end = Calendar { day: Some(last), ..c };
            let start = Calendar { month: Some((c.month? + 10) % 12 + 1), ..c };
            let valid = valid_day(start.month, start.day) && valid_day(end.month, end.day);
            return valid.then(|| Expr::Range(Box::new(Expr::Calendar(start)), Box::new(Expr::Calendar(end))));
        }
        // "May 5-4" runs backwards: a score, or a slip.
        if site.token(site.end - 1).is_some_and(|t| t.glued) && site.class(site.end - 2, Class::Dash).is_some() {
            return None;
        }
        // "April 27 to the 3rd": into the next month.
        let end = Calendar { day: Some(last), month: Some(c.month? % 12 + 1), weekday: None, ..c };
        return Some(Expr::Range(Box::new(Expr::Calendar(c)), Box::new(Expr::Calendar(end))));
    }
    if !valid_day(c.month, Some(last)) || !month_word_stands(site) || !day_number_stands(site) {
        return None;
    }
    let end = Calendar { day: Some(last), weekday: None, ..c };
    Some(Expr::Range(Box::new(Expr::Calendar(c)), Box::new(Expr::Calendar(end))))
}

/// "LONDON, March 9 - First quarter sales", "March 9 - 12 people died": the dash ends a dateline, and what stands
/// behind it is the first word of the lead.
fn opens_the_lead(site: &Site<'_>) -> bool {
    let Some(last) = site.token(site.end - 1) else { return false };
    let dashed = site.class(site.end - 2, Class::Dash).is_some();
    let apart = dashed && !last.glued && !site.token(site.end - 2).is_some_and(|t| t.glued);
    let in_words = last.kind == TokenKind::Word && site.class(site.end - 1, Class::Month).is_none();
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
    let bare = s.int(Slot::Year).is_none();
    let month_first = site.class(site.start, Class::Month).is_some();
    let counts = site.after().is_some_and(|t| t.kind != TokenKind::Mark);
    let led = matches!(site.word_before().as_str(), "" | "on" | "for" | "(" | "the" | "from");
    (if month_first { !bare || !counts } else { led }).then(|| dom_pair(s, site))?
}

/// "December 4, 5 and 6": one stretch where the days follow each other.
pub(crate) fn dom_three(s: &Slots, site: &Site<'_>) -> Meant {
    let first = s.uint(Slot::Dom)?;
    let follow = s.uint(Slot::Skip)? == first + 1 && s.uint(Slot::Dom2)? == first + 2;
    follow.then(|| dom_range(s, site))?
}

/// "December 4 and 5": one stretch where the days follow each other.
pub(crate) fn dom_pair(s: &Slots, site: &Site<'_>) -> Meant {
    if s.uint(Slot::Dom2)? != s.uint(Slot::Dom)? + 1 && site.word_before() != "between" {
        return None;
    }
    dom_range(s, site)
}
