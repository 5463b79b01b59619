//! What an input format is.

use super::decode::Decoded;
use super::furniture::Furniture;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::value::Instant;
use std::fmt::{self, Debug};
use std::io::{Read, Seek};
use std::path::Path;
use std::sync::Arc;

/// The largest file that is read unless [`Options::max_file`] says otherwise: 64 MiB.
pub const MAX_FILE: u64 = 64 << 20;

/// The longest line of a file with a document a line, unless [`Options::max_line`] says otherwise:
/// 10 MiB.
pub const MAX_LINE: u64 = 10 << 20;

/// The option that raises [`MAX_FILE`], as a help text names it.
pub const MAX_FILE_OPTION: &str = "--max-file-size";

/// The option that raises [`MAX_LINE`], as a help text names it.
pub const MAX_LINE_OPTION: &str = "--max-line-size";

/// Which files are read, of those that are named or found.
#[derive(Clone)]
pub struct Wanted(Arc<dyn Fn(&Path) -> bool + Send + Sync>);

impl Wanted {
    /// Those for whose path, as named or found, `wants` holds.
    pub fn new(wants: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(wants))
    }
}

impl Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wanted")
    }
}

/// How sources are read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The format of every source, where the names of the files are not to decide.
    pub format: Option<&'static dyn Format>,
    /// The published date of documents that carry none.
    pub published: Option<Instant>,
    /// The largest file, in bytes. A file with a document a line may be larger: each of its lines
    /// is held against `max_line` instead.
    pub max_file: u64,
    /// The longest line of a file with a document a line, in bytes.
    pub max_line: u64,
    /// How many archives a source lies in.
    pub nesting: u32,
    /// The phrases and words of page furniture.
    pub furniture: Arc<Furniture>,
    /// Which files are read; `None` for all.
    pub wanted: Option<Wanted>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: None,
            published: None,
            max_file: MAX_FILE,
            max_line: MAX_LINE,
            nesting: 0,
            furniture: Furniture::bundled(),
            wanted: None,
        }
    }
}

impl Options {
    /// Whether the file at that path, as named or found, is read.
    pub fn wants(&self, path: &Path) -> bool {
        self.wanted.as_ref().is_none_or(|w| (w.0)(path))
    }

    /// The largest file: `max_file`, but never so large that an offset into its text would not fit.
    pub fn file_limit(&self) -> u64 {
        self.max_file.min(u64::from(u32::MAX) / 3)
    }
}

/// One source's characters, and what it is called.
#[derive(Debug)]
pub struct Input<'n> {
    /// Path as given or found, with `/` between parts; `-` for standard input.
    pub name: &'n str,
    /// Its characters.
    pub decoded: Decoded,
}

impl Input<'_> {
    /// The path, where the source is a file.
    pub fn path(&self) -> Option<String> {
        (self.name != "-").then(|| self.name.to_owned())
    }
}

/// A file as its bytes.
pub struct Origin<'f> {
    /// The bytes.
    pub reader: &'f mut dyn ReadSeek,
    /// How many they are.
    pub len: u64,
}

/// What can be read from any place.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// Takes documents, and what is wrong with what they came from.
pub type HandOn<'h> = dyn FnMut(Vec<Document>, Vec<Diagnostic>) + 'h;

/// An input format: how characters become documents.
///
/// Guarantee of every implementation: it reads no file and no clock, never panics, takes time
/// linear in the input, and whatever it cannot read becomes a diagnostic.
pub trait Format: Debug + Sync {
    /// The word for `--input-format`.
    fn name(&self) -> &'static str;

    /// The name in a sentence, such as "plain text".
    fn title(&self) -> &'static str;

    /// Endings of file names, in lower case, without the full stop.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the first bytes of a file can be of no other format, whatever its name is.
    fn recognises(&self, head: &[u8]) -> bool {
        let _ = head;
        false
    }

    /// The documents of a file that is no text, such as a PDF; `None` for a format of text,
    /// which [`Format::read`] reads.
    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        let _ = (name, bytes, options, found);
        None
    }

    /// Whether it holds files of other formats, and is read by [`Format::unpack`].
    fn is_container(&self) -> bool {
        false
    }

    /// Hands on what the files in a container hold, as it comes: memory follows the largest of them,
    /// not the container.
    fn unpack<'a>(&self, name: &'a str, from: Origin<'_>, options: &'a Options, hand_on: &'a mut HandOn<'a>) {
        let _ = (name, from, options, hand_on);
    }

    /// Whether a file holds a document a line, and may be read in parts that end with a line.
    fn a_document_a_line(&self) -> bool {
        false
    }

    /// The documents of one source. `first_line` is the number of its first line: 1 unless the
    /// input is the later part of a file.
    fn read(
        &self,
        input: Input<'_>,
        first_line: usize,
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Document>;
}
