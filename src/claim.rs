//! Claims: what an article says, in a form that can be compared.

use crate::document::PublishedFrom;
use crate::span::{Location, Span};
use crate::value::Value;
use std::collections::BTreeMap;

/// How firmly an article states a claim.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Stated as fact.
    #[default]
    Asserted,
    /// Planned, scheduled, forecast.
    Expected,
    /// "reportedly", "is said to", said by an unnamed source.
    Reported,
    /// Denied, ruled out, called off.
    Denied,
    /// "if", "would", "could".
    Conditional,
}

/// Whether a speaker's own words carry a claim.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum AttributionKind {
    /// Inside quotation marks.
    Direct,
    /// Reported.
    Indirect,
}

/// Who says so, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct Attribution {
    /// Settled name of the speaker.
    pub speaker: Option<String>,
    /// In their own words or reported.
    pub kind: AttributionKind,
    /// The word of saying.
    pub cue: Option<String>,
}

/// One claim of one document.
///
/// Ids are made from content, not position: an edit elsewhere in the file leaves them as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// `c-` and eight hexadecimal digits.
    pub id: String,
    /// [`Document::id`](crate::document::Document::id).
    pub doc: String,
    /// `pack/rule`.
    pub rule: String,
    /// `visit`, `trade`, `quote`, …
    pub kind: String,
    /// Which property of the subject: `dates`, `last`, `exports`.
    pub attribute: Option<String>,
    /// Settled name.
    pub subject: Option<String>,
    /// Settled name.
    pub object: Option<String>,
    /// `period`, `place`, `edition`, …
    pub qualifiers: BTreeMap<String, String>,
    /// The value in its normal form.
    pub value: Value,
    /// Its exact words.
    pub text: String,
    /// Where they stand in the document's text.
    pub span: Span,
    /// Where they stand on disk.
    pub location: Location,
    /// The sentence.
    pub sentence: String,
    /// Where the sentence stands in the document's text.
    pub sentence_span: Span,
    /// Where the sentence stands on disk.
    pub sentence_location: Location,
    /// How firmly it is stated.
    pub status: Status,
    /// Who says so.
    pub attribution: Option<Attribution>,
    /// ISO 8601 date or time of publication.
    pub published: Option<String>,
    /// How that is known.
    pub published_from: Option<PublishedFrom>,
}

impl Claim {
    /// Whether no rule named it: a figure or a direction that was left over.
    pub fn is_unnamed(&self) -> bool {
        self.rule.starts_with("built-in/")
    }
}
