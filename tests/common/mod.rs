//! What the end-to-end tests share: the built program, its output, and the floors that may not be lost.

// Each test binary compiles this file and uses its own part of it.
#![allow(dead_code, unreachable_pub, missing_docs)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program with a plain environment: no colour, no width but the default.
pub fn factcheck() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factcheck"));
    command.current_dir(root()).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
    command
}

/// Runs the program; panics where it did not do its work.
pub fn run(args: &[&str]) -> Output {
    let output = factcheck().args(args).output().expect("the program starts");
    let code = output.status.code();
    assert!(
        matches!(code, Some(0 | 1)),
        "factcheck {} ended with {code:?}:\n{}",
        args.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// The program's output as one JSON value.
pub fn json(args: &[&str]) -> Value {
    serde_json::from_slice(&run(args).stdout).expect("the output is JSON")
}

/// The program's output as one JSON value a line.
pub fn json_lines(args: &[&str]) -> Vec<Value> {
    let output = run(args);
    let text = std::str::from_utf8(&output.stdout).expect("the output is UTF-8");
    text.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
}

/// A file's content.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The entries of a folder, sorted.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|e| e.expect("a readable entry").path())
        .collect();
    all.sort();
    all
}

/// Whether misses are to be listed.
pub fn verbose() -> bool {
    std::env::var_os("FACTCHECK_VERBOSE").is_some()
}

/// `tests/floors.toml`: figures that may rise and never fall.
pub fn floors() -> toml::Table {
    read(&root().join("tests/floors.toml")).parse().expect("tests/floors.toml is TOML")
}

/// The floor `name` of `section`, and a failure where it is not written down.
pub fn floor(floors: &toml::Table, section: &str, suite: &str, name: &str) -> f64 {
    let value = floors.get(section).and_then(|s| s.get(suite)).and_then(|s| s.get(name));
    value
        .and_then(|v| v.as_float().or_else(|| v.as_integer().map(|i| i as f64)))
        .unwrap_or_else(|| panic!("tests/floors.toml has no {section}.{suite}.{name}: write the figure of this run"))
}

/// A name without what typography and case may change.
pub fn fold(name: &str) -> String {
    name.trim().replace(['–', '—'], "-").replace('’', "'").to_lowercase()
}

/// The members of a list, or the value itself.
pub fn members(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

/// Whether two JSON values are equal; numbers by their size, not by how they are written.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let size = |n: &serde_json::Number| n.to_string().parse::<f64>().ok();
            size(a).is_some() && size(a) == size(b)
        }
        _ => a == b,
    }
}
