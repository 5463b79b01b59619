//! Weeks, months, seasons, quarters, decades, centuries.

use super::super::calendar::{Unit, When};
use super::super::expr::{Base, Calendar, Cycle, Expr, Length, Reference, Toward, Year};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::Class;
use super::length::piece;
use super::{Meant, full_year, toward_of, unit};
use crate::text::{Case, TokenKind};

/// "this week", "the previous year".
pub(crate) fn relative(s: &Slots, site: &Site<'_>) -> Meant {
    let (toward, unit) = (toward_of(s)?, unit(s)?);
    if unit <= Unit::Hour || matches!(unit, Unit::Season | Unit::Half | Unit::Millennium) {
        return None;
    }
    let word = site.words(site.end - 2).to_ascii_lowercase();
    if unit == Unit::Day && matches!(word.as_str(), "present" | "current" | "past" | "last") {
        return if word == "present" { Some(Expr::Reference(Reference::Present)) } else { None };
    }
    // "-day": "next day" is a day, "that day-long strike" is not.
    if site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), "-" | "–")) {
        return None;
    }
    if (word == "past" || is_length(site, &word)) && unit != Unit::Weekend {
        return Some(Expr::Span { toward, count: Some(1000), unit });
    }
    if is_complement(site) {
        return None;
    }
    Some(Expr::Relative(if goes_on(site, &word) { Toward::Following } else { toward }, unit))
}

/// "The next year the line lost its customers": a sentence that goes on from the point that the text is at.
fn goes_on(site: &Site<'_>, word: &str) -> bool {
    let opens = site.start == site.first && site.words(site.start) == "The";
    let ahead = matches!(site.words(site.end), "will" | "would" | "may" | "could" | "should" | "is" | "are" | "can");
    word == "next" && opens && !ahead
}

/// "over the last year", "during the next decade": as long as one, and not the one of the calendar.
fn is_length(site: &Site<'_>, word: &str) -> bool {
    let led = site.word_before();
    let led = matches!(led.as_str(), "over" | "during" | "within") || word == "last" && led == "in";
    let followed = matches!(site.after().map_or("", |t| t.span().of(site.text.text)), "of" | "'s" | "’s");
    led && !followed && matches!(word, "last" | "next") && site.class(site.start, Class::The).is_some()
}

/// "said that last year …", "said that Monday …": the word opens what was said and points to nothing.
pub(super) fn is_complement(site: &Site<'_>) -> bool {
    if !site.words(site.start).eq_ignore_ascii_case("that") {
        return false;
    }
    let toward = site.class(site.start + 1, Class::Dir).and_then(Toward::from_index);
    let said = || site.start.checked_sub(1).and_then(|b| site.class(b, Class::Telling)) == Some(1);
    matches!(toward, Some(Toward::Last | Toward::This | Toward::Next)) || said()
}

/// "the first Monday of October".
pub(crate) fn ordinal(s: &Slots, _: &Site<'_>) -> Meant {
    nth(s, i64::from(s.int(Slot::N)?))
}

/// "the last day of May".
pub(crate) fn last_of(s: &Slots, _: &Site<'_>) -> Meant {
    nth(s, -1)
}

/// "the fifth last day of May".
pub(crate) fn nth_last(s: &Slots, _: &Site<'_>) -> Meant {
    nth(s, -i64::from(s.int(Slot::N)?))
}

fn nth(s: &Slots, n: i64) -> Meant {
    let within = s.expr(Slot::Date)?;
    let unit = match s.uint(Slot::Weekday) {
        Some(w) => Err(w),
        None => Ok(unit(s)?),
    };
    if let (Ok(Unit::Quarter), -1 | 1..) = (unit, n) {
        let quarter = u32::try_from(n).unwrap_or(4);
        return Some(Expr::Cycle(Cycle::Quarter(quarter), Some(within)));
    }
    let counted =
        matches!(unit, Err(_) | Ok(Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Decade));
    counted.then_some(Expr::Ordinal { n, unit, within })
}

