//! XML as a tree whose text knows where it stands in the file.
//!
//! Entities that a document declares for itself are never expanded, so none of them can grow.

use super::traced::{Traced, reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without the prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) nodes: Vec<Node>,
    /// Its content in the file, tags included.
    pub(super) inner: Range<usize>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    /// Characters as written, with their references.
    Text(Range<usize>),
    /// Characters that stand for themselves.
    Data(Range<usize>),
}

/// Elements nested deeper than this are a mistake.
const DEEPEST: usize = 200;

/// The root of a document, and where and how it is broken, if it is: what stands before the break is
/// there. `None` where there is no element at all.
pub(super) fn parse(source: &str) -> (Option<Element>, Option<(usize, String)>) {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open = vec![Element::default()];
    let mut broken = None;
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event();
        let after = reader.buffer_position() as usize;
        match event {
            Ok(Event::Start(tag)) => {
                if open.len() > DEEPEST {
                    broken = Some((before, format!("its elements are nested more than {DEEPEST} deep")));
                    break;
                }
                open.push(element(&tag, after));
            }
            Ok(Event::Empty(tag)) => {
                let done = element(&tag, after);
                add(&mut open, Node::Element(done));
            }
            Ok(Event::End(tag)) => {
                let name = local(tag.name().as_ref());
                if let Some(at) = open.iter().rposition(|e| e.name == name).filter(|at| *at > 0) {
                    while open.len() > at {
                        close(&mut open, before);
                    }
                }
            }
            Ok(Event::Text(_) | Event::GeneralRef(_)) => add(&mut open, Node::Text(before..after)),
            Ok(Event::CData(_)) => {
                // `<![CDATA[` and `]]>` are not part of it.
                add(&mut open, Node::Data(before + 9..after.saturating_sub(3).max(before + 9)));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(e) => {
                broken = Some((after.min(source.len()), e.to_string()));
                break;
            }
        }
    }
    if open.len() > 1 && broken.is_none() {
        broken = Some((source.len(), "it ends in the middle of an element".to_owned()));
    }
    while open.len() > 1 {
        close(&mut open, source.len());
    }
    let root = open
        .pop()
        .and_then(|e| e.nodes.into_iter().find_map(|n| if let Node::Element(e) = n { Some(e) } else { None }));
    (root, broken)
}

/// Whether the first element that the head of a file names is one of `names`.
pub(super) fn root_is(head: &[u8], names: &[&str]) -> bool {
    let mut rest = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    while let Some(after) = rest.strip_prefix(b"<") {
        if after.starts_with(b"?") || after.starts_with(b"!") {
            let end: &[u8] = if after.starts_with(b"!--") { b"-->" } else { b">" };
            let Some(at) = after.windows(end.len()).position(|w| w == end) else { return false };
            rest = after.get(at + end.len()..).unwrap_or(&[]).trim_ascii_start();
            // The rest of a list of declarations.
            while !rest.is_empty() && !rest.starts_with(b"<") {
                let Some(at) = rest.iter().position(|b| *b == b'<') else { return false };
                rest = rest.get(at..).unwrap_or(&[]);
            }
            continue;
        }
        let len =
            after.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'.')).count();
        let name = local(std::str::from_utf8(after.get(..len).unwrap_or(&[])).unwrap_or(""));
        return names.contains(&name.as_str());
    }
    false
}

fn element(tag: &BytesStart<'_>, at: usize) -> Element {
    let mut attributes = Vec::new();
    for a in tag.attributes().with_checks(false).flatten() {
        let value = a.value.into_owned();
        attributes.push((local(a.key.as_ref()), super::traced::plain(&value)));
    }
    Element { name: local(tag.name().as_ref()), attributes, nodes: Vec::new(), inner: at..at }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

fn add(open: &mut [Element], node: Node) {
    if let Some(e) = open.last_mut() {
        e.nodes.push(node);
    }
}

fn close(open: &mut Vec<Element>, at: usize) {
    if let Some(mut e) = open.pop() {
        e.inner.end = at.max(e.inner.start);
        add(open, Node::Element(e));
    }
}

impl Element {
    /// The value of an attribute, by its name without the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).filter(|v| !v.is_empty())
    }

    /// The elements right in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|n| if let Node::Element(e) = n { Some(e) } else { None })
    }

    /// The first element of that name right in it.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|e| e.name == name)
    }

    /// The first element of that name anywhere in it, in the order of the file.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.children().find_map(|e| if e.name == name { Some(e) } else { e.find(name) })
    }

    /// Every element of that name in it, none inside another of them.
    pub(super) fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for e in self.children() {
            if e.name == name {
                found.push(e);
            } else {
                e.all(name, found);
            }
        }
    }

    /// Its text and that of the elements in it, white space as written.
    pub(super) fn raw(&self, source: &str) -> Traced {
        let mut out = Traced::default();
        self.raw_into(source, &mut out);
        out
    }

    fn raw_into(&self, source: &str, out: &mut Traced) {
        for node in &self.nodes {
            match node {
                Node::Element(e) => e.raw_into(source, out),
                Node::Text(range) => unescape(source.get(range.clone()).unwrap_or(""), range.start, out),
                Node::Data(range) => out.push(source.get(range.clone()).unwrap_or(""), range.clone()),
            }
        }
    }

    /// Its words, for metadata; `None` where there are none.
    pub(super) fn words(&self, source: &str) -> Option<String> {
        let raw = self.raw(source).text;
        let words: Vec<&str> = raw.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The words of the first element of that name in it.
    pub(super) fn words_of(&self, name: &str, source: &str) -> Option<String> {
        self.find(name).and_then(|e| e.words(source))
    }
}

