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
mod joint;
mod list;
mod meaning;
mod national;
mod pattern;
mod reader;
mod render;
mod resolve;
mod share;
mod spelling;
mod tense;
mod trace;
mod trie;
mod words;

use super::{Context, Mention, Prefer, Recogniser};
use crate::document::PublishedFrom;
use crate::lexicon::Lexicon;
use crate::text::{Text, Token, TokenKind, Vocabulary, WordId};
use crate::value::{Anchor, Instant, Kind, TimexMod, Value};
use expr::Expr;
use holiday::Holiday;
use national::{Countries, Country};
use pattern::Site;
use reader::Phrases;
use resolve::Resolver;
use spelling::Spellings;
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
    spellings: Spellings,
    countries: Countries,
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
                phrases.add(ids(&name, vocabulary), phrases.holidays.len() - 1, cased);
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
        for month in &lexicon.time.month {
            // "Aug4", "May12"
            let short = month.abbreviations.iter().filter(|a| !a.ends_with('.'));
            for name in short.chain(month.abbreviations.is_empty().then_some(&month.name)) {
                for day in 1..=31 {
                    let id = vocabulary.intern(&format!("{name}{day}").to_lowercase());
                    words.add(id, Class::MonthDay, month.number * 100 + day);
                }
            }
        }
        let spellings = Spellings::new(lexicon, vocabulary);
        let countries = Countries::new(lexicon);
        Self { grammar: Grammar::new(words, phrases, &[en::RULES], vocabulary), spellings, countries }
    }

    /// Every expression of a document, in order.
    fn find(&self, context: &Context<'_>) -> Vec<Candidate> {
        // In most copy one word in fifty is part of a date.
        let mut found = Vec::with_capacity(context.text.tokens.len() / 50 + 4);
        let cache = Cache::default();
        let mut signatures = Vec::new();
        for sentence in &context.text.sentences {
            let range = sentence.tokens.clone();
            cache.clear(range.start, range.len());
            self.grammar.read(context.text.tokens.get(range.clone()).unwrap_or_default(), &mut signatures);
            let mut at = range.start;
            while let Some(&signature) = signatures.get(at - range.start) {
                if !self.grammar.begins(signature) {
                    at += 1;
                    continue;
                }
                let site = Site {
                    text: context.text,
                    grammar: &self.grammar,
                    cache: &cache,
                    signatures: &signatures,
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
                let (match_, joint) = joint::joined(&site, match_);
                let joint = joint.or_else(|| joint::parted(&site, &match_));
                let (before, behind) = list::days(&site, &match_);
                let Found { end, expr, name } = match_;
                let expr = if fiscal(&site, at..end) { Expr::Fiscal(Box::new(expr)) } else { expr };
                let expr = self.bounded(&site, expr);
                // "from … to …" is one range, its preposition included; a lone date leaves it out.
                let opened =
                    matches!(expr, Expr::Range(..)) && matches!(site.word_before().as_str(), "from" | "between");
                let start = if opened { at - 1 } else { at };
                let in_list = |(tokens, expr)| Candidate {
                    tokens,
                    sentence: range.clone(),
                    expr,
                    name: "listed-day",
                    joint: None,
                };
                let free = found.last().map_or(0, |c: &Candidate| c.tokens.end);
                found.extend(before.into_iter().filter(|l| l.0.start >= free).map(in_list));
                at = behind.last().map_or(end, |l| l.0.end);
                found.push(Candidate { tokens: start..end, sentence: range.clone(), expr, name, joint });
                found.extend(behind.into_iter().map(in_list));
            }
        }
        found
    }

    /// "before", "by" and "after" in front of a date bound it.
    fn bounded(&self, site: &Site<'_>, expr: Expr) -> Expr {
        let Some(before) = site.before() else { return expr };
        let Some(kind) = self.bound(site, before) else { return expr };
        // "Weakened by last summer's drought": by what, and not by when.
        if kind == BY && site.after().is_some_and(|t| t.kind == TokenKind::Possessive) {
            return expr;
        }
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
            BY => TimexMod::OnOrBefore,
            _ => TimexMod::OnOrAfter,
        };
        Expr::Bounded(m, Box::new(expr))
    }

    /// 0 before, 1 after, 2 by, 3 from: "before", "prior to", "no later than", "later than", "no earlier than".
    fn bound(&self, site: &Site<'_>, before: &Token) -> Option<i32> {
        if let Some(kind) = self.grammar.words.value(before.word, Class::Bound) {
            return Some(kind);
        }
        let back = |n: usize| site.start.checked_sub(n).map_or("", |i| site.words(i));
        match (back(1), back(2), back(3)) {
            ("than", "earlier", "no" | "not") => Some(3),
            ("to", "prior", _) | ("than", "earlier", _) => Some(0),
            ("than", "later", "no" | "not") => Some(2),
            ("than", "later", _) => Some(1),
            _ => None,
        }
    }

    /// The country whose Independence Day or the like is meant.
    fn country_of(&self, context: &Context<'_>, c: &Candidate) -> Option<Country> {
        let holiday = self.grammar.phrases.holidays.get(c.expr.holiday()?)?;
        if matches!(holiday, Holiday::National(_)) { self.countries.of(&c.tokens, context) } else { None }
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
        let spelling = || self.spellings.order(context.text);
        let inferred = || infer::date_order(language, found.iter().map(|c| &c.expr), spelling);
        let order = context.date_order.or_else(inferred);
        Resolver {
            holidays: &self.grammar.phrases.holidays,
            country: None,
            now,
            moment,
            anchor,
            prefer: context.prefer,
            narrative,
            leads: false,
            focus: None,
            tense: resolve::Tense::Open,
            foretold: false,
            bygone: false,
            foreseen: false,
            level: false,
            looked_at: None,
            main_line: None,
            opens: false,
            said: false,
            loose: false,
            joined: false,
            day_here: None,
            telling: false,
            aside: false,
            period: None,
            month: None,
            order,
            trace: Trace::default(),
        }
    }
}

