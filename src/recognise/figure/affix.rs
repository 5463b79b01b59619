//! What stands beside a number and makes it more: a currency, a percent sign, a unit, a counted noun.

use super::scalar::{Grammar, Scalar};
use super::tables::{MoneyForm, MoneyWord, UnitWord};
use crate::text::{Case, TokenKind};
use crate::value::{Decimal, PercentUnit};

/// What a number is a number of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Affix {
    /// "percent".
    Percent(PercentUnit),
    /// "dollars", "$".
    Money(Currency),
    /// "kilometres", "barrels per day".
    Unit {
        /// Id, or ids joined by a stroke.
        unit: String,
        /// What it measures.
        dimension: String,
    },
    /// "wounded soldiers".
    Count(String),
    /// A length of time, which is another recogniser's.
    Time,
}

/// Which money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Currency {
    /// ISO 4217.
    pub code: Option<u32>,
    /// As written.
    pub text: String,
    /// Minor units in a major one, where the number counts minor ones.
    pub minor: Option<u32>,
    /// "a share", "per barrel".
    pub per: Option<String>,
    /// A sign that may be shared by both ends of a range ("$4-5 billion").
    pub sign: bool,
    /// The power of a thousand in "MUSD".
    pub thousands: u8,
}

/// An affix after a number and the token after it.
pub(super) type After = (Affix, usize);

impl Grammar<'_, '_> {
    /// The affix after a number that ends at token `s.end`.
    pub(super) fn affix(&self, s: &Scalar) -> Option<After> {
        let mut at = self.r.past_hyphen(s.end);
        // "tens of millions of dollars"
        at += usize::from(s.scale.is_some() && s.digits.is_none() && self.r.word(at) == self.t.named.of);
        // "20 (kg)"
        let bracket = at == s.end && (self.r.mark(at, "(") || self.r.mark(at, "{"));
        if bracket {
            let (affix, end) = self.measure(s, at + 1)?;
            let closed = self.r.mark(end, ")") || self.r.mark(end, "}");
            return closed.then_some((affix, end + 1));
        }
        if let Some(found) = self.named(s, at) {
            return Some(found);
        }
        // "half a percent", "a quarter of a percentage point", "half an ounce"
        if s.fraction && s.scale.is_none() {
            let of = at;
            at += usize::from(self.r.word(at) == self.t.named.of);
            let w = self.r.word(at);
            if (w == self.t.named.a || w == self.t.named.an || w == self.t.named.one && at > of)
                && let Some(found) = self.named(s, self.r.past_hyphen(at + 1))
            {
                return Some(found);
            }
        }
        None
    }

    fn named(&self, s: &Scalar, at: usize) -> Option<After> {
        self.percent(s, at).or_else(|| self.money_after(s, at)).or_else(|| self.measure(s, at))
    }

    fn percent(&self, s: &Scalar, at: usize) -> Option<After> {
        let (unit, _, end) =
            self.t.percent.at(&self.r, at).map(|((u, a), end)| (u, a, end)).find(|&(_, ambiguous, end)| {
                // "5 points" is a count, "5pp" and "25 bp" are not.
                !ambiguous || s.digits.is_some() && end == at + 1 && self.r.written(at).len() <= 3
            })?;
        Some((Affix::Percent(unit?), end))
    }

    /// A currency after the number.
    pub(super) fn money_after(&self, s: &Scalar, at: usize) -> Option<After> {
        let at = if self.t.unit_adjectives.contains(&self.r.word(at)) { at + 1 } else { at };
        let (word, end) = self.t.money_after.at(&self.r, at).find(|&(w, end)| self.is_money(s, w, at, end))?;
        let currency = self.currency(word, at, end);
        Some((Affix::Money(currency), end))
    }

    pub(super) fn currency(&self, word: MoneyWord, start: usize, end: usize) -> Currency {
        let span = self.r.text.span(&(start..end));
        Currency {
            code: word.code,
            text: span.of(self.r.text.text).trim_end_matches('.').to_owned(),
            minor: word.minor,
            per: None,
            sign: matches!(word.form, MoneyForm::Sign),
            thousands: if let MoneyForm::Large(n) = word.form { n } else { 0 },
        }
    }

    /// Whether a word of money after a number is one.
    fn is_money(&self, s: &Scalar, w: MoneyWord, at: usize, end: usize) -> bool {
        let glued = self.r.glued(at);
        let large = s.scale.is_some() || s.long || s.value.abs() >= Decimal::from(1000);
        match w.form {
            // "10 $" but "in 2008 $15"
            MoneyForm::Sign => !self.r.glued(end) || self.r.kind(end) != Some(TokenKind::Digits),
            MoneyForm::Letters if w.minor.is_some() => {
                let joined = self.r.glued(end) && self.r.kind(end) != Some(TokenKind::Mark);
                glued && !joined && !matches!(s.value.to_i64(), Some(240 | 360 | 480 | 720 | 1080 | 2160))
            }
            MoneyForm::Letters => {
                !w.ambiguous
                    || s.scale.is_some() && end == at + 1
                    || self.r.kind(end) != Some(TokenKind::Word)
                        && s.digits.is_some()
                        && self.r.written(at).trim_end_matches('.').len() > 1
            }
            MoneyForm::Code => self.is_code(w, at, end),
            MoneyForm::Large(_) => s.scale.is_none(),
            MoneyForm::Name if !w.ambiguous => true,
            MoneyForm::Name => self.is_ambiguous_money(s, at, end, large),
        }
    }

