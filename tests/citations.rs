//! Articles that stand on one source's word are one source, be it through others.

use assert_cmd::Command;
use serde_json::{Value, json};

/// Why the first finding is made, and how many independent sources stand on each of its sides.
fn told(articles: &[&str]) -> (String, Vec<u64>) {
    let lines: Vec<String> = (0..)
        .zip(articles)
        .map(|(i, text)| json!({"id": format!("a{i}"), "published": "2031-03-04", "text": text}).to_string())
        .collect();
    let mut command = Command::cargo_bin("factcheck").unwrap();
    let command = command.args(["check", "-", "--input-format", "jsonl", "--format", "json"]);
    let out = command.write_stdin(lines.join("\n")).output().unwrap();
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    let finding = &report["findings"][0];
    let sides = finding["sides"].as_array().unwrap();
    (finding["why"].as_str().unwrap().to_owned(), sides.iter().map(|s| s["independent"].as_u64().unwrap()).collect())
}

const MONITOR: &str = "The Coast Monitor said 18 sailors were rescued off Port Ansel on Tuesday when the ferry sank.";
const POST: &str = "Eighteen sailors were rescued off Port Ansel on Tuesday when the ferry sank, the Harbour Post \
                    reported, citing the Coast Monitor.";
const OF_POST: &str =
    "15 sailors were rescued off Port Ansel on Tuesday when the ferry sank, according to the Harbour Post.";
const OF_MONITOR: &str =
    "As reported by the Coast Monitor, 15 sailors were rescued off Port Ansel on Tuesday when the ferry sank.";
const OWN: &str = "Fifteen sailors were rescued off Port Ansel on Tuesday when the ferry sank, the mayor said.";

#[test]
fn articles_that_cite_one_source_are_one() {
    let (why, independent) = told(&[MONITOR, POST, OWN]);
    assert!(!why.contains("cite"), "{why}");
    assert_eq!(independent, [1, 1]);
}

#[test]
fn unequal_values_of_one_source_are_said_to_be_its() {
    let (why, _) = told(&[MONITOR, OF_MONITOR]);
    assert!(why.ends_with("; both cite the Coast Monitor"), "{why}");
}

#[test]
fn a_chain_is_followed_to_its_end() {
    let (why, _) = told(&[POST, OF_POST, MONITOR]);
    assert!(why.ends_with("; both go back to the Coast Monitor"), "{why}");
    let (why, _) = told(&[MONITOR, OF_POST]);
    assert!(!why.contains("go back"), "nobody says whom the Harbour Post cites: {why}");
}
