//! Archives and compressed files: what is in them is read as if it lay in a folder.
//!
//! They are read as streams: documents are handed on as they come, and memory follows the largest
//! member. An archive in an archive is read, one in that is not. Of each archive at most
//! [`TIMES`] times the limit of a file comes out, and [`EXPANSION`] times its own length, so that
//! none can keep the program busy for ever.

mod compressed;
mod warc;
mod zstd;

pub(super) use compressed::Compressed;
pub(super) use warc::Warc;

use super::format::{Format, HandOn, Input, Options, Origin};
use super::parts::Parts;
use super::{START, format_of, office, package, problem, read_part};
use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use std::borrow::Cow;
use std::io::{self, ErrorKind, Read};

/// ZIP.
#[derive(Debug)]
pub(super) struct Zip;

/// tar.
#[derive(Debug)]
pub(super) struct Tar;

/// How deep archives may lie in archives.
const DEEPEST: u32 = 2;

/// How many times the limit of a file may come out of an archive, however short it is.
const TIMES: u64 = 4;

/// How many times its own length may come out of an archive besides.
const EXPANSION: u64 = 100;

/// More members are a mistake, or an attack.
const MOST: usize = 1_000_000;

/// Documents are handed on once they hold so much text, in bytes.
const TOGETHER: usize = 4 << 20;

/// How much may come out of an archive of that length.
fn allowance(len: u64, options: &Options) -> u64 {
    let own = if options.nesting == 0 { len.saturating_mul(EXPANSION) } else { 0 };
    own.saturating_add(TIMES * options.file_limit())
}

/// Reads no more than is allowed: what lies beyond is an error of the kind `FileTooLarge`.
struct Limited<R> {
    from: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(buffer)?;
        self.left = self.left.checked_sub(n as u64).ok_or(ErrorKind::FileTooLarge)?;
        Ok(n)
    }
}

/// What is taken out of an archive.
struct Members<'a> {
    name: &'a str,
    options: &'a Options,
    hand_on: &'a mut HandOn<'a>,
    /// Not yet handed on, and how much text they hold.
    documents: Vec<Document>,
    held: usize,
    found: Vec<Diagnostic>,
    /// Whether a document or an error was handed on.
    any: bool,
    /// How many bytes may still come.
    left: u64,
    allowed: u64,
    count: usize,
}

impl<'a> Members<'a> {
    fn new(name: &'a str, len: u64, options: &'a Options, hand_on: &'a mut HandOn<'a>) -> Self {
        let allowed = allowance(len, options);
        Self {
            name,
            options,
            hand_on,
            documents: Vec::new(),
            held: 0,
            found: Vec::new(),
            any: false,
            left: allowed,
            allowed,
            count: 0,
        }
    }

    /// Whether a member of that name is looked at.
    fn wanted(member: &str) -> bool {
        let file = member.rsplit('/').next().unwrap_or(member);
        let hidden = member.split('/').any(|p| p.starts_with('.') && p != "." || p == "__MACOSX");
        !file.is_empty() && !hidden && (format_of(file).is_some() || !file.contains('.'))
    }

    /// Reads a member; `false` where nothing more may come.
    fn take(&mut self, member: &str, from: &mut dyn Read) -> bool {
        self.count += 1;
        if self.count > MOST {
            self.found.push(problem::broken_file(self.name, &format!("it has more than {MOST} members")));
            return false;
        }
        let name = format!("{}/{}", self.name, member.trim_start_matches("./"));
        let mut from = Limited { from, left: self.left };
        let over = if format_of(&name).is_some_and(Format::a_document_a_line) {
            self.lines(&name, &mut from)
        } else {
            self.whole(&name, &mut from)
        };
        self.left = if over { 0 } else { from.left };
        if over {
            self.found.push(problem::expands(self.name, self.allowed));
        }
        !over
    }

    /// Reads a member with a document a line, in parts; whether it holds more than may still come.
    fn lines(&mut self, name: &str, from: &mut dyn Read) -> bool {
        let mut parts = Parts::new(from, self.options.max_line);
        loop {
            let part = match parts.next() {
                Ok(Some(part)) => part,
                Ok(None) => return false,
                Err(e) if e.kind() == ErrorKind::FileTooLarge => return true,
                Err(e) => {
                    self.found.push(broken(name, &e));
                    return false;
                }
            };
            for (line, len) in part.too_long {
                self.found.push(problem::line_too_long(name, line, Some(len), self.options.max_line));
            }
            let format = format_of(name).unwrap_or(super::FORMATS[0]);
            let inside = Options { nesting: self.options.nesting + 1, format: None, ..self.options.clone() };
            let documents = read_part(name, part.bytes, part.start, format, &inside, &mut self.found);
            self.keep(documents);
        }
    }

