//! `factcheck baseline`: findings that somebody decided on, in a file of their own.

use super::args::{BaselineCommand, BaselineShowArgs, BaselineWriteArgs};
use super::decisions::{Kept, decide, evidence, today};
use super::project::Project;
use super::screen::complain;
use super::session::Session;
use super::{Exit, Output};
use anyhow::Result;
use factcheck::diagnostic::Diagnostic;
use factcheck::report::words::harmless;
use factcheck::suppress::{Baseline, Decision, Evidence, Record};

pub(super) fn run(command: &BaselineCommand, output: &mut Output<'_>) -> Result<Exit> {
    match command {
        BaselineCommand::Create(args) => write(args, true, output),
        BaselineCommand::Update(args) => write(args, false, output),
        BaselineCommand::Show(args) => show(args, output),
    }
}

fn refuse(found: &[Diagnostic], output: &mut Output<'_>) -> Result<Exit> {
    complain(found, output)?;
    Ok(Exit::Failed)
}

/// Who decides: as the command line says, else as the environment does.
pub(super) fn editor(named: Option<&str>) -> Result<String, Box<Diagnostic>> {
    let variables = ["FACTCHECK_EDITOR", "GIT_AUTHOR_NAME", "USER", "USERNAME"];
    let environment = || variables.iter().find_map(|v| std::env::var(v).ok().filter(|n| !n.trim().is_empty()));
    named.map(str::to_owned).or_else(environment).ok_or_else(|| {
        let d = Diagnostic::plain("no-editor", "nobody is named as the one who decides");
        Box::new(d.help("name yourself: --editor \"Lena Moss\""))
    })
}

fn write(args: &BaselineWriteArgs, create: bool, output: &mut Output<'_>) -> Result<Exit> {
    let project = match Project::open(&args.source.paths, &args.source.project) {
        Ok(project) => project,
        Err(found) => return refuse(&found, output),
    };
    let path = Kept::place(args.file.baseline.as_deref(), &project);
    let kept = if create {
        let shown = project.shown_or_named(&path);
        if path.exists() {
            let d = Diagnostic::plain("baseline-exists", format!("{shown} is there already, and was left as it is"));
            return refuse(&[d.help("bring it up to date with `factcheck baseline update`")], output);
        }
        Ok(Kept { path, shown, baseline: Baseline::default() })
    } else {
        Kept::read(&path, &project)
    };
    let (mut kept, editor) = match (kept, editor(args.editor.as_deref())) {
        (Ok(kept), Ok(editor)) => (kept, editor),
        (Err(found), _) => return refuse(&found, output),
        (_, Err(d)) => return refuse(&[*d], output),
    };
    let Some(session) = Session::open(&args.source, output)? else { return Ok(Exit::Failed) };
    let mut outcome = session.check(false);
    decide(&session, &mut outcome, None, output)?;
    outcome.findings.retain(|f| f.suppressed.is_none());
    let all = evidence(&session.engine, &session.documents, &outcome.claims, &outcome.findings);
    let fresh: Vec<&Evidence> = all.iter().filter(|e| kept.baseline.decided(e, today()).is_none()).collect();
    let Some(reason) = args.reason.as_deref().map(str::trim).filter(|r| !r.is_empty()) else {
        let d = Diagnostic::plain("no-reason", "no reason is given for accepting what is found");
        return refuse(&[d.help("say why: --reason \"known before the desk began to check\"")], output);
    };
    let before = kept.baseline.records().len();
    kept.baseline.retain(|r| !r.expired(today()) && all.iter().any(|e| r.matches(e)));
    let dropped = before - kept.baseline.records().len();
    for e in &fresh {
        kept.baseline.add(Record::new(e, Decision::Accept, reason, &editor, args.expires));
    }
    if let Err(d) = kept.write() {
        return refuse(&[*d], output);
    }
    let n = kept.baseline.records().len();
    writeln!(output.out, "{}: {n} entries, {} new, {dropped} dropped", harmless(&kept.shown), fresh.len())?;
    Ok(session.exit(Exit::Clean))
}

fn show(args: &BaselineShowArgs, output: &mut Output<'_>) -> Result<Exit> {
    let kept = Project::open(&args.source.paths, &args.source.project)
        .and_then(|project| Kept::read(&Kept::place(args.file.baseline.as_deref(), &project), &project));
    let kept = match kept {
        Ok(kept) => kept,
        Err(found) => return refuse(&found, output),
    };
    let mut exit = Exit::Clean;
    let mut now = None;
    if !args.source.paths.is_empty() {
        let Some(session) = Session::open(&args.source, output)? else { return Ok(Exit::Failed) };
        let outcome = session.check(false);
        now = Some(evidence(&session.engine, &session.documents, &outcome.claims, &outcome.findings));
        exit = session.exit(exit);
    }
    for r in kept.baseline.records() {
        let state = if r.expired(today()) {
            ", ran out"
        } else if now.as_ref().is_some_and(|all| !all.iter().any(|e| r.matches(e))) {
            ", matches nothing now"
        } else {
            ""
        };
        writeln!(output.out, "{}{state}: {} ({})", r.decision.name(), harmless(&r.question), harmless(&r.check))?;
        for a in &r.answers {
            writeln!(output.out, "    {}", harmless(a))?;
        }
        let until = r.expires.map(|d| format!(", until {d}")).unwrap_or_default();
        writeln!(output.out, "    “{}” {}{until}\n", harmless(&r.reason), harmless(&r.editor))?;
    }
    let n = kept.baseline.records().len();
    writeln!(output.out, "{}: {n} {}", harmless(&kept.shown), if n == 1 { "entry" } else { "entries" })?;
    Ok(exit)
}
