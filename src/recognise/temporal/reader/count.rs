//! Counts in figures and in words.

use super::super::pattern::Site;
use super::super::words::Class;
use super::{below_hundred, digits, is_digits};

/// A count in thousandths; `None` where the words leave it open ("several").
pub(super) fn count(site: &Site<'_>, at: usize) -> Option<(usize, Option<i64>)> {
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
