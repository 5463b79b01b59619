//! Readers of several tokens at once: numbers, days, years, named days.

mod count;
mod phrases;

pub(super) use phrases::Phrases;

use super::pattern::{Site, Val};
use super::words::{Class, names};
use crate::text::{Case, Token, TokenKind};
use count::count;

names! {
    /// The readers that patterns can call.
    Reader {
        Year = "year",
        AnyYear = "yearnumber",
        ShortYear = "yy",
        Dom = "dom",
        Month = "monthnumber",
        Nth = "nth",
        Count = "count",
        Hour = "hour",
        Minute = "minute",
        Compact = "compact",
        RawDay = "daynumber",
        DecadeYear = "decadeyear",
        DecadeShort = "decadeyy",
        Adjective = "adjective",
        Military = "military",
        Holiday = "holiday",
        Joint = "joint",
        Spelled = "spelled",
    }
}

impl Reader {
    /// Lengths of the digit runs that it can begin with, a bit each.
    pub(super) fn digits(self) -> u8 {
        match self {
            Self::Year | Self::Military => 1 << 4,
            Self::AnyYear => 0b1_1110,
            Self::ShortYear | Self::Minute | Self::DecadeShort => 1 << 2,
            Self::Dom | Self::Month | Self::Hour | Self::RawDay => 0b110,
            Self::DecadeYear => 0b1_1000,
            Self::Adjective | Self::Spelled => 0,
            Self::Nth | Self::Count => 0b1111_1110,
            Self::Compact => 1 << 7,
            Self::Holiday | Self::Joint => 0,
        }
    }

    /// Classes of the words that it can begin with.
    pub(super) fn classes(self) -> &'static [Class] {
        match self {
            Self::Year => &[Class::Digit, Class::Teen, Class::Tens],
            Self::Dom | Self::Nth => &[Class::Ordinal, Class::Tens],
            Self::Count => {
                &[Class::Digit, Class::Teen, Class::Tens, Class::Scale, Class::Vague, Class::Fraction, Class::Article]
            }
            Self::Hour => &[Class::Digit, Class::Teen],
            Self::Spelled => &[Class::Digit, Class::Teen, Class::Tens],
            _ => &[],
        }
    }
}

/// Calls a reader at token `at`: one past its last token, and what it read.
pub(super) fn read(reader: Reader, site: &Site<'_>, at: usize) -> Option<(usize, Val)> {
    let int = |r: Option<(usize, i64)>| {
        let (end, n) = r?;
        Some((end, Val::Int(i32::try_from(n).ok()?)))
    };
    match reader {
        Reader::Year => int(year(site, at)),
        Reader::AnyYear => int(digits(site, at, 1..=4)),
        Reader::ShortYear => int(digits(site, at, 2..=2).filter(|_| closed(site, at))),
        Reader::Dom => int(day_of_month(site, at)),
        Reader::Month => int(digits(site, at, 1..=2).filter(|r| (1..=12).contains(&r.1))),
        Reader::Nth => int(ordinal(site, at)),
        Reader::Count => count(site, at).map(|(end, c)| (end, Val::Count(c))),
        Reader::Hour => int(hour(site, at)),
        Reader::Minute => int(digits(site, at, 2..=2).filter(|r| r.1 < 60)),
        Reader::RawDay => int(digits(site, at, 1..=2).filter(|r| (1..=31).contains(&r.1))),
        Reader::DecadeYear => int(digits(site, at, 3..=4).filter(|r| r.1 % 10 == 0 && (r.1 >= 1000 || r.1 < 900))),
        Reader::DecadeShort => int(digits(site, at, 2..=2).filter(|r| r.1 % 10 == 0)),
        Reader::Adjective => adjective(site, at).then_some((at + 1, Val::Int(0))),
        Reader::Military => int(digits(site, at, 4..=4).filter(|r| r.1 / 100 < 24 && r.1 % 100 < 60)),
        Reader::Compact => int(digits(site, at, 8..=8)),
        Reader::Spelled => int(below_hundred(site, at)),
        Reader::Joint => joint(site, at).map(|end| (end, Val::Int(0))),
        Reader::Holiday => site.grammar.phrases.read(site, at).map(|(end, n)| (end, Val::Int(n as i32))),
    }
}

