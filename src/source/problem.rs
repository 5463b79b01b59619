//! What can be wrong with a source, in words: every code of this stage.

use super::Start;
use super::decode::Decoded;
use super::format::{MAX_FILE_OPTION, MAX_LINE_OPTION};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use std::io;

/// A size as a person writes it: whole units where it is whole, else one decimal, and bytes where
/// that would not show what is over.
fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) if bytes.is_multiple_of(*unit) => format!("{} {name}", bytes / unit),
        Some((name, unit)) if bytes % unit >= unit / 10 => format!("{:.1} {name}", bytes as f64 / *unit as f64),
        Some(_) => format!("{bytes} bytes"),
        None => format!("{bytes} bytes"),
    }
}

/// A limit that lets `bytes` pass, as the option takes it.
fn roomy(bytes: u64) -> String {
    format!("{}M", (bytes >> 20) + 1)
}

pub(super) fn no_path() -> Diagnostic {
    Diagnostic::plain("no-path", "no source was named")
        .help("name files or folders, or - for standard input: factcheck articles/")
}

pub(super) fn missing(name: &str) -> Diagnostic {
    Diagnostic::plain("no-such-path", format!("{name} does not exist"))
        .help("check the spelling, and the folder that the path starts from")
}

pub(super) fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let found = Diagnostic::plain("unreadable", format!("{name} cannot be read: {}", why(error)));
    match error.kind() {
        io::ErrorKind::PermissionDenied => found.help("give yourself leave to read it, or leave it out"),
        _ => found,
    }
}

/// The system's words without their number.
fn why(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_lowercase()
}

pub(super) fn walk(name: &str, error: &ignore::Error) -> Diagnostic {
    Diagnostic::plain("unreadable", format!("part of {name} cannot be read: {error}"))
}

pub(super) fn empty_folder(name: &str) -> Diagnostic {
    Diagnostic::plain("empty-folder", format!("there is no file in {name}"))
        .help("hidden files and those that .gitignore lists are not looked at; name a file to read it all the same")
}

pub(super) fn nothing_readable(name: &str, passed_over: usize, endings: &str) -> Diagnostic {
    let files = if passed_over == 1 { "its one file is".to_owned() } else { format!("its {passed_over} files are") };
    Diagnostic::plain("nothing-readable", format!("nothing in {name} can be read: {files} of no known format"))
        .help(format!("a folder's files are read where they end in {endings}; name a file to read it all the same"))
}

pub(super) fn left_out(name: &str) -> Diagnostic {
    Diagnostic::plain("left-out", format!("{name} was not read: the configuration leaves it out"))
        .help("`factcheck config` shows `include` and `exclude`, and where they were written")
        .warning()
}

pub(super) fn all_left_out(name: &str, files: usize) -> Diagnostic {
    let files = if files == 1 { "its one file".to_owned() } else { format!("all {files} files") };
    Diagnostic::plain("left-out", format!("nothing in {name} was read: the configuration leaves out {files}"))
        .help("`factcheck config` shows `include` and `exclude`, and where they were written")
}

pub(super) fn nothing_read() -> Diagnostic {
    Diagnostic::plain("nothing-read", "there was nothing to read: no source holds any text")
        .help("an empty run never counts as passed; name at least one file with text")
}

pub(super) fn empty_file(name: &str) -> Diagnostic {
    Diagnostic::plain("empty-file", format!("{name} holds no text")).warning()
}

/// A source whose every word is furniture.
pub(super) fn no_copy(name: &str) -> Diagnostic {
    Diagnostic::plain("no-copy", format!("{name} holds no copy: all its words were set aside"))
        .help(format!("`factcheck sources {name}` says as what"))
        .warning()
}

/// The code of [`not_text`].
pub(super) const NOT_TEXT: &str = "not-text";

pub(super) fn not_text(name: &str, what: &str) -> Diagnostic {
    Diagnostic::plain(NOT_TEXT, format!("{name} is not text: {what}"))
        .help("save it as plain text, Markdown or JSONL, or leave it out")
}

pub(super) fn invalid_bytes(name: &str, decoded: &Decoded, first: usize, start: Start) -> Diagnostic {
    let n = decoded.replaced.len();
    let bytes = if n == 1 { "one stretch of bytes was".to_owned() } else { format!("{n} stretches of bytes were") };
    let (byte, line) = (start.byte + first as u64, start.line + decoded.newlines_before(first));
    Diagnostic::plain(
        "invalid-bytes",
        format!(
            "{name} is not valid {}: {bytes} replaced by U+FFFD, the first at byte {byte} (line {line})",
            decoded.encoding
        ),
    )
    .help("all the rest was read, and offsets are those of the file as it is; save it as UTF-8 to mend it")
}

pub(super) fn file_too_large(name: &str, len: Option<u64>, limit: u64) -> Diagnostic {
    let found = len.map_or(String::new(), |len| format!(" ({})", size(len)));
    Diagnostic::plain("file-too-large", format!("{name}{found} is larger than the limit of {} a file", size(limit)))
        .help(format!("raise the limit with {MAX_FILE_OPTION} {}", roomy(len.unwrap_or(limit * 2))))
}

