//! Sentences that give the same values and are alike but for one word, against its opposite: "opened 17 shops" against
//! "closed 17 shops".

use super::policy::{Comparison, Pair, Policy};
use super::words::{Words, opposed};
use crate::claim::Claim;
use crate::finding::Relation;
use crate::lexicon::Directions;

/// Compares what is known to stand in two such sentences.
#[derive(Debug)]
pub(super) struct Opposites;

impl Policy for Opposites {
    fn name(&self) -> &'static str {
        "opposites"
    }

    fn about(&self) -> &'static str {
        "sentences that are alike but for a word and its opposite cannot both be true"
    }

    fn key(&self, claim: &Claim, _: u8) -> Option<String> {
        Some(claim.sentence.to_string())
    }

    fn compare(&self, pair: &Pair<'_>, _: u8) -> Option<Comparison> {
        let why = match apart(&pair.older.sentence, &pair.newer.sentence) {
            Some([a, b]) => format!("the sentences are alike but for “{a}” against “{b}”"),
            None => "the sentences are alike but for a word and its opposite".to_owned(),
        };
        Some(Comparison::new(Relation::Conflict, 0.9, why))
    }
}

/// A word in which a sentence differs from another.
pub(super) enum Told<'w> {
    /// By its stem and a form of it.
    Word(u32, &'w str),
    /// One that is a claim of direction.
    Turn(String),
}

/// Whether two words are opposites.
pub(super) fn are(words: &Words, a: &Told<'_>, b: &Told<'_>) -> bool {
    let side = |told: &Told<'_>| match told {
        Told::Word(_, form) => Directions::bundled().of(form),
        Told::Turn(word) => Directions::bundled().of(word),
    };
    let listed = |x: u32, y: u32| opposed(words.opposed(x), words.opposed(y));
    matches!((a, b), (Told::Word(x, _), Told::Word(y, _)) if listed(*x, *y))
        || side(a).zip(side(b)).is_some_and(|(x, y)| x.opposed(y))
}

/// The words in which two sentences differ, where it is one of each.
fn apart<'s>(one: &'s str, other: &'s str) -> Option<[&'s str; 2]> {
    let (mut a, mut b) = (one.split_whitespace(), other.split_whitespace());
    let found = a.by_ref().zip(b.by_ref()).find(|(x, y)| x != y)?;
    let bare = |w: &'s str| w.trim_matches(|c: char| !c.is_alphanumeric());
    a.eq(b).then_some([bare(found.0), bare(found.1)])
}
