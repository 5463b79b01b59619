//! What is said of sources that cannot be read, or not wholly: one golden file for all of it,
//! because these words are what a user sees.

use factcheck::source::{Loaded, Options, load};
use std::fmt::Write as _;
use std::fs;

/// Name of the case, names and contents of the files, what is asked for (`None`: the folder).
type Case = (&'static str, &'static [(&'static str, &'static [u8])], Option<&'static [&'static str]>);

const CASES: &[Case] = &[
    ("no path", &[], Some(&[])),
    ("a path that is not there", &[("a.txt", b"The board met.")], Some(&["a.txt", "b.txt"])),
    ("an empty folder", &[], None),
    ("only hidden files", &[(".a.txt", b"The board met.")], None),
    ("nothing readable", &[("a.png", b"\x89PNG"), ("b.rs", b"fn main() {}")], None),
    ("one ignored, one of no format", &[(".gitignore", b"*.txt"), ("a.txt", b"x"), ("b.rs", b"x")], None),
    ("zero bytes", &[("a.txt", b"The board met."), ("b.txt", b"\x00\x01\x02\x03\x04")], None),
    ("a PDF named as text", &[("a.txt", b"%PDF-1.7 and so on")], None),
    ("control characters", &[("a.txt", b"\x01\x02\x03\x04\x05 The board met.")], None),
    ("no text, without an ending, in a folder", &[("a.txt", b"The board met."), ("b", b"\x00\x01")], None),
    ("no text, without an ending, named", &[("b", b"\x00\x01")], Some(&["b"])),
    ("empty files", &[("a.txt", b""), ("b.md", b"\n \n"), ("c.jsonl", b"")], None),
    ("stray bytes", &[("a.txt", b"The board met\xff in Oslo,\nit \xe2\x80\x9csaid\xe2\x80\x9d, and \xfe left.")], None),
    ("stray bytes in plain ASCII", &[("a.txt", b"The board met \xff\xfe in Oslo.")], None),
    ("half a code unit of UTF-16", &[("a.txt", b"\xff\xfeH\x00i\x00!")], None),
    ("half a pair in UTF-16", &[("a.txt", b"\xff\xfeH\x00\x00\xd8i\x00")], None),
    ("Windows-1252 is no mistake", &[("a.txt", b"The caf\xe9 \x93opened\x94 on Monday \x96 at last.")], None),
    ("too large a file", &[("a.txt", &[b'x'; 4097]), ("b.txt", b"The board met.")], None),
    ("too long a line", &[("a.jsonl", &[b'x'; 3000]), ("b.jsonl", b"{\"text\": \"The board met.\"}")], None),
    (
        "broken lines",
        &[(
            "a.jsonl",
            b"{\"text\": \"The board met.\"}\n{\"text\": \"The board\n{\"text\": \"It\", }\n{\"text\": 5}\n{text: 5}\n{\"text\" \"a\"}\n{\"text\": \"a\"} b\n[\"text\"]\nThe board\n\
              {\"title\": \"It\"}\n{\"text\": \"\"}\n{\"text\": \"\\ud800\"}\n\n{\"text\": \"It met.\", \"text\": \"Twice\"}\n{\"text\": \"It left.\"}",
        )],
        None,
    ),
    (
        "odd fields",
        &[(
            "a.jsonl",
            b"{\"id\": 7, \"text\": \"It met.\", \"published\": \"soon\"}\n{\"id\": 7, \"text\": \"It left.\", \"title\": [\"x\"], \"url\": null}",
        )],
        None,
    ),
    ("no line holds a record", &[("a.jsonl", b"one\ntwo\n")], None),
    ("front matter with a bad date", &[("a.md", b"---\ntitle: Ferry\ndate: 31 February 2025\n---\nThe board met.")], None),
    ("front matter that is no TOML", &[("a.md", b"+++\ntitle = Ferry\n+++\nThe board met.")], None),
];

#[test]
fn messages() {
    let mut out = String::new();
    for (name, files, asked) in CASES {
        let folder = tempfile::tempdir().unwrap();
        for (file, content) in *files {
            fs::write(folder.path().join(file), content).unwrap();
        }
        let root = folder.path().to_string_lossy().into_owned();
        let paths = match asked {
            Some(names) => names.iter().map(|n| format!("{root}/{n}")).collect(),
            None => vec![root.clone()],
        };
        let options = Options { max_file: 4096, max_line: 2048, ..Options::default() };
        let loaded = load(&paths, &options, &mut std::io::empty());
        writeln!(out, "## {name}\n").unwrap();
        out.push_str(&said(&loaded).replace(&root, "DIR"));
    }
    insta::assert_snapshot!(out);
}

fn said(loaded: &Loaded) -> String {
    let mut out = String::new();
    for d in &loaded.diagnostics {
        writeln!(out, "{:?} {}: {}", d.level, d.code, d.title).unwrap();
        if let Some((file, content)) = &d.source {
            writeln!(out, "  {file}:{} {content:?}", d.first_line).unwrap();
        }
        for l in &d.labels {
            let content = d.source.as_ref().map_or("", |s| &s.1);
            assert!(content.get(l.span.range()).is_some(), "{d:?}");
            writeln!(out, "  at {:?}: {}", l.span.of(content), l.text).unwrap();
        }
        if let Some(help) = &d.help {
            writeln!(out, "  help: {help}").unwrap();
        }
    }
    let c = loaded.counts;
    let read: Vec<&str> = loaded.documents.iter().map(|d| d.text.as_str()).collect();
    writeln!(out, "read {read:?}; files {}, skipped {}, passed over {}\n", c.files, c.skipped, c.passed_over).unwrap();
    out
}

#[test]
fn order_and_threads_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..40 {
        let dir = folder.path().join(format!("d{}", i % 3));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join(format!("{i}.txt")), format!("The board met for the {i}th time.")).unwrap();
        fs::write(dir.join(format!("{i}.jsonl")), "{\"text\": \"one\"}\nbroken\n{\"text\": \"two\"}\n").unwrap();
    }
    let root = folder.path().to_string_lossy().into_owned();
    let seen = |paths: &[String], threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let loaded = pool.install(|| load(paths, &Options::default(), &mut std::io::empty()));
        let ids: Vec<String> = loaded.documents.into_iter().map(|d| d.id).collect();
        (ids, loaded.diagnostics, loaded.counts)
    };
    let one = seen(std::slice::from_ref(&root), 1);
    assert_eq!(one.0.len(), 120);
    assert!(one.0.is_sorted_by_key(|id| std::path::Path::new(id.split(".jsonl:").next().unwrap()).to_owned()));
    let folders = ["d2", "d0", "d1", "d0/3.txt"].map(|d| format!("{root}/{d}"));
    assert_eq!(one, seen(&folders, 8));
}

#[test]
fn standard_input() {
    let read = |text: &str, name: Option<&str>| {
        let format = name.and_then(factcheck::source::format_named);
        let options = Options { format, ..Options::default() };
        let loaded = load(&["-".to_owned()], &options, &mut text.as_bytes());
        assert_eq!(loaded.diagnostics, []);
        loaded.documents.into_iter().map(|d| (d.id, d.path, d.text)).collect::<Vec<_>>()
    };
    let found = |id: &str, text: &str| (id.to_owned(), None, text.to_owned());
    assert_eq!(read("The *board* met.", None), [found("-", "The *board* met.")]);
    assert_eq!(read("The *board* met.", Some("markdown")), [found("-", "The board met.")]);
    assert_eq!(read("{\"text\": \"a b\"}\n{\"text\": \"c\"}", Some("jsonl")), [found("-:1", "a b"), found("-:2", "c")]);
}
