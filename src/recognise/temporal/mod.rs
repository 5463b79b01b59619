//! Dates, times, durations and recurring times.
//!
//! First every expression of the document is found, by a table of patterns over word classes
//! ([`en`]); then all of them are resolved in the order of the text, against the day of writing and
//! the point in time that the text is at. Another language is another table.

mod calendar;
#[cfg(test)]
mod corpus;
mod en;
mod expand;
mod expr;
mod holiday;
mod infer;
mod meaning;
mod pattern;
mod reader;
mod render;
mod resolve;
mod tense;
mod trace;
mod trie;
mod words;

use super::{Context, Mention, Prefer, Recogniser};
use crate::document::PublishedFrom;
use crate::lexicon::Lexicon;
use crate::text::{Token, Vocabulary, WordId};
use crate::value::{Anchor, Instant, Kind, TimexMod, Value};
use expr::Expr;
use infer::NumericOrder;
use pattern::Site;
use reader::Phrases;
use resolve::Resolver;
use std::ops::Range;
use trace::Trace;
use trie::{Cache, Found, Grammar};
use words::{Class, Words};

/// Makes the recogniser.
pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Box<dyn Recogniser> {
    Box::new(Temporals::new(lexicon, vocabulary))
}

/// The recogniser of dates, times, durations and sets.
struct Temporals {
    grammar: Grammar,
}

/// An expression found, not yet resolved.
struct Candidate {
    tokens: Range<usize>,
    sentence: Range<usize>,
    expr: Expr,
    name: &'static str,
    /// Where the second expression of a range begins, and one past the last token of the first.
    joint: Option<(usize, usize)>,
}

