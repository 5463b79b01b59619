//! Candidates for one slot, how well they fit, and the best of them.

use super::align::{FIGURE, Item};
use super::anchors::Anchors;
use super::cases::keep_one_case;
use super::change;
use super::documents::DocumentInfo;
use super::event::Gate;
use super::figures;
use super::misread;
use super::places::held;
use super::reports::Told;
use super::retold::{self, Side};
use super::slot::{Fate, Word};
use super::tolls::Tolls;
use super::twins::{Twin, TwinKind};
use super::words::{Words, one_stem};
use crate::claim::Claim;
use crate::finding::Relation;
use crate::value::Value;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Figures before and after a date that are looked at in its sentence.
const BESIDE: usize = 8;
/// Words by which a figure looks for candidates.
const KEYS: usize = 6;
/// A word that stands beside more figures than this tells nothing.
const COMMON: usize = 400;
/// How much nearer an equal value brings two figures, so that it is met before an unequal one.
const SAME_VALUE: f64 = 0.3;
/// How much nearer an exact value that is almost the other's brings them.
const NEAR_VALUE: f64 = 0.2;
/// Score of the words from which it does.
const ALIKE: f64 = 0.3;
/// How much nearer it brings them that one sentence prints the other's figure as the one put right.
const REVISES: f64 = 0.5;
/// Score from which two figures measure one thing.
const ALIGNED: f64 = 0.5;
/// Above every score: values at one place of twin sentences.
const TWIN: f64 = 2.0;

/// Above that: their values are all that differs.
const SOLE: f64 = TWIN + 1.0;

/// Above every score of words: values of sentences of short reports that tell one thing.
const REPORT: f64 = 1.2;

/// Two figures that measure one thing, by the numbers of their items.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) a: u32,
    pub(super) b: u32,
    /// How surely they do, from 0 to 1.
    pub(super) score: f64,
    /// Where they stand in twin sentences: whether their values are all that differs.
    pub(super) twin: Option<bool>,
}

/// How telling each stem is, by rarity over the articles.
pub(super) struct Rarity(Vec<f32>);

impl Rarity {
    pub(super) fn of(items: &[Item], words: &Words) -> Self {
        let mut seen: Vec<(u32, u32)> = vec![(0, u32::MAX); words.stems()];
        let mut documents = 0u32;
        let mut last = u32::MAX;
        // Items stand in the order of their documents, so that a word counts once a document.
        for item in items {
            if item.document != last {
                documents += 1;
                last = item.document;
            }
            for w in &item.slot.words {
                if let Some(e) = seen.get_mut(w.stem as usize).filter(|e| e.1 != item.document) {
                    *e = (e.0 + 1, item.document);
                }
            }
        }
        let n = documents.max(2) as f32;
        // With two articles every shared word is in both: rarity tells little, so it is damped.
        Self(seen.iter().map(|(df, _)| 1.0 + (n / (*df).max(1) as f32).ln()).collect())
    }

    pub(super) fn weight(&self, w: super::slot::Word) -> f64 {
        let rare = self.0.get(w.stem as usize).copied().unwrap_or(1.0);
        f64::from(if w.name { rare * 1.2 } else { rare })
    }
}

/// What candidates are looked for in.
pub(super) struct Search<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) items: &'a [Item],
    pub(super) documents: &'a [DocumentInfo],
    /// The number of each document's story.
    pub(super) stories: &'a [u32],
    pub(super) tolls: Tolls,
    /// The values of each article.
    pub(super) given: FxHashSet<(u32, u64)>,
    /// What each article counts once.
    pub(super) counted: FxHashSet<(u32, u32)>,
    pub(super) words: &'a Words,
    pub(super) rarity: &'a Rarity,
}

/// Score of two tolls, whatever else their sentences say.
const TOLL: f64 = 0.8;
/// Times that one figure may be the other where one word is all that their sentences share.
const NEARLY: f64 = 1.25;
/// As many for what is counted, and may be counted again.
const COUNTED: f64 = 1.6;
/// Times that one figure is another where a third that is nearer will be the one that is meant.
const TIMES: f64 = 8.0;

/// What the tolls of one sort stand under in the index, beside all stems.
fn toll(fate: Fate) -> u32 {
    u32::MAX - fate as u32
}

/// Story, sort and stem to the figures that have them.
type Index = FxHashMap<(u32, u32, u32), Vec<u32>>;

