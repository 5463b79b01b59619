//! The parts of a claim's line, found without a parser where it is written as this program writes it: every field, in
//! order, without blanks between them.

use crate::span::Location;
use serde::Deserialize;
use std::borrow::Cow;

/// Goes through a line from part to part; `None` where it is written otherwise.
pub(super) struct Parts<'a>(&'a str);

impl<'a> Parts<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        Self(line)
    }

    /// Passes over what must stand there.
    pub(super) fn pass(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, end: usize) -> Option<&'a str> {
        let (part, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some(part)
    }

    /// A string.
    pub(super) fn string(&mut self) -> Option<Cow<'a, str>> {
        let whole = self.0;
        self.pass("\"")?;
        let end = special(self.0.as_bytes())?;
        match self.0.as_bytes().get(end)? {
            b'"' => {
                let plain = self.take(end)?;
                self.pass("\"")?;
                Some(Cow::Borrowed(plain))
            }
            b'\\' => {
                self.0 = whole;
                let escaped = self.take(string_end(whole.as_bytes(), 0)?)?;
                serde_json::from_str(escaped).ok().map(Cow::Owned)
            }
            _ => None,
        }
    }

    /// A string, or none at all, which is written as `null`.
    #[allow(clippy::option_option)] // The outer one says whether the line goes on as it should.
    pub(super) fn optional(&mut self) -> Option<Option<Cow<'a, str>>> {
        if self.pass("null").is_some() { Some(None) } else { self.string().map(Some) }
    }

    /// A word of a fixed list, or none.
    pub(super) fn named<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let end = if self.0.starts_with("null") { "null".len() } else { string_end(self.0.as_bytes(), 0)? };
        serde_json::from_str(self.take(end)?).ok()
    }

    /// An object, as it is written; whoever reads it finds what is wrong inside.
    pub(super) fn object(&mut self) -> Option<&'a str> {
        let bytes = self.0.as_bytes();
        bytes.first().filter(|b| **b == b'{')?;
        let (mut at, mut open) = (0, 0usize);
        loop {
            match *bytes.get(at)? {
                b'{' => open += 1,
                b'}' => open = open.checked_sub(1)?,
                b'"' => at = string_end(bytes, at)? - 1,
                _ => {}
            }
            at += 1;
            if open == 0 {
                return self.take(at);
            }
        }
    }

    /// A place in a file.
    pub(super) fn location(&mut self) -> Option<Location> {
        self.pass("{\"bytes\":")?;
        let bytes = self.pair()?;
        self.pass(",\"chars\":")?;
        let chars = self.pair()?;
        self.pass(",\"utf16\":")?;
        let utf16 = self.pair()?;
        self.pass(",\"line\":")?;
        let line = self.number()?;
        self.pass(",\"column\":")?;
        let column = self.number()?;
        self.pass(",\"end_line\":")?;
        let end_line = self.number()?;
        self.pass(",\"end_column\":")?;
        let end_column = self.number()?;
        self.pass("}")?;
        Some(Location { bytes, chars, utf16, line, column, end_line, end_column, part: None })
    }

    fn pair(&mut self) -> Option<[u32; 2]> {
        self.pass("[")?;
        let first = self.number()?;
        self.pass(",")?;
        let second = self.number()?;
        self.pass("]")?;
        Some([first, second])
    }

    fn number(&mut self) -> Option<u32> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let written = self.take(digits)?;
        // JSON knows no number that begins with a nought.
        if written.len() > 1 && written.starts_with('0') { None } else { written.parse().ok() }
    }
}

/// Where a string ends that begins at that place: behind its second mark.
fn string_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from + 1;
    bytes.get(from).filter(|b| **b == b'"')?;
    loop {
        at += special(bytes.get(at..)?)?;
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => return None,
        }
    }
}

/// The first byte that ends a string, begins an escape, or must not stand in one.
fn special(bytes: &[u8]) -> Option<usize> {
    const WIDE: usize = 8;
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..at + WIDE) {
        // All are looked at, so that the compiler does so at once.
        let found = chunk.iter().fold(false, |found, b| found | is_special(*b));
        if found {
            break;
        }
        at += WIDE;
    }
    bytes.get(at..)?.iter().position(|b| is_special(*b)).map(|n| at + n)
}

const fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < 0x20
}
