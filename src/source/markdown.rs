//! Markdown: the words without the markup.

use super::format::{Format, Input, Options};
use super::front_matter;
use super::{page, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta, Piece, PieceMap, SourceMap};
use pulldown_cmark::{Event, LinkType, Options as Extensions, Parser, Tag, TagEnd};
use std::ops::Range;

/// Markdown (`CommonMark` with tables, footnotes and strike-through), with front matter.
///
/// Left out of the text: code, the targets of links, bare addresses in angle brackets, images,
/// HTML tags and comments, struck-out words, and all marks of emphasis, headings and lists.
#[derive(Debug)]
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn title(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let path = input.path();
        let source = input.decoded.text;
        let (meta, body) = match front_matter::find(&source) {
            Some(block) => (front_matter::read(input.name, &source, &block, found), block.end),
            None => (Meta::default(), if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }),
        };
        let mut words = Words { source: &source, body, ..Words::default() };
        words.all();
        let Words { text, pieces, heading, .. } = words;
        if page::blank(&text) {
            found.push(problem::empty_file(input.name));
            return Vec::new();
        }
        let map = SourceMap::new(Some(source), Some(PieceMap(pieces)), input.decoded.layout);
        let mut document = Document { id: input.name.to_owned(), path, text, map, meta, aside: Vec::new() };
        if document.meta.title.is_none() {
            document.meta.title = heading;
        }
        page::describe(&mut document, options);
        vec![document]
    }
}

/// The words of a Markdown source, being collected.
#[derive(Default)]
struct Words<'s> {
    source: &'s str,
    /// Where the front matter ends.
    body: usize,
    text: String,
    pieces: Vec<Piece>,
    /// How many open elements are left out.
    hidden: usize,
    /// For each open link, whether its words are left out.
    links: Vec<bool>,
    html: Html,
    /// Where the heading in hand begins in the text.
    heading_start: Option<usize>,
    /// The words of the first heading, where no copy stands before it.
    heading: Option<String>,
}

impl<'s> Words<'s> {
    fn all(&mut self) {
        let source: &'s str = self.source;
        let extensions = Extensions::ENABLE_TABLES
            | Extensions::ENABLE_FOOTNOTES
            | Extensions::ENABLE_STRIKETHROUGH
            | Extensions::ENABLE_TASKLISTS;
        let body = source.get(self.body..).unwrap_or("");
        for (event, range) in Parser::new_ext(body, extensions).into_offset_iter() {
            self.event(event, range.start + self.body..range.end + self.body);
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) => self.words(&words, range),
            Event::SoftBreak => self.words(" ", range),
            Event::HardBreak => self.words("\n", range),
            Event::Html(_) => self.html_block(range),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.words(" ", range),
            Event::Rule => self.part(),
            Event::InlineHtml(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => {}
            Tag::Strikethrough | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.hidden += 1,
            Tag::Link { link_type, .. } => {
                let hide = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.links.push(hide);
                self.hidden += usize::from(hide);
            }
            Tag::Heading { .. } => {
                self.part();
                self.heading_start = Some(self.text.len());
            }
            _ => self.part(),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strikethrough | TagEnd::Image | TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Link => {
                let hide = self.links.pop().unwrap_or(false);
                self.hidden -= usize::from(hide);
            }
            TagEnd::Heading(_) => {
                let words = self.heading_start.take().and_then(|at| self.text.get(at..));
                // A heading further down is the title of a part.
                let first = words.filter(|w| self.text.trim_start().len() == w.trim_start().len());
                if let Some(words) = first.map(str::trim).filter(|w| !w.is_empty()) {
                    self.heading.get_or_insert_with(|| words.to_owned());
                }
            }
            _ => {}
        }
    }

    /// Begins a new paragraph.
    fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.hidden > 0 || words.is_empty() {
            return;
        }
        let piece = Piece {
            target: self.text.len(),
            target_len: words.len(),
            origin: range.start,
            origin_len: range.end.saturating_sub(range.start),
        };
        self.text.push_str(words);
        match self.pieces.last_mut() {
            // Neighbours in both texts become one piece, so that the map stays small.
            Some(last)
                if last.target_len == last.origin_len
                    && piece.target_len == piece.origin_len
                    && last.target + last.target_len == piece.target
                    && last.origin + last.origin_len == piece.origin =>
            {
                last.target_len += piece.target_len;
                last.origin_len += piece.origin_len;
            }
            _ => self.pieces.push(piece),
        }
    }

    /// A line of a block of HTML: what stands between its tags.
    fn html_block(&mut self, range: Range<usize>) {
        let source: &'s str = self.source;
        let line = source.get(range.clone()).unwrap_or("");
        let mut html = std::mem::take(&mut self.html);
        html.line(line, |from, to| {
            let words = line.get(from..to).unwrap_or("");
            if !words.trim().is_empty() {
                self.words(words, range.start + from..range.start + to);
            }
        });
        self.html = html;
    }
}

/// Where in a block of HTML the reading stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Html {
    #[default]
    Words,
    Tag,
    Comment,
    /// Inside an element whose content is no text, until this end tag.
    Raw(&'static str),
}

/// Elements whose content is no text, and their end tags.
const RAW: [(&str, &str); 3] = [("<script", "</script"), ("<style", "</style"), ("<template", "</template")];

impl Html {
    /// Calls `words` with the bounds of each stretch of words in a line.
    fn line(&mut self, line: &str, mut words: impl FnMut(usize, usize)) {
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|r| !r.is_empty()) {
            let find = |what: &str| rest.find(what).map(|i| at + i);
            match *self {
                Self::Words => {
                    let end = find("<").unwrap_or(line.len());
                    words(at, end);
                    at = end;
                    let tag = line.get(at..).unwrap_or("");
                    *self = match () {
                        () if tag.is_empty() => Self::Words,
                        () if tag.starts_with("<!--") => Self::Comment,
                        () => {
                            RAW.iter().find(|(open, _)| starts(tag, open)).map_or(Self::Tag, |(_, end)| Self::Raw(end))
                        }
                    };
                }
                Self::Tag => (at, *self) = find(">").map_or((line.len(), Self::Tag), |i| (i + 1, Self::Words)),
                Self::Comment => {
                    (at, *self) = find("-->").map_or((line.len(), Self::Comment), |i| (i + 3, Self::Words));
                }
                Self::Raw(end) => (at, *self) = find(end).map_or((line.len(), *self), |i| (i, Self::Tag)),
            }
        }
    }
}

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|t| t.eq_ignore_ascii_case(with))
}
