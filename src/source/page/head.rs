//! What the head and the tail of a page say of it: when, where and by whom it was published, its headline.

use super::{Page, TAIL};
use crate::document::{Aside, AsideReason, Document};
use crate::source::format::Options;
use crate::source::furniture::Label;
use crate::source::words::Words;
use crate::source::{header, moment};
use crate::span::Span;
use crate::value::Instant;

/// Words that lead up to a date or a place.
const LEADING: [&str; 22] = [
    "a", "about", "after", "and", "around", "as", "at", "before", "between", "by", "during", "for", "from", "in", "of",
    "on", "or", "since", "the", "till", "to", "until",
];

impl Page<'_> {
    /// Header lines in the head, and labelled ones in the tail; the date of the best of them.
    pub(super) fn header(&mut self) -> Option<Instant> {
        let mut best: Option<(Label, Instant)> = None;
        let mut copy = false;
        let head = self.head();
        let last = self.lines.iter().enumerate().rev().filter(|(_, l)| l.aside.is_none()).take(TAIL).map(|(i, _)| i);
        let tail: Vec<usize> = last.filter(|i| !head.contains(i)).collect();
        for (n, &i) in head.iter().chain(tail.iter().rev()).enumerate() {
            let Some(line) = self.lines.get(i).copied() else { continue };
            copy |= n >= head.len();
            let Some(h) = header::read(self.words(&line), &self.options.furniture) else {
                copy |= line.copy;
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
    pub(super) fn masthead(&mut self) -> Option<String> {
        let (first, second) = (self.lines.first()?, self.lines.get(1)?);
        let dated = first.aside.is_none() && second.aside == Some(AsideReason::Header);
        let name = self.words(first);
        let next = self.lines.iter().skip(2).find(|l| l.aside.is_none())?;
        if !dated || next.copy || !header::is_masthead(name, &self.options.furniture) {
            return None;
        }
        self.set_aside(0, AsideReason::Header);
        Some(name.to_owned())
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

    pub(super) fn bylines(&mut self) {
        for i in self.head() {
            let Some(line) = self.lines.get(i).copied() else { continue };
            if line.copy {
                break;
            }
            let is = header::is_byline(self.words(&line), &self.options.furniture);
            if is && (self.stands_alone(i) || self.is_under_headline(i)) && self.copy_follows(i) {
                self.set_aside(i, AsideReason::Header);
            }
        }
    }

    /// The headline: the one known, or else the first line if it is one. Sets aside its repetition.
    pub(super) fn title(&mut self, known: Option<&str>) -> Option<String> {
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
    pub(super) fn dateline(&self, document: &Document, options: &Options) -> (Option<Instant>, Option<String>) {
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
    pub(super) fn credit(&mut self) -> Option<String> {
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
}
