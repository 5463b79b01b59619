//! What an expression says, before it is placed on the calendar.

use super::calendar::{Clock, Part, Unit, When};
use crate::value::TimexMod;

/// A count of units in thousandths; `None` for "several".
pub(super) type Count = Option<i64>;

/// Which side of its anchor a relative expression lies on, and what the anchor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    /// "last", "past": before the day of writing.
    Last,
    /// "this", "current": the one of the day of writing.
    This,
    /// "next", "coming": after the day of writing, or, in a tale, after its point in time.
    Next,
    /// "previous", "preceding": before the point that the text is at.
    Previous,
    /// "that", "the same": the one that the text is at.
    Same,
    /// "following": after the point that the text is at.
    Following,
}

impl Toward {
    pub(super) const ALL: [Self; 6] = [Self::Last, Self::This, Self::Next, Self::Previous, Self::Same, Self::Following];

    /// The one of that word payload.
    pub(super) fn from_index(i: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(i).ok()?).copied()
    }

    /// Units from the anchor.
    pub(super) fn offset(self) -> i64 {
        match self {
            Self::Last | Self::Previous => -1,
            Self::This | Self::Same => 0,
            Self::Next | Self::Following => 1,
        }
    }
}

/// What a relative expression is counted from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Base {
    /// The day of writing.
    Now,
    /// The point in time that the text is at.
    Focus,
    /// The reported period that the text is at: a month, quarter or half, of that unit where one is named.
    Period(Option<Unit>),
    /// A point that the expression names.
    At(Box<Expr>),
}

/// A year as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// Astronomical: 0 is 1 BC.
    Full(i32),
    /// "'98", "10/31/74".
    Short(i32),
}

impl Year {
    /// The year so many years on.
    pub(super) fn shifted(self, years: i32) -> Self {
        match self {
            Self::Full(y) => Self::Full(y + years),
            Self::Short(y) => Self::Short((y + years).rem_euclid(100)),
        }
    }
}

/// What tells the day of a date from its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Its words, or they are the same.
    #[default]
    Named,
    /// A number that can be no month, behind the month.
    MonthFirst,
    /// A number that can be no month, before the month.
    DayFirst,
    /// Nothing: the first number is read as the month, and may be the day.
    Open,
    /// Full stops between them: the day first, as everywhere that writes so, unless something tells otherwise.
    Dotted,
}

/// A date with parts left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Calendar {
    pub(super) year: Option<Year>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    pub(super) weekday: Option<u32>,
    /// What tells the day from the month.
    pub(super) order: Order,
}

/// A recurring calendar period, with or without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cycle {
    Month(u32),
    Weekday(u32),
    Season(u32),
    Quarter(u32),
    Half(u32),
    Holiday(usize),
    Part(Part),
    Week(u32),
    /// A month and its day.
    Day(u32, u32),
    /// The reported period that the text is at, of that unit where one is named, in another year.
    SamePeriod(Option<Unit>),
}

/// `TIMEX3` references without a calendar value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    Present,
    Past,
    Future,
}

/// A length of time: counts of units, coarsest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Length(pub(super) Vec<(Count, Unit)>);

impl Length {
    /// "two days".
    pub(super) fn is_in_days(&self) -> bool {
        self.0.iter().all(|(_, unit)| *unit == Unit::Day)
    }

    /// "eight minutes".
    pub(super) fn is_within_a_day(&self) -> bool {
        self.0.iter().any(|(_, unit)| *unit < Unit::Day)
    }

    /// "a year".
    pub(super) fn is_a_year(&self) -> bool {
        matches!(self.0.as_slice(), [(Some(1000), Unit::Year)])
    }
}

