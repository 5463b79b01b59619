//! A length of time that its own dates contradict: "a three-day visit on 4–8 December".

use super::check::{Alarm, Article, Check};
use crate::recognise::Mention;
use crate::value::{Grain, Instant, Value};

/// Holds lengths of days against ranges of days.
pub(super) struct Duration;

/// Nouns that a length and a range both describe.
const EVENTS: &[&str] = &[
    "visit",
    "trip",
    "tour",
    "summit",
    "meeting",
    "conference",
    "festival",
    "strike",
    "exercise",
    "drill",
    "event",
    "forum",
    "session",
    "talks",
    "exhibition",
    "fair",
    "match",
    "test",
    "tournament",
    "holiday",
    "stay",
    "ceasefire",
    "truce",
    "curfew",
    "lockdown",
    "congress",
    "convention",
    "retreat",
    "course",
    "workshop",
];

/// Words between the length and the range.
const NEAR: usize = 8;

impl Check for Duration {
    fn name(&self) -> &'static str {
        "duration"
    }

    fn about(&self) -> &'static str {
        "an event of so many days has that many days from its first to its last"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for (i, m) in article.mentions.iter().enumerate() {
            let Value::Duration(d) = &m.value else { continue };
            let days = d.timex.strip_prefix('P').and_then(|r| r.strip_suffix('D')).and_then(|n| n.parse::<i64>().ok());
            let Some(days) = days.filter(|_| d.modifier.is_none()) else { continue };
            let text = m.span.of(&article.document.text);
            // "a three-day visit", not "three days after the visit".
            if !text.contains('-') || !text.to_lowercase().ends_with("day") {
                continue;
            }
            let sentence = article.text.sentence_of(m.tokens.start);
            let next =
                article.mentions.get(i + 1..).unwrap_or(&[]).iter().take(3).find_map(|n| range(n).map(|r| (n, r)));
            let Some((range, length)) = next else { continue };
            let gap = m.tokens.end..range.tokens.start;
            let near = gap.len() <= NEAR && article.text.sentence_of(range.tokens.start) == sentence;
            let event = gap.clone().any(|t| EVENTS.contains(&article.word(t).as_str()));
            let other = gap.clone().any(|t| {
                matches!(article.word(t).as_str(), "after" | "before" | "since" | "during" | "between" | "and")
            });
            if !near || !event || other || length == days || length == days + 1 {
                continue;
            }
            let words = range.span.of(&article.document.text);
            out.push(Alarm::error(
                0.8,
                format!("“{text}” against “{words}”, which has {length} days"),
                format!("{words} has {length} days from its first to its last, not {days}"),
                vec![(m.span, Some(m.value.clone())), (range.span, Some(range.value.clone()))],
            ));
        }
    }
}

/// Number of days of a mention that is a range of days.
fn range(m: &Mention) -> Option<i64> {
    let Value::Date(t) = &m.value else { return None };
    let (a, b) = t.start.map(Instant::date).zip(t.end.map(Instant::date))?;
    let days = (b - a).num_days() + 1;
    (t.grain == Some(Grain::Day) && t.modifier.is_none() && days > 1).then_some(days)
}
