//! A source as the rest of the program sees it: its text, and where that text came from.

mod map;

pub use map::{ByteLayout, Piece, PieceMap, SourceMap};

use crate::span::{Location, Span};
use crate::value::Instant;
use chrono::NaiveDate;
use map::gaps;
use serde::{Deserialize, Serialize};

/// Where a published date was found; strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedFrom {
    /// Page or record metadata, such as the `published` of a JSONL record.
    Metadata,
    /// Front matter of a Markdown file.
    FrontMatter,
    /// A header line such as ` date 2025-11-29 `.
    Header,
    /// A dateline such as `PARIS, March 3 (Agency) –`.
    Dateline,
    /// `--published`.
    Option,
    /// Inferred from the text's own absolute dates.
    Inferred,
}

/// When a document was published, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The date, or the date and time where it is known (as stated, in its own zone).
    pub at: Instant,
    /// Where it was found.
    pub from: PublishedFrom,
}

impl Published {
    /// The day of publication.
    pub fn date(&self) -> NaiveDate {
        self.at.date()
    }
}

/// What is known of a document besides its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// Headline.
    pub title: Option<String>,
    /// Publisher or agency.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// BCP 47 tag, such as `en` or `en-GB`.
    pub language: Option<String>,
    /// Documents of different stories are never compared.
    pub story: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was last changed.
    pub modified: Option<Instant>,
    /// Whether its publisher stands by it.
    pub status: PubStatus,
    /// Not to be published before this moment.
    pub embargo: Option<Instant>,
    /// The document that it corrects or takes the place of, by the publisher's name for that.
    pub corrects: Option<String>,
    /// How many words of the page around the article are not in its text: menus, teasers, comments.
    pub left_out: usize,
    /// The name of the format that it was read in.
    pub format: &'static str,
    /// Notes to this program that stood in the text, in their order.
    pub directives: Vec<Directive>,
}

/// What a publisher says of an item that it sent (IPTC `pubStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PubStatus {
    /// May be used.
    #[default]
    Usable,
    /// May not be used for now.
    Withheld,
    /// Is taken back.
    Canceled,
}

/// A note to this program that stood in the text, such as `<!-- factcheck-ignore RULE: reason -->`;
/// as written, mistakes included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directive {
    /// The whole note, marks included, in the decoded source ([`SourceMap::source`]).
    pub span: Span,
    /// What follows `factcheck-`: `ignore`, `ignore-file`, or a misspelt form of them.
    pub keyword: String,
    /// What is named before the colon, and where in the decoded source.
    pub names: Vec<(String, Span)>,
    /// What stands behind the colon.
    pub reason: Option<String>,
    /// Whether it has a closing mark.
    pub closed: bool,
    /// A byte of the text, in the paragraph that the note speaks of.
    pub at: u32,
}

/// Why a stretch of text is not read as copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AsideReason {
    /// Menus, shop lines, "Previous Post Next Post".
    Navigation,
    /// A header line that is metadata, not copy.
    Header,
    /// The headline printed a second time.
    Repeated,
    /// A line in another script than the article's.
    OtherScript,
    /// Program code in Markdown.
    Code,
    /// Cookie and subscription notices.
    Notice,
    /// What stands under a picture, and whose picture it is.
    Caption,
    /// An earlier message, quoted in an answer to it.
    Quoted,
}

/// A stretch of text set aside: still in [`Document::text`], never read for claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aside {
    /// Where it stands.
    pub span: Span,
    /// Why it is not read.
    pub reason: AsideReason,
}

/// One source.
///
/// Guarantee: `text` is the readable text, markup removed; every span of it can be located in the
/// file on disk. `aside` is sorted and does not overlap itself.
#[derive(Debug)]
pub struct Document {
    /// Names the document in the output: a record's `id`, else its path, else path and line number.
    pub id: String,
    /// Path as given or found, with `/` between parts; `None` for standard input.
    pub path: Option<String>,
    /// The text that is read.
    pub text: String,
    /// From text to file.
    pub map: SourceMap,
    /// What is known of it.
    pub meta: Meta,
    /// What is not read as copy.
    pub aside: Vec<Aside>,
}

impl Document {
    /// A document whose text is the file itself, byte for byte.
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            path: None,
            text: text.into(),
            map: SourceMap::identity(),
            meta: Meta::default(),
            aside: Vec::new(),
        }
    }

    /// Whether any word of the text is read as copy.
    pub fn has_copy(&self) -> bool {
        let cuts: Vec<Span> = self.aside.iter().map(|a| a.span).collect();
        gaps(&cuts, self.text.len()).iter().any(|g| g.of(&self.text).contains(char::is_alphanumeric))
    }

    /// Where `span` stands in the file on disk.
    pub fn locate(&self, span: Span) -> Location {
        self.map.locate(&self.text, span)
    }

    /// Where a location that this document gave stands in the decoded source
    /// ([`SourceMap::source`]); `None` for one that lies outside it.
    pub fn source_span(&self, at: Location) -> Option<Span> {
        let source = self.map.source(&self.text);
        let start = self.map.offset(source, at.chars[0] as usize)?;
        Some(Span::new(start, self.map.offset(source, at.chars[1] as usize)?))
    }
}
