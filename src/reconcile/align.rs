//! Which figures of two articles measure the same thing.
//!
//! Sentences that are alike word for word show it place by place ([`twins`](super::twins)). For the
//! others an inverted index over rare content words proposes candidates, a score of shared words
//! settles them, and each figure meets at most the one figure of another article that fits it best.

use super::change;
use super::documents::DocumentInfo;
use super::event::{self, Gate};
use super::facts::{Facts, Figure};
use super::measures::Measures;
use super::opposites::Opposites;
use super::places::{self, Places};
use super::question::{Group, Question};
use super::reports::Reports;
use super::score::Rarity;
use super::search::{Edge, Search};
use super::sentence::Reader;
use super::settings::{Compare, Settings};
use super::signs::{self, Whole};
use super::slot::Slot;
use super::twins::{Symbol, Twin, TwinKind, Twins, symbols};
use super::words::Words;
use crate::claim::{Claim, Status};
use crate::finding::Severity;
use crate::lexicon::Slots;
use crate::value::{Instant, Value};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// The kind of a claim that no rule has named.
pub(super) const FIGURE: &str = "figure";

/// A figure, date or word of direction in its sentence.
pub(super) struct Item {
    pub(super) claim: usize,
    pub(super) document: u32,
    /// The number of its sentence.
    pub(super) home: u32,
    pub(super) slot: Slot,
    /// The value in its normal form, hashed; 0 for none.
    pub(super) key: u64,
    /// Weight of all words of the slot.
    pub(super) total: f64,
    /// Compared in twin sentences alone.
    pub(super) weak: bool,
    /// Its sentence says that a figure was put right.
    pub(super) revised: bool,
    /// The whole of which it is a part.
    pub(super) whole: Option<Whole>,
    /// What it makes with the counts beside it: 257 of "219 passengers and 38 crew".
    pub(super) sum: Option<f64>,
}

impl Item {
    /// Its claim, and what was read of it.
    pub(super) fn figure<'a>(&'a self, claims: &'a [Claim]) -> Figure<'a> {
        Figure::new(&claims[self.claim], &self.slot.facts)
    }
}

/// A sentence with its items.
pub(super) struct Row {
    pub(super) document: u32,
    pub(super) symbols: Box<[Symbol]>,
    pub(super) items: Range<u32>,
}

impl Row {
    /// The numbers of its items.
    pub(super) fn range(&self) -> Range<usize> {
        self.items.start as usize..self.items.end as usize
    }
}

/// Sentences with figures from which a text is an article, and not one claim.
const ARTICLE: usize = 3;

/// Whether each document is an article: by its sentences with figures, or its length.
fn articles(rows: &[Row], documents: &[DocumentInfo]) -> Vec<bool> {
    let mut sentences = vec![0; documents.len()];
    for row in rows {
        if let Some(n) = sentences.get_mut(row.document as usize) {
            *n += 1;
        }
    }
    sentences.into_iter().zip(documents).map(|(n, d)| n >= ARTICLE || n > 0 && d.length >= event::REPORT).collect()
}

