//! `rules/lexicon/names.toml`.

use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
pub struct Names {}
