//! Powers: "10^6", "10⁶", "3 × 10^8", "-2.5^-1", "1.2e-5".

use super::scalar::{Grammar, Scalar};
use crate::text::TokenKind;
use crate::value::Decimal;

/// Larger exponents leave the range of a decimal whatever the base.
const MOST_EXPONENT: u32 = 28;

/// An exponent, and the token after it.
type Exponent = (bool, u32, usize);

impl Grammar<'_, '_> {
    /// Raises the number just read in digits to the power written after it.
    pub(super) fn powered(&self, s: &mut Scalar) {
        let raised = self.caret(s.value, s.end).or_else(|| self.times_ten(s.value, s.end));
        if let Some((value, end)) = raised.or_else(|| self.scientific(s)) {
            (s.value, s.end, s.long) = (value, end, true);
        }
    }

    /// "10^6", "10⁶"; a raised figure after another base is a footnote.
    fn caret(&self, base: Decimal, at: usize) -> Option<(Decimal, usize)> {
        let (negative, n, end) = if self.r.mark(at, "^") && self.r.glued(at) {
            self.exponent(at + 1)?
        } else {
            self.raised(at).filter(|_| base == Decimal::from(10))?
        };
        Some((power(base, negative, n)?, end))
    }

    /// "3 × 10^8", "3x10^8".
    fn times_ten(&self, base: Decimal, at: usize) -> Option<(Decimal, usize)> {
        let ten = match self.r.written(at) {
            "×" | "*" | "x" if self.r.written(at + 1) == "10" => at + 1,
            "x10" => at,
            _ => return None,
        };
        let (factor, end) = self.caret(Decimal::from(10), ten + 1)?;
        Some((base.times(factor)?, end))
    }

    /// "1.2e-5", "12e5".
    fn scientific(&self, s: &Scalar) -> Option<(Decimal, usize)> {
        let at = s.end;
        if !self.r.glued(at) || self.r.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let (negative, n, end) = match self.r.written(at) {
            "e" | "E" if !self.r.glued(at + 2) && self.r.kind(at + 1) == Some(TokenKind::Digits) => return None,
            "e" | "E" => self.exponent(at + 1)?,
            word => (false, word.strip_prefix(['e', 'E'])?.parse().ok()?, at + 1),
        };
        Some((s.value.times(power(Decimal::from(10), negative, n)?)?, end))
    }

    /// A sign or none and digits, all glued.
    fn exponent(&self, at: usize) -> Option<Exponent> {
        let negative = self.r.mark(at, "-") || self.r.mark(at, "−");
        let digits = at + usize::from(negative || self.r.mark(at, "+"));
        let glued = (at..=digits).all(|i| self.r.glued(i));
        let n = self.r.written(digits).parse().ok()?;
        glued.then_some((negative, n, digits + 1))
    }

    /// Raised digits, all glued.
    fn raised(&self, at: usize) -> Option<Exponent> {
        let negative = self.r.written(at) == "⁻";
        let (mut n, first) = (0, at + usize::from(negative));
        let mut end = first;
        while self.r.glued(end) && end < first + 3 {
            let Some(digit) = raised_digit(self.r.written(end)) else { break };
            n = n * 10 + digit;
            end += 1;
        }
        (end > first).then_some((negative, n, end))
    }
}

fn raised_digit(mark: &str) -> Option<u32> {
    let index = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"].iter().position(|&d| d == mark)?;
    u32::try_from(index).ok()
}

/// The exact power, or its reciprocal; `None` beyond the range of a decimal.
fn power(base: Decimal, negative: bool, n: u32) -> Option<Decimal> {
    if n > MOST_EXPONENT {
        return None;
    }
    let value = (0..n).try_fold(Decimal::ONE, |v, _| v.times(base))?;
    if negative { Decimal::ONE.over(value) } else { Some(value) }
}
