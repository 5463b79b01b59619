//! Which way something went.

use serde::{Deserialize, Serialize};

/// A word of direction by itself: "margins expanded", "the board rejected the offer".
///
/// It is the value of a claim and never that of a mention: what the direction is of stands in the
/// claim's sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Direction {
    /// `up`, `down`, `confirmed`, `denied`, `won`, `lost`, …: a side of an axis of
    /// `rules/lexicon/direction.toml`, the first axis on which the word stands.
    pub direction: String,
}
