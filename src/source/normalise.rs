//! Characters that are written in more than one way: each in the one way that recognisers know,
//! with every offset kept.
//!
//! Digits of other scripts and full-width forms become ASCII, ligatures their letters; soft hyphens
//! and marks without width go.

use super::traced::{Traced, is_weightless};
use crate::document::{Document, PieceMap, SourceMap};
use crate::span::Span;

/// What stands for a character; `None` where it stands for itself.
fn plain(c: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    // The first digit of each row of ten.
    const ZEROS: [u32; 10] = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xe50, 0xff10];
    let code = u32::from(c);
    if code < 0xad {
        return None;
    }
    let digit = ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|d| *d < 10));
    match (digit, c) {
        (Some(digit), _) => DIGITS.get(digit as usize).copied(),
        (None, '\u{fb00}') => Some("ff"),
        (None, '\u{fb01}') => Some("fi"),
        (None, '\u{fb02}') => Some("fl"),
        (None, '\u{fb03}') => Some("ffi"),
        (None, '\u{fb04}') => Some("ffl"),
        (None, '\u{fb05}' | '\u{fb06}') => Some("st"),
        (None, '％') => Some("%"),
        (None, '＄') => Some("$"),
        (None, '．') => Some("."),
        (None, '\u{66a}') => Some("%"),
        (None, '\u{66b}') => Some("."),
        (None, '\u{66c}') => Some(","),
        (None, c) if is_weightless(c) => Some(""),
        _ => None,
    }
}

/// Whether any of these characters may be there: a look at bytes alone.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let soft_hyphen = || memchr::memmem::find(bytes, "\u{ad}".as_bytes()).is_some();
    let rows = |lead: u8| memchr::memchr(lead, bytes).is_some();
    let joins = || {
        memchr::memmem::find(bytes, "\u{200b}".as_bytes()).is_some()
            || memchr::memmem::find(bytes, "\u{2060}".as_bytes()).is_some()
    };
    soft_hyphen() || joins() || [0xd9, 0xdb, 0xe0, 0xef].into_iter().any(rows)
}

/// Rewrites a document's text where it has to be.
pub(super) fn normalise(document: &mut Document) {
    if document.text.is_ascii() || !may_hold(&document.text) {
        return;
    }
    let mut new = Traced::default();
    let text = std::mem::take(&mut document.text);
    // A byte order mark belongs to the file and so to the text.
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut from = 0;
    let mut changed = false;
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= start) {
        if let Some(words) = plain(c) {
            let end = at + c.len_utf8();
            new.push(text.get(from..at).unwrap_or(""), from..at);
            new.push(words, at..end);
            from = end;
            changed = true;
        }
    }
    if !changed {
        document.text = text;
        return;
    }
    new.push(text.get(from..).unwrap_or(""), from..text.len());
    let moved = PieceMap(new.pieces.clone());
    let to = |at: u32| moved.target(at as usize);
    for a in &mut document.aside {
        a.span = Span::new(to(a.span.start), to(a.span.end));
    }
    document.aside.retain(|a| !a.span.is_empty());
    let parts = document.map.parts().iter().map(|(at, part)| (moved.target(*at), *part)).collect();
    let map = if let Some(outer) = document.map.pieces() {
        let through = new.through(outer);
        document.text = through.text;
        document.map.again(PieceMap(through.pieces))
    } else {
        document.text = new.text;
        SourceMap::new(Some(text), Some(moved), document.map.layout().clone())
    };
    document.map = map.with_parts(parts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_kept() {
        let source = "The of\u{fb01}ce paid \u{ff14}\u{ff18} on \u{0664} December \u{0968}\u{0966}\u{0968}\u{096b}, a Wed\u{ad}nes\u{ad}day.";
        let mut d = Document::plain("t", source);
        normalise(&mut d);
        assert_eq!(d.text, "The office paid 48 on 4 December 2025, a Wednesday.");
        for (word, written) in [
            ("office", "of\u{fb01}ce"),
            ("48", "\u{ff14}\u{ff18}"),
            ("2025", "\u{0968}\u{0966}\u{0968}\u{096b}"),
            ("Wednesday", "Wed\u{ad}nes\u{ad}day"),
        ] {
            let at = d.text.find(word).unwrap();
            let l = d.locate(Span::new(at, at + word.len()));
            assert_eq!(l.in_file().of(source), written);
        }
    }

    #[test]
    fn other_text_stays() {
        let source = "“Café” – 3\u{a0}May, 中文 text, नमस्ते.";
        let mut d = Document::plain("t", source);
        normalise(&mut d);
        assert_eq!(d.text, source);
    }
}
