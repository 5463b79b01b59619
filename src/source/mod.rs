//! From bytes to documents: one file an input format, all of them listed in [`FORMATS`].
//!
//! [`read_bytes`] is the pure part; [`load`] finds the files and reads them, and is the one place
//! in the library that does. It prints nothing: whatever goes wrong is a [`Diagnostic`].

mod decode;
mod format;
mod front_matter;
mod furniture;
mod header;
mod jsonl;
mod load;
mod markdown;
mod moment;
mod page;
mod parts;
mod plain;
mod problem;
mod script;
mod words;

pub use decode::Decoded;
pub use format::{Format, Input, MAX_FILE, MAX_FILE_OPTION, MAX_LINE, MAX_LINE_OPTION, Options};
pub use furniture::Furniture;
pub use load::{Counts, Loaded, load, load_each};

use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// Every input format. Of two that claim a file name's ending, the first is taken; the first of
/// all reads what no ending claims.
pub const FORMATS: &[&dyn Format] = &[&plain::Plain, &markdown::Markdown, &jsonl::Jsonl];

/// The format that `--input-format` calls `name`.
pub fn format_named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.name() == name)
}

/// The format whose ending the file name has; `None` where none claims it.
pub fn format_of(file_name: &str) -> Option<&'static dyn Format> {
    let (_, ending) = file_name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    FORMATS.iter().copied().find(|f| f.extensions().contains(&ending.as_str()))
}

/// The documents in `bytes`, which the user knows as `name` (a path, or `-` for standard input),
/// and what is wrong with them.
///
/// Does no input or output. Never panics; linear in the length of the input. A source that is not
/// text, or larger than the limit, gives no document and a diagnostic.
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> (Vec<Document>, Vec<Diagnostic>) {
    let format = options.format.or_else(|| format_of(name)).unwrap_or(FORMATS[0]);
    let mut found = Vec::new();
    if !format.a_document_a_line() && bytes.len() as u64 > options.file_limit() {
        found.push(problem::file_too_large(name, Some(bytes.len() as u64), options.file_limit()));
        return (Vec::new(), found);
    }
    let documents = read_part(name, bytes, START, format, options, &mut found);
    (documents, found)
}

/// Where a part of a file begins.
#[derive(Debug, Clone, Copy)]
struct Start {
    line: usize,
    byte: u64,
}

const START: Start = Start { line: 1, byte: 0 };

/// The documents of a file, or of a part of one.
fn read_part(
    name: &str,
    bytes: &[u8],
    start: Start,
    format: &dyn Format,
    options: &Options,
    found: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    match decode::decode(bytes) {
        Ok(decoded) => {
            if let Some(first) = decoded.replaced.first() {
                found.push(problem::invalid_bytes(name, &decoded, *first, start));
            }
            format.read(Input { name, decoded }, start.line, options, found)
        }
        Err(what) => {
            found.push(problem::not_text(name, what));
            Vec::new()
        }
    }
}

/// The moment that an option such as `--published` names; `None` where it names none.
pub fn published(words: &str) -> Option<crate::value::Instant> {
    moment::whole(words)
}
