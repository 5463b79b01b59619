//! An age that the date of birth contradicts.

use super::check::{Alarm, Article, Check};
use crate::document::PublishedFrom;
use crate::recognise::Mention;
use crate::value::{Instant, Number, Value};
use chrono::{Datelike, NaiveDate};

/// Holds ages against dates of birth.
pub(super) struct Age;

/// Tokens between an age and the birth of the same person.
const NEAR: usize = 12;

impl Check for Age {
    fn name(&self) -> &'static str {
        "age"
    }

    fn about(&self) -> &'static str {
        "an age is the time from the date of birth to the day of publication"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        let published = article.document.meta.published.filter(|p| p.from != PublishedFrom::Inferred);
        let Some(today) = published.map(|p| p.date()) else { return };
        for (i, m) in article.mentions.iter().enumerate() {
            let Some(age) = apposed(article, i, m) else { continue };
            let sentence = article.text.sentence_of(m.tokens.start);
            for b in article.mentions.get(i + 1..).unwrap_or(&[]).iter().take(6) {
                if matches!(b.value, Value::Person(_)) || b.tokens.start > m.tokens.end + NEAR {
                    break;
                }
                let same = article.text.sentence_of(b.tokens.start) == sentence;
                let Some((first, last)) = born(article, m.tokens.end, b).filter(|_| same) else { continue };
                // The age on the day of publication, or a year ago where the article tells of the past.
                let most = i64::from(today.year() - first.year());
                let least = i64::from(today.year() - last.year())
                    - i64::from((today.month(), today.day()) < (last.month(), last.day()));
                if (least - 1..=most).contains(&age) {
                    continue;
                }
                let (ta, tb) = (m.span.of(&article.document.text), b.span.of(&article.document.text));
                let right = if least == most { format!("{most}") } else { format!("{least} or {most}") };
                out.push(Alarm::error(
                    0.8,
                    format!("age “{ta}” against “born {tb}”"),
                    format!("somebody born {tb} is {right} when this appears, not {age}"),
                    vec![(m.span, Some(m.value.clone())), (b.span, Some(b.value.clone()))],
                ));
            }
        }
    }
}

/// The age in "Ana Petrova, 65, …".
fn apposed(article: &Article<'_>, i: usize, m: &Mention) -> Option<i64> {
    let Value::Number(Number { number: Some(n), hedge: None, .. }) = &m.value else { return None };
    let age = n.to_i64().filter(|a| (10..=110).contains(a))?;
    let person = article.mentions.get(i.checked_sub(1)?)?;
    let commas = article.word(m.tokens.start.checked_sub(1)?) == "," && article.word(m.tokens.end) == ",";
    let beside = matches!(person.value, Value::Person(_)) && person.tokens.end + 1 == m.tokens.start;
    (commas && beside).then_some(age)
}

/// First and last possible day of birth of "born on 3 May 1960", "born in 1960".
fn born(article: &Article<'_>, age_end: usize, m: &Mention) -> Option<(NaiveDate, NaiveDate)> {
    let Value::Date(t) = &m.value else { return None };
    let before = m.tokens.start.checked_sub(1)?;
    let word = article.word(before);
    let cue = if matches!(word.as_str(), "in" | "on") { article.word(before.checked_sub(1)?) } else { word };
    if cue != "born" || t.modifier.is_some() {
        return None;
    }
    // Only "who was" may stand between: "65, whose daughter was born in 1990" is another's birth.
    let born = if matches!(article.word(before).as_str(), "in" | "on") { before - 1 } else { before };
    let own =
        (age_end..born).all(|i| matches!(article.word(i).as_str(), "," | "who" | "was" | "is" | "and" | "(" | "who's"));
    if !own {
        return None;
    }
    Some((t.start.map(Instant::date)?, t.end.map(Instant::date)?))
}
