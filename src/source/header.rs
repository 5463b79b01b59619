//! Lines that say when, where and by whom a page was published.

use super::furniture::{Furniture, Label};
use super::moment::{self, Written};
use super::words::Words;
use crate::bytes;
use crate::value::Instant;

/// What a header line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// The date.
    pub(super) at: Instant,
    /// What it is the date of.
    pub(super) label: Label,
    /// How much of the line is header: all of it, or the part before copy on the same line.
    pub(super) end: usize,
    /// Whether nothing but a date stands there.
    pub(super) only_date: bool,
}

/// Longer lines are copy.
const LONGEST: usize = 200;

/// Words in a part of a header line that is no date: "By Ana Petrova", "Coast News Agency".
const PART_WORDS: usize = 6;

/// Parts of a header line are set apart by these.
const PARTS: [char; 9] = ['|', '•', '·', '/', '–', '—', '-', ',', '\t'];

/// The header that `line` is, or begins with: " date 2025-11-29 ", "By Ana Petrova | Updated: 3
/// March 2025, 10:30 IST", " date 2025-10-01 PARIS: The…".
pub(super) fn read(line: &str, furniture: &Furniture) -> Option<Header> {
    if !has_digit_early(line) {
        return None;
    }
    whole(line, furniture).or_else(|| prefix(line, furniture))
}

/// A date has a digit, and a header is short: most copy is told by this alone.
fn has_digit_early(line: &str) -> bool {
    let early = line.as_bytes().get(..LONGEST).unwrap_or(line.as_bytes());
    bytes::any(early, |b| b.is_ascii_digit())
}

fn whole(line: &str, furniture: &Furniture) -> Option<Header> {
    if line.len() > LONGEST {
        return None;
    }
    let mut at = 0;
    let mut found: Option<(Instant, Label)> = None;
    let mut label = Label::Bare;
    let mut others = 0;
    while let Some(rest) = line.get(at..).filter(|r| !r.is_empty()) {
        let skipped = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || PARTS.contains(&c)).len();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        if let Some((len, l)) = labelled(rest, furniture) {
            label = l;
            at += len;
        } else if let Some(w) = moment::written(rest).filter(|w| ends_part(rest, w.len)) {
            let instant = w.instant()?;
            // Of "Published 3 May, updated 5 May" the first counts.
            if found.is_none_or(|(_, l)| label < l) {
                found = Some((instant, label));
            }
            at += w.len;
            label = Label::Bare;
        } else {
            let len = part(rest);
            let words = rest.get(..len)?;
            if !is_part(words, furniture) {
                return None;
            }
            others += 1;
            at += len;
        }
    }
    let (instant, label) = found?;
    (others <= 4).then_some(Header {
        at: instant,
        label,
        end: line.len(),
        only_date: others == 0 && label == Label::Bare,
    })
}

/// A header with copy after it on the same line; only after a word that says so.
fn prefix(line: &str, furniture: &Furniture) -> Option<Header> {
    let (len, label) = labelled(line, furniture)?;
    let after = line.get(len..)?;
    let blanks = after.len() - after.trim_start().len();
    let w = moment::written(after.get(blanks..)?)?;
    let end = len + blanks + w.len;
    let rest = line.get(end..)?;
    let mark = rest.trim_start();
    let parted = mark.starts_with(['|', '–', '—', '-', ':', '.', ';']) || upper_place(mark) > 0;
    let end = end
        + if parted && upper_place(mark) == 0 { rest.len() - mark.len() + mark.chars().next()?.len_utf8() } else { 0 };
    parted.then_some(Header { at: w.instant()?, label, end, only_date: false })
}

/// The word before a date, and how far it reaches.
fn labelled(rest: &str, furniture: &Furniture) -> Option<(usize, Label)> {
    let head = rest.get(..rest.char_indices().nth(48).map_or(rest.len(), |(i, _)| i))?;
    if !furniture.labels.may_open(&Words::opening(head)) {
        return None;
    }
    let words = Words::of(head);
    let (n, label) = furniture.labels.longest(&words, 0, |_, _| true).filter(|_| words.start(0) == Some(0))?;
    let end = words.end(n - 1);
    let after = rest.get(end..)?.trim_start_matches([' ', ':', '\t', '\u{a0}']);
    Some((rest.len() - after.len(), label))
}

