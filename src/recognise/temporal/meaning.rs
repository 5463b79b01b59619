//! From the slots of a match to its meaning; language tables name these functions.

use super::calendar::{Clock, Part, Unit, When};
use super::expr::{Base, Calendar, Count, Cycle, Expr, Length, Reference, Toward, Year};
use super::pattern::{Site, Slot, Slots};
use super::words::Class;
use crate::text::{Case, Token, TokenKind};
use crate::value::TimexMod;
use chrono::NaiveDate;

type Meant = Option<Expr>;

fn unit(s: &Slots) -> Option<Unit> {
    Unit::from_index(s.int(Slot::Unit)?)
}

fn toward_of(s: &Slots) -> Option<Toward> {
    Toward::from_index(s.int(Slot::Dir)?)
}

fn full_year(s: &Slots, slot: Slot) -> Option<i32> {
    let year = s.int(slot)?;
    match s.int(Slot::Era) {
        Some(0) => Some(1 - year),
        _ => Some(year),
    }
}

fn valid_day(month: Option<u32>, day: Option<u32>) -> bool {
    match (month, day) {
        // 2000 is a leap year, so that 29 February stands.
        (Some(m), Some(d)) => NaiveDate::from_ymd_opt(2000, m, d).is_some(),
        (_, Some(d)) => (1..=31).contains(&d),
        _ => true,
    }
}

fn calendar_of(s: &Slots) -> Option<Calendar> {
    let c = Calendar {
        year: full_year(s, Slot::Year).map(Year::Full),
        month: s.uint(Slot::Month),
        day: s.uint(Slot::Dom),
        weekday: s.uint(Slot::Weekday),
        swappable: false,
    };
    valid_day(c.month, c.day).then_some(c)
}

/// A day or a month, with what the slots hold of year and weekday.
pub(super) fn calendar(s: &Slots, site: &Site<'_>) -> Meant {
    let c = calendar_of(s)?;
    if c.day.is_some() && c.year.is_none() && !day_number_stands(site) {
        return None;
    }
    if c.day.is_some() && c.year.is_none() && !month_word_stands(site) {
        return None;
    }
    Some(Expr::Calendar(c))
}

/// "may 5 percent": the number belongs to what follows.
fn day_number_stands(site: &Site<'_>) -> bool {
    site.after().is_none_or(|t| {
        let words = t.span().of(site.text.text);
        !matches!(words, "percent" | "%" | "per" | "million" | "billion" | "/")
    })
}

/// The modal verb before a number ("it may 5…") has no capital.
fn month_word_stands(site: &Site<'_>) -> bool {
    (site.start..site.end).all(|i| {
        site.words(i) != "may" && site.words(i) != "march" || is_whole(site) || site.words(i.wrapping_sub(1)) == "of"
    })
}

fn is_whole(site: &Site<'_>) -> bool {
    site.limit - site.first <= 4
}

/// A day or month whose year has two digits.
pub(super) fn calendar_short(s: &Slots, _: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.year = Some(Year::Short(s.int(Slot::Year)?));
    Some(Expr::Calendar(c))
}

/// A day or month in a year that another expression gives.
pub(super) fn calendar_in(s: &Slots, _: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.year = None;
    let year = s.expr(Slot::InYear)?;
    Some(Expr::Within(Box::new(Expr::Calendar(c)), year))
}

/// An abbreviated weekday is a word of its own ("Sun", "sat") unless something shows a date.
pub(super) fn weekday(s: &Slots, site: &Site<'_>) -> Meant {
    let token = site.token(site.start)?;
    let short = token.end - token.start <= 4 && !token.dotted;
    if short && site.limit - site.first > 1 {
        let cue =
            site.start.checked_sub(1).is_some_and(|b| matches!(site.words(b), "on" | "On" | "until" | "by" | "from"));
        if !cue || token.case == Case::Lower {
            return None;
        }
    }
    Some(Expr::Cycle(Cycle::Weekday(s.uint(Slot::Weekday)?), None))
}

/// "Tuesday 19th".
pub(super) fn weekday_dom(s: &Slots, site: &Site<'_>) -> Meant {
    let suffixed =
        site.class(site.end - 1, Class::Suffix).is_some() || site.class(site.end - 1, Class::Ordinal).is_some();
    let after_noun = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
    if !suffixed && (site.end - site.start != 2 || after_noun) {
        return None;
    }
    calendar_of(s).map(Expr::Calendar)
}

/// "on the 15th", where no noun follows.
pub(super) fn dom(s: &Slots, site: &Site<'_>) -> Meant {
    let suffixed = site.class(site.end - 1, Class::Suffix).is_some();
    let ends = site
        .after()
        .is_none_or(|t| t.kind == TokenKind::Mark && !matches!(t.span().of(site.text.text), "-" | "–" | "$"));
    let verb_follows = site
        .after()
        .is_some_and(|t| matches!(t.span().of(site.text.text), "at" | "in" | "when" | "to" | "and" | "by" | "from"));
    let cue = site.before().is_some_and(|t| {
        matches!(
            t.span().of(site.text.text),
            "on" | "On" | "by" | "until" | "before" | "after" | "since" | "from" | "till"
        )
    });
    let alone = site.start == site.first && site.end == site.limit;
    (suffixed && (cue && (ends || verb_follows) || alone)).then(|| calendar_of(s).map(Expr::Calendar)).flatten()
}

/// "the 20th of next month".
pub(super) fn dom_of(s: &Slots, site: &Site<'_>) -> Meant {
    let within = s.expr(Slot::Date)?;
    let suffixed = (site.start..site.end)
        .any(|i| site.class(i, Class::Suffix).is_some() || site.class(i, Class::Ordinal).is_some());
    let month =
        matches!(&*within, Expr::Relative(_, Unit::Month) | Expr::Calendar(Calendar { day: None, month: Some(_), .. }));
    (suffixed && month).then(|| Expr::Ordinal {
        n: i64::from(s.int(Slot::Dom).unwrap_or(1)),
        unit: Ok(Unit::Day),
        within,
    })
}

/// "20251204".
pub(super) fn compact(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.int(Slot::Count)?;
    let day = NaiveDate::from_ymd_opt(n / 10_000, (n / 100 % 100) as u32, (n % 100) as u32)?;
    (1900..2100).contains(&(n / 10_000)).then_some(Expr::Fixed(When::Day(day)))
}

