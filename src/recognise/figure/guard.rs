//! Numbers that are no figures: parts of names, versions, dates, telephone numbers, lists.

use super::amount::Amount;
use super::scalar::{Grammar, Scalar};
use crate::text::{Case, TokenKind};
use crate::value::Decimal;

/// Words of the name before a number of a list, and one.
const NAMED: usize = 6;
/// Members of a list that are looked through for one whose number stands behind a verb.
const LISTED: usize = 16;

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
                    // "Section 12(3)"
                    "(" => {
                        token.glued
                            && a.affix.is_none()
                            && self.r.mark(a.end, ")")
                            && before > self.r.start
                            && self.r.text.tokens.get(before - 1).is_some_and(|t| t.kind == TokenKind::Digits)
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
        let named = a.affix.is_none()
            && s.digits.is_some_and(|d| !d.grouped && !d.decimals && d.width <= 4)
            && s.scale.is_none()
            && (self.named_before(a.start) && !self.in_list(a.start, LISTED) || self.model(s));
        // "iOS 17.2"
        let product = a.affix.is_none()
            && s.digits.is_some_and(|d| !d.grouped)
            && s.scale.is_none()
            && a.start
                .checked_sub(1)
                .is_some_and(|b| self.r.cased(b, Case::Mixed) && self.r.written(b).starts_with(char::is_lowercase));
        if named || product {
            return true;
        }
        let plain = s.digits.is_some_and(|d| !d.decimals && !d.grouped) && s.scale.is_none() && !s.fraction;
        // "a three-for-two split", "a 2-to-1 majority"
        let tied = self.r.hyphen(a.end) && self.r.glued(a.end) && self.r.hyphen(a.end + 2);
        if tied && matches!(self.r.written(a.end + 1), "for" | "FOR" | "to" | "TO") {
            return true;
        }
        if self.coded(s) || a.affix.is_none() && (self.name_in_words(s) || self.quoted(a)) {
            return true;
        }
        self.beside_calendar(a) || plain && (self.labelled(a) || self.year(a) || self.list_mark(s))
    }

    /// "May 4", "4 May", "12 and 13 January", "May 11 to 13".
    fn beside_calendar(&self, a: &Amount) -> bool {
        let s = &a.scalar;
        if s.digits.is_none() || s.scale.is_some() {
            return false;
        }
        let tokens = &self.r.text.tokens;
        let month = |i: usize| {
            tokens
                .get(i)
                .is_some_and(|t| matches!(t.case, Case::Capitalised | Case::Upper) && self.t.calendar.contains(&t.word))
        };
        let day = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Digits && t.end - t.start <= 2);
        let of = usize::from(self.r.word(s.end) == self.t.named.of);
        let before = |back: usize| s.start.checked_sub(back).filter(|&i| i >= self.r.start);
        let after = |on: usize| Some(s.end + on).filter(|&i| i < self.r.end);
        let joint =
            |i: usize| tokens.get(i).is_some_and(|t| self.t.joints.contains_key(&t.word) || t.word == self.t.named.and);
        // "On Sunday 36 demonstrators": no day, no year, and something that is counted.
        let counted = a.affix.is_some()
            && s.digits.is_some_and(|d| d.grouped || d.decimals || d.width != 4 && a.value > Decimal::from(31));
        // "July 29 - 41 people died": a dateline, and then the lead.
        let dash = |i: usize| !self.r.glued(i) && self.r.kind(i) == Some(TokenKind::Mark);
        let lead = before(1).is_some_and(dash) && (a.affix.is_some() || a.value > Decimal::from(31));
        // "From 1.2 million on March 12 to 1,111,000 on April 9": no day has so many digits.
        let large = s.digits.is_some_and(|d| d.grouped || d.decimals);
        before(1).is_some_and(month) && !counted
            || !large && after(of).is_some_and(month)
            || !lead
                && !large
                && before(3).is_some_and(month)
                && before(2).is_some_and(day)
                && before(1).is_some_and(joint)
            || after(0).is_some_and(joint) && after(1).is_some_and(day) && after(2).is_some_and(month)
    }

    /// Whether the ends of a range without currency, percent or unit are days or years.
    pub(super) fn no_range(&self, a: &Amount, b: &Amount) -> bool {
        let years = |x: &Amount| {
            x.affix.is_none()
                && x.scalar.digits.is_some_and(|d| d.width == 4 && !d.grouped && !d.decimals)
                && x.scalar.scale.is_none()
                && x.value >= Decimal::from(1000)
                && x.value < Decimal::from(2100)
        };
        self.beside_calendar(a) || self.beside_calendar(b) || years(a) && years(b)
    }

    /// "page 5", "Flight 370", "No. 5"; of something counted only "Flight 370 passengers", since "in case 12 people
    /// come" has no label.
    fn labelled(&self, a: &Amount) -> bool {
        let start = a.start;
        // The full stop of "p. 265" may be a token of its own.
        let stop = start > self.r.start + 1 && self.r.text.token(start - 1) == ".";
        let before = start.checked_sub(1 + usize::from(stop)).filter(|&b| b >= self.r.start);
        before
            .and_then(|b| self.r.text.tokens.get(b))
            .is_some_and(|t| self.t.labels.contains(&t.word) && (a.affix.is_none() || t.case != Case::Lower))
    }

    /// Four digits that read as a year.
    fn year(&self, a: &Amount) -> bool {
        let s = &a.scalar;
        if self.is_era(s.end) {
            return true;
        }
        let Some(d) = s.digits.filter(|d| d.width == 4) else { return false };
        let Some(n) = d.value.to_i64() else { return false };
        let round = n % 100 == 0;
        // "At least 1950 people": a year is seldom bounded.
        if self.bounded(a.start) {
            return false;
        }
        match a.affix {
            // "As late as 1781 senior officers hoped", "the first of the 1777 campaigns".
            Some(_) if (1600..1900).contains(&n) && !round && self.after_the(a.start) => true,
            Some(_) => {
                (1900..2100).contains(&n) && (!round || n == 1900)
                    || (1000..2100).contains(&n) && self.after_in(a.start) && !round
            }
            None => (1500..=2100).contains(&n) || (1000..2100).contains(&n) && self.after_in(a.start),
        }
    }

    /// "BC", "A.D.", "B.C" after a year.
    fn is_era(&self, i: usize) -> bool {
        let parted =
            self.r.glued(i + 1) && matches!((self.r.written(i), self.r.written(i + 1)), ("B.", "C") | ("A.", "D"));
        parted || matches!(self.r.written(i).trim_end_matches('.'), "BC" | "AD" | "BCE" | "CE" | "B.C" | "A.D")
    }

    /// “19”: nothing else between the marks, so a title.
    fn quoted(&self, a: &Amount) -> bool {
        let mark = |i: usize| matches!(self.r.text.token(i), "\"" | "“" | "”" | "‘" | "’");
        a.start > self.r.start && mark(a.start - 1) && self.r.glued(a.start) && self.r.glued(a.end) && mark(a.end)
    }

    /// "the two", "page four", "to zero in": words of number that count nothing.
    pub(super) fn says_nothing(&self, a: &Amount) -> bool {
        let s = &a.scalar;
        if s.digits.is_some() || s.fraction || s.scale.is_some() || s.value > Decimal::from(12) || a.hedge.is_some() {
            return false;
        }
        let before = a.start.checked_sub(1).map_or_else(Default::default, |i| self.r.word(i));
        let zero = s.value == Decimal::ZERO && self.r.word(s.end) == self.t.named.in_;
        zero || before == self.t.named.other || self.t.determiners.contains(&before) || self.labelled(a)
    }

    /// A capitalised word inside the sentence right before: "Lam Son 719", "Task Force 121".
    fn named_before(&self, start: usize) -> bool {
        start > self.r.start + 1 && {
            let i = start - 1;
            self.r.text.tokens.get(i).is_some_and(|t| {
                t.kind == TokenKind::Word
                    && matches!(t.case, Case::Capitalised | Case::Upper | Case::Mixed)
                    && !t.dotted
                    && !self.t.not_counted.contains(&t.word)
            }) && self
                .r
                .text
                .tokens
                .get(i - 1)
                .is_some_and(|t| t.kind == TokenKind::Word || self.r.text.token(i - 1) == "," || self.r.glued(i))
        }
    }

    /// "The Harbour Party won 47, the Greens 22 and the League 18": the name is that of another of whom the same is
    /// told, and no part of the number.
    fn in_list(&self, start: usize, listed: usize) -> bool {
        // What lies before the floor was read already, and is looked at as it stands.
        let tokens = &self.r.text.tokens;
        let is = |i: usize, kind: TokenKind| tokens.get(i).is_some_and(|t| t.kind == kind);
        let named = |i: usize| {
            is(i, TokenKind::Word) && tokens.get(i).is_some_and(|t| t.case != Case::Lower)
                || is(i, TokenKind::Possessive)
                || matches!(self.r.text.token(i), "the" | "of" | "'" | "’")
        };
        let Some(first) = (self.r.start + 1..start).rev().take(NAMED).find(|&i| !named(i)) else { return false };
        let joined =
            |i: usize| tokens.get(i).is_some_and(|t| t.word == self.t.named.and) || self.r.text.token(i) == ",";
        let before = (self.r.start..=first).rev().find(|&i| !joined(i)).filter(|&b| b < first);
        // "47 seats, the Greens 22".
        let counted = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
        let number = before.map(|b| if counted(b) { b.saturating_sub(1).max(self.r.start) } else { b });
        number.is_some_and(|b| {
            let figure = is(b, TokenKind::Digits) && self.r.text.token(b).len() <= 3;
            figure && (!self.named_before(b) || listed > 0 && self.in_list(b, listed - 1))
        })
    }

    /// "Bermuda Hundred", "the Big Ten": a capital inside the sentence, after another one.
    fn name_in_words(&self, s: &Scalar) -> bool {
        let capital = |i: usize| self.r.cased(i, Case::Capitalised);
        s.digits.is_none() && !s.article && s.start > self.r.start + 1 && capital(s.start) && capital(s.start - 1)
    }

    /// "the 737 MAX": capitals right after the number.
    fn model(&self, s: &Scalar) -> bool {
        self.r.cased(s.end, Case::Upper) && self.r.written(s.end).len() > 1 && !self.r.written(s.end).contains('.')
    }

    fn after_in(&self, start: usize) -> bool {
        matches!(
            self.before(start, 1).to_ascii_lowercase().as_str(),
            "in" | "since" | "until" | "by" | "from" | "circa" | "during" | "of"
        )
    }

    /// The word so many tokens before `start`, as written; empty before the sentence.
    fn before(&self, start: usize, back: usize) -> &str {
        start.checked_sub(back).filter(|i| *i >= self.r.start).map_or("", |i| self.r.written(i))
    }

    /// After "the", "an", "its", "as early as", "as late as".
    fn after_the(&self, start: usize) -> bool {
        let word = |back| self.before(start, back);
        let determined = ["the", "a", "an", "its", "his", "her", "their", "our", "'s", "’s"];
        let as_late = word(1) == "as" && matches!(word(2), "early" | "late");
        as_late || determined.iter().any(|d| word(1).eq_ignore_ascii_case(d))
    }

    /// After words that bound a count and date nothing: "at least", "nearly", "a total of". Not "more than 1990
    /// levels".
    fn bounded(&self, start: usize) -> bool {
        let word = |back| self.before(start, back);
        match word(1) {
            "least" | "most" => word(2).eq_ignore_ascii_case("at"),
            "of" => word(2) == "total",
            last => matches!(
                last.to_ascii_lowercase().as_str(),
                "nearly" | "almost" | "roughly" | "approximately" | "exactly"
            ),
        }
    }

    /// "1." or "(2)" at the head of a line.
    fn list_mark(&self, s: &Scalar) -> bool {
        let head = s.start == self.r.start || s.start == self.r.start + 1 && self.r.text.token(self.r.start) == "(";
        let close =
            self.r.mark(s.end, ")") || self.r.mark(s.end, ".") && self.r.end > s.end + 1 || self.r.mark(s.end, "]");
        head && close && self.r.glued(s.end) && s.value < Decimal::from(1000)
    }
}
