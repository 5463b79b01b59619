//! Short reports: a lead of a line or two, or a claim held against an article.
//!
//! The sentence of the other article that tells the same is looked for first, by all the words and
//! values that the two share. Once it is known, the values that both give are taken off, and what is
//! left of one sort answers one question, whatever the words beside it.

use super::align::{Item, Row};
use super::change;
use super::dates;
use super::direction;
use super::documents::DocumentInfo;
use super::event::Gate;
use super::facts::Figure;
use super::figures;
use super::implied;
use super::places::{self, number};
use super::score::Rarity;
use super::search::Search;
use super::slot::Word;
use crate::claim::{AttributionKind, Claim, Status};
use crate::finding::Relation;
use crate::value::Value;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// Sentences with figures of a report that is short.
const SHORT: usize = 4;
/// Values of a sentence; one with more is a table.
const VALUES: usize = 64;
/// Words by which a sentence looks for its like.
const KEYS: usize = 8;
/// A word of more sentences than this finds none.
const COMMON: usize = 48;
/// Articles against which a claim is held in words of its own.
const ARTICLES: usize = 8;
/// How much of what two sentences say must be the same: of two reports of one sentence each on one
/// story, of a claim and an article, of reports of several sentences.
const LONE: f64 = 0.35;
const ALIKE: f64 = 0.45;
const MANY: f64 = 0.6;
/// Share of the shorter sentence that the other must hold.
const HELD: f64 = 0.5;
/// Articles among which no word is rare.
const FEW: usize = 4;
/// What an equal figure weighs among the words.
const EQUAL: f64 = 1.0;
/// Share of a claim's words beside an equal value by which another sentence supports it.
const SUPPORT: f64 = 0.3;
/// How likely two values of a claim and an article must be answers to one question.
const APART: f64 = 0.5;
/// Times by which values that support each other may differ.
const CLOSE: f64 = 1.25;
/// Times by which a bound and the figure that it is a bound of mostly differ, and what it adds to their score.
const BESIDE: f64 = 1.05;
const NEAR: f64 = 0.25;
/// Score from which figures of one sort are told apart where there are several.
const PICKED: f64 = 0.25;

/// Two values that answer one question; `b` is none where the value has no partner in that article.
pub(super) struct Told {
    pub(super) a: usize,
    pub(super) b: Option<usize>,
    /// The other article.
    pub(super) document: u32,
    pub(super) score: f64,
}

/// Why two values are taken off together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    Equal,
    /// One number, of which one sentence leaves the unit out.
    OneNumber,
    /// Values that can be one: "about 300" and "297", a day and its month.
    Compatible,
}

/// Finds the values of short reports that belong together.
pub(super) struct Reports<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) documents: &'a [DocumentInfo],
    pub(super) items: &'a [Item],
    pub(super) rows: &'a [Row],
    pub(super) stories: &'a [u32],
    pub(super) rarity: &'a Rarity,
    pub(super) search: &'a Search<'a>,
}

/// The words of a sentence outside its values, by number, and their weight.
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    total: f64,
}

impl Words {
    /// Whether a word of this stem is among them.
    pub(super) fn has(&self, stem: u32) -> bool {
        self.words.binary_search_by_key(&stem, |w| w.stem).is_ok()
    }
}