pub(super) fn line_too_long(name: &str, line: usize, len: Option<u64>, limit: u64) -> Diagnostic {
    let found = len.map_or(String::new(), |len| format!(" ({})", size(len)));
    Diagnostic::plain(
        "line-too-long",
        format!("{name} line {line}{found} is longer than the limit of {} a line", size(limit)),
    )
    .help(format!(
        "the other lines were read; raise the limit with {MAX_LINE_OPTION} {}",
        roomy(len.unwrap_or(limit * 2))
    ))
}

/// The part of a line that a message shows: around byte `at`, whole characters, at most this many
/// bytes on either side.
const SHOWN: usize = 60;

/// What is wrong with a line of a JSONL file; `span` counts in the line's bytes.
pub(super) fn broken_line(name: &str, line: usize, content: &str, span: Span, what: &str, help: &str) -> Diagnostic {
    let (shown, span) = excerpt(content, span);
    Diagnostic::plain("broken-line", format!("{name} line {line} was left out: {what}"))
        .at_line(name, line, shown)
        .label(span, what)
        .help(help)
}

/// What is odd about a line of a JSONL file that is read nevertheless.
pub(super) fn odd_field(name: &str, line: usize, content: &str, span: Span, what: &str, help: &str) -> Diagnostic {
    let (shown, span) = excerpt(content, span);
    Diagnostic::plain("odd-field", format!("{name} line {line}: {what}"))
        .at_line(name, line, shown)
        .label(span, what)
        .help(help)
        .warning()
}

/// What is wrong with a file's front matter, which begins at `line`.
pub(super) fn front_matter(name: &str, line: usize, content: &str, span: Span, what: &str) -> Diagnostic {
    Diagnostic::plain("front-matter", format!("part of the front matter of {name} was passed over"))
        .at_line(name, line, content)
        .label(span, what)
        .help("the rest of the file was read")
        .warning()
}

/// Markup that breaks off or is no markup; `at` is a byte of `source`.
pub(super) fn broken_markup(name: &str, source: &str, at: usize, what: &str) -> Diagnostic {
    let line = 1 + source.as_bytes().iter().take(at).filter(|b| **b == b'\n').count();
    Diagnostic::plain("broken-file", format!("{name} is broken at line {line}: {what}"))
        .help("what stands before the break was read; save or export the file anew")
}

/// A file of which nothing, or not all, could be read.
pub(super) fn broken_file(name: &str, what: &str) -> Diagnostic {
    Diagnostic::plain("broken-file", format!("{name} cannot be read, or not wholly: {what}"))
        .help("what could be read of it was read; save, export or download it anew")
}

/// Pages that hold pictures and no text.
#[cfg(feature = "pdf")]
pub(super) fn scanned(name: &str, pages: &[u32], of: usize) -> Diagnostic {
    let shown = pages.iter().take(10).map(u32::to_string).collect::<Vec<_>>().join(", ");
    let shown = if pages.len() > 10 { format!("{shown} and {} more", pages.len() - 10) } else { shown };
    let help = "run it through text recognition (OCR) and save the result";
    if pages.len() == of {
        return Diagnostic::plain("no-text-layer", format!("{name} holds pictures of text, and no text")).help(help);
    }
    let (page, hold) = if pages.len() == 1 { ("page", "holds a picture") } else { ("pages", "hold pictures") };
    Diagnostic::plain("no-text-layer", format!("{page} {shown} of {name} {hold} and no text"))
        .help(format!("the other pages were read; if there is copy in the pictures, {help}"))
        .warning()
}

/// A file that grows beyond a limit when it is decompressed.
#[cfg(any(feature = "archives", feature = "documents", feature = "pdf"))]
pub(super) fn expands(name: &str, limit: u64) -> Diagnostic {
    Diagnostic::plain("expands-too-far", format!("{name} expands to more than the limit of {}", size(limit)))
        .help(format!("raise the limit with {MAX_FILE_OPTION} {} if you trust the file", roomy(limit * 4)))
}

/// An archive in which nothing is of a known format.
#[cfg(feature = "archives")]
pub(super) fn empty_archive(name: &str) -> Diagnostic {
    Diagnostic::plain("empty-file", format!("{name} holds no file of a known format with text in it")).warning()
}

/// JSON that is none.
pub(super) fn broken_json(name: &str, line: usize, what: &str) -> Diagnostic {
    Diagnostic::plain("broken-file", format!("{name} is broken at line {line}: {what}"))
        .help("nothing of it was read; export the file anew")
}

/// A feed or package without items.
pub(super) fn no_items(name: &str, title: &str) -> Diagnostic {
    Diagnostic::plain("empty-file", format!("{name} is {title}, and holds no item with text")).warning()
}

fn excerpt(content: &str, span: Span) -> (String, Span) {
    let (start, end) = ((span.start as usize).min(content.len()), (span.end as usize).min(content.len()));
    let mut from = start.saturating_sub(SHOWN);
    while !content.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = end.min(start + SHOWN).saturating_add(SHOWN).min(content.len());
    while !content.is_char_boundary(to) {
        to += 1;
    }
    let shown = content.get(from..to).unwrap_or("").to_owned();
    let span = Span::new(start - from, end.min(to) - from);
    (shown, span)
}

pub(super) fn same_id(id: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::plain("same-id", format!("two documents have the id “{id}”: in {first} and in {second}"))
        .help("give each record an id of its own, or findings cannot tell them apart")
        .warning()
}
