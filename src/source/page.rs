//! What a page says of itself around its copy: when it was published, by whom, under which title,
//! and what on it is no copy.

use super::format::Options;
use super::furniture::Label;
use super::words::Words;
use super::{directive, header, moment, script};
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

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Its first byte that is no white space.
    start: usize,
    /// One past its last.
    end: usize,
    /// A blank line, or the start of the text, stands before it.
    apart: bool,
    /// Why it is no copy.
    aside: Option<AsideReason>,
}

/// How many lines with copy may stand before a line that still belongs to the head.
const HEAD_COPY: usize = 3;

/// How many lines the head and the tail of a page have at most.
const HEAD: usize = 16;
const TAIL: usize = 6;

/// Words that lead up to a date or a place.
const LEADING: [&str; 22] = [
    "a", "about", "after", "and", "around", "as", "at", "before", "between", "by", "during", "for", "from", "in", "of",
    "on", "or", "since", "the", "till", "to", "until",
];

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
                lines.push(Line { start, end: start + words.len(), apart, aside: covered.map(|a| a.reason) });
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

    /// Whether a line is a sentence or more.
    fn is_copy(&self, line: &Line) -> bool {
        let words = self.words(line);
        let n = words.split_ascii_whitespace().take(COPY_WORDS).count();
        n >= COPY_WORDS
            || (n >= 5 && words.trim_end_matches(['”', '"', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…']))
    }

    /// The lines of the head that were not set aside, by index.
    fn head(&self) -> Vec<usize> {
        let mut copy = 0;
        let mut head = Vec::new();
        for (i, line) in self.lines.iter().enumerate().filter(|(_, l)| l.aside.is_none()) {
            if copy == HEAD_COPY || head.len() == HEAD {
                break;
            }
            copy += usize::from(self.is_copy(line));
            head.push(i);
        }
        head
    }

    /// Whether some line after `i` is copy.
    fn copy_follows(&self, i: usize) -> bool {
        let after = self.lines.get(i + 1..).unwrap_or(&[]);
        after.iter().filter(|l| l.aside.is_none()).take(2 * HEAD).any(|l| self.is_copy(l))
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

    /// Whether a header line may stand right under a headline, long as that is: a sentence that ended with it would
    /// have its full stop, and one that went on with a date or a place would lead up to it ("is due on").
    fn is_under_headline(&self, i: usize) -> bool {
        let (Some(line), Some(above)) = (self.lines.get(i), i.checked_sub(1).and_then(|b| self.lines.get(b))) else {
            return false;
        };
        let last = self.words(above).rsplit(' ').next().unwrap_or("");
        let leads = last.ends_with(',') || LEADING.contains(&last);
        let after = self.lines.get(i + 1).filter(|a| !a.apart);
        let ends = after.is_none_or(|a| !self.words(a).starts_with(char::is_lowercase));
        ends && !leads && !self.words(line).ends_with(['.', ','])
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

    /// Header lines in the head, and labelled ones in the tail; the date of the best of them.
    fn header(&mut self) -> Option<Instant> {
        let mut best: Option<(Label, Instant)> = None;
        let mut copy = false;
        let head = self.head();
        let last = self.lines.iter().enumerate().rev().filter(|(_, l)| l.aside.is_none()).take(TAIL).map(|(i, _)| i);
        let tail: Vec<usize> = last.filter(|i| !head.contains(i)).collect();
        for (n, &i) in head.iter().chain(tail.iter().rev()).enumerate() {
            let Some(line) = self.lines.get(i).copied() else { continue };
            copy |= n >= head.len();
            let Some(h) = header::read(self.words(&line), &self.options.furniture) else {
                copy |= self.is_copy(&line);
                continue;
            };
            let is_whole = h.end == line.end - line.start;
            // Further down only a line that says what it is counts, and a list of dates is copy.
            let fits =
                !is_whole || ((self.stands_alone(i) || self.is_under_headline(i)) && (copy || self.copy_follows(i)));
            if !fits || (h.label == Label::Bare && (copy || (h.only_date && self.is_timeline(i)))) {
                continue;
            }
            if is_whole {
                self.set_aside(i, AsideReason::Header);
            } else {
                self.parts.push(Aside { span: Span::new(line.start, line.start + h.end), reason: AsideReason::Header });
            }
            if best.is_none_or(|(label, _)| h.label < label) {
                best = Some((h.label, h.at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// Whether other lines below consist of a date as well.
    fn is_timeline(&self, i: usize) -> bool {
        let after = self.lines.get(i + 1..).unwrap_or(&[]).iter().take(200);
        let dates = after.filter(|l| l.end - l.start <= 40).filter(|l| {
            header::read(self.words(l), &self.options.furniture)
                .is_some_and(|h| h.only_date && h.end == l.end - l.start)
        });
        dates.take(2).count() == 2
    }

    /// The name of the newspaper above its date, where a headline follows.
    fn masthead(&mut self) -> Option<String> {
        let (first, second) = (self.lines.first()?, self.lines.get(1)?);
        let dated = first.aside.is_none() && second.aside == Some(AsideReason::Header);
        let name = self.words(first);
        let next = self.lines.iter().skip(2).find(|l| l.aside.is_none())?;
        if !dated || self.is_copy(next) || !header::is_masthead(name, &self.options.furniture) {
            return None;
        }
        self.set_aside(0, AsideReason::Header);
        Some(name.to_owned())
    }

    fn bylines(&mut self) {
        for i in self.head() {
            let Some(line) = self.lines.get(i).copied() else { continue };
            if self.is_copy(&line) {
                break;
            }
            let is = header::is_byline(self.words(&line), &self.options.furniture);
            if is && (self.stands_alone(i) || self.is_under_headline(i)) && self.copy_follows(i) {
                self.set_aside(i, AsideReason::Header);
            }
        }
    }

    /// The headline: the one known, or else the first line if it is one. Sets aside its repetition.
    fn title(&mut self, known: Option<&str>) -> Option<String> {
        let head = self.head();
        let first = *head.first()?;
        let line = self.lines.get(first)?;
        let words = self.words(line);
        let title = known.or_else(|| self.is_headline(first).then_some(words))?;
        let folded = Words::of(title);
        let mut seen = false;
        for i in head {
            let words = self.lines.get(i).map_or("", |l| self.words(l));
            if words.len() > 2 * title.len() + 40 {
                continue;
            }
            let here = Words::of(words);
            if here.len() > 0 && here.same(&folded) {
                if seen {
                    self.set_aside(i, AsideReason::Repeated);
                }
                seen = true;
            }
        }
        Some(title.to_owned())
    }

    /// A short line without a full stop, followed by copy.
    fn is_headline(&self, i: usize) -> bool {
        let Some(line) = self.lines.get(i) else { return false };
        let words = self.words(line);
        let n = words.split_ascii_whitespace().count();
        let ends = words.ends_with(['.', ';', ',', ':', '…', '-', '–', '—']);
        let begins = !words.starts_with(|c: char| c.is_lowercase() || matches!(c, '-' | '*' | '•'));
        // A wrapped paragraph's first line is as wide as the next.
        let after = self.lines.get(i + 1).filter(|a| !a.apart && a.aside.is_none());
        let wrapped = after.is_some_and(|a| words.len() >= 40 && a.end - a.start <= words.len() + words.len() / 4);
        (2..=26).contains(&n)
            && words.len() <= 200
            && begins
            && !ends
            && !wrapped
            && self.stands_alone(i)
            && self.copy_follows(i)
    }

    /// The date and the agency of the dateline.
    fn dateline(&self, document: &Document, options: &Options) -> (Option<Instant>, Option<String>) {
        for i in self.head() {
            let Some(line) = self.lines.get(i) else { continue };
            let part = self.parts.iter().find(|p| p.span.start as usize == line.start);
            let start = part.map_or(line.start, |p| p.span.end as usize);
            let words = self.text.get(start..line.end).unwrap_or("").trim_start();
            if let Some(found) = header::dateline(words) {
                let url = document.meta.url.as_deref().and_then(moment::in_address);
                let near = url.or(options.published);
                let at = found.date.and_then(|d| d.instant().or_else(|| d.instant_near(near?.date())));
                return (at, found.agency.map(str::to_owned));
            }
        }
        (None, None)
    }

    /// The agency that the tail names.
    fn credit(&mut self) -> Option<String> {
        let tail: Vec<usize> = (0..self.lines.len())
            .rev()
            .filter(|&i| self.lines.get(i).is_some_and(|l| l.aside.is_none()))
            .take(TAIL)
            .collect();
        for i in tail.into_iter().filter(|&i| i > 0) {
            let words = self.lines.get(i).map_or("", |l| self.words(l));
            let name = self.options.furniture.credit(words).filter(|_| self.stands_alone(i));
            if let Some(name) = name.map(str::to_owned) {
                self.set_aside(i, AsideReason::Header);
                return Some(name);
            }
        }
        None
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
mod tests {
    use super::*;

    /// A page read, as lines: what is known of it, then each stretch set aside.
    fn read(text: &str) -> String {
        let mut d = Document::plain("t", text);
        describe(&mut d, &Options::default());
        let mut lines = Vec::new();
        if let Some(p) = d.meta.published {
            lines.push(format!("published {} {:?}", p.at, p.from));
        }
        lines.extend(d.meta.title.map(|t| format!("title {t}")));
        lines.extend(d.meta.source.map(|s| format!("source {s}")));
        lines.extend(d.aside.iter().map(|a| format!("{:?}: {}", a.reason, a.span.of(text).replace('\n', "/"))));
        lines.join("\n")
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(read(text), expected.join("\n"), "in:\n{text}");
    }

    const COPY: &str =
        "The ferry to the islands will sail twice a day from Monday, the harbour board said in a statement.";

    #[test]
    fn dates() {
        check(
            &format!(" date 2025-11-29 \n\n\n\n{COPY}\n"),
            &["published 2025-11-29 Header", "Header: date 2025-11-29"],
        );
        check(
            &format!(" date 2025-10-01 NEW PORT: {COPY}"),
            &["published 2025-10-01 Header", "Header: date 2025-10-01"],
        );
        check(
            &format!("NEW PORT, March 3, 2025 (Harbour Wire) – {COPY}"),
            &["published 2025-03-03 Dateline", "source Harbour Wire"],
        );
        check(
            &format!("Ferry to sail twice a day\n\nUpdated: 5 March 2025\nPublished: 3 March 2025\n\n{COPY}"),
            &[
                "published 2025-03-03 Header",
                "title Ferry to sail twice a day",
                "Header: Updated: 5 March 2025/Published: 3 March 2025",
            ],
        );
        check(
            &format!("{COPY}\n\n{COPY}\n\n{COPY}\n\n{COPY}\n\nPublished on 3 March 2025"),
            &["published 2025-03-03 Header", "Header: Published on 3 March 2025"],
        );
        // The year of a dateline is not guessed.
        check(&format!("NEW PORT, Oct. 1 – {COPY}"), &[]);
    }

    #[test]
    fn a_text_that_is_but_a_date_is_copy() {
        check("5 December 2025", &[]);
        check("Published on 5 December 2025", &[]);
        check("Read more", &[]);
        check("News\nSport", &[]);
        check("", &[]);
    }

    #[test]
    fn a_list_of_dates_is_copy() {
        let text =
            format!("How the ferry came\n\n3 March 2020\n\n{COPY}\n\n4 May 2021\n\n{COPY}\n\n5 June 2022\n\n{COPY}");
        check(&text, &["title How the ferry came"]);
    }

    #[test]
    fn titles_and_mastheads() {
        check(
            &format!("Port Ansel Echo\nTuesday 4 November 2025\n\n“Sails do not pay”\n\nBy our staff\n\n{COPY}"),
            &[
                "published 2025-11-04 Header",
                "title “Sails do not pay”",
                "source Port Ansel Echo",
                "Header: Port Ansel Echo/Tuesday 4 November 2025",
                "Header: By our staff",
            ],
        );
        check(
            &format!(
                "Shop on Amazon\n\nFerry To Sail Twice A Day\n\nFerry to sail twice a day\n\n{COPY}\n\nPrevious Post Next Post\n\nنموذج الاتصال"
            ),
            &[
                "title Ferry To Sail Twice A Day",
                "Navigation: Shop on Amazon",
                "Repeated: Ferry to sail twice a day",
                "Navigation: Previous Post Next Post",
                "OtherScript: نموذج الاتصال",
            ],
        );
        check(&format!("{COPY}\n{COPY}"), &[]);
        check(
            "The ferry to the islands will sail twice a day from\nMonday, the harbour board said in a statement on\nSunday night.\n",
            &[],
        );
    }

    #[test]
    fn furniture() {
        check(
            &format!(
                "Home\nNews\nKarelund\nSport\nHarbour\n\n{COPY}\n\nAlso read: Who pays for it\n\n{COPY}\nAdvertisement\n{COPY}\n\nPrevious Post Next Postنموذج الاتصال\n© 2025 Harbour Media"
            ),
            &[
                "Navigation: Home/News/Karelund/Sport/Harbour",
                "Navigation: Also read: Who pays for it",
                "Notice: Advertisement",
                "Navigation: Previous Post Next Postنموذج الاتصال",
                "Notice: © 2025 Harbour Media",
            ],
        );
        // Wrapped copy may break so that a line looks like a link.
        check(
            "He told the pupils that they ought to put it away and\nread more\nbooks than they did, and fewer of the messages.",
            &[],
        );
        check(&format!("{COPY}\n\nBased On HNA Report"), &["source HNA", "Header: Based On HNA Report"]);
        check(&format!("{COPY}\n\nOslo\nBergen\nMoss\nTromsø\n\n{COPY}"), &[]);
    }
}
