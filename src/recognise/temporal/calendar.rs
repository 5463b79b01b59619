//! Points and periods of the calendar: their TIMEX3 value, their bounds, and arithmetic on them.

mod clock;

pub(super) use clock::{Clock, Part, Zone};

use crate::value::{Grain, Instant, Offset};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Timelike, Weekday};

/// A unit of time that words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    /// A day that is no Saturday and no Sunday.
    Workday,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// About how long it lasts.
    pub(super) fn seconds(self) -> i64 {
        const DAY: i64 = 86_400;
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day | Self::Workday | Self::Night => DAY,
            Self::Weekend => 2 * DAY,
            Self::Week => 7 * DAY,
            Self::Fortnight => 14 * DAY,
            Self::Month => 30 * DAY,
            Self::Quarter | Self::Season => 91 * DAY,
            Self::Half => 182 * DAY,
            Self::Year => 365 * DAY,
            Self::Decade => 3_652 * DAY,
            Self::Century => 36_524 * DAY,
            Self::Millennium => 365_242 * DAY,
        }
    }

    /// The units that have a word of their own; the position is the payload of the word class.
    pub(super) const ALL: [Self; 16] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Night,
        Self::Weekend,
        Self::Week,
        Self::Fortnight,
        Self::Month,
        Self::Quarter,
        Self::Season,
        Self::Half,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// The unit of that payload.
    pub(super) fn from_index(i: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(i).ok()?).copied()
    }

    /// Whether it is counted after the `T` of an ISO 8601 duration.
    pub(super) fn is_clock(self) -> bool {
        self <= Self::Hour
    }

    /// The designator and how many of it the unit is, as TIMEX3 writes durations.
    pub(super) fn designator(self) -> (&'static str, i64) {
        match self {
            Self::Second => ("S", 1),
            Self::Minute | Self::Month => ("M", 1),
            Self::Hour => ("H", 1),
            Self::Day | Self::Workday | Self::Night => ("D", 1),
            Self::Weekend => ("WE", 1),
            Self::Week => ("W", 1),
            Self::Fortnight => ("W", 2),
            Self::Quarter => ("Q", 1),
            Self::Season => ("M", 3),
            Self::Half => ("M", 6),
            Self::Year => ("Y", 1),
            Self::Decade => ("DE", 1),
            Self::Century => ("CE", 1),
            Self::Millennium => ("ML", 1),
        }
    }
}

/// The nth such weekday of a month; the last for -1.
pub(super) fn nth_weekday(year: i32, month: u32, number: u32, n: i32) -> Option<NaiveDate> {
    if n > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday(number)?, u8::try_from(n).ok()?);
    }
    (1..=5).rev().find_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, weekday(number)?, n))
}

/// A place on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Clock(NaiveDate, Clock),
    Moment(NaiveDateTime, Grain),
    Part(NaiveDate, Part),
    Day(NaiveDate),
    /// ISO week, named by its Monday.
    Week(NaiveDate),
    /// Saturday and Sunday of the ISO week of that Monday.
    Weekend(NaiveDate),
    Month(i32, u32),
    Quarter(i32, u32),
    Half(i32, u32),
    /// 0 spring, 1 summer, 2 autumn, 3 winter. The winter of a year begins in its December.
    Season(i32, u32),
    Year(i32),
    /// The decade of that first year.
    Decade(i32),
    /// The century of that first year (1900, though purists begin in 1901).
    Century(i32),
}

const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// Monday of the ISO week that holds `day`.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// `n` days on.
pub(super) fn add_days(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    if n >= 0 { day.checked_add_days(Days::new(n as u64)) } else { day.checked_sub_days(Days::new(n.unsigned_abs())) }
}

/// `n` days on, Saturdays and Sundays not counted.
pub(super) fn add_workdays(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    let weekend = i64::from(day.weekday().num_days_from_monday()) - 4;
    // From a weekend it is counted as from the Friday before it, and back as from the Monday after it.
    let (from, at) = match (weekend, n) {
        (1.., 0) => return Some(day),
        (1.., 1..) => (add_days(day, -weekend)?, 4),
        (1.., _) => (add_days(day, 3 - weekend)?, 0),
        _ => (day, weekend + 4),
    };
    let on = at + n;
    add_days(from, n.checked_add(2 * on.div_euclid(5))?)
}

/// `n` months on, the day kept within the month.
pub(super) fn add_months(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(n.unsigned_abs()).ok()?);
    if n >= 0 { day.checked_add_months(count) } else { day.checked_sub_months(count) }
}

