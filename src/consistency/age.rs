//! An age that the dates of birth and death contradict.

use super::check::{Alarm, Article, Check};
use crate::document::PublishedFrom;
use crate::recognise::Mention;
use crate::value::{Instant, Number, Value};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// Holds ages against dates of birth and death.
pub(super) struct Age;

/// Tokens between an age and the birth of the same person.
const NEAR: usize = 14;
/// Values between them.
const BESIDE: usize = 6;

impl Check for Age {
    fn name(&self) -> &'static str {
        "age"
    }

    fn about(&self) -> &'static str {
        "an age is the time from the date of birth to the day of publication, or of death"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        let published = article.document.meta.published.filter(|p| p.from != PublishedFrom::Inferred);
        for (i, b) in article.mentions.iter().enumerate() {
            let Some(birth) = born(article, b) else { continue };
            if let Some(death) = lived(article, i) {
                out.extend(death.alarm(article, b, &birth));
            } else if let Some(today) = published.map(|p| p.date()) {
                out.extend(living(article, i, b).and_then(|age| age.alarm(article, b, &birth, today)));
            }
        }
    }
}

/// First and last possible day of a birth, and the tokens that state it.
struct Birth {
    first: NaiveDate,
    last: NaiveDate,
    tokens: Range<usize>,
}

/// "born on 3 May 1960", "born in 1960", "born 1960".
fn born(article: &Article<'_>, m: &Mention) -> Option<Birth> {
    let Value::Date(t) = &m.value else { return None };
    let before = m.tokens.start.checked_sub(1)?;
    let verb = if matches!(article.word(before).as_str(), "in" | "on") { before.checked_sub(1)? } else { before };
    if article.word(verb) != "born" || t.modifier.is_some() {
        return None;
    }
    let (first, last) = (t.start.map(Instant::date)?, t.end.map(Instant::date)?);
    (first <= last).then_some(Birth { first, last, tokens: verb..m.tokens.end })
}

/// Years from the earliest and latest birth to a day.
fn years(birth: &Birth, first: NaiveDate, last: NaiveDate) -> (i64, i64) {
    let whole = |from: NaiveDate, to: NaiveDate| {
        i64::from(to.year() - from.year()) - i64::from((to.month(), to.day()) < (from.month(), from.day()))
    };
    (whole(birth.last, first), whole(birth.first, last))
}

/// An age and where it stands.
struct Stated<'a> {
    age: i64,
    mention: &'a Mention,
}

impl Stated<'_> {
    fn alarm(&self, article: &Article<'_>, b: &Mention, birth: &Birth, today: NaiveDate) -> Option<Alarm> {
        let (least, most) = years(birth, today, today);
        // A year less where the article tells of the past.
        if (least - 1..=most).contains(&self.age) {
            return None;
        }
        let (ta, tb) = (self.mention.span.of(&article.document.text), b.span.of(&article.document.text));
        let right = if least == most { format!("{most}") } else { format!("{least} or {most}") };
        Some(Alarm::error(
            0.8,
            format!("age “{ta}” against “born {tb}”"),
            format!("somebody born {tb} is {right} when this appears, not {}", self.age),
            vec![(self.mention.span, Some(self.mention.value.clone())), (b.span, Some(b.value.clone()))],
        ))
    }
}

/// The age of the one whose birth is mention `i`: "Ana Petrova, 65, born in 1960", "the 65-year-old,
/// born in 1960", "Ana Petrova (born 1960) is 65".
fn living<'a>(article: &Article<'a>, i: usize, b: &Mention) -> Option<Stated<'a>> {
    let birth = born(article, b)?;
    let sentence = article.text.sentence_of(b.tokens.start);
    let mut earlier = article.mentions.get(..i)?.iter().rev().take(BESIDE);
    let before = earlier.find(|m| years_of(m).is_some() && m.tokens.end + NEAR > b.tokens.start);
    let before = before.filter(|m| {
        let own = apposed(article, m) || matches!(&m.value, Value::Duration(_));
        own && article.text.sentence_of(m.tokens.start) == sentence && only(article, m.tokens.end..birth.tokens.start)
    });
    if let Some(m) = before {
        return Some(Stated { age: years_of(m)?, mention: m });
    }
    let after = article.mentions.get(i + 1..)?.iter().take(BESIDE).find(|m| years_of(m).is_some())?;
    let cue = after.tokens.start.checked_sub(1)?;
    let is = matches!(article.word(cue).as_str(), "is" | "turns");
    let next = article.word(after.tokens.end);
    let plain = matches!(next.as_str(), "," | "." | "and" | "years" | ";" | "");
    let near = article.text.sentence_of(after.tokens.start) == sentence && only(article, b.tokens.end..cue);
    (is && plain && near).then_some(())?;
    Some(Stated { age: years_of(after)?, mention: after })
}

