//! A baseline as written: TOML read key by key, every mistake kept with its place.

use super::baseline::{Decision, Record};
use crate::diagnostic::Diagnostic;
use crate::rulebook::suggest::closest;
use crate::span::Span;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const KEYS: [&str; 9] =
    ["check", "question", "story", "answers", "sentences", "decision", "reason", "editor", "expires"];

/// The records of a file.
///
/// # Errors
/// Every mistake in it.
pub(super) fn read(file: &str, content: &str) -> Result<Vec<Record>, Vec<Diagnostic>> {
    let (root, errors) = DeTable::parse_recoverable(content);
    let mut reader = Reader { file, content, found: Vec::new() };
    for e in &errors {
        let conflict = content.lines().any(|l| l.starts_with("<<<<<<<") || l.starts_with(">>>>>>>"));
        let help = if conflict {
            "a merge left its marks: keep the entries of both sides and take the marks out"
        } else {
            "mend it, or make it anew with `factcheck baseline create`"
        };
        reader.mistake("baseline-syntax", e.message().to_owned(), e.span().unwrap_or(0..0), help);
    }
    let records = if errors.is_empty() { reader.root(root.get_ref()) } else { Vec::new() };
    if reader.found.is_empty() { Ok(records) } else { Err(reader.found) }
}

struct Reader<'a> {
    file: &'a str,
    content: &'a str,
    found: Vec<Diagnostic>,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    fn mistake(&mut self, code: &'static str, title: String, at: Range<usize>, help: &str) {
        let end = at.end.min(self.content.len());
        let d = Diagnostic::plain(code, title).at(self.file, self.content).label(Span::new(at.start.min(end), end), "");
        self.found.push(if help.is_empty() { d } else { d.help(help) });
    }

    fn unknown(&mut self, table: &DeTable<'_>, keys: &[&str]) {
        let mut unknown: Vec<_> = table.keys().filter(|k| !keys.contains(&k.get_ref().as_ref())).collect();
        unknown.sort_by_key(|k| k.span().start);
        for k in unknown {
            let name = k.get_ref().as_ref();
            let help = match closest(name, keys.iter().copied()) {
                Some(s) => format!("did you mean `{s}`?"),
                None => format!("there may be: {}", keys.join(", ")),
            };
            self.mistake("baseline-unknown-key", format!("unknown key `{name}`"), k.span(), &help);
        }
    }

    fn root(&mut self, root: &DeTable<'_>) -> Vec<Record> {
        self.unknown(root, &["finding"]);
        let Some(value) = root.get("finding") else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.mistake(
                "baseline-wrong-type",
                "findings are written [[finding]]".into(),
                value.span(),
                "double the brackets",
            );
            return Vec::new();
        };
        let mut out = Vec::new();
        for v in array {
            match v.get_ref().as_table() {
                Some(t) => out.extend(self.record(t, &v.span())),
                None => {
                    self.mistake("baseline-wrong-type", "a finding is a table".into(), v.span(), "write [[finding]]");
                }
            }
        }
        out
    }

    fn record(&mut self, t: &DeTable<'_>, at: &Range<usize>) -> Option<Record> {
        self.unknown(t, &KEYS);
        let check = self.needed(t, "check", at);
        let question = self.needed(t, "question", at);
        let story = t.get("story").and_then(|v| self.text("story", v));
        let answers = self.list(t, "answers");
        if answers.as_ref().is_none_or(BTreeSet::is_empty) && t.get("answers").is_none_or(|v| v.get_ref().is_array()) {
            self.mistake(
                "baseline-missing-key",
                "`answers` is missing".into(),
                at.clone(),
                "list the answers that disagree",
            );
        }
        let sentences = self.list(t, "sentences").unwrap_or_default();
        let reason = self.needed(t, "reason", at);
        let editor = self.needed(t, "editor", at);
        let decision = self.needed(t, "decision", at);
        let decision = decision.and_then(|d| {
            let known = Decision::named(&d);
            if known.is_none() {
                let span = t.get("decision").map_or(at.clone(), Spanned::span);
                self.mistake(
                    "baseline-decision",
                    format!("`{d}` is no decision"),
                    span,
                    "use one of accept, dismiss, later",
                );
            }
            known
        });
        let expires = match t.get("expires") {
            None => None,
            Some(v) => Some(self.date(v)?),
        };
        Some(Record {
            check: check?,
            question: question?,
            story,
            answers: answers?,
            sentences,
            decision: decision?,
            reason: reason?,
            editor: editor?,
            expires,
        })
    }

    fn date(&mut self, v: &Value<'_>) -> Option<NaiveDate> {
        let written = match v.get_ref() {
            DeValue::String(s) => s.to_string(),
            DeValue::Datetime(d) => d.to_string(),
            _ => String::new(),
        };
        let date = NaiveDate::parse_from_str(&written, "%Y-%m-%d").ok();
        if date.is_none() {
            self.mistake("baseline-date", "`expires` is no date".into(), v.span(), "write it as \"2026-06-30\"");
        }
        date
    }

    fn text(&mut self, key: &str, v: &Value<'_>) -> Option<String> {
        let text = v.get_ref().as_str().map(str::trim).filter(|t| !t.is_empty());
        if text.is_none() {
            self.mistake("baseline-wrong-type", format!("`{key}` is a string that says something"), v.span(), "");
        }
        text.map(str::to_owned)
    }

    fn needed(&mut self, t: &DeTable<'_>, key: &str, at: &Range<usize>) -> Option<String> {
        if let Some(v) = t.get(key) {
            return self.text(key, v);
        }
        self.mistake(
            "baseline-missing-key",
            format!("`{key}` is missing"),
            at.clone(),
            "every entry says what it is about, and why, and by whom",
        );
        None
    }

    fn list(&mut self, t: &DeTable<'_>, key: &str) -> Option<BTreeSet<String>> {
        let v = t.get(key)?;
        let Some(array) = v.get_ref().as_array() else {
            self.mistake("baseline-wrong-type", format!("`{key}` is a list of strings"), v.span(), "");
            return None;
        };
        Some(array.iter().filter_map(|v| self.text(key, v)).collect())
    }
}
