//! What `values --explain` says of a figure: the words that bound it, the currencies it could be in as well.

use super::reader::Reader;
use super::scalar::Grammar;
use super::tables::Tables;
use crate::recognise::{Context, Mention};
use crate::value::{Hedge, Money, Value};

/// Clauses on how the figure was read.
pub(super) fn explain(tables: &Tables, context: &Context<'_>, mention: &Mention) -> Vec<String> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let r = Reader { text: context.text, floor: start, start, end };
    let mut clauses: Vec<String> = hedged(tables, &r).into_iter().collect();
    if let Value::Money(money) = &mention.value {
        clauses.extend(currency(tables, money));
    }
    clauses
}

/// "`at least` sets a lower bound".
fn hedged(tables: &Tables, r: &Reader<'_>) -> Option<String> {
    let found = (r.start..r.end).find_map(|i| {
        let found = tables.hedges_before.at(r, i).next().or_else(|| tables.hedges_after.at(r, i).next());
        found.map(|(hedge, end)| (hedge, r.text.span(&(i..end)).of(r.text.text)))
    });
    let (hedge, words) = found.or_else(|| {
        let g = Grammar { t: tables, r: Reader { floor: 0, ..*r } };
        let (hedge, at) = g.bounding_verb(r.start)?;
        Some((hedge, r.text.span(&(at..r.start)).of(r.text.text)))
    })?;
    let bound = match hedge {
        Hedge::About => "makes it approximate",
        Hedge::Under => "says that it is less",
        Hedge::Over => "says that it is more",
        Hedge::AtMost => "sets an upper bound",
        Hedge::AtLeast => "sets a lower bound",
    };
    Some(format!("`{words}` {bound}"))
}

/// Which currencies the words could stand for as well.
fn currency(tables: &Tables, money: &Money) -> Option<String> {
    let codes = tables.currencies_of(&money.currency_text);
    let others: Vec<&str> = codes.iter().map(|c| &**c).filter(|c| Some(*c) != money.currency.as_deref()).collect();
    if others.is_empty() {
        return None;
    }
    let (words, others) = (&money.currency_text, others.join(", "));
    Some(match &money.currency {
        Some(code) => format!("`{words}` without a country is {code}, could also be {others}"),
        None => format!("`{words}` names no country, could be {others}"),
    })
}
