//! A number with what stands beside it: sign, scale, currency, unit, noun.

use super::affix::{Affix, Currency};
use super::scalar::{Grammar, Scalar};
use super::tables::MoneyForm;
use crate::text::{Case, TokenKind};
use crate::value::{Decimal, Hedge};

/// A number and what it is a number of.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// The number alone.
    pub scalar: Scalar,
    /// Its value with sign and minor units.
    pub value: Decimal,
    /// What it is a number of.
    pub affix: Option<Affix>,
    /// First token, a currency sign before the number included.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// "or more", "-plus" after the number.
    pub hedge: Option<Hedge>,
}

impl Grammar<'_, '_> {
    /// Reads what stands beside a number. `money` is the currency that an earlier end of a range, or
    /// a word of letters and digits ("USD34"), has given already.
    pub(super) fn amount(&self, mut s: Scalar, money: Option<Currency>) -> Amount {
        let given = money.map(|m| (m, s.start)).or_else(|| self.money_before(&s));
        self.abbreviated(&mut s, given.is_some());
        self.repeated(&mut s);
        let mut a = Amount { scalar: s, value: s.value, affix: None, start: s.start, end: s.end, hedge: None };
        self.sign(&mut a);
        if let Some((mut currency, start)) = given {
            a.start = a.start.min(start);
            if let Some((below, _, end)) = self.per(s.end) {
                currency.per = Some(below);
                a.end = if self.per_is_time(s.end) { a.end } else { end };
            }
            a.affix = Some(Affix::Money(currency));
            self.sign(&mut a);
            self.hedge_after(&mut a);
            return a;
        }
        // "200 or more people", "30-odd ships", "50-plus countries"
        self.hedge_after(&mut a);
        let here = Scalar { end: a.end, ..s };
        if let Some((affix, end)) = self.affix(&here).or_else(|| self.count(&here)) {
            a.affix = Some(affix);
            a.end = end;
            self.complete(&mut a);
            if a.hedge.is_none() {
                self.hedge_after(&mut a);
            }
        }
        self.per_number(&mut a);
        a
    }

    /// "3 per 1,000 births", "40 cases per 100,000": a ratio.
    fn per_number(&self, a: &mut Amount) {
        if self.r.word(a.end) != self.t.named.per {
            return;
        }
        let Ok(below) = self.scalar(a.end + 1) else { return };
        let Some(zeros) = power_of_ten(below.value).filter(|_| below.start == a.end + 1) else { return };
        let unit = match &a.affix {
            None if zeros == 3 => "[ppth]".to_owned(),
            None if zeros == 6 => "[ppm]".to_owned(),
            None => format!("10*-{zeros}"),
            Some(Affix::Count(noun)) => format!("{noun}/{}", below.value),
            _ => return,
        };
        a.end = self.count(&below).map_or(below.end, |(_, end)| end);
        a.affix = Some(Affix::Unit { unit, dimension: self.t.rate("count", "count") });
    }

    /// "a dollar and 42 cents", read at the cents.
    pub(super) fn major_before(&self, a: &mut Amount) {
        let Some(Affix::Money(Currency { minor: Some(minor), .. })) = &a.affix else { return };
        let Some(and) = a.start.checked_sub(1).filter(|&i| self.r.word(i) == self.t.named.and) else { return };
        let found =
            self.t.money_after.before(&self.r, and).find(|(w, _)| w.form == MoneyForm::Name && w.minor.is_none());
        let Some((major, start)) = found else { return };
        let Some(article) = start.checked_sub(1).filter(|&i| self.r.word(i) == self.t.named.a) else { return };
        let part = a.value.over(Decimal::from(i64::from(*minor))).filter(|v| *v < Decimal::ONE);
        if let Some(value) = part.and_then(|v| v.plus(Decimal::ONE)) {
            (a.value, a.start) = (value, article);
            a.affix = Some(Affix::Money(self.currency(major, start, and)));
        }
    }

    /// "forty-five (45)": the same number twice.
    fn repeated(&self, s: &mut Scalar) {
        if !self.r.mark(s.end, "(") || self.r.glued(s.end) {
            return;
        }
        if let Ok(again) = self.scalar(s.end + 1) {
            let written_otherwise = again.digits.is_some() != s.digits.is_some();
            if written_otherwise && again.value == s.value && self.r.mark(again.end, ")") {
                s.end = again.end + 1;
            }
        }
    }

