//! Tables with named columns: CSV and TSV. Offsets count in the text of a row.

use super::format::{Format, Input, Options};
use super::item::Item;
use super::traced::Traced;
use super::whole::Whole;
use super::{moment, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Published, PublishedFrom, SourceMap};
use crate::span::{Part, PartKind};

/// CSV: a row is a document where a column holds its text; else the table is one document.
#[derive(Debug)]
pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn title(&self) -> &'static str {
        "CSV or TSV"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let name = input.name;
        let text = input.decoded.text.trim_start_matches('\u{feff}');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
        let header: Vec<String> = match reader.headers() {
            Ok(h) => h.iter().map(|c| c.trim().to_owned()).collect(),
            Err(e) => {
                found.push(problem::broken_file(name, &e.to_string()));
                return Vec::new();
            }
        };
        let mut rows = Vec::new();
        for (i, row) in reader.records().enumerate() {
            match row {
                Ok(row) => rows.push((i + 2, row.iter().map(|c| c.trim().to_owned()).collect())),
                Err(e) => found.push(problem::broken_file(name, &format!("row {}: {e}", i + 2))),
            }
        }
        match column(&header, TEXT) {
            Some(_) => documents(name, &header, &rows, options, found),
            None => table(&header, &rows).document(name, options, found),
        }
    }
}

type Row = (usize, Vec<String>);

const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "full text",
    "full_text",
    "story text",
    "body_text",
    "article_text",
    "maintext",
    "copy",
];
const TITLE: &[&str] = &["title", "headline", "heading"];
const DATE: &[&str] = &[
    "published",
    "date",
    "published_at",
    "publish_date",
    "pubdate",
    "publication date",
    "publication_date",
    "datetime",
    "timestamp",
];
const SOURCE: &[&str] = &["source", "publisher", "outlet", "agency", "publication", "newspaper", "domain"];
const URL: &[&str] = &["url", "link"];
const ID: &[&str] = &["id", "guid", "uri", "article_id"];
const AUTHOR: &[&str] = &["author", "authors", "byline"];
const LANGUAGE: &[&str] = &["language", "lang"];
const STORY: &[&str] = &["story"];

fn column(header: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|n| header.iter().position(|h| h.eq_ignore_ascii_case(n)))
}

/// The mark that parts the columns of the first line: the most frequent of those in use.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |mark: u8| first.bytes().filter(|b| *b == mark).count();
    [b'\t', b';', b'|', b','].into_iter().max_by_key(|m| count(*m)).unwrap_or(b',')
}

fn documents(
    name: &str,
    header: &[String],
    rows: &[Row],
    options: &Options,
    found: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let mut all = Vec::new();
    for (number, row) in rows {
        let cell = |names: &[&str]| column(header, names).and_then(|c| row.get(c)).filter(|c| !c.is_empty()).cloned();
        let Some(text) = cell(TEXT) else { continue };
        let mut item = Item { id: cell(ID).or_else(|| Some(format!("{name}:{number}"))), ..Item::default() };
        item.meta.title = cell(TITLE);
        item.meta.published =
            cell(DATE).and_then(|d| moment::whole(&d)).map(|at| Published { at, from: PublishedFrom::Metadata });
        item.meta.source = cell(SOURCE);
        item.meta.url = cell(URL);
        item.meta.author = cell(AUTHOR);
        item.meta.language = cell(LANGUAGE);
        item.meta.story = cell(STORY);
        for words in item.meta.title.clone().into_iter().chain([text]) {
            let mut line = Traced::default();
            line.made(&words);
            item.line(&line);
        }
        let part = Part { kind: PartKind::Row, number: *number as u32 };
        all.extend(item.document(name, *number, |_| SourceMap::identity(), options).map(|mut d| {
            d.map = SourceMap::identity().with_parts(vec![(0, part)]);
            d
        }));
    }
    if all.is_empty() {
        found.push(problem::no_items(name, "a table"));
    }
    all
}

/// Each row as a line: “column: value; column: value”.
fn table(header: &[String], rows: &[Row]) -> Whole {
    let mut whole = Whole::default();
    for (number, row) in rows {
        if !whole.text.is_empty() {
            whole.text.push_str("\n\n");
        }
        whole.parts.push((whole.text.len(), Part { kind: PartKind::Row, number: *number as u32 }));
        let cells = row.iter().enumerate().filter(|(_, c)| !c.is_empty()).map(|(i, c)| match header.get(i) {
            Some(h) if !h.is_empty() => format!("{h}: {c}"),
            _ => c.clone(),
        });
        whole.text.push_str(&cells.collect::<Vec<_>>().join("; "));
    }
    whole
}
