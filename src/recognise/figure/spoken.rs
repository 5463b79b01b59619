//! Numbers in words: cardinals, fractions, scales that stand alone.

use super::scalar::{Grammar, Refusal, Scalar, ratio};
use crate::lexicon::NumberSize;
use crate::text::{TokenKind, WordId};
use crate::value::Decimal;

impl Grammar<'_, '_> {
    /// A number that begins with a word.
    pub(super) fn in_words(&self, i: usize) -> Result<Scalar, Refusal> {
        let word = self.t.number(self.r.word(i));
        let blank = Scalar {
            value: Decimal::ZERO,
            start: i,
            end: i + 1,
            from: None,
            to: None,
            digits: None,
            scale: None,
            long: false,
            fraction: false,
            article: false,
        };
        let found = if word.cardinal.is_some() {
            self.cardinal(i, blank)
        } else if let Some((n, d)) = word.vulgar {
            ratio(n.into(), d.into()).map(|value| Scalar { value, fraction: true, ..blank })
        } else if let Some((d, false)) = word.fraction {
            self.bare_fraction(i, i64::try_from(d).unwrap_or(1), blank)
        } else if word.scale.is_some_and(|s| !s.plural && !s.ambiguous) {
            self.bare_scale(i, blank)
        } else {
            None
        };
        found.ok_or(Refusal::Nothing)
    }

    fn cardinal(&self, i: usize, blank: Scalar) -> Option<Scalar> {
        if let Some((value, end)) = self.fraction(i) {
            let mut s = Scalar { value, end, fraction: true, ..blank };
            self.of_scale(&mut s);
            return Some(s);
        }
        let (small, _, end) = self.spoken_hundreds(i).or_else(|| self.old_tens(i)).or_else(|| self.small(i, false))?;
        let mut s = Scalar { value: small, end, long: small >= Decimal::from(100), ..blank };
        self.spoken_point(&mut s);
        self.improper(&mut s);
        let joined =
            self.and_fraction(s.end).filter(|&(_, end)| self.scales(end).is_some() && small < Decimal::from(1000));
        if let Some((f, end)) = joined {
            (s.value, s.end, s.fraction) = (s.value.plus(f)?, end, true);
        }
        if let Some((factor, end)) = self.scales(self.r.past_hyphen(s.end)) {
            (s.value, s.scale, s.end, s.long) = (s.value.times(factor)?, Some(factor), end, true);
            self.tail(&mut s, factor, false);
        } else if let Some((f, end)) = self.and_fraction(s.end) {
            (s.value, s.end, s.fraction) = (s.value.plus(f)?, end, true);
        }
        Some(s)
    }

    /// "one twenty two" for 122, where nothing follows that "twenty two" could count.
    fn spoken_hundreds(&self, i: usize) -> Option<(Decimal, bool, usize)> {
        let Some((hundreds, NumberSize::Unit)) = self.t.number(self.r.word(i)).cardinal.filter(|c| c.0 > 0) else {
            return None;
        };
        let Some((_, NumberSize::Ten)) = self.t.number(self.r.word(i + 1)).cardinal else { return None };
        let (rest, _, end) = self.below_hundred(i + 1)?;
        let last = self.r.kind(end) != Some(TokenKind::Word) && !self.r.hyphen(end);
        last.then(|| (Decimal::from(i64::from(hundreds) * 100 + rest), true, end))
    }

    /// "twenty and three and three fifths": tens joined to units as in old counts.
    fn old_tens(&self, i: usize) -> Option<(Decimal, bool, usize)> {
        let Some((tens, NumberSize::Ten)) = self.t.number(self.r.word(i)).cardinal else { return None };
        let Some((unit, NumberSize::Unit)) = self.t.number(self.r.word(i + 2)).cardinal else { return None };
        let joined = self.r.word(i + 1) == self.t.named.and && self.and_fraction(i + 3).is_some();
        joined.then(|| (Decimal::from(i64::from(tens) + i64::from(unit)), true, i + 3))
    }

    /// "two point five", "two hundred point zero three", "one point 5".
    pub(super) fn spoken_point(&self, s: &mut Scalar) {
        if self.r.word(s.end) != self.t.named.point {
            return;
        }
        let mut text = format!("{}.", s.value);
        let mut at = s.end + 1;
        if self.r.kind(at) == Some(TokenKind::Digits) && self.r.written(at).len() <= 9 {
            text.push_str(self.r.written(at));
            at += 1;
        } else {
            while let Some((v, _, end)) = self.below_hundred(at) {
                text.push_str(&v.to_string());
                at = end;
                if text.len() > 20 || v >= 10 {
                    break;
                }
            }
        }
        if let Some(v) = Decimal::parse(&text).filter(|_| at > s.end + 1) {
            (s.value, s.end) = (v, at);
        }
    }