    /// "pounds", "won", "marks", "bucks".
    fn is_ambiguous_money(&self, s: &Scalar, at: usize, end: usize, large: bool) -> bool {
        let hyphen = at > s.end;
        match self.r.text.token(at).to_ascii_lowercase().as_str() {
            "bucks" | "buck" | "rand" | "sterling" => true,
            // "0.75 ct a lb"; not "18 ct gold"
            "ct" => {
                let next = self.r.word(end);
                !hyphen
                    && !self.r.glued(at)
                    && (self.r.kind(end) != Some(TokenKind::Word)
                        || self.t.not_counted.contains(&next)
                        || self.per(end).is_some())
            }
            "pound" | "pounds" => {
                let of = self.r.word(end) == self.t.named.of && !large;
                let mass = of || hyphen && s.scale.is_none() || s.scale.is_none() && self.weighs(s, end, large);
                !mass
            }
            _ => large && s.value.abs() >= Decimal::from(100),
        }
    }

    /// Whether these pounds are a weight: by the words around them, else by their number, since large sums
    /// of them are money and small ones outside a sentence are too.
    fn weighs(&self, s: &Scalar, end: usize, large: bool) -> bool {
        let near = (s.start.saturating_sub(8).max(self.r.start)..s.start).chain(end..(end + 6).min(self.r.end));
        let (mut money, mut weight) = (false, false);
        for t in near.filter_map(|i| self.r.text.tokens.get(i)) {
            money |= self.t.money_context.contains(&t.word);
            weight |= self.t.weight_context.contains(&t.word);
        }
        weight || !money && !large && self.r.end - self.r.start > 5
    }

    /// "USD", also "usd" where that is no word.
    fn is_code(&self, w: MoneyWord, at: usize, end: usize) -> bool {
        let code = at..end;
        if code.len() != 1 {
            return true;
        }
        match self.r.token(at).map(|t| t.case) {
            Some(Case::Upper) => {
                !w.ambiguous
                    || !(self.r.cased(end, Case::Upper) || at > self.r.floor && self.r.cased(at - 1, Case::Upper))
            }
            Some(Case::Lower) => self.t.lower_code(self.r.word(at)),
            _ => false,
        }
    }

    /// A unit of measure, with what it is per.
    fn measure(&self, s: &Scalar, at: usize) -> Option<After> {
        if self.r.word(at) == self.t.named.below && self.r.word(at + 1) == self.t.named.zero {
            return Some((Affix::Unit { unit: "degree".to_owned(), dimension: "temperature".to_owned() }, at));
        }
        if let Some(end) = self.inches(s, at) {
            return Some((Affix::Unit { unit: "[in_i]".to_owned(), dimension: "length".to_owned() }, end));
        }
        let find = |at: usize| self.t.unit_words.at(&self.r, at).find(|&(w, end)| self.is_unit(s, w, at, end));
        let (word, end) = find(at).or_else(|| {
            // "two full barrels"
            let adjective = self.t.unit_adjectives.contains(&self.r.word(at)) && at == s.end;
            adjective.then(|| find(at + 1)).flatten()
        })?;
        let unit = self.t.unit(word.unit)?;
        let (id, dimension) = (unit.id.to_string(), unit.dimension.to_string());
        if &*unit.dimension == "time" {
            let long = unit.factor.is_none_or(|f| f >= Decimal::ONE);
            if long {
                return Some((Affix::Time, end));
            }
        }
        Some(self.per_unit(id, dimension, end))
    }

    fn is_unit(&self, s: &Scalar, w: UnitWord, at: usize, end: usize) -> bool {
        if !w.symbol {
            // "710 tonnes a year earlier"
            let article = end.checked_sub(2).is_some_and(|i| i > at && self.r.word(i) == self.t.named.a);
            return !(article && self.t.not_rate.contains(&self.r.word(end)));
        }
        // "24703m212", "5 L-202"
        let tail = self.r.glued(end)
            && (self.r.kind(end) == Some(TokenKind::Digits)
                || !self.r.glued(at) && self.r.mark(end, "-") && self.r.kind(end + 1) == Some(TokenKind::Digits));
        if s.digits.is_none() || tail {
            return false;
        }
        if !w.ambiguous {
            return true;
        }
        let glued = self.r.glued(at) && at == s.end;
        let last = !matches!(self.r.kind(end), Some(TokenKind::Word)) || self.t.not_counted.contains(&self.r.word(end));
        let bare = self.r.written(at).trim_end_matches('.');
        let letter = bare.len() == 1;
        match if letter { bare } else { self.r.written(at) } {
            // "in" is a preposition, unless nothing follows it.
            "ha" if s.scale.is_some() => true,
            "in" | "ins" | "ha" | "ms" | "min" | "st" | "bar" => {
                last && (self.r.token(end).is_none() || self.r.mark(end, ".") || self.r.mark(end, ","))
                    || glued
                    || self.t.inch_follows.contains(&self.r.word(end))
            }
            // Metres; millions are read before this.
            "m" | "t" | "g" | "h" | "s" | "l" | "L" | "V" | "W" | "°" | "C" | "F" => {
                glued || last || self.t.inch_follows.contains(&self.r.word(end))
            }
            _ if letter => glued,
            _ => glued || last,
        }
    }

