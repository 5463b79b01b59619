//! `factcheck check`, the default.

use super::against;
use super::args::{CheckArgs, FailOn};
use super::outputs::{About, Outputs};
use super::session::{Session, base, catalogue, terminal};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::finding::Finding;
use factcheck::report::Report;

pub(super) fn run(args: &CheckArgs, output: &mut Output<'_>) -> Result<Exit> {
    if !args.against.is_empty() {
        return against::run(args, output);
    }
    let outputs = Outputs::open(&args.formats, About::Findings);
    let (outputs, mistakes) = outputs.map_or_else(|m| (None, m), |o| (Some(o), Vec::new()));
    let session = Session::open_with(&args.source, mistakes, output)?;
    let (Some(session), Some(outputs)) = (session, outputs) else { return Ok(Exit::Failed) };
    let outcome = session.check(args.all);
    let report = Report::new(&session.documents, &outcome.claims, &outcome.findings, outcome.hidden)
        .with_rules(catalogue(&session.engine))
        .with_base(base());
    outputs.write(&report, terminal(&args.view), output)?;
    Ok(session.exit(verdict(&outcome.findings, args.fail_on)))
}

/// Whether a finding that counts is grave enough.
pub(super) fn verdict(findings: &[Finding], fail_on: FailOn) -> Exit {
    let Some(least) = fail_on.severity() else { return Exit::Clean };
    let counts = |f: &Finding| f.suppressed.is_none() && f.relation.is_actionable() && f.severity <= least;
    if findings.iter().any(counts) { Exit::Found } else { Exit::Clean }
}
