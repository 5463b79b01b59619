//! Two expressions that make a range: "4 May to 6 June", "between now and Friday".

use super::calendar::Unit;
use super::expr::{Base, Calendar, Cycle, Expr, Reference};
use super::pattern::{Category, Site};
use super::reader;
use super::trie::Found;
use super::words::{Class, Role};

/// "… to …": a second expression that makes the first a range.
pub(super) fn joined(site: &Site<'_>, first: Found) -> (Found, Option<(usize, usize)>) {
    let opened = matches!(site.word_before().as_str(), "from" | "between");
    if site.word_before() == "from" && is_moved(site) {
        return (first, None);
    }
    let Some((at, next)) = between(site, &first) else { return (first, None) };
    let inner = Site { start: next, end: next, ..*site };
    let Some(second) = site.grammar.longest(&inner, None, 0) else { return (first, None) };
    // "Monday through Friday, 9 a.m. to 5 p.m.": from day to day, and then from hour to hour.
    let clock_apart = matches!(second.expr, Expr::Clock(_, _, Some(_))) && ends(&first.expr) == Some(1);
    let day = || site.grammar.longest(&inner, Some(Category::Day), 0);
    let Some(second) = (if clock_apart { day() } else { Some(second) }) else { return (first, None) };
    let kind = |e: &Expr| match e {
        // "from 4 May to the end of the month"
        Expr::Modified(_, inner) if matches!(**inner, Expr::The(_) | Expr::Relative(..)) => Some(2),
        Expr::Modified(_, inner) => ends(inner),
        e => ends(e),
    };
    let (Some(a), Some(b)) = (kind(&first.expr), kind(&second.expr)) else { return (first, None) };
    let word = site.words(at);
    let dash = site.class(at, Class::Dash).is_some();
    let fits = a == b || a == 0 || b == 0 || (a < 3 && b < 3) || opened || b == NOW;
    // "from 2010 to current levels": the word is that of a noun.
    let now = |f: &Found, end: usize| {
        !is_present(&f.expr) || matches!(site.words(end - 1), "now" | "present" | "date" | "day")
    };
    if !now(&first, first.end) || !now(&second, second.end) {
        return (first, None);
    }
    // "in 2014 through May 2018"
    let fits = fits || a == 3 && b == 2 && word.starts_with("thr");
    let stands = match word {
        "and" | "&" if site.word_before() != "between" => {
            // "Tuesday and Wednesday's": another day.
            adjacent(&first.expr, &second.expr) && !matches!(site.words(second.end), "'s" | "’s")
        }
        // "April/May shipment"
        "/" => a == 1 && b == 1 || is_month(&first.expr) && is_month(&second.expr),
        // "Friday into Saturday", but "Friday into the night".
        "into" => a == 1 && b == 1,
        "until" | "till" | "up" => opened || a == 1 && (b == 1 || b == 2 && matches!(second.expr, Expr::Modified(..))),
        _ => fits && (a < 3 || b < 3 || opened || dash || matches!(word, "to" | "~" | "through")),
    };
    // "LONDON, March 9 - First quarter sales", "March 9 - Friday's vote": the dash ends a dateline.
    let blanks = dash && !site.token(at).is_some_and(|t| t.glued) && !site.token(at + 1).is_some_and(|t| t.glued);
    let alike = std::mem::discriminant(&first.expr) == std::mem::discriminant(&second.expr);
    if !stands || blanks && a == 1 && b > 0 && !(b == 1 && alike) {
        return (first, None);
    }
    let (a, b) = (month_of_end(first.expr, &second.expr), second.expr);
    let expr = Expr::Range(Box::new(a), Box::new(b));
    (Found { end: second.end, expr, name: "range" }, Some((first.end, next)))
}

/// Words between "moved" and the day from which something is moved.
const MOVED: usize = 10;

/// "Moved the vote on the treaty from 20 November to 27 November": two days, and none of those between them.
fn is_moved(site: &Site<'_>) -> bool {
    let from = site.start.saturating_sub(MOVED).max(site.first);
    let clause = |i: &usize| !matches!(site.words(*i), "," | ";" | ":" | "(" | ")");
    let mut back = (from..site.start).rev().take_while(clause);
    back.any(|i| site.plays(i, Role::Moving) || site.plays(i, Role::PutOff))
}

