//! `rules/lexicon/furniture.toml`.

use crate::document::AsideReason;
use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// Phrases that make up a whole line, alone or several in a row.
    pub phrases: Vec<Phrases>,
    /// Words of menus.
    pub menu: Vec<String>,
    /// Words that menus hold between those, and that show nothing by themselves.
    pub regions: Vec<String>,
    /// What a line begins with.
    pub starts: Vec<Phrases>,
    /// What a line ends with.
    pub ends: Vec<Phrases>,
    /// Words before the published date.
    pub published: Vec<String>,
    /// Words before the date of a later change.
    pub updated: Vec<String>,
    /// What the name of a newspaper, agency or station holds.
    pub mastheads: Vec<String>,
    /// Words before the writer's name.
    pub byline: Vec<String>,
    /// Lines that name an agency, which `*` stands for.
    pub credits: Vec<String>,
}

/// Phrases with one reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// Why a line of them is no copy.
    pub reason: AsideReason,
    /// Whether a colon or a dash must follow.
    #[serde(default)]
    pub colon: bool,
    /// The phrases.
    pub text: Vec<String>,
}

impl Furniture {
    /// What the program carries.
    pub fn bundled() -> Self {
        super::parse("furniture")
    }
}
