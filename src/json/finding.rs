//! Findings.

use super::{ClaimRecord, TypedValue};
use crate::document::Document;
use crate::finding::{Finding, Relation, Severity, Side};
use crate::span::Location;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
