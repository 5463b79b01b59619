//! Named days: from a year to the day that the name means in it.

use super::calendar::{add_days, weekday};
use crate::lexicon::Lexicon;
use chrono::{Datelike, NaiveDate};

/// How a named day is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(u32, u32),
    /// A moving day, and days from it.
    Movable(Rule, i64),
}

/// The rules that can be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Easter,
    OrthodoxEaster,
    Advent,
    /// Month, weekday, which (-1 is the last).
    Weekday(u32, u32, i32),
    ElectionUs,
    VictoriaDay,
    MidsummerEve,
    Equinox,
    Qingming,
    /// Named, but not worked out here.
    Unknown,
}

impl Rule {
    /// The rule as the lexicon writes it.
    pub(super) fn from_lexicon(text: &str) -> Self {
        let mut parts = text.split(':');
        let name = parts.next().unwrap_or("");
        let mut number = || parts.next().and_then(|n| n.parse::<i32>().ok());
        match name {
            "easter" => Self::Easter,
            "easter-orthodox" => Self::OrthodoxEaster,
            "advent" => Self::Advent,
            "thanksgiving-us" => Self::Weekday(11, 4, 4),
            "election-us" => Self::ElectionUs,
            "victoria-day" => Self::VictoriaDay,
            "midsummer-eve" => Self::MidsummerEve,
            "march-equinox" => Self::Equinox,
            "qingming" => Self::Qingming,
            "weekday-of-month" => match (number(), number(), number()) {
                (Some(m), Some(w), Some(n)) => Self::Weekday(m as u32, w as u32, n),
                _ => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    fn day(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Easter => easter(year),
            Self::OrthodoxEaster => orthodox_easter(year),
            Self::Advent => {
                let christmas = NaiveDate::from_ymd_opt(year, 12, 25)?;
                add_days(
                    christmas,
                    -21 - i64::from(christmas.weekday().num_days_from_sunday())
                        - if christmas.weekday().num_days_from_sunday() == 0 { 7 } else { 0 },
                )
            }
            Self::Weekday(month, day, n) => nth_weekday(year, month, day, n),
            Self::ElectionUs => add_days(nth_weekday(year, 11, 1, 1)?, 1),
            Self::VictoriaDay => weekday_from(NaiveDate::from_ymd_opt(year, 5, 18)?, 1),
            Self::MidsummerEve => weekday_from(NaiveDate::from_ymd_opt(year, 6, 19)?, 5),
            Self::Equinox => NaiveDate::from_ymd_opt(year, 3, if year % 4 == 3 { 21 } else { 20 }),
            Self::Qingming => NaiveDate::from_ymd_opt(year, 4, if year % 4 < 2 { 4 } else { 5 }),
            Self::Unknown => None,
        }
    }
}

impl Holiday {
    /// Its day in a year.
    pub(super) fn day(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::Movable(rule, offset) => add_days(rule.day(year)?, offset),
        }
    }
}

/// Every named day of the lexicon: its names, whether a name needs a capital, how it is found.
pub(super) fn from_lexicon(lexicon: &Lexicon) -> Vec<(Vec<(String, bool)>, Holiday)> {
    let names = |name: &String, aliases: &[String], ambiguous: &[String]| {
        std::iter::once(name).chain(aliases).map(|n| (n.clone(), ambiguous.contains(n))).collect::<Vec<_>>()
    };
    let time = &lexicon.time;
    let fixed =
        time.holiday_fixed.iter().map(|h| (names(&h.name, &h.aliases, &h.ambiguous), Holiday::Fixed(h.month, h.day)));
    let movable = time
        .holiday_movable
        .iter()
        .map(|h| (names(&h.name, &h.aliases, &h.ambiguous), Holiday::Movable(Rule::from_lexicon(&h.rule), h.offset)));
    fixed.chain(movable).collect()
}

/// The first such weekday from `day` on.
fn weekday_from(day: NaiveDate, number: u32) -> Option<NaiveDate> {
    let ahead = (7 + number - day.weekday().number_from_monday()) % 7;
    add_days(day, i64::from(ahead))
}

/// The nth such weekday of a month; the last for -1.
pub(super) fn nth_weekday(year: i32, month: u32, number: u32, n: i32) -> Option<NaiveDate> {
    if n > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday(number)?, u8::try_from(n).ok()?);
    }
    (1..=5).rev().find_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, weekday(number)?, n))
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Easter Sunday of the Julian calendar, as a Gregorian date (Meeus).
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    add_days(julian, i64::from(year / 100 - year / 400 - 2))
}
