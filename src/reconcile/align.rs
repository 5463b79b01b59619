//! Which figures of two articles measure the same thing.
//!
//! An inverted index over rare content words proposes candidates, a score of shared words settles
//! them, and each figure meets at most the one figure of another article that fits it best.

use super::change;
use super::documents::DocumentInfo;
use super::event::Gate;
use super::question::{Group, Question};
use super::settings::{Compare, Settings};
use super::slot::Slot;
use crate::claim::{Claim, Status};
use crate::finding::Severity;
use crate::value::{Instant, Value};
use rustc_hash::{FxHashMap, FxHashSet};
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
/// Score from which two figures measure one thing.
const ALIGNED: f64 = 0.5;

struct Item {
    claim: usize,
    document: usize,
    slot: Slot,
    /// The value in its normal form.
    key: Option<String>,
    /// Weight of each word of the slot.
    weights: Vec<f64>,
    total: f64,
}

/// Groups of claims that measure one thing, each with how surely they do.
pub(super) fn groups(
    claims: &[Claim],
    documents: &[DocumentInfo],
    document_of: &[Option<usize>],
    settings: &Settings,
) -> Vec<Group> {
    let mut items = items(claims, documents, document_of);
    if items.is_empty() {
        return Vec::new();
    }
    let gate = Gate::new(documents);
    weigh(&mut items);
    let edges = edges(claims, &items, documents, &gate);
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
        .map(|(r, part)| group(claims, settings, &items, &part, least.get(&r).copied().unwrap_or(1.0)))
        .collect()
}

