//! Numbers, ordinals, percentages, money and quantities.
//!
//! One pass: a number is read where digits or a word of number stand, then what stands beside it
//! decides which kind of figure it is. What the words mean is in the lexicons of numbers, currencies
//! and units; here is only how they combine.

mod affix;
mod amount;
mod bare;
mod compile;
#[cfg(test)]
mod corpus;
mod count;
mod digits;
mod explain;
mod guard;
mod identifier;
mod ordinal;
mod per;
mod phrases;
mod power;
mod range;
mod reader;
mod scalar;
mod spoken;
mod tables;

use super::{Context, Mention, Recogniser};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::{TokenKind, Vocabulary, WordId, fold};
use crate::value::{Kind, Money, Number, Ordinal, Percent, Quantity, Value};
use affix::{Affix, Currency};
use amount::Amount;
use range::Pair;
use reader::Reader;
use scalar::{Grammar, Refusal, Scalar};
use tables::{MoneyForm, Tables};

/// The pattern of a fraction that only a share can be, so that no date wins over it.
pub(super) const SHARE: &str = "figure/share";

/// Finds figures.
struct Figures {
    tables: Tables,
}

/// Makes the recogniser.
pub(super) fn recogniser(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Box<dyn Recogniser> {
    Box::new(Figures { tables: Tables::new(lexicon, vocabulary) })
}

impl Recogniser for Figures {
    fn name(&self) -> &'static str {
        "figure"
    }

    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Number, Kind::Ordinal, Kind::Percent, Kind::Money, Kind::Quantity]
    }

    fn explain(&self, context: &Context<'_>, mention: &Mention) -> Vec<String> {
        explain::explain(&self.tables, context, mention)
    }

    fn recognise(&self, context: &Context<'_>, out: &mut Vec<Mention>) {
        // What other recognisers found is no figure that was just read.
        let own = out.len();
        let text = context.text;
        for sentence in &text.sentences {
            let (start, end) = (sentence.tokens.start, sentence.tokens.end);
            let mut r = Reader { text, floor: start, start, end };
            let mut i = start;
            while let Some(token) = r.token(i) {
                let begins = match token.kind {
                    TokenKind::Digits => true,
                    TokenKind::Word if token.word == WordId::UNKNOWN => {
                        text.text.as_bytes().get(token.end as usize - 1).is_some_and(u8::is_ascii_alphanumeric)
                            && letters_then_digits(r.written(i))
                    }
                    TokenKind::Word | TokenKind::Mark => self.tables.triggers(token.word),
                    TokenKind::Possessive => false,
                };
                if !begins {
                    i += 1;
                    continue;
                }
                let grammar = Grammar { r, t: &self.tables };
                let next = grammar.figure(i, context.vocabulary, out).max(i + 1);
                if next > i + 1 || out.get(own..).and_then(<[Mention]>::last).is_some_and(|m| m.tokens.end > i) {
                    r.floor = next;
                }
                i = next;
            }
        }
    }
}

/// "USD34", "Rs500", "EUR20m": at most five letters, then digits.
fn letters_then_digits(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    (1..=5).contains(&letters) && word.as_bytes().get(letters).is_some_and(u8::is_ascii_digit)
}

/// What was found, before it is a value.
struct Figure {
    start: usize,
    end: usize,
    from: Option<u32>,
    to: Option<u32>,
    number: Number,
    affix: Option<Affix>,
}