/// "12/04/2025", in either order.
pub(super) fn numeric(s: &Slots, site: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.swappable = c.day? <= 12 && c.day != c.month;
    if c.year.is_none() && c.weekday.is_none() {
        return None;
    }
    numeric_stands(site).then_some(Expr::Calendar(c))
}

/// Neither a part of a longer chain of numbers nor of a path.
fn numeric_stands(site: &Site<'_>) -> bool {
    let joins = |words: &str| matches!(words, "/" | "-" | "." | "=" | "+" | "_" | "\\");
    let glued_before = site.token(site.start).is_some_and(|t| t.glued)
        && site.before().is_some_and(|t| joins(t.span().of(site.text.text)) || t.kind == TokenKind::Digits);
    let glued_after =
        site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), "/" | "=" | "_" | "%"));
    !glued_before && !glued_after
}

/// "10/31/74".
pub(super) fn numeric_short(s: &Slots, site: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.year = Some(Year::Short(s.int(Slot::Year)?));
    c.swappable = c.day? <= 12 && c.day != c.month;
    numeric_stands(site).then_some(Expr::Calendar(c))
}

/// "2/15" is a date only where a date is asked for: alone, or after "on".
pub(super) fn numeric_no_year(s: &Slots, site: &Site<'_>) -> Meant {
    let mut c = calendar_of(s)?;
    c.swappable = c.day? <= 12 && c.day != c.month;
    let alone = site.start == site.first && site.end == site.limit;
    let cue = matches!(site.word_before().as_str(), "on" | "next" | "by")
        || site.start == site.first && matches!(site.words(site.end), "at" | "@");
    ((alone || cue) && numeric_stands(site)).then_some(Expr::Calendar(c))
}

/// The day of writing.
pub(super) fn today(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Relative(Toward::This, Unit::Day))
}

/// The day before the day of writing.
pub(super) fn yesterday(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Relative(Toward::Last, Unit::Day))
}

/// The day after the day of writing.
pub(super) fn tomorrow(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Relative(Toward::Next, Unit::Day))
}

fn days_from_now(n: i64) -> Expr {
    let today = Base::At(Box::new(Expr::Relative(Toward::This, Unit::Day)));
    Expr::Shift { length: Length(vec![(Some(n.abs() * 1000), Unit::Day)]), sign: n.signum(), base: today }
}

/// Two days on.
pub(super) fn day_after_tomorrow(_: &Slots, _: &Site<'_>) -> Meant {
    Some(days_from_now(2))
}

/// Two days back.
pub(super) fn day_before_yesterday(_: &Slots, _: &Site<'_>) -> Meant {
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
        return Some(Cycle::Month(n));
    }
    s.uint(Slot::Season).map(Cycle::Season)
}

/// "last Friday", "next summer".
pub(super) fn toward(s: &Slots, site: &Site<'_>) -> Meant {
    let (toward, cycle) = (toward_of(s)?, cycle(s)?);
    if !month_word_stands(site) {
        return None;
    }
    let coming = (site.start..site.end).any(|i| matches!(site.words(i), "coming" | "upcoming"));
    if let (Cycle::Weekday(_), true) = (cycle, coming) {
        return Some(Expr::Nth { count: 1, cycle, base: Base::Now });
    }
    Some(Expr::Toward(toward, cycle))
}

/// "Feb13".
pub(super) fn month_day(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.uint(Slot::MonthDay)?;
    let weekday = s.uint(Slot::Weekday);
    Some(Expr::Calendar(Calendar { month: Some(n / 100), day: Some(n % 100), weekday, ..Calendar::default() }))
}

/// "next week Wednesday".
pub(super) fn week_weekday(s: &Slots, _: &Site<'_>) -> Meant {
    let within = Box::new(Expr::Relative(toward_of(s)?, Unit::Week));
    Some(Expr::Ordinal { n: 1, unit: Err(s.uint(Slot::Weekday)?), within })
}

/// "Friday after next".
pub(super) fn after_next(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Nth { count: 2, cycle: cycle(s)?, base: Base::Now })
}

fn weekdays_off(s: &Slots, sign: i64) -> Meant {
    let count = s.count(Slot::Count)??;
    Some(Expr::Nth { count: sign * count / 1000, cycle: cycle(s)?, base: Base::Now })
}

/// "three Fridays from now".
pub(super) fn weekdays_ahead(s: &Slots, _: &Site<'_>) -> Meant {
    weekdays_off(s, 1)
}

/// "two Thursdays ago".
pub(super) fn weekdays_back(s: &Slots, _: &Site<'_>) -> Meant {
    weekdays_off(s, -1)
}

/// A named day.
pub(super) fn holiday(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Cycle(cycle(s)?, s.expr(Slot::InYear)))
}

/// "Wednesday of this week".
pub(super) fn weekday_of(s: &Slots, _: &Site<'_>) -> Meant {
    let within = s.expr(Slot::Date)?;
    let week = matches!(&*within, Expr::Relative(_, Unit::Week | Unit::Fortnight) | Expr::Fixed(When::Week(_)));
    week.then_some(Expr::Ordinal { n: 1, unit: Err(s.uint(Slot::Weekday)?), within })
}

/// "the same day", "the following day".
pub(super) fn relative_day(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    if unit != Unit::Day {
        return None;
    }
    relative(s, site)
}

/// "this week", "the previous year".
pub(super) fn relative(s: &Slots, site: &Site<'_>) -> Meant {
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
    if word == "past" && unit != Unit::Weekend {
        return Some(Expr::Span { toward, count: Some(1000), unit });
    }
    Some(Expr::Relative(toward, unit))
}

/// "the first Monday of October".
pub(super) fn ordinal(s: &Slots, _: &Site<'_>) -> Meant {
    nth(s, i64::from(s.int(Slot::N)?))
}

/// "the last day of May".
pub(super) fn last_of(s: &Slots, _: &Site<'_>) -> Meant {
    nth(s, -1)
}

/// "the fifth last day of May".
pub(super) fn nth_last(s: &Slots, _: &Site<'_>) -> Meant {
    nth(s, -i64::from(s.int(Slot::N)?))
}

