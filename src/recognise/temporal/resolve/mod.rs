//! From meanings to places on the calendar, in the order of the text.

mod nearness;
mod shift;

pub(super) use shift::move_by;

use super::calendar::{Unit, When, add_days, monday, nth_weekday};
use super::expr::{Calendar, Expr, Reference, Toward, Year};
use super::holiday::Holiday;
use super::national::Country;
use super::trace::Trace;
use crate::recognise::{DateOrder, Prefer};
use crate::value::{Anchor, TimexMod};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use shift::span_of;

/// Which side of now the sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Open,
}

/// What expressions are resolved against, and where the text is in time.
pub(super) struct Resolver<'a> {
    pub(super) holidays: &'a [Holiday],
    /// The country whose national day is told of.
    pub(super) country: Option<Country>,
    /// The day of writing, and its time where that is known.
    pub(super) now: Option<NaiveDate>,
    pub(super) moment: Option<NaiveDateTime>,
    /// Published or inferred; of an inferred day only the year is relied on.
    pub(super) anchor: Anchor,
    pub(super) prefer: Prefer,
    /// The text tells of other years than its own: bare dates belong to the point that it is at.
    pub(super) narrative: bool,
    /// The expression stands among the first words of the text.
    pub(super) leads: bool,
    /// The point in time that the text is at.
    pub(super) focus: Option<When>,
    pub(super) tense: Tense,
    /// The words right before the mention say that it is still to come.
    pub(super) foretold: bool,
    /// The verb at the mention, or at the date that opens its sentence, tells what happened then.
    pub(super) bygone: bool,
    /// The mention lies ahead of the day that the sentence named, and not of the day of writing.
    pub(super) foreseen: bool,
    /// The sentence tells how things stood at the mention.
    pub(super) level: bool,
    /// The year that the tale last looked aside to.
    pub(super) looked_at: Option<i32>,
    /// Where the tale was before this sentence looked aside.
    pub(super) main_line: Option<When>,
    /// The mention opens its sentence: a year there moves the tale.
    pub(super) opens: bool,
    /// This sentence has placed something already.
    pub(super) said: bool,
    /// The year that this sentence is at stands in the midst of it, or is counted from the day of writing: "was elected
    /// four years ago and was re-elected in November". It holds for what stands right beside it.
    pub(super) loose: bool,
    /// Nothing but a comma or a preposition stands between the mention before it and this one.
    pub(super) joined: bool,
    /// The day that this sentence named last.
    pub(super) day_here: Option<NaiveDate>,
    /// The mention tells when something was said.
    pub(super) telling: bool,
    /// The mention is of what the sentence compares with, or of a limit: "until …", "against 3,500 in …".
    pub(super) aside: bool,
    /// The quarter or half, and the month, that the text reported on last.
    pub(super) period: Option<When>,
    pub(super) month: Option<When>,
    /// The order of day and month in numeric dates, where something tells.
    pub(super) order: Option<DateOrder>,
    /// How the value at hand was come by.
    pub(super) trace: Trace,
}

/// A place on the calendar and what it was resolved against.
pub(super) type Placed = (When, Anchor);

