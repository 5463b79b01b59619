//! Notes to this program that stand in an article: `<!-- factcheck-ignore visits/visit-dates: reason -->`,
//! or in plain text `[factcheck-ignore visits/visit-dates: reason]`.
//!
//! They are taken out of the text, so that no reader takes them for copy; offsets stay those of the
//! file.

use crate::document::{Directive, Document};
use crate::span::Span;

/// What every note begins with, after its opening mark.
const WORD: &str = "factcheck-";

/// How much longer than this a note is not looked for its end.
const LONGEST: usize = 2000;

/// Takes the notes out of a document's text and keeps what they ask for.
///
/// A note in backticks or in a fenced block is an example of one, and stays.
pub(super) fn take(document: &mut Document) {
    let own = document.map.own(&document.text);
    let source = own.of(document.map.source(&document.text));
    if memchr::memmem::find(source.as_bytes(), WORD.as_bytes()).is_none() {
        return;
    }
    let mut found = find(source);
    if found.is_empty() {
        return;
    }
    let starts_line = starts_line(source, &found);
    for d in &mut found {
        let whole = |s: Span| Span { start: s.start + own.start, end: s.end + own.start };
        d.span = whole(d.span);
        d.names.iter_mut().for_each(|(_, at)| *at = whole(*at));
    }
    let cuts: Vec<Span> = found.iter().map(|d| document.map.target_span(d.span)).collect();
    let in_text = |s: &Span| s.of(&document.text).contains(WORD);
    // A note that the format left out already has no words to take out: only its place counts.
    let out: Vec<Span> = cuts.iter().copied().filter(in_text).collect();
    let whole = std::mem::take(&mut document.text);
    document.text = document.map.cut(whole, &out, &mut document.aside);
    let (mut before, mut rest) = (0, out.iter().peekable());
    for ((directive, cut), first) in found.iter_mut().zip(&cuts).zip(starts_line) {
        while let Some(o) = rest.next_if(|o| o.end <= cut.start) {
            before += o.len();
        }
        directive.at = anchor(&document.text, (cut.start as usize).saturating_sub(before), first);
    }
    document.meta.directives = found;
}

/// The place in the text that a note speaks of: the last character before it in its line, or the
/// first one after it where it begins its line.
fn anchor(text: &str, at: usize, starts_line: bool) -> u32 {
    let (before, after) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let next = after.find(|c: char| !c.is_whitespace()).map(|i| at + i);
    let last = before.char_indices().rev().find(|(_, c)| !c.is_whitespace()).map(|(i, _)| i);
    let place = if starts_line { next.or(last) } else { last.or(next) };
    place.unwrap_or(0) as u32
}

/// For each note, whether nothing but blanks, marks of lists and other notes stands before it in
/// its line.
fn starts_line(source: &str, found: &[Directive]) -> Vec<bool> {
    let blank = |text: &str| text.chars().all(|c| c.is_whitespace() || matches!(c, '>' | '*' | '-' | '#' | '\u{feff}'));
    let (mut all, mut at) = (Vec::with_capacity(found.len()), 0);
    for d in found {
        let between = source.get(at..d.span.start as usize).unwrap_or("");
        all.push(match between.rfind('\n') {
            Some(n) => blank(between.get(n + 1..).unwrap_or("")),
            None => blank(between) && all.last().copied().unwrap_or(true),
        });
        at = d.span.end as usize;
    }
    all
}

fn find(source: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut code = Code::default();
    for hit in memchr::memmem::find_iter(source.as_bytes(), WORD.as_bytes()) {
        if hit < at {
            continue;
        }
        let before = source.get(at..hit).unwrap_or("").trim_end_matches([' ', '\t']);
        let (open, close) = if before.ends_with("<!--") {
            ("<!--", "-->")
        } else if before.ends_with('[') {
            ("[", "]")
        } else {
            continue;
        };
        let start = at + before.len() - open.len();
        let window = source.get(hit..).unwrap_or("");
        let window = window.get(..floor(window, LONGEST)).unwrap_or("");
        let window = window.split("\n\n").next().unwrap_or("");
        let end = window.find(close);
        let body = window.get(..end.unwrap_or_else(|| window.find('\n').unwrap_or(window.len()))).unwrap_or("");
        let keyword = body.get(WORD.len()..).unwrap_or("");
        let keyword = keyword.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or("");
        // In brackets other things may be named so; a comment that begins so is meant for this program.
        if open == "[" && !keyword.starts_with("ig") || code.covers(source, start) {
            continue;
        }
        let stop = end.map_or(hit + body.len(), |e| hit + e + close.len());
        found.push(read(body, keyword, hit, Span::new(start, stop), end.is_some()));
        at = stop;
    }
    found
}

