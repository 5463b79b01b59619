//! The trait that every output format has.

use super::Terminal;
use crate::claim::Claim;
use crate::document::Document;
use crate::finding::{Finding, Severity};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What a run of `check` found.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Everything that was read, in order.
    pub documents: &'a [Document],
    /// The claims of all documents, in their order.
    pub claims: &'a [Claim],
    /// The findings to show, gravest first.
    pub findings: &'a [Finding],
    /// How many findings `--all` would add.
    pub hidden: usize,
}

impl Report<'_> {
    /// The findings that count, by severity; all three keys are always there.
    pub fn counts(&self) -> BTreeMap<Severity, usize> {
        let mut all: BTreeMap<Severity, usize> =
            [Severity::Error, Severity::Warning, Severity::Note].into_iter().map(|s| (s, 0)).collect();
        for f in self.findings.iter().filter(|f| f.suppressed.is_none()) {
            *all.entry(f.severity).or_insert(0) += 1;
        }
        all
    }
}

/// Writes a report.
pub trait Format: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// One line for help.
    fn about(&self) -> &'static str;

    /// Writes the report whole.
    ///
    /// # Errors
    /// Those of `out`.
    fn write(&self, report: &Report<'_>, terminal: Terminal, out: &mut dyn Write) -> io::Result<()>;
}
