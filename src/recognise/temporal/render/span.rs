//! Stretches: spans from or to a point, heads and tails of periods, ranges and their ends.

use super::super::calendar::{Clock, Unit, When, add_days, add_months, add_workdays};
use super::super::expr::{Calendar, Count, Cycle, Expr, Length, Toward, Year};
use super::super::resolve::{Placed, Resolver, Tense, move_by};
use super::open::{length_text, open, unplaced};
use super::{beside, between, narrow, reference, temporal, temporal_between};
use crate::recognise::{DateOrder, Prefer};
use crate::value::{Anchor, Duration, Grain, Instant, Temporal, Value};
use chrono::{Datelike, NaiveDate, Timelike};

impl Resolver<'_> {
    /// "the last two years": a length that ends or begins at the day of writing.
    pub(super) fn span(&mut self, toward: Toward, count: Count, unit: Unit) -> Option<Value> {
        // "over the next year", in a tale: the one that followed.
        if self.narrative && toward == Toward::Next && count == Some(1000) {
            return self.point(&Expr::Relative(toward, unit));
        }
        let timex = length_text(&Length(vec![(count, unit)]))?;
        if let Some(value) = self.span_clock(toward, count, unit) {
            return Some(value);
        }
        let bounds = self.span_days(toward, count, unit);
        if self.prefer == Prefer::Future
            && let Some((a, b)) = bounds
        {
            let t = Temporal { timex: format!("{a}/{b}"), ..temporal_between(a, b, Anchor::Published) };
            return Some(Value::Date(t));
        }
        let (start, end) = bounds.map(|(a, b)| (Instant::Date(a), Instant::Date(b))).unzip();
        Some(Value::Duration(Duration { timex, modifier: None, start, end }))
    }

    /// "the last two hours", where appointments are made: whole hours up to now.
    pub(super) fn span_clock(&self, toward: Toward, count: Count, unit: Unit) -> Option<Value> {
        let seconds: i64 = match unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3600,
            _ => return None,
        };
        let now = self.moment.filter(|_| self.prefer == Prefer::Future)?;
        let length = count?.checked_mul(seconds)? / 1000;
        let past = i64::from(now.num_seconds_from_midnight()) % seconds;
        let from = match toward.offset() {
            ..0 => -past - length,
            0 => return None,
            1.. => seconds - past,
        };
        let at = |n: i64| now.checked_add_signed(chrono::TimeDelta::try_seconds(n)?);
        let (start, end) = (at(from)?, at(from + length - 1)?);
        let t = Temporal {
            timex: format!("{}/{}", start.format("%Y-%m-%dT%H:%M:%S"), end.format("%Y-%m-%dT%H:%M:%S")),
            start: Some(Instant::Time(start)),
            end: Some(Instant::Time(end)),
            grain: Some(match unit {
                Unit::Second => Grain::Second,
                Unit::Minute => Grain::Minute,
                _ => Grain::Hour,
            }),
            modifier: None,
            anchor: Anchor::Published,
            alternatives: Vec::new(),
            zone: None,
        };
        Some(Value::Time(t))
    }

    pub(super) fn span_days(&self, toward: Toward, count: Count, unit: Unit) -> Option<(NaiveDate, NaiveDate)> {
        if self.anchor != Anchor::Published || self.narrative || matches!(toward, Toward::Same) {
            return None;
        }
        // "spent the next six years in exile": after a point that the text told of.
        if matches!(toward, Toward::Next | Toward::Following) && self.side() == Tense::Past {
            return None;
        }
        let now = self.now?;
        let few = if self.prefer == Prefer::Future { Some(3000) } else { None };
        let length = Length(vec![(Some(count.or(few)?), unit)]);
        if unit.is_clock() {
            return None;
        }
        if unit == Unit::Workday {
            let n = toward.offset() * (count.or(few)? / 1000);
            let (near, far) = (add_workdays(now, n.signum())?, add_workdays(now, n)?);
            return (n != 0).then_some((near.min(far), near.max(far)));
        }
        let whole = self.prefer == Prefer::Future || unit == Unit::Quarter;
        let (from, to) = if whole {
            let this = When::containing(now, unit);
            (this.first_day()?, this.days()?.1.succ_opt()?)
        } else {
            (now, now.succ_opt()?)
        };
        match toward.offset() {
            ..0 => Some((move_by(from, &length, -1)?, from.pred_opt()?)),
            0 => None,
            1.. => Some((to, move_by(to, &length, 1)?.pred_opt()?)),
        }
    }

    pub(super) fn head(&mut self, n: Count, unit: Unit, last: bool, within: &Expr) -> Option<Value> {
        let length = Length(vec![(n, unit)]);
        let timex = length_text(&length)?;
        let bounds = self.place(within).and_then(|(w, _)| {
            let (a, b) = w.days()?;
            self.focus = Some(w);
            if last {
                let after = b.succ_opt()?;
                Some((move_by(after, &length, -1)?, b))
            } else {
                Some((a, move_by(a, &length, 1)?.pred_opt()?))
            }
        });
        let (start, end) = bounds.filter(|b| b.0.year() > 0).map(|(a, b)| (Instant::Date(a), Instant::Date(b))).unzip();
        Some(Value::Duration(Duration { timex, modifier: None, start, end }))
    }

    /// "three days from Monday": how long, and from when to when.
    pub(super) fn lasting(&self, length: &Length, begin: &Expr) -> Option<Value> {
        let clocks = length.0.iter().all(|(_, unit)| unit.is_clock());
        let bounds = match self.place(begin).map(|p| p.0) {
            Some(start @ When::Clock(..)) if clocks => self.hours(start, length),
            Some(When::Day(day)) if !clocks => {
                move_by(day, length, 1).and_then(|d| d.pred_opt()).map(|last| (Instant::Date(day), Instant::Date(last)))
            }
            _ => None,
        };
        let (start, end) = bounds.unzip();
        Some(Value::Duration(Duration { timex: length_text(length)?, modifier: None, start, end }))
    }

    /// First and last instant of a length of hours or minutes.
    fn hours(&self, start: When, length: &Length) -> Option<(Instant, Instant)> {
        let (first, _) = start.bounds()?;
        let When::Moment(end, _) = self.shift_clock(length, 1, Some(start))? else { return None };
        Some((first, Instant::Time(end.checked_sub_signed(chrono::TimeDelta::seconds(1))?)))
    }

    /// A range; what one end leaves out, the other gives.
    pub(super) fn range(&mut self, a: &Expr, b: &Expr) -> Option<Value> {
        let (first, second) = self.range_ends(a, b);
        if let (Some((x, anchor)), Some((y, other))) = (first, second) {
            let (x, y) = same_grain(x, y);
            // "the April-to-June period" is the second quarter, and "a year earlier" that of the year before.
            let period = quarter_or_half(x, y);
            // What comes "two weeks later" comes after the last day.
            let over = matches!(y, When::Day(_)) && self.side() == Tense::Past && !self.narrative;
            self.focus = Some(if y.is_time() {
                When::Day(y.first_day()?)
            } else if over {
                y
            } else {
                period.unwrap_or(x)
            });
            let anchor = if anchor == Anchor::Absolute { other } else { anchor };
            let mut t = between(x, y, anchor)?;
            if let Expr::Modified(m, _) = a {
                t.start = narrow(*m, x).map(|n| Instant::Date(n.0)).or(t.start);
            }
            if let Expr::Modified(m, _) = b {
                t.end = narrow(*m, y).map(|n| Instant::Date(n.1)).or(t.end);
            }
            Some(if x.is_time() && y.is_time() { Value::Time(t) } else { Value::Date(t) })
        } else {
            let ((ta, grain, time), (tb, ..)) = (open_or_placed(first, a)?, open_or_placed(second, b)?);
            let t = Temporal {
                timex: format!("{ta}/{tb}"),
                start: first.and_then(|p| p.0.bounds()).map(|x| x.0),
                end: second.and_then(|p| p.0.bounds()).map(|x| x.1),
                grain: Some(grain),
                modifier: None,
                anchor: Anchor::None,
                alternatives: Vec::new(),
                zone: None,
            };
            Some(if time { Value::Time(t) } else { Value::Date(t) })
        }
    }

    /// "from September 1 through Tuesday", told in December: the weekday nearest the day of writing ends what began before it.
    fn lately(&self, end: &Expr, start: When) -> Option<When> {
        let news = self.anchor == Anchor::Published && !self.narrative && self.prefer == Prefer::Context;
        let weekday = matches!(end, Expr::Cycle(Cycle::Weekday(_), None));
        let first = start.days().filter(|_| news && weekday)?.1;
        let (end, _) = self.place(end)?;
        end.first_day().filter(|day| *day >= first).map(|_| end)
    }

    /// The values of a range's two ends.
    pub(in super::super) fn ends(&mut self, a: &Expr, b: &Expr) -> [Option<Value>; 2] {
        let one = |r: &Self| {
            let (first, second) = r.range_ends(a, b);
            [r.end(a, first), r.end(b, second)]
        };
        if self.order.is_some() || !(a.is_open() || b.is_open()) {
            return one(self);
        }
        self.order = Some(DateOrder::DayFirst);
        let others = one(self);
        self.order = None;
        let [x, y] = one(self);
        let [other_x, other_y] = others;
        [x.map(|v| beside(v, other_x)), y.map(|v| beside(v, other_y))]
    }

    pub(super) fn end(&self, expr: &Expr, place: Option<Placed>) -> Option<Value> {
        let Some((when, anchor)) = place else {
            if let Expr::Reference(r) = expr {
                return Some(Value::Date(reference(*r)));
            }
            let (timex, grain, time) = open(expr)?;
            return Some(unplaced(timex, grain, time));
        };
        let t = temporal(when, anchor);
        Some(match expr {
            Expr::Reference(r) => Value::Date(reference(*r)),
            _ if when.is_time() => Value::Time(t),
            Expr::Modified(m, inner) => Value::Date(self.shade(*m, inner, t)),
            _ => Value::Date(t),
        })
    }

    pub(super) fn range_ends(&self, a: &Expr, b: &Expr) -> (Option<Placed>, Option<Placed>) {
        if let (Expr::Clock(x, sure_x, day_x), Expr::Clock(y, sure_y, day_y)) = (a, b)
            && (day_x.is_none() || day_x == day_y)
            && (*sure_y && !sure_x || day_y.is_some())
        {
            return self.clock_ends(*x, *sure_x, b, (*y, *sure_y), day_y.clone());
        }
        let second = self.place(b);
        // "Thursday through Saturday next week": both of that week.
        if let (Expr::Cycle(Cycle::Weekday(w), None), Expr::Ordinal { unit: Err(_), n: 1, within }) = (a, b)
            && matches!(**within, Expr::Relative(_, Unit::Week))
        {
            let first = Expr::Ordinal { n: 1, unit: Err(*w), within: within.clone() };
            return (self.place(&first), second);
        }
        // "4 March to 2 April 2025": the year stands once, at the end.
        let ends_now = matches!(b, Expr::Reference(_));
        if let (true, Some((when, anchor))) = (lacks_year(a) && (has_year(b) || ends_now), second) {
            return (self.last_before(a, when).map(|w| (w, anchor)), second);
        }
        let Some(mut first) = self.place(a) else { return (None, second) };
        if lacks_year(b) {
            let mut later = self.lately(b, first.0).or_else(|| self.first_after(b, first.0));
            // "from March to May sales fell", told in March: both of the year before.
            let months = |w: When| matches!(w, When::Month(..) | When::Season(..) | When::Quarter(..));
            let ahead =
                later.filter(|w| months(*w)).and_then(When::first_day).zip(self.now).is_some_and(|(d, now)| d > now);
            let past = self.side() == Tense::Past && self.anchor == Anchor::Published && !self.narrative;
            if ahead
                && past
                && lacks_year(a)
                && months(first.0)
                && let Some(before) = self.in_years(a, first.0.year() - 1)
            {
                first.0 = before;
                later = self.first_after(b, before);
            }
            return (Some(first), later.map(|w| (w, first.1)).or(second));
        }
        (Some(first), second)
    }

    /// The ends of "2 to 4:30 p.m. Friday": both on that day, the first as late as its half of the day can be told by
    /// the second.
    pub(super) fn clock_ends(
        &self,
        x: Clock,
        sure_x: bool,
        b: &Expr,
        (y, sure_y): (Clock, bool),
        day: Option<Box<Expr>>,
    ) -> (Option<Placed>, Option<Placed>) {
        let x = x.as_beginning();
        let evening = Clock { hour: x.hour + 12, ..x };
        let late = !sure_x && sure_y && x.hour < 12 && y.hour >= 12 && evening.minutes() < y.minutes();
        let first = Expr::Clock(if late { evening } else { x }, true, day);
        (self.place(&first), self.place(b).map(|(when, anchor)| (next_morning(x, sure_x, when), anchor)))
    }

    pub(super) fn in_years(&self, e: &Expr, year: i32) -> Option<When> {
        let year = Expr::Calendar(Calendar { year: Some(Year::Full(year)), ..Calendar::default() });
        let dated = match e {
            Expr::Calendar(c) => {
                Expr::Within(Box::new(Expr::Calendar(Calendar { weekday: None, ..*c })), Box::new(year))
            }
            Expr::Cycle(c, None) => Expr::Cycle(*c, Some(Box::new(year))),
            Expr::Modified(_, inner) => {
                return self.in_years(
                    inner,
                    match year {
                        Expr::Calendar(Calendar { year: Some(Year::Full(y)), .. }) => y,
                        _ => return None,
                    },
                );
            }
            _ => return None,
        };
        self.place(&dated).map(|p| p.0)
    }

    pub(super) fn last_before(&self, e: &Expr, end: When) -> Option<When> {
        let last = end.days()?.1;
        [0, -1]
            .iter()
            .find_map(|i| self.in_years(e, end.year() + i).filter(|w| w.first_day().is_some_and(|d| d <= last)))
    }

    pub(super) fn first_after(&self, e: &Expr, start: When) -> Option<When> {
        let first = start.first_day()?;
        match e {
            Expr::Cycle(Cycle::Weekday(w), None) => {
                let ahead = (7 + w - first.weekday().number_from_monday()) % 7;
                add_days(first, i64::from(ahead)).map(When::Day)
            }
            Expr::Calendar(Calendar { year: None, month: None, day: Some(d), .. }) => {
                let day = first.with_day(1)?.with_day(*d).filter(|x| *x >= first);
                day.or_else(|| add_months(first.with_day(1)?, 1)?.with_day(*d)).map(When::Day)
            }
            Expr::Part(part, Some(day)) => match self.first_after(day, start)? {
                When::Day(day) => Some(When::Part(day, *part)),
                _ => None,
            },
            Expr::Clock(c, sure, None) => match start {
                When::Clock(d, from) => {
                    let hour = if !sure && c.hour < from.hour && c.hour < 12 { c.hour + 12 } else { c.hour };
                    Some(next_morning(from, *sure, When::Clock(d, Clock { hour, ..*c })))
                }
                _ => None,
            },
            _ => (0..2)
                .find_map(|i| self.in_years(e, start.year() + i).filter(|w| w.days().is_some_and(|d| d.1 >= first))),
        }
    }
}