fn nth(s: &Slots, n: i64) -> Meant {
    let within = s.expr(Slot::Date)?;
    let unit = match s.uint(Slot::Weekday) {
        Some(w) => Err(w),
        None => Ok(unit(s)?),
    };
    if let Ok(Unit::Quarter) = unit
        && n > 0
    {
        return Some(Expr::Cycle(Cycle::Quarter(n as u32), Some(within)));
    }
    let counted =
        matches!(unit, Err(_) | Ok(Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Decade));
    counted.then_some(Expr::Ordinal { n, unit, within })
}

fn inner(s: &Slots, slot: Slot) -> Meant {
    s.expr(slot).map(|e| *e)
}

/// A day is a date.
pub(super) fn pass(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Day)
}

/// A clock time is a time.
pub(super) fn pass_clock(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Clock)
}

/// A piece is a length.
pub(super) fn pass_piece(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Piece)
}

/// A month's name alone; three are words of their own.
pub(super) fn month(s: &Slots, site: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Month)?;
    let token = site.token(site.start)?;
    let word = site.words(site.start);
    let doubtful = matches!(n, 3 | 5 | 8) && word.len() > 3 || n == 5 || word.len() <= 3 && !token.dotted;
    let cue = site.start.checked_sub(1).and_then(|b| site.class(b, Class::YearCue)).is_some();
    let name_follows = site.after().is_some_and(|t| {
        matches!(t.case, Case::Capitalised | Case::Mixed) && t.kind == TokenKind::Word && !t.breaks_line
    }) && site.class(site.end, Class::Weekday).is_none();
    if site.limit - site.first == 1 {
        return Some(Expr::Cycle(Cycle::Month(n), None));
    }
    if doubtful {
        let before = site.start.checked_sub(1).map_or("", |b| site.words(b));
        let plain = cue && (token.case != Case::Lower || matches!(before, "in" | "since" | "of"));
        let list = matches!(before, "," | "-" | "–" | "/" | "(") && token.case != Case::Lower && n != 5;
        let not = site.class(site.end, Class::NotMonth).is_some() && n == 3;
        if !(plain || list) || not || (name_follows && before != "in" && before != "the") {
            return None;
        }
    } else if name_follows && !cue && matches!(n, 4 | 6) && token.case != Case::Upper {
        return None;
    }
    Some(Expr::Cycle(Cycle::Month(n), None))
}

/// "2025-12".
pub(super) fn iso_month(s: &Slots, site: &Site<'_>) -> Meant {
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

/// A bare number that is a year where its neighbours say so.
pub(super) fn year(s: &Slots, site: &Site<'_>) -> Meant {
    let n = s.int(Slot::Year)?;
    let expr = Expr::Calendar(Calendar { year: Some(Year::Full(n)), ..Calendar::default() });
    if site.limit - site.first <= 1 + (site.end - site.start) {
        return Some(expr);
    }
    let before = site.word_before();
    let before = before.as_str();
    let cue = site.start.checked_sub(1).and_then(|b| site.class(b, Class::YearCue)).is_some();
    let counted = counts_a_noun(site);
    let modern = (1900..=2060).contains(&n);
    if site.token(site.start)?.kind != TokenKind::Digits {
        return (cue && !counted).then_some(expr);
    }
    let edge = || site.start.checked_sub(2).and_then(|b| site.class(b, Class::Edge)).is_some();
    let strong = STRONG_CUES.contains(&before) || before == "of" && edge();
    let determined = DETERMINERS.contains(&before);
    let bracket = OPENERS.contains(&before);
    let initial = site.start == site.first;
    let range_end = matches!(before, "and" | "to" | "through") && year_before(site);
    let stands = if modern {
        strong || determined && cue || !counted && (cue || bracket || initial)
    } else {
        let led = strong || range_end || matches!(before, "before" | "after" | "from" | "between");
        let marked = before == "(" || bracket && year_before(site) || determined && n >= 1500;
        !counted && (led || marked || initial && site.after().is_some_and(|t| t.kind == TokenKind::Mark))
    };
    (stands && !in_number_chain(site)).then_some(expr)
}

/// Words before a year that nothing else than a time follows.
const STRONG_CUES: &[&str] =
    &["in", "since", "until", "till", "late", "early", "mid", "during", "throughout", "circa", "year", "ca", "by"];

/// Words before a year that names what follows it: "the 2008 crisis".
const DETERMINERS: &[&str] = &["the", "its", "his", "her", "their", "our", "a", "'s", "’s", "this", "that"];

/// Marks after which a year may stand alone.
const OPENERS: &[&str] = &["(", "[", "-", "–", "—", "/", ",", "~", "=", "‘", "“", "\"", "'", ":", ";"];

/// "in 2000 villages": a plural that a number counts follows.
fn counts_a_noun(site: &Site<'_>) -> bool {
    site.after().is_some_and(|t| {
        let word = t.span().of(site.text.text);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
            || COUNTED.contains(&word);
        t.kind == TokenKind::Word && t.case == Case::Lower && plural && !NOT_PLURAL.contains(&word)
    })
}

/// Counted nouns without -s.
const COUNTED: &[&str] =
    &["people", "men", "women", "children", "per", "km", "kg", "mm", "m", "ft", "feet", "police", "head"];

/// Words in -s that count nothing.
const NOT_PLURAL: &[&str] = &[
    "does",
    "sees",
    "says",
    "this",
    "towards",
    "afterwards",
    "onwards",
    "perhaps",
    "always",
    "comes",
    "goes",
    "marks",
    "its",
    "unless",
    "besides",
    "sometimes",
    "makes",
    "takes",
    "shows",
    "remains",
];

/// A telephone number, a reference number.
fn in_number_chain(site: &Site<'_>) -> bool {
    let digits = |i: Option<usize>| {
        i.and_then(|i| site.token(i)).filter(|t| t.kind == TokenKind::Digits).map(|t| t.end - t.start)
    };
    let joint = |t: &Token| t.glued && matches!(t.span().of(site.text.text), "-" | "–" | "/" | ".");
    let after = site.after().is_some_and(joint)
        && site.token(site.end + 1).is_some_and(|t| t.glued)
        && digits(Some(site.end + 1)).is_some_and(|n| n != 4 && n != 2);
    let before = site.token(site.start).is_some_and(|t| t.glued)
        && site.before().is_some_and(joint)
        && digits(site.start.checked_sub(2)).is_some_and(|_| !year_before(site));
    let longer = site.token(site.start).is_some_and(|t| t.glued)
        && year_before(site)
        && site.start.checked_sub(3).and_then(|i| site.token(i)).is_some_and(joint)
        && digits(site.start.checked_sub(4)).is_some();
    let between = site.token(site.start).is_some_and(|t| t.glued)
        && site.before().is_some_and(joint)
        && site.after().is_some_and(joint)
        && digits(Some(site.end + 1)).is_some();
    after || before || longer || between
}

/// Whether a year stands just before the word or mark before this number.
fn year_before(site: &Site<'_>) -> bool {
    site.start.checked_sub(2).is_some_and(|b| {
        site.token(b).is_some_and(|t| t.kind == TokenKind::Digits && t.end - t.start == 4)
            && site.words(b).parse::<i32>().is_ok_and(|y| (1000..2200).contains(&y))
    })
}

/// "the year 2008", "499 BC", "fiscal 2025".
pub(super) fn year_named(s: &Slots, site: &Site<'_>) -> Meant {
    let year = full_year(s, Slot::Year)?;
    let ours = s.int(Slot::Era) == Some(1);
    // "ad" and "ce" are letters of other words, too.
    if ours && site.words(site.end - 1).chars().any(char::is_lowercase) && !site.words(site.end - 1).contains('.') {
        return None;
    }
    Some(Expr::Calendar(Calendar { year: Some(Year::Full(year)), ..Calendar::default() }))
}

/// "'98".
pub(super) fn year_short(s: &Slots, site: &Site<'_>) -> Meant {
    let quoted = site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), "'" | "’" | "s" | "-"));
    let cue =
        site.before().is_some_and(|_| site.start.checked_sub(1).and_then(|b| site.class(b, Class::YearCue)).is_some());
    (cue && !quoted)
        .then_some(Expr::Calendar(Calendar { year: Some(Year::Short(s.int(Slot::Year)?)), ..Calendar::default() }))
}

