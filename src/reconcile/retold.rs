//! Two full reports of one event, each in an order and in words of its own.
//!
//! That both tell of one event is known by the precise figures that both print, or by their names. Then it is not asked
//! of each figure whether its words alone show what it measures, but of what one article gives and the other does not,
//! which tells the same: by rare words, by equal values in the two sentences and in those beside them, and by how near
//! the two are. The surest pairs are taken first, and a pair that fits hardly better than another is none.

use super::align::{FIGURE, Item};
use super::anchors::Anchors;
use super::figures;
use super::misread;
use super::nearness;
use super::places;
use super::score::names_apart;
use super::search::{Edge, Search};
use super::slot::Word;
use crate::claim::{Claim, Status};
use crate::finding::Relation;
use crate::lexicon::Directions;
use crate::value::{Instant, Value};
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::ops::Range;

/// Days after which a report tells of what has become of an event.
const DAYS: i64 = 2;
/// Items from which an article is no more than a table.
const TABLE: usize = 400;
/// What a pair must show, as much where the event is known by names alone, and by how much it must fit better than any
/// other of either value.
const ENOUGH: f64 = 2.5;
const NAMED: f64 = 3.4;
const LEAD: f64 = 0.4;
/// What words and values of the two sentences must show at least, however near the two are: to be looked at, and to
/// be told.
const SEEN: f64 = 0.3;
const TOLD: f64 = 0.75;
/// What words and values must show of unequal dates: what stands farther off tells nothing of when it happened.
const DATED: f64 = 0.5;
/// Score of an edge that shows enough, what more of it adds, and of the surest.
const SCORE: f64 = 0.65;
const MORE: f64 = 0.1;
const SUREST: f64 = 0.85;
/// What sentences beside add of what they show, and at most.
const BESIDE: f64 = 0.3;
const AT_MOST: f64 = 0.75;
/// What an equal value of two sentences adds that is not known by its digits: a date, a small number.
const DATE: f64 = 0.5;
const SMALL: f64 = 0.2;
/// What equal values of two sentences show where a precise figure is among them.
const PRINTED: f64 = 1.0;
/// Digits of a figure that another has in another order by no chance, and what it adds.
const LONG_DIGITS: usize = 4;
const LONG: f64 = 1.0;
/// What it adds that they do, or that one value is the other misread.
const SIGNED: f64 = 0.5;
/// What two values that hold together add to themselves, so that both are taken out: one that is known by its digits,
/// and any other.
const EQUAL: f64 = 1.0;
const SMALL_EQUAL: f64 = 0.5;
/// What the same noun beside both adds.
const HEAD: f64 = 0.4;
/// What it adds that neither article has another such value left.
const SOLE: f64 = 0.5;
/// What is taken off where one alone tells of a part, an average, another time, and where each names somebody whom the
/// other does not.
const SCOPE: f64 = 0.3;
const NAMES: f64 = 0.4;

/// By what two articles are known to report one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// The precise figures that both print.
    Printed,
    /// Their names, or what they say of their story.
    Named,
}

/// A sentence of an article.
struct Sentence {
    items: Range<usize>,
    /// Stems of its words, sorted.
    words: Vec<u32>,
}

/// What is known of a value beside its words.
struct Known {
    /// How large a figure is, in the base unit of its dimension.
    size: Option<f64>,
    /// How surely it is known by its digits.
    told: f64,
}

/// An article of a pair.
pub(super) struct Side {
    start: usize,
    sentences: Vec<Sentence>,
    /// By the item, from the first of the article on.
    known: Vec<Known>,
}

/// A pair of articles.
struct Retold<'s> {
    search: &'s Search<'s>,
    sides: [&'s Side; 2],
    /// How telling each word is that both have: by how few sentences of either have it.
    weights: FxHashMap<u32, f64>,
    /// What each two sentences have in common, once it was asked for.
    ties: Box<[OnceCell<f64>]>,
}

/// Two values that may answer one question.
struct Candidate {
    a: usize,
    b: usize,
    /// What shows that they do.
    shown: f64,
    /// What of it words and other values show.
    told: f64,
    /// Whether nothing is said of them: they hold together, or one is told by its distance from another.
    silent: bool,
}

