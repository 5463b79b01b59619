//! Every output format: held against its published schema, and against what hostile articles try.

mod common;

use common::{factcheck, json, json_lines, read, root, run};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Folders and files that every format is tried on; the last is hostile.
const SOURCES: &[&[&str]] =
    &[&["seeds"], &["tests/dossiers-unseen"], &["seeds/003-sources-say.txt"], &["tests/common/hostile.jsonl"]];

/// What a format makes of each of [`SOURCES`], without and with what holds together.
fn outputs(command: &str, format: &str) -> Vec<String> {
    let mut all = Vec::new();
    for paths in SOURCES {
        let mut args = vec![command, "--format", format];
        args.extend(*paths);
        all.push(String::from_utf8(run(&args).stdout).expect("UTF-8"));
        if command == "check" {
            args.push("--all");
            all.push(String::from_utf8(run(&args).stdout).expect("UTF-8"));
        }
    }
    all
}

fn hold(schema: &str, outputs: &[String]) {
    let schema: Value = serde_json::from_str(&read(&root().join("tests/schemas").join(schema))).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for output in outputs {
        let instance: Value = serde_json::from_str(output).expect("JSON");
        let errors: Vec<String> =
            validator.iter_errors(&instance).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

#[test]
fn the_hostile_articles_disagree() {
    let relations: BTreeSet<String> = json_lines(&["check", "--format", "jsonl", "tests/common/hostile.jsonl"])
        .iter()
        .map(|f| text(f, "relation").to_owned())
        .collect();
    assert!(relations.contains("conflict") && relations.contains("variant"), "{relations:?}");
}

#[test]
fn sarif_keeps_the_schema_of_its_standard() {
    hold("sarif-2.1.0.json", &outputs("check", "sarif"));
}

#[test]
fn sarif_has_what_code_scanning_asks_for() {
    let mut results = 0;
    for output in outputs("check", "sarif") {
        let log: Value = serde_json::from_str(&output).expect("JSON");
        let run = &log["runs"][0];
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = list(&run["tool"]["driver"], "rules");
        for rule in rules {
            for key in ["shortDescription", "fullDescription", "help"] {
                let words = text(&rule[key], "text");
                assert!(!words.is_empty() && words.chars().count() <= 1024, "{key} of {rule}");
            }
        }
        let mut prints = BTreeSet::new();
        for result in list(run, "results") {
            results += 1;
            let index = result["ruleIndex"].as_u64().expect("a number") as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert_eq!(list(result, "locations").len(), 1, "{result}");
            assert!(prints.insert(text(&result["partialFingerprints"], "primaryLocationLineHash").to_owned()));
            let related = list(result, "relatedLocations");
            let ids: BTreeSet<u64> = related.iter().map(|l| l["id"].as_u64().expect("an id")).collect();
            assert_eq!(ids.len(), related.len());
            assert_eq!(links(text(&result["message"], "text")), ids, "{result:#}");
            for place in list(result, "locations").iter().chain(related) {
                let artifact = &place["physicalLocation"]["artifactLocation"];
                let uri = text(artifact, "uri");
                assert!(!uri.starts_with('/') && !uri.contains([' ', '<', '"', '\\']), "{uri}");
                assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
            }
        }
    }
    assert!(results > 30, "only {results} results");
}

/// The numbers of the links in a message: `[text](1)`, a bracket inside the text behind a backslash.
fn links(message: &str) -> BTreeSet<u64> {
    message
        .match_indices("](")
        .filter(|(at, _)| !message[..*at].ends_with('\\'))
        .filter_map(|(at, _)| message[at + 2..].split(')').next()?.parse().ok())
        .collect()
}

#[test]
fn gitlab_keeps_its_schema_and_tells_findings_apart() {
    let all = outputs("check", "gitlab");
    hold("gitlab-code-quality.json", &all);
    for output in all {
        let issues: Vec<Value> = serde_json::from_str(&output).expect("a list");
        let prints: BTreeSet<&str> = issues.iter().map(|i| text(i, "fingerprint")).collect();
        assert_eq!(prints.len(), issues.len());
    }
}

#[test]
fn rdjson_keeps_its_schema_and_counts_bytes() {
    let all = outputs("check", "rdjson");
    hold("rdjson.json", &all);
    let check = json(&["check", "--all", "--format", "json", "seeds"]);
    let result: Value = serde_json::from_str(&all[1]).expect("JSON");
    let mut held = 0;
    for (diagnostic, finding) in list(&result, "diagnostics").iter().zip(list(&check, "findings")) {
        let path = text(&diagnostic["location"], "path");
        let range = &diagnostic["location"]["range"];
        let at = |end: &str, unit: &str| range[end][unit].as_u64().expect("a number") as usize;
        if at("start", "line") != at("end", "line") {
            continue;
        }
        let content = read(&root().join(path));
        let line = content.lines().nth(at("start", "line") - 1).expect("a line");
        let words = line.get(at("start", "column") - 1..at("end", "column") - 1);
        assert_eq!(words, finding["sides"][0]["text"].as_str(), "{diagnostic:#}");
        held += 1;
    }
    assert!(held > 10, "only {held} ranges were held");
}

#[test]
fn annotations_keep_the_model_and_select_the_words() {
    let all: Vec<String> = [outputs("check", "annotations"), outputs("extract", "annotations")].concat();
    hold("web-annotation.json", &all);
    let mut held = 0;
    for output in &all[..2] {
        let collection: Value = serde_json::from_str(output).expect("JSON");
        let items = list(&collection["first"], "items");
        assert_eq!(collection["total"].as_u64(), Some(items.len() as u64));
        for target in items.iter().flat_map(|a| list(a, "target")) {
            let source: Vec<char> = read(&root().join(text(target, "source"))).chars().collect();
            let (quote, position) = (&target["selector"][0], &target["selector"][1]);
            let at = |key: &str| position[key].as_u64().expect("an offset") as usize;
            let words: String = source[at("start")..at("end")].iter().collect();
            assert_eq!(words, text(quote, "exact"));
            let around = [text(quote, "prefix"), text(quote, "exact"), text(quote, "suffix")].concat();
            assert!(source.iter().collect::<String>().contains(&around), "{around}");
            held += 1;
        }
    }
    assert!(held > 30, "only {held} targets were held");
}

#[test]
fn claims_keep_the_shape_of_schema_org() {
    let all: Vec<String> = [outputs("check", "claims-jsonld"), outputs("extract", "claims-jsonld")].concat();
    hold("schema-org-claim.json", &all);
    let claims = json_lines(&["extract", "--format", "jsonl", "seeds"]).len();
    let graph: Value = serde_json::from_str(&all[0]).expect("JSON");
    assert_eq!(list(&graph, "@graph").len(), claims);
}

#[test]
fn csv_has_the_columns_of_jsonl_and_no_formula() {
    for (command, all) in [("check", outputs("check", "csv")), ("extract", outputs("extract", "csv"))] {
        let record = json_lines(&[command, "--format", "jsonl", "seeds"]).swap_remove(0);
        let fields: BTreeSet<&str> = record.as_object().expect("an object").keys().map(String::as_str).collect();
        for output in &all {
            let mut table = csv::Reader::from_reader(output.as_bytes());
            let columns: Vec<String> = table.headers().expect("a head").iter().map(str::to_owned).collect();
            let shared: BTreeSet<&str> = columns.iter().take(fields.len()).map(String::as_str).collect();
            assert_eq!(shared, fields);
            for row in table.records() {
                let row = row.expect("a row as wide as its head");
                for cell in &row {
                    assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{cell:?} is a formula");
                    assert!(!cell.contains(|c: char| c.is_control() && c != '\n' && c != '\r'), "{cell:?}");
                }
            }
        }
        let rows = csv::Reader::from_reader(all[0].as_bytes()).into_records().count();
        assert_eq!(rows, json_lines(&[command, "--format", "jsonl", "seeds"]).len());
    }
    assert!(outputs("extract", "csv")[3].contains("'=cmd|"), "the formula of the hostile article is not shown at all");
}

/// What the XSD allows an element: its attributes, those that it must have, and its children.
#[derive(Default)]
struct Declared {
    attributes: BTreeSet<String>,
    required: BTreeSet<String>,
    children: BTreeSet<String>,
}

/// The declarations of the top-level elements.
fn declared(schema: &str) -> BTreeMap<String, Declared> {
    let document = roxmltree::Document::parse(schema).expect("XML");
    let mut all: BTreeMap<String, Declared> = BTreeMap::new();
    for element in
        document.root_element().children().filter(|n| n.has_tag_name(("http://www.w3.org/2001/XMLSchema", "element")))
    {
        let own = all.entry(element.attribute("name").expect("a name").to_owned()).or_default();
        for node in element.descendants().skip(1) {
            let name = node.attribute("name").or(node.attribute("ref")).map(str::to_owned);
            match (node.tag_name().name(), name) {
                ("attribute", Some(name)) => {
                    if node.attribute("use") == Some("required") {
                        own.required.insert(name.clone());
                    }
                    own.attributes.insert(name);
                }
                ("element", Some(name)) => {
                    own.children.insert(name);
                }
                _ => {}
            }
        }
    }
    all
}

#[test]
fn junit_keeps_what_its_schema_declares() {
    let declared = declared(&read(&root().join("tests/schemas/junit-10.xsd")));
    assert!(declared.len() > 8 && declared["testcase"].required.contains("name"));
    for output in outputs("check", "junit") {
        let document = roxmltree::Document::parse(&output).expect("XML");
        assert_eq!(document.root_element().tag_name().name(), "testsuites");
        let mut names = BTreeSet::new();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            let known = declared.get(name).unwrap_or_else(|| panic!("{name} is not declared"));
            let has: BTreeSet<String> = node.attributes().map(|a| a.name().to_owned()).collect();
            assert!(has.is_subset(&known.attributes) && has.is_superset(&known.required), "{name}: {has:?}");
            for child in node.children().filter(roxmltree::Node::is_element) {
                assert!(known.children.contains(child.tag_name().name()), "{name} holds {child:?}");
            }
            if name == "testcase" {
                assert!(names.insert((node.attribute("classname"), node.attribute("name"))), "{node:?} twice");
            }
            if name == "failure" {
                assert!(node.text().is_some_and(|t| !t.trim().is_empty()), "a failure without words");
            }
            // Each suite counts its own cases.
            if name == "testsuite" {
                let count = |tag: &str| node.descendants().filter(|n| n.has_tag_name(tag)).count().to_string();
                for (tag, attribute) in [("testcase", "tests"), ("failure", "failures"), ("skipped", "skipped")] {
                    assert_eq!(node.attribute(attribute), Some(count(tag).as_str()));
                }
            }
        }
    }
}

/// Lines of a GitHub log as its runner reads them: commands outside the fence.
fn commands(log: &str) -> Vec<&str> {
    let mut stop: Option<String> = None;
    let mut all = Vec::new();
    for line in log.lines() {
        // The runner looks for the old form anywhere and for the new one after leading blanks.
        let command = line.trim_start().starts_with("::") || line.contains("##[");
        match &stop {
            Some(token) if line == token => stop = None,
            Some(_) => {}
            None if command => {
                if let Some(token) = line.strip_prefix("::stop-commands::") {
                    stop = Some(format!("::{token}::"));
                }
                all.push(line);
            }
            None => {}
        }
    }
    assert!(stop.is_none(), "the fence is never opened again");
    all
}

#[test]
fn github_runs_no_command_of_an_article() {
    for log in outputs("check", "github") {
        let commands = commands(&log);
        assert!(commands[0].starts_with("::notice title=factcheck::"), "the counts come first");
        for c in &commands {
            let known = [
                "::notice ",
                "::warning ",
                "::error ",
                "::group::factcheck",
                "::stop-commands::factcheck-",
                "::endgroup::",
            ];
            assert!(known.iter().any(|k| c.starts_with(k)), "{c}");
            assert!(!c.starts_with("::error::"), "{c}");
        }
        for of in ["::error ", "::warning "] {
            assert!(commands.iter().filter(|c| c.starts_with(of)).count() <= 10);
        }
        assert_eq!(commands.last(), Some(&"::endgroup::"));
    }
}

#[test]
fn github_shows_ten_of_a_severity_and_counts_the_rest() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut articles = String::new();
    for (i, name) in
        ["Ada", "Bea", "Cora", "Dora", "Edda", "Fay", "Gita", "Hana", "Ines", "Jana", "Kaja", "Lena", "Mina"]
            .into_iter()
            .enumerate()
    {
        for day in [4, 6] {
            let text = format!("President {name} Petrova of Kenya will visit Japan on {day} December 2025.");
            let record = serde_json::json!({"id": format!("{name}-{day}"), "text": text, "story": i.to_string()});
            articles.push_str(&record.to_string());
            articles.push('\n');
        }
    }
    let path = folder.path().join("many.jsonl");
    std::fs::write(&path, articles).expect("a written file");
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "before\n").expect("a written file");
    let path = path.to_string_lossy();
    let output = factcheck()
        .args(["check", "--format", "github", &path])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .expect("a run");
    let log = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(commands(&log).iter().filter(|c| c.starts_with("::error ")).count(), 10);
    assert!(log.starts_with("::notice title=factcheck::13 errors, "), "{log}");
    assert!(log.lines().next().is_some_and(|l| l.contains("3 more errors")), "{log}");
    let summary = read(&summary);
    assert!(summary.starts_with("before\n"), "what stood in the summary is gone");
    assert_eq!(summary.lines().filter(|l| l.starts_with("| error |")).count(), 13, "{summary}");
}