/// "2024–25".
pub(super) fn years_short(s: &Slots, site: &Site<'_>) -> Meant {
    let (first, short) = (s.int(Slot::Year)?, s.int(Slot::Year2)?);
    let second = first / 100 * 100 + short;
    let second = if second <= first { second + 100 } else { second };
    let slash = site.words(site.end - 2) == "/";
    let sound = second - first < 40 && (!slash || second == first + 1) && (1500..2100).contains(&first);
    (sound && numeric_stands(site)).then_some(Expr::Years(first, second))
}

/// "of that year", "of last year".
pub(super) fn relative_year(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Relative(toward_of(s)?, Unit::Year))
}

/// "of the year".
pub(super) fn the_year(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::The(Unit::Year))
}

/// "summer", "the summer of 2024"; "spring" and "fall" are words of their own.
pub(super) fn season(s: &Slots, site: &Site<'_>) -> Meant {
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
                || matches!(before.as_str(), "to" | "his" | "her" | "its" | "their" | "a" | "as" | "on" | "at")
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
pub(super) fn quarter(s: &Slots, site: &Site<'_>) -> Meant {
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

fn year_expr(s: &Slots) -> Option<Box<Expr>> {
    let y = full_year(s, Slot::Year)?;
    Some(Box::new(Expr::Calendar(Calendar { year: Some(Year::Full(y)), ..Calendar::default() })))
}

/// "2025 Q3".
pub(super) fn quarter_year(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Cycle(Cycle::Quarter(s.uint(Slot::Quarter)?), year_expr(s)))
}

/// "the first half of 2025", "H1".
pub(super) fn half(s: &Slots, site: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Half)?;
    let year = s.expr(Slot::InYear).or_else(|| year_expr(s));
    let sport = matches!(site.after().map_or("", |t| t.span().of(site.text.text)), "goal" | "lead" | "of");
    if !(1..=2).contains(&n) || year.is_none() && sport {
        return None;
    }
    Some(Expr::Cycle(Cycle::Half(n), year))
}

/// "the latter half of 2025".
pub(super) fn latter_half(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Cycle(Cycle::Half(2), s.expr(Slot::InYear)))
}

/// "the 1990s".
pub(super) fn decade(s: &Slots, _: &Site<'_>) -> Meant {
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
pub(super) fn decade_short(s: &Slots, site: &Site<'_>) -> Meant {
    let y = s.int(Slot::Year)?;
    let first = site.words(site.start).to_ascii_lowercase();
    // "80s" alone is as often degrees or ages.
    let marked = matches!(first.as_str(), "the" | "'" | "’" | "‘" | "nineteen") || site.word_before() == "in";
    let counted = site.words(site.start + 1).eq_ignore_ascii_case("s") && !marked;
    (y % 10 == 0 && y < 100 && !counted && marked).then_some(Expr::Decade(y, true))
}

/// "the 19th century".
pub(super) fn century(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.int(Slot::N)?;
    let first = if s.int(Slot::Era) == Some(0) { 1 - n * 100 } else { (n - 1) * 100 };
    (1..=40).contains(&n).then_some(Expr::Fixed(When::Century(first)))
}

/// "week 27".
pub(super) fn week(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Count)?;
    Some(Expr::Cycle(Cycle::Week(n), s.expr(Slot::InYear))).filter(|_| (1..=53).contains(&n))
}

/// "the week of October 6".
pub(super) fn week_of(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Holding(Unit::Week, s.expr(Slot::Date)?))
}

