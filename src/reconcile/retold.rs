//! Two full reports of one event, each in an order and in words of its own.
//!
//! That both tell of one event is known by the precise figures that both print. Then it is not asked of each figure
//! whether its words alone show what it measures, but of what one article gives and the other does not, which tells
//! the same: by rare words, by equal values in the two sentences and in those beside them, and by how near the two
//! are. The surest pairs are taken first, and a pair that fits hardly better than another is none.

use super::align::Item;
use super::anchors::Anchors;
use super::figures;
use super::misread;
use super::nearness;
use super::places;
use super::search::{Edge, Search, names_apart};
use super::slot::Word;
use crate::claim::{Claim, Status};
use crate::finding::Relation;
use crate::value::Instant;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Days after which a report tells of what has become of an event.
const DAYS: i64 = 2;
/// Items from which an article is no more than a table.
const TABLE: usize = 400;
/// What a pair must show, and by how much it must fit better than any other of either value.
const ENOUGH: f64 = 2.5;
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

/// A sentence of an article.
struct Sentence {
    items: Range<usize>,
    /// Stems of its words, sorted.
    words: Vec<u32>,
}

/// A pair of articles.
struct Retold<'s> {
    search: &'s Search<'s>,
    anchors: &'s Anchors,
    sides: [Vec<Sentence>; 2],
    /// How telling each word is that both have: by how few sentences of either have it.
    weights: FxHashMap<u32, f64>,
    /// What each two sentences have in common.
    ties: Vec<f64>,
}

/// Two values that may answer one question.
struct Candidate {
    a: usize,
    b: usize,
    /// What shows that they do.
    shown: f64,
    /// What of it words and other values show.
    told: f64,
    /// Whether they hold together.
    equal: bool,
}

/// The edges between two articles that report one event, of the values that are not `taken`.
pub(super) fn edges(
    search: &Search<'_>,
    anchors: &Anchors,
    (a, b): (&Range<usize>, &Range<usize>),
    taken: FxHashSet<usize>,
) -> Vec<Edge> {
    let day = |i: usize| search.documents.get(search.items.get(i)?.document as usize)?.published.map(Instant::date);
    let days = day(a.start).zip(day(b.start)).map(|(x, y)| (x - y).num_days().abs());
    if days.is_some_and(|d| d > DAYS) || a.len().max(b.len()) > TABLE {
        return Vec::new();
    }
    Retold::of(search, anchors, [a.clone(), b.clone()]).edges(taken)
}

impl<'s> Retold<'s> {
    fn of(search: &'s Search<'s>, anchors: &'s Anchors, articles: [Range<usize>; 2]) -> Self {
        let sides = articles.map(|a| sentences(search, a));
        let counts = sides.each_ref().map(|side| {
            let mut counts: FxHashMap<u32, f64> = FxHashMap::default();
            side.iter().flat_map(|s| &s.words).for_each(|w| *counts.entry(*w).or_default() += 1.0);
            counts
        });
        let weight = |(word, n): (&u32, &f64)| Some((*word, 1.0 / (n * counts[1].get(word)?).sqrt()));
        let weights = counts[0].iter().filter_map(weight).collect();
        let mut retold = Self { search, anchors, sides, weights, ties: Vec::new() };
        let [ours, theirs] = &retold.sides;
        let tie = |s, t| retold.words(s, t) + retold.values(s, t, None);
        let ties = ours.iter().flat_map(|s| theirs.iter().map(move |t| (s, t))).map(|(s, t)| tie(s, t)).collect();
        retold.ties = ties;
        retold
    }

    /// The surest pairs first; then, of what is left, those that have become the only ones.
    fn edges(&self, mut taken: FxHashSet<usize>) -> Vec<Edge> {
        let mut all = self.candidates(&taken);
        let mut out = Vec::new();
        for left in [false, true] {
            if left {
                all.retain(|c| !taken.contains(&c.a) && !taken.contains(&c.b));
                raise_the_only(&mut all);
            }
            all.sort_by(|x, y| y.shown.total_cmp(&x.shown).then((x.a, x.b).cmp(&(y.a, y.b))));
            for c in all.iter().filter(|c| c.shown >= ENOUGH && c.told >= TOLD) {
                let open = |d: &Candidate| !taken.contains(&d.a) && !taken.contains(&d.b);
                let rival = |d: &Candidate| d.rivals(c) && open(d) && c.shown - d.shown < LEAD;
                if !open(c) || all.iter().any(rival) {
                    continue;
                }
                taken.extend([c.a, c.b]);
                if !c.equal {
                    let score = (SCORE + MORE * (c.shown - ENOUGH)).min(SUREST);
                    out.push(Edge { a: c.a as u32, b: c.b as u32, score, twin: None });
                }
            }
        }
        out
    }

