//! Single days: with their month, by weekday, by name, by their distance from today.

use super::super::calendar::{Unit, When};
use super::super::expr::{Base, Calendar, Cycle, Expr, Length, Toward, Year};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::Class;
use super::period::{is_complement, relative};
use super::{Meant, calendar_of, toward_of, unit, valid_day};
use crate::text::{Case, Token, TokenKind};

/// A day or a month, with what the slots hold of year and weekday.
pub(crate) fn calendar(s: &Slots, site: &Site<'_>) -> Meant {
    let c = calendar_of(s)?;
    if c.day.is_some() && c.year.is_none() && !day_number_stands(site) {
        return None;
    }
    if c.day.is_some() && c.year.is_none() && !month_word_stands(site) || determines_what_follows(site) {
        return None;
    }
    Some(Expr::Calendar(c))
}

/// "the 14 March summit": the article is that of the summit, since days take one as "the 14th" or "of March" alone.
pub(super) fn determines_what_follows(site: &Site<'_>) -> bool {
    let ranked = |i| site.class(i, Class::Suffix).or_else(|| site.class(i, Class::Ordinal)).is_some();
    let noun = |t: &Token| t.kind == TokenKind::Word && t.case == Case::Lower && !site.grammar.words.is_known(t.word);
    site.class(site.start, Class::The).is_some()
        && site.after().is_some_and(noun)
        && site.class(site.end - 1, Class::Month).is_some()
        && !(site.start..site.end).any(|i| site.words(i) == "of" || ranked(i))
}

/// "may 5 percent": the number belongs to what follows.
pub(super) fn day_number_stands(site: &Site<'_>) -> bool {
    let number_last = site.token(site.end - 1).is_some_and(|t| t.kind == TokenKind::Digits);
    site.after().is_none_or(|t| match t.span().of(site.text.text) {
        "percent" | "%" | "per" | "million" | "billion" => false,
        // "30 April/1 May"
        "/" => !number_last || site.class(site.end + 1, Class::Month).is_some(),
        _ => true,
    })
}

/// The modal verb before a number ("it may 5…") has no capital.
pub(super) fn month_word_stands(site: &Site<'_>) -> bool {
    (site.start..site.end).all(|i| {
        site.words(i) != "may" && site.words(i) != "march" || is_whole(site) || site.words(i.wrapping_sub(1)) == "of"
    })
}

fn is_whole(site: &Site<'_>) -> bool {
    site.limit - site.first <= 4
}

/// A day or month whose year has two digits.
pub(crate) fn calendar_short(s: &Slots, _: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.year = Some(Year::Short(s.int(Slot::Year)?));
    Some(Expr::Calendar(c))
}

/// "March twenty five nineteen eighty six": a day in words, with its year.
pub(crate) fn calendar_spelled(s: &Slots, _: &Site<'_>) -> Meant {
    let c = calendar_of(s)?;
    (1..=31).contains(&c.day?).then_some(Expr::Calendar(c))
}

/// A day or month in a year that another expression gives.
pub(crate) fn calendar_in(s: &Slots, site: &Site<'_>) -> Meant {
    // "1998's may be better"
    if !month_word_stands(site) {
        return None;
    }
    let mut c = calendar_of(s)?;
    c.year = None;
    let year = s.expr(Slot::InYear)?;
    Some(Expr::Within(Box::new(Expr::Calendar(c)), year))
}

/// An abbreviated weekday is a word of its own ("Sun", "sat") unless something shows a date.
pub(crate) fn weekday(s: &Slots, site: &Site<'_>) -> Meant {
    let token = site.token(site.start)?;
    // "Black Monday", "Bloody Sunday": a day of history, and not of the week.
    if site.before().is_some_and(|t| matches!(t.span().of(site.text.text), "Black" | "Bloody" | "Super")) {
        return None;
    }
    let short = token.end - token.start <= 4 && !token.dotted;
    if short && site.limit - site.first > 1 {
        let cue =
            site.start.checked_sub(1).is_some_and(|b| matches!(site.words(b), "on" | "On" | "until" | "by" | "from"));
        // "Thu-Sat": two of them hold each other.
        let dash = |i: usize| site.class(i, Class::Dash).is_some();
        let weekday = |i: Option<usize>| i.and_then(|i| site.class(i, Class::Weekday)).is_some();
        let paired = dash(site.start + 1) && weekday(Some(site.start + 2))
            || site.start.checked_sub(1).is_some_and(dash) && weekday(site.start.checked_sub(2));
        // "Thu at 8 p.m.": but "Sat" and "Wed" are verbs as well.
        let timed = matches!(site.words(site.start + 1), "at" | "@")
            && site.token(site.start + 2).is_some_and(|t| t.kind == TokenKind::Digits)
            && !matches!(site.words(site.start), "Sat" | "Sun" | "Wed");
        if !(cue || paired || timed) || token.case == Case::Lower {
            return None;
        }
    }
    Some(Expr::Cycle(Cycle::Weekday(s.uint(Slot::Weekday)?), None))
}

