//! A claim of one sentence held against a whole article, in words of its own.
//!
//! Of each value of the claim that the article nowhere gives, the value of the same sort is looked for
//! whose sentence shares most of the claim's telling words. A word tells by how few sentences of the
//! article have it; one that the article does not know at all, as a rule the claim's own word for
//! something, counts for little. What the sentence before says counts as well: there the article names
//! whom it then calls "she" or "the company".

use super::figures;
use super::places::number;
use super::reports::{Reports, Told, Words};
use super::score::names_apart;
use super::slot::{Word, next_word};
use crate::finding::Relation;
use crate::lexicon::{Directions, Sides};
use crate::value::{Decimal, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Sentences with figures from which a report is an article.
const ARTICLE: usize = 3;
/// What a word counts for that the article does not know.
const UNKNOWN: f64 = 0.3;
/// What a word counts for in place of one that means nearly the same.
const SIMILAR: f64 = 0.7;
/// What a word counts for that only the sentence before has.
const BEFORE: f64 = 0.35;
/// What a word counts for that only the article's first sentence has, which says what all of it is about.
const FIRST: f64 = 0.25;
/// What the same noun beside both values adds.
const HEAD: f64 = 0.15;
/// Times by which answers to one question seldom differ, and what the words beside others that do count for.
const TIMES: [(f64, f64); 2] = [(20.0, 0.35), (8.0, 0.6)];
const FAR: f64 = 0.6;
/// Times by which they often do, and what a value farther off counts for beside one that is as near.
const LIKELY: f64 = 1.6;
const LESS: f64 = 0.9;
/// What they count for where only the one says that it is an average, a rate, a part.
const SCOPE: f64 = 0.75;
/// Least count of which an equal one elsewhere is hardly chance.
const CHANCE: i64 = 10;
/// How much of what the claim says the sentence must say, where it alone has such a value and where
/// others have one.
const SOLE: f64 = 0.2;
const ALIKE: f64 = 0.3;
/// The same of a sentence that tells of the other direction.
const TURNED: f64 = 0.4;
/// By how much it must say more of it than any other sentence.
const LEAD: f64 = 0.05;
/// Share of the best sentence's overlap from which one that gives the claim's value supports it.
const SUPPORTED: f64 = 0.3;
/// Overlap from which another sentence is surely the one that is meant, where the claim's value stands in one that shares so
/// much less.
const SURE: f64 = 0.5;
const BETTER: f64 = 0.18;

/// How telling the words of an article are.
struct Article {
    home: Range<usize>,
    /// In how many of its sentences each stem stands.
    sentences: FxHashMap<u32, u32>,
}

impl Article {
    fn new(home: &Range<usize>, words: &[Option<Words>]) -> Self {
        let mut sentences: FxHashMap<u32, u32> = FxHashMap::default();
        for w in words.get(home.clone()).unwrap_or(&[]).iter().flatten().flat_map(|w| &w.words) {
            *sentences.entry(w.stem).or_default() += 1;
        }
        Self { home: home.clone(), sentences }
    }

    fn weight(&self, stem: u32) -> f64 {
        let all = self.home.len() as f64 + 1.0;
        self.sentences.get(&stem).map_or(UNKNOWN * all.ln(), |n| (all / f64::from(*n)).ln())
    }

    /// The words of the sentence before one of the article.
    fn before<'w>(&self, row: usize, words: &'w [Option<Words>]) -> Option<&'w Words> {
        let before = row.checked_sub(1).filter(|b| self.home.contains(b))?;
        words.get(before)?.as_ref()
    }

    /// What an equal value weighs.
    fn most(&self) -> f64 {
        (self.home.len() as f64 + 1.0).ln()
    }
}