/// The edges between an article and a later one that reports the same event, of the values that are not `taken`.
pub(super) fn edges(
    search: &Search<'_>,
    event: Event,
    (ours, theirs): (&Side, &Side),
    taken: &FxHashSet<usize>,
) -> Vec<Edge> {
    let sides = [ours, theirs];
    let [published, later] = sides.map(|s| s.published(search));
    let days = published.zip(later).map(|(x, y)| (x - y).num_days().abs());
    if days.is_some_and(|d| d > DAYS) || sides.iter().any(|s| s.known.len() > TABLE) {
        return Vec::new();
    }
    let free = [(ours, theirs), (theirs, ours)].map(|(one, other)| {
        let mut all = free(search, one, other, taken);
        all.retain(|(_, i)| event == Event::Printed || stated(search, *i));
        all
    });
    if free.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    Retold::of(search, sides).edges(free, event)
}

/// The values of an article that are neither taken nor given by the other, each with the number of its sentence.
fn free(search: &Search<'_>, side: &Side, other: &Side, taken: &FxHashSet<usize>) -> Vec<(usize, usize)> {
    let given: FxHashSet<u64> = other.known.iter().filter_map(Known::by_digits).collect();
    let alone = |i: usize| side.known(i).by_digits().is_none_or(|k| !given.contains(&k));
    let all = side.sentences.iter().enumerate().flat_map(|(n, s)| s.items.clone().map(move |i| (n, i)));
    all.filter(|(_, i)| !taken.contains(i) && alone(*i) && open(search, *i)).collect()
}

/// Whether a value is held against another also where names alone tell of one event: what no rule compares, and no
/// weekday, of which several things in the course of an event happen on one.
fn stated(search: &Search<'_>, i: usize) -> bool {
    let claim = &search.claims[search.items[i].claim];
    claim.kind == FIGURE && !nearness::is_weekday(claim)
}

/// Whether a value may be held against another: also a date told in words, if it is that of an event, and what is
/// excluded or left open.
fn open(search: &Search<'_>, i: usize) -> bool {
    let item = &search.items[i];
    let claim = &search.claims[item.claim];
    let told = match &*claim.value {
        _ if !item.weak => true,
        Value::Direction(d) => Directions::bundled().is_firm(&d.direction),
        _ if item.slot.date => nearness::in_words(claim) && !nearness::beside_the_event(claim),
        // "He said that it would cost 4 million": what is reported was "will".
        _ => claim.status == Status::Conditional && claim.attribution.is_some(),
    };
    item.key != 0 && told
}

impl Known {
    /// What a value is known by, wherever it stands; `None` for a small number or a date, which say nothing by
    /// themselves.
    fn by_digits(&self) -> Option<u64> {
        self.size.filter(|_| self.told > 0.0).map(f64::to_bits)
    }
}

impl Side {
    /// What an article tells; linear in its length.
    pub(super) fn of(search: &Search<'_>, anchors: &Anchors, article: Range<usize>) -> Self {
        let start = article.start;
        let items = search.items.get(article).unwrap_or(&[]);
        let known = items.iter().zip(start..).map(|(item, at)| {
            let size = figures::size(item.figure(search.claims)).filter(|_| !item.slot.date);
            Known { size, told: if size.is_some() { anchors.told(at as u32) } else { 0.0 } }
        });
        let known = known.collect();
        let mut at = start;
        let of = |items: &[Item]| {
            let mut words: Vec<u32> = items.iter().flat_map(|i| &i.slot.words).map(|w| w.stem).collect();
            words.sort_unstable();
            words.dedup();
            let from = at;
            at += items.len();
            Sentence { items: from..from + items.len(), words }
        };
        let sentences = items.chunk_by(|x, y| x.home == y.home).map(of).collect();
        Self { start, sentences, known }
    }

    fn published(&self, search: &Search<'_>) -> Option<NaiveDate> {
        let document = search.items.get(self.start)?.document as usize;
        search.documents.get(document)?.published.map(Instant::date)
    }

    fn known(&self, item: usize) -> &Known {
        &self.known[item - self.start]
    }
}