    /// A minus sign or "minus" before the amount.
    fn sign(&self, a: &mut Amount) {
        let Some(before) = a.start.checked_sub(1) else { return };
        let word = self.r.word(before);
        // "plus or minus 3 points" is no negative number.
        let either = before.checked_sub(1).is_some_and(|i| self.r.word(i) == self.t.named.or);
        let spoken = !either && (word == self.t.named.minus || word == self.t.named.negative);
        let mark = (self.r.mark(before, "-") || self.r.mark(before, "−"))
            && self.r.glued(a.start)
            && (!self.r.glued(before) || before == self.r.start || self.r.mark(before.saturating_sub(1), "("))
            && !(before > self.r.floor && self.r.kind(before - 1) == Some(TokenKind::Digits));
        let twice = a.value < Decimal::ZERO;
        if (spoken || mark)
            && !twice
            && let Some(v) = Decimal::ZERO.minus(a.value)
        {
            (a.value, a.start) = (v, before);
        }
    }

    /// "or more", "-plus", "+" after what has been read so far.
    fn hedge_after(&self, a: &mut Amount) {
        if let Some((hedge, end)) = self.t.hedges_after.at(&self.r, a.end).next() {
            let hyphen = self.r.mark(a.end, "-") && !self.r.glued(a.end);
            let word = self.r.kind(end - 1) == Some(TokenKind::Word) && end == a.end + 1 && !self.r.glued(a.end);
            // "5 plus 3" and "12 odd jobs" are no hedges; "or so", "or more" and "+" are. "14 cars and over 100
            // carts": of the next figure.
            let next = self.r.written(a.end).eq_ignore_ascii_case("and")
                && self.r.kind(end).is_some_and(|k| {
                    k == TokenKind::Digits || k == TokenKind::Mark && self.r.kind(end + 1) == Some(TokenKind::Digits)
                });
            if !hyphen && !word && !next {
                (a.hedge, a.end) = (Some(hedge), end);
            }
        } else if self.r.mark(a.end, ",")
            && let Some((Hedge::About, end)) = self.t.hedges_after.at(&self.r, a.end + 1).next()
            && end > a.end + 2
            && self.r.kind(end) != Some(TokenKind::Word)
        {
            // "Two dozen shops, give or take, have shut".
            a.hedge = Some(Hedge::About);
        }
    }

    /// "bn", "k", "m" after digits.
    fn abbreviated(&self, s: &mut Scalar, money: bool) {
        if s.scale.is_some() || s.fraction || s.to.is_some() {
            return;
        }
        let at = self.r.past_hyphen(s.end);
        let Some((found, end)) = self.t.abbreviations.at(&self.r, at).next() else { return };
        if self.r.glued(end) && matches!(self.r.kind(end), Some(TokenKind::Digits | TokenKind::Possessive)) {
            return;
        }
        let glued = self.r.glued(at);
        let letter = self.r.written(at).trim_end_matches('.');
        let counted = || {
            let here = Scalar { end, scale: Some(found.value), ..*s };
            self.money_after(&here, end).is_some()
                || matches!(self.affix(&here), Some((Affix::Unit { .. }, _)))
                || self.count(&here).is_some()
        };
        let apt = match letter {
            _ if s.digits.is_none() => !found.ambiguous && letter.len() > 1,
            _ if !found.ambiguous || money => true,
            "K" | "M" | "MM" | "mil" | "B" | "b" => {
                glued && !self.r.mark(end, "/") || letter == "M" && self.r.kind(end) != Some(TokenKind::Word)
            }
            "m" => glued && counted(),
            _ => false,
        };
        let spaced_initial = !glued && self.r.cased(end, Case::Capitalised) && letter.len() == 1;
        if let Some(value) = s.value.times(found.value).filter(|_| apt && !spaced_initial) {
            (s.value, s.scale, s.end) = (value, Some(found.value), end);
        }
    }