    /// `10" long`, `5''`: where nothing says that the mark closes a quotation.
    fn inches(&self, s: &Scalar, at: usize) -> Option<usize> {
        let twice = self.r.mark(at, "'") && self.r.mark(at + 1, "'") && self.r.glued(at + 1);
        let quoted = s.start.checked_sub(1).is_some_and(|b| self.r.mark(b, "\"") && self.r.glued(s.start));
        if s.digits.is_none() || quoted || !(self.r.mark(at, "\"") || self.r.mark(at, "″") || twice) {
            return None;
        }
        let end = at + 1 + usize::from(twice);
        let sure = self.r.token(end).is_none() && self.r.end - self.r.start < 8
            || self.t.inch_follows.contains(&self.r.word(end));
        sure.then_some(end)
    }

    /// A currency before the number that begins at token `start`, with its first token.
    pub(super) fn money_before(&self, s: &Scalar) -> Option<(Currency, usize)> {
        let end = s.start;
        let (word, start) =
            self.t.money_before.before(&self.r, end).find(|&(w, start)| self.is_money_before(s, w, start))?;
        Some((self.currency(word, start, end), start))
    }

    fn is_money_before(&self, s: &Scalar, w: MoneyWord, start: usize) -> bool {
        let end = s.start;
        let glued = self.r.glued(end);
        if s.digits.is_none() {
            return w.form == MoneyForm::Sign && end == start + 1;
        }
        // Letters glued to what is before them are the end of another word.
        if self.r.glued(start)
            && start > self.r.floor
            && self.r.kind(start) == Some(TokenKind::Word)
            && self.r.kind(start - 1) == Some(TokenKind::Word)
        {
            return false;
        }
        match w.form {
            MoneyForm::Sign if end - start == 1 => true,
            MoneyForm::Sign => {
                // "US $150 million", "hk $ 10 billion"; but "gave us $150".
                let apart = !self.r.glued(start + 1);
                !apart || !glued || self.r.cased(start, Case::Upper)
            }
            MoneyForm::Letters if w.minor.is_some() => false,
            MoneyForm::Letters => {
                let single = self.r.written(start).trim_end_matches('.').len() == 1;
                let d = s.digits.is_some_and(|d| d.grouped || d.decimals);
                if single { glued && (s.scale.is_some() || d) } else { !w.ambiguous || s.scale.is_some() || d }
            }
            MoneyForm::Code => self.is_code(w, start, end),
            MoneyForm::Large(_) => false,
            // "ringgit 42", but not "the euro 3 percent".
            MoneyForm::Name => self.affix(s).is_none() && self.count(s).is_none() && !w.ambiguous,
        }
    }

    /// "20 dollars 43 cents", "3 GBP 1 pence", "15 dollars 50.": what minor units add, and the token after them.
    pub(super) fn minor_after(&self, s: &Scalar, money: &Currency, end: usize) -> Option<(Decimal, usize)> {
        if money.minor.is_some() || s.scale.is_some() || s.fraction || s.digits.is_some_and(|d| d.decimals) {
            return None;
        }
        let and = self.r.word(end) == self.t.named.and;
        let at = end + usize::from(and || self.r.mark(end, ","));
        let sub = self
            .scalar(at)
            .ok()
            .filter(|n| n.value < Decimal::from(100) && n.value.is_integer() && n.scale.is_none() && !n.article)?;
        let named = self.t.money_after.at(&self.r, sub.end).find(|&(w, _)| w.minor.is_some());
        let cents = named.is_none() && self.r.written(sub.end) == "c" && self.r.glued(sub.end);
        let (per, after) = match named {
            Some((w, after)) => (w.minor?, after),
            None if cents => (100, sub.end + 1),
            None => {
                let over = self
                    .r
                    .token(sub.end)
                    .is_none_or(|t| t.kind == TokenKind::Mark && !t.glued || self.r.mark(sub.end, "."));
                let ten = sub.value >= Decimal::from(10) && sub.digits.is_none_or(|d| d.width == 2 && !d.grouped);
                if money.sign || self.r.mark(end, ",") || !over || !ten {
                    return None;
                }
                (100, sub.end)
            }
        };
        Some((sub.value.over(Decimal::from(i64::from(per)))?, after))
    }
}
