//! The JSON contract: how values, claims and findings are written and read.
//!
//! Field names here are the published ones; see `factcheck schema`.

mod check;
mod finding;
mod line;
mod parts;
mod quotation;
mod read;
mod value;

pub use check::{
    BackingRecord, CheckRecord, CoverageCount, CoverageRecord, DocumentRecord, SummaryRecord, SupportRecord,
    ToolRecord, UnreadRecord,
};
pub use finding::{FindingRecord, SideRecord};
pub use line::append;
pub use quotation::{CueJson, OccasionJson, QuotationJson, SpeakerJson};
pub use read::{ClaimReader, QuotationPlaces};
pub use value::{TypedValue, ValueJson};

use crate::claim::{Attribution, Claim, Qualifiers, Status};
use crate::document::{Document, PublishedFrom};
use crate::recognise::Mention;
use crate::span::Location;
use crate::value::{Kind, Value};
use arcstr::ArcStr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use std::sync::Arc;

/// One typed value, a line of `factcheck values --format jsonl`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ValueRecord<'d> {
    /// Document id.
    pub doc: &'d str,
    /// Kind of value.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The exact words.
    pub text: &'d str,
    /// Where they stand on disk.
    pub span: Location,
    /// The normal form.
    #[schemars(with = "ValueJson")]
    pub value: Fields<'d>,
}

/// A value's fields, without its type, as [`ValueJson`] holds them.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'d> {
    document: &'d Document,
    value: &'d Value,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Value::Date(t) | Value::Time(t) => t.serialize(s),
            Value::Duration(d) => d.serialize(s),
            Value::Set(r) => r.serialize(s),
            Value::Number(n) => n.serialize(s),
            Value::Ordinal(o) => o.serialize(s),
            Value::Percent(p) => p.serialize(s),
            Value::Money(m) => m.serialize(s),
            Value::Quantity(q) => q.serialize(s),
            Value::Quotation(q) => QuotationJson::new(self.document, q.clone()).serialize(s),
            Value::Person(p) => p.serialize(s),
            Value::Organisation(o) => o.serialize(s),
            Value::Place(p) => p.serialize(s),
            Value::Office(o) => o.serialize(s),
            Value::Direction(d) => d.serialize(s),
        }
    }
}

impl<'d> ValueRecord<'d> {
    /// The record of a mention.
    pub fn new(document: &'d Document, mention: &'d Mention) -> Self {
        Self {
            doc: &document.id,
            kind: mention.value.kind(),
            text: mention.span.of(&document.text),
            span: document.locate(mention.span),
            value: Fields { document, value: &mention.value },
        }
    }
}

/// One claim, a line of `factcheck extract --format jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRecord {
    /// Made from content: survives an edit elsewhere in the file.
    pub id: String,
    /// Document id.
    #[schemars(with = "String")]
    pub doc: ArcStr,
    /// `pack/rule`.
    #[schemars(with = "String")]
    pub rule: ArcStr,
    /// `visit`, `trade`, `quote`, …
    #[schemars(with = "String")]
    pub kind: ArcStr,
    /// Property of the subject.
    #[schemars(with = "Option<String>")]
    pub attribute: Option<ArcStr>,
    /// Settled name.
    #[schemars(with = "Option<String>")]
    pub subject: Option<ArcStr>,
    /// Settled name.
    #[schemars(with = "Option<String>")]
    pub object: Option<ArcStr>,
    /// `period`, `place`, `edition`, …
    pub qualifiers: Qualifiers,
    /// The value with its type.
    pub value: TypedValue,
    /// Its exact words.
    #[schemars(with = "String")]
    pub text: ArcStr,
    /// Where they stand on disk.
    pub span: Location,
    /// The sentence.
    #[schemars(with = "String")]
    pub sentence: ArcStr,
    /// Where it stands on disk.
    pub sentence_span: Location,
    /// How firmly it is stated.
    pub status: Status,
    /// Who says so.
    pub attribution: Option<Arc<Attribution>>,
    /// When the document was published.
    #[schemars(with = "Option<String>")]
    pub published: Option<ArcStr>,
    /// How that is known.
    pub published_from: Option<PublishedFrom>,
}

impl ClaimRecord {
    /// The record of a claim.
    pub fn new(document: &Document, c: &Claim) -> Self {
        Self {
            id: c.id.clone(),
            doc: c.doc.clone(),
            rule: c.rule.clone(),
            kind: c.kind.clone(),
            attribute: c.attribute.clone(),
            subject: c.subject.clone(),
            object: c.object.clone(),
            qualifiers: c.qualifiers.clone(),
            value: TypedValue::new(document, &c.value),
            text: c.text.clone(),
            span: c.location,
            sentence: c.sentence.clone(),
            sentence_span: c.sentence_location,
            status: c.status,
            attribution: c.attribution.clone(),
            published: c.published.clone(),
            published_from: c.published_from,
        }
    }
}
