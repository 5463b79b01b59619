//! Where marked words stand: in their article, in their line, and from the root of a repository.

use super::Report;
use crate::claim::Claim;
use crate::document::Document;
use crate::span::Location;

/// Marked words of one document.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// The side of the finding that they stand for.
    pub side: usize,
    /// Where they stand.
    pub document: &'a Document,
    /// Where in it.
    pub at: Location,
    /// The claim that they are of; none in a finding of one article alone.
    pub claim: Option<&'a Claim>,
}

/// Marked words with what stands around them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// What stands before them.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands after them.
    pub after: String,
    /// Whether more stands before that.
    pub more_before: bool,
    /// Whether more stands after that.
    pub more_after: bool,
}

impl<'a> Mark<'a> {
    /// The words with up to `around` characters on each side; an excerpt begins and ends between
    /// words. Where the article is not at hand, the words stand in their sentence.
    pub fn excerpt(&self, report: &Report<'_>, around: usize) -> Excerpt {
        let (source, start, end) = self.text(report);
        let before = source.get(..start).unwrap_or("");
        let after = source.get(end..).unwrap_or("");
        let from = before.char_indices().rev().nth(around.saturating_sub(1)).map_or(0, |(i, _)| i);
        let to = after.char_indices().nth(around).map_or(after.len(), |(i, _)| i);
        let from = if from == 0 { 0 } else { next_word(before, from) };
        let to = if to == after.len() { to } else { last_word(after, to) };
        Excerpt {
            before: before.get(from..).unwrap_or("").to_owned(),
            words: source.get(start..end).unwrap_or("").to_owned(),
            after: after.get(..to).unwrap_or("").to_owned(),
            more_before: from > 0,
            more_after: to < after.len(),
        }
    }

    /// The text that holds the words, and the bytes of it that they take.
    pub fn text(&self, report: &Report<'_>) -> (&'a str, usize, usize) {
        if let (true, Some(span)) = (report.has_texts(), self.document.source_span(self.at)) {
            let source = self.document.map.source(&self.document.text);
            return (source, span.range().start, span.range().end);
        }
        let Some(claim) = self.claim else { return ("", 0, 0) };
        let (start, end) = words_in_sentence(claim).unwrap_or((0, claim.sentence.len()));
        (&claim.sentence, start, end)
    }

    /// 1-based column of a character offset of the source in bytes of UTF-8, as some tools count.
    pub fn byte_column(&self, report: &Report<'_>, end: bool) -> Option<usize> {
        if !report.has_texts() {
            return None;
        }
        let (source, start, to) = self.text(report);
        let before = source.get(..if end { to } else { start })?;
        Some(before.len() - before.rfind('\n').map_or(0, |n| n + 1) + 1)
    }

    /// Whether the document is a file, so that lines and columns count in it. A record of a file
    /// with a document a line is not.
    pub fn is_file(&self) -> bool {
        self.document.path.as_deref() == Some(self.document.id.as_str())
    }
}

/// Where a claim's words stand in its sentence.
fn words_in_sentence(claim: &Claim) -> Option<(usize, usize)> {
    let chars = claim.location.chars[0].checked_sub(claim.sentence_location.chars[0])?;
    let start = claim.sentence.char_indices().map(|(i, _)| i).nth(chars as usize)?;
    if claim.sentence.get(start..)?.starts_with(claim.text.as_str()) {
        return Some((start, start + claim.text.len()));
    }
    claim.sentence.find(claim.text.as_str()).map(|at| (at, at + claim.text.len()))
}

/// The start of the first word that begins at or after `from`; `from` itself in a text without
/// blanks near by.
fn next_word(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    match rest.char_indices().take(40).find(|(_, c)| c.is_whitespace()) {
        Some((i, c)) if from + i + c.len_utf8() < text.len() => from + i + c.len_utf8(),
        _ => from,
    }
}

/// The end of the last word that ends at or before `to`.
fn last_word(text: &str, to: usize) -> usize {
    let kept = text.get(..to).unwrap_or("");
    match kept.char_indices().rev().take(40).find(|(_, c)| c.is_whitespace()) {
        Some((i, _)) if i > 0 => i,
        _ => to,
    }
}

