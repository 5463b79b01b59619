//! `claims-jsonld`: the claims as schema.org's `Claim`, for search engines and archives.

use super::annotations::{address, urn};
use super::stream::Each;
use super::words::{harmless, value};
use super::{ClaimFormat, Format, Report, Terminal};
use crate::claim::Claim;
use crate::document::Document;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// A graph of claims, each with the article in which it appears.
#[derive(Debug)]
pub(super) struct ClaimsJsonLd;

impl Format for ClaimsJsonLd {
    fn name(&self) -> &'static str {
        "claims-jsonld"
    }

    fn about(&self) -> &'static str {
        "the claims as schema.org Claim, in JSON-LD"
    }

    fn write(&self, report: &Report<'_>, terminal: Terminal, out: &mut dyn Write) -> io::Result<()> {
        self.write_claims(report, terminal, out)
    }

    fn claims(&self) -> Option<&dyn ClaimFormat> {
        Some(self)
    }
}

impl ClaimFormat for ClaimsJsonLd {
    fn write_claims(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct Graph<G> {
            #[serde(rename = "@context")]
            context: &'static str,
            #[serde(rename = "@graph")]
            graph: G,
        }
        let claims = || report.claims.iter().filter_map(|c| claim(report, c));
        let whole = Graph { context: "https://schema.org", graph: Each(claims) };
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }
}

fn claim(report: &Report<'_>, c: &Claim) -> Option<Value> {
    let document = report.document(&c.doc)?;
    let attribute = c.attribute.as_deref().map(|a| format!(" {a}")).unwrap_or_default();
    let about: Vec<Value> = [&c.subject, &c.object]
        .into_iter()
        .flatten()
        .map(|name| json!({"@type": "Thing", "name": harmless(name)}))
        .collect();
    let mut fields = Map::new();
    fields.insert("@type".into(), "Claim".into());
    fields.insert("@id".into(), urn(&format!("claim:{}", c.id)).into());
    fields.insert("name".into(), harmless(&format!("{}{attribute}: {}", c.kind, value(&c.value))).into());
    fields.insert("text".into(), harmless(&c.sentence).into());
    if !about.is_empty() {
        fields.insert("about".into(), about.into());
    }
    // Who makes the claim is its author: the speaker where one is named, else the publisher.
    let speaker = c.attribution.as_ref().and_then(|a| a.speaker.as_deref());
    let author = speaker.map(|s| json!({"@type": "Person", "name": harmless(s)})).or_else(|| publisher(document));
    fields.extend(author.map(|a| ("author".to_owned(), a)));
    fields.extend(c.published.as_ref().map(|p| ("datePublished".to_owned(), p.as_str().into())));
    fields.insert("appearance".into(), appearance(report, document));
    Some(fields.into())
}

fn publisher(document: &Document) -> Option<Value> {
    let name = document.meta.source.as_deref()?;
    Some(json!({"@type": "Organization", "name": harmless(name)}))
}

fn appearance(report: &Report<'_>, document: &Document) -> Value {
    let mut fields = Map::new();
    fields.insert("@type".into(), "NewsArticle".into());
    fields.insert("@id".into(), address(report, document).into());
    fields.insert("name".into(), harmless(&document.id).into());
    let meta = &document.meta;
    fields.extend(meta.title.as_ref().map(|t| ("headline".to_owned(), harmless(t).into())));
    fields.extend(meta.published.map(|p| ("datePublished".to_owned(), p.at.to_string().into())));
    fields.extend(meta.language.as_ref().map(|l| ("inLanguage".to_owned(), harmless(l).into())));
    fields.extend(publisher(document).map(|p| ("publisher".to_owned(), p)));
    fields.into()
}
