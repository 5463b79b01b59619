//! `rules/lexicon/organisations.toml`.

use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
pub struct Organisations {}

/// One organisation with all its names.
#[derive(Debug, Clone)]
pub struct OrganisationNames<'l> {
    /// Every way to write it.
    pub written: Vec<&'l str>,
    /// Canonical name.
    pub name: &'l str,
    /// Lexicon id.
    pub id: Option<&'l str>,
    /// Alpha-2 code of its country.
    pub country: Option<&'l str>,
}

impl Organisations {
    /// Every organisation.
    pub fn entries(&self) -> Vec<OrganisationNames<'_>> {
        Vec::new()
    }
}
