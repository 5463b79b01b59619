//! Points counted from another one, and times of day.

use super::super::calendar::{Clock, Part, Unit, When, add_days, add_months, add_workdays};
use super::super::expr::{Base, Cycle, Expr, Length};
use super::{IN_FOCUS, Placed, Resolver, Tense};
use crate::recognise::Prefer;
use crate::value::{Anchor, Grain};
use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};

impl Resolver<'_> {
    pub(super) fn shift(&self, length: &Length, sign: i64, base: &Base) -> Option<Placed> {
        if let Base::Period(unit) = base {
            return self.year_before(*unit).map(|w| (w, self.relative_anchor()));
        }
        let finest = length.0.last()?.1;
        let (base_when, anchor) = match base {
            Base::Now if length.is_a_year() && self.said && self.in_period() => (self.focus, self.relative_anchor()),
            Base::Now => (None, self.relative_anchor()),
            Base::Focus => match self.focus.filter(|_| self.prefer != Prefer::Future) {
                Some(f) => {
                    f.first_day().inspect(|d| self.trace.counted_from(*d, IN_FOCUS));
                    (Some(f), self.relative_anchor())
                }
                // "Two days later", in a tale without a date: nothing says from when.
                None if sign > 0
                    && self.side() != Tense::Future
                    && !(finest.is_clock() && self.side() == Tense::Open) =>
                {
                    return None;
                }
                None => (None, self.relative_anchor()),
            },
            Base::At(e) => {
                let (w, a) = self.place(e)?;
                (Some(w), a)
            }
            Base::Period(_) => (None, self.relative_anchor()),
        };
        let named = matches!(base, Base::At(_));
        if finest.is_clock() {
            return self.shift_clock(length, sign, base_when).map(|w| (w, anchor));
        }
        if base_when.is_none() && self.anchor == Anchor::Inferred && finest < Unit::Year {
            return None;
        }
        let start = match base_when {
            Some(w) => w,
            None => When::Day(self.writing()?),
        };
        if base_when.is_some() && span_of(start) > days_of(finest) && !named {
            return None;
        }
        // A week is where its Thursday is.
        let from = match start {
            When::Week(monday) if named && finest >= Unit::Month => add_days(monday, 3)?,
            w => w.first_day()?,
        };
        let day = move_by(from, length, sign)?;
        if self.prefer == Prefer::Future && base_when.is_none() {
            return Some((self.finer(day, finest)?, anchor));
        }
        // "in the third quarter … a year earlier": that quarter of the year before.
        if length.is_a_year() && base_when.is_some() && self.in_period() {
            let unit = match start {
                When::Month(..) => Unit::Month,
                When::Quarter(..) => Unit::Quarter,
                When::Half(..) => Unit::Half,
                _ => finest,
            };
            return Some((When::containing(day, unit), anchor));
        }
        let unit = match start {
            When::Day(_) if named && finest != Unit::Weekend => Unit::Day,
            When::Week(_) if named => finest.min(Unit::Week),
            When::Month(..) if named => finest.min(Unit::Month),
            When::Quarter(..) if named => finest.min(Unit::Quarter),
            _ => finest,
        };
        Some((When::containing(day, unit), anchor))
    }

    /// Whether the text is at a month, a quarter or a half.
    pub(in super::super) fn in_period(&self) -> bool {
        matches!(self.focus, Some(When::Month(..) | When::Quarter(..) | When::Half(..)))
    }

    /// Where appointments are made, "in a week" is a day and "in a day" an hour.
    pub(super) fn finer(&self, day: NaiveDate, unit: Unit) -> Option<When> {
        Some(match unit {
            Unit::Day | Unit::Night | Unit::Fortnight => match self.moment {
                Some(t) => When::Moment(day.and_hms_opt(t.hour(), 0, 0)?, Grain::Hour),
                None => When::Day(day),
            },
            Unit::Year | Unit::Decade | Unit::Century => When::containing(day, Unit::Month),
            _ => When::Day(day),
        })
    }

    pub(in super::super) fn shift_clock(&self, length: &Length, sign: i64, base: Option<When>) -> Option<When> {
        let start = match base {
            Some(When::Clock(d, c)) => c.on(d)?,
            Some(When::Moment(t, _)) => t,
            Some(_) => return None,
            None => self.moment?,
        };
        let mut seconds = 0i64;
        for (count, unit) in &length.0 {
            let each: i64 = match unit {
                Unit::Second => 1,
                Unit::Minute => 60,
                Unit::Hour => 3600,
                Unit::Day => 86_400,
                _ => return None,
            };
            seconds = seconds.checked_add((*count)?.checked_mul(each)? / 1000)?;
        }
        let t = start.checked_add_signed(TimeDelta::try_seconds(seconds.checked_mul(sign)?)?)?;
        let whole_hours = length.0.iter().all(|(n, u)| *u == Unit::Hour && n.is_some_and(|n| n % 1000 == 0));
        let fine = self.prefer == Prefer::Future && !whole_hours;
        Some(When::Moment(t, if fine { Grain::Second } else { Grain::Minute }))
    }

    pub(super) fn counted(&self, count: i64, cycle: Cycle, base: &Base) -> Option<Placed> {
        let Cycle::Weekday(w) = cycle else { return None };
        let day = match base {
            Base::At(e) => self.place(e)?.0.first_day()?,
            _ => self.exact_now()?,
        };
        let today = day.weekday().number_from_monday();
        let days = if count > 0 {
            let ahead = i64::from((7 + w - today) % 7);
            (if ahead == 0 { 7 } else { ahead }) + 7 * (count - 1)
        } else {
            let back = i64::from((7 + today - w) % 7);
            -(if back == 0 { 7 } else { back }) + 7 * (count + 1)
        };
        Some((When::Day(add_days(day, days)?), self.relative_anchor()))
    }

    pub(super) fn clock(&self, clock: Clock, sure: bool, day: Option<&Expr>) -> Option<Placed> {
        if let Some(expr) = day {
            let (when, anchor) = self.place(expr)?;
            return match when {
                When::Day(d) => Some((When::Clock(d, clock), anchor)),
                When::Moment(t, _) => Some((When::Clock(t.date(), clock), anchor)),
                When::Part(d, part) => {
                    let late = !sure && clock.hour < 12 && !matches!(part, Part::Morning | Part::SmallHours);
                    Some((
                        When::Clock(d, Clock { hour: if late { clock.hour + 12 } else { clock.hour }, ..clock }),
                        anchor,
                    ))
                }
                _ => None,
            };
        }
        let mut day = self.near_day()?;
        if self.prefer == Prefer::Future
            && let Some(now) = self.moment
        {
            let at = clock.on(day)?;
            let later = day.and_hms_opt(clock.hour + 12, clock.minute.unwrap_or(0), 0);
            if at < now
                && !sure
                && let Some(_) = later.filter(|l| *l > now)
            {
                return Some((When::Clock(day, Clock { hour: clock.hour + 12, ..clock }), self.relative_anchor()));
            }
            if at < now {
                day = add_days(day, 1)?;
            }
        }
        Some((When::Clock(day, clock), self.relative_anchor()))
    }
}

