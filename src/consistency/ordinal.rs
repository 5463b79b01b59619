//! An ordinal that the occurrences before it contradict: "his fourth visit, after those of 1987 and 1990".

use super::check::{Alarm, Article, Check, Piece};
use crate::recognise::Mention;
use crate::value::{Grain, Value};

/// Holds ordinals against the list of what came before.
pub(super) struct Ordinal;

/// What is counted by such ordinals.
const NOUNS: &[&str] = &[
    "attempt",
    "championship",
    "crown",
    "cup",
    "defeat",
    "gold",
    "marriage",
    "medal",
    "mission",
    "term",
    "title",
    "tour",
    "trip",
    "victory",
    "visit",
    "win",
];

/// Words between the ordinal and its noun, and between the noun and the list.
const NEAR: usize = 3;
const GAP: usize = 8;
/// Beyond this nobody lists all that came before.
const MOST: i64 = 6;

impl Check for Ordinal {
    fn name(&self) -> &'static str {
        "ordinal"
    }

    fn about(&self) -> &'static str {
        "an ordinal is one more than the number of occurrences listed before it"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for sentence in &article.text.sentences {
            if !article.within(&sentence.tokens).any(|m| matches!(m.value, Value::Ordinal(_))) {
                continue;
            }
            let row = article.row(sentence);
            out.extend((0..row.len()).filter_map(|i| listed(article, &row, i)));
        }
    }
}

fn listed(article: &Article<'_>, row: &[Piece<'_>], i: usize) -> Option<Alarm> {
    let m = row.get(i)?.mention?;
    let Value::Ordinal(o) = &m.value else { return None };
    let rank = o.number.to_i64().filter(|n| (2..=MOST).contains(n))?;
    let noun = (i + 1..(i + 1 + NEAR).min(row.len())).find(|&j| row[j].is(NOUNS))?;
    let after = (noun + 1..(noun + 1 + GAP).min(row.len())).find(|&j| row[j].is(&["after", "following"]))?;
    // "after those of", "after visits in", "following wins in": nothing else may come between.
    let first = (after + 1..(after + 6).min(row.len())).find(|&j| row[j].mention.is_some())?;
    row.get(first.checked_sub(1)?)?.is(&["in", "of"]).then_some(())?;
    let mut years: Vec<&Mention> = Vec::new();
    let mut last = false;
    let mut j = first;
    while let Some(y) = row.get(j).and_then(|p| p.mention).filter(|m| year(m)) {
        years.push(y);
        j += 1;
        if last {
            break;
        }
        while row.get(j).is_some_and(|p| p.is(&[",", "and"])) {
            last |= row[j].is(&["and"]);
            j += 1;
        }
    }
    let ends = row.get(j).is_none_or(|p| p.is(&[",", ".", ";", ")"]));
    let complete = last && ends && years.len() >= 2;
    if !complete || rank == years.len() as i64 + 1 {
        return None;
    }
    let words = m.span.of(&article.document.text);
    let places = std::iter::once(m).chain(years.iter().copied());
    Some(Alarm::error(
        0.75,
        format!("“{words}” after {} others", years.len()),
        format!("after {} occurrences comes number {}, not {rank}", years.len(), years.len() + 1),
        places.map(|m| (m.span, Some(m.value.clone()))).collect(),
    ))
}

fn year(m: &Mention) -> bool {
    matches!(&m.value, Value::Date(t) if matches!(t.grain, Some(Grain::Year | Grain::Month | Grain::Day)) && t.start.is_some())
}