/// The quarter or the half of a year that lasts from the first to the last of two months.
fn quarter_or_half(first: When, last: When) -> Option<When> {
    let (When::Month(year, a), When::Month(end, b)) = (first, last) else { return None };
    match b.checked_sub(a).filter(|_| year == end)? {
        2 if a % 3 == 1 => Some(When::Quarter(year, a.div_ceil(3))),
        5 if a % 6 == 1 => Some(When::Half(year, a.div_ceil(6))),
        _ => None,
    }
}

/// "from 8 p.m. to 6 a.m.": the end lies on the day after.
pub(super) fn next_morning(start: Clock, sure: bool, end: When) -> When {
    match end {
        When::Clock(day, clock) if sure && clock.hour < 12 && start.minutes() > clock.minutes() => {
            add_days(day, 1).map_or(end, |next| When::Clock(next, clock))
        }
        _ => end,
    }
}

/// "3:30 to 6 p.m.": the hour is as fine as the time that it goes with; the earlier one is before
/// noon only where it says so.
pub(super) fn same_grain(a: When, b: When) -> (When, When) {
    let (When::Clock(da, mut ca), When::Clock(db, mut cb)) = (a, b) else { return (a, b) };
    if ca.minute.is_some() != cb.minute.is_some() {
        ca.minute = ca.minute.or(Some(0));
        cb.minute = cb.minute.or(Some(0));
    }
    (When::Clock(da, ca), When::Clock(db, cb))
}

pub(super) fn lacks_year(e: &Expr) -> bool {
    match e {
        Expr::Calendar(c) => c.year.is_none(),
        Expr::Cycle(_, y) => y.is_none(),
        Expr::Modified(_, inner) => lacks_year(inner),
        Expr::Clock(_, _, day) => day.is_none(),
        Expr::Part(_, Some(day)) => matches!(**day, Expr::Cycle(Cycle::Weekday(_), None)),
        _ => false,
    }
}

pub(super) fn has_year(e: &Expr) -> bool {
    match e {
        Expr::Calendar(c) => c.year.is_some() && c.month.is_some(),
        Expr::Cycle(_, y) => y.is_some(),
        Expr::Within(..) => true,
        Expr::Modified(_, inner) => has_year(inner),
        _ => false,
    }
}

pub(super) fn open_or_placed(placed: Option<Placed>, e: &Expr) -> Option<(String, Grain, bool)> {
    match placed {
        Some((w, _)) => Some((w.timex(), w.grain(), w.is_time())),
        None if matches!(e, Expr::Reference(_)) => Some(("PRESENT_REF".to_owned(), Grain::Day, false)),
        None => open(e),
    }
}
