//! Plain text.

use super::format::{Format, Input, Options};
use super::page;
use super::problem;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta, SourceMap};

/// Plain text: the file's characters are the document's text.
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
        let text = input.decoded.text;
        if page::blank(&text) {
            found.push(problem::empty_file(input.name));
            return Vec::new();
        }
        let mut document = Document {
            id: input.name.to_owned(),
            path,
            text,
            map: SourceMap::new(None, None, input.decoded.layout),
            meta: Meta::default(),
            aside: Vec::new(),
        };
        page::describe(&mut document, options);
        vec![document]
    }
}
