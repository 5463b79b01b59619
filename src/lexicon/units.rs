//! `rules/lexicon/units.toml`.

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
    pub per: Vec<String>,
    /// Words between number and unit that do not change it.
    pub adjective: Vec<String>,
    /// Pairs in which news copy gives one figure twice.
    pub rounded: Vec<Rounded>,
    /// Ids of the units that take every prefix of the SI.
    pub prefixed: Vec<String>,
    /// The dimension of one unit per another.
    pub rate: Vec<Rate>,
}

/// A unit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// UCUM where it has one, else the lower-case noun.
    pub id: String,
    /// The full UCUM code.
    pub ucum: Option<String>,
    /// Singular.
    pub name: String,
    /// Every written form.
    #[serde(default)]
    pub names: Vec<String>,
    /// Symbols; case counts.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// What it measures.
    pub dimension: String,
    /// In the base unit of its dimension; `None` where that depends.
    pub factor: Option<String>,
    /// Of a temperature, in kelvins.
    pub offset: Option<String>,
    /// Forms that often mean something else.
    #[serde(default)]
    pub ambiguous: Vec<String>,
}

/// A prefix of the SI.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prefix {
    /// "kilo".
    pub text: String,
    /// "k".
    pub symbol: String,
    /// "1000".
    pub factor: String,
}

/// Two units in which news copy gives one figure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounded {
    /// Id of one.
    pub a: String,
    /// Id of the other.
    pub b: String,
}

/// "volume" per "time" is "volume-rate".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Dimension of the unit above the line.
    pub of: String,
    /// Dimension of the unit below it.
    pub per: String,
    /// What that makes.
    pub dimension: String,
}
