//! `factcheck sources`: what would be read.

use super::args::{SourcesArgs, SourcesFormat};
use super::project::Project;
use super::screen::complain;
use super::session::source_options;
use super::{Exit, Output};
use anyhow::Result;
use factcheck::document::{AsideReason, Document, PubStatus, PublishedFrom};
use factcheck::report::words::harmless;
use factcheck::source;
use factcheck::span::{Location, Span};
use serde::Serialize;
use std::io;

/// What is known of one document before it is read for claims.
#[derive(Serialize)]
struct SourceRecord {
    id: String,
    path: Option<String>,
    format: &'static str,
    title: Option<String>,
    source: Option<String>,
    author: Option<String>,
    url: Option<String>,
    published: Option<String>,
    published_from: Option<PublishedFrom>,
    modified: Option<String>,
    language: Option<String>,
    status: PubStatus,
    embargo: Option<String>,
    corrects: Option<String>,
    /// Words that are read.
    words: usize,
    aside: Vec<AsideRecord>,
    /// Words around the article that are not in its text.
    left_out: usize,
    /// The text as it is read, the headline apart; only with `--show-text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize)]
struct AsideRecord {
    reason: AsideReason,
    text: String,
    span: Location,
}

pub(super) fn run(args: &SourcesArgs, output: &mut Output<'_>) -> Result<Exit> {
    let mut found = Vec::new();
    let project = Project::open(&args.source.paths, &args.source.project).map_err(|d| found.extend(d)).ok();
    let options = project.map(|p| source_options(&args.source, &p, &mut found));
    let (Some(options), true) = (options, found.is_empty()) else {
        complain(&found, output)?;
        return Ok(Exit::Failed);
    };
    let loaded = source::load(&args.source.paths, &options, &mut io::stdin().lock());
    let records = loaded.documents.iter().map(|d| record(d, args.show_text));
    match args.format {
        SourcesFormat::Json => {
            let all: Vec<SourceRecord> = records.collect();
            serde_json::to_writer_pretty(
                &mut *output.out,
                &serde_json::json!({ "schema": "factcheck/1", "sources": all }),
            )?;
            writeln!(output.out)?;
        }
        SourcesFormat::Jsonl => {
            for r in records {
                serde_json::to_writer(&mut *output.out, &r)?;
                writeln!(output.out)?;
            }
        }
        SourcesFormat::Text => {
            let one = loaded.documents.len() == 1;
            for (i, r) in records.enumerate() {
                if i > 0 && args.show_text {
                    writeln!(output.out)?;
                }
                if !(one && args.show_text) {
                    line(&r, output)?;
                }
                if let Some(text) = &r.text {
                    writeln!(output.out, "{}", shown(text))?;
                }
            }
        }
    }
    output.out.flush()?;
    complain(&loaded.diagnostics, output)?;
    Ok(if loaded.incomplete() { Exit::Failed } else { Exit::Clean })
}

fn record(d: &Document, with_text: bool) -> SourceRecord {
    let text = copy(d);
    let meta = &d.meta;
    let aside = d.aside.iter().map(|a| AsideRecord {
        reason: a.reason,
        text: a.span.of(&d.text).trim().to_owned(),
        span: d.locate(a.span),
    });
    SourceRecord {
        id: d.id.clone(),
        path: d.path.clone(),
        format: meta.format,
        title: meta.title.clone(),
        source: meta.source.clone(),
        author: meta.author.clone(),
        url: meta.url.clone(),
        published: meta.published.map(|p| p.at.to_string()),
        published_from: meta.published.map(|p| p.from),
        modified: meta.modified.map(|m| m.to_string()),
        language: source::language(d),
        status: meta.status,
        embargo: meta.embargo.map(|m| m.to_string()),
        corrects: meta.corrects.clone(),
        words: text.split_whitespace().count(),
        aside: aside.collect(),
        left_out: meta.left_out,
        text: with_text.then_some(text),
    }
}

/// The text without what is set aside, and without the headline where that is its first paragraph:
/// `title` says it already.
fn copy(d: &Document) -> String {
    let mut out = String::with_capacity(d.text.len());
    let mut at = 0;
    for a in &d.aside {
        out.push_str(Span::new(at, a.span.start as usize).of(&d.text));
        at = a.span.end as usize;
    }
    out.push_str(Span::new(at, d.text.len()).of(&d.text));
    let mut paragraphs: Vec<&str> = out.split('\n').map(str::trim).collect();
    if let (Some(title), Some(first)) = (&d.meta.title, paragraphs.iter().position(|p| !p.is_empty()))
        && paragraphs.get(first).is_some_and(|p| same(p, title))
        && paragraphs.iter().skip(first + 1).any(|p| !p.is_empty())
    {
        paragraphs.remove(first);
    }
    // Blank lines in a row are one.
    let mut text = String::with_capacity(out.len());
    for p in paragraphs {
        if !(p.is_empty() && (text.is_empty() || text.ends_with("\n\n"))) {
            text.push_str(p);
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}

/// Whether two lines are the same words.
fn same(a: &str, b: &str) -> bool {
    let words = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    words(a) == words(b)
}

/// A text for a terminal: lines stay lines.
fn shown(text: &str) -> String {
    text.split('\n').map(harmless).collect::<Vec<_>>().join("\n")
}

fn line(r: &SourceRecord, output: &mut Output<'_>) -> io::Result<()> {
    let title = r.title.as_deref().map_or_else(|| "no title".to_owned(), |t| format!("“{}”", harmless(t)));
    writeln!(output.out, "{}: {}, {title}", harmless(&r.id), r.format)?;
    let mut facts = Vec::new();
    facts.push(match (&r.published, r.published_from) {
        (Some(at), Some(from)) => format!("published {at} ({})", origin(from)),
        _ => "no date".to_owned(),
    });
    facts.extend(r.modified.as_ref().map(|m| format!("changed {m}")));
    facts.extend(r.source.as_ref().map(|s| format!("from {}", harmless(s))));
    facts.extend(r.author.as_ref().map(|a| format!("by {}", harmless(a))));
    facts.extend(r.language.as_ref().map(|l| harmless(l)));
    facts.push(format!("{} words", r.words));
    match r.status {
        PubStatus::Usable => {}
        PubStatus::Withheld => facts.push("withheld: not compared".to_owned()),
        PubStatus::Canceled => facts.push("canceled: not compared".to_owned()),
    }
    facts.extend(r.embargo.as_ref().map(|e| format!("embargoed until {e}")));
    facts.extend(r.corrects.as_ref().map(|c| format!("corrects {}", harmless(c))));
    writeln!(output.out, "  {}", facts.join(", "))?;
    let mut set_aside: Vec<String> = Vec::new();
    for reason in REASONS {
        let words: usize =
            r.aside.iter().filter(|a| a.reason == reason.0).map(|a| a.text.split_whitespace().count()).sum();
        if words > 0 {
            set_aside.push(format!("{words} of {}", reason.1));
        }
    }
    if r.left_out > 0 {
        set_aside.push(format!("{} around the article", r.left_out));
    }
    if !set_aside.is_empty() {
        writeln!(output.out, "  words set aside: {}", set_aside.join(", "))?;
    }
    Ok(())
}

/// Why words are set aside, as a person says it.
const REASONS: &[(AsideReason, &str)] = &[
    (AsideReason::Header, "headers"),
    (AsideReason::Navigation, "navigation"),
    (AsideReason::Notice, "notices"),
    (AsideReason::Caption, "captions"),
    (AsideReason::Quoted, "earlier messages"),
    (AsideReason::Repeated, "repetition"),
    (AsideReason::OtherScript, "other scripts"),
    (AsideReason::Code, "code"),
];

fn origin(from: PublishedFrom) -> &'static str {
    match from {
        PublishedFrom::Metadata => "from its metadata",
        PublishedFrom::FrontMatter => "from its front matter",
        PublishedFrom::Header => "from a header line",
        PublishedFrom::Dateline => "from its dateline",
        PublishedFrom::Option => "from --published",
        PublishedFrom::Inferred => "inferred",
    }
}