fn items(claims: &[Claim], documents: &[DocumentInfo], document_of: &[Option<usize>]) -> Vec<Item> {
    let any = claims.iter().any(|c| c.kind == FIGURE);
    let mut items: Vec<Item> = claims
        .iter()
        .enumerate()
        .filter(|(_, c)| any && c.status != Status::Conditional && c.status != Status::Denied)
        .filter_map(|(claim, c)| {
            let document = document_of.get(claim).copied().flatten()?;
            let slot = Slot::of(c)?;
            if slot.sort == "date"
                && (dateline(c, documents.get(document)) || !c.text.contains(|x: char| x.is_ascii_digit()))
            {
                return None;
            }
            let key = Compare::by_value(&c.value).policy.key(c, 0);
            Some(Item { claim, document, slot, key, weights: Vec::new(), total: 0.0 })
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

/// Words weighted by rarity over the sentences of all figures.
fn weigh(items: &mut [Item]) {
    let mut seen: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for (i, item) in items.iter().enumerate() {
        for w in &item.slot.words {
            let e = seen.entry(w.stem.clone()).or_insert((0, usize::MAX));
            // A word counts once a document: an article's subject is not common because it is long.
            if e.1 != items[i].document {
                *e = (e.0 + 1, items[i].document);
            }
        }
    }
    let documents: FxHashSet<usize> = items.iter().map(|i| i.document).collect();
    let n = documents.len().max(2) as f64;
    for item in items.iter_mut() {
        item.weights = item
            .slot
            .words
            .iter()
            .map(|w| {
                let df = seen.get(&w.stem).map_or(1, |e| e.0) as f64;
                // With two articles every shared word is in both: rarity tells little, so it is damped.
                (1.0 + (n / df).ln()) * if w.name { 1.2 } else { 1.0 }
            })
            .collect();
        item.total = item.slot.words.iter().zip(&item.weights).map(|(w, x)| w.near * x).sum();
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

fn edges(claims: &[Claim], items: &[Item], documents: &[DocumentInfo], gate: &Gate) -> Vec<Edge> {
    let story = |i: &Item| documents.get(i.document).and_then(|d| d.story.as_deref()).unwrap_or("");
    let mut index: FxHashMap<(&str, &str, &str), Vec<usize>> = FxHashMap::default();
    for (i, item) in items.iter().enumerate() {
        for w in &item.slot.words {
            index.entry((story(item), &item.slot.sort, &w.stem)).or_default().push(i);
        }
    }
    // The best partner of each figure in each other article.
    let mut best: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        let mut keys: Vec<(usize, &str)> = item
            .slot
            .words
            .iter()
            .map(|w| {
                (
                    index.get(&(story(item), item.slot.sort.as_str(), w.stem.as_str())).map_or(0, Vec::len),
                    w.stem.as_str(),
                )
            })
            .filter(|k| k.0 > 1 && k.0 <= COMMON)
            .collect();
        keys.sort_unstable();
        let mut candidates: Vec<usize> = keys
            .iter()
            .take(KEYS)
            .filter_map(|(_, stem)| index.get(&(story(item), item.slot.sort.as_str(), *stem)))
            .flatten()
            .copied()
            .filter(|&j| items[j].document != item.document)
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        for j in candidates {
            let other = &items[j];
            let named = claims[item.claim].kind != FIGURE && claims[other.claim].kind != FIGURE;
            if i > j || named || !gate.one_event(item.document, other.document) {
                continue;
            }
            let s = score(claims, item, other);
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
    out.retain(|e| !other_period(claims, items, e));
    out.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    out
}

/// Whether two unequal dates are the periods of two sentences whose figures differ as well: trade in
/// one year and trade in the next.
fn other_period(claims: &[Claim], items: &[Item], e: &Edge) -> bool {
    let (a, b) = (&items[e.a], &items[e.b]);
    if a.slot.sort != "date" || a.key == b.key {
        return false;
    }
    let beside = |at: usize| {
        let (home, place) = (items[at].document, claims[items[at].claim].sentence_span);
        let one =
            move |i: &&Item| i.document == home && claims[i.claim].sentence_span == place && i.slot.sort != "date";
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
fn score(claims: &[Claim], a: &Item, b: &Item) -> f64 {
    if a.slot.sort != b.slot.sort || stated_apart(&claims[a.claim], &claims[b.claim]) || a.slot.apart(&b.slot) {
        return 0.0;
    }
    let mut shared = 0.0;
    for (w, x) in a.slot.words.iter().zip(&a.weights) {
        if let Some(v) = b.slot.words.iter().find(|v| v.stem == w.stem) {
            shared += x * w.near.min(v.near);
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
    let knows =
        |i: &Item, lead: &Option<String>| lead.as_ref().is_none_or(|l| i.slot.words.iter().any(|w| w.stem == *l));
    if !knows(a, &b.slot.lead) && !knows(b, &a.slot.lead) {
        score *= 0.7;
    }
    if names_apart(a, b) {
        score *= 0.7;
    }
    if a.key.is_some() && a.key == b.key {
        score += SAME_VALUE * (1.0 - score);
    }
    score.min(1.0)
}

/// Each names somebody or some place that the other does not, and they share no name.
fn names_apart(a: &Item, b: &Item) -> bool {
    let names = |i: &Item| i.slot.words.iter().filter(|w| w.name).map(|w| w.stem.clone()).collect::<Vec<_>>();
    let (x, y) = (names(a), names(b));
    !x.is_empty()
        && !y.is_empty()
        && !x.iter().any(|n| b.slot.words.iter().any(|w| w.stem == *n))
        && !y.iter().any(|n| a.slot.words.iter().any(|w| w.stem == *n))
}

/// Whether a qualifier that both state differs.
fn stated_apart(a: &Claim, b: &Claim) -> bool {
    ["measure", "place", "period", "scope", "of"].iter().any(|k| match (a.qualifiers.get(*k), b.qualifiers.get(*k)) {
        (Some(x), Some(y)) => super::fold::name(x) != super::fold::name(y),
        _ => false,
    })
}

fn group(claims: &[Claim], settings: &Settings, items: &[Item], part: &[usize], score: f64) -> Group {
    let first = &items[part[0]];
    let list: Vec<usize> = part.iter().map(|&i| items[i].claim).collect();
    // The words that all share, nearest to the value first, name the question.
    let mut shared: Vec<(f64, &str)> = first
        .slot
        .words
        .iter()
        .zip(&first.weights)
        .filter(|(w, _)| part.iter().all(|&i| items[i].slot.words.iter().any(|v| v.stem == w.stem)))
        .map(|(w, x)| (w.near * x, w.text.as_str()))
        .collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let words: Vec<&str> = shared.iter().take(4).map(|w| w.1).collect();
    let claim = &claims[first.claim];
    let subject = list.iter().filter_map(|&i| claims[i].subject.clone()).min();
    let question = Question {
        subject,
        object: None,
        attribute: claim.attribute.clone(),
        qualifiers: [("about".to_owned(), words.join(" "))].into(),
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
