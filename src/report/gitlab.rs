//! `gitlab`: GitLab's Code Quality report, a profile of the Code Climate specification.

use super::stream::Each;
use super::words::harmless;
use super::{Format, Report, Terminal};
use crate::finding::{Finding, Severity};
use serde::Serialize;
use std::io::{self, Write};

/// A list of issues.
#[derive(Debug)]
pub(super) struct GitLab;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn issue<'a>(report: &Report<'_>, f: &'a Finding) -> Option<Issue<'a>> {
    let marks = report.marks(f);
    let first = marks.first()?;
    // The lines of a record are not those of the file that it stands in.
    let (begin, end) = if first.is_file() { (first.at.line, first.at.end_line) } else { (1, 1) };
    Some(Issue {
        description: format!("{}: {}", harmless(&f.message), harmless(&f.why)),
        check_name: &f.check,
        fingerprint: &f.id,
        severity: match f.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location { path: report.base().path(first.document), lines: Lines { begin, end } },
    })
}

impl Format for GitLab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn about(&self) -> &'static str {
        "GitLab's code quality report"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &Each(|| report.open().filter_map(|f| issue(report, f))))?;
        writeln!(out)
    }
}
