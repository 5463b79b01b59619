//! An end that comes before its beginning: "built in 1931 and burnt down in 1929".

use super::check::{Alarm, Article, Check, Piece};
use crate::recognise::Mention;
use crate::value::{Instant, Value};

/// Holds ends against beginnings.
pub(super) struct Order;

const BEGIN: &[&str] = &["born", "built", "created", "established", "formed", "founded", "launched", "opened"];
const END: &[&str] = &[
    "abolished",
    "burned",
    "burnt",
    "closed",
    "demolished",
    "destroyed",
    "died",
    "disbanded",
    "dissolved",
    "ended",
    "razed",
    "shut",
];
/// Words between the verb and its date.
const NEAR: usize = 3;
/// Words between the beginning and "and".
const GAP: usize = 6;

impl Check for Order {
    fn name(&self) -> &'static str {
        "order"
    }

    fn about(&self) -> &'static str {
        "what began ends after it began"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for sentence in &article.text.sentences {
            if article.within(&sentence.tokens).filter(|m| matches!(m.value, Value::Date(_))).count() < 2 {
                continue;
            }
            let row = article.row(sentence);
            out.extend((0..row.len()).filter_map(|i| backwards(article, &row, i)));
        }
    }
}

/// The date that follows a verb: "built in 1931", "died there on 4 May 1960".
fn dated<'a>(row: &[Piece<'a>], verb: usize) -> Option<(&'a Mention, usize)> {
    let at = (verb + 1..(verb + 2 + NEAR).min(row.len())).find(|&j| row[j].mention.is_some())?;
    let m = row[at].mention?;
    let cue = row.get(at.checked_sub(1)?)?.is(&["in", "on"]) || at == verb + 1;
    (matches!(&m.value, Value::Date(t) if t.modifier.is_none()) && cue).then_some((m, at))
}

fn backwards(article: &Article<'_>, row: &[Piece<'_>], i: usize) -> Option<Alarm> {
    row.get(i)?.is(BEGIN).then_some(())?;
    let (begin, at) = dated(row, i)?;
    let and = (at + 1..(at + 1 + GAP).min(row.len())).find(|&j| row[j].is(&["and"]))?;
    let plain = row.get(at + 1..and)?.iter().all(|p| !p.is(&[";", "that", "which", "who", "whose", "after", "since"]));
    let mut verb = and + 1;
    while row.get(verb).is_some_and(|p| p.is(&["was", "were", "it", "he", "she", "had", "been", "finally", "later"])) {
        verb += 1;
    }
    (plain && row.get(verb)?.is(END)).then_some(())?;
    let (end, _) = dated(row, verb)?;
    let (Value::Date(a), Value::Date(b)) = (&begin.value, &end.value) else { return None };
    let (first, last) = (a.start.map(Instant::date)?, b.end.map(Instant::date)?);
    if last >= first {
        return None;
    }
    let (ta, tb) = (begin.span.of(&article.document.text), end.span.of(&article.document.text));
    Some(Alarm::error(
        0.85,
        format!("“{} … {ta}” against “{} … {tb}”", row[i].word, row[verb].word),
        format!("{tb} comes before {ta}"),
        vec![(begin.span, Some(begin.value.clone())), (end.span, Some(end.value.clone()))],
    ))
}
