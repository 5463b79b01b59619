//! PDF: text in reading order, hyphenation at line ends undone, running heads set aside. Offsets
//! count in the text; the page is named beside them.

use super::format::{Format, Input, Options};
use super::problem;
use super::whole::Whole;
use crate::diagnostic::Diagnostic;
use crate::document::{Aside, AsideReason, Document};
use crate::span::{Part, PartKind, Span};
use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};
use std::collections::BTreeMap;

/// PDF.
#[derive(Debug)]
pub(super) struct Pdf;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn title(&self) -> &'static str {
        "PDF"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        // Some writers put a few bytes before it.
        head.get(..1024).unwrap_or(head).windows(5).any(|w| w == b"%PDF-")
    }

    fn read_raw(&self, name: &str, bytes: &[u8], options: &Options, found: &mut Vec<Diagnostic>) -> Option<Vec<Document>> {
        let limit = 4 * options.file_limit() as usize;
        // The library panics on some damaged files, and nests calls as deep as a file nests objects:
        // both stay inside a thread of its own.
        let pages = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
            match thread.spawn_scoped(scope, || pages(bytes, limit)) {
                Ok(handle) => handle.join().unwrap_or_else(|_| Err("it is cut off or damaged".to_owned())),
                Err(e) => Err(e.to_string()),
            }
        });
        let (pages, broken) = match pages {
            Ok(pages) => pages,
            Err(what) => {
                found.push(problem::broken_file(name, &what));
                return Some(Vec::new());
            }
        };
        if let Some(what) = broken {
            found.push(problem::broken_file(name, &what));
        }
        let whole = layout(&pages);
        if whole.text.is_empty() {
            if found.is_empty() {
                found.push(problem::scanned(name, pages.len()));
            }
            return Some(Vec::new());
        }
        Some(whole.document(name, options, found))
    }

    fn read(&self, _: Input<'_>, _: usize, _: &Options, _: &mut Vec<Diagnostic>) -> Vec<Document> {
        Vec::new()
    }
}

/// The name of the thread in which a PDF is taken apart; its panics are no business of the terminal.
pub(super) const THREAD: &str = "pdf";

const STACK: usize = 64 << 20;

/// A line of a page.
#[derive(Debug, Clone, Default)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    /// From the page's foot.
    y: f64,
    size: f64,
}

type Pages = (Vec<Vec<Line>>, Option<String>);

/// The lines of each page; and what is wrong with those that could not be read.
fn pages(bytes: &[u8], limit: usize) -> Result<Pages, String> {
    let document = match pdf_extract::Document::load_mem(bytes) {
        Ok(document) => document,
        Err(e) => {
            let what = e.to_string();
            let locked = what.to_lowercase().contains("password") || what.to_lowercase().contains("encrypt");
            return Err(if locked { "it is encrypted".to_owned() } else { "it is cut off or damaged".to_owned() });
        }
    };
    if document.is_encrypted() {
        return Err("it is encrypted".to_owned());
    }
    let mut all = Vec::new();
    let mut broken = 0;
    let mut length = 0;
    for number in document.get_pages().into_keys() {
        let mut lines = Lines::default();
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            pdf_extract::output_doc_page(&document, &mut lines, number)
        }));
        broken += usize::from(!matches!(read, Ok(Ok(()))));
        lines.end();
        length += lines.all.iter().map(|l| l.text.len()).sum::<usize>();
        if length > limit {
            return Ok((all, Some(format!("it holds more text than {} MiB", limit >> 20))));
        }
        all.push(lines.all);
    }
    let what = (broken > 0).then(|| format!("{broken} of its {} pages are damaged", all.len()));
    Ok((all, what))
}

/// Collects the characters of a page as lines.
#[derive(Debug, Default)]
struct Lines {
    all: Vec<Line>,
    line: Line,
}

impl Lines {
    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.text.trim().is_empty() {
            self.all.push(line);
        }
    }
}

