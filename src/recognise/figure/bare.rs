//! Numbers without a currency, unit or noun beside them: what the words around make of them, and whether they say
//! anything.

use super::affix::{Affix, Currency};
use super::amount::Amount;
use super::scalar::Grammar;
use crate::recognise::Mention;
use crate::text::{Token, TokenKind, WordId};
use crate::value::{Decimal, Money, Value};

/// Words of a date that may stand between a figure and the one that it is set against.
const DATED: usize = 4;

impl Grammar<'_, '_> {
    /// What the words before a bare number make of it: "aged 43", "at the age of 43", "a percentage of 64.5".
    pub(super) fn told_before(&self, mut a: Amount) -> Amount {
        let word = |back: usize| a.start.checked_sub(back).map_or(WordId::UNKNOWN, |i| self.r.word(i));
        let of = word(1) == self.t.named.of && word(2) == self.t.named.age;
        if word(1) == self.t.named.of
            && let Some(((Some(unit), false), _)) = self.t.percent.before(&self.r, a.start - 1).next()
        {
            a.affix = Some(Affix::Percent(unit));
        } else if word(1) == self.t.named.aged || word(1) == self.t.named.age || of {
            a.affix = Some(Affix::Unit { unit: "a".to_owned(), dimension: "age".to_owned() });
        }
        a
    }

    /// "aged 19, 23 and 41": an age, where the figure before it in the list is one.
    pub(super) fn listed_age(&self, start: usize, before: &[Mention]) -> Option<Affix> {
        let last = before.last().filter(|m| m.tokens.end >= self.r.start && m.tokens.end < start)?;
        let parted = (last.tokens.end..start).all(|i| self.r.mark(i, ",") || self.r.word(i) == self.t.named.and);
        match &last.value {
            Value::Quantity(q) if parted && q.dimension == "age" => {
                Some(Affix::Unit { unit: q.unit.clone(), dimension: q.dimension.clone() })
            }
            _ => None,
        }
    }

    /// "3 x 4 metres", "50 by 25 metres": the side before shares the unit of the last.
    pub(super) fn side(&self, end: usize) -> Option<Affix> {
        let times = self.r.word(end) == self.t.named.by || matches!(self.r.written(end), "x" | "×");
        let next = self.scalar(end + 1).ok().filter(|s| times && s.start == end + 1)?;
        let (affix, _) = self.affix(&next)?;
        matches!(&affix, Affix::Unit { dimension, .. } if dimension == "length").then_some(affix)
    }

    /// What the figure before is a number of, where this one is what it changed from: "rose to 5.1 billion tons from
    /// 5.4 billion", "7 percent, up from 6", "7.2 billion marks in January against 5.9 billion".
    pub(super) fn compared(&self, start: usize, scaled: bool, before: &[Mention]) -> Option<Affix> {
        let joint = self.comparison(start)?;
        let last = before.last()?;
        // "348 pesos per 100 kilos from 331": what the price is for is no price.
        if last.tokens.start.checked_sub(1).is_some_and(|i| self.r.text.token(i).eq_ignore_ascii_case("per")) {
            return None;
        }
        let between = self.r.text.tokens.get(last.tokens.end..joint)?;
        let changed = |t: &Token| t.kind == TokenKind::Mark || self.t.change.contains(&t.word);
        let inside = last.tokens.end >= self.r.start;
        let near = inside && between.len() <= 2 && between.iter().all(changed);
        let dated = |i: usize| self.r.token(i).is_some_and(changed) || self.is_dated(i);
        let linked = near || inside && scaled && between.len() <= DATED && (last.tokens.end..joint).all(dated);
        let level = between.first().is_some_and(|t| t.kind == TokenKind::Mark);
        match &last.value {
            // "Down 40 percent from 72", "a 40 percent drop from 72": by how much, and not what to.
            Value::Percent(p) if near && level && !scaled => Some(Affix::Percent(p.unit)),
            Value::Quantity(q) if linked && q.is_count() => Some(Affix::Count(q.unit.clone())),
            Value::Quantity(q) if linked => Some(Affix::Unit { unit: q.unit.clone(), dimension: q.dimension.clone() }),
            // "6.8 million dollars, or 72 cents a share, from 5.2 million"
            Value::Money(m) if linked && scaled && m.minor.is_some() => {
                match before.iter().nth_back(1).map(|m| &m.value) {
                    Some(Value::Money(whole)) if whole.minor.is_none() => Some(self.same_money(whole)),
                    _ => None,
                }
            }
            Value::Money(m) if linked && scaled => Some(self.same_money(m)),
            _ => None,
        }
    }

