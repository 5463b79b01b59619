//! Named days: from a year to the day that the name means in it.

use super::calendar::{add_days, nth_weekday};
use super::national::{self, Country};
use crate::lexicon::{Lexicon, Term};
use chrono::{Datelike, NaiveDate};

/// How a named day is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(u32, u32),
    /// Each country's month and day, by [`super::national`].
    National(Vec<(Country, u32, u32)>),
    /// A moving day, and days from it.
    Movable(Rule, i64),
    /// Its days in the years in which they are known, and days from them.
    Listed(Vec<NaiveDate>, i64),
    /// Its days where the moon is seen at once, in the years in which they are known; elsewhere it is the day after.
    Sighted(Vec<NaiveDate>),
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
    /// Month, Nisan being the first, and day of the Hebrew calendar.
    Hebrew(u32, u32),
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
            "hebrew" => match (number(), number()) {
                (Some(m), Some(d)) => Self::Hebrew(m as u32, d as u32),
                _ => Self::Unknown,
            },
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
            Self::Hebrew(month, day) => hebrew(year, month, day),
            Self::Unknown => None,
        }
    }
}

impl Holiday {
    /// The day after the given one, where the feast may fall on that as well.
    pub(super) fn or_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        if let Self::Sighted(_) = self { day.succ_opt() } else { None }
    }

    /// The feast of that year of its own calendar that is counted from the first one of `year`, since some years
    /// of ours have two of them.
    pub(super) fn counted_from(&self, year: i32, years: i32) -> Option<NaiveDate> {
        let Self::Sighted(days) = self else { return self.day(year + years) };
        let first = i32::try_from(days.partition_point(|d| d.year() < year)).ok()?;
        days.get(usize::try_from(first + years).ok()?).copied()
    }

    /// Its day in a year; of two, the first.
    pub(super) fn day(&self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, *month, *day),
            Self::Movable(rule, offset) => add_days(rule.day(year)?, *offset),
            Self::National(_) => None,
            Self::Sighted(days) => days.iter().find(|d| d.year() == year).copied(),
            Self::Listed(days, offset) => add_days(*days.iter().find(|d| d.year() == year)?, *offset),
        }
    }
}

/// Every named day of the lexicon: its names, whether a name needs a capital, how it is found.
pub(super) fn from_lexicon(lexicon: &Lexicon) -> Vec<(Vec<(Term, bool)>, Holiday)> {
    let names = |name: &Term, aliases: &[Term], ambiguous: &[Term]| {
        std::iter::once(name).chain(aliases).map(|n| (n.clone(), ambiguous.contains(n))).collect::<Vec<_>>()
    };
    let time = lexicon.time;
    let fixed =
        time.holiday_fixed.iter().map(|h| (names(&h.name, &h.aliases, &h.ambiguous), Holiday::Fixed(h.month, h.day)));
    let movable = time.holiday_movable.iter().map(|h| {
        let days: Vec<NaiveDate> = h.days.iter().filter_map(|d| d.parse().ok()).collect();
        let found = if h.rule == "sighted" {
            Holiday::Sighted(days)
        } else if days.is_empty() {
            Holiday::Movable(Rule::from_lexicon(&h.rule), h.offset)
        } else {
            Holiday::Listed(days, h.offset)
        };
        (names(&h.name, &h.aliases, &h.ambiguous), found)
    });
    let national = time.national_day.iter().map(|h| {
        let all: Vec<Term> = std::iter::once(&h.name).chain(&h.aliases).cloned().collect();
        let days = h.days.iter().filter_map(|d| Some((national::country(lexicon, &d.country)?, d.month, d.day)));
        (names(&h.name, &h.aliases, &all), Holiday::National(days.collect()))
    });
    fixed.chain(national).chain(movable).collect()
}

/// The first such weekday from `day` on.
fn weekday_from(day: NaiveDate, number: u32) -> Option<NaiveDate> {
    let ahead = (7 + number - day.weekday().number_from_monday()) % 7;
    add_days(day, i64::from(ahead))
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

/// The day of the Hebrew calendar that falls in a Gregorian year. The calendar is arithmetical: its
/// year begins on the day of the mean new moon of Tishri, put off by four rules.
fn hebrew(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    // From Tishri to December it is a year further on than from January to Elul.
    let autumn = (7..=9).contains(&month);
    let of = i64::from(year) + if autumn { 3761 } else { 3760 };
    let start = new_year(of);
    let length = new_year(of + 1) - start;
    let leap = is_leap(of);
    // Months from Tishri on.
    let lengths = [
        30,
        if matches!(length, 355 | 385) { 30 } else { 29 },
        if matches!(length, 353 | 383) { 29 } else { 30 },
        29,
        30,
        if leap { 30 } else { 29 },
        if leap { 29 } else { 0 },
        30,
        29,
        30,
        29,
        30,
        29,
    ];
    let before = match month {
        7..=11 => usize::try_from(month - 7).ok()?,
        // Feasts of Adar are those of the second one in a year that has two.
        12 => 5 + usize::from(leap),
        1..=6 => usize::try_from(month).ok()? + 6,
        _ => return None,
    };
    let days: i64 = lengths.iter().take(before).sum::<i64>() + i64::from(day) - 1;
    // 1 Tishri 5785 was 3 October 2024.
    add_days(NaiveDate::from_ymd_opt(2024, 10, 3)?, start + days - new_year(5785))
}

fn is_leap(year: i64) -> bool {
    (7 * year + 1).rem_euclid(19) < 7
}

/// The day on which a Hebrew year begins, counted from the first one.
fn new_year(year: i64) -> i64 {
    let new_moon = |y: i64| {
        let months = (235 * y - 234).div_euclid(19);
        let day = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
        // Not on a Sunday, a Wednesday or a Friday.
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    // No year of 356 or 382 days.
    let (last, this, next) = (new_moon(year - 1), new_moon(year), new_moon(year + 1));
    if next - this == 356 {
        this + 2
    } else if this - last == 382 {
        this + 1
    } else {
        this
    }
}

#[cfg(test)]
mod tests {
    use super::hebrew;

    #[test]
    fn feasts_fall_where_the_calendar_puts_them() {
        for (year, month, day, want) in [
            (2023, 7, 1, "2023-09-16"),
            (2024, 7, 1, "2024-10-03"),
            (2025, 7, 1, "2025-09-23"),
            (2024, 7, 10, "2024-10-12"),
            (2025, 7, 10, "2025-10-02"),
            (1973, 7, 10, "1973-10-06"),
            (2023, 9, 25, "2023-12-08"),
            (2024, 9, 25, "2024-12-26"),
            (2025, 9, 25, "2025-12-15"),
            (2024, 1, 15, "2024-04-23"),
            (2025, 1, 15, "2025-04-13"),
            (2024, 12, 14, "2024-03-24"),
            (2025, 12, 14, "2025-03-14"),
            (2024, 3, 6, "2024-06-12"),
            (2025, 5, 9, "2025-08-03"),
        ] {
            assert_eq!(hebrew(year, month, day).map(|d| d.to_string()).as_deref(), Some(want), "{year} {month} {day}");
        }
    }
}
