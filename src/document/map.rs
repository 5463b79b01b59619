//! From offsets in a document's text to places in the file on disk.

use super::Aside;
use crate::bytes::count;
use crate::span::{Location, Part, Span};
use std::sync::{Arc, OnceLock};

/// A stretch of target text that came from a stretch of origin.
///
/// Where the lengths are equal, offsets inside it correspond one to one; where they differ (an
/// entity, a removed escape) the stretch is atomic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Offset in the target.
    pub target: usize,
    /// Length in the target.
    pub target_len: usize,
    /// Offset in the origin.
    pub origin: usize,
    /// Length in the origin.
    pub origin_len: usize,
}

/// From offsets in one text to offsets in what it was made from; sorted by `target`.
#[derive(Debug, Clone, Default)]
pub struct PieceMap(pub Vec<Piece>);

impl PieceMap {
    /// The origin offset of target offset `at`. `end` asks for the end of what precedes `at`, so
    /// that a span's end never runs into text that was removed after it.
    pub fn origin(&self, at: usize, end: bool) -> usize {
        let i =
            if end { self.0.partition_point(|p| p.target < at) } else { self.0.partition_point(|p| p.target <= at) };
        let Some(p) = i.checked_sub(1).and_then(|i| self.0.get(i)) else {
            return self.0.first().map_or(at, |p| p.origin);
        };
        let inside = at - p.target;
        if p.target_len == p.origin_len && inside <= p.target_len {
            p.origin + inside
        } else if inside == 0 {
            p.origin
        } else {
            p.origin + p.origin_len
        }
    }
}

impl PieceMap {
    /// The target offset of origin offset `at`: the start of what came from there, or of what came
    /// next where nothing did.
    pub fn target(&self, at: usize) -> usize {
        let i = self.0.partition_point(|p| p.origin <= at);
        let Some(p) = i.checked_sub(1).and_then(|i| self.0.get(i)) else { return 0 };
        let inside = at - p.origin;
        if inside < p.origin_len && p.target_len == p.origin_len {
            p.target + inside
        } else if inside < p.origin_len {
            p.target
        } else {
            p.target + p.target_len
        }
    }
}

/// How decoded characters lie on disk.
#[derive(Debug, Clone)]
pub enum ByteLayout {
    /// The decoded text is the file.
    Utf8,
    /// Two bytes a UTF-16 code unit.
    Utf16,
    /// One byte a character, such as Windows-1252.
    SingleByte,
    /// Anything else, such as UTF-8 with invalid bytes replaced: decoded offsets to bytes.
    Pieces(PieceMap),
}

/// From text offsets to the file: text → decoded source → bytes.
#[derive(Debug)]
pub struct SourceMap {
    pieces: Option<PieceMap>,
    parts: Vec<(usize, Part)>,
    origin: Arc<Origin>,
}

/// The file as characters, shared by all documents in it.
#[derive(Debug)]
struct Origin {
    decoded: Option<String>,
    layout: ByteLayout,
    index: OnceLock<Vec<Checkpoint>>,
}

#[derive(Debug, Clone, Copy)]
struct Checkpoint {
    byte: usize,
    chars: usize,
    utf16: usize,
    line: usize,
    column: usize,
}

const STEP: usize = 64;

impl SourceMap {
    /// The text is the file, in UTF-8.
    pub fn identity() -> Self {
        Self::new(None, None, ByteLayout::Utf8)
    }

    /// `decoded` is the whole file as characters, byte order mark included, where it differs from
    /// the text; `pieces` lead from the text into it; `layout` leads from it to bytes.
    pub fn new(decoded: Option<String>, pieces: Option<PieceMap>, layout: ByteLayout) -> Self {
        let origin = Arc::new(Origin { decoded, layout, index: OnceLock::new() });
        Self { pieces, parts: Vec::new(), origin }
    }

    /// The map of another document of the same file.
    #[must_use]
    pub fn again(&self, pieces: PieceMap) -> Self {
        Self { pieces: Some(pieces), parts: Vec::new(), origin: Arc::clone(&self.origin) }
    }

    /// With the parts of the source, each with the text offset at which it begins, in order.
    #[must_use]
    pub fn with_parts(self, parts: Vec<(usize, Part)>) -> Self {
        Self { parts, ..self }
    }

    /// The way from the text to the decoded file, where the two differ.
    pub fn pieces(&self) -> Option<&PieceMap> {
        self.pieces.as_ref()
    }

    /// The way from the decoded file to bytes.
    pub fn layout(&self) -> &ByteLayout {
        &self.origin.layout
    }

    /// The parts of the source and where they begin in the text.
    pub fn parts(&self) -> &[(usize, Part)] {
        &self.parts
    }

    fn part(&self, at: usize) -> Option<Part> {
        let i = self.parts.partition_point(|(from, _)| *from <= at);
        i.checked_sub(1).and_then(|i| self.parts.get(i)).map(|(_, part)| *part)
    }