    /// The pairs of values of which neither article gives both.
    fn candidates(&self, taken: &FxHashSet<usize>) -> Vec<Candidate> {
        let values = |side: usize| self.sides[side].iter().flat_map(|s| s.items.clone());
        let given = [0, 1].map(|side| values(side).filter_map(|i| self.known(i)).collect::<FxHashSet<u64>>());
        let free = |side: usize| {
            let all = self.sides[side].iter().enumerate().flat_map(|(n, s)| s.items.clone().map(move |i| (n, i)));
            let alone = |i: usize| self.known(i).is_none_or(|k| !given[1 - side].contains(&k));
            all.filter(|(_, i)| !taken.contains(i) && self.open(*i) && alone(*i)).collect::<Vec<_>>()
        };
        let (ours, theirs) = (free(0), free(1));
        ours.iter().flat_map(|x| theirs.iter().filter_map(|y| self.candidate(*x, *y))).collect()
    }

    fn item(&self, i: usize) -> (&Item, &Claim) {
        let item = &self.search.items[i];
        (item, &self.search.claims[item.claim])
    }

    /// What a value is known by, wherever it stands; `None` for a small number or a date, which say nothing by
    /// themselves.
    fn known(&self, i: usize) -> Option<u64> {
        let (item, claim) = self.item(i);
        let telling = !item.slot.date && self.anchors.told(i as u32) > 0.0;
        telling.then(|| figures::size(claim))?.map(f64::to_bits)
    }

    /// Whether a value may be held against another: also a date told in words, if it is that of an event.
    fn open(&self, i: usize) -> bool {
        let (item, claim) = self.item(i);
        let dated = || nearness::in_words(claim) && !nearness::beside_the_event(claim);
        // "He said that it would cost 4 million": what is reported was "will".
        let planned = || claim.status == Status::Conditional && claim.attribution.is_some();
        item.key != 0 && (!item.weak || if item.slot.date { dated() } else { planned() })
    }

    /// Two values, and what shows that they answer one question; `None` where they cannot.
    fn candidate(&self, (s, a): (usize, usize), (t, b): (usize, usize)) -> Option<Candidate> {
        let ((x, p), (y, q)) = (self.item(a), self.item(b));
        let apart = || x.slot.contradicts(&y.slot, self.search.words) || misread::fraction_apart(p, q);
        if nearness::sort(x, p) != nearness::sort(y, q) || figures::quoted(p, q) || apart() {
            return None;
        }
        let values = self.values(&self.sides[0][s], &self.sides[1][t], Some((a, b)));
        let words = self.words_near((x, p), (y, q));
        let told = words + values + self.beside(s, t);
        if told < SEEN {
            return None;
        }
        let holds =
            || places::held((p, &x.slot), (q, &y.slot), false).is_some_and(|c| c.relation != Relation::Conflict);
        let equal = x.key == y.key || holds();
        let near = match equal {
            true if x.slot.date || self.anchors.told(a as u32) > 0.0 => EQUAL,
            true => SMALL_EQUAL,
            false => nearness::of(p, q)?,
        };
        let misread = !equal && near >= nearness::EXCHANGED;
        let dated = if nearness::is_weekday(p) || nearness::is_weekday(q) { words } else { words + values };
        // Two levels of a market are those of one day where another is the same.
        let other_day = || values < PRINTED && self.search.other_day(a, b);
        if !equal && (x.slot.date && !misread && dated < DATED || other_day()) {
            return None;
        }
        let head = !x.slot.date && x.slot.head.iter().any(|h| y.slot.head.contains(h));
        let adds = [(HEAD, head), (SIGNED, misread || values >= PRINTED)];
        let takes = [(SCOPE, x.slot.other_scope(&y.slot)), (NAMES, names_apart(x, y))];
        let sum = |of: [(f64, bool); 2]| of.iter().filter(|n| n.1).map(|n| n.0).sum::<f64>();
        Some(Candidate { a, b, shown: told + near + sum(adds) - sum(takes), told, equal })
    }

