//! Rich text (RTF), with offsets into the file.

use super::format::{Format, Input, Options};
use super::problem;
use super::traced::Traced;
use super::whole::Whole;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, PieceMap};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::ops::Range;

/// Rich text: its words without fonts, pictures and fields.
#[derive(Debug)]
pub(super) struct Rtf;

impl Format for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn title(&self) -> &'static str {
        "rich text (RTF)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"{\\rtf")
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let name = input.name;
        let source = input.decoded.text;
        let mut r = Reader::new(&source);
        let depth = r.all();
        if !source.trim_start().starts_with("{\\rtf") {
            found.push(problem::broken_file(name, "it is no RTF"));
            return Vec::new();
        }
        if depth > 0 {
            found.push(problem::broken_markup(name, &source, source.len(), "it ends in the middle of a group"));
        }
        let title = r.title.trim().to_owned();
        let mut words = r.out;
        words.text.truncate(words.text.trim_end().len());
        let mut whole = Whole { text: words.text, ..Whole::default() };
        whole.meta.title = Some(title).filter(|t| !t.is_empty());
        whole.origin = Some((source.clone(), PieceMap(words.pieces), input.decoded.layout));
        whole.document(name, options, found)
    }
}

/// What an open group is.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// It is not text.
    hidden: bool,
    /// It is the document's title.
    title: bool,
    /// How many characters stand for one Unicode character in readers that know none.
    fallback: usize,
}

struct Reader<'r> {
    source: &'r str,
    at: usize,
    out: Traced,
    title: String,
    groups: Vec<Group>,
    now: Group,
    encoding: &'static Encoding,
    /// How many characters are still to be passed over.
    skip: usize,
    /// Bytes of a character of several, and where the first of them stands.
    bytes: Vec<u8>,
    bytes_from: usize,
    /// The first half of a character outside the basic plane.
    high: Option<(u16, usize)>,
}

/// Groups that hold no text.
const HIDDEN: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "fldinst",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "bkmkstart",
    "bkmkend",
    "filetbl",
    "revtbl",
    "author",
    "operator",
    "creatim",
    "revtim",
    "comment",
    "subject",
    "keywords",
    "doccomm",
    "company",
    "nonshppict",
    "listtext",
    "pntext",
    "pgdsctbl",
    "upr",
    "shpinst",
    "deleted",
];

impl<'r> Reader<'r> {
    fn new(source: &'r str) -> Self {
        let now = Group { hidden: false, title: false, fallback: 1 };
        Self {
            source,
            at: 0,
            out: Traced::default(),
            title: String::new(),
            groups: Vec::new(),
            now,
            encoding: WINDOWS_1252,
            skip: 0,
            bytes: Vec::new(),
            bytes_from: 0,
            high: None,
        }
    }

    /// Reads everything; how many groups are open at the end.
    fn all(&mut self) -> usize {
        while let Some(c) = self.source.get(self.at..).and_then(|r| r.chars().next()) {
            let from = self.at;
            self.at += c.len_utf8();
            if c != '\\' {
                self.flush();
            }
            match c {
                '{' => {
                    self.groups.push(self.now);
                    self.skip = 0;
                }
                '}' => {
                    self.skip = 0;
                    match self.groups.pop() {
                        Some(before) => self.now = before,
                        None => break,
                    }
                }
                '\\' => self.control(from),
                '\r' | '\n' => {}
                c => self.char(c, from..self.at),
            }
        }
        self.flush();
        self.groups.len()
    }

    fn control(&mut self, from: usize) {
        let rest = self.source.get(self.at..).unwrap_or("");
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if len == 0 {
            return self.symbol(from);
        }
        let word = rest.get(..len).unwrap_or("");
        let digits = rest.get(len..).unwrap_or("");
        let minus = usize::from(digits.starts_with('-'));
        let n = minus + digits.bytes().skip(minus).take_while(u8::is_ascii_digit).take(9).count();
        let number: Option<i32> = digits.get(..n).and_then(|d| d.parse().ok());
        self.at += len + if number.is_some() { n } else { 0 };
        if self.source.as_bytes().get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word != "u" {
            self.flush();
        }
        self.word(word, number, from);
    }

