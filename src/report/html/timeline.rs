//! Who says which days, in the order in which they were published.

use crate::claim::{Claim, Status};
use crate::report::Report;
use crate::report::words::{dates, day, harmless, value};
use crate::value::Value;
use arcstr::ArcStr;
use chrono::NaiveDate;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Questions that are shown; those that most sources answer come first.
const SHOWN: usize = 60;

/// Answers that one question shows.
const ROWS: usize = 100;

/// Width of a bar's scale, in its own units.
const SCALE: i64 = 1000;

/// What a claim with days answers: kind, attribute, subject, object.
type Question<'a> = (&'a str, &'a str, &'a str, &'a str);

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut all: BTreeMap<Question<'_>, Vec<&Claim>> = BTreeMap::new();
    // What nobody is named for is no question that two articles share.
    for c in report.claims.iter().filter(|c| c.subject.is_some() && !c.is_unnamed() && days(c).is_some()) {
        all.entry((&c.kind, part(c.attribute.as_ref()), part(c.subject.as_ref()), part(c.object.as_ref())))
            .or_default()
            .push(c);
    }
    let mut questions: Vec<(Question<'_>, Vec<&Claim>, usize)> = all
        .into_iter()
        .map(|(q, claims)| {
            let sources = sources(&claims);
            (q, claims, sources)
        })
        .filter(|(_, _, sources)| *sources > 1)
        .collect();
    questions.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    write!(out, "<section aria-labelledby=\"timeline\"><h2 id=\"timeline\">Timeline</h2>")?;
    let intro = html! {
        p { "Who says which days, in the order of publication: what more than one source dates." }
        @if questions.is_empty() { p.none { "No two sources date the same thing." } }
    };
    write!(out, "{}", intro.0)?;
    for (q, claims, _) in questions.iter().take(SHOWN) {
        write!(out, "{}", question(report, *q, claims).0)?;
    }
    if questions.len() > SHOWN {
        write!(out, "<p>{} more are not shown.</p>", questions.len() - SHOWN)?;
    }
    write!(out, "</section>")
}

fn part(name: Option<&ArcStr>) -> &str {
    name.map_or("", ArcStr::as_str)
}

fn sources(claims: &[&Claim]) -> usize {
    let mut all: Vec<&str> = claims.iter().map(|c| c.doc.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// First and last day of a claim that names both.
fn days(c: &Claim) -> Option<(NaiveDate, NaiveDate)> {
    let (Value::Date(t) | Value::Time(t)) = &*c.value else { return None };
    Some((t.start?.date(), t.end?.date()))
}

fn question(report: &Report<'_>, q: Question<'_>, claims: &[&Claim]) -> Markup {
    let (kind, attribute, subject, object) = q;
    let mut rows: Vec<(&Claim, NaiveDate, NaiveDate)> =
        claims.iter().filter_map(|c| days(c).map(|(a, b)| (*c, a, b.max(a)))).collect();
    rows.sort_by(|a, b| {
        let published = |c: &Claim| c.published.clone().unwrap_or_else(|| "9999".into());
        published(a.0).cmp(&published(b.0)).then(a.0.doc.cmp(&b.0.doc)).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2))
    });
    rows.dedup_by(|a, b| (&a.0.doc, a.1, a.2, a.0.status) == (&b.0.doc, b.1, b.2, b.0.status));
    let from = rows.iter().map(|r| r.1).min().unwrap_or_default();
    let to = rows.iter().map(|r| r.2).max().unwrap_or_default();
    let parties: Vec<String> = [subject, object].into_iter().filter(|p| !p.is_empty()).map(harmless).collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label={ "Timeline: " (kind) " " (attribute) ", " (parties.join(" / ")) } {
            table.timeline {
                caption { (kind) " " (attribute) ", " bdi { (parties.join(" / ")) } }
                thead {
                    tr {
                        th scope="col" { "Published" }
                        th scope="col" { "Source" }
                        th scope="col" { "Says" }
                        th.days scope="col" { (dates(from, to)) }
                    }
                }
                tbody {
                    @for (c, a, b) in rows.iter().take(ROWS) {
                        tr {
                            td { (published(report, c)) }
                            th scope="row" { (path(&c.doc)) }
                            td { bdi { (harmless(&value(&c.value))) } @if c.status != Status::Asserted { " " span.status { (status(c.status)) } } }
                            td.days { (bar(from, to, *a, *b)) }
                        }
                    }
                }
            }
            @if rows.len() > ROWS { p { (rows.len() - ROWS) " more are not shown." } }
        }
    }
}

/// A path in which the folders can be left out where there is little room.
fn path(id: &str) -> Markup {
    let id = harmless(id);
    let (folders, name) = id.rfind('/').map_or(("", id.as_str()), |at| id.split_at(at + 1));
    html! { bdi { span.folders { (folders) } (name) } }
}

fn published(report: &Report<'_>, c: &Claim) -> String {
    let known = report.document(&c.doc).and_then(|d| d.meta.published);
    known.map_or_else(|| "undated".into(), |p| day(p.date()))
}

fn status(s: Status) -> &'static str {
    match s {
        Status::Asserted => "",
        Status::Expected => "expected",
        Status::Reported => "reported",
        Status::Denied => "denied",
        Status::Conditional => "conditional",
    }
}

/// The days as a bar on the scale of the question; the words stand beside it.
fn bar(from: NaiveDate, to: NaiveDate, a: NaiveDate, b: NaiveDate) -> Markup {
    let whole = (to - from).num_days() + 1;
    let x = (a - from).num_days() * SCALE / whole;
    let width = (((b - a).num_days() + 1) * SCALE / whole).max(6).min(SCALE - x);
    html! {
        svg viewBox={ "0 0 " (SCALE) " 10" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.scale x="0" y="4" width=(SCALE) height="2" {}
            rect.bar x=(x) y="0" width=(width) height="10" {}
        }
    }
}