/// "the year", "the month": only where a preposition or an edge makes it a period.
pub(super) fn the_period(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    if unit < Unit::Day || matches!(unit, Unit::Night | Unit::Fortnight | Unit::Season | Unit::Half | Unit::Millennium)
    {
        return None;
    }
    let before = site.before().map_or("", |t| t.span().of(site.text.text));
    let after = site.after().map_or("", |t| t.span().of(site.text.text));
    if matches!(after, "-" | "of" | "after" | "before" | "that" | "when" | "the" | "'s" | "’s") && unit != Unit::Year
    {
        return None;
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

fn shading(n: i32) -> Option<TimexMod> {
    match n {
        0 => Some(TimexMod::Start),
        1 => Some(TimexMod::Mid),
        2 => Some(TimexMod::End),
        _ => None,
    }
}

/// "early 2026", "later this week".
pub(super) fn early(s: &Slots, _: &Site<'_>) -> Meant {
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
pub(super) fn edge_bare(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    let period = unit >= Unit::Week && !matches!(unit, Unit::Season | Unit::Half | Unit::Fortnight | Unit::Millennium);
    Some(Expr::Modified(shading(s.int(Slot::Edge)?)?, Box::new(Expr::The(unit)))).filter(|_| period)
}

/// "EOM".
pub(super) fn end_of_short(_: &Slots, site: &Site<'_>) -> Meant {
    let unit = match site.words(site.end - 1).to_ascii_lowercase().as_str() {
        "eom" => Unit::Month,
        "eoy" => Unit::Year,
        "eow" => Unit::Week,
        _ => Unit::Day,
    };
    Some(Expr::Modified(TimexMod::End, Box::new(Expr::The(unit))))
}

/// "the end of the year".
pub(super) fn edge(s: &Slots, _: &Site<'_>) -> Meant {
    let inner = match *s.expr(Slot::Date)? {
        Expr::Span { toward, count: Some(1000), unit } => Expr::Relative(toward, unit),
        other => other,
    };
    Some(Expr::Modified(shading(s.int(Slot::Edge)?)?, Box::new(inner)))
}

/// "the latter part of 2025".
pub(super) fn edge_part(s: &Slots, site: &Site<'_>) -> Meant {
    let late = (site.start..site.end).any(|i| matches!(site.words(i), "latter" | "later" | "second"));
    Some(Expr::Modified(if late { TimexMod::End } else { TimexMod::Start }, s.expr(Slot::Date)?))
}

/// "year-end".
pub(super) fn period_end(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    (unit >= Unit::Week).then(|| Expr::Modified(TimexMod::End, Box::new(Expr::The(unit))))
}

/// "the rest of 2025".
pub(super) fn rest_of(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Date)
}

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
pub(super) fn year_ago(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    (unit >= Unit::Week).then(|| Expr::Shift { length: Length(vec![(Some(1000), unit)]), sign: -1, base: Base::Now })
}

/// "three days ago".
pub(super) fn ago(s: &Slots, _: &Site<'_>) -> Meant {
    shift(s, -1, Base::Now)
}

/// "two weeks from now".
pub(super) fn from_now(s: &Slots, _: &Site<'_>) -> Meant {
    shift(s, 1, Base::Now)
}

/// "two days later".
pub(super) fn later(s: &Slots, site: &Site<'_>) -> Meant {
    // "days on end", "two hours on the road".
    if site.words(site.end - 1) == "on" {
        return None;
    }
    shift(s, 1, Base::Focus)
}

/// "a year earlier".
pub(super) fn earlier(s: &Slots, site: &Site<'_>) -> Meant {
    // "two days before the vote": counted from what follows.
    let last = site.words(site.end - 1);
    let followed = site.after().is_some_and(|t| t.kind == TokenKind::Word);
    if last == "before" && followed {
        return None;
    }
    shift(s, -1, Base::Focus)
}

/// "two days after Christmas".
pub(super) fn after(s: &Slots, _: &Site<'_>) -> Meant {
    shift(s, 1, Base::At(s.expr(Slot::Date)?))
}

/// "two days before Christmas".
pub(super) fn before(s: &Slots, _: &Site<'_>) -> Meant {
    shift(s, -1, Base::At(s.expr(Slot::Date)?))
}

fn one(s: &Slots, sign: i64, base: Base) -> Meant {
    let unit = unit(s)?;
    if unit < Unit::Day {
        return None;
    }
    Some(Expr::Shift { length: Length(vec![(Some(1000), unit)]), sign, base })
}

/// "the day after Christmas".
pub(super) fn unit_after(s: &Slots, _: &Site<'_>) -> Meant {
    one(s, 1, Base::At(s.expr(Slot::Date)?))
}

/// "the day before Christmas".
pub(super) fn unit_before(s: &Slots, _: &Site<'_>) -> Meant {
    one(s, -1, Base::At(s.expr(Slot::Date)?))
}

/// "the day before".
pub(super) fn unit_earlier(s: &Slots, site: &Site<'_>) -> Meant {
    let followed = site.after().is_some_and(|t| t.kind == TokenKind::Word);
    if followed { None } else { one(s, -1, Base::Focus) }
}

/// "the day after".
pub(super) fn unit_later(s: &Slots, site: &Site<'_>) -> Meant {
    let followed = site.after().is_some_and(|t| t.kind == TokenKind::Word);
    if followed { None } else { one(s, 1, Base::Focus) }
}

fn clock_of(s: &Slots) -> Option<(Clock, bool)> {
    let mut hour = s.uint(Slot::Hour)?;
    let meridiem = s.int(Slot::Meridiem);
    if let Some(pm) = meridiem {
        if hour > 12 || hour == 0 {
            return None;
        }
        hour = hour % 12 + if pm == 1 { 12 } else { 0 };
    }
    let zone = s.int(Slot::Zone).filter(|&z| z != i32::MIN);
    let clock = Clock { hour: hour % 24, minute: s.uint(Slot::Minute), second: s.uint(Slot::Second), zone };
    Some((clock, meridiem.is_some() || hour > 12 || hour == 0))
}

/// "9:30 a.m. ET".
pub(super) fn clock(s: &Slots, site: &Site<'_>) -> Meant {
    let (clock, sure) = clock_of(s)?;
    // A score or a verse is not a time of day: without a meridiem, a zone or "at" it must have two digits each.
    let bare = !s.has(Slot::Meridiem) && !s.has(Slot::Zone);
    let before = site.before().map_or("", |t| t.span().of(site.text.text));
    let glued = site.token(site.start).is_some_and(|t| t.glued)
        && site.before().is_some_and(|t| t.kind != TokenKind::Mark || matches!(before, ":" | "." | "," | "$" | "/"));
    let ratio = site.after().is_some_and(|t| {
        t.kind == TokenKind::Word
            && t.case == Case::Lower
            && matches!(
                t.span().of(site.text.text),
                "aspect" | "ratio" | "majority" | "split" | "odds" | "win" | "victory" | "defeat" | "loss"
            )
    });
    if glued
        || bare
            && (ratio || site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), ":" | ".")))
            && s.uint(Slot::Minute).is_some()
            && (ratio || site.token(site.end + 1).is_some_and(|t| t.glued && t.kind == TokenKind::Digits))
    {
        return None;
    }
    Some(Expr::Clock(clock, sure, None))
}

/// "1600 GMT".
pub(super) fn military(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.uint(Slot::Hour)?;
    let zone = s.int(Slot::Zone).filter(|&z| z != i32::MIN);
    Some(Expr::Clock(Clock { hour: n / 100, minute: Some(n % 100), second: None, zone }, true, None))
}