    /// Reads a member; whether it holds more than may still come.
    fn whole(&mut self, name: &str, from: &mut dyn Read) -> bool {
        let limit = self.options.file_limit();
        let mut bytes = Vec::new();
        match from.take(limit + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > limit => self.found.push(problem::expands(name, limit)),
            Ok(_) => self.read(name, &bytes),
            Err(e) if e.kind() == ErrorKind::FileTooLarge => return true,
            Err(e) => self.found.push(broken(name, &e)),
        }
        false
    }

    fn read(&mut self, name: &str, bytes: &[u8]) {
        let inside = Options { nesting: self.options.nesting + 1, format: None, ..self.options.clone() };
        let mut found = Vec::new();
        let known = format_of(name);
        let format = known.unwrap_or(super::FORMATS[0]);
        let documents = read_part(name, bytes, START, format, &inside, &mut found);
        // A name that promised nothing is no mistake.
        found.retain(|d| known.is_some() || d.code != problem::NOT_TEXT);
        self.found.append(&mut found);
        self.keep(documents);
    }

    fn keep(&mut self, mut documents: Vec<Document>) {
        self.held += documents.iter().map(|d| d.text.len()).sum::<usize>();
        self.documents.append(&mut documents);
        if self.held >= TOGETHER {
            self.hand_on();
        }
    }

    fn hand_on(&mut self) {
        self.any |= !self.documents.is_empty() || self.found.iter().any(|d| d.level == Level::Error);
        self.held = 0;
        (self.hand_on)(std::mem::take(&mut self.documents), std::mem::take(&mut self.found));
    }

    fn done(mut self) {
        self.hand_on();
        if !self.any {
            (self.hand_on)(Vec::new(), vec![problem::empty_archive(self.name)]);
        }
    }
}

/// A member or file that ends too early, or is not what it says.
fn broken(name: &str, e: &io::Error) -> Diagnostic {
    match e.kind() {
        ErrorKind::UnexpectedEof => problem::broken_file(name, "it is cut off"),
        _ => problem::broken_file(name, &format!("it is damaged ({e})")),
    }
}

/// Refuses what lies too deep.
fn too_deep(name: &str, options: &Options, hand_on: &mut HandOn<'_>) -> bool {
    let deep = options.nesting >= DEEPEST;
    if deep {
        hand_on(Vec::new(), vec![problem::broken_file(name, "it is an archive in an archive in an archive")]);
    }
    deep
}

/// The members of a tar archive.
fn tar_members(mut members: Members<'_>, from: &mut dyn Read) {
    let mut archive = tar::Archive::new(from);
    match archive.entries() {
        Ok(entries) => {
            for entry in entries {
                let mut entry = match entry {
                    Ok(entry) => entry,
                    Err(e) if e.kind() == ErrorKind::FileTooLarge => {
                        members.found.push(problem::expands(members.name, members.allowed));
                        break;
                    }
                    Err(_) => {
                        members.found.push(problem::broken_file(members.name, "it is cut off or damaged"));
                        break;
                    }
                };
                let Some(member) = entry.path().ok().map(|p| p.to_string_lossy().replace('\\', "/")) else { continue };
                let wanted = entry.header().entry_type().is_file() && Members::wanted(&member);
                if wanted && !members.take(&member, &mut entry) {
                    break;
                }
            }
        }
        Err(e) => members.found.push(broken(members.name, &e)),
    }
    members.done();
}

macro_rules! no_text {
    () => {
        fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
            Vec::new()
        }

        fn is_container(&self) -> bool {
            true
        }
    };
}
use no_text;

impl Format for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn title(&self) -> &'static str {
        "a ZIP archive"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"PK\x05\x06") || !office::first_member(head).is_empty()
    }

    fn unpack<'a>(&self, name: &'a str, from: Origin<'_>, options: &'a Options, hand_on: &'a mut HandOn<'a>) {
        if too_deep(name, options, hand_on) {
            return;
        }
        let mut zip = match zip::ZipArchive::new(from.reader) {
            Ok(zip) => zip,
            Err(e) => return hand_on(Vec::new(), vec![problem::broken_file(name, &package::why(&e))]),
        };
        let mut members = Members::new(name, from.len, options, hand_on);
        for i in 0..zip.len() {
            let mut file = match zip.by_index(i) {
                Ok(file) => file,
                Err(e) => {
                    let what = format!("member {} of it: {}", i + 1, package::why(&e));
                    members.found.push(problem::broken_file(name, &what));
                    continue;
                }
            };
            let Some(member) = file.name().ok().map(Cow::into_owned) else { continue };
            if file.is_file() && Members::wanted(&member) && !members.take(&member, &mut file) {
                break;
            }
        }
        members.done();
    }

    no_text!();
}

impl Format for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn title(&self) -> &'static str {
        "a tar archive"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tar"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.get(257..262) == Some(b"ustar")
    }

    fn unpack<'a>(&self, name: &'a str, mut from: Origin<'_>, options: &'a Options, hand_on: &'a mut HandOn<'a>) {
        if !too_deep(name, options, hand_on) {
            tar_members(Members::new(name, from.len, options, hand_on), &mut from.reader);
        }
    }

    no_text!();
}
