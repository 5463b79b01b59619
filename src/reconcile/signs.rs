//! Signs beside the words that two figures answer one question: the whole of which both are a part, whose age they
//! are, a digit that was misread.

use super::align::{FIGURE, Item};
use super::figures;
use super::measure;
use super::measures::{part_of_toll, sentence};
use super::misread;
use super::places::held;
use super::search::Search;
use super::slot::{Fate, place};
use crate::claim::Claim;
use crate::finding::Relation;
use crate::value::{Instant, Value};
use chrono::{Datelike as _, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};

/// The figure after "of" and the noun that it counts: "93" and "seat" of "47 of the 93 seats".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whole {
    key: u64,
    noun: u32,
}

/// Score of two parts of one whole: where the sentences share what they tell of it, and where nothing shows it but
/// that the two are near each other.
const SHARED: f64 = 0.75;
const NEAR: f64 = 0.6;
/// Times that one part may be the other where no word says that both are the same part.
const TIMES: f64 = 1.5;
/// Score of two ages of one person.
const AGE: f64 = 0.85;
/// How much nearer it brings two figures that one is the other with a digit misread.
const MISREAD: f64 = 0.5;
/// Score from which the words let a digit that was misread count.
const LEAST: f64 = 0.12;
/// Score of the only counts of one noun, and the times that one may be the other.
const ONLY: f64 = 0.55;
const NEARLY: f64 = 1.25;

/// Bytes of an article within which its first sentences stand, and days after which those of one event do not begin.
const HEAD: u32 = 300;
const NEXT_DAY: i64 = 1;

/// Gives the items of one sentence the wholes of which they are parts.
pub(super) fn wholes(items: &mut [Item], claims: &[Claim]) {
    for at in 1..items.len() {
        let Some((part, whole)) = items.get(at - 1).zip(items.get(at)) else { continue };
        let (a, b) = (&claims[part.claim], &claims[whole.claim]);
        let between = place(a).zip(place(b)).and_then(|((_, to), (from, _))| a.sentence.get(to..from)).unwrap_or("");
        let mut words = between.split_whitespace();
        let of = words.next() == Some("of");
        let owner = words.next().is_none_or(|w| {
            matches!(w, "the" | "its" | "their" | "his" | "her" | "all") || w.ends_with("'s") || w.ends_with("’s")
        });
        let noun = whole.slot.head.first().copied();
        let found = noun.map(|noun| Whole { key: whole.key, noun }).filter(|w| of && owner && w.key != 0);
        if let Some(part) = items.get_mut(at - 1).filter(|_| words.next().is_none()) {
            part.whole = found;
        }
    }
}

/// Gives the items of one sentence that count different things in a row the sum of the row.
pub(super) fn sums(items: &mut [Item], claims: &[Claim]) {
    let follows = |a: &Item, b: &Item| {
        let (x, y) = (&claims[a.claim], &claims[b.claim]);
        let between = place(x).zip(place(y)).and_then(|((_, to), (from, _))| x.sentence.get(to..from));
        noun(x).is_some()
            && noun(y).is_some()
            && noun(x) != noun(y)
            && between.is_some_and(|t| matches!(t.trim(), "and" | "," | ", and"))
    };
    let sum = |items: &mut dyn Iterator<Item = &Item>| items.map(|i| figures::size(i.figure(claims))).sum();
    // "Seven of the injured are in hospital; 19 had lighter wounds"
    for fate in [Fate::Killed, Fate::Hurt, Fate::Missing] {
        let of_fate = |i: &&Item| i.slot.fate == Some(fate);
        if items.iter().any(|i| i.slot.fate == Some(fate) && part_of_toll(i, claims)) {
            let all: Option<f64> = sum(&mut items.iter().filter(of_fate));
            items.iter_mut().filter(|i| i.slot.fate == Some(fate)).for_each(|i| i.sum = all);
        }
    }
    for row in items.chunk_by_mut(follows).filter(|row| row.len() > 1) {
        let all: Option<f64> = sum(&mut row.iter());
        for item in row {
            item.sum = all;
        }
    }
}

/// The values that each article gives, so that one misread is told from two figures.
pub(super) fn given(items: &[Item], claims: &[Claim]) -> FxHashSet<(u32, u64)> {
    let years = |i: &Item| year(&claims[i.claim]).map(|y| (i.document, y));
    items.iter().map(|i| (i.document, i.key)).chain(items.iter().filter_map(years)).collect()
}

