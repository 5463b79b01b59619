//! `factcheck audit`: the findings one by one, and what an editor decides on each.

use super::args::AuditArgs;
use super::baseline::editor;
use super::decisions::{Kept, decide, evidence, sentence, today};
use super::screen::{complain, place};
use super::session::{Outcome, Session};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::diagnostic::Diagnostic;
use factcheck::finding::{Finding, Side};
use factcheck::report::words::harmless;
use factcheck::suppress::{Baseline, Decision, Record};
use std::io::{self, BufRead};

/// What was answered.
enum Answer {
    Decided(Decision),
    Quit,
}

pub(super) fn run(args: &AuditArgs, output: &mut Output<'_>) -> Result<Exit> {
    let mut found = Vec::new();
    if args.source.paths.iter().any(|p| p == "-") {
        let d = Diagnostic::plain("audit-stdin", "`-` is read for your answers, and cannot be a source besides");
        found.push(d.help("name files or folders"));
    }
    let editor = editor(args.editor.as_deref()).map_err(|d| found.push(*d)).unwrap_or_default();
    if !found.is_empty() {
        complain(&found, output)?;
        return Ok(Exit::Failed);
    }
    let Some(session) = Session::open(&args.source, output)? else { return Ok(Exit::Failed) };
    let path = Kept::place(args.file.baseline.as_deref(), &session.project);
    let kept = if path.exists() {
        Kept::read(&path, &session.project)
    } else {
        Ok(Kept { shown: session.project.shown_or_named(&path), path, baseline: Baseline::default() })
    };
    let mut kept = match kept {
        Ok(kept) => kept,
        Err(found) => {
            complain(&found, output)?;
            return Ok(Exit::Failed);
        }
    };
    let mut outcome = session.check(false);
    decide(&session, &mut outcome, Some(&kept), output)?;
    let mut counts = [0; 3];
    let left = walk(&session, &outcome, &mut kept, (&editor, args.expires), &mut counts, output)?;
    let [accepted, dismissed, later] = counts;
    writeln!(
        output.out,
        "{accepted} accepted, {dismissed} dismissed, {later} put off, {left} not looked at; kept in {}",
        harmless(&kept.shown)
    )?;
    Ok(session.exit(Exit::Clean))
}

/// Asks about each finding that counts, those put off before last; how many were not looked at.
fn walk(
    session: &Session,
    outcome: &Outcome,
    kept: &mut Kept,
    (editor, expires): (&str, Option<chrono::NaiveDate>),
    counts: &mut [usize; 3],
    output: &mut Output<'_>,
) -> Result<usize> {
    let all = evidence(&session.engine, &session.documents, &outcome.claims, &outcome.findings);
    let mut open: Vec<_> = outcome.findings.iter().zip(&all).filter(|(f, _)| f.suppressed.is_none()).collect();
    open.sort_by_key(|(_, e)| kept.baseline.decided(e, today()).is_some());
    let mut answers = io::stdin().lock();
    for (i, (finding, e)) in open.iter().enumerate() {
        writeln!(output.out, "{} of {}", i + 1, open.len())?;
        show(session, outcome, finding, output)?;
        if let Some(r) = kept.baseline.decided(e, today()) {
            writeln!(output.out, "  put off by {}: {}", harmless(&r.editor), harmless(&r.reason))?;
        }
        let Answer::Decided(decision) = ask(&mut answers, output)? else { return Ok(open.len() - i) };
        let reason = match decision {
            Decision::Later => "to be decided".to_owned(),
            _ => match why(&mut answers, output)? {
                Some(reason) => reason,
                None => return Ok(open.len() - i),
            },
        };
        kept.baseline.add(Record::new(e, decision, &reason, editor, expires));
        // Each decision is on disk before the next question, so that nothing is lost on the way.
        if let Err(d) = kept.write() {
            complain(&[*d], output)?;
            return Ok(open.len() - i);
        }
        if let Some(n) = counts.get_mut(decision as usize) {
            *n += 1;
        }
        writeln!(output.out)?;
    }
    Ok(0)
}

/// A line of input; `None` at the end.
fn line(answers: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    Ok((answers.read_line(&mut line)? > 0).then(|| line.trim().to_owned()))
}

fn ask(answers: &mut impl BufRead, output: &mut Output<'_>) -> Result<Answer> {
    loop {
        write!(output.out, "(a)ccept, (d)ismiss, (l)ater or (q)uit? ")?;
        output.out.flush()?;
        let Some(word) = line(answers)? else {
            writeln!(output.out)?;
            return Ok(Answer::Quit);
        };
        match word.to_lowercase().as_str() {
            "a" | "accept" => return Ok(Answer::Decided(Decision::Accept)),
            "d" | "dismiss" => return Ok(Answer::Decided(Decision::Dismiss)),
            "l" | "later" => return Ok(Answer::Decided(Decision::Later)),
            "q" | "quit" => return Ok(Answer::Quit),
            _ => writeln!(
                output.out,
                "  accept: the sources do disagree, and that is known; dismiss: they do not; later: ask again next time"
            )?,
        }
    }
}

fn why(answers: &mut impl BufRead, output: &mut Output<'_>) -> Result<Option<String>> {
    loop {
        write!(output.out, "why? ")?;
        output.out.flush()?;
        match line(answers)? {
            None => {
                writeln!(output.out)?;
                return Ok(None);
            }
            Some(reason) if !reason.is_empty() => return Ok(Some(reason)),
            Some(_) => writeln!(output.out, "  a word or two for whoever reads it next")?,
        }
    }
}

/// A finding in a few lines: each side with its places and their sentences.
fn show(session: &Session, outcome: &Outcome, f: &Finding, output: &mut Output<'_>) -> Result<()> {
    let severity = format!("{:?}", f.severity).to_lowercase();
    writeln!(output.out, "{severity}: {} ({})", harmless(&f.message), f.check)?;
    for side in &f.sides {
        writeln!(output.out, "  {}", harmless(&side.text))?;
        for (at, words) in places(session, outcome, side) {
            writeln!(output.out, "    {at}: {}", harmless(&words))?;
        }
    }
    writeln!(output.out, "  {}; confidence {:.2}", harmless(&f.why), f.confidence)?;
    Ok(())
}

/// The places of a side, a few of them, each with its sentence.
fn places(session: &Session, outcome: &Outcome, side: &Side) -> Vec<(String, String)> {
    let document = |id: &str| session.documents.iter().find(|d| d.id == id);
    let read = outcome.claims.iter().filter(|c| side.claims.contains(&c.id));
    let read = read.filter_map(|c| Some((place(document(&c.doc)?, c.location), c.sentence.to_string())));
    let own = side.doc.as_deref().zip(side.span).and_then(|(doc, at)| {
        let d = document(doc)?;
        Some((place(d, at), sentence(&session.engine, d, at)))
    });
    read.chain(own).take(3).collect()
}
