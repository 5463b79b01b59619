//! From tokens to typed values.

mod overlap;
mod recogniser;

pub use recogniser::{Constructor, Context, Mention, Prefer, Recogniser};

use crate::lexicon::Lexicon;
use crate::text::Vocabulary;

/// Every recogniser, in the order in which they run. The order settles nothing else: overlaps are
/// settled by extent and kind once all have run.
pub const ALL: &[Constructor] = &[];

/// Makes every recogniser.
pub fn all(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Vec<Box<dyn Recogniser>> {
    ALL.iter().map(|make| make(lexicon, vocabulary)).collect()
}

/// The typed values of one document: all recognisers, then overlaps settled.
///
/// Guarantee: in order of their start; no two overlap, except that a quotation may hold others.
pub fn run(recognisers: &[Box<dyn Recogniser>], context: &Context<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for r in recognisers {
        r.recognise(context, &mut found);
    }
    overlap::settle(found)
}
