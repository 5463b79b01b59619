//! Dates as headers, records and datelines write them. Dates in running copy are the business of
//! `recognise`.

use crate::value::Instant;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// A date as written, with its time of day where one follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// `None` where the year is left out.
    pub(super) year: Option<i32>,
    month: u32,
    day: u32,
    time: Option<NaiveTime>,
    /// Its length in bytes.
    pub(super) len: usize,
}

impl Written {
    /// The moment; `None` without a year, or for a day that no calendar has.
    pub(super) fn instant(&self) -> Option<Instant> {
        self.in_year(self.year?)
    }

    fn in_year(&self, year: i32) -> Option<Instant> {
        let date = NaiveDate::from_ymd_opt(year, self.month, self.day)?;
        Some(self.time.map_or(Instant::Date(date), |t| Instant::Time(date.and_time(t))))
    }

    /// The moment, its year being the one that brings it closest to `near` where none is written.
    pub(super) fn instant_near(&self, near: NaiveDate) -> Option<Instant> {
        if self.year.is_some() {
            return self.instant();
        }
        let years = near.year().saturating_sub(1)..=near.year().saturating_add(1);
        years.filter_map(|y| self.in_year(y)).min_by_key(|i| (i.date() - near).num_days().abs())
    }

    /// Whether the date exists, in some year where none is written.
    fn exists(&self) -> bool {
        self.in_year(self.year.unwrap_or(2000)).is_some()
    }
}

/// The moment that the whole of `words` is, such as a record's `published`.
///
/// Reads ISO 8601 (`2025-12-05`, `20251205`), RFC 3339, RFC 2822 and dates in words ("3 March
/// 2025", "Monday, March 3, 2025 at 10:00 AM").
pub(super) fn whole(words: &str) -> Option<Instant> {
    let words = words.trim();
    if words.len() == 8 && words.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(words, "%Y%m%d").ok().map(Instant::Date);
    }
    // The basic form of ISO 8601, as NITF writes it.
    let basic = words.get(..15).and_then(|w| NaiveDateTime::parse_from_str(w, "%Y%m%dT%H%M%S").ok());
    if basic.is_some() {
        return basic.map(Instant::Time);
    }
    written(words).filter(|w| w.len == words.len()).and_then(|w| w.instant())
}

/// The date that `words` begin with; `None` where they begin with none, or with one that has no
/// reading that holds everywhere, such as 3/4/2025.
pub(super) fn written(words: &str) -> Option<Written> {
    let mut c = Cursor { rest: words };
    // "20:12 IST, 1 October 2025"
    let mut ahead = c;
    let early = ahead.time().filter(|_| ahead.date_follows());
    if early.is_some() {
        c = ahead;
    }
    c.weekday();
    let (year, month, day) = c.date()?;
    if c.rest.starts_with(|ch: char| ch.is_alphanumeric() && ch != 'T') {
        return None;
    }
    let mut after = c;
    let late = if early.is_none() && after.before_time() { after.time() } else { None };
    if late.is_some() {
        c = after;
    }
    let found = Written { year, month, day, time: early.or(late), len: words.len() - c.rest.len() };
    found.exists().then_some(found)
}

/// The date in an address such as `https://example.com/world/2025/10/01/summit` or
/// `https://example.com/world/2025-10-01-summit`.
pub(super) fn in_address(url: &str) -> Option<Instant> {
    let parts: Vec<&str> = url.split('/').collect();
    let number = |s: &str, len: usize| (s.len() == len).then(|| s.parse::<u32>().ok()).flatten();
    let mut dates = parts.windows(3).filter_map(|w| {
        let [year, month, day] = w else { return None };
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        (1900..2200).contains(&year).then(|| NaiveDate::from_ymd_opt(year as i32, month, day)).flatten()
    });
    let dashed = || parts.iter().rev().find_map(|p| NaiveDate::parse_from_str(p.get(..10)?, "%Y-%m-%d").ok());
    dates.next_back().or_else(dashed).map(Instant::Date)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Abbreviations of time zones that may follow a time of day.
const ZONES: &[&str] = &[
    "z", "utc", "gmt", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "ist", "bst",
    "cet", "cest", "eet", "eest", "wet", "west", "msk", "pkt", "jst", "kst", "hkt", "sgt", "sst", "wib", "aest",
    "aedt", "acst", "awst", "nzst", "nzdt", "sast", "eat", "wat", "cat", "brt", "art", "gst", "ast", "npt", "pht",
];

#[derive(Clone, Copy)]
struct Cursor<'w> {
    rest: &'w str,
}

