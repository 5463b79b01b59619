//! Days that each country keeps on a date of its own: which country's Independence Day a text means.

use super::phrase;
use crate::lexicon::Lexicon;
use crate::text::{Case, Text, TokenKind, Vocabulary, WordId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// The place of a country in the lexicon.
pub(super) type Country = usize;

/// The country of that code.
pub(super) fn country(lexicon: &Lexicon, id: &str) -> Option<Country> {
    lexicon.places.country.iter().position(|c| c.id == id)
}

/// Names of countries, their people and what is theirs, by their first word.
#[derive(Debug, Default)]
pub(super) struct Countries(FxHashMap<WordId, Vec<Name>>);

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
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut names = Self::default();
        for (country, c) in lexicon.places.country.iter().enumerate() {
            for name in std::iter::once(&c.name).chain(&c.aliases).chain(&c.adjectives).chain(&c.people) {
                let words = phrase(name, vocabulary);
                let Some(first) = words.first() else { continue };
                let ambiguous = c.ambiguous.contains(name);
                names.0.entry(*first).or_default().push(Name { words, country, ambiguous });
            }
        }
        names
    }

    /// The country that a national day is told of, where that is sure.
    pub(super) fn of(&self, mention: &Range<usize>, text: &Text<'_>) -> Option<Country> {
        let named = self.all(text);
        beside(&named, text, mention).or_else(|| told_of(&named))
    }

    fn all(&self, text: &Text<'_>) -> Vec<Named<'_>> {
        let word = |i: usize| text.tokens.get(i).map(|t| t.word);
        let capitals = text.tokens.iter().enumerate().filter(|(_, t)| t.case != Case::Lower);
        let longest = capitals.filter_map(|(i, token)| {
            let here = |n: &&Name| (i..).zip(&n.words).all(|(at, w)| word(at) == Some(*w));
            let name = self.0.get(&token.word)?.iter().filter(here).max_by_key(|n| n.words.len())?;
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
