//! Transcripts with times: SRT and `WebVTT`.
//!
//! What one speaker says in a row is one paragraph. Where a label names the speaker, it reads as a
//! quotation of theirs: `Ana Silva: “…”`; the quotation marks stand nowhere in the file.

use super::format::{Format, Input, Options};
use super::problem;
use super::traced::Traced;
use super::whole::Whole;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, PieceMap};
use crate::span::{Part, PartKind};
use std::ops::Range;

/// SRT and `WebVTT`.
#[derive(Debug)]
pub(super) struct Transcript;

impl Format for Transcript {
    fn name(&self) -> &'static str {
        "transcript"
    }

    fn title(&self) -> &'static str {
        "SRT or WebVTT"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["srt", "vtt"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let text = String::from_utf8_lossy(head);
        let mut lines = text.lines();
        let first = lines.next().unwrap_or("");
        first.starts_with("WEBVTT") || (first.trim().parse::<u32>().is_ok() && lines.next().is_some_and(is_timing))
    }

    fn read(&self, input: Input<'_>, _: usize, options: &Options, found: &mut Vec<Diagnostic>) -> Vec<Document> {
        let source = input.decoded.text;
        let cues = cues(&source);
        if cues.is_empty() {
            found.push(problem::broken_file(input.name, "there is no cue with a time in it"));
            return Vec::new();
        }
        let mut words = Traced::default();
        let mut parts = Vec::new();
        let mut speaker: Option<&str> = None;
        let mut quoted = false;
        for (number, cue) in cues.iter().enumerate() {
            for line in &cue.lines {
                let (named, said) = label(&source, line.clone());
                if let Some(name) = named.as_ref().map(|n| source.get(n.clone()).unwrap_or("")) {
                    if speaker != Some(name) {
                        if quoted {
                            words.made("”");
                        }
                        words.part();
                        parts.push((words.text.len(), Part { kind: PartKind::Cue, number: number as u32 + 1 }));
                        words.push(&capitals(name), named.clone().unwrap_or_default());
                        words.made(": “");
                        quoted = true;
                        speaker = Some(name);
                    }
                } else if words.text.is_empty() {
                    parts.push((0, Part { kind: PartKind::Cue, number: 1 }));
                }
                if !words.text.is_empty() && !words.text.ends_with([' ', '“', '\n']) {
                    words.made(" ");
                }
                if parts.last().is_none_or(|(_, p)| p.number != number as u32 + 1) {
                    parts.push((words.text.len(), Part { kind: PartKind::Cue, number: number as u32 + 1 }));
                }
                tagless(&source, said, &mut words);
            }
        }
        words.text.truncate(words.text.trim_end().len());
        if quoted {
            words.made("”");
        }
        let origin = Some((source, PieceMap(words.pieces), input.decoded.layout));
        Whole { text: words.text, parts, origin, ..Whole::default() }.document(input.name, options, found)
    }
}

struct Cue {
    lines: Vec<Range<usize>>,
}

fn is_timing(line: &str) -> bool {
    let mut sides = line.split("-->");
    let time = |s: Option<&str>| {
        s.is_some_and(|s| s.trim_start().starts_with(|c: char| c.is_ascii_digit()) && s.contains(':'))
    };
    time(sides.next()) && time(sides.next())
}

/// The cues: the lines below each timing, up to a blank one.
fn cues(source: &str) -> Vec<Cue> {
    let mut all: Vec<Cue> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let trimmed = line.trim();
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if is_timing(trimmed) {
            all.push(Cue { lines: Vec::new() });
            open = true;
        } else if trimmed.is_empty() {
            open = false;
        } else if let (true, Some(cue)) = (open, all.last_mut()) {
            cue.lines.push(start..start + trimmed.len());
        }
    }
    all.retain(|c| !c.lines.is_empty());
    all
}

/// The speaker that a line names, and what they say: `<v Ana Silva>…`, `ANA SILVA: …`, `- Ana Silva: …`.
fn label(source: &str, line: Range<usize>) -> (Option<Range<usize>>, Range<usize>) {
    let text = source.get(line.clone()).unwrap_or("");
    if let Some(rest) = text.strip_prefix("<v") {
        // `<v.loud Ana Silva>`
        let name_from = rest.find(' ').map_or(0, |at| at + 1);
        if let Some(end) = rest.find('>').filter(|end| *end > name_from) {
            let base = line.start + 2;
            return (Some(base + name_from..base + end), base + end + 1..line.end);
        }
    }
    let lead = text.len() - text.trim_start_matches(['-', '–', '—', '>', ' ', '\u{a0}']).len();
    let rest = text.get(lead..).unwrap_or("");
    let Some(colon) = rest.find(':').filter(|at| *at <= 40) else { return (None, line) };
    let name = rest.get(..colon).unwrap_or("");
    let words: Vec<&str> = name.split(' ').collect();
    let named = !name.is_empty()
        && words.len() <= 5
        && words.iter().all(|w| {
            w.starts_with(|c: char| c.is_uppercase() || c == '(')
                || matches!(*w, "of" | "de" | "van" | "von" | "al" | "bin")
        })
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '(' | ')'))
        && rest.get(colon + 1..).is_some_and(|r| r.starts_with(' ') || r.is_empty());
    if !named {
        return (None, line);
    }
    let from = line.start + lead;
    let after = rest.get(colon + 1..).unwrap_or("");
    let blanks = after.len() - after.trim_start().len();
    (Some(from..from + colon), from + colon + 1 + blanks..line.end)
}

/// `ANA SILVA` as names are written in copy.
fn capitals(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut begins = true;
    let lower = |c: char| c.to_lowercase().collect::<String>();
    name.chars()
        .map(|c| {
            let out = if begins { c.to_string() } else { lower(c) };
            begins = !c.is_alphabetic();
            out
        })
        .collect()
}

/// Adds a line without its tags and stage directions in brackets.
fn tagless(source: &str, line: Range<usize>, out: &mut Traced) {
    let text = source.get(line.clone()).unwrap_or("");
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        let (open, close) = match rest.chars().next() {
            Some('<') => (true, '>'),
            Some('[') => (true, ']'),
            Some('{') => (true, '}'),
            _ => (false, ' '),
        };
        if let Some(end) = rest.find(close).filter(|_| open) {
            at += end + 1;
            continue;
        }
        let skip = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest.get(skip..).and_then(|r| r.find(['<', '[', '{'])).map_or(rest.len(), |e| e + skip);
        out.push_markup(rest.get(..end).unwrap_or(""), line.start + at, false);
        at += end;
    }
}
