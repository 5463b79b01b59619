//! One file compressed with gzip or Zstandard, a tar archive or a WARC among them.

use super::super::format::{Format, HandOn, Input, Options, Origin};
use super::super::{FORMATS, HEAD, by_content, format_of, problem, read_part};
use super::zstd::Frames;
use super::{Limited, Members, allowance, broken, no_text, tar_members, too_deep, warc};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read};

/// gzip or Zstandard.
#[derive(Debug)]
pub(in crate::source) struct Compressed;

const GZIP: &[u8] = b"\x1f\x8b";

/// Whether a file begins with a frame of Zstandard, one to be skipped among them.
fn is_zstandard(head: &[u8]) -> bool {
    let skipped = head.first().is_some_and(|b| b & 0xf0 == 0x50) && head.get(1..4) == Some(b"\x2a\x4d\x18");
    skipped || head.starts_with(b"\x28\xb5\x2f\xfd")
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
        head.starts_with(GZIP) || is_zstandard(head)
    }

    fn unpack<'a>(&self, name: &'a str, from: Origin<'_>, options: &'a Options, hand_on: &'a mut HandOn<'a>) {
        let lower = name.to_ascii_lowercase();
        let ending = [".gz", ".zst", ".tgz"].iter().find(|e| lower.ends_with(**e)).map_or(0, |e| e.len());
        let inner = name.get(..name.len() - ending).unwrap_or(name);
        let mut hand_on = |mut documents: Vec<Document>, found: Vec<Diagnostic>| {
            for d in &mut documents {
                d.path = Some(name.to_owned());
            }
            hand_on(documents, found);
        };
        let mut file = BufReader::new(from.reader);
        let plain: Box<dyn Read + '_> = match file.fill_buf() {
            Ok(head) if is_zstandard(head) => Box::new(Frames::new(file)),
            _ => Box::new(flate2::bufread::MultiGzDecoder::new(file)),
        };
        let mut plain = Limited { from: plain, left: allowance(from.len, options) };
        let mut head = Vec::new();
        let failed = (&mut plain).take(HEAD as u64).read_to_end(&mut head).err();
        let format = by_content(&head).or_else(|| format_of(inner)).unwrap_or(FORMATS[0]);
        let container = format.is_container();
        let inside = Options { nesting: options.nesting + u32::from(!container), format: None, ..options.clone() };
        if too_deep(name, &inside, &mut hand_on) {
            return;
        }
        let mut all = Cursor::new(head).chain(plain);
        match (format.name(), failed) {
            ("tar", None) => tar_members(Members::new(inner, from.len, &inside, &mut hand_on), &mut all),
            ("warc", None) => {
                let mut all = BufReader::with_capacity(1 << 16, all);
                warc::records(Members::new(inner, from.len, &inside, &mut hand_on), &mut all);
            }
            (_, None) if format.a_document_a_line() => {
                let mut members = Members::new(name, from.len, &inside, &mut hand_on);
                if members.lines(inner, &mut all) {
                    members.found.push(problem::expands(name, members.allowed));
                }
                members.done();
            }
            (_, failed) => {
                let (mut bytes, limit) = (Vec::new(), options.file_limit());
                let failed = match failed {
                    // What comes after an error is not asked for.
                    Some(e) => {
                        bytes = all.into_inner().0.into_inner();
                        Some(e)
                    }
                    None => all.take(limit + 1).read_to_end(&mut bytes).err(),
                };
                let mut found = Vec::new();
                if bytes.len() as u64 > limit || failed.as_ref().is_some_and(|e| e.kind() == ErrorKind::FileTooLarge) {
                    return hand_on(Vec::new(), vec![problem::expands(name, limit)]);
                }
                found.extend(failed.map(|e| broken(name, &e)));
                if found.is_empty() || !bytes.is_empty() {
                    let documents = read_part(inner, &bytes, super::START, format, &inside, &mut found);
                    return hand_on(documents, found);
                }
                hand_on(Vec::new(), found);
            }
        }
    }

    no_text!();
}
