use super::*;
use crate::check::Engine;
use crate::document::{Document, Published, PublishedFrom};
use crate::lexicon::Lexicon;
use crate::value::Instant;
use chrono::NaiveDate;

/// The names of the checks that speak, for an article published on Friday 14 November 2031.
fn alarms(engine: &Engine, text: &str) -> Vec<String> {
    let mut document = Document::plain("t", text);
    let at = Instant::Date(NaiveDate::from_ymd_opt(2031, 11, 14).unwrap());
    document.meta.published = Some(Published { at, from: PublishedFrom::Metadata });
    let text = engine.text(&document);
    let values = engine.values(&document, &text);
    run(&Article { document: &document, text: &text, mentions: &values.mentions })
        .into_iter()
        .map(|f| {
            assert!(f.sides.iter().all(|s| !s.text.is_empty()), "{f:?}");
            format!("{}: {}", f.check.trim_start_matches("consistency/"), f.why)
        })
        .collect()
}

#[test]
fn corpus() {
    let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes");
    let mut wrong = Vec::new();
    let mut check = "";
    for line in include_str!("corpus.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            check = CHECKS.iter().map(|c| c.name()).find(|n| *n == name).unwrap_or_else(|| panic!("no check {name}"));
            continue;
        }
        let (mark, text) = line.split_at(1);
        let found = alarms(&engine, &text.trim().replace(" ¶ ", "\n\n"));
        let fits = match mark {
            "+" => found.len() == 1 && found[0].starts_with(check),
            _ => found.is_empty(),
        };
        if !fits {
            wrong.push(format!("[{check}] {line}\n      gives {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn checks_have_unique_names() {
    let mut names: Vec<&str> = CHECKS.iter().map(|c| c.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CHECKS.len());
    assert!(CHECKS.iter().all(|c| !c.about().is_empty()));
}
