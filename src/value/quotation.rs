//! Quotations and their speakers.

use super::Temporal;
use crate::span::Span;

/// How the words are given.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// Wholly inside marks.
    Direct,
    /// Reported without marks.
    Indirect,
    /// A reported sentence with a marked fragment.
    Mixed,
    /// A name, title or scare quotes: nobody's words.
    Title,
}

/// Who says it, or to whom it is said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Speaker {
    /// The words that name the person, as written ("he", "the minister").
    pub text: String,
    /// The settled name; the words themselves where nobody could be settled on.
    pub name: String,
    /// Where `text` stands.
    pub span: Span,
}

/// The word of saying.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Cue {
    /// As written ("told", "according to").
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Force class of the lexicon (`said`, `denied`, `declined`, …).
    pub force: String,
    /// "did not say", "declined to comment".
    pub negated: bool,
}

/// When something was said, as the sentence tells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Occasion {
    /// As written ("Monday").
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The date or time it was resolved to.
    pub time: Temporal,
}

/// Somebody's words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Quotation {
    /// The words, segments joined by a blank, marks left out.
    pub content: String,
    /// A span for each unbroken part, marks left out.
    pub segments: Vec<Span>,
    /// Direct, indirect, mixed or title.
    pub kind: QuotationKind,
    /// Who says it; `None` where the text does not say.
    pub speaker: Option<Speaker>,
    /// The word of saying; `None` where there is none.
    pub cue: Option<Cue>,
    /// To whom it is said ("told reporters"); `None` where the text does not say.
    pub hearer: Option<Speaker>,
    /// When it was said ("on Monday"); `None` where the text does not say.
    pub when: Option<Occasion>,
    /// False where the opening mark was never closed.
    pub closed: bool,
}
