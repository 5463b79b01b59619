//! Dates that leave something out (a year, a month, which of several), by tense and nearness.

use super::super::calendar::{Unit, When, add_days, add_months};
use super::super::expr::{Calendar, Cycle, Expr, Order, Toward, Year};
use super::super::holiday::Holiday;
use super::shift::{days_of, span_of};
use super::{IN_FOCUS, Placed, Resolver, Tense, in_year};
use crate::recognise::{DateOrder, Prefer};
use crate::value::Anchor;
use chrono::{Datelike, NaiveDate};

/// Days within which a day without a year is taken for the nearest one.
const AT_HAND: i64 = 45;

/// Days after which a day that "will be" is no slip of copy that appeared late, but next year's.
const LATE: i64 = 14;

impl Resolver<'_> {
    pub(super) fn calendar(&self, c: &Calendar) -> Option<Placed> {
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
                if let Some(when) = self.month_told(m).filter(|_| !self.is_at_hand(&day)).and_then(day) {
                    return Some((when, self.relative_anchor()));
                }
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

    /// The year of a month that the text told of last: "in November 1984 … on November 17".
    fn month_told(&self, month: u32) -> Option<i32> {
        match self.month.filter(|_| self.prefer == Prefer::Context && self.tense != Tense::Future)? {
            When::Month(y, m) if m == month => Some(y),
            _ => None,
        }
    }

    /// Whether a day of the year lies within weeks of the published date.
    pub(super) fn is_at_hand(&self, at: &impl Fn(i32) -> Option<When>) -> bool {
        let news = self.anchor == Anchor::Published && self.prefer == Prefer::Context && !self.narrative;
        let Some(now) = self.now.filter(|_| news) else { return false };
        (now.year() - 1..=now.year() + 1).filter_map(at).any(|w| distance(w, now) <= AT_HAND)
    }

    /// Settles the order of day and month in a numeric date.
    pub(super) fn ordered(&self, mut c: Calendar) -> Calendar {
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
    pub(super) fn by_weekday(&self, w: u32, date: impl Fn(i32, u32) -> Option<NaiveDate>, step: i64) -> Option<Placed> {
        // A tale that says what will be speaks of its own time.
        let ahead = self.anchor == Anchor::Published && self.side() == Tense::Future;
        let now = self.base_day(self.narrative && !ahead)?;
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
    pub(super) fn day_of_month(&self, d: u32) -> Option<Placed> {
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
    pub(in super::super) fn side(&self) -> Tense {
        match self.prefer {
            Prefer::Context => self.tense,
            Prefer::Past => Tense::Past,
            Prefer::Future => Tense::Future,
            Prefer::Nearest => Tense::Open,
        }
    }

    /// A day or period of the year, in the year that tense and nearness give.
    pub(super) fn in_year(&self, at: impl Fn(i32) -> Option<When>) -> Option<Placed> {
        // "In 1971 … on 16 December": a sentence that names a year long gone stays in it.
        let elsewhere = self.said
            && (!self.loose || self.joined)
            && self.tense != Tense::Future
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
        let gone = |w: &When| self.foretold && w.days().is_some_and(|d| (now - d.1).num_days() > LATE);
        // "On April 5 the bank closed", told on March 20.
        let ahead = |w: &When| self.bygone && w.first_day().is_some_and(|d| (d - now).num_days() > 1);
        let at_hand = nearest
            .filter(|w| is_day && self.prefer == Prefer::Context && distance(*w, now) <= AT_HAND)
            .filter(|w| !gone(w) && !ahead(w));
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
    pub(super) fn why(&self, by_context: &'static str) -> &'static str {
        match self.prefer {
            Prefer::Context => by_context,
            Prefer::Past => "the past is preferred",
            Prefer::Future => "the future is preferred",
            Prefer::Nearest => "the nearest is preferred",
        }
    }

    pub(super) fn cycle(&self, cycle: Cycle, within: Option<&Expr>) -> Option<Placed> {
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
            Cycle::Holiday(n) => {
                let at = if self.narrative { self.focus.map(When::year) } else { None };
                let year = at.or(self.now.map(|d| d.year()))?;
                self.in_year(|y| self.feast(n, year, y - year).map(When::Day))
            }
            _ => self.in_year(|y| self.of_year(cycle, y)),
        }
    }

    /// The named day that is counted so many years on from the first one of `year`.
    fn feast(&self, n: usize, year: i32, years: i32) -> Option<NaiveDate> {
        match self.holidays.get(n)? {
            Holiday::National(days) => {
                let (_, month, day) = days.iter().find(|d| Some(d.0) == self.country)?;
                NaiveDate::from_ymd_opt(year + years, *month, *day)
            }
            holiday => holiday.counted_from(year, years),
        }
    }

    /// A quarter or half: of the year in focus, else the nearest that tense allows.
    pub(super) fn quarter(&self, cycle: Cycle) -> Option<Placed> {
        self.in_year(|y| self.of_year(cycle, y))
    }

    pub(super) fn of_year(&self, cycle: Cycle, year: i32) -> Option<When> {
        Some(match cycle {
            Cycle::Month(m) => When::Month(year, m),
            Cycle::Season(s) => When::Season(year, s),
            Cycle::Quarter(q) => When::Quarter(year, q),
            Cycle::Half(h) => When::Half(year, h),
            Cycle::Holiday(n) => When::Day(self.feast(n, year, 0)?),
            Cycle::Week(n) => When::Week(NaiveDate::from_isoywd_opt(year, n, chrono::Weekday::Mon)?),
            Cycle::Day(m, d) => When::Day(NaiveDate::from_ymd_opt(year, m, d)?),
            // "the same period last year", told in January of the last quarter: the year before that one's.
            Cycle::SamePeriod(unit) => {
                let period = self.reported_or_now(unit)?;
                in_year(period, year.min(period.year() - 1))?
            }
            Cycle::Weekday(_) | Cycle::Part(_) => return None,
        })
    }

    pub(super) fn weekday(&self, w: u32) -> Option<Placed> {
        // An obituary tells of a life, and first of a death this week.
        if self.narrative && !(self.leads && self.anchor == Anchor::Published) {
            return None;
        }
        let now = self.exact_now()?;
        let now = self.day_here.filter(|d| self.foreseen && *d < now).unwrap_or(now);
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

    pub(super) fn relative(&self, toward: Toward, unit: Unit) -> Option<Placed> {
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

    pub(super) fn toward(&self, toward: Toward, cycle: Cycle) -> Option<Placed> {
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
        // "The following Tuesday he resigned", in a tale without a date: nothing says after which.
        let unheard = toward == Toward::Following && self.focus.is_none() && self.side() == Tense::Past;
        if unheard && self.prefer == Prefer::Context {
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
                Cycle::Season(_) if self.side() == Tense::Future => {
                    choices.iter().find(|w| w.days().is_some_and(|d| d.1 >= base))
                }
                Cycle::Season(_) => choices.iter().min_by_key(|w| distance(**w, base)),
                _ => choices.iter().find(|w| w.year() == base.year()),
            },
        }?;
        Some((*when, self.relative_anchor()))
    }
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
