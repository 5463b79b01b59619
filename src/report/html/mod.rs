//! `html`: one page that needs no network and no script.

mod agreement;
mod finding;
mod sources;
mod style;
mod support;
mod timeline;

use super::words::severity;
use super::{Format, Report, Terminal};
use crate::finding::{Finding, Severity};
use maud::{DOCTYPE, Markup, html};
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// Findings first, then who says which days, which sources agree, and the sources.
#[derive(Debug)]
pub(super) struct Html;

/// What the page looks up while it is written.
struct Page<'r, 'a> {
    report: &'r Report<'a>,
    /// Kinds of the findings, those of the filter first; sorted.
    kinds: Vec<&'a str>,
    /// Documents by the number of findings that name them, most first.
    involved: Vec<(usize, usize)>,
    /// Number of a document in the filter by sources.
    slots: FxHashMap<usize, usize>,
}

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "a page for people: both articles side by side, timeline, agreement, filters"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        let page = Page::new(report);
        write!(out, "{}<html lang=\"en\">{}<body>", DOCTYPE.0, head(report).0)?;
        write!(out, "{}", top(report).0)?;
        write!(out, "<main id=\"main\"><section aria-labelledby=\"findings\"><h2 id=\"findings\">Findings</h2>")?;
        write!(out, "{}", page.filters().0)?;
        for (i, f) in report.findings.iter().enumerate() {
            write!(out, "{}", finding::markup(&page, f, i).0)?;
        }
        write!(out, "{}</section>", page.count().0)?;
        if let Some((support, _)) = report.support() {
            support::write(report, support, out)?;
        }
        timeline::write(report, out)?;
        write!(out, "{}", agreement::markup(&page).0)?;
        sources::write(&page, out)?;
        writeln!(out, "</main>{}</body></html>", foot().0)
    }
}

fn head(report: &Report<'_>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(style::policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { "factcheck: " (report.summary()) }
            style { (maud::PreEscaped(style::sheet())) }
        }
    }
}

fn top(report: &Report<'_>) -> Markup {
    html! {
        a.skip href="#findings" { "Skip to the findings" }
        header {
            h1 { "factcheck" }
            p.summary { (report.summary()) @if report.hidden > 0 { "; " (report.hidden) " more where the sources hold together" } "." }
            nav aria-label="Parts of this page" {
                ul {
                    li { a href="#findings" { "Findings" } }
                    @if report.support().is_some() { li { a href="#draft" { "The draft" } } }
                    li { a href="#timeline" { "Timeline" } }
                    li { a href="#agreement" { "Agreement" } }
                    li { a href="#sources" { "Sources" } }
                }
            }
        }
    }
}

fn foot() -> Markup {
    html! {
        footer {
            p { "Made by factcheck " (env!("CARGO_PKG_VERSION")) ". It says that sources disagree, not which of them is right." }
        }
    }
}

impl<'r, 'a> Page<'r, 'a> {
    fn new(report: &'r Report<'a>) -> Self {
        let mut kinds: Vec<&str> = report.findings.iter().map(|f| f.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        for f in report.findings {
            for d in documents(report, f) {
                *counts.entry(d).or_insert(0) += 1;
            }
        }
        let mut involved: Vec<(usize, usize)> =
            (0..report.documents.len()).filter_map(|d| Some((d, *counts.get(&d)?))).collect();
        involved.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let slots = involved.iter().take(style::SOURCES).enumerate().map(|(slot, (d, _))| (*d, slot)).collect();
        Self { report, kinds, involved, slots }
    }

    /// The classes by which the filters find it.
    fn classes(&self, f: &Finding) -> String {
        let mut all = format!("finding {}", severity(f.severity));
        if f.suppressed.is_some() {
            all.push_str(" accepted");
        }
        if let Some(k) = self.kinds.iter().position(|k| *k == f.kind).filter(|k| *k < style::KINDS) {
            all.push_str(" k");
            all.push_str(&k.to_string());
        }
        for slot in documents(self.report, f).iter().filter_map(|d| self.slots.get(d)) {
            all.push_str(" s");
            all.push_str(&slot.to_string());
        }
        all
    }

    /// Check boxes and a list: the style sheet hides what they leave out.
    fn filters(&self) -> Markup {
        let severities = [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")];
        let counts = self.report.counts();
        let accepted = self.report.findings.iter().filter(|f| f.suppressed.is_some()).count();
        html! {
            form.filters aria-label="Show only some findings" autocomplete="off" {
                fieldset {
                    legend { "Severity" }
                    @for (s, name) in severities {
                        label { input type="checkbox" checked id={ "show-" (severity(s)) }; (name) " (" (counts.get(&s).copied().unwrap_or(0)) ")" }
                    }
                    @if accepted > 0 {
                        label { input type="checkbox" checked id="show-accepted"; "Accepted (" (accepted) ")" }
                    }
                }
                @if self.kinds.len() > 1 {
                    fieldset {
                        legend { "Kind" }
                        @for (i, kind) in self.kinds.iter().take(style::KINDS).enumerate() {
                            label { input type="checkbox" checked id={ "show-k" (i) }; bdi { (super::words::harmless(kind)) } }
                        }
                    }
                }
                @if self.involved.len() > 1 {
                    p {
                        label for="show-source" { "Source" }
                        select id="show-source" {
                            option value="" { "all sources" }
                            @for (slot, (document, count)) in self.involved.iter().take(style::SOURCES).enumerate() {
                                option value=(slot) { (sources::name(self.report, *document)) " (" (count) ")" }
                            }
                        }
                    }
                }
            }
        }
    }

    /// How many findings the filters leave; the style sheet counts.
    fn count(&self) -> Markup {
        html! {
            @if self.report.findings.is_empty() {
                p.none { "No finding: where these sources speak of the same thing, they hold together." }
            } @else {
                p.shown { "of " (self.report.findings.len()) " shown" }
            }
        }
    }
}

/// The documents that a finding names, each once.
fn documents(report: &Report<'_>, f: &Finding) -> Vec<usize> {
    let mut all: Vec<usize> = f.sides.iter().flat_map(|s| &s.docs).filter_map(|d| report.number(d)).collect();
    all.sort_unstable();
    all.dedup();
    all
}