#[test]
fn markdown_is_one_table_whatever_the_articles_hold() {
    for page in outputs("check", "markdown") {
        let rows: Vec<&str> = page.lines().filter(|l| l.starts_with('|')).collect();
        for row in &rows {
            let bars = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\')).count();
            assert_eq!(bars, 5, "{row}");
        }
        for html in page.match_indices('<').map(|(at, _)| &page[at..]) {
            assert!(html.starts_with("<br>") || html.starts_with("<!-- -->"), "{}", &html[..html.len().min(40)]);
        }
        assert!(!page.contains("@everyone") && !page.contains("https://") && !page.contains("www."), "{page}");
    }
}

#[test]
fn concise_is_a_line_a_finding_with_its_place() {
    let check = json(&["check", "--format", "json", "seeds"]);
    let output = String::from_utf8(run(&["check", "--format", "concise", "seeds"]).stdout).expect("UTF-8");
    let lines: Vec<&str> = output.lines().collect();
    let findings = list(&check, "findings");
    assert_eq!(lines.len(), findings.len() + 1, "a line a finding, and the counts");
    for (line, finding) in lines.iter().zip(findings) {
        let mut place = line.splitn(4, ':');
        let (path, at, column) = (place.next(), place.next(), place.next());
        assert!(path.is_some_and(|p| root().join(p).is_file()), "{line}");
        assert!([at, column].iter().all(|n| n.is_some_and(|n| n.parse::<usize>().is_ok_and(|n| n > 0))), "{line}");
        assert!(line.contains(text(finding, "severity")) && line.contains(text(finding, "id")), "{line}");
    }
}

