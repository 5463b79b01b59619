//! The house: which module may know which, who reads files and prints, and what is listed.

mod common;

use common::{entries, read, root};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every module of the library from the ground up, and what it may use. A module may name only modules that stand above
/// it in this list, so no circle can be written down.
const LAYERS: &[(&str, &[&str])] = &[
    ("bytes", &[]),
    ("span", &[]),
    ("hash", &[]),
    ("value", &["span"]),
    ("document", &["bytes", "span", "value"]),
    ("text", &["span", "document"]),
    ("diagnostic", &["span"]),
    ("claim", &["span", "value", "document"]),
    ("finding", &["span", "value"]),
    ("coverage", &["span", "value"]),
    ("lexicon", &["value", "document", "text"]),
    ("source", &["bytes", "span", "value", "document", "diagnostic", "lexicon"]),
    ("recognise", &["span", "hash", "value", "document", "text", "lexicon"]),
    ("rulebook", &["span", "value", "text", "diagnostic", "claim", "finding", "recognise"]),
    (
        "extract",
        &["span", "hash", "value", "document", "text", "claim", "lexicon", "recognise", "rulebook", "coverage"],
    ),
    ("reconcile", &["span", "hash", "value", "document", "text", "claim", "finding", "lexicon"]),
    ("consistency", &["span", "hash", "value", "document", "text", "claim", "finding", "lexicon", "recognise"]),
    ("draft", &["value", "claim", "finding"]),
    ("suppress", &["span", "value", "document", "diagnostic", "claim", "finding", "rulebook"]),
    ("config", &["span", "diagnostic", "finding", "lexicon", "rulebook"]),
    ("json", &["span", "value", "document", "claim", "finding", "draft", "recognise", "coverage"]),
    (
        "report",
        &[
            "span",
            "hash",
            "value",
            "document",
            "diagnostic",
            "claim",
            "finding",
            "lexicon",
            "draft",
            "json",
            "coverage",
        ],
    ),
    (
        "check",
        &[
            "span",
            "value",
            "document",
            "text",
            "diagnostic",
            "claim",
            "finding",
            "lexicon",
            "recognise",
            "rulebook",
            "extract",
            "reconcile",
            "consistency",
        ],
    ),
];

/// The Rust files of a folder, in order of their paths.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push(path);
        }
    }
    all
}

/// The library's own code: files of `src/` but the binary's, each with the lines that are neither comment nor test.
fn library() -> Vec<(PathBuf, Vec<(usize, String)>)> {
    let src = root().join("src");
    let files: Vec<(PathBuf, String)> = sources(&src)
        .into_iter()
        .filter_map(|path| Some((path.strip_prefix(&src).ok()?.to_owned(), read(&path))))
        .filter(|(inside, _)| !inside.starts_with("cli") && inside != Path::new("main.rs"))
        .collect();
    let tests: Vec<PathBuf> = files.iter().flat_map(|(inside, content)| test_modules(inside, content)).collect();
    files
        .into_iter()
        .filter(|(inside, _)| !tests.iter().any(|t| inside.with_extension("") == *t || inside.starts_with(t)))
        .map(|(inside, content)| (inside, code(&content)))
        .collect()
}

/// The files that a file names as `#[cfg(test)] mod name;`, without their ending.
fn test_modules(inside: &Path, content: &str) -> Vec<PathBuf> {
    let folder = match inside.file_stem().and_then(|s| s.to_str()) {
        Some("mod" | "lib") => inside.parent().unwrap_or(Path::new("")).to_owned(),
        _ => inside.with_extension(""),
    };
    let lines: Vec<&str> = content.lines().map(str::trim).collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].trim_start_matches("pub(crate) ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(|name| folder.join(name))
        .collect()
}

/// The numbered lines of code before the tests that stand in the file.
fn code(content: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = content.lines().map(str::trim).collect();
    let end =
        lines.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with('{')).unwrap_or(lines.len());
    let numbered = lines.iter().take(end).enumerate().map(|(i, l)| (i + 1, (*l).to_owned()));
    numbered.filter(|(_, l)| !l.starts_with("//")).collect()
}

/// The modules that a line names as `crate::module`; `use crate::{a::X, b::Y}` names both.
fn named(line: &str) -> Vec<&str> {
    fn first(path: &str) -> &str {
        let end = path.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(path.len());
        &path[..end]
    }
    let mut all = Vec::new();
    for rest in line.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => all.extend(list.split(',').map(|p| first(p.trim_start()))),
            None => all.push(first(rest)),
        }
    }
    all.retain(|n| n.starts_with(|c: char| c.is_ascii_lowercase()));
    all
}

