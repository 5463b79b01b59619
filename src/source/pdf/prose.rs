//! From lines to copy: paragraphs across columns and pages, words broken at the end of a line, and
//! what runs along the edge of every page.

use super::super::whole::Whole;
use super::glyphs::Page;
use super::layout::{Column, Line, columns, median};
use crate::document::{Aside, AsideReason};
use crate::span::{Part, PartKind, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// The text of all pages. What stands at the edge of the pages comes after it, set aside, so that a
/// sentence goes on from page to page.
pub(super) fn compose(pages: &[Page]) -> Whole {
    let laid: Vec<(u32, Vec<Column>)> = pages.iter().map(|p| (p.number, columns(p))).collect();
    let edges = edges(&laid);
    let mut copy = Copy { words: words(&laid), ..Copy::default() };
    let mut furniture: Vec<(u32, Vec<&str>)> = Vec::new();
    for (number, columns) in &laid {
        let mut aside = Vec::new();
        let mut first = true;
        for column in columns {
            let (edge, lines): (Vec<&Line>, Vec<&Line>) =
                column.iter().partition(|l| l.artifact || edges.contains(&address(*number, l)));
            aside.extend(edge.into_iter().map(|l| l.text.as_str()));
            if !lines.is_empty() {
                copy.column(&lines, std::mem::take(&mut first).then_some(*number));
            }
        }
        if !aside.is_empty() {
            furniture.push((*number, aside));
        }
    }
    let mut whole = Whole { text: copy.text, parts: copy.parts, ..Whole::default() };
    for (number, lines) in furniture {
        whole.text.push_str(if whole.text.is_empty() { "" } else { "\n\n" });
        let start = whole.text.len();
        whole.parts.push((start, page_part(number)));
        whole.text.push_str(&lines.join("\n"));
        whole.aside.push(Aside { span: Span::new(start, whole.text.len()), reason: AsideReason::Header });
    }
    whole
}

fn page_part(number: u32) -> Part {
    Part { kind: PartKind::Page, number }
}

/// Names a line: its page and where it begins, as exact as it was drawn.
fn address(page: u32, line: &Line) -> (u32, u64, u64) {
    (page, line.y.to_bits(), line.x0.to_bits())
}

/// How many lines at the top and at the bottom of a page may run along its edge.
const EDGE: usize = 2;

/// What stands at the edge of most pages, numbers apart, and numbers of pages.
fn edges(laid: &[(u32, Vec<Column>)]) -> FxHashSet<(u32, u64, u64)> {
    let at_edge: Vec<(u32, Vec<&Line>)> = laid.iter().map(|(number, columns)| (*number, outermost(columns))).collect();
    let mut pages: FxHashMap<String, usize> = FxHashMap::default();
    for (_, lines) in &at_edge {
        let shapes: BTreeSet<String> = lines.iter().map(|l| shape(&l.text)).collect();
        for shape in shapes {
            *pages.entry(shape).or_default() += 1;
        }
    }
    let repeated = |l: &Line| {
        let n = pages.get(&shape(&l.text)).copied().unwrap_or(0);
        n >= 2 && 2 * n >= laid.len()
    };
    let mut all = FxHashSet::default();
    for (number, lines) in &at_edge {
        for line in lines {
            if repeated(line) || is_page_number(&line.text, *number, laid.len()) {
                all.insert(address(*number, line));
            }
        }
    }
    all
}

/// The lines at the top and at the bottom of a page that are set off from what stands between.
fn outermost(columns: &[Column]) -> Vec<&Line> {
    let mut lines: Vec<&Line> = columns.iter().flatten().collect();
    lines.sort_by(|a, b| b.y.total_cmp(&a.y));
    let pitch = median(lines.windows(2).map(|p| p[0].y - p[1].y).filter(|d| *d > 0.0).collect());
    let size = median(lines.iter().map(|l| l.size).collect());
    let mut all = set_off(lines.iter().copied(), pitch, size);
    all.extend(set_off(lines.iter().rev().copied(), pitch, size));
    all
}

/// The first lines, from an edge inwards, up to a wider gap or to the end of another size of letters.
fn set_off<'l>(from_edge: impl Iterator<Item = &'l Line>, pitch: f64, size: f64) -> Vec<&'l Line> {
    let near: Vec<&Line> = from_edge.take(EDGE + 1).collect();
    let apart = |pair: &[&Line]| {
        (pair[0].y - pair[1].y).abs() > 1.3 * pitch || !same_size(pair[0].size, size) && same_size(pair[1].size, size)
    };
    let end = near.windows(2).rposition(apart).map_or(0, |at| at + 1);
    near.into_iter().take(end).collect()
}

/// A line with `#` for every number.
fn shape(words: &str) -> String {
    let mut shape = String::with_capacity(words.len());
    for c in words.chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

fn is_page_number(words: &str, number: u32, of: usize) -> bool {
    let words = words.to_lowercase();
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let mut numbers = Vec::new();
    for word in words.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '–' | '-')).filter(|w| !w.is_empty())
    {
        match word.parse::<usize>() {
            Ok(n) => numbers.push(n),
            Err(_) if matches!(word, "page" | "p." | "p" | "of") => {}
            Err(_) => return false,
        }
    }
    match numbers.as_slice() {
        [n] => of > 1 && *n == number as usize || words.starts_with('p'),
        [n, all] => n <= all && (*all == of || *n == number as usize),
        _ => false,
    }
}

