//! Plain nouns that a number counts: "15 civilians", "three wounded soldiers", "a 12-member panel".

use super::affix::{Affix, After};
use super::scalar::{Grammar, Scalar};
use crate::text::{Case, TokenKind};
use crate::value::Decimal;

/// Words that may stand between a number and its noun.
const MOST_BETWEEN: usize = 4;

/// Words that may stand there with a name of several among them.
const LONGEST: usize = 8;

impl Grammar<'_, '_> {
    /// The noun that the number counts, and the token after it.
    pub(super) fn count(&self, s: &Scalar) -> Option<After> {
        let at = self.r.past_hyphen(s.end);
        if at > s.end {
            return self.compound(s, at);
        }
        if self.r.glued(s.end) {
            return None;
        }
        // A share of people is a number: nobody counts half a person.
        if s.fraction && s.value < Decimal::ONE && s.digits.is_none() {
            return None;
        }
        let singular = s.value == Decimal::ONE && s.digits.is_none();
        let mut i = s.end;
        if self.r.word(i) == self.t.named.of && s.scale.is_some() {
            // "hundreds of people" counts like "300 people".
            i += 1;
        }
        let mut head: Option<usize> = None;
        let mut last = i + MOST_BETWEEN;
        let (mut small, mut named) = (false, false);
        while i <= last.min(self.r.end) {
            let initials = self.r.written(i).matches('.').count() > 1;
            let Some(t) = self.r.token(i).filter(|t| t.kind == TokenKind::Word && (!t.dotted || initials)) else {
                break;
            };
            let number = self.t.number(t.word);
            // "US" in capitals is no pronoun.
            let stops = self.t.not_counted.contains(&t.word) && (t.case != Case::Upper || initials);
            if stops && !initials
                || number.cardinal.is_some()
                || t.case == Case::Capitalised && self.t.calendar.contains(&t.word)
            {
                break;
            }
            // "324,000 paid Morning Harbour Times subscribers": a name among small words is one of them.
            let capital = t.case == Case::Capitalised;
            last += usize::from(small && named && capital && i < s.end + LONGEST);
            (small, named) = (small || t.case == Case::Lower, capital);
            let plural = !singular && !initials && self.is_plural(i);
            // "A trial of 12 officers opens on Monday."
            let verb =
                || self.t.predicate.contains(&t.word) || head.is_some_and(|h| self.t.people.contains(&self.r.word(h)));
            let led = head.is_some_and(|h| self.t.attributive.contains(&self.r.word(h)));
            if head.is_some() && (!plural || !led && verb()) {
                break;
            }
            if plural || singular && self.t.counted.contains(&t.word) {
                head = Some(i);
                if singular {
                    break;
                }
            }
            i += 1;
            // "S-400 batteries"
            if self.r.hyphen(i)
                && self.r.glued(i)
                && self.r.glued(i + 1)
                && self.r.kind(i + 1) == Some(TokenKind::Digits)
            {
                head = None;
                i += 2;
            } else if self.r.hyphen(i) && self.r.glued(i) && self.r.glued(i + 1) {
                head = None;
                i += 1;
            } else if self.r.glued(i) && self.r.kind(i) == Some(TokenKind::Word) {
                break;
            }
        }
        let head = head?;
        if self.t.time_nouns.contains(&self.r.word(head)) {
            return Some((Affix::Time, head + 1));
        }
        Some(self.counted_per(head))
    }

    /// "120 people per square kilometre", "30 cases a day"; a word of time after "a" stays outside the span.
    fn counted_per(&self, head: usize) -> After {
        let noun = self.singular(head);
        let end = head + 1;
        let Some((below, dimension, after)) =
            self.per(end).filter(|(_, _, after)| !self.t.not_rate.contains(&self.r.word(*after)))
        else {
            return (Affix::Count(noun), end);
        };
        let spoken = self.r.word(end) == self.t.named.per || self.r.mark(end, "/");
        if dimension == "count" && !spoken
            || !spoken && self.r.word(end) != self.t.named.a && self.r.word(end) != self.t.named.an
        {
            return (Affix::Count(noun), end);
        }
        let end = if dimension == "time" && !spoken { end } else { after };
        (Affix::Unit { unit: format!("{noun}/{below}"), dimension: self.t.rate("count", &dimension) }, end)
    }

    /// "12-member", "two-seat", "50-page".
    fn compound(&self, s: &Scalar, at: usize) -> Option<After> {
        let t = self.r.token(at).filter(|t| t.kind == TokenKind::Word && t.case == Case::Lower)?;
        let known = self.t.counted.contains(&t.word);
        if self.t.no_compound.contains(&t.word) {
            return None;
        }
        if !known && (s.digits.is_none() || self.t.not_counted.contains(&t.word)) || self.r.written(at).len() < 3 {
            return None;
        }
        if self.r.hyphen(at + 1) && self.r.glued(at + 1) && self.r.glued(at + 2) {
            return None;
        }
        Some((Affix::Count(self.singular(at)), at + 1))
    }

    /// Whether the word has the form of a plural.
    pub(super) fn is_plural(&self, i: usize) -> bool {
        let Some(t) = self.r.token(i) else { return false };
        if self.t.plurals.contains_key(&t.word) {
            return true;
        }
        let w = self.r.written(i);
        if w.len() > 6 && w.ends_with("men") && !w.ends_with("cimen") && !w.ends_with("gimen") && !w.ends_with("domen")
        {
            return true;
        }
        let ends = |e: &str| {
            w.len() > e.len() && w.is_char_boundary(w.len() - e.len()) && w[w.len() - e.len()..].eq_ignore_ascii_case(e)
        };
        // "Iraqis" are several; "analysis" is one.
        let people = t.case == Case::Capitalised && w.len() > 5;
        matches!(t.case, Case::Lower | Case::Capitalised)
            && w.len() >= 4
            && ends("s")
            && !ends("ss")
            && !ends("us")
            && (!ends("is") || people)
            || t.case == Case::Mixed && w.len() >= 3 && w.ends_with('s')
    }

    /// The noun in the singular, lower case.
    fn singular(&self, i: usize) -> String {
        let Some(t) = self.r.token(i) else { return String::new() };
        if self.t.people.contains(&t.word) {
            return "people".to_owned();
        }
        if let Some(s) = self.t.plurals.get(&t.word) {
            return s.to_string();
        }
        let w = self.r.written(i).to_lowercase();
        if let Some(stem) = w.strip_suffix("men").filter(|_| self.is_plural(i)) {
            return format!("{stem}man");
        }
        if let Some(stem) = w.strip_suffix("ies").filter(|s| s.len() > 2) {
            return format!("{stem}y");
        }
        for ending in ["sses", "ches", "shes", "xes", "zzes"] {
            if w.ends_with(ending) {
                return w[..w.len() - 2].to_owned();
            }
        }
        match w.strip_suffix('s') {
            Some(stem) if self.is_plural(i) => stem.to_owned(),
            _ => w,
        }
    }
}