#[test]
fn no_control_character_leaves_in_a_text_format() {
    for format in ["text", "concise", "github", "markdown", "junit", "html"] {
        for output in outputs("check", format) {
            let bad = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!output.contains(bad), "{format}");
        }
    }
}

#[test]
fn paths_count_from_the_root_of_the_checkout() {
    let at = |format: &str| {
        let output = factcheck()
            .args(["check", "--format", format, "."])
            .current_dir(root().join("seeds"))
            .env("GITHUB_WORKSPACE", root())
            .output()
            .expect("a run");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(at("sarif").contains("\"uri\": \"seeds/003-sources-say.txt\""));
    assert!(at("gitlab").contains("\"path\": \"seeds/003-sources-say.txt\""));
    assert!(at("github").contains("file=seeds/003-sources-say.txt,"));
    assert!(at("rdjson").contains("\"path\": \"seeds/003-sources-say.txt\""));
}

#[test]
fn claims_read_back_are_shown_in_their_sentences() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("claims.jsonl");
    std::fs::write(&path, run(&["extract", "--format", "jsonl", "seeds"]).stdout).expect("a written file");
    let output = run(&["reconcile", &path.to_string_lossy()]).stdout;
    let shown = String::from_utf8(output).expect("UTF-8");
    assert!(shown.contains(" in India on December 5–6.\n"), "{shown}");
    let page = run(&["reconcile", "--format", "html", &path.to_string_lossy()]).stdout;
    assert!(String::from_utf8(page).expect("UTF-8").contains("<mark>December 5–6</mark>"));
}
