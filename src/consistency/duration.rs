//! A length of time that its own dates contradict: "a three-day visit on 4–8 December", "began on
//! 1 March and ended on 15 March, lasted five weeks".

use super::check::{Alarm, Article, Check};
use crate::recognise::Mention;
use crate::value::{Grain, Instant, Value};
use chrono::NaiveDate;
use std::ops::Range;

/// Holds lengths of time against their first and last days.
pub(super) struct Duration;

/// Nouns that a length and a range both describe.
const EVENTS: &[&str] = &[
    "ban",
    "blockade",
    "ceasefire",
    "conference",
    "congress",
    "convention",
    "course",
    "curfew",
    "drill",
    "drought",
    "event",
    "exercise",
    "exhibition",
    "fair",
    "festival",
    "forum",
    "holiday",
    "lockdown",
    "match",
    "meeting",
    "occupation",
    "reign",
    "retreat",
    "rule",
    "session",
    "siege",
    "stay",
    "strike",
    "summit",
    "talks",
    "tenure",
    "test",
    "tour",
    "tournament",
    "trip",
    "truce",
    "visit",
    "war",
    "workshop",
];

/// Words that lead from the event to other days than its own.
const OTHER: &[&str] = &["after", "and", "before", "between", "during", "since"];

const BEGAN: &[&str] = &["began", "begun", "opened", "started"];
const ENDED: &[&str] = &["closed", "ended", "finished"];

/// Words between the length and the range.
const NEAR: usize = 8;
/// Words between the last day and "lasted".
const LASTED: usize = 6;
/// Words between a verb and its day.
const VERB: usize = 3;

impl Check for Duration {
    fn name(&self) -> &'static str {
        "duration"
    }

    fn about(&self) -> &'static str {
        "an event lasts from its first day to its last"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for (i, m) in article.mentions.iter().enumerate() {
            let Value::Duration(d) = &m.value else { continue };
            let Some(length) = Length::of(&d.timex).filter(|_| d.modifier.is_none()) else { continue };
            out.extend(attributive(article, i, m, length).or_else(|| lasted(article, i, m, length)));
        }
    }
}

/// A length as its words state it.
#[derive(Debug, Clone, Copy)]
struct Length {
    number: f64,
    /// Days of one unit.
    unit: f64,
}

impl Length {
    fn of(timex: &str) -> Option<Self> {
        let rest = timex.strip_prefix('P')?;
        let unit = match rest.chars().last()? {
            'D' => 1.0,
            'W' => 7.0,
            'M' => 365.25 / 12.0,
            'Y' => 365.25,
            _ => return None,
        };
        let digits = rest.get(..rest.len() - 1)?;
        Some(Self { number: digits.parse().ok()?, unit })
    }

    /// Whether a stretch of so many days, first and last counted, is of this length: days may be counted
    /// with either end, and longer units are told rounded.
    fn fits(self, stretch: &Stretch) -> bool {
        let days = stretch.days as f64;
        let stated = self.number * self.unit;
        let slack = if self.unit > 1.0 { 0.7 * self.unit } else { 1.0 };
        (stated - slack - stretch.loose..=stated + slack + stretch.loose).contains(&days)
    }
}

/// Days from a first to a last one.
struct Stretch {
    days: i64,
    /// Days by which the ends are known: years are printed whole.
    loose: f64,
}

impl Stretch {
    fn of(first: NaiveDate, last: NaiveDate, grain: Option<Grain>) -> Option<Self> {
        let days = (last - first).num_days() + 1;
        let loose = match grain? {
            Grain::Day => 0.0,
            Grain::Month => 31.0,
            Grain::Year => 366.0,
            _ => return None,
        };
        (days > 1).then_some(Self { days, loose })
    }

    fn words(&self) -> String {
        match self.days {
            d if self.loose > 300.0 => format!("about {} years", d / 365 - 1),
            d if d > 60 && self.loose > 0.0 => format!("about {} months", d / 30),
            d => format!("{d} days"),
        }
    }
}

