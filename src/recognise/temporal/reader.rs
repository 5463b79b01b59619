//! Readers of several tokens at once: numbers, days, years, named days.

use super::pattern::{Site, Val};
use super::words::{Class, names};
use crate::text::{Case, Token, TokenKind, WordId};
use rustc_hash::FxHashMap;

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

/// What stands between the ends of a range: a dash, "to", "through", "until", "-to-".
pub(super) fn joint(site: &Site<'_>, at: usize) -> Option<usize> {
    let dash = |i: usize| site.class(i, Class::Dash).is_some();
    match site.words(at) {
        "up" | "to" if including(site, at) => Some(at + 3 + usize::from(site.words(at) == "up")),
        "through" | "up" if site.words(at + 1) == "to" => Some(at + 2),
        "to" | "through" | "thru" | "until" | "till" => Some(at + 1),
        _ if !dash(at) => None,
        _ if site.words(at + 1) == "to" && dash(at + 2) => Some(at + 3),
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
            _ => site.token(b).is_some_and(|t| t.kind == TokenKind::Word),
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

/// A count in thousandths; `None` where the words leave it open ("several").
fn count(site: &Site<'_>, at: usize) -> Option<(usize, Option<i64>)> {
    if let Some(found) = vague(site, at) {
        return Some(found);
    }
    let (end, n) = if is_digits(site, at) { figures(site, at)? } else { number_words(site, at)? };
    let (end, n) = scaled(site, end, n);
    Some(match and_fraction(site, end) {
        Some((end, part)) => (end, Some(n + part)),
        None => (end, Some(n)),
    })
}

/// "several", "a few", "a couple of", "dozens of", "half", "a dozen".
fn vague(site: &Site<'_>, at: usize) -> Option<(usize, Option<i64>)> {
    let article = site.class(at, Class::Article).is_some();
    let word = if article { at + 1 } else { at };
    let n = site.class(word, Class::Vague)?;
    // "the third in as many days" counts as many as before.
    if site.words(word) == "many" && at.checked_sub(1).is_some_and(|b| site.words(b) == "as") {
        return None;
    }
    let end = if site.words(word + 1) == "of" { word + 2 } else { word + 1 };
    let end = if matches!(site.words(end), "the" | "these" | "those") { return None } else { end };
    Some((end, (n > 0).then(|| i64::from(n) * 1000)))
}

fn figures(site: &Site<'_>, at: usize) -> Option<(usize, i64)> {
    let token = site.token(at)?;
    if token.glued
        && at.checked_sub(1).is_some_and(|b| matches!(site.words(b), "$" | "£" | "€" | "." | "," | "#" | ":"))
    {
        return None;
    }
    let mut text = site.words(at).to_owned();
    if text.len() > 6 {
        return None;
    }
    let mut end = at + 1;
    let glued = |i: usize| site.token(i).is_some_and(|t| t.glued);
    while site.words(end) == ","
        && glued(end)
        && glued(end + 1)
        && is_digits(site, end + 1)
        && site.words(end + 1).len() == 3
    {
        text.push_str(site.words(end + 1));
        end += 2;
        if text.len() > 12 {
            return None;
        }
    }
    let whole: i64 = text.parse().ok()?;
    if site.words(end) == "." && glued(end) && glued(end + 1) && is_digits(site, end + 1) {
        let digits = site.words(end + 1);
        let first: String = digits.chars().chain("000".chars()).take(3).collect();
        return Some((end + 2, whole * 1000 + first.parse::<i64>().ok()?));
    }
    if site.words(end) == "/" && glued(end) && is_digits(site, end + 1) {
        let (_, below) = digits(site, end + 1, 1..=2)?;
        return (below > 0 && whole < below).then(|| (end + 2, whole * 1000 / below));
    }
    // "4 1/2"
    if is_digits(site, end) && site.words(end + 1) == "/" && is_digits(site, end + 2) && glued(end + 1) {
        let (_, above) = digits(site, end, 1..=2)?;
        let (_, below) = digits(site, end + 2, 1..=2)?;
        if below > above && above > 0 {
            return Some((end + 3, whole * 1000 + above * 1000 / below));
        }
    }
    Some((end, whole * 1000))
}

fn number_words(site: &Site<'_>, at: usize) -> Option<(usize, i64)> {
    let article = site.class(at, Class::Article).is_some();
    if article && site.class(at + 1, Class::Scale).is_none() {
        return None;
    }
    if site.class(at, Class::Scale).is_some() && !article {
        return None;
    }
    let (mut end, mut n) = if article { (at + 1, 1) } else { below_hundred(site, at)? };
    if site.words(end) == "hundred" {
        end += 1;
        n *= 100;
        let and = if site.words(end) == "and" { end + 1 } else { end };
        if let Some((e, rest)) = below_hundred(site, and) {
            end = e;
            n += rest;
        }
    }
    Some((end, n * 1000))
}

fn scaled(site: &Site<'_>, end: usize, n: i64) -> (usize, i64) {
    match site.class(end, Class::Scale) {
        Some(power) if power >= 3 => (end + 1, n.saturating_mul(10_i64.saturating_pow(power as u32))),
        _ => (end, n),
    }
}

/// "and a half", "and three quarters", "and a quarter".
fn and_fraction(site: &Site<'_>, at: usize) -> Option<(usize, i64)> {
    if site.words(at) != "and" {
        return None;
    }
    let mut i = at + 1;
    let mut times = 1;
    if site.class(i, Class::Article).is_some() {
        i += 1;
    } else if let Some((e, n)) = below_hundred(site, i) {
        times = n;
        i = e;
    }
    let part = site.class(i, Class::Fraction)?;
    let end = if site.words(i + 1) == "of" { i + 2 } else { i + 1 };
    Some((end, times * i64::from(part)))
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

/// Names of several words, found by their first one.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    by_first: FxHashMap<WordId, Vec<Phrase>>,
    /// Named days, by the number that [`Reader::Holiday`] gives.
    pub(super) holidays: Vec<super::holiday::Holiday>,
    frequencies: Vec<String>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<WordId>,
    value: usize,
    /// Only with a capital: without one the words mean something else.
    cased: bool,
}

impl Phrases {
    /// Adds a name; longer ones are tried first.
    pub(super) fn add(&mut self, words: Vec<WordId>, value: usize, cased: bool) {
        let Some(first) = words.first() else { return };
        let list = self.by_first.entry(*first).or_default();
        if list.iter().any(|p| p.words == words) {
            return;
        }
        list.push(Phrase { words, value, cased });
        list.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    }

    /// Adds a word for how often something happens; its number.
    pub(super) fn add_frequency(&mut self, every: &str) -> i32 {
        self.frequencies.push(every.to_owned());
        self.frequencies.len() as i32 - 1
    }

    /// The ISO 8601 duration of that number.
    pub(super) fn frequency(&self, n: i32) -> Option<&str> {
        self.frequencies.get(usize::try_from(n).ok()?).map(String::as_str)
    }

    /// The first words of all names, in order.
    pub(super) fn starts(&self) -> Vec<WordId> {
        let mut ids: Vec<WordId> = self.by_first.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Whether a name may begin with these tokens, by the first two of them.
    pub(super) fn open(&self, tokens: &[Token]) -> bool {
        let [first, rest @ ..] = tokens else { return false };
        let next = rest.first();
        // A curly apostrophe stands for a straight one.
        let goes_on = |second: &WordId| next.is_some_and(|t| t.word == *second || t.kind == TokenKind::Mark);
        let fits = |p: &Phrase| p.words.get(1).is_none_or(goes_on);
        self.by_first.get(&first.word).is_some_and(|list| list.iter().any(fits))
    }

    fn read(&self, site: &Site<'_>, at: usize) -> Option<(usize, usize)> {
        let first = site.token(at)?;
        let list = self.by_first.get(&first.word)?;
        list.iter().find_map(|p| {
            // A few words alone are typed in haste, not printed.
            let typed = site.limit - site.first <= 4;
            if p.cased && first.case == Case::Lower && !typed {
                return None;
            }
            // "Tet Offensive", "Labor Day Weekend": the day is part of another name.
            let next = site.token(at + p.words.len());
            let named = first.case == Case::Capitalised
                && p.words.len() == 1
                && next.is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Capitalised && !t.breaks_line)
                && site.class(at + 1, Class::Month).is_none();
            if named {
                return None;
            }
            let fits = p.words.iter().enumerate().all(|(i, w)| {
                site.token(at + i).is_some_and(|t| {
                    t.word == *w
                        || t.kind == TokenKind::Mark
                            && site.words(at + i) == "’"
                            && site.grammar.words.value(*w, Class::Apostrophe).is_some()
                })
            });
            fits.then_some((at + p.words.len(), p.value))
        })
    }
}
