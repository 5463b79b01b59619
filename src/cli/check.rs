//! `factcheck check`, the default.

use super::args::{CheckArgs, FailOn};
use super::session::{Session, complain, terminal};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::diagnostic::Diagnostic;
use factcheck::finding::Finding;
use factcheck::report::{self, Format, Report};
use factcheck::rulebook::suggest::closest;

pub(super) fn run(args: &CheckArgs, output: &mut Output<'_>) -> Result<Exit> {
    let format = match format(&args.format) {
        Ok(format) => format,
        Err(unknown) => {
            complain(&[*unknown], output)?;
            return Ok(Exit::Failed);
        }
    };
    let Some(session) = Session::open(&args.source, output)? else { return Ok(Exit::Failed) };
    let outcome = session.check(args.all);
    let report = Report {
        documents: &session.documents,
        claims: &outcome.claims,
        findings: &outcome.findings,
        hidden: outcome.hidden,
    };
    format.write(&report, terminal(&args.view), output.out)?;
    Ok(session.exit(verdict(&outcome.findings, args.fail_on)))
}

/// The output format of that name.
pub(super) fn format(name: &str) -> Result<&'static dyn Format, Box<Diagnostic>> {
    report::named(name).ok_or_else(|| {
        let names = || report::FORMATS.iter().map(|f| f.name());
        let help = match closest(name, names()) {
            Some(s) => format!("did you mean `{s}`?"),
            None => format!("use one of {}", names().collect::<Vec<_>>().join(", ")),
        };
        Box::new(Diagnostic::plain("unknown-format", format!("no format is named `{name}`")).help(help))
    })
}

/// Whether a finding that counts is grave enough.
pub(super) fn verdict(findings: &[Finding], fail_on: FailOn) -> Exit {
    let Some(least) = fail_on.severity() else { return Exit::Clean };
    let counts = |f: &Finding| f.suppressed.is_none() && f.relation.is_actionable() && f.severity <= least;
    if findings.iter().any(counts) { Exit::Found } else { Exit::Clean }
}
