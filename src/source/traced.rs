//! Text that knows where each part of it came from, while it is being put together.

use crate::document::{Piece, PieceMap};
use std::borrow::Cow;
use std::ops::Range;

/// Text and the stretches of the origin that it was made of, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Traced {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
}

impl Traced {
    /// Adds `words`, which stand for the stretch `origin`.
    pub(super) fn push(&mut self, words: &str, origin: Range<usize>) {
        let origin_len = origin.end.saturating_sub(origin.start);
        let piece = Piece { target: self.text.len(), target_len: words.len(), origin: origin.start, origin_len };
        self.text.push_str(words);
        self.add(piece);
    }

    /// Adds words that stand nowhere in the origin, such as the break between two paragraphs.
    pub(super) fn made(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Begins a new paragraph.
    pub(super) fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.made(if self.text.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }

    /// Adds the stretch `range` of another text.
    pub(super) fn copy(&mut self, from: &Self, range: Range<usize>) {
        let Some(words) = from.text.get(range.clone()) else { return };
        let base = self.text.len();
        self.text.push_str(words);
        let first = from.pieces.partition_point(|p| p.target + p.target_len <= range.start);
        for p in from.pieces.get(first..).unwrap_or(&[]).iter().take_while(|p| p.target < range.end) {
            let (start, end) = (p.target.max(range.start), (p.target + p.target_len).min(range.end));
            let whole = start == p.target && end == p.target + p.target_len;
            let even = p.target_len == p.origin_len;
            let (origin, origin_len) =
                if whole || !even { (p.origin, p.origin_len) } else { (p.origin + start - p.target, end - start) };
            self.add(Piece { target: base + start - range.start, target_len: end - start, origin, origin_len });
        }
    }

    /// Neighbours in both texts become one piece, so that the map stays small.
    fn add(&mut self, piece: Piece) {
        if piece.target_len == 0 {
            return;
        }
        match self.pieces.last_mut() {
            Some(last)
                if last.target_len == last.origin_len
                    && piece.target_len == piece.origin_len
                    && last.target + last.target_len == piece.target
                    && last.origin + last.origin_len == piece.origin =>
            {
                last.target_len += piece.target_len;
                last.origin_len += piece.origin_len;
            }
            _ => self.pieces.push(piece),
        }
    }

    /// Adds a stretch of markup (`at` is where it begins in the origin): references to characters
    /// are resolved, soft hyphens and marks without width left out, and every run of white space
    /// is one blank, unless `keep_lines`.
    pub(super) fn push_markup(&mut self, raw: &str, at: usize, keep_lines: bool) {
        let mut i = 0;
        while let Some(rest) = raw.get(i..).filter(|r| !r.is_empty()) {
            let plain = rest.find(is_special).unwrap_or(rest.len());
            if plain > 0 {
                self.push(rest.get(..plain).unwrap_or(""), at + i..at + i + plain);
                i += plain;
                continue;
            }
            let Some(c) = rest.chars().next() else { break };
            let len = if c.is_whitespace() {
                let len = rest.len() - rest.trim_start().len();
                self.blank(rest.get(..len).unwrap_or(" "), at + i, keep_lines);
                len
            } else if c == '&' {
                if let Some((words, len)) = reference(rest) {
                    if words.trim().is_empty() {
                        self.blank(" ", at + i, false);
                        self.stretch(len, at + i);
                    } else if !words.chars().all(is_weightless) {
                        self.push(&words, at + i..at + i + len);
                    }
                    len
                } else {
                    self.push("&", at + i..at + i + 1);
                    1
                }
            } else {
                c.len_utf8()
            };
            i += len;
        }
    }

    /// White space: one blank, and none at the start of a line.
    fn blank(&mut self, space: &str, at: usize, keep_lines: bool) {
        if keep_lines && space.contains('\n') {
            let n = space.matches('\n').count().min(2);
            self.push("\n\n".get(..n).unwrap_or("\n"), at..at + space.len());
        } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.push(" ", at..at + space.len());
        }
    }

    /// The last blank was written with `len` bytes.
    fn stretch(&mut self, len: usize, at: usize) {
        if let Some(last) = self.pieces.last_mut().filter(|p| p.target_len == 1 && p.origin == at) {
            last.origin_len = len;
        }
    }

    /// The map into the origin of the origin: `outer` leads on from where these pieces lead to.
    pub(super) fn through(self, outer: &PieceMap) -> Self {
        let mut all = Self { text: self.text, pieces: Vec::with_capacity(self.pieces.len()) };
        for p in self.pieces {
            all.through_one(p, outer);
        }
        all
    }

    fn through_one(&mut self, p: Piece, outer: &PieceMap) {
        let (from, to) = (outer.origin(p.origin, false), outer.origin(p.origin + p.origin_len, true));
        let i = outer.0.partition_point(|o| o.target <= p.origin);
        let holder = i.checked_sub(1).and_then(|i| outer.0.get(i));
        let unbroken =
            holder.is_some_and(|o| o.target_len == o.origin_len && p.origin + p.origin_len <= o.target + o.target_len);
        if p.target_len != p.origin_len || unbroken {
            self.add(Piece { origin: from, origin_len: to.saturating_sub(from), ..p });
            return;
        }
        // The stretch is broken in the outer map: each part of it on its own.
        let (mut at, end) = (p.origin, p.origin + p.origin_len);
        while at < end {
            let i = outer.0.partition_point(|o| o.target <= at);
            let next = outer.0.get(i).map_or(end, |o| o.target.min(end));
            let inner = i.checked_sub(1).and_then(|i| outer.0.get(i)).map_or(next, |o| o.target + o.target_len);
            let stop = if inner > at { inner.min(next) } else { next };
            let (a, b) = (outer.origin(at, false), outer.origin(stop, true));
            self.add(Piece {
                target: p.target + at - p.origin,
                target_len: stop - at,
                origin: a,
                origin_len: b.saturating_sub(a),
            });
            at = stop.max(at + 1);
        }
    }
}

