//! Which figures of two articles measure the same thing.
//!
//! An inverted index over rare content words proposes candidates, a score of shared words settles
//! them, and each figure meets at most the one figure of another article that fits it best.

use super::change;
use super::documents::DocumentInfo;
use super::event::Gate;
use super::question::{Group, Question};
use super::settings::{Compare, Settings};
use super::slot::{Slot, Stems, Word};
use crate::claim::{Claim, Status};
use crate::finding::Severity;
use crate::value::{Instant, Value};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The kind of a claim that no rule has named.
pub(super) const FIGURE: &str = "figure";

/// Figures before and after a date that are looked at in its sentence.
const BESIDE: usize = 8;
/// Words by which a figure looks for candidates.
const KEYS: usize = 6;
/// A word that stands beside more figures than this tells nothing.
const COMMON: usize = 400;
/// How much nearer an equal value brings two figures, so that it is met before an unequal one.
const SAME_VALUE: f64 = 0.3;
/// How much nearer it brings them that one sentence prints the other's figure as the one put right.
const REVISES: f64 = 0.5;
/// Score from which two figures measure one thing.
const ALIGNED: f64 = 0.5;

struct Item {
    claim: usize,
    document: usize,
    slot: Slot,
    /// The value in its normal form.
    key: Option<String>,
    /// Weight of all words of the slot.
    total: f64,
}

/// Groups of claims that measure one thing, each with how surely they do.
pub(super) fn groups(
    claims: &[Claim],
    documents: &[DocumentInfo],
    document_of: &[Option<usize>],
    settings: &Settings,
) -> Vec<Group> {
    let mut stems = Stems::default();
    let mut items = items(claims, documents, document_of, &mut stems);
    if items.is_empty() {
        return Vec::new();
    }
    let gate = Gate::new(documents);
    let rarity = Rarity::of(&items, &stems);
    for item in &mut items {
        item.total = item.slot.words.iter().map(|w| f64::from(w.near) * rarity.weight(w)).sum();
    }
    let edges = Search { claims, documents, items: &items, stems: &stems, rarity: &rarity }.edges(&gate);
    let mut of: Vec<usize> = (0..items.len()).collect();
    let mut least: FxHashMap<usize, f64> = FxHashMap::default();
    for e in &edges {
        let (a, b) = (root(&mut of, e.a), root(&mut of, e.b));
        let score = least.get(&a).copied().unwrap_or(1.0).min(least.get(&b).copied().unwrap_or(1.0)).min(e.score);
        let (low, high) = (a.min(b), a.max(b));
        of[high] = low;
        least.insert(low, score);
    }
    revisions(claims, &items, &mut of);
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..items.len() {
        parts.entry(root(&mut of, i)).or_default().push(i);
    }
    parts
        .into_iter()
        .filter(|(_, p)| p.len() > 1)
        .map(|(r, part)| {
            let about = about(&items, &part, &stems, &rarity);
            group(claims, settings, &items, &part, about, least.get(&r).copied().unwrap_or(1.0))
        })
        .collect()
}

fn items(claims: &[Claim], documents: &[DocumentInfo], document_of: &[Option<usize>], stems: &mut Stems) -> Vec<Item> {
    let any = claims.iter().any(|c| c.kind == FIGURE);
    let mut items: Vec<Item> = claims
        .iter()
        .enumerate()
        .filter(|(_, c)| any && c.status != Status::Conditional && c.status != Status::Denied)
        .filter_map(|(claim, c)| {
            let document = document_of.get(claim).copied().flatten()?;
            let slot = Slot::of(c, stems)?;
            if slot.date && (dateline(c, documents.get(document)) || !c.text.contains(|x: char| x.is_ascii_digit())) {
                return None;
            }
            let key = Compare::by_value(&c.value).policy.key(c, 0);
            Some(Item { claim, document, slot, key, total: 0.0 })
        })
        .collect();
    items.sort_by(|a, b| {
        let place = |i: &Item| (&claims[i.claim].doc, claims[i.claim].span, &claims[i.claim].id);
        place(a).cmp(&place(b))
    });
    // Two rules may have taken one figure: it is aligned once.
    items.dedup_by(|a, b| a.document == b.document && claims[a.claim].span == claims[b.claim].span);
    items
}

/// Whether a date is no more than the day on which the article appeared.
fn dateline(claim: &Claim, document: Option<&DocumentInfo>) -> bool {
    let published = document.and_then(|d| d.published).map(Instant::date);
    match &claim.value {
        Value::Date(t) | Value::Time(t) => {
            published.is_some() && t.start.map(Instant::date) == published && t.end.map(Instant::date) == published
        }
        _ => false,
    }
}

/// How telling each stem is, by rarity over the articles.
struct Rarity(Vec<f32>);

