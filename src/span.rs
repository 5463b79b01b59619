//! Byte ranges in a document's text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open byte range `[start, end)` in [`Document::text`](crate::document::Document::text).
///
/// Both ends lie on character boundaries of that text. Where the bytes stand in the file on disk
/// is answered by [`Document::locate`](crate::document::Document::locate).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`; an end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of `text` that this span covers; empty where the span does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly in this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Where a [`Span`] stands in the file on disk, in every unit that a reader may count in.
///
/// `bytes`, `chars` (Unicode code points) and `utf16` (code units) are 0-based and end exclusive;
/// lines and columns are 1-based, columns in code points. For JSONL input all of them count in the
/// decoded `text` of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Location {
    /// Byte offsets.
    #[schemars(with = "[usize; 2]")]
    pub bytes: [u32; 2],
    /// Code point offsets.
    #[schemars(with = "[usize; 2]")]
    pub chars: [u32; 2],
    /// UTF-16 code unit offsets.
    #[schemars(with = "[usize; 2]")]
    pub utf16: [u32; 2],
    /// Line of the first character.
    #[schemars(with = "usize")]
    pub line: u32,
    /// Column of the first character.
    #[schemars(with = "usize")]
    pub column: u32,
    /// Line of the end.
    #[schemars(with = "usize")]
    pub end_line: u32,
    /// Column of the end.
    #[schemars(with = "usize")]
    pub end_column: u32,
    /// The page, row or cue that it stands in, where the source has such parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
}

impl Location {
    /// The bytes in the file, for those who have no text in which a span could count.
    pub fn in_file(self) -> Span {
        let [start, end] = self.bytes;
        Span { start, end: end.max(start) }
    }
}

/// A numbered part of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its number, from 1.
    pub number: u32,
}

/// Kinds of numbered parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// Of a PDF.
    Page,
    /// Of a table; the header is row 1.
    Row,
    /// Of a transcript.
    Cue,
    /// Of a feed or a package of news items.
    Item,
    /// Of an electronic book.
    Chapter,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = match self.kind {
            PartKind::Page => "page",
            PartKind::Row => "row",
            PartKind::Cue => "cue",
            PartKind::Item => "item",
            PartKind::Chapter => "chapter",
        };
        write!(f, "{kind} {}", self.number)
    }
}
