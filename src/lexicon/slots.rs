//! `rules/lexicon/slots.toml`: what the reconciler reads around a figure that no rule has named.

use serde::Deserialize;
use std::sync::OnceLock;

/// The file as written; all in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slots {
    /// Words that say nothing of what is measured.
    pub stop: Vec<String>,
    /// Words with a capital that name no participant, sorted.
    pub no_names: Vec<String>,
    /// Goods that are traded by weight and number, each with its names.
    pub goods: Vec<Vec<String>>,
    /// Words between a length of time and the date at which it ends.
    pub ending: Vec<String>,
    /// Stems of which a sentence holds one or the other.
    pub opposed: Vec<[String; 2]>,
    /// Words for one thing; the first stands for all.
    pub same: Vec<Vec<String>>,
    /// Nouns for persons, singular.
    pub people: Vec<String>,
    /// Words of sentences about markets, whose levels are another's every day.
    pub markets: Vec<String>,
    /// Those of them that may stand for any other.
    pub anybody: Vec<String>,
    /// Words behind a count of men, women or passengers with which it counts people.
    pub both: Vec<String>,
    /// Adverbs that count how often something happens, and no things.
    pub times: Vec<String>,
    /// Nouns whose ordinals count moments of one event.
    pub moments: Vec<String>,
    /// Past forms without a regular ending, and the verb's base form.
    pub irregular: Vec<[String; 2]>,
    /// Phrases that say that an answer was changed.
    pub changed: Vec<String>,
    /// Words that say so of what stands in their own clause alone.
    pub now: Vec<String>,
    /// Phrases that say that a date was moved.
    pub deferred: Vec<String>,
    /// Phrases that say that a figure was put right.
    pub revised: Vec<String>,
    /// Nouns for a figure that somebody sets and may set anew.
    pub revisable: Vec<String>,
    /// Phrases before the name of one from whom something was taken over.
    pub citing: Vec<String>,
    /// Words near the figure that took an older one's place.
    pub replaced: Vec<String>,
    /// Words beside counts that may rise or fall while an event is being reported.
    pub wavering: Vec<String>,
    /// Words that make a multiple of the figure after "of".
    pub multiples: Vec<String>,
    /// Words of a number that is added to an earlier one.
    pub added: Vec<String>,
    /// Phrases that say that a figure was wrong, before the sentence that puts it right.
    pub wrong: Vec<String>,
    /// Phrases of a count that is still going on.
    pub counting: Vec<String>,
    /// Words before a noun with which a sum holds it.
    pub with: Vec<String>,
    /// Words before a noun with which it does not.
    pub without: Vec<String>,
    /// Words between a share and the noun of what it is a share.
    pub determiners: Vec<String>,
    /// Words before "of" that name a part of the figure after it.
    pub parts: Vec<String>,
    /// Auxiliary verbs of a movement up to now.
    pub perfect: Vec<String>,
    /// Phrases that say since when.
    pub so_far: Vec<String>,
    /// Words that tell of a change without naming it.
    pub moved: Vec<String>,
    /// Verbs of speech: the day after one is that on which something was said.
    pub spoken: Vec<String>,
    /// Words at the head of an article that corrects an earlier one.
    pub correction_heads: Vec<String>,
    /// Words anywhere in it that say so.
    pub correction_notes: Vec<String>,
    /// Words whose count only grows while an event is being reported.
    pub growing: Vec<String>,
    /// Words of a vote.
    pub votes: Vec<String>,
    /// What stands between the votes for something and those against it.
    pub for_and_against: Vec<String>,
    /// Small numbers in letters, from nought on.
    pub numerals: Vec<String>,
    /// Words before the strength of an earthquake that is given without a unit.
    pub strength: Vec<String>,
    /// Words that tell of an earthquake.
    pub quakes: Vec<String>,
    /// What an event has one of.
    pub measure: Vec<EventMeasure>,
    /// Words that change what a figure counts.
    pub scope: Vec<Scope>,
}

/// A figure of which an event has one, so that two reports of it mean the same by it in whatever words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventMeasure {
    /// What it is called.
    pub name: String,
    /// The sort of figure, as slots name it.
    pub sort: String,
    /// Words or phrases of which one stands, as written, beside the figure; none where the sort alone tells it.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Nouns of which it counts one, singular; empty where it counts none.
    #[serde(default)]
    pub of: Vec<String>,
    /// Whether it is a person's, of whom an event may have several.
    #[serde(default)]
    pub personal: bool,
    /// Whether it is told of what was, of what is to come, or of either.
    #[serde(default)]
    pub when: When,
    /// Whether of several in one article the greatest is meant, and the others are parts of it.
    #[serde(default)]
    pub greatest: bool,
    /// Words in whose sentence it is a figure of something else.
    #[serde(default)]
    pub without: Vec<String>,
}

/// Whether something was, is to come, or may be either.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// It was, or is.
    #[default]
    Past,
    /// It is to come.
    Future,
    /// Either.
    Any,
}

/// A sort of scope and the words that show it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Its name.
    pub marker: String,
    /// Phrases.
    pub words: Vec<String>,
    /// Whether figures with and without it may still be one measure.
    #[serde(default)]
    pub loose: bool,
    /// Whether it is a length of time, which tells figures apart only where both have one.
    #[serde(default)]
    pub span: bool,
    /// Whether it holds for every figure of a sentence, and not for those of its clause alone.
    #[serde(default)]
    pub wide: bool,
    /// Whether a claim of one sentence may leave it out.
    #[serde(default)]
    pub omitted: bool,
    /// Whether it holds for what stands behind it in its clause: "the strongest since a quake of 6.4".
    #[serde(default)]
    pub before: bool,
    /// Whether it is what a change is compared with, which tells figures apart only where both have one.
    #[serde(default)]
    pub base: bool,
}

impl Slots {
    /// The bundled words.
    pub fn bundled() -> &'static Self {
        static TABLE: OnceLock<Slots> = OnceLock::new();
        TABLE.get_or_init(|| super::parse("slots"))
    }
}
