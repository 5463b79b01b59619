//! `docs/formats.md`: its examples are what the program writes. `UPDATE_DOCS=1 cargo test --test formats_page` writes them anew.

mod common;

use common::{factcheck, read, root};
use std::path::Path;

const ARTICLES: &[(&str, &str)] = &[
    (
        "harbour-post.txt",
        "HARBOUR POST, 3 October 2025 – President Ana Petrova of Kenya will visit Japan on 4–5 December 2025.\n",
    ),
    (
        "northern-wire.txt",
        "NORTHERN WIRE, 28 November 2025 – President Ana Petrova of Kenya will visit Japan on 5–6 December 2025.\n",
    ),
];

/// Lines of an example; longer ones are cut.
const LINES: usize = 60;

/// The block of code that a marker stands for.
fn example(name: &str, folder: &Path) -> String {
    if name == "articles" {
        let shown = ARTICLES.iter().map(|(file, text)| format!("{file}:\n{text}")).collect::<Vec<_>>();
        return format!("```text\n{}```", shown.join("\n"));
    }
    let language = match name {
        "jsonl" | "sarif" | "gitlab" | "rdjson" | "annotations" | "claims-jsonld" => "json",
        "junit" => "xml",
        "csv" => "csv",
        "markdown" => "markdown",
        _ => "text",
    };
    let output = factcheck().current_dir(folder).args(["check", "--format", name, "."]).output().expect("a run");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8").replace("./", "");
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines.push("…");
    }
    format!("````{language}\n{}\n````", lines.join("\n"))
}

/// A page without the counts of what the bundled rules find besides: they are not what it is about.
fn without_counts(page: &str) -> String {
    let words: Vec<&str> = page.split(' ').collect();
    let counted = |i: usize| words.get(i + 1).is_some_and(|next| ["claims", "more"].contains(next));
    words.iter().enumerate().filter(|(i, _)| !counted(*i)).map(|(_, w)| *w).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_of_formats_is_fresh() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in ARTICLES {
        std::fs::write(folder.path().join(name), text).expect("a written file");
    }
    let path = root().join("docs/formats.md");
    let page = read(&path);
    let mut fresh = String::new();
    let mut sections = page.split("<!-- example: ");
    fresh.push_str(sections.next().unwrap_or(""));
    let mut names = Vec::new();
    for section in sections {
        let (name, rest) = section.split_once(" -->\n").expect("a marker ends");
        // What stood there before goes: the block of code right after the marker.
        let rest = rest.trim_start_matches('\n');
        let fence: String = rest.chars().take_while(|c| *c == '`').collect();
        let rest = if fence.is_empty() {
            rest
        } else {
            rest.split_once(&format!("\n{fence}\n")).map_or("", |(_, after)| after).trim_start_matches('\n')
        };
        let block = example(name, folder.path());
        fresh.extend(["<!-- example: ", name, " -->\n\n", block.as_str(), "\n"]);
        if !rest.is_empty() {
            fresh.push('\n');
            fresh.push_str(rest);
        }
        names.push(name);
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).expect("a written page");
    } else {
        assert!(
            without_counts(&fresh) == without_counts(&page),
            "docs/formats.md is stale: run UPDATE_DOCS=1 cargo test --test formats_page"
        );
    }
    for format in factcheck::report::FORMATS.iter().map(|f| f.name()) {
        assert!(page.contains(&format!("`{format}`")), "the page does not name `{format}`");
        assert!(names.contains(&format) || ["json", "html"].contains(&format), "{format} has no example");
    }
}
