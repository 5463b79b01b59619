//! From resolved expressions to typed values.

mod open;
mod span;

use super::calendar::{When, add_days, add_months};
use super::expr::{Base, Cycle, Expr, Reference, Toward};
use super::resolve::Resolver;
use crate::recognise::{DateOrder, Prefer};
use crate::value::{Anchor, Duration, Grain, Instant, Reading, Recurrence, Temporal, TimexMod, Value};
use chrono::{Datelike, NaiveDate};
use open::{length_text, open, unplaced};

impl Resolver<'_> {
    /// The value of an expression, resolved where that can be done; moves the focus.
    pub(super) fn value(&mut self, expr: &Expr) -> Option<Value> {
        match expr {
            Expr::Reference(r) => Some(Value::Date(reference(*r))),
            Expr::Duration(length) => {
                Some(Value::Duration(Duration { timex: length_text(length)?, modifier: None, start: None, end: None }))
            }
            Expr::Lasting(length, begin) => self.lasting(length, begin),
            Expr::Durations(low, high) => {
                let timex = format!("{}/{}", length_text(low)?, length_text(high)?);
                Some(Value::Duration(Duration { timex, modifier: None, start: None, end: None }))
            }
            Expr::Set { timex, quant, freq } => Some(Value::Set(Recurrence {
                timex: timex.clone(),
                quant: quant.map(str::to_owned),
                freq: freq.clone(),
            })),
            Expr::Modified(m, inner) => {
                let before = self.ended_before(*m, inner);
                let inner = before.as_ref().unwrap_or(inner);
                Some(match self.value(inner)? {
                    Value::Duration(d) => Value::Duration(Duration { modifier: Some(*m), ..d }),
                    Value::Date(t) => Value::Date(self.shade(*m, inner, t)),
                    other => other,
                })
            }
            Expr::Remainder { later, of } => {
                let shade = if *later { TimexMod::End } else { TimexMod::Start };
                let value = self.value(of)?;
                Some(match value {
                    Value::Date(t) => Value::Date(self.remainder(*later, Temporal { modifier: Some(shade), ..t })),
                    other => other,
                })
            }
            // It begins where the company, the state or the school says.
            Expr::Fiscal(inner) => Some(match self.value(inner)? {
                Value::Date(t) => Value::Date(Temporal { start: None, end: None, ..t }),
                other => other,
            }),
            Expr::Bounded(m, inner) => self.bounded(*m, inner),
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

    /// "by the end of 2012": a limit, and the text goes on at its day.
    fn bounded(&mut self, m: TimexMod, inner: &Expr) -> Option<Value> {
        let focus = self.focus.filter(|f| matches!(f, When::Day(_)) && !self.narrative);
        let value = self.value(inner)?;
        if focus.is_some() && !matches!(self.focus, Some(When::Day(_))) {
            self.focus = focus;
        }
        Some(match value {
            Value::Date(t) => Value::Date(bound(m, t)),
            Value::Time(t) => Value::Time(bound(m, t)),
            other => other,
        })
    }

    fn point(&mut self, expr: &Expr) -> Option<Value> {
        let Some((when, anchor)) = self.place(expr) else {
            let (timex, grain, time) = open(expr)?;
            return Some(unplaced(timex, grain, time));
        };
        let mut t = temporal(when, anchor);
        t.alternatives.extend(self.or_after(expr, when));
        if let (When::Weekend(_), Expr::Holding(_, day)) = (when, expr)
            && let Some((When::Day(day), _)) = self.place(day)
        {
            // "the Labor Day weekend" has its Monday.
            t.start = t.start.min(Some(Instant::Date(day)));
            t.end = t.end.max(Some(Instant::Date(day)));
        }
        self.note(expr, when);
        Some(if when.is_time() { Value::Time(t) } else { Value::Date(t) })
    }

    /// The day after, of a feast that begins when the moon is seen.
    fn or_after(&self, expr: &Expr, when: When) -> Option<Reading> {
        let (Expr::Cycle(Cycle::Holiday(n), _) | Expr::Toward(_, Cycle::Holiday(n))) = expr else { return None };
        let When::Day(day) = when else { return None };
        let other = temporal(When::Day(self.holidays.get(*n)?.or_after(day)?), Anchor::None);
        Some(Reading { timex: other.timex, start: other.start, end: other.end })
    }

    /// Where the text is after this mention.
    ///
    /// A bare year that a sentence of a tale mentions besides is a look aside and does not move it.
    fn note(&mut self, expr: &Expr, when: When) {
        self.said = true;
        self.loose = matches!(expr, Expr::Shift { base: Base::Now, sign: -1, .. })
            || matches!(when, When::Year(_)) && !self.opens;
        match when {
            When::Day(d) | When::Part(d, _) | When::Clock(d, _) => self.day_here = Some(d),
            When::Moment(t, _) => self.day_here = Some(t.date()),
            When::Quarter(..) | When::Half(..) if !is_of_another_year(expr) && !is_a_year_off(expr) => {
                self.period = Some(when);
            }
            When::Month(..) if !is_of_another_year(expr) => self.month = Some(when),
            _ => {}
        }
        // What was said on Monday need not be of Monday.
        let day = matches!(when, When::Day(_) | When::Part(..) | When::Clock(..));
        let told = self.telling && day && self.focus.is_some() && !self.narrative;
        if is_of_another_year(expr) || told {
            return;
        }
        // "Orr, who took over in 2026, said that wages rose in September" tells on where it was.
        if self.aside && !self.narrative && matches!(when, When::Year(_)) {
            return;
        }
        // "from $3 million a year earlier" compares, and tells on where it was.
        if is_a_year_off(expr) && self.in_period() {
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
            // "This followed the election in December 2005."
            let back = self.focus.and_then(When::first_day).zip(when.days()).is_some_and(|(at, (_, last))| last < at)
                && self.focus.is_some_and(|f| when.year() < f.year());
            if let (Some(_), false, true) = (self.focus, self.opens, self.aside || back) {
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
        self.loose = false;
        self.bygone = false;
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
}

/// "the year-ago period": what the reported period is compared with, not what the text goes on to tell of.
fn is_of_another_year(expr: &Expr) -> bool {
    matches!(expr, Expr::Shift { base: Base::Period(_), .. } | Expr::Cycle(Cycle::SamePeriod(_), _))
}

/// "a year earlier".
fn is_a_year_off(expr: &Expr) -> bool {
    matches!(expr, Expr::Shift { length, .. } if length.is_a_year())
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
    // Tenths of a decade or a century.
    let years = |from: i32, to: i32| {
        let tenth = if matches!(when, When::Century(_)) { 10 } else { 1 };
        let last = a.year() + (to + 1) * tenth - 1;
        Some((NaiveDate::from_ymd_opt(a.year() + from * tenth, 1, 1)?, NaiveDate::from_ymd_opt(last, 12, 31)?))
    };
    match (when, shade) {
        (When::Decade(_) | When::Century(_), TimexMod::Start) => years(0, 4),
        (When::Decade(_) | When::Century(_), TimexMod::Mid) => years(3, 6),
        (When::Decade(_) | When::Century(_), TimexMod::End) => years(5, 9),
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
