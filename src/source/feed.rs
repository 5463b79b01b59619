//! RSS and Atom: each item is a document.

use super::format::{Format, Input, Options};
use super::item::Item;
use super::traced::Traced;
use super::xml::{self, Element};
use super::{html, moment, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta, PieceMap, Published, PublishedFrom, SourceMap};

/// RSS 2.0 (and 0.9x, and 1.0) and Atom.
#[derive(Debug)]
pub(super) struct Feed;

impl Format for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn title(&self) -> &'static str {
        "RSS or Atom"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        xml::root_is(head, &["rss", "feed", "RDF"])
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let Input { name, decoded } = input;
        let source = decoded.text.as_str();
        let (root, broken) = xml::parse(source);
        if let Some((at, what)) = broken {
            found.push(problem::broken_markup(name, source, at, &what));
        }
        let Some(root) = root else {
            found.push(problem::no_items(name, self.title()));
            return Vec::new();
        };
        let mut entries = Vec::new();
        root.all("item", &mut entries);
        root.all("entry", &mut entries);
        let channel = root.child("channel").unwrap_or(&root);
        let about = Meta {
            source: channel.child("title").and_then(|t| t.words(source)),
            language: channel
                .child("language")
                .and_then(|l| l.words(source))
                .or_else(|| root.attribute("lang").map(str::to_owned)),
            ..Meta::default()
        };
        let items: Vec<Item> = entries.iter().map(|e| item(e, source, &about)).collect();
        let shared = SourceMap::new(Some(decoded.text.clone()), None, decoded.layout);
        let read = items.into_iter().enumerate();
        let documents: Vec<Document> =
            read.filter_map(|(i, it)| it.document(name, i + 1, |p| shared.again(PieceMap(p)), options)).collect();
        if documents.is_empty() {
            found.push(problem::no_items(name, self.title()));
        }
        documents
    }
}

fn item(entry: &Element, source: &str, about: &Meta) -> Item {
    let words = |name: &str| entry.child(name).and_then(|e| e.words(source));
    let at = |names: &[&str]| names.iter().find_map(|n| words(n)).and_then(|w| moment::whole(&w));
    let mut item = Item { meta: about.clone(), ..Item::default() };
    item.id = words("guid").or_else(|| words("id")).or_else(|| entry.attribute("about").map(str::to_owned));
    let mut links = entry.children().filter(|e| e.name == "link");
    let link = links.find(|l| l.attribute("rel").is_none_or(|r| r == "alternate")).or_else(|| entry.child("link"));
    item.meta.url = link.and_then(|l| l.attribute("href").map(str::to_owned).or_else(|| l.words(source)));
    let published = at(&["pubDate", "published", "date", "issued", "created"]);
    item.meta.modified = at(&["updated", "modified"]);
    item.meta.published = published.or(item.meta.modified).map(|at| Published { at, from: PublishedFrom::Metadata });
    item.meta.author =
        words("creator").or_else(|| entry.child("author").and_then(|a| a.child("name").unwrap_or(a).words(source)));
    if let Some(from) = entry.child("source") {
        item.meta.source = from.child("title").unwrap_or(from).words(source).or(item.meta.source.take());
    }
    if let Some(title) = entry.child("title") {
        let line = inline(title.raw(source));
        item.meta.title = Some(line.text.trim().to_owned()).filter(|t| !t.is_empty());
        item.line(&line);
    }
    let body = ["encoded", "content", "description", "summary"].iter().find_map(|n| entry.child(n));
    if let Some(body) = body {
        let outer = if body.attribute("type") == Some("xhtml") {
            let mut markup = Traced::default();
            markup.push(source.get(body.inner.clone()).unwrap_or(""), body.inner.clone());
            markup
        } else {
            body.raw(source)
        };
        item.copy(html::read_fragment(&outer.text), outer);
    }
    item
}

/// A title's words: markup in it is markup, and references may be written twice over.
fn inline(outer: Traced) -> Traced {
    html::read_fragment(&outer.text).words.through(&PieceMap(outer.pieces))
}
