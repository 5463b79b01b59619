//! An item that its publisher links to the one that it corrects ends that one's claims.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;

fn item(id: &str, at: &str, days: &str, corrects: Option<&str>) -> String {
    let mut item = json!({
        "uri": id,
        "version": "1",
        "versioncreated": at,
        "pubstatus": "usable",
        "headline": "Petrova to visit Japan",
        "body_text": format!("President Ana Petrova will visit Japan on {days} December 2031, her office said."),
    });
    if let (Some(earlier), Some(fields)) = (corrects, item.as_object_mut()) {
        fields.insert("evolvedfrom".into(), json!(earlier));
    }
    item.to_string()
}

fn relations(items: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (i, item) in items.iter().enumerate() {
        fs::write(folder.path().join(format!("{i}.ninjs")), item).unwrap();
    }
    let mut command = Command::cargo_bin("factcheck").unwrap();
    let out = command.current_dir(folder.path()).args(["check", ".", "--format", "json"]).output().unwrap();
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|f| f["relation"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_linked_correction_is_an_update() {
    let first = item("urn:wire:1", "2031-11-20T08:00:00Z", "4–5", None);
    let apart = item("urn:wire:2", "2031-11-20T09:00:00Z", "5–6", None);
    let linked = item("urn:wire:2", "2031-11-20T09:00:00Z", "5–6", Some("urn:wire:1"));
    assert_eq!(relations(&[first.clone(), apart]), ["conflict"]);
    assert_eq!(relations(&[first, linked]), ["update"]);
}
