//! Sentences that give the same values and are alike but for one word, against its opposite: "opened 17 shops" against
//! "closed 17 shops".

use super::policy::{Comparison, Pair, Policy};
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

/// Whether two words in lower case tell of opposite directions. Imports and exports, men and women are two questions.
pub(super) fn are(a: &str, b: &str) -> bool {
    let side = |word: &str| Directions::bundled().of(word);
    side(a).zip(side(b)).is_some_and(|(x, y)| x.opposed(y))
}

/// The words in which two sentences differ, where it is one of each.
fn apart<'s>(one: &'s str, other: &'s str) -> Option<[&'s str; 2]> {
    let (mut a, mut b) = (one.split_whitespace(), other.split_whitespace());
    let found = a.by_ref().zip(b.by_ref()).find(|(x, y)| x != y)?;
    let bare = |w: &'s str| w.trim_matches(|c: char| !c.is_alphanumeric());
    a.eq(b).then_some([bare(found.0), bare(found.1)])
}
