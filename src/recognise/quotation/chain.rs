//! What stands between a subject and its verb.

use super::class;
use super::view::View;

/// What stands between subject and verb.
pub(super) struct Chain {
    /// One past the last item before it.
    pub(super) left: usize,
    pub(super) negated: bool,
    pub(super) auxiliary: bool,
    pub(super) be: bool,
    pub(super) have: bool,
}

impl View<'_> {
    /// "Kamp himself said", "they both said", "the ministry on Tuesday said": words between subject and verb.
    fn floating(&self, i: usize, floor: usize) -> bool {
        if i <= floor {
            return false;
        }
        let before = self.nominal(i - 1) || self.is(i - 1, class::SUBJECT);
        match self.word(i) {
            "himself" | "herself" | "itself" | "themselves" | "both" | "all" => before,
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "yesterday"
            | "today" | "tonight" => {
                (before || self.is(i - 1, class::AUXILIARY)) && !self.is(i - 1, class::PREPOSITION)
            }
            _ => false,
        }
    }

    /// "The paper, which …, on Sunday urged": where "on Sunday" begins that ends with item `i` and
    /// follows a comma.
    fn dated_before(&self, i: usize, floor: usize) -> Option<usize> {
        let day = (floor..=i).rev().take_while(|&k| self.is(k, class::TIME | class::DIGITS)).last()?;
        let on = day.checked_sub(1).filter(|&o| o > floor && matches!(self.word(o), "on" | "late" | "early"))?;
        self.is(on - 1, class::COMMA).then_some(on)
    }

    pub(super) fn chain(&self, verb: usize, floor: usize) -> Chain {
        let mut c = Chain { left: verb, negated: false, auxiliary: false, be: false, have: false };
        while c.left > floor {
            let i = c.left - 1;
            if let Some(on) = self.dated_before(i, floor) {
                c.left = on;
                continue;
            }
            if self.is(i, class::AUXILIARY) && !(self.is(i, class::PROPER) && i > floor) {
                c.be |= self.is(i, class::BE) && !c.auxiliary;
                c.have |= self.is(i, class::HAVE) && !c.auxiliary;
                c.auxiliary = true;
            } else if !(self.adverb(i) && !self.is(i, class::TIME) || self.floating(i, floor)) {
                break;
            }
            c.negated |= self.is(i, class::NEGATION);
            c.left = i;
        }
        c
    }
}
