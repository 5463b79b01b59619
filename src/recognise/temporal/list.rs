//! Days of a list that share one month: "May 3, 5 and 9", "3-5 and 9-11 May".

use super::expr::{Calendar, Expr};
use super::pattern::{Site, Val};
use super::reader::{Reader, joint, read};
use super::trie::Found;
use super::words::Class;
use crate::text::TokenKind;
use std::ops::Range;

/// A day or a range of days, and its tokens.
pub(super) type Listed = (Range<usize>, Expr);

/// The days before and behind a date that take its month; none where a number may count something.
pub(super) fn days(site: &Site<'_>, found: &Found) -> (Vec<Listed>, Vec<Listed>) {
    let (first, last) = match &found.expr {
        Expr::Calendar(c) => (c, c),
        Expr::Range(a, b) => match (&**a, &**b) {
            (Expr::Calendar(a), Expr::Calendar(b)) if a.month == b.month => (a, b),
            _ => return <_>::default(),
        },
        _ => return <_>::default(),
    };
    let (Some(first_day), Some(last_day), true) = (first.day, last.day, first.month.is_some()) else {
        return <_>::default();
    };
    let month_last = (site.start..found.end).any(|i| site.class(i, Class::Month).is_some())
        && site.class(site.start, Class::Month).is_none()
        && site.token(site.start).is_some_and(|t| t.kind == TokenKind::Digits);
    let month_first = last.year.is_none() && site.class(found.end - 1, Class::Month).is_none();
    if month_last {
        (before(site, first, first_day).unwrap_or_default(), Vec::new())
    } else if month_first {
        (Vec::new(), behind(site, found.end, last, last_day).unwrap_or_default())
    } else {
        <_>::default()
    }
}

fn day(site: &Site<'_>, at: usize) -> Option<(usize, u32)> {
    let (end, Val::Int(n)) = read(Reader::Dom, site, at)? else { return None };
    Some((end, u32::try_from(n).ok()?))
}

/// One day or range, in the month of `like`: one past its last token, its last day, and what it says.
fn item(site: &Site<'_>, at: usize, like: &Calendar) -> Option<(usize, u32, u32, Expr)> {
    let on = |day| Expr::Calendar(Calendar { day: Some(day), weekday: None, ..*like });
    let (end, from) = day(site, at)?;
    match joint(site, end).and_then(|next| day(site, next)) {
        Some((end, to)) if to > from => Some((end, from, to, Expr::Range(Box::new(on(from)), Box::new(on(to))))),
        Some(_) => None,
        None => Some((end, from, from, on(from))),
    }
}

fn conjunction(site: &Site<'_>, at: usize) -> bool {
    matches!(site.words(at), "and" | "or" | "&")
}

/// ", 5 and 9" behind "May 3".
fn behind(site: &Site<'_>, mut at: usize, like: &Calendar, mut last: u32) -> Option<Vec<Listed>> {
    let mut all = Vec::new();
    let mut closed = false;
    while !closed {
        let comma = site.words(at) == ",";
        let next = at + usize::from(comma);
        closed = conjunction(site, next);
        if !comma && !closed {
            return None;
        }
        let start = next + usize::from(closed);
        let (end, from, to, expr) = item(site, start, like)?;
        if from <= last {
            return None;
        }
        all.push((start..end, expr));
        (at, last) = (end, to);
    }
    let (tokens, expr) = all.last_mut()?;
    if let Some((end, Val::Int(year))) = read(Reader::Year, site, at + 1).filter(|_| site.words(at) == ",") {
        let year = Some(super::expr::Year::Full(year));
        match expr {
            Expr::Calendar(c) => c.year = year,
            Expr::Range(_, b) => {
                if let Expr::Calendar(c) = &mut **b {
                    c.year = year;
                }
            }
            _ => {}
        }
        tokens.end = end;
    } else if !ends(site, at) {
        return None;
    }
    Some(all)
}

/// Nothing stands there that the number before it could count.
fn ends(site: &Site<'_>, at: usize) -> bool {
    let Some(token) = site.token(at) else { return true };
    let words = site.words(at);
    match token.kind {
        TokenKind::Mark => matches!(words, "." | "," | ";" | ")" | ":" | "”" | "\"" | "!" | "?") || !token.glued,
        _ => matches!(
            words,
            "at" | "in" | "for" | "to" | "with" | "when" | "before" | "after" | "by" | "but" | "from" | "as" | "if"
        ),
    }
}

/// "3, 5 and" before "9 May".
fn before(site: &Site<'_>, like: &Calendar, first: u32) -> Option<Vec<Listed>> {
    let mut all: Vec<Listed> = Vec::new();
    let (mut at, mut first) = (site.start, first);
    loop {
        let word = at.checked_sub(1)?;
        let last = all.is_empty();
        let sep = if last {
            conjunction(site, word).then_some(word)?
        } else if site.words(word) == "," {
            word
        } else {
            break;
        };
        let sep = if last && site.words(sep.checked_sub(1)?) == "," { sep - 1 } else { sep };
        let single = sep.checked_sub(1)?;
        // "3-5 and 9-11 May"
        let range =
            sep.checked_sub(3).filter(|&i| site.class(i + 1, Class::Dash).is_some() || site.words(i + 1) == "to");
        let start = range.filter(|&i| day(site, i).is_some()).unwrap_or(single);
        let (end, from, to, expr) = item(site, start, like)?;
        if end != sep || to >= first || site.token(start)?.glued {
            return None;
        }
        all.push((start..end, expr));
        (at, first) = (start, from);
    }
    let led = at.checked_sub(1).map_or("", |b| site.words(b)).to_ascii_lowercase();
    let led = matches!(led.as_str(), "on" | "of" | "from" | "the" | "for" | "both" | "(" | "until" | "between" | "by");
    all.reverse();
    let ranges = all.iter().all(|l| matches!(l.1, Expr::Range(..)));
    (led || ranges).then_some(all)
}