    /// The decoded file that locations count in; `text` is the document's.
    pub fn source<'a>(&'a self, text: &'a str) -> &'a str {
        self.origin.decoded.as_deref().unwrap_or(text)
    }

    /// Offset in the decoded source of a text offset.
    pub fn source_span(&self, span: Span) -> Span {
        match &self.pieces {
            None => span,
            Some(p) => Span::new(p.origin(span.start as usize, false), p.origin(span.end as usize, !span.is_empty())),
        }
    }

    /// The stretch of the decoded source that is this document's alone: all of it, but for a document
    /// that shares its file with others.
    pub fn own(&self, text: &str) -> Span {
        if self.parts.is_empty() && Arc::strong_count(&self.origin) == 1 {
            return Span::new(0, self.source(text).len());
        }
        self.source_span(Span::new(0, text.len()))
    }

    /// The stretch of the text that came from a stretch of the decoded source.
    pub fn target_span(&self, source: Span) -> Span {
        match &self.pieces {
            None => source,
            Some(p) => Span::new(p.target(source.start as usize), p.target(source.end as usize)),
        }
    }

    /// `text` without the stretches `cuts`, which are in order and do not overlap. What is left
    /// keeps its place in the file; `asides` move with the words that they cover.
    pub fn cut(&mut self, text: String, cuts: &[Span], asides: &mut Vec<Aside>) -> String {
        if cuts.is_empty() {
            return text;
        }
        let whole = [Piece { target: 0, target_len: text.len(), origin: 0, origin_len: text.len() }];
        let before = self.pieces.take().map_or_else(|| whole.to_vec(), |p| p.0);
        let kept: Vec<Span> = gaps(cuts, text.len());
        let starts: Vec<usize> = kept.iter().scan(0, |n, k| Some(std::mem::replace(n, *n + k.len()))).collect();
        let moved = |at: usize| {
            let i = kept.partition_point(|k| (k.start as usize) <= at);
            let last = i.checked_sub(1).and_then(|i| Some((kept.get(i)?, starts.get(i)?)));
            last.map_or(0, |(k, start)| start + (at - k.start as usize).min(k.len()))
        };
        let mut pieces = Vec::with_capacity(before.len() + cuts.len());
        for p in before {
            let span = Span::new(p.target, p.target + p.target_len);
            let first = kept.partition_point(|k| k.end <= span.start);
            for k in kept.iter().skip(first).take_while(|k| k.start < span.end) {
                let part = Span { start: k.start.max(span.start), end: k.end.min(span.end) };
                let target = moved(part.start as usize);
                let origin = p.origin + (part.start - span.start) as usize;
                if p.target_len == p.origin_len {
                    pieces.push(Piece { target, target_len: part.len(), origin, origin_len: part.len() });
                } else {
                    pieces.push(Piece { target, target_len: part.len(), ..p });
                }
            }
        }
        for a in asides.iter_mut() {
            a.span = Span::new(moved(a.span.start as usize), moved(a.span.end as usize));
        }
        asides.retain(|a| !a.span.is_empty());
        let rest = kept.iter().map(|k| k.of(&text)).collect();
        self.pieces = Some(PieceMap(pieces));
        self.parts.iter_mut().for_each(|(from, _)| *from = moved(*from));
        if self.origin.decoded.is_none() {
            let layout = self.origin.layout.clone();
            self.origin = Arc::new(Origin { decoded: Some(text), layout, index: OnceLock::new() });
        }
        rest
    }

    /// Where a span of `text` stands.
    pub(super) fn locate(&self, text: &str, span: Span) -> Location {
        let source = self.source(text);
        let part = self.part(span.start as usize);
        let span = self.source_span(span);
        let a = self.count(source, span.start as usize);
        let b = match source.get(a.byte..span.end as usize).filter(|words| words.len() <= STEP) {
            Some(words) => {
                let mut end = a;
                advance(&mut end, words);
                end
            }
            None => self.count(source, span.end as usize),
        };
        let byte = |c: &Checkpoint, end: bool| match &self.origin.layout {
            ByteLayout::Utf8 => c.byte,
            ByteLayout::Utf16 => 2 * c.utf16,
            ByteLayout::SingleByte => c.chars,
            ByteLayout::Pieces(p) => p.origin(c.byte, end),
        };
        Location {
            bytes: [byte(&a, false) as u32, byte(&b, !span.is_empty()) as u32],
            chars: [a.chars as u32, b.chars as u32],
            utf16: [a.utf16 as u32, b.utf16 as u32],
            line: a.line as u32,
            column: a.column as u32,
            end_line: b.line as u32,
            end_column: b.column as u32,
            part,
        }
    }

