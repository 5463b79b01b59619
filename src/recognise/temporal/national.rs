//! Days that each country keeps on a date of its own: which country's Independence Day a text means.

use super::phrase;
use crate::lexicon::{Lexicon, Term};
use crate::recognise::Context;
use crate::text::{Case, Text, TokenKind, Vocabulary, WordId, fold};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// The place of a country in the lexicon.
pub(super) type Country = usize;

/// The country of that code.
pub(super) fn country(lexicon: &Lexicon, id: &str) -> Option<Country> {
    lexicon.places.country.iter().position(|c| c.id == id)
}

/// Names of countries, their people and what is theirs.
#[derive(Debug, Default)]
pub(super) struct Countries {
    /// Each with its country, and whether it often means something else.
    written: Vec<(Term, Country, bool)>,
    /// By their first word. Few texts name a national day, so they are made ready for the first that does.
    by_word: OnceLock<FxHashMap<WordId, Vec<Name>>>,
}

#[derive(Debug)]
struct Name {
    words: Vec<WordId>,
    country: Country,
    /// It often means something else.
    ambiguous: bool,
}

/// A name where it stands.
struct Named<'n> {
    tokens: Range<usize>,
    name: &'n Name,
}

impl Countries {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut all = Self::default();
        for (country, c) in lexicon.places.country.iter().enumerate() {
            for name in std::iter::once(&c.name).chain(&c.aliases).chain(&c.adjectives).chain(&c.people) {
                all.written.push((name.clone(), country, c.ambiguous.contains(name)));
            }
        }
        all
    }

    /// The names, made ready. Whatever recognises places has asked for their words.
    fn names(&self, vocabulary: &Vocabulary) -> &FxHashMap<WordId, Vec<Name>> {
        self.by_word.get_or_init(|| {
            let mut names: FxHashMap<WordId, Vec<Name>> = FxHashMap::default();
            for (name, country, ambiguous) in &self.written {
                // "St." is the word "st", "U.S." keeps its stops.
                let plain = |w: &String| fold(if w.matches('.').count() == 1 { w.trim_end_matches('.') } else { w });
                let words: Vec<WordId> = phrase(name).iter().map(|w| vocabulary.get(&plain(w))).collect();
                let Some(first) = words.first().filter(|_| !words.contains(&WordId::UNKNOWN)) else { continue };
                let name = Name { country: *country, ambiguous: *ambiguous, words: words.clone() };
                names.entry(*first).or_default().push(name);
            }
            names
        })
    }

    /// The country that a national day is told of, where that is sure.
    pub(super) fn of(&self, mention: &Range<usize>, context: &Context<'_>) -> Option<Country> {
        let text = context.text;
        let named = self.all(context);
        beside(&named, text, mention).or_else(|| told_of(&named))
    }

    fn all(&self, context: &Context<'_>) -> Vec<Named<'_>> {
        let (text, names) = (context.text, self.names(context.vocabulary));
        let word = |i: usize| text.tokens.get(i).map(|t| t.word);
        let capitals = text.tokens.iter().enumerate().filter(|(_, t)| t.case != Case::Lower);
        let longest = capitals.filter_map(|(i, token)| {
            let here = |n: &&Name| (i..).zip(&n.words).all(|(at, w)| word(at) == Some(*w));
            let name = names.get(&token.word)?.iter().filter(here).max_by_key(|n| n.words.len())?;
            Some(Named { tokens: i..i + name.words.len(), name })
        });
        longest.collect()
    }
}

/// "Ghana's Independence Day", "the Ghanaian Independence Day", "Independence Day in Ghana".
fn beside(named: &[Named<'_>], text: &Text<'_>, mention: &Range<usize>) -> Option<Country> {
    let possessive = |i: usize| text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Possessive);
    let before = |at: usize| at == mention.start || at + 1 == mention.start && possessive(at);
    let led = matches!(text.token(mention.end), "of" | "in");
    let found = named.iter().find(|n| before(n.tokens.end) || led && n.tokens.start == mention.end + 1)?;
    Some(found.name.country)
}

/// The country that a text names alone, or twice as often as any other.
fn told_of(named: &[Named<'_>]) -> Option<Country> {
    let mut times: BTreeMap<Country, usize> = BTreeMap::new();
    for n in named.iter().filter(|n| !n.name.ambiguous) {
        *times.entry(n.name.country).or_default() += 1;
    }
    let (country, most) = times.iter().max_by_key(|t| t.1)?;
    let sure = times.iter().all(|(other, n)| other == country || 2 * n <= *most);
    sure.then_some(*country)
}
