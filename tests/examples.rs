//! What the project ships for people to read and copy: rules, lexicons, generated pages, the README.

mod common;

use common::{entries, factcheck, read, root, run};
use std::fmt::Write as _;

#[test]
fn every_example_of_every_rule_holds() {
    let output = factcheck().args(["rules", "test"]).output().expect("a run");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(out.trim_end().ends_with(" 0 wrong"), "{out}");
}

#[test]
fn every_pack_is_bundled() {
    let list = String::from_utf8(run(&["rules", "list"]).stdout).expect("UTF-8");
    for path in entries(&root().join("rules")).iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        let pack = path.file_stem().expect("a name").to_string_lossy();
        assert!(list.contains(&format!("  {pack}/")), "`rules list` lacks the pack {pack}");
    }
}

#[test]
fn a_rule_is_explained_as_it_is_shown() {
    let shown = run(&["rules", "show", "visits/visit-dates"]).stdout;
    assert_eq!(run(&["explain", "visits/visit-dates"]).stdout, shown);
}

#[test]
fn every_lexicon_is_read_whole() {
    // `Lexicon::bundled` refuses a file that it cannot read; each file of the folder must have a reader besides.
    let _ = factcheck::lexicon::Lexicon::bundled();
    let readers = read(&root().join("src/lexicon/mod.rs"));
    for path in entries(&root().join("rules/lexicon")) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let content: toml::Table = read(&path).parse().unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(!content.is_empty(), "{} is empty", path.display());
        let read_by = readers.contains(&format!("parse(\"{name}\")")) || names_file(&name);
        assert!(read_by, "nothing reads {}", path.display());
    }
}

/// Whether some file of the library includes the lexicon by its path.
fn names_file(name: &str) -> bool {
    fn any(folder: &std::path::Path, what: &str) -> bool {
        entries(folder).iter().any(|p| if p.is_dir() { any(p, what) } else { read(p).contains(what) })
    }
    any(&root().join("src"), &format!("lexicon/{name}.toml"))
}

#[test]
fn the_rule_that_the_documentation_shows_works() {
    let page = read(&root().join("docs/rule-format.md"));
    let pack = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block of TOML");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("launches.toml");
    std::fs::write(&path, pack).expect("a written file");
    let output = factcheck().args(["rules", "test", &path.to_string_lossy()]).output().expect("a run");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // The bundled rules are tested beside it, and above by themselves.
    assert!(out.contains(" examples, ") && !err.contains("launches"), "{out}{err}");
}

/// The README's excerpt is the beginning of what the program says of `seeds/`; `…` stands for lines left out.
#[test]
fn the_excerpt_in_the_readme_is_fresh() {
    let path = root().join("README.md");
    let page = read(&path);
    let output = factcheck().env("COLUMNS", "100").arg("seeds/").output().expect("a run");
    let whole = String::from_utf8(output.stdout).expect("UTF-8");
    let (first, _) = whole.split_once("\n\n").expect("a finding ends with a blank line");
    let excerpt = format!("{first}\n…\n");
    let (before, tail) = page.split_once("```text\n").expect("a block of text");
    let (shown, after) = tail.split_once("```").expect("the block ends");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}```text\n{excerpt}```{after}")).expect("a written page");
    } else {
        assert!(shown == excerpt, "the README's excerpt is stale: run UPDATE_DOCS=1 cargo test --test examples");
    }
}

#[test]
fn the_readme_names_every_command() {
    let page = read(&root().join("README.md"));
    let help = String::from_utf8(run(&["--help"]).stdout).expect("UTF-8");
    let commands =
        help.split("Commands:").nth(1).and_then(|rest| rest.split("Arguments:").next()).expect("a list of commands");
    let names: Vec<&str> = commands
        .lines()
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .filter(|n| *n != "help")
        .collect();
    assert!(names.len() >= 8, "{names:?}");
    for name in names {
        assert!(page.contains(&format!("`factcheck {name}")), "the README does not name `factcheck {name}`");
    }
}

/// `docs/rules.md`: `UPDATE_DOCS=1 cargo test --test examples` writes it anew.
#[test]
fn the_page_of_rules_is_fresh() {
    let path = root().join("docs/rules.md");
    let page = page_of_rules();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).expect("a written page");
    }
    assert!(read(&path) == page, "docs/rules.md is stale: run UPDATE_DOCS=1 cargo test --test examples");
}

/// The page: what `rules list` and `rules show` say.
fn page_of_rules() -> String {
    let mut page = String::from(
        "# The bundled rules\n\nMade from `factcheck rules list` and `factcheck rules show`; do not edit it by hand.\n",
    );
    let list = String::from_utf8(run(&["rules", "list"]).stdout).expect("UTF-8");
    for line in list.lines() {
        match line.strip_prefix("  ") {
            None => {
                let (title, about) = line.split_once(": ").expect("`rules list` heads a pack with its title");
                let _ = write!(page, "\n## {title}\n\n{about}\n");
            }
            Some(rule) => {
                let id = rule.split_whitespace().next().expect("an id");
                let shown = String::from_utf8(run(&["rules", "show", id]).stdout).expect("UTF-8");
                assert!(shown.starts_with(id) && shown.contains("pattern  ") && shown.contains("example  "), "{shown}");
                let body: Vec<&str> = shown.lines().skip(1).skip_while(|l| l.is_empty()).collect();
                let why = body.first().copied().unwrap_or("");
                let rest: Vec<&str> = body.iter().skip(1).copied().skip_while(|l| l.is_empty()).collect();
                let _ = write!(page, "\n### `{id}`\n\n{why}\n\n```text\n{}\n```\n", rest.join("\n").trim_end());
            }
        }
    }
    page
}
