//! The published output: schemas, field names, offsets, and the same bytes for the same input.

mod common;

use common::{entries, factcheck, json, json_lines, read, root, run};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every folder of articles that the project has, `seeds` first.
fn folders() -> Vec<PathBuf> {
    let mut all = vec![root().join("seeds")];
    for of in ["tests/dossiers", "tests/dossiers-unseen"] {
        all.extend(entries(&root().join(of)).into_iter().filter(|p| p.is_dir()));
    }
    all
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().into_owned()
}

/// Holds each instance against `factcheck schema <of>`.
fn hold_against_schema(of: &str, instances: &[Value]) {
    let schema = json(&["schema", of]);
    let validator = jsonschema::validator_for(&schema).unwrap_or_else(|e| panic!("schema {of}: {e}"));
    assert!(!instances.is_empty(), "schema {of}: nothing to hold against it");
    for i in instances {
        let errors: Vec<String> = validator.iter_errors(i).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "schema {of}: {}\n{i:#}", errors.join("\n"));
    }
}

#[test]
fn values_keep_their_schema() {
    for folder in folders() {
        hold_against_schema("values", &json_lines(&["values", "--format", "jsonl", &relative(&folder)]));
    }
}

#[test]
fn claims_keep_their_schema() {
    for folder in folders() {
        hold_against_schema("claims", &json_lines(&["extract", "--format", "jsonl", &relative(&folder)]));
    }
}

#[test]
fn findings_keep_their_schema() {
    for folder in folders() {
        hold_against_schema("check", &[json(&["check", "--all", "--format", "json", &relative(&folder)])]);
    }
    hold_against_schema("findings", &json_lines(&["check", "--all", "--format", "jsonl", "seeds"]));
}

#[test]
fn schemas_refuse_what_is_no_record() {
    for of in ["values", "claims", "check", "findings"] {
        let schema = json(&["schema", of]);
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        assert!(!validator.is_valid(&serde_json::json!({})), "schema {of} takes an empty object");
        assert!(!validator.is_valid(&serde_json::json!({ "doc": 1 })), "schema {of} takes anything");
    }
}

/// The keys of an object, as far as the contract names them.
fn lacks<'a>(record: &Value, fields: &[&'a str]) -> Vec<&'a str> {
    fields.iter().copied().filter(|f| record.get(f).is_none()).collect()
}

const SPAN: &[&str] = &["bytes", "chars", "utf16", "line", "column", "end_line", "end_column"];

const VALUE: &[&str] = &["doc", "type", "text", "span", "value"];

const CLAIM: &[&str] = &[
    "id",
    "doc",
    "rule",
    "kind",
    "attribute",
    "subject",
    "object",
    "qualifiers",
    "value",
    "text",
    "span",
    "sentence",
    "sentence_span",
    "status",
    "attribution",
    "published",
    "published_from",
];

const FINDING: &[&str] = &[
    "id",
    "relation",
    "check",
    "severity",
    "kind",
    "subject",
    "object",
    "attribute",
    "qualifiers",
    "message",
    "why",
    "confidence",
    "sides",
    "suppressed",
];

const CHECK: &[&str] = &["schema", "tool", "documents", "claims", "findings", "summary"];

const DOCUMENT: &[&str] = &["id", "path", "title", "published", "published_from", "independent_of"];

const NUMBER: &[&str] = &["number", "low", "high", "hedge"];

/// The fields of a value by its type.
fn fields_of(kind: &str) -> Vec<&'static str> {
    let more = |fields: &[&'static str]| [NUMBER, fields].concat();
    match kind {
        "date" | "time" => vec!["timex", "start", "end", "grain", "mod", "anchor"],
        "duration" => vec!["timex", "mod"],
        "set" => vec!["timex", "quant", "freq"],
        "number" => more(&[]),
        "ordinal" => vec!["number"],
        "percent" => more(&["unit"]),
        "money" => more(&["currency", "currency_text"]),
        "quantity" => more(&["unit", "dimension"]),
        "quotation" => vec!["content", "segments", "kind", "speaker", "cue"],
        "person" => vec!["name", "id", "office", "former"],
        "organisation" | "place" | "office" => vec!["name", "id"],
        other => panic!("the contract knows no type {other}"),
    }
}

/// Sentences that hold a value of every type.
const EVERY_TYPE: &str = "Foreign Minister Ana Petrova of Kenya said on 3 May 2025 that she would stay for three days and leave at 9 am on 7 May 2025. \
    “We meet every Tuesday,” she said. The United Nations counted 1,200 guests, the third time in Nairobi, and 12 percent more than the 4,800 of last year. \
    It cost $4.5 million and the road is 30 km long. The minister left.";

fn every_type() -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("every.txt");
    std::fs::write(&path, EVERY_TYPE).expect("a written file");
    json_lines(&["values", "--format", "jsonl", &path.to_string_lossy()])
}

