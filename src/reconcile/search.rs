//! Candidates for one slot, how well they fit, and the best of them.

use super::align::{FIGURE, Item};
use super::anchors::Anchors;
use super::cases::keep_one_case;
use super::direction;
use super::documents::DocumentInfo;
use super::event::Gate;
use super::figures;
use super::measures::{Measure, Measures};
use super::offers::{Offer, Offers};
use super::places::held;
use super::reports::Told;
use super::retold::{self, Event, Side};
use super::score::{Rarity, names_apart};
use super::twins::{Twin, TwinKind};
use super::words::Words;
use crate::claim::Claim;
use crate::finding::Relation;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Figures before and after a date that are looked at in its sentence.
const BESIDE: usize = 8;
/// Words by which a figure looks for candidates.
const KEYS: usize = 6;
/// A word that stands beside more figures than this tells nothing.
const COMMON: usize = 400;
/// Score from which two figures measure one thing.
const ALIGNED: f64 = 0.5;
/// Later articles in whose own order and words an article's values are looked for: those that print most of its
/// figures. The others of a much reported event are met through them.
const RETOLD: usize = 12;
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

/// What candidates are looked for in.
pub(super) struct Search<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) items: &'a [Item],
    pub(super) documents: &'a [DocumentInfo],
    /// The number of each document's story.
    pub(super) stories: &'a [u32],
    pub(super) measures: Measures,
    /// The values of each article.
    pub(super) given: FxHashSet<(u32, u64)>,
    /// What each article counts once.
    pub(super) counted: FxHashSet<(u32, u32)>,
    pub(super) words: &'a Words,
    pub(super) rarity: &'a Rarity,
}

/// Score of one measure of an event, whatever else their sentences say.
pub(super) const TOLL: f64 = 0.8;
/// Times that one figure is another where a third that is nearer will be the one that is meant.
const TIMES: f64 = 8.0;

/// What the figures of one measure stand under in the index, beside all stems.
fn entry(measure: Measure) -> u32 {
    u32::MAX - measure.number()
}

