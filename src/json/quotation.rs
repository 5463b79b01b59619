//! Quotations.

use crate::document::Document;
use crate::span::{Location, Span};
use crate::value::{Quotation, QuotationKind, Speaker, Temporal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuotationJson {
    /// The words, parts joined by a blank.
    pub content: String,
    /// A span for each unbroken part, without double marks; with single ones, which alone tell it from
    /// other words.
    pub segments: Vec<Location>,
    /// Direct, indirect, mixed or title.
    pub kind: QuotationKind,
    /// Who says it.
    pub speaker: Option<SpeakerJson>,
    /// The word of saying.
    pub cue: Option<CueJson>,
    /// To whom it is said.
    #[serde(default)]
    pub hearer: Option<SpeakerJson>,
    /// When it was said.
    #[serde(default)]
    pub when: Option<OccasionJson>,
    /// False where the opening mark is never closed: the quotation then ends with its paragraph.
    #[serde(default = "closed")]
    pub closed: bool,
}

/// Records written before the field was there hold nothing that is open.
fn closed() -> bool {
    true
}

/// When something was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OccasionJson {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Location,
    /// The date or time.
    pub value: Temporal,
}

/// A quotation's speaker or hearer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SpeakerJson {
    /// As written.
    pub text: String,
    /// Settled name.
    pub name: String,
    /// Where the words stand.
    pub span: Location,
}

/// A quotation's word of saying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CueJson {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Location,
    /// Force class: `said`, `denied`, `declined`, …
    pub force: String,
    /// "did not say".
    pub negated: bool,
}

/// A part of a quotation with the single marks right around it.
fn with_single_marks(text: &str, part: Span) -> Span {
    let before = text.get(..part.start as usize).and_then(|t| t.chars().next_back());
    let after = text.get(part.end as usize..).and_then(|t| t.chars().next());
    match (before, after) {
        (Some(b @ ('‘' | '\'' | '‚' | '`')), Some(a @ ('’' | '\'' | '‘'))) => {
            Span::new(part.start as usize - b.len_utf8(), part.end as usize + a.len_utf8())
        }
        _ => part,
    }
}

impl QuotationJson {
    pub(super) fn new(document: &Document, q: Quotation) -> Self {
        let person = |s: Speaker| SpeakerJson { text: s.text, name: s.name, span: document.locate(s.span) };
        Self {
            content: q.content,
            segments: q.segments.iter().map(|&s| document.locate(with_single_marks(&document.text, s))).collect(),
            kind: q.kind,
            speaker: q.speaker.map(person),
            cue: q.cue.map(|c| CueJson {
                text: c.text,
                span: document.locate(c.span),
                force: c.force,
                negated: c.negated,
            }),
            hearer: q.hearer.map(person),
            when: q.when.map(|o| OccasionJson { text: o.text, span: document.locate(o.span), value: o.time }),
            closed: q.closed,
        }
    }
}
