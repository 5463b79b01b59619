//! `rules/lexicon/page.toml`.

use crate::document::AsideReason;
use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageWords {
    /// Words of classes that name what is no copy.
    pub named: Vec<Named>,
    /// Words of classes that name what holds the copy.
    pub content: Vec<String>,
    /// Titles of sections that are no copy.
    pub sections: Vec<String>,
    /// What stands before a colon at the head of a caption.
    pub captions: Vec<String>,
}

/// Words of classes with one reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Why what bears them is no copy.
    pub reason: AsideReason,
    /// Whether that holds of short elements alone.
    #[serde(default)]
    pub short: bool,
    /// Whether that holds even where they are most of the page.
    #[serde(default)]
    pub always: bool,
    /// Whether that holds of elements with links in them alone.
    #[serde(default)]
    pub links: bool,
    /// The words.
    pub text: Vec<String>,
}

impl PageWords {
    /// What the program carries.
    pub fn bundled() -> Self {
        super::parse("page")
    }
}