/// A partner that a figure could have in another article.
#[derive(Debug, Clone, Copy)]
struct Offer {
    from: u32,
    document: u32,
    /// Offers of one figure in one article are weighed in this order.
    order: u32,
    /// `u32::MAX` for none.
    to: u32,
    score: f64,
}

/// The offers between an article and later ones, which nothing beside them bears on.
#[derive(Default)]
struct Offers(Vec<Offer>);

impl Offers {
    fn add(&mut self, from: u32, document: u32, score: f64, to: u32) {
        self.0.push(Offer { from, document, order: self.0.len() as u32, to, score });
    }

    /// The best partner of each figure in each other article, sorted by both.
    fn best(mut self) -> Vec<Offer> {
        self.0.sort_unstable_by_key(|o| (o.from, o.document, o.order));
        self.0.dedup_by(|next, best| {
            let one = (next.from, next.document) == (best.from, best.document);
            if one && next.score > best.score + 1e-9 {
                *best = *next;
            }
            one
        });
        self.0
    }
}

impl Search<'_> {
    /// The edges, the surest first. Two articles have theirs whatever the others say, so that memory follows the
    /// largest article and the edges.
    pub(super) fn edges(
        &self,
        gate: &Gate<'_>,
        twins: &[Twin],
        told: &[Told],
        documents: &[DocumentInfo],
    ) -> Vec<Edge> {
        let (index, anchors) = (self.index(), Anchors::of(self.items, self.claims));
        let document = |item: usize| self.items.get(item).map_or(u32::MAX, |i| i.document);
        let mut by_first: Vec<(u32, &Told)> = told.iter().map(|t| (document(t.a).min(t.document), t)).collect();
        by_first.sort_by_key(|t| t.0);
        let articles: Vec<&[Item]> = self.items.chunk_by(|a, b| a.document == b.document).collect();
        let starts = articles.iter().scan(0, |at, a| Some(std::mem::replace(at, *at + a.len())));
        let articles: Vec<Range<usize>> = starts.zip(&articles).map(|(at, a)| at..at + a.len()).collect();
        let homes: FxHashMap<u32, Range<usize>> = articles.iter().map(|a| (document(a.start), a.clone())).collect();
        let of_article = |home: &Range<usize>| {
            let of = document(home.start);
            let twins = from_to(twins, |t| document(t.a as usize), of);
            let told = from_to(&by_first, |t| t.0, of);
            let (mut edges, others) = self.edges_of(home.clone(), gate, (twins, told), (&index, &anchors));
            let signed = |e: &Edge| e.twin.is_none() && self.signed(e.a as usize, e.b as usize);
            keep_one_case(&mut edges, self.items, self.claims, documents, signed);
            let retold = self.retold(home, &others, (&anchors, &homes), &edges);
            edges.extend(retold);
            edges
        };
        let mut out: Vec<Edge> = articles.par_iter().map(of_article).collect::<Vec<_>>().concat();
        out.par_sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
        out
    }

    /// The edges that an article and later ones have where they report one event, beside those that are known.
    fn retold(
        &self,
        home: &Range<usize>,
        others: &[u32],
        (anchors, homes): (&Anchors, &FxHashMap<u32, Range<usize>>),
        known: &[Edge],
    ) -> Vec<Edge> {
        let document = |item: usize| self.items.get(item).map_or(u32::MAX, |i| i.document);
        let of = document(home.start);
        let mut taken: FxHashMap<u32, FxHashSet<usize>> = FxHashMap::default();
        for e in known {
            taken.entry(document(e.b as usize)).or_default().extend([e.a as usize, e.b as usize]);
        }
        let mut ours = None;
        let mut out = Vec::new();
        for other in others.iter().filter(|o| anchors.one_event(self, of, **o)) {
            let Some(theirs) = homes.get(other).map(|h| Side::of(self, anchors, h.clone())) else { continue };
            let ours = ours.get_or_insert_with(|| Side::of(self, anchors, home.clone()));
            out.extend(retold::edges(self, ours, &theirs, &taken.remove(other).unwrap_or_default()));
        }
        out
    }

    /// The edges between the items of one article and later ones.
    fn edges_of(
        &self,
        home: Range<usize>,
        gate: &Gate<'_>,
        (twins, told): (&[Twin], &[(u32, &Told)]),
        (index, anchors): (&Index, &Anchors),
    ) -> (Vec<Edge>, Vec<u32>) {
        let items = self.items;
        let mut offers = Offers::default();
        for t in twins {
            let (Some(x), Some(y)) = (items.get(t.a as usize), items.get(t.b as usize)) else { continue };
            let (to_a, to_b, score) = match t.kind {
                TwinKind::Sole => (t.a, t.b, SOLE),
                TwinKind::Close => (t.a, t.b, TWIN),
                // They stand in sentences of one build and are taken out of the search.
                TwinKind::Other => (u32::MAX, u32::MAX, TWIN - 0.5),
            };
            offers.add(t.a, y.document, score, to_b);
            offers.add(t.b, x.document, score, to_a);
        }
        let mut reports: FxHashMap<(u32, u32), f64> = FxHashMap::default();
        for (_, t) in told {
            let (a, b) = (t.a as u32, t.b.map(|b| b as u32));
            offers.add(a, t.document, REPORT + t.score / 4.0, b.unwrap_or(u32::MAX));
            if let Some(b) = b {
                reports.insert((a.min(b), a.max(b)), t.score);
            }
        }
        let others = self.search(home.clone(), gate, index, &mut offers);
        let best = offers.best();
        let back = |of: u32, document: u32| {
            let at = best.binary_search_by_key(&(of, document), |o| (o.from, o.document)).ok()?;
            best.get(at).map(|o| o.to)
        };
        let edge = |o: &Offer| {
            let (a, b, score) = (o.from, o.to, o.score);
            let mutual = a < b && back(b, items.get(a as usize)?.document)? == a;
            let twin = (score >= TWIN).then_some(score >= SOLE);
            let score = reports.get(&(a, b)).copied().filter(|_| score < TWIN - 0.5).unwrap_or(score);
            mutual.then_some(Edge { a, b, score: score.min(1.0), twin })
        };
        let edges = best.iter().filter_map(edge);
        let signed = |e: &Edge| self.signed(e.a as usize, e.b as usize);
        let told_apart = |e: &Edge, signed: bool| self.other_period(*e) || !signed && self.told_beside(*e);
        let one_day = |e: &Edge| !self.other_day(e.a as usize, e.b as usize);
        let mut edges: Vec<Edge> =
            edges.filter(|e| e.twin.is_some() || !told_apart(e, signed(e))).filter(|e| one_day(e)).collect();
        let of = items.get(home.start).map_or(u32::MAX, |i| i.document);
        let mut met: FxHashMap<u32, Vec<Edge>> = FxHashMap::default();
        for e in &edges {
            met.entry(items[e.b as usize].document).or_default().push(*e);
        }
        for &other in &others {
            let more = anchors.edges(self, (of, other), met.get(&other).map_or(&[], |m| m));
            edges.extend(more.into_iter().filter(|e| !told_apart(e, false) && one_day(e)));
        }
        (edges, others)
    }

    /// Adds what words offer; the later articles of one event.
    fn search(&self, home: Range<usize>, gate: &Gate<'_>, index: &Index, offers: &mut Offers) -> Vec<u32> {
        let mut known: FxHashMap<u32, bool> = FxHashMap::default();
        for i in home {
            let Some(item) = self.items.get(i).filter(|item| !item.weak) else { continue };
            for j in self.candidates(index, i) {
                let other = &self.items[j];
                let named = self.claims[item.claim].kind != FIGURE && self.claims[other.claim].kind != FIGURE;
                let one = || gate.one_event(item.document as usize, other.document as usize);
                if named || !*known.entry(other.document).or_insert_with(one) {
                    continue;
                }
                let toll = self.tolls.get(i).is_some() && self.tolls.get(i) == self.tolls.get(j);
                // What is told of some of the victims is not held against the toll.
                let part = item.key != other.key
                    && (self.tolls.get(i).is_some() && self.tolls.part(j, other)
                        || self.tolls.get(j).is_some() && self.tolls.part(i, item));
                let s = self.score(item, other);
                let s = if toll && s > 0.0 && s < TOLL { TOLL } else { s };
                if s >= ALIGNED
                    && !part
                    && (item.key == other.key
                        || toll
                        || self.share_telling(item, other, s)
                        || self.misread(item, other))
                {
                    offers.add(i as u32, other.document, s, j as u32);
                    offers.add(j as u32, item.document, s, i as u32);
                }
            }
        }
        let mut others: Vec<u32> = known.into_iter().filter(|k| k.1).map(|k| k.0).collect();
        others.sort_unstable();
        others
    }

    fn story(&self, item: &Item) -> u32 {
        self.stories.get(item.document as usize).copied().unwrap_or(0)
    }

    fn index(&self) -> Index {
        let mut index = Index::default();
        for (i, item) in self.items.iter().enumerate().filter(|(_, item)| !item.weak) {
            let story = self.story(item);
            if let Some(fate) = self.tolls.get(i) {
                index.entry((story, item.slot.sort, toll(fate))).or_default().push(i as u32);
            }
            for w in &item.slot.words {
                let figures = index.entry((story, item.slot.sort, w.stem)).or_default();
                // With one more than that it is known to be common.
                if figures.len() <= COMMON {
                    figures.push(i as u32);
                }
            }
        }
        index
    }

    /// Later figures of other articles that share a rare word with figure `i`.
    fn candidates(&self, index: &Index, i: usize) -> Vec<usize> {
        let item = &self.items[i];
        let story = self.story(item);
        let at = |stem: u32| index.get(&(story, item.slot.sort, stem));
        // A word of its own article alone finds nothing, however rare it is.
        let abroad = |list: &Vec<u32>| {
            let other = |j: Option<&u32>| j.is_some_and(|&j| self.items[j as usize].document != item.document);
            other(list.first()) || other(list.last())
        };
        let mut keys: Vec<(usize, &str, u32)> = item
            .slot
            .words
            .iter()
            .filter(|w| at(w.stem).is_some_and(abroad))
            .map(|w| (at(w.stem).map_or(0, Vec::len), self.words.form(w.stem), w.stem))
            .filter(|k| k.0 > 1 && k.0 <= COMMON)
            .collect();
        keys.sort_unstable();
        let toll = self.tolls.get(i).and_then(|fate| at(toll(fate))).filter(|all| all.len() <= COMMON);
        let mut found: Vec<usize> = keys
            .iter()
            .take(KEYS)
            .filter_map(|&(_, _, stem)| at(stem))
            .chain(toll)
            .flatten()
            .map(|&j| j as usize)
            .filter(|&j| j > i && self.items[j].document != item.document)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether two unequal dates are the periods of two sentences whose figures differ as well: trade
    /// in one year and trade in the next.
    fn other_period(&self, e: Edge) -> bool {
        let (at_a, at_b) = (e.a as usize, e.b as usize);
        let (a, b) = (&self.items[at_a], &self.items[at_b]);
        if !a.slot.date || a.key == b.key {
            return false;
        }
        let others = self.beside(at_b);
        self.beside(at_a).iter().any(|x| {
            let mut alike = others.iter().filter(|y| y.slot.sort == x.slot.sort).peekable();
            alike.peek().is_some() && alike.all(|y| y.key != x.key)
        })
    }

    /// The other figures of an item's sentence.
    fn beside(&self, at: usize) -> Vec<&Item> {
        let (items, claims) = (self.items, self.claims);
        let (home, place) = (items[at].document, claims[items[at].claim].sentence_span);
        let turn = |i: &Item| matches!(*claims[i.claim].value, Value::Direction(_));
        let one = |i: &&Item| i.document == home && claims[i.claim].sentence_span == place && !i.slot.date && !turn(i);
        let back = items.get(..at).unwrap_or(&[]).iter().rev().take(BESIDE).filter(one);
        back.chain(items.get(at + 1..).unwrap_or(&[]).iter().take(BESIDE).filter(one)).collect()
    }

    /// Whether two figures differ and the sentence of the one gives another that holds with the other: "lost 140
    /// million on sales of 2.3 billion" says of its sales what "sales of more than 2 billion" does.
    fn told_beside(&self, e: Edge) -> bool {
        let (at_a, at_b) = (e.a as usize, e.b as usize);
        let (a, b) = (&self.items[at_a], &self.items[at_b]);
        let holds = |x: &Item, y: &Item| {
            let side = |i: &'_ Item| &self.claims[i.claim];
            // An equal one may be what the other took the place of: "rose to 35 from 30".
            x.slot.sort == y.slot.sort
                && x.key != y.key
                && held((side(x), &x.slot), (side(y), &y.slot), false).is_some_and(|c| c.relation != Relation::Conflict)
        };
        // The word beside the figure is one of the other sentence.
        let named = |x: &Item, of: &Item| x.slot.head.iter().any(|h| of.slot.has(*h));
        let far = figures::ratio(&self.claims[a.claim], &self.claims[b.claim]).is_some_and(|r| r > TIMES);
        let better = |x: &Item, than: &Item, of: &Item| (far || named(x, of) && !named(than, of)) && holds(x, of);
        !a.slot.date
            && a.key != b.key
            && (self.beside(at_b).iter().any(|y| better(y, b, a)) || self.beside(at_a).iter().any(|x| better(x, a, b)))
            && !holds(a, b)
    }

    /// From 0 to 1, and above for equal values: how much of what the two sentences say around their figures is the same.
    pub(super) fn score(&self, a: &Item, b: &Item) -> f64 {
        let (x, y) = (&self.claims[a.claim], &self.claims[b.claim]);
        if !self.may_meet(a, b) {
            return 0.0;
        }
        let shared = self.shared(a, b);
        let least = a.total.min(b.total).max(f64::MIN_POSITIVE);
        let all = (a.total + b.total - shared).max(f64::MIN_POSITIVE);
        let mut score = 0.6 * (shared / least).min(1.0) + 0.4 * (shared / all).min(1.0);
        // Very short slots agree by chance.
        let words = a.slot.words.len().min(b.slot.words.len());
        score *= match words {
            0 | 1 => 0.6,
            2 => 0.7,
            _ => 1.0,
        };
        let heads = a.slot.head.iter().any(|h| b.slot.head.contains(h));
        if heads {
            score += 0.12 * (1.0 - score);
        } else if !a.slot.date && !a.slot.head.is_empty() && !b.slot.head.is_empty() {
            // What stands beside a date is seldom what is dated.
            score *= 0.8;
        }
        let knows = |i: &Item, lead: Option<u32>| lead.is_none_or(|l| i.slot.has(l));
        if !knows(a, b.slot.lead) && !knows(b, a.slot.lead) {
            score *= 0.7;
        }
        if names_apart(a, b) {
            score *= 0.7;
        }
        if a.key != b.key && (a.revised && revises(x, y) || b.revised && revises(y, x)) {
            score += REVISES * (1.0 - score);
        }
        score = self.by_signs(a, b, score).min(1.0);
        if a.key != 0 && a.key == b.key {
            // Above all unequal ones that fit as well.
            score += SAME_VALUE * (1.1 - score);
        } else if !a.slot.date && score >= ALIKE && x.status == y.status && figures::nearly(x, y) {
            score += NEAR_VALUE * (1.1 - score);
        }
        score
    }

    /// Whether two figures share a word that tells what they measure; where they share one alone and say little of
    /// it, whether they are near each other.
    fn share_telling(&self, a: &Item, b: &Item, score: f64) -> bool {
        let telling = |w: &&Word| b.slot.has(w.stem) && self.telling(std::slice::from_ref(a), **w);
        let shared = a.slot.words.iter().filter(telling).take(2).count();
        let times = if self.words.form(a.slot.sort) == "count" { COUNTED } else { NEARLY };
        let near = || figures::ratio(&self.claims[a.claim], &self.claims[b.claim]).is_none_or(|r| r <= times);
        let grows = |i: &Item| change::grows(&self.claims[i.claim]);
        shared > 1 || shared == 1 && (score >= TOLL || a.slot.date || near() || grows(a) || grows(b))
    }

    /// How much of the shorter slot's words both have, by weight.
    pub(super) fn likeness(&self, a: &Item, b: &Item) -> f64 {
        (self.shared(a, b) / a.total.min(b.total).max(f64::MIN_POSITIVE)).min(1.0)
    }

    /// Whether a figure is a number without a unit: one that was left out, perhaps.
    pub(super) fn plain(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|i| matches!(*self.claims[i.claim].value, Value::Number(_)))
    }

    /// Whether two figures share a word that tells what they measure.
    pub(super) fn shares_word(&self, a: &Item, b: &Item) -> bool {
        a.slot.words.iter().any(|w| b.slot.has(w.stem) && self.telling(std::slice::from_ref(a), *w))
    }

    /// Whether a word of the sentence of `items` tells what is measured: it is no noun that is counted, which
    /// says what and nothing of it, and none of the name of whoever says so.
    pub(super) fn telling(&self, items: &[Item], word: Word) -> bool {
        let form = self.words.form(word.stem);
        let first = |w: &str| w.chars().next().map(|c| c.to_ascii_lowercase());
        !items.iter().any(|i| {
            let claim = &self.claims[i.claim];
            let count = matches!(&*claim.value, Value::Quantity(q) if q.dimension == "count");
            let speaker = claim.attribution.as_ref().and_then(|a| a.speaker.as_deref()).unwrap_or("");
            count && i.slot.head.first() == Some(&word.stem)
                || speaker.split_whitespace().any(|w| first(w) == first(form) && one_stem(&w.to_lowercase(), form))
        })
    }

    /// Whether nothing in the words shows that two figures measure different things.
    pub(super) fn may_meet(&self, a: &Item, b: &Item) -> bool {
        self.may_be_meant(a, b) && !a.slot.apart(&b.slot)
    }

    /// Whether nothing does but what the one of them leaves out.
    pub(super) fn may_be_meant(&self, a: &Item, b: &Item) -> bool {
        let (x, y) = (&self.claims[a.claim], &self.claims[b.claim]);
        a.slot.sort == b.slot.sort
            && !a.slot.apart_in_kind(&b.slot)
            && !figures::quoted(x, y)
            && !stated_apart(x, y)
            && !misread::fraction_apart(x, y)
    }

    /// Weight of the words that both slots have.
    fn shared(&self, a: &Item, b: &Item) -> f64 {
        let (mut x, mut y) = (a.slot.words.iter().peekable(), b.slot.words.iter().peekable());
        let mut shared = 0.0;
        while let (Some(v), Some(w)) = (x.peek(), y.peek()) {
            match v.stem.cmp(&w.stem) {
                std::cmp::Ordering::Less => drop(x.next()),
                std::cmp::Ordering::Greater => drop(y.next()),
                std::cmp::Ordering::Equal => {
                    shared += self.rarity.weight(**v) * v.near().min(w.near());
                    x.next();
                    y.next();
                }
            }
        }
        shared
    }
}

