//! What the sources say of each claim of a draft.

use crate::draft::{Support, Verdict};
use crate::report::Report;
use crate::report::support::summary;
use crate::report::words::{harmless, relation};
use maud::{Markup, html};
use std::io::{self, Write};

/// Sources that are named for one claim.
const NAMED: usize = 4;

pub(super) fn write(report: &Report<'_>, support: &[Support], out: &mut dyn Write) -> io::Result<()> {
    let head = html! {
        h2 id="draft" { "The draft" }
        p { (summary(support)) ". That a claim is unsupported means that no source was seen to say it, not that it is wrong." }
    };
    write!(out, "<section aria-labelledby=\"draft\">{}", head.0)?;
    write!(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Claims of the draft\"><table>")?;
    let columns = html! {
        thead { tr {
            th scope="col" { "Line" }
            th scope="col" { "Claim" }
            th scope="col" { "Verdict" }
            th scope="col" { "Sources" }
        } }
    };
    write!(out, "{}<tbody>", columns.0)?;
    for s in support {
        write!(out, "{}", row(report, s).0)?;
    }
    write!(out, "</tbody></table></div></section>")
}

fn row(report: &Report<'_>, s: &Support) -> Markup {
    let Some(claim) = report.claim(&s.claim) else { return Markup::default() };
    let (class, verdict) = match s.verdict {
        Verdict::Supported => ("same", "supported"),
        Verdict::Contradicted => ("against", "contradicted"),
        Verdict::Unsupported => ("both", "unsupported"),
    };
    let (before, after) = match claim.sentence.split_once(claim.text.as_str()) {
        Some((before, after)) => (harmless(before), harmless(after)),
        None => (String::new(), format!(" – {}", harmless(&claim.sentence))),
    };
    html! {
        tr {
            td.number { (claim.location.line) }
            td dir="auto" { (before) mark { (harmless(&claim.text)) } (after) }
            td class=(class) { (verdict) }
            td {
                @for b in s.by.iter().take(NAMED) {
                    p { (relation(b.relation)) ": " bdi { (harmless(&b.doc)) } @if let Some(c) = report.claim(&b.claim) { " “" bdi { (harmless(&c.text)) } "”" } }
                }
                @if s.by.len() > NAMED { p { "and " (s.by.len() - NAMED) " more" } }
                @for id in &s.findings {
                    p { "against: " @if report.findings.iter().any(|f| f.id == *id) { a href={ "#" (id) } { (id) } } @else { (id) } }
                }
            }
        }
    }
}