/// A month's name alone; three are words of their own.
pub(crate) fn month(s: &Slots, site: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Month)?;
    let token = site.token(site.start)?;
    let word = site.words(site.start);
    let doubtful = matches!(n, 3 | 5 | 8) && word.len() > 3 || n == 5 || word.len() <= 3 && !token.dotted;
    let behind = |n: usize, class| site.start.checked_sub(n).and_then(|b| site.class(b, class)).is_some();
    // "in May", "by mid-May"
    let shaded = behind(1, Class::Dash) && behind(2, Class::Early);
    let cue = behind(1, Class::YearCue) || shaded;
    let name_follows = site.after().is_some_and(|t| {
        matches!(t.case, Case::Capitalised | Case::Mixed) && t.kind == TokenKind::Word && !t.breaks_line
    }) && site.class(site.end, Class::Weekday).is_none();
    if site.limit - site.first == 1 {
        return Some(Expr::Cycle(Cycle::Month(n), None));
    }
    if doubtful {
        let before = site.start.checked_sub(1).map_or("", |b| site.words(b));
        // "Jan-Feb 2017", "Apr/May": two of them hold each other.
        let joint = |i: usize| {
            site.class(i, Class::Dash).is_some() || matches!(site.words(i), "/" | "to" | "through" | "until" | "till")
        };
        let month_at = |i: Option<usize>| i.and_then(|i| site.class(i, Class::Month)).is_some();
        let paired = token.case != Case::Lower
            && (joint(site.end) && month_at(Some(site.end + 1))
                || site.start.checked_sub(1).is_some_and(joint) && month_at(site.start.checked_sub(2)));
        let plain = cue && (token.case != Case::Lower || matches!(before, "in" | "since" | "of"));
        let list = matches!(before, "," | "-" | "–" | "/" | "(") && token.case != Case::Lower && n != 5;
        // "By the end of March they had gone" tells of the month, "March they did" does not.
        let sure =
            matches!(before, "in" | "In" | "of" | "since" | "Since" | "by" | "until" | "during" | "late" | "early");
        let pronoun = !matches!(site.words(site.end), "on" | "a");
        let not = site.class(site.end, Class::NotMonth).is_some() && n == 3 && !(sure && pronoun);
        // The adjective has no capital: "the costly August battles".
        let named = n == 8 && token.case != Case::Lower && site.start > site.first;
        if !(plain || list || paired || named) || not || (name_follows && before != "in" && before != "the") {
            return None;
        }
    } else if name_follows && !cue && matches!(n, 4 | 6) && token.case != Case::Upper {
        return None;
    }
    Some(Expr::Cycle(Cycle::Month(n), None))
}

/// "summer", "the summer of 2024"; "spring" and "fall" are words of their own.
pub(crate) fn season(s: &Slots, site: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Season)?;
    let year = match full_year(s, Slot::Year) {
        Some(y) => Some(Box::new(Expr::Calendar(Calendar { year: Some(Year::Full(y)), ..Calendar::default() }))),
        None => s.expr(Slot::InYear),
    };
    if year.is_none() {
        let at = site.end - 1;
        let before = at.checked_sub(1).map_or("", |b| site.words(b)).to_ascii_lowercase();
        let cue = at.checked_sub(1).and_then(|b| site.class(b, Class::YearCue)).is_some()
            && !matches!(before.as_str(), "to" | "will" | "would" | "a" | "and" | "or" | "for");
        let word = site.words(at).to_ascii_lowercase();
        let doubtful = matches!(word.as_str(), "fall" | "spring");
        let after = site.after().map_or("", |t| t.span().of(site.text.text));
        if doubtful
            && (!cue
                || matches!(
                    before.as_str(),
                    "'s" | "’s" | "to" | "his" | "her" | "its" | "their" | "a" | "as" | "on" | "at"
                )
                || matches!(after, "of" | "in" | "from" | "by" | "to"))
        {
            return None;
        }
        let name =
            site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Capitalised && !t.breaks_line);
        if name && site.end - site.start > 1 {
            return None;
        }
        if matches!(after, "Olympics" | "Olympic" | "Games" | "Palace" | "Paralympics") {
            return None;
        }
    }
    Some(Expr::Cycle(Cycle::Season(n), year))
}