impl Rarity {
    fn of(items: &[Item], stems: &Stems) -> Self {
        let mut seen: Vec<(u32, usize)> = vec![(0, usize::MAX); stems.len()];
        let mut documents = 0u32;
        let mut last = usize::MAX;
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

    fn weight(&self, w: &Word) -> f64 {
        let rare = self.0.get(w.stem as usize).copied().unwrap_or(1.0);
        f64::from(if w.name { rare * 1.2 } else { rare })
    }
}

/// "revised to 1.87 million from 1.85 million": the new figure joins the question of the old one.
fn revisions(claims: &[Claim], items: &[Item], of: &mut [usize]) {
    let mut size: FxHashMap<usize, usize> = FxHashMap::default();
    for i in 0..items.len() {
        *size.entry(root(of, i)).or_default() += 1;
    }
    for i in 1..items.len() {
        let (a, b) = (&items[i - 1], &items[i]);
        let (x, y) = (&claims[a.claim], &claims[b.claim]);
        let one = a.document == b.document && a.slot.sort == b.slot.sort && x.sentence_span == y.sentence_span;
        if !one || a.key == b.key || !change::says_revised(&x.sentence) {
            continue;
        }
        let (ra, rb) = (root(of, i - 1), root(of, i));
        let alone = |r: usize| size.get(&r).copied().unwrap_or(1) == 1;
        if ra != rb && alone(ra) != alone(rb) {
            of[ra.max(rb)] = ra.min(rb);
        }
    }
}

struct Edge {
    a: usize,
    b: usize,
    score: f64,
}

/// What candidates are looked for in.
struct Search<'a> {
    claims: &'a [Claim],
    documents: &'a [DocumentInfo],
    items: &'a [Item],
    stems: &'a Stems,
    rarity: &'a Rarity,
}

/// Story, sort and stem to the figures that have them.
type Index = FxHashMap<(u32, u32, u32), Vec<u32>>;

impl Search<'_> {
    fn edges(&self, gate: &Gate<'_>) -> Vec<Edge> {
        let items = self.items;
        let (of, index) = self.index();
        // The best partner of each figure in each other article.
        let mut best: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
        for (i, item) in items.iter().enumerate() {
            for j in self.candidates(&index, of[i], i) {
                let other = &items[j];
                let named = self.claims[item.claim].kind != FIGURE && self.claims[other.claim].kind != FIGURE;
                if named || !gate.one_event(item.document, other.document) {
                    continue;
                }
                let s = score(self.claims, self.rarity, item, other);
                if s >= ALIGNED {
                    for (x, y, d) in [(i, j, other.document), (j, i, item.document)] {
                        let e = best.entry((x, d)).or_insert((0.0, usize::MAX));
                        if s > e.0 + 1e-9 {
                            *e = (s, y);
                        }
                    }
                }
            }
        }
        let mut out: Vec<Edge> = best
            .iter()
            .filter_map(|(&(a, _), &(score, b))| {
                let back = best.get(&(b, items[a].document))?;
                (back.1 == a && a < b).then_some(Edge { a, b, score })
            })
            .collect();
        out.retain(|e| !other_period(self.claims, items, e));
        out.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
        out
    }

    /// The number of each figure's story, and the index.
    fn index(&self) -> (Vec<u32>, Index) {
        let mut stories: FxHashMap<&str, u32> = FxHashMap::default();
        let mut index = Index::default();
        let mut of = Vec::with_capacity(self.items.len());
        for (i, item) in self.items.iter().enumerate() {
            let story = self.documents.get(item.document).and_then(|d| d.story.as_deref()).unwrap_or("");
            let next = stories.len() as u32;
            let number = *stories.entry(story).or_insert(next);
            of.push(number);
            for w in &item.slot.words {
                index.entry((number, item.slot.sort, w.stem)).or_default().push(i as u32);
            }
        }
        (of, index)
    }

    /// Later figures of other articles that share a rare word with figure `i`.
    fn candidates(&self, index: &Index, story: u32, i: usize) -> Vec<usize> {
        let item = &self.items[i];
        let at = |stem: u32| index.get(&(story, item.slot.sort, stem));
        let mut keys: Vec<(usize, &str, u32)> = item
            .slot
            .words
            .iter()
            .map(|w| (at(w.stem).map_or(0, Vec::len), self.stems.form(w.stem), w.stem))
            .filter(|k| k.0 > 1 && k.0 <= COMMON)
            .collect();
        keys.sort_unstable();
        let mut found: Vec<usize> = keys
            .iter()
            .take(KEYS)
            .filter_map(|&(_, _, stem)| at(stem))
            .flatten()
            .map(|&j| j as usize)
            .filter(|&j| j > i && self.items[j].document != item.document)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether two unequal dates are the periods of two sentences whose figures differ as well: trade in
/// one year and trade in the next.
fn other_period(claims: &[Claim], items: &[Item], e: &Edge) -> bool {
    let (a, b) = (&items[e.a], &items[e.b]);
    if !a.slot.date || a.key == b.key {
        return false;
    }
    let beside = |at: usize| {
        let (home, place) = (items[at].document, claims[items[at].claim].sentence_span);
        let one = move |i: &&Item| i.document == home && claims[i.claim].sentence_span == place && !i.slot.date;
        let back = items.get(..at).unwrap_or(&[]).iter().rev().take(BESIDE).filter(one);
        back.chain(items.get(at + 1..).unwrap_or(&[]).iter().take(BESIDE).filter(one)).collect::<Vec<_>>()
    };
    let others = beside(e.b);
    beside(e.a).iter().any(|x| {
        let mut alike = others.iter().filter(|y| y.slot.sort == x.slot.sort).peekable();
        alike.peek().is_some() && alike.all(|y| y.key != x.key)
    })
}

/// From 0 to 1: how much of what the two sentences say around their figures is the same.
fn score(claims: &[Claim], rarity: &Rarity, a: &Item, b: &Item) -> f64 {
    if a.slot.sort != b.slot.sort || stated_apart(&claims[a.claim], &claims[b.claim]) || a.slot.apart(&b.slot) {
        return 0.0;
    }
    let mut shared = 0.0;
    for w in &a.slot.words {
        if let Some(v) = b.slot.words.iter().find(|v| v.stem == w.stem) {
            shared += rarity.weight(w) * f64::from(w.near.min(v.near));
        }
    }
    let least = a.total.min(b.total).max(f64::MIN_POSITIVE);
    let all = (a.total + b.total - shared).max(f64::MIN_POSITIVE);
    let mut score = 0.6 * (shared / least).min(1.0) + 0.4 * (shared / all).min(1.0);
    // Very short slots agree by chance.
    let words = a.slot.words.len().min(b.slot.words.len());
    if words < 3 {
        score *= 0.6;
    }
    let heads = a.slot.head.iter().any(|h| b.slot.head.contains(h));
    if heads {
        score += 0.12 * (1.0 - score);
    } else if !a.slot.head.is_empty() && !b.slot.head.is_empty() {
        score *= 0.7;
    }
    let knows = |i: &Item, lead: Option<u32>| lead.is_none_or(|l| i.slot.has(l));
    if !knows(a, b.slot.lead) && !knows(b, a.slot.lead) {
        score *= 0.7;
    }
    if names_apart(a, b) {
        score *= 0.7;
    }
    let (x, y) = (&claims[a.claim], &claims[b.claim]);
    if a.key != b.key && (revises(x, y) || revises(y, x)) {
        score += REVISES * (1.0 - score);
    }
    if a.key.is_some() && a.key == b.key {
        score += SAME_VALUE * (1.0 - score);
    }
    score.min(1.0)
}

/// Whether the newer claim's sentence says that the older one's figure was put right.
fn revises(newer: &Claim, older: &Claim) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let digits = older.text.split(|c| !number(c)).map(|d| d.trim_matches(['.', ','])).find(|d| !d.is_empty());
    digits.is_some_and(|d| newer.sentence.split(|c| !number(c)).any(|w| w.trim_matches(['.', ',']) == d))
        && change::says_revised(&newer.sentence)
}