/// Resolves references, and nothing else.
fn unescape(raw: &str, at: usize, out: &mut Traced) {
    let mut i = 0;
    while let Some(rest) = raw.get(i..).filter(|r| !r.is_empty()) {
        let plain = rest.find('&').unwrap_or(rest.len());
        if plain > 0 {
            out.push(rest.get(..plain).unwrap_or(""), at + i..at + i + plain);
            i += plain;
        } else if let Some((words, len)) = reference(rest) {
            out.push(&words, at + i..at + i + len);
            i += len;
        } else {
            out.push("&", at + i..at + i + 1);
            i += 1;
        }
    }
}

/// How an element shapes the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// It stands in a line.
    Inline,
    /// It is a paragraph, or holds some.
    Block,
    /// It ends a line.
    Break,
    /// It stands for a blank.
    #[cfg(feature = "documents")]
    Blank,
    /// It is a row or a cell of a table.
    Row,
    Cell,
    /// It is set aside as a caption.
    Caption,
    /// It is not read.
    Nothing,
}

/// Adds an element's text; `shape` says what each element is. Captions are noted in `captions`.
pub(super) fn flow(
    element: &Element,
    source: &str,
    shape: &dyn Fn(&Element) -> Shape,
    out: &mut Traced,
    captions: &mut Vec<Range<usize>>,
) {
    for node in &element.nodes {
        let e = match node {
            Node::Text(range) => {
                out.push_markup(source.get(range.clone()).unwrap_or(""), range.start, false);
                continue;
            }
            Node::Data(range) => {
                out.push(source.get(range.clone()).unwrap_or(""), range.clone());
                continue;
            }
            Node::Element(e) => e,
        };
        match shape(e) {
            Shape::Nothing => {}
            Shape::Inline => flow(e, source, shape, out, captions),
            Shape::Break => out.made("\n"),
            #[cfg(feature = "documents")]
            Shape::Blank => {
                if !out.text.is_empty() && !out.text.ends_with([' ', '\n']) {
                    out.made(" ");
                }
            }
            Shape::Block | Shape::Row => {
                out.part();
                flow(e, source, shape, out, captions);
                out.part();
            }
            Shape::Cell => {
                if !out.text.is_empty() && !out.text.ends_with('\n') {
                    out.made(" | ");
                }
                let mut cell = Traced::default();
                flow(e, source, shape, &mut cell, captions);
                // A cell's paragraphs stand on the row's line.
                let end = cell.text.trim_end().len();
                for (at, line) in lines(&cell.text, end) {
                    if at > 0 {
                        out.made(" ");
                    }
                    out.copy(&cell, line);
                }
            }
            Shape::Caption => {
                out.part();
                let start = out.text.len();
                flow(e, source, shape, out, captions);
                let end = out.text.trim_end().len();
                if end > start {
                    captions.push(start..end);
                }
                out.part();
            }
        }
    }
}

/// The lines of a text that are not blank, numbered.
fn lines(text: &str, end: usize) -> Vec<(usize, Range<usize>)> {
    let mut all = Vec::new();
    let mut at = 0;
    for line in text.get(..end).unwrap_or("").split('\n') {
        if !line.trim().is_empty() {
            all.push((all.len(), at..at + line.len()));
        }
        at += line.len() + 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees() {
        let source = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"bbbb\">]><r x='1 &amp; 2'><n:a>one &lt; &b; two</n:a><![CDATA[<p>]]><e/></r>";
        let (root, broken) = parse(source);
        let root = root.unwrap();
        assert_eq!((broken, root.name.as_str(), root.attribute("x")), (None, "r", Some("1 & 2")));
        assert_eq!(root.child("a").unwrap().raw(source).text, "one < &b; two");
        assert_eq!(root.raw(source).text, "one < &b; two<p>");
    }

    #[test]
    fn broken_trees() {
        let (root, broken) = parse("<r><a>text</b><c>more");
        assert_eq!(root.unwrap().raw("<r><a>text</b><c>more").text, "textmore");
        assert!(broken.is_some());
        assert!(parse("no markup").0.is_none());
        let deep = "<a>".repeat(5000);
        assert!(parse(&deep).1.unwrap().1.contains("nested"));
    }
}