/// "noon".
pub(super) fn moment(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Clock(Clock { hour: s.uint(Slot::Moment)?, minute: None, second: None, zone: None }, true, None))
}

/// "half past three".
pub(super) fn half_past(s: &Slots, _: &Site<'_>) -> Meant {
    let (clock, sure) = clock_of(s)?;
    Some(Expr::Clock(Clock { minute: Some(30), ..clock }, sure, None))
}

/// A clock time and its day.
pub(super) fn clock_on(s: &Slots, _: &Site<'_>) -> Meant {
    match s.expr(Slot::Clock).map(|e| *e) {
        Some(Expr::Clock(c, sure, _)) => Some(Expr::Clock(c, sure, Some(s.expr(Slot::Day)?))),
        _ => None,
    }
}

/// "3 o'clock in the afternoon".
pub(super) fn clock_part(s: &Slots, site: &Site<'_>) -> Meant {
    let part = Part::from_index(s.int(Slot::Part)?)?;
    let day = (site.start..site.end).find_map(|i| match site.words(i) {
        "tomorrow" => Some(Toward::Next),
        "yesterday" => Some(Toward::Last),
        "this" => Some(Toward::This),
        _ => None,
    });
    match s.expr(Slot::Clock).map(|e| *e) {
        Some(Expr::Clock(c, sure, _)) => {
            let late = !sure && c.hour < 12 && !matches!(part, Part::Morning);
            let hour = if late { c.hour + 12 } else { c.hour };
            Some(Expr::Clock(Clock { hour, ..c }, true, day.map(|d| Box::new(Expr::Relative(d, Unit::Day)))))
        }
        _ => None,
    }
}

/// "a quarter past three".
pub(super) fn quarter_past(s: &Slots, _: &Site<'_>) -> Meant {
    past_the_hour(s, 15)
}

/// "20 past 3pm".
pub(super) fn minutes_past(s: &Slots, _: &Site<'_>) -> Meant {
    past_the_hour(s, s.uint(Slot::Minute).filter(|m| *m < 60)?)
}

fn past_the_hour(s: &Slots, minutes: u32) -> Meant {
    let (clock, sure) = match s.expr(Slot::Clock).map(|e| *e) {
        Some(Expr::Clock(c, sure, None)) if c.minute.is_none_or(|m| m == 0) => (c, sure),
        Some(_) => return None,
        None => clock_of(s)?,
    };
    Some(Expr::Clock(Clock { minute: Some(minutes), ..clock }, sure, None))
}

/// "15h": a clock time after "at" or before a zone; else a length.
pub(super) fn clock_hours(s: &Slots, site: &Site<'_>) -> Meant {
    let at = matches!(site.word_before().as_str(), "at" | "past" | "from" | "until");
    let (clock, sure) = clock_of(s)?;
    let day = site.start.checked_sub(1).and_then(|b| site.class(b, Class::Weekday)).is_some();
    (at || day || s.has(Slot::Zone)).then_some(Expr::Clock(Clock { minute: Some(0), ..clock }, sure, None))
}

/// "15h30".
pub(super) fn clock_hm(s: &Slots, _: &Site<'_>) -> Meant {
    let (clock, _) = clock_of(s)?;
    Some(Expr::Clock(clock, true, None))
}

/// "3-4pm".
pub(super) fn clock_range(s: &Slots, _: &Site<'_>) -> Meant {
    let pm = s.int(Slot::Meridiem)?;
    let (first, second) = (s.uint(Slot::Hour)?, s.uint(Slot::Hour2)?);
    if first > 12 || second > 12 || first == 0 || second == 0 {
        return None;
    }
    let late = |h: u32| h % 12 + 12 * u32::from(pm == 1);
    let start = if late(first) < late(second) { late(first) } else { first % 12 };
    let at = |hour: u32| Box::new(Expr::Clock(Clock { hour, minute: None, second: None, zone: None }, true, None));
    Some(Expr::Range(at(start), at(late(second))))
}

/// A part of a day is a time.
pub(super) fn pass_daypart(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Daypart)
}

/// "tonight at 8 o'clock".
pub(super) fn daypart_clock(s: &Slots, _: &Site<'_>) -> Meant {
    match s.expr(Slot::Clock).map(|e| *e) {
        Some(Expr::Clock(c, sure, None)) => Some(Expr::Clock(c, sure, s.expr(Slot::Daypart))),
        _ => None,
    }
}

/// "tonight at 8".
pub(super) fn daypart_hour(s: &Slots, site: &Site<'_>) -> Meant {
    let counted = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower && !t.glued);
    let (clock, sure) = clock_of(s)?;
    (!counted).then_some(Expr::Clock(clock, sure, s.expr(Slot::Daypart)))
}

/// "8 tonight", "eight this evening".
pub(super) fn hour_daypart(s: &Slots, site: &Site<'_>) -> Meant {
    let led = site.start == site.first || matches!(site.word_before().as_str(), "at" | "by" | "until");
    let (clock, sure) = clock_of(s)?;
    led.then_some(Expr::Clock(clock, sure, s.expr(Slot::Daypart)))
}

fn part_of(s: &Slots) -> Option<Part> {
    Part::from_index(s.int(Slot::Part)?)
}

/// "Tuesday morning".
pub(super) fn day_part(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Part(part_of(s)?, Some(s.expr(Slot::Day)?)))
}

/// "this morning", "last night".
pub(super) fn toward_part(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Toward(toward_of(s)?, Cycle::Part(part_of(s)?)))
}

/// "the morning", "overnight".
pub(super) fn the_part(s: &Slots, site: &Site<'_>) -> Meant {
    let part = part_of(s)?;
    let word = site.words(site.end - 1);
    if word.eq_ignore_ascii_case("overnight") {
        return Some(Expr::Part(part, None));
    }
    let before = if site.end - site.start > 1 {
        site.words(site.end - 2)
    } else {
        site.before().map_or("", |t| t.span().of(site.text.text))
    };
    let after = site.after().map_or("", |t| t.span().of(site.text.text));
    let cue = matches!(before, "the" | "The" | "at" | "in" | "by" | "at-");
    let led = site.start.checked_sub(1).map_or("", |b| site.words(b)).to_ascii_lowercase();
    let preposition = matches!(
        led.as_str(),
        "in" | "at" | "by" | "during" | "until" | "through" | "on" | "into" | "of" | "late" | "early"
    );
    let noun = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
        || matches!(after, "-" | "of" | "'s" | "’s" | "sky" | "sun" | "shift" | "school" | "club");
    (cue && preposition && !noun).then_some(Expr::Part(part, None))
}