impl Reports<'_> {
    /// All of them. `twins` gives the pairs of rows that were compared word for word, sorted.
    pub(super) fn find(&self, gate: &Gate<'_>, twins: impl FnOnce() -> Vec<(u32, u32)>) -> Vec<Told> {
        let homes = self.homes();
        let table = |r: &Row| r.items.len() > VALUES;
        let short = |r: &Row| !table(r) && homes.get(&r.document).is_some_and(|h| h.len() <= SHORT);
        let alone = |r: &Row| short(r) && homes.get(&r.document).is_some_and(|h| h.len() == 1);
        let words: Vec<Option<Words>> = {
            let mut wanted: FxHashSet<(u32, u32)> = FxHashSet::default();
            for r in self.rows.iter().filter(|r| short(r)) {
                let story = self.story(r.document);
                let own = self.words(r);
                wanted.extend(own.words.iter().map(|w| (story, w.stem)));
                if alone(r) {
                    let similar = own.words.iter().flat_map(|w| self.search.words.similar(w.stem));
                    wanted.extend(similar.map(|s| (story, *s)));
                }
            }
            if wanted.is_empty() {
                return Vec::new();
            }
            let meets = |r: &Row, w: &Words| w.words.iter().any(|x| wanted.contains(&(self.story(r.document), x.stem)));
            let read = |r: &Row| Some(self.words(r)).filter(|w| !table(r) && (short(r) || meets(r, w)));
            self.rows.iter().map(read).collect()
        };
        let twins = twins();
        let like: FxHashSet<(u32, u32)> = {
            let document = |r: u32| self.rows.get(r as usize).map_or(u32::MAX, |r| r.document);
            twins.iter().map(|&(a, b)| (document(a).min(document(b)), document(a).max(document(b)))).collect()
        };
        let mut index: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
        for (i, w) in words.iter().enumerate() {
            let story = self.story(self.rows[i].document);
            for x in w.iter().flat_map(|w| &w.words) {
                index.entry((story, x.stem)).or_default().push(i as u32);
            }
        }
        let mut known: FxHashMap<(u32, u32), bool> = FxHashMap::default();
        let mut pairs: Vec<(u32, u32, f64)> = Vec::new();
        for (i, row) in self.rows.iter().enumerate().filter(|(_, r)| short(r)) {
            let Some(own) = words[i].as_ref() else { continue };
            let mut best: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
            for j in self.candidates(&index, row, own, false) {
                let other = &self.rows[j as usize];
                let Some(theirs) = words[j as usize].as_ref() else { continue };
                let alike = self.alike(row, own, other, theirs, &homes);
                let e = best.entry(other.document).or_insert((0.0, u32::MAX));
                if alike > e.0 + 1e-9 {
                    *e = (alike, j);
                }
            }
            for (document, (alike, j)) in best {
                let one = || gate.one_event(row.document as usize, document as usize);
                let key = (row.document.min(document), row.document.max(document));
                if alike > 0.0 && *known.entry(key).or_insert_with(one) {
                    let (x, y) = (j.min(i as u32), j.max(i as u32));
                    pairs.push((x, y, alike));
                }
            }
        }
        pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        pairs.dedup_by_key(|p| (p.0, p.1));
        let mut out = Vec::new();
        for (x, y, alike) in pairs {
            let twin = twins.binary_search(&(x, y)).is_ok();
            if !twin {
                self.hold((x as usize, y as usize), alike, &homes, &words, &mut out);
            }
        }
        let met: FxHashSet<(usize, u32)> = out.iter().map(|t| (t.a, t.document)).collect();
        for (i, row) in self.rows.iter().enumerate().filter(|(_, r)| alone(r)) {
            let Some(own) = words[i].as_ref() else { continue };
            for document in self.articles(&self.candidates(&index, row, own, true)) {
                let key = (row.document.min(document), row.document.max(document));
                let one = || gate.one_event(row.document as usize, document as usize);
                let Some(home) = homes.get(&document).filter(|_| !like.contains(&key)) else { continue };
                if *known.entry(key).or_insert_with(one) {
                    out.extend(self.lone(i, home, &words, &met));
                }
            }
        }
        out
    }

    /// The rows of each document.
    fn homes(&self) -> FxHashMap<u32, Range<usize>> {
        let mut homes: FxHashMap<u32, Range<usize>> = FxHashMap::default();
        for (i, r) in self.rows.iter().enumerate() {
            homes.entry(r.document).or_insert(i..i).end = i + 1;
        }
        homes
    }

    fn story(&self, document: u32) -> u32 {
        self.stories.get(document as usize).copied().unwrap_or(0)
    }

    fn items(&self, row: &Row) -> &[Item] {
        self.items.get(row.range()).unwrap_or(&[])
    }

    fn figure(&self, item: usize) -> Figure<'_> {
        self.items[item].figure(self.claims)
    }

    fn words(&self, row: &Row) -> Words {
        let mut words: Vec<Word> = self.items(row).iter().flat_map(|i| i.slot.words.iter().copied()).collect();
        words.sort_unstable_by(|a, b| a.stem.cmp(&b.stem).then(b.name.cmp(&a.name)));
        words.dedup_by_key(|w| w.stem);
        let total = words.iter().map(|w| self.weight(*w)).sum();
        Words { words, total }
    }

    /// Among a few articles rarity tells nothing.
    fn weight(&self, w: Word) -> f64 {
        if self.documents.len() <= FEW { 1.0 } else { self.rarity.weight(w) }
    }

    fn candidates(&self, index: &FxHashMap<(u32, u32), Vec<u32>>, row: &Row, own: &Words, similar: bool) -> Vec<u32> {
        let story = self.story(row.document);
        let at = |stem: u32| index.get(&(story, stem)).map_or(&[][..], Vec::as_slice);
        // A word of its own sentence stands in another as well, a similar one need not.
        let rarest = |stems: &mut dyn Iterator<Item = u32>, least: usize| {
            let mut keys: Vec<(usize, u32)> = stems.map(|s| (at(s).len(), s)).collect();
            keys.retain(|k| (least..=COMMON).contains(&k.0));
            keys.sort_unstable();
            keys.truncate(KEYS);
            keys
        };
        let mut keys = rarest(&mut own.words.iter().map(|w| w.stem), 2);
        if similar {
            let mut others = own.words.iter().flat_map(|w| self.search.words.similar(w.stem)).copied();
            keys.extend(rarest(&mut others, 1));
        }
        let all = keys.iter().flat_map(|k| at(k.1)).copied();
        let mut found: Vec<u32> = all.filter(|&j| self.rows[j as usize].document != row.document).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The articles of which most sentences are among `rows`, in order.
    fn articles(&self, rows: &[u32]) -> Vec<u32> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for &r in rows {
            *counts.entry(self.rows[r as usize].document).or_default() += 1;
        }
        let mut all: Vec<(usize, u32)> = counts.into_iter().map(|(d, n)| (n, d)).collect();
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut articles: Vec<u32> = all.into_iter().take(ARTICLES).map(|(_, d)| d).collect();
        articles.sort_unstable();
        articles
    }

    /// How much of what two sentences say is the same; 0 where it is not enough.
    fn alike(&self, row: &Row, own: &Words, other: &Row, theirs: &Words, homes: &FxHashMap<u32, Range<usize>>) -> f64 {
        let alone = |r: &Row| homes.get(&r.document).is_some_and(|h| h.len() == 1);
        let lone = alone(row) && alone(other);
        let shared: Vec<Word> = common(&own.words, &theirs.words);
        let has = |w: &Words| w.words.iter().any(|x| x.name);
        let strange = |w: &Words, o: &Words| w.words.iter().filter(|x| x.name && !o.has(x.stem)).count();
        let named = shared.iter().filter(|w| w.name).count();
        let (p, q) = (strange(own, theirs), strange(theirs, own));
        let told = |d: u32| self.documents.get(d as usize).and_then(|d| d.story.as_ref());
        let story = told(row.document).is_some() && told(row.document) == told(other.document);
        // Each names somebody or some place that the other does not.
        if has(own) && has(theirs) && p > 0 && q > 0 && (named == 0 || !story && named <= p.min(q)) {
            return 0.0;
        }
        // What the one sentence begins with is unknown to the other, and the reverse.
        let leads = |r: &Row| self.items(r).iter().find_map(|i| i.slot.lead);
        let unknown = |lead: Option<u32>, w: &Words| lead.is_some_and(|l| !w.has(l));
        let strangers = unknown(leads(row), theirs) && unknown(leads(other), own);
        let keys = |r: &Row| -> Vec<u64> {
            self.items(r).iter().filter(|i| i.key != 0 && !i.slot.date && !i.weak).map(|i| i.key).collect()
        };
        let other_keys = keys(other);
        let equal = keys(row).iter().filter(|k| other_keys.contains(k)).count();
        if strangers && equal < 2 {
            return 0.0;
        }
        let weight = shared.iter().map(|w| self.weight(*w)).sum::<f64>() + EQUAL * equal as f64;
        let (a, b) = (own.total + EQUAL * equal as f64, theirs.total + EQUAL * equal as f64);
        let held = (weight / a.min(b).max(f64::MIN_POSITIVE)).min(1.0);
        let alike = 0.6 * held + 0.4 * (weight / (a + b - weight).max(f64::MIN_POSITIVE)).min(1.0);
        let count = shared.len() + equal;
        let one = alone(row) || alone(other);
        let least = if one { ALIKE } else { MANY };
        let enough = if lone && story {
            let telling = equal > 0 || shared.iter().any(|w| self.search.telling(self.items(row), *w));
            alike >= LONE && (count > 1 || count == 1 && named == 0) && telling
        } else {
            alike >= least && held >= HELD && count >= 2
        };
        if enough { alike } else { 0.0 }
    }

    /// Holds the values of two sentences together.
    fn hold(
        &self,
        (i, j): (usize, usize),
        alike: f64,
        homes: &FxHashMap<u32, Range<usize>>,
        words: &[Option<Words>],
        out: &mut Vec<Told>,
    ) {
        let (x, y) = (&self.rows[i], &self.rows[j]);
        // Of two values in a sentence that puts one right it matters which is which.
        if [x, y].iter().any(|r| self.items(r).iter().any(|i| change::says_revised(&self.claims[i.claim].sentence))) {
            return;
        }
        let range = |r: &Row| r.range().filter(|&k| self.told(k));
        let (mut a, mut b): (Vec<usize>, Vec<usize>) = (range(x).collect(), range(y).collect());
        let score = (0.45 + 0.5 * alike).min(0.95);
        let mut tell = |p: usize, q: Option<usize>, back: Option<usize>| {
            out.push(Told { a: p, b: q, document: y.document, score });
            if let Some(r) = q.or(back) {
                out.push(Told { a: r, b: q.map(|_| p), document: x.document, score });
            }
        };
        for met in [Met::Equal, Met::OneNumber, Met::Compatible] {
            let ours = a.clone();
            a.retain(|&p| {
                let best = |q: usize| self.fits_best(p, q, &b) && self.fits_best(q, p, &ours);
                let counted = |q: usize| met == Met::Equal && self.counts_other(p, q, &b);
                let fits = |q: usize| !counted(q) && (met != Met::Compatible || best(q));
                let found = b.iter().position(|&q| self.met(met, p, q) && fits(q));
                if let Some(at) = found {
                    let q = b.swap_remove(at);
                    tell(p, (met != Met::OneNumber).then_some(q), Some(q));
                }
                found.is_none()
            });
        }
        b.sort_unstable();
        let lone = [x, y].iter().all(|r| homes.get(&r.document).is_some_and(|h| h.len() == 1));
        let mut pairs = self.left(&a, &b, lone);
        let dated = |p: &(usize, usize)| self.items[p.0].slot.date;
        let differs = |p: &(usize, usize)| self.conflict(p.0, p.1);
        // Another day and another figure: another case.
        if pairs.iter().any(|p| dated(p) && differs(p)) && pairs.iter().any(|p| !dated(p) && differs(p)) {
            pairs.clear();
        }
        for (p, q) in pairs.into_iter().filter(|&(p, q)| lone || self.near(p, q) >= APART) {
            let elsewhere =
                self.said(p, homes.get(&y.document), words, i, j) || self.said(q, homes.get(&x.document), words, j, i);
            if !elsewhere {
                tell(p, Some(q), None);
            }
        }
    }

    /// Whether two equal counts are of two things, of which `all` count the one otherwise: "13 goals" where the other
    /// sentence has nine goals and 13 assists.
    fn counts_other(&self, p: usize, q: usize, all: &[usize]) -> bool {
        let noun = |i: usize| self.figure(i).noun();
        let one = |i: usize, j: usize| noun(i).zip(noun(j)).map(|(x, y)| x.stem == y.stem);
        one(p, q) == Some(false) && all.iter().any(|&r| r != q && one(p, r) == Some(true) && self.conflict(p, r))
    }

    /// Whether a value is compared outside twin sentences: also one that depends on a condition.
    pub(super) fn told(&self, item: usize) -> bool {
        let i = &self.items[item];
        !i.weak
            || implied::score(&self.claims[i.claim])
            || self.claims[i.claim].status == Status::Conditional
                && !i.slot.date
                && !self.claims[i.claim].is_direction()
    }

    /// What is left of one sort on both sides: the only ones, or those that fit each other best.
    fn left(&self, a: &[usize], b: &[usize], lone: bool) -> Vec<(usize, usize)> {
        let sort = |i: usize| self.items[i].slot.sort;
        let mut out = Vec::new();
        let mut sorts: Vec<u32> = a.iter().map(|&i| sort(i)).collect();
        sorts.sort_unstable();
        sorts.dedup();
        for s in sorts {
            let (p, q): (Vec<usize>, Vec<usize>) = (
                a.iter().copied().filter(|&i| sort(i) == s).collect(),
                b.iter().copied().filter(|&i| sort(i) == s).collect(),
            );
            let fits = |i: usize, j: usize| self.may_be_one(i, j) && self.relation(i, j).is_some();
            if let ([i], [j]) = (p.as_slice(), q.as_slice()) {
                let time = matches!(*self.claims[self.items[*i].claim].value, Value::Duration(_));
                let sure = self.near(*i, *j) >= APART
                    || self.items[*i].slot.shares_head(&self.items[*j].slot)
                    || self.search.misread(&self.items[*i], &self.items[*j]);
                let near = lone || !time || self.search.score(&self.items[*i], &self.items[*j]) >= PICKED;
                if sure && near && fits(*i, *j) {
                    out.push((*i, *j));
                }
                continue;
            }
            let mut all: Vec<(f64, usize, usize)> = Vec::new();
            for &i in p.iter().take(SHORT * 2) {
                all.extend(q.iter().take(SHORT * 2).filter(|&&j| fits(i, j)).map(|&j| (self.fit(i, j), i, j)));
            }
            all.retain(|e| e.0 >= PICKED);
            all.sort_by(|e, f| f.0.total_cmp(&e.0).then((e.1, e.2).cmp(&(f.1, f.2))));
            let mut taken: FxHashSet<usize> = FxHashSet::default();
            for (_, i, j) in all {
                if !taken.contains(&i) && !taken.contains(&j) {
                    taken.extend([i, j]);
                    out.push((i, j));
                }
            }
        }
        out
    }

    /// Whether nothing shows that two values answer two questions.
    fn may_be_one(&self, i: usize, j: usize) -> bool {
        self.may_answer_one(i, j) && self.search.may_meet(&self.items[i], &self.items[j])
    }

    /// Whether nothing in how firmly and by whom two values are stated does.
    pub(super) fn may_answer_one(&self, i: usize, j: usize) -> bool {
        let claim = |i: usize| &self.claims[self.items[i].claim];
        let named = claim(i).kind != super::align::FIGURE && claim(j).kind != super::align::FIGURE;
        // "Could get 25 years" and "faces up to 15 years" both say what is possible.
        let ceilings = figures::ceiling(self.figure(i)) && figures::ceiling(self.figure(j));
        let firm = ceilings || self.one_status(i, j) && self.one_status(j, i);
        !named && firm && !self.spoken(i, j) && !self.turned(i, j)
    }

    /// How firmly a value is stated.
    fn status(&self, i: usize) -> Status {
        let claim = &self.claims[self.items[i].claim];
        match claim.status {
            // "He said he would appeal": what is reported was "will".
            Status::Conditional if claim.attribution.is_some() => Status::Expected,
            s => s,
        }
    }

    fn one_status(&self, i: usize, j: usize) -> bool {
        self.status(i) != Status::Conditional || matches!(self.status(j), Status::Conditional | Status::Expected)
    }

    /// Whether both say that something is so, or both that it will or may be.
    pub(super) fn one_mood(&self, i: usize, j: usize) -> bool {
        let open = |i: usize| matches!(self.status(i), Status::Conditional | Status::Expected);
        open(i) == open(j)
    }

    /// Whether both stand in words that somebody is quoted with, which are compared as such.
    fn spoken(&self, p: usize, q: usize) -> bool {
        let direct = |i: usize| {
            let attribution = self.claims[self.items[i].claim].attribution.as_ref();
            attribution.is_some_and(|a| a.kind == AttributionKind::Direct)
        };
        direct(p) && direct(q)
    }

    /// Whether the one went up and the other down, by other numbers: two movements.
    fn turned(&self, p: usize, q: usize) -> bool {
        let (x, y) = (&self.claims[self.items[p].claim], &self.claims[self.items[q].claim]);
        number(&x.value) != number(&y.value) && direction::apart(self.figure(p), self.figure(q)).is_some()
    }

    fn met(&self, how: Met, p: usize, q: usize) -> bool {
        let (a, b) = (&self.items[p], &self.items[q]);
        let (x, y) = (&self.claims[a.claim], &self.claims[b.claim]);
        let one_sort = a.slot.sort == b.slot.sort;
        match how {
            Met::Equal => one_sort && a.key != 0 && a.key == b.key,
            Met::OneNumber => {
                let bare = |v: &Value| {
                    matches!(v, Value::Number(_)) || matches!(v, Value::Quantity(q) if q.dimension == "count")
                };
                let (x, y) = (&x.value, &y.value);
                !one_sort && (bare(x) || bare(y)) && number(x).is_some() && number(x) == number(y)
            }
            Met::Compatible => {
                let holds = || {
                    places::held((x, &a.slot), (y, &b.slot), false).is_some_and(|c| c.relation != Relation::Conflict)
                };
                one_sort && self.search.may_meet(a, b) && holds()
            }
        }
    }

    /// Whether no other of `all` fits `p` better than `q`, which a bound alone may let hold with it, or a year the day
    /// in it.
    fn fits_best(&self, p: usize, q: usize, all: &[usize]) -> bool {
        let score = |q: usize| self.fit(p, q);
        let bound =
            |i: usize| figures::bound(self.figure(i)) || dates::is_wide(&self.claims[self.items[i].claim].value);
        let comparable = |r: usize| self.may_be_one(p, r) && self.relation(p, r).is_some();
        !bound(p) && !bound(q) || all.iter().all(|&r| r == q || !comparable(r) || score(r) <= score(q))
    }

    /// How well two values fit. Whoever states a bound takes one that is near the figure.
    fn fit(&self, p: usize, q: usize) -> f64 {
        let bound = || figures::bound(self.figure(p)) || figures::bound(self.figure(q));
        let near = match figures::ratio(self.figure(p), self.figure(q)) {
            Some(times) => bound() && times <= BESIDE,
            None => self.items[q].slot.date && !self.conflict(p, q),
        };
        self.search.score(&self.items[p], &self.items[q]) + if near { NEAR } else { 0.0 }
    }

    pub(super) fn conflict(&self, p: usize, q: usize) -> bool {
        self.relation(p, q) == Some(Relation::Conflict)
    }

    /// How two values relate; `None` where they cannot be held together.
    pub(super) fn relation(&self, p: usize, q: usize) -> Option<Relation> {
        let known = |i: usize| (&self.claims[self.items[i].claim], &self.items[i].slot);
        places::held(known(p), known(q), false).map(|c| c.relation)
    }

    /// Whether both are one number, of which one sentence leaves the unit out.
    pub(super) fn one_number(&self, p: usize, q: usize) -> bool {
        self.met(Met::OneNumber, p, q)
    }

    /// Whether two values that hold together are nearly one: a bound holds with many.
    fn close(&self, p: usize, q: usize) -> bool {
        figures::ratio(self.figure(p), self.figure(q)).is_none_or(|r| r <= CLOSE)
    }

    /// Whether another sentence of the article gives the value of `p` among its sentence's words.
    fn said(&self, p: usize, home: Option<&Range<usize>>, words: &[Option<Words>], own: usize, met: usize) -> bool {
        let item = &self.items[p];
        let Some(mine) = words.get(own).and_then(Option::as_ref) else { return false };
        home.is_some_and(|h| {
            h.clone().filter(|&r| r != met).any(|r| {
                let items = self.rows[r].range();
                let gives =
                    |k: usize| self.items[k].slot.sort == item.slot.sort && self.gives(p, k) && self.close(p, k);
                let here = items.into_iter().any(gives);
                here && words.get(r).and_then(Option::as_ref).is_some_and(|w| {
                    let shared: f64 = common(&mine.words, &w.words).iter().map(|w| self.weight(*w)).sum();
                    shared >= SUPPORT * mine.total
                })
            })
        })
    }
}

/// The words of both rows.
fn common(a: &[Word], b: &[Word]) -> Vec<Word> {
    a.iter()
        .filter_map(|w| Some((w, b.get(b.binary_search_by_key(&w.stem, |x| x.stem).ok()?)?)))
        .map(|(w, x)| w.with(*x))
        .collect()
}
