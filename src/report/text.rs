//! `text`: for a person at a terminal.

use super::words::{day, harmless, shorten, value};
use super::{Format, Report, Terminal};
use crate::claim::Claim;
use crate::document::{Document, PublishedFrom};
use crate::finding::{Finding, Relation, Severity, Side};
use crate::span::Location;
use annotate_snippets::{AnnotationKind, Group, Level, Snippet};
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// The default format.
#[derive(Debug)]
pub(super) struct Text;

/// Sources of one side that are shown in full; the others are named.
const SHOWN: usize = 2;

/// Lines longer than this are shown as a window around the marked words.
const LINE: usize = 4_000;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn about(&self) -> &'static str {
        "for a person: each side in its sentence, and why they disagree"
    }

    fn write(&self, report: &Report<'_>, terminal: Terminal, out: &mut dyn Write) -> io::Result<()> {
        let index = Index {
            documents: report.documents.iter().map(|d| (d.id.as_str(), d)).collect(),
            claims: report.claims.iter().map(|c| (c.id.as_str(), c)).collect(),
        };
        for f in report.findings {
            writeln!(out, "{}\n", finding(f, &index, terminal))?;
        }
        writeln!(out, "{}", summary(report))
    }
}

struct Index<'a> {
    documents: FxHashMap<&'a str, &'a Document>,
    claims: FxHashMap<&'a str, &'a Claim>,
}

fn finding(f: &Finding, index: &Index<'_>, terminal: Terminal) -> String {
    let level = match (f.relation, f.severity) {
        (Relation::Agree | Relation::Refine | Relation::Compatible, _) => Level::INFO,
        (_, Severity::Error) => Level::ERROR,
        (_, Severity::Warning) => Level::WARNING,
        (_, Severity::Note) => Level::NOTE,
    };
    let id = format!("{} {}", relation(f.relation), f.check);
    let title = wrap(&harmless(&f.message), terminal, "warning[]: ".len() + id.len());
    let mut group = Group::with_title(level.primary_title(&title).id(&id));
    let places: Vec<Place> = f.sides.iter().enumerate().flat_map(|(i, s)| places(i, s, index)).collect();
    for p in &places {
        let kind = if p.side == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let snippet = Snippet::source(p.line.as_str())
            .path(p.path.as_str())
            .line_start(p.number)
            .annotation(kind.span(p.from..p.to).label(&p.label));
        group = group.element(snippet);
    }
    let notes: Vec<String> = notes(f).iter().map(|n| wrap(n, terminal, 14)).collect();
    for n in &notes {
        group = group.element(Level::NOTE.message(n));
    }
    terminal.renderer().render(&[group])
}

fn relation(r: Relation) -> &'static str {
    match r {
        Relation::Conflict => "conflict",
        Relation::Update => "update",
        Relation::Variant => "variant",
        Relation::Compatible => "compatible",
        Relation::Refine => "refine",
        Relation::Agree => "agree",
    }
}

/// Text broken to the width of the terminal, less what stands before it.
fn wrap(text: &str, terminal: Terminal, indent: usize) -> String {
    let options = textwrap::Options::new(terminal.width.saturating_sub(indent).max(24));
    textwrap::fill(text, options.word_splitter(textwrap::WordSplitter::NoHyphenation))
}

/// A marked place of a source.
struct Place {
    side: usize,
    path: String,
    line: String,
    number: usize,
    from: usize,
    to: usize,
    label: String,
}

fn places(side: usize, s: &Side, index: &Index<'_>) -> Vec<Place> {
    let stated = s.value.as_ref().map(value).unwrap_or_default();
    let mut seen: Vec<&str> = Vec::new();
    let mut all = Vec::new();
    let spots = s.claims.iter().filter_map(|id| index.claims.get(id.as_str())).map(|c| (c.doc.as_str(), c.location));
    let own = s.doc.as_deref().zip(s.span);
    for (doc, location) in spots.chain(own) {
        if seen.contains(&doc) || all.len() == SHOWN {
            continue;
        }
        seen.push(doc);
        let Some(d) = index.documents.get(doc) else { continue };
        let label = format!("{}{}", harmless(&stated), published(d));
        all.extend(place(side, d, location, label));
    }
    all
}

/// ", published 1 October 2025", with how it is known where that is a guess.
fn published(d: &Document) -> String {
    match d.meta.published {
        Some(p) if p.from == PublishedFrom::Inferred => format!(" (undated, read as of {})", day(p.date())),
        Some(p) => format!(" (published {})", day(p.date())),
        None => " (undated)".into(),
    }
}

/// The line of the source around a location, made harmless, with the marked bytes in it.
fn place(side: usize, d: &Document, at: Location, label: String) -> Option<Place> {
    let source = d.map.source(&d.text);
    let start = byte_of(source, at.chars[0])?;
    let end = byte_of(source, at.chars[1])?;
    let line_start = source[..start].rfind('\n').map_or(0, |n| n + 1);
    let line_end = source[end..].find('\n').map_or(source.len(), |n| end + n);
    let (a, b) = if line_end - line_start > LINE {
        (floor(source, start.saturating_sub(LINE / 4).max(line_start)), floor(source, (end + LINE / 4).min(line_end)))
    } else {
        (line_start, line_end)
    };
    let before = keep_lines(&source[a..start]);
    let marked = keep_lines(&source[start..end]);
    let after = keep_lines(&source[end..b]);
    Some(Place {
        side,
        path: harmless(&d.id),
        from: before.len(),
        to: before.len() + marked.len(),
        line: before + &marked + &after,
        number: at.line,
        label,
    })
}

/// Harmless text with its line breaks.
fn keep_lines(text: &str) -> String {
    text.split('\n').map(|l| harmless(l.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn byte_of(text: &str, chars: usize) -> Option<usize> {
    text.char_indices().map(|(i, _)| i).chain([text.len()]).nth(chars)
}

fn notes(f: &Finding) -> Vec<String> {
    let mut all = vec![harmless(&f.why)];
    for s in &f.sides {
        if s.docs.len() > 1 {
            let names: Vec<String> = s.docs.iter().map(|d| harmless(d)).collect();
            let copies = if s.independent < s.docs.len() {
                format!(", {} of them independent", s.independent)
            } else {
                String::new()
            };
            all.push(format!("“{}” stands in {}{copies}", harmless(&shorten(&s.text, 48)), names.join(", ")));
        }
    }
    all.push(format!("confidence {:.2}; see `factcheck explain {}`", f.confidence, f.id));
    all
}

fn summary(report: &Report<'_>) -> String {
    let counts = report.counts();
    let of = |s: Severity, one: &str| {
        let n = counts.get(&s).copied().unwrap_or(0);
        format!("{n} {one}{}", if n == 1 { "" } else { "s" })
    };
    let hidden = match report.hidden {
        0 => String::new(),
        n => format!("; {n} more where the sources hold together (--all)"),
    };
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    format!(
        "{}, {}, {} in {} from {}{hidden}",
        of(Severity::Error, "error"),
        of(Severity::Warning, "warning"),
        of(Severity::Note, "note"),
        plural(report.claims.len(), "claim"),
        plural(report.documents.len(), "article"),
    )
}