impl Reports<'_> {
    /// The values of the one sentence of a claim, and those of an article that answer the same question
    /// otherwise. `met` are the items that have a partner in an article.
    pub(super) fn lone(
        &self,
        row: usize,
        home: &Range<usize>,
        words: &[Option<Words>],
        met: &FxHashSet<(usize, u32)>,
    ) -> Vec<Told> {
        let document = self.rows[home.start].document;
        let (own, items) = (self.rows[row].document, self.rows[row].range());
        // A sentence without a figure tells which way something went. The figures of a report of a sentence or two are
        // held against each other as they stand.
        let turns_alone = !items.clone().any(|i| self.told(i));
        if home.len() < ARTICLE && !turns_alone {
            return Vec::new();
        }
        let article = Article::new(home, words);
        let open = |p: &usize| self.told(*p) && !met.contains(&(*p, document)) && !self.turns(*p);
        let open: Vec<usize> = items.clone().filter(open).collect();
        let anchors = self.anchors(row, home);
        let mut pairs: Vec<(usize, usize, f64)> =
            open.iter().filter_map(|&p| self.otherwise(p, row, &article, words, &anchors)).collect();
        let dated = |p: usize| self.items[p].slot.date;
        let sentence = |p: usize| self.claims[self.items[p].claim].sentence_span;
        let figures: Vec<_> = pairs.iter().filter(|p| !dated(p.0)).map(|p| sentence(p.1)).collect();
        // Another day and another figure in one sentence: another case. A day of another sentence is not the figure's.
        if pairs.iter().any(|p| dated(p.0) && figures.contains(&sentence(p.1))) {
            return Vec::new();
        }
        pairs.retain(|p| figures.is_empty() || !dated(p.0));
        if turns_alone {
            let turns = items.filter(|&i| self.turns(i) && self.moves(i) && !met.contains(&(i, document)));
            pairs.extend(turns.filter_map(|p| self.turned_round(p, row, &article, words)).take(1));
        }
        pairs
            .into_iter()
            .flat_map(|(p, q, alike)| {
                let score = (0.45 + 0.5 * alike).min(0.95);
                [Told { a: p, b: Some(q), document, score }, Told { a: q, b: Some(p), document: own, score }]
            })
            .collect()
    }

    /// The sentences of an article that give a figure of the claim.
    fn anchors(&self, row: usize, home: &Range<usize>) -> Vec<usize> {
        let items = |r: usize| self.rows[r].range();
        let telling = |i: &usize| {
            let item = &self.items[*i];
            let n = number(&self.claims[item.claim].value);
            !item.slot.date && item.key != 0 && n.is_some_and(|n| n.to_i64().is_none_or(|n| n.abs() >= CHANCE))
        };
        let own: Vec<usize> = items(row).filter(telling).collect();
        let gives = |k: usize| own.iter().any(|&i| self.items[k].key == self.items[i].key);
        home.clone().filter(|&r| items(r).any(gives)).collect()
    }

    /// Whether the word of such a claim tells of a movement alone: who wins and who loses are two.
    fn moves(&self, item: usize) -> bool {
        let known = Directions::bundled();
        let Value::Direction(d) = &*self.claims[self.items[item].claim].value else { return false };
        known.of(&self.word(item)).or_else(|| known.named(&d.direction)).is_some_and(Sides::only_moves)
    }

    fn word(&self, item: usize) -> String {
        self.claims[self.items[item].claim].text.to_lowercase()
    }

    /// Whether a claim only says which way something went.
    fn turns(&self, item: usize) -> bool {
        self.claims[self.items[item].claim].is_direction()
    }

    /// The value of the article that answers the question of `p` otherwise, and how much of what is said
    /// around the two is the same.
    fn otherwise(
        &self,
        p: usize,
        row: usize,
        article: &Article,
        words: &[Option<Words>],
        anchors: &[usize],
    ) -> Option<(usize, usize, f64)> {
        // What the claim says of a figure that the article gives is told beside that figure.
        let near = |r: usize| anchors.is_empty() || anchors.iter().any(|a| a.abs_diff(r) <= 1);
        // "Fourteen were hurt, four of them badly": the article's fourteen is no answer to the four.
        let spoken_for = |q: usize| {
            self.rows[row].range().any(|i| {
                i != p && self.told(i) && !figures::bound(self.items[i].figure(self.claims)) && self.gives(i, q)
            })
        };
        let (mut supported, mut giver) = (0.0, usize::MAX);
        let mut others = 0;
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for r in article.home.clone() {
            for q in self.rows[r].range() {
                if !self.told(q) || self.turns(q) {
                    continue;
                }
                let alike = self.overlap((p, row), (q, r), article, words);
                others += usize::from(self.items[q].slot.sort == self.items[p].slot.sort);
                if alike <= 0.0 {
                    continue;
                }
                if self.gives(p, q) {
                    if alike > supported {
                        (supported, giver) = (alike, r);
                    }
                } else if near(r) && self.may_answer(p, q) && !spoken_for(q) {
                    found.push((alike, r, q));
                }
            }
        }
        let figure = |i: usize| self.items[i].figure(self.claims);
        let likely = |q: usize| figures::ratio(figure(p), figure(q)).is_none_or(|r| r <= LIKELY);
        let ranked = |f: &(f64, usize, usize)| if likely(f.2) { f.0 } else { LESS * f.0 };
        found.sort_by(|a, b| ranked(b).total_cmp(&ranked(a)).then((a.1, a.2).cmp(&(b.1, b.2))));
        let &(alike, at, q) = found.first()?;
        let next = found.iter().find(|f| f.1 != at).map_or(0.0, ranked);
        let misread = self.search.misread(&self.items[p], &self.items[q]);
        let least = if others == 1 || misread { SOLE } else { ALIKE };
        let leads = ranked(&(alike, at, q)) - next >= LEAD;
        // "The Alliance stood at 40 percent", "the Greens stood at 9": what fits best is told of somebody else.
        let named = |before: &Words| self.items[p].slot.words.iter().any(|w| w.name && before.has(w.stem));
        let of_another = names_apart(&self.items[p], &self.items[q]) && !article.before(at, words).is_some_and(named);
        let unsupported = supported < SUPPORTED * alike
            || giver != at && !figures::bound(figure(p)) && alike >= SURE && alike - supported >= BETTER;
        (!of_another && alike >= least && leads && unsupported).then_some((p, q, alike.min(1.0)))
    }

    /// The word of an article that tells of what `p` tells that it went the other way, and how much of what is said
    /// around the two is the same.
    fn turned_round(
        &self,
        p: usize,
        row: usize,
        article: &Article,
        words: &[Option<Words>],
    ) -> Option<(usize, usize, f64)> {
        let items = |r: usize| self.rows[r].range();
        let slot = |i: usize| &self.items[i].slot;
        let pace = |i: usize| Directions::bundled().is_of_pace(&self.word(i));
        let meant = |q: &usize| {
            self.turns(*q)
                && pace(p) == pace(*q)
                && !slot(p).other_period(slot(*q))
                && !slot(p).other_span(slot(*q))
                && self.one_mood(p, *q)
        };
        let all = article.home.clone().flat_map(|r| items(r).filter(meant).map(move |q| (r, q)));
        let alike = |(r, q): (usize, usize)| (self.overlap((p, row), (q, r), article, words), q, r);
        let mut found: Vec<(f64, usize, usize)> = all.map(alike).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let turned = |q: usize| self.relation(p, q) == Some(Relation::Conflict);
        let &(alike, q, at) = found.first().filter(|f| f.0 >= TURNED && turned(f.1))?;
        let other = found.iter().find(|f| !turned(f.1)).map_or(0.0, |f| f.0);
        let apart = article.home.len() < ARTICLE && self.two_movements((p, row), (q, at));
        (alike - other >= LEAD && !apart).then_some((p, q, alike.min(1.0)))
    }

    /// Whether two sentences that say which way something went tell of others: they begin with other things, name other
    /// people or times, tell of several movements that are not all opposed, or the one says that it went up or down and
    /// the other whether that is good: costs that fell are better.
    fn two_movements(&self, (p, row): (usize, usize), (q, other): (usize, usize)) -> bool {
        let turns = |r: usize| self.rows[r].range().filter(|&i| self.turns(i) && self.moves(i));
        let mixed = || turns(row).any(|i| turns(other).any(|j| !self.conflict(i, j)));
        let way = |i: usize| Directions::bundled().of(&self.word(i)).is_some_and(Sides::tells_way);
        let leads_apart = || self.items[p].slot.leads_apart(&self.items[q].slot);
        way(p) != way(q) || leads_apart() || mixed() || self.search.of_others(p, q)
    }

    /// Whether `q` gives the value of `p`, or one that can be the same.
    pub(super) fn gives(&self, p: usize, q: usize) -> bool {
        let (x, y) = (&self.items[p], &self.items[q]);
        let same =
            self.one_number(p, q) || self.listed(p, q) || x.slot.sort == y.slot.sort && x.key != 0 && x.key == y.key;
        same || x.slot.sort == y.slot.sort && self.relation(p, q).is_some_and(|r| r != Relation::Conflict)
    }

    /// Whether `q` is the number of `p` in a list that names the unit once: "seven and four years".
    fn listed(&self, p: usize, q: usize) -> bool {
        let claim = |i: usize| &self.claims[self.items[i].claim];
        let (Value::Duration(d), Value::Number(n)) = (&*claim(p).value, &*claim(q).value) else { return false };
        let units = d.timex.trim_start_matches(['P', 'T']).trim_end_matches(char::is_alphabetic);
        n.number.is_some() && n.number == Decimal::parse(units)
    }

    fn may_answer(&self, p: usize, q: usize) -> bool {
        // "The second meeting" and "the 41st embassy" are of two rows.
        let slot = |i: usize| &self.items[i].slot;
        let ranked = matches!(*self.claims[self.items[p].claim].value, Value::Ordinal(_));
        let next = |i: usize| next_word(&self.claims[self.items[i].claim]);
        let one = || !next(p).is_empty() && next(p) == next(q);
        if ranked && !slot(p).shares_head(slot(q)) && !one() {
            return false;
        }
        let meant = || self.search.may_be_meant(&self.items[p], &self.items[q]);
        self.relation(p, q) == Some(Relation::Conflict) && self.may_answer_one(p, q) && meant()
    }

    /// How much of what the claim says around its value a sentence of the article says, from 0 to 1.
    fn overlap(
        &self,
        (p, row): (usize, usize),
        (q, r): (usize, usize),
        article: &Article,
        words: &[Option<Words>],
    ) -> f64 {
        let (x, y) = (&self.items[p].slot, &self.items[q].slot);
        let before = article.before(r, words);
        let first = words.get(article.home.start).and_then(Option::as_ref);
        let has = |w: Option<&Words>, stem| w.is_some_and(|w| w.has(stem));
        // Of two directions in a sentence it matters which words stand beside which.
        let least = if self.turns(p) { 0.0 } else { 0.5 };
        let near = |w: Word| least + (1.0 - least) * w.near();
        let (mut shared, mut all) = (0.0, 0.0);
        for w in &x.words {
            let known = |stem: u32| article.sentences.contains_key(&stem);
            let similar = if known(w.stem) { &[][..] } else { self.search.words.similar(w.stem) };
            let stems = std::iter::once((w.stem, 1.0)).chain(similar.iter().map(|s| (*s, SIMILAR)));
            let counts = |(stem, part): (u32, f64)| {
                let weight = part * article.weight(stem);
                let beside = y.words.binary_search_by_key(&stem, |v| v.stem).map(|at| near(y.words[at]));
                let found = match beside {
                    Ok(near) => near,
                    Err(_) if has(before, stem) => BEFORE,
                    Err(_) if has(first, stem) => FIRST,
                    Err(_) => 0.0,
                };
                (weight, found * weight)
            };
            let best = stems.filter(|s| s.1 >= 1.0 || known(s.0)).map(counts);
            let (weight, found) = best.max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0))).unwrap_or_default();
            all += near(*w) * weight;
            shared += near(*w) * found;
        }
        let keys = |r: usize| self.rows[r].range();
        let equal = keys(row).filter(|&i| i != p && self.items[i].key != 0);
        let equal = equal.filter(|&i| keys(r).any(|k| self.items[k].key == self.items[i].key)).count();
        shared += 0.7 * article.most() * equal as f64;
        all += 0.7 * article.most() * equal as f64;
        let alike = if all > 0.0 { shared / all } else { 0.0 };
        let alike = if x.shares_head(y) { alike + HEAD * (1.0 - alike) } else { alike };
        let alike = if x.other_scope(y) { alike * SCOPE } else { alike };
        alike * self.near(p, q)
    }

    /// How likely two values are answers to one question, from 0 to 1: the one may be many times the other, or
    /// a year and a day.
    pub(super) fn near(&self, p: usize, q: usize) -> f64 {
        let value = |i: usize| &*self.claims[self.items[i].claim].value;
        if let (Value::Date(a), Value::Date(b)) = (value(p), value(q)) {
            return if a.grain == b.grain { 1.0 } else { FAR };
        }
        let figure = |i: usize| self.items[i].figure(self.claims);
        let Some(ratio) = figures::ratio(figure(p), figure(q)) else { return 1.0 };
        TIMES.iter().find(|(times, _)| ratio > *times).map_or(1.0, |t| t.1)
    }
}