fn floor(text: &str, most: usize) -> usize {
    let mut at = most.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What stands between the opening mark, which `body` follows at `at`, and the closing one.
fn read(body: &str, keyword: &str, at: usize, span: Span, closed: bool) -> Directive {
    let head = WORD.len() + keyword.len();
    let rest = body.get(head..).unwrap_or("");
    let (list, reason) = match rest.split_once(':') {
        Some((list, reason)) => (list, Some(reason.split_whitespace().collect::<Vec<_>>().join(" "))),
        None => (rest, None),
    };
    let mut names = Vec::new();
    let mut from = 0;
    for part in list.split([',', ' ', '\t', '\n', '\r']) {
        if !part.is_empty() {
            let start = at + head + from;
            names.push((part.to_owned(), Span::new(start, start + part.len())));
        }
        from += part.len() + 1;
    }
    Directive { span, keyword: keyword.to_owned(), names, reason: reason.filter(|r| !r.is_empty()), closed, at: 0 }
}

/// Which parts of a text are code: between fences, or between backticks in one line. Asked in
/// ascending order, so that the text is read once.
#[derive(Default)]
struct Code {
    /// Where the line begins that was read last.
    line: usize,
    /// How far it was read.
    read: usize,
    /// Backticks in it.
    ticks: usize,
    fenced: bool,
}

impl Code {
    fn covers(&mut self, source: &str, place: usize) -> bool {
        while let Some(n) = source.get(self.read..place).and_then(|s| s.find('\n')) {
            let end = self.read + n;
            let line = source.get(self.line..end).unwrap_or("").trim_start();
            self.fenced ^= line.starts_with("```") || line.starts_with("~~~");
            (self.line, self.read, self.ticks) = (end + 1, end + 1, 0);
        }
        self.ticks += source.get(self.read..place).unwrap_or("").matches('`').count();
        self.read = place.max(self.read);
        self.fenced || self.ticks % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Options, read_bytes};

    fn text(name: &str, content: &str) -> (String, Vec<(String, String, u32)>) {
        let (mut documents, found) = read_bytes(name, content.as_bytes(), &Options::default());
        assert_eq!(found, []);
        let d = documents.remove(0);
        let notes = d.meta.directives.iter().map(|n| {
            assert!(n.span.of(d.map.source(&d.text)).contains("factcheck-"), "{n:?}");
            let names: Vec<&str> = n
                .names
                .iter()
                .map(|(name, at)| {
                    assert_eq!(at.of(d.map.source(&d.text)), name);
                    name.as_str()
                })
                .collect();
            (names.join("+"), n.reason.clone().unwrap_or_default(), n.at)
        });
        let notes = notes.collect();
        // What is left stands in the file where it always stood.
        for word in ["Oslo", "Bergen"] {
            if let Some(at) = d.text.find(word) {
                let place = d.locate(crate::span::Span::new(at, at + word.len()));
                assert_eq!(place.in_file().of(content), word, "{content}");
            }
        }
        (d.text.clone(), notes)
    }

    #[test]
    fn both_forms_leave_the_text_of_every_format() {
        for name in ["a.txt", "a.md"] {
            for note in [
                "<!-- factcheck-ignore trade/x, dates: known to the desk -->",
                "[factcheck-ignore trade/x dates: known to the desk]",
            ] {
                let (text, notes) = text(name, &format!("They met in Oslo. {note}\n\nThey left for Bergen.\n"));
                assert!(!text.contains("factcheck") && text.contains("Oslo.") && text.contains("Bergen."), "{text}");
                assert_eq!(notes.len(), 1, "{name} {note}");
                assert_eq!((notes[0].0.as_str(), notes[0].1.as_str()), ("trade/x+dates", "known to the desk"));
                assert_eq!(
                    text.get(notes[0].2 as usize..).and_then(|t| t.chars().next()),
                    Some('.'),
                    "{text:?} {notes:?}"
                );
            }
        }
    }

    #[test]
    fn a_note_that_begins_its_line_speaks_of_what_follows() {
        for name in ["a.txt", "a.md"] {
            for gap in ["\n", "\n\n", " "] {
                let (text, notes) =
                    text(name, &format!("They met.\n\n<!-- factcheck-ignore x: y -->{gap}Oslo was cold.\n"));
                assert!(text.get(notes[0].2 as usize..).is_some_and(|t| t.starts_with("Oslo")), "{text:?} {notes:?}");
            }
        }
    }

    #[test]
    fn examples_in_code_are_none() {
        let page = "Write `<!-- factcheck-ignore a/b: c -->` so:\n\n```\n[factcheck-ignore a/b: c]\n```\n\nOslo. <!-- factcheck-ignore d: e -->\n";
        let (_, notes) = text("a.md", page);
        assert_eq!(notes.iter().map(|n| n.0.as_str()).collect::<Vec<_>>(), ["d"]);
        assert_eq!(text("a.txt", "The [factcheck-action] ran in Oslo, twice.").1, []);
    }

    #[test]
    fn what_is_not_closed_stays_and_is_kept_in_mind() {
        let (_, notes) = text("a.txt", "They met in Oslo. [factcheck-ignore x: never closed\n\nThey left for Bergen.");
        assert_eq!(notes.len(), 1);
        assert_eq!(
            text("a.txt", "They met in Oslo. <!-- factcheck-ignore -->").1,
            [(String::new(), String::new(), 16)]
        );
    }
}
