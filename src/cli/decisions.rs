//! What somebody decided on: notes in the articles, and the baseline.

use super::Output;
use super::packs::known;
use super::project::{Project, reason};
use super::screen::complain;
use super::session::{Outcome, Session};
use anyhow::Result;
use chrono::NaiveDate;
use factcheck::check::Engine;
use factcheck::claim::Claim;
use factcheck::diagnostic::{Diagnostic, Level};
use factcheck::document::Document;
use factcheck::finding::Finding;
use factcheck::span::{Location, Span};
use factcheck::suppress::{self, Baseline, Cover, Covered, Decision, Evidence, Run};
use rustc_hash::FxHashMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Where the baseline is kept, where neither the command line nor the configuration says so.
const BASELINE: &str = "factcheck-baseline.toml";

/// A baseline and the file that it is kept in.
pub(super) struct Kept {
    pub(super) path: PathBuf,
    /// As the user names it.
    pub(super) shown: String,
    pub(super) baseline: Baseline,
}

impl Kept {
    /// The file that is meant, which need not be there.
    pub(super) fn place(named: Option<&Path>, project: &Project) -> PathBuf {
        let configured = || Some(project.config.as_ref()?.baseline.as_ref()?.value.clone());
        named.map(Path::to_owned).or_else(configured).unwrap_or_else(|| PathBuf::from(BASELINE))
    }

    /// The baseline of a run: that of the command line, else that of the configuration, else none.
    pub(super) fn of_run(named: Option<&Path>, project: &Project) -> Result<Option<Self>, Vec<Diagnostic>> {
        let configured = project.config.as_ref().and_then(|c| c.baseline.as_ref());
        if named.is_none() && configured.is_none() {
            return Ok(None);
        }
        Self::read(&Self::place(named, project), project).map(Some)
    }

    /// Reads a file that must be there.
    pub(super) fn read(path: &Path, project: &Project) -> Result<Self, Vec<Diagnostic>> {
        let shown = project.shown_or_named(path);
        let content = std::fs::read_to_string(path).map_err(|e| {
            let d = Diagnostic::plain(
                "baseline-unreadable",
                format!("the baseline {shown} cannot be read: {}", reason(&e)),
            );
            vec![d.help(format!("make one with `factcheck baseline create --baseline {shown} PATH… --reason \"…\"`"))]
        })?;
        Ok(Self { path: path.to_owned(), baseline: Baseline::read(&shown, &content)?, shown })
    }

    /// Writes the file whole or not at all.
    pub(super) fn write(&self) -> Result<(), Box<Diagnostic>> {
        let folder = self.path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let written =
            tempfile::Builder::new().prefix(".factcheck-").suffix(".part").tempfile_in(folder).and_then(|mut file| {
                file.write_all(self.baseline.to_toml().as_bytes())?;
                #[cfg(unix)]
                {
                    use std::os::unix::fs::PermissionsExt as _;
                    let mode = std::fs::metadata(&self.path).map_or(0o644, |m| m.permissions().mode());
                    file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
                }
                file.persist(&self.path).map_err(|e| e.error)
            });
        written.map(|_| ()).map_err(|e: io::Error| {
            let d = Diagnostic::plain("unwritable", format!("{} cannot be written: {}", self.shown, reason(&e)));
            Box::new(d.help("name a file in a folder of yours"))
        })
    }
}

/// Today, for baselines whose entries run out.
pub(super) fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// Marks the findings that notes and the baseline take out of the count, and says what is wrong with
/// them. `false` where that is more than a remark.
pub(super) fn decide(
    session: &Session,
    outcome: &mut Outcome,
    kept: Option<&Kept>,
    output: &mut Output<'_>,
) -> Result<bool> {
    let mut found = notes(session, &mut outcome.findings, &outcome.claims);
    if let Some(kept) = kept {
        found.extend(accept(kept, &session.engine, &session.documents, &outcome.claims, &mut outcome.findings));
    }
    complain(&found, output)?;
    Ok(found.iter().all(|d| d.level != Level::Error))
}