impl Grammar<'_, '_> {
    /// Reads the figure that begins at token `i`, and gives the token to go on at.
    fn figure(&self, i: usize, vocabulary: &Vocabulary, out: &mut Vec<Mention>) -> usize {
        if self.r.kind(i) == Some(TokenKind::Digits)
            && let Some(end) = self.telephone(i)
        {
            return end;
        }
        if let Some((value, end)) = self.ordinal(i) {
            let span = self.span(i, end, None, None);
            out.push(Mention {
                span,
                tokens: i..end,
                value: Value::Ordinal(Ordinal { number: value }),
                pattern: "figure/ordinal",
                detail: None,
            });
            return end;
        }
        if let Some(next) = self.multiple(i, out).or_else(|| self.vague(i, out)) {
            return next;
        }
        let (scalar, money) = if self.r.kind(i) == Some(TokenKind::Word) && self.r.word(i) == WordId::UNKNOWN {
            match self.lettered(i, vocabulary) {
                Some(found) => found,
                None => return i + 1,
            }
        } else {
            match self.scalar(i) {
                Ok(s) => (s, None),
                Err(Refusal::Nothing) => return i + 1,
                Err(Refusal::Past(next)) => return next,
            }
        };
        if let Some(ratio) = self.divided(&scalar).filter(|_| money.is_none()) {
            let a = self.amount(ratio, None);
            if self.joined(&a).is_none() {
                return self.emit(a, out);
            }
        }
        let mut a = self.amount(scalar, money);
        self.major_before(&mut a);
        if scalar.from.is_none()
            && let Some(next) = self.joined(&a)
        {
            return next.max(scalar.end);
        }
        let before = self.hedge_before(a.start).1;
        let open = self.opener(a.start).or_else(|| self.opener(before));
        // "in the quarter to $254 million"
        let half = scalar.fraction && scalar.digits.is_none() && scalar.scale.is_none() && a.affix.is_none();
        let pair = if half && open.is_none() { None } else { self.pair(&mut a, open.map(|o| o.0)) };
        match pair {
            Some(Pair::Chain(end)) => end,
            None if scalar.from.is_none() && self.joined_after(&a).is_some() => {
                self.joined_after(&a).unwrap_or(scalar.end)
            }
            Some(Pair::Range(b)) if matches!(b.affix, None | Some(Affix::Count(_))) && self.no_range(&a, &b) => b.end,
            Some(Pair::Range(b)) => self.emit_range(a, b, open.map(|o| o.1), out),
            Some(Pair::Two(b)) => {
                if a.affix.is_none() && a.end == a.scalar.end {
                    a.affix = b.affix;
                }
                let share = a.end == a.scalar.end;
                if share {
                    self.share(&mut a, b.scalar.scale);
                }
                self.emit(a, out)
            }
            None => self.emit(a, out),
        }
    }

    /// "from 3 to 5 million" begins at three million, also where it is no range.
    fn share(&self, a: &mut Amount, scale: Option<crate::value::Decimal>) {
        if let Some(scale) = scale.filter(|_| {
            a.scalar.scale.is_none() && a.scalar.value < self.t.thousand && a.scalar.digits.is_some_and(|d| !d.grouped)
        }) {
            a.value = a.value.times(scale).unwrap_or(a.value);
        }
    }

    /// A number right after letters in one word: "USD34.6", "`EUR20m`".
    fn lettered(&self, i: usize, vocabulary: &Vocabulary) -> Option<(Scalar, Option<Currency>)> {
        let written = self.r.written(i);
        let letters = written.bytes().take_while(u8::is_ascii_alphabetic).count();
        let prefix = written.get(..letters)?;
        let word = vocabulary.get(&fold(prefix));
        let money = self.t.money_before.single(word, prefix).find(|m| match m.form {
            MoneyForm::Code => prefix.bytes().all(|b| b.is_ascii_uppercase()),
            MoneyForm::Letters => letters > 1 || written.len() > 1,
            _ => false,
        })?;
        let token = self.r.token(i)?;
        let at = token.start + letters as u32;
        let mut s = self.in_digits(i, at, Some(token.start)).ok()?;
        let inside = s.digits.map_or(0, |d| d.end as u32);
        if inside < token.end {
            let rest = self.r.text.text.get(inside as usize..token.end as usize)?;
            let scale = self.t.abbreviations.single(vocabulary.get(&fold(rest)), rest).next()?;
            s.value = s.value.times(scale.value)?;
            s.scale = Some(scale.value);
        }
        // "P5" and "R2" are names; "R5.4bn" is money.
        let sure =
            letters > 1 && !money.ambiguous || s.scale.is_some() || s.digits.is_some_and(|d| d.grouped || d.decimals);
        let text = prefix.to_owned();
        sure.then_some((s, Some(Currency { code: money.code, text, minor: None, per: None, sign: true, thousands: 0 })))
    }

    /// "twice the size", "a tenfold rise".
    fn multiple(&self, i: usize, out: &mut Vec<Mention>) -> Option<usize> {
        let value = self.t.number(self.r.word(i)).multiple.filter(|_| self.r.past_hyphen(i + 1) == i + 1)?;
        let (hedge, start) = self.hedge_before(i);
        let number = Number { number: Some(value), hedge, ..Number::default() };
        self.push(Figure { start, end: i + 1, from: None, to: None, number, affix: None }, out);
        Some(i + 1)
    }

