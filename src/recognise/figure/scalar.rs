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
        self.scale_after(&mut s);
        Ok(s)
    }

    /// Whether ".77" stands here: a full stop that ends no word.
    fn leading_point(&self, i: usize) -> bool {
        i > self.r.start && self.r.mark(i - 1, ".") && self.r.glued(i) && !self.r.glued(i - 1)
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
            if let Some(f) = self.slash(next, next + 1, top) {
                if let Some(v) = s.value.plus(f.0) {
                    (s.value, s.end, s.fraction) = (v, f.1, true);
                }
            }
        } else if let Some((f, end)) = self.and_fraction(s.end) {
            if let Some(v) = s.value.plus(f) {
                (s.value, s.end, s.fraction) = (v, end, true);
            }
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
    fn scales(&self, i: usize) -> Option<Part> {
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
    fn tail(&self, s: &mut Scalar, mut last: Decimal, digits: bool) {
        for _ in 0..4 {
            let and = self.r.word(s.end) == self.t.named.and;
            let at = s.end + usize::from(and);
            if and && last >= self.t.thousand {
                if let Some((v, end)) = self.fraction_of(at, last) {
                    if let Some(total) = s.value.plus(v) {
                        (s.value, s.end, s.fraction) = (total, end, true);
                    }
                    return;
                }
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
        if !s.fraction && !digits {
            if let Some((f, end)) = self.and_fraction(s.end) {
                if let Some(v) = s.value.plus(f) {
                    (s.value, s.end, s.fraction) = (v, end, true);
                }
            }
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
    fn and_fraction(&self, i: usize) -> Option<Part> {
        if self.r.word(i) != self.t.named.and { None } else { self.fraction(i + 1) }
    }

    /// "a half", "two thirds", "three-quarters", "one twenty-fifth"; never a bare "half".
    fn fraction(&self, i: usize) -> Option<Part> {
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

    fn denominator(&self, at: usize, top: i64) -> Option<(i64, usize)> {
        let word = self.t.number(self.r.word(at));
        if let Some((d, plural)) = word.fraction {
            return (plural == (top != 1) || d == 2).then_some((i64::try_from(d).ok()?, at + 1));
        }
        if let Some((tens, NumberSize::Ten)) = word.cardinal {
            let next = self.r.past_hyphen(at + 1);
            if next == at + 1 {
                return None;
            }
            let (d, plural) = self.t.number(self.r.word(next)).fraction?;
            return (d < 10 && plural == (top != 1)).then_some((i64::from(tens) + i64::try_from(d).ok()?, next + 1));
        }
        let (o, _) = word.ordinal?;
        (top == 1).then_some((i64::try_from(o).ok()?, at + 1))
    }

    /// Past a hyphen, also one with blanks on both sides ("ninety - five").
    fn loose_hyphen(&self, i: usize) -> usize {
        let tight = self.r.past_hyphen(i);
        if tight == i && self.r.mark(i, "-") && !self.r.glued(i) && !self.r.glued(i + 1) { i + 1 } else { tight }
    }

    /// A word of number below a hundred: its value, whether a hyphen may follow as in "twenty-", the
    /// token after it.
    fn below_hundred(&self, i: usize) -> Option<(i64, bool, usize)> {
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
    fn small(&self, i: usize, digits: bool) -> Option<(Decimal, bool, usize)> {
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
            let fraction = and && self.and_fraction(end).is_some();
            if let Some((more, _, after)) = self.below_hundred(next).filter(|_| !fraction) {
                (value, end) = (value + more, after);
            }
        }
        Some((Decimal::from(value), true, end))
    }

    fn in_words(&self, i: usize) -> Result<Scalar, Refusal> {
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
        let (small, _, end) = self.small(i, false)?;
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

    /// "two point five", "two hundred point zero three", "one point 5".
    fn spoken_point(&self, s: &mut Scalar) {
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
        let Some((d, true)) = self.t.number(self.r.word(at)).fraction else { return };
        if let Some(v) = s.value.over(Decimal::from(i64::try_from(d).unwrap_or(1))) {
            (s.value, s.end, s.fraction) = (v, at + 1, true);
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
        if let Some((factor, end)) = self.scales(at) {
            if let Some(v) = s.value.times(factor) {
                (s.value, s.scale, s.end, s.long) = (v, Some(factor), end, true);
            }
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
            if let Some((more, _, after)) = self.below_hundred(s.end + usize::from(and)) {
                if self.and_fraction(s.end).is_none() {
                    (s.value, s.end) = (s.value.plus(Decimal::from(more))?, after);
                }
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

    /// "1 over 20", "one in five": the second number and the token after it.
    pub(super) fn divided(&self, s: &Scalar) -> Option<Scalar> {
        let word = self.r.word(s.end);
        let over = word == self.t.named.over;
        if s.fraction || !over && word != self.t.named.in_ {
            return None;
        }
        let below =
            self.scalar(s.end + 1).ok().filter(|b| b.start == s.end + 1 && !b.fraction && b.value > Decimal::ONE)?;
        let alone = self.affix(&below).is_none();
        let apt = if over {
            alone && self.count(&below).is_none() && !self.r.glued(below.end)
        } else {
            // "one in five"; not "1 in 2019" or "12 in six boxes"
            let usual =
                below.digits.is_none() || below.value <= Decimal::from(100) || below.digits.is_some_and(|d| d.grouped);
            s.value == Decimal::ONE && s.end == s.start + 1 && usual && alone && below.value.is_integer()
        };
        let value = s.value.over(below.value).filter(|_| apt)?;
        Some(Scalar { value, end: below.end, digits: None, scale: None, fraction: true, long: true, ..*s })
    }
}

/// `n / d` to 28 digits.
fn ratio(n: i64, d: i64) -> Option<Decimal> {
    Decimal::from(n).over(Decimal::from(d))
}
