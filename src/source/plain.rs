//! Plain text.

use super::format::{Format, Input, Options};
use super::front_matter;
use super::page;
use super::problem;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta, SourceMap};
use crate::span::Span;

/// Plain text: the file's characters, but for front matter, are the document's text.
#[derive(Debug)]
pub(super) struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn title(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let path = input.path();
        let mut text = input.decoded.text;
        let mut map = SourceMap::new(None, None, input.decoded.layout);
        let mut meta = Meta::default();
        if let Some(block) = front_matter::find(&text) {
            meta = front_matter::read(input.name, &text, &block, found);
            text = map.cut(text, &[Span::new(block.start, block.end)], &mut Vec::new());
        }
        if page::blank(&text) {
            found.push(problem::empty_file(input.name));
            return Vec::new();
        }
        let mut document = Document { id: input.name.to_owned(), path, text, map, meta, aside: Vec::new() };
        page::describe(&mut document, options);
        vec![document]
    }
}
