//! `rules/lexicon/names.toml`.

use super::Term;
use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Given names that are also places or common words.
    pub ambiguous: Vec<Term>,
    /// Small words and beginnings inside a surname.
    pub surname_particle: Vec<Term>,
    /// What may follow a full name.
    pub suffix: Vec<Term>,
    /// Surnames that stand first.
    pub family_first: Vec<FamilyFirst>,
    /// Capitalised words that are no names.
    pub not_name: Vec<Term>,
    /// Given names by gender.
    pub given: Given,
}

/// The surnames of a language that puts them first.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyFirst {
    /// ISO 639 code.
    pub language: Term,
    /// In the usual spellings.
    pub surnames: Vec<Term>,
}

/// Given names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Of women.
    pub f: Vec<Term>,
    /// Of men.
    pub m: Vec<Term>,
    /// Of both.
    pub x: Vec<Term>,
}

impl Names {
    /// The particles that are one word and written small.
    pub fn small_particles(&self) -> impl Iterator<Item = &str> {
        self.surname_particle
            .iter()
            .map(|p| p.trim_end_matches('-'))
            .filter(|p| !p.contains([' ', '\'', '’', '/']) && p.chars().all(char::is_lowercase) && p.len() > 1)
            // Words of the language besides.
            .filter(|p| !matches!(*p, "as" | "an" | "at" | "us" | "do" | "wa" | "ole" | "te" | "tot" | "av" | "ab"))
    }
}