/// Whether a date of `len` bytes fills its part of the line.
fn ends_part(rest: &str, len: usize) -> bool {
    let after = rest.get(len..).unwrap_or("").trim_start();
    after.is_empty() || after.starts_with(PARTS) || after.starts_with(['(', ')', ']', '.'])
}

/// How far a part that is no date reaches: to the next mark that parts, or to a comma before a
/// date.
fn part(rest: &str) -> usize {
    let mut before = ' ';
    for (at, c) in rest.char_indices().skip(1) {
        let next = rest.get(at + c.len_utf8()..).unwrap_or("");
        let spaced = before.is_whitespace() && next.starts_with(char::is_whitespace);
        let parts = match c {
            '|' | '•' | '·' | '\t' => true,
            '–' | '—' | '-' | '/' => spaced,
            ',' => moment::written(next.trim_start()).is_some(),
            _ => false,
        };
        if parts {
            return at;
        }
        before = c;
    }
    rest.len()
}

/// Whether words beside a date are a name, a place or a byline.
fn is_part(words: &str, furniture: &Furniture) -> bool {
    let words = words.trim().trim_end_matches(')');
    let n = words.split_whitespace().count();
    let read = Words::of(words);
    let line = furniture.bylines.longest(&read, 0, |_, ()| true).is_some() || furniture.reason(words).is_some();
    let sentence = words.ends_with(['.', '!', '?', ';', ':', '”', '"']);
    let capital = words.split_whitespace().filter(|w| w.starts_with(|c: char| c.is_lowercase())).count() <= n / 3;
    // "By Ana Petrova, Rail & Harbour Weekly"
    let short = words.split(',').all(|piece| piece.split_whitespace().count() <= PART_WORDS);
    short && n <= 2 * PART_WORDS && !sentence && (line || capital)
}

/// A writer's line: "By Ana Petrova", "From our correspondent in Paris".
pub(super) fn is_byline(line: &str, furniture: &Furniture) -> bool {
    if line.len() > LONGEST || line.ends_with(['.', '!', '?', ':', '”', '"']) {
        return false;
    }
    if !furniture.bylines.may_open(&Words::opening(line)) {
        return false;
    }
    let words = Words::of(line);
    let Some((n, ())) = furniture.bylines.longest(&words, 0, |_, ()| true) else { return false };
    if words.len() > n + 8 {
        return false;
    }
    let rest = words.start(n).and_then(|at| line.get(at..)).unwrap_or("");
    rest.is_empty() || rest.starts_with(char::is_uppercase) || matches!(words.get(n), "our" | "a" | "in" | "and")
}

/// Whether a line is the name of a newspaper, agency or station.
pub(super) fn is_masthead(line: &str, furniture: &Furniture) -> bool {
    let words = Words::of(line);
    let named = (0..words.len()).any(|i| furniture.mastheads.longest(&words, i, |_, ()| true).is_some());
    let small = ["the", "of", "and", "de", "la", "le", "der", "die", "das"];
    let capitals = line.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || small.contains(&w));
    (1..=5).contains(&words.len()) && named && capitals && !line.ends_with(['.', '!', '?', ':'])
}

/// What a dateline says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Dateline<'l> {
    /// The date, perhaps without its year.
    pub(super) date: Option<Written>,
    /// The agency.
    pub(super) agency: Option<&'l str>,
}

/// The dateline that a line begins with: "PARIS, March 3, 2025 (Agency) –", "Oslo, 3 March
/// (Agency):", "MOSCOW, March 3. /AGENCY/."; `None` where neither a date nor an agency is named.
pub(super) fn dateline(line: &str) -> Option<Dateline<'_>> {
    let mut found = Dateline::default();
    let upper = upper_place(line);
    let mut rest = line.get(if upper > 0 { upper } else { title_place(line) }..)?;
    let placed = rest.len() < line.len();
    if placed {
        rest = region(rest);
    }
    let before = rest.trim_start_matches([',', ' ', '\t', '\u{a0}']);
    if let Some(w) = moment::written(before).filter(|_| before.len() < rest.len() || !placed) {
        found.date = Some(w);
        rest = before.get(w.len..)?;
    }
    rest = rest.trim_start();
    let mut stopped = false;
    if found.date.is_some() {
        let after = rest.trim_start_matches(['.', ',']);
        stopped = after.len() < rest.len();
        rest = after.trim_start();
    }
    if let Some((name, after)) = agency(rest) {
        found.agency = Some(name);
        rest = after.trim_start();
    }
    let parted = rest.starts_with(['–', '—', '-', ':', '―']) || (found.agency.is_some() && rest.starts_with('.'));
    let sure = parted || (stopped && upper > 0 && found.date.is_some_and(|d| d.year.is_some()));
    // "March 3 (Agency) -": without a place, only both together.
    let enough = if placed { found.date.is_some() || found.agency.is_some() } else { found.agency.is_some() };
    (sure && enough).then_some(found)
}

