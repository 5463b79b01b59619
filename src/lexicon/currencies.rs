//! `rules/lexicon/currencies.toml`.

use super::Term;
use serde::Deserialize;

/// Currencies as written in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Currencies {
    /// Every currency by its code.
    pub currency: Vec<Currency>,
    /// Bare words that may be one of several ("dollar").
    pub word: Vec<Word>,
    /// Signs, longest first.
    pub symbol: Vec<Symbol>,
    /// Bare words for minor units ("cent").
    pub minor: Vec<Minor>,
    /// Codes that are written in lower case too and are no English word.
    pub lower_code: Vec<Term>,
    /// Codes that are English words in headlines ("ALL", "TOP").
    pub word_code: Vec<Term>,
}

/// What became of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Status {
    Active,
    Historical,
    Crypto,
    Unit,
}

/// A currency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217.
    pub code: Term,
    /// Singular.
    pub name: Term,
    /// Plural.
    pub plural: Term,
    /// Further names, singular and plural.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// Signs.
    #[serde(default)]
    pub symbols: Vec<Term>,
    /// Names of its minor unit.
    #[serde(default)]
    pub minor: Vec<Term>,
    /// How many of them it has.
    pub minor_per_major: Option<u32>,
    /// Where it is legal tender.
    #[serde(default)]
    pub countries: Vec<Term>,
    /// What became of it.
    pub status: Status,
}

/// A bare word of money.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// Singular.
    pub text: Term,
    /// Plurals.
    pub plural: Vec<Term>,
    /// The code that it stands for; empty where the words leave it open.
    pub default: Term,
    /// What it may stand for.
    pub codes: Vec<Term>,
    /// Often no money at all.
    pub ambiguous: bool,
}

/// A sign.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symbol {
    /// As written.
    pub text: Term,
    /// The code that it stands for; empty where it leaves it open.
    pub default: Term,
    /// What it may stand for.
    pub codes: Vec<Term>,
    /// Written with letters alone.
    pub letters: bool,
    /// Often something else.
    pub ambiguous: bool,
}

/// A bare word for a minor unit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minor {
    /// Singular.
    pub text: Term,
    /// Plurals.
    pub plural: Vec<Term>,
    /// Whose it may be.
    pub codes: Vec<Term>,
    /// Whose it is without a sign to the contrary; empty where that is open.
    pub default: Term,
    /// Often something else.
    #[serde(default)]
    pub ambiguous: bool,
}

impl Currencies {
    /// How many minor units a currency has; 100 where nothing else is known.
    pub fn minor_per_major(&self, code: &str) -> u32 {
        self.currency.iter().find(|c| c.code == code).and_then(|c| c.minor_per_major).unwrap_or(100)
    }
}