/// "tonight".
pub(super) fn tonight(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Toward(Toward::This, Cycle::Part(Part::Night)))
}

fn piece(count: Count, unit: Unit) -> Meant {
    Some(Expr::Duration(Length(vec![(count, unit)])))
}

/// "three weeks", "10-year".
pub(super) fn length(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    let count = s.count(Slot::Count)?;
    let hyphen = site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), "-" | "–"));
    if site.class(site.start, Class::Article).is_some() && hyphen {
        return None;
    }
    // "a second chance", "a minute detail", "a quarter of the votes", "a night club".
    let single = count == Some(1000) && site.words(site.end - 1).len() > 1;
    if single
        && matches!(unit, Unit::Second | Unit::Quarter | Unit::Season | Unit::Half)
        && site.class(site.start, Class::Article).is_some()
    {
        return None;
    }
    piece(count, unit)
}

/// "one year", "half hour".
pub(super) fn length_one(s: &Slots, site: &Site<'_>) -> Meant {
    let count = s.count(Slot::Count)?;
    let one = count == Some(1000) || site.limit - site.first <= 4 || count.is_some_and(|c| c % 1000 != 0);
    let quarter = unit(s)? == Unit::Quarter;
    (one && !(quarter && count == Some(1000) && site.words(site.start) != "one")).then(|| length(s, site)).flatten()
}

/// "half an hour".
pub(super) fn length_half(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    if unit < Unit::Minute {
        return None;
    }
    piece(Some(500), unit)
}

/// "a quarter of an hour", "a quarter century".
pub(super) fn length_quarter(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    matches!(unit, Unit::Hour | Unit::Century).then(|| piece(Some(250), unit)).flatten()
}

/// "an hour and a half".
pub(super) fn length_and_half(s: &Slots, _: &Site<'_>) -> Meant {
    let count = s.count(Slot::Count)??;
    piece(Some(count + 500), unit(s)?)
}

/// "3h", "10d": only where nothing else can be meant.
pub(super) fn length_short(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    let cue = site.before().is_some_and(|t| matches!(t.span().of(site.text.text), "for" | "in" | "lasted"));
    let sure = unit == Unit::Hour || cue && unit >= Unit::Day;
    let ends = site.after().is_none_or(|t| !t.glued || t.kind == TokenKind::Mark);
    (sure && ends).then(|| piece(s.count(Slot::Count)?, unit)).flatten()
}

/// "two years and three months".
pub(super) fn length_two(s: &Slots, _: &Site<'_>) -> Meant {
    let (Expr::Duration(a), Expr::Duration(b)) = (*s.expr(Slot::Piece)?, *s.expr(Slot::Length2)?) else { return None };
    let finer = a.0.last()?.1 > b.0.first()?.1;
    finer.then(|| Expr::Duration(Length(a.0.into_iter().chain(b.0).collect())))
}

/// A length of time, shaded where a word before it does so.
pub(super) fn duration(s: &Slots, _: &Site<'_>) -> Meant {
    let length = s.expr(Slot::Length)?;
    Some(match s.int(Slot::Approx) {
        Some(0) => Expr::Modified(TimexMod::Approx, length),
        Some(1) => Expr::Modified(TimexMod::MoreThan, length),
        Some(2) => Expr::Modified(TimexMod::LessThan, length),
        _ => *length,
    })
}

fn shaded(s: &Slots, shade: TimexMod) -> Meant {
    Some(Expr::Modified(shade, s.expr(Slot::Length)?))
}

/// "more than a year".
pub(super) fn duration_more(s: &Slots, _: &Site<'_>) -> Meant {
    shaded(s, TimexMod::MoreThan)
}

/// "less than a year".
pub(super) fn duration_less(s: &Slots, _: &Site<'_>) -> Meant {
    shaded(s, TimexMod::LessThan)
}

/// "at least a year".
pub(super) fn duration_at_least(s: &Slots, _: &Site<'_>) -> Meant {
    shaded(s, TimexMod::EqualOrMore)
}

/// "up to a year".
pub(super) fn duration_at_most(s: &Slots, _: &Site<'_>) -> Meant {
    shaded(s, TimexMod::EqualOrLess)
}

/// "year-long".
pub(super) fn duration_unit(s: &Slots, _: &Site<'_>) -> Meant {
    piece(Some(1000), unit(s)?)
}

/// "the first three months" of something that is no date.
pub(super) fn duration_count(s: &Slots, _: &Site<'_>) -> Meant {
    piece(s.count(Slot::Count)?, unit(s)?)
}

/// "months", "for years".
pub(super) fn duration_bare(s: &Slots, site: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    let plain = matches!(
        unit,
        Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century | Unit::Hour | Unit::Minute
    );
    let glued = site.after().is_some_and(|t| t.glued && t.span().of(site.text.text) == "-")
        || site.token(site.start).is_some_and(|t| t.glued);
    (plain && !glued).then(|| piece(None, unit)).flatten()
}

/// "the last two years".
pub(super) fn span(s: &Slots, site: &Site<'_>) -> Meant {
    let (toward, count, unit) = (toward_of(s)?, s.count(Slot::Count)?, unit(s)?);
    if matches!(toward, Toward::This) && site.class(site.start, Class::The).is_some() {
        return None;
    }
    Some(Expr::Span { toward, count, unit })
}

/// "the early years".
pub(super) fn vague_years(s: &Slots, _: &Site<'_>) -> Meant {
    let unit = unit(s)?;
    (unit >= Unit::Hour).then(|| piece(None, unit)).flatten()
}

/// "499–493 BC".
pub(super) fn years_era(s: &Slots, _: &Site<'_>) -> Meant {
    if s.int(Slot::Era)? != 0 {
        return None;
    }
    let at = |slot| {
        let year = Some(Year::Full(full_year(s, slot)?));
        Some(Box::new(Expr::Calendar(Calendar { year, ..Calendar::default() })))
    };
    Some(Expr::Range(at(Slot::Year)?, at(Slot::Year2)?))
}

/// "the following days".
pub(super) fn span_vague(s: &Slots, _: &Site<'_>) -> Meant {
    let toward = toward_of(s)?;
    if matches!(toward, Toward::This | Toward::Same) {
        return None;
    }
    piece(None, unit(s)?)
}

