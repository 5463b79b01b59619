//! `json`: one object; `jsonl`: one finding a line.

use super::{Format, Report, Terminal};
use crate::json::{CheckRecord, ClaimRecord, DocumentRecord, FindingRecord, SummaryRecord, ToolRecord};
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// One object with documents, claims, findings and a summary.
#[derive(Debug)]
pub(super) struct Json;

/// One finding a line.
#[derive(Debug)]
pub(super) struct JsonLines;

fn claims(report: &Report<'_>) -> Vec<ClaimRecord> {
    let documents: FxHashMap<&str, _> = report.documents.iter().map(|d| (d.id.as_str(), d)).collect();
    report.claims.iter().filter_map(|c| Some(ClaimRecord::new(documents.get(c.doc.as_str())?, c))).collect()
}

fn findings(report: &Report<'_>, claims: &[ClaimRecord]) -> Vec<FindingRecord> {
    let by_id: FxHashMap<&str, &ClaimRecord> = claims.iter().map(|c| (c.id.as_str(), c)).collect();
    report.findings.iter().map(|f| FindingRecord::new(f, &|id| by_id.get(id).copied())).collect()
}

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "one object with documents, claims, findings and a summary"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        let claims = claims(report);
        let findings = findings(report, &claims);
        let record = CheckRecord {
            schema: "factcheck/1".into(),
            tool: ToolRecord::default(),
            documents: report.documents.iter().map(DocumentRecord::new).collect(),
            summary: SummaryRecord {
                documents: report.documents.len(),
                claims: claims.len(),
                findings: report.counts(),
            },
            claims,
            findings,
        };
        serde_json::to_writer_pretty(&mut *out, &record)?;
        writeln!(out)
    }
}

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "one finding a line"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        let claims = claims(report);
        for finding in findings(report, &claims) {
            serde_json::to_writer(&mut *out, &finding)?;
            writeln!(out)?;
        }
        Ok(())
    }
}