/// Only words that lead from one to the other of the same person: "65, who was born" but not "65, whose
/// daughter was born".
fn only(article: &Article<'_>, mut between: Range<usize>) -> bool {
    let persons = article.within(&between).filter(|m| matches!(m.value, Value::Person(_))).count();
    let name = article.within(&between).filter(|m| matches!(m.value, Value::Person(_))).map(|m| m.tokens.clone());
    let names: Vec<Range<usize>> = name.collect();
    let link = |w: &str| matches!(w, "," | "who" | "was" | "is" | "and" | "(" | ")" | "who's");
    persons <= 1 && between.all(|t| names.iter().any(|n| n.contains(&t)) || link(&article.word(t)))
}

/// The number of a plain age.
fn years_of(m: &Mention) -> Option<i64> {
    let age = match &m.value {
        Value::Number(Number { number: Some(n), hedge: None, .. }) => n.to_i64()?,
        Value::Quantity(q) if q.dimension == "age" && q.number.hedge.is_none() => q.number.number?.to_i64()?,
        Value::Duration(d) if d.modifier.is_none() => d.timex.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()?,
        _ => return None,
    };
    (10..=115).contains(&age).then_some(age)
}

/// Whether an age stands between commas after a name: "Ana Petrova, 65, …".
fn apposed(article: &Article<'_>, m: &Mention) -> bool {
    let Some(comma) = m.tokens.start.checked_sub(1) else { return false };
    let name = comma.checked_sub(1).is_some_and(|t| article.text.token(t).starts_with(char::is_uppercase));
    article.word(comma) == "," && article.word(m.tokens.end) == "," && name
}

/// A death and the age at it.
struct Life<'a> {
    died: &'a Mention,
    at: Stated<'a>,
}

impl Life<'_> {
    fn alarm(&self, article: &Article<'_>, b: &Mention, birth: &Birth) -> Option<Alarm> {
        let Value::Date(t) = &self.died.value else { return None };
        let (least, most) = years(birth, t.start.map(Instant::date)?, t.end.map(Instant::date)?);
        if least < 0 || (least..=most).contains(&self.at.age) {
            return None;
        }
        let words = |m: &Mention| m.span.of(&article.document.text);
        let right = if least == most { format!("{most}") } else { format!("{least} or {most}") };
        let places = [self.at.mention, b, self.died];
        Some(Alarm::error(
            0.85,
            format!("age “{}” against “born {}” and “died {}”", words(self.at.mention), words(b), words(self.died)),
            format!("from {} to {} is {right} years, not {}", words(b), words(self.died), self.at.age),
            places.iter().map(|m| (m.span, Some(m.value.clone()))).collect(),
        ))
    }
}

/// Words after which a birth or a death is somebody else's.
const ANOTHER: &[&str] =
    &["born", "brother", "daughter", "father", "husband", "mother", "sister", "son", "whose", "widow", "wife"];

/// The death and the age of the one whose birth is mention `i`: "was born in 1931 and died in 1989, aged
/// 71", "lived to be 71".
fn lived<'a>(article: &Article<'a>, i: usize) -> Option<Life<'a>> {
    let b = article.mentions.get(i)?;
    let sentence = article.text.sentence_of(b.tokens.start);
    let rest: Vec<&'a Mention> = article
        .mentions
        .get(i + 1..)?
        .iter()
        .take(BESIDE)
        .take_while(|m| article.text.sentence_of(m.tokens.start) == sentence)
        .collect();
    let died = rest.iter().copied().find(|m| {
        let Some(before) = m.tokens.start.checked_sub(1) else { return false };
        let words = (before.saturating_sub(4)..=before).map(|t| article.word(t));
        let between = b.tokens.end..m.tokens.start;
        let own = article.within(&between).all(|p| !matches!(p.value, Value::Person(_)))
            && !between.clone().any(|t| ANOTHER.contains(&article.word(t).as_str()));
        matches!(m.value, Value::Date(_)) && words.into_iter().any(|w| w == "died") && own
    })?;
    let at =
        rest.iter().copied().find(|m| m.tokens.start > died.tokens.end && years_of(m).is_some() && aged(article, m))?;
    Some(Life { died, at: Stated { age: years_of(at)?, mention: at } })
}

/// "aged 71", "at the age of 71", "lived to be 71", "at 71".
fn aged(article: &Article<'_>, m: &Mention) -> bool {
    let age = matches!(&m.value, Value::Quantity(q) if q.dimension == "age");
    let word = |n: usize| m.tokens.start.checked_sub(n).map(|t| article.word(t)).unwrap_or_default();
    age || matches!(word(1).as_str(), "aged" | "at")
        || word(1) == "be" && word(2) == "to"
        || word(1) == "of" && word(2) == "age"
}
