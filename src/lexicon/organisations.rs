//! `rules/lexicon/organisations.toml`.

use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
pub struct Organisations {}