/// The words of all lines, as far as they stand whole, in lower case.
fn words(laid: &[(u32, Vec<Column>)]) -> FxHashSet<String> {
    let lines = laid.iter().flat_map(|(_, columns)| columns).flatten();
    let words = lines.flat_map(|l| l.text.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c))));
    words.filter(|w| w.len() > 3 && !w.ends_with(is_hyphen)).map(str::to_lowercase).collect()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

/// How a line goes on from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    /// In the same sentence, for all that is known.
    Wrap,
    /// On a line of its own.
    Line,
    Paragraph,
}

/// The text so far.
#[derive(Default)]
struct Copy {
    text: String,
    parts: Vec<(usize, Part)>,
    words: FxHashSet<String>,
    /// The last line's size, and whether it runs to the end of its column.
    last: Option<(f64, bool)>,
}

impl Copy {
    /// Adds the lines of a column; `page` is given where it is the first of a page.
    fn column(&mut self, lines: &[&Line], page: Option<u32>) {
        let measure = Measure::of(lines);
        for (i, line) in lines.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|at| lines.get(at));
            let how = match (before, self.last) {
                (Some(before), _) => measure.between(before, line),
                (None, Some((size, filled))) => self.across(line, size, filled),
                (None, None) => Break::Paragraph,
            };
            let start = self.append(&line.text, how);
            if let Some(number) = page.filter(|_| i == 0) {
                self.parts.push((start, page_part(number)));
            }
            self.last = Some((line.size, measure.is_full(line)));
        }
    }

    /// Whether a column goes on with the paragraph at the end of the one before.
    fn across(&self, line: &Line, size: f64, filled: bool) -> Break {
        let goes_on = line.text.starts_with(|c: char| c.is_lowercase()) || !full_stop(&self.text) && filled;
        if same_size(size, line.size) && goes_on { Break::Wrap } else { Break::Paragraph }
    }

    /// Adds a line, and says where it begins.
    fn append(&mut self, line: &str, how: Break) -> usize {
        match how {
            _ if self.text.is_empty() => {}
            Break::Wrap => self.join(line),
            Break::Line => self.text.push('\n'),
            Break::Paragraph => self.text.push_str("\n\n"),
        }
        let start = self.text.len();
        self.text.push_str(line);
        start
    }

    /// Ends the text so that a line can follow in the same sentence: with a blank, or, where a word
    /// is broken, without its hyphen.
    fn join(&mut self, line: &str) {
        let Some(hyphen) = self.text.chars().next_back().filter(|c| is_hyphen(*c)) else {
            self.text.push(' ');
            return;
        };
        let broken = self.text.len() - hyphen.len_utf8();
        let word = |c: char| c.is_alphanumeric() || is_hyphen(c);
        let head = self.text.get(..broken).unwrap_or("").rsplit(|c: char| !word(c)).next().unwrap_or("");
        let tail = line.split(|c: char| !word(c)).next().unwrap_or("");
        let letters = head.ends_with(char::is_alphabetic) && tail.starts_with(char::is_lowercase);
        let known = |middle: &str| self.words.contains(&format!("{head}{middle}{tail}").to_lowercase());
        if hyphen == '\u{ad}' || letters && (known("") || !known("-") && !head.contains(is_hyphen)) {
            self.text.truncate(broken);
        } else if !head.is_empty() && tail.is_empty() {
            self.text.push(' ');
        }
    }
}

fn same_size(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.12 * a.max(b)
}

fn full_stop(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', '!', '?', ':', '…'])
}

/// How the lines of a column are set.
struct Measure {
    left: f64,
    right: f64,
    /// From line to line, each with the size of its letters.
    steps: Vec<(f64, f64)>,
}

impl Measure {
    fn of(lines: &[&Line]) -> Self {
        let steps = lines.windows(2).map(|p| (p[1].size, p[0].y - p[1].y)).filter(|(_, step)| *step > 0.0);
        let size = median(lines.iter().map(|l| l.size).collect());
        let copy = || lines.iter().filter(|l| same_size(l.size, size));
        Self {
            left: copy().map(|l| l.x0).fold(f64::INFINITY, f64::min),
            right: copy().map(|l| l.x1).fold(f64::NEG_INFINITY, f64::max),
            steps: steps.collect(),
        }
    }

    fn is_full(&self, line: &Line) -> bool {
        line.x1 > self.right - 0.12 * (self.right - self.left)
    }

    /// How a line goes on from the one above it.
    fn between(&self, above: &Line, line: &Line) -> Break {
        let step = above.y - line.y;
        let em = line.size.max(1.0);
        let usual = median(self.steps.iter().filter(|(size, _)| same_size(*size, line.size)).map(|s| s.1).collect());
        let indent = |from: f64| line.x0 - from > 0.7 * em;
        let indented = indent(above.x0) && indent(self.left) && line.x0 - self.left < 6.0 * em;
        if !same_size(above.size, line.size) || step > 1.3 * usual.min(2.0 * em) || indented && full_stop(&above.text) {
            return Break::Paragraph;
        }
        let item = line.text.starts_with(['•', '‣', '▪', '●', '–', '—']) && line.text.chars().nth(1) == Some(' ');
        if item || above.cells && line.cells || !self.is_full(above) && !self.had_to_wrap(above, line) {
            return Break::Line;
        }
        Break::Wrap
    }

    /// Whether the first word of a line would not have fitted on the one above, which is short.
    fn had_to_wrap(&self, above: &Line, line: &Line) -> bool {
        let letters = line.text.chars().count().max(1) as f64;
        let first = line.text.split(' ').next().unwrap_or("").chars().count() as f64 + 1.0;
        let width = (line.x1 - line.x0) / letters;
        above.x1 + first * width > self.right || above.text.ends_with(is_hyphen) || above.text.ends_with(',')
    }
}