    /// What may follow an affix: "5 feet 2 inches", "20 dollars 43 cents", "2 degrees below zero".
    fn complete(&self, a: &mut Amount) {
        match a.affix.take() {
            Some(Affix::Money(mut currency)) => {
                for _ in 0..currency.thousands {
                    a.value = a.value.times(self.t.thousand).unwrap_or(a.value);
                }
                // "75 USD million"
                if a.scalar.scale.is_none() {
                    let scale = self.t.number(self.r.word(a.end)).scale.filter(|s| !s.plural && !s.ambiguous);
                    if let Some(v) = scale.and_then(|s| a.value.times(s.value)) {
                        (a.value, a.end) = (v, a.end + 1);
                    }
                }
                if let Some((more, end)) = self.minor_after(&a.scalar, &currency, a.end)
                    && let Some(v) = a.value.plus(more)
                {
                    (a.value, a.end) = (v, end);
                }
                if let Some((below, _, end)) = self.per(a.end) {
                    currency.per = Some(below);
                    a.end = if self.per_is_time(a.end) { a.end } else { end };
                }
                a.affix = Some(Affix::Money(currency));
            }
            Some(Affix::Unit { unit, dimension }) => {
                if dimension == "temperature"
                    && self.r.word(a.end) == self.t.named.below
                    && self.r.word(a.end + 1) == self.t.named.zero
                {
                    a.value = Decimal::ZERO.minus(a.value).unwrap_or(a.value);
                    a.end += 2;
                }
                a.affix = Some(Affix::Unit { unit, dimension });
                self.hyphened_inches(a);
                self.smaller_unit(a);
            }
            other => a.affix = other,
        }
    }

    /// Whether the word of "per" at `at` is followed by a unit of time, which stays outside the span
    /// of money ("$50 a month").
    fn per_is_time(&self, at: usize) -> bool {
        self.per(at).is_some_and(|(_, dimension, _)| dimension == "time")
    }

    /// "6-foot-5", "5-foot-10": inches that a hyphen joins to feet.
    fn hyphened_inches(&self, a: &mut Amount) {
        let feet = matches!(&a.affix, Some(Affix::Unit { unit, .. }) if unit == "[ft_i]");
        let at = self.r.past_hyphen(a.end);
        if !feet || at == a.end || a.scalar.fraction {
            return;
        }
        let Ok(s) = self.scalar(at) else { return };
        let twelve = Decimal::from(12);
        let value = a.value.times(twelve).and_then(|v| v.plus(s.value));
        if let Some(value) = value.filter(|_| s.start == at && s.value < twelve && s.scale.is_none()) {
            let inches = self.affix(&s).filter(|(x, _)| matches!(x, Affix::Unit { unit, .. } if unit == "[in_i]"));
            (a.value, a.end) = (value, inches.map_or(s.end, |(_, end)| end));
            a.affix = Some(Affix::Unit { unit: "[in_i]".to_owned(), dimension: "length".to_owned() });
        }
    }

    /// "7 feet 10 inches", "2 km and 1 m": summed in the smaller unit, which keeps every digit.
    fn smaller_unit(&self, a: &mut Amount) {
        for _ in 0..3 {
            let Some(Affix::Unit { unit, dimension }) = &a.affix else { return };
            if !matches!(dimension.as_str(), "length" | "mass" | "volume") {
                return;
            }
            let joined = self.r.word(a.end) == self.t.named.and || self.r.mark(a.end, ",");
            let at = a.end + usize::from(joined);
            let Ok(s) = self.scalar(at) else { return };
            if s.article || s.scale.is_some() || s.start != at {
                return;
            }
            let Some((Affix::Unit { unit: small, dimension: same }, end)) = self.affix(&s) else { return };
            let (big, little) = (self.unit_factor(unit), self.unit_factor(&small));
            let (Some(big), Some(little)) = (big, little) else { return };
            // "6.8 metres, 40 centimetres above the last flood" are two.
            if same != *dimension || little >= big || !a.value.is_integer() {
                return;
            }
            let Some(times) = big.over(little) else { return };
            let below_one_of_the_larger = s.value < times || joined;
            let whole = times.is_integer();
            let Some(sum) =
                a.value.times(times).and_then(|v| v.plus(s.value)).filter(|_| below_one_of_the_larger && whole)
            else {
                return;
            };
            (a.value, a.end) = (sum, end);
            a.affix = Some(Affix::Unit { unit: small, dimension: same });
        }
    }

    fn unit_factor(&self, id: &str) -> Option<Decimal> {
        self.t.units.iter().find(|u| *u.id == *id)?.factor
    }
}

/// The zeros of 100, 1000 and so on.
fn power_of_ten(value: Decimal) -> Option<u32> {
    let n = value.to_i64().filter(|n| *n >= 100)?;
    let zeros = n.ilog10();
    (10_i64.checked_pow(zeros)? == n).then_some(zeros)
}
