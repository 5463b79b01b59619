//! Web pages.

mod body;
mod classes;
mod head;
mod main_text;
mod page;

use super::format::{Format, Input, Options};
use super::furniture::{Furniture, Label};
use super::header;
use super::traced::Traced;
use super::xml;
use super::{moment, page as lines, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Aside, AsideReason, Document, Meta, PieceMap, Published, PublishedFrom, SourceMap};
use crate::span::Span;
use crate::value::Instant;
use main_text::Choice;
use page::{Page, Tag};

/// HTML: the page's copy, with menus, teasers and notices left out, captions and whatever else
/// stands between its paragraphs set aside, and its metadata.
#[derive(Debug)]
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn title(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let starts = |with: &[u8]| head.get(..with.len()).is_some_and(|h| h.eq_ignore_ascii_case(with));
        starts(b"<!doctype html") || starts(b"<html") || xml::root_is(head, &["html", "HTML"])
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let path = input.path();
        let copy = read(&input.decoded.text, &options.furniture);
        if lines::blank(&copy.words.text) {
            found.push(problem::empty_file(input.name));
            return Vec::new();
        }
        let map = SourceMap::new(Some(input.decoded.text), Some(PieceMap(copy.words.pieces)), input.decoded.layout);
        let mut document = Document {
            id: input.name.to_owned(),
            path,
            text: copy.words.text,
            map,
            meta: copy.meta,
            aside: copy.aside,
        };
        lines::describe(&mut document, options);
        vec![document]
    }
}

/// The copy of a page.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Headline and paragraphs, with what stands between them.
    pub(super) words: Traced,
    /// What of it is not read, in order.
    pub(super) aside: Vec<Aside>,
    /// What is known of it.
    pub(super) meta: Meta,
}

/// The copy of a whole page.
pub(super) fn read(html: &str, furniture: &Furniture) -> Copy {
    let mut page = page::read(html);
    let title = page.head.describe(None).title;
    let body = page.head.body();
    let choice = main_text::choose(&mut page, title.as_deref(), body.as_deref());
    let headline = choice.headline.and_then(|h| page.blocks.get(h)).and_then(|b| page.text.text.get(b.text.clone()));
    let mut meta = page.head.describe(headline);
    // What stands on the page is what a reader knows it by.
    if let Some(h) = headline.filter(|h| page::count_words(h) >= 3) {
        meta.title = Some(h.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    meta.left_out = choice.left_out;
    if meta.published.is_none() {
        meta.published = date_line(&page, &choice, furniture).map(|at| Published { at, from: PublishedFrom::Header });
    }
    let mut copy = Copy { meta, ..Copy::default() };
    if let Some(body) = unseen_body(html, &page, &choice, body.as_deref()) {
        if let Some(h) = choice.headline.and_then(|h| page.blocks.get(h)) {
            copy.words.copy(&page.text, h.text.clone());
            copy.words.part();
        }
        copy.words.copy(&body, 0..body.text.len());
        return copy;
    }
    // In the order of the file, wherever the headline stands.
    let mut blocks = choice.blocks;
    if let Some(h) = choice.headline {
        let at = blocks.partition_point(|b| *b < h);
        blocks.insert(at, h);
    }
    copy.fill(&page, blocks.into_iter());
    copy
}

/// A full text of fewer words may be a summary.
const FULL_TEXT: usize = 60;

/// The full text in the page's metadata, where the page shows less than a third of it.
fn unseen_body(html: &str, page: &Page, choice: &Choice, body: Option<&str>) -> Option<Traced> {
    let all = page::count_words(body?);
    let read = choice.blocks.iter().filter_map(|b| page.blocks.get(*b)).filter(|b| b.aside.is_none());
    let shown: usize = read.map(|b| b.words).sum();
    if all < FULL_TEXT || shown * 3 > all {
        return None;
    }
    body::longest(html, page.head.scripts())
}

/// Longer blocks are no date lines.
const DATE_LINE: usize = 14;

/// The date that stands by itself at the head of the article, or below it.
fn date_line(page: &Page, choice: &Choice, furniture: &Furniture) -> Option<Instant> {
    let start = choice.headline.unwrap_or(choice.range.start).min(choice.range.start);
    let blocks = page.blocks.get(start..choice.range.end).unwrap_or(&[]);
    let short = blocks.iter().filter(|b| b.words <= DATE_LINE);
    let lines = short.clone().filter_map(|b| header::read(page.text.text.get(b.text.clone())?, furniture));
    let (updated, lines): (Vec<_>, Vec<_>) = lines.partition(|h| h.label == Label::Updated);
    let line = lines.into_iter().min_by_key(|h| h.label).map(|h| h.at);
    let named = || short.clone().filter(|b| is_named_header(page, b)).find_map(|b| date_in(page, b));
    line.or_else(named).or_else(|| updated.first().map(|h| h.at))
}

/// Whether a block stands in an element that is named after what heads an article.
fn is_named_header(page: &Page, block: &page::Block) -> bool {
    page.nodes.get(block.node).is_some_and(|n| n.signal.aside == Some(AsideReason::Header))
}

/// The first date in a block, whatever stands before it: “Tuesday 15 October 2019 by Ana Petrova”.
fn date_in(page: &Page, block: &page::Block) -> Option<Instant> {
    let words = page.text.text.get(block.text.clone())?;
    let mut starts = words.char_indices().filter(|(i, c)| {
        c.is_alphanumeric() && !words.get(..*i).is_some_and(|w| w.ends_with(|c: char| c.is_ascii_alphanumeric()))
    });
    starts.find_map(|(i, _)| moment::written(words.get(i..)?)?.instant())
}

/// The copy of a piece of a page, such as an item of a feed: all its words but scripts and their
/// like, captions set aside.
pub(super) fn read_fragment(html: &str) -> Copy {
    let mut page = page::read(html);
    main_text::name_asides(&mut page);
    let mut copy = Copy::default();
    copy.fill(&page, 0..page.blocks.len());
    copy
}

impl Copy {
    fn fill(&mut self, page: &Page, blocks: impl Iterator<Item = usize>) {
        let mut row = None;
        for b in blocks.filter_map(|i| page.blocks.get(i)) {
            // The cells of a row stand on one line.
            let node = page.nodes.get(b.node);
            let this = node.filter(|n| n.tag == Tag::Cell).map(|n| n.parent);
            if this.is_some() && this == row {
                self.words.made(" | ");
            } else {
                self.words.part();
            }
            row = this;
            let start = self.words.text.len();
            self.words.copy(&page.text, b.text.clone());
            if let Some(reason) = b.aside {
                self.aside.push(Aside { span: Span::new(start, self.words.text.len()), reason });
            }
        }
    }
}
