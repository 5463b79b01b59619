//! The baseline: findings that somebody decided on, kept beside the articles.

use super::evidence::Evidence;
use super::written;
use crate::diagnostic::Diagnostic;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// The sources do disagree, and that is known.
    Accept,
    /// They do not: the finding is wrong.
    Dismiss,
    /// Nothing yet; the finding counts.
    Later,
}

impl Decision {
    /// As written in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Dismiss => "dismiss",
            Self::Later => "later",
        }
    }

    /// The decision of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Accept, Self::Dismiss, Self::Later].into_iter().find(|d| d.name() == name)
    }

    fn done(self) -> &'static str {
        match self {
            Self::Accept => "accepted",
            Self::Dismiss => "dismissed",
            Self::Later => "put off",
        }
    }
}

/// One finding that somebody decided on. Sorted by what it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// `reconcile/dates`, `consistency/weekday`.
    pub check: String,
    /// What the sides answer.
    pub question: String,
    /// The story, where the articles have one.
    pub story: Option<String>,
    /// The answers that disagree: normal forms, or quoted words.
    pub answers: BTreeSet<String>,
    /// The sentences that they stand in, where the question names nobody.
    pub sentences: BTreeSet<String>,
    /// What was decided.
    pub decision: Decision,
    /// Why.
    pub reason: String,
    /// By whom.
    pub editor: String,
    /// The last day on which it holds.
    pub expires: Option<NaiveDate>,
}

impl Record {
    /// A decision about a finding.
    pub fn new(e: &Evidence, decision: Decision, reason: &str, editor: &str, expires: Option<NaiveDate>) -> Self {
        Self {
            check: e.check.clone(),
            question: e.question.clone(),
            story: e.story.clone(),
            answers: e.sides.iter().flatten().cloned().collect(),
            sentences: e.sentences.iter().flatten().cloned().collect(),
            decision,
            reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
            editor: editor.trim().to_owned(),
            expires,
        }
    }

    /// Whether it was made about this: the same question, and no side with answers that are all new.
    pub fn matches(&self, e: &Evidence) -> bool {
        self.check == e.check
            && self.question == e.question
            && self.story == e.story
            && e.sides.iter().all(|s| s.iter().any(|a| self.answers.contains(a)))
            && e.sentences.iter().all(|s| s.iter().any(|a| self.sentences.contains(a)))
    }

    /// Whether it no longer holds.
    pub fn expired(&self, today: NaiveDate) -> bool {
        self.expires.is_some_and(|last| last < today)
    }

    /// Why a finding is not counted, in words.
    pub fn why(&self, file: &str) -> String {
        format!("{} by {}: {} ({file})", self.decision.done(), self.editor, self.reason)
    }

    /// Whether it is about the same as another.
    fn same(&self, other: &Self) -> bool {
        self.check == other.check
            && self.question == other.question
            && self.story == other.story
            && self.answers == other.answers
            && self.sentences == other.sentences
    }
}

/// All that was decided, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    records: Vec<Record>,
}

const HEAD: &str = "# Findings that somebody decided on, known by what they say: see docs/configuration.md.\n\
                    # `factcheck baseline update` and `factcheck audit` keep this file sorted.\n";

impl Baseline {
    /// Reads the file that the user names `file`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn read(file: &str, content: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut baseline = Self { records: written::read(file, content)? };
        baseline.sort();
        Ok(baseline)
    }

    fn sort(&mut self) {
        self.records.sort();
        self.records.dedup();
    }

    /// What was decided, sorted.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Keeps the records for which `keep` holds.
    pub fn retain(&mut self, keep: impl Fn(&Record) -> bool) {
        self.records.retain(keep);
    }

    /// Adds a decision; one about the same is replaced.
    pub fn add(&mut self, record: Record) {
        self.records.retain(|r| !r.same(&record));
        self.records.push(record);
        self.sort();
    }

    /// The decision that holds for a finding: one that has not run out, a final one first.
    pub fn decided(&self, e: &Evidence, today: NaiveDate) -> Option<&Record> {
        let mut all = self.records.iter().filter(|r| r.matches(e) && !r.expired(today));
        let first = all.next()?;
        std::iter::once(first).chain(all).min_by_key(|r| r.decision)
    }

    /// The file, sorted, an entry a block with a line for each answer, so that two editors' changes
    /// seldom touch the same lines.
    pub fn to_toml(&self) -> String {
        let mut out = String::from(HEAD);
        for r in &self.records {
            let _ = write!(out, "\n[[finding]]\ncheck = {}\nquestion = {}\n", quoted(&r.check), quoted(&r.question));
            if let Some(story) = &r.story {
                let _ = writeln!(out, "story = {}", quoted(story));
            }
            list(&mut out, "answers", &r.answers);
            if !r.sentences.is_empty() {
                list(&mut out, "sentences", &r.sentences);
            }
            let _ = writeln!(out, "decision = {}", quoted(r.decision.name()));
            let _ = writeln!(out, "reason = {}\neditor = {}", quoted(&r.reason), quoted(&r.editor));
            if let Some(last) = r.expires {
                let _ = writeln!(out, "expires = {}", quoted(&last.to_string()));
            }
        }
        out
    }
}

fn list(out: &mut String, key: &str, all: &BTreeSet<String>) {
    let _ = writeln!(out, "{key} = [");
    for a in all {
        let _ = writeln!(out, "    {},", quoted(a));
    }
    out.push_str("]\n");
}

/// A string as TOML's basic string: everything that could end it, break the line or act on a
/// terminal is escaped.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() || ('\u{200e}'..='\u{200f}').contains(&c) || ('\u{202a}'..='\u{202e}').contains(&c) => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
