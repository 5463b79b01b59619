//! The JSON contract: how values, claims and findings are written and read.
//!
//! Field names here are the published ones; see `factcheck schema`.

use crate::claim::{Attribution, Claim, Status};
use crate::document::{Document, PublishedFrom};
use crate::recognise::Mention;
use crate::span::Location;
use crate::value::{
    Duration, Kind, Money, Number, Office, Ordinal, Organisation, Percent, Person, Place, Quantity, Quotation,
    QuotationKind, Recurrence, Temporal, Value,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One typed value, a line of `factcheck values --format jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ValueRecord {
    /// Document id.
    pub doc: String,
    /// Kind of value.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The exact words.
    pub text: String,
    /// Where they stand on disk.
    pub span: Location,
    /// The normal form.
    pub value: ValueJson,
}

impl ValueRecord {
    /// The record of a mention.
    pub fn new(document: &Document, mention: &Mention) -> Self {
        Self {
            doc: document.id.clone(),
            kind: mention.value.kind(),
            text: mention.span.of(&document.text).to_owned(),
            span: document.locate(mention.span),
            value: ValueJson::new(document, &mention.value),
        }
    }
}

/// A value's fields, without its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum ValueJson {
    Temporal(Temporal),
    Money(Money),
    Quantity(Quantity),
    Percent(Percent),
    Number(Number),
    Ordinal(Ordinal),
    Set(Recurrence),
    Duration(Duration),
    Quotation(QuotationJson),
    Person(Person),
    Place(Place),
    Office(Office),
    Organisation(Organisation),
}

impl ValueJson {
    /// The fields of a value; a quotation's spans are located in `document`.
    pub fn new(document: &Document, value: &Value) -> Self {
        match value.clone() {
            Value::Date(t) | Value::Time(t) => Self::Temporal(t),
            Value::Duration(d) => Self::Duration(d),
            Value::Set(s) => Self::Set(s),
            Value::Number(n) => Self::Number(n),
            Value::Ordinal(o) => Self::Ordinal(o),
            Value::Percent(p) => Self::Percent(p),
            Value::Money(m) => Self::Money(m),
            Value::Quantity(q) => Self::Quantity(q),
            Value::Quotation(q) => Self::Quotation(QuotationJson::new(document, q)),
            Value::Person(p) => Self::Person(p),
            Value::Organisation(o) => Self::Organisation(o),
            Value::Place(p) => Self::Place(p),
            Value::Office(o) => Self::Office(o),
        }
    }
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuotationJson {
    /// The words, parts joined by a blank.
    pub content: String,
    /// A span for each unbroken part.
    pub segments: Vec<Location>,
    /// Direct, indirect, mixed or title.
    pub kind: QuotationKind,
    /// Who says it.
    pub speaker: Option<SpeakerJson>,
    /// The word of saying.
    pub cue: Option<CueJson>,
}

/// A quotation's speaker.
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

impl QuotationJson {
    fn new(document: &Document, q: Quotation) -> Self {
        Self {
            content: q.content,
            segments: q.segments.iter().map(|&s| document.locate(s)).collect(),
            kind: q.kind,
            speaker: q.speaker.map(|s| SpeakerJson { text: s.text, name: s.name, span: document.locate(s.span) }),
            cue: q.cue.map(|c| CueJson {
                text: c.text,
                span: document.locate(c.span),
                force: c.force,
                negated: c.negated,
            }),
        }
    }
}

/// One claim, a line of `factcheck extract --format jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRecord {
    /// Made from content: survives an edit elsewhere in the file.
    pub id: String,
    /// Document id.
    pub doc: String,
    /// `pack/rule`.
    pub rule: String,
    /// `visit`, `trade`, `quote`, …
    pub kind: String,
    /// Property of the subject.
    pub attribute: Option<String>,
    /// Settled name.
    pub subject: Option<String>,
    /// Settled name.
    pub object: Option<String>,
    /// `period`, `place`, `edition`, …
    pub qualifiers: BTreeMap<String, String>,
    /// The value with its type.
    pub value: TypedValue,
    /// Its exact words.
    pub text: String,
    /// Where they stand on disk.
    pub span: Location,
    /// The sentence.
    pub sentence: String,
    /// Where it stands on disk.
    pub sentence_span: Location,
    /// How firmly it is stated.
    pub status: Status,
    /// Who says so.
    pub attribution: Option<Attribution>,
    /// When the document was published.
    pub published: Option<String>,
    /// How that is known.
    pub published_from: Option<PublishedFrom>,
}

/// A value with its type, as claims and findings carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TypedValue {
    /// Kind of value.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Its fields.
    #[serde(flatten)]
    pub value: ValueJson,
}

impl TypedValue {
    /// The record of a value; a quotation's spans are located in `document`.
    pub fn new(document: &Document, value: &Value) -> Self {
        Self { kind: value.kind(), value: ValueJson::new(document, value) }
    }
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
