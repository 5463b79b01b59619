//! A document whose text is made from a file, and counts its own offsets.

use super::format::Options;
use super::page;
use super::problem;
use crate::diagnostic::Diagnostic;
use crate::document::{Aside, Document, Meta, PieceMap, SourceMap};
use crate::span::Part;

/// What a reader of such a file found.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) text: String,
    pub(super) aside: Vec<Aside>,
    pub(super) meta: Meta,
    /// Where each page, row or chapter begins.
    pub(super) parts: Vec<(usize, Part)>,
    /// From the text to the file, where its bytes are the text's.
    pub(super) origin: Option<(String, PieceMap, crate::document::ByteLayout)>,
}

impl Whole {
    /// The document, or a message that there is nothing in it.
    pub(super) fn document(self, name: &str, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        if page::blank(&self.text) {
            found.push(problem::empty_file(name));
            return Vec::new();
        }
        let map = match self.origin {
            Some((source, pieces, layout)) => SourceMap::new(Some(source), Some(pieces), layout),
            None => SourceMap::identity(),
        };
        let map = map.with_parts(self.parts);
        let path = (name != "-").then(|| name.to_owned());
        let mut document =
            Document { id: name.to_owned(), path, text: self.text, map, meta: self.meta, aside: self.aside };
        page::describe(&mut document, options);
        vec![document]
    }
}