/// Groups of claims that measure one thing, each with how surely they do.
pub(super) fn groups(
    claims: &[Claim],
    documents: &[DocumentInfo],
    document_of: &[Option<usize>],
    settings: &Settings,
) -> Vec<Group> {
    let mut reader = Reader::default();
    let (mut items, rows) = items(claims, documents, document_of, &mut reader);
    if items.is_empty() {
        return Vec::new();
    }
    let gate = Gate::new(documents);
    let rarity = Rarity::of(&items, &reader.words);
    for item in &mut items {
        item.total = item.slot.words.iter().map(|w| w.near() * rarity.weight(*w)).sum();
    }
    let stories = stories(documents);
    let twins = Twins { claims, items: &items, rows: &rows, stories: &stories, words: &reader.words }.find(&gate);
    forget(&mut items);
    let mut groups = opposites(claims, settings, &items, &twins, |part| about(&items, part, &reader.words, &rarity));
    let articles = articles(&rows, documents);
    let measures = Measures::of(&items, claims, &articles, &mut reader.words);
    let given = signs::given(&items, claims);
    let counted = signs::counted_once(&items, claims);
    let (words, stories_of) = (&reader.words, &stories);
    let search = Search {
        claims,
        items: &items,
        documents,
        stories: stories_of,
        measures,
        given,
        counted,
        words,
        rarity: &rarity,
    };
    let told = {
        let (items, rows, stories) = (&items, &rows, &stories);
        let reports = Reports { claims, documents, items, rows, stories, rarity: &rarity, search: &search };
        reports.find(&gate, || twinned(rows, &twins))
    };
    let alone = alone(&rows);
    drop(rows);
    let edges = search.edges(&gate, &twins, &told, documents);
    let measures = search.measures;
    drop((twins, told));
    forget(&mut items);
    let mut joined = Joined::new(items.len());
    for e in &edges {
        joined.join(*e, &items);
    }
    drop(edges);
    revisions(claims, &items, &mut joined.of);
    let mut parts: Vec<(u32, u32)> = (0..items.len()).map(|i| (root(&mut joined.of, i) as u32, i as u32)).collect();
    parts.sort_unstable();
    groups.extend(parts.chunk_by(|a, b| a.0 == b.0).filter(|p| p.len() > 1).map(|p| {
        let part: Vec<usize> = p.iter().map(|&(_, i)| i as usize).collect();
        let measure = measures.name(part[0]).filter(|_| part.iter().all(|&i| measures.get(i) == measures.get(part[0])));
        let shared = || about(&items, &part, &reader.words, &rarity);
        let about = measure.map_or_else(shared, str::to_owned);
        let mut group = group(claims, settings, &items, &part, about, joined.sure(p[0].0 as usize));
        if measure.is_some() {
            // Whoever told of it, it is the event's.
            group.question.subject = None;
        }
        let lone = |i: &&usize| alone.binary_search(&items[**i].document).is_ok();
        group.compare.options.far |= measure.is_some() || (1..part.len()).contains(&part.iter().filter(lone).count());
        group
    }));
    groups
}

/// How surely two sentences tell of one thing that give the same values in the same words but for one.
const OPPOSITE: f64 = 0.9;

/// A group for each two sentences that tell the opposite of the same values.
fn opposites(
    claims: &[Claim],
    settings: &Settings,
    items: &[Item],
    twins: &[Twin],
    about: impl Fn(&[usize]) -> String,
) -> Vec<Group> {
    let of = |t: &Twin| {
        let sure = Sure { score: OPPOSITE, twin: Some(true) };
        let part = [t.a as usize, t.b as usize];
        let mut group = group(claims, settings, items, &part, about(&part), sure);
        group.compare.policy = &Opposites;
        group
    };
    twins.iter().filter(|t| t.kind == TwinKind::Opposite).map(of).collect()
}

/// Forgets what was read of claims: few of those that one stage compares are met in the next, and all together they
/// would be as large as the claims.
fn forget(items: &mut [Item]) {
    for item in items {
        item.slot.facts = Facts::default();
    }
}

/// The documents of one sentence, sorted.
fn alone(rows: &[Row]) -> Vec<u32> {
    let documents = rows.chunk_by(|a, b| a.document == b.document).filter(|d| d.len() == 1);
    let mut all: Vec<u32> = documents.map(|d| d[0].document).collect();
    all.sort_unstable();
    all
}

