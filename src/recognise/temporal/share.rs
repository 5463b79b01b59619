//! What expressions of a sentence take from each other before they are resolved.

use super::Candidate;
use super::expr::Expr;
use crate::text::{Case, Text};

/// "15 January and 16 January 2018", "in March and early June 2018": the last of a list gives its year to those
/// before it.
pub(super) fn years(found: &mut [Candidate], text: &Text<'_>) {
    let mut shared = false;
    for i in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(i);
        let (Some(a), Some(b)) = (before.last_mut(), after.first()) else { continue };
        let between = (a.tokens.end..b.tokens.start).take(3).map(|t| text.token(t));
        let listed = a.sentence == b.sentence
            && match between.collect::<Vec<_>>().as_slice() {
                ["and" | "or" | "&"] | [",", "and" | "or"] => true,
                [","] => shared,
                _ => false,
            };
        shared = listed
            && (b.expr.day_with_year().is_some_and(|last| a.expr.take_year(last)) || a.expr.take_year_of(&b.expr));
    }
}

/// "Thursday (April 4)", "Thursday and Friday (April 4-5)": weekdays take the date in the brackets behind them.
pub(super) fn appositions(found: &mut [Candidate], text: &Text<'_>) {
    for i in 1..found.len() {
        let (before, after) = found.split_at_mut(i);
        let (Some(a), Some(b)) = (before.last_mut(), after.first()) else { continue };
        let bracket = b.tokens.start == a.tokens.end + 1 && text.token(a.tokens.end) == "(";
        if a.sentence == b.sentence && bracket && text.token(b.tokens.end) == ")" {
            a.expr.take_date(&b.expr);
        }
    }
}

/// "2:04 p.m. (1804 GMT) on Thursday", "Thursday, shortly after 10 a.m.": a clock time takes the day
/// that only small words part it from.
pub(super) fn days(found: &mut [Candidate], text: &Text<'_>) {
    let last = found.len();
    let backwards = (1..last).rev().map(|i| (i, true));
    for (i, backwards) in backwards.chain((1..last).map(|i| (i, false))) {
        let (before, after) = found.split_at_mut(i);
        let (Some(a), Some(b)) = (before.last_mut(), after.first_mut()) else { continue };
        let between = a.tokens.end..b.tokens.start;
        // "8 p.m. Moscow time on Friday"
        let of_a_place =
            |t: usize| text.token(t + 1) == "time" && text.tokens.get(t).is_some_and(|t| t.case == Case::Capitalised);
        let near =
            between.len() <= 4 && between.into_iter().all(|t| AROUND_A_CLOCK.contains(&text.token(t)) || of_a_place(t));
        if a.sentence != b.sentence || !near {
            continue;
        }
        let (taker, giver) = if backwards { (a, b) } else { (b, a) };
        if let Some(day) = giver.expr.its_day() {
            taker.expr.take_day(&day);
        }
    }
}

/// "three days starting next Monday", "for a week from 20 December", "2 p.m. for two hours": a length takes its beginning.
pub(super) fn beginnings(found: &mut [Candidate], text: &Text<'_>) {
    for i in 1..found.len() {
        let (before, after) = found.split_at_mut(i);
        let (Some(a), Some(b)) = (before.last_mut(), after.first_mut()) else { continue };
        if a.sentence != b.sentence || b.tokens.start > a.tokens.end + 3 {
            continue;
        }
        let between: Vec<&str> = (a.tokens.end..b.tokens.start).map(|t| text.token(t)).filter(|w| *w != ",").collect();
        let led = || a.tokens.start.checked_sub(1).is_some_and(|t| matches!(text.token(t), "for" | "last" | "lasting"));
        let begins = match between.as_slice() {
            ["starting" | "beginning"] | ["starting" | "beginning", "on" | "from"] => true,
            ["from"] => led(),
            _ => false,
        };
        match (&mut a.expr, &mut b.expr) {
            (Expr::Duration(length), begin) if begins && begin.its_day().is_some() => {
                a.expr = Expr::Lasting(std::mem::take(length), Box::new(begin.clone()));
            }
            (begin @ Expr::Clock(..), Expr::Duration(length)) if between == ["for"] => {
                b.expr = Expr::Lasting(std::mem::take(length), Box::new(begin.clone()));
            }
            _ => {}
        }
    }
}

/// Words and marks that part a clock time from its day.
const AROUND_A_CLOCK: &[&str] = &[
    "(",
    ")",
    ",",
    "at",
    "on",
    "local",
    "time",
    "shortly",
    "just",
    "soon",
    "after",
    "before",
    "around",
    "about",
    "by",
    "for",
    "@",
    "from",
    "between",
    "until",
    "till",
    "starting",
    "beginning",
    "each",
    "sharp",
    "of",
    "than",
];
