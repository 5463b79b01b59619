//! From meanings to places on the calendar, in the order of the text.

use super::calendar::{Clock, Part, Unit, When, add_days, add_months, monday, nth_weekday};
use super::expr::{Base, Calendar, Cycle, Expr, Length, Order, Toward, Year};
use super::holiday::Holiday;
use super::trace::Trace;
use crate::recognise::{DateOrder, Prefer};
use crate::value::{Anchor, Grain};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

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
    /// The day of writing, and its time where that is known.
    pub(super) now: Option<NaiveDate>,
    pub(super) moment: Option<NaiveDateTime>,
    /// Published or inferred; of an inferred day only the year is relied on.
    pub(super) anchor: Anchor,
    pub(super) prefer: Prefer,
    /// The text tells of other years than its own: bare dates belong to the point that it is at.
    pub(super) narrative: bool,
    /// The point in time that the text is at.
    pub(super) focus: Option<When>,
    pub(super) tense: Tense,
    /// The year that the tale last looked aside to.
    pub(super) looked_at: Option<i32>,
    /// Where the tale was before this sentence looked aside.
    pub(super) main_line: Option<When>,
    /// The mention opens its sentence: a year there moves the tale.
    pub(super) opens: bool,
    /// This sentence has placed something already.
    pub(super) said: bool,
    /// The day that this sentence named last.
    pub(super) day_here: Option<NaiveDate>,
    /// The mention tells when something was said.
    pub(super) telling: bool,
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
                let past_quarter = *unit == Unit::Quarter && !self.narrative && self.side() == Tense::Past;
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
            Expr::Modified(_, inner) | Expr::Bounded(_, inner) | Expr::Remainder { of: inner, .. } => self.place(inner),
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
            _ => None,
        }
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

    fn calendar(&self, c: &Calendar) -> Option<Placed> {
        let c = &self.ordered(*c);
        if let Some(year) = c.year {
            let year = self.full_year(year)?;
            let when = match (c.month, c.day) {
                (Some(m), Some(d)) => When::Day(NaiveDate::from_ymd_opt(year, m, d)?),
                (Some(m), None) => When::Month(year, m),
                _ => When::Year(year),
            };
            return Some((when, Anchor::Absolute));
        }
        match (c.month, c.day) {
            (Some(m), Some(d)) => {
                let day = |y| NaiveDate::from_ymd_opt(y, m, d).map(When::Day);
                match c.weekday {
                    // A weekday that is not that of the day at hand is a mistake, not another year.
                    Some(w) if !self.is_at_hand(&day) => {
                        self.by_weekday(w, |y, _| NaiveDate::from_ymd_opt(y, m, d), 12).or_else(|| self.in_year(day))
                    }
                    _ => self.in_year(day),
                }
            }
            (Some(m), None) => self.cycle(Cycle::Month(m), None),
            (None, Some(d)) => match c.weekday {
                Some(w) => self.by_weekday(w, |y, m| NaiveDate::from_ymd_opt(y, m, d), 1),
                None => self.day_of_month(d),
            },
            _ => self.cycle(Cycle::Weekday(c.weekday?), None),
        }
    }

    /// Whether a day of the year lies within weeks of the published date.
    fn is_at_hand(&self, at: &impl Fn(i32) -> Option<When>) -> bool {
        let news = self.anchor == Anchor::Published && self.prefer == Prefer::Context && !self.narrative;
        let Some(now) = self.now.filter(|_| news) else { return false };
        (now.year() - 1..=now.year() + 1).filter_map(at).any(|w| distance(w, now) <= AT_HAND)
    }

    /// Settles the order of day and month in a numeric date.
    fn ordered(&self, mut c: Calendar) -> Calendar {
        let written = (c.month, c.day);
        if self.order == Some(DateOrder::YearFirst) {
            return year_first(c).unwrap_or(c);
        }
        let dotted = c.order == Order::Dotted && self.order != Some(DateOrder::MonthFirst);
        if dotted || c.order == Order::Open && self.order == Some(DateOrder::DayFirst) {
            (c.day, c.month) = written;
        }
        if let (Order::Open, Some(order), Some(Year::Full(y)), Some(m), Some(d)) =
            (c.order, self.order, c.year, c.month, c.day)
            && let Some(other) = NaiveDate::from_ymd_opt(y, d, m)
        {
            let day = order == DateOrder::DayFirst;
            self.trace
                .dropped(When::Day(other), if day { "the day goes first here" } else { "the month goes first here" });
        }
        c
    }

    /// The nearest date with that weekday; `step` 12 looks at years, 1 at months.
    fn by_weekday(&self, w: u32, date: impl Fn(i32, u32) -> Option<NaiveDate>, step: i64) -> Option<Placed> {
        let now = self.base_day(self.narrative)?;
        let first = now.with_day(1)?;
        let mut best: Option<NaiveDate> = None;
        for i in -8..=8 {
            let month = add_months(first, i * step)?;
            let Some(d) = date(month.year(), month.month()) else { continue };
            let nearer = best.is_none_or(|b| (d - now).num_days().abs() < (b - now).num_days().abs());
            if d.weekday().number_from_monday() == w && nearer {
                best = Some(d);
            }
        }
        best.map(|d| (When::Day(d), self.relative_anchor()))
    }

    /// "the 15th".
    fn day_of_month(&self, d: u32) -> Option<Placed> {
        if self.anchor == Anchor::Inferred && !self.narrative {
            return None;
        }
        let base = self.base_day(self.focus.is_some() && (self.narrative || self.prefer == Prefer::Context))?;
        let first = base.with_day(1)?;
        let at = |i: i64| add_months(first, i).and_then(|m| m.with_day(d));
        let side = self.side();
        let day = match side {
            Tense::Future if self.focus.is_none() => (0..3).filter_map(at).find(|x| *x >= base),
            Tense::Past if self.focus.is_none() => (-2..1).rev().filter_map(at).find(|x| *x <= base),
            _ => at(0),
        }?;
        Some((When::Day(day), self.relative_anchor()))
    }

    /// Past or future, by option or by tense.
    fn side(&self) -> Tense {
        match self.prefer {
            Prefer::Context => self.tense,
            Prefer::Past => Tense::Past,
            Prefer::Future => Tense::Future,
            Prefer::Nearest => Tense::Open,
        }
    }

    /// A day or period of the year, in the year that tense and nearness give.
    fn in_year(&self, at: impl Fn(i32) -> Option<When>) -> Option<Placed> {
        // "In 1971 … on 16 December": a sentence that names a year long gone stays in it.
        let elsewhere = self.said
            && self.prefer == Prefer::Context
            && self.focus.zip(self.now).is_some_and(|(f, now)| (f.year() - now.year()).abs() > 1);
        if (self.narrative || elsewhere)
            && let Some(focus) = self.focus
        {
            focus.first_day().inspect(|d| self.trace.counted_from(*d, IN_FOCUS));
            return nearest_to(focus, at).map(|w| (w, self.relative_anchor()));
        }
        let now = self.writing()?;
        if self.anchor == Anchor::Inferred {
            return at(now.year()).map(|w| (w, Anchor::Inferred));
        }
        let choices: Vec<When> = (now.year() - 8..=now.year() + 8).filter_map(at).collect();
        let nearest = choices.iter().min_by_key(|w| distance(**w, now)).copied();
        // A date without a year that is weeks away is the one at hand, whatever the verb: a visit
        // "from May 11 to 13" in a report of May 12.
        let is_day = matches!(nearest, Some(When::Day(_)));
        let at_hand = nearest.filter(|w| is_day && self.prefer == Prefer::Context && distance(*w, now) <= AT_HAND);
        let past = choices.iter().rev().find(|w| w.first_day().is_some_and(|d| d <= now)).copied();
        let future = choices.iter().find(|w| w.days().is_some_and(|d| d.1 >= now)).copied();
        let (when, why) = match (at_hand, self.side()) {
            (Some(w), _) => (w, "another one is at hand"),
            (None, Tense::Past) => (past?, self.why("the sentence speaks of what was")),
            (None, Tense::Future) => (future?, self.why("the sentence speaks of what will be")),
            (None, Tense::Open) => {
                (choices.iter().min_by_key(|w| reported(**w, now)).copied()?, self.why("another one is nearer"))
            }
        };
        for other in [past, future].into_iter().flatten().filter(|w| *w != when) {
            self.trace.dropped(other, why);
        }
        Some((when, self.anchor))
    }

    /// Why a reading was dropped: by option, else by what the text says.
    fn why(&self, by_context: &'static str) -> &'static str {
        match self.prefer {
            Prefer::Context => by_context,
            Prefer::Past => "the past is preferred",
            Prefer::Future => "the future is preferred",
            Prefer::Nearest => "the nearest is preferred",
        }
    }

    fn cycle(&self, cycle: Cycle, within: Option<&Expr>) -> Option<Placed> {
        if let Some(year) = within {
            let (when, anchor) = self.place(year)?;
            return Some((self.of_year(cycle, when.year())?, anchor));
        }
        match cycle {
            Cycle::Weekday(w) => self.weekday(w),
            Cycle::Part(p) => Some((When::Part(self.near_day()?, p), self.relative_anchor())),
            Cycle::Quarter(_) | Cycle::Half(_) if !self.narrative => self.quarter(cycle),
            Cycle::Week(_) => {
                let year = self.base_day(self.narrative)?.year();
                Some((self.of_year(cycle, year)?, self.relative_anchor()))
            }
            Cycle::Season(_) if self.anchor == Anchor::Inferred && !self.narrative => None,
            _ => self.in_year(|y| self.of_year(cycle, y)),
        }
    }

    /// A quarter or half: of the year in focus, else the nearest that tense allows.
    fn quarter(&self, cycle: Cycle) -> Option<Placed> {
        self.in_year(|y| self.of_year(cycle, y))
    }

    fn of_year(&self, cycle: Cycle, year: i32) -> Option<When> {
        Some(match cycle {
            Cycle::Month(m) => When::Month(year, m),
            Cycle::Season(s) => When::Season(year, s),
            Cycle::Quarter(q) => When::Quarter(year, q),
            Cycle::Half(h) => When::Half(year, h),
            Cycle::Holiday(n) => When::Day(self.holidays.get(n)?.day(year)?),
            Cycle::Week(n) => When::Week(NaiveDate::from_isoywd_opt(year, n, chrono::Weekday::Mon)?),
            Cycle::Day(m, d) => When::Day(NaiveDate::from_ymd_opt(year, m, d)?),
            Cycle::SamePeriod(unit) => in_year(self.reported_or_now(unit)?, year)?,
            Cycle::Weekday(_) | Cycle::Part(_) => return None,
        })
    }

    fn weekday(&self, w: u32) -> Option<Placed> {
        if self.narrative {
            return None;
        }
        let now = self.exact_now()?;
        let ahead = i64::from((7 + w - now.weekday().number_from_monday()) % 7);
        let days = match self.side() {
            Tense::Future if self.prefer == Prefer::Future && ahead == 0 => 7,
            Tense::Future => ahead,
            Tense::Open if self.prefer == Prefer::Nearest && ahead <= 3 => ahead,
            _ if ahead == 0 => 0,
            _ => ahead - 7,
        };
        let other = add_days(now, if days > 0 { days - 7 } else { days + 7 })?;
        let why = if days > 0 { "the sentence speaks of what will be" } else { "the sentence speaks of what was" };
        self.trace.dropped(When::Day(other), self.why(why));
        Some((When::Day(add_days(now, days)?), self.anchor))
    }

    fn relative(&self, toward: Toward, unit: Unit) -> Option<Placed> {
        let focus_first = matches!(toward, Toward::Previous | Toward::Same | Toward::Following)
            || toward == Toward::Next && unit == Unit::Day
            || self.narrative && toward != Toward::This;
        let at_focus = focus_first && self.focus.is_some() && self.prefer != Prefer::Future;
        if !at_focus && self.anchor == Anchor::Inferred && unit < Unit::Year {
            return None;
        }
        // "The next day", in a tale without a date: nothing says after which.
        let unheard = focus_first && toward.offset() > 0 && self.side() == Tense::Past;
        if self.focus.is_none() && unheard && self.prefer == Prefer::Context {
            return None;
        }
        let day = self.base_day(at_focus)?;
        // A focus that is coarser than the unit does not tell which one.
        if at_focus && self.focus.is_some_and(|f| span_of(f) > days_of(unit)) {
            return None;
        }
        Some((When::offset(day, unit, toward.offset())?, self.relative_anchor()))
    }

    fn toward(&self, toward: Toward, cycle: Cycle) -> Option<Placed> {
        if let Cycle::Part(part) = cycle {
            let focus = matches!(toward, Toward::Previous | Toward::Same | Toward::Following)
                || toward == Toward::Next && self.focus.is_some() && self.prefer != Prefer::Future;
            let day = if focus { self.focus.and_then(When::first_day) } else { self.exact_now() };
            let last_night = toward == Toward::Last || toward.offset() != 0 && focus;
            let day = add_days(day?, if last_night { toward.offset() } else { toward.offset().max(0) })?;
            return Some((When::Part(day, part), self.relative_anchor()));
        }
        if self.anchor == Anchor::Inferred && !matches!(cycle, Cycle::Month(_) | Cycle::Holiday(_)) && !self.narrative {
            return None;
        }
        let at_focus = self.focus.is_some()
            && (self.narrative || matches!(toward, Toward::Previous | Toward::Same | Toward::Following));
        let base = self.base_day(at_focus && self.prefer != Prefer::Future)?;
        if let Cycle::Weekday(w) = cycle {
            let today = base.weekday().number_from_monday();
            let ahead = i64::from((7 + w - today) % 7);
            let days = match toward.offset() {
                -1 => {
                    if ahead == 0 {
                        -7
                    } else {
                        ahead - 7
                    }
                }
                1 => i64::from(w) + 7 - i64::from(today),
                _ if self.side() == Tense::Past && ahead > 0 => ahead - 7,
                _ if self.prefer == Prefer::Future && ahead == 0 => 7,
                _ => ahead,
            };
            return Some((When::Day(add_days(base, days)?), self.relative_anchor()));
        }
        let years = base.year() - 2..=base.year() + 2;
        let choices: Vec<When> = years.filter_map(|y| self.of_year(cycle, y)).collect();
        let when = match toward.offset() {
            -1 => choices.iter().rev().find(|w| w.days().is_some_and(|d| d.1 < base)),
            1 => choices.iter().find(|w| w.first_day().is_some_and(|d| d > base)),
            _ => match cycle {
                Cycle::Holiday(_) => choices.iter().find(|w| w.days().is_some_and(|d| d.1 >= base)),
                Cycle::Season(_) => choices.iter().min_by_key(|w| distance(**w, base)),
                _ => choices.iter().find(|w| w.year() == base.year()),
            },
        }?;
        Some((*when, self.relative_anchor()))
    }

    fn shift(&self, length: &Length, sign: i64, base: &Base) -> Option<Placed> {
        if let Base::Period(unit) = base {
            return self.year_before(*unit).map(|w| (w, self.relative_anchor()));
        }
        let (base_when, anchor) = match base {
            Base::Now if length.is_a_year() && self.said && self.in_period() => (self.focus, self.relative_anchor()),
            Base::Now => (None, self.relative_anchor()),
            Base::Focus => match self.focus.filter(|_| self.prefer != Prefer::Future) {
                Some(f) => {
                    f.first_day().inspect(|d| self.trace.counted_from(*d, IN_FOCUS));
                    (Some(f), self.relative_anchor())
                }
                // "Two days later", in a tale without a date: nothing says from when.
                None if sign > 0 && self.side() == Tense::Past => return None,
                None => (None, self.relative_anchor()),
            },
            Base::At(e) => {
                let (w, a) = self.place(e)?;
                (Some(w), a)
            }
            Base::Period(_) => (None, self.relative_anchor()),
        };
        let named = matches!(base, Base::At(_));
        let finest = length.0.last()?.1;
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
        let day = move_by(start.first_day()?, length, sign)?;
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
            When::Month(..) if named => finest.min(Unit::Month),
            When::Quarter(..) if named => finest.min(Unit::Quarter),
            _ => finest,
        };
        Some((When::containing(day, unit), anchor))
    }

    /// Whether the text is at a month, a quarter or a half.
    pub(super) fn in_period(&self) -> bool {
        matches!(self.focus, Some(When::Month(..) | When::Quarter(..) | When::Half(..)))
    }

    /// Where appointments are made, "in a week" is a day and "in a day" an hour.
    fn finer(&self, day: NaiveDate, unit: Unit) -> Option<When> {
        Some(match unit {
            Unit::Day | Unit::Night | Unit::Fortnight => match self.moment {
                Some(t) => When::Moment(day.and_hms_opt(t.hour(), 0, 0)?, Grain::Hour),
                None => When::Day(day),
            },
            Unit::Year | Unit::Decade | Unit::Century => When::containing(day, Unit::Month),
            _ => When::Day(day),
        })
    }

    fn shift_clock(&self, length: &Length, sign: i64, base: Option<When>) -> Option<When> {
        let start = match base {
            Some(When::Clock(d, c)) => d.and_hms_opt(c.hour, c.minute.unwrap_or(0), c.second.unwrap_or(0))?,
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

    fn counted(&self, count: i64, cycle: Cycle, base: &Base) -> Option<Placed> {
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

    fn clock(&self, clock: Clock, sure: bool, day: Option<&Expr>) -> Option<Placed> {
        if let Some(expr) = day {
            let (when, anchor) = self.place(expr)?;
            return match when {
                When::Day(d) => Some((When::Clock(d, clock), anchor)),
                When::Moment(t, _) => Some((When::Clock(t.date(), clock), anchor)),
                When::Part(d, part) => {
                    let late = !sure && clock.hour < 12 && part != Part::Morning;
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
            let at = day.and_hms_opt(clock.hour, clock.minute.unwrap_or(0), 0)?;
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

/// "25/12/04" with its year first.
fn year_first(c: Calendar) -> Option<Calendar> {
    let (first, second) = match c.order {
        Order::Named if c.day != c.month => return None,
        Order::DayFirst => (c.day?, c.month?),
        _ => (c.month?, c.day?),
    };
    let Some(Year::Short(last)) = c.year else { return None };
    let day = u32::try_from(last).ok().filter(|d| (1..=31).contains(d))?;
    let year = Some(Year::Short(i32::try_from(first).ok()?));
    (second <= 12).then_some(Calendar { year, month: Some(second), day: Some(day), order: Order::Named, ..c })
}

/// Days from now to the nearer end; periods that hold now are at 0.
fn distance(w: When, now: NaiveDate) -> i64 {
    match w.days() {
        Some((a, _)) if a > now => (a - now).num_days(),
        Some((_, b)) if b < now => (now - b).num_days(),
        Some(_) => 0,
        None => i64::MAX,
    }
}

/// News reports more of what was than of what will be: what lies ahead must be twice as near.
fn reported(w: When, now: NaiveDate) -> i64 {
    let ahead = w.first_day().is_some_and(|d| d > now);
    distance(w, now).saturating_mul(if ahead { 2 } else { 1 })
}

/// What a date that a tale counts from is called.
const IN_FOCUS: &str = "the date in focus";

/// Days within which a day without a year is taken for the nearest one.
const AT_HAND: i64 = 45;

/// In a tale the next date is more often a little later than a little earlier.
fn nearest_to(focus: When, at: impl Fn(i32) -> Option<When>) -> Option<When> {
    let year = focus.year();
    if matches!(focus, When::Year(_) | When::Decade(_) | When::Century(_)) {
        return at(year);
    }
    let (first, last) = focus.days()?;
    (year - 1..=year + 1).filter_map(at).min_by_key(|w| match w.days() {
        Some((a, _)) if a > last => (a - last).num_days(),
        Some((_, b)) if b < first => (first - b).num_days() * 3 / 2,
        Some(_) => 0,
        None => i64::MAX,
    })
}

fn days_of(unit: Unit) -> i64 {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => 1,
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

fn span_of(w: When) -> i64 {
    w.days().map_or(1, |(a, b)| (b - a).num_days() + 1).min(if w.is_time() { 1 } else { i64::MAX })
}

/// Moves a day by a length; fractions of a year become months, of a week days.
pub(super) fn move_by(day: NaiveDate, length: &Length, sign: i64) -> Option<NaiveDate> {
    let mut day = day;
    for (count, unit) in &length.0 {
        let n = (*count)?.checked_mul(sign)?;
        day = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => day,
            Unit::Day | Unit::Night => add_days(day, n / 1000)?,
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