impl<'w> Cursor<'w> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}']);
    }

    fn eat(&mut self, any: &[char]) -> Option<char> {
        let c = self.rest.chars().next().filter(|c| any.contains(c))?;
        self.rest = self.rest.get(c.len_utf8()..)?;
        Some(c)
    }

    /// Between `least` and `most` digits, and no more.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let len = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&len) {
            return None;
        }
        let (number, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        number.parse().ok()
    }

    /// The run of ASCII letters ahead, without taking it.
    fn word(&self) -> &'w str {
        let len = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        self.rest.get(..len).unwrap_or("")
    }

    fn take(&mut self, len: usize) {
        self.rest = self.rest.get(len..).unwrap_or("");
    }

    /// Takes the word ahead if it is one of `names`, written out or cut to three or four letters.
    fn name(&mut self, names: &[&str]) -> Option<usize> {
        let word = self.word();
        if word.len() < 3 {
            return None;
        }
        let found = names.iter().position(|name| {
            let start = name.get(..word.len()).filter(|s| word.len() <= 5 || s.len() == name.len());
            start.is_some_and(|s| s.eq_ignore_ascii_case(word))
        })?;
        self.take(word.len());
        self.eat(&['.']);
        Some(found)
    }

    fn weekday(&mut self) {
        let mut ahead = *self;
        if ahead.name(&WEEKDAYS).is_some() {
            ahead.blanks();
            ahead.eat(&[',']);
            ahead.blanks();
            *self = ahead;
        }
    }

    fn date_follows(&self) -> bool {
        let mut ahead = *self;
        ahead.weekday();
        ahead.date().is_some()
    }

    fn date(&mut self) -> Option<(Option<i32>, u32, u32)> {
        for form in [Self::year_first, Self::month_first, Self::day_first, Self::figures] {
            let mut ahead = *self;
            if let Some(found) = form(&mut ahead).filter(|f| f.0.is_none_or(|y| (1500..2200).contains(&y))) {
                *self = ahead;
                return Some(found);
            }
        }
        None
    }

    /// 2025-12-05
    fn year_first(&mut self) -> Option<(Option<i32>, u32, u32)> {
        let year = self.digits(4, 4)?;
        let mark = self.eat(&['-', '/', '.'])?;
        let month = self.digits(1, 2)?;
        self.eat(&[mark])?;
        Some((Some(year as i32), month, self.digits(1, 2)?))
    }

    /// December 5, 2025; Dec. 5
    fn month_first(&mut self) -> Option<(Option<i32>, u32, u32)> {
        let month = self.name(&MONTHS)? as u32 + 1;
        self.blanks();
        let day = self.day()?;
        Some((self.year(), month, day))
    }

    /// 5 December 2025; 5-Dec-2025; 5th of December
    fn day_first(&mut self) -> Option<(Option<i32>, u32, u32)> {
        let day = self.day()?;
        self.blanks();
        self.eat(&['-', '/']);
        if self.word().eq_ignore_ascii_case("of") {
            self.take(2);
            self.blanks();
        }
        let month = self.name(&MONTHS)? as u32 + 1;
        Some((self.year(), month, day))
    }

    /// 05.12.2025; 25/12/2025, but not 5/12/2025, which is two days in two countries
    fn figures(&mut self) -> Option<(Option<i32>, u32, u32)> {
        let first = self.digits(1, 2)?;
        let mark = self.eat(&['.', '/', '-'])?;
        let second = self.digits(1, 2)?;
        self.eat(&[mark])?;
        let year = Some(self.digits(4, 4)? as i32);
        match (first, second) {
            (day, month) if mark == '.' || day > 12 || day == month => Some((year, month, day)),
            (month, day) if day > 12 => Some((year, month, day)),
            _ => None,
        }
    }

    fn day(&mut self) -> Option<u32> {
        let day = self.digits(1, 2)?;
        if matches!(self.word().to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th") {
            self.take(2);
        }
        Some(day)
    }

    /// The year after a day and a month, if one is there.
    fn year(&mut self) -> Option<i32> {
        let mut ahead = *self;
        ahead.eat(&[',']);
        ahead.blanks();
        ahead.eat(&['-', '/', ',']);
        let year = ahead.digits(4, 4)? as i32;
        *self = ahead;
        Some(year)
    }

    /// What may stand between a date and a time of day.
    fn before_time(&mut self) -> bool {
        if self.eat(&['T']).is_some() {
            return self.rest.starts_with(|c: char| c.is_ascii_digit());
        }
        let before = self.rest.len();
        self.blanks();
        self.eat(&[',', '|', '-', '–', '—', '/', '•', '·']);
        self.blanks();
        for word in ["at", "on", "@"] {
            if let Some(rest) = self.rest.get(..word.len()).filter(|r| r.eq_ignore_ascii_case(word)) {
                self.take(rest.len());
                self.blanks();
            }
        }
        self.rest.len() < before
    }

    /// 10:30, 10:30:05.123+05:30, 10.30 am, 9 pm IST
    fn time(&mut self) -> Option<NaiveTime> {
        let mut c = *self;
        let hour = c.digits(1, 2)?;
        let minute = c.eat(&[':', '.']).and_then(|_| c.digits(2, 2));
        let second = minute.and_then(|_| c.eat(&[':'])).and_then(|_| c.digits(2, 2));
        if second.is_some() && c.eat(&['.', ',']).is_some() {
            let fraction = c.rest.bytes().take_while(u8::is_ascii_digit).count();
            c.take(fraction);
        }
        let half = c.half_of_day();
        if minute.is_none() && half.is_none() {
            return None;
        }
        let hour = match (half, hour) {
            (None, h) => h,
            (Some(pm), h @ 1..=12) => h % 12 + if pm { 12 } else { 0 },
            _ => return None,
        };
        c.zone();
        let time = NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), second.unwrap_or(0))?;
        c.blanks_and_comma_before_date();
        *self = c;
        Some(time)
    }

    fn blanks_and_comma_before_date(&mut self) {
        let mut ahead = *self;
        ahead.blanks();
        ahead.eat(&[',']);
        ahead.blanks();
        if ahead.date_follows() {
            *self = ahead;
        }
    }

    /// Whether it is after noon, where that is written.
    fn half_of_day(&mut self) -> Option<bool> {
        let mut ahead = *self;
        ahead.blanks();
        for (written, pm) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
            let found = ahead.rest.get(..written.len()).is_some_and(|r| r.eq_ignore_ascii_case(written));
            if found && !ahead.rest.get(written.len()..).is_some_and(|r| r.starts_with(char::is_alphanumeric)) {
                ahead.take(written.len());
                *self = ahead;
                return Some(pm);
            }
        }
        None
    }

    fn zone(&mut self) {
        let mut ahead = *self;
        ahead.blanks();
        let open = ahead.eat(&['(']).is_some();
        let word = ahead.word();
        if !word.is_empty() {
            if !ZONES.contains(&word.to_ascii_lowercase().as_str()) {
                return;
            }
            ahead.take(word.len());
            *self = ahead;
        }
        if ahead.eat(&['+', '-']).is_some() && ahead.digits(1, 2).map(|_| ahead.eat(&[':'])).is_some() {
            let _ = ahead.digits(2, 2);
            *self = ahead;
        } else {
            let mut compact = *self;
            compact.blanks();
            if compact.eat(&['+', '-']).is_some() && compact.digits(4, 4).is_some() {
                *self = compact;
            }
        }
        if open {
            self.eat(&[')']);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let cases = [
            ("2025-12-05", "2025-12-05"),
            ("20251205", "2025-12-05"),
            ("2025/12/05", "2025-12-05"),
            ("20251205T093000+0100", "2025-12-05T09:30:00"),
            ("20251205T9", ""),
            ("2025-12-05T09:30:00Z", "2025-12-05T09:30:00"),
            ("2025-12-05T09:30:00.250+05:30", "2025-12-05T09:30:00"),
            ("2025-12-05 09:30", "2025-12-05T09:30:00"),
            ("2025-12-05T09:30:00-0500", "2025-12-05T09:30:00"),
            ("Fri, 05 Dec 2025 09:30:00 +0000", "2025-12-05T09:30:00"),
            ("Fri, 05 Dec 2025 09:30:00 GMT", "2025-12-05T09:30:00"),
            ("5 December 2025", "2025-12-05"),
            ("5th December, 2025", "2025-12-05"),
            ("the 5th", ""),
            ("December 5, 2025", "2025-12-05"),
            ("Dec. 5, 2025", "2025-12-05"),
            ("DEC 5 2025", "2025-12-05"),
            ("Friday 5 December 2025", "2025-12-05"),
            ("Friday, December 5, 2025 at 9:30 PM EST", "2025-12-05T21:30:00"),
            ("December 5, 2025, 9:30 a.m. (IST)", "2025-12-05T09:30:00"),
            ("20:12 IST, 5 December 2025", "2025-12-05T20:12:00"),
            ("5 December 2025 21.30 GMT", "2025-12-05T21:30:00"),
            ("05.12.2025", "2025-12-05"),
            ("25/12/2025", "2025-12-25"),
            ("12/25/2025", "2025-12-25"),
            ("5-Dec-2025", "2025-12-05"),
            ("5/12/2025", ""),
            ("31 February 2025", ""),
            ("2025-13-05", ""),
            ("5 December", ""),
            ("yesterday", ""),
            ("2025", ""),
            ("", ""),
            ("é", ""),
        ];
        for (words, expected) in cases {
            assert_eq!(whole(words).map_or(String::new(), |i| i.to_string()), expected, "{words}");
        }
    }

    #[test]
    fn a_year_that_is_left_out() {
        let near = NaiveDate::from_ymd_opt(2026, 1, 4).unwrap();
        let w = written("Dec. 30 (Agency)").unwrap();
        assert_eq!((w.year, w.len), (None, 7));
        assert_eq!(w.instant(), None);
        assert_eq!(w.instant_near(near).unwrap().to_string(), "2025-12-30");
    }

    #[test]
    fn addresses() {
        let found = |url| in_address(url).map(|i| i.to_string());
        assert_eq!(found("https://example.org/world/2025/10/01/summit").as_deref(), Some("2025-10-01"));
        assert_eq!(found("https://example.org/world/2025-10-01-summit").as_deref(), Some("2025-10-01"));
        assert_eq!(found("https://example.org/2025/13/01/summit"), None);
        assert_eq!(found("https://example.org/a/b/c/d"), None);
    }
}
