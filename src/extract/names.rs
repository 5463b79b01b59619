//! Names and words taken from filled slots.

use crate::lexicon::Term;
use crate::recognise::{Mention, Referent, Values};
use crate::rulebook::pattern::{Filled, Symbols};
use crate::rulebook::slot::Facet;
use crate::span::Span;
use crate::text::{Text, TokenKind};
use crate::value::{Organisation, Place, Temporal, Value};
use rustc_hash::FxHashMap;

/// Adjectives that do not tell one event from another.
const GENERAL: &[&str] = &[
    "annual",
    "bilateral",
    "joint",
    "the",
    "a",
    "an",
    "of",
    "and",
    "between",
    "regular",
    "edition",
    "yearly",
    "biennial",
    "latest",
    "upcoming",
    "new",
    "this",
    "its",
    "their",
    "for",
    "in",
    "on",
    "with",
    "trilateral",
];

/// Canonical names of countries by their ISO 3166-1 alpha-2 codes.
pub(super) type Countries = FxHashMap<Term, Term>;

/// Nouns that name no event by themselves: a first round of one thing is no rival of a second round
/// of another.
const INCOMPLETE: &[&str] =
    &["anniversary", "round", "session", "meeting", "game", "drill", "dialogue", "day", "year", "commission", "fair"];

/// What a slot gives as a name, such as a subject; `None` where it gives nothing.
pub(super) fn name(
    filled: Filled,
    facet: Facet,
    text: &Text<'_>,
    symbols: &Symbols<'_>,
    values: &Values,
    countries: &Countries,
) -> Option<String> {
    match filled {
        Filled::Mention(i) if facet == Facet::Topic => {
            Some(topic(text, values, values.mentions.get(i)?.tokens.clone()))
        }
        Filled::Mention(i) => of_mention(values.mentions.get(i)?, facet, text, countries),
        Filled::Quotation(i) => match &values.quotations.get(i)?.value {
            Value::Quotation(q) => q.speaker.as_ref().map(|s| s.name.clone()),
            _ => None,
        },
        Filled::Reference(i) => {
            let r = values.references.list().get(i)?;
            match &r.referent {
                Referent::People(_) => values.references.person(r).map(|p| p.name.clone()),
                Referent::Place(p) => Some(place(p, facet)),
                Referent::Organisation(o) => Some(organisation(o, facet)),
            }
        }
        Filled::Words(from, to) => {
            let a = symbols.all.get(from)?.tokens.start;
            let b = symbols.all.get(to.checked_sub(1)?)?.tokens.end;
            let words = text.span(&(a..b)).of(text.text);
            Some(match facet {
                Facet::Topic => topic(text, values, a..b),
                Facet::Lemma => lemma(words),
                _ => words.split_whitespace().collect::<Vec<_>>().join(" "),
            })
        }
    }
    .filter(|n| !n.is_empty())
}

/// Where a slot's words stand.
pub(super) fn span(filled: Filled, text: &Text<'_>, symbols: &Symbols<'_>, values: &Values) -> Span {
    match filled {
        Filled::Mention(i) => values.mentions.get(i).map_or(Span::default(), |m| m.span),
        Filled::Quotation(i) => values.quotations.get(i).map_or(Span::default(), |m| m.span),
        Filled::Reference(i) => values.references.list().get(i).map_or(Span::default(), |r| r.span),
        Filled::Words(from, to) => {
            let a = symbols.all.get(from).map_or(0, |s| s.tokens.start);
            let b = to.checked_sub(1).and_then(|t| symbols.all.get(t)).map_or(a, |s| s.tokens.end);
            text.span(&(a..b))
        }
    }
}

fn of_mention(m: &Mention, facet: Facet, text: &Text<'_>, countries: &Countries) -> Option<String> {
    Some(match (&m.value, facet) {
        (Value::Date(t) | Value::Time(t), Facet::Period) => period(t),
        (Value::Person(p), Facet::Office) => p.office.as_ref()?.name.clone(),
        (Value::Person(p), Facet::Nation) => {
            let country = p.office.as_ref()?.country.clone()?;
            countries.get(country.as_str()).map_or(country, Term::to_string)
        }
        (Value::Person(p), _) => p.name.clone(),
        (Value::Place(p), _) => place(p, facet),
        (Value::Organisation(o), _) => organisation(o, facet),
        (Value::Office(o), _) => o.name.clone(),
        _ => m.span.of(text.text).to_owned(),
    })
}

fn place(p: &Place, facet: Facet) -> String {
    match (facet, &p.country) {
        (Facet::Nation, Some(country)) if p.capital || p.demonym => country.clone(),
        _ => p.name.clone(),
    }
}

fn organisation(o: &Organisation, facet: Facet) -> String {
    match (facet, &o.country) {
        (Facet::Nation, Some(country)) => country.clone(),
        _ => o.name.clone(),
    }
}

/// The key of a period: `2025-10`, `2024-25` for a year that spans two.
fn period(t: &Temporal) -> String {
    let years = t.timex.split_once('/').filter(|(a, b)| a.len() == 4 && b.len() == 4);
    match years {
        Some((a, b)) => format!("{a}-{}", b.get(2..).unwrap_or(b)),
        None => t.timex.clone(),
    }
}

/// The words that tell an event from others, countries by their names, in alphabetical order.
fn topic(text: &Text<'_>, values: &Values, tokens: std::ops::Range<usize>) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end {
        let m = values.mentions.partition_point(|m| m.tokens.end <= i);
        if let Some(m) = values.mentions.get(m).filter(|m| m.tokens.contains(&i))
            && let Value::Place(p) = &m.value
        {
            words.push(place(p, Facet::Nation).to_lowercase());
            i = m.tokens.end;
            continue;
        }
        if text.tokens.get(i).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Digits)) {
            words.push(lemma(text.token(i)));
        }
        i += 1;
    }
    words.retain(|w| !GENERAL.contains(&w.as_str()));
    words.sort();
    words.dedup();
    if let [word] = words.as_slice()
        && INCOMPLETE.contains(&word.as_str())
    {
        return String::new();
    }
    words.join(" ")
}

/// Lower case, the plural `s` of the last word removed.
fn lemma(words: &str) -> String {
    let lower = words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(stem) = lower.strip_suffix("ies").filter(|s| s.len() > 2) {
        return format!("{stem}y");
    }
    if let Some(stem) = lower.strip_suffix("ted").filter(|s| s.len() > 3) {
        return format!("{stem}t");
    }
    match lower.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => lower,
    }
}
