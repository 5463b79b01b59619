//! The JSON contract: how values, claims and findings are written and read.
//!
//! Field names here are the published ones; see `factcheck schema`.

mod line;
mod read;

pub use line::append;
pub use read::{ClaimReader, QuotationPlaces};

use crate::claim::{Attribution, Claim, Qualifiers, Status};
use crate::coverage::{Coverage, Reach};
use crate::document::{Document, PublishedFrom};
use crate::draft::Verdict;
use crate::finding::{Finding, Relation, Severity, Side};
use crate::recognise::Mention;
use crate::span::{Location, Span};
use crate::value::{
    Decimal, Direction, Duration, Hedge, Kind, Money, Number, Office, Ordinal, Organisation, Percent, PercentUnit,
    Person, Place, Quantity, Quotation, QuotationKind, Recurrence, Speaker, Temporal, Value,
};
use arcstr::ArcStr;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as DeError, IntoDeserializer as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
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

/// A value's fields, without its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    Quotation(Box<QuotationJson>),
    Person(Person),
    Place(Place),
    Office(Office),
    Organisation(Organisation),
    Direction(Direction),
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
            Value::Quotation(q) => Self::Quotation(Box::new(QuotationJson::new(document, q))),
            Value::Person(p) => Self::Person(p),
            Value::Organisation(o) => Self::Organisation(o),
            Value::Place(p) => Self::Place(p),
            Value::Office(o) => Self::Office(o),
            Value::Direction(d) => Self::Direction(d),
        }
    }
}

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
    fn new(document: &Document, q: Quotation) -> Self {
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

/// A value with its type, as claims and findings carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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

impl<'de> Deserialize<'de> for TypedValue {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = TypedValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its `type`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TypedValue, A::Error> {
                // Where the type comes first, as it is written, nothing is kept in between.
                let mut before = serde_json::Map::new();
                while let Some(key) = map.next_key::<String>()? {
                    if key != "type" {
                        before.insert(key, map.next_value()?);
                        continue;
                    }
                    let kind: Kind = map.next_value()?;
                    if before.is_empty() {
                        return Ok(TypedValue { kind, value: ValueJson::read(kind, MapAccessDeserializer::new(map))? });
                    }
                    while let Some((key, value)) = map.next_entry()? {
                        before.insert(key, value);
                    }
                    let value = ValueJson::read(kind, serde_json::Value::from(before)).map_err(A::Error::custom)?;
                    return Ok(TypedValue { kind, value });
                }
                Err(A::Error::missing_field("type"))
            }
        }
        d.deserialize_map(Fields)
    }
}

impl ValueJson {
    /// The fields of a value of that kind.
    fn read<'de, D: Deserializer<'de>>(kind: Kind, d: D) -> Result<Self, D::Error> {
        Ok(match kind {
            Kind::Date | Kind::Time => Self::Temporal(Temporal::deserialize(d)?),
            Kind::Duration => Self::Duration(Duration::deserialize(d)?),
            Kind::Set => Self::Set(Recurrence::deserialize(d)?),
            Kind::Ordinal => Self::Ordinal(Ordinal::deserialize(d)?),
            Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity => FigureFields::deserialize(d)?.of(kind)?,
            Kind::Quotation => Self::Quotation(Box::deserialize(d)?),
            Kind::Person => Self::Person(Person::deserialize(d)?),
            Kind::Place => Self::Place(Place::deserialize(d)?),
            Kind::Office => Self::Office(Office::deserialize(d)?),
            Kind::Direction => Self::Direction(Direction::deserialize(d)?),
            Kind::Organisation => Self::Organisation(Organisation::deserialize(d)?),
        })
    }
}

/// The fields of every sort of figure in one row: a flattened struct takes no integer beyond 64 bits.
#[derive(Deserialize)]
struct FigureFields {
    number: Option<Decimal>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    hedge: Option<Hedge>,
    unit: Option<String>,
    dimension: Option<String>,
    currency: Option<String>,
    currency_text: Option<String>,
    minor: Option<u32>,
    per: Option<String>,
}

impl FigureFields {
    fn of<E: DeError>(self, kind: Kind) -> Result<ValueJson, E> {
        let Self { number, low, high, hedge, .. } = self;
        let number = Number { number, low, high, hedge };
        let stated = |field: Option<String>, name| field.ok_or_else(|| E::missing_field(name));
        Ok(match kind {
            Kind::Percent => {
                let unit = stated(self.unit, "unit")?;
                ValueJson::Percent(Percent { number, unit: PercentUnit::deserialize(unit.into_deserializer())? })
            }
            Kind::Money => ValueJson::Money(Money {
                number,
                currency: self.currency,
                currency_text: stated(self.currency_text, "currency_text")?,
                minor: self.minor,
                per: self.per,
            }),
            Kind::Number if self.unit.is_none() => ValueJson::Number(number),
            // A number with a unit counts a plain noun.
            _ => ValueJson::Quantity(Quantity {
                number,
                unit: stated(self.unit, "unit")?,
                dimension: stated(self.dimension, "dimension")?,
            }),
        })
    }
}

/// The whole result of `factcheck check --format json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckRecord {
    /// `factcheck/1`.
    pub schema: String,
    /// What made it.
    pub tool: ToolRecord,
    /// The documents that were read.
    pub documents: Vec<DocumentRecord>,
    /// Their claims.
    pub claims: Vec<ClaimRecord>,
    /// What the claims say together.
    pub findings: Vec<FindingRecord>,
    /// With `--against`: what the sources say of each claim of the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Vec<SupportRecord>>,
    /// Counts.
    pub summary: SummaryRecord,
    /// With `--coverage`: what no rule read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<CoverageRecord>,
}