/// The length of a place in capitals at the start of a line: "NEW DELHI", "ST. PETERSBURG",
/// "PARIS/ROME"; 0 where there is none.
fn upper_place(line: &str) -> usize {
    let (mut end, mut letters, mut words) = (0, 0, 0);
    for word in line.split_inclusive([' ', '/']) {
        let bare = word.trim_end_matches([' ', '/', ',', ':', '–', '—', '-']);
        let upper = bare.chars().filter(|c| c.is_uppercase()).count();
        let fine = upper > 0 && bare.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '’' | '\''));
        // A month in capitals after a comma belongs to the date.
        if !fine || words == 5 {
            break;
        }
        letters += upper;
        words += 1;
        end = line.len().min(end_of(line, word, bare));
        if word.trim_end().len() > bare.len() && !word.ends_with('/') {
            break;
        }
    }
    if letters >= 3 { end } else { 0 }
}

fn end_of(line: &str, word: &str, bare: &str) -> usize {
    (word.as_ptr() as usize - line.as_ptr() as usize) + bare.len()
}

/// The length of a place in small letters: one to three capitalised words.
fn title_place(line: &str) -> usize {
    let mut end = 0;
    for word in line.split_inclusive(' ').take(3) {
        let bare = word.trim_end_matches([' ', ',', ':']);
        if !bare.starts_with(char::is_uppercase)
            || !bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.'))
        {
            break;
        }
        if moment::written(line.get(end_of(line, word, "")..).unwrap_or("")).is_some() {
            break;
        }
        end = end_of(line, word, bare);
        if word.trim_end().len() > bare.len() {
            break;
        }
    }
    end
}

/// What follows a region or country after the place: ", England", " [India]".
fn region(rest: &str) -> &str {
    let trimmed = rest.trim_start();
    if let Some((inner, after)) = trimmed.strip_prefix('[').and_then(|r| r.split_once(']')) {
        return if inner.len() <= 30 { after } else { rest };
    }
    let Some(after) = trimmed.strip_prefix(',').map(str::trim_start) else { return rest };
    if moment::written(after).is_some() {
        return rest;
    }
    let len = title_place(after).max(upper_place(after));
    if len > 0 { after.get(len..).unwrap_or(rest) } else { rest }
}

