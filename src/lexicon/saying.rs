//! `rules/lexicon/saying.toml`.

use super::Term;
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
    pub nameless: Vec<Term>,
    /// Words that report without naming a speaker.
    pub hearsay: Vec<Term>,
    /// Words right before a verb of saying that turn it round.
    pub negation: Vec<Term>,
    /// What is said of those who said nothing.
    pub no_comment: Vec<Term>,
}

/// A verb of speech or writing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingVerb {
    /// Base form, with its particle.
    pub lemma: Term,
    /// All forms, the lemma first, then the third person.
    pub forms: Vec<Term>,
    /// What is done by saying it.
    pub force: Term,
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
    pub lemma: Term,
    /// All forms, the lemma first, then the third person.
    pub forms: Vec<Term>,
    /// `belief`, `hope`, `wish`, …
    pub attitude: Term,
}

/// A noun of speech.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingNoun {
    /// Singular.
    pub text: Term,
    /// Plural.
    pub plural: Term,
    /// What is done by saying it.
    pub force: Term,
    /// As often no speech.
    pub weak: bool,
}

/// A phrase that names a source.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingPhrase {
    /// The words.
    pub text: Term,
    /// What is done by saying it.
    pub force: Term,
    /// Whether the speaker stands `after` or `before` it.
    pub speaker: Term,
    /// As often no speech.
    pub weak: bool,
}

impl Saying {
    /// Every form of every verb of saying that is one word.
    pub fn forms(&self) -> impl Iterator<Item = &Term> {
        self.verb.iter().flat_map(|v| &v.forms).filter(|f| !f.contains(' '))
    }
}
