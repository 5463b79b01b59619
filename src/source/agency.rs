//! News items in XML as agencies send them: NITF and NewsML-G2.

use super::format::{Format, Input, Options};
use super::item::Item;
use super::traced::Traced;
use super::xml::{self, Element, Shape};
use super::{html, moment, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Aside, AsideReason, Document, PieceMap, PubStatus, Published, PublishedFrom, SourceMap};
use crate::span::Span;
use crate::value::Instant;

/// NITF, the News Industry Text Format of the IPTC.
#[derive(Debug)]
pub(super) struct Nitf;

/// NewsML-G2 of the IPTC: a news item, or a message with several.
#[derive(Debug)]
pub(super) struct NewsMl;

impl Format for Nitf {
    fn name(&self) -> &'static str {
        "nitf"
    }

    fn title(&self) -> &'static str {
        "NITF"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["nitf"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        xml::root_is(head, &["nitf"])
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        items(input, options, found, self.title(), &|root, source| vec![nitf_item(root, source)])
    }
}

impl Format for NewsMl {
    fn name(&self) -> &'static str {
        "newsml"
    }

    fn title(&self) -> &'static str {
        "NewsML-G2"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["newsml", "g2", "xml"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        xml::root_is(head, &["newsMessage", "newsItem", "packageItem"])
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        items(input, options, found, self.title(), &|root, source| {
            let mut all = Vec::new();
            if root.name == "newsItem" {
                all.push(root);
            } else {
                root.all("newsItem", &mut all);
            }
            all.into_iter().map(|i| news_item(i, source)).collect()
        })
    }
}

/// The items of one file; `read` makes them from its root.
fn items(
    input: Input<'_>,
    options: &Options,
    found: &mut Vec<Diagnostic>,
    title: &str,
    read: &dyn Fn(&Element, &str) -> Vec<Item>,
) -> Vec<Document> {
    let Input { name, decoded } = input;
    let (root, broken) = xml::parse(&decoded.text);
    if let Some((at, what)) = broken {
        found.push(problem::broken_markup(name, &decoded.text, at, &what));
    }
    let items = root.map(|r| read(&r, &decoded.text)).unwrap_or_default();
    let shared = SourceMap::new(Some(decoded.text), None, decoded.layout);
    let documents: Vec<Document> = items
        .into_iter()
        .enumerate()
        .filter_map(|(i, it)| it.document(name, i + 1, |p| shared.again(PieceMap(p)), options))
        .collect();
    if documents.is_empty() && found.is_empty() {
        found.push(problem::no_items(name, title));
    }
    documents
}

fn time(words: Option<&str>) -> Option<Instant> {
    words.and_then(moment::whole)
}

/// What `pubStatus` and `management-status` say.
pub(super) fn status(code: &str) -> PubStatus {
    let code = code.rsplit(':').next().unwrap_or(code).to_ascii_lowercase();
    match code.as_str() {
        "canceled" | "cancelled" | "killed" => PubStatus::Canceled,
        "withheld" | "embargoed-withheld" => PubStatus::Withheld,
        _ => PubStatus::Usable,
    }
}

fn nitf_item(root: &Element, source: &str) -> Item {
    let mut item = Item::default();
    if let Some(data) = root.find("docdata") {
        let at = |name: &str| time(data.child(name).and_then(|e| e.attribute("norm")));
        item.id = data.child("doc-id").and_then(|e| e.attribute("id-string")).map(str::to_owned);
        item.meta.status = data.attribute("management-status").map(status).unwrap_or_default();
        let issued = at("date.issue").or_else(|| at("date.release"));
        item.meta.published = issued.map(|at| Published { at, from: PublishedFrom::Metadata });
        let embargoed = data.attribute("management-status").is_some_and(|s| s.eq_ignore_ascii_case("embargoed"));
        item.meta.embargo = at("date.release").filter(|release| embargoed || issued.is_some_and(|i| *release > i));
        let replaced = data.find("doc-id-ref").or_else(|| root.find("del-list")?.find("from-src"));
        item.meta.corrects =
            replaced.and_then(|e| e.attribute("id-string").or_else(|| e.attribute("src-name"))).map(str::to_owned);
        item.meta.source = data.find("doc.copyright").and_then(|e| e.attribute("holder")).map(str::to_owned);
    }
    item.meta.language =
        root.find("body").and_then(|b| b.attribute("lang")).or_else(|| root.attribute("lang")).map(str::to_owned);
    item.meta.author = root.find("byline").and_then(|b| b.child("person").unwrap_or(b).words(source));
    let headline = root.find("hedline").map(|h| h.child("hl1").unwrap_or(h)).or_else(|| root.find("title"));
    if let Some(headline) = headline {
        item.meta.title = headline.words(source);
        let mut line = Traced::default();
        xml::flow(headline, source, &|_| Shape::Inline, &mut line, &mut Vec::new());
        item.line(&line);
    }
    if let Some(body) = root.find("body.content").or_else(|| root.find("body")) {
        flow(body, source, &mut item);
    }
    item
}