/// The year of a date, as a key: a day gives its year as well.
fn year(claim: &Claim) -> Option<u64> {
    match &*claim.value {
        Value::Date(t) => t.start.and_then(|s| u64::try_from(s.date().year()).ok()),
        _ => None,
    }
}

/// The nouns of which each article gives one count.
pub(super) fn counted_once(items: &[Item], claims: &[Claim]) -> FxHashSet<(u32, u32)> {
    let mut keys: FxHashMap<(u32, u32), Option<u64>> = FxHashMap::default();
    for item in items {
        if let (Some(noun), Some(_)) = (item.slot.head.first(), noun(&claims[item.claim])) {
            let one = keys.entry((item.document, *noun)).or_insert(Some(item.key));
            *one = one.filter(|k| *k == item.key);
        }
    }
    keys.into_iter().filter(|(_, one)| one.is_some()).map(|(of, _)| of).collect()
}

/// The noun that a claim counts.
fn noun(claim: &Claim) -> Option<&str> {
    match &*claim.value {
        Value::Quantity(q) => measure::counted(q),
        _ => None,
    }
}

impl Search<'_> {
    /// What is made of the score of two figures by all that is known of them beside their words.
    pub(super) fn by_signs(&self, a: &Item, b: &Item, score: f64) -> f64 {
        let (x, y) = (&self.claims[a.claim], &self.claims[b.claim]);
        if let Some(of_one) = self.one_age(a, b) {
            return if of_one { score.max(AGE) } else { 0.0 };
        }
        if a.key == b.key {
            return score;
        }
        if a.whole.is_some() && a.whole == b.whole && !super::score::names_apart(a, b) {
            let noun = a.whole.map(|w| w.noun);
            let told = a.slot.words.iter().any(|w| Some(w.stem) != noun && b.slot.has(w.stem));
            let least = if told && !counts_apart(x, y) { SHARED } else { NEAR };
            return if told || figures::ratio(a.figure(self.claims), b.figure(self.claims)).is_none_or(|r| r <= TIMES) {
                score.max(least)
            } else {
                score
            };
        }
        if score >= LEAST && self.misread(a, b) {
            return score + MISREAD * (1.0 - score);
        }
        if score >= LEAST && self.only_counts(a, b) { score.max(ONLY) } else { score }
    }

    /// Whether something beside their words shows that two figures answer one question.
    pub(super) fn signed(&self, a: usize, b: usize) -> bool {
        let measured = self.measures.same(self, a, b);
        let (Some(x), Some(y)) = (self.items.get(a), self.items.get(b)) else { return false };
        let whole = x.whole.is_some() && x.whole == y.whole;
        measured || whole || self.one_age(x, y) == Some(true) || self.misread(x, y) || self.only_counts(x, y)
    }

    /// Whether one count is a part of a row whose sum the other gives.
    pub(super) fn summand(&self, part: &Item, sum: &Item) -> bool {
        part.sum.is_some() && part.sum == figures::size(sum.figure(self.claims))
    }

    /// Whether both count one noun, of which each article gives one count, and are near each other.
    fn only_counts(&self, a: &Item, b: &Item) -> bool {
        let noun = |i: &Item| i.slot.head.first().copied().filter(|_| noun(&self.claims[i.claim]).is_some());
        let once = |i: &Item, noun: u32| self.counted.contains(&(i.document, noun));
        let one = noun(a).is_some_and(|n| noun(b) == Some(n) && once(a, n) && once(b, n));
        one && figures::ratio(a.figure(self.claims), b.figure(self.claims)).is_none_or(|r| r <= NEARLY)
    }

    /// Whether two ages are those of one person; `None` where that is not known, or they are no ages.
    fn one_age(&self, a: &Item, b: &Item) -> Option<bool> {
        let (x, y) = (&self.claims[a.claim], &self.claims[b.claim]);
        if a.slot.sort != b.slot.sort || self.words.form(a.slot.sort) != "age" {
            return None;
        }
        match (x.subject.as_deref(), y.subject.as_deref()) {
            (Some(p), Some(q)) => {
                let (p, q) = (super::fold::name(p), super::fold::name(q));
                let ends = |long: &str, short: &str| {
                    long.strip_suffix(short).is_some_and(|r| r.is_empty() || r.ends_with(' '))
                };
                Some(ends(&p, &q) || ends(&q, &p))
            }
            (None, None) => {
                let one = a.slot.lead.is_some() && a.slot.lead == b.slot.lead;
                (one && self.lone_age(a) && self.lone_age(b)).then_some(true)
            }
            _ => None,
        }
    }

    /// Whether the sentence of an age gives no other: "two men, aged 31 and 46".
    fn lone_age(&self, item: &Item) -> bool {
        sentence(self.items, item).filter(|i| i.slot.sort == item.slot.sort).all(|i| i.key == item.key)
    }

    /// Whether one figure is the other with its digits in another order or one of them wrong, and neither article
    /// gives both.
    pub(super) fn misread(&self, a: &Item, b: &Item) -> bool {
        let (x, y) = (&self.claims[a.claim], &self.claims[b.claim]);
        let gives = |of: &Item, other: &Item| {
            let year = year(&self.claims[other.claim]);
            self.given.contains(&(of.document, other.key))
                || year.is_some_and(|y| self.given.contains(&(of.document, y)))
        };
        x.kind == FIGURE
            && y.kind == FIGURE
            && misread::one_digit_off(a.figure(self.claims), b.figure(self.claims))
            && !gives(a, b)
            && !gives(b, a)
            && held((x, &a.slot), (y, &b.slot), false).is_some_and(|c| c.relation == Relation::Conflict)
    }
}

