//! Years, and the numbers that are none.

use super::super::calendar::Unit;
use super::super::expr::{Calendar, Expr, Year};
use super::super::pattern::{Site, Slot, Slots};
use super::super::words::Class;
use super::numeric::numeric_stands;
use super::{Meant, full_year, toward_of};
use crate::text::{Case, Token, TokenKind};

/// A bare number that is a year where its neighbours say so.
pub(crate) fn year(s: &Slots, site: &Site<'_>) -> Meant {
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
    let led = |class| site.start.checked_sub(1).and_then(|b| site.class(b, class)).is_some();
    let strong = led(Class::StrongCue) || before == "of" && edge();
    let determined = led(Class::Determiner);
    let bracket = OPENERS.contains(&before);
    let initial = site.start == site.first;
    let range_end = matches!(before, "and" | "to" | "through") && year_before(site);
    let stands = if modern {
        let owner = || site.after().is_some_and(|t| t.kind == TokenKind::Possessive);
        strong || determined && cue || !counted && (cue || bracket || initial) || names_a_year(site, n) || owner()
    } else {
        let led = strong || range_end || matches!(before, "before" | "after" | "from" | "between");
        let marked = before == "(" || bracket && year_before(site) || determined && n >= 1500;
        let initial = initial && site.after().is_some_and(|t| t.kind == TokenKind::Mark);
        // "the 1692 trials": a count of them would have its comma.
        let names = determined && n >= 1500 && n % 50 != 0;
        !counted && (led || marked || initial || is_of_an_event(site)) || names
    };
    let stands = stands || opens_a_range(site, n);
    (stands && !in_number_chain(site)).then_some(expr)
}

/// "the War of 1812", "the election of 1860": not "a population of 1860".
fn is_of_an_event(site: &Site<'_>) -> bool {
    let Some(noun) = site.start.checked_sub(2).filter(|_| site.word_before() == "of") else { return false };
    let named = noun > site.first && site.token(noun).is_some_and(|t| t.case == Case::Capitalised);
    named || EVENTS.contains(&site.words(noun).trim_end_matches('s'))
}

/// What years before the last century are told of.
const EVENTS: &[&str] = &[
    "act",
    "battle",
    "campaign",
    "census",
    "constitution",
    "crisi",
    "earthquake",
    "election",
    "famine",
    "fire",
    "flood",
    "law",
    "massacre",
    "panic",
    "peace",
    "rebellion",
    "revolt",
    "revolution",
    "rising",
    "siege",
    "treaty",
    "uprising",
    "war",
];

/// "the northern theatre 1861-1863": a later year behind a dash.
fn opens_a_range(site: &Site<'_>, n: i32) -> bool {
    let glued = |i: usize| site.token(i).is_some_and(|t| t.glued);
    let dashed = site.class(site.end, Class::Dash).is_some() && glued(site.end) && glued(site.end + 1);
    let last = site.words(site.end + 1);
    let later = last.len() == 4 && last.parse().is_ok_and(|last: i32| (n + 1..n + 150).contains(&last) && last < 2200);
    let numbered = site.start.checked_sub(1).and_then(|b| site.class(b, Class::Numbered)).is_some();
    // "555-1861-1863" is a number of something.
    let chained = glued(site.start) && site.before().is_some_and(|t| t.kind != TokenKind::Word)
        || glued(site.end + 2) && !matches!(site.words(site.end + 2), "." | "," | ")" | ":" | ";");
    dashed && later && !numbered && !chained && n >= 1500
}

/// "said 1997 exports rose": print marks off thousands, so that four figures before a noun are a year,
/// unless they are round or what stands before them is numbered.
fn names_a_year(site: &Site<'_>, n: i32) -> bool {
    let lower = |t: &Token| t.kind == TokenKind::Word && t.case == Case::Lower;
    let noun = site.after().is_some_and(|t| lower(t) && !t.glued && !site.grammar.words.is_known(t.word));
    let unit = site.class(site.end, Class::Counted).is_some() || site.after().is_some_and(|t| t.span().len() <= 2);
    let led = site.before().is_some_and(lower);
    let numbered = site.start.checked_sub(1).and_then(|b| site.class(b, Class::Numbered)).is_some();
    n % 50 != 0 && noun && !unit && led && !numbered && !site.token(site.start).is_some_and(|t| t.glued)
}

/// Marks after which a year may stand alone.
const OPENERS: &[&str] = &["(", "[", "-", "–", "—", "/", ",", "~", "=", "‘", "“", "\"", "'", ":", ";"];

/// "in 2000 villages": a plural that a number counts follows.
fn counts_a_noun(site: &Site<'_>) -> bool {
    site.after().is_some_and(|t| {
        let word = t.span().of(site.text.text);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
            || site.class(site.end, Class::Counted).is_some();
        t.kind == TokenKind::Word && t.case == Case::Lower && plural && site.class(site.end, Class::NotPlural).is_none()
    })
}

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
pub(crate) fn year_named(s: &Slots, site: &Site<'_>) -> Meant {
    let year = full_year(s, Slot::Year)?;
    let ours = s.int(Slot::Era) == Some(1);
    // "ad" and "ce" are letters of other words, too.
    if ours && site.words(site.end - 1).chars().any(char::is_lowercase) && !site.words(site.end - 1).contains('.') {
        return None;
    }
    Some(Expr::Calendar(Calendar { year: Some(Year::Full(year)), ..Calendar::default() }))
}

/// "'98".
pub(crate) fn year_short(s: &Slots, site: &Site<'_>) -> Meant {
    let quoted = site.after().is_some_and(|t| t.glued && matches!(t.span().of(site.text.text), "'" | "’" | "s" | "-"));
    let cue =
        site.before().is_some_and(|_| site.start.checked_sub(1).and_then(|b| site.class(b, Class::YearCue)).is_some());
    (cue && !quoted)
        .then_some(Expr::Calendar(Calendar { year: Some(Year::Short(s.int(Slot::Year)?)), ..Calendar::default() }))
}

/// "2024–25".
pub(crate) fn years_short(s: &Slots, site: &Site<'_>) -> Meant {
    let (first, short) = (s.int(Slot::Year)?, s.int(Slot::Year2)?);
    let second = if short < 100 { first / 100 * 100 + short } else { short };
    let second = if second <= first { second + 100 } else { second };
    let slash = (site.start..site.end).any(|i| site.words(i) == "/");
    let sound = second - first < 40 && (!slash || second == first + 1) && (1500..2100).contains(&first);
    // "14 June 2009–24 July": a day.
    let day = site.class(site.end, Class::Month).is_some();
    (sound && !day && numeric_stands(site)).then_some(Expr::Years(first, second))
}

/// "of that year", "of last year".
pub(crate) fn relative_year(s: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::Relative(toward_of(s)?, Unit::Year))
}

/// "of the year".
pub(crate) fn the_year(_: &Slots, _: &Site<'_>) -> Meant {
    Some(Expr::The(Unit::Year))
}