impl Resolver<'_> {
    /// The place of a point or period; `None` where nothing settles it.
    pub(super) fn place(&self, expr: &Expr) -> Option<Placed> {
        match expr {
            Expr::Fixed(w) => Some((*w, Anchor::Absolute)),
            Expr::Calendar(c) => self.calendar(c),
            Expr::Decade(y, short) => {
                Some((When::Decade(if *short { self.century_of(*y)? + y } else { *y }), Anchor::Absolute))
            }
            Expr::Cycle(c, within) => self.cycle(*c, within.as_deref()),
            Expr::Within(inner, year) => {
                let (when, anchor) = self.place(year)?;
                let Expr::Calendar(c) = &**inner else { return None };
                let (placed, _) = self.calendar(&Calendar { year: Some(Year::Full(when.year())), ..*c })?;
                Some((placed, anchor))
            }
            Expr::The(unit) => {
                if let Some(when) = self.spoken_of(*unit) {
                    return Some((when, self.relative_anchor()));
                }
                let day = self.base_day(self.narrative)?;
                if !self.coarse(*unit) {
                    return None;
                }
                // "over the weekend", told on a weekday, is the one that has been.
                let past_weekend = *unit == Unit::Weekend
                    && !self.narrative
                    && self.side() == Tense::Past
                    && day.weekday().number_from_monday() < 6;
                // Results "for the quarter" are told when it is over.
                let past_quarter = *unit == Unit::Quarter
                    && !self.narrative
                    && match self.prefer {
                        Prefer::Context => self.tense != Tense::Future,
                        _ => self.side() == Tense::Past,
                    };
                let when = When::offset(day, *unit, if past_weekend || past_quarter { -1 } else { 0 })?;
                Some((when, self.relative_anchor()))
            }
            Expr::Holding(unit, inner) => {
                let (when, anchor) = self.place(inner)?;
                let day = when.first_day()?;
                // A Monday off is the end of the weekend before it.
                let early = *unit == Unit::Weekend && day.weekday().number_from_monday() <= 2;
                Some((When::containing(if early { add_days(day, -7)? } else { day }, *unit), anchor))
            }
            Expr::Relative(toward, unit) => self.relative(*toward, *unit),
            Expr::Toward(toward, cycle) => self.toward(*toward, *cycle),
            Expr::Upcoming { count, unit } => {
                Some((When::offset(self.exact_now()?, *unit, count / 1000)?, self.relative_anchor()))
            }
            Expr::Shift { length, sign, base } => self.shift(length, *sign, base),
            Expr::Nth { count, cycle, base } => self.counted(*count, *cycle, base),
            Expr::Ordinal { n, unit, within } => {
                let (when, anchor) = self.place(within)?;
                Some((ordinal(*n, *unit, when)?, anchor))
            }
            Expr::Modified(_, inner)
            | Expr::Bounded(_, inner)
            | Expr::Fiscal(inner)
            | Expr::Remainder { of: inner, .. } => self.place(inner),
            Expr::Clock(clock, sure, day) => self.clock(*clock, *sure, day.as_deref()),
            Expr::Part(part, day) => {
                let (day, anchor) = match day {
                    Some(d) => {
                        // "the night of June 3-4" begins on the first of them.
                        let d = if let Expr::Range(first, _) = &**d { first } else { d };
                        let (when, anchor) = self.place(d)?;
                        let When::Day(day) = when else { return None };
                        (day, anchor)
                    }
                    None => (self.near_day()?, self.relative_anchor()),
                };
                Some((When::Part(day, *part), anchor))
            }
            Expr::Years(a, _) => Some((When::Year(*a), Anchor::Absolute)),
            // Only as an end of a range.
            Expr::Reference(Reference::Present) => Some((When::Day(self.exact_now()?), self.relative_anchor())),
            _ => None,
        }
    }

    /// "had 400 workers at the end of the year", told in February: the end of the year before.
    pub(super) fn ended_before(&self, shade: TimexMod, period: &Expr) -> Option<Expr> {
        let Expr::The(unit @ (Unit::Week | Unit::Month | Unit::Year)) = period else { return None };
        let news = shade == TimexMod::End && self.level && !self.narrative && self.prefer == Prefer::Context;
        let now = self.exact_now().filter(|_| news)?;
        let (first, last) = When::containing(now, *unit).days()?;
        let begun = 4 * (now - first).num_days() < (last - first).num_days();
        (begun && self.spoken_of(*unit).is_none()).then_some(Expr::Relative(Toward::Last, *unit))
    }

    /// The period of that unit that the text is at, or the one that this sentence spoke of.
    fn spoken_of(&self, unit: Unit) -> Option<When> {
        let focus = self.focus.filter(|_| self.prefer == Prefer::Context)?;
        let same = matches!(
            (focus, unit),
            (When::Quarter(..), Unit::Quarter) | (When::Month(..), Unit::Month) | (When::Week(_), Unit::Week)
        );
        let past_year = unit == Unit::Year && self.said && self.side() == Tense::Past && span_of(focus) < 366;
        match focus {
            _ if same => Some(focus),
            _ if past_year => Some(When::Year(focus.year())),
            _ => None,
        }
    }

    /// The period that the text reports on: of that unit, where one is named.
    fn reported(&self, unit: Option<Unit>) -> Option<When> {
        let at = self.focus.filter(|f| is_period(*f));
        match unit {
            None => self.period.or(at).or(self.month),
            Some(Unit::Month) => self.month,
            Some(unit) => self.period.or(at).filter(|p| {
                matches!(
                    (p, unit),
                    (When::Quarter(..), Unit::Quarter) | (When::Half(..), Unit::Half) | (When::Week(_), Unit::Week)
                )
            }),
        }
    }

    /// The same; of a unit that was not spoken of, the one of the day of writing.
    fn reported_or_now(&self, unit: Option<Unit>) -> Option<When> {
        self.reported(unit).or_else(|| {
            Some(match unit {
                // Results are told when the quarter is over.
                Some(Unit::Quarter) => When::offset(self.exact_now()?, Unit::Quarter, -1)?,
                Some(unit) => When::containing(self.exact_now()?, unit),
                None => When::Year(self.writing()?.year()),
            })
        })
    }

    /// The reported period, a year before.
    fn year_before(&self, unit: Option<Unit>) -> Option<When> {
        let period = self.reported_or_now(unit)?;
        in_year(period, period.year() - 1)
    }

    /// The day that days and times without one belong to.
    fn near_day(&self) -> Option<NaiveDate> {
        let focus = match self.focus {
            Some(When::Day(d) | When::Part(d, _) | When::Clock(d, _)) => Some(d),
            _ => None,
        };
        if let Some(day) = self.day_here {
            self.trace.counted_from(day, "the day that the sentence named");
            return Some(day);
        }
        if !self.narrative {
            // News goes on with the day that it told of, as long as that is of the week.
            let now = self.exact_now()?;
            let of_the_week = |d: &NaiveDate| {
                let ahead = (*d - now).num_days();
                let side = match self.tense {
                    Tense::Past => ahead <= 0,
                    Tense::Future => ahead >= 0,
                    Tense::Open => true,
                };
                side && ahead.abs() < 7 && self.prefer == Prefer::Context
            };
            return focus.filter(of_the_week).inspect(|d| self.trace.counted_from(*d, IN_FOCUS)).or(Some(now));
        }
        focus.inspect(|d| self.trace.counted_from(*d, IN_FOCUS))
    }

    /// The day of writing where it is known to the day.
    fn exact_now(&self) -> Option<NaiveDate> {
        self.writing().filter(|_| self.anchor == Anchor::Published)
    }

    /// The day of writing.
    fn writing(&self) -> Option<NaiveDate> {
        let what =
            if self.anchor == Anchor::Published { "the published date" } else { "a date inferred from the text" };
        self.now.inspect(|d| self.trace.counted_from(*d, what))
    }

    /// An inferred day of writing is good for years only.
    fn coarse(&self, unit: Unit) -> bool {
        self.anchor == Anchor::Published || unit >= Unit::Year || self.narrative && self.focus.is_some()
    }

    fn relative_anchor(&self) -> Anchor {
        if self.anchor == Anchor::None { Anchor::Inferred } else { self.anchor }
    }

    fn base_day(&self, at_focus: bool) -> Option<NaiveDate> {
        if at_focus && let Some(day) = self.focus.and_then(When::first_day) {
            self.trace.counted_from(day, IN_FOCUS);
            return Some(day);
        }
        self.writing()
    }

    fn century_of(&self, short: i32) -> Option<i32> {
        let now = self.now.map_or(2020, |d| d.year());
        let base = now.div_euclid(100) * 100;
        // Two digits more than a few years ahead belong to the last century.
        Some(if base + short > now + 10 { base - 100 } else { base })
    }

    fn full_year(&self, year: Year) -> Option<i32> {
        match year {
            Year::Full(y) => Some(y),
            Year::Short(y) => Some(self.century_of(y)? + y),
        }
    }
}