impl Temporals {
    fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut phrases = Phrases::default();
        for (names, holiday) in holiday::from_lexicon(lexicon) {
            phrases.holidays.push(holiday);
            for (name, cased) in names {
                phrases.add(phrase(&name, vocabulary), phrases.holidays.len() - 1, cased);
            }
        }
        let mut words = Words::new(lexicon, en::WORDS, &mut phrases, vocabulary);
        for year in 1990..2070 {
            for (text, year) in [(format!("fy{year}"), year), (format!("fy{:02}", year % 100), year)] {
                words.add(vocabulary.intern(&text), Class::FiscalYear, year);
            }
        }
        for minute in 0..60 {
            words.add(vocabulary.intern(&format!("h{minute:02}")), Class::HourMinute, minute);
        }
        for (month, name) in
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].iter().enumerate()
        {
            for day in 1..=31 {
                let id = vocabulary.intern(&format!("{name}{day}"));
                words.add(id, Class::MonthDay, (month as i32 + 1) * 100 + day);
            }
        }
        Self { grammar: Grammar::new(words, phrases, &[en::RULES], vocabulary) }
    }

    /// Every expression of a document, in order.
    fn find(&self, context: &Context<'_>) -> Vec<Candidate> {
        let mut found = Vec::new();
        let cache = Cache::default();
        for sentence in &context.text.sentences {
            let range = sentence.tokens.clone();
            cache.clear(range.start, range.len());
            let mut at = range.start;
            while at < range.end {
                let site = Site {
                    text: context.text,
                    grammar: &self.grammar,
                    cache: &cache,
                    first: range.start,
                    limit: range.end,
                    start: at,
                    end: at,
                };
                let Some(match_) = self.grammar.longest(&site, None, 0) else {
                    at += 1;
                    continue;
                };
                let match_ = ahead(context, &site, match_);
                let (match_, joint) = self.joined(&site, match_);
                let expr = self.bounded(&site, match_.expr);
                // "from … to …" is one range, its preposition included; a lone date leaves it out.
                let opened =
                    matches!(expr, Expr::Range(..)) && matches!(site.word_before().as_str(), "from" | "between");
                let start = if opened { at - 1 } else { at };
                found.push(Candidate {
                    tokens: start..match_.end,
                    sentence: range.clone(),
                    expr,
                    name: match_.name,
                    joint,
                });
                at = match_.end;
            }
        }
        found
    }

    /// "… to …": a second expression that makes the first a range.
    fn joined(&self, site: &Site<'_>, first: Found) -> (Found, Option<(usize, usize)>) {
        // "Monday, Dec. 29, to Friday, Jan. 2": a comma closes the first of them.
        let comma = site.words(first.end) == "," && matches!(site.words(first.end + 1), "to" | "through" | "until");
        let at = first.end + usize::from(comma);
        let Some(joint) = site.token(at) else { return (first, None) };
        let before = site.word_before();
        let opened = matches!(before.as_str(), "from" | "between");
        let word = site.words(at);
        let dash = self.grammar.words.value(joint.word, Class::Dash).is_some();
        let joins = match word {
            "to" | "through" | "thru" | "until" | "till" => opened || word == "through" || word == "to",
            "and" => before == "between",
            "~" => true,
            _ => dash,
        };
        if !joins {
            return (first, None);
        }
        let inner = Site { start: at + 1, end: at + 1, ..*site };
        let Some(second) = self.grammar.longest(&inner, None, 0) else { return (first, None) };
        let kind = |e: &Expr| match e {
            Expr::Modified(_, inner) => ends(inner),
            e => ends(e),
        };
        let (Some(a), Some(b)) = (kind(&first.expr), kind(&second.expr)) else { return (first, None) };
        let coarse = a == 3 && b == 3;
        let fits = a == b || a == 0 || b == 0 || (a < 3 && b < 3) || opened;
        if !fits || coarse && !(opened || dash || matches!(word, "to" | "~" | "through")) {
            return (first, None);
        }
        let expr = Expr::Range(Box::new(first.expr), Box::new(second.expr));
        (Found { end: second.end, expr, name: "range" }, Some((first.end, at + 1)))
    }

    /// "before", "by" and "after" in front of a date bound it.
    fn bounded(&self, site: &Site<'_>, expr: Expr) -> Expr {
        let Some(before) = site.before() else { return expr };
        let Some(kind) = self.bound(site, before) else { return expr };
        let point = !matches!(
            &expr,
            Expr::Duration(_)
                | Expr::Durations(..)
                | Expr::Set { .. }
                | Expr::Reference(_)
                | Expr::Range(..)
                | Expr::Span { .. }
                | Expr::Upcoming { .. }
                | Expr::Head { .. }
                | Expr::Shift { .. }
        ) && !matches!(&expr, Expr::Modified(_, inner) if matches!(**inner, Expr::Duration(_)));
        if !point {
            return expr;
        }
        let m = match kind {
            0 => TimexMod::Before,
            1 => TimexMod::After,
            _ => TimexMod::OnOrBefore,
        };
        Expr::Bounded(m, Box::new(expr))
    }

    /// 0 before, 1 after, 2 by: "before", "prior to", "no later than", "later than".
    fn bound(&self, site: &Site<'_>, before: &Token) -> Option<i32> {
        if let Some(kind) = self.grammar.words.value(before.word, Class::Bound) {
            return Some(kind);
        }
        let back = |n: usize| site.start.checked_sub(n).map_or("", |i| site.words(i));
        match (back(1), back(2), back(3)) {
            ("to", "prior", _) | ("than", "earlier", _) => Some(0),
            ("than", "later", "no" | "not") => Some(2),
            ("than", "later", _) => Some(1),
            _ => None,
        }
    }

    fn resolver<'a>(&'a self, context: &Context<'_>, found: &[Candidate]) -> Resolver<'a> {
        let published = context.meta.published;
        let (now, anchor) = match published {
            Some(p) if p.from == PublishedFrom::Inferred => (Some(p.date()), Anchor::Inferred),
            Some(p) => (Some(p.date()), Anchor::Published),
            None => match infer::from_expressions(found.iter().map(|c| &c.expr)) {
                Some(i) => (Some(i.date), Anchor::Inferred),
                None => (None, Anchor::None),
            },
        };
        let moment = published.and_then(|p| match p.at {
            Instant::Time(t) if anchor == Anchor::Published => Some(t),
            _ => None,
        });
        let narrative = infer::is_narrative(now, found.iter().map(|c| &c.expr));
        let language = context.meta.language.as_deref().unwrap_or("");
        let day_first = infer::day_first(language, found.iter().filter_map(|c| order(context, c)));
        Resolver {
            holidays: &self.grammar.phrases.holidays,
            now,
            moment,
            anchor,
            prefer: context.prefer,
            narrative,
            focus: None,
            tense: resolve::Tense::Open,
            looked_at: None,
            main_line: None,
            opens: false,
            said: false,
            day_first,
            trace: Trace::default(),
        }
    }
}

/// Where appointments are made, "in two weeks" is a point and not a length.
fn ahead(context: &Context<'_>, site: &Site<'_>, found: Found) -> Found {
    if context.prefer != Prefer::Future || site.word_before() != "in" {
        return found;
    }
    let expr = match found.expr {
        Expr::Duration(expr::Length(parts)) => {
            // "in a few hours": three, where a point is wanted.
            let length = expr::Length(parts.into_iter().map(|(n, unit)| (n.or(Some(3000)), unit)).collect());
            Expr::Shift { length, sign: 1, base: expr::Base::Now }
        }
        other => other,
    };
    Found { expr, ..found }
}

