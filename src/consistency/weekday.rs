//! A weekday that is not its date's.

use super::check::{Alarm, Article, Check};
use crate::document::PublishedFrom;
use crate::recognise::Mention;
use crate::span::Span;
use crate::value::{Anchor, Grain, Instant, Temporal, Value};
use chrono::{Datelike, NaiveDate};

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

/// Words that make a weekday another day than the date's: "the Monday after 4 May".
const OTHER: &[&str] = &["after", "before", "following", "preceding", "since", "until", "till", "to", "from", "every"];

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
            let Some((stated, span)) = weekday(article, m) else { continue };
            if dates.iter().any(|d| d.weekday().num_days_from_monday() as usize == stated) {
                continue;
            }
            let Some(date) = dates.first() else { continue };
            let right = DAYS.get(date.weekday().num_days_from_monday() as usize).map_or("", |d| d.0);
            let wrong = DAYS.get(stated).map_or("", |d| d.0);
            let text = span.of(&article.document.text);
            let day = date.format("%-d %B %Y");
            let inferred = !has_year(m.span.of(&article.document.text));
            out.push(Alarm::error(
                if inferred { 0.85 } else { 0.97 },
                format!("“{text}”: {day} is a {right}, not a {wrong}"),
                format!("{day} falls on a {right}"),
                vec![(span, Some(m.value.clone()))],
            ));
        }
    }
}

/// The day or days that the words can mean; `None` where they do not print a month and a day.
fn printed(article: &Article<'_>, m: &Mention, t: &Temporal) -> Option<Vec<NaiveDate>> {
    let text = m.span.of(&article.document.text);
    let has_day = text.chars().any(|c| c.is_ascii_digit());
    let has_month = text.split(|c: char| !c.is_alphabetic()).any(|w| w.len() >= 3 && month(w));
    if !has_day
        || !has_month
        || t.modifier.is_some()
        || !matches!(t.grain, Some(Grain::Day | Grain::Hour | Grain::Minute))
    {
        return None;
    }
    let start = t.start.map(Instant::date)?;
    // A range has its weekday at its first day, or names the weekdays of both ends.
    if t.end.map(Instant::date) != Some(start) {
        return None;
    }
    let mut all = vec![start];
    all.extend(t.alternatives.iter().filter_map(|r| r.start).map(Instant::date));
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
    years.first().is_some_and(|d| distance(d) <= NEAR).then_some(years)
}

fn month(word: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = word.to_lowercase();
    MONTHS.iter().any(|m| lower.starts_with(m))
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4)
}

/// The weekday inside the words, right before them, or in brackets after them.
fn weekday(article: &Article<'_>, m: &Mention) -> Option<(usize, Span)> {
    let index = |i: usize| {
        let w = article.word(i);
        DAYS.iter().position(|(_, forms)| forms.contains(&w.as_str()))
    };
    let mut inside = m.tokens.clone().filter_map(|i| index(i).map(|d| (d, i)));
    if let Some((day, at)) = inside.next() {
        // "sat" and "sun" are words as well.
        if article.text.token(at).starts_with(char::is_lowercase) && article.word(at).len() <= 3 {
            return None;
        }
        return inside.next().is_none().then_some((day, m.span));
    }
    let start = m.tokens.start;
    let mut before = start.checked_sub(1)?;
    if matches!(article.word(before).as_str(), "," | "the" | "on") {
        before = before.checked_sub(1)?;
    }
    if let Some(day) = index(before) {
        let earlier = before.checked_sub(1).map(|i| article.word(i)).unwrap_or_default();
        let same_sentence = article.text.sentence_of(before) == article.text.sentence_of(start);
        let abbreviated = article.word(before).len() <= 3 && !article.text.tokens.get(before).is_some_and(|t| t.dotted);
        let listed = OTHER.contains(&earlier.as_str()) && matches!(earlier.as_str(), "after" | "before" | "every");
        if !same_sentence || abbreviated && article.text.token(before).starts_with(char::is_lowercase) || listed {
            return None;
        }
        let from = article.text.tokens.get(before)?.span();
        return Some((day, from.cover(m.span)));
    }
    let after = m.tokens.end;
    let open = article.word(after) == "(" && article.word(after + 2) == ")";
    let day = open.then(|| index(after + 1)).flatten()?;
    Some((day, m.span.cover(article.text.tokens.get(after + 2)?.span())))
}