/// Characters that stand for nothing in copy: soft hyphens, breaks and joins without width.
pub(super) fn is_weightless(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn is_special(c: char) -> bool {
    c == '&' || c.is_whitespace() || is_weightless(c)
}

/// References that are understood without their semicolon.
const OLD: [&str; 6] = ["nbsp", "copy", "quot", "amp", "lt", "gt"];

/// The characters that a reference stands for, and its length; `None` where `text` begins with none.
pub(super) fn reference(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (radix, digits) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (16, hex),
            None => (10, number),
        };
        let n = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        let code = u32::from_str_radix(digits.get(..n)?, radix).ok()?;
        let len = text.len() - digits.len() + n;
        let semicolon = usize::from(text.as_bytes().get(len) == Some(&b';'));
        return Some((character(code).to_string().into(), len + semicolon));
    }
    let n = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = body.get(..n)?;
    if body.as_bytes().get(n) == Some(&b';') {
        return named(name).map(|words| (words, n + 2));
    }
    let old = OLD.into_iter().find(|o| name.starts_with(o))?;
    named(old).map(|words| (words, old.len() + 1))
}

/// The characters of a name; those that are met most are known here, the tokeniser of HTML knows all.
fn named(name: &str) -> Option<Cow<'static, str>> {
    let known = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "mdash" => "—",
        "ndash" => "–",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "hellip" => "…",
        "shy" => "\u{ad}",
        _ => {
            let written = format!("&{name};");
            let mut words = String::new();
            for token in html5gum::Tokenizer::new(written.as_str()).flatten() {
                if let html5gum::Token::String(s) = token {
                    words.push_str(std::str::from_utf8(&s).ok()?);
                }
            }
            return (!words.ends_with(';') || words.len() == 1).then(|| words.into());
        }
    };
    Some(known.into())
}

/// The character of a number; those of Windows-1252 are what they were meant to be.
fn character(code: u32) -> char {
    if let Ok(byte @ 0x80..=0x9f) = u8::try_from(code) {
        let bytes = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The text of a stretch of markup without elements, for metadata.
pub(super) fn plain(raw: &str) -> String {
    let mut t = Traced::default();
    t.push_markup(raw, 0, false);
    t.text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup() {
        let raw = "A&nbsp;&eacute; \n\tb&shy;c &#8220;x&#x201d; &amp &unknown; &#150;";
        let mut t = Traced::default();
        t.push_markup(raw, 0, false);
        assert_eq!(t.text, "A é bc “x” & &unknown; –");
        let map = PieceMap(t.pieces);
        for word in ["A", "x", "&unknown;"] {
            let at = t.text.find(word).unwrap();
            let (a, b) = (map.origin(at, false), map.origin(at + word.len(), true));
            assert_eq!(&raw[a..b], word);
        }
        let e = t.text.find('é').unwrap();
        assert_eq!(&raw[map.origin(e, false)..map.origin(e + 2, true)], "&eacute;");
    }

    #[test]
    fn names() {
        for (name, is) in
            [("scaron", "š"), ("Ccaron", "Č"), ("OElig", "Œ"), ("lstrok", "ł"), ("hearts", "♥"), ("semi", ";")]
        {
            assert_eq!(named(name).as_deref(), Some(is), "{name}");
        }
        assert_eq!((named("unknown"), named("notit")), (None, None));
    }

    #[test]
    fn two_maps_become_one() {
        let file = "x: &lt;b&gt;one&lt;/b&gt; two &amp;amp; three";
        let mut outer = Traced::default();
        outer.push_markup(file, 0, false);
        assert_eq!(outer.text, "x: <b>one</b> two &amp; three");
        let mut inner = Traced::default();
        let (one, two) = (outer.text.find("one").unwrap(), outer.text.find(" two").unwrap());
        inner.push_markup(&outer.text[one..one + 3], one, false);
        inner.push_markup(&outer.text[two..], two, false);
        assert_eq!(inner.text, "one two & three");
        let all = inner.through(&PieceMap(outer.pieces));
        let map = PieceMap(all.pieces);
        for word in ["one", "two", "three"] {
            let at = all.text.find(word).unwrap();
            assert_eq!(&file[map.origin(at, false)..map.origin(at + word.len(), true)], word);
        }
    }

    #[test]
    fn lengths_that_happen_to_agree_are_no_stretch() {
        // "a\\:" as Markdown, and the break of the paragraph after it: three bytes on both sides.
        let mut outer = Traced::default();
        outer.push("a", 0..1);
        outer.push(":", 2..3);
        outer.made("\n");
        let mut inner = Traced::default();
        inner.push("a:\n", 0..3);
        let map = PieceMap(inner.through(&PieceMap(outer.pieces)).pieces);
        assert_eq!((map.origin(1, false), map.origin(2, true)), (2, 3));
    }
}
