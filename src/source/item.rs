//! Items of feeds and agencies' packages: several documents of one file.

use super::format::Options;
use super::html::Copy;
use super::page;
use super::traced::Traced;
use crate::document::{Aside, Document, Meta, PieceMap, SourceMap};
use crate::span::{Part, PartKind, Span};

/// One item, as it is put together.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) id: Option<String>,
    pub(super) words: Traced,
    pub(super) aside: Vec<Aside>,
    pub(super) meta: Meta,
}

impl Item {
    /// Adds a paragraph, such as the headline.
    pub(super) fn line(&mut self, line: &Traced) {
        let (start, end) = (line.text.len() - line.text.trim_start().len(), line.text.trim_end().len());
        if start < end {
            self.words.part();
            self.words.copy(line, start..end);
        }
    }

    /// Adds the copy of a page or a piece of one, which was made from `outer`.
    pub(super) fn copy(&mut self, copy: Copy, outer: Traced) {
        let words = copy.words.through(&PieceMap(outer.pieces));
        self.words.part();
        let base = self.words.text.len();
        self.words.copy(&words, 0..words.text.len());
        self.aside.extend(copy.aside.iter().map(|a| Aside { span: shifted(a.span, base), reason: a.reason }));
    }

    /// The document; `None` where there is nothing to read in it. `number` is its place in the file.
    pub(super) fn document(
        self,
        name: &str,
        number: usize,
        map: impl FnOnce(Vec<crate::document::Piece>) -> SourceMap,
        options: &Options,
    ) -> Option<Document> {
        if page::blank(&self.words.text) {
            return None;
        }
        let id = self.id.filter(|i| !i.trim().is_empty()).unwrap_or_else(|| format!("{name}#{number}"));
        let part = Part { kind: PartKind::Item, number: number as u32 };
        let path = (name != "-").then(|| name.to_owned());
        let map = map(self.words.pieces).with_parts(vec![(0, part)]);
        let mut document = Document { id, path, text: self.words.text, map, meta: self.meta, aside: self.aside };
        page::describe(&mut document, options);
        Some(document)
    }
}

fn shifted(span: Span, by: usize) -> Span {
    Span::new(span.start as usize + by, span.end as usize + by)
}