/// Whether it is what figures are reported for.
fn is_period(w: When) -> bool {
    matches!(w, When::Week(_) | When::Month(..) | When::Quarter(..) | When::Half(..))
}

/// The same period of another year.
fn in_year(period: When, year: i32) -> Option<When> {
    Some(match period {
        When::Month(_, m) => When::Month(year, m),
        When::Quarter(_, q) => When::Quarter(year, q),
        When::Half(_, h) => When::Half(year, h),
        When::Week(d) => When::Week(NaiveDate::from_isoywd_opt(year, d.iso_week().week(), chrono::Weekday::Mon)?),
        When::Year(_) => When::Year(year),
        _ => return None,
    })
}

/// What a date that a tale counts from is called.
const IN_FOCUS: &str = "the date in focus";

/// The nth unit or weekday of a period, counted from its end where negative.
fn ordinal(n: i64, unit: Result<Unit, u32>, within: When) -> Option<When> {
    let (first, last) = within.days()?;
    let unit = match unit {
        Err(w) => {
            if let When::Month(y, m) = within {
                return nth_weekday(y, m, w, i32::try_from(n).ok()?).map(When::Day);
            }
            let start = if n > 0 { first } else { last };
            let gap = if n > 0 {
                (7 + w - first.weekday().number_from_monday()) % 7
            } else {
                (7 + last.weekday().number_from_monday() - w) % 7
            };
            let days = if n > 0 { i64::from(gap) + 7 * (n - 1) } else { -i64::from(gap) + 7 * (n + 1) };
            let day = add_days(start, days)?;
            return (first..=last).contains(&day).then_some(When::Day(day));
        }
        Ok(u) => u,
    };
    if matches!(unit, Unit::Week | Unit::Weekend) {
        // An ISO week belongs to the period that holds its Thursday, a weekend to its Saturday's.
        let inner = if unit == Unit::Week { 3 } else { 5 };
        let mut start = monday(first);
        if add_days(start, inner)? < first {
            start = add_days(start, 7)?;
        }
        let mut end = monday(last);
        if add_days(end, inner)? > last {
            end = add_days(end, -7)?;
        }
        let week = if n > 0 { add_days(start, 7 * (n - 1))? } else { add_days(end, 7 * (n + 1))? };
        let when = if unit == Unit::Week { When::Week(week) } else { When::Weekend(week) };
        return (start..=end).contains(&week).then_some(when);
    }
    let when = if n > 0 { When::offset(first, unit, n - 1)? } else { When::offset(last, unit, n + 1)? };
    let day = when.first_day()?;
    (first..=last).contains(&day).then_some(when)
}
