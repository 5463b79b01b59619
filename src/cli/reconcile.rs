//! `factcheck reconcile`: findings from claims made earlier or elsewhere.

use super::args::ReconcileArgs;
use super::check::verdict;
use super::outputs::{About, Outputs};
use super::packs::{Rules, engine_with};
use super::project::Project;
use super::session::{base, catalogue, complain, reconcile, terminal};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::claim::Claim;
use factcheck::diagnostic::Diagnostic;
use factcheck::document::{Document, Published};
use factcheck::json::ClaimRecord;
use factcheck::report::Report;
use factcheck::span::Span;
use std::collections::BTreeMap;
use std::io::{self, Read as _};

pub(super) fn run(args: &ReconcileArgs, output: &mut Output<'_>) -> Result<Exit> {
    let mut found = Vec::new();
    let outputs = Outputs::open(&args.formats, About::Findings).map_err(|mistakes| found.extend(mistakes)).ok();
    if args.paths.is_empty() {
        let d = Diagnostic::plain("no-path", "nothing to reconcile");
        found.push(d.help("name a file that `factcheck extract --format jsonl` wrote, or `-`"));
    }
    let mut claims = Vec::new();
    for path in &args.paths {
        match content(path) {
            Ok(content) => read(path, &content, &mut claims, &mut found),
            Err(e) => found.push(Diagnostic::plain("unreadable", format!("{path} cannot be read: {e}"))),
        }
    }
    complain(&found, output)?;
    let (Some(outputs), false) = (outputs, claims.is_empty()) else { return Ok(Exit::Failed) };
    let opened = Project::open(&args.paths, &args.project)
        .and_then(|project| Ok((engine_with(&Rules::of(&project, &[]))?, project)));
    let (engine, project) = match opened {
        Ok(opened) => opened,
        Err(mistakes) => {
            complain(&mistakes, output)?;
            return Ok(Exit::Failed);
        }
    };
    let documents = documents(&claims);
    let outcome = reconcile(&engine, &project, &documents, (claims, Vec::new()), args.all);
    let report = Report::new(&documents, &outcome.claims, &outcome.findings, outcome.hidden)
        .with_rules(catalogue(&engine))
        .with_base(base())
        .without_texts();
    outputs.write(&report, terminal(&args.view), output)?;
    let exit = verdict(&outcome.findings, &project.fail_on(args.fail_on), output);
    Ok(if found.is_empty() { exit } else { Exit::Failed })
}

fn content(path: &str) -> io::Result<String> {
    if path == "-" {
        let mut content = String::new();
        io::stdin().lock().read_to_string(&mut content)?;
        return Ok(content);
    }
    std::fs::read_to_string(path)
}

fn read(path: &str, content: &str, claims: &mut Vec<Claim>, found: &mut Vec<Diagnostic>) {
    let mut at = 0;
    for (number, line) in content.split('\n').enumerate() {
        if !line.trim().is_empty() {
            match serde_json::from_str::<ClaimRecord>(line) {
                Ok(record) => claims.push(record.into()),
                Err(e) => {
                    let column = (at + e.column().saturating_sub(1)).min(at + line.len());
                    let d = Diagnostic::plain("broken-claim", format!("line {} is no claim: {e}", number + 1));
                    found.push(d.at(path, content).label(Span::new(column, column + 1), "here"));
                }
            }
        }
        at += line.len() + 1;
    }
}

/// The documents that the claims name, as far as claims know them: the text is the sentences.
fn documents(claims: &[Claim]) -> Vec<Document> {
    let mut all: BTreeMap<&str, Document> = BTreeMap::new();
    for c in claims {
        let d = all.entry(&c.doc).or_insert_with(|| {
            let mut d = Document::plain(c.doc.as_str(), "");
            d.meta.published = c.published.as_deref().and_then(|p| {
                let at = serde_json::from_value(serde_json::Value::from(p)).ok()?;
                Some(Published { at, from: c.published_from? })
            });
            d
        });
        d.text.push_str(&c.sentence);
        d.text.push('\n');
    }
    all.into_values().collect()
}