/// The order of day and month that a numeric date shows: "23/12/2025" can be read in one way only.
fn order(context: &Context<'_>, c: &Candidate) -> Option<NumericOrder> {
    let Expr::Calendar(date) = &c.expr else { return None };
    if !c.name.starts_with("numeric") || date.swappable {
        return None;
    }
    let first: u32 = context.text.token(c.tokens.start).parse().ok()?;
    let (day, month) = (date.day?, date.month?);
    match first {
        n if n == day && n != month => Some(NumericOrder::DayFirst),
        n if n == month && n != day => Some(NumericOrder::MonthFirst),
        _ => None,
    }
}

/// What kind of range end an expression is: 0 a part of a day, 1 a day, 2 a month, 3 a year.
fn ends(e: &Expr) -> Option<u8> {
    match e {
        Expr::Clock(..) => Some(0),
        Expr::Calendar(c) if c.day.is_some() || c.weekday.is_some() => Some(1),
        Expr::Calendar(c) if c.month.is_some() => Some(2),
        Expr::Calendar(_) => Some(3),
        Expr::Cycle(expr::Cycle::Weekday(_) | expr::Cycle::Holiday(_), _) => Some(1),
        Expr::Cycle(expr::Cycle::Month(_) | expr::Cycle::Season(_) | expr::Cycle::Quarter(_), _) => Some(2),
        Expr::Toward(_, expr::Cycle::Weekday(_) | expr::Cycle::Holiday(_)) => Some(1),
        Expr::Relative(_, calendar::Unit::Day) | Expr::Ordinal { .. } => Some(1),
        Expr::Shift { length, base: expr::Base::At(_), .. } if length.is_in_days() => Some(1),
        Expr::Within(inner, _) => ends(inner),
        Expr::Fixed(_) => Some(1),
        _ => None,
    }
}

/// The ends of a range that is written as two expressions.
fn ends_of(resolver: &mut Resolver<'_>, context: &Context<'_>, c: &Candidate) -> Vec<Mention> {
    let (Some((first, second)), Expr::Range(a, b)) = (c.joint, &c.expr) else { return Vec::new() };
    let opened = usize::from(matches!(context.text.token(c.tokens.start), "from" | "From" | "between" | "Between"));
    let places = [c.tokens.start + opened..first, second..c.tokens.end];
    let values = resolver.ends(a, b);
    let mention = |(tokens, value): (Range<usize>, Option<Value>)| {
        let span = context.text.span(&tokens);
        Some(Mention { span, tokens, value: value?, pattern: "range-end", detail: None })
    };
    places.into_iter().zip(values).filter_map(mention).collect()
}

/// The words of a name, as the lexer parts them.
fn phrase(name: &str, vocabulary: &mut Vocabulary) -> Vec<WordId> {
    let mut ids = Vec::new();
    for word in name.split_whitespace() {
        for (i, part) in word.split('-').enumerate() {
            if i > 0 {
                ids.push(vocabulary.intern("-"));
            }
            let part = part.replace('’', "'");
            let plain = part.trim_matches(|c: char| c == '.' || c == ',');
            let (stem, tail) = match plain.strip_suffix("'s") {
                Some(stem) => (stem, Some("'s")),
                None => match plain.strip_suffix('\'') {
                    Some(stem) => (stem, Some("'")),
                    None => (plain, None),
                },
            };
            if !stem.is_empty() {
                if part.ends_with('.') {
                    vocabulary.abbreviation(&part);
                }
                ids.push(vocabulary.intern(stem));
            }
            if let Some(tail) = tail {
                ids.push(vocabulary.intern(tail));
            }
        }
    }
    ids
}

impl Recogniser for Temporals {
    fn name(&self) -> &'static str {
        "temporal"
    }

    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Date, Kind::Time, Kind::Duration, Kind::Set]
    }

    fn recognise(&self, context: &Context<'_>, out: &mut Vec<Mention>) {
        let found = self.find(context);
        let mut resolver = self.resolver(context, &found);
        let mut sentence = 0;
        for c in &found {
            if c.sentence.start != sentence {
                sentence = c.sentence.start;
                resolver.next_sentence();
            }
            resolver.opens = c.tokens.start <= c.sentence.start + 1;
            resolver.tense = tense::of(&self.grammar.words, context.text, &c.tokens, &c.sentence);
            let ends = ends_of(&mut resolver, context, c);
            resolver.trace.clear();
            let Some(value) = resolver.value(&c.expr) else { continue };
            let detail = resolver.trace.detail(ends);
            let span = context.text.span(&c.tokens);
            out.push(Mention { span, tokens: c.tokens.clone(), value, pattern: c.name, detail });
        }
    }
}