/// The rows of which values were compared place by place, sorted.
fn twinned(rows: &[Row], twins: &[Twin]) -> Vec<(u32, u32)> {
    let row = |item: u32| rows.partition_point(|r| r.items.end <= item) as u32;
    let mut all: Vec<(u32, u32)> = twins.iter().map(|t| (row(t.a), row(t.b))).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The number of each document's story.
fn stories(documents: &[DocumentInfo]) -> Vec<u32> {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    documents
        .iter()
        .map(|d| {
            let next = numbers.len() as u32;
            *numbers.entry(d.story.as_deref().unwrap_or("")).or_insert(next)
        })
        .collect()
}

fn items(
    claims: &[Claim],
    documents: &[DocumentInfo],
    document_of: &[Option<usize>],
    reader: &mut Reader,
) -> (Vec<Item>, Vec<Row>) {
    if !claims.iter().any(|c| c.kind == FIGURE || c.is_direction()) {
        return (Vec::new(), Vec::new());
    }
    let mut order: Vec<(u32, usize)> =
        document_of.iter().enumerate().filter_map(|(i, d)| Some((u32::try_from((*d)?).ok()?, i))).collect();
    order.sort_unstable_by(|a, b| {
        let place = |i: usize| (claims[i].sentence_span, claims[i].span, &claims[i].id);
        a.0.cmp(&b.0).then_with(|| place(a.1).cmp(&place(b.1)))
    });
    let mut items: Vec<Item> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let one = |a: &(u32, usize), b: &(u32, usize)| {
        let (x, y) = (&claims[a.1], &claims[b.1]);
        a.0 == b.0 && x.sentence_span == y.sentence_span && x.sentence == y.sentence
    };
    let (mut home, mut place) = (0, None);
    for run in order.chunk_by(one) {
        let document = run[0].0;
        let here = (document, claims[run[0].1].sentence_span);
        home += u32::from(place.replace(here).is_some_and(|last| last != here));
        let first = items.len();
        let mut sentence = None;
        let mut said = None;
        for &(_, claim) in run {
            let c = &claims[claim];
            if !is_item(&c.value) {
                continue;
            }
            // Two rules may have taken one figure: it is aligned once.
            let again = items
                .get(first..)
                .is_some_and(|l| l.iter().any(|i| claims[i.claim].span == c.span && c.span.start < c.span.end));
            if again {
                continue;
            }
            let read = sentence.get_or_insert_with(|| reader.read(&c.sentence));
            let Some(mut slot) = Slot::of(c, read, reader) else { continue };
            if let Some(person) = c.subject.as_deref().filter(|_| c.kind == FIGURE) {
                // Of whom a sentence tells may stand in it as a pronoun.
                for word in super::fold::words(person) {
                    slot.learn(reader.words.stem(&word), true);
                }
            }
            let day = slot.date
                && (dateline(c, documents.get(document as usize)) || !c.text.contains(|x: char| x.is_ascii_digit()));
            let weak = day
                || spell(c)
                || c.is_direction()
                || matches!(*c.value, Value::Set(_))
                || unresolved(&c.value)
                || moment(c)
                || change::is_left(c)
                || super::implied::score(c) && !super::implied::tally(c)
                || matches!(c.status, Status::Conditional | Status::Denied);
            let revised = *said.get_or_insert_with(|| change::says_revised(&c.sentence));
            let (key, total, whole, sum) = (key(c), 0.0, None, None);
            items.push(Item { claim, document, home, slot, key, total, weak, revised, whole, sum });
        }
        share_days(items.get_mut(first..).unwrap_or(&mut []), claims, reader);
        signs::wholes(items.get_mut(first..).unwrap_or(&mut []), claims);
        signs::sums(items.get_mut(first..).unwrap_or(&mut []), claims);
        if let (Some(sentence), true) = (sentence, items.len() > first) {
            let symbols = symbols(&sentence, items.get(first..).unwrap_or(&[]), claims, &reader.words);
            rows.push(Row { document, symbols, items: first as u32..items.len() as u32 });
        }
    }
    (items, rows)
}

/// Most items of a sentence of which each learns the days of the others.
const CROWD: usize = 12;

/// A day that a sentence names is a word of the slots of its figures: two articles that tell of one day
/// tell of one thing more likely.
fn share_days(items: &mut [Item], claims: &[Claim], reader: &mut Reader) {
    if items.len() < 2 || items.len() > CROWD {
        return;
    }
    let days: Vec<Option<u32>> = items
        .iter()
        .map(|i| {
            let fine = matches!(&*claims[i.claim].value, Value::Date(t) if t.start.is_some() && t.start == t.end);
            (fine && !i.weak && i.key != 0)
                .then(|| reader.words.stem_id(&format!("={:x}", i.key), &claims[i.claim].text))
        })
        .collect();
    for (at, item) in items.iter_mut().enumerate() {
        for (_, &day) in days.iter().enumerate().filter(|(d, _)| *d != at) {
            if let Some(day) = day {
                item.slot.learn(day, false);
            }
        }
    }
}

/// Whether a value has a slot.
fn is_item(value: &Value) -> bool {
    matches!(
        value,
        Value::Date(_)
            | Value::Time(_)
            | Value::Duration(_)
            | Value::Set(_)
            | Value::Number(_)
            | Value::Ordinal(_)
            | Value::Percent(_)
            | Value::Money(_)
            | Value::Quantity(_)
            | Value::Direction(_)
    )
}

/// "In the 71st minute": one of many things that happen in the course of one.
pub(super) fn moment(claim: &Claim) -> bool {
    let Value::Ordinal(_) = *claim.value else { return false };
    let next = super::slot::next_word(claim);
    Slots::bundled().moments.iter().any(|m| m == next)
}

/// "In the year to September": a length of time that is not told of.
fn spell(claim: &Claim) -> bool {
    let mut words = claim.text.split(' ');
    matches!(*claim.value, Value::Duration(_)) && words.next() == Some("the") && words.nth(1).is_none()
}

fn unresolved(value: &Value) -> bool {
    matches!(value, Value::Date(t) | Value::Time(t) if t.start.is_none())
}

fn key(claim: &Claim) -> u64 {
    use super::policy::Policy as _;
    let key = Places.key(claim, 0);
    key.map_or(0, |k| event::hash(&k) | 1)
}

/// Whether a date is no more than the day on which the article appeared.
fn dateline(claim: &Claim, document: Option<&DocumentInfo>) -> bool {
    let published = document.and_then(|d| d.published).map(Instant::date);
    match &*claim.value {
        Value::Date(t) => {
            published.is_some() && t.start.map(Instant::date) == published && t.end.map(Instant::date) == published
        }
        _ => false,
    }
}

/// Items joined by edges, with what is known of each part under its root.
struct Joined {
    of: Vec<usize>,
    sure: FxHashMap<usize, Sure>,
    /// What each article answers, by the root of the part.
    answers: FxHashMap<usize, BTreeMap<u32, u64>>,
}

/// How surely the items of a part measure one thing.
#[derive(Debug, Clone, Copy)]
struct Sure {
    /// The least score of its edges.
    score: f64,
    /// Whether every edge is one of twin sentences: whether the values are all that differs.
    twin: Option<bool>,
}

impl Joined {
    fn new(n: usize) -> Self {
        Self { of: (0..n).collect(), sure: FxHashMap::default(), answers: FxHashMap::default() }
    }

    /// Joins the parts of two items, unless an article would answer one question in two ways: the surest edges
    /// come first, and what a third article has in common with either is less sure.
    fn join(&mut self, e: Edge, items: &[Item]) {
        let (a, b) = (root(&mut self.of, e.a as usize), root(&mut self.of, e.b as usize));
        let mut answers = |r: usize, i: u32| {
            let own =
                || items.get(i as usize).filter(|i| !i.revised).map(|i| (i.document, i.key)).into_iter().collect();
            self.answers.remove(&r).unwrap_or_else(own)
        };
        let (x, y) = (answers(a, e.a), answers(b, e.b));
        // The fewer are gone through, so that a part may grow item by item.
        let (mut most, rest) = if x.len() < y.len() { ((b, y), (a, x)) } else { ((a, x), (b, y)) };
        let two_ways = a != b && rest.1.iter().any(|(document, key)| most.1.get(document).is_some_and(|k| k != key));
        if two_ways {
            self.answers.extend([most, rest]);
            return;
        }
        most.1.extend(rest.1);
        self.answers.insert(a.min(b), most.1);
        let mut sure = Sure { score: e.score, twin: e.twin };
        for known in [a, b].iter().filter_map(|r| self.sure.get(r)) {
            sure.score = sure.score.min(known.score);
            sure.twin = sure.twin.zip(known.twin).map(|(x, y)| x && y);
        }
        self.of[a.max(b)] = a.min(b);
        self.sure.insert(a.min(b), sure);
    }

    fn sure(&self, root: usize) -> Sure {
        self.sure.get(&root).copied().unwrap_or(Sure { score: 1.0, twin: None })
    }
}

/// "revised to 1.87 million from 1.85 million": the new figure joins the question of the old one.
fn revisions(claims: &[Claim], items: &[Item], of: &mut [usize]) {
    let mut size: Vec<u32> = vec![0; items.len()];
    for i in 0..items.len() {
        let r = root(of, i);
        size[r] += 1;
    }
    let mut last: Option<usize> = None;
    for i in (0..items.len()).filter(|&i| !items[i].weak) {
        let Some(before) = last.replace(i) else { continue };
        let (a, b) = (&items[before], &items[i]);
        let (ra, rb) = (root(of, before), root(of, i));
        let alone = |r: usize| size[r] <= 1;
        let one_sort = a.document == b.document && a.slot.sort == b.slot.sort && a.key != b.key;
        if !one_sort || ra == rb || alone(ra) == alone(rb) {
            continue;
        }
        let (said, next) = (&claims[a.claim], &claims[b.claim]);
        if change::replaces(next, said) {
            of[ra.max(rb)] = ra.min(rb);
        }
    }
}

/// The words that all share, nearest to the value and rarest first: they name the question.
fn about(items: &[Item], part: &[usize], words: &Words, rarity: &Rarity) -> String {
    let mut shared: Vec<(f64, &str)> = items[part[0]]
        .slot
        .words
        .iter()
        .filter(|w| part.iter().all(|&i| items[i].slot.has(w.stem)))
        .map(|w| (w.near() * rarity.weight(*w), words.form(w.stem)))
        .collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    shared.iter().take(4).map(|w| w.1).collect::<Vec<_>>().join(" ")
}

fn group(claims: &[Claim], settings: &Settings, items: &[Item], part: &[usize], about: String, sure: Sure) -> Group {
    let first = &items[part[0]];
    let list: Vec<usize> = part.iter().map(|&i| items[i].claim).collect();
    let claim = &claims[first.claim];
    let subject = list.iter().filter_map(|&i| claims[i].subject.clone()).min();
    let question = Question {
        subject,
        object: None,
        attribute: claim.attribute.clone(),
        qualifiers: [(arcstr::literal!("about"), about.into())].into(),
        view: 0,
    };
    let named = list.iter().find(|&&i| claims[i].kind != FIGURE);
    let severity = named.map_or(Severity::Warning, |&i| settings.of(&claims[i]).1);
    let by_value = |&i: &usize| Compare::by_value(&claims[i].value).policy.name();
    let plain = list.iter().all(|i| by_value(i) == by_value(&list[0]) && places::plain(&claims[*i]));
    let mut compare = Compare::by_value(&claim.value);
    if !plain {
        compare.policy = &Places;
    }
    compare.options.twin = sure.twin == Some(true);
    compare.options.far = sure.twin.is_some();
    Group { question, compare, severity, claims: list, completed: false, aligned: Some(sure.score) }
}

fn root(of: &mut [usize], mut i: usize) -> usize {
    while of[i] != i {
        of[i] = of[of[i]];
        i = of[i];
    }
    i
}