/// Where figures are looked for.
struct Index {
    /// By story, sort and stem those that have them, in order.
    figures: FxHashMap<(u32, u32, u32), Vec<u32>>,
    /// The article of each.
    documents: Box<[u32]>,
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
            let retold = self.retold(home, &others, gate, (&anchors, &homes), &edges);
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
        gate: &Gate<'_>,
        (anchors, homes): (&Anchors, &FxHashMap<u32, Range<usize>>),
        known: &[Edge],
    ) -> Vec<Edge> {
        let document = |item: usize| self.items.get(item).map_or(u32::MAX, |i| i.document);
        let of = document(home.start);
        let mut taken: FxHashMap<u32, FxHashSet<usize>> = FxHashMap::default();
        for e in known {
            taken.entry(document(e.b as usize)).or_default().extend([e.a as usize, e.b as usize]);
        }
        let event = |&other: &u32| {
            let named = || gate.retell(of as usize, other as usize).then_some((Event::Named, 0.0));
            Some((other, anchors.one_event(self, of, other).or_else(named)?))
        };
        let mut events: Vec<(u32, (Event, f64))> = others.iter().filter_map(event).collect();
        if events.len() > RETOLD {
            events.sort_by(|x, y| y.1.1.total_cmp(&x.1.1).then(x.0.cmp(&y.0)));
            events.truncate(RETOLD);
            events.sort_unstable_by_key(|e| e.0);
        }
        let mut ours = None;
        let mut out = Vec::new();
        for (other, (event, _)) in &events {
            let Some(theirs) = homes.get(other).map(|h| Side::of(self, anchors, h.clone())) else { continue };
            let ours = ours.get_or_insert_with(|| Side::of(self, anchors, home.clone()));
            out.extend(retold::edges(self, *event, (ours, &theirs), &taken.remove(other).unwrap_or_default()));
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
                TwinKind::Other | TwinKind::Opposite => (u32::MAX, u32::MAX, TWIN - 0.5),
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
        let told_apart =
            |e: &Edge, signed: bool| self.other_period(*e) || self.two_movements(*e) || !signed && self.told_beside(*e);
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
        for i in home.clone() {
            let Some(item) = self.items.get(i).filter(|item| !item.weak) else { continue };
            let by_rule = self.claims[item.claim].kind != FIGURE;
            let one_event = |other: u32| gate.one_event(item.document as usize, other as usize);
            let mut meets = |j: u32| {
                let named = by_rule && self.claims[self.items[j as usize].claim].kind != FIGURE;
                let other = index.documents[j as usize];
                !named && *known.entry(other).or_insert_with(|| one_event(other))
            };
            for j in self.candidates(index, i, home.end as u32, &mut meets) {
                let other = &self.items[j];
                let toll = self.measures.same(self, i, j) && !self.of_other_days(i, j);
                // What is told of some of the victims is not held against the toll.
                let part = item.key != other.key
                    && (self.measures.get(i).is_some() && self.measures.part(j, other)
                        || self.measures.get(j).is_some() && self.measures.part(i, item));
                let s = self.score(item, other);
                let s = if toll && s < TOLL && self.may_meet(item, other) { TOLL } else { s };
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
        let documents = self.items.iter().map(|i| i.document).collect();
        let mut index = Index { figures: FxHashMap::default(), documents };
        for (i, item) in self.items.iter().enumerate().filter(|(_, item)| !item.weak) {
            let story = self.story(item);
            if let Some(measure) = self.measures.get(i) {
                index.figures.entry((story, item.slot.sort, entry(measure))).or_default().push(i as u32);
            }
            for w in &item.slot.words {
                let figures = index.figures.entry((story, item.slot.sort, w.stem)).or_default();
                // With one more than that it is known to be common.
                if figures.len() <= COMMON {
                    figures.push(i as u32);
                }
            }
        }
        index
    }

    /// Figures from `end` on, where the article of figure `i` ends, that share a rare word with it and that it `meets`.
    fn candidates(&self, index: &Index, i: usize, end: u32, meets: &mut dyn FnMut(u32) -> bool) -> Vec<usize> {
        let item = &self.items[i];
        let story = self.story(item);
        let at = |stem: u32| index.figures.get(&(story, item.slot.sort, stem)).map(Vec::as_slice);
        // A word of its own article alone finds nothing, however rare it is.
        let abroad = |list: &[u32]| {
            let other = |j: Option<&u32>| j.is_some_and(|&j| index.documents[j as usize] != item.document);
            other(list.first()) || other(list.last())
        };
        let mut keys: Vec<(usize, &str, u32, &[u32])> = item
            .slot
            .words
            .iter()
            .filter_map(|w| Some((w, at(w.stem)?)))
            .filter(|(_, list)| (2..=COMMON).contains(&list.len()) && abroad(list))
            .map(|(w, list)| (list.len(), self.words.form(w.stem), w.stem, list))
            .collect();
        keys.sort_unstable();
        let one = self.measures.get(i).and_then(|measure| at(entry(measure))).filter(|all| all.len() <= COMMON);
        let later = |list: &[u32]| list.partition_point(|&j| j < end);
        let lists = keys.iter().take(KEYS).map(|k| k.3).chain(one);
        let mut found: Vec<usize> = lists
            .flat_map(|list| list.get(later(list)..).unwrap_or(&[]))
            .filter(|&&j| meets(j))
            .map(|&j| j as usize)
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

    /// Whether one number went up in one sentence and down in the other, of which the two tell of others: "backlog is
    /// $640 million, lower than in June" and "up on a year ago".
    fn two_movements(&self, e: Edge) -> bool {
        let (a, b) = (&self.items[e.a as usize], &self.items[e.b as usize]);
        let (x, y) = (a.figure(self.claims), b.figure(self.claims));
        let turned = !a.slot.date && figures::same_number(x, y) && direction::apart(x, y).is_some();
        turned && self.of_others(e.a as usize, e.b as usize)
    }

    /// Whether the sentences of two items name other people and places, or other times.
    pub(super) fn of_others(&self, a: usize, b: usize) -> bool {
        let apart = |x: &Item, y: &Item| {
            let side = |i: &'_ Item| &self.claims[i.claim];
            held((side(x), &x.slot), (side(y), &y.slot), false).is_some_and(|c| c.relation == Relation::Conflict)
        };
        let (ours, theirs): (Vec<&Item>, Vec<&Item>) = (self.dates(a).collect(), self.dates(b).collect());
        let times = !ours.is_empty() && !theirs.is_empty() && ours.iter().all(|x| theirs.iter().all(|y| apart(x, y)));
        names_apart(&self.items[a], &self.items[b]) || times
    }

    /// The dates of an item's sentence.
    fn dates(&self, at: usize) -> impl Iterator<Item = &Item> {
        let home = self.items[at].home;
        let one = move |i: &&Item| i.home == home;
        let back = self.items[..at].iter().rev().take_while(one);
        back.chain(self.items[at..].iter().take_while(one)).filter(|i| i.slot.date && i.key != 0)
    }

    /// The other figures of an item's sentence.
    fn beside(&self, at: usize) -> Vec<&Item> {
        let (items, claims) = (self.items, self.claims);
        let (home, place) = (items[at].document, claims[items[at].claim].sentence_span);
        let turn = |i: &Item| claims[i.claim].is_direction();
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
        let far = figures::ratio(a.figure(self.claims), b.figure(self.claims)).is_some_and(|r| r > TIMES);
        let better = |x: &Item, than: &Item, of: &Item| (far || named(x, of) && !named(than, of)) && holds(x, of);
        !a.slot.date
            && a.key != b.key
            && (self.beside(at_b).iter().any(|y| better(y, b, a)) || self.beside(at_a).iter().any(|x| better(x, a, b)))
            && !holds(a, b)
    }
}

/// The part of a list, sorted by `key`, whose key is `of`.
fn from_to<T>(list: &[T], key: impl Fn(&T) -> u32, of: u32) -> &[T] {
    let rest = list.get(list.partition_point(|t| key(t) < of)..).unwrap_or(&[]);
    rest.get(..rest.partition_point(|t| key(t) == of)).unwrap_or(&[])
}