    /// "Lost 140 million marks on sales of 2.3 billion": in the money that the sentence named last.
    pub(super) fn in_same_money(&self, start: usize, scaled: bool, before: &[Mention]) -> Option<Affix> {
        let word = |back: usize| start.checked_sub(back).map(|i| self.r.word(i));
        if !scaled || word(1) != Some(self.t.named.of) || !word(2).is_some_and(|w| self.t.money_context.contains(&w)) {
            return None;
        }
        let here = before.iter().rev().take_while(|m| m.tokens.start >= self.r.start);
        here.filter(|m| m.tokens.end <= start).find_map(|m| match &m.value {
            Value::Money(m) if m.minor.is_none() => Some(self.same_money(m)),
            _ => None,
        })
    }

    fn same_money(&self, m: &Money) -> Affix {
        let code = m.currency.as_deref().and_then(|c| self.t.codes.iter().position(|k| **k == *c));
        Affix::Money(Currency {
            code: code.map(|i| i as u32),
            text: m.currency_text.clone(),
            minor: m.minor,
            per: m.per.clone(),
            sign: true,
            thousands: 0,
        })
    }

    /// Where the words begin that set the number at `start` against the one before it.
    fn comparison(&self, start: usize) -> Option<usize> {
        let at = start.checked_sub(1)?;
        match self.r.written(at) {
            "from" | "against" | "versus" | "vs" => Some(at),
            "with" | "to" => at.checked_sub(1).filter(|&b| self.r.written(b) == "compared"),
            _ => None,
        }
    }

    /// Whether a token may belong to the date that a figure is of: "in January 1986", "a year earlier".
    fn is_dated(&self, i: usize) -> bool {
        let digits = self.r.kind(i) == Some(TokenKind::Digits) && self.r.written(i).len() == 4;
        digits
            || self.t.calendar.contains(&self.r.word(i))
            || matches!(self.r.written(i), "in" | "last" | "this" | "a" | "the" | "year" | "month" | "earlier" | "ago")
    }

    /// "A third were hurt": a share, since one alone would take a singular.
    pub(super) fn is_plural_verb(&self, at: usize) -> bool {
        matches!(self.r.written(at), "were" | "are" | "have")
    }

    /// Whether a number without anything beside it is a figure.
    pub(super) fn stands_alone(&self, a: &Amount, hedged: bool) -> bool {
        let s = &a.scalar;
        let whole = a.start == self.r.start && self.r.end <= a.end + 1;
        let next = self.r.word(a.end);
        if s.fraction && s.digits.is_none() && s.scale.is_none() && (s.article || s.end == s.start + 1) {
            let half = self.r.word(s.end - 1) == self.t.named.half;
            let determined = (half || s.article) && (next == self.t.named.of || self.t.comparatives.contains(&next))
                || half && next == self.t.named.the
                || half && self.t.determiners.contains(&next);
            let before = a.start.checked_sub(1).map_or(WordId::UNKNOWN, |i| self.r.word(i));
            // "cut it by a third", but "a third, on trade"
            let n = self.t.named;
            let measured = half || matches!(before, b if b == n.by || b == n.than || b == n.to || b == n.at);
            let over =
                self.r.kind(a.end) != Some(TokenKind::Word) || before == n.by && self.t.not_counted.contains(&next);
            let end = over && measured;
            // "the latter half of the year"
            let twice = a.start.checked_sub(2).map_or(WordId::UNKNOWN, |i| self.r.word(i));
            let ranked = self.t.number(before).ordinal.is_some()
                || self.t.determiners.contains(&before)
                || self.t.determiners.contains(&twice) && !self.t.not_counted.contains(&before) && !s.article;
            return whole
                || hedged
                || s.article && self.is_plural_verb(a.end)
                || determined && !ranked
                || (s.article || half && before == n.by) && end
                || self.t.number(self.r.word(s.start)).vulgar.is_some();
        }
        let one = s.digits.is_none() && s.value == Decimal::ONE;
        // "at least one was killed"
        !(one && s.end == s.start + 1) || whole || hedged || a.value < Decimal::ZERO
    }
}