#[test]
fn values_have_the_fields_of_the_contract() {
    let values = every_type();
    let mut kinds = BTreeSet::new();
    for v in &values {
        assert_eq!(lacks(v, VALUE), Vec::<&str>::new(), "{v:#}");
        assert_eq!(lacks(&v["span"], SPAN), Vec::<&str>::new(), "{v:#}");
        let kind = v["type"].as_str().expect("a type");
        assert_eq!(lacks(&v["value"], &fields_of(kind)), Vec::<&str>::new(), "{v:#}");
        kinds.insert(kind.to_owned());
    }
    for kind in [
        "date",
        "time",
        "duration",
        "set",
        "number",
        "ordinal",
        "percent",
        "money",
        "quantity",
        "quotation",
        "person",
        "organisation",
        "place",
    ] {
        assert!(kinds.contains(kind), "no {kind} among {kinds:?}");
    }
}

#[test]
fn check_has_the_fields_of_the_contract() {
    let check = json(&["check", "--all", "--format", "json", "seeds"]);
    assert_eq!(lacks(&check, CHECK), Vec::<&str>::new());
    assert_eq!(check["schema"], "factcheck/1");
    assert_eq!(check["tool"]["name"], "factcheck");
    assert_eq!(check["tool"]["version"], env!("CARGO_PKG_VERSION"));
    let list = |key: &str| check[key].as_array().expect("a list").clone();
    let (documents, claims, findings) = (list("documents"), list("claims"), list("findings"));
    assert!(!claims.is_empty() && !findings.is_empty());
    let ids = |records: &[Value]| -> BTreeSet<String> {
        records.iter().map(|r| r["id"].as_str().expect("an id").to_owned()).collect()
    };
    let (docs, claim_ids) = (ids(&documents), ids(&claims));
    assert_eq!(docs.len(), documents.len(), "document ids are unique");
    assert_eq!(ids(&findings).len(), findings.len(), "finding ids are unique");
    for d in &documents {
        assert_eq!(lacks(d, DOCUMENT), Vec::<&str>::new(), "{d:#}");
    }
    for c in &claims {
        assert_eq!(lacks(c, CLAIM), Vec::<&str>::new(), "{c:#}");
        assert!(docs.contains(c["doc"].as_str().expect("a document")), "{c:#}");
    }
    for f in &findings {
        assert_eq!(lacks(f, FINDING), Vec::<&str>::new(), "{f:#}");
        for side in f["sides"].as_array().expect("sides") {
            assert_eq!(lacks(side, &["value", "text", "claims", "docs", "independent"]), Vec::<&str>::new(), "{f:#}");
            for (key, known) in [("claims", &claim_ids), ("docs", &docs)] {
                let named = side[key].as_array().expect("a list");
                assert!(named.iter().all(|n| known.contains(n.as_str().expect("an id"))), "{key} of {f:#}");
            }
        }
    }
    assert_eq!(check["summary"]["documents"], documents.len());
    assert_eq!(check["summary"]["claims"], claims.len());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for f in findings.iter().filter(|f| f["suppressed"].is_null()) {
        *counts.entry(f["severity"].as_str().expect("a severity").to_owned()).or_default() += 1;
    }
    for severity in ["error", "warning", "note"] {
        assert_eq!(check["summary"]["findings"][severity], counts.get(severity).copied().unwrap_or(0));
    }
}