/// What a joint begins with, unless it is a dash.
pub(super) const JOINTS: [&str; 10] = ["up", "to", "through", "thru", "until", "till", "~", "〜", "～", "→"];

/// What stands between the ends of a range: a dash, "to", "through", "until", "-to-".
pub(super) fn joint(site: &Site<'_>, at: usize) -> Option<usize> {
    let dash = |i: usize| site.class(i, Class::Dash).is_some();
    match site.words(at) {
        "up" | "to" if including(site, at) => Some(at + 3 + usize::from(site.words(at) == "up")),
        "through" | "up" if site.words(at + 1) == "to" => Some(at + 2),
        "up" => None,
        word if JOINTS.contains(&word) => Some(at + 1),
        _ if !dash(at) => None,
        _ if site.words(at + 1) == "to" && dash(at + 2) => Some(at + 3),
        // "4--6 May"
        _ if dash(at + 1) && (at..at + 3).all(|i| site.token(i).is_some_and(|t| t.glued)) => Some(at + 2),
        _ => Some(at + 1),
    }
}

/// "up to and including", "to and including".
fn including(site: &Site<'_>, at: usize) -> bool {
    let to = at + usize::from(site.words(at) == "up");
    site.words(to) == "to" && site.words(to + 1) == "and" && site.words(to + 2) == "including"
}

/// The value of a run of digits of that length.
fn digits(site: &Site<'_>, at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<(usize, i64)> {
    let t = site.token(at)?;
    let words = site.words(at);
    if t.kind != TokenKind::Digits || !lengths.contains(&words.len()) {
        return None;
    }
    words.parse().ok().map(|n| (at + 1, n))
}

fn is_digits(site: &Site<'_>, at: usize) -> bool {
    site.token(at).is_some_and(|t| t.kind == TokenKind::Digits)
}

/// Whether the run of digits at `at` is a whole number: not the head or tail of a longer one, of a
/// decimal, of a sum of money or of a word.
fn closed(site: &Site<'_>, at: usize) -> bool {
    let Some(token) = site.token(at) else { return false };
    if token.glued
        && let Some(b) = at.checked_sub(1)
    {
        let before = site.words(b);
        let number_before =
            b.checked_sub(1).is_some_and(|c| is_digits(site, c)) && site.token(b).is_some_and(|t| t.glued);
        let bad = match before {
            "$" | "£" | "€" | "¥" | "₹" | "#" | "+" | "_" | "@" | "*" | "&" => true,
            "." | "," | ":" => number_before,
            // "Dec.4"
            _ => {
                let month = |t: &Token| t.dotted && site.class(b, Class::Month).is_some();
                site.token(b).is_some_and(|t| t.kind == TokenKind::Word && !month(t))
            }
        };
        if bad {
            return false;
        }
    }
    match site.token(at + 1).filter(|t| t.glued) {
        Some(t) if t.kind == TokenKind::Word => false,
        Some(t) if t.kind == TokenKind::Mark => match site.words(at + 1) {
            "%" | "€" | "£" | "_" | "°" | "+" => false,
            "." | "," | ":" => !(is_digits(site, at + 2) && site.token(at + 2).is_some_and(|t| t.glued)),
            _ => true,
        },
        _ => true,
    }
}

