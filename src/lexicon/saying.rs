//! `rules/lexicon/saying.toml`.

use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
pub struct Saying {}

impl Saying {
    /// Every form of every verb of saying.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }
}
