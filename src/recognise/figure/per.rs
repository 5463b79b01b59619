//! What a figure is per: "a day", "per 1,000 cubic metres", "of gas a day".

use super::affix::{Affix, After};
use super::scalar::Grammar;
use crate::text::{Case, TokenKind};

impl Grammar<'_, '_> {
    /// "per day", "an hour", "/s" after a unit; "of gas a day" stays outside the span.
    pub(super) fn per_unit(&self, id: String, dimension: String, end: usize) -> After {
        let at_once = self.per(end);
        let (found, after) = match at_once {
            Some((below, dim, after)) => (Some((below, dim)), after),
            None => (self.per_time_of_matter(end), end),
        };
        let Some((below, dim)) = found else { return (Affix::Unit { unit: id, dimension }, end) };
        let rate = self.t.rate(&dimension, &dim);
        (Affix::Unit { unit: format!("{id}/{below}"), dimension: rate }, after)
    }

    /// "500 million cubic feet of gas a day", "3 million tonnes of crude steel a year".
    fn per_time_of_matter(&self, end: usize) -> Option<(String, String)> {
        if self.r.word(end) != self.t.named.of {
            return None;
        }
        let matter = |i: usize| {
            let t = self.r.token(i)?;
            (t.kind == TokenKind::Word && t.case == Case::Lower && !self.t.not_counted.contains(&t.word)).then_some(())
        };
        (end + 2..end + 4).take_while(|&at| matter(at - 1).is_some()).find_map(|at| {
            let (below, dimension, _) = self.per(at)?;
            (dimension == "time").then_some((below, dimension))
        })
    }

    /// A unit or noun after a word of "per": its id, its dimension, the token after it.
    pub(super) fn per(&self, at: usize) -> Option<(String, String, usize)> {
        let ((), next) = self.t.per.at(&self.r, at).next()?;
        let slash = self.r.mark(at, "/");
        if slash && !self.r.glued(at) {
            return None;
        }
        let word = self.r.word(at);
        let article = word == self.t.named.a || word == self.t.named.an;
        let found = self.t.unit_words.at(&self.r, next).find(|&(w, end)| {
            let closed = !self.r.glued(end) || self.r.mark(end, ".") || self.r.mark(end, ",");
            !w.symbol || slash && self.r.glued(next) && closed || word == self.t.named.per
        });
        if let Some((w, end)) = found {
            // "a year earlier"
            if article && self.t.not_rate.contains(&self.r.word(end)) {
                return None;
            }
            let unit = self.t.unit(w.unit)?;
            let id = if &*unit.dimension == "time" { word_of_time(&unit.id) } else { &unit.id };
            return Some((id.to_owned(), unit.dimension.to_string(), end));
        }
        if (word == self.t.named.per || slash && self.r.glued(next))
            && let Some(found) = self.per_measure(next)
        {
            return Some(found);
        }
        // "a share" of money, "per capita", "per person"
        let noun = self.r.token(next).filter(|t| t.kind == TokenKind::Word && matches!(t.case, Case::Lower))?;
        let plain = word == self.t.named.per || article && self.r.word(next) == self.t.named.share;
        // "per million people" is a ratio.
        if !plain || self.t.not_counted.contains(&noun.word) || self.t.number(noun.word).scale.is_some() {
            return None;
        }
        Some((self.r.written(next).to_lowercase(), "count".to_owned(), next + 1))
    }

    /// "1,000 cubic metres", "million British thermal units" after "per".
    fn per_measure(&self, at: usize) -> Option<(String, String, usize)> {
        let (n, at) = match self.scalar(at) {
            Ok(s) if s.start == at => (s.value, s.end),
            _ => (self.t.number(self.r.word(at)).scale?.value, at + 1),
        };
        let (w, end) = self.t.unit_words.at(&self.r, at).find(|&(w, _)| !w.symbol || n.is_integer())?;
        let unit = self.t.unit(w.unit)?;
        let below = format!("{n}.{}", unit.id);
        (&*unit.dimension != "time").then(|| (below, unit.dimension.to_string(), end))
    }
}

/// Units of time in a rate are words: "barrel/day".
fn word_of_time(id: &str) -> &str {
    match id {
        "s" => "s",
        "h" => "h",
        "min" => "min",
        "d" => "day",
        "wk" => "week",
        "mo" => "month",
        "a" => "year",
        other => other,
    }
}
