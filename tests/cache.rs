//! `--cache`: the same results as without, and never those of yesterday's text, rules or settings.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles");
        fs::create_dir(&articles).unwrap();
        fs::write(
            articles.join("a.txt"),
            "PORT TALKS\n date 2025-11-29\n\nPresident Ana Petrova will visit Japan on 4–5 December. Exports rose to \
             1.50 million tonnes, up 12.5 percent, she said: “We are ready.” The talks begin on Friday, 2 December 2025.\n",
        )
        .unwrap();
        fs::write(
            articles.join("b.html"),
            "<html><head><title>Port talks</title></head><body><article><h1>Port talks</h1><p>President Ana Petrova \
             will visit Japan on 5&ndash;6 December 2025, her office said on Saturday.</p><p>It would cost \
             &euro;2.40 a tonne or $3 million.</p></article></body></html>",
        )
        .unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let out = Command::cargo_bin("factcheck").unwrap().current_dir(self.folder.path()).args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (out.status.code(), text(out.stdout), text(out.stderr))
    }

    /// The run with a cache, which must give what the run without gives.
    fn same(&self, args: &[&str]) -> String {
        let plain = self.run(args);
        let cached = self.run(&[args, &["--cache", "cache"]].concat());
        assert_eq!(plain, cached);
        assert!(!plain.1.is_empty());
        plain.1
    }

    fn files(&self) -> Vec<PathBuf> {
        let all = fs::read_dir(self.path("cache")).unwrap().map(|e| e.unwrap().path());
        let mut all: Vec<PathBuf> = all.filter(|p| p.extension().is_some_and(|e| e == "bin")).collect();
        all.sort();
        all
    }
}

const COMMANDS: [&[&str]; 5] = [
    &["check", "articles", "--format", "json", "--all"],
    &["extract", "articles", "--format", "jsonl"],
    &["extract", "articles"],
    &["extract", "articles", "--format", "csv"],
    &["check", "articles/a.txt", "--against", "articles/b.html", "--format", "json"],
];

#[test]
fn every_command_gives_the_same_on_every_run() {
    let desk = Desk::new();
    for command in COMMANDS {
        desk.same(command);
        let before = fs::read(&desk.files()[0]).unwrap();
        desk.same(command);
        assert_eq!(before, fs::read(&desk.files()[0]).unwrap(), "the second run of {command:?} has nothing to add");
    }
    assert_eq!(desk.files().len(), 1);
    assert!(fs::read_to_string(desk.path("cache/CACHEDIR.TAG")).unwrap().starts_with("Signature: 8a477f597d28d172"));
}

#[test]
fn an_edit_is_seen() {
    let desk = Desk::new();
    let list = ["extract", "articles", "--format", "jsonl"];
    let before = desk.same(&list);
    let file = desk.path("articles/a.txt");
    let edited = fs::read_to_string(&file).unwrap().replace("4–5 December", "6–7 December");
    fs::write(&file, edited).unwrap();
    let after = desk.same(&list);
    assert!(before.contains("2025-12-04") && !after.contains("2025-12-04") && after.contains("2025-12-06"));
    // A published date from the command line changes what "Saturday" means.
    let dated = desk.same(&[list.as_slice(), &["--published", "2025-12-01"]].concat());
    assert_ne!(after, dated);
}

#[test]
fn rules_lexicons_and_settings_are_part_of_it() {
    let desk = Desk::new();
    let pack = |pattern: &str| {
        format!(
            "title = \"Readiness\"\n\n[[rule]]\nid = \"ready\"\nkind = \"readiness\"\nwhy = \"who is ready\"\n\
             pattern = [{pattern:?}]\nvalue = \"n\"\ncompare = \"exact\"\n"
        )
    };
    let list = ["extract", "articles", "--format", "jsonl"];
    let plain = desk.same(&list);
    // Whatever is wrong with a pack is said as it is without a cache.
    fs::write(desk.path("pack.toml"), pack("{n:nonsense}")).unwrap();
    let with_pack = [list.as_slice(), &["--rules", "pack.toml"]].concat();
    let wrong = desk.run(&with_pack);
    assert_eq!(wrong, desk.run(&[with_pack.as_slice(), &["--cache", "cache"]].concat()));
    assert_eq!(wrong.0, Some(2));
    fs::write(desk.path("articles/factcheck.toml"), "[packs]\nvisits = false\n").unwrap();
    let without = desk.same(&list);
    assert_ne!(plain, without);
    fs::remove_file(desk.path("articles/factcheck.toml")).unwrap();
    assert_eq!(plain, desk.same(&list));
    assert_eq!(desk.files().len(), 2, "one file for each set of rules");
}

/// A cache that is cut short, or altered in any byte, is no cache: nothing of it reaches the output.
#[test]
fn damage_is_noticed() {
    let desk = Desk::new();
    let list = ["extract", "articles", "--format", "jsonl"];
    let plain = desk.same(&list);
    let file = desk.files().remove(0);
    let whole = fs::read(&file).unwrap();
    let run = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        let (code, out, err) = desk.run(&[list.as_slice(), &["--cache", "cache"]].concat());
        assert_eq!((code, &out, err.as_str()), (Some(0), &plain, ""));
    };
    for cut in [0, 7, whole.len() / 2, whole.len() - 1] {
        run(&whole[..cut]);
    }
    for at in (0..whole.len()).step_by(whole.len() / 8 + 1) {
        let mut altered = whole.clone();
        altered[at] ^= 0x41;
        run(&altered);
    }
}

#[test]
fn a_folder_that_cannot_be_used_is_said() {
    let desk = Desk::new();
    let (code, out, err) = desk.run(&["extract", "articles", "--format", "jsonl", "--cache", "articles/a.txt"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("the cache cannot be kept in articles/a.txt"), "{err}");
    assert!(Path::new(&desk.path("articles/a.txt")).is_file());
}

#[test]
fn timing_goes_to_standard_error() {
    let desk = Desk::new();
    for command in COMMANDS {
        let (code, out, _) = desk.run(command);
        let (code_timed, out_timed, err) = desk.run(&[command, &["--timing"]].concat());
        assert_eq!((code, out), (code_timed, out_timed));
        for stage in
            ["start", "sources", "entity", "figure", "temporal", "quotations", "rules", "all stages", "elapsed"]
        {
            assert!(err.lines().any(|l| l.starts_with(stage) && l.contains(" ms")), "{stage}: {err}");
        }
    }
}