/// The part of a list, sorted by `key`, whose key is `of`.
fn from_to<T>(list: &[T], key: impl Fn(&T) -> u32, of: u32) -> &[T] {
    let rest = list.get(list.partition_point(|t| key(t) < of)..).unwrap_or(&[]);
    rest.get(..rest.partition_point(|t| key(t) == of)).unwrap_or(&[])
}

/// Whether the newer claim's sentence, which says that a figure was put right, prints the older one's.
fn revises(newer: &Claim, older: &Claim) -> bool {
    figures::numbers(&older.text).next().is_some_and(|old| figures::numbers(&newer.sentence).any(|n| n == old))
}

/// Each names somebody or some place that the other does not, and they share no name.
pub(super) fn names_apart(a: &Item, b: &Item) -> bool {
    let strange = |i: &Item, other: &Item| {
        let mut names = i.slot.words.iter().filter(|w| w.name).peekable();
        names.peek().is_some() && names.all(|w| !other.slot.has(w.stem))
    };
    strange(a, b) && strange(b, a)
}

/// Qualifiers that tell figures apart where both state them.
const APART: &[&str] = &["measure", "place", "period", "scope", "of"];

/// Whether a qualifier that both state differs. What was read from the words of a sentence tells less
/// than what a rule or another program states: its place and period count, where the other sentence
/// knows nothing of them.
fn stated_apart(a: &Claim, b: &Claim) -> bool {
    if a.qualifiers.is_empty() || b.qualifiers.is_empty() {
        return false;
    }
    APART.iter().any(|k| match (a.qualifiers.get(k), b.qualifiers.get(k)) {
        (Some(x), Some(y)) if !a.is_unnamed() && !b.is_unnamed() => super::fold::name(x) != super::fold::name(y),
        (Some(x), Some(y)) => match *k {
            "place" => x != y && !a.sentence.contains(y.as_str()) && !b.sentence.contains(x.as_str()),
            "period" => !x.starts_with(y.as_str()) && !y.starts_with(x.as_str()) && !matches!(*a.value, Value::Date(_)),
            "measure" => (x == "score") != (y == "score"),
            _ => false,
        },
        _ => false,
    })
}
