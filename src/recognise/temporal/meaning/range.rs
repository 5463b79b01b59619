//! Ranges whose ends share a month or a year.

use super::super::expr::{Calendar, Expr, Year};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::Class;
use super::day::{day_number_stands, month_word_stands};
use super::{Meant, calendar_of, full_year, valid_day};
use crate::text::TokenKind;

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
    if c.year.is_none() && last < c.day? {
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
