//! Archives and compressed files: what is in them is read as if it lay in a folder.
//!
//! An archive in an archive is read, one in that is not. Of each archive at most four times the
//! limit of a file comes out, so that none can fill the memory.

use super::format::{Format, Input, Options};
use super::{format_of, office, package, problem, read_part};
use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use std::io::{Cursor, Read};

/// ZIP.
#[derive(Debug)]
pub(super) struct Zip;

/// One file compressed with gzip or Zstandard, a tar archive among them.
#[derive(Debug)]
pub(super) struct Compressed;

/// tar.
#[derive(Debug)]
pub(super) struct Tar;

/// WARC, the web archives of the Internet Archive and others.
#[derive(Debug)]
pub(super) struct Warc;

/// How deep archives may lie in archives.
const DEEPEST: u32 = 2;

/// How many times the limit of a file may come out of an archive.
const TIMES: u64 = 4;

/// More members are a mistake, or an attack.
const MOST: usize = 100_000;

/// What is taken out of an archive.
struct Members<'a> {
    name: &'a str,
    options: &'a Options,
    documents: Vec<Document>,
    found: &'a mut Vec<Diagnostic>,
    /// How many bytes may still come.
    left: u64,
    count: usize,
}

impl<'a> Members<'a> {
    fn new(name: &'a str, options: &'a Options, found: &'a mut Vec<Diagnostic>) -> Self {
        Self { name, options, documents: Vec::new(), found, left: TIMES * options.file_limit(), count: 0 }
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
        let limit = self.options.file_limit().min(self.left);
        let mut bytes = Vec::new();
        let name = format!("{}/{}", self.name, member.trim_start_matches("./"));
        if let Err(e) = from.take(limit + 1).read_to_end(&mut bytes) {
            self.found.push(problem::broken_file(&name, &e.to_string()));
            return true;
        }
        if bytes.len() as u64 > limit || self.count > MOST {
            let over = if limit < self.left { &name } else { self.name };
            self.found.push(problem::expands(over, limit));
            return limit < self.left;
        }
        self.left -= bytes.len() as u64;
        self.read(&name, &bytes);
        true
    }

    fn read(&mut self, name: &str, bytes: &[u8]) {
        let options = Options { nesting: self.options.nesting + 1, format: None, ..self.options.clone() };
        let mut found = Vec::new();
        let known = format_of(name);
        let format = known.unwrap_or(super::FORMATS[0]);
        let mut documents = read_part(name, bytes, super::START, format, &options, &mut found);
        self.documents.append(&mut documents);
        // A name that promised nothing is no mistake.
        found.retain(|d| known.is_some() || d.code != problem::NOT_TEXT);
        self.found.append(&mut found);
    }

    fn done(self) -> Vec<Document> {
        if self.documents.is_empty() && !self.found.iter().any(|d| d.level == Level::Error) {
            self.found.push(problem::empty_archive(self.name));
        }
        self.documents
    }
}

/// Refuses what lies too deep.
fn too_deep(name: &str, options: &Options, found: &mut Vec<Diagnostic>) -> bool {
    let deep = options.nesting >= DEEPEST;
    if deep {
        found.push(problem::broken_file(name, "it is an archive in an archive in an archive"));
    }
    deep
}

macro_rules! no_text {
    () => {
        fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
            Vec::new()
        }
    };
}

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

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        if too_deep(name, options, found) {
            return Some(Vec::new());
        }
        let mut zip = match zip::ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => zip,
            Err(e) => {
                found.push(problem::broken_file(name, &package::why(&e)));
                return Some(Vec::new());
            }
        };
        let mut members = Members::new(name, options, found);
        for i in 0..zip.len() {
            let mut file = match zip.by_index(i) {
                Ok(file) => file,
                Err(e) => {
                    members
                        .found
                        .push(problem::broken_file(name, &format!("member {} of it: {}", i + 1, package::why(&e))));
                    continue;
                }
            };
            let Some(member) = file.name().ok().map(std::borrow::Cow::into_owned) else { continue };
            if file.is_file() && Members::wanted(&member) && !members.take(&member, &mut file) {
                break;
            }
        }
        Some(members.done())
    }

    no_text!();
}

