//! A long file with a document a line, read in parts that end with a line.

use super::{START, Start};
use std::io::{self, Read};

/// How much is read at a time.
const PART: usize = 4 << 20;

/// How much of a line that is left out is read at a time.
const SKIPPED: usize = 256 << 10;

/// Some whole lines.
pub(super) struct Part<'p> {
    /// Their bytes.
    pub(super) bytes: &'p [u8],
    /// Where the first of them stands.
    pub(super) start: Start,
    /// Lines before them that were left out for their length: number, and length in bytes.
    pub(super) too_long: Vec<(usize, u64)>,
}

/// The parts of a file.
pub(super) struct Parts<'r> {
    from: &'r mut dyn Read,
    max_line: u64,
    buffer: Vec<u8>,
    /// How much of the buffer was handed out.
    used: usize,
    at: Start,
    ended: bool,
    /// Blank lines that the file begins with were passed over, and nothing was handed out yet.
    blank: bool,
}

impl<'r> Parts<'r> {
    pub(super) fn new(from: &'r mut dyn Read, max_line: u64) -> Self {
        Self { from, max_line, buffer: Vec::new(), used: 0, at: START, ended: false, blank: false }
    }

    /// The next part; `None` at the end. Blank lines before the first record are no part of their own,
    /// unless the file holds nothing else.
    pub(super) fn next(&mut self) -> io::Result<Option<Part<'_>>> {
        let mut too_long = Vec::new();
        loop {
            self.find(&mut too_long)?;
            let first = self.at.line == 1 || self.blank;
            let found = self.buffer.get(..self.used).unwrap_or(&[]);
            if !first || self.ended || !too_long.is_empty() || !found.trim_ascii().is_empty() {
                break;
            }
            self.blank = true;
        }
        let blank = std::mem::take(&mut self.blank);
        if self.used == 0 && too_long.is_empty() && !blank {
            return Ok(None);
        }
        let bytes = self.buffer.get(..self.used).unwrap_or(&[]);
        let start = if blank && bytes.trim_ascii().is_empty() { START } else { self.at };
        Ok(Some(Part { bytes, start, too_long }))
    }

    /// Reads on until the buffer begins with whole lines, those behind `used`.
    fn find(&mut self, too_long: &mut Vec<(usize, u64)>) -> io::Result<()> {
        self.at.line += self.buffer.get(..self.used).map_or(0, |b| memchr::memchr_iter(b'\n', b).count());
        self.at.byte += self.used as u64;
        self.buffer.drain(..self.used);
        self.used = 0;
        let mut end = None;
        while end.is_none() && !self.ended {
            self.fill(PART)?;
            // UTF-16 is told by its zero bytes and has no one byte that ends a line.
            let wide = self.at.line == 1 && self.buffer.iter().take(4096).any(|&b| b == 0);
            end = if wide { None } else { memchr::memrchr(b'\n', &self.buffer).map(|at| at + 1) };
            if end.is_none() && self.buffer.len() as u64 > self.max_line.max(PART as u64) {
                let len = self.skip_line()?;
                too_long.push((self.at.line, len));
                self.at.line += 1;
                self.at.byte += len;
            }
        }
        self.used = end.unwrap_or(self.buffer.len());
        Ok(())
    }

    /// Reads up to `len` bytes more.
    fn fill(&mut self, len: usize) -> io::Result<()> {
        let read = (&mut *self.from).take(len as u64).read_to_end(&mut self.buffer)?;
        self.ended = read < len;
        Ok(())
    }

    /// Drops the line that the buffer begins with; its length.
    fn skip_line(&mut self) -> io::Result<u64> {
        let mut len = 0;
        loop {
            if let Some(at) = memchr::memchr(b'\n', &self.buffer) {
                self.buffer.drain(..=at);
                return Ok(len + at as u64 + 1);
            }
            len += self.buffer.len() as u64;
            self.buffer.clear();
            if self.ended {
                return Ok(len);
            }
            self.fill(SKIPPED)?;
        }
    }
}
