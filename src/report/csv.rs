//! `csv`: a row a finding, or a claim, for a spreadsheet.

use super::escape::cell;
use super::json::{claim_record, finding_record};
use super::words::value;
use super::{ClaimFormat, Format, Report, Terminal};
use std::io::{self, Write};

/// The columns of the JSONL, in its order, and after them where to look.
#[derive(Debug)]
pub(super) struct Csv;

/// The fields of a finding; [`PLACE`] follows.
const FINDING: [&str; 14] = [
    "id",
    "relation",
    "check",
    "severity",
    "kind",
    "subject",
    "object",
    "attribute",
    "qualifiers",
    "message",
    "why",
    "confidence",
    "sides",
    "suppressed",
];

/// Where the first side of a finding stands, and the rule it came from.
const PLACE: [&str; 4] = ["rule", "path", "line", "column"];

/// The fields of a claim; [`READ`] follows.
const CLAIM: [&str; 17] = [
    "id",
    "doc",
    "rule",
    "kind",
    "attribute",
    "subject",
    "object",
    "qualifiers",
    "value",
    "text",
    "span",
    "sentence",
    "sentence_span",
    "status",
    "attribution",
    "published",
    "published_from",
];

/// The value in words, and where its words stand.
const READ: [&str; 3] = ["value_in_words", "line", "column"];

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "a row a finding, with the columns of jsonl"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(FINDING.iter().chain(&PLACE))?;
        for f in report.findings {
            let record = serde_json::to_value(finding_record(report, f))?;
            let marks = report.marks(f);
            let first = marks.first();
            let place = [
                report.rule_of(f).to_owned(),
                first.map(|m| m.document.id.clone()).unwrap_or_default(),
                first.map(|m| m.at.line.to_string()).unwrap_or_default(),
                first.map(|m| m.at.column.to_string()).unwrap_or_default(),
            ];
            table.write_record(cells(&record, &FINDING).chain(place.iter().map(|t| cell(t))))?;
        }
        table.flush()
    }

    fn claims(&self) -> Option<&dyn ClaimFormat> {
        Some(self)
    }
}

impl ClaimFormat for Csv {
    fn write_claims(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(CLAIM.iter().chain(&READ))?;
        for c in report.claims {
            let Some(record) = claim_record(report, c) else { continue };
            let record = serde_json::to_value(record)?;
            let read = [value(&c.value), c.location.line.to_string(), c.location.column.to_string()];
            table.write_record(cells(&record, &CLAIM).chain(read.iter().map(|t| cell(t))))?;
        }
        table.flush()
    }
}

/// The fields of a record: text as it is, numbers as numbers, what is deeper as JSON.
fn cells<'r>(record: &'r serde_json::Value, columns: &'r [&str]) -> impl Iterator<Item = String> + 'r {
    columns.iter().map(|c| match record.get(c) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => cell(text),
        Some(other) => other.to_string(),
    })
}