/// An agency in brackets or between strokes, and what follows.
fn agency(rest: &str) -> Option<(&str, &str)> {
    let close = match rest.chars().next()? {
        '(' => ')',
        '/' => '/',
        '[' => ']',
        _ => return None,
    };
    let (name, after) = rest.get(1..)?.split_once(close)?;
    let name = name.trim();
    let fine = name.starts_with(char::is_uppercase) && name.len() <= 60 && name.split_whitespace().count() <= 6;
    fine.then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        let f = Furniture::bundled();
        let cases = [
            (" date 2025-11-29 ", "2025-11-29", ""),
            ("date 2025-10-01 NEW PORT: The talks", "2025-10-01", " NEW PORT: The talks"),
            ("Published: 3 March 2025", "2025-03-03", ""),
            ("Published 3 March 2025", "2025-03-03", ""),
            ("Date: 3 March 2025", "2025-03-03", ""),
            ("Updated on 3 March 2025, 10:30 IST", "2025-03-03T10:30:00", ""),
            ("Posted on March 3, 2025 by Ana Petrova", "", "-"),
            ("Posted on March 3, 2025 | by Ana Petrova", "2025-03-03", ""),
            ("By Ana Petrova | Updated: 5 March 2025 | Published: 3 March 2025", "2025-03-03", ""),
            ("Ana Petrova, Harbour Wire | 3 March 2025 10:30 AM GMT", "2025-03-03T10:30:00", ""),
            ("3 March 2025", "2025-03-03", ""),
            ("Tbilisi, Monday, May 4, 2026", "2026-05-04", ""),
            ("Tuesday 4 November 2025", "2025-11-04", ""),
            ("Last updated: 2025-03-03T10:30:00Z - 5 min read", "2025-03-03T10:30:00", ""),
            ("Published: 3 March 2025. The minister said", "2025-03-03", " The minister said"),
            ("The talks begin on 3 March 2025", "", "-"),
            ("3 March 2025 was a cold day", "", "-"),
            ("Talks set for 3 March 2025, says minister", "", "-"),
            ("Date 3 March 2025 is fixed for the vote", "", "-"),
            ("Published on 3 March 2025 in Paris, the report says that", "", "-"),
            ("", "", "-"),
        ];
        for (line, date, rest) in cases {
            let found = read(line.trim(), &f);
            assert_eq!(found.map_or(String::new(), |h| h.at.to_string()), date, "{line}");
            let after = found.map_or("-", |h| &line.trim()[h.end..]);
            assert_eq!(after, rest, "{line}");
        }
    }

    #[test]
    fn datelines() {
        let cases = [
            ("PARIS, March 3, 2025 (Agency) – The", "2025-03-03", "Agency"),
            ("PORT ANSEL, England, 3 November 2025 (Northern Wire) – Steel", "2025-11-03", "Northern Wire"),
            ("NAIROBI, DECEMBER 22, 2025 (PNS): The", "2025-12-22", "PNS"),
            ("NAIROBI, Kenya (Meridian Press) — The", "", "Meridian Press"),
            ("ASTANA, May 6, 2026. Two visitors", "2026-05-06", ""),
            ("NEW DELHI, Oct. 1 — The", "10-01", ""),
            ("New Delhi [India], October 1 (ANS): The", "10-01", "ANS"),
            ("Oslo, 3 March 2025 (NW) - The", "2025-03-03", "NW"),
            ("MOSCOW, March 3. /NTASS/. The", "03-03", "NTASS"),
            ("March 3 (Harbour Wire) - Oil fell", "03-03", "Harbour Wire"),
            ("(Harbour Wire) – Oil fell", "", "Harbour Wire"),
            ("AL-QASR, June 9, 2025 (Gulf Monitor) — Exports", "2025-06-09", "Gulf Monitor"),
            ("PARIS/ROME, March 3, 2025 (NW) -- The", "2025-03-03", "NW"),
            ("WASHINGTON — The", "none", ""),
            ("KUANTAN: Roads", "none", ""),
            ("The Shanghai Cooperation Organisation (SCO) – a club –", "none", ""),
            ("May 4 was a Monday – the first", "none", ""),
            ("Modi (Agency) said", "none", ""),
            ("", "none", ""),
        ];
        for (line, date, name) in cases {
            let found = dateline(line);
            let written = found.map_or("none".to_owned(), |d| {
                d.date.map_or(String::new(), |w| {
                    let near = chrono::NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
                    let all = w.instant_near(near).unwrap().to_string();
                    if w.year.is_some() { all } else { all[5..].to_owned() }
                })
            });
            assert_eq!(written, date, "{line}");
            assert_eq!(found.and_then(|d| d.agency).unwrap_or(""), name, "{line}");
        }
    }

    #[test]
    fn bylines_and_mastheads() {
        let f = Furniture::bundled();
        for line in [
            "By Ana Petrova",
            "By our staff in Port Ansel",
            "By Ana Petrova and Bo Lund",
            "Agencies",
            "By our economics editor",
        ] {
            assert!(is_byline(line, &f), "{line}");
        }
        for line in [
            "By the end of the year",
            "By 2030 the fleet will double",
            "By Monday.",
            "Bypass opens",
            "Bystanders saw it",
        ] {
            assert!(!is_byline(line, &f), "{line}");
        }
        for line in ["Port Ansel Echo", "The Valdoria Courier", "THE TIMES OF HARBOUR"] {
            assert!(is_masthead(line, &f), "{line}");
        }
        for line in ["Minister Quits Over Ferry Deal", "Echo of a war long past heard again", "Prices rise"] {
            assert!(!is_masthead(line, &f), "{line}");
        }
    }
}