/// The folder that paths count from in formats that CI systems read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base {
    /// Absolute path of the root of the repository, with `/` between parts; empty where unknown.
    pub root: String,
    /// The folder that the program runs in, from there; empty for the root itself.
    pub within: String,
}

impl Base {
    /// The path of a document from the root, with `/` between parts and without `.` and `..` where
    /// that can be said; a document that is no file goes by its id.
    pub fn path(&self, document: &Document) -> String {
        let path = document.path.as_deref().unwrap_or(&document.id);
        let root = self.root.trim_end_matches('/');
        let absolute = path.starts_with('/') || path.get(1..3) == Some(":/");
        if absolute {
            let inside = path.strip_prefix(root).and_then(|p| p.strip_prefix('/'));
            return inside.filter(|_| !root.is_empty()).unwrap_or(path).to_owned();
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in self.within.split('/').chain(path.split('/')) {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|p| *p != "..") => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        parts.join("/")
    }

    /// The same as a URI reference (RFC 3986): relative, or `file:` for what lies elsewhere.
    pub fn uri(&self, document: &Document) -> String {
        let path = self.path(document);
        let mut out = String::with_capacity(path.len());
        if path.starts_with('/') {
            out.push_str("file://");
        } else if path.get(1..3) == Some(":/") {
            out.push_str("file:///");
        } else if path.split('/').next().is_some_and(|first| first.contains(':')) {
            // A first part with a colon would be read as a scheme.
            out.push_str("./");
        }
        for b in path.bytes() {
            match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(b)),
                b'!' | b'$' | b'&' | b'(' | b')' | b'+' | b',' | b';' | b'=' | b'@' | b':' => out.push(char::from(b)),
                _ => {
                    const HEX: &[u8; 16] = b"0123456789ABCDEF";
                    out.push('%');
                    out.push(char::from(HEX[usize::from(b >> 4)]));
                    out.push(char::from(HEX[usize::from(b & 15)]));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> Document {
        let mut d = Document::plain(path, "");
        d.path = Some(path.to_owned());
        d
    }

    #[test]
    fn paths_count_from_the_root() {
        let base = Base { root: "/newsroom/desk/copy".into(), within: "2025/may".into() };
        for (path, from_root) in [
            ("a.txt", "2025/may/a.txt"),
            ("./a.txt", "2025/may/a.txt"),
            ("../june/b.txt", "2025/june/b.txt"),
            ("../../../else/c.txt", "../else/c.txt"),
            ("/newsroom/desk/copy/d.txt", "d.txt"),
            ("/srv/e.txt", "/srv/e.txt"),
        ] {
            assert_eq!(base.path(&at(path)), from_root);
        }
        assert_eq!(Base::default().path(&at("/srv/e.txt")), "/srv/e.txt");
    }

    #[test]
    fn addresses_are_uri_references() {
        let base = Base::default();
        for (path, uri) in [
            ("news/a b.txt", "news/a%20b.txt"),
            ("news/é#1?.txt", "news/%C3%A9%231%3F.txt"),
            ("a:b/c.txt", "./a:b/c.txt"),
            ("/srv/e.txt", "file:///srv/e.txt"),
            ("c:/srv/e.txt", "file:///c:/srv/e.txt"),
            ("50%.txt", "50%25.txt"),
        ] {
            assert_eq!(base.uri(&at(path)), uri);
        }
    }

    #[test]
    fn excerpts_keep_words_whole() {
        let text = "The summit of the two leaders begins on 4 May 2025 in the old town hall of the capital.";
        let document = Document::plain("a", text);
        let at = text.find("4 May 2025").unwrap();
        let location = document.locate(crate::span::Span::new(at, at + 10));
        let documents = [document];
        let report = Report::new(&documents, &[], &[], 0);
        let mark = Mark { side: 0, document: &documents[0], at: location, claim: None };
        let short = mark.excerpt(&report, 16);
        assert_eq!(
            (short.before.as_str(), short.words.as_str(), short.after.as_str()),
            ("begins on ", "4 May 2025", " in the old")
        );
        assert!(short.more_before && short.more_after);
        let long = mark.excerpt(&report, 1000);
        assert_eq!(format!("{}{}{}", long.before, long.words, long.after), text);
        assert!(!long.more_before && !long.more_after);
    }
}