    /// What the words of two sentences have in common, each by how few sentences have it.
    fn words(&self, s: &Sentence, t: &Sentence) -> f64 {
        s.words.iter().filter(|w| t.words.binary_search(w).is_ok()).filter_map(|w| self.weights.get(w)).sum()
    }

    /// What they have in common near two values. Of a weekday only what is said right beside it counts.
    fn words_near(&self, (x, p): (&Item, &Claim), (y, q): (&Item, &Claim)) -> f64 {
        let weekday = nearness::is_weekday(p) || nearness::is_weekday(q);
        let near = |w: &Word| {
            let at = y.slot.words.binary_search_by_key(&w.stem, |v| v.stem).ok()?;
            let near = w.near().min(y.slot.words[at].near());
            Some(
                self.weights.get(&w.stem)?
                    * if weekday { (2.0 * near - 1.0).max(0.0) } else { f64::midpoint(1.0, near) },
            )
        };
        x.slot.words.iter().filter_map(near).sum()
    }

    /// What the equal values of two sentences show, leaving a pair of them out.
    fn values(&self, s: &Sentence, t: &Sentence, without: Option<(usize, usize)>) -> f64 {
        let shows = |i: usize| match self.anchors.told(i as u32) {
            _ if self.item(i).0.slot.date => DATE,
            0.0 => SMALL,
            told => told,
        };
        let one = |i: usize, j: usize| {
            let ((x, p), (y, q)) = (self.item(i), self.item(j));
            let sort = x.slot.sort == y.slot.sort || self.search.plain(i) || self.search.plain(j);
            let size = || figures::size(p).is_some_and(|n| figures::size(q) == Some(n));
            x.key != 0 && x.key == y.key || !x.slot.date && !y.slot.date && sort && size()
        };
        let ours = s.items.clone().filter(|i| without.is_none_or(|w| w.0 != *i));
        let theirs = t.items.clone().filter(|j| without.is_none_or(|w| w.1 != *j));
        ours.filter(|&i| theirs.clone().any(|j| one(i, j))).map(shows).sum()
    }

    /// What the sentences beside two have in common.
    fn beside(&self, s: usize, t: usize) -> f64 {
        let tie = |s: usize, t: usize| {
            let inside = s < self.sides[0].len() && t < self.sides[1].len();
            if inside { self.ties[s * self.sides[1].len() + t] } else { 0.0 }
        };
        let before = |x: usize| x.wrapping_sub(1);
        let around = [(before(s), before(t)), (s + 1, t + 1), (before(s), t), (s, before(t)), (s + 1, t), (s, t + 1)];
        (BESIDE * around.into_iter().map(|(s, t)| tie(s, t)).fold(0.0, f64::max)).min(AT_MOST)
    }
}

impl Candidate {
    /// Whether another pair would take one of the two values.
    fn rivals(&self, other: &Self) -> bool {
        (self.a == other.a) != (self.b == other.b)
    }
}

/// Adds to what a pair shows that neither value could be paired otherwise.
fn raise_the_only(all: &mut [Candidate]) {
    let only: Vec<bool> = all.iter().map(|c| !all.iter().any(|d| d.rivals(c))).collect();
    all.iter_mut().zip(only).filter(|c| c.1).for_each(|(c, _)| c.shown += SOLE);
}

/// The sentences of an article.
fn sentences(search: &Search<'_>, article: Range<usize>) -> Vec<Sentence> {
    let start = article.start;
    let all = search.items.get(article).unwrap_or(&[]);
    let mut at = start;
    let of = |items: &[Item]| {
        let mut words: Vec<u32> = items.iter().flat_map(|i| &i.slot.words).map(|w| w.stem).collect();
        words.sort_unstable();
        words.dedup();
        let from = at;
        at += items.len();
        Sentence { items: from..from + items.len(), words }
    };
    all.chunk_by(|x, y| x.home == y.home).map(of).collect()
}
