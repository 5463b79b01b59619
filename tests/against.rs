//! A draft against its sources, end to end. What a user can do wrong there stands in `tests/errors`.

mod common;

use common::{factcheck, json, root};
use serde_json::Value;

fn draft(format: &str, more: &[&str]) -> (Option<i32>, String) {
    let output = factcheck()
        .current_dir(root().join("tests/against"))
        .args(["check", "draft.md", "--against", "sources", "--format", format])
        .args(more)
        .output()
        .expect("the program starts");
    (output.status.code(), String::from_utf8(output.stdout).expect("the output is UTF-8"))
}

#[test]
fn each_claim_has_a_verdict() {
    let folder = root().join("tests/against");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let output = json(&["check", &path("draft.md"), "--against", &path("sources"), "--format", "json"]);
    let support = output["support"].as_array().expect("a list");
    let verdict = |text: &str| {
        let of = support.iter().find(|s| s["text"].as_str().is_some_and(|t| t.contains(text)));
        of.unwrap_or_else(|| panic!("no claim {text} in {support:?}"))
    };
    for text in ["3.2 million crowns", "1994", "Nobody on the bridge was awake"] {
        assert_eq!(verdict(text)["verdict"], "supported", "{text}");
        let by = verdict(text)["by"].as_array().expect("a list");
        assert!(by.iter().all(|b| b["text"].as_str().is_some_and(|t| !t.is_empty())), "{text}: {by:?}");
        assert!(!by.is_empty(), "{text} is supported by words");
    }
    for text in ["nine hours", "140 crowns"] {
        assert_eq!(verdict(text)["verdict"], "unsupported", "{text}");
    }
    let wrong = verdict("221 passengers");
    assert_eq!(wrong["verdict"], "contradicted");
    let ids: Vec<&Value> = output["findings"].as_array().expect("a list").iter().map(|f| &f["id"]).collect();
    let named = wrong["findings"].as_array().expect("a list");
    assert!(!named.is_empty() && named.iter().all(|id| ids.contains(&id)), "{named:?} are shown");
}

#[test]
fn the_exit_code_follows_fail_on() {
    assert_eq!(draft("text", &["--fail-on", "never"]).0, Some(0));
    assert_eq!(draft("text", &["--fail-on", "warning"]).0, Some(1));
}

#[test]
fn a_person_sees_what_no_source_supports() {
    let (_, text) = draft("text", &[]);
    assert!(text.contains("unsupported: draft.md:11:14 “140 crowns”"), "{text}");
    assert!(!text.contains("\nsupported: "), "{text}");
    let (_, text) = draft("text", &["--all"]);
    assert!(text.contains("\nsupported: ") && text.contains("agree: sources/000-agency.txt:5:26 “1994”"), "{text}");
}

#[test]
fn sources_among_themselves_are_not_reported() {
    let (_, lines) = draft("jsonl", &["--all"]);
    for line in lines.lines() {
        assert!(line.contains("draft.md"), "a finding without the draft: {line}");
    }
}
