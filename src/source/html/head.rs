//! What a page says of itself in `<meta>`, JSON-LD, `<time>` and its like.

use crate::document::Meta;
use crate::document::{Published, PublishedFrom};
use crate::source::moment;
use crate::source::traced;
use crate::value::Instant;
use serde_json::Value;
use std::ops::Range;

/// Metadata as it was found, each kind in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Head {
    metas: Vec<(String, String)>,
    /// `itemprop` with `content` or `datetime`.
    items: Vec<(String, String)>,
    times: Vec<(String, bool)>,
    json: Vec<Value>,
    /// Where the scripts that hold them stand.
    scripts: Vec<Range<usize>>,
    title: Option<String>,
    language: Option<String>,
    canonical: Option<String>,
    /// Where the content of the element in hand begins, and what it is.
    opened: Option<(Kind, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Title,
    Other,
}

/// No page needs more of a kind.
const MOST: usize = 400;

impl Head {
    /// A `<meta>`, `<link>`, `<time>` or `<html>`.
    pub(super) fn element<'a>(&mut self, name: &str, attribute: impl Fn(&str) -> Option<&'a str>) {
        let words = |name: &str| attribute(name).map(|w| w.trim().to_owned()).filter(|w| !w.is_empty());
        match name {
            "meta" if self.metas.len() < MOST => {
                let name = words("property").or_else(|| words("name"));
                if let (Some(name), Some(content)) = (name, words("content")) {
                    self.metas.push((name.to_ascii_lowercase(), content));
                }
            }
            "link" if attribute("rel") == Some("canonical") && self.canonical.is_none() => {
                self.canonical = words("href");
            }
            "html" if self.language.is_none() => self.language = words("lang").or_else(|| words("xml:lang")),
            "time" if self.times.len() < MOST => {
                if let Some(at) = words("datetime") {
                    let class = attribute("class").unwrap_or("").to_ascii_lowercase();
                    let published =
                        attribute("pubdate").is_some() || class.contains("publish") || class.contains("entry-date");
                    self.times.push((at, published && !class.contains("updated")));
                }
            }
            _ => {}
        }
    }

    /// An element with `itemprop`.
    pub(super) fn item<'a>(&mut self, attribute: impl Fn(&str) -> Option<&'a str>) {
        let Some(names) = attribute("itemprop").filter(|_| self.items.len() < MOST) else { return };
        let value = attribute("content").or_else(|| attribute("datetime"));
        // `<abbr itemprop="datePublished" title="2016-05-08T00:55:00-07:00">12:55</abbr>`
        let titled = || attribute("title").filter(|_| names.to_ascii_lowercase().contains("date"));
        let Some(value) = value.or_else(titled) else { return };
        for name in names.split_ascii_whitespace() {
            self.items.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// A `<script>` or `<title>`, whose content begins at `at`.
    pub(super) fn open(&mut self, name: &str, kind: Option<&str>, at: usize) {
        let kind = match name {
            "title" => Kind::Title,
            _ if kind.is_some_and(|k| k.trim().eq_ignore_ascii_case("application/ld+json")) => Kind::Json,
            _ => Kind::Other,
        };
        self.opened = Some((kind, at));
    }

    /// The end of it, somewhere ahead of its start in `html`.
    pub(super) fn close(&mut self, html: &str) {
        let Some((kind, at)) = self.opened.take() else { return };
        let rest = html.get(at..).unwrap_or("");
        match kind {
            Kind::Json => {
                let end = find_ignoring_case(rest, "</script").unwrap_or(rest.len());
                self.json(rest.get(..end).unwrap_or(""));
                if self.scripts.len() < MOST {
                    self.scripts.push(at..at + end);
                }
            }
            Kind::Title if self.title.is_none() => {
                let end = find_ignoring_case(rest, "</title").unwrap_or(rest.len());
                self.title = rest.get(..end).map(traced::plain).filter(|t| !t.is_empty());
            }
            Kind::Title | Kind::Other => {}
        }
    }

    fn json(&mut self, written: &str) {
        let written =
            written.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
        let written = written.trim_end().trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//");
        // Line breaks inside strings are a common mistake.
        let parsed =
            serde_json::from_str(written).or_else(|_| serde_json::from_str(&written.replace(['\n', '\r', '\t'], " ")));
        if let (Ok(value), true) = (parsed, self.json.len() < MOST) {
            self.json.push(value);
        }
    }

    /// The objects of JSON-LD that describe an article, best first.
    fn articles(&self) -> Vec<&Value> {
        let mut all = Vec::new();
        self.json.iter().for_each(|v| objects(v, 0, &mut all));
        let rank = |v: &Value| {
            let names = types(v);
            match () {
                () if names
                    .iter()
                    .any(|n| n.contains("Article") || n.contains("BlogPosting") || n.contains("Report")) =>
                {
                    0
                }
                () if names.iter().any(|n| n == "LiveBlogPosting" || n == "SocialMediaPosting" || n == "WebPage") => 1,
                () => 2,
            }
        };
        all.retain(|v| rank(v) < 2);
        all.sort_by_key(|v| rank(v));
        all
    }

    fn json_words(&self, keys: &[&str]) -> Option<String> {
        let articles = self.articles();
        keys.iter().find_map(|key| articles.iter().find_map(|a| a.get(key).and_then(words)))
    }

    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|n| self.metas.iter().find(|(name, _)| name == n)).map(|(_, c)| c.clone())
    }

    fn moment(&self, json: &[&str], metas: &[&str], item: &str) -> Option<Instant> {
        let items = || self.items.iter().find(|(n, _)| n == item).map(|(_, v)| v.clone());
        [self.json_words(json), self.meta(metas), items()].into_iter().flatten().find_map(|w| moment::whole(&w))
    }

    /// The scripts of JSON-LD.
    pub(super) fn scripts(&self) -> &[Range<usize>] {
        &self.scripts
    }

    /// The full text that JSON-LD gives.
    pub(super) fn body(&self) -> Option<String> {
        self.json_words(&["articleBody"])
    }

    /// What is known of the page; `headline` is the heading on it.
    pub(super) fn describe(&self, headline: Option<&str>) -> Meta {
        let published = self
            .moment(&["datePublished", "dateCreated"], PUBLISHED, "datepublished")
            .or_else(|| self.moment(&[], &[], "datecreated"))
            .or_else(|| self.time());
        let modified = self.moment(&["dateModified"], MODIFIED, "datemodified");
        let url = self.canonical.clone().or_else(|| self.meta(&["og:url", "twitter:url"]));
        let url = url.or_else(|| self.json_words(&["url"]));
        let source =
            self.json_words(&["publisher"]).or_else(|| self.meta(SOURCE)).or_else(|| self.items_of("publisher"));
        let title = self.json_words(&["headline"]).or_else(|| self.meta(TITLE));
        let title = title.or_else(|| headline.map(str::to_owned)).or_else(|| self.title.clone());
        let title = title.map(|t| without_site(&traced::plain(&t), source.as_deref()));
        let author = self.json_words(&["author", "creator"]).or_else(|| self.meta(AUTHOR));
        Meta {
            title,
            source: source.map(|s| traced::plain(&s)),
            author: author.map(|a| traced::plain(&a)).filter(|a| !a.starts_with("http")),
            url,
            published: published.or(modified).map(|at| Published { at, from: PublishedFrom::Metadata }),
            modified,
            language: self
                .language
                .clone()
                .or_else(|| self.meta(&["og:locale", "content-language", "language"]))
                .map(|l| l.replace('_', "-")),
            ..Meta::default()
        }
    }

    fn items_of(&self, name: &str) -> Option<String> {
        self.items.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone())
    }

    /// The first moment that is marked as the published one, else the first of the page.
    fn time(&self) -> Option<Instant> {
        let marked = self.times.iter().filter(|(_, marked)| *marked);
        marked.chain(&self.times).find_map(|(at, _)| moment::whole(at))
    }
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "date_published",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "publicationdate",
    "published_time",
    "published-date",
    "published",
    "pubdate",
    "pub_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "dc.created",
    "created",
    "article_date_original",
    "article.published",
    "displaydate",
    "originalpublicationdate",
    "bt:pubdate",
    "timestamp",
    "date",
    "ptime",
    "rbpubdate",
    "shareaholic:article_published_time",
    "vr:published_time",
    "eomportal-firstpublished",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:updated_time",
    "article:modified",
    "last-modified",
    "lastmod",
    "dc.date.modified",
    "dcterms.modified",
    "datemodified",
    "date_modified",
    "lastmodified",
    "revised",
    "utime",
    "shareaholic:article_modified_time",
];
const TITLE: &[&str] =
    &["og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title", "parsely-title", "sailthru.title"];
