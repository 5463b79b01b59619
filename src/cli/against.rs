//! `factcheck check DRAFT --against SOURCES`.

use super::args::CheckArgs;
use super::check::verdict;
use super::decisions::{Kept, decide};
use super::outputs::{About, Outputs};
use super::screen::{complain, terminal};
use super::session::{Session, base, catalogue};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::diagnostic::Diagnostic;
use factcheck::document::Document;
use factcheck::draft::{self, Support, Verdict};
use factcheck::finding::{Finding, Severity};
use factcheck::reconcile::Settings;
use factcheck::report::Report;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &CheckArgs, output: &mut Output<'_>) -> Result<Exit> {
    let outputs = Outputs::open(&args.formats, About::Findings);
    let (outputs, mut mistakes) = outputs.map_or_else(|m| (None, m), |o| (Some(o), Vec::new()));
    mistakes.extend(misused(args));
    let mut source = args.source.clone();
    source.paths.extend(args.against.iter().cloned());
    let session = Session::open_with(&source, &args.work, mistakes, output)?;
    let (Some(mut session), Some(outputs)) = (session, outputs) else { return Ok(Exit::Failed) };
    let drafts = Drafts::new(&args.source.paths);
    let (own, others): (Vec<&Document>, Vec<&Document>) = session.documents.iter().partition(|d| drafts.holds(d));
    if own.is_empty() || others.is_empty() {
        // A path that could not be read has been complained of already.
        if session.exit(Exit::Clean) == Exit::Clean {
            complain(&[nothing_left(args, own.is_empty())], output)?;
        }
        return Ok(Exit::Failed);
    }
    // A draft belongs to no story: it is held against all of its sources.
    if own.iter().any(|d| d.meta.story.is_none()) {
        session.documents.iter_mut().for_each(|d| d.meta.story = None);
    }
    let ids: Vec<String> = session.documents.iter().filter(|d| drafts.holds(d)).map(|d| d.id.clone()).collect();
    let is_draft = |doc: &str| ids.iter().any(|id| id == doc);
    let kept = match Kept::of_run(args.file.baseline.as_deref(), &session.project) {
        Ok(kept) => kept,
        Err(found) => {
            complain(&found, output)?;
            return Ok(Exit::Failed);
        }
    };
    let mut outcome = session.check(true);
    let sound = decide(&session, &mut outcome, kept.as_ref(), output)?;
    let coverage = args.coverage.then(|| session.coverage(&outcome.claims));
    let threshold = Settings::default().threshold;
    let support = draft::support(&outcome.claims, &outcome.findings, &is_draft, threshold);
    let concerned = outcome.findings.into_iter().filter(|f| concerns(f, &is_draft));
    let (shown, hidden): (Vec<Finding>, Vec<Finding>) =
        concerned.partition(|f| args.all || f.relation.is_actionable() && f.confidence >= threshold);
    let report = Report::new(&session.documents, &outcome.claims, &shown, hidden.len())
        .with_rules(catalogue(&session.engine))
        .with_coverage(coverage.as_ref())
        .with_base(base())
        .with_support(&support, args.all);
    let mut laps = session.laps();
    outputs.write(&report, terminal(&args.view), output)?;
    laps.done("report");
    session.close(output)?;
    let fail_on = session.project.fail_on(args.fail_on);
    let exit = match (verdict(&shown, &fail_on, output), fail_on.value.severity()) {
        // What no source supports is a warning.
        (Exit::Clean, Some(least)) if least >= Severity::Warning && unsupported(&support) => {
            output.because(format!(
                "no source supports part of the draft, which is a warning; `{}` or graver fails, by {}",
                fail_on.value.name(),
                fail_on.from
            ));
            Exit::Found
        }
        (exit, _) => exit,
    };
    Ok(if sound { session.exit(exit) } else { Exit::Failed })
}

fn unsupported(support: &[Support]) -> bool {
    support.iter().any(|s| s.verdict == Verdict::Unsupported)
}

/// Whether a finding is about the draft: one of its own, or one that it shares with a source.
fn concerns(f: &Finding, is_draft: &dyn Fn(&str) -> bool) -> bool {
    f.sides.iter().flat_map(|s| s.docs.iter().map(String::as_str).chain(s.doc.as_deref())).any(is_draft)
}

/// What is wrong with the arguments.
fn misused(args: &CheckArgs) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if args.source.paths.is_empty() {
        let d = Diagnostic::plain("no-draft", "--against needs a draft to hold against the sources");
        found.push(d.help("name it first: `factcheck check draft.md --against sources/`"));
    }
    let both = args.source.paths.iter().find(|p| args.against.contains(p));
    if let Some(path) = both {
        let d = Diagnostic::plain("draft-is-source", format!("{path} is named as the draft and as a source"));
        found.push(d.help("name the draft before --against and its sources behind it"));
    }
    found
}

fn nothing_left(args: &CheckArgs, no_draft: bool) -> Diagnostic {
    if no_draft {
        let d = Diagnostic::plain("no-draft", format!("{} holds no article", args.source.paths.join(", ")));
        return d.help("name the draft before --against");
    }
    let against = args.against.join(", ");
    let d = Diagnostic::plain("no-sources", format!("{against} holds nothing to check the draft against"));
    d.help("name a folder with its sources; a draft that lies in that folder is no source of itself")
}

/// The files and folders that are the draft.
struct Drafts {
    paths: Vec<PathBuf>,
}

impl Drafts {
    fn new(paths: &[String]) -> Self {
        Self { paths: paths.iter().map(|p| whole(Path::new(p))).collect() }
    }

    /// Whether a document was read from one of them; one that was read from a folder of sources as well is a draft.
    fn holds(&self, d: &Document) -> bool {
        let path = d.path.as_deref().unwrap_or(&d.id);
        let path = whole(Path::new(path));
        self.paths.iter().any(|p| path.starts_with(p))
    }
}

/// A path without links and turns, where it can be followed.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
