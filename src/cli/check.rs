//! `factcheck check`, the default.

use super::against;
use super::args::{CheckArgs, FailOn};
use super::decisions::{Kept, decide};
use super::outputs::{About, Outputs};
use super::project::Chosen;
use super::screen::{complain, terminal};
use super::session::{Session, base, catalogue};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::finding::{Finding, Severity};
use factcheck::report::Report;

pub(super) fn run(args: &CheckArgs, output: &mut Output<'_>) -> Result<Exit> {
    if !args.against.is_empty() {
        return against::run(args, output);
    }
    let outputs = Outputs::open(&args.formats, About::Findings);
    let (outputs, mistakes) = outputs.map_or_else(|m| (None, m), |o| (Some(o), Vec::new()));
    let session = Session::open_with(&args.source, &args.work, mistakes, output)?;
    let (Some(mut session), Some(outputs)) = (session, outputs) else { return Ok(Exit::Failed) };
    let kept = match Kept::of_run(args.file.baseline.as_deref(), &session.project) {
        Ok(kept) => kept,
        Err(found) => {
            complain(&found, output)?;
            return Ok(Exit::Failed);
        }
    };
    let mut outcome = session.check(args.all);
    let coverage = args.coverage.then(|| session.coverage(&outcome.claims));
    let sound = decide(&session, &mut outcome, kept.as_ref(), output)?;
    let report = Report::new(&session.documents, &outcome.claims, &outcome.findings, outcome.hidden)
        .with_rules(catalogue(&session.engine))
        .with_coverage(coverage.as_ref())
        .with_base(base());
    let mut laps = session.laps();
    outputs.write(&report, terminal(&args.view), output)?;
    laps.done("report");
    session.close(output)?;
    let exit = verdict(&outcome.findings, &session.project.fail_on(args.fail_on), output);
    Ok(if sound { session.exit(exit) } else { Exit::Failed })
}

/// Whether a finding that counts is grave enough, and why that is so.
pub(super) fn verdict(findings: &[Finding], least: &Chosen<FailOn>, output: &mut Output<'_>) -> Exit {
    let counting = || findings.iter().filter(|f| f.suppressed.is_none() && f.relation.is_actionable());
    let list = |grave: &dyn Fn(Severity) -> bool| {
        let all = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
        let parts = all.iter().filter(|(s, _)| grave(*s)).filter_map(|(s, name)| {
            let n = counting().filter(|f| f.severity == *s).count();
            (n > 0).then(|| format!("{n} {name}{}", if n == 1 { "" } else { "s" }))
        });
        parts.collect::<Vec<_>>().join(", ")
    };
    let set_aside = findings.iter().filter(|f| f.suppressed.is_some()).count();
    let aside = if set_aside == 0 { String::new() } else { format!("; {set_aside} accepted or ignored") };
    let from = &least.from;
    let Some(severity) = least.value.severity() else {
        let all = list(&|_| true);
        output.because(format!(
            "no finding counts, by {from}{}{aside}",
            if all.is_empty() { all } else { format!("; {all}") }
        ));
        return Exit::Clean;
    };
    let (grave, rest) = (list(&|s| s <= severity), list(&|s| s > severity));
    let name = least.value.name();
    if grave.is_empty() {
        let rest = if rest.is_empty() { rest } else { format!("; {rest}") };
        output.because(format!("nothing is as grave as `{name}`, by {from}{rest}{aside}"));
        return Exit::Clean;
    }
    output.because(format!("{grave}; `{name}` or graver fails, by {from}{aside}"));
    Exit::Found
}