    /// "twenty-three fifths", "one hundred and thirty-two fifths".
    fn improper(&self, s: &mut Scalar) {
        let at = self.loose_hyphen(s.end);
        let word = self.t.number(self.r.word(at));
        if !matches!(word.fraction, Some((_, true))) && word.cardinal.is_none() {
            return;
        }
        let Some((d, end)) = self.denominator(at, 2) else { return };
        if let Some(v) = s.value.over(Decimal::from(d)) {
            (s.value, s.end, s.fraction) = (v, end, true);
        }
    }

    /// "half", "a third", "a quarter of a million", "half a million", "half million".
    fn bare_fraction(&self, i: usize, bottom: i64, blank: Scalar) -> Option<Scalar> {
        let before = i.checked_sub(1).map_or(WordId::UNKNOWN, |b| self.r.word(b));
        let article = before == self.t.named.a || before == self.t.named.an;
        let mut s = Scalar { value: ratio(1, bottom)?, fraction: true, article, ..blank };
        if article {
            s.start = i - 1;
        }
        self.of_scale(&mut s);
        (s.scale.is_some() || matches!(bottom, 2 | 4) || article).then_some(s)
    }

    /// "of a million", "a million", "a dozen" after a fraction.
    fn of_scale(&self, s: &mut Scalar) {
        let mut at = self.r.past_hyphen(s.end);
        at += usize::from(self.r.word(at) == self.t.named.of);
        at = self.r.past_hyphen(at);
        at += usize::from(self.r.word(at) == self.t.named.a);
        at = self.r.past_hyphen(at);
        if let Some((factor, end)) = self.scales(at)
            && let Some(v) = s.value.times(factor)
        {
            (s.value, s.scale, s.end, s.long) = (v, Some(factor), end, true);
        }
    }

    /// "a million", "a hundred", "a dozen", "thousand".
    fn bare_scale(&self, i: usize, blank: Scalar) -> Option<Scalar> {
        let (factor, end) = self.scales(i)?;
        let before = i.checked_sub(1).map_or(WordId::UNKNOWN, |b| self.r.word(b));
        let article = before == self.t.named.a || before == self.t.named.an;
        let mut s = Scalar { value: factor, end, scale: Some(factor), long: true, article: true, ..blank };
        if article {
            s.start = i - 1;
        } else {
            s.article = false;
        }
        let hundred = factor == Decimal::from(100);
        if hundred {
            let and = self.r.word(s.end) == self.t.named.and;
            if let Some((more, _, after)) = self.below_hundred(s.end + usize::from(and))
                && self.and_fraction(s.end).is_none()
            {
                (s.value, s.end) = (s.value.plus(Decimal::from(more))?, after);
            }
            if let Some((f, end)) = self.scales(self.r.past_hyphen(s.end)) {
                (s.value, s.scale, s.end) = (s.value.times(f)?, Some(f), end);
                self.tail(&mut s, f, false);
            }
        } else {
            self.tail(&mut s, factor, false);
        }
        self.improper(&mut s);
        Some(s)
    }

    /// "1 over 20", "one in five", "nine out of ten": the whole ratio.
    pub(super) fn divided(&self, s: &Scalar) -> Option<Scalar> {
        let word = self.r.word(s.end);
        let over = word == self.t.named.over;
        let out = word == self.t.named.out && self.r.word(s.end + 1) == self.t.named.of;
        if s.fraction || !over && !out && word != self.t.named.in_ {
            return None;
        }
        let at = s.end + 1 + usize::from(out);
        let below = self.scalar(at).ok().filter(|b| b.start == at && !b.fraction && b.value > Decimal::ONE)?;
        let alone = self.affix(&below).is_none();
        let apt = if over {
            alone && self.count(&below).is_none() && !self.r.glued(below.end)
        } else {
            let whole = s.value.is_integer() && below.value.is_integer() && s.digits.is_none_or(|d| !d.decimals);
            alone && whole && (s.end == s.start + 1) && share(s.value, &below)
        };
        let value = s.value.over(below.value).filter(|_| apt)?;
        Some(Scalar { value, end: below.end, digits: None, scale: None, fraction: true, long: true, ..*s })
    }
}

/// "one in 70", "two in three", "seven out of 10"; not "1 in 2019" or "12 in six boxes".
fn share(above: Decimal, below: &Scalar) -> bool {
    let usual = below.digits.is_none() || below.value <= Decimal::from(100) || below.digits.is_some_and(|d| d.grouped);
    let round = matches!(below.value.to_i64(), Some(3..=5 | 10 | 20 | 100 | 1000 | 10_000 | 100_000));
    usual && (above == Decimal::ONE || round && above > Decimal::ONE && above < below.value)
}
