//! From the slots of a match to its meaning; language tables name these functions.

mod clock;
mod day;
mod edge;
mod length;
mod numeric;
mod period;
mod range;
mod recurring;
mod reference;
mod shift;
mod year;

pub(super) use clock::*;
pub(super) use day::*;
pub(super) use edge::*;
pub(super) use length::*;
pub(super) use numeric::*;
pub(super) use period::*;
pub(super) use range::*;
pub(super) use recurring::*;
pub(super) use reference::*;
pub(super) use shift::*;
pub(super) use year::*;

use super::calendar::Unit;
use super::expr::{Calendar, Expr, Order, Toward, Year};
use super::pattern::{Site, Slot, Slots};
use chrono::NaiveDate;

type Meant = Option<Expr>;

fn unit(s: &Slots) -> Option<Unit> {
    Unit::from_index(s.int(Slot::Unit)?)
}

fn toward_of(s: &Slots) -> Option<Toward> {
    Toward::from_index(s.int(Slot::Dir)?)
}

fn full_year(s: &Slots, slot: Slot) -> Option<i32> {
    let year = s.int(slot)?;
    match s.int(Slot::Era) {
        Some(0) => Some(1 - year),
        _ => Some(year),
    }
}

fn valid_day(month: Option<u32>, day: Option<u32>) -> bool {
    match (month, day) {
        // 2000 is a leap year, so that 29 February stands.
        (Some(m), Some(d)) => NaiveDate::from_ymd_opt(2000, m, d).is_some(),
        (_, Some(d)) => (1..=31).contains(&d),
        _ => true,
    }
}

fn calendar_of(s: &Slots) -> Option<Calendar> {
    let c = Calendar {
        year: full_year(s, Slot::Year).map(Year::Full),
        month: s.uint(Slot::Month),
        day: s.uint(Slot::Dom),
        weekday: s.uint(Slot::Weekday),
        order: Order::Named,
    };
    valid_day(c.month, c.day).then_some(c)
}

fn inner(s: &Slots, slot: Slot) -> Meant {
    s.expr(slot).map(|e| *e)
}

/// A day is a date.
pub(crate) fn pass(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Day)
}

/// A clock time is a time.
pub(crate) fn pass_clock(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Clock)
}

/// A piece is a length.
pub(crate) fn pass_piece(s: &Slots, _: &Site<'_>) -> Meant {
    inner(s, Slot::Piece)
}