/// The stretch of a mention that is a range.
fn range(m: &Mention) -> Option<Stretch> {
    let Value::Date(t) = &m.value else { return None };
    let (a, b) = t.start.map(Instant::date).zip(t.end.map(Instant::date))?;
    let ends = t.timex.contains('/') && t.modifier.is_none();
    Stretch::of(a, b, t.grain).filter(|_| ends)
}

/// "a three-day visit on 4–8 December", "his 15-year rule from 1990 to 2001".
fn attributive(article: &Article<'_>, i: usize, m: &Mention, length: Length) -> Option<Alarm> {
    let text = m.span.of(&article.document.text);
    // "a three-day visit", not "three days after the visit".
    let lower = text.to_lowercase();
    let hyphened = text.contains('-') && ["day", "week", "month", "year"].iter().any(|u| lower.ends_with(u));
    let next = article.mentions.get(i + 1..)?.iter().take(3).find_map(|n| range(n).map(|r| (n, r)));
    let (other, stretch) = next.filter(|_| hyphened)?;
    let gap = m.tokens.end..other.tokens.start;
    let same = article.text.sentence_of(other.tokens.start) == article.text.sentence_of(m.tokens.start);
    let event = has(article, gap.clone(), EVENTS);
    let apart = has(article, gap.clone(), OTHER);
    (gap.len() <= NEAR && same && event && !apart && !length.fits(&stretch))
        .then(|| alarm(article, m, &[other], &stretch))
}

/// "which began on 1 March and ended on 15 March, lasted five weeks".
fn lasted(article: &Article<'_>, i: usize, m: &Mention, length: Length) -> Option<Alarm> {
    let verb = m.tokens.start.checked_sub(1)?;
    if article.word(verb) != "lasted" {
        return None;
    }
    let sentence = article.text.sentence_of(verb);
    let mut earlier = article
        .mentions
        .get(..i)?
        .iter()
        .rev()
        .take_while(|d| article.text.sentence_of(d.tokens.start) == sentence)
        .filter(|d| matches!(d.value, Value::Date(_)));
    let last = earlier.next().filter(|d| d.tokens.end + LASTED >= verb)?;
    if let Some(stretch) = range(last) {
        return (!length.fits(&stretch)).then(|| alarm(article, m, &[last], &stretch));
    }
    let first = earlier.next()?;
    let told = |d: &Mention, verbs: &[&str]| has(article, d.tokens.start.saturating_sub(VERB)..d.tokens.start, verbs);
    (told(first, BEGAN) && told(last, ENDED)).then_some(())?;
    let (Value::Date(a), Value::Date(b)) = (&first.value, &last.value) else { return None };
    let grain = a.grain.max(b.grain);
    let stretch = Stretch::of(a.start.map(Instant::date)?, b.end.map(Instant::date)?, grain)?;
    (!length.fits(&stretch)).then(|| alarm(article, m, &[first, last], &stretch))
}

fn has(article: &Article<'_>, mut tokens: Range<usize>, words: &[&str]) -> bool {
    tokens.any(|t| words.contains(&article.word(t).as_str()))
}

fn alarm(article: &Article<'_>, m: &Mention, ends: &[&Mention], stretch: &Stretch) -> Alarm {
    let words = |m: &Mention| m.span.of(&article.document.text);
    let text = words(m);
    let dates: Vec<&str> = ends.iter().map(|e| words(e)).collect();
    let (dates, long) = (dates.join(" to "), stretch.words());
    let places = std::iter::once(&m).chain(ends).map(|m| (m.span, Some(m.value.clone()))).collect();
    Alarm::error(
        0.8,
        format!("“{text}” against “{dates}”, which has {long}"),
        format!("{dates} has {long} from its first to its last, not {text}"),
        places,
    )
}
