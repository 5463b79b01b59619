//! `rdjson`: the Reviewdog Diagnostic Format, for comments on a change.

use super::place::Mark;
use super::stream::Each;
use super::words::{harmless, shorten};
use super::{Format, Report, Terminal};
use crate::finding::{Finding, Severity};
use serde::Serialize;
use std::io::{self, Write};

/// One `DiagnosticResult`.
#[derive(Debug)]
pub(super) struct RdJson;

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// The column counts in bytes of UTF-8.
#[derive(Serialize)]
struct Position {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

fn location(report: &Report<'_>, mark: &Mark<'_>) -> Location {
    let range = mark.is_file().then(|| Range {
        start: Position { line: mark.at.line, column: mark.byte_column(report, false) },
        end: Position { line: mark.at.end_line, column: mark.byte_column(report, true) },
    });
    Location { path: report.base().path(mark.document), range }
}

fn diagnostic<'a>(report: &'a Report<'_>, f: &'a Finding) -> Option<Diagnostic<'a>> {
    let marks = report.marks(f);
    let (first, others) = marks.split_first()?;
    let related = |m: &Mark<'_>| Related {
        message: f.sides.get(m.side).map(|s| shorten(&harmless(&s.text), 120)).unwrap_or_default(),
        location: location(report, m),
    };
    Some(Diagnostic {
        message: format!("{}: {} ({})", harmless(&f.message), harmless(&f.why), f.id),
        location: location(report, first),
        severity: match f.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        code: Code { value: report.rule_of(f) },
        related_locations: others.iter().map(related).collect(),
    })
}

impl Format for RdJson {
    fn name(&self) -> &'static str {
        "rdjson"
    }

    fn about(&self) -> &'static str {
        "Reviewdog's diagnostics, for comments on a change"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct Source {
            name: &'static str,
        }
        #[derive(Serialize)]
        struct DiagnosticResult<D> {
            source: Source,
            diagnostics: D,
        }
        let whole = DiagnosticResult {
            source: Source { name: "factcheck" },
            diagnostics: Each(|| report.open().filter_map(|f| diagnostic(report, f))),
        };
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }
}
