//! `rules/lexicon/names.toml`.

use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
pub struct Names {}

/// What a word is as a name of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameClass {
    /// A given name of men.
    Male,
    /// A given name of women.
    Female,
    /// A given name of both.
    Either,
    /// A surname.
    Surname,
}

impl Names {
    /// Hands out every list with its class.
    pub fn mark(&self, mut to: impl FnMut(NameClass, &[String])) {
        to(NameClass::Either, &[]);
    }
}