fn notes(session: &Session, findings: &mut [Finding], claims: &[Claim]) -> Vec<Diagnostic> {
    let with_notes = session.documents.iter().filter(|d| !d.meta.directives.is_empty());
    let covered: Vec<Covered<'_>> = with_notes.map(|d| covered(&session.engine, d)).collect();
    if covered.is_empty() {
        return Vec::new();
    }
    let known = known(&session.engine);
    let mut names: Vec<&str> =
        known.rules.iter().chain(&known.packs).chain(&known.checks).map(String::as_str).collect();
    // What the project switches off is there all the same.
    let named = covered.iter().flat_map(|c| &c.document.meta.directives).flat_map(|d| &d.names);
    let off = |n: &&str| session.project.config.as_ref().is_some_and(|c| !c.runs(n));
    names.extend(named.map(|(n, _)| n.as_str()).filter(off));
    suppress::apply(findings, claims, &covered, &names)
}

/// How far the notes of a document reach.
fn covered<'d>(engine: &Engine, d: &'d Document) -> Covered<'d> {
    let text = engine.text(d);
    let cover = |at: u32| {
        let i = text.sentences.partition_point(|s| s.span.end <= at).min(text.sentences.len().saturating_sub(1));
        let number = text.sentences.get(i).map(|s| s.paragraph);
        let mut inside = text.sentences.iter().filter(|s| Some(s.paragraph) == number).map(|s| s.span);
        let first = inside.next().unwrap_or_default();
        Cover::Paragraph(d.locate(inside.fold(first, Span::cover)).chars)
    };
    let covers = d.meta.directives.iter().map(|n| if n.keyword == "ignore-file" { Cover::File } else { cover(n.at) });
    Covered { document: d, covers: covers.collect() }
}

/// What each finding rests on.
pub(super) fn evidence(
    engine: &Engine,
    documents: &[Document],
    claims: &[Claim],
    findings: &[Finding],
) -> Vec<Evidence> {
    let by_id: FxHashMap<&str, &Document> = documents.iter().map(|d| (d.id.as_str(), d)).collect();
    let sentence = |doc: &str, at: Location| by_id.get(doc).map_or_else(String::new, |d| sentence(engine, d, at));
    let run = Run::new(claims, documents, &sentence);
    findings.iter().map(|f| Evidence::of(f, &run)).collect()
}

/// The sentence around a place of a document.
pub(super) fn sentence(engine: &Engine, d: &Document, at: Location) -> String {
    let Some(span) = d.source_span(at) else { return String::new() };
    let start = d.map.target_span(span).start;
    let text = engine.text(d);
    let i = text.sentences.partition_point(|s| s.span.end <= start);
    text.sentences.get(i).map_or_else(String::new, |s| s.span.of(&d.text).to_owned())
}

/// Marks the findings that the baseline takes out of the count; those whose time has run out count
/// again, and that is said.
fn accept(
    kept: &Kept,
    engine: &Engine,
    documents: &[Document],
    claims: &[Claim],
    findings: &mut [Finding],
) -> Vec<Diagnostic> {
    let today = today();
    let mut back = 0;
    let all = evidence(engine, documents, claims, findings);
    for (f, e) in findings.iter_mut().zip(all) {
        if f.suppressed.is_some() || !f.relation.is_actionable() {
            continue;
        }
        match kept.baseline.decided(&e, today).filter(|r| r.decision != Decision::Later) {
            Some(record) => f.suppressed = Some(record.why(&kept.shown)),
            None => back += usize::from(kept.baseline.records().iter().any(|r| r.expired(today) && r.matches(&e))),
        }
    }
    if back == 0 {
        return Vec::new();
    }
    let what = if back == 1 {
        "a finding counts again: its entry".to_owned()
    } else {
        format!("{back} findings count again: their entries")
    };
    let d = Diagnostic::plain("baseline-expired", format!("{what} in {} ran out", kept.shown));
    vec![d.help("settle what is open, or decide anew with `factcheck audit`").warning()]
}
