//! `rules/lexicon/status.toml`: words that show how firmly something is stated.

use super::Term;
use serde::Deserialize;

/// The file as written: words and phrases by the status that they show.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusWords {
    /// Plans and forecasts.
    pub expected: Vec<Term>,
    /// Hearsay.
    pub reported: Vec<Term>,
    /// Denials and cancellations.
    pub denied: Vec<Term>,
    /// Verbs among those of which what is counted is the object.
    pub undone: Vec<Term>,
    /// Conditions.
    pub conditional: Vec<Term>,
}
