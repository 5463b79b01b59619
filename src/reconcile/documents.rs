//! What the reconciler knows of an article.

use super::independence::Sketch;
use crate::document::Document;
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
    /// What its text is like, so that near-copies count once; `None` where the text is not at hand.
    pub sketch: Option<Sketch>,
    /// Hashes of the names in its text, sorted: what an event is known by.
    pub names: Vec<u64>,
}

/// Words at the head of an article that is a correction of an earlier one.
const CORRECTION: &[&str] = &["corrected", "correction", "(corrects", "corrects ", "refiles to correct", "(refiles"];

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
        let title = meta.title.as_deref().unwrap_or("");
        let says = |s: &str| {
            let s = s.trim_start().to_lowercase();
            CORRECTION.iter().any(|c| s.starts_with(c)) || s.contains("(corrects ") || s.contains("corrected version")
        };
        Self {
            id: document.id.clone(),
            title: meta.title.clone(),
            source: meta.source.clone(),
            published: meta.published.map(|p| p.at),
            story: meta.story.clone(),
            correction: says(title) || says(head),
            sketch: Some(Sketch::of(&document.text)),
            names: super::event::names(&document.text),
        }
    }
}
