//! Dates, times, durations and recurring times, after TIMEX3 (ISO-TimeML, ISO 24617-1).

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// A civil date, or a civil date and time.
///
/// In JSON a date is `2025-12-05`, a time `2025-12-05T09:30:00`. A date orders before every time of
/// its own day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Instant {
    /// A whole day.
    Date(#[schemars(with = "String")] NaiveDate),
    /// A moment, local to the text.
    Time(#[schemars(with = "String")] NaiveDateTime),
}

impl Instant {
    /// The day.
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Date(d) => d,
            Self::Time(t) => t.date(),
        }
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(d) => write!(f, "{}", d.format("%Y-%m-%d")),
            Self::Time(t) => write!(f, "{}", t.format("%Y-%m-%dT%H:%M:%S")),
        }
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let day = self.date();
        let time = match self {
            Self::Date(_) => None,
            Self::Time(t) => Some(t.time()),
        };
        // Formatting each number by itself would take most of the time that writing a date takes.
        match u32::try_from(day.year()) {
            Ok(year @ 0..=9999) if time.is_none_or(|t| t.nanosecond() == 0) => {
                let mut written = *b"0000-00-00T00:00:00";
                let mut put = |at: usize, n: u32| {
                    if let Some(pair) = written.get_mut(at..at + 2) {
                        pair.copy_from_slice(&[b'0' + (n / 10 % 10) as u8, b'0' + (n % 10) as u8]);
                    }
                };
                put(0, year / 100);
                put(2, year);
                put(5, day.month());
                put(8, day.day());
                if let Some(t) = time {
                    put(11, t.hour());
                    put(14, t.minute());
                    put(17, t.second());
                }
                let len = if time.is_some() { 19 } else { 10 };
                s.serialize_str(str::from_utf8(&written[..len]).unwrap_or_default())
            }
            _ => match self {
                Self::Date(d) => d.serialize(s),
                Self::Time(t) => t.serialize(s),
            },
        }
    }
}

/// How finely a text states a time; finest first, so that `Day < Month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

/// TIMEX3's `mod`: how the words shade the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)]
pub enum TimexMod {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    Approx,
}

/// What a date was resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The words alone say it.
    Absolute,
    /// The document's published date.
    Published,
    /// A date inferred from the text's own absolute dates.
    Inferred,
    /// Nothing: the value stays unresolved.
    None,
}

/// A point or stretch of time on the calendar.
///
/// `start` and `end` are inclusive for dates; `None` means open on that side or unresolved.
/// `start <= end` where both are there, unless the text itself runs backwards.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Temporal {
    /// The TIMEX3 value: `2025-12`, `2025-W49`, `2025-Q4`, `PRESENT_REF`; a range is `a/b`.
    pub timex: String,
    /// First instant.
    pub start: Option<Instant>,
    /// Last instant.
    pub end: Option<Instant>,
    /// How finely the words state it; `None` for the `_REF` values.
    pub grain: Option<Grain>,
    /// TIMEX3 `mod`.
    #[serde(rename = "mod")]
    pub modifier: Option<TimexMod>,
    /// What it was resolved against.
    pub anchor: Anchor,
    /// Other readings that nothing in the text rules out, such as the other day and month order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Reading>,
    /// The offset from UTC of a clock time whose zone is named and sure: `Z`, `-05:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Offset>,
}

/// Minutes east of UTC, written as ISO 8601 does: `Z`, `+05:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(into = "String", try_from = "String")]
#[schemars(with = "String")]
pub struct Offset(i16);

impl Offset {
    /// The offset of that many minutes; `None` where no zone has it.
    pub fn new(minutes: i32) -> Option<Self> {
        i16::try_from(minutes).ok().filter(|m| m.abs() <= 14 * 60).map(Self)
    }
}

impl From<Offset> for String {
    fn from(offset: Offset) -> Self {
        let sign = if offset.0 < 0 { '-' } else { '+' };
        let minutes = offset.0.abs();
        if minutes == 0 { "Z".to_owned() } else { format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60) }
    }
}

impl TryFrom<String> for Offset {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let two = |tens: u8, ones: u8| i32::from(tens.wrapping_sub(b'0')) * 10 + i32::from(ones.wrapping_sub(b'0'));
        let offset = match *text.as_bytes() {
            [b'Z'] => Self::new(0),
            [sign @ (b'+' | b'-'), a, b, b':', c, d] => {
                let minutes = two(a, b) * 60 + two(c, d);
                Self::new(if sign == b'-' { -minutes } else { minutes })
            }
            _ => None,
        };
        offset.ok_or_else(|| format!("`{text}` is no offset from UTC"))
    }
}

/// One of several readings of an ambiguous date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Reading {
    /// The TIMEX3 value of this reading.
    pub timex: String,
    /// First instant.
    pub start: Option<Instant>,
    /// Last instant.
    pub end: Option<Instant>,
}

/// A length of time. Some are placed on the calendar as well: "the last two years" ends on the day of
/// writing, "the first three months of 2026" is those three.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Duration {
    /// ISO 8601 duration as TIMEX3 writes it: `P3D`, `PT2H`, `PXM`.
    pub timex: String,
    /// TIMEX3 `mod`.
    #[serde(rename = "mod")]
    pub modifier: Option<TimexMod>,
    /// First instant, where it is placed on the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Instant>,
    /// Last instant, where it is placed on the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Instant>,
}

/// A recurring time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Recurrence {
    /// TIMEX3 value: `P1D`, `XXXX-WXX-1`.
    pub timex: String,
    /// TIMEX3 `quant`: `EVERY`, `EACH`.
    pub quant: Option<String>,
    /// TIMEX3 `freq`: `2X`, `3D`.
    pub freq: Option<String>,
}