const SOURCE: &[&str] =
    &["og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "al:ios:app_name", "cre"];
const AUTHOR: &[&str] =
    &["author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author"];

/// Objects are nested no deeper than this in what describes a page.
const NESTED: usize = 6;

fn objects<'v>(value: &'v Value, depth: usize, all: &mut Vec<&'v Value>) {
    if depth > NESTED || all.len() > MOST {
        return;
    }
    match value {
        Value::Array(a) => a.iter().for_each(|v| objects(v, depth + 1, all)),
        Value::Object(o) => {
            all.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
                if let Some(inner) = o.get(key) {
                    objects(inner, depth + 1, all);
                }
            }
        }
        _ => {}
    }
}

fn types(value: &Value) -> Vec<String> {
    match value.get("@type") {
        Some(Value::String(s)) => vec![s.clone()],
        Some(Value::Array(a)) => a.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// A value's words: those of a string, an object's name, the names of a list.
fn words(value: &Value) -> Option<String> {
    let found = match value {
        Value::String(s) => s.trim().to_owned(),
        Value::Object(o) => return o.get("name").and_then(words),
        Value::Array(a) => {
            let all: Vec<String> = a.iter().filter_map(|v| if v.is_array() { None } else { words(v) }).collect();
            all.join(", ")
        }
        _ => String::new(),
    };
    (!found.is_empty()).then_some(found)
}

/// A title without the site's name behind it.
fn without_site(title: &str, site: Option<&str>) -> String {
    for mark in [" | ", " – ", " — ", " - ", " :: ", " « "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let named = site.is_some_and(|s| s.eq_ignore_ascii_case(tail.trim()));
            let short = matches!(mark, " | " | " :: " | " « ") && tail.split_whitespace().count() <= 4;
            if (named || short) && head.split_whitespace().count() >= 2 {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes())
        .find(|at| text.as_bytes().get(*at..*at + what.len()).is_some_and(|t| t.eq_ignore_ascii_case(what.as_bytes())))
}
