//! `rules/lexicon/words.toml`.

use super::Term;
use crate::text::{Boundaries, Boundary, Vocabulary};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The commonest words of news text, commonest first.
    pub common: Vec<Term>,
    /// Abbreviations that keep their full stop and may end a sentence.
    pub abbreviation: Vec<Term>,
    /// Abbreviations that are always followed by more.
    pub never_final: Vec<Term>,
    /// Abbreviations before a number, words elsewhere.
    pub before_number: Vec<Term>,
    /// Words that begin a sentence.
    pub starter: Vec<Term>,
}

impl Words {
    /// Interns the abbreviations and lists the words that decide where sentences end.
    pub fn boundaries(&self, vocabulary: &mut Vocabulary, boundaries: &mut Boundaries) {
        for a in self.abbreviation.iter().chain(&self.never_final).chain(&self.before_number) {
            vocabulary.abbreviation(a);
        }
        for (list, boundary) in
            [(&self.never_final, Boundary::NeverFinal), (&self.before_number, Boundary::BeforeNumber)]
        {
            for w in list {
                boundaries.add(vocabulary.intern(w.trim_end_matches('.')), boundary);
            }
        }
        for (list, boundary) in [(&self.starter, Boundary::Starter), (&self.common, Boundary::Common)] {
            for w in list {
                boundaries.add(vocabulary.intern(w), boundary);
            }
        }
    }

    /// How common words are: 1 for one that is not listed, more for the commoner ones.
    pub fn commonness(&self) -> impl Fn(&str) -> u64 + '_ {
        let ranks: FxHashMap<&str, u64> =
            self.common.iter().enumerate().rev().map(|(i, word)| (word.as_str(), i as u64 + 1)).collect();
        move |word| ranks.get(word).map_or(1, |rank| 1_000_000 / rank)
    }
}