/// Where the one joint of a range stands that is a single match, "December 4–5": one past its first end, and where its
/// second begins.
pub(super) fn parted(site: &Site<'_>, found: &Found) -> Option<(usize, usize)> {
    let Expr::Range(a, b) = &found.expr else { return None };
    let (Expr::Calendar(_), Expr::Calendar(_)) = (&**a, &**b) else { return None };
    let mut joints = (site.start + 1..found.end - 1).filter_map(|at| {
        let next = match site.words(at) {
            "and" | "&" | "/" => at + 1,
            _ => reader::joint(site, at)?,
        };
        Some((at, next))
    });
    joints.next().filter(|_| joints.next().is_none())
}

/// The kind of range end that the present is.
const NOW: u8 = 4;

fn is_present(e: &Expr) -> bool {
    matches!(e, Expr::Reference(Reference::Present))
}

/// What kind of range end an expression is: 0 a part of a day, 1 a day, 2 a month, 3 a year, else [`NOW`].
fn ends(e: &Expr) -> Option<u8> {
    match e {
        // "Friday night", "this morning"
        Expr::Clock(..) | Expr::Part(_, Some(_)) | Expr::Toward(_, Cycle::Part(_)) => Some(0),
        Expr::Calendar(c) if c.day.is_some() || c.weekday.is_some() => Some(1),
        Expr::Calendar(c) if c.month.is_some() => Some(2),
        Expr::Calendar(_) => Some(3),
        Expr::Cycle(Cycle::Weekday(_) | Cycle::Holiday(_), _) => Some(1),
        Expr::Cycle(Cycle::Month(_) | Cycle::Season(_) | Cycle::Quarter(_), _) => Some(2),
        Expr::Toward(_, Cycle::Weekday(_) | Cycle::Holiday(_)) => Some(1),
        Expr::Relative(_, Unit::Day) | Expr::Ordinal { .. } => Some(1),
        Expr::Shift { length, base: Base::At(_), .. } if length.is_in_days() => Some(1),
        Expr::Within(inner, _) => ends(inner),
        Expr::Fixed(_) => Some(1),
        Expr::Reference(Reference::Present) => Some(NOW),
        _ => None,
    }
}

/// Where the joint of a range stands after its first end, and where the second end begins.
fn between(site: &Site<'_>, first: &Found) -> Option<(usize, usize)> {
    let between = site.word_before() == "between";
    // "Monday, Dec. 29, to Friday, Jan. 2": a comma closes the first of them.
    let comma = site.words(first.end) == ","
        && (between && site.words(first.end + 1) == "and" || reader::joint(site, first.end + 1).is_some())
        && site.class(first.end + 1, Class::Dash).is_none();
    let at = first.end + usize::from(comma);
    let next = match site.words(at) {
        "and" | "&" | "into" => at + 1,
        "/" if site.token(at)?.glued => at + 1,
        // "from March to date": the expression has the preposition.
        "to" if site.words(at + 1) == "date" => at,
        _ => reader::joint(site, at)?,
    };
    Some((at, next))
}

fn is_month(e: &Expr) -> bool {
    matches!(e, Expr::Cycle(Cycle::Month(_), None))
}

/// Whether the second is named as the day after the first: "Tuesday and Wednesday", "4 May and 5 May".
fn adjacent(a: &Expr, b: &Expr) -> bool {
    let weekday = |e: &Expr| match e {
        Expr::Cycle(Cycle::Weekday(w), None) | Expr::Ordinal { n: 1, unit: Err(w), .. } => Some(*w),
        _ => None,
    };
    match (a, b, weekday(a).zip(weekday(b))) {
        (_, _, Some((first, second))) => second == first % 7 + 1,
        (Expr::Calendar(a), Expr::Calendar(b), _) => {
            // 2000 is a leap year, so that 29 February stands.
            let day = |c: &Calendar| chrono::NaiveDate::from_ymd_opt(2000, c.month?, c.day?);
            a.year.is_none() && day(a).and_then(|d| d.succ_opt()).is_some_and(|d| day(b) == Some(d))
        }
        _ => false,
    }
}

/// "Monday 28 to Wednesday 2 January": the month stands once, at the end.
fn month_of_end(first: Expr, second: &Expr) -> Expr {
    match (first, second) {
        (Expr::Calendar(a), Expr::Calendar(b)) if a.month.is_none() && a.day.is_some() && b.day.is_some() => {
            let earlier = |m: u32| if a.day > b.day { (m + 10) % 12 + 1 } else { m };
            Expr::Calendar(Calendar { month: b.month.map(earlier), ..a })
        }
        (first, _) => first,
    }
}
