//! Dates that say only a part of the calendar: a month without a year, a weekday, a season.

use crate::value::{Anchor, Temporal};
use chrono::{Datelike, NaiveDate};

/// What a date's own words say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Partial {
    /// First and last year.
    year: Option<(i32, i32)>,
    /// 1 to 12.
    month: Option<u32>,
    /// 1 to 31.
    day: Option<u32>,
    /// 1 (Monday) to 7.
    weekday: Option<u32>,
    /// `Q3`, `H2`, `SU`, `W14`.
    part: Option<String>,
    /// `T10:30`, `TMO`.
    clock: Option<String>,
}

impl Partial {
    /// What `text`, of which `t` is the value, says by itself of its first and of its last end.
    pub(super) fn ends(t: &Temporal, text: &str) -> [Self; 2] {
        let (first, last) = t.timex.split_once('/').unwrap_or((&t.timex, &t.timex));
        [Self::of(first, t, text), Self::of(last, t, text)]
    }

    fn of(timex: &str, t: &Temporal, text: &str) -> Self {
        let mut p = Self::read(timex);
        if t.anchor == Anchor::Absolute {
            return p;
        }
        // What was inferred is not said.
        let digits = |n: usize| text.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() >= n);
        if !digits(4) {
            p.year = None;
        }
        let month = named(text, &MONTHS);
        let weekday = weekday(text).filter(|_| !t.timex.contains('/'));
        p.weekday = p.weekday.or(weekday);
        if month.is_none() && !digits(1) {
            (p.month, p.day) = (None, None);
        }
        p
    }

    fn read(timex: &str) -> Self {
        let (date, clock) = timex.split_once('T').map_or((timex, None), |(d, c)| (d, Some(c)));
        let mut p = Self { clock: clock.filter(|c| !c.is_empty()).map(str::to_owned), ..Self::default() };
        let mut fields = date.split('-');
        if let Some(y) = date.strip_prefix("BC").and_then(|y| y.split('-').next()?.parse::<i32>().ok()) {
            p.year = Some((-y, -y));
            return p;
        }
        if let Some(y) = fields.next().filter(|y| y.chars().all(|c| c.is_ascii_digit())) {
            let number = y.parse::<i32>().ok();
            p.year = match (number, y.len()) {
                (Some(n), 4) => Some((n, n)),
                (Some(n), 3) => Some((n * 10, n * 10 + 9)),
                (Some(n), 2) => Some((n * 100, n * 100 + 99)),
                _ => None,
            };
        }
        for (i, f) in fields.enumerate() {
            let number = f.parse::<u32>().ok();
            match (i, number) {
                (0, Some(n)) => p.month = Some(n),
                (1, Some(n)) if p.part.is_some() => p.weekday = Some(n),
                (1, Some(n)) => p.day = Some(n),
                (0, None) if f == "WXX" => p.part = Some(String::new()),
                (0, None) if f != "XX" => p.part = Some(f.to_owned()),
                _ => {}
            }
        }
        p.part = p.part.filter(|f| !f.is_empty());
        p
    }

    /// Whether something that both say differs.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
            a.zip(b).is_some_and(|(x, y)| x != y)
        }
        let years = self.year.zip(other.year).is_some_and(|(a, b)| a.0 > b.1 || b.0 > a.1);
        years
            || differ(self.month.as_ref(), other.month.as_ref())
            || differ(self.day.as_ref(), other.day.as_ref())
            || differ(self.part.as_ref(), other.part.as_ref())
            || self.clocks_differ(other)
            || differ(self.any_weekday().as_ref(), other.any_weekday().as_ref())
            || self.outside(other)
            || other.outside(self)
    }

    /// Whether there is something that both say.
    pub(super) fn shares(&self, other: &Self) -> bool {
        self.year.is_some() && other.year.is_some()
            || self.month.is_some() && (other.month.is_some() || other.quarter().is_some())
            || other.month.is_some() && self.quarter().is_some()
            || self.day.is_some() && other.day.is_some()
            || self.part.is_some() && other.part.is_some()
            || self.clock.is_some() && other.clock.is_some()
            || self.any_weekday().is_some() && other.any_weekday().is_some()
    }

    /// "10:30" and "10:30:00" are one, and "the morning" may be either.
    fn clocks_differ(&self, other: &Self) -> bool {
        let digits = |c: &str| c.starts_with(|c: char| c.is_ascii_digit());
        match (&self.clock, &other.clock) {
            (Some(a), Some(b)) => digits(a) == digits(b) && !a.starts_with(b.as_str()) && !b.starts_with(a.as_str()),
            _ => false,
        }
    }

    /// The weekday, said or that of a full date.
    fn any_weekday(&self) -> Option<u32> {
        let full = || {
            let (first, last) = self.year?;
            let date = NaiveDate::from_ymd_opt(first, self.month?, self.day?)?;
            (first == last).then(|| date.weekday().number_from_monday())
        };
        self.weekday.or_else(full)
    }

    /// First and last month of a quarter or half.
    fn quarter(&self) -> Option<(u32, u32)> {
        match self.part.as_deref()? {
            "Q1" => Some((1, 3)),
            "Q2" => Some((4, 6)),
            "Q3" => Some((7, 9)),
            "Q4" => Some((10, 12)),
            "H1" => Some((1, 6)),
            "H2" => Some((7, 12)),
            _ => None,
        }
    }

    /// Whether its month lies outside the other's quarter.
    fn outside(&self, other: &Self) -> bool {
        self.month.zip(other.quarter()).is_some_and(|(m, (a, b))| m < a || m > b)
    }
}

/// The weekday that a date's words name, from 1 (Monday) to 7.
pub(super) fn weekday(text: &str) -> Option<u32> {
    named(text, &WEEKDAYS)
}

/// Whether a word in lower case is the full name of a month or a weekday.
pub(super) fn is_named(word: &str) -> bool {
    MONTHS.contains(&word) || WEEKDAYS.contains(&word)
}

/// The place of the first word that is one of `names` or begins one, from 1.
fn named(text: &str, names: &[&str]) -> Option<u32> {
    let among = |w: String| names.iter().position(|n| w.len() >= 3 && n.starts_with(&w));
    let at = text.split(|c: char| !c.is_alphabetic()).find_map(|w| among(w.to_lowercase()));
    at.map(|i| i as u32 + 1)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> bool {
        Partial::read(a).contradicts(&Partial::read(b))
    }

    #[test]
    fn parts_of_the_calendar() {
        for (a, b) in [
            ("XXXX-07", "2011-05-11"),
            ("1940-12", "XXXX-09"),
            ("XXXX-WXX-1", "XXXX-WXX-5"),
            ("XXXX-WXX-1", "2025-12-05"),
            ("198", "1975"),
            ("XXXX-Q3", "XXXX-Q2"),
            ("XXXX-11", "2011-Q2"),
            ("XXXX-05-12", "XXXX-05-13"),
        ] {
            assert!(apart(a, b) && apart(b, a), "{a} / {b}");
        }
        for (a, b) in [
            ("XXXX-07", "2011-07-11"),
            ("XXXX-WXX-5", "2025-12-05"),
            ("198", "1984-05"),
            ("XXXX-11", "2011-Q4"),
            ("1862", "XXXX-02"),
            ("2025-12-05T10:30", "XXXX-12-05"),
        ] {
            assert!(!apart(a, b) && !apart(b, a), "{a} / {b}");
        }
    }
}