/// A year between 1000 and 2199 in digits, or in words ("nineteen ninety-six").
fn year(site: &Site<'_>, at: usize) -> Option<(usize, i64)> {
    if let Some((end, n)) = digits(site, at, 4..=4) {
        let counted = site.class(end, Class::Scale).is_some() || matches!(site.words(end), "percent" | "%");
        return ((1000..2200).contains(&n) && closed(site, at) && !counted).then_some((end, n));
    }
    let (end, first) = below_hundred(site, at)?;
    if first == 2 && site.words(end) == "thousand" {
        let and = if site.words(end + 1) == "and" { end + 2 } else { end + 1 };
        return Some(match below_hundred(site, and) {
            Some((end, rest)) => (end, 2000 + rest),
            None => (end + 1, 2000),
        });
    }
    if !(15..=20).contains(&first) {
        return None;
    }
    let hundred = if site.words(end) == "hundred" { end + 1 } else { end };
    let (end, second) = below_hundred(site, hundred)?;
    (second >= 10).then_some((end, first * 100 + second))
}

/// A day of a month, with or without its ordinal ending, or as an ordinal word.
fn day_of_month(site: &Site<'_>, at: usize) -> Option<(usize, i64)> {
    if is_digits(site, at) {
        let (end, n) = digits(site, at, 1..=2)?;
        if !(1..=31).contains(&n) {
            return None;
        }
        if site.class(end, Class::Suffix).is_some() && site.token(end).is_some_and(|t| t.glued) {
            return Some((end + 1, n));
        }
        let counted = site.class(end, Class::Scale).is_some() || matches!(site.words(end), "percent" | "per");
        return (closed(site, at) && !counted).then_some((end, n));
    }
    ordinal(site, at).filter(|r| (1..=31).contains(&r.1))
}

/// "3rd", "third", "twenty-first".
fn ordinal(site: &Site<'_>, at: usize) -> Option<(usize, i64)> {
    if is_digits(site, at) {
        let (end, n) = digits(site, at, 1..=3)?;
        let suffixed = site.class(end, Class::Suffix).is_some() && site.token(end).is_some_and(|t| t.glued);
        return suffixed.then_some((end + 1, n));
    }
    if let Some(n) = site.class(at, Class::Ordinal) {
        return Some((at + 1, i64::from(n)));
    }
    let tens = i64::from(site.class(at, Class::Tens)?);
    let next = if site.words(at + 1) == "-" { at + 2 } else { at + 1 };
    let ones = i64::from(site.class(next, Class::Ordinal)?);
    (ones < 10).then_some((next + 1, tens + ones))
}

/// "seven", "seventeen", "seventy", "seventy-seven".
fn below_hundred(site: &Site<'_>, at: usize) -> Option<(usize, i64)> {
    if let Some(n) = site.class(at, Class::Digit).or_else(|| site.class(at, Class::Teen)) {
        return Some((at + 1, i64::from(n)));
    }
    let tens = i64::from(site.class(at, Class::Tens)?);
    let next = if site.words(at + 1) == "-" { at + 2 } else { at + 1 };
    match site.class(next, Class::Digit) {
        Some(ones) if ones > 0 => Some((next + 1, tens + i64::from(ones))),
        _ => Some((at + 1, tens)),
    }
}

/// A hour of the clock.
fn hour(site: &Site<'_>, at: usize) -> Option<(usize, i64)> {
    if let Some(r) = digits(site, at, 1..=2) {
        let glued_to_word = site.token(at).is_some_and(|t| t.glued)
            && at.checked_sub(1).is_some_and(|b| matches!(site.words(b), "$" | "£" | "€" | "." | "#"));
        return (r.1 <= 24 && !glued_to_word).then_some(r);
    }
    let n = site.class(at, Class::Digit).or_else(|| site.class(at, Class::Teen))?;
    (1..=12).contains(&n).then_some((at + 1, i64::from(n)))
}

/// "two bloody weeks": a lower-case word that is none of the words of time.
fn adjective(site: &Site<'_>, at: usize) -> bool {
    let Some(t) = site.token(at) else { return false };
    let word = site.words(at);
    t.kind == TokenKind::Word
        && t.case == Case::Lower
        && word.len() > 4
        && !word.ends_with('s')
        && !site.grammar.words.is_known(t.word)
        && site.class(at + 1, Class::Units).is_some()
}