/// The meaning of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    Calendar(Calendar),
    /// Already placed.
    Fixed(When),
    /// "the 1990s", "the '60s" (short: the century is open).
    Decade(i32, bool),
    /// A period of the year in a year that is given by an expression or left open.
    Cycle(Cycle, Option<Box<Expr>>),
    /// A date without a year, in the year that another expression gives.
    Within(Box<Expr>, Box<Expr>),
    /// "the year", "the month": the one that the text is at.
    The(Unit),
    /// The period of that unit that holds a day.
    Holding(Unit, Box<Expr>),
    /// "this week", "the previous year".
    Relative(Toward, Unit),
    /// "last Friday", "next summer".
    Toward(Toward, Cycle),
    /// "three days ago", "a month later".
    Shift {
        length: Length,
        sign: i64,
        base: Base,
    },
    /// "two Fridays ago".
    Nth {
        count: i64,
        cycle: Cycle,
        base: Base,
    },
    /// "the first Monday of October"; counted from the end where negative.
    Ordinal {
        n: i64,
        unit: Result<Unit, u32>,
        within: Box<Expr>,
    },
    /// "the last two years".
    Span {
        toward: Toward,
        count: Count,
        unit: Unit,
    },
    /// "upcoming two weeks": where appointments are made, the second week ahead.
    Upcoming {
        count: i64,
        unit: Unit,
    },
    /// "the first three months of 2026".
    Head {
        n: Count,
        unit: Unit,
        last: bool,
        within: Box<Expr>,
    },
    /// "early 2026".
    Modified(TimexMod, Box<Expr>),
    /// "later this year": the part of a period after the day of writing, or before it.
    Remainder {
        later: bool,
        of: Box<Expr>,
    },
    /// "fiscal 2026", "the school year": named after a year or a quarter that it does not begin and end with.
    Fiscal(Box<Expr>),
    /// "before the end of 2025": the words bound it on one side.
    Bounded(TimexMod, Box<Expr>),
    /// A clock time, on a day if one is named.
    Clock(Clock, bool, Option<Box<Expr>>),
    /// A part of a day.
    Part(Part, Option<Box<Expr>>),
    /// From one point to another, both within.
    Range(Box<Expr>, Box<Expr>),
    /// A fiscal or academic year that spans two: first year.
    Years(i32, i32),
    Reference(Reference),
    Duration(Length),
    /// "three days from Monday", "2 p.m. for two hours": a length, and when it begins.
    Lasting(Length, Box<Expr>),
    /// "two to three weeks".
    Durations(Length, Length),
    /// TIMEX3 value, `quant`, `freq`.
    Set {
        timex: String,
        quant: Option<&'static str>,
        freq: Option<String>,
    },
}

impl Expr {
    /// The dates in it that are written out.
    pub(super) fn dates<'e>(&'e self, take: &mut dyn FnMut(&'e Calendar)) {
        match self {
            Self::Calendar(c) => take(c),
            _ => self.parts(&mut |part| part.dates(take)),
        }
    }

    /// The named day in it, the first where there are several.
    pub(super) fn holiday(&self) -> Option<usize> {
        match self {
            Self::Cycle(Cycle::Holiday(n), _) | Self::Toward(_, Cycle::Holiday(n)) => Some(*n),
            _ => {
                let mut first = None;
                self.parts(&mut |part| first = first.or_else(|| part.holiday()));
                first
            }
        }
    }

    /// The expressions that it is made of.
    fn parts<'e>(&'e self, take: &mut dyn FnMut(&'e Self)) {
        match self {
            Self::Modified(_, inner)
            | Self::Bounded(_, inner)
            | Self::Fiscal(inner)
            | Self::Remainder { of: inner, .. }
            | Self::Holding(_, inner)
            | Self::Cycle(_, Some(inner))
            | Self::Ordinal { within: inner, .. }
            | Self::Head { within: inner, .. }
            | Self::Clock(_, _, Some(inner))
            | Self::Part(_, Some(inner))
            | Self::Shift { base: Base::At(inner), .. } => take(inner),
            Self::Range(a, b) | Self::Within(a, b) => {
                take(a);
                take(b);
            }
            _ => {}
        }
    }

    /// Whether a date in it can be read with its day first and with its month first.
    pub(super) fn is_open(&self) -> bool {
        let mut open = false;
        self.dates(&mut |c| open |= c.order == Order::Open);
        open
    }

    /// Whether a date in it has a year of two digits.
    pub(super) fn has_short_year(&self) -> bool {
        let mut short = false;
        self.dates(&mut |c| short |= matches!(c.year, Some(Year::Short(_))));
        short
    }