fn head_of(s: &Slots, last: bool) -> Meant {
    Some(Expr::Head { n: s.count(Slot::Count)?, unit: unit(s)?, last, within: s.expr(Slot::Date)? })
}

/// "the first three months of 2026".
pub(super) fn head(s: &Slots, _: &Site<'_>) -> Meant {
    head_of(s, false)
}

/// "the last three months of 2026".
pub(super) fn tail(s: &Slots, _: &Site<'_>) -> Meant {
    head_of(s, true)
}

fn set(timex: String, quant: Option<&'static str>) -> Meant {
    Some(Expr::Set { timex, quant, freq: None })
}

fn quant(s: &Slots) -> Option<&'static str> {
    match s.int(Slot::Every) {
        Some(0) => Some("EVERY"),
        Some(1) => Some("EACH"),
        _ => None,
    }
}

fn period(unit: Unit, n: i64) -> String {
    let (letter, times) = unit.designator();
    format!("P{}{}{letter}", if unit.is_clock() { "T" } else { "" }, times * n)
}

/// "every day".
pub(super) fn every_unit(s: &Slots, _: &Site<'_>) -> Meant {
    set(period(unit(s)?, 1), quant(s))
}

/// "every other day".
pub(super) fn every_other(s: &Slots, _: &Site<'_>) -> Meant {
    set(period(unit(s)?, 2), quant(s))
}

/// "every three days".
pub(super) fn every_n(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.count(Slot::Count)?.filter(|n| n % 1000 == 0)?;
    set(period(unit(s)?, n / 1000), quant(s))
}

/// "every Tuesday", "Tuesdays".
pub(super) fn every_weekday(s: &Slots, _: &Site<'_>) -> Meant {
    set(format!("XXXX-WXX-{}", s.int(Slot::Weekday)?), quant(s).or(Some("EVERY")))
}

/// "every December".
pub(super) fn every_month(s: &Slots, _: &Site<'_>) -> Meant {
    set(format!("XXXX-{:02}", s.int(Slot::Month)?), quant(s))
}

/// "every summer".
pub(super) fn every_season(s: &Slots, _: &Site<'_>) -> Meant {
    let code = ["SP", "SU", "FA", "WI"].get(s.uint(Slot::Season)? as usize).copied()?;
    set(format!("XXXX-{code}"), quant(s))
}

/// "every morning", "mornings".
pub(super) fn every_part(s: &Slots, _: &Site<'_>) -> Meant {
    let code = ["MO", "MI", "AF", "EV", "NI"].get(s.uint(Slot::Part)? as usize).copied()?;
    match s.int(Slot::Weekday) {
        Some(w) => set(format!("XXXX-WXX-{w}T{code}"), quant(s)),
        None => set(format!("XXXX-XX-XXT{code}"), quant(s)),
    }
}

/// "daily", "annually".
pub(super) fn frequency(s: &Slots, site: &Site<'_>) -> Meant {
    let every = site.grammar.phrases.frequency(s.int(Slot::Frequency)?)?;
    // "The Daily Mail", "Daily Telegraph".
    let named = site.token(site.start).is_some_and(|t| t.case == Case::Capitalised)
        && (site.start > site.first || site.after().is_some_and(|t| t.case == Case::Capitalised));
    if named { None } else { set(every.to_owned(), None) }
}

/// "twice a week".
pub(super) fn times(s: &Slots, _: &Site<'_>) -> Meant {
    let n = s.count(Slot::Times)?? / 1000;
    Some(Expr::Set { timex: period(unit(s)?, 1), quant: None, freq: Some(format!("{n}X")) })
}

/// "per day".
pub(super) fn per(s: &Slots, _: &Site<'_>) -> Meant {
    set(period(unit(s)?, 1), None)
}

/// "everyday".
pub(super) fn everyday(_: &Slots, _: &Site<'_>) -> Meant {
    set("P1D".to_owned(), Some("EVERY"))
}

/// "the 19th of every month".
pub(super) fn dom_every(s: &Slots, _: &Site<'_>) -> Meant {
    set(format!("XXXX-XX-{:02}", s.int(Slot::Dom)?), Some("EVERY"))
}

/// "now", "recently".
pub(super) fn reference(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Reference(match s.int(Slot::Present)? {
        0 => Reference::Present,
        1 => Reference::Past,
        _ => Reference::Future,
    }))
}

/// `PRESENT_REF`.
pub(super) fn now(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Reference(Reference::Present))
}

/// "to date", but not "the date 1".
pub(super) fn to_date(_: &Slots, site: &Site<'_>) -> Meant {
    let numbered = site.after().is_some_and(|t| t.kind == TokenKind::Digits);
    (!numbered).then_some(Expr::Reference(Reference::Present))
}

/// `PAST_REF`.
pub(super) fn past(_: &Slots, site: &Site<'_>) -> Meant {
    let followed = site.after().is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
        && site.words(site.end - 1) == "past"
        && site.class(site.end, Class::Units).is_some();
    (!followed).then_some(Expr::Reference(Reference::Past))
}

/// `FUTURE_REF`.
pub(super) fn future(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Reference(Reference::Future))
}

/// "December 4–5, 2025".
pub(super) fn dom_range(s: &Slots, site: &Site<'_>) -> Meant {
    let c = calendar_of(s)?;
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

/// "December 4 and 5": one stretch where the days follow each other.
pub(super) fn dom_pair(s: &Slots, site: &Site<'_>) -> Meant {
    if s.uint(Slot::Dom2)? != s.uint(Slot::Dom)? + 1 && site.word_before() != "between" {
        return None;
    }
    dom_range(s, site)
}

/// "January to March 2026".
pub(super) fn month_range(s: &Slots, _: &Site<'_>) -> Meant {
    let end =
        Calendar { year: full_year(s, Slot::Year).map(Year::Full), month: s.uint(Slot::Month2), ..Calendar::default() };
    let Some(Year::Full(y)) = end.year else { return None };
    let first_month = s.uint(Slot::Month)?;
    let year = if first_month > end.month? { y - 1 } else { y };
    let start = Calendar { year: Some(Year::Full(year)), month: Some(first_month), ..Calendar::default() };
    Some(Expr::Range(Box::new(Expr::Calendar(start)), Box::new(Expr::Calendar(end))))
}
