//! Findings: where claims disagree, and where they hold together.

use crate::span::Location;
use crate::value::Value;
use std::collections::BTreeMap;

/// How the sides of a finding relate.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Cannot both be true.
    Conflict,
    /// A later report of a figure that may change, or a correction.
    Update,
    /// The same words, altered.
    Variant,
    /// Within stated rounding, hedge or bound.
    Compatible,
    /// One is a coarser form of the other.
    Refine,
    /// Equal in the normal form.
    Agree,
}

impl Relation {
    /// Whether an editor would act on it; the others are shown with `--all`.
    pub fn is_actionable(self) -> bool {
        matches!(self, Self::Conflict | Self::Update | Self::Variant)
    }
}

/// How much a finding matters; most first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// One of the sides must be wrong.
    Error,
    /// Probably wrong, or wrong in a lesser way.
    Warning,
    /// Worth knowing.
    Note,
}

/// One position that a finding's sources take.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Side {
    /// The value in its normal form; `None` where a side has no single one.
    pub value: Option<Value>,
    /// Its words, as the first source has them.
    pub text: String,
    /// Ids of the claims on this side, in the order of their documents.
    pub claims: Vec<String>,
    /// Ids of the documents on this side, without repetition.
    pub docs: Vec<String>,
    /// How many independent sources stand on it: copies of one report count once.
    pub independent: usize,
    /// For a finding of one article alone: where the words stand.
    pub span: Option<Location>,
    /// For a finding of one article alone: its document.
    pub doc: Option<String>,
}

/// What a comparison says.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// `f-` and eight hexadecimal digits, made from content.
    pub id: String,
    /// How the sides relate.
    pub relation: Relation,
    /// `reconcile/<policy>` or `consistency/<check>`.
    pub check: String,
    /// How much it matters.
    pub severity: Severity,
    /// Kind of the claims.
    pub kind: String,
    /// The question: whom or what it is about.
    pub subject: Option<String>,
    /// The question: the other party or place.
    pub object: Option<String>,
    /// The question: which property.
    pub attribute: Option<String>,
    /// The question: for which period, edition, …
    pub qualifiers: BTreeMap<String, String>,
    /// One line for a list.
    pub message: String,
    /// Why, in one sentence that a person accepts.
    pub why: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// What makes it less sure, or surer.
    pub reasons: Vec<String>,
    /// The positions, the earliest published first.
    pub sides: Vec<Side>,
    /// Why it is not counted, where it was accepted or ignored.
    pub suppressed: Option<String>,
}