    /// The day that a day, or a clock time on a day, names.
    pub(super) fn its_day(&self) -> Option<Self> {
        match self {
            Self::Calendar(c) if c.day.is_some() => Some(self.clone()),
            Self::Cycle(Cycle::Weekday(_), None)
            | Self::Toward(Toward::Last | Toward::This | Toward::Next, Cycle::Weekday(_))
            | Self::Relative(_, Unit::Day) => Some(self.clone()),
            Self::Part(_, Some(day)) => day.its_day(),
            // "tomorrow"
            Self::Shift { length, base: Base::At(_), .. } if length.is_in_days() => Some(self.clone()),
            Self::Clock(_, _, Some(day)) => Some((**day).clone()),
            Self::Modified(_, inner) | Self::Bounded(_, inner) => inner.its_day(),
            // "at 6 a.m. every Tuesday": on no one day.
            Self::Set { .. } => Some(self.clone()),
            _ => None,
        }
    }

    /// Puts a clock time that lacks its day on that one.
    pub(super) fn take_day(&mut self, day: &Self) {
        match self {
            Self::Clock(_, _, own @ None) => *own = Some(Box::new(day.clone())),
            Self::Modified(_, inner) | Self::Bounded(_, inner) => inner.take_day(day),
            Self::Range(a, b) if matches!((&**a, &**b), (Self::Clock(_, _, None), Self::Clock(_, _, None))) => {
                a.take_day(day);
                b.take_day(day);
            }
            _ => {}
        }
    }

    /// Puts a weekday, or a range of them, on the day or the days of that date.
    pub(super) fn take_date(&mut self, date: &Self) {
        match (&mut *self, date) {
            (Self::Cycle(Cycle::Weekday(w), None), Self::Calendar(c)) if c.day.is_some() && c.month.is_some() => {
                *self = Self::Calendar(Calendar { weekday: Some(*w), ..*c });
            }
            (Self::Range(a, b), Self::Range(first, last)) => {
                a.take_date(first);
                b.take_date(last);
            }
            _ => {}
        }
    }

    /// Year, month and day of a day, or of the first day of a range, that states all of them.
    pub(super) fn day_with_year(&self) -> Option<(i32, u32, u32)> {
        match self {
            Self::Calendar(Calendar { year: Some(Year::Full(y)), month: Some(m), day: Some(d), .. }) => {
                Some((*y, *m, *d))
            }
            Self::Range(a, _) => a.day_with_year(),
            _ => None,
        }
    }

    /// Puts a month or season that lacks its year into that of a later one of the same year; whether it lacked one.
    pub(super) fn take_year_of(&mut self, last: &Self) -> bool {
        let place = |c: &Cycle| match c {
            Cycle::Month(m) => Some(*m),
            Cycle::Season(s) => Some(3 * s + 3),
            _ => None,
        };
        match (&mut *self, last) {
            (Self::Modified(_, first), last) => first.take_year_of(last),
            (first, Self::Modified(_, last)) => first.take_year_of(last),
            (
                Self::Cycle(Cycle::Month(a), None),
                Self::Calendar(Calendar { year: Some(year), month: Some(b), day: None, .. }),
            ) if *a < *b => {
                *self = Self::Calendar(Calendar { year: Some(*year), month: Some(*a), ..Calendar::default() });
                true
            }
            (Self::Cycle(cycle, year @ None), Self::Cycle(other, Some(of)))
                if place(cycle).zip(place(other)).is_some_and(|(a, b)| a < b) =>
            {
                *year = Some(of.clone());
                true
            }
            (Self::Cycle(Cycle::Month(m), None), Self::Within(later, of)) => match &**later {
                Self::Calendar(Calendar { month: Some(b), day: None, .. }) if *m < *b => {
                    let month = Self::Calendar(Calendar { month: Some(*m), ..Calendar::default() });
                    *self = Self::Within(Box::new(month), of.clone());
                    true
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Puts a day, or a range of days, that lacks its year before `last`; whether it lacked one.
    pub(super) fn take_year(&mut self, last: (i32, u32, u32)) -> bool {
        match self {
            Self::Calendar(Calendar { year: year @ None, month: Some(m), day: Some(d), .. }) => {
                *year = Some(Year::Full(if (*m, *d) <= (last.1, last.2) { last.0 } else { last.0 - 1 }));
                true
            }
            Self::Range(a, b) => b.take_year(last) && b.day_with_year().is_some_and(|end| a.take_year(end)),
            _ => false,
        }
    }
}
