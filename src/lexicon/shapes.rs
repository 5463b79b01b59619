//! `rules/lexicon/shapes.toml`.

use super::Term;
use serde::Deserialize;

/// Words by which unknown names are known; each list in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shapes {
    /// Parts of a surname that are written small: "van", "al".
    pub particle: Vec<Term>,
    /// "Jr.", "III".
    pub generation: Vec<Term>,
    /// A name after these is where something is.
    pub place_preposition: Vec<Term>,
    /// A name after these is a place where a word of travel goes before.
    pub toward: Vec<Term>,
    /// Words of travel, trade and belonging.
    pub travel: Vec<Term>,
    /// "the village of X".
    pub place_head: Vec<Term>,
    /// "Zenda Province".
    pub place_suffix: Vec<Term>,
    /// "Acme Steel Corp".
    pub company: Vec<Term>,
    /// "Ruritanian Navy".
    pub body: Vec<Term>,
    /// "Ministry of Labour".
    pub body_head: Vec<Term>,
    /// Industries: a company's after an unknown word.
    pub industry: Vec<Term>,
    /// Nouns before the name of a thing.
    pub thing_before: Vec<Term>,
    /// First words of a place's name.
    pub place_prefix: Vec<Term>,
    /// What is said to be a country's.
    pub country_noun: Vec<Term>,
    /// Last words of an organisation's name that end other names as often.
    pub no_suffix: Vec<Term>,
    /// Last words of events, laws and things.
    pub thing: Vec<Term>,
    /// "former", "ex".
    pub former: Vec<Term>,
    /// "deputy", "acting": part of the office.
    pub rank: Vec<Term>,
    /// "new", "visiting": said of who holds the office.
    pub epithet: Vec<Term>,
    /// Fields of government: "foreign", "trade".
    pub portfolio: Vec<Term>,
    /// Titles that are common words where they are written small.
    pub title_only: Vec<Term>,
    /// Times, and what else bears no name: "last month Petrov said".
    pub no_bearer: Vec<Term>,
}
