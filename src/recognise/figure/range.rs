//! Two numbers that are the ends of one range, and the hedges before a figure.

use super::affix::Affix;
use super::amount::Amount;
use super::scalar::Grammar;
use super::tables::Joint;
use crate::text::TokenKind;
use crate::value::{Decimal, Hedge};

/// The right end of a range, or the second of two figures read together.
pub(super) enum Pair {
    /// One range.
    Range(Amount),
    /// Two figures; the second's affix holds for the first too ("rose from 3 to 5 percent").
    Two(Amount),
    /// Digits joined to digits that are no range: a score, a telephone number. Ends here.
    Chain(usize),
}

/// How far before a figure a word of change still speaks of it.
const CHANGE_WITHIN: usize = 8;

impl Grammar<'_, '_> {
    /// What joins the amount to a second one.
    pub(super) fn pair(&self, a: &mut Amount, open: Option<bool>) -> Option<Pair> {
        // "10- to 15-year"
        let suspended = self.r.hyphen(a.end) && self.r.glued(a.end) && !self.r.glued(a.end + 1);
        let at = a.end + usize::from(suspended && self.t.joints.contains_key(&self.r.word(a.end + 1)));
        let joint = *self.t.joints.get(&self.r.word(at))?;
        let tight = self.r.glued(at) && self.r.glued(at + 1);
        let loose = !self.r.glued(at);
        let fits = match joint {
            // "July 29 - At least 41 people died": a dateline, and then the lead.
            Joint::Dash => tight || loose && at == a.end && open != Some(true) && !self.after_month(a.start),
            Joint::And => open.is_some(),
            Joint::To => open != Some(true),
            Joint::Or => open.is_none(),
        };
        if !fits {
            return None;
        }
        let b = self.second(at + 1, a, joint)?;
        let plain = a.affix.is_none() && b.affix.is_none() && open.is_none();
        let scaled = b.scalar.scale.is_some();
        if joint == Joint::Dash && tight && plain && !scaled {
            return Some(Pair::Chain(self.chain_end(b.end)));
        }
        let changing = open != Some(true) && self.changing(a.start);
        if changing && (open == Some(false) || a.affix.is_some()) && joint == Joint::To {
            return (open == Some(false)).then_some(Pair::Two(b));
        }
        if !Self::agree(a, &b, joint) {
            return None;
        }
        self.share_scale(a, &b);
        let (low, high) = (a.value, b.value);
        let words = a.scalar.digits.is_none();
        let apt = match joint {
            Joint::To => !plain || scaled || words || self.speaks_of_age(a.start),
            Joint::Or => {
                high <= low.times(Decimal::from(3)).unwrap_or(low) && low.is_integer() && (!plain || words || scaled)
            }
            Joint::Dash => !plain || scaled,
            Joint::And => true,
        };
        (low < high && apt).then_some(Pair::Range(b))
    }

    fn after_month(&self, start: usize) -> bool {
        start.checked_sub(1).is_some_and(|i| self.t.calendar.contains(&self.r.word(i)))
    }

    /// The amount that begins at `at`, a hedge or a currency sign before it allowed.
    fn second(&self, at: usize, a: &Amount, joint: Joint) -> Option<Amount> {
        let at = self.t.hedges_before.at(&self.r, at).next().map_or(at, |(_, end)| end);
        for skip in 0..3 {
            let Ok(s) = self.scalar(at + skip) else { continue };
            if s.start < at + usize::from(skip > 0) && s.start != at {
                return None;
            }
            let sign = self.money_before(&s).filter(|m| m.1 >= at);
            if skip > 0 && sign.as_ref().is_none_or(|m| m.1 != at) {
                return None;
            }
            let inherited = match (&a.affix, sign) {
                (_, Some((m, _))) => Some(m),
                // "$4-5 billion", "Rs 10,000-20,000"; not "paid $5 to 10 people"
                (Some(Affix::Money(m)), None) if (m.sign || joint == Joint::Dash) && a.start < a.scalar.start => self
                    .affix(&s)
                    .or_else(|| self.count(&s))
                    .is_none_or(|(x, _)| matches!(x, Affix::Money(_)))
                    .then(|| m.clone()),
                _ => None,
            };
            let mut b = self.amount(s, inherited);
            b.start = at;
            return Some(b);
        }
        None
    }

