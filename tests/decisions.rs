//! Living with findings: a newsroom's repository of fifty articles through its edits, with a baseline, notes in the
//! articles and an audit at the terminal. No accepted finding comes back; no new one is hidden.

mod common;

use common::factcheck;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

const FIRST: [&str; 5] = ["Mara", "Anders", "Lucia", "Peter", "Helena"];
const LAST: [&str; 5] = ["Quillon", "Tessaro", "Brandvold", "Okhuysen", "Varnholt"];
const TO: [&str; 5] = ["Kenya", "Japan", "Chile", "Malta", "Jordan"];

/// One of twenty-five visits, told by two articles each.
struct Visit {
    who: String,
    to: &'static str,
    day: usize,
}

fn visits() -> Vec<Visit> {
    let all = (0..5).flat_map(|i| (0..5).map(move |j| (i, j)));
    all.map(|(i, j)| Visit { who: format!("{} {}", FIRST[i], LAST[j]), to: TO[j], day: 2 + 3 * i + j }).collect()
}

impl Visit {
    /// An article that has the visit `shift` days later than it is.
    fn article(&self, shift: usize) -> String {
        let Self { who, to, day } = self;
        let (first, last) = (day + shift, day + shift + 1);
        format!(
            "Senator {who} will visit {to} on {first}–{last} March 2026, the palace said.\n\n\
             It is the third journey abroad since the election.\n"
        )
    }
}

struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a temporary folder"));
        for (i, v) in visits().iter().enumerate() {
            repository.write(&format!("copy/agency-{i:02}.txt"), &v.article(0));
            // Every fifth story is told otherwise by the second paper.
            repository.write(&format!("copy/paper-{i:02}.txt"), &v.article(usize::from(i % 5 == 0) * 2));
        }
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a written file");
    }

    fn edit(&self, name: &str, change: impl Fn(&str) -> String) {
        let content = fs::read_to_string(self.path().join(name)).expect("a file");
        self.write(name, &change(&content));
    }

    fn run(&self, args: &[&str], stdin: &str) -> Output {
        let mut command = factcheck();
        let mut child = command
            .current_dir(self.path())
            .env("FACTCHECK_EDITOR", "Lena Moss")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_bytes());
        child.wait_with_output().expect("the program ends")
    }

    /// Who and where the findings that count are about, and what is said on standard error.
    fn open(&self) -> (BTreeSet<String>, String) {
        let output = self.run(&["check", "--format", "json", "--baseline", "known.toml", "copy"], "");
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let findings = report["findings"].as_array().expect("findings");
        let open = findings.iter().filter(|f| f["suppressed"].is_null() && f["severity"] == "error");
        let open =
            open.map(|f| format!("{} → {}", f["subject"].as_str().unwrap_or("-"), f["object"].as_str().unwrap_or("-")));
        (open.collect(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn hold(&self, what: &str, expected: &[&str]) {
        let (open, said) = self.open();
        let expected: BTreeSet<String> = expected.iter().map(|e| (*e).to_owned()).collect();
        assert_eq!(open, expected, "{what}\n{said}");
    }
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn fifty_articles_through_their_edits() {
    let r = Repository::new();
    let before = r.run(&["check", "copy"], "");
    assert_eq!(before.status.code(), Some(1), "{}", text(&before));
    let made = r.run(
        &["baseline", "create", "--baseline", "known.toml", "--reason", "Known before the desk checked", "copy"],
        "",
    );
    assert_eq!(made.status.code(), Some(0), "{}", text(&made));
    assert!(text(&made).contains("5 new"), "{}", text(&made));
    let clean = r.run(&["check", "--baseline", "known.toml", "copy"], "");
    assert_eq!(clean.status.code(), Some(0), "{}", text(&clean));
    assert!(text(&clean).trim_end().ends_with("5 accepted or ignored"), "{}", text(&clean));
    let kept = fs::read_to_string(r.path().join("known.toml")).expect("the baseline");
    assert!(!kept.contains("copy/") && !kept.contains("agency-"), "no file is named: {kept}");
    let again = r.run(&["baseline", "create", "--baseline", "known.toml", "--reason", "x", "copy"], "");
    assert_eq!(again.status.code(), Some(2), "a baseline is never overwritten");

    // Lines move, articles are renamed, unrelated articles come and go: nothing comes back.
    for i in 0..25 {
        r.edit(&format!("copy/agency-{i:02}.txt"), |t| {
            format!("Morning briefing\n\nGood morning, and welcome.\n\n{t}")
        });
    }
    r.hold("moved lines", &[]);
    fs::rename(r.path().join("copy/paper-05.txt"), r.path().join("copy/late-edition.txt")).expect("renamed");
    fs::create_dir(r.path().join("copy/march")).expect("a folder");
    fs::rename(r.path().join("copy/agency-10.txt"), r.path().join("copy/march/wire.md")).expect("moved");
    r.write("copy/weather.txt", "Rain is expected in the north, and the ferries will not sail before noon.\n");
    r.hold("renamed and moved articles", &[]);

    // A third article takes one of the known sides: still the same disagreement.
    let all = visits();
    r.write("copy/weekly-00.txt", &all[0].article(2));
    r.hold("a known side again", &[]);

    // It takes a side of its own: that is news, and it is not hidden.
    r.write("copy/weekly-05.txt", &all[5].article(6));
    r.hold("a new answer to an accepted question", &["Anders Quillon → Kenya"]);

    // Articles that agreed so far disagree.
    r.write("copy/paper-07.txt", &all[7].article(4));
    r.hold("a new disagreement", &["Anders Quillon → Kenya", "Anders Brandvold → Chile"]);

    // The editor accepts one at the terminal and puts the other off.
    let audit = r.run(&["audit", "--baseline", "known.toml", "copy"], "what?\na\n\nTwo trips, says the palace\nl\n");
    assert_eq!(audit.status.code(), Some(0), "{}", text(&audit));
    assert!(text(&audit).contains("1 accepted, 0 dismissed, 1 put off, 0 not looked at"), "{}", text(&audit));
    let (open, _) = r.open();
    assert_eq!(open.len(), 1, "{open:?}");
    // Who leaves early loses nothing; who comes back finds what was put off.
    let audit = r.run(&["audit", "--baseline", "known.toml", "copy"], "d\nA misprint");
    assert!(text(&audit).contains("put off by Lena Moss"), "{}", text(&audit));
    assert!(text(&audit).contains("0 accepted, 1 dismissed"), "{}", text(&audit));
    r.hold("all is decided", &[]);

    // A finding that is settled drops out of the baseline, and so does the entry of which a later one says more.
    r.write("copy/paper-00.txt", &all[0].article(0));
    fs::remove_file(r.path().join("copy/weekly-00.txt")).expect("removed");
    let shown = r.run(&["baseline", "show", "--baseline", "known.toml", "copy"], "");
    assert_eq!(text(&shown).matches("matches nothing now").count(), 2, "{}", text(&shown));
    let updated = r.run(&["baseline", "update", "--baseline", "known.toml", "--reason", "x", "copy"], "");
    assert!(text(&updated).contains(" 0 new, "), "{}", text(&updated));
    r.hold("brought up to date", &[]);

    // What ran out comes back.
    r.edit("known.toml", |t| {
        t.replace("editor = \"Lena Moss\"\n", "editor = \"Lena Moss\"\nexpires = \"2001-01-01\"\n")
    });
    let (open, said) = r.open();
    assert!(open.len() >= 5 && said.contains("baseline-expired"), "{open:?}\n{said}");
}

#[test]
fn notes_take_out_what_they_name_and_nothing_else() {
    let r = Repository(tempfile::tempdir().expect("a temporary folder"));
    let v = &visits()[3];
    let note = "<!-- factcheck-ignore visits/visit-dates: the palace gave two plans -->";
    let check = || {
        let output = r.run(&["check", "--format", "json", "copy"], "");
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let open =
            report["findings"].as_array().expect("findings").iter().filter(|f| f["suppressed"].is_null()).count();
        (open, output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    r.write("copy/a.txt", &v.article(0));
    r.write("copy/b.md", &v.article(3));
    assert_eq!(check().0, 1);
    for note in [note.to_owned(), note.replace("<!-- ", "[").replace(" -->", "]")] {
        // Right before the paragraph, after the sentence, on a line of its own.
        for noted in
            [format!("{note}\n\n{}", v.article(3)), v.article(3).replace(" said.\n", &format!(" said. {note}\n"))]
        {
            r.write("copy/b.md", &noted);
            let (open, code, said) = check();
            assert_eq!((open, code), (0, Some(0)), "{noted}\n{said}");
            assert!(said.trim_end().ends_with("1 accepted or ignored"), "{said}");
        }
        // In another paragraph it takes nothing out, and that is said.
        r.write("copy/b.md", &format!("{}\n{note}\n", v.article(3)));
        let (open, code, said) = check();
        assert_eq!((open, code), (1, Some(1)), "{said}");
        assert!(said.contains("warning[ignore-unused]"), "{said}");
    }
    // A third answer is not ignored with the second.
    r.write("copy/b.md", &format!("{note}\n\n{}", v.article(3)));
    r.write("copy/c.txt", &v.article(6));
    assert_eq!(check().0, 1);
    fs::remove_file(r.path().join("copy/c.txt")).expect("removed");
    for (note, code) in [
        ("<!-- factcheck-ignore visits/visit-dates -->", "ignore-without-reason"),
        ("<!-- factcheck-ignore visit/visit-dates: known -->", "ignore-unknown"),
        ("<!-- factcheck-ingore visits/visit-dates: known -->", "ignore-keyword"),
        ("[factcheck-ignore visits: known", "ignore-open"),
        ("[factcheck-ignore: known]", "ignore-nothing"),
    ] {
        r.write("copy/b.md", &format!("{note}\n\n{}", v.article(3)));
        let (open, exit, said) = check();
        assert!(said.contains(&format!("error[{code}]")), "{note}: {said}");
        assert_eq!((open, exit), (1, Some(2)), "{said}");
    }
    r.write("copy/b.md", &format!("<!-- factcheck-ignore-file visits: a calendar -->\n\n{}", v.article(3)));
    assert_eq!(check().0, 0);
}
