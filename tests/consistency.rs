//! Whole articles: ordinary agency copy, in which nothing may alarm, and copy with a planted
//! contradiction, which must be found by the check that is named with it.

use chrono::NaiveDate;
use factcheck::check::Engine;
use factcheck::consistency::{self, Article};
use factcheck::document::{Document, Published, PublishedFrom};
use factcheck::lexicon::Lexicon;
use factcheck::value::Instant;
use std::fmt::Write as _;

/// An article, its day of publication, and the names of the checks that speak.
struct Case {
    published: NaiveDate,
    checks: Vec<String>,
    text: String,
}

fn cases(content: &str) -> Vec<Case> {
    let mut all: Vec<Case> = Vec::new();
    for line in content.lines().filter(|l| !l.starts_with('#')) {
        if let Some(head) = line.strip_prefix("===") {
            let (day, checks) = head.split_once('|').unwrap_or((head, ""));
            let published = day.trim().parse().expect("a day of publication");
            let checks = checks.split_whitespace().map(str::to_owned).collect();
            all.push(Case { published, checks, text: String::new() });
        } else if let Some(case) = all.last_mut() {
            case.text.push_str(line);
            case.text.push('\n');
        }
    }
    all
}

/// The names of the checks that speak, and what they say.
fn alarms(engine: &Engine, case: &Case) -> Vec<(String, String)> {
    let mut document = Document::plain("a", case.text.trim());
    let at = Instant::Date(case.published);
    document.meta.published = Some(Published { at, from: PublishedFrom::Metadata });
    let text = engine.text(&document);
    let values = engine.values(&document, &text);
    consistency::run(&Article { document: &document, text: &text, mentions: &values.mentions })
        .into_iter()
        .map(|f| (f.check.trim_start_matches("consistency/").to_owned(), f.message))
        .collect()
}

fn hold(content: &str, least: usize) {
    let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes");
    let cases = cases(content);
    assert!(cases.len() >= least, "only {} articles", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let found = alarms(&engine, case);
        if !found.iter().map(|f| &f.0).eq(&case.checks) {
            let head = case.text.trim().lines().next().unwrap_or_default();
            let _ = writeln!(wrong, "{:?} gives {found:?}: {head}", case.checks);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn ordinary_articles_give_no_alarm() {
    hold(include_str!("consistency/ordinary.txt"), 40);
}

#[test]
fn planted_contradictions_are_found() {
    hold(include_str!("consistency/planted.txt"), 30);
}
