//! What a finding rests on, in a form that survives edits elsewhere, moved lines and renamed files.

use crate::claim::{Claim, Status};
use crate::document::Document;
use crate::finding::Finding;
use crate::span::Location;
use crate::value::{Duration, Number, Temporal, Value};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Gives the sentence around a place of a document.
pub type Sentences<'a> = dyn Fn(&str, Location) -> String + 'a;

/// The run that findings come from.
pub struct Run<'a> {
    claims: FxHashMap<&'a str, &'a Claim>,
    documents: FxHashMap<&'a str, &'a Document>,
    sentences: &'a Sentences<'a>,
}

impl<'a> Run<'a> {
    /// A run over these documents that read these claims.
    pub fn new(claims: &'a [Claim], documents: &'a [Document], sentences: &'a Sentences<'a>) -> Self {
        Self {
            claims: claims.iter().map(|c| (c.id.as_str(), c)).collect(),
            documents: documents.iter().map(|d| (d.id.as_str(), d)).collect(),
            sentences,
        }
    }
}

/// The content that a finding is known by: no file, line, date of a run or order of sources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// `reconcile/dates`, `consistency/weekday`.
    pub check: String,
    /// What the sides answer, in lower case.
    pub question: String,
    /// The story, where the articles have one.
    pub story: Option<String>,
    /// For each side, its answers in their normal forms, or its quoted words.
    pub sides: Vec<BTreeSet<String>>,
    /// For each side, the sentences that it stands in; empty where the question names somebody, and
    /// so tells itself from others.
    pub sentences: Vec<BTreeSet<String>>,
}

impl Evidence {
    /// What `finding` rests on.
    pub fn of(finding: &Finding, run: &Run<'_>) -> Self {
        let Run { claims, documents, sentences } = run;
        let nameless = finding.subject.is_none() && finding.object.is_none();
        let mut evidence = Self {
            check: finding.check.clone(),
            question: question(finding),
            story: finding
                .sides
                .iter()
                .flat_map(|s| &s.docs)
                .find_map(|d| documents.get(d.as_str())?.meta.story.clone()),
            sides: Vec::new(),
            sentences: Vec::new(),
        };
        for side in &finding.sides {
            let read: Vec<&&Claim> = side.claims.iter().filter_map(|id| claims.get(id.as_str())).collect();
            let mut answers: BTreeSet<String> = read.iter().map(|c| answer(c)).collect();
            let mut around: BTreeSet<String> = read.iter().map(|c| words(&c.sentence)).collect();
            if let Some((doc, at)) = side.doc.as_deref().zip(side.span) {
                answers.insert(words(&side.text));
                around.insert(words(&sentences(doc, at)));
            }
            evidence.sides.push(answers);
            if nameless {
                evidence.sentences.push(around);
            }
        }
        evidence
    }
}

/// What the sides of a finding answer: `visit dates: mara quillon / kenya; period 2024-25`.
fn question(f: &Finding) -> String {
    let name = |n: &Option<String>| n.as_deref().map_or_else(|| "-".to_owned(), words);
    let mut out = f.kind.clone();
    if let Some(a) = &f.attribute {
        out.push(' ');
        out.push_str(&words(a));
    }
    if f.subject.is_some() || f.object.is_some() {
        let _ = write!(out, ": {} / {}", name(&f.subject), name(&f.object));
    }
    for (k, v) in &f.qualifiers {
        let _ = write!(out, "; {} {}", words(k), words(v));
    }
    out
}

/// The words of a text in lower case, one blank between them, other marks left out.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' => {}
            c if c.is_alphanumeric() || matches!(c, '%' | '$' | '€' | '£' | '.' | ',') => out.push(c),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    // A full stop or a comma belongs to a word only inside of it, as in "1.5".
    out.split(' ').map(|w| w.trim_matches(['.', ','])).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn answer(claim: &Claim) -> String {
    let value = normal(&claim.value);
    if claim.status == Status::Denied { format!("denied: {value}") } else { value }
}

/// A value in its normal form.
fn normal(value: &Value) -> String {
    match value {
        Value::Date(t) | Value::Time(t) => temporal(t),
        Value::Duration(Duration { timex, .. }) => timex.clone(),
        Value::Set(s) => s.timex.clone(),
        Value::Number(n) => number(n),
        Value::Ordinal(o) => format!("no. {}", o.number),
        Value::Percent(p) => format!("{} {}", number(&p.number), format!("{:?}", p.unit).to_lowercase()),
        Value::Money(m) => format!("{} {}", number(&m.number), m.currency.as_deref().unwrap_or(&m.currency_text)),
        Value::Quantity(q) => format!("{} {}", number(&q.number), q.unit),
        Value::Quotation(q) => words(&q.content),
        Value::Person(p) => words(&p.name),
        Value::Organisation(o) => words(&o.name),
        Value::Place(p) => words(&p.name),
        Value::Direction(d) => words(&d.direction),
        Value::Office(o) => {
            let former = if o.former { "former " } else { "" };
            words(&format!("{former}{} {}", o.name, o.country.as_deref().unwrap_or_default()))
        }
    }
}

fn temporal(t: &Temporal) -> String {
    match (t.start, t.end) {
        (None, None) => t.timex.clone(),
        (a, b) if a == b => a.map(|i| i.to_string()).unwrap_or_default(),
        (a, b) => {
            let end = |i: Option<crate::value::Instant>| i.map(|i| i.to_string()).unwrap_or_default();
            format!("{}..{}", end(a), end(b))
        }
    }
}

fn number(n: &Number) -> String {
    let hedge = n.hedge.map(|h| format!("{h:?} ").to_lowercase()).unwrap_or_default();
    let end = |d: Option<crate::value::Decimal>| d.map(|d| d.to_string()).unwrap_or_default();
    match n.number {
        Some(n) => format!("{hedge}{n}"),
        None => format!("{hedge}{}..{}", end(n.low), end(n.high)),
    }
}