pub(super) fn days_of(unit: Unit) -> i64 {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Workday | Unit::Night => 1,
        Unit::Weekend | Unit::Week => 7,
        Unit::Fortnight => 14,
        Unit::Month => 31,
        Unit::Quarter | Unit::Season => 92,
        Unit::Half => 184,
        Unit::Year => 366,
        Unit::Decade => 3660,
        Unit::Century | Unit::Millennium => 36600,
    }
}

pub(super) fn span_of(w: When) -> i64 {
    w.days().map_or(1, |(a, b)| (b - a).num_days() + 1).min(if w.is_time() { 1 } else { i64::MAX })
}

/// Moves a day by a length; fractions of a year become months, of a week days.
pub(in super::super) fn move_by(day: NaiveDate, length: &Length, sign: i64) -> Option<NaiveDate> {
    let mut day = day;
    for (count, unit) in &length.0 {
        let n = (*count)?.checked_mul(sign)?;
        day = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => day,
            Unit::Day | Unit::Night => add_days(day, n / 1000)?,
            Unit::Workday => add_workdays(day, n / 1000)?,
            Unit::Weekend | Unit::Week => add_days(day, n.checked_mul(7)? / 1000)?,
            Unit::Fortnight => add_days(day, n.checked_mul(14)? / 1000)?,
            Unit::Month => add_months(day, n / 1000)?,
            Unit::Quarter | Unit::Season => add_months(day, n.checked_mul(3)? / 1000)?,
            Unit::Half => add_months(day, n.checked_mul(6)? / 1000)?,
            Unit::Year => add_months(day, n.checked_mul(12)? / 1000)?,
            Unit::Decade => add_months(day, n.checked_mul(120)? / 1000)?,
            Unit::Century => add_months(day, n.checked_mul(1200)? / 1000)?,
            Unit::Millennium => add_months(day, n.checked_mul(12_000)? / 1000)?,
        };
    }
    Some(day)
}
