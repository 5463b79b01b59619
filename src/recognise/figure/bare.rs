//! Numbers without a currency, unit or noun beside them: what the words around make of them, and whether they say
//! anything.

use super::affix::Affix;
use super::amount::Amount;
use super::scalar::Grammar;
use crate::recognise::Mention;
use crate::text::{TokenKind, WordId};
use crate::value::{Decimal, Value};

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

    /// What the figure before is a number of, where this one is what it changed from: "rose to 5.1 billion tons from
    /// 5.4 billion", "7 percent, up from 6".
    pub(super) fn compared(&self, start: usize, scaled: bool, last: &Mention) -> Option<Affix> {
        let from = start.checked_sub(1).filter(|&i| self.r.word(i) == self.t.named.from)?;
        let between = self.r.text.tokens.get(last.tokens.end..from)?;
        let near = last.tokens.end >= self.r.start
            && between.len() <= 2
            && between.iter().all(|t| t.kind == TokenKind::Mark || self.t.change.contains(&t.word));
        let level = between.first().is_some_and(|t| t.kind == TokenKind::Mark);
        match &last.value {
            // "Down 40 percent from 72", "a 40 percent drop from 72": by how much, and not what to.
            Value::Percent(p) if near && level && !scaled => Some(Affix::Percent(p.unit)),
            Value::Quantity(q) if near && q.is_count() => Some(Affix::Count(q.unit.clone())),
            Value::Quantity(q) if near => Some(Affix::Unit { unit: q.unit.clone(), dimension: q.dimension.clone() }),
            _ => None,
        }
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
                || s.article && end
                || self.t.number(self.r.word(s.start)).vulgar.is_some();
        }
        let one = s.digits.is_none() && s.value == Decimal::ONE;
        // "at least one was killed"
        !(one && s.end == s.start + 1) || whole || hedged || a.value < Decimal::ZERO
    }
}
