//! `github`: workflow commands of GitHub Actions, which show findings beside the lines of a change.

use super::escape::{github_data, github_property};
use super::model::plural;
use super::words::{harmless, severity};
use super::{Beside, Format, Report, Terminal};
use crate::finding::{Finding, Severity};
use crate::hash::Fnv;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A notice with the counts, an annotation a finding, and the report for the log.
#[derive(Debug)]
pub(super) struct GitHub;

/// Annotations of one severity that GitHub shows for a step.
const SHOWN: usize = 10;

impl Format for GitHub {
    fn name(&self) -> &'static str {
        "github"
    }

    fn about(&self) -> &'static str {
        "annotations of GitHub Actions, and the table in the step summary"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "::notice title=factcheck::{}", github_data(&aggregate(report)))?;
        for of in [Severity::Error, Severity::Warning, Severity::Note] {
            for f in report.open().filter(|f| f.severity == of).take(SHOWN) {
                annotation(report, f, out)?;
            }
        }
        // What sources say is never read as a command: neither runner nor article knows the token
        // that ends the fence in any text but this one.
        let token = token(report);
        writeln!(out, "::group::factcheck: all findings\n::stop-commands::{token}")?;
        super::text::Text.write(report, Terminal::default(), out)?;
        writeln!(out, "::{token}::\n::endgroup::")
    }

    fn beside(&self) -> Option<Beside> {
        Some(Beside { variable: "GITHUB_STEP_SUMMARY", format: &super::markdown::Markdown })
    }
}

fn aggregate(report: &Report<'_>) -> String {
    let mut text = report.summary();
    let counts = report.counts();
    let more: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .into_iter()
        .filter_map(|(s, one)| {
            let n = counts.get(&s)?.checked_sub(SHOWN).filter(|n| *n > 0)?;
            Some(plural(n, &format!("more {one}")))
        })
        .collect();
    if !more.is_empty() {
        text.push_str("; ");
        text.push_str(&more.join(", "));
        text.push_str(" in the log and the summary");
    }
    text
}

fn annotation(report: &Report<'_>, f: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let command = match f.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(m) = report.marks(f).first() {
        properties.push(format!("file={}", github_property(&harmless(&report.base().path(m.document)))));
        if m.is_file() {
            properties.push(format!("line={},endLine={}", m.at.line, m.at.end_line));
            // GitHub takes columns only where the words stand on one line.
            if m.at.line == m.at.end_line {
                properties.push(format!("col={},endColumn={}", m.at.column, m.at.end_column));
            }
        }
    }
    let title = format!("{} {}", severity(f.severity), report.rule_of(f));
    properties.push(format!("title={}", github_property(&harmless(&title))));
    let mut message = format!("{}: {}", harmless(&f.message), harmless(&f.why));
    for m in report.marks(f).iter().skip(1).take(5) {
        let words = f.sides.get(m.side).map(|s| super::words::shorten(&harmless(&s.text), 120)).unwrap_or_default();
        let _ = write!(message, "\n“{words}” in {}:{}", harmless(&m.document.id), m.at.line);
    }
    writeln!(out, "::{command} {}::{}", properties.join(","), github_data(&message))
}

/// A word that occurs in no document, so that none can end the fence; the same for the same input.
fn token(report: &Report<'_>) -> String {
    let mut hash = Fnv::default();
    for f in report.findings {
        hash = hash.with(&f.id);
    }
    loop {
        let token = hash.id("factcheck");
        let known = report
            .documents
            .iter()
            .any(|d| d.text.contains(&token) || d.map.source(&d.text).contains(&token) || d.id.contains(&token));
        if !known && !report.claims.iter().any(|c| c.sentence.contains(&token)) {
            return token;
        }
        hash = hash.with(&token);
    }
}
