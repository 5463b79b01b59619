//! What a page says of itself around its copy: when it was published, by whom, under which title,
//! and what on it is no copy.

mod head;

use super::format::Options;
use super::{directive, moment, script};
use crate::document::{Aside, AsideReason, Document, Published, PublishedFrom};
use crate::span::Span;
use crate::value::Instant;

/// Whether there is nothing to read.
pub(super) fn blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

/// Fills in what `document.meta` does not know yet from the document's text, and sets aside what is
/// no copy. What was set aside before stays so.
pub(super) fn describe(document: &mut Document, options: &Options) {
    directive::take(document);
    let mut page = Page::new(&document.text, &document.aside, options);
    page.furniture();
    page.other_script();
    let stated = page.header();
    let masthead = page.masthead();
    page.bylines();
    let title = page.title(document.meta.title.as_deref());
    let (dated, placed) = page.dateline(document, options);
    let credit = page.credit();
    document.aside = page.asides();
    let meta = &mut document.meta;
    if meta.title.is_none() {
        meta.title = title;
    }
    if meta.source.is_none() {
        meta.source = masthead.or(placed).or(credit);
    }
    let found = |at: Option<Instant>, from| at.map(|at| Published { at, from });
    meta.published = meta
        .published
        .or(found(stated, PublishedFrom::Header))
        .or(found(dated, PublishedFrom::Dateline))
        .or(found(meta.url.as_deref().and_then(moment::in_address), PublishedFrom::Metadata))
        .or(found(options.published, PublishedFrom::Option));
}

/// One or two capitalised words.
fn is_item(words: &str) -> bool {
    words.len() <= 30
        && words.split(' ').count() <= 2
        && words.split(' ').all(|w| w.starts_with(char::is_uppercase))
        && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '&'))
}

/// `words` without their letters of other scripts; `None` where they have none.
fn latin_part(words: &str) -> Option<String> {
    let other = |c: char| c.is_alphabetic() && script::of(c) != script::Script::Latin;
    (!script::is_surely_latin(words) && words.contains(other)).then(|| words.replace(other, ""))
}

