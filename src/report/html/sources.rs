//! The sources, in the order in which they were read.

use super::{Page, finding};
use crate::document::PublishedFrom;
use crate::report::Report;
use crate::report::words::{day, harmless, shorten};
use maud::html;
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// A document in a few words, for lists.
pub(super) fn name(report: &Report<'_>, number: usize) -> String {
    let id = report.documents.get(number).map(|d| harmless(&d.id)).unwrap_or_default();
    let last = id.rsplit('/').next().unwrap_or(&id);
    shorten(last, 60)
}

pub(super) fn write(page: &Page<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    let findings: FxHashMap<usize, usize> = page.involved.iter().copied().collect();
    let mut claims: FxHashMap<&str, usize> = FxHashMap::default();
    for c in page.report.claims {
        *claims.entry(c.doc.as_str()).or_insert(0) += 1;
    }
    let head = html! {
        h2 id="sources" { "Sources" }
    };
    write!(out, "<section aria-labelledby=\"sources\">{}", head.0)?;
    write!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Sources\"><table class=\"sources\">"
    )?;
    let columns = html! {
        thead { tr {
            th scope="col" { "No." }
            th scope="col" { "Source" }
            th scope="col" { "Title" }
            th scope="col" { "Published" }
            th scope="col" { "Claims" }
            th scope="col" { "Findings" }
        } }
    };
    write!(out, "{}<tbody>", columns.0)?;
    for (number, d) in page.report.documents.iter().enumerate() {
        let published = d.meta.published.map_or_else(
            || "undated".to_owned(),
            |p| match p.from {
                PublishedFrom::Inferred => format!("{} (inferred)", day(p.date())),
                _ => day(p.date()),
            },
        );
        let row = html! {
            tr {
                td { (number + 1) }
                th scope="row" { (finding::source(d)) }
                td dir="auto" { (harmless(d.meta.title.as_deref().unwrap_or(""))) }
                td { (published) }
                td.number { (claims.get(d.id.as_str()).copied().unwrap_or(0)) }
                td.number { (findings.get(&number).copied().unwrap_or(0)) }
            }
        };
        write!(out, "{}", row.0)?;
    }
    write!(out, "</tbody></table></div></section>")
}
