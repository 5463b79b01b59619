use super::*;
use crate::finding::Severity;
use std::collections::BTreeMap;
use std::path::Path;

/// What the files at these paths say together, the first extending the others as it likes.
fn read(files: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let load = |path: &Path| {
        let name = path.to_string_lossy().into_owned();
        let content = files.get(name.as_str()).map(|c| (*c).to_owned()).ok_or_else(|| "no such file".to_owned());
        Loaded { name, content }
    };
    resolve(Path::new("/p/factcheck.toml"), &load).map_err(|found| found.into_iter().map(|d| d.title).collect())
}

fn one(content: &str) -> Result<Config, Vec<String>> {
    read(&[("/p/factcheck.toml", content)])
}

#[test]
fn the_template_switches_nothing_on_and_names_every_key() {
    let config = one(&template()).expect("the template is sound");
    assert!(config.fail_on.is_none() && config.include.is_empty() && config.folders.is_empty());
    let bare: String = template()
        .lines()
        .filter_map(|l| l.strip_prefix("# "))
        .filter(|l| l.starts_with('[') || l.contains(" = ") && !l.ends_with('.'))
        .fold(String::new(), |all, l| all + l + "\n");
    let config = read(&[("/p/factcheck.toml", &bare), ("/house/factcheck.toml", "")]).expect("without its marks too");
    assert!(config.fail_on.is_some() && !config.exclude.is_empty() && config.folders.len() == 1, "{bare}");
    for key in KEYS {
        assert!(bare.contains(key.name), "the template lacks {}", key.name);
    }
}

#[test]
fn all_mistakes_are_found_at_once() {
    let found = one("fail-onn = \"error\"\nprefer = \"futur\"\nexclude = \"drafts/\"\n[thresholds]\nconfidence = 3\n")
        .expect_err("four mistakes");
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(found[0], "unknown key `fail-onn`");
}

#[test]
fn the_nearer_file_wins_and_lists_add_up() {
    let config = read(&[
        (
            "/p/factcheck.toml",
            "extends = [\"../a.toml\", \"../b.toml\"]\nexclude = [\"x/\"]\n[severity]\n\"a/b\" = \"note\"",
        ),
        ("/a.toml", "fail-on = \"note\"\nexclude = [\"p/y/\"]\n[severity]\n\"a/b\" = \"off\"\nc = \"off\""),
        ("/b.toml", "fail-on = \"warning\""),
    ])
    .expect("sound");
    assert_eq!(config.fail_on.as_ref().map(|e| e.value.as_str()), Some("warning"));
    assert_eq!(config.origin(config.fail_on.as_ref().expect("set").place), "/b.toml:1");
    assert!(config.runs("a/b") && !config.runs("c/d"));
    let wants = |p: &str| config.selection().expect("globs").wants(Path::new(p));
    assert!(!wants("/p/x/1.md") && !wants("/p/y/1.md") && wants("/p/z/1.md") && wants("/elsewhere/x/1.md"));
}

#[test]
fn circles_and_missing_files_are_mistakes_at_the_word_that_asks() {
    let circle = read(&[
        ("/p/factcheck.toml", "extends = \"b.toml\""),
        ("/p/b.toml", "extends = [\"gone.toml\", \"factcheck.toml\"]"),
    ])
    .expect_err("a circle");
    assert_eq!(
        circle,
        [
            "/p/gone.toml cannot be read: no such file",
            "the files extend each other in a circle: /p/factcheck.toml extends /p/b.toml extends /p/factcheck.toml",
        ]
    );
}

#[test]
fn globs_are_those_of_a_gitignore() {
    let wants = |glob: &str, path: &str| {
        let config = one(&format!("exclude = [\"{glob}\"]")).expect("sound");
        config.selection().expect("globs").wants(Path::new(path))
    };
    for (glob, path) in [
        ("drafts/", "/p/drafts/a.md"),
        ("drafts", "/p/x/drafts/a.md"),
        ("*.tmp.md", "/p/x/a.tmp.md"),
        ("x/*.md", "/p/x/a.md"),
        ("x/**", "/p/x/y/a.md"),
        ("/x", "/p/x/a.md"),
        ("./x/y", "/p/q/../x/y/a.md"),
    ] {
        assert!(!wants(glob, path), "{glob} {path}");
    }
    for (glob, path) in [("drafts/", "/p/drafts.md"), ("x/*.md", "/p/x/y/a.md"), ("*.md", "/other/a.md")] {
        assert!(wants(glob, path), "{glob} {path}");
    }
    assert!(one("exclude = [\"a[\"]").is_err());
}

#[test]
fn a_rule_goes_before_its_pack_and_a_folder_before_all() {
    use Severity::{Error, Note, Warning};
    let config = one("[severity]\ntrade = \"note\"\n\"trade/exported\" = \"warning\"\n\"reconcile/dates\" = \"off\"\n\
         [[folder]]\nfiles = [\"opinion/\"]\nseverity = { trade = \"off\" }\nthresholds = { confidence = 0.9 }\n")
    .expect("sound");
    let all = config.policy(Some(Path::new("/p/news/a.md")));
    let opinion = config.policy(Some(Path::new("/p/opinion/a.md")));
    assert_eq!(all.severity(Some("trade/exported"), "reconcile/figures", Error, Error), Some(Warning));
    assert_eq!(all.severity(Some("trade/imports"), "reconcile/figures", Error, Error), Some(Note));
    assert_eq!(all.severity(Some("visits/x"), "reconcile/dates", Error, Error), None);
    assert_eq!(all.severity(Some("visits/x"), "reconcile/offices", Warning, Error), Some(Warning));
    assert_eq!(opinion.severity(Some("trade/exported"), "reconcile/figures", Error, Error), None);
    assert!((opinion.threshold(None, "consistency/age", 0.5) - 0.9).abs() < 1e-9);
    assert!((all.threshold(None, "consistency/age", 0.5) - 0.5).abs() < 1e-9);
    // What is less sure than its rule gets no graver by a setting that is less grave still.
    assert_eq!(all.severity(Some("trade/exported"), "reconcile/figures", Note, Error), Some(Note));
}

#[test]
fn names_that_name_nothing_are_mistakes() {
    let config = one("[packs]\nquots = false\n[severity]\n\"visits/visit-date\" = \"off\"").expect("sound");
    let known = Known { packs: vec!["quotes".into()], rules: vec!["visits/visit-dates".into()], checks: Vec::new() };
    let found = config.unknown(&known);
    let help: Vec<_> = found.iter().filter_map(|d| d.help.as_deref()).collect();
    assert_eq!(help, ["did you mean `quotes`?", "did you mean `visits/visit-dates`?"]);
}