/// The weekday of that ISO number.
pub(super) fn weekday(number: u32) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(number.checked_sub(1)?).ok()?).ok()
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    add_months(first, 1)?.pred_opt()
}

fn year_text(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

fn day_text(d: NaiveDate) -> String {
    format!("{}-{:02}-{:02}", year_text(d.year()), d.month(), d.day())
}

impl When {
    /// How finely it is stated.
    pub(super) fn grain(self) -> Grain {
        match self {
            Self::Clock(_, c) => match (c.minute, c.second) {
                (_, Some(_)) => Grain::Second,
                (Some(_), _) => Grain::Minute,
                _ => Grain::Hour,
            },
            Self::Moment(_, g) => g,
            Self::Part(..) => Grain::Hour,
            Self::Day(_) => Grain::Day,
            Self::Week(_) | Self::Weekend(_) => Grain::Week,
            Self::Month(..) => Grain::Month,
            Self::Quarter(..) => Grain::Quarter,
            Self::Half(..) => Grain::Half,
            Self::Season(..) => Grain::Season,
            Self::Year(_) => Grain::Year,
            Self::Decade(_) => Grain::Decade,
            Self::Century(_) => Grain::Century,
        }
    }

    /// Whether TIMEX3 calls it a TIME rather than a DATE.
    pub(super) fn is_time(self) -> bool {
        matches!(self, Self::Clock(..) | Self::Moment(..) | Self::Part(..))
    }

    /// The TIMEX3 value.
    pub(super) fn timex(self) -> String {
        match self {
            Self::Clock(d, c) => format!("{}{}", day_text(d), c.timex()),
            Self::Moment(t, g) => {
                let clock = Clock {
                    hour: t.hour(),
                    minute: (g < Grain::Hour).then_some(t.minute()),
                    second: (g < Grain::Minute).then_some(t.second()),
                    zone: None,
                };
                format!("{}{}", day_text(t.date()), clock.timex())
            }
            Self::Part(d, p) => format!("{}T{}", day_text(d), p.code()),
            Self::Day(d) => day_text(d),
            Self::Week(d) => format!("{}-W{:02}", year_text(d.iso_week().year()), d.iso_week().week()),
            Self::Weekend(d) => format!("{}-W{:02}-WE", year_text(d.iso_week().year()), d.iso_week().week()),
            Self::Month(y, m) => format!("{}-{m:02}", year_text(y)),
            Self::Quarter(y, q) => format!("{}-Q{q}", year_text(y)),
            Self::Half(y, h) => format!("{}-H{h}", year_text(y)),
            Self::Season(y, s) => format!("{}-{}", year_text(y), SEASONS.get(s as usize).unwrap_or(&"XX")),
            Self::Year(y) => year_text(y),
            Self::Decade(y) if y > 0 => format!("{:03}", y / 10),
            Self::Decade(y) => format!("BC{:03}", (1 - y) / 10),
            Self::Century(y) if y > 0 => format!("{:02}", y / 100),
            Self::Century(y) => format!("BC{:02}", -y / 100),
        }
    }

    /// First and last day, inclusive.
    pub(super) fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        Some(match self {
            Self::Clock(d, _) | Self::Day(d) => (d, d),
            Self::Moment(t, _) => (t.date(), t.date()),
            Self::Part(d, Part::Night) => (d, d.succ_opt()?),
            Self::Part(d, _) => (d, d),
            Self::Week(d) => (d, add_days(d, 6)?),
            Self::Weekend(d) => (add_days(d, 5)?, add_days(d, 6)?),
            Self::Month(y, m) => (NaiveDate::from_ymd_opt(y, m, 1)?, last_of_month(y, m)?),
            Self::Quarter(y, q) => (NaiveDate::from_ymd_opt(y, (3 * q).checked_sub(2)?, 1)?, last_of_month(y, 3 * q)?),
            Self::Half(y, h) => (NaiveDate::from_ymd_opt(y, (6 * h).checked_sub(5)?, 1)?, last_of_month(y, 6 * h)?),
            Self::Season(y, s) => {
                let first = NaiveDate::from_ymd_opt(y, 3 * s + 3, 1)?;
                (first, add_months(first, 3)?.pred_opt()?)
            }
            Self::Year(y) => (NaiveDate::from_ymd_opt(y, 1, 1)?, NaiveDate::from_ymd_opt(y, 12, 31)?),
            Self::Decade(y) => (NaiveDate::from_ymd_opt(y, 1, 1)?, NaiveDate::from_ymd_opt(y + 9, 12, 31)?),
            Self::Century(y) => (NaiveDate::from_ymd_opt(y, 1, 1)?, NaiveDate::from_ymd_opt(y + 99, 12, 31)?),
        })
    }

    /// First and last instant, inclusive: days for dates, seconds for times.
    pub(super) fn bounds(self) -> Option<(Instant, Instant)> {
        match self {
            Self::Clock(d, c) => {
                let start = c.on(d)?;
                Some((Instant::Time(start), Instant::Time(last_second(start, self.grain())?)))
            }
            Self::Moment(t, g) => Some((Instant::Time(t), Instant::Time(last_second(t, g)?))),
            Self::Part(d, p) => {
                let (from, to) = p.hours();
                let start = d.and_hms_opt(from, 0, 0)?;
                let length = chrono::TimeDelta::try_hours(i64::from(to - from))?;
                let end = start.checked_add_signed(length)?.checked_sub_signed(chrono::TimeDelta::try_seconds(1)?)?;
                Some((Instant::Time(start), Instant::Time(end)))
            }
            _ => {
                let (a, b) = self.days()?;
                // Years before our era have no plain ISO 8601 form.
                (a.year() > 0).then_some((Instant::Date(a), Instant::Date(b)))
            }
        }
    }

    /// The offset from UTC of a clock time whose zone is sure.
    pub(super) fn zone(self) -> Option<Offset> {
        match self {
            Self::Clock(day, clock) => clock.zone?.offset(day),
            _ => None,
        }
    }

    /// First day.
    pub(super) fn first_day(self) -> Option<NaiveDate> {
        self.days().map(|d| d.0)
    }

    /// The year that it lies in.
    pub(super) fn year(self) -> i32 {
        match self {
            Self::Clock(d, _) | Self::Part(d, _) | Self::Day(d) => d.year(),
            Self::Moment(t, _) => t.year(),
            Self::Week(d) | Self::Weekend(d) => d.iso_week().year(),
            Self::Month(y, _) | Self::Quarter(y, _) | Self::Half(y, _) | Self::Season(y, _) => y,
            Self::Year(y) | Self::Decade(y) | Self::Century(y) => y,
        }
    }

    /// The period of `unit` that holds `day`.
    pub(super) fn containing(day: NaiveDate, unit: Unit) -> Self {
        let (y, m) = (day.year(), day.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Workday => Self::Day(day),
            Unit::Night => Self::Part(day, Part::Night),
            Unit::Weekend => Self::Weekend(monday(day)),
            Unit::Week | Unit::Fortnight => Self::Week(monday(day)),
            Unit::Month => Self::Month(y, m),
            Unit::Quarter => Self::Quarter(y, m.div_ceil(3)),
            Unit::Half => Self::Half(y, m.div_ceil(6)),
            Unit::Season => match m {
                1 | 2 => Self::Season(y - 1, 3),
                _ => Self::Season(y, (m - 3) / 3),
            },
            Unit::Year => Self::Year(y),
            Unit::Decade => Self::Decade(y.div_euclid(10) * 10),
            Unit::Century | Unit::Millennium => Self::Century(y.div_euclid(100) * 100),
        }
    }

    /// The period of `unit` that lies `n` of them from the one that holds `day`.
    pub(super) fn offset(day: NaiveDate, unit: Unit, n: i64) -> Option<Self> {
        let moved = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => day,
            Unit::Day | Unit::Night => add_days(day, n)?,
            Unit::Workday => add_workdays(day, n)?,
            Unit::Weekend | Unit::Week => add_days(monday(day), n.checked_mul(7)?)?,
            Unit::Fortnight => add_days(monday(day), n.checked_mul(14)?)?,
            _ => {
                let months = match unit {
                    Unit::Month => 1,
                    Unit::Quarter | Unit::Season => 3,
                    Unit::Half => 6,
                    Unit::Year => 12,
                    Unit::Decade => 120,
                    Unit::Century => 1200,
                    _ => 12_000,
                };
                let first = day.with_day(1)?;
                add_months(first, n.checked_mul(months)?)?
            }
        };
        Some(Self::containing(moved, unit))
    }
}

fn last_second(start: NaiveDateTime, grain: Grain) -> Option<NaiveDateTime> {
    let seconds = match grain {
        Grain::Second => 0,
        Grain::Minute => 59,
        _ => 3599,
    };
    start.checked_add_signed(chrono::TimeDelta::try_seconds(seconds)?)
}
