//! How a value was come by: what it was counted from, and which readings were dropped.

use super::calendar::When;
use crate::recognise::{Detail, Mention};
use crate::value::Reading;
use chrono::NaiveDate;
use std::cell::{Cell, RefCell};

/// Notes on the expression that is being resolved.
#[derive(Debug, Default)]
pub(super) struct Trace {
    counted_from: Cell<Option<(NaiveDate, &'static str)>>,
    dropped: RefCell<Vec<(When, &'static str)>>,
}

impl Trace {
    /// Another expression begins.
    pub(super) fn clear(&self) {
        self.counted_from.set(None);
        self.dropped.borrow_mut().clear();
    }

    /// The expression was counted from that day.
    pub(super) fn counted_from(&self, day: NaiveDate, what: &'static str) {
        self.counted_from.set(Some((day, what)));
    }

    /// Another reading was possible; why it was dropped.
    pub(super) fn dropped(&self, when: When, why: &'static str) {
        let mut dropped = self.dropped.borrow_mut();
        if !dropped.iter().any(|d| d.0 == when) {
            dropped.push((when, why));
        }
    }

    /// The notes, for the mention.
    pub(super) fn detail(&self, ends: Vec<Mention>) -> Option<Box<Detail>> {
        let reading = |(when, why): &(When, &'static str)| {
            let (start, end) = when.bounds().unzip();
            (Reading { timex: when.timex(), start, end }, *why)
        };
        let dropped: Vec<_> = self.dropped.borrow().iter().map(reading).collect();
        let counted_from = self.counted_from.get();
        let empty = ends.is_empty() && dropped.is_empty() && counted_from.is_none();
        (!empty).then(|| Box::new(Detail { ends, counted_from, dropped }))
    }
}
