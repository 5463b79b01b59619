//! `factcheck reconcile`: findings from claims made earlier or elsewhere.

use super::args::ReconcileArgs;
use super::check::verdict;
use super::outputs::{About, Outputs};
use super::packs::{Rules, engine_with};
use super::project::Project;
use super::screen::{complain, terminal};
use super::session::{base, catalogue, reconcile};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::claim::Claim;
use factcheck::diagnostic::Diagnostic;
use factcheck::document::{Document, Published};
use factcheck::json::{ClaimReader, QuotationPlaces};
use factcheck::report::Report;
use factcheck::span::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};

pub(super) fn run(args: &ReconcileArgs, output: &mut Output<'_>) -> Result<Exit> {
    let mut found = Vec::new();
    let outputs = Outputs::open(&args.formats, About::Findings).map_err(|mistakes| found.extend(mistakes)).ok();
    if args.paths.is_empty() {
        let d = Diagnostic::plain("no-path", "nothing to reconcile");
        found.push(d.help("name a file that `factcheck extract --format jsonl` wrote, or `-`"));
    }
    let mut claims = Vec::new();
    let mut quotations = FxHashMap::default();
    let mut reader = ClaimReader::default();
    for path in &args.paths {
        if let Err(e) = read(path, &mut reader, &mut claims, &mut quotations, &mut found) {
            found.push(Diagnostic::plain("unreadable", format!("{path} cannot be read: {e}")));
        }
    }
    drop(reader);
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
        .with_quotations(&quotations)
        .without_texts();
    outputs.write(&report, terminal(&args.view), output)?;
    let exit = verdict(&outcome.findings, &project.fail_on(args.fail_on), output);
    Ok(if found.is_empty() { exit } else { Exit::Failed })
}

/// Reads claims line by line, so that the file is never held beside them.
fn read(
    path: &str,
    reader: &mut ClaimReader,
    claims: &mut Vec<Claim>,
    quotations: &mut FxHashMap<String, QuotationPlaces>,
    found: &mut Vec<Diagnostic>,
) -> io::Result<()> {
    let mut lines: Box<dyn BufRead> = match path {
        "-" => Box::new(io::stdin().lock()),
        _ => Box::new(BufReader::with_capacity(1 << 18, File::open(path)?)),
    };
    let mut line = String::new();
    for number in 1.. {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            break;
        }
        let text = line.trim_end_matches(['\n', '\r']);
        if text.trim().is_empty() {
            continue;
        }
        match reader.read(text) {
            Ok((claim, places)) => {
                if let Some(places) = places {
                    quotations.insert(claim.id.clone(), places);
                }
                claims.push(claim);
            }
            Err(e) => {
                let column = e.column().saturating_sub(1).min(text.len());
                let d = Diagnostic::plain("broken-claim", format!("line {number} is no claim: {e}"));
                found.push(d.at_line(path, number, text).label(Span::new(column, column + 1), "here"));
            }
        }
    }
    Ok(())
}

/// The documents that the claims name, as far as claims know them: the text is the sentences.
fn documents(claims: &[Claim]) -> Vec<Document> {
    let mut all: BTreeMap<&str, Document> = BTreeMap::new();
    let mut last: Option<&Claim> = None;
    for c in claims {
        let d = all.entry(&c.doc).or_insert_with(|| {
            let mut d = Document::plain(c.doc.as_str(), "");
            d.meta.published = c.published.as_deref().and_then(|p| {
                let at = serde_json::from_value(serde_json::Value::from(p)).ok()?;
                Some(Published { at, from: c.published_from? })
            });
            d
        });
        let again = last.replace(c).is_some_and(|l: &Claim| l.doc == c.doc && l.sentence == c.sentence);
        if !again {
            d.text.push_str(&c.sentence);
            d.text.push('\n');
        }
    }
    all.into_values().collect()
}