impl<'s> Retold<'s> {
    fn of(search: &'s Search<'s>, sides: [&'s Side; 2]) -> Self {
        let counts = sides.map(|side| {
            let mut counts: FxHashMap<u32, f64> = FxHashMap::default();
            side.sentences.iter().flat_map(|s| &s.words).for_each(|w| *counts.entry(*w).or_default() += 1.0);
            counts
        });
        let weight = |(word, n): (&u32, &f64)| Some((*word, 1.0 / (n * counts[1].get(word)?).sqrt()));
        let weights = counts[0].iter().filter_map(weight).collect();
        let ties = vec![OnceCell::new(); sides[0].sentences.len() * sides[1].sentences.len()].into_boxed_slice();
        Self { search, sides, weights, ties }
    }

    /// The surest pairs first; then, of what is left, those that have become the only ones.
    fn edges(&self, [ours, theirs]: [Vec<(usize, usize)>; 2], event: Event) -> Vec<Edge> {
        let enough = match event {
            Event::Printed => ENOUGH,
            Event::Named => NAMED,
        };
        let pairs = ours.iter().flat_map(|x| theirs.iter().filter_map(|y| self.candidate(*x, *y)));
        let mut all: Vec<Candidate> = pairs.collect();
        let mut taken: FxHashSet<usize> = FxHashSet::default();
        let mut out = Vec::new();
        for left in [false, true] {
            if left {
                all.retain(|c| !taken.contains(&c.a) && !taken.contains(&c.b));
                raise_the_only(&mut all);
            }
            all.sort_by(|x, y| y.shown.total_cmp(&x.shown).then((x.a, x.b).cmp(&(y.a, y.b))));
            let of = by_value(&all);
            for c in all.iter().filter(|c| c.shown >= enough && c.told >= TOLD) {
                let open = |d: &Candidate| !taken.contains(&d.a) && !taken.contains(&d.b);
                let near = |d: &Candidate| (d.a, d.b) != (c.a, c.b) && open(d) && c.shown - d.shown < LEAD;
                if !open(c) || [c.a, c.b].iter().flat_map(|v| &of[v]).any(|&d| near(&all[d])) {
                    continue;
                }
                taken.extend([c.a, c.b]);
                if !c.silent {
                    let score = (SCORE + MORE * (c.shown - ENOUGH)).min(SUREST);
                    out.push(Edge { a: c.a as u32, b: c.b as u32, score, twin: None });
                }
            }
        }
        out
    }

    fn item(&self, i: usize) -> (&Item, &Claim) {
        let item = &self.search.items[i];
        (item, &self.search.claims[item.claim])
    }

    /// Two values, and what shows that they answer one question; `None` where they cannot.
    fn candidate(&self, (s, a): (usize, usize), (t, b): (usize, usize)) -> Option<Candidate> {
        let ((x, p), (y, q)) = (self.item(a), self.item(b));
        let apart = || x.slot.contradicts(&y.slot, self.search.words) || misread::fraction_apart(p, q);
        let summed = || self.search.summand(x, y) || self.search.summand(y, x);
        if nearness::sort(x, p) != nearness::sort(y, q) || figures::quoted(p, q) || apart() || summed() {
            return None;
        }
        let values = self.values((s, t), Some((a, b)));
        let words = self.words_near((x, p), (y, q));
        let told = words + values + self.beside(s, t);
        let told = if self.exchanged(x, y) { told.max(TOLD) + LONG } else { told };
        if told < SEEN {
            return None;
        }
        let holds =
            || places::held((p, &x.slot), (q, &y.slot), false).is_some_and(|c| c.relation != Relation::Conflict);
        let equal = x.key == y.key || holds();
        let near = match equal {
            true if x.slot.date || self.sides[0].known(a).told > 0.0 => EQUAL,
            true => SMALL_EQUAL,
            false => nearness::of(x.figure(self.search.claims), y.figure(self.search.claims))?,
        };
        let misread = !equal && near >= nearness::EXCHANGED;
        let dated = if nearness::is_weekday(p) || nearness::is_weekday(q) { words } else { words + values };
        // Two levels of a market are those of one day where another is the same.
        let other_day = || values < PRINTED && self.search.other_day(a, b);
        if !equal && (x.slot.date && !misread && dated < DATED || other_day()) {
            return None;
        }
        let head = !x.slot.date && x.slot.shares_head(&y.slot);
        let silent = equal || nearness::is_relative(p) || nearness::is_relative(q);
        let adds = [(HEAD, head), (SIGNED, misread || values >= PRINTED)];
        let takes = [(SCOPE, x.slot.other_scope(&y.slot)), (NAMES, names_apart(x, y))];
        let sum = |of: [(f64, bool); 2]| of.iter().filter(|n| n.1).map(|n| n.0).sum::<f64>();
        Some(Candidate { a, b, shown: told + near + sum(adds) - sum(takes), told, silent })
    }

    /// Whether two figures of four digits or more have the same digits, two of them in each other's place, which is no
    /// chance in reports of one event.
    fn exchanged(&self, x: &Item, y: &Item) -> bool {
        let (p, q) = (x.figure(self.search.claims), y.figure(self.search.claims));
        let long = |n: &str| n.bytes().filter(u8::is_ascii_digit).count() >= LONG_DIGITS && !n.ends_with("00");
        let printed = p.printed().zip(q.printed());
        !x.slot.date && printed.is_some_and(|(a, b)| long(a) && long(b) && misread::exchanged(a, b))
    }

    /// What two sentences say in the same words near two values, each by how few sentences have it. Of a weekday only
    /// what is said right beside it counts.
    fn words_near(&self, (x, p): (&Item, &Claim), (y, q): (&Item, &Claim)) -> f64 {
        let weekday = nearness::is_weekday(p) || nearness::is_weekday(q);
        let near = |w: &Word| {
            let at = y.slot.words.binary_search_by_key(&w.stem, |v| v.stem).ok()?;
            let near = w.near().min(y.slot.words[at].near());
            let counts = if weekday { (2.0 * near - 1.0).max(0.0) } else { f64::midpoint(1.0, near) };
            Some(self.weights.get(&w.stem)? * counts)
        };
        x.slot.words.iter().filter_map(near).sum()
    }

    /// What the equal values of two sentences show, leaving a pair of them out.
    fn values(&self, (s, t): (usize, usize), without: Option<(usize, usize)>) -> f64 {
        let [ours, theirs] = self.sides;
        let shows = |i: usize| match ours.known(i).told {
            _ if self.item(i).0.slot.date => DATE,
            0.0 => SMALL,
            told => told,
        };
        let one = |i: usize, j: usize| {
            let ((x, _), (y, _)) = (self.item(i), self.item(j));
            let size = ours.known(i).size.is_some_and(|n| theirs.known(j).size == Some(n));
            let sort = || x.slot.sort == y.slot.sort || self.search.plain(i) || self.search.plain(j);
            x.key != 0 && x.key == y.key || size && sort()
        };
        let left = theirs.sentences[t].items.clone().filter(|j| without.is_none_or(|w| w.1 != *j));
        let all = ours.sentences[s].items.clone().filter(|i| without.is_none_or(|w| w.0 != *i));
        all.filter(|&i| left.clone().any(|j| one(i, j))).map(shows).sum()
    }

    /// What two sentences have in common; nothing where there are none.
    fn tie(&self, s: usize, t: usize) -> f64 {
        let [ours, theirs] = self.sides;
        let (Some(one), Some(other)) = (ours.sentences.get(s), theirs.sentences.get(t)) else { return 0.0 };
        *self.ties[s * theirs.sentences.len() + t].get_or_init(|| {
            let shared = one.words.iter().filter(|w| other.words.binary_search(w).is_ok());
            shared.filter_map(|w| self.weights.get(w)).sum::<f64>() + self.values((s, t), None)
        })
    }

    /// What the sentences beside two have in common.
    fn beside(&self, s: usize, t: usize) -> f64 {
        let before = |x: usize| x.wrapping_sub(1);
        let around = [(before(s), before(t)), (s + 1, t + 1), (before(s), t), (s, before(t)), (s + 1, t), (s, t + 1)];
        (BESIDE * around.into_iter().map(|(s, t)| self.tie(s, t)).fold(0.0, f64::max)).min(AT_MOST)
    }
}

/// The places of the pairs that each value could be in.
fn by_value(all: &[Candidate]) -> FxHashMap<usize, Vec<usize>> {
    let mut of: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, c) in all.iter().enumerate() {
        of.entry(c.a).or_default().push(at);
        of.entry(c.b).or_default().push(at);
    }
    of
}

/// Adds to what a pair shows that neither value could be paired otherwise.
fn raise_the_only(all: &mut [Candidate]) {
    let of = by_value(all);
    let alone = |value: usize| of.get(&value).is_some_and(|pairs| pairs.len() == 1);
    all.iter_mut().filter(|c| alone(c.a) && alone(c.b)).for_each(|c| c.shown += SOLE);
}
