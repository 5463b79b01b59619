//! Ranks: "23rd", "third", "one hundred and twenty-fifth".

use super::scalar::{Grammar, Scalar};
use crate::lexicon::NumberSize;
use crate::text::{TokenKind, WordId};
use crate::value::Decimal;

impl Grammar<'_, '_> {
    /// The rank that begins at token `i`: its value and the token after it.
    pub(super) fn ordinal(&self, i: usize) -> Option<(Decimal, usize)> {
        match self.r.kind(i)? {
            TokenKind::Digits => self.ordinal_digits(i),
            TokenKind::Word => self.ordinal_words(i),
            _ => None,
        }
    }

    fn ordinal_digits(&self, i: usize) -> Option<(Decimal, usize)> {
        let written = self.r.written(i);
        let ending = self.r.written(i + 1);
        if !self.r.glued(i + 1) || written.len() > 4 || self.r.kind(i + 1) != Some(TokenKind::Word) {
            return None;
        }
        let last = written.as_bytes().last()?;
        let teen = written.len() > 1 && written.as_bytes().get(written.len() - 2) == Some(&b'1');
        let right = match (last, teen) {
            (b'1', false) => "st",
            (b'2', false) => "nd",
            (b'3', false) => "rd",
            _ => "th",
        };
        ending.eq_ignore_ascii_case(right).then_some(())?;
        Some((Decimal::parse(written)?, i + 2))
    }

    fn ordinal_words(&self, i: usize) -> Option<(Decimal, usize)> {
        let word = self.t.number(self.r.word(i));
        if let Some((v, _)) = word.ordinal {
            return self.ranks(i).then_some((Decimal::from(i64::try_from(v).ok()?), i + 1));
        }
        let s: Scalar = self.scalar(i).ok()?;
        if s.digits.is_some() || s.start != i || s.fraction || s.article {
            return None;
        }
        let n = s.value.to_i64()?;
        let and = n >= 100 && self.r.word(s.end) == self.t.named.and;
        let at = if and { s.end + 1 } else { self.r.past_hyphen(s.end) };
        let (o, size) = self.t.number(self.r.word(at)).ordinal?;
        let o = i64::try_from(o).ok()?;
        let value = match size {
            NumberSize::Unit if n % 10 == 0 && n >= 20 => n.checked_add(o)?,
            NumberSize::Teen | NumberSize::Ten if n % 100 == 0 && n > 0 => n.checked_add(o)?,
            NumberSize::Scale if n > 1 || s.long => n.checked_mul(o)?,
            _ => return None,
        };
        Some((Decimal::from(value), at + 1))
    }

    /// "a fifth of voters", "a third": a share, no rank.
    fn shares(&self, i: usize) -> bool {
        let before = i.checked_sub(1).map_or(WordId::UNKNOWN, |b| self.r.word(b));
        let article = before == self.t.named.a || before == self.t.named.an || before == self.t.named.one;
        let next = self.r.word(i + 1);
        // "rose by a fifth in May", but "by a third party"
        let by = i.checked_sub(2).is_some_and(|b| self.r.word(b) == self.t.named.by);
        article
            && (next == self.t.named.of
                || self.is_plural_verb(i + 1)
                || self.t.comparatives.contains(&next)
                || by && self.t.not_counted.contains(&next)
                || self.r.kind(i + 1) != Some(TokenKind::Word))
    }

    /// Whether a single word of rank is one: "second" is a moment too, and "first" an adverb.
    fn ranks(&self, i: usize) -> bool {
        let w = self.r.word(i);
        let before = i.checked_sub(1).filter(|&b| b >= self.r.start).and_then(|b| self.r.text.tokens.get(b));
        let alone = self.r.start == i && self.r.end <= i + 2;
        if alone && !self.shares(i) || self.r.hyphen(i + 1) && self.r.glued(i + 1) {
            return true;
        }
        if self.t.number(w).fraction.is_some() && self.shares(i) {
            return false;
        }
        if w != self.t.named.first && w != self.t.named.second {
            return true;
        }
        let Some(before) = before else { return false };
        let determined = before.kind == TokenKind::Possessive
            || before.word != WordId::UNKNOWN && self.t.determiners.contains(&before.word);
        let noun = self.r.kind(i + 1) == Some(TokenKind::Word) && !self.t.not_counted.contains(&self.r.word(i + 1));
        self.t.ranked.contains(&before.word) && before.word != WordId::UNKNOWN
            || determined && (noun || before.word == self.t.named.the)
    }
}
