//! `rules/lexicon/saying.toml`.

use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saying {
    /// Verbs of speech and writing.
    pub verb: Vec<SayingVerb>,
    /// Verbs of thought and wish.
    pub thought: Vec<ThoughtVerb>,
    /// Nouns of speech.
    pub noun: Vec<SayingNoun>,
    /// Phrases that name a source.
    pub phrase: Vec<SayingPhrase>,
    /// Speakers without a name.
    pub nameless: Vec<String>,
    /// Words that report without naming a speaker.
    pub hearsay: Vec<String>,
    /// Words right before a verb of saying that turn it round.
    pub negation: Vec<String>,
    /// What is said of those who said nothing.
    pub no_comment: Vec<String>,
}

/// A verb of speech or writing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingVerb {
    /// Base form, with its particle.
    pub lemma: String,
    /// All forms, the lemma first, then the third person.
    pub forms: Vec<String>,
    /// What is done by saying it.
    pub force: String,
    /// Takes a clause, with or without "that".
    pub that: bool,
    /// Marks speech only next to quotation marks.
    pub quote_only: bool,
    /// As often no speech.
    pub weak: bool,
}

/// A verb of thought or wish.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThoughtVerb {
    /// Base form.
    pub lemma: String,
    /// All forms, the lemma first, then the third person.
    pub forms: Vec<String>,
    /// `belief`, `hope`, `wish`, …
    pub attitude: String,
}

/// A noun of speech.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingNoun {
    /// Singular.
    pub text: String,
    /// Plural.
    pub plural: String,
    /// What is done by saying it.
    pub force: String,
    /// As often no speech.
    pub weak: bool,
}

/// A phrase that names a source.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingPhrase {
    /// The words.
    pub text: String,
    /// What is done by saying it.
    pub force: String,
    /// Whether the speaker stands `after` or `before` it.
    pub speaker: String,
    /// As often no speech.
    pub weak: bool,
}

impl Saying {
    /// Every form of every verb of saying that is one word.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.verb.iter().flat_map(|v| &v.forms).map(String::as_str).filter(|f| !f.contains(' '))
    }
}
