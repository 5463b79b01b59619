//! Numbers that are no figures: parts of names, versions, dates, telephone numbers, lists.

use super::amount::Amount;
use super::scalar::{Grammar, Scalar};
use crate::text::{Case, TokenKind};
use crate::value::Decimal;

impl Grammar<'_, '_> {
    /// Whether the number is joined to what is before it, so that it is a part of a name, a version or a
    /// telephone number; gives the token to go on at.
    pub(super) fn joined(&self, a: &Amount) -> Option<usize> {
        let start = a.start;
        if self.r.glued(start) && start > self.r.start {
            let before = start - 1;
            let token = self.r.text.tokens.get(before)?;
            let mark = self.r.text.token(before);
            let name = match token.kind {
                TokenKind::Word | TokenKind::Digits | TokenKind::Possessive => true,
                TokenKind::Mark => match mark {
                    // "22,24,26" is a list.
                    "," => {
                        before > self.r.start
                            && self.r.text.tokens.get(before - 1).is_some_and(|t| t.kind == TokenKind::Word)
                    }
                    "-" | "‐" | "‑" | "–" | "/" | "." | ":" | "'" | "’" => {
                        token.glued
                            && before > self.r.start
                            && self.r.text.tokens.get(before - 1).is_some_and(|t| t.kind != TokenKind::Mark)
                            || matches!(mark, "'" | "’") && a.affix.is_none()
                    }
                    "#" | "@" | "_" | "№" | "§" | "\\" | "=" | "&" => true,
                    _ => false,
                },
            };
            if name {
                return Some(self.past_chain(a.end));
            }
        }
        None
    }

    /// Whether something glued to the end of the number makes it a part of a name.
    pub(super) fn joined_after(&self, a: &Amount) -> Option<usize> {
        let s = &a.scalar;
        if s.digits.is_some() && a.end == s.end && self.r.glued(s.end) {
            let next = s.end;
            let after = self.r.kind(next + 1).filter(|_| self.r.glued(next + 1));
            let name = match self.r.kind(next) {
                Some(TokenKind::Word | TokenKind::Possessive) => true,
                Some(TokenKind::Mark) => match self.r.written(next) {
                    "-" | "–" | "‐" | "‑" => {
                        after == Some(TokenKind::Digits) || after.is_some() && self.r.cased(next + 1, Case::Upper)
                    }
                    ":" | "/" | "_" | "@" | "=" | "." => after.is_some(),
                    _ => false,
                },
                _ => false,
            };
            if name {
                return Some(self.past_chain(next));
            }
        }
        None
    }

    /// One past everything glued together from here.
    fn past_chain(&self, mut i: usize) -> usize {
        while self.r.glued(i) {
            i += 1;
        }
        i
    }

    /// Whether a number without currency, percent or unit is a name, a day or a list mark rather than a figure.
    pub(super) fn no_figure(&self, a: &Amount) -> bool {
        let s = &a.scalar;
        let plain = s.digits.is_some_and(|d| !d.decimals && !d.grouped) && s.scale.is_none() && !s.fraction;
        self.beside_calendar(a) || plain && (self.labelled(a.start) || self.year(a) || self.list_mark(s))
    }

    /// "May 4", "4 May".
    fn beside_calendar(&self, a: &Amount) -> bool {
        let s = &a.scalar;
        if s.digits.is_none() || s.scale.is_some() {
            return false;
        }
        let month =
            |i: usize| {
                self.r.text.tokens.get(i).is_some_and(|t| {
                    matches!(t.case, Case::Capitalised | Case::Upper) && self.t.calendar.contains(&t.word)
                })
            };
        let of = usize::from(self.r.word(s.end) == self.t.named.of);
        s.start > self.r.start && month(s.start - 1) || s.end + of < self.r.end && month(s.end + of)
    }

    /// "page 5", "Flight 370", "No. 5".
    fn labelled(&self, start: usize) -> bool {
        start > self.r.start
            && self.t.labels.contains(&self.r.text.tokens.get(start - 1).map_or_else(Default::default, |t| t.word))
    }

    /// Four digits that read as a year.
    fn year(&self, a: &Amount) -> bool {
        let s = &a.scalar;
        let Some(d) = s.digits.filter(|d| d.width == 4) else { return false };
        let Some(n) = d.value.to_i64() else { return false };
        let round = n % 100 == 0;
        match a.affix {
            Some(_) => {
                (1900..2100).contains(&n) && (!round || n == 1900)
                    || (1000..2100).contains(&n) && self.after_in(a.start) && !round
            }
            None => (1900..2100).contains(&n) || (1000..2100).contains(&n) && self.after_in(a.start),
        }
    }

    fn after_in(&self, start: usize) -> bool {
        start > self.r.start
            && matches!(
                self.r.text.token(start - 1).to_ascii_lowercase().as_str(),
                "in" | "since" | "until" | "by" | "from" | "circa" | "during" | "of"
            )
    }

    /// "1." or "(2)" at the head of a line.
    fn list_mark(&self, s: &Scalar) -> bool {
        let head = s.start == self.r.start || s.start == self.r.start + 1 && self.r.text.token(self.r.start) == "(";
        let close =
            self.r.mark(s.end, ")") || self.r.mark(s.end, ".") && self.r.end > s.end + 1 || self.r.mark(s.end, "]");
        head && close && self.r.glued(s.end) && s.value < Decimal::from(1000)
    }
}
