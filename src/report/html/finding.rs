//! One finding: what disagrees, why, and each side in its article.

use super::Page;
use crate::document::Document;
use crate::finding::{Finding, Side};
use crate::report::place::Mark;
use crate::report::words::{harmless, published, relation, severity, value};
use crate::value::Kind;
use maud::{Markup, html};

/// Characters of an article around the marked words.
const AROUND: usize = 280;

/// The same in the second and third article of a side.
const LESS: usize = 120;

/// Articles that a side shows; the others are named.
const SHOWN: usize = 3;

/// Articles that a side names beside those that it shows.
const NAMED: usize = 12;

pub(super) fn markup(page: &Page<'_, '_>, f: &Finding, number: usize) -> Markup {
    let report = page.report;
    let marks = report.marks(f);
    let heading = format!("h{number}");
    html! {
        article class=(page.classes(f)) id=(f.id) aria-labelledby=(heading) {
            p.what {
                span.severity { (severity(f.severity)) }
                " " span.relation { (relation(f.relation)) }
                " " code { (harmless(report.rule_of(f))) }
                " " a.permalink href={ "#" (f.id) } aria-label={ "Link to finding " (f.id) } { (f.id) }
            }
            h3 id=(heading) dir="auto" { (capital(&harmless(&f.message))) }
            p.why dir="auto" { (sentence(&harmless(&f.why))) }
            @if let Some(reason) = &f.suppressed {
                p.reason { "Accepted: " bdi { (harmless(reason)) } }
            }
            div.sides {
                @for (i, s) in f.sides.iter().enumerate() {
                    (side(page, f, s, &marks.iter().filter(|m| m.side == i).copied().collect::<Vec<_>>(), i))
                }
            }
            details {
                summary { "Confidence " (format!("{:.2}", f.confidence)) }
                @if !f.reasons.is_empty() {
                    ul { @for r in &f.reasons { li { (harmless(r)) } } }
                }
                p { "Compared by " code { (harmless(&f.check)) } ". " code { "factcheck explain " (f.id) } " says step by step how it came about." }
            }
        }
    }
}

fn side(page: &Page<'_, '_>, f: &Finding, s: &Side, marks: &[Mark<'_>], number: usize) -> Markup {
    let stated = s.value.as_ref().filter(|v| v.kind() != Kind::Quotation).map(value);
    let title = stated.filter(|v| !v.is_empty()).unwrap_or_else(|| format!("“{}”", s.text));
    let id = format!("{}-{number}", f.id);
    let shown: Vec<&str> = marks.iter().take(SHOWN).map(|m| m.document.id.as_str()).collect();
    let others: Vec<&str> = s.docs.iter().map(String::as_str).filter(|d| !shown.contains(d)).collect();
    html! {
        section.side aria-labelledby=(id) {
            h4 id=(id) dir="auto" { (harmless(&title)) }
            p.sources { (independent(s)) }
            @for (i, m) in marks.iter().take(SHOWN).enumerate() { (place(page, m, if i == 0 { AROUND } else { LESS })) }
            @if marks.is_empty() && !s.text.is_empty() && !others.is_empty() {
                blockquote dir="auto" { mark { (harmless(&s.text)) } }
            }
            @if !others.is_empty() {
                p.others {
                    @if shown.is_empty() { "In " } @else { "Also in " }
                    @for (i, d) in others.iter().take(NAMED).enumerate() {
                        @if i > 0 { ", " }
                        bdi { (harmless(d)) }
                    }
                    @if others.len() > NAMED { " and " (others.len() - NAMED) " more" }
                }
            }
        }
    }
}

fn independent(s: &Side) -> String {
    let sources = match s.docs.len() {
        1 => "one source".to_owned(),
        n => format!("{n} sources"),
    };
    if s.independent < s.docs.len() { format!("{sources}, {} of them independent", s.independent) } else { sources }
}

/// The words in their article.
fn place(page: &Page<'_, '_>, m: &Mark<'_>, around: usize) -> Markup {
    let e = m.excerpt(page.report, around);
    let d = m.document;
    html! {
        figure {
            figcaption {
                (source(d))
                span.place { "line " (m.at.line) ", column " (m.at.column) (published(d)) }
            }
            blockquote dir="auto" lang=[language(d)] {
                @if e.more_before { "… " }
                (harmless(&e.before)) mark { (harmless(&e.words)) } (harmless(&e.after))
                @if e.more_after { " …" }
            }
        }
    }
}

/// The name of a document, a link where it has an address on the web.
pub(super) fn source(d: &Document) -> Markup {
    let address = d.meta.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://"));
    html! {
        bdi.path {
            @if let Some(address) = address {
                a href=(address) rel="noopener noreferrer" { (harmless(&d.id)) }
            } @else {
                (harmless(&d.id))
            }
        }
    }
}

/// The language tag of a document, where it is one.
fn language(d: &Document) -> Option<&str> {
    let tag = d.meta.language.as_deref()?;
    let plain = tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    plain.then_some(tag)
}

/// A clause with a capital and a full stop.
fn sentence(clause: &str) -> String {
    let end = if clause.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    capital(clause) + end
}

fn capital(clause: &str) -> String {
    let mut chars = clause.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