/// "the third quarter", "Q3 2025".
pub(crate) fn quarter(s: &Slots, site: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Quarter)?;
    if !(1..=4).contains(&n) {
        return None;
    }
    // "the first quarter" of a match is told by what follows it, "a quarter" is a fraction.
    let after = site.after().map_or("", |t| t.span().of(site.text.text));
    if matches!(after, "century" | "final" | "finals") || after == "-" && site.words(site.end + 1) == "final" {
        return None;
    }
    Some(Expr::Cycle(Cycle::Quarter(n), s.expr(Slot::InYear)))
}

/// "the June quarter": the one that ends with that month.
pub(crate) fn month_quarter(s: &Slots, _: &Site<'_>) -> Meant {
    let month = s.uint(Slot::Month).filter(|m| m % 3 == 0)?;
    Some(Expr::Cycle(Cycle::Quarter(month / 3), s.expr(Slot::InYear)))
}

fn year_expr(s: &Slots) -> Option<Box<Expr>> {
    let y = full_year(s, Slot::Year)?;
    Some(Box::new(Expr::Calendar(Calendar { year: Some(Year::Full(y)), ..Calendar::default() })))
}

/// "the 1988 quarter": the one in focus, in that year.
pub(crate) fn that_period(s: &Slots, site: &Site<'_>) -> Meant {
    // "a year period" is a length.
    let plain = matches!(s.expr(Slot::InYear).as_deref(), Some(Expr::Calendar(_)));
    let unit = (site.words(site.end - 1) == "quarter").then_some(Unit::Quarter);
    (plain && site.words(site.start) != "a").then(|| Expr::Cycle(Cycle::SamePeriod(unit), s.expr(Slot::InYear)))
}

/// Whether figures are reported for such a period; "period" names no unit.
fn is_reported(unit: Option<Unit>) -> bool {
    matches!(unit, None | Some(Unit::Week | Unit::Month | Unit::Quarter | Unit::Half))
}

/// "the same period of 1988", "the corresponding quarter last year".
pub(crate) fn same_period(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s);
    is_reported(unit).then(|| Expr::Cycle(Cycle::SamePeriod(unit), s.expr(Slot::InYear)))
}

/// "the year-ago period", "the same quarter a year earlier".
pub(crate) fn year_ago_period(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s);
    let length = Length(vec![(Some(1000), Unit::Year)]);
    is_reported(unit).then_some(Expr::Shift { length, sign: -1, base: Base::Period(unit) })
}

/// "the year-ago third quarter".
pub(crate) fn quarter_year_ago(s: &Slots, _: &Site<'_>) -> Meant {
    let last_year = Expr::Relative(Toward::Last, Unit::Year);
    Some(Expr::Cycle(Cycle::Quarter(s.uint(Slot::Quarter)?), Some(Box::new(last_year))))
}

/// "2025 Q3".
pub(crate) fn quarter_year(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Cycle(Cycle::Quarter(s.uint(Slot::Quarter)?), year_expr(s)))
}

/// "the first half of 2025", "H1".
pub(crate) fn half(s: &Slots, site: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Half)?;
    let year = s.expr(Slot::InYear).or_else(|| year_expr(s));
    let after = site.after().map_or("", |t| t.span().of(site.text.text));
    // "in the first half hour", "the first half-hour"
    let noun = if site.class(site.end, Class::Dash).is_some() { site.words(site.end + 1) } else { after };
    if matches!(noun, "hour" | "mile" | "century" | "dozen") {
        return None;
    }
    let sport = matches!(after, "goal" | "lead" | "of");
    let played = |i: usize| matches!(site.words(i), "scored" | "goal" | "goals" | "led" | "trailed" | "kick" | "ball");
    let sport = sport || (site.first.max(site.start.saturating_sub(PLAY))..site.start).any(played);
    if !(1..=2).contains(&n) || year.is_none() && sport {
        return None;
    }
    Some(Expr::Cycle(Cycle::Half(n), year))
}