impl Format for Compressed {
    fn name(&self) -> &'static str {
        "compressed"
    }

    fn title(&self) -> &'static str {
        "gzip or Zstandard"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gz", "tgz", "zst"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"\x1f\x8b") || head.starts_with(b"\x28\xb5\x2f\xfd")
    }

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        let mut plain = Vec::new();
        // An archive's members are held against the limit one by one.
        let limit = TIMES * options.file_limit();
        let read = if bytes.starts_with(b"\x1f\x8b") {
            flate2::read::MultiGzDecoder::new(bytes).take(limit + 1).read_to_end(&mut plain)
        } else {
            match ruzstd::decoding::StreamingDecoder::new(bytes) {
                Ok(decoder) => decoder.take(limit + 1).read_to_end(&mut plain),
                Err(e) => Err(std::io::Error::other(e.to_string())),
            }
        };
        if let Err(e) = read {
            let cut = e.kind() == std::io::ErrorKind::UnexpectedEof;
            let what = if cut { "it is cut off".to_owned() } else { format!("it is damaged ({e})") };
            found.push(problem::broken_file(name, &what));
            if plain.is_empty() {
                return Some(Vec::new());
            }
        }
        let lower = name.to_ascii_lowercase();
        let inner = [".gz", ".zst", ".tgz"]
            .iter()
            .find(|e| lower.ends_with(**e))
            .map_or(name, |e| name.get(..name.len() - e.len()).unwrap_or(name));
        let archive = super::by_content(&plain).is_some_and(|f| matches!(f.name(), "tar" | "warc" | "zip"));
        if plain.len() as u64 > if archive { limit } else { options.file_limit() } {
            found.push(problem::expands(name, options.file_limit()));
            return Some(Vec::new());
        }
        let inside = Options { nesting: options.nesting + u32::from(!archive), format: None, ..options.clone() };
        if too_deep(name, &inside, found) {
            return Some(Vec::new());
        }
        let format = format_of(inner).unwrap_or(super::FORMATS[0]);
        let mut documents = read_part(inner, &plain, super::START, format, &inside, found);
        for d in &mut documents {
            d.path = Some(name.to_owned());
        }
        Some(documents)
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

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        if too_deep(name, options, found) {
            return Some(Vec::new());
        }
        let mut archive = tar::Archive::new(bytes);
        let mut members = Members::new(name, options, found);
        match archive.entries() {
            Ok(entries) => {
                for entry in entries {
                    let Ok(mut entry) = entry else {
                        members.found.push(problem::broken_file(name, "it is cut off or damaged"));
                        break;
                    };
                    let Some(member) = entry.path().ok().map(|p| p.to_string_lossy().replace('\\', "/")) else {
                        continue;
                    };
                    if entry.header().entry_type().is_file()
                        && Members::wanted(&member)
                        && !members.take(&member, &mut entry)
                    {
                        break;
                    }
                }
            }
            Err(e) => members.found.push(problem::broken_file(name, &e.to_string())),
        }
        Some(members.done())
    }

    no_text!();
}

impl Format for Warc {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn title(&self) -> &'static str {
        "WARC"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"WARC/")
    }

    fn read_raw(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Document>> {
        if too_deep(name, options, found) {
            return Some(Vec::new());
        }
        let mut members = Members::new(name, options, found);
        let mut rest = bytes;
        let mut number = 0;
        while !rest.is_empty() && number < MOST {
            number += 1;
            let Some((head, body, after)) = record(rest) else {
                members.found.push(problem::broken_file(name, &format!("it is cut off or damaged in record {number}")));
                break;
            };
            rest = after;
            let kind = field(head, "warc-type").unwrap_or_default();
            let Some((page, plain)) = (kind == "response").then(|| response(body)).flatten() else { continue };
            let url = field(head, "warc-target-uri").unwrap_or_default();
            let before = members.documents.len();
            let member = format!("{name}#{number}");
            if page && plain.len() as u64 <= options.file_limit() {
                members.read(&member, &plain);
            }
            for d in members.documents.iter_mut().skip(before) {
                d.meta.url = d
                    .meta
                    .url
                    .take()
                    .or_else(|| Some(url.trim_matches(['<', '>']).to_owned()).filter(|u| !u.is_empty()));
            }
        }
        Some(members.done())
    }

    no_text!();
}

/// A record's header, its content, and what follows it.
fn record(bytes: &[u8]) -> Option<(&str, &[u8], &[u8])> {
    let end = bytes.windows(4).take(64 << 10).position(|w| w == b"\r\n\r\n")?;
    let head = std::str::from_utf8(bytes.get(..end)?).ok().filter(|h| h.starts_with("WARC/"))?;
    let len: usize = field(head, "content-length")?.parse().ok()?;
    let start = end + 4;
    let body = bytes.get(start..start.checked_add(len)?)?;
    let mut after = bytes.get(start + len..)?;
    while let Some(rest) = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")) {
        after = rest;
    }
    Some((head, body, after))
}

fn field(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|l| {
        let (key, value) = l.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// Whether an answer of a server is a page, and its content, decompressed and in one piece.
fn response(http: &[u8]) -> Option<(bool, Vec<u8>)> {
    let end = http.windows(4).take(64 << 10).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(http.get(..end)?).into_owned();
    let mut body = http.get(end + 4..)?.to_vec();
    if field(&head, "transfer-encoding").is_some_and(|t| t.eq_ignore_ascii_case("chunked")) {
        body = unchunked(&body).unwrap_or(body);
    }
    if field(&head, "content-encoding").is_some_and(|t| t.contains("gzip")) {
        let mut plain = Vec::new();
        flate2::read::MultiGzDecoder::new(body.as_slice()).take(64 << 20).read_to_end(&mut plain).ok()?;
        body = plain;
    }
    let kind = field(&head, "content-type").unwrap_or_default();
    let ok = head.lines().next().is_some_and(|l| l.split(' ').nth(1) == Some("200"));
    Some((ok && (kind.contains("html") || kind.contains("xml") || kind.contains("text/plain")), body))
}

fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    loop {
        let end = rest.windows(2).take(64).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..end)?).ok()?;
        let len = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if len == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(end + 2..(end + 2).checked_add(len)?)?);
        rest = rest.get(end + 2 + len + 2..)?;
    }
}
