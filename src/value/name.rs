//! People, places, organisations and offices.

use serde::{Deserialize, Serialize};

/// Grammatical gender of a person, where a title, a given name or a pronoun shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Gender {
    Female,
    Male,
}

/// An office held by somebody: "Russian President", "former US ambassador to India".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Office {
    /// Canonical lower-case title: `president`, `foreign minister`, `spokesperson`.
    pub name: String,
    /// Lexicon id of the title.
    pub id: Option<String>,
    /// ISO 3166-1 alpha-2 code, or the canonical name of a country that the lexicon does not know.
    pub country: Option<String>,
    /// The organisation it belongs to, as its canonical name.
    pub organisation: Option<String>,
    /// True for "former", "ex-", "then-".
    pub former: bool,
}

/// A person named in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Person {
    /// The settled name: the fullest form that the article uses ("Vladimir Putin" for "Putin").
    pub name: String,
    /// Lexicon id.
    pub id: Option<String>,
    /// The office this mention is named with.
    pub office: Option<Office>,
    /// True where this mention is named with a former office.
    pub former: bool,
    /// Gender where something shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Place {
    /// Canonical name: "India" for "Indian", "Kyiv" for "Kiev".
    pub name: String,
    /// Lexicon id: ISO 3166-1 alpha-2 for a country.
    pub id: Option<String>,
    /// Canonical name of the country it lies in or is; `None` where unknown.
    pub country: Option<String>,
    /// True for the capital of `country`.
    #[serde(default)]
    pub capital: bool,
    /// True where the mention is an adjective or a people ("Russian", "Indians").
    #[serde(default)]
    pub demonym: bool,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Organisation {
    /// Canonical name.
    pub name: String,
    /// Lexicon id.
    pub id: Option<String>,
    /// Canonical name of the country it speaks for ("Kremlin" → "Russia").
    #[serde(default)]
    pub country: Option<String>,
}
