//! What the reconciler knows of an article.

use super::independence::Sketch;
use super::lead::Lead;
use crate::document::Document;
use crate::lexicon::Slots;
use crate::value::Instant;

/// An article as the reconciler sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentInfo {
    /// [`Document::id`].
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher or agency.
    pub source: Option<String>,
    /// When it was published, or the anchor inferred from its text.
    pub published: Option<Instant>,
    /// Articles of different stories are never compared.
    pub story: Option<String>,
    /// Whether it says of itself that it corrects an earlier version.
    pub correction: bool,
    /// Whether it says that votes are still being counted.
    pub counting: bool,
    /// What its text is like, so that near-copies count once; `None` where the text is not at hand.
    pub sketch: Option<Sketch>,
    /// Hashes of the names in its text, sorted: what an event is known by.
    pub names: Vec<u64>,
    /// What its first sentence is built like.
    pub lead: Lead,
    /// Bytes of its text; 0 where the text is not at hand.
    pub length: usize,
}

/// How far into the text such words are looked for.
const HEAD: usize = 160;

impl DocumentInfo {
    /// What a document says of itself. Linear in its length.
    pub fn new(document: &Document) -> Self {
        let meta = &document.meta;
        let mut end = HEAD.min(document.text.len());
        while !document.text.is_char_boundary(end) {
            end -= 1;
        }
        let head = document.text.get(..end).unwrap_or("");
        let slots = Slots::bundled();
        let says = |s: &str| {
            let s = s.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let first = |w: &String| {
                let rest = s.strip_prefix(w.as_str());
                rest.is_some_and(|r| !r.starts_with(char::is_alphabetic))
            };
            slots.correction_heads.iter().any(first) || slots.correction_notes.iter().any(|n| s.contains(n.as_str()))
        };
        let mut from = document.text.len().saturating_sub(HEAD);
        while !document.text.is_char_boundary(from) {
            from += 1;
        }
        let tail = document.text.get(from..).unwrap_or("").to_lowercase();
        let noted = slots.correction_notes.iter().any(|n| tail.contains(n.as_str()));
        // Its publisher names what it takes the place of.
        let linked = meta.corrects.is_some();
        let correction = linked || noted || meta.title.as_deref().is_some_and(says) || says(head);
        Self {
            id: document.id.clone(),
            title: meta.title.clone(),
            source: meta.source.clone(),
            published: meta.published.map(|p| p.at),
            story: meta.story.clone(),
            correction,
            counting: super::change::Said::of(&document.text).counting(),
            sketch: Some(Sketch::of(&document.text)),
            names: super::event::names(&document.text),
            lead: Lead::of(&document.text),
            length: document.text.len(),
        }
    }
}
