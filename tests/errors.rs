//! Every user error: what a person sees. A case is `tests/errors/<name>.toml`, what it gives `tests/errors/<name>.txt`.
//!
//! `SNAPSHOTS=overwrite cargo test --test errors` writes the files anew; read the difference before committing it.

mod common;

use common::{entries, factcheck, read, root};
use serde::Deserialize;
use snapbox::{Data, IntoData as _};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

/// A run of the program in a folder of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows, for whoever reads the file.
    about: String,
    /// The arguments.
    args: Vec<String>,
    /// What stands on standard input.
    #[serde(default)]
    stdin: String,
    /// Files, as text.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Files, as bytes.
    #[serde(default)]
    bytes: BTreeMap<String, Vec<u8>>,
    /// Files that hold a text many times over.
    #[serde(default)]
    repeated: BTreeMap<String, Repeated>,
    /// Empty folders.
    #[serde(default)]
    folders: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repeated {
    #[serde(default)]
    before: String,
    text: String,
    times: usize,
    #[serde(default)]
    after: String,
}

impl Case {
    fn read(path: &Path) -> Self {
        let case: Self = toml::from_str(&read(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(!case.about.is_empty(), "{}: a case says what it shows", path.display());
        case
    }

    fn prepare(&self, folder: &Path) {
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a written file");
        };
        self.files.iter().for_each(|(n, text)| write(n, text.as_bytes()));
        self.bytes.iter().for_each(|(n, bytes)| write(n, bytes));
        self.repeated.iter().for_each(|(n, r)| {
            write(n, [&r.before, &r.text.repeat(r.times), &r.after].map(String::as_str).concat().as_bytes());
        });
        for name in &self.folders {
            std::fs::create_dir_all(folder.join(name)).expect("a folder");
        }
    }

    fn run(&self) -> Output {
        let folder = tempfile::tempdir().expect("a temporary folder");
        self.prepare(folder.path());
        let mut child = factcheck()
            .current_dir(folder.path())
            .env("COLUMNS", "100")
            .args(&self.args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that fails before it reads closes its end; that is not this test's business.
        let _ = child.stdin.take().expect("a pipe").write_all(self.stdin.as_bytes());
        child.wait_with_output().expect("the program ends")
    }
}

/// A line without the counts of what the bundled rules find: they are not what a case is about.
fn without_counts(line: &str) -> String {
    let counted = |word: &str| ["claims", "claim", "more", "rules,", "examples,"].contains(&word);
    let words: Vec<&str> = line.split(' ').collect();
    let digits = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    let kept = words
        .iter()
        .enumerate()
        .map(|(i, w)| if digits(w) && words.get(i + 1).is_some_and(|next| counted(next)) { "[..]" } else { *w });
    kept.collect::<Vec<_>>().join(" ")
}

/// What the user sees.
fn shown(case: &Case, output: &Output) -> String {
    let mut text = format!("$ factcheck {}\n", case.args.join(" ").replace('\u{1b}', "\\e"));
    let _ = writeln!(text, "exit code {}", output.status.code().expect("an exit code"));
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let content = std::str::from_utf8(bytes).expect("output is UTF-8");
        if !content.is_empty() {
            let lines: Vec<String> = content.lines().map(|l| without_counts(l.trim_end())).collect();
            let _ = write!(text, "\n--- {name}\n{}\n", lines.join("\n").trim_end());
        }
    }
    text
}

#[test]
fn every_case_shows_what_it_showed() {
    let folder = root().join("tests/errors");
    let cases: Vec<_> = entries(&folder).into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for path in &cases {
        let case = Case::read(path);
        let output = case.run();
        let golden = path.with_extension("txt");
        let is = shown(&case, &output);
        let controls = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!is.contains(controls), "{}: a control character reaches the terminal", path.display());
        let expected = Data::read_from(&golden, None).raw();
        let held = snapbox::Assert::new().action_env("SNAPSHOTS").try_eq(
            Some(&path.display()),
            is.into_data().raw(),
            expected,
        );
        if let Err(difference) = held {
            wrong.push(difference.to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn golden_files_belong_to_cases() {
    for path in entries(&root().join("tests/errors")) {
        let other = path.with_extension(if path.extension().is_some_and(|e| e == "txt") { "toml" } else { "txt" });
        assert!(other.is_file(), "{} has no {}", path.display(), other.display());
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = factcheck()
        .args(["check", "--all", "--format", "json", "seeds"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(matches!(output.status.code(), Some(0 | 1)), "exit code {:?}", output.status.code());
}
