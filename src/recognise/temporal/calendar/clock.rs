//! Times of day, their parts and their zones.

use super::nth_weekday;
use crate::value::Offset;
use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// A part of the day, by its TIMEX3 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    /// From midnight to dawn; TIMEX3 calls it morning.
    SmallHours,
}

impl Part {
    /// Those with a word of their own; the position is the payload of the word class.
    pub(in super::super) const ALL: [Self; 5] =
        [Self::Morning, Self::Midday, Self::Afternoon, Self::Evening, Self::Night];

    /// The part of that payload.
    pub(in super::super) fn from_index(i: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(i).ok()?).copied()
    }

    /// The TIMEX3 code.
    pub(in super::super) fn code(self) -> &'static str {
        match self {
            Self::Morning | Self::SmallHours => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }

    /// First hour, and the hour that follows it, which may lie on the next day.
    pub(super) fn hours(self) -> (u32, u32) {
        match self {
            Self::Morning => (6, 12),
            Self::Midday => (12, 13),
            Self::Afternoon => (12, 18),
            Self::Evening => (18, 24),
            Self::Night => (20, 30),
            Self::SmallHours => (0, 6),
        }
    }
}

/// A clock time as finely as it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Clock {
    pub(in super::super) hour: u32,
    pub(in super::super) minute: Option<u32>,
    pub(in super::super) second: Option<u32>,
    /// Its zone, where one is named and sure.
    pub(in super::super) zone: Option<Zone>,
}

/// A time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Zone {
    /// Minutes east of UTC, in winter.
    pub(in super::super) minutes: i32,
    /// An hour more in the summers of the United States ("ET").
    pub(in super::super) daylight: bool,
}

impl Zone {
    /// What word lists add to the minutes of a zone that keeps daylight time.
    pub(in super::super) const DAYLIGHT: i32 = 100_000;

    /// The zone of that word payload; `None` for one of several.
    pub(in super::super) fn from_payload(n: i32) -> Option<Self> {
        let daylight = n > Self::DAYLIGHT / 2;
        let minutes = if daylight { n - Self::DAYLIGHT } else { n };
        (n != i32::MIN).then_some(Self { minutes, daylight })
    }

    /// The offset on a day.
    pub(in super::super) fn offset(self, day: NaiveDate) -> Option<Offset> {
        Offset::new(self.minutes + if self.daylight && daylight_us(day)? { 60 } else { 0 })
    }
}

/// Whether the United States keep daylight time on that day; `None` before the law of 1966 made it one rule.
fn daylight_us(day: NaiveDate) -> Option<bool> {
    let y = day.year();
    let (from, to) = match y {
        2007.. => (nth_weekday(y, 3, 7, 2)?, nth_weekday(y, 11, 7, 1)?),
        1987.. => (nth_weekday(y, 4, 7, 1)?, nth_weekday(y, 10, 7, -1)?),
        1976.. => (nth_weekday(y, 4, 7, -1)?, nth_weekday(y, 10, 7, -1)?),
        _ => return None,
    };
    Some((from..to).contains(&day))
}

impl Clock {
    /// TIMEX3 calls the midnight that ends a day its hour 24.
    pub(in super::super) const MIDNIGHT: u32 = 24;

    /// The instant at which it shows that on a day; the midnight of a day is where the next one begins.
    pub(in super::super) fn on(self, day: NaiveDate) -> Option<NaiveDateTime> {
        let (day, hour) = if self.hour == Self::MIDNIGHT { (day.succ_opt()?, 0) } else { (day, self.hour) };
        day.and_hms_opt(hour, self.minute.unwrap_or(0), self.second.unwrap_or(0))
    }

    /// "midnight to 6 a.m.": as the beginning of a stretch it is that of the day.
    pub(in super::super) fn as_beginning(self) -> Self {
        Self { hour: self.hour % Self::MIDNIGHT, ..self }
    }

    /// Minutes of the day.
    pub(in super::super) fn minutes(self) -> u32 {
        self.hour * 60 + self.minute.unwrap_or(0)
    }

    /// `T09:30`.
    pub(in super::super) fn timex(self) -> String {
        use std::fmt::Write as _;
        let mut t = format!("T{:02}", self.hour);
        let _ = write!(t, ":{:02}", self.minute.unwrap_or(0));
        if let Some(s) = self.second {
            let _ = write!(t, ":{s:02}");
        }
        t
    }
}