/// What no rule read, so that silence is not taken for agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoverageRecord {
    /// By kind of value.
    pub counts: BTreeMap<String, CoverageCount>,
    /// The values that no rule took, by document and place.
    pub unread: Vec<UnreadRecord>,
}

/// How many values of one kind there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoverageCount {
    /// All of them.
    pub all: usize,
    /// Those that a rule took into a claim.
    pub by_rule: usize,
    /// Those that are compared with figures in sentences like their own.
    pub by_sentence: usize,
    /// Those that nothing looks at.
    pub unread: usize,
}

/// A value that no rule took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnreadRecord {
    /// Document id.
    pub doc: String,
    /// Kind of value.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The exact words.
    pub text: String,
    /// Where they stand on disk.
    pub span: Location,
    /// Whether it is at least compared with figures in sentences like its own.
    pub by_sentence: bool,
}

impl CoverageRecord {
    /// The record of a coverage.
    pub fn new(coverage: &Coverage) -> Self {
        let counts = coverage.counts.iter().map(|(kind, c)| {
            let unread = c.all - c.rule - c.sentence;
            let count = CoverageCount { all: c.all, by_rule: c.rule, by_sentence: c.sentence, unread };
            ((*kind).to_owned(), count)
        });
        let unread = coverage.gaps.iter().map(|g| UnreadRecord {
            doc: g.doc.clone(),
            kind: g.kind,
            text: g.text.clone(),
            span: g.location,
            by_sentence: g.reach == Reach::Sentence,
        });
        Self { counts: counts.collect(), unread: unread.collect() }
    }
}

/// What the sources say of one claim of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SupportRecord {
    /// Id of the draft's claim.
    pub claim: String,
    /// The draft.
    pub doc: String,
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: Location,
    /// `supported`, `contradicted` or `unsupported`.
    pub verdict: Verdict,
    /// The claims that support it.
    pub by: Vec<BackingRecord>,
    /// Ids of the findings that contradict it.
    pub findings: Vec<String>,
}

/// A claim of a source that supports one of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BackingRecord {
    /// Id of the source's claim.
    pub claim: String,
    /// The source.
    pub doc: String,
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub span: Location,
    /// `agree`, `refine` or `compatible`.
    pub relation: Relation,
}

/// The program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToolRecord {
    /// `factcheck`.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Default for ToolRecord {
    fn default() -> Self {
        Self { name: "factcheck".into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRecord {
    /// Names it in claims and findings.
    pub id: String,
    /// Path as given or found.
    pub path: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// ISO 8601 date or time.
    pub published: Option<String>,
    /// How that is known.
    pub published_from: Option<PublishedFrom>,
    /// The document of which this is a near-copy, where it is one.
    pub independent_of: Option<String>,
}

impl DocumentRecord {
    /// The record of a document.
    pub fn new(d: &Document) -> Self {
        Self {
            id: d.id.clone(),
            path: d.path.clone(),
            title: d.meta.title.clone(),
            published: d.meta.published.map(|p| p.at.to_string()),
            published_from: d.meta.published.map(|p| p.from),
            independent_of: None,
        }
    }
}

/// One finding, a line of `factcheck check --format jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct FindingRecord {
    pub id: String,
    pub relation: Relation,
    pub check: String,
    pub severity: Severity,
    pub kind: String,
    pub subject: Option<String>,
    pub object: Option<String>,
    pub attribute: Option<String>,
    pub qualifiers: BTreeMap<String, String>,
    pub message: String,
    pub why: String,
    pub confidence: f64,
    pub sides: Vec<SideRecord>,
    pub suppressed: Option<String>,
}

/// A side of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SideRecord {
    pub value: Option<TypedValue>,
    pub text: String,
    pub claims: Vec<String>,
    pub docs: Vec<String>,
    pub independent: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Location>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
}

impl FindingRecord {
    /// The record of a finding; `claim` gives the record of a claim by its id.
    pub fn new<'a>(f: &Finding, claim: &dyn Fn(&str) -> Option<&'a ClaimRecord>) -> Self {
        let side = |s: &Side| SideRecord {
            value: s
                .claims
                .first()
                .and_then(|id| claim(id))
                .map(|c| c.value.clone())
                .or_else(|| s.value.as_ref().map(|v| TypedValue::new(&Document::plain("", ""), v))),
            text: s.text.clone(),
            claims: s.claims.clone(),
            docs: s.docs.clone(),
            independent: s.independent,
            span: s.span,
            doc: s.doc.clone(),
        };
        Self {
            id: f.id.clone(),
            relation: f.relation,
            check: f.check.clone(),
            severity: f.severity,
            kind: f.kind.clone(),
            subject: f.subject.clone(),
            object: f.object.clone(),
            attribute: f.attribute.clone(),
            qualifiers: f.qualifiers.clone(),
            message: f.message.clone(),
            why: f.why.clone(),
            confidence: f.confidence,
            sides: f.sides.iter().map(side).collect(),
            suppressed: f.suppressed.clone(),
        }
    }
}

/// Counts of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryRecord {
    /// Documents read.
    pub documents: usize,
    /// Claims found.
    pub claims: usize,
    /// Findings shown, by severity.
    pub findings: BTreeMap<Severity, usize>,
}