/// "Tuesday 19th".
pub(crate) fn weekday_dom(s: &Slots, site: &Site<'_>) -> Meant {
    let suffixed =
        site.class(site.end - 1, Class::Suffix).is_some() || site.class(site.end - 1, Class::Ordinal).is_some();
    let after_noun = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
    // "won on Friday 7-6"
    let score = site.class(site.end, Class::Dash).is_some()
        && site.token(site.end + 1).is_some_and(|t| t.glued && t.kind == TokenKind::Digits);
    if !suffixed && score {
        return None;
    }
    if !suffixed && (site.end - site.start != 2 || after_noun) {
        return None;
    }
    calendar_of(s).map(Expr::Calendar)
}

/// "on the 15th", where no noun follows.
pub(crate) fn dom(s: &Slots, site: &Site<'_>) -> Meant {
    let suffixed = site.class(site.end - 1, Class::Suffix).is_some();
    let ends = site
        .after()
        .is_none_or(|t| t.kind == TokenKind::Mark && !matches!(t.span().of(site.text.text), "-" | "–" | "$"));
    let verb_follows = site.after().is_some_and(|t| {
        matches!(
            t.span().of(site.text.text),
            "at" | "in"
                | "when"
                | "to"
                | "and"
                | "by"
                | "from"
                | "it"
                | "he"
                | "she"
                | "they"
                | "we"
                | "the"
                | "after"
                | "was"
                | "were"
                | "is"
                | "had"
                | "but"
                | "with"
                | "as"
                | "because"
        )
    });
    let cue = site.before().is_some_and(|t| {
        matches!(
            t.span().of(site.text.text),
            "on" | "On" | "by" | "until" | "before" | "after" | "since" | "from" | "till" | "of"
        )
    });
    let alone = site.start == site.first && site.end == site.limit;
    (suffixed && (cue && (ends || verb_follows) || alone)).then(|| calendar_of(s).map(Expr::Calendar)).flatten()
}

/// "the 20th of next month".
pub(crate) fn dom_of(s: &Slots, site: &Site<'_>) -> Meant {
    let within = s.expr(Slot::Date)?;
    let suffixed = (site.start..site.end)
        .any(|i| site.class(i, Class::Suffix).is_some() || site.class(i, Class::Ordinal).is_some());
    let month = matches!(
        &*within,
        Expr::Relative(_, Unit::Month)
            | Expr::The(Unit::Month)
            | Expr::Calendar(Calendar { day: None, month: Some(_), .. })
    );
    (suffixed && month).then(|| Expr::Ordinal {
        n: i64::from(s.int(Slot::Dom).unwrap_or(1)),
        unit: Ok(Unit::Day),
        within,
    })
}

/// The day of writing.
pub(crate) fn today(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Relative(Toward::This, Unit::Day))
}

/// The day before the day of writing.
pub(crate) fn yesterday(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Relative(Toward::Last, Unit::Day))
}

/// The day after the day of writing.
pub(crate) fn tomorrow(_: &Slots, _: &Site<'_>) -> Meant {
    Some(days_from_now(1))
}

fn days_from_now(n: i64) -> Expr {
    let today = Base::At(Box::new(Expr::Relative(Toward::This, Unit::Day)));
    Expr::Shift { length: Length(vec![(Some(n.abs() * 1000), Unit::Day)]), sign: n.signum(), base: today }
}

/// Two days on.
pub(crate) fn day_after_tomorrow(_: &Slots, _: &Site<'_>) -> Meant {
    Some(days_from_now(2))
}

