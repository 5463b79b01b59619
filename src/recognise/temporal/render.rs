//! From resolved expressions to typed values.

use super::calendar::{Clock, Part, Unit, When, add_days, add_months};
use super::expr::{Base, Calendar, Count, Cycle, Expr, Length, Reference, Toward, Year};
use super::resolve::{Placed, Resolver, move_by};
use crate::recognise::{DateOrder, Prefer};
use crate::value::{Anchor, Duration, Grain, Instant, Reading, Recurrence, Temporal, TimexMod, Value};
use chrono::{Datelike, NaiveDate, Timelike};

impl Resolver<'_> {
    /// The value of an expression, resolved where that can be done; moves the focus.
    pub(super) fn value(&mut self, expr: &Expr) -> Option<Value> {
        match expr {
            Expr::Reference(r) => Some(Value::Date(reference(*r))),
            Expr::Duration(length) => {
                Some(Value::Duration(Duration { timex: length_text(length)?, modifier: None, start: None, end: None }))
            }
            Expr::Durations(low, high) => {
                let timex = format!("{}/{}", length_text(low)?, length_text(high)?);
                Some(Value::Duration(Duration { timex, modifier: None, start: None, end: None }))
            }
            Expr::Set { timex, quant, freq } => Some(Value::Set(Recurrence {
                timex: timex.clone(),
                quant: quant.map(str::to_owned),
                freq: freq.clone(),
            })),
            Expr::Modified(m, inner) => match (&**inner, self.value(inner)?) {
                (_, Value::Duration(d)) => Some(Value::Duration(Duration { modifier: Some(*m), ..d })),
                (_, Value::Date(t)) => Some(Value::Date(self.shade(*m, inner, t))),
                (_, other) => Some(other),
            },
            Expr::Remainder { later, of } => {
                let shade = if *later { TimexMod::End } else { TimexMod::Start };
                let value = self.value(of)?;
                Some(match value {
                    Value::Date(t) => Value::Date(self.remainder(*later, Temporal { modifier: Some(shade), ..t })),
                    other => other,
                })
            }
            Expr::Bounded(m, inner) => {
                let focus = self.focus.filter(|f| matches!(f, When::Day(_)) && !self.narrative);
                let value = self.value(inner)?;
                // "by the end of 2012" is a limit, and the text goes on at its day.
                if focus.is_some() && !matches!(self.focus, Some(When::Day(_))) {
                    self.focus = focus;
                }
                Some(match value {
                    Value::Date(t) => Value::Date(bound(*m, t)),
                    Value::Time(t) => Value::Time(bound(*m, t)),
                    other => other,
                })
            }
            Expr::Upcoming { count, unit } if self.prefer != Prefer::Future => {
                self.span(Toward::Next, Some(*count), *unit)
            }
            Expr::Span { toward, count, unit } => self.span(*toward, *count, *unit),
            Expr::Head { n, unit, last, within } => self.head(*n, *unit, *last, within),
            Expr::Years(a, b) => {
                self.focus = Some(When::Year(*a));
                Some(Value::Date(between(When::Year(*a), When::Year(*b), Anchor::Absolute)?))
            }
            Expr::Range(a, b) => self.range(a, b),
            Expr::Shift { length, sign, .. } if length.0.iter().any(|p| p.0.is_none()) => {
                Some(Value::Date(reference(if *sign < 0 { Reference::Past } else { Reference::Future })))
            }
            _ => self.point(expr),
        }
    }

    fn point(&mut self, expr: &Expr) -> Option<Value> {
        let Some((when, anchor)) = self.place(expr) else {
            let (timex, grain, time) = open(expr)?;
            return Some(unplaced(timex, grain, time));
        };
        let t = temporal(when, anchor);
        self.note(expr, when);
        Some(if when.is_time() { Value::Time(t) } else { Value::Date(t) })
    }

    /// Where the text is after this mention.
    ///
    /// A bare year that a sentence of a tale mentions besides is a look aside and does not move it.
    fn note(&mut self, expr: &Expr, when: When) {
        self.said = true;
        match when {
            When::Day(d) | When::Part(d, _) | When::Clock(d, _) => self.day_here = Some(d),
            When::Moment(t, _) => self.day_here = Some(t.date()),
            When::Quarter(..) | When::Half(..) if !is_of_another_year(expr) => self.period = Some(when),
            When::Month(..) if !is_of_another_year(expr) => self.month = Some(when),
            _ => {}
        }
        // What was said on Monday need not be of Monday.
        let day = matches!(when, When::Day(_) | When::Part(..) | When::Clock(..));
        let told = self.telling && day && self.focus.is_some() && !self.narrative;
        if is_of_another_year(expr) || told {
            return;
        }
        // "from $3 million a year earlier" compares, and tells on where it was.
        if matches!(expr, Expr::Shift { length, .. } if length.is_a_year()) && self.in_period() {
            return;
        }
        if self.narrative {
            let of_writing = matches!(
                expr,
                Expr::Relative(Toward::This, _) | Expr::The(_) | Expr::Toward(..) | Expr::Shift { base: Base::Now, .. }
            );
            let coarse = matches!(when, When::Decade(_) | When::Century(_));
            if of_writing || coarse {
                return;
            }
            // "over a year earlier" looks back, and the tale goes on where it was.
            if let (Some(_), Expr::Shift { sign: -1, base: Base::Focus, .. }) = (self.focus, expr) {
                self.main_line = self.main_line.or(self.focus);
                self.focus = Some(when);
                return;
            }
            if let (Some(focus), false) = (self.focus, self.opens) {
                let year = when.year();
                let bare_year = matches!(when, When::Year(_)) && !matches!(focus, When::Year(_));
                if bare_year && year == focus.year() {
                    return;
                }
                // A bare year in mid-sentence holds to the end of it; named twice, the tale is there.
                if bare_year && self.looked_at.replace(year) != Some(year) {
                    self.main_line = self.main_line.or(self.focus);
                    self.focus = Some(when);
                    return;
                }
            }
        }
        self.looked_at = None;
        self.main_line = None;
        self.focus = Some(match when {
            When::Moment(t, _) => When::Day(t.date()),
            When::Part(d, _) | When::Clock(d, _) => When::Day(d),
            w => w,
        });
    }

    /// Another sentence begins: looks aside are over.
    pub(super) fn next_sentence(&mut self) {
        self.said = false;
        self.day_here = None;
        if let Some(focus) = self.main_line.take() {
            self.focus = Some(focus);
        }
    }

    /// The value with the month of numeric dates first, and the reading with the day first beside it.
    pub(super) fn in_both_orders(&mut self, expr: &Expr) -> Option<Value> {
        let settled = match self.order {
            None => false,
            // "25/12/04" has its year first, "04/12/2025" is as open as before.
            Some(DateOrder::YearFirst) => expr.has_short_year(),
            Some(_) => true,
        };
        if settled || !expr.is_open() {
            return self.value(expr);
        }
        let at = (self.focus, self.main_line, self.looked_at, self.said);
        let asked = self.order.replace(DateOrder::DayFirst);
        let other = self.value(expr);
        self.order = asked;
        (self.focus, self.main_line, self.looked_at, self.said) = at;
        self.trace.clear();
        Some(beside(self.value(expr)?, other))
    }

    /// "early 2026": the value stays the year, the bounds narrow.
    fn shade(&self, shade: TimexMod, inner: &Expr, t: Temporal) -> Temporal {
        let narrowed = self.place(inner).and_then(|(w, _)| narrow(shade, w));
        let (start, end) = match narrowed {
            Some((a, b)) if t.start.is_some() => (Some(Instant::Date(a)), Some(Instant::Date(b))),
            _ => (t.start, t.end),
        };
        Temporal { start, end, modifier: Some(shade), ..t }
    }

    /// "later this year": what is left of a period that holds the day of writing.
    fn remainder(&self, later: bool, t: Temporal) -> Temporal {
        let (Some(Instant::Date(a)), Some(Instant::Date(b)), Some(now)) = (t.start, t.end, self.now) else { return t };
        if self.anchor != Anchor::Published || now <= a || now >= b {
            return t;
        }
        let (start, end) = if later { (now.succ_opt(), Some(b)) } else { (Some(a), now.pred_opt()) };
        Temporal { start: start.map(Instant::Date), end: end.map(Instant::Date), ..t }
    }

    /// "the last two years": a length that ends or begins at the day of writing.
    fn span(&mut self, toward: Toward, count: Count, unit: Unit) -> Option<Value> {
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
    fn span_clock(&self, toward: Toward, count: Count, unit: Unit) -> Option<Value> {
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

    fn span_days(&self, toward: Toward, count: Count, unit: Unit) -> Option<(NaiveDate, NaiveDate)> {
        if self.anchor != Anchor::Published || self.narrative || matches!(toward, Toward::Same) {
            return None;
        }
        let now = self.now?;
        let few = if self.prefer == Prefer::Future { Some(3000) } else { None };
        let length = Length(vec![(Some(count.or(few)?), unit)]);
        if unit.is_clock() {
            return None;
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

    fn head(&mut self, n: Count, unit: Unit, last: bool, within: &Expr) -> Option<Value> {
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

    /// A range; what one end leaves out, the other gives.
    fn range(&mut self, a: &Expr, b: &Expr) -> Option<Value> {
        let (first, second) = self.range_ends(a, b);
        if let (Some((x, anchor)), Some((y, other))) = (first, second) {
            let (x, y) = same_grain(x, y);
            self.focus = Some(if y.is_time() { When::Day(y.first_day()?) } else { x });
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

    /// The values of a range's two ends.
    pub(super) fn ends(&mut self, a: &Expr, b: &Expr) -> [Option<Value>; 2] {
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

    fn end(&self, expr: &Expr, place: Option<Placed>) -> Option<Value> {
        let Some((when, anchor)) = place else {
            let (timex, grain, time) = open(expr)?;
            return Some(unplaced(timex, grain, time));
        };
        let t = temporal(when, anchor);
        Some(match expr {
            _ if when.is_time() => Value::Time(t),
            Expr::Modified(m, inner) => Value::Date(self.shade(*m, inner, t)),
            _ => Value::Date(t),
        })
    }

    fn range_ends(&self, a: &Expr, b: &Expr) -> (Option<Placed>, Option<Placed>) {
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
        if let (true, Some((when, anchor))) = (lacks_year(a) && has_year(b), second) {
            return (self.last_before(a, when).map(|w| (w, anchor)), second);
        }
        let Some(first) = self.place(a) else { return (None, second) };
        if lacks_year(b) {
            let later = self.first_after(b, first.0);
            return (Some(first), later.map(|w| (w, first.1)).or(second));
        }
        (Some(first), second)
    }

    /// The ends of "2 to 4:30 p.m. Friday": both on that day, the first as late as its half of the day can be told by
    /// the second.
    fn clock_ends(
        &self,
        x: Clock,
        sure_x: bool,
        b: &Expr,
        (y, sure_y): (Clock, bool),
        day: Option<Box<Expr>>,
    ) -> (Option<Placed>, Option<Placed>) {
        let evening = Clock { hour: x.hour + 12, ..x };
        let late = !sure_x && sure_y && x.hour < 12 && y.hour >= 12 && evening.minutes() < y.minutes();
        let first = Expr::Clock(if late { evening } else { x }, true, day);
        (self.place(&first), self.place(b).map(|(when, anchor)| (next_morning(x, sure_x, when), anchor)))
    }

    fn in_years(&self, e: &Expr, year: i32) -> Option<When> {
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

    fn last_before(&self, e: &Expr, end: When) -> Option<When> {
        let last = end.days()?.1;
        [0, -1]
            .iter()
            .find_map(|i| self.in_years(e, end.year() + i).filter(|w| w.first_day().is_some_and(|d| d <= last)))
    }

    fn first_after(&self, e: &Expr, start: When) -> Option<When> {
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

/// "the year-ago period": what the reported period is compared with, not what the text goes on to tell of.
fn is_of_another_year(expr: &Expr) -> bool {
    matches!(expr, Expr::Shift { base: Base::Period(_), .. } | Expr::Cycle(Cycle::SamePeriod(_), _))
}

/// "from 8 p.m. to 6 a.m.": the end lies on the day after.
fn next_morning(start: Clock, sure: bool, end: When) -> When {
    match end {
        When::Clock(day, clock) if sure && clock.hour < 12 && start.minutes() > clock.minutes() => {
            add_days(day, 1).map_or(end, |next| When::Clock(next, clock))
        }
        _ => end,
    }
}

/// A value with another reading kept beside it, where that is another one.
fn beside(value: Value, other: Option<Value>) -> Value {
    let (Value::Date(mut t) | Value::Time(mut t)) = value.clone() else { return value };
    let Some(Value::Date(o) | Value::Time(o)) = other else { return value };
    if o.timex != t.timex {
        t.alternatives = vec![Reading { timex: o.timex, start: o.start, end: o.end }];
    }
    if matches!(value, Value::Time(_)) { Value::Time(t) } else { Value::Date(t) }
}

/// "3:30 to 6 p.m.": the hour is as fine as the time that it goes with; the earlier one is before
/// noon only where it says so.
fn same_grain(a: When, b: When) -> (When, When) {
    let (When::Clock(da, mut ca), When::Clock(db, mut cb)) = (a, b) else { return (a, b) };
    if ca.minute.is_some() != cb.minute.is_some() {
        ca.minute = ca.minute.or(Some(0));
        cb.minute = cb.minute.or(Some(0));
    }
    (When::Clock(da, ca), When::Clock(db, cb))
}

/// A value that nothing places.
fn unplaced(timex: String, grain: Grain, time: bool) -> Value {
    let t = Temporal {
        timex,
        start: None,
        end: None,
        grain: Some(grain),
        modifier: None,
        anchor: Anchor::None,
        alternatives: Vec::new(),
        zone: None,
    };
    if time { Value::Time(t) } else { Value::Date(t) }
}

fn lacks_year(e: &Expr) -> bool {
    match e {
        Expr::Calendar(c) => c.year.is_none(),
        Expr::Cycle(_, y) => y.is_none(),
        Expr::Modified(_, inner) => lacks_year(inner),
        Expr::Clock(_, _, day) => day.is_none(),
        _ => false,
    }
}

fn has_year(e: &Expr) -> bool {
    match e {
        Expr::Calendar(c) => c.year.is_some() && c.month.is_some(),
        Expr::Cycle(_, y) => y.is_some(),
        Expr::Within(..) => true,
        Expr::Modified(_, inner) => has_year(inner),
        _ => false,
    }
}

fn open_or_placed(placed: Option<Placed>, e: &Expr) -> Option<(String, Grain, bool)> {
    match placed {
        Some((w, _)) => Some((w.timex(), w.grain(), w.is_time())),
        None => open(e),
    }
}

fn reference(r: Reference) -> Temporal {
    let timex = match r {
        Reference::Present => "PRESENT_REF",
        Reference::Past => "PAST_REF",
        Reference::Future => "FUTURE_REF",
    };
    Temporal {
        timex: timex.to_owned(),
        start: None,
        end: None,
        grain: None,
        modifier: None,
        anchor: Anchor::None,
        alternatives: Vec::new(),
        zone: None,
    }
}

fn temporal(when: When, anchor: Anchor) -> Temporal {
    let (start, end) = when.bounds().unzip();
    Temporal {
        timex: when.timex(),
        start,
        end,
        grain: Some(when.grain()),
        modifier: None,
        anchor,
        alternatives: Vec::new(),
        zone: when.zone(),
    }
}

fn temporal_between(a: NaiveDate, b: NaiveDate, anchor: Anchor) -> Temporal {
    Temporal {
        timex: String::new(),
        start: Some(Instant::Date(a)),
        end: Some(Instant::Date(b)),
        grain: Some(Grain::Day),
        modifier: None,
        anchor,
        alternatives: Vec::new(),
        zone: None,
    }
}

fn between(a: When, b: When, anchor: Anchor) -> Option<Temporal> {
    if a == b {
        return Some(temporal(a, anchor));
    }
    Some(Temporal {
        timex: format!("{}/{}", a.timex(), b.timex()),
        start: a.bounds().map(|x| x.0),
        end: b.bounds().map(|x| x.1),
        grain: Some(a.grain().max(b.grain())),
        modifier: None,
        anchor,
        alternatives: Vec::new(),
        zone: b.zone().filter(|z| a.zone().is_none_or(|first| first == *z)),
    })
}

/// "before", "by", "after": one side opens.
fn bound(m: TimexMod, t: Temporal) -> Temporal {
    let edge = t.modifier == Some(TimexMod::End);
    let day_before = |i: Instant| match i {
        Instant::Date(d) => d.pred_opt().map(Instant::Date),
        Instant::Time(x) => x.checked_sub_signed(chrono::TimeDelta::seconds(1)).map(Instant::Time),
    };
    let day_after = |i: Instant| match i {
        Instant::Date(d) => d.succ_opt().map(Instant::Date),
        Instant::Time(x) => x.checked_add_signed(chrono::TimeDelta::seconds(1)).map(Instant::Time),
    };
    if let (Some(at @ Instant::Time(_)), true) = (t.start, t.grain < Some(Grain::Day)) {
        // A clock time bounds by its instant, however long its hour is.
        let (start, end) = match m {
            TimexMod::After | TimexMod::OnOrAfter => (Some(at), None),
            _ => (None, Some(at)),
        };
        return Temporal { start, end, modifier: Some(m), ..t };
    }
    let (start, end) = match m {
        TimexMod::Before if edge => (None, t.end),
        TimexMod::Before => (None, t.start.and_then(day_before)),
        TimexMod::OnOrBefore => (None, t.end),
        TimexMod::After => (t.end.and_then(day_after), None),
        TimexMod::OnOrAfter => (t.start, None),
        _ => (t.start, t.end),
    };
    let modifier = if m == TimexMod::Before && edge { TimexMod::OnOrBefore } else { m };
    Temporal { start, end, modifier: Some(modifier), ..t }
}

/// The days of the beginning, middle or end of a period.
fn narrow(shade: TimexMod, when: When) -> Option<(NaiveDate, NaiveDate)> {
    let (a, b) = when.days()?;
    if a.year() <= 0 {
        return None;
    }
    let months = |from: u32, to: u32| {
        let y = a.year();
        Some((NaiveDate::from_ymd_opt(y, from, 1)?, add_months(NaiveDate::from_ymd_opt(y, to, 1)?, 1)?.pred_opt()?))
    };
    match (when, shade) {
        (When::Year(_), TimexMod::Start) => months(1, 3),
        (When::Year(_), TimexMod::Mid) => months(5, 8),
        (When::Year(_), TimexMod::End) => months(9, 12),
        (When::Month(..), TimexMod::Start) => Some((a, add_days(a, 9)?)),
        (When::Month(..), TimexMod::Mid) => Some((add_days(a, 10)?, add_days(a, 19)?)),
        (When::Month(..), TimexMod::End) => Some((add_days(a, 20)?, b)),
        (When::Week(_), TimexMod::Start) => Some((a, add_days(a, 2)?)),
        (When::Week(_), TimexMod::End) => Some((add_days(a, 4)?, b)),
        _ => None,
    }
}

fn count_text(count: Count) -> String {
    match count {
        None => "X".to_owned(),
        Some(n) if n % 1000 == 0 => (n / 1000).to_string(),
        Some(n) => {
            let digits = format!("{}.{:03}", n / 1000, n % 1000);
            digits.trim_end_matches('0').to_owned()
        }
    }
}

/// The ISO 8601 duration of a length, as TIMEX3 writes it.
fn length_text(length: &Length) -> Option<String> {
    let (mut date, mut time) = (String::new(), String::new());
    for (count, unit) in &length.0 {
        let (count, unit) = whole(*count, *unit);
        let (letter, times) = unit.designator();
        let n = match count {
            Some(c) => Some(c.checked_mul(times)?),
            None => None,
        };
        let out = if unit.is_clock() { &mut time } else { &mut date };
        out.push_str(&count_text(n));
        out.push_str(letter);
    }
    Some(if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") })
}

/// Halves of a unit in whole smaller ones: "half a year" is six months.
fn whole(count: Count, unit: Unit) -> (Count, Unit) {
    match (count, unit) {
        (Some(n), Unit::Hour | Unit::Minute) if n < 1000 => {
            (Some(n * 60), if unit == Unit::Hour { Unit::Minute } else { Unit::Second })
        }
        (Some(500), Unit::Day) => (Some(12_000), Unit::Hour),
        (Some(500), Unit::Year) => (Some(6000), Unit::Month),
        (Some(n), Unit::Decade) if n % 1000 != 0 => (Some(n * 10), Unit::Year),
        (Some(n), Unit::Century) if n % 1000 != 0 => (Some(n * 100), Unit::Year),
        other => other,
    }
}

/// The TIMEX3 value of an expression that nothing settles, with X for what is open.
fn open(expr: &Expr) -> Option<(String, Grain, bool)> {
    Some(match expr {
        Expr::Calendar(c) => match (c.month, c.day, c.weekday) {
            (Some(m), Some(d), _) => (format!("{}-{m:02}-{d:02}", open_year(c.year)), Grain::Day, false),
            (Some(m), None, _) => (format!("{}-{m:02}", open_year(c.year)), Grain::Month, false),
            (None, Some(d), _) => (format!("XXXX-XX-{d:02}"), Grain::Day, false),
            (None, None, Some(w)) => (format!("XXXX-WXX-{w}"), Grain::Day, false),
            _ => (open_year(c.year), Grain::Year, false),
        },
        Expr::Cycle(c, _) | Expr::Toward(_, c) => cycle(*c),
        Expr::Within(inner, _)
        | Expr::Modified(_, inner)
        | Expr::Bounded(_, inner)
        | Expr::Remainder { of: inner, .. } => {
            return open(inner);
        }
        Expr::Relative(_, u) | Expr::The(u) | Expr::Holding(u, _) => unit(*u),
        Expr::Shift { length, .. } => unit(length.0.last()?.1),
        Expr::Nth { cycle: c, .. } => cycle(*c),
        Expr::Ordinal { unit: u, .. } => match u {
            Ok(u) => unit(*u),
            Err(w) => cycle(Cycle::Weekday(*w)),
        },
        Expr::Clock(c, _, day) => {
            let day = day.as_deref().and_then(open).map_or("XXXX-XX-XX".to_owned(), |d| d.0);
            (format!("{day}{}", c.timex()), Grain::Minute, true)
        }
        Expr::Part(p, day) => {
            let day = day.as_deref().and_then(open).map_or("XXXX-XX-XX".to_owned(), |d| d.0);
            (format!("{day}T{}", part(*p)), Grain::Hour, true)
        }
        Expr::Decade(y, _) => (format!("XX{}", y / 10 % 10), Grain::Decade, false),
        Expr::Set { timex, .. } if timex.starts_with("XXXX") && !timex.contains('T') => {
            (timex.clone(), Grain::Day, false)
        }
        _ => return None,
    })
}

fn open_year(year: Option<Year>) -> String {
    match year {
        Some(Year::Full(y)) => When::Year(y).timex(),
        Some(Year::Short(y)) => format!("XX{y:02}"),
        None => "XXXX".to_owned(),
    }
}

fn part(p: Part) -> &'static str {
    match p {
        Part::Morning => "MO",
        Part::Midday => "MI",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
    }
}

fn cycle(c: Cycle) -> (String, Grain, bool) {
    match c {
        Cycle::Month(m) => (format!("XXXX-{m:02}"), Grain::Month, false),
        Cycle::Weekday(w) => (format!("XXXX-WXX-{w}"), Grain::Day, false),
        Cycle::Season(s) => {
            (format!("XXXX-{}", ["SP", "SU", "FA", "WI"].get(s as usize).unwrap_or(&"XX")), Grain::Season, false)
        }
        Cycle::Quarter(q) => (format!("XXXX-Q{q}"), Grain::Quarter, false),
        Cycle::Half(h) => (format!("XXXX-H{h}"), Grain::Half, false),
        Cycle::Holiday(_) => ("XXXX-XX-XX".to_owned(), Grain::Day, false),
        Cycle::Day(m, d) => (format!("XXXX-{m:02}-{d:02}"), Grain::Day, false),
        Cycle::SamePeriod(u) => unit(u.unwrap_or(Unit::Year)),
        Cycle::Week(w) => (format!("XXXX-W{w:02}"), Grain::Week, false),
        Cycle::Part(p) => (format!("XXXX-XX-XXT{}", part(p)), Grain::Hour, true),
    }
}

fn unit(u: Unit) -> (String, Grain, bool) {
    match u {
        Unit::Second | Unit::Minute | Unit::Hour => ("XXXX-XX-XXTXX:XX".to_owned(), Grain::Minute, true),
        Unit::Day => ("XXXX-XX-XX".to_owned(), Grain::Day, false),
        Unit::Night => ("XXXX-XX-XXTNI".to_owned(), Grain::Hour, true),
        Unit::Weekend => ("XXXX-WXX-WE".to_owned(), Grain::Week, false),
        Unit::Week | Unit::Fortnight => ("XXXX-WXX".to_owned(), Grain::Week, false),
        Unit::Month => ("XXXX-XX".to_owned(), Grain::Month, false),
        Unit::Quarter => ("XXXX-QX".to_owned(), Grain::Quarter, false),
        Unit::Half => ("XXXX-HX".to_owned(), Grain::Half, false),
        Unit::Season => ("XXXX-XX".to_owned(), Grain::Season, false),
        Unit::Year => ("XXXX".to_owned(), Grain::Year, false),
        Unit::Decade => ("XXX".to_owned(), Grain::Decade, false),
        Unit::Century | Unit::Millennium => ("XX".to_owned(), Grain::Century, false),
    }
}
