//! What a rule author has: a pack to begin with, what a pattern means, what it costs, a schema; and what an editor can
//! ask: how a finding came about, and what no rule read.

mod common;

use common::{entries, factcheck, json, read, root, run};
use serde_json::Value;
use std::path::Path;

fn said(args: &[&str], folder: &Path) -> (Option<i32>, String) {
    let output = factcheck().current_dir(folder).args(args).output().expect("the program starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("UTF-8"))
}

#[test]
fn a_new_pack_passes_its_test_and_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["harbour-news", "a", "x2"] {
        let (code, text) = said(&["rules", "new", name], folder.path());
        assert_eq!(code, Some(0), "{text}");
        let file = format!("{name}.toml");
        let (code, text) = said(&["rules", "test", &file], folder.path());
        assert_eq!(code, Some(0), "{text}");
        let (code, text) = said(&["explain", &format!("{name}/dates"), "--rules", &file], folder.path());
        assert!(code == Some(0) && text.contains("up to 6 symbols of any sort"), "{text}");
    }
    assert_eq!(said(&["rules", "test", "."], folder.path()).0, Some(0), "a folder of packs");
    for name in ["a", "Ä", "../b", "trade", ""] {
        let (code, text) = said(&["rules", "new", name], folder.path());
        assert!(code == Some(2) && text.contains("error["), "{name}: {text}");
    }
    assert_eq!(entries(folder.path()).len(), 3);
}

#[test]
fn the_schema_takes_every_bundled_pack_and_refuses_mistakes() {
    let schema = json(&["schema", "rules"]);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut packs = 0;
    for path in entries(&root().join("rules")).iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        let pack: toml::Table = read(path).parse().expect("TOML");
        let pack = serde_json::to_value(pack).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&pack).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {}", path.display(), errors.join("\n"));
        packs += 1;
        for (key, wrong) in [("titel", Value::from("x")), ("rule", Value::from("x"))] {
            let mut broken = pack.clone();
            broken[key] = wrong;
            assert!(!validator.is_valid(&broken), "{key}");
        }
        let mut broken = pack.clone();
        broken["rule"][0]["compare"] = Value::from("datse");
        assert!(!validator.is_valid(&broken));
    }
    assert!(packs >= 8);
    let keys = schema["properties"]["rule"]["items"]["properties"].as_object().expect("keys of a rule");
    assert!(keys.values().all(|k| k["description"].as_str().is_some_and(|d| d.len() > 3)), "every key says what it is");
}

#[test]
fn bench_names_every_rule_that_was_called_and_by_which_word() {
    let output = run(&["rules", "bench", "--rounds", "1", "seeds"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let rows: Vec<&str> = text.lines().skip(1).take_while(|l| !l.is_empty()).collect();
    assert!(rows.len() > 5, "{text}");
    assert!(rows.iter().any(|r| r.contains("visits/visit-dates") && r.contains('“')), "{text}");
    assert!(text.trim_end().ends_with("rules were never called"), "{text}");
}

#[test]
fn a_finding_is_explained_step_by_step() {
    let found = json(&["check", "--format", "json", "seeds"]);
    let finding = found["findings"].as_array().expect("findings").iter().find(|f| f["check"] == "reconcile/dates");
    let finding = finding.expect("the days of the visit");
    let output = run(&["explain", finding["id"].as_str().expect("an id"), "seeds"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for step in ["1. What the articles say", "2. The question", "3. The comparison", "4. The verdict"] {
        assert!(text.contains(step), "{text}");
    }
    for part in ["sentence   ", "values     ", "pattern    ", "slot       ", "independent source", "confidence 0."] {
        assert!(text.contains(part), "no {part}: {text}");
    }
    let (code, text) = said(&["explain", "consistency/weekday"], root());
    assert!(code == Some(0) && text.lines().count() == 3, "{text}");
}

#[test]
fn coverage_lists_what_no_rule_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = "Senator Mara Quillon will visit Kenya on 4–5 March 2026. \
                The ferry carried 212 passengers, and the harbour was closed on 7 May 2024.\n\
                \n\
                “We shall see,” said Peter Okhuysen of the port.\n";
    std::fs::write(folder.path().join("a.txt"), text).expect("written");
    let (_, out) = said(&["check", "--coverage", "--format", "json", "a.txt"], folder.path());
    let out = out.split("\nexit code").next().unwrap_or_default();
    let report: Value = serde_json::from_str(out).unwrap_or_else(|e| panic!("{e}: {out}"));
    let coverage = &report["coverage"];
    let unread: Vec<&str> =
        coverage["unread"].as_array().expect("a list").iter().filter_map(|u| u["text"].as_str()).collect();
    assert!(unread.iter().any(|u| u.contains("212")) && unread.contains(&"7 May 2024"), "{unread:?}");
    assert!(!unread.iter().any(|u| u.contains("March")), "the visit's dates were read: {unread:?}");
    let mut all = 0;
    for (kind, c) in coverage["counts"].as_object().expect("counts") {
        let n = |key: &str| c[key].as_u64().unwrap_or_else(|| panic!("{kind}.{key}"));
        assert_eq!(n("all"), n("by_rule") + n("by_sentence") + n("unread"));
        all += n("all") - n("by_rule");
    }
    assert_eq!(all as usize, unread.len(), "what is counted is listed");
    for u in coverage["unread"].as_array().expect("a list") {
        let [a, b] = [0, 1].map(|i| u["span"]["bytes"][i].as_u64().expect("an offset") as usize);
        assert_eq!(text.get(a..b), u["text"].as_str());
    }
    let (code, shown) = said(&["check", "--coverage", "a.txt"], folder.path());
    assert_eq!(code, Some(0));
    assert!(shown.contains("a.txt:1:") && shown.contains("together"), "{shown}");
    assert!(
        report.get("coverage").is_some() && json(&["check", "--format", "json", "seeds"]).get("coverage").is_none()
    );
}
