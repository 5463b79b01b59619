//! `json`: one object; `jsonl`: one finding a line.

use super::stream::Each;
use super::{ClaimFormat, ClaimLine, Format, Report, Terminal};
use crate::claim::Claim;
use crate::draft::Support;
use crate::finding::Finding;
use crate::json::{
    BackingRecord, ClaimRecord, CoverageRecord, DocumentRecord, FindingRecord, SummaryRecord, SupportRecord,
    ToolRecord, ValueJson, append,
};
use crate::value::Value;
use serde::Serialize;
use std::io::{self, Write};

/// One object with documents, claims, findings and a summary.
#[derive(Debug)]
pub(super) struct Json;

/// One record a line.
#[derive(Debug)]
pub(super) struct JsonLines;

/// The record of a claim, where its document is known.
pub(super) fn claim_record(report: &Report<'_>, claim: &Claim) -> Option<ClaimRecord> {
    let mut record = ClaimRecord::new(report.document(&claim.doc)?, claim);
    if let (Some(places), Value::Quotation(q)) = (report.quotation(&claim.id), &*claim.value) {
        record.value.value = ValueJson::Quotation(Box::new(places.record(q)));
    }
    Some(record)
}

/// The record of a finding; only the claims that it names are looked at.
pub(super) fn finding_record(report: &Report<'_>, finding: &Finding) -> FindingRecord {
    let claims: Vec<ClaimRecord> = finding
        .sides
        .iter()
        .filter_map(|s| s.claims.first())
        .filter_map(|id| claim_record(report, report.claim(id)?))
        .collect();
    FindingRecord::new(finding, &|id| claims.iter().find(|c| c.id == id))
}

/// The record of what the sources say of a claim of the draft.
fn support_record(report: &Report<'_>, support: &Support) -> Option<SupportRecord> {
    let claim = report.claim(&support.claim)?;
    let by = support.by.iter().filter_map(|b| {
        let source = report.claim(&b.claim)?;
        let (text, span) = (source.text.to_string(), source.location);
        Some(BackingRecord { claim: b.claim.clone(), doc: b.doc.clone(), text, span, relation: b.relation })
    });
    Some(SupportRecord {
        claim: support.claim.clone(),
        doc: support.doc.clone(),
        text: claim.text.to_string(),
        span: claim.location,
        verdict: support.verdict,
        by: by.collect(),
        findings: support.findings.clone(),
    })
}

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "one object with documents, claims, findings and a summary"
    }

    /// Has the shape of [`CheckRecord`](crate::json::CheckRecord), written part by part.
    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct Whole<D, C, F> {
            schema: &'static str,
            tool: ToolRecord,
            documents: D,
            claims: C,
            findings: F,
            #[serde(skip_serializing_if = "Option::is_none")]
            support: Option<Vec<SupportRecord>>,
            summary: SummaryRecord,
            #[serde(skip_serializing_if = "Option::is_none")]
            coverage: Option<CoverageRecord>,
        }
        let whole = Whole {
            schema: "factcheck/1",
            tool: ToolRecord::default(),
            documents: Each(|| report.documents.iter().map(DocumentRecord::new)),
            claims: Each(|| report.claims.iter().filter_map(|c| claim_record(report, c))),
            findings: Each(|| report.findings.iter().map(|f| finding_record(report, f))),
            support: report.support().map(|(all, _)| all.iter().filter_map(|s| support_record(report, s)).collect()),
            summary: SummaryRecord {
                documents: report.documents.len(),
                claims: report.claims.len(),
                findings: report.counts(),
            },
            coverage: report.coverage().map(CoverageRecord::new),
        };
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }
}

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "one finding a line, as a JSON object"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        for f in report.findings {
            write_line(&finding_record(report, f), out)?;
        }
        Ok(())
    }

    fn claims(&self) -> Option<&dyn ClaimFormat> {
        Some(self)
    }
}

impl ClaimFormat for JsonLines {
    fn write_claims(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        for record in report.claims.iter().filter_map(|c| claim_record(report, c)) {
            write_line(&record, out)?;
        }
        Ok(())
    }

    fn line(&self) -> Option<ClaimLine> {
        Some(|d, c, out| {
            append(out, &ClaimRecord::new(d, c))?;
            out.push(b'\n');
            Ok(())
        })
    }
}

fn write_line(record: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    append(&mut line, record)?;
    line.push(b'\n');
    out.write_all(&line)
}