/// How far before a half the words of a game stand: "scored twice in the second half".
const PLAY: usize = 8;

/// "the latter half of 2025".
pub(crate) fn latter_half(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Cycle(Cycle::Half(2), s.expr(Slot::InYear)))
}

/// "the 1990s".
pub(crate) fn decade(s: &Slots, _: &Site<'_>) -> Meant {
    let y = s.int(Slot::Year)?;
    if s.int(Slot::Era) == Some(0) {
        return Some(Expr::Decade(1 - y, false));
    }
    match y {
        ..1000 => None,
        _ if y % 100 == 0 && y < 2000 => Some(Expr::Fixed(When::Century(y))),
        _ => Some(Expr::Decade(y, false)),
    }
}

/// "the '60s", "the nineties".
pub(crate) fn decade_short(s: &Slots, site: &Site<'_>) -> Meant {
    let y = s.int(Slot::Year)?;
    let first = site.words(site.start).to_ascii_lowercase();
    // "80s" alone is as often degrees or ages.
    let marked = matches!(first.as_str(), "the" | "'" | "’" | "‘" | "nineteen") || site.word_before() == "in";
    let counted = site.words(site.start + 1).eq_ignore_ascii_case("s") && !marked;
    (y % 10 == 0 && y < 100 && !counted && marked).then_some(Expr::Decade(y, true))
}

/// "the 19th century".
pub(crate) fn century(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.int(Slot::N)?;
    let first = if s.int(Slot::Era) == Some(0) { 1 - n * 100 } else { (n - 1) * 100 };
    (1..=40).contains(&n).then_some(Expr::Fixed(When::Century(first)))
}

/// "week 27".
pub(crate) fn week(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Count)?;
    Some(Expr::Cycle(Cycle::Week(n), s.expr(Slot::InYear))).filter(|_| (1..=53).contains(&n))
}

/// "the week of October 6".
pub(crate) fn week_of(s: &Slots, _: &Site<'_>) -> Meant {
    let day = match *s.expr(Slot::Date)? {
        Expr::Range(first, _) => first,
        day => Box::new(day),
    };
    Some(Expr::Holding(Unit::Week, day))
}

/// "the year", "the month": only where a preposition or an edge makes it a period.
pub(crate) fn the_period(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    if unit < Unit::Day || matches!(unit, Unit::Night | Unit::Fortnight | Unit::Season | Unit::Half | Unit::Millennium)
    {
        return None;
    }
    let before = site.before().map_or("", |t| t.span().of(site.text.text));
    let after = site.after().map_or("", |t| t.span().of(site.text.text));
    // "Families were told at the weekend that they could go home."
    let told = unit == Unit::Weekend && after == "that" && matches!(before, "at" | "over" | "during");
    if !told && matches!(after, "-" | "of" | "after" | "before" | "that" | "when" | "'s" | "’s") && unit != Unit::Year
        || after == "the" && before != "of" && !matches!(unit, Unit::Year | Unit::Quarter)
    {
        return None;
    }
    // "the year ended September 30": its length; the words after it say when.
    if matches!(after, "ended" | "ending") && unit >= Unit::Week {
        return piece(Some(1000), unit);
    }
    // "in the year to March": its length as well.
    if matches!(after, "to" | "through") && unit >= Unit::Week {
        let next = site.end + 1;
        let dated = site.class(next, Class::Month).is_some()
            || matches!(site.words(next), "end" | "the") && site.class(next + 1, Class::Edge).is_some()
            || site.token(next).is_some_and(|t| t.kind == TokenKind::Digits);
        if dated {
            return piece(Some(1000), unit);
        }
    }
    let cue = matches!(
        before.to_ascii_lowercase().as_str(),
        "of" | "in"
            | "for"
            | "during"
            | "over"
            | "through"
            | "throughout"
            | "later"
            | "earlier"
            | "late"
            | "early"
            | "end"
            | "by"
    );
    let day = unit == Unit::Day && !matches!(before, "in" | "for" | "of" | "during");
    (cue && !day || unit == Unit::Weekend).then_some(Expr::The(unit))
}
