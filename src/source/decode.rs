//! From bytes to characters, and back to bytes for every offset.

use crate::bytes::count;
use crate::document::{ByteLayout, Piece, PieceMap};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A source's characters.
#[derive(Debug)]
pub struct Decoded {
    /// The characters, a byte order mark included.
    pub text: String,
    /// Where they lie on disk.
    pub layout: ByteLayout,
    /// The encoding's name.
    pub encoding: &'static str,
    /// Byte offsets, in the source, of what could not be decoded and became U+FFFD.
    pub replaced: Vec<usize>,
}

impl Decoded {
    /// How many lines end before byte `at` of the source.
    pub(super) fn newlines_before(&self, at: usize) -> usize {
        let decoded = match &self.layout {
            ByteLayout::Utf16 => at / 2,
            ByteLayout::Pieces(map) => map.target(at),
            ByteLayout::Utf8 | ByteLayout::SingleByte => at,
        };
        self.text.as_bytes().iter().take(decoded).filter(|&&b| b == b'\n').count()
    }
}

/// First bytes of files that are no text, and what the files are.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "it is a PDF document"),
    (b"\x89PNG", "it is a PNG image"),
    (b"\xff\xd8\xff", "it is a JPEG image"),
    (b"GIF87a", "it is a GIF image"),
    (b"GIF89a", "it is a GIF image"),
    (b"PK\x03\x04", "it is a ZIP archive or an office document"),
    (b"PK\x05\x06", "it is a ZIP archive"),
    (b"\x1f\x8b", "it is compressed with gzip"),
    (b"\xfd7zXZ", "it is compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "it is compressed with Zstandard"),
    (b"7z\xbc\xaf", "it is a 7-Zip archive"),
    (b"\x7fELF", "it is a program"),
    (b"\xd0\xcf\x11\xe0", "it is an old office document"),
    (b"SQLite format 3", "it is a database"),
    (b"\xff\xfe\0\0", "it is UTF-32, which is not read"),
    (b"\0\0\xfe\xff", "it is UTF-32, which is not read"),
];

/// How much of a source decides what it is encoded in.
const SAMPLE: usize = 1 << 20;

/// The characters of `bytes`, or what they are if not text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, &'static str> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(what);
    }
    if bytes.starts_with(b"\xff\xfe") {
        return Ok(utf16(bytes, u16::from_le_bytes, UTF_16LE));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Ok(utf16(bytes, u16::from_be_bytes, UTF_16BE));
    }
    if memchr::memchr(0, bytes).is_some() {
        let decoded = match zeros(bytes) {
            Some(Zeros::High) => Some(utf16(bytes, u16::from_le_bytes, UTF_16LE)),
            Some(Zeros::Low) => Some(utf16(bytes, u16::from_be_bytes, UTF_16BE)),
            None => None,
        };
        return decoded.filter(|d| d.replaced.is_empty() && !d.text.contains(is_odd)).ok_or("it holds zero bytes");
    }
    if mostly_controls(bytes) {
        return Err("it consists of control characters");
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        let (text, layout, replaced) = (text.to_owned(), ByteLayout::Utf8, Vec::new());
        return Ok(Decoded { text, layout, encoding: UTF_8.name(), replaced });
    }
    Ok(match declared(bytes).or_else(|| legacy(bytes)) {
        None => lossy(bytes),
        Some(encoding) if encoding.is_single_byte() => single_byte(bytes, encoding),
        Some(encoding) => multi_byte(bytes, encoding),
    })
}

/// Control characters that no text holds; tabulators, line and page breaks, end-of-file marks and
/// terminal escapes are no sign of anything.
fn is_odd(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{8}' | '\u{b}' | '\u{c}' | '\u{1a}'..='\u{1f}')
}

/// Whether control characters that no text holds are more than one byte in fifty.
fn mostly_controls(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    count(sample, |b| is_odd(char::from(b))) * 50 > sample.len()
}

/// The encoding that a page or an XML file declares in its head; `None` where it declares none, or
/// UTF-8, which it was found not to be in.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..2048).unwrap_or(bytes);
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let name = ["charset=", "encoding="].into_iter().find_map(|key| {
        let at = head.windows(key.len()).position(|w| w.eq_ignore_ascii_case(key.as_bytes()))?;
        let rest = head.get(at + key.len()..)?;
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let len =
            rest.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')).count();
        rest.get(..len)
    })?;
    Encoding::for_label(name).filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE)
}

enum Zeros {
    /// In the second byte of each pair: little-endian.
    High,
    /// In the first byte: big-endian.
    Low,
}