    /// Whether both ends count the same thing.
    fn agree(a: &Amount, b: &Amount, joint: Joint) -> bool {
        match (&a.affix, &b.affix) {
            (None, Some(Affix::Money(m))) => joint != Joint::Dash || !m.sign || b.scalar.start == b.start,
            (None, _) => true,
            (Some(Affix::Money(m)), Some(Affix::Money(n))) => m.code == n.code && m.minor == n.minor,
            (Some(x), Some(y)) => x == y,
            (Some(_), None) => joint == Joint::And,
        }
    }

    /// "between 3 and 5 million" begins at three million.
    fn share_scale(&self, a: &mut Amount, b: &Amount) {
        let Some(scale) = b.scalar.scale.filter(|_| a.scalar.scale.is_none() && a.value < self.t.thousand) else {
            return;
        };
        let last = b.scalar.value;
        if let Some(v) = a.value.times(scale).filter(|v| *v <= last) {
            a.value = v;
        }
    }

    /// "aged 18 to 45"
    fn speaks_of_age(&self, start: usize) -> bool {
        let word = start.checked_sub(1).map_or_else(Default::default, |i| self.r.word(i));
        word == self.t.named.aged || word == self.t.named.ages || word == self.t.named.age
    }

    /// Whether a word of change stands shortly before: "rose from 3 to 5 percent".
    fn changing(&self, start: usize) -> bool {
        let from = start.saturating_sub(CHANGE_WITHIN).max(self.r.start);
        self.r.text.tokens.get(from..start).unwrap_or(&[]).iter().any(|t| self.t.change.contains(&t.word))
    }

    /// One past digits joined to digits by hyphens.
    fn chain_end(&self, mut end: usize) -> usize {
        while self.r.hyphen(end)
            && self.r.glued(end)
            && self.r.glued(end + 1)
            && self.r.kind(end + 1) == Some(TokenKind::Digits)
        {
            end += 2;
        }
        end
    }

    /// The words before token `start` that shade the figure: the hedge and its first token.
    pub(super) fn hedge_before(&self, start: usize) -> (Option<Hedge>, usize) {
        let mut found: (Option<Hedge>, usize) = (None, start);
        for _ in 0..3 {
            if let Some((hedge, at)) = self.t.hedges_before.before(&self.r, found.1).next() {
                // "ticked up to 5 percent"
                if hedge == Hedge::AtMost && self.t.moved.before(&self.r, at).next().is_some() {
                    break;
                }
                // "at least about 50" is at least 50.
                if found.0.is_none_or(|h| h == Hedge::About) {
                    found.0 = Some(hedge);
                }
                found.1 = at;
            } else if let Some(((), at)) = self.t.exact.before(&self.r, found.1).next() {
                // "more than a record 300"
                if self.t.hedges_before.before(&self.r, at).next().is_none() {
                    break;
                }
                found.1 = at;
            } else {
                break;
            }
        }
        if found.0.is_none() {
            found.0 = self.bounding_verb(start).map(|(hedge, _)| hedge);
        }
        found
    }

    /// "exceeded", "fell short of" right before token `start`: what it says of the figure, and its first token.
    pub(super) fn bounding_verb(&self, start: usize) -> Option<(Hedge, usize)> {
        let (hedge, at) = self.t.hedge_verbs.before(&self.r, start).next()?;
        let denied = at.checked_sub(1).is_some_and(|b| {
            let word = self.r.written(b);
            ["not", "never", "hardly"].iter().any(|n| word.eq_ignore_ascii_case(n))
                || word.ends_with("n't")
                || word.ends_with("n’t")
        });
        (!denied).then_some((hedge, at))
    }

    /// The word that opens a range before token `start`: its first token, and whether "and" joins it.
    pub(super) fn opener(&self, start: usize) -> Option<(bool, usize)> {
        self.t.openers.before(&self.r, start).next()
    }
}
