//! The grammar of a single number: digits, words, scales, fractions.

use super::digits::{self, Digits, Scan};
use super::reader::Reader;
use super::tables::Tables;
use crate::lexicon::NumberSize;
use crate::text::{TokenKind, WordId};
use crate::value::Decimal;

/// A number without what shades it or what it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scalar {
    /// Its value.
    pub value: Decimal,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// First byte, where it begins inside a token ("USD34").
    pub from: Option<u32>,
    /// One past the last byte, where it ends inside a token.
    pub to: Option<u32>,
    /// The number in digits it begins with.
    pub digits: Option<Digits>,
    /// The scale word that ends it.
    pub scale: Option<Decimal>,
    /// Of several groups or of words above a hundred.
    pub long: bool,
    /// It is or ends with a fraction.
    pub fraction: bool,
    /// It begins with "a" or "an", or with a scale.
    pub article: bool,
}

/// Something else than a number stands here.
pub(super) enum Refusal {
    /// Go on at the next token.
    Nothing,
    /// Go on at this token.
    Past(usize),
}

/// A part of a number and the token after it.
type Part = (Decimal, usize);

pub(super) struct Grammar<'a, 't> {
    pub r: Reader<'a>,
    pub t: &'t Tables,
}

impl Grammar<'_, '_> {
    /// The number that begins at token `i`.
    pub(super) fn scalar(&self, i: usize) -> Result<Scalar, Refusal> {
        let Some(token) = self.r.token(i) else { return Err(Refusal::Nothing) };
        match token.kind {
            TokenKind::Digits => self.in_digits(i, token.start, None),
            TokenKind::Word | TokenKind::Mark => self.in_words(i),
            TokenKind::Possessive => Err(Refusal::Nothing),
        }
    }

    /// A number whose digits begin at byte `from` of token `i`.
    pub(super) fn in_digits(&self, i: usize, from: u32, inside: Option<u32>) -> Result<Scalar, Refusal> {
        // A sentence is bounded in tokens, so that a chain of digits without end is not read again and again.
        let last = self.r.end.checked_sub(1).and_then(|e| self.r.text.tokens.get(e)).map_or(0, |t| t.end as usize);
        let text = self.r.text.text.as_bytes().get(..last).unwrap_or(&[]);
        // "March 12 150 people": the day is no part of a number after it.
        let before = i.checked_sub(1).map_or(WordId::UNKNOWN, |b| self.r.word(b));
        let spaces = !self.t.calendar.contains(&before) && !self.t.labels.contains(&before);
        let scan = if self.leading_point(i) {
            digits::fraction(text, from as usize)
        } else {
            digits::scan(text, from as usize, spaces)
        };
        let found = match scan {
            Scan::Number(d) => d,
            Scan::Other(end) => return Err(Refusal::Past(self.r.at_byte(i + 1, end as u32))),
        };
        let mut s = Scalar {
            value: found.value,
            start: i,
            end: self.r.at_byte(i + 1, found.end as u32),
            from: inside,
            to: None,
            digits: Some(found),
            scale: None,
            long: found.grouped,
            fraction: false,
            article: false,
        };
        if self.leading_point(i) {
            s.start = i - 1;
        }
        self.spaced_decimals(&mut s);
        if !found.decimals && !found.grouped {
            self.spoken_point(&mut s);
        }
        self.mixed(&mut s);
        if !s.fraction && !found.grouped {
            self.powered(&mut s);
        }
        self.scale_after(&mut s);
        Ok(s)
    }