#[test]
fn only_what_an_editor_acts_on_is_shown_by_default() {
    let shown = |args: &[&str]| -> BTreeSet<String> {
        json(args)["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|f| f["relation"].as_str().expect("a relation").to_owned())
            .collect()
    };
    let (few, all) =
        (shown(&["check", "--format", "json", "seeds"]), shown(&["check", "--all", "--format", "json", "seeds"]));
    assert!(few.iter().all(|r| matches!(r.as_str(), "conflict" | "update" | "variant")), "{few:?}");
    assert!(all.is_superset(&few) && all.len() > few.len(), "{all:?}");
}

/// What a record says of a place, and what the file holds there, in each unit.
fn hold_place(source: &str, span: &Value, text: &str) {
    let range = |key: &str| {
        let at = |i: usize| span[key][i].as_u64().expect("an offset") as usize;
        at(0)..at(1)
    };
    assert_eq!(source.get(range("bytes")), Some(text), "bytes of {span}");
    let chars: String = source.chars().skip(range("chars").start).take(range("chars").len()).collect();
    assert_eq!(chars, text, "chars of {span}");
    let units: Vec<u16> = source.encode_utf16().skip(range("utf16").start).take(range("utf16").len()).collect();
    assert_eq!(String::from_utf16_lossy(&units), text, "utf16 of {span}");
    let before = &source[..range("bytes").start];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    assert_eq!((span["line"].as_u64(), span["column"].as_u64()), (Some(line as u64), Some(column as u64)), "{span}");
}

#[test]
fn every_span_cut_from_its_file_gives_back_its_text() {
    let mut held = 0;
    for folder in folders() {
        let folder = relative(&folder);
        for command in ["values", "extract"] {
            for record in json_lines(&[command, "--format", "jsonl", &folder]) {
                let doc = record["doc"].as_str().expect("a document");
                if Path::new(doc).extension().is_some_and(|e| e == "md") {
                    // Markup inside a phrase is in the file and not in the text.
                    continue;
                }
                let source = read(&root().join(doc));
                hold_place(&source, &record["span"], record["text"].as_str().expect("a text"));
                if command == "extract" {
                    hold_place(&source, &record["sentence_span"], record["sentence"].as_str().expect("a sentence"));
                }
                held += 1;
            }
        }
    }
    assert!(held > 500, "only {held} spans were held");
}

#[test]
fn offsets_are_those_of_the_file_in_any_encoding() {
    let text =
        "Zoë said it cost €12.5 million on 3 May 2025 – “more than that”.\r\nIt rained in São Paulo on 4 May 2025.\r\n";
    let utf16le =
        |t: &str| [&[0xff, 0xfe][..], &t.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    let utf16be =
        |t: &str| [&[0xfe, 0xff][..], &t.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()].concat();
    let windows = |t: &str| -> Vec<u8> {
        let special = [('€', 0x80), ('–', 0x96), ('“', 0x93), ('”', 0x94)];
        t.chars().map(|c| special.iter().find(|s| s.0 == c).map_or(c as u32 as u8, |s| s.1)).collect()
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cases: [(&str, Vec<u8>, usize); 4] = [
        ("utf8-bom.txt", [&[0xef, 0xbb, 0xbf][..], text.as_bytes()].concat(), 1),
        ("utf16le.txt", utf16le(text), 2),
        ("utf16be.txt", utf16be(text), 2),
        ("windows.txt", windows(text), 1),
    ];
    for (name, bytes, _) in &cases {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a written file");
        let records = json_lines(&["values", "--format", "jsonl", &path.to_string_lossy()]);
        let dates: Vec<&Value> = records.iter().filter(|r| r["type"] == "date").collect();
        let starts: Vec<&str> = dates.iter().filter_map(|d| d["value"]["start"].as_str()).collect();
        assert_eq!(starts, ["2025-05-03", "2025-05-04"], "{name}");
        for r in &records {
            let at = |i: usize| r["span"]["bytes"][i].as_u64().expect("an offset") as usize;
            let cut = &bytes[at(0)..at(1)];
            let words = r["text"].as_str().expect("a text");
            let expected = match *name {
                "utf16le.txt" => words.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "utf16be.txt" => words.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                "windows.txt" => windows(words),
                _ => words.as_bytes().to_vec(),
            };
            assert_eq!(cut, expected, "{name}: {words}");
        }
    }
}

#[test]
fn the_same_bytes_whatever_the_order_and_the_threads() {
    let mut files: Vec<String> = entries(&root().join("seeds")).iter().map(|p| relative(p)).collect();
    let check = |format: &str, threads: &str, paths: &[String]| {
        let args = ["check", "--all", "--format", format, "-j", threads];
        run(&[&args[..], &paths.iter().map(String::as_str).collect::<Vec<_>>()].concat()).stdout
    };
    for format in factcheck::report::FORMATS.iter().map(|f| f.name()) {
        let first = check(format, "1", &["seeds".to_owned()]);
        assert!(check(format, "1", &["seeds".to_owned()]) == first, "{format}: a second run");
        assert!(check(format, "3", &["seeds".to_owned()]) == first, "{format}: more threads");
        files.reverse();
        assert!(check(format, "2", &files) == first, "{format}: another order of files");
        files.rotate_left(2);
    }
}

#[test]
fn reconcile_finds_in_claims_what_check_finds_in_articles() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("claims.jsonl");
    std::fs::write(&path, run(&["extract", "--format", "jsonl", "seeds"]).stdout).expect("a written file");
    let finding = |f: &Value| (f["relation"].to_string(), f["message"].to_string(), f["severity"].to_string());
    let of = |check: Value| -> BTreeSet<(String, String, String)> {
        check["findings"].as_array().expect("findings").iter().map(finding).collect()
    };
    let checked = of(json(&["check", "--format", "json", "seeds"]));
    let reconciled = of(json(&["reconcile", "--format", "json", &path.to_string_lossy()]));
    assert!(!checked.is_empty());
    assert_eq!(reconciled, checked);
}

#[test]
fn exit_codes() {
    let code = |args: &[&str]| factcheck().args(args).output().expect("a run").status.code();
    assert_eq!(code(&["seeds"]), Some(1), "a conflict at the severity of error");
    assert_eq!(code(&["seeds", "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["seeds/003-sources-say.txt"]), Some(0), "one article agrees with itself");
    assert_eq!(code(&["extract", "seeds"]), Some(0));
    assert_eq!(code(&["seeds", "no-such-folder"]), Some(2), "what could not be read outweighs what was found");
}
