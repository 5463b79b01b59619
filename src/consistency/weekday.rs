//! A weekday that is not its date's.

use super::check::{Alarm, Article, Check};
use crate::document::PublishedFrom;
use crate::recognise::Mention;
use crate::span::Span;
use crate::value::{Anchor, Grain, Instant, Temporal, Value};
use chrono::{Datelike, Days, NaiveDate};

/// Holds weekdays against dates.
pub(super) struct Weekday;

/// Names and abbreviations, Monday first.
const DAYS: &[(&str, &[&str])] = &[
    ("Monday", &["monday", "mon", "mon."]),
    ("Tuesday", &["tuesday", "tue", "tue.", "tues", "tues."]),
    ("Wednesday", &["wednesday", "wed", "wed."]),
    ("Thursday", &["thursday", "thu", "thu.", "thur", "thur.", "thurs", "thurs."]),
    ("Friday", &["friday", "fri", "fri."]),
    ("Saturday", &["saturday", "sat", "sat."]),
    ("Sunday", &["sunday", "sun", "sun."]),
];

/// Words before a weekday that is another day than the date's: "every Monday 4 people call".
const OTHER: &[&str] = &["after", "before", "every"];

/// Verbs between a date and its weekday.
const IS: &[&str] = &["fall", "falls", "fell", "is", "was"];

/// Days of a range whose ends have weekdays.
const LONG: i64 = 60;

/// From this year on English copy prints dates of the Gregorian calendar.
const GREGORIAN: i32 = 1753;

/// A date without a year is of the year nearest to the day of publication; farther away than this
/// the year is a guess.
const NEAR: i64 = 120;
/// Farther away than this no article leaves the year out.
const FAR: i64 = 300;

impl Check for Weekday {
    fn name(&self) -> &'static str {
        "weekday"
    }

    fn about(&self) -> &'static str {
        "a weekday printed with a date is the weekday of that date"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for m in article.mentions {
            let (Value::Date(t) | Value::Time(t)) = &m.value else { continue };
            let Some(dates) = printed(article, m, t) else { continue };
            let Some((stated, span)) = weekdays(article, m, t) else { continue };
            if dates.iter().any(|d| fits(&stated, *d))
                || told_before(article, m).is_some_and(|y| fits_in(&stated, &dates, y))
            {
                continue;
            }
            let Some(&(first, last)) = dates.first() else { continue };
            let name = |i: usize| DAYS.get(i).map_or("", |d| d.0);
            let day = |d: NaiveDate| d.format("%-d %B %Y").to_string();
            // The end that is wrong is named, where the other one is right.
            let (date, wrong) = match stated.as_slice() {
                [a, b] if *a == index(first) => (last, *b),
                [a, ..] => (first, *a),
                [] => continue,
            };
            let (text, right) = (span.of(&article.document.text), name(index(date)));
            let inferred = !has_year(m.span.of(&article.document.text));
            out.push(Alarm::error(
                if inferred { 0.85 } else { 0.97 },
                format!("“{text}”: {} is a {right}, not a {}", day(date), name(wrong)),
                format!("{} falls on a {right}", day(date)),
                vec![(span, Some(m.value.clone()))],
            ));
        }
    }
}

/// The year that the article named last before a date that states none.
fn told_before(article: &Article<'_>, m: &Mention) -> Option<i32> {
    let text = |m: &Mention| has_year(m.span.of(&article.document.text));
    let before = article.mentions.iter().rev().filter(|x| x.span.end <= m.span.start && !text(m));
    before.filter(|x| text(x)).find_map(|x| match &x.value {
        Value::Date(t) if t.anchor == Anchor::Absolute => t.start.map(|s| s.date().year()),
        _ => None,
    })
}

/// Whether the weekdays are those of the days in another year.
fn fits_in(stated: &[usize], dates: &[(NaiveDate, NaiveDate)], year: i32) -> bool {
    dates.iter().any(|(first, last)| {
        let moved = first.with_year(year);
        moved.is_some_and(|f| fits(stated, (f, f + (*last - *first))))
    })
}

fn index(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// Whether the weekdays are those of a day, or of the ends of a range: one weekday may be that of either.
fn fits(stated: &[usize], (first, last): (NaiveDate, NaiveDate)) -> bool {
    match stated {
        [one] => *one == index(first) || *one == index(last),
        [a, b] => *a == index(first) && *b == index(last),
        _ => true,
    }
}

/// The first and last day, or days, that the words can mean; `None` where they do not print a month and a
/// day. The Gregorian calendar is the printed one only from its adoption on.
fn printed(article: &Article<'_>, m: &Mention, t: &Temporal) -> Option<Vec<(NaiveDate, NaiveDate)>> {
    let text = m.span.of(&article.document.text);
    let has_day = text.chars().any(|c| c.is_ascii_digit());
    let has_month = text.split(|c: char| !c.is_alphabetic()).any(|w| w.len() >= 3 && month(w));
    if !has_day
        || !(has_month || iso(text))
        || t.modifier.is_some()
        || !matches!(t.grain, Some(Grain::Day | Grain::Hour | Grain::Minute))
    {
        return None;
    }
    let (start, end) = (t.start.map(Instant::date)?, t.end.map(Instant::date)?);
    let long = (end - start).num_days();
    if !(0..=LONG).contains(&long) || start.year() < GREGORIAN {
        return None;
    }
    let mut all = vec![(start, end)];
    if long == 0 {
        all.extend(t.alternatives.iter().filter_map(|r| r.start).map(|s| (s.date(), s.date())));
    }
    if has_year(text) {
        return Some(all);
    }
    let published = article.document.meta.published.filter(|p| p.from != PublishedFrom::Inferred)?.date();
    if t.anchor == Anchor::Inferred {
        return None;
    }
    let distance = |d: &NaiveDate| (*d - published).num_days().abs();
    let mut years: Vec<NaiveDate> = (-1..=1)
        .filter_map(|y| NaiveDate::from_ymd_opt(published.year() + y, start.month(), start.day()))
        .filter(|d| distance(d) <= FAR)
        .collect();
    years.sort_by_key(distance);
    let near = years.first().is_some_and(|d| distance(d) <= NEAR);
    near.then(|| years.into_iter().map(|d| (d, d + Days::new(long.unsigned_abs()))).collect())
}

fn month(word: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = word.to_lowercase();
    MONTHS.iter().any(|m| lower.starts_with(m))
}

/// "1996-11-17", the one form in figures that leaves no choice of day and month.
fn iso(text: &str) -> bool {
    let mut parts = text.split('-').map(|p| p.bytes().all(|b| b.is_ascii_digit()).then_some(p.len()));
    parts.by_ref().eq([Some(4), Some(2), Some(2)])
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4)
}

