//! JSONL: a document a line.

use super::format::{Format, Input, Options};
use super::{moment, page, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta, Published, PublishedFrom, SourceMap};
use crate::span::Span;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

/// A document a line, each a JSON object with at least `text`.
#[derive(Debug)]
pub(super) struct Jsonl;

/// A line as written. All but `text` are looked at one by one, so that a mistake in one of them
/// does not cost the record.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a record such as {\"text\": \"…\"}")]
struct Record {
    text: Option<String>,
    id: Option<Value>,
    published: Option<Value>,
    title: Option<Value>,
    source: Option<Value>,
    url: Option<Value>,
    language: Option<Value>,
    story: Option<Value>,
}

/// What the parser says, and what a person would.
const PLAIN_WORDS: &[(&str, &str)] = &[
    ("unexpected end of hex escape", "half of a surrogate pair stands alone"),
    ("lone leading surrogate", "half of a surrogate pair stands alone"),
    ("control character", "a control character stands in a string; write it as an escape, such as \\n"),
    ("key must be a string", "a key must stand in double quotation marks"),
    ("trailing comma", "there is a comma too many"),
    ("trailing characters", "something follows after the record"),
    ("expected `,` or `}`", "a comma or a closing brace is missing"),
    ("expected `:`", "a colon is missing after the key"),
    ("recursion limit", "the record is nested too deeply"),
];

impl Format for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn title(&self) -> &'static str {
        "JSONL"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn a_document_a_line(&self) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, first: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let text = input.decoded.text.as_str();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines: Vec<(usize, &str)> = text
            .split('\n')
            .enumerate()
            .map(|(i, line)| (first + i, line.trim_end_matches('\r')))
            .filter(|(_, line)| !line.trim_ascii().is_empty())
            .collect();
        if lines.is_empty() && first == 1 {
            found.push(problem::empty_file(input.name));
        }
        let path = input.path();
        let read: Vec<(Option<Document>, Vec<Diagnostic>)> = lines
            .par_iter()
            .with_min_len(16)
            .map(|&(number, content)| {
                let mut line = Line { name: input.name, number, content, found: Vec::new() };
                (line.read(path.as_deref(), options), line.found)
            })
            .collect();
        let mut documents = Vec::with_capacity(read.len());
        for (document, diagnostics) in read {
            documents.extend(document);
            found.extend(diagnostics);
        }
        documents
    }
}

/// A line being read.
struct Line<'f> {
    name: &'f str,
    number: usize,
    content: &'f str,
    found: Vec<Diagnostic>,
}

impl Line<'_> {
    fn read(&mut self, path: Option<&str>, options: &Options) -> Option<Document> {
        if self.content.len() as u64 > options.max_line {
            let len = Some(self.content.len() as u64);
            self.found.push(problem::line_too_long(self.name, self.number, len, options.max_line));
            return None;
        }
        let begin = self.content.len() - self.content.trim_ascii_start().len();
        if !self.content.get(begin..).is_some_and(|c| c.starts_with('{')) {
            let help = "each line is one whole JSON object: {\"text\": \"…\"}";
            let end = self.content.trim_end().len();
            self.left_out(Span::new(begin, end), "it is not a JSON object", help);
            return None;
        }
        let record: Record = match serde_json::from_str(self.content) {
            Ok(record) => record,
            Err(error) => return self.broken(&error),
        };
        let Some(text) = record.text else {
            let end = self.content.trim_end().len();
            self.left_out(Span::new(0, end), "the record has no `text`", "only `text` is required: {\"text\": \"…\"}");
            return None;
        };
        if page::blank(&text) {
            let at = self.key("text");
            self.odd(at, "`text` is empty, so there is nothing to read in this record");
            return None;
        }
        let id = self.field("id", record.id).unwrap_or_else(|| format!("{}:{}", self.name, self.number));
        let meta = Meta {
            title: self.field("title", record.title),
            source: self.field("source", record.source),
            url: self.field("url", record.url),
            published: self.published(record.published),
            language: self.field("language", record.language),
            story: self.field("story", record.story),
            ..Meta::default()
        };
        let path = path.map(str::to_owned);
        let mut document = Document { id, path, text, map: SourceMap::identity(), meta, aside: Vec::new() };
        page::describe(&mut document, options);
        Some(document)
    }

    /// A field's words; a number stands for its digits.
    fn field(&mut self, key: &str, value: Option<Value>) -> Option<String> {
        match value? {
            Value::String(s) => Some(s).filter(|s| !s.trim().is_empty()),
            Value::Number(n) => Some(n.to_string()),
            Value::Null => None,
            _ => {
                let at = self.key(key);
                self.odd(at, &format!("`{key}` should be a string; it was passed over"));
                None
            }
        }
    }

    fn published(&mut self, value: Option<Value>) -> Option<Published> {
        let words = self.field("published", value)?;
        let at = moment::whole(&words);
        if at.is_none() {
            let span = self.key("published");
            self.odd(span, &format!("`published` is no date that can be read: “{words}”; write it as 2025-12-05"));
        }
        Some(Published { at: at?, from: PublishedFrom::Metadata })
    }

    /// Where a key stands in the line.
    fn key(&self, key: &str) -> Span {
        let quoted = format!("\"{key}\"");
        self.content.find(&quoted).map_or(Span::new(0, 1), |at| Span::new(at, at + quoted.len()))
    }

    fn odd(&mut self, span: Span, what: &str) {
        let help = "the rest of the record was read";
        self.found.push(problem::odd_field(self.name, self.number, self.content, span, what, help));
    }

    fn left_out(&mut self, span: Span, what: &str, help: &str) {
        self.found.push(problem::broken_line(self.name, self.number, self.content, span, what, help));
    }

    fn broken(&mut self, error: &serde_json::Error) -> Option<Document> {
        let mut at = error.column().saturating_sub(1).min(self.content.len().saturating_sub(1));
        while !self.content.is_char_boundary(at) {
            at -= 1;
        }
        let len = self.content.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or(&words);
        let plain = PLAIN_WORDS.iter().find(|(w, _)| words.starts_with(w)).map_or(words, |(_, plain)| plain);
        let what = if error.is_eof() { "the line ends in the middle of the record" } else { plain };
        let help = "the other lines were read; each line is one whole JSON object";
        self.left_out(Span::new(at, at + len), what, help);
        None
    }
}
