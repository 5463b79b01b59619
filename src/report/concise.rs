//! `concise`: a line a finding, as compilers print them.

use super::words::{harmless, relation, severity};
use super::{Format, Report, Terminal};
use std::io::{self, Write};

/// `path:line:column: severity[rule] message (id)`.
#[derive(Debug)]
pub(super) struct Concise;

impl Format for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn about(&self) -> &'static str {
        "a line a finding: path:line:column, severity, rule and message"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        for f in report.open() {
            let place = match report.marks(f).first() {
                Some(m) => format!("{}:{}:{}", harmless(&m.document.id), m.at.line, m.at.column),
                None => f.sides.iter().flat_map(|s| &s.docs).next().map_or_else(|| "-".into(), |d| harmless(d)),
            };
            writeln!(
                out,
                "{place}: {}[{}] {}: {} ({})",
                severity(f.severity),
                report.rule_of(f),
                relation(f.relation),
                harmless(&f.message),
                f.id
            )?;
        }
        writeln!(out, "{}", report.summary())
    }
}