/// Whether zero bytes stand where UTF-16 without a byte order mark has them in Western text.
fn zeros(bytes: &[u8]) -> Option<Zeros> {
    let sample = bytes.get(..8192).unwrap_or(bytes);
    let (mut first, mut second, mut pairs) = (0, 0, 0);
    for pair in sample.chunks_exact(2) {
        pairs += 1;
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    match (first, second) {
        (0, s) if s * 3 > pairs => Some(Zeros::High),
        (f, 0) if f * 3 > pairs => Some(Zeros::Low),
        _ => None,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: &'static Encoding) -> Decoded {
    let mut text = String::with_capacity(bytes.len() / 2 + bytes.len() / 16);
    let mut replaced = Vec::new();
    let units = bytes.chunks_exact(2).map(|b| unit([b[0], b[1]]));
    let mut at = 0;
    for c in char::decode_utf16(units) {
        let c = c.unwrap_or_else(|_| {
            replaced.push(at);
            char::REPLACEMENT_CHARACTER
        });
        at += 2 * c.len_utf16();
        text.push(c);
    }
    if bytes.len() % 2 == 1 {
        // Half a code unit at the end: no character stands for it, so that offsets stay even.
        replaced.push(bytes.len() - 1);
    }
    Decoded { text, layout: ByteLayout::Utf16, encoding: encoding.name(), replaced }
}

/// UTF-8 with its invalid bytes replaced.
fn lossy(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut pieces, mut replaced) = (Vec::new(), Vec::new());
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        let (valid, invalid) = (chunk.valid(), chunk.invalid().len());
        for (part, len) in [(valid, valid.len()), ("\u{fffd}", invalid)] {
            if len > 0 {
                pieces.push(Piece { target: text.len(), target_len: part.len(), origin: at, origin_len: len });
                text.push_str(part);
                at += len;
            }
        }
        if invalid > 0 {
            replaced.push(at - invalid);
        }
    }
    Decoded { text, layout: ByteLayout::Pieces(PieceMap(pieces)), encoding: UTF_8.name(), replaced }
}

/// The encoding of bytes that are not valid UTF-8; `None` where they are UTF-8 all the same, with
/// stray bytes in it.
fn legacy(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    // Text in another encoding seldom holds a byte sequence that happens to be valid UTF-8.
    if valid >= invalid {
        return None;
    }
    if !sample.iter().any(|&b| b >= 0x80 && !is_typographic(b)) {
        // Quotation marks, dashes and signs alone: all Windows encodings share them.
        return Some(WINDOWS_1252);
    }
    if stray(sample) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    Some(detector.guess(None, Utf8Detection::Deny))
}

/// Marks and signs of Windows-1252 that are the same in its sister encodings.
fn is_typographic(b: u8) -> bool {
    matches!(b, 0x80 | 0x82 | 0x84..=0x87 | 0x89 | 0x8b | 0x91..=0x97 | 0x99 | 0x9b
        | 0xa0 | 0xa3 | 0xa7 | 0xa9 | 0xab | 0xae | 0xb0 | 0xb1 | 0xb7 | 0xbb)
}

/// Whether the high bytes are all `FE` and `FF` with no letter beside them: never valid in UTF-8,
/// and in no language a word of their own.
fn stray(bytes: &[u8]) -> bool {
    let letter = |b: u8| b.is_ascii_alphabetic() || (0x80..0xfe).contains(&b);
    let mut before = b' ';
    for (at, &b) in bytes.iter().enumerate() {
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        if b >= 0x80 && (b < 0xfe || letter(before) || letter(after)) {
            return false;
        }
        before = b;
    }
    true
}

/// One character for each byte.
fn single_byte(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let mut replaced = Vec::new();
    if had_errors {
        replaced.extend(text.chars().enumerate().filter(|(_, c)| *c == '\u{fffd}').map(|(at, _)| at));
    }
    Decoded { text: text.into_owned(), layout: ByteLayout::SingleByte, encoding: encoding.name(), replaced }
}

/// Encodings of East Asia: each character's bytes are noted, ASCII in runs.
fn multi_byte(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut replaced = Vec::new();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // Where the character in hand begins.
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let last = at + 1 == bytes.len();
        let before = text.len();
        let mut rest = std::slice::from_ref(byte);
        loop {
            text.reserve(16);
            let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, last);
            rest = rest.get(read..).unwrap_or(&[]);
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    replaced.push(start);
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
        }
        let target_len = text.len() - before;
        if target_len > 0 {
            let piece = Piece { target: before, target_len, origin: start, origin_len: at + 1 - start };
            match pieces.last_mut() {
                Some(p) if target_len == 1 && piece.origin_len == 1 && p.target_len == p.origin_len => {
                    p.target_len += 1;
                    p.origin_len += 1;
                }
                _ => pieces.push(piece),
            }
            start = at + 1;
        }
    }
    Decoded { text, layout: ByteLayout::Pieces(PieceMap(pieces)), encoding: encoding.name(), replaced }
}
