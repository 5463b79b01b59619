//! A page taken apart: its elements, and the blocks of text in them, in the order of the file.

use super::classes::{Classes, Signal};
use super::head::Head;
use crate::document::AsideReason;
use crate::source::traced::Traced;
use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) parent: usize,
    pub(super) tag: Tag,
    pub(super) signal: Signal,
    /// The blocks in it.
    pub(super) blocks: Range<usize>,
    /// `itemprop="articleBody"`.
    pub(super) is_body: bool,
}

/// Kinds of elements, as far as reading a page needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Root,
    Body,
    Main,
    Article,
    Section,
    Div,
    Paragraph,
    Heading(u8),
    List,
    Item,
    Quote,
    Table,
    Row,
    Cell,
    Preformatted,
    Figure,
    Caption,
    Aside,
    Header,
    Footer,
    Nav,
    Form,
    /// An element whose text nobody sees: a script, a style, a control.
    Nothing,
    Link,
    Inline,
}

/// A stretch of text between the bounds of elements that begin a line.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Where it stands in the page's text.
    pub(super) text: Range<usize>,
    /// The innermost element that is not part of a line.
    pub(super) node: usize,
    pub(super) words: usize,
    /// How many of them are links.
    pub(super) linked: usize,
    /// Why it is no copy.
    pub(super) aside: Option<AsideReason>,
}

/// A page's text, elements and metadata.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: Traced,
    pub(super) nodes: Vec<Node>,
    pub(super) blocks: Vec<Block>,
    pub(super) head: Head,
}

/// Elements nested deeper than this count as lying side by side.
const DEEPEST: usize = 400;

/// Takes a page apart. Linear in its length; never fails.
pub(super) fn read(html: &str) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut r = Reader::new(html);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => r.start(&tag),
            Ok(Token::EndTag(tag)) => r.end(&tag.name),
            Ok(Token::String(words)) => r.words(words.span.start..words.span.end),
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
    r.finish()
}

struct Open {
    name: HtmlString,
    node: usize,
    tag: Tag,
}

struct Reader<'h> {
    html: &'h str,
    page: Page,
    open: Vec<Open>,
    /// How many open elements show nothing.
    hidden: usize,
    links: usize,
    /// Where the block in hand begins, and how much of it is links.
    begin: usize,
    linked: usize,
    link_from: usize,
    signals: FxHashMap<String, Signal>,
}

type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

fn attribute<'a>(all: &'a Attributes, name: &str) -> Option<&'a str> {
    all.get(name.as_bytes()).and_then(|v| std::str::from_utf8(v).ok())
}

impl<'h> Reader<'h> {
    fn new(html: &'h str) -> Self {
        let root = Node { parent: 0, tag: Tag::Root, signal: Signal::default(), blocks: 0..0, is_body: false };
        let page = Page { nodes: vec![root], ..Page::default() };
        Self {
            html,
            page,
            open: Vec::new(),
            hidden: 0,
            links: 0,
            begin: 0,
            linked: 0,
            link_from: 0,
            signals: FxHashMap::default(),
        }
    }

    fn start(&mut self, start: &StartTag<usize>) {
        let name = std::str::from_utf8(&start.name).unwrap_or("");
        match name {
            "br" => return self.line_break(start.span.start..start.span.end),
            "wbr" => return,
            "hr" => return self.flush(),
            "meta" | "link" | "base" | "time" | "html" => {
                self.page.head.element(name, |a| attribute(&start.attributes, a));
            }
            _ => {}
        }
        self.page.head.item(|a| attribute(&start.attributes, a));
        if is_void(name) {
            return;
        }
        if name == "script" || name == "title" {
            self.page.head.open(name, attribute(&start.attributes, "type"), start.span.end);
        }
        let mut tag = tag_of(name);
        if tag == Tag::Link {
            self.end_link();
            // An anchor that leads nowhere is a mark in the text.
            if !start.attributes.contains_key(b"href".as_slice()) {
                tag = Tag::Inline;
            }
        }
        let natural = tag;
        let signal = self.signal(&start.attributes, tag);
        // A part of a line that bears a name of furniture stands for itself; inside a paragraph only
        // where the name is that of no part of a sentence, as a date would be.
        if matches!(tag, Tag::Inline | Tag::Link) && signal.aside.is_some() && !(signal.short && self.in_paragraph()) {
            tag = Tag::Div;
        }
        if tag == natural {
            self.close_implied(tag);
        }
        if !matches!(tag, Tag::Inline | Tag::Link) {
            self.flush();
        }
        if self.open.len() >= DEEPEST {
            self.pop();
        }
        let parent = self.open.last().map_or(0, |o| o.node);
        let is_body =
            attribute(&start.attributes, "itemprop").is_some_and(|i| i.split(' ').any(|i| i == "articleBody"));
        let at = self.page.blocks.len();
        self.page.nodes.push(Node { parent, tag, signal, blocks: at..at, is_body });
        let node = self.page.nodes.len() - 1;
        self.hidden += usize::from(tag == Tag::Nothing);
        if tag == Tag::Link {
            if self.links == 0 {
                self.link_from = self.page.text.text.len();
            }
            self.links += 1;
        }
        self.open.push(Open { name: start.name.clone(), node, tag });
    }

