//! `annotations`: the W3C Web Annotation Data Model in JSON-LD, for editors and annotation servers.

use super::place::Mark;
use super::stream::Each;
use super::words::{harmless, relation, severity, value};
use super::{ClaimFormat, Format, Report, Terminal};
use crate::claim::Claim;
use crate::finding::Finding;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

/// A collection with one page: an annotation a finding, with a target a marked place.
#[derive(Debug)]
pub(super) struct Annotations;

/// Characters before and after the words that tell them from the same words elsewhere.
const AROUND: usize = 32;

impl Format for Annotations {
    fn name(&self) -> &'static str {
        "annotations"
    }

    fn about(&self) -> &'static str {
        "W3C Web Annotations in JSON-LD"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        let items = || report.open().map(|f| of_finding(report, f));
        collection("findings", report.open().count(), Each(items), out)
    }

    fn claims(&self) -> Option<&dyn ClaimFormat> {
        Some(self)
    }
}

impl ClaimFormat for Annotations {
    fn write_claims(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        let items = || report.claims.iter().filter_map(|c| of_claim(report, c));
        collection("claims", items().count(), Each(items), out)
    }
}

fn collection(of: &str, total: usize, items: impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Collection<'a, I> {
        #[serde(rename = "@context")]
        context: &'static str,
        id: String,
        r#type: &'static str,
        label: &'a str,
        total: usize,
        first: Page<I>,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Page<I> {
        id: String,
        r#type: &'static str,
        start_index: usize,
        items: I,
    }
    let whole = Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: urn(of),
        r#type: "AnnotationCollection",
        label: of,
        total,
        first: Page { id: urn(&format!("{of}:1")), r#type: "AnnotationPage", start_index: 0, items },
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

/// A name for what has no address on the web.
pub(super) fn urn(name: &str) -> String {
    format!("urn:x-factcheck:{name}")
}

/// The address of a document: its own where it is known, else its path.
pub(super) fn address(report: &Report<'_>, document: &crate::document::Document) -> String {
    let own = document.meta.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://"));
    let plain = own.filter(|u| !u.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c)));
    plain.map_or_else(|| report.base().uri(document), str::to_owned)
}

fn target(report: &Report<'_>, mark: &Mark<'_>) -> Value {
    let quote = mark.excerpt(report, AROUND);
    let mut selectors = vec![json!({
        "type": "TextQuoteSelector",
        "exact": quote.words,
        "prefix": quote.before,
        "suffix": quote.after,
    })];
    // Positions count code points of the whole text, as the model asks.
    selectors.push(json!({"type": "TextPositionSelector", "start": mark.at.chars[0], "end": mark.at.chars[1]}));
    json!({"type": "SpecificResource", "source": address(report, mark.document), "selector": selectors})
}

fn body(purpose: &str, text: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": harmless(text)})
}

fn of_finding(report: &Report<'_>, f: &Finding) -> Value {
    let mut comment = body("commenting", &format!("{}: {}", f.message, f.why));
    if let Some(fields) = comment.as_object_mut() {
        fields.insert("language".into(), "en".into());
    }
    let tags = [relation(f.relation), severity(f.severity), report.rule_of(f)];
    let bodies: Vec<Value> = std::iter::once(comment).chain(tags.iter().map(|t| body("tagging", t))).collect();
    let mut targets: Vec<Value> = report.marks(f).iter().map(|m| target(report, m)).collect();
    if targets.is_empty() {
        let documents = f.sides.iter().flat_map(|s| &s.docs).filter_map(|d| report.document(d));
        targets.extend(documents.map(|d| Value::String(address(report, d))));
    }
    json!({
        "id": urn(&format!("finding:{}", f.id)),
        "type": "Annotation",
        "motivation": "assessing",
        "body": bodies,
        "target": targets,
        "generator": generator(),
    })
}

fn of_claim(report: &Report<'_>, c: &Claim) -> Option<Value> {
    let mark = Mark { side: 0, document: report.document(&c.doc)?, at: c.location, claim: Some(c) };
    let attribute = c.attribute.as_deref().map(|a| format!(" {a}")).unwrap_or_default();
    let parties: Vec<&str> = [&c.subject, &c.object].into_iter().filter_map(|p| p.as_deref()).collect();
    let what = format!("{}{attribute}, {}: {}", c.kind, parties.join(" / "), value(&c.value));
    Some(json!({
        "id": urn(&format!("claim:{}", c.id)),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [body("describing", &what), body("tagging", &c.rule)],
        "target": target(report, &mark),
        "generator": generator(),
    }))
}

fn generator() -> Value {
    json!({"id": urn("software"), "type": "Software", "name": concat!("factcheck ", env!("CARGO_PKG_VERSION"))})
}
