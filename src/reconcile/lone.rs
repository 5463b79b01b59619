//! A claim of one sentence held against a whole article, in words of its own.
//!
//! Of each value of the claim that the article nowhere gives, the value of the same sort is looked for
//! whose sentence shares most of the claim's telling words. A word tells by how few sentences of the
//! article have it; one that the article does not know at all, as a rule the claim's own word for
//! something, counts for little. What the sentence before says counts as well: there the article names
//! whom it then calls "she" or "the company".

use super::places::number;
use super::reports::{Reports, Told, Words};
use crate::finding::Relation;
use crate::value::Value;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Sentences with figures from which a report is an article.
const ARTICLE: usize = 3;
/// What a word counts for that the article does not know.
const UNKNOWN: f64 = 0.3;
/// What a word counts for that only the sentence before has.
const BEFORE: f64 = 0.35;
/// What the same noun beside both values adds.
const HEAD: f64 = 0.15;
/// Times by which answers to one question seldom differ, and what the words beside others that do count for.
const TIMES: f64 = 8.0;
const FAR: f64 = 0.6;
/// How much of what the claim says the sentence must say, where it alone has such a value and where
/// others have one.
const SOLE: f64 = 0.2;
const ALIKE: f64 = 0.3;
/// By how much it must say more of it than any other sentence.
const LEAD: f64 = 0.08;
/// Share of the best sentence's overlap from which one that gives the claim's value supports it.
const SUPPORTED: f64 = 0.45;

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
        if home.len() < ARTICLE {
            return Vec::new();
        }
        let article = Article::new(home, words);
        let document = self.rows[home.start].document;
        let (own, items) = (self.rows[row].document, self.rows[row].items.clone());
        let open = |p: &usize| self.told(*p) && !met.contains(&(*p, document)) && !self.turns(*p);
        let open: Vec<usize> = (items.start as usize..items.end as usize).filter(open).collect();
        let pairs: Vec<(usize, usize, f64)> =
            open.iter().filter_map(|&p| self.otherwise(p, row, &article, words)).collect();
        let dated = |p: usize| self.items[p].slot.date;
        // Another day and another figure: another case.
        if pairs.iter().any(|p| dated(p.0)) && pairs.iter().any(|p| !dated(p.0)) {
            return Vec::new();
        }
        pairs
            .into_iter()
            .flat_map(|(p, q, alike)| {
                let score = (0.45 + 0.5 * alike).min(0.95);
                [Told { a: p, b: Some(q), document, score }, Told { a: q, b: Some(p), document: own, score }]
            })
            .collect()
    }

    /// Whether a claim only says which way something went.
    fn turns(&self, item: usize) -> bool {
        matches!(*self.claims[self.items[item].claim].value, Value::Direction(_))
    }

    /// The value of the article that answers the question of `p` otherwise, and how much of what is said
    /// around the two is the same.
    fn otherwise(
        &self,
        p: usize,
        row: usize,
        article: &Article,
        words: &[Option<Words>],
    ) -> Option<(usize, usize, f64)> {
        let mut supported: f64 = 0.0;
        let mut others = 0;
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for r in article.home.clone() {
            for q in self.rows[r].items.start as usize..self.rows[r].items.end as usize {
                if !self.told(q) || self.turns(q) {
                    continue;
                }
                let alike = self.overlap((p, row), (q, r), article, words);
                others += usize::from(self.items[q].slot.sort == self.items[p].slot.sort);
                if alike <= 0.0 {
                    continue;
                }
                if self.gives(p, q) {
                    supported = supported.max(alike);
                } else if self.may_answer(p, q) {
                    found.push((alike, r, q));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let &(alike, at, q) = found.first()?;
        let next = found.iter().find(|f| f.1 != at).map_or(0.0, |f| f.0);
        let least = if others == 1 { SOLE } else { ALIKE };
        (alike >= least && alike - next >= LEAD && supported < SUPPORTED * alike).then_some((p, q, alike.min(1.0)))
    }

    /// Whether `q` gives the value of `p`, or one that can be the same.
    fn gives(&self, p: usize, q: usize) -> bool {
        let (x, y) = (&self.items[p], &self.items[q]);
        let same = self.one_number(p, q) || x.slot.sort == y.slot.sort && x.key != 0 && x.key == y.key;
        same || x.slot.sort == y.slot.sort && self.relation(p, q).is_some_and(|r| r != Relation::Conflict)
    }

    fn may_answer(&self, p: usize, q: usize) -> bool {
        self.relation(p, q) == Some(Relation::Conflict) && self.may_be_one(p, q)
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
        let before = r.checked_sub(1).filter(|b| article.home.contains(b));
        let before = before.and_then(|b| words.get(b)?.as_ref());
        let (mut shared, mut all) = (0.0, 0.0);
        for w in &x.words {
            let weight = article.weight(w.stem) * (0.5 + 0.5 * w.near());
            all += weight;
            if let Ok(at) = y.words.binary_search_by_key(&w.stem, |v| v.stem) {
                shared += weight * (0.5 + 0.5 * y.words[at].near());
            } else if before.is_some_and(|b| b.words.binary_search_by_key(&w.stem, |v| v.stem).is_ok()) {
                shared += BEFORE * weight;
            }
        }
        let keys = |r: usize| self.rows[r].items.start as usize..self.rows[r].items.end as usize;
        let equal = keys(row).filter(|&i| i != p && self.items[i].key != 0);
        let equal = equal.filter(|&i| keys(r).any(|k| self.items[k].key == self.items[i].key)).count();
        shared += 0.7 * article.most() * equal as f64;
        all += 0.7 * article.most() * equal as f64;
        let alike = if all > 0.0 { shared / all } else { 0.0 };
        let heads = x.head.iter().any(|h| y.head.contains(h));
        let alike = if heads { alike + HEAD * (1.0 - alike) } else { alike };
        if self.far(p, q) { alike * FAR } else { alike }
    }

    /// Whether two values are seldom answers to one question: the one many times the other, a year and a day.
    fn far(&self, p: usize, q: usize) -> bool {
        let value = |i: usize| &*self.claims[self.items[i].claim].value;
        if let (Value::Date(a), Value::Date(b)) = (value(p), value(q)) {
            return a.grain != b.grain;
        }
        let ratio = number(value(p)).zip(number(value(q))).map(|(a, b)| a.to_f64().abs() / b.to_f64().abs());
        ratio.is_some_and(|r| !(1.0 / TIMES..=TIMES).contains(&r))
    }
}