    fn word(&mut self, word: &str, number: Option<i32>, from: usize) {
        let range = from..self.at;
        match word {
            "par" | "page" | "sect" | "row" if !self.now.hidden => self.out.part(),
            "line" if !self.now.hidden => self.out.made("\n"),
            "tab" => self.char(' ', range),
            "cell" if !self.now.hidden && !self.out.text.is_empty() => self.out.made(" | "),
            "emdash" => self.char('—', range),
            "endash" => self.char('–', range),
            "lquote" => self.char('‘', range),
            "rquote" => self.char('’', range),
            "ldblquote" => self.char('“', range),
            "rdblquote" => self.char('”', range),
            "bullet" => self.char('•', range),
            "u" => self.unicode(number.unwrap_or(0) as u16, from),
            "uc" => self.now.fallback = number.unwrap_or(1).clamp(0, 8) as usize,
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "bin" => self.at = (self.at + number.unwrap_or(0).max(0) as usize).min(self.source.len()),
            "title" => (self.now.title, self.now.hidden) = (true, true),
            w if HIDDEN.contains(&w) => self.now.hidden = true,
            _ => {}
        }
        while !self.source.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    fn symbol(&mut self, from: usize) {
        let Some(c) = self.source.get(self.at..).and_then(|r| r.chars().next()) else { return };
        self.at += c.len_utf8();
        match c {
            '\'' => {
                let hex = self.source.get(self.at..self.at + 2).and_then(|h| u8::from_str_radix(h, 16).ok());
                let Some(byte) = hex else { return };
                self.at += 2;
                if self.skip > 0 {
                    self.skip -= 1;
                    return;
                }
                if self.bytes.is_empty() {
                    self.bytes_from = from;
                }
                self.bytes.push(byte);
                return;
            }
            '*' => self.now.hidden = true,
            '~' => self.char(' ', from..self.at),
            '_' => self.char('-', from..self.at),
            '-' => {}
            '\r' | '\n' if !self.now.hidden => self.out.part(),
            '\\' | '{' | '}' => self.char(c, from..self.at),
            _ => {}
        }
        self.flush();
    }

    fn unicode(&mut self, unit: u16, from: usize) {
        self.flush();
        self.skip = 0;
        let (first, from) = match self.high.take() {
            Some((high, from)) => (Some(high), from),
            None => (None, from),
        };
        if first.is_none() && (0xd800..0xdc00).contains(&unit) {
            self.high = Some((unit, from));
        } else {
            let c = char::decode_utf16(first.into_iter().chain([unit])).next().and_then(Result::ok);
            self.char(c.unwrap_or(char::REPLACEMENT_CHARACTER), from..self.at);
        }
        self.skip = self.now.fallback;
    }

    /// The bytes in hand as characters.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = self.encoding.decode_without_bom_handling(&bytes);
        // Each byte takes four characters of the file; where a character is one byte, each has its own.
        let single = text.chars().count() == bytes.len();
        let from = self.bytes_from;
        for (i, c) in text.chars().enumerate() {
            let range = if single { from + 4 * i..from + 4 * (i + 1) } else { from..from + 4 * bytes.len() };
            self.char(c, range);
        }
    }

    fn char(&mut self, c: char, range: Range<usize>) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.now.title {
            self.title.push(c);
        }
        if self.now.hidden || super::traced::is_weightless(c) {
            return;
        }
        let mut buffer = [0; 4];
        if c == ' ' && (self.out.text.is_empty() || self.out.text.ends_with('\n')) {
            return;
        }
        self.out.push(c.encode_utf8(&mut buffer), range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_groups() {
        let source = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Ferry}}{\*\x y}Caf\'e9 \u8220?x\u8221?\par \b Two\b0  {\i three}\u-10179?\u-8704?\par}";
        let mut r = Reader::new(source);
        assert_eq!(r.all(), 0);
        assert_eq!(r.out.text, "Café “x”\n\nTwo three😀\n\n");
        assert_eq!(r.title, "Ferry");
        let map = PieceMap(r.out.pieces);
        let at = r.out.text.find("three").unwrap();
        assert_eq!(&source[map.origin(at, false)..map.origin(at + 5, true)], "three");
    }
}
