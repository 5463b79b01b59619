//! `sarif`: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), as far as code
//! scanning systems ask for it.

use super::escape::{sarif, sarif_link};
use super::place::Mark;
use super::stream::Each;
use super::words::{harmless, relation, shorten};
use super::{Format, Report, Terminal};
use crate::finding::{Finding, Relation, Severity};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// One run of one tool.
#[derive(Debug)]
pub(super) struct Sarif;

/// Other places of one finding; what GitHub shows of them ends far below.
const RELATED: usize = 100;

impl Format for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn about(&self) -> &'static str {
        "SARIF 2.1.0, for code scanning"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct Log<R> {
            #[serde(rename = "$schema")]
            schema: &'static str,
            version: &'static str,
            runs: [Run<R>; 1],
        }
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Run<R> {
            tool: Value,
            column_kind: &'static str,
            results: R,
        }
        let rules = rules(report);
        let index: BTreeMap<&str, usize> =
            rules.iter().enumerate().filter_map(|(i, r)| Some((r.get("id")?.as_str()?, i))).collect();
        let log = Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: json!({"driver": {
                    "name": "factcheck",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "shortDescription": {"text": env!("CARGO_PKG_DESCRIPTION")},
                    "rules": rules,
                }}),
                column_kind: "unicodeCodePoints",
                results: Each(|| report.findings.iter().map(|f| result(report, f, &index))),
            }],
        };
        serde_json::to_writer_pretty(&mut *out, &log)?;
        writeln!(out)
    }
}

/// The rules that the findings came from, sorted by id.
fn rules(report: &Report<'_>) -> Vec<Value> {
    let mut used: Vec<&str> = report.findings.iter().map(|f| report.rule_of(f)).collect();
    used.sort_unstable();
    used.dedup();
    used.into_iter().map(|id| rule(report, id)).collect()
}

fn rule(report: &Report<'_>, id: &str) -> Value {
    let known = report.rule(id);
    let title = known.map_or(id, |r| &r.title);
    let why = known.map_or("The sources disagree.", |r| &r.why);
    let help = format!("{why} `factcheck explain {id}` says what it looks for.");
    json!({
        "id": id,
        "name": id,
        "shortDescription": {"text": shorten(&harmless(title), 1024)},
        "fullDescription": {"text": shorten(&harmless(why), 1024)},
        "help": {"text": harmless(&help)},
        "defaultConfiguration": {"level": level(known.map_or(Severity::Warning, |r| r.severity))},
        "properties": {"tags": ["fact-checking"], "precision": "high"},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(report: &Report<'_>, f: &Finding, index: &BTreeMap<&str, usize>) -> Value {
    let marks = report.marks(f);
    let others = marks.get(1..).unwrap_or(&[]);
    let others = others.get(..RELATED).unwrap_or(others);
    let words = |m: &Mark<'_>| f.sides.get(m.side).map(|s| shorten(&harmless(&s.text), 120)).unwrap_or_default();
    let mut message = format!("{}: {}.", sarif(&f.message), sarif(&f.why));
    let links: Vec<String> = others
        .iter()
        .enumerate()
        .map(|(i, m)| sarif_link(&format!("“{}” in {}:{}", words(m), m.document.id, m.at.line), i + 1))
        .collect();
    if !links.is_empty() {
        message.push_str(" See ");
        message.push_str(&links.join(", "));
        message.push('.');
    }
    let holds = matches!(f.relation, Relation::Agree | Relation::Refine | Relation::Compatible);
    let mut result = json!({
        "ruleId": report.rule_of(f),
        "ruleIndex": index.get(report.rule_of(f)),
        "kind": if holds { "informational" } else { "fail" },
        "level": if holds { "none" } else { level(f.severity) },
        "message": {"text": message},
        "locations": marks.first().map(|m| location(report, m, None)).into_iter().collect::<Vec<_>>(),
        "relatedLocations": others.iter().enumerate().map(|(i, m)| location(report, m, Some((i + 1, words(m))))).collect::<Vec<_>>(),
        "partialFingerprints": {"primaryLocationLineHash": format!("{}:1", f.id), "factcheckFinding/v1": f.id},
        "rank": (f.confidence * 1000.0).round() / 10.0,
        "properties": {"relation": relation(f.relation), "check": f.check, "kind": f.kind},
    });
    if let (Some(reason), Some(fields)) = (&f.suppressed, result.as_object_mut()) {
        fields.insert("suppressions".into(), json!([{"kind": "external", "justification": reason}]));
    }
    result
}

/// A place; with a number and its words where another side is told of.
fn location(report: &Report<'_>, mark: &Mark<'_>, related: Option<(usize, String)>) -> Value {
    let uri = report.base().uri(mark.document);
    let mut artifact = json!({"uri": uri});
    if let (false, Some(fields)) = (uri.starts_with("file:"), artifact.as_object_mut()) {
        fields.insert("uriBaseId".into(), "%SRCROOT%".into());
    }
    let mut location = json!({"physicalLocation": {"artifactLocation": artifact}});
    let Some(fields) = location.as_object_mut() else { return location };
    if mark.is_file() {
        let at = mark.at;
        let excerpt = mark.excerpt(report, 0);
        fields["physicalLocation"]["region"] = json!({
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
            "snippet": {"text": excerpt.words},
        });
    } else {
        // A record's lines are not those of the file that it stands in.
        fields.insert("logicalLocations".into(), json!([{"fullyQualifiedName": mark.document.id, "kind": "document"}]));
    }
    if let Some((id, words)) = related {
        fields.insert("id".into(), id.into());
        fields.insert("message".into(), json!({"text": format!("“{words}”")}));
    }
    location
}