    /// "hundreds of people", "a couple of days".
    fn vague(&self, i: usize, out: &mut Vec<Mention>) -> Option<usize> {
        let (word, end) = self.t.vague.at(&self.r, i).next()?;
        // "settled old scores", "scores goals"; "scores were killed".
        let shown = |at: usize| self.t.vague_before.contains(&self.r.word(at));
        if word.ambiguous && !shown(end) && !shown(end + 1) {
            return None;
        }
        let (low, high) = (word.low, word.high.filter(|_| !word.exact));
        let s = Scalar {
            value: low,
            start: i,
            end,
            from: None,
            to: None,
            digits: None,
            scale: Some(low),
            long: true,
            fraction: false,
            article: true,
        };
        let a = self.amount(s, None);
        // "a couple" may be married; "a couple of them" are two.
        let whole = self.r.start == i && self.r.end <= end + 1;
        let them = self.r.word(end - 1) == self.t.named.of && (whole || self.r.kind(end) == Some(TokenKind::Word));
        if word.exact && a.affix.is_none() && !them {
            return None;
        }
        let number =
            if word.exact { Number::exactly(low) } else { Number { low: Some(low), high, ..Number::default() } };
        let (hedge, start) = self.hedge_before(a.start);
        let number = Number { hedge: hedge.or(a.hedge), ..number };
        self.push(Figure { start, end: a.end, from: None, to: None, number, affix: a.affix }, out);
        Some(a.end)
    }

    fn emit_range(&self, a: Amount, b: Amount, open: Option<usize>, out: &mut Vec<Mention>) -> usize {
        let start = open.unwrap_or(a.start).min(a.start);
        let first = start;
        let (hedge, start) = match self.hedge_before(start) {
            (None, at) if open.is_some() => (self.hedge_before(a.start).0, at),
            found => found,
        };
        let aged = if a.affix.is_none() && b.affix.is_none() {
            self.told_before(Amount { start: first, ..a.clone() }).affix
        } else {
            None
        };
        let affix = b.affix.or(a.affix).or(aged);
        let number = Number { number: None, low: Some(a.value), high: Some(b.value), hedge: hedge.or(b.hedge) };
        let end = b.end;
        self.push(Figure { start, end, from: a.scalar.from, to: b.scalar.to, number, affix }, out);
        end
    }

    fn emit(&self, mut a: Amount, out: &mut Vec<Mention>) -> usize {
        let (hedge, start) = self.hedge_before(a.start);
        if matches!(a.affix, None | Some(Affix::Count(_))) && self.no_figure(&a) {
            return a.scalar.end;
        }
        if a.affix.is_none() {
            if !self.stands_alone(&a, hedge.is_some()) || hedge.is_none() && self.says_nothing(&a) {
                return a.scalar.end;
            }
            a = self.told_before(a);
            a.affix = a.affix.or_else(|| self.listed_age(a.start, out)).or_else(|| self.side(a.end));
            let scaled = a.scalar.scale.is_some();
            a.affix = a.affix.or_else(|| self.compared(a.start, scaled, out));
            a.affix = a.affix.or_else(|| self.in_same_money(a.start, scaled, out));
        }
        let number = Number { number: Some(a.value), hedge: a.hedge.or(hedge), ..Number::default() };
        let end = a.end;
        self.push(Figure { start, end, from: a.scalar.from, to: a.scalar.to, number, affix: a.affix }, out);
        end
    }

    fn span(&self, start: usize, end: usize, from: Option<u32>, to: Option<u32>) -> Span {
        let first = self.r.text.tokens.get(start).map_or(0, |t| t.start);
        Span { start: from.map_or(first, |f| f.min(first)), end: to.unwrap_or_else(|| self.r.end_byte(end)) }
    }

    fn push(&self, f: Figure, out: &mut Vec<Mention>) {
        let number = f.number;
        let (value, pattern) = match f.affix {
            Some(Affix::Time) => return,
            // "3/4 of the members" is no day of a month.
            None if self.r.mark(f.start + 1, "/") && self.r.word(f.end) == self.t.named.of => {
                (Value::Number(number), SHARE)
            }
            None => (Value::Number(number), "figure/number"),
            Some(Affix::Percent(unit)) => (Value::Percent(Percent { number, unit }), "figure/percent"),
            Some(Affix::Money(c)) => {
                let currency = c.code.and_then(|i| self.t.codes.get(i as usize)).map(std::string::ToString::to_string);
                let money = Money { number, currency, currency_text: c.text, minor: c.minor, per: c.per };
                (Value::Money(money), "figure/money")
            }
            Some(Affix::Unit { unit, dimension }) => {
                (Value::Quantity(Quantity { number, unit, dimension }), "figure/measure")
            }
            Some(Affix::Count(noun)) => {
                (Value::Quantity(Quantity { number, unit: noun, dimension: "count".to_owned() }), "figure/count")
            }
        };
        let span = self.span(f.start, f.end, f.from, f.to);
        out.push(Mention { span, tokens: f.start..f.end, value, pattern, detail: None });
    }
}