/// Two days back.
pub(crate) fn day_before_yesterday(_: &Slots, _: &Site<'_>) -> Meant {
    Some(days_from_now(-2))
}

fn cycle(s: &Slots) -> Option<Cycle> {
    if let Some(n) = s.int(Slot::Holiday) {
        return Some(Cycle::Holiday(n as usize));
    }
    if let Some(n) = s.uint(Slot::Weekday) {
        return Some(Cycle::Weekday(n));
    }
    if let Some(n) = s.uint(Slot::Month) {
        return match s.uint(Slot::Dom) {
            Some(day) => valid_day(Some(n), Some(day)).then_some(Cycle::Day(n, day)),
            None => Some(Cycle::Month(n)),
        };
    }
    s.uint(Slot::Season).map(Cycle::Season)
}

/// "last Friday", "next summer".
pub(crate) fn toward(s: &Slots, site: &Site<'_>) -> Meant {
    let (toward, cycle) = (toward_of(s)?, cycle(s)?);
    if !month_word_stands(site) || is_complement(site) {
        return None;
    }
    let coming = (site.start..site.end).any(|i| matches!(site.words(i), "coming" | "upcoming"));
    if let (Cycle::Weekday(_), true) = (cycle, coming) {
        return Some(Expr::Nth { count: 1, cycle, base: Base::Now });
    }
    Some(Expr::Toward(toward, cycle))
}

/// "Feb13".
pub(crate) fn month_day(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.uint(Slot::MonthDay)?;
    let weekday = s.uint(Slot::Weekday);
    Some(Expr::Calendar(Calendar { month: Some(n / 100), day: Some(n % 100), weekday, ..Calendar::default() }))
}

/// "next week Wednesday".
pub(crate) fn week_weekday(s: &Slots, _: &Site<'_>) -> Meant {
    let within = Box::new(Expr::Relative(toward_of(s)?, Unit::Week));
    Some(Expr::Ordinal { n: 1, unit: Err(s.uint(Slot::Weekday)?), within })
}

/// "Friday after next".
pub(crate) fn after_next(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Nth { count: 2, cycle: cycle(s)?, base: Base::Now })
}

/// "the Tuesday before last".
pub(crate) fn weekday_before_last(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Nth { count: -2, cycle: cycle(s)?, base: Base::Now })
}

fn weekdays_off(s: &Slots, sign: i64) -> Meant {
    let count = s.count(Slot::Count)??;
    Some(Expr::Nth { count: sign * count / 1000, cycle: cycle(s)?, base: Base::Now })
}

/// "three Fridays from now".
pub(crate) fn weekdays_ahead(s: &Slots, _: &Site<'_>) -> Meant {
    weekdays_off(s, 1)
}

/// "two Thursdays ago".
pub(crate) fn weekdays_back(s: &Slots, _: &Site<'_>) -> Meant {
    weekdays_off(s, -1)
}

/// A named day.
pub(crate) fn holiday(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Cycle(cycle(s)?, s.expr(Slot::InYear)))
}

/// "Labor Day weekend".
pub(crate) fn holiday_weekend(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Holding(Unit::Weekend, Box::new(Expr::Cycle(cycle(s)?, s.expr(Slot::InYear)))))
}

/// "the weekend of June 3", "the weekend of Thanksgiving 2023".
pub(crate) fn weekend_of(s: &Slots, _: &Site<'_>) -> Meant {
    let day = match *s.expr(Slot::Date)? {
        Expr::Range(first, _) => first,
        day => Box::new(day),
    };
    Some(Expr::Holding(Unit::Weekend, day))
}

/// "Wednesday of this week".
pub(crate) fn weekday_of(s: &Slots, _: &Site<'_>) -> Meant {
    let within = s.expr(Slot::Date)?;
    let week = matches!(&*within, Expr::Relative(_, Unit::Week | Unit::Fortnight) | Expr::Fixed(When::Week(_)));
    week.then_some(Expr::Ordinal { n: 1, unit: Err(s.uint(Slot::Weekday)?), within })
}

/// "the same day", "the following day".
pub(crate) fn relative_day(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    if unit != Unit::Day {
        return None;
    }
    relative(s, site)
}