/// The bound that "by" gives.
const BY: i32 = 2;

/// Words with which a text says what is new, its headline among them.
const LEAD: usize = 60;

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

/// "fiscal 2026", "FY2026": whether the words name a year that is none of the calendar.
fn fiscal(site: &Site<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|i| {
        let named = ["fiscal", "financial", "tax", "academic", "school", "fy"];
        site.class(i, Class::FiscalYear).is_some() || named.iter().any(|n| site.words(i).eq_ignore_ascii_case(n))
    })
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

/// "The ministry said on Monday", "told reporters Monday": when it was told, and not when what is told of was.
fn is_telling(words: &Words, text: &Text<'_>, c: &Candidate) -> bool {
    let first = c.sentence.start.max(c.tokens.start.saturating_sub(7));
    let kind = |i: usize| words.value(text.tokens.get(i)?.word, Class::Telling);
    let verb = (first..c.tokens.start).rev().take_while(|i| kind(*i).is_some()).find(|i| kind(*i) == Some(1));
    // "The first case was reported on Monday" tells of Monday.
    let back = |verb: usize| verb.checked_sub(1).map_or("", |b| text.token(b));
    verb.is_some_and(|v| !matches!(back(v), "was" | "were" | "been" | "be" | "is" | "are"))
}

/// "From a peak of 300 in May 2007", "until the city fell in February", "who took over in 2026": what is compared with,
/// a limit, what is said of somebody by the way.
fn is_aside(text: &Text<'_>, c: &Candidate) -> bool {
    let first = c.sentence.start.max(c.tokens.start.saturating_sub(9));
    let cue = |i: &usize| {
        matches!(
            text.token(*i),
            "against" | "versus" | "than" | "opposed" | "compared" | "until" | "since" | "who" | "whose"
        )
    };
    let back = (first..c.tokens.start).rev().take_while(|i| !matches!(text.token(*i), "," | ";" | ":" | "(" | ")"));
    back.into_iter().any(|i| cue(&i))
}

/// The words of a name, as the lexer parts them, each as written.
fn phrase(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in name.split_whitespace() {
        for (i, part) in word.split('-').enumerate() {
            if i > 0 {
                words.push("-".to_owned());
            }
            let part = part.replace('’', "'");
            let plain = part.trim_matches(',');
            let (stem, tail) = match plain.strip_suffix("'s") {
                Some(stem) => (stem, Some("'s")),
                None => match plain.strip_suffix('\'') {
                    Some(stem) => (stem, Some("'")),
                    None => (plain, None),
                },
            };
            words.extend([Some(stem), tail].into_iter().flatten().filter(|w| !w.is_empty()).map(str::to_owned));
        }
    }
    words
}

/// The ids of the words of a name.
fn ids(name: &str, vocabulary: &mut Vocabulary) -> Vec<WordId> {
    let id = |word: String| {
        if word.ends_with('.') {
            vocabulary.abbreviation(&word);
        }
        vocabulary.intern(word.trim_matches('.'))
    };
    phrase(name).into_iter().map(id).collect()
}

impl Recogniser for Temporals {
    fn name(&self) -> &'static str {
        "temporal"
    }

    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Date, Kind::Time, Kind::Duration, Kind::Set]
    }

    fn recognise(&self, context: &Context<'_>, out: &mut Vec<Mention>) {
        let mut found = self.find(context);
        share::years(&mut found, context.text);
        share::appositions(&mut found, context.text);
        share::days(&mut found, context.text);
        share::beginnings(&mut found, context.text);
        let mut resolver = self.resolver(context, &found);
        let (mut sentence, mut last) = (0, 0);
        for c in &found {
            if c.sentence.start != sentence {
                sentence = c.sentence.start;
                resolver.next_sentence();
            }
            resolver.joined = c.tokens.start <= last + 2;
            last = c.tokens.end;
            resolver.opens = c.tokens.start <= c.sentence.start + 1;
            resolver.leads = c.tokens.start < LEAD;
            resolver.telling = is_telling(&self.grammar.words, context.text, c);
            resolver.aside = is_aside(context.text, c);
            let around = tense::Around {
                words: &self.grammar.words,
                text: context.text,
                mention: &c.tokens,
                sentence: &c.sentence,
            };
            resolver.tense = tense::of(around);
            resolver.foretold = tense::is_foretold(around);
            let bygone = if resolver.opens { tense::is_bygone } else { tense::is_done };
            let day = matches!(c.expr, Expr::Calendar(expr::Calendar { day: Some(_), year: None, .. }));
            resolver.bygone = day && resolver.tense == resolve::Tense::Past && (resolver.bygone || bygone(around));
            resolver.level = matches!(c.expr, Expr::Modified(..) | Expr::Bounded(..)) && tense::tells_a_level(around);
            resolver.foreseen =
                resolver.tense == resolve::Tense::Future && resolver.day_here.is_some() && tense::is_foreseen(around);
            resolver.country = self.country_of(context, c);
            let ends = ends_of(&mut resolver, context, c);
            resolver.trace.clear();
            let Some(value) = resolver.in_both_orders(&c.expr) else { continue };
            let detail = resolver.trace.detail(ends);
            let span = context.text.span(&c.tokens);
            out.push(Mention { span, tokens: c.tokens.clone(), value, pattern: c.name, detail });
        }
    }
}