/// Each names somebody or some place that the other does not, and they share no name.
fn names_apart(a: &Item, b: &Item) -> bool {
    let strange = |i: &Item, other: &Item| {
        let mut names = i.slot.words.iter().filter(|w| w.name).peekable();
        names.peek().is_some() && names.all(|w| !other.slot.has(w.stem))
    };
    strange(a, b) && strange(b, a)
}

/// Whether a qualifier that both state differs.
fn stated_apart(a: &Claim, b: &Claim) -> bool {
    ["measure", "place", "period", "scope", "of"].iter().any(|k| match (a.qualifiers.get(*k), b.qualifiers.get(*k)) {
        (Some(x), Some(y)) => super::fold::name(x) != super::fold::name(y),
        _ => false,
    })
}

/// The words that all share, nearest to the value and rarest first: they name the question.
fn about(items: &[Item], part: &[usize], stems: &Stems, rarity: &Rarity) -> String {
    let mut shared: Vec<(f64, &str)> = items[part[0]]
        .slot
        .words
        .iter()
        .filter(|w| part.iter().all(|&i| items[i].slot.has(w.stem)))
        .map(|w| (f64::from(w.near) * rarity.weight(w), stems.form(w.stem)))
        .collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    shared.iter().take(4).map(|w| w.1).collect::<Vec<_>>().join(" ")
}

fn group(claims: &[Claim], settings: &Settings, items: &[Item], part: &[usize], about: String, score: f64) -> Group {
    let first = &items[part[0]];
    let list: Vec<usize> = part.iter().map(|&i| items[i].claim).collect();
    let claim = &claims[first.claim];
    let subject = list.iter().filter_map(|&i| claims[i].subject.clone()).min();
    let question = Question {
        subject,
        object: None,
        attribute: claim.attribute.clone(),
        qualifiers: [("about".to_owned(), about)].into(),
        view: 0,
    };
    let named = list.iter().find(|&&i| claims[i].kind != FIGURE);
    let (compare, severity) = named.map_or_else(
        || (Compare::by_value(&claim.value), Severity::Warning),
        |&i| (Compare::by_value(&claim.value), settings.of(&claims[i]).1),
    );
    Group { question, compare, severity, claims: list, completed: false, aligned: Some(score) }
}

fn root(of: &mut [usize], mut i: usize) -> usize {
    while of[i] != i {
        of[i] = of[of[i]];
        i = of[i];
    }
    i
}