    /// The byte at which that many code points of the decoded source are past.
    pub(super) fn offset(&self, source: &str, chars: usize) -> Option<usize> {
        let index = self.origin.index.get_or_init(|| checkpoints(source));
        let c = index.get(index.partition_point(|c| c.chars <= chars).checked_sub(1)?)?;
        let rest = source.get(c.byte..)?;
        let inside = rest.char_indices().map(|(i, _)| i).chain([rest.len()]).nth(chars - c.chars)?;
        Some(c.byte + inside)
    }

    fn count(&self, source: &str, at: usize) -> Checkpoint {
        let index = self.origin.index.get_or_init(|| checkpoints(source));
        let mut c = index.get(at / STEP).or(index.last()).copied().unwrap_or(FIRST);
        if c.byte > at {
            // A checkpoint is moved forward to a character boundary, so it may lie past `at`.
            c = index.get((at / STEP).saturating_sub(1)).copied().unwrap_or(FIRST);
        }
        let rest = source.get(c.byte..at).unwrap_or("");
        advance(&mut c, rest);
        c
    }
}

/// What lies between `cuts` in a text of `len` bytes.
pub(super) fn gaps(cuts: &[Span], len: usize) -> Vec<Span> {
    let starts = std::iter::once(0).chain(cuts.iter().map(|c| c.end as usize));
    let ends = cuts.iter().map(|c| c.start as usize).chain([len]);
    starts.zip(ends).map(|(a, b)| Span::new(a, b)).filter(|s| !s.is_empty()).collect()
}

const FIRST: Checkpoint = Checkpoint { byte: 0, chars: 0, utf16: 0, line: 1, column: 1 };

/// Counts by bytes, since those are counted many at a time: every character has one byte that does
/// not continue another, and those of four bytes are two code units in UTF-16.
fn advance(c: &mut Checkpoint, text: &str) {
    let bytes = text.as_bytes();
    c.byte += bytes.len();
    // Most stretches are words of one line without a letter beyond ASCII.
    if bytes.len() <= STEP && is_plain(bytes) {
        c.chars += bytes.len();
        c.utf16 += bytes.len();
        c.column += bytes.len();
        return;
    }
    let chars = characters(bytes);
    c.chars += chars;
    c.utf16 += chars + count(bytes, |b| b >= 0xf0);
    match memchr::memrchr(b'\n', bytes) {
        Some(last) => {
            c.line += count(bytes, |b| b == b'\n');
            c.column = 1 + characters(bytes.get(last + 1..).unwrap_or(&[]));
        }
        None => c.column += chars,
    }
}

/// Whether all are ASCII and none ends a line, of eight at a time: what is no line feed has a bit left
/// after the comparison, and less one borrows into the highest where none is.
fn is_plain(bytes: &[u8]) -> bool {
    const ALL: u64 = 0x0101_0101_0101_0101;
    const FEEDS: u64 = b'\n' as u64 * ALL;
    let odd = |eight: [u8; 8]| {
        let x = u64::from_le_bytes(eight);
        x | (x ^ FEEDS).wrapping_sub(ALL) & !(x ^ FEEDS)
    };
    let (blocks, rest) = bytes.as_chunks::<8>();
    let high = blocks.iter().fold(0, |all, b| all | odd(*b));
    high & (0x80 * ALL) == 0 && rest.iter().all(|&b| b.is_ascii() && b != b'\n')
}

fn characters(bytes: &[u8]) -> usize {
    count(bytes, |b| b & 0xc0 != 0x80)
}

fn checkpoints(source: &str) -> Vec<Checkpoint> {
    let mut all = Vec::with_capacity(source.len() / STEP + 1);
    let mut c = FIRST;
    all.push(c);
    let mut next = STEP;
    while next < source.len() {
        let mut to = next;
        while !source.is_char_boundary(to) {
            to += 1;
        }
        let step = &source[c.byte..to];
        advance(&mut c, step);
        all.push(c);
        next += STEP;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn locates_across_lines_and_scripts() {
        let text = format!("{}\né–x 😀 end", "a".repeat(600));
        let d = Document::plain("t", text.clone());
        let at = text.find("end").unwrap();
        let l = d.locate(Span::new(at, at + 3));
        assert_eq!(l.in_file(), Span::new(at, at + 3));
        assert_eq!((l.line, l.column), (2, 7));
        assert_eq!(l.chars[0] as usize, text[..at].chars().count());
        assert_eq!(l.utf16[0] as usize, text[..at].encode_utf16().count());
        assert_eq!(d.source_span(l), Some(Span::new(at, at + 3)));
    }

    #[test]
    fn ends_do_not_run_into_removed_text() {
        // source: `**ab** c`, text: `ab c`
        let map = PieceMap(vec![
            Piece { target: 0, target_len: 2, origin: 2, origin_len: 2 },
            Piece { target: 2, target_len: 2, origin: 6, origin_len: 2 },
        ]);
        assert_eq!(map.origin(0, false), 2);
        assert_eq!(map.origin(2, true), 4);
        assert_eq!(map.origin(2, false), 6);
    }
}
