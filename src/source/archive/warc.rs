//! WARC (ISO 28500), the web archives of the Internet Archive and others.

use super::super::format::{Format, HandOn, Input, Options, Origin};
use super::super::problem;
use super::{MOST, Members, no_text, too_deep};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use std::io::{self, BufRead, BufReader, Read};

/// WARC.
#[derive(Debug)]
pub(in crate::source) struct Warc;

/// The longest header of a record or an answer.
const HEADER: u64 = 64 << 10;

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

    fn unpack<'a>(&self, name: &'a str, from: Origin<'_>, options: &'a Options, hand_on: &'a mut HandOn<'a>) {
        if !too_deep(name, options, hand_on) {
            records(Members::new(name, from.len, options, hand_on), &mut BufReader::new(from.reader));
        }
    }

    no_text!();
}

/// The pages among the records.
pub(super) fn records(mut members: Members<'_>, from: &mut dyn BufRead) {
    for number in 1..=MOST {
        match record(from, members.options.file_limit()) {
            Ok(None) => break,
            Ok(Some(Record { page: None, .. })) => {}
            Ok(Some(Record { url, page: Some(plain) })) => {
                let before = members.documents.len();
                let member = format!("{}#{number}", members.name);
                if plain.len() as u64 <= members.options.file_limit() {
                    members.read_page(&member, &plain, before, &url);
                }
            }
            Err(e) if e.kind() == io::ErrorKind::FileTooLarge => {
                members.found.push(problem::expands(members.name, members.allowed));
                break;
            }
            Err(_) => {
                let what = format!("it is cut off or damaged in record {number}");
                members.found.push(problem::broken_file(members.name, &what));
                break;
            }
        }
    }
    members.done();
}

impl Members<'_> {
    /// Reads a page, and gives it the address that its record has for it.
    fn read_page(&mut self, member: &str, bytes: &[u8], before: usize, url: &str) {
        let held = self.held;
        // Handed on only once the address is set.
        self.held = 0;
        self.read(member, bytes);
        for d in self.documents.iter_mut().skip(before) {
            let address = || Some(url.to_owned()).filter(|u| !u.is_empty());
            d.meta.url = d.meta.url.take().or_else(address);
        }
        self.held += held;
    }
}

struct Record {
    url: String,
    /// The page that a server gave.
    page: Option<Vec<u8>>,
}

/// The next record; `None` at the end.
fn record(from: &mut dyn BufRead, limit: u64) -> io::Result<Option<Record>> {
    loop {
        let buffer = from.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let blank = buffer.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        if blank == 0 {
            break;
        }
        from.consume(blank);
    }
    let damaged = || io::Error::from(io::ErrorKind::InvalidData);
    let mut head = Vec::new();
    let mut limited = from.take(HEADER);
    while !head.ends_with(b"\r\n\r\n") {
        if limited.read_until(b'\n', &mut head)? == 0 {
            return Err(damaged());
        }
    }
    let head = String::from_utf8(head).ok().filter(|h| h.starts_with("WARC/")).ok_or_else(damaged)?;
    let len: u64 = field(&head, "content-length").and_then(|l| l.parse().ok()).ok_or_else(damaged)?;
    let url = field(&head, "warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
    let mut body = from.take(len);
    let answer = field(&head, "warc-type").as_deref() == Some("response");
    if !answer || len > limit.saturating_add(HEADER) {
        let passed = io::copy(&mut body, &mut io::sink())?;
        return if passed == len { Ok(Some(Record { url, page: None })) } else { Err(damaged()) };
    }
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes)?;
    if bytes.len() as u64 != len {
        return Err(damaged());
    }
    Ok(Some(Record { url, page: page(&bytes, limit) }))
}

fn field(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|l| {
        let (key, value) = l.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// The page in an answer of a server, decompressed and in one piece, of no more than about `limit` bytes.
fn page(http: &[u8], limit: u64) -> Option<Vec<u8>> {
    let end = http.windows(4).take(HEADER as usize).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(http.get(..end)?).into_owned();
    let kind = field(&head, "content-type").unwrap_or_default();
    let ok = head.lines().next().is_some_and(|l| l.split(' ').nth(1) == Some("200"));
    if !ok || !["html", "xml", "text/plain"].iter().any(|k| kind.contains(k)) {
        return None;
    }
    let mut body = http.get(end + 4..)?.to_vec();
    if field(&head, "transfer-encoding").is_some_and(|t| t.eq_ignore_ascii_case("chunked")) {
        body = unchunked(&body).unwrap_or(body);
    }
    if field(&head, "content-encoding").is_some_and(|t| t.contains("gzip")) {
        let mut plain = Vec::new();
        flate2::read::MultiGzDecoder::new(body.as_slice()).take(limit + 1).read_to_end(&mut plain).ok()?;
        body = plain;
    }
    Some(body)
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
