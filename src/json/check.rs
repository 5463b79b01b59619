//! The result of a check: documents, coverage, support, counts.

use super::{ClaimRecord, FindingRecord};
use crate::coverage::{Coverage, Reach};
use crate::document::{Document, PublishedFrom};
use crate::draft::Verdict;
use crate::finding::{Relation, Severity};
use crate::span::Location;
use crate::value::Kind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
