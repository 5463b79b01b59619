//! From bytes to documents: one file an input format, all of them listed in [`FORMATS`].
//!
//! [`read_bytes`] is the pure part; [`load`] finds the files and reads them, and is the one place
//! in the library that does. It prints nothing: whatever goes wrong is a [`Diagnostic`].

mod agency;
#[cfg(feature = "archives")]
mod archive;
mod decode;
mod directive;
#[cfg(feature = "documents")]
mod epub;
mod feed;
mod format;
mod front_matter;
mod furniture;
mod header;
mod html;
mod item;
mod json_items;
mod jsonl;
mod load;
#[cfg(feature = "documents")]
mod mail;
mod markdown;
mod moment;
mod normalise;
#[cfg(any(feature = "archives", feature = "documents"))]
mod office;
#[cfg(any(feature = "archives", feature = "documents"))]
mod package;
mod page;
mod parts;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod problem;
mod rtf;
mod script;
mod table;
mod traced;
mod transcript;
mod whole;
mod words;
mod xml;

pub use decode::Decoded;
pub use format::{
    Format, HandOn, Input, MAX_FILE, MAX_FILE_OPTION, MAX_LINE, MAX_LINE_OPTION, Options, Origin, ReadSeek, Wanted,
};
pub use furniture::Furniture;
pub use load::{Counts, Loaded, load, load_each};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use std::io::Cursor;

/// Every input format. Of two that claim a file name's ending, the first is taken; the first of
/// all reads what no ending claims.
pub const FORMATS: &[&dyn Format] = &[
    &plain::Plain,
    &markdown::Markdown,
    &jsonl::Jsonl,
    &html::Html,
    &feed::Feed,
    &json_items::JsonFeed,
    &json_items::Ninjs,
    &agency::NewsMl,
    &agency::Nitf,
    &rtf::Rtf,
    &transcript::Transcript,
    #[cfg(feature = "documents")]
    &office::Docx,
    #[cfg(feature = "documents")]
    &office::Odt,
    #[cfg(feature = "documents")]
    &epub::Epub,
    #[cfg(feature = "documents")]
    &mail::Mhtml,
    #[cfg(feature = "documents")]
    &mail::Mail,
    #[cfg(feature = "pdf")]
    &pdf::Pdf,
    &table::Csv,
    #[cfg(feature = "archives")]
    &archive::Zip,
    #[cfg(feature = "archives")]
    &archive::Compressed,
    #[cfg(feature = "archives")]
    &archive::Tar,
    #[cfg(feature = "archives")]
    &archive::Warc,
];

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

/// How much of a file says what it is.
const HEAD: usize = 4096;

/// The format that the first bytes of a file show; `None` where they show none.
fn by_content(bytes: &[u8]) -> Option<&'static dyn Format> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    FORMATS.iter().copied().find(|f| f.recognises(head))
}

/// Endings that say no more than how a file is written: in a folder such files are read where their
/// content shows a format.
const GENERIC: &[&str] = &["json", "xml", "csv", "tsv", "tab"];

fn is_generic(file_name: &str) -> bool {
    file_name.rsplit_once('.').is_some_and(|(_, ending)| GENERIC.contains(&ending.to_ascii_lowercase().as_str()))
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
    let format = if options.format.is_some() || format.a_document_a_line() {
        format
    } else {
        by_content(bytes).unwrap_or(format)
    };
    let named = |mut documents: Vec<Document>| {
        for d in &mut documents {
            if d.meta.format.is_empty() {
                d.meta.format = format.name();
            }
            normalise::normalise(d);
        }
        documents
    };
    if format.is_container() {
        let mut documents = Vec::new();
        let from = Origin { reader: &mut Cursor::new(bytes), len: bytes.len() as u64 };
        format.unpack(name, from, options, &mut |mut some, mut wrong| {
            documents.append(&mut some);
            found.append(&mut wrong);
        });
        return named(documents);
    }
    if let Some(documents) = format.read_raw(name, bytes, options, found) {
        return named(documents);
    }
    match decode::decode(bytes) {
        Ok(decoded) => {
            if let Some(first) = decoded.replaced.first() {
                found.push(problem::invalid_bytes(name, &decoded, *first, start));
            }
            named(format.read(Input { name, decoded }, start.line, options, found))
        }
        Err(what) => {
            found.push(problem::not_text(name, what));
            Vec::new()
        }
    }
}

/// The language of a document's copy, as a BCP 47 tag: what its publisher says, else what its words
/// look like; `None` where they are too few to tell.
pub fn language(document: &Document) -> Option<String> {
    document.meta.language.clone().or_else(|| {
        let guess = whatlang::detect(&document.text).filter(whatlang::Info::is_reliable)?;
        let code = guess.lang().code();
        // The languages that copy is mostly in have tags of two letters.
        Some(TWO_LETTERS.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two).to_owned())
    })
}

/// Codes of ISO 639-3 that have one in ISO 639-1, which BCP 47 prefers.
const TWO_LETTERS: &[(&str, &str)] = &[
    ("afr", "af"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// The moment that an option such as `--published` names; `None` where it names none.
pub fn published(words: &str) -> Option<crate::value::Instant> {
    moment::whole(words)
}