    fn end(&mut self, name: &HtmlString) {
        if **name == *b"script" || **name == *b"title" {
            self.page.head.close(self.html);
        }
        if **name == *b"p" && !self.open.iter().any(|o| o.name == *name) {
            return self.flush();
        }
        // An end tag closes nothing outside the table cell it stands in.
        let stop = |o: &Open| {
            o.tag == Tag::Cell && !matches!(&***name, b"td" | b"th" | b"tr" | b"table" | b"tbody" | b"body" | b"html")
        };
        let Some(at) = self.open.iter().rposition(|o| o.name == *name) else { return };
        if self.open.get(at + 1..).is_some_and(|inner| inner.iter().any(stop)) {
            return;
        }
        // A stray end tag of an element within a line closes no block.
        let inline = matches!(self.open.get(at).map(|o| o.tag), Some(Tag::Inline | Tag::Link));
        let blocks =
            self.open.get(at + 1..).is_some_and(|i| i.iter().any(|o| !matches!(o.tag, Tag::Inline | Tag::Link)));
        if inline && blocks {
            return;
        }
        while self.open.len() > at {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.open.last() else { return };
        let (tag, node) = (open.tag, open.node);
        match tag {
            Tag::Inline => {}
            Tag::Link => {
                self.links -= 1;
                if self.links == 0 {
                    self.count_link();
                }
            }
            _ => self.flush(),
        }
        self.hidden -= usize::from(tag == Tag::Nothing);
        self.open.pop();
        let end = self.page.blocks.len();
        if let Some(n) = self.page.nodes.get_mut(node) {
            n.blocks.end = end;
        }
    }

    /// A link ends at the latest where the next begins: many an `<a>` is never closed.
    fn end_link(&mut self) {
        let Some(at) = self.open.iter().rposition(|o| o.tag == Tag::Link) else { return };
        self.links -= 1;
        if self.links == 0 {
            self.count_link();
        }
        if let Some(open) = self.open.get_mut(at) {
            open.tag = Tag::Inline;
        }
    }

    fn in_paragraph(&self) -> bool {
        let around = self.open.iter().rev().find(|o| !matches!(o.tag, Tag::Inline | Tag::Link));
        around.is_some_and(|o| matches!(o.tag, Tag::Paragraph | Tag::Item | Tag::Heading(_)))
    }

    /// Elements that end where the next of their kind begins.
    fn close_implied(&mut self, tag: Tag) {
        let closes = |open: Tag| match tag {
            Tag::Item => open == Tag::Item,
            Tag::Row => matches!(open, Tag::Row | Tag::Cell),
            Tag::Cell => open == Tag::Cell,
            Tag::Inline | Tag::Link | Tag::Nothing => false,
            _ => open == Tag::Paragraph,
        };
        let bounds = |open: Tag| match tag {
            Tag::Item => open == Tag::List,
            Tag::Row | Tag::Cell => open == Tag::Table,
            _ => !matches!(open, Tag::Inline | Tag::Link | Tag::Paragraph),
        };
        let mut at = self.open.len();
        let mut from = None;
        while let Some(o) = at.checked_sub(1).and_then(|i| self.open.get(i)) {
            if closes(o.tag) {
                from = Some(at - 1);
                if !matches!(tag, Tag::Row) {
                    break;
                }
            } else if bounds(o.tag) {
                break;
            }
            at -= 1;
        }
        while from.is_some_and(|from| self.open.len() > from) {
            self.pop();
        }
    }

    fn signal(&mut self, all: &Attributes, tag: Tag) -> Signal {
        let aside = |reason| Signal { aside: Some(reason), ..Signal::default() };
        let style = attribute(all, "style").unwrap_or("");
        let unseen = all.contains_key(b"hidden".as_slice())
            || attribute(all, "aria-hidden") == Some("true")
            || style.split(';').any(|s| s.split_ascii_whitespace().collect::<String>() == "display:none");
        if unseen && tag != Tag::Body {
            return aside(AsideReason::Navigation);
        }
        match tag {
            Tag::Nav | Tag::Footer | Tag::Aside => return aside(AsideReason::Navigation),
            Tag::Caption => return aside(AsideReason::Caption),
            Tag::Root | Tag::Body | Tag::Main => return Signal::default(),
            _ => {}
        }
        match attribute(all, "role") {
            Some("navigation" | "complementary" | "contentinfo" | "search" | "menu" | "menubar" | "toolbar") => {
                return aside(AsideReason::Navigation);
            }
            Some("dialog" | "alertdialog" | "alert") => return aside(AsideReason::Notice),
            _ => {}
        }
        let mut names = String::new();
        for key in ["class", "id", "data-component", "data-testid", "itemprop"] {
            names.push_str(attribute(all, key).unwrap_or(""));
            names.push(' ');
        }
        if names.trim_ascii().is_empty() {
            return Signal::default();
        }
        if let Some(known) = self.signals.get(&names) {
            return *known;
        }
        let mut signal = Classes::bundled().signal(&names);
        if attribute(all, "rel").is_some_and(|r| r.split(' ').any(|r| r == "tag" || r == "author")) {
            signal = Signal { aside: Some(AsideReason::Header), short: true, ..Signal::default() };
        }
        self.signals.insert(names, signal);
        signal
    }

    fn words(&mut self, range: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        let Some(raw) = self.html.get(range.clone()) else { return };
        let keep_lines = self.open.iter().rev().any(|o| o.tag == Tag::Preformatted);
        self.page.text.push_markup(raw, range.start, keep_lines);
    }

    /// One break ends a line, two in a row a paragraph.
    fn line_break(&mut self, range: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        let text = &mut self.page.text;
        if text.text.get(self.begin..).is_none_or(|t| t.trim().is_empty()) {
            return;
        }
        if text.text.ends_with('\n') {
            return self.flush();
        }
        text.push("\n", range);
    }

    fn count_link(&mut self) {
        let from = self.link_from.max(self.begin);
        self.linked += self.page.text.text.get(from..).map_or(0, count_words);
    }

    /// Ends the block in hand.
    fn flush(&mut self) {
        if self.links > 0 {
            self.count_link();
            self.link_from = self.page.text.text.len();
        }
        let text = &mut self.page.text;
        let words = text.text.get(self.begin..).unwrap_or("");
        let (start, end) = (self.begin + words.len() - words.trim_start().len(), self.begin + words.trim_end().len());
        if start < end {
            let n = count_words(words);
            let node = self.open.iter().rev().find(|o| !matches!(o.tag, Tag::Inline | Tag::Link)).map_or(0, |o| o.node);
            // A part of a line may bear a name, such as the date beside a byline.
            let block = Block { text: start..end, node, words: n, linked: self.linked.min(n), aside: None };
            self.page.blocks.push(block);
        }
        text.part();
        self.begin = text.text.len();
        self.linked = 0;
    }

    fn finish(mut self) -> Page {
        while !self.open.is_empty() {
            self.pop();
        }
        self.flush();
        let n = self.page.blocks.len();
        if let Some(root) = self.page.nodes.first_mut() {
            root.blocks.end = n;
        }
        self.page
    }
}

/// How many words a stretch of text holds; of scripts that write no blanks, two letters count as one.
pub(super) fn count_words(text: &str) -> usize {
    let one = |word: &str| {
        if word.is_ascii() {
            return 1;
        }
        word.chars().filter(|c| is_unspaced(*c)).count().div_ceil(2).max(1)
    };
    text.split_whitespace().map(one).sum()
}

/// Letters of Thai, Lao, Burmese, Khmer, Chinese and Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn tag_of(name: &str) -> Tag {
    match name {
        "body" => Tag::Body,
        "main" => Tag::Main,
        "article" => Tag::Article,
        "section" => Tag::Section,
        "p" => Tag::Paragraph,
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" | "h5" | "h6" => Tag::Heading(4),
        "ul" | "ol" | "dl" => Tag::List,
        "li" | "dt" | "dd" => Tag::Item,
        "blockquote" => Tag::Quote,
        "table" => Tag::Table,
        "tr" => Tag::Row,
        "td" | "th" => Tag::Cell,
        "pre" => Tag::Preformatted,
        "figure" | "picture" | "amp-carousel" => Tag::Figure,
        "figcaption" => Tag::Caption,
        "aside" => Tag::Aside,
        "header" => Tag::Header,
        "footer" => Tag::Footer,
        "nav" | "menu" | "amp-sidebar" => Tag::Nav,
        "form" => Tag::Form,
        "script"
        | "style"
        | "noscript"
        | "template"
        | "svg"
        | "math"
        | "iframe"
        | "object"
        | "button"
        | "select"
        | "textarea"
        | "option"
        | "label"
        | "head"
        | "title"
        | "audio"
        | "video"
        | "canvas"
        | "map"
        | "dialog"
        | "progress"
        | "meter"
        | "datalist"
        | "noframes"
        | "applet"
        | "amp-ad"
        | "amp-consent"
        | "amp-social-share"
        | "amp-embed"
        | "amp-iframe"
        | "amp-video"
        | "amp-analytics"
        | "amp-user-notification" => Tag::Nothing,
        "a" => Tag::Link,
        "span" | "b" | "i" | "em" | "strong" | "u" | "s" | "small" | "big" | "sub" | "sup" | "font" | "abbr"
        | "acronym" | "cite" | "code" | "kbd" | "samp" | "var" | "mark" | "q" | "time" | "data" | "ins" | "del"
        | "strike" | "tt" | "bdi" | "bdo" | "dfn" | "ruby" | "rt" | "rp" | "nobr" | "blink" | "html" => Tag::Inline,
        _ => Tag::Div,
    }
}