fn news_item(news: &Element, source: &str) -> Item {
    let mut item = Item { id: news.attribute("guid").map(str::to_owned), ..Item::default() };
    let empty = Element::default();
    let about = news.child("itemMeta").unwrap_or(&empty);
    let content = news.child("contentMeta").unwrap_or(&empty);
    let at = |name: &str| about.words_of(name, source).and_then(|w| moment::whole(&w));
    let (first, version) = (at("firstCreated"), at("versionCreated"));
    let created = content.words_of("contentCreated", source).and_then(|w| moment::whole(&w));
    item.meta.published = version.or(created).or(first).map(|at| Published { at, from: PublishedFrom::Metadata });
    item.meta.modified = content.words_of("contentModified", source).and_then(|w| moment::whole(&w));
    item.meta.embargo = at("embargoed");
    item.meta.status = about
        .find("pubStatus")
        .and_then(|e| e.attribute("qcode").or_else(|| e.attribute("uri")))
        .map(|code| status(code.rsplit('/').next().unwrap_or(code)))
        .unwrap_or_default();
    let correction = about.children().chain(news.children()).find(|e| {
        let relation = e.attribute("rel").or_else(|| e.attribute("reluri")).unwrap_or("").to_ascii_lowercase();
        e.name == "link"
            && ["previousversion", "corrects", "correctionof", "replaces", "evolvedfrom", "updateof"]
                .iter()
                .any(|r| relation.ends_with(r))
    });
    item.meta.corrects =
        correction.and_then(|l| l.attribute("residref").or_else(|| l.attribute("href"))).map(str::to_owned);
    item.meta.language =
        content.find("language").and_then(|l| l.attribute("tag")).or_else(|| news.attribute("lang")).map(str::to_owned);
    item.meta.source =
        ["infosource", "provider"].iter().find_map(|n| named(content.find(n).or_else(|| about.find(n))?, source));
    item.meta.author = content.words_of("by", source).or_else(|| named(content.find("creator")?, source));
    if let Some(headline) = content.find("headline") {
        item.meta.title = headline.words(source);
        item.line(&headline.raw(source));
    }
    if let Some(set) = news.child("contentSet") {
        match (set.find("nitf"), set.find("html"), set.find("inlineData")) {
            (Some(nitf), ..) => {
                flow(nitf.find("body.content").or_else(|| nitf.find("body")).unwrap_or(nitf), source, &mut item);
            }
            (None, Some(page), _) => flow(page.find("body").unwrap_or(page), source, &mut item),
            (None, None, Some(data)) => {
                let outer = data.raw(source);
                item.copy(html::read_fragment(&outer.text), outer);
            }
            (None, None, None) => {
                set.children().filter(|e| e.name == "inlineXML").for_each(|x| flow(x, source, &mut item));
            }
        }
    }
    item
}

/// A party's name, or its code where it has none.
fn named(party: &Element, source: &str) -> Option<String> {
    let name = party.child("name").and_then(|n| n.words(source));
    let code = || party.attribute("literal").or_else(|| party.attribute("qcode")).or_else(|| party.attribute("uri"));
    name.or_else(|| code().map(|c| c.rsplit(':').next().unwrap_or(c).to_owned()))
}

/// Adds the copy of a body.
fn flow(body: &Element, source: &str, item: &mut Item) {
    let mut captions = Vec::new();
    let mut words = Traced::default();
    xml::flow(body, source, &shape, &mut words, &mut captions);
    item.words.part();
    let base = item.words.text.len();
    let end = words.text.trim_end().len();
    item.words.copy(&words, 0..end);
    let aside = captions.into_iter().filter(|c| c.end <= end);
    item.aside
        .extend(aside.map(|c| Aside { span: Span::new(base + c.start, base + c.end), reason: AsideReason::Caption }));
}

fn shape(e: &Element) -> Shape {
    match e.name.as_str() {
        "p" | "block" | "hl1" | "hl2" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "ul" | "ol" | "dl" | "dt"
        | "dd" | "bq" | "blockquote" | "table" | "div" | "section" | "article" | "note" | "pre" | "body.content"
        | "body.head" => Shape::Block,
        "tr" => Shape::Row,
        "td" | "th" => Shape::Cell,
        "br" => Shape::Break,
        "media-caption" | "caption" | "figcaption" | "media-producer" | "photo.caption" => Shape::Caption,
        "script"
        | "style"
        | "media-metadata"
        | "media-reference"
        | "head"
        | "docdata"
        | "byline"
        | "nitf-table-metadata" => Shape::Nothing,
        _ => Shape::Inline,
    }
}
