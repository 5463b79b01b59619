//! `rules/lexicon/units.toml`.

use super::Term;
use serde::Deserialize;

/// Units of measure as written in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Units {
    /// Every unit.
    pub unit: Vec<Unit>,
    /// The prefixes of the SI.
    pub prefix: Vec<Prefix>,
    /// Words that join a unit to another.
    pub per: Vec<Term>,
    /// Words between number and unit that do not change it.
    pub adjective: Vec<Term>,
    /// Pairs in which news copy gives one figure twice.
    pub rounded: Vec<Rounded>,
    /// Ids of the units that take every prefix of the SI.
    pub prefixed: Vec<Term>,
    /// The dimension of one unit per another.
    pub rate: Vec<Rate>,
}

/// A unit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// UCUM where it has one, else the lower-case noun.
    pub id: Term,
    /// The full UCUM code.
    pub ucum: Option<Term>,
    /// Singular.
    pub name: Term,
    /// Every written form.
    #[serde(default)]
    pub names: Vec<Term>,
    /// Symbols; case counts.
    #[serde(default)]
    pub symbols: Vec<Term>,
    /// What it measures.
    pub dimension: Term,
    /// In the base unit of its dimension; `None` where that depends.
    pub factor: Option<Term>,
    /// Of a temperature, in kelvins.
    pub offset: Option<Term>,
    /// Forms that often mean something else.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

/// A prefix of the SI.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prefix {
    /// "kilo".
    pub text: Term,
    /// "k".
    pub symbol: Term,
    /// "1000".
    pub factor: Term,
}

/// Two units in which news copy gives one figure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounded {
    /// Id of one.
    pub a: Term,
    /// Id of the other.
    pub b: Term,
}

/// "volume" per "time" is "volume-rate".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Dimension of the unit above the line.
    pub of: Term,
    /// Dimension of the unit below it.
    pub per: Term,
    /// What that makes.
    pub dimension: Term,
}
