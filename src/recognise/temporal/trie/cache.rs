//! What was worked out in a sentence.

use super::super::expr::Expr;
use super::super::pattern::Category;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// A match of one rule.
#[derive(Debug, Clone)]
pub(in super::super) struct Found {
    pub(in super::super) end: usize,
    pub(in super::super) expr: Expr,
    pub(in super::super) name: &'static str,
}

/// The matches of the categories at the tokens of a sentence: several patterns ask for the same one,
/// and each is worked out once, which keeps the time linear.
#[derive(Debug, Default)]
pub(in super::super) struct Cache(RefCell<Known>);

#[derive(Debug, Default)]
struct Known {
    first: usize,
    /// By token of the sentence, a bit for each category that was worked out.
    tried: Vec<u16>,
    found: FxHashMap<(usize, Category), Found>,
}

impl Cache {
    /// Forgets everything: a sentence of `len` tokens begins at token `first`.
    pub(in super::super) fn clear(&self, first: usize, len: usize) {
        let mut known = self.0.borrow_mut();
        known.first = first;
        known.tried.clear();
        known.tried.resize(len, 0);
        known.found.clear();
    }

    /// Whether a category was worked out at a token.
    pub(super) fn is_tried(&self, at: usize, category: Category) -> bool {
        let known = self.0.borrow();
        known.tried.get(at.wrapping_sub(known.first)).is_some_and(|t| t & (1 << category as u16) != 0)
    }

    /// The match of a category at a token, where it was worked out and there is one.
    pub(super) fn found(&self, at: usize, category: Category) -> Option<Found> {
        self.0.borrow().found.get(&(at, category)).cloned()
    }

    pub(super) fn put(&self, at: usize, category: Category, found: Option<&Found>) {
        let mut known = self.0.borrow_mut();
        let offset = at.wrapping_sub(known.first);
        if let Some(tried) = known.tried.get_mut(offset) {
            *tried |= 1 << category as u16;
        }
        if let Some(found) = found {
            known.found.insert((at, category), found.clone());
        }
    }
}