    /// Whether ".77" or "point 77" stands here: a full stop that ends no word, a point that nothing determines.
    fn leading_point(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|&b| b >= self.r.floor) else { return false };
        let spoken = self.r.word(before) == self.t.named.point
            && (before == self.r.start || self.r.kind(before - 1) == Some(TokenKind::Mark));
        spoken || self.r.mark(before, ".") && self.r.glued(i) && !self.r.glued(before)
    }

    /// "6 . 2" and "80 , 000", as tokenised copy has them.
    fn spaced_decimals(&self, s: &mut Scalar) {
        let (mark, next) = (s.end, s.end + 1);
        let apart = |i: usize| self.r.token(i).is_some_and(|t| !t.glued);
        if !apart(mark) || !apart(next) || self.r.kind(next) != Some(TokenKind::Digits) || self.r.glued(next + 1) {
            return;
        }
        let digits = self.r.written(next);
        let Some(d) = s.digits.filter(|d| !d.decimals && digits.len() <= 9) else { return };
        let joined = match self.r.written(mark) {
            "." => format!("{}.{digits}", s.value),
            "," if digits.len() == 3 && d.width <= 3 => format!("{}{digits}", s.value),
            _ => return,
        };
        if let Some(value) = Decimal::parse(&joined) {
            s.value = value;
            s.end = next + 1;
        }
    }

    /// "4 1/2", "2½", "3/4", "10-1/2", "4 and a half".
    fn mixed(&self, s: &mut Scalar) {
        let Some(d) = s.digits.filter(|d| !d.decimals) else { return };
        if let Some((value, end)) = self.slash(s.start, s.end, s.value) {
            (s.value, s.end, s.fraction) = (value, end, true);
            return;
        }
        if d.grouped {
            return;
        }
        let next = self.r.past_hyphen(s.end);
        if let Some((n, m)) = self.t.number(self.r.word(next)).vulgar {
            if let Some(v) = ratio(n.into(), m.into()).and_then(|f| s.value.plus(f)) {
                (s.value, s.end, s.fraction) = (v, next + 1, true);
            }
        } else if self.r.kind(next) == Some(TokenKind::Digits) && (next > s.end || !self.r.glued(next)) {
            let Some(top) = Decimal::parse(self.r.written(next)) else { return };
            if let Some(f) = self.slash(next, next + 1, top)
                && let Some(v) = s.value.plus(f.0)
            {
                (s.value, s.end, s.fraction) = (v, f.1, true);
            }
        } else if let Some((f, end)) = self.and_fraction(s.end)
            && let Some(v) = s.value.plus(f)
        {
            (s.value, s.end, s.fraction) = (v, end, true);
        }
    }

    /// A proper fraction in digits whose upper part is `top`, tokens `start..end`.
    fn slash(&self, start: usize, end: usize, top: Decimal) -> Option<Part> {
        let slash = self.r.mark(end, "/") || self.r.mark(end, "⁄");
        if !slash || end != start + 1 || self.r.kind(end + 1) != Some(TokenKind::Digits) {
            return None;
        }
        let tight = self.r.glued(end) && self.r.glued(end + 1);
        let loose = !self.r.glued(end) && !self.r.glued(end + 1);
        let bottom = Decimal::parse(self.r.written(end + 1))?.to_i64()?;
        let usual = matches!(bottom, 2..=10 | 12 | 15 | 16 | 20 | 32 | 64 | 100);
        let more = self.r.mark(end + 2, "/")
            || self.r.mark(end + 2, "-") && self.r.glued(end + 2) && self.r.kind(end + 3) == Some(TokenKind::Digits);
        let n = top.to_i64()?;
        if !(tight || loose) || !usual || n < 1 || n >= bottom || more {
            return None;
        }
        Some((ratio(n, bottom)?, end + 2))
    }

    /// The scale after digits: "million", "bn", "lakh crore".
    fn scale_after(&self, s: &mut Scalar) {
        if let Some((factor, end)) = self.scales(self.r.past_hyphen(s.end)) {
            let Some(v) = s.value.times(factor) else { return };
            (s.value, s.scale, s.end) = (v, Some(factor), end);
            self.tail(s, factor, true);
        }
    }

    /// One or more scale words from token `i`: "hundred thousand".
    pub(super) fn scales(&self, i: usize) -> Option<Part> {
        let (mut at, mut factor) = (i, None);
        while let Some(s) = self.t.number(self.r.word(at)).scale {
            if s.ambiguous && self.r.word(at) != self.t.named.hundred {
                break;
            }
            factor = Some(factor.unwrap_or(Decimal::ONE).times(s.value)?);
            at += 1;
            if at >= i + 3 {
                break;
            }
        }
        Some((factor?, at))
    }

    /// Smaller groups after a scale: "4 thousand 3 hundred and 21", "one million and a half".
    pub(super) fn tail(&self, s: &mut Scalar, mut last: Decimal, digits: bool) {
        for _ in 0..4 {
            let and = self.r.word(s.end) == self.t.named.and;
            let at = s.end + usize::from(and);
            if and
                && last >= self.t.thousand
                && let Some((v, end)) = self.fraction_of(at, last)
            {
                if let Some(total) = s.value.plus(v) {
                    (s.value, s.end, s.fraction) = (total, end, true);
                }
                return;
            }
            if and && self.and_fraction(s.end).is_some() {
                break;
            }
            let Some((small, words, end)) = self.small(at, digits) else { break };
            let (factor, after) = self.scales(self.r.past_hyphen(end)).unwrap_or((Decimal::ONE, end));
            let Some(group) = small.times(factor) else { break };
            if group >= last || group == Decimal::ZERO {
                break;
            }
            // "$3 million and five others" is no 3,000,005: between digits and a small word stands nothing.
            let hundreds = last == Decimal::from(100);
            let related =
                if digits { hundreds || factor > Decimal::ONE || words && group >= Decimal::from(100) } else { words };
            if !related {
                break;
            }
            let Some(total) = s.value.plus(group) else { break };
            (s.value, s.end, s.long) = (total, after, true);
            if factor == Decimal::ONE {
                break;
            }
            s.scale = Some(factor);
            last = factor;
        }
        if !s.fraction
            && !digits
            && let Some((f, end)) = self.and_fraction(s.end)
            && let Some(v) = s.value.plus(f)
        {
            (s.value, s.end, s.fraction) = (v, end, true);
        }
    }

    /// "a half", "three quarters" of the scale just named, or of one named after it: "one billion and
    /// a quarter million".
    fn fraction_of(&self, at: usize, last: Decimal) -> Option<Part> {
        let (f, end) = self.fraction(at)?;
        match self.scales(end) {
            Some((smaller, end)) if smaller < last => Some((f.times(smaller)?, end)),
            Some(_) => None,
            None => Some((f.times(last)?, end)),
        }
    }

    /// "and a half", "and three fifths".
    pub(super) fn and_fraction(&self, i: usize) -> Option<Part> {
        if self.r.word(i) == self.t.named.and { self.fraction(i + 1) } else { None }
    }

    /// "a half", "two thirds", "three-quarters", "one twenty-fifth"; never a bare "half".
    pub(super) fn fraction(&self, i: usize) -> Option<Part> {
        let w = self.r.word(i);
        let (top, mut at) = if w == self.t.named.a || w == self.t.named.an {
            (1, i + 1)
        } else {
            let (v, _, end) = self.below_hundred(i)?;
            (v, end)
        };
        at = self.loose_hyphen(at);
        let (bottom, end) = self.denominator(at, top)?;
        if top >= bottom {
            return None;
        }
        Some((ratio(top, bottom)?, end))
    }

    pub(super) fn denominator(&self, at: usize, top: i64) -> Option<(i64, usize)> {
        let word = self.t.number(self.r.word(at));
        if let Some((d, plural)) = word.fraction {
            return (plural == (top != 1) || d == 2).then_some((i64::try_from(d).ok()?, at + 1));
        }
        if let Some((tens, NumberSize::Ten)) = word.cardinal {
            let next = self.r.past_hyphen(at + 1);
            let (d, plural) = self.t.number(self.r.word(next)).fraction?;
            return (d < 10 && plural == (top != 1) && (plural || next > at + 1))
                .then_some((i64::from(tens) + i64::try_from(d).ok()?, next + 1));
        }
        let (o, _) = word.ordinal?;
        (top == 1).then_some((i64::try_from(o).ok()?, at + 1))
    }

    /// Past a hyphen, also one with blanks on both sides ("ninety - five").
    pub(super) fn loose_hyphen(&self, i: usize) -> usize {
        let tight = self.r.past_hyphen(i);
        if tight == i && self.r.mark(i, "-") && !self.r.glued(i) && !self.r.glued(i + 1) { i + 1 } else { tight }
    }

    /// A word of number below a hundred: its value, whether a hyphen may follow as in "twenty-", the
    /// token after it.
    pub(super) fn below_hundred(&self, i: usize) -> Option<(i64, bool, usize)> {
        let (v, size) = self.t.number(self.r.word(i)).cardinal?;
        if size != NumberSize::Ten {
            return Some((v.into(), false, i + 1));
        }
        let next = self.loose_hyphen(i + 1);
        match self.t.number(self.r.word(next)).cardinal {
            Some((u, NumberSize::Unit)) if u > 0 => Some((i64::from(v) + i64::from(u), false, next + 1)),
            _ => Some((v.into(), true, i + 1)),
        }
    }

    /// A group below a thousand, or of hundreds ("fifteen hundred"): its value, whether it is in
    /// words, the token after it.
    pub(super) fn small(&self, i: usize, digits: bool) -> Option<(Decimal, bool, usize)> {
        if digits && self.r.kind(i) == Some(TokenKind::Digits) && !self.r.glued(i) {
            let d = self.r.written(i);
            let clear = !self.r.glued(i + 1)
                || !self.r.mark(i + 1, ".") && !self.r.mark(i + 1, ",") && !self.r.mark(i + 1, "-");
            return if d.len() <= 3 && clear { Some((Decimal::parse(d)?, false, i + 1)) } else { None };
        }
        let (v, _, mut end) = self.below_hundred(i)?;
        let mut value = v;
        let hundred = self.r.past_hyphen(end);
        if self.r.word(hundred) == self.t.named.hundred && v > 0 {
            value *= 100;
            end = hundred + 1;
            let and = self.r.word(end) == self.t.named.and;
            let next = end + usize::from(and);
            // "one hundred thirty-fifths"
            let divided = self.r.past_hyphen(next + 1) > next + 1 && self.denominator(next, 2).is_some();
            let fraction = divided || and && self.and_fraction(end).is_some();
            if let Some((more, _, after)) = self.below_hundred(next).filter(|_| !fraction) {
                (value, end) = (value + more, after);
            }
        }
        Some((Decimal::from(value), true, end))
    }
}

/// `n / d` to 28 digits.
pub(super) fn ratio(n: i64, d: i64) -> Option<Decimal> {
    Decimal::from(n).over(Decimal::from(d))
}