impl OutputDev for Lines {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(&mut self, place: &Transform, width: f64, _: f64, size: f64, c: &str) -> Result<(), OutputError> {
        let size = size * (place.m11 * place.m11 + place.m12 * place.m12).sqrt().max(f64::EPSILON);
        let (x, y) = (place.m31, place.m32);
        if !(x.is_finite() && y.is_finite() && size.is_finite()) {
            return Ok(());
        }
        let line = &mut self.line;
        let moved = (y - line.y).abs() > 0.6 * size.max(line.size);
        let back = x + 0.5 * size < line.left || x < line.right - 1.5 * size;
        let far = x > line.right + 4.0 * size;
        if !line.text.is_empty() && (moved || back || far) {
            self.end();
        }
        let line = &mut self.line;
        if line.text.is_empty() {
            (line.left, line.right, line.y, line.size) = (x, x, y, size);
        } else if x > line.right + 0.15 * size && !line.text.ends_with(' ') {
            line.text.push(' ');
        }
        for c in c.chars().filter(|c| !c.is_control()) {
            match ligature(c) {
                Some(letters) => line.text.push_str(letters),
                None => line.text.push(if c.is_whitespace() { ' ' } else { c }),
            }
        }
        line.right = x + width * size;
        line.size = line.size.max(size);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// The letters of a ligature.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

/// How many pages must bear a line at the same edge for it to be a running head.
const RUNNING: usize = 3;

/// Puts lines together to paragraphs.
fn layout(pages: &[Vec<Line>]) -> Whole {
    let running = running_heads(pages);
    let mut whole = Whole::default();
    let mut before: Option<&Line> = None;
    for (i, lines) in pages.iter().enumerate() {
        let right = lines.iter().map(|l| l.right).fold(f64::MIN, f64::max);
        let mut begun = false;
        for (n, line) in lines.iter().enumerate() {
            let words = line.text.trim();
            let head = (n == 0 || n + 1 == lines.len()) && (is_number(words) || running.contains_key(&digits_apart(words)));
            let same_page = begun;
            let goes_on = before.is_some_and(|b| joins(b, line, same_page, right)) && !head;
            if goes_on {
                join(&mut whole.text, words);
            } else {
                if !whole.text.is_empty() {
                    whole.text.push_str("\n\n");
                }
                if !begun {
                    begun = true;
                    whole.parts.push((whole.text.len(), page_part(i)));
                }
                whole.text.push_str(words);
            }
            if !begun {
                begun = true;
                let at = whole.text.len() - words.len().min(whole.text.len());
                whole.parts.push((at, page_part(i)));
            }
            if head {
                let span = Span::new(whole.text.len() - words.len(), whole.text.len());
                whole.aside.push(Aside { span, reason: AsideReason::Header });
            } else {
                before = Some(line);
            }
        }
    }
    whole
}

fn page_part(i: usize) -> Part {
    Part { kind: PartKind::Page, number: i as u32 + 1 }
}

/// Whether a line goes on with the paragraph of the line before it.
fn joins(before: &Line, line: &Line, same_page: bool, right: f64) -> bool {
    let size = before.size.max(line.size);
    let alike = (before.size - line.size).abs() <= 0.1 * size;
    let ends = before.text.trim_end().ends_with(['.', '!', '?', ':', '”', '"', '…']);
    if !same_page {
        return alike && !ends && line.text.trim_start().starts_with(char::is_lowercase);
    }
    let drop = before.y - line.y;
    let close = (0.0..=1.75 * size).contains(&drop) || drop.abs() < 0.1 * size;
    // The next column begins at the top.
    let column = drop < 0.0 && !ends && line.left > before.left;
    let short = before.right < before.left + 0.75 * (right - before.left);
    let indented = line.left > before.left + 0.8 * size && !column;
    alike && (close || column) && !(ends && (short || indented))
}

/// Adds the next line of a paragraph: a hyphen at the end of the line before is undone where a small
/// letter follows.
fn join(text: &mut String, words: &str) {
    let small = words.starts_with(char::is_lowercase);
    let letter = text.trim_end_matches(['-', '\u{ad}', '‐']).ends_with(char::is_alphabetic);
    if text.ends_with(['-', '\u{ad}', '‐']) && small && letter {
        text.pop();
    } else if !text.ends_with('-') && !text.ends_with(' ') {
        text.push(' ');
    }
    text.push_str(words);
}

fn is_number(words: &str) -> bool {
    let words = words.trim_matches(['-', '–', ' ']);
    !words.is_empty() && words.len() <= 12 && {
        let rest = words.to_lowercase().replace("page", "").replace("of", "");
        rest.chars().any(|c| c.is_ascii_digit()) && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '/'))
    }
}

/// A line with its figures taken out, so that heads differ by no page number.
fn digits_apart(words: &str) -> String {
    words.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// The first and last lines that several pages share.
fn running_heads(pages: &[Vec<Line>]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for lines in pages {
        for line in lines.first().into_iter().chain(lines.last().filter(|_| lines.len() > 1)) {
            *counts.entry(digits_apart(line.text.trim())).or_insert(0) += 1;
        }
    }
    counts.retain(|_, n| *n >= RUNNING);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, right: f64, y: f64) -> Line {
        Line { text: text.to_owned(), left, right, y, size: 10.0 }
    }

    #[test]
    fn paragraphs() {
        let page = vec![
            line("The har-", 50.0, 300.0, 700.0),
            line("bour board met", 50.0, 298.0, 688.0),
            line("on Monday.", 50.0, 110.0, 676.0),
            line("It left.", 50.0, 90.0, 664.0),
        ];
        assert_eq!(layout(&[page]).text, "The harbour board met on Monday.\n\nIt left.");
    }

    #[test]
    fn running_heads_and_numbers() {
        let page = |n: usize| {
            vec![line("Harbour Post", 50.0, 120.0, 800.0), line(&format!("Text {n} ends."), 50.0, 120.0, 700.0), line(&n.to_string(), 290.0, 300.0, 20.0)]
        };
        let whole = layout(&[page(1), page(2), page(3)]);
        assert_eq!(whole.aside.len(), 6);
        assert_eq!(whole.parts.iter().map(|(_, p)| p.number).collect::<Vec<_>>(), [1, 2, 3]);
    }
}