/// Whether a line's words are a sentence or more.
fn is_copy(words: &str) -> bool {
    let n = words.split_ascii_whitespace().take(COPY_WORDS).count();
    n >= COPY_WORDS
        || (n >= 5 && words.trim_end_matches(['”', '"', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…']))
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Its first byte that is no white space.
    start: usize,
    /// One past its last.
    end: usize,
    /// A blank line, or the start of the text, stands before it.
    apart: bool,
    /// It is a sentence or more.
    copy: bool,
    /// Why it is no copy.
    aside: Option<AsideReason>,
}

/// How many lines with copy may stand before a line that still belongs to the head.
const HEAD_COPY: usize = 3;

/// How many lines the head and the tail of a page have at most.
const HEAD: usize = 16;
const TAIL: usize = 6;
/// A line of this many words is copy, whatever it ends with.
const COPY_WORDS: usize = 24;

struct Page<'d> {
    text: &'d str,
    options: &'d Options,
    lines: Vec<Line>,
    /// Parts of lines.
    parts: Vec<Aside>,
}

impl<'d> Page<'d> {
    fn new(text: &'d str, before: &[Aside], options: &'d Options) -> Self {
        let mut lines = Vec::with_capacity(text.len() / 80 + 4);
        let (mut at, mut apart) = (0, true);
        let bytes = text.as_bytes();
        let mut aside = before.iter().peekable();
        for end in memchr::memchr2_iter(b'\n', b'\r', bytes).chain([text.len()]) {
            let line = text.get(at..end).unwrap_or("");
            let words = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            let start = at + line.len() - words.len();
            let words = words.trim_end();
            if words.is_empty() {
                // The line feed of a pair ends no line of its own.
                apart |= end > at || (end > 0 && bytes.get(end - 1) != Some(&b'\r'));
            } else {
                while aside.next_if(|a| a.span.end as usize <= start).is_some() {}
                let covered = aside.peek().filter(|a| a.span.start as usize <= start);
                let aside = covered.map(|a| a.reason);
                lines.push(Line { start, end: start + words.len(), apart, copy: is_copy(words), aside });
                apart = false;
            }
            at = end + 1;
        }
        let parts = before.to_vec();
        Self { text, options, lines, parts }
    }

    fn words(&self, line: &Line) -> &'d str {
        self.text.get(line.start..line.end).unwrap_or("")
    }

    /// The lines of the head that were not set aside, by index.
    fn head(&self) -> Vec<usize> {
        let mut copy = 0;
        let mut head = Vec::new();
        for (i, line) in self.lines.iter().enumerate().filter(|(_, l)| l.aside.is_none()) {
            if copy == HEAD_COPY || head.len() == HEAD {
                break;
            }
            copy += usize::from(line.copy);
            head.push(i);
        }
        head
    }

    /// Whether some line after `i` is copy.
    fn copy_follows(&self, i: usize) -> bool {
        let after = self.lines.get(i + 1..).unwrap_or(&[]);
        after.iter().filter(|l| l.aside.is_none()).take(2 * HEAD).any(|l| l.copy)
    }

    /// Whether a line stands for itself and does not go on with the sentence of its neighbours.
    fn stands_alone(&self, i: usize) -> bool {
        let Some(line) = self.lines.get(i) else { return false };
        let before = i.checked_sub(1).and_then(|b| self.lines.get(b)).filter(|_| !line.apart);
        let begins = before.is_none_or(|b| b.aside.is_some() || !self.goes_on(b));
        let after = self.lines.get(i + 1).filter(|a| !a.apart);
        let ends = after.is_none_or(|a| !self.words(a).starts_with(char::is_lowercase));
        begins && ends
    }

    /// Whether a line breaks off in a sentence, as a wrapped line does.
    fn goes_on(&self, line: &Line) -> bool {
        let words = self.words(line);
        words.len() >= 40 && !words.ends_with(['.', '!', '?', '”', '"', '…', ':'])
    }

    fn set_aside(&mut self, i: usize, reason: AsideReason) {
        if let Some(line) = self.lines.get_mut(i) {
            line.aside.get_or_insert(reason);
        }
    }

    fn furniture(&mut self) {
        // A text of one line is somebody's sentence, however it is worded.
        if self.lines.len() < 2 {
            return;
        }
        let furniture = &self.options.furniture;
        let mut run = 0;
        for i in 0..self.lines.len() {
            let Some(line) = self.lines.get(i).copied() else { continue };
            let words = self.words(&line);
            if line.aside.is_none() {
                let reason = furniture.reason(words).or_else(|| {
                    // A footer in another script may be glued to the navigation.
                    let rest = latin_part(words).filter(|_| words.len() < 200)?;
                    furniture.reason(rest.trim())
                });
                if let Some(reason) = reason.filter(|_| self.stands_alone(i)) {
                    self.set_aside(i, reason);
                }
            }
            if !is_item(words) {
                self.menu(run..i);
                run = i + 1;
            }
        }
        self.menu(run..self.lines.len());
    }

    /// Sets aside a menu printed a line an item, where at least two of four or more items are words
    /// of menus.
    fn menu(&mut self, items: std::ops::Range<usize>) {
        if items.len() < 4 {
            return;
        }
        let words = items.clone().filter_map(|i| self.lines.get(i)).map(|l| self.words(l));
        if words.filter(|w| self.options.furniture.is_menu_item(w)).take(2).count() == 2 {
            items.for_each(|i| self.set_aside(i, AsideReason::Navigation));
        }
    }

    fn other_script(&mut self) {
        if self.lines.len() < 2 || script::is_surely_latin(self.text) {
            return;
        }
        let mut all = script::Letters::default();
        self.lines.iter().filter(|l| l.aside.is_none()).for_each(|l| all.add(self.words(l)));
        let Some(main) = all.nearly_all() else { return };
        for i in 0..self.lines.len() {
            let Some(words) = self.lines.get(i).map(|l| self.words(l)).filter(|w| !w.is_ascii()) else { continue };
            if script::Letters::of(words).nearly_all().is_some_and(|s| s != main) {
                self.set_aside(i, AsideReason::OtherScript);
            }
        }
    }

    /// Everything that was set aside, in order; lines in a row with one reason are one stretch.
    fn asides(self) -> Vec<Aside> {
        let mut all = self.parts;
        if self.lines.iter().any(|l| l.aside.is_none()) {
            let mut open: Option<Aside> = None;
            for line in &self.lines {
                let span = Span::new(line.start, line.end);
                match (&mut open, line.aside) {
                    (Some(o), Some(reason)) if o.reason == reason => o.span = o.span.cover(span),
                    (o, reason) => {
                        all.extend(o.take());
                        *o = reason.map(|reason| Aside { span, reason });
                    }
                }
            }
            all.extend(open);
        }
        all.sort_by_key(|a| (a.span.start, std::cmp::Reverse(a.span.end)));
        all.dedup_by(|b, a| a.span.overlaps(b.span));
        all
    }
}

#[cfg(test)]
mod tests;