/// The weekdays inside the words, right before them, or in brackets after them: one, or those of both ends.
fn weekdays(article: &Article<'_>, m: &Mention, t: &Temporal) -> Option<(Vec<usize>, Span)> {
    let index = |i: usize| {
        let w = article.word(i);
        DAYS.iter().position(|(_, forms)| forms.contains(&w.as_str()))
    };
    let inside: Vec<(usize, usize)> = m.tokens.clone().filter_map(|i| index(i).map(|d| (d, i))).collect();
    let range = t.start.map(Instant::date) != t.end.map(Instant::date);
    if let Some((_, at)) = inside.first().copied() {
        // "sat" and "sun" are words as well.
        if article.text.token(at).starts_with(char::is_lowercase) && article.word(at).len() <= 3 {
            return None;
        }
        let days: Vec<usize> = inside.iter().map(|d| d.0).collect();
        let first = at == m.tokens.start && range && days.len() == 1;
        if let Some((day, before)) = first.then(|| joined(article, at, &index)).flatten() {
            let from = article.text.tokens.get(before)?.span();
            return Some((vec![day, days[0]], from.cover(m.span)));
        }
        let whole = if range { days.len() <= 2 } else { days.len() == 1 };
        return whole.then_some((days, m.span));
    }
    before(article, m, range, &index).or_else(|| after(article, m, &index))
}

/// The weekday right before the date: "on Thursday, March 25", "Thursday (March 25)".
fn before(
    article: &Article<'_>,
    m: &Mention,
    range: bool,
    index: &dyn Fn(usize) -> Option<usize>,
) -> Option<(Vec<usize>, Span)> {
    let start = m.tokens.start;
    let mut before = start.checked_sub(1)?;
    let bracketed = article.word(before) == "(" && article.word(m.tokens.end) == ")";
    if bracketed || matches!(article.word(before).as_str(), "," | "the" | "on") {
        before = before.checked_sub(1)?;
    }
    let day = index(before)?;
    let earlier = before.checked_sub(1).map(|i| article.word(i)).unwrap_or_default();
    let same_sentence = article.text.sentence_of(before) == article.text.sentence_of(start);
    let abbreviated = article.word(before).len() <= 3 && !article.text.tokens.get(before).is_some_and(|t| t.dotted);
    if !same_sentence
        || abbreviated && article.text.token(before).starts_with(char::is_lowercase)
        || OTHER.contains(&earlier.as_str())
    {
        return None;
    }
    let from = article.text.tokens.get(before)?.span();
    if let Some((first, at)) = joined(article, before, index).filter(|_| range) {
        return Some((vec![first, day], article.text.tokens.get(at)?.span().cover(m.span)));
    }
    Some((vec![day], from.cover(m.span)))
}

/// The weekday after the date: "March 25 (Thursday)", "March 25, a Thursday,", "March 25 fell on a Thursday".
fn after(article: &Article<'_>, m: &Mention, index: &dyn Fn(usize) -> Option<usize>) -> Option<(Vec<usize>, Span)> {
    let mut at = m.tokens.end;
    if article.word(at) == "(" && article.word(at + 2) == ")" {
        let day = index(at + 1)?;
        return Some((vec![day], m.span.cover(article.text.tokens.get(at + 2)?.span())));
    }
    let apposed = article.word(at) == ",";
    at += 1 + usize::from(!apposed && article.word(at + 1) == "on");
    if !apposed && !IS.contains(&article.word(m.tokens.end).as_str()) || article.word(at) != "a" {
        return None;
    }
    let day = index(at + 1).filter(|_| article.word(at + 1).ends_with("day"))?;
    // "A Friday night" is a time, "a Friday in 2019" of another year.
    let next = article.word(at + 2);
    let ends = matches!(next.as_str(), "," | "." | ";" | ")" | "this" | "and" | "");
    (ends || article.text.sentence_of(at + 2) != article.text.sentence_of(at))
        .then_some((vec![day], m.span.cover(article.text.tokens.get(at + 1)?.span())))
}

/// The weekday that "and", "to" or a dash joins to the one at `at`: "Thursday and Friday, March 25-26".
fn joined(article: &Article<'_>, at: usize, index: &dyn Fn(usize) -> Option<usize>) -> Option<(usize, usize)> {
    let joint = at.checked_sub(1)?;
    let first = joint.checked_sub(1)?;
    let joins = matches!(article.word(joint).as_str(), "and" | "to" | "through" | "-" | "–");
    joins.then(|| index(first)).flatten().map(|d| (d, first))
}