impl Search<'_> {
    /// Whether two unequal figures are levels or moves of a market on two days: those that the sentences name, or
    /// else those on which the articles appeared.
    pub(super) fn other_day(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.items[a], &self.items[b]);
        if x.slot.date || x.key == y.key || !(x.figure(self.claims).of_market() || y.figure(self.claims).of_market()) {
            return false;
        }
        let correction = |i: &Item| self.documents.get(i.document as usize).is_some_and(|d| d.correction);
        let (p, q) = (self.days(a), self.days(b));
        !correction(x) && !correction(y) && !p.iter().any(|d| q.contains(d))
    }

    /// Whether the days that two articles begin with are so far from each other that they tell of two events.
    pub(super) fn of_other_days(&self, a: usize, b: usize) -> bool {
        let (p, q) = (self.first_days(a), self.first_days(b));
        let far = |x: &NaiveDate, y: &NaiveDate| (*x - *y).num_days().abs() > NEXT_DAY;
        !p.is_empty() && !q.is_empty() && p.iter().all(|x| q.iter().all(|y| far(x, y)))
    }

    /// The days that the article of an item names in its first sentences.
    fn first_days(&self, at: usize) -> Vec<NaiveDate> {
        let Some(item) = self.items.get(at) else { return Vec::new() };
        let first = self.items.partition_point(|i| i.document < item.document);
        let claim = |i: &Item| &self.claims[i.claim];
        let head = self.items.iter().skip(first);
        let head = head.take_while(|i| i.document == item.document && claim(i).sentence_span.start <= HEAD);
        let day = |i: &Item| {
            let (Value::Date(t) | Value::Time(t)) = &*claim(i).value else { return None };
            let day = t.start?.date();
            t.end.is_some_and(|e| (e.date() - day).num_days() <= 1).then_some(day)
        };
        head.filter_map(day).collect()
    }

    /// The days that the sentence of an item names; the day of its article where it names none.
    fn days(&self, at: usize) -> Vec<NaiveDate> {
        let Some(item) = self.items.get(at) else { return Vec::new() };
        let day = |i: &Item| match &*self.claims[i.claim].value {
            Value::Date(t) => t.start.filter(|s| t.end == Some(*s)).map(Instant::date),
            _ => None,
        };
        let here = |i: &&Item| i.home == item.home;
        let back = self.items.get(..at).unwrap_or(&[]).iter().rev().take_while(here);
        let found: Vec<NaiveDate> =
            back.chain(self.items.get(at..).unwrap_or(&[]).iter().take_while(here)).filter_map(day).collect();
        if found.is_empty() {
            return super::measures::published(&self.claims[item.claim]).into_iter().collect();
        }
        found
    }
}

/// Whether both count something and name it by two nouns.
fn counts_apart(a: &Claim, b: &Claim) -> bool {
    let stem = |c: &Claim| noun(c).map(super::words::stem);
    stem(a).zip(stem(b)).is_some_and(|(x, y)| x != y)
}
