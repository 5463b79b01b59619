//! News items in JSON: JSON Feed, ninjs, and plain records.
//!
//! Offsets count in the text of an item, as they do for JSONL.

use super::format::{Format, Input, Options};
use super::item::Item;
use super::traced::Traced;
use super::{agency, html, moment, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta, Published, PublishedFrom, SourceMap};
use serde_json::Value;

/// JSON Feed 1.x.
#[derive(Debug)]
pub(super) struct JsonFeed;

/// ninjs 1.x to 3.x of the IPTC, and lists of them; also one record, or a list of records, as JSONL
/// has them a line.
#[derive(Debug)]
pub(super) struct Ninjs;

impl Format for JsonFeed {
    fn name(&self) -> &'static str {
        "jsonfeed"
    }

    fn title(&self) -> &'static str {
        "JSON Feed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonfeed"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = String::from_utf8_lossy(head);
        head.trim_start().starts_with('{') && head.contains("jsonfeed.org/version/")
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let Some(feed) = parse(&input, found) else { return Vec::new() };
        let about = Meta { source: words(&feed, &["title"]), language: words(&feed, &["language"]), ..Meta::default() };
        let items = feed.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        documents(input.name, items.iter().map(|i| feed_item(i, &about)), options, found, self.title())
    }
}

impl Format for Ninjs {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn title(&self) -> &'static str {
        "ninjs"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "ninjs"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        // A line of JSONL may be a record of this kind too: there another line follows.
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start();
        let named = head.contains("\"pubstatus\"") || head.contains("\"versioncreated\"") || head.contains("/ninjs");
        head.starts_with('{') && named && !head.contains("}\n{")
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let Some(value) = parse(&input, found) else { return Vec::new() };
        if value.get("version").and_then(Value::as_str).is_some_and(|v| v.contains("jsonfeed.org")) {
            return JsonFeed.read(input, 1, options, found);
        }
        let one = std::slice::from_ref(&value);
        let items = match &value {
            Value::Array(all) => all.as_slice(),
            _ => value.get("items").and_then(Value::as_array).map_or(one, Vec::as_slice),
        };
        documents(input.name, items.iter().map(ninjs_item), options, found, self.title())
    }
}

fn parse(input: &Input<'_>, found: &mut Vec<Diagnostic>) -> Option<Value> {
    let text = input.decoded.text.trim_start_matches('\u{feff}');
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(e) => {
            let what = e.to_string();
            let what = what.split(" at line ").next().unwrap_or(&what);
            found.push(problem::broken_json(input.name, e.line(), what));
            None
        }
    }
}

fn documents(
    name: &str,
    items: impl Iterator<Item = Item>,
    options: &Options,
    found: &mut Vec<Diagnostic>,
    title: &str,
) -> Vec<Document> {
    let all: Vec<Document> = items
        .enumerate()
        .filter_map(|(i, item)| item.document(name, i + 1, |_| SourceMap::identity(), options))
        .collect();
    if all.is_empty() {
        found.push(problem::no_items(name, title));
    }
    all
}

/// The first of these fields that holds words.
fn words(value: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|k| match value.get(k)? {
        Value::String(s) => Some(s.trim().to_owned()).filter(|s| !s.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        Value::Object(o) => o.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::Array(all) => {
            let names: Vec<&str> =
                all.iter().filter_map(|v| v.get("name").and_then(Value::as_str).or_else(|| v.as_str())).collect();
            Some(names.join(", ")).filter(|n| !n.is_empty())
        }
        _ => None,
    })
}

fn moments(value: &Value, keys: &[&str]) -> Option<crate::value::Instant> {
    keys.iter().find_map(|k| words(value, &[k]).and_then(|w| moment::whole(&w)))
}

/// A text of its own.
fn own(text: &str) -> Traced {
    let mut t = Traced::default();
    t.push(text, 0..text.len());
    t
}

fn body(item: &mut Item, markup: Option<String>, plain: Option<String>) {
    match (plain, markup) {
        (Some(text), _) => item.line(&own(&text)),
        (None, Some(markup)) => item.copy(html::read_fragment(&markup), own(&markup)),
        (None, None) => {}
    }
}

fn feed_item(entry: &Value, about: &Meta) -> Item {
    let mut item = Item { id: words(entry, &["id", "url"]), meta: about.clone(), ..Item::default() };
    item.meta.title = words(entry, &["title"]);
    item.meta.url = words(entry, &["url", "external_url"]);
    item.meta.author = words(entry, &["authors", "author"]);
    item.meta.language = words(entry, &["language"]).or(item.meta.language.take());
    item.meta.modified = moments(entry, &["date_modified"]);
    let published = moments(entry, &["date_published"]).or(item.meta.modified);
    item.meta.published = published.map(|at| Published { at, from: PublishedFrom::Metadata });
    if let Some(title) = item.meta.title.clone() {
        item.line(&own(&title));
    }
    body(&mut item, words(entry, &["content_html"]), words(entry, &["content_text", "summary"]));
    item
}

fn ninjs_item(entry: &Value) -> Item {
    let mut item = Item { id: words(entry, &["uri", "id", "guid"]), ..Item::default() };
    // From 2.0 on headlines and bodies are lists of objects, the main one first or so named.
    let listed = |key: &str, role: &str| -> Option<&Value> {
        let all = entry.get(key)?.as_array()?;
        all.iter()
            .find(|v| v.get("role").and_then(Value::as_str).is_some_and(|r| r.ends_with(role)))
            .or_else(|| all.first())
    };
    item.meta.title = words(entry, &["headline", "title"]).or_else(|| words(listed("headlines", "main")?, &["value"]));
    item.meta.url = words(entry, &["url", "canonical"]);
    item.meta.source = words(entry, &["infosources", "source", "copyrightholder", "provider"]);
    item.meta.author = words(entry, &["byline"]).or_else(|| words(listed("bylines", "main")?, &["value", "byline"]));
    item.meta.language = words(entry, &["language"]);
    item.meta.story = words(entry, &["story"]);
    let first = moments(
        entry,
        &[
            "versioncreated",
            "versionCreated",
            "published",
            "contentcreated",
            "contentCreated",
            "firstcreated",
            "firstCreated",
        ],
    );
    item.meta.published = first.map(|at| Published { at, from: PublishedFrom::Metadata });
    item.meta.embargo = moments(entry, &["embargoed"]);
    item.meta.status = words(entry, &["pubstatus", "pubStatus"]).map(|s| agency::status(&s)).unwrap_or_default();
    item.meta.corrects = words(entry, &["evolvedfrom", "evolvedFrom", "corrects"]);
    if let Some(title) = item.meta.title.clone() {
        item.line(&own(&title));
    }
    let (mut markup, mut plain) =
        (words(entry, &["body_xhtml", "body_html"]), words(entry, &["body_text", "text", "body"]));
    if let Some(main) = listed("bodies", "main") {
        let kind = words(main, &["contenttype", "contentType"]).unwrap_or_default();
        let value = words(main, &["value"]);
        if kind.contains("html") || kind.contains("xml") { markup = value } else { plain = value }
    }
    body(&mut item, markup, plain);
    item
}
