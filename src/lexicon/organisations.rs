//! `rules/lexicon/organisations.toml`.

use super::Term;
use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisations {
    /// Organisations by name.
    pub organisation: Vec<OrganisationWords>,
    /// Common nouns for organisations.
    pub generic: Vec<Term>,
    /// Last words of an organisation's name.
    pub suffix: Vec<Term>,
    /// Those of `suffix` that are a legal form and no part of the name for comparing.
    pub legal: Vec<Term>,
    /// First words of an organisation's name.
    pub prefix: Vec<Term>,
    /// First words that need a suffix as well.
    pub prefix_weak: Vec<Term>,
}

/// One organisation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationWords {
    /// Stable id.
    pub id: Term,
    /// Canonical name.
    pub name: Term,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// `international`, `government`, `company`, …
    pub kind: Term,
    /// ISO 3166-1 alpha-2; empty where it belongs to no country.
    pub country: Term,
    /// Those of the names that are often something else.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

impl OrganisationWords {
    /// Every name, and whether it is often something else.
    pub fn names(&self) -> impl Iterator<Item = (&Term, bool)> {
        std::iter::once(&self.name).chain(&self.aliases).map(|n| (n, self.ambiguous.contains(n)))
    }
}

impl Organisations {
    /// Legal forms and other last words, single ones, the full stop of an abbreviation left out.
    pub fn single_words<'l>(list: &'l [Term]) -> impl Iterator<Item = &'l str> {
        let bare = |w: &'l Term| if w.matches('.').count() == 1 { w.trim_end_matches('.') } else { w.as_str() };
        list.iter().filter(|w| !w.contains([' ', '/'])).map(bare)
    }
}