/// `span.rs`, `value/mod.rs` → the module's name.
fn module(inside: &Path) -> String {
    let first = inside.components().next().expect("a path has a part").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn arrows_point_down() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for (inside, lines) in library() {
        let own = module(&inside);
        if own == "lib" {
            continue;
        }
        let Some(may) = allowed.get(own.as_str()) else {
            wrong.push(format!("{}: the module `{own}` has no place in LAYERS", inside.display()));
            continue;
        };
        for (number, line) in &lines {
            for used in named(line).into_iter().filter(|u| *u != own) {
                arrows += 1;
                if !may.contains(&used) {
                    wrong.push(format!("src/{}:{number}: `{own}` may not know `{used}`", inside.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(arrows > 50, "only {arrows} arrows were seen: is the test still reading the code?");
}

#[test]
fn the_layers_are_written_from_the_ground_up() {
    let mut below = BTreeSet::new();
    for (name, may) in LAYERS {
        for used in *may {
            assert!(below.contains(used), "`{name}` may use `{used}`, which stands above it");
        }
        assert!(below.insert(*name), "`{name}` is listed twice");
    }
}

#[test]
fn only_the_binary_prints() {
    const PRINTING: &[&str] = &["println!", "print!", "eprintln!", "eprint!", "dbg!", "io::stdout", "io::stderr"];
    let mut wrong = Vec::new();
    for (inside, lines) in library() {
        for (number, line) in lines {
            if PRINTING.iter().any(|p| line.contains(p)) {
                wrong.push(format!("src/{}:{number}: {line}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "the library prints nothing:\n{}", wrong.join("\n"));
}

#[test]
fn only_loading_reads_files_and_nothing_reads_the_clock() {
    const OUTSIDE: &[&str] = &[
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::time",
        "Utc::now",
        "Local::now",
        "io::stdin",
        "File::open",
    ];
    let mut wrong = Vec::new();
    for (inside, lines) in library() {
        let loads = inside == Path::new("source/load.rs");
        for (number, line) in lines {
            for what in OUTSIDE.iter().filter(|w| line.contains(**w)) {
                let reads_files = matches!(*what, "std::fs" | "File::open");
                if !(loads && reads_files) {
                    wrong.push(format!("src/{}:{number}: {line}", inside.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "the core knows no file, clock or environment:\n{}", wrong.join("\n"));
}

#[test]
fn values_never_parse() {
    const PARSING: &[&str] = &["FromStr", ".parse(", ".parse::<", "parse_from_str", "Regex", "fn parse"];
    for (inside, lines) in library().iter().filter(|(inside, _)| inside.starts_with("value")) {
        // A decimal is read back from the digits that JSON holds; that is its format, not an article's words.
        if inside.ends_with("decimal.rs") {
            continue;
        }
        for (number, line) in lines {
            let found = PARSING.iter().find(|p| line.contains(**p));
            assert!(found.is_none(), "src/{}:{number}: recognisers parse, values do not: {line}", inside.display());
        }
    }
}

#[test]
fn traits_stand_in_files_of_their_own() {
    for (inside, lines) in library().iter().filter(|(inside, _)| inside.ends_with("mod.rs")) {
        for (number, line) in lines {
            assert!(!line.starts_with("pub trait "), "src/{}:{number}: mod.rs only registers", inside.display());
        }
    }
}

/// Names that a user types: each once, in lower case, and each with words that say what it is.
fn hold_list(what: &str, entries: &[(&str, &str)]) {
    assert!(!entries.is_empty(), "the list of {what} is empty");
    let mut seen = BTreeSet::new();
    for (name, about) in entries {
        assert!(seen.insert(*name), "two {what} are named `{name}`");
        assert!(
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{what}: `{name}` is no name to type"
        );
        assert!(about.len() > 3 && !about.ends_with('.'), "{what}: `{name}` says of itself: {about:?}");
    }
}

#[test]
fn what_is_listed_has_a_name_and_says_what_it_is() {
    use factcheck::{consistency, reconcile, report, source};
    let policies: Vec<_> = reconcile::POLICIES.iter().map(|p| (p.name(), p.about())).collect();
    hold_list("policies", &policies);
    let checks: Vec<_> = consistency::CHECKS.iter().map(|c| (c.name(), c.about())).collect();
    hold_list("checks", &checks);
    let output: Vec<_> = report::FORMATS.iter().map(|f| (f.name(), f.about())).collect();
    hold_list("output formats", &output);
    let input: Vec<_> = source::FORMATS.iter().map(|f| (f.name(), f.title())).collect();
    hold_list("input formats", &input);
    let mut endings = BTreeSet::new();
    for ending in source::FORMATS.iter().flat_map(|f| f.extensions()) {
        assert!(endings.insert(ending), "two input formats claim .{ending}");
    }
}

#[test]
fn every_recogniser_has_a_name_of_its_own_and_kinds_to_find() {
    use factcheck::{lexicon::Lexicon, recognise, text::Vocabulary};
    let (lexicon, mut vocabulary) = (Lexicon::bundled(), Vocabulary::default());
    let mut names = BTreeSet::new();
    for make in recognise::ALL {
        let recogniser = make(&lexicon, &mut vocabulary);
        let name = recogniser.name();
        assert!(names.insert(name), "two recognisers are named `{name}`");
        assert_eq!(name, name.to_lowercase(), "a recogniser's name is in lower case");
        assert!(!recogniser.kinds().is_empty(), "`{name}` finds nothing");
    }
    assert!(!names.is_empty());
}
