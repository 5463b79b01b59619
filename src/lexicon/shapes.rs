//! `rules/lexicon/shapes.toml`.

use serde::Deserialize;

/// Words by which unknown names are known; each list in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shapes {
    /// Parts of a surname that are written small: "van", "al".
    pub particle: Vec<String>,
    /// "Jr.", "III".
    pub generation: Vec<String>,
    /// A name after these is where something is.
    pub place_preposition: Vec<String>,
    /// A name after these is a place where a word of travel goes before.
    pub toward: Vec<String>,
    /// Words of travel, trade and belonging.
    pub travel: Vec<String>,
    /// "the village of X".
    pub place_head: Vec<String>,
    /// "Zenda Province".
    pub place_suffix: Vec<String>,
    /// "Acme Steel Corp".
    pub company: Vec<String>,
    /// "Ruritanian Navy".
    pub body: Vec<String>,
    /// "Ministry of Labour".
    pub body_head: Vec<String>,
    /// Industries: a company's after an unknown word.
    pub industry: Vec<String>,
    /// Nouns before the name of a thing.
    pub thing_before: Vec<String>,
    /// First words of a place's name.
    pub place_prefix: Vec<String>,
    /// What is said to be a country's.
    pub country_noun: Vec<String>,
    /// Last words of an organisation's name that end other names as often.
    pub no_suffix: Vec<String>,
    /// Last words of events, laws and things.
    pub thing: Vec<String>,
    /// "former", "ex".
    pub former: Vec<String>,
    /// "deputy", "acting": part of the office.
    pub rank: Vec<String>,
    /// "new", "visiting": said of who holds the office.
    pub epithet: Vec<String>,
    /// Fields of government: "foreign", "trade".
    pub portfolio: Vec<String>,
    /// Titles that are common words where they are written small.
    pub title_only: Vec<String>,
    /// Months and weekdays.
    pub calendar: Vec<String>,
}
