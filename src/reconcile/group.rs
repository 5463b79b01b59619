//! From the claims of one question to its findings.

use super::change;
use super::citation::independent;
use super::confidence::Confidence;
use super::documents::DocumentInfo;
use super::event::Gate;
use super::facts::Facts;
use super::findings::{agreement, finding};
use super::fold;
use super::policy::{Comparison, Pair};
use super::question::Group;
use super::settings::Settings;
use crate::claim::{Claim, Status};
use crate::finding::{Finding, Relation};
use crate::value::{Anchor, Instant, Value};
use std::cell::OnceCell;
use std::cmp::Ordering;

/// What findings are made from.
pub(super) struct Sources<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) documents: &'a [DocumentInfo],
    pub(super) document_of: &'a [Option<usize>],
    pub(super) origins: &'a [usize],
    pub(super) gate: Gate<'a>,
}

impl Sources<'_> {
    pub(super) fn document(&self, claim: usize) -> Option<&DocumentInfo> {
        self.document_of.get(claim).copied().flatten().and_then(|d| self.documents.get(d))
    }

    /// Earliest first; articles without a date last; then by name of the document and place in it.
    pub(super) fn order(&self, a: usize, b: usize) -> Ordering {
        let at = |c: usize| self.document(c).and_then(|d| d.published);
        let known = |c: usize| at(c).is_none();
        known(a)
            .cmp(&known(b))
            .then_with(|| at(a).cmp(&at(b)))
            .then_with(|| self.claims[a].doc.cmp(&self.claims[b].doc))
            .then_with(|| self.claims[a].span.cmp(&self.claims[b].span))
            .then_with(|| self.claims[a].id.cmp(&self.claims[b].id))
    }
}

/// Claims of equal value and equal polarity.
pub(super) struct Class {
    pub(super) key: String,
    denied: bool,
    /// Earliest first.
    pub(super) claims: Vec<usize>,
    /// Indices of documents, sorted.
    pub(super) documents: Vec<usize>,
    /// Whether every claim puts an earlier one right.
    correction: OnceCell<bool>,
    /// Whether any claim says that an answer was changed or put right.
    changed: OnceCell<bool>,
    /// How many independent sources stand behind it.
    independent: OnceCell<usize>,
    /// Whom the first is attributed to, folded.
    speaker: OnceCell<Option<String>>,
    /// What was read of the first.
    facts: Facts,
}

impl Class {
    fn is_correction(&self, sources: &Sources<'_>) -> bool {
        *self.correction.get_or_init(|| self.claims.iter().all(|&i| corrects(sources, i)))
    }

    fn says_changed(&self, sources: &Sources<'_>) -> bool {
        let says = |&c: &usize| change::says_changed(&sources.claims[c]) || corrects(sources, c);
        *self.changed.get_or_init(|| self.claims.iter().any(says))
    }

    fn speaker(&self, sources: &Sources<'_>) -> Option<&str> {
        self.speaker.get_or_init(|| speaker(&sources.claims[self.claims[0]])).as_deref()
    }

    pub(super) fn independent(&self, sources: &Sources<'_>) -> usize {
        *self.independent.get_or_init(|| independent(sources, &self.claims))
    }
}

/// More different answers to one question than this are not held against each other one by one: the
/// best supported of them are.
const CLASSES: usize = 48;

/// The findings of one question.
pub(super) fn findings(sources: &Sources<'_>, group: &Group, settings: &Settings) -> Vec<Finding> {
    let refs: Vec<&Claim> = group.claims.iter().map(|&i| &sources.claims[i]).collect();
    let mut out = Vec::new();
    for part in group.compare.policy.split(&refs, group.question.view) {
        let members: Vec<usize> = part.iter().filter_map(|&i| group.claims.get(i).copied()).collect();
        let classes = classes(sources, group, &members);
        let first_document = classes.first().and_then(|c| c.documents.first());
        if classes.iter().all(|c| c.documents.iter().all(|d| Some(d) == first_document)) {
            continue;
        }
        out.extend(between(sources, group, settings, &classes));
    }
    out
}

fn classes(sources: &Sources<'_>, group: &Group, members: &[usize]) -> Vec<Class> {
    let view = group.question.view;
    let mut keyed: Vec<(String, bool, usize)> = members
        .iter()
        .filter_map(|&i| {
            let c = &sources.claims[i];
            Some((group.compare.policy.key(c, view)?, c.status == Status::Denied, i))
        })
        .collect();
    keyed.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)).then_with(|| sources.order(a.2, b.2)));
    let mut all: Vec<Class> = keyed
        .chunk_by(|a, b| (&a.0, a.1) == (&b.0, b.1))
        .map(|run| {
            let claims: Vec<usize> = run.iter().map(|r| r.2).collect();
            let mut documents: Vec<usize> = claims.iter().filter_map(|&c| sources.document_of[c]).collect();
            documents.sort_unstable();
            documents.dedup();
            let (key, denied) = (run[0].0.clone(), run[0].1);
            let (correction, changed, independent, speaker, facts) = Default::default();
            Class { key, denied, claims, documents, correction, changed, independent, speaker, facts }
        })
        .collect();
    if all.len() > CLASSES {
        all.sort_by(|a, b| b.documents.len().cmp(&a.documents.len()).then_with(|| a.key.cmp(&b.key)));
        all.truncate(CLASSES);
    }
    all.sort_by(|a, b| sources.order(a.claims[0], b.claims[0]).then_with(|| a.key.cmp(&b.key)));
    all
}

/// An edge between two classes.
pub(super) struct Edge {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) comparison: Comparison,
    pub(super) confidence: Confidence,
    /// One article gives both, so that it says nothing by itself.
    own: bool,
}

fn between(sources: &Sources<'_>, group: &Group, settings: &Settings, classes: &[Class]) -> Vec<Finding> {
    let mut edges = Vec::new();
    for a in 0..classes.len() {
        for b in a + 1..classes.len() {
            edges.extend(edge(sources, group, classes, (a, b), true));
        }
    }
    let mut out = Vec::new();
    for relation in [Relation::Conflict, Relation::Update, Relation::Variant, Relation::Compatible, Relation::Refine] {
        if !settings.all && !relation.is_actionable() {
            continue;
        }
        for part in components(classes.len(), edges.iter().filter(|e| e.comparison.relation == relation && !e.own)) {
            out.push(finding(sources, group, classes, &part, &edges, relation));
        }
    }
    if settings.all {
        let several = classes.iter().enumerate().filter(|(_, c)| c.documents.len() > 1);
        for (i, _) in several.filter(|_| group.compare.policy.agrees(group.question.view)) {
            out.push(agreement(sources, group, classes, i));
        }
    }
    out
}

/// How two classes relate; without the reasons in words where it is to be brief.
pub(super) fn edge(
    sources: &Sources<'_>,
    group: &Group,
    classes: &[Class],
    (a, b): (usize, usize),
    brief: bool,
) -> Option<Edge> {
    let (ca, cb) = (&classes[a], &classes[b]);
    // An article that itself gives both answers tells two things apart, so it says nothing for either.
    let only_a = ca.documents.iter().any(|d| cb.documents.binary_search(d).is_err());
    let only_b = cb.documents.iter().any(|d| ca.documents.binary_search(d).is_err());
    if !only_a || !only_b {
        let own = || coarser_form(sources, group, ca, cb, brief);
        return revised(sources, ca, cb, only_a).map(|c| (c, false)).or_else(|| Some((own()?, true))).map(
            |(comparison, own)| {
                let confidence = Confidence::of(&comparison);
                Edge { a, b, comparison, confidence, own }
            },
        );
    }
    // Of two articles of one day the correction is the later one.
    let correction = |c: &Class| c.is_correction(sources);
    let day = |c: &Class| sources.document(c.claims[0]).and_then(|d| d.published).map(Instant::date);
    let turn = correction(ca) && !correction(cb) && day(ca) == day(cb);
    let (ca, cb) = if turn { (cb, ca) } else { (ca, cb) };
    let corrected = correction(cb) && !correction(ca);
    let both = ca.documents.iter().any(|d| cb.documents.binary_search(d).is_ok());
    let (older, newer) = (&sources.claims[ca.claims[0]], &sources.claims[cb.claims[0]]);
    let at = |c: &Class| sources.document(c.claims[0]).and_then(|d| d.published);
    let (t0, t1) = (at(ca), at(cb));
    let days = t0.zip(t1).map(|(x, y)| (y.date() - x.date()).num_days());
    let later = t0.zip(t1).is_some_and(|(x, y)| later(x, y)) || corrected && day(ca) == day(cb);
    // Nothing asks whether an answer changed that was not given later.
    let changed = later && (cb.says_changed(sources) || change::moved_on(newer, older));
    let options = &group.compare.options;
    // Votes are counted until nobody gives the older figure again.
    let given_again = || ca.documents.iter().filter_map(|&d| sources.documents.get(d)?.published).max() >= t1;
    let counting = sources.document(ca.claims[0]).is_some_and(|d| d.counting);
    let provisional = later && counting && !given_again();
    let facts = [&ca.facts, &cb.facts];
    let pair = Pair { older, newer, days, later, changed, provisional, brief, options, slots: None, facts };
    let comparison = compare(group, &pair, ca, cb)?;
    let nameless = group.aligned.is_none()
        && group.compare.policy.name() != "quotations"
        && group.question.subject.is_none()
        && group.question.object.is_none();
    if nameless && !one_event(sources, ca, cb) {
        return None;
    }
    let mut confidence = Confidence::of(&comparison);
    doubts(&mut confidence, sources, group, &pair, ca, cb, both);
    Some(Edge { a, b, comparison, confidence, own: false })
}

/// "US President" and "President" in one article: two forms of one answer, which stand on one side.
fn coarser_form(sources: &Sources<'_>, group: &Group, a: &Class, b: &Class, brief: bool) -> Option<Comparison> {
    let (older, newer) = (&sources.claims[a.claims[0]], &sources.claims[b.claims[0]]);
    let options = &group.compare.options;
    let (days, later, changed, provisional) = (Some(0), false, false, false);
    let facts = [&a.facts, &b.facts];
    let pair = Pair { older, newer, days, later, changed, provisional, brief, options, slots: None, facts };
    compare(group, &pair, a, b).filter(|c| c.relation == Relation::Refine)
}

/// Whether a claim's article or sentence says that it puts an earlier one right.
fn corrects(sources: &Sources<'_>, claim: usize) -> bool {
    sources.document(claim).is_some_and(|d| d.correction)
        || sources.claims.get(claim).is_some_and(|c| change::says_revised(&c.sentence))
}

/// Whether the first articles of two classes tell of one event. A question that names nobody could be
/// asked of any.
fn one_event(sources: &Sources<'_>, a: &Class, b: &Class) -> bool {
    let documents =
        a.documents.iter().take(SAMPLE).flat_map(|&x| b.documents.iter().take(SAMPLE).map(move |&y| (x, y)));
    documents.into_iter().any(|(x, y)| x != y && sources.gate.one_event(x, y))
}

/// Articles of a class that are held against those of another.
const SAMPLE: usize = 8;

/// An article that prints both values and says that one was put right.
fn revised(sources: &Sources<'_>, a: &Class, b: &Class, only_a: bool) -> Option<Comparison> {
    let newer = &sources.claims[b.claims[0]];
    let says = |&c: &usize| change::replaces(newer, &sources.claims[c]);
    (only_a && a.claims.iter().any(says)).then(|| {
        Comparison::new(
            Relation::Update,
            0.9,
            "the later article gives both values and says that the first was revised",
        )
    })
}

/// Whether `b` is later than `a` beyond doubt: by days, or by hours where both state them.
fn later(a: Instant, b: Instant) -> bool {
    match (a, b) {
        (Instant::Time(x), Instant::Time(y)) => y > x,
        _ => b.date() > a.date(),
    }
}

fn compare(group: &Group, pair: &Pair<'_>, a: &Class, b: &Class) -> Option<Comparison> {
    if a.denied == b.denied {
        return group.compare.policy.compare(pair, group.question.view);
    }
    // "Ruled out" and "will": the same answer affirmed and denied.
    if a.key != b.key {
        return None;
    }
    let (one, other) = if a.denied { ("denied", "affirmed") } else { ("affirmed", "denied") };
    Some(if pair.later && pair.days.is_some_and(|d| d > 0) {
        Comparison::new(Relation::Update, 0.8, format!("first {one}, later {other}"))
    } else {
        Comparison::new(Relation::Conflict, 0.75, format!("{one} by one article and {other} by the other"))
    })
}

fn doubts(
    confidence: &mut Confidence,
    sources: &Sources<'_>,
    group: &Group,
    pair: &Pair<'_>,
    a: &Class,
    b: &Class,
    both: bool,
) {
    if group.completed && differs_in_question(pair) {
        confidence.doubt("one side leaves out");
    }
    if let Some(score) = group.aligned {
        confidence.aligned(score, pair.brief);
    }
    if both {
        confidence.doubt("one article gives both");
    }
    if [pair.older, pair.newer].iter().any(|c| c.status == Status::Reported) {
        confidence.doubt("one side rests");
    }
    let speakers = || a.speaker(sources).zip(b.speaker(sources)).is_some_and(|(x, y)| x != y);
    if group.compare.policy.name() != "quotations" && speakers() {
        confidence.doubt("the two sides name different");
    }
    let inferred = |c: &Claim| matches!(&*c.value, Value::Date(t) | Value::Time(t) if t.anchor == Anchor::Inferred);
    if inferred(pair.older) || inferred(pair.newer) {
        confidence.doubt("a date was resolved");
    }
    if pair.days.is_some_and(|d| d > 366) {
        confidence.doubt("the articles are more than a year");
    }
    if a.independent(sources) > 1 && b.independent(sources) > 1 {
        confidence.support("several independent sources stand on each side");
    }
}

fn differs_in_question(pair: &Pair<'_>) -> bool {
    let (a, b) = (pair.older, pair.newer);
    a.subject.is_some() != b.subject.is_some()
        || a.object.is_some() != b.object.is_some()
        || a.qualifiers.keys().ne(b.qualifiers.keys())
}

/// Whom a claim is attributed to, folded.
fn speaker(claim: &Claim) -> Option<String> {
    claim.attribution.as_ref().and_then(|a| a.speaker.as_deref()).map(fold::name)
}

/// The connected parts of at least two classes.
fn components<'e>(n: usize, edges: impl Iterator<Item = &'e Edge>) -> Vec<Vec<usize>> {
    let mut part: Vec<usize> = (0..n).collect();
    for e in edges {
        let (x, y) = (part[e.a], part[e.b]);
        if x != y {
            part.iter_mut().filter(|p| **p == x.max(y)).for_each(|p| *p = x.min(y));
        }
    }
    let mut out = Vec::new();
    for p in 0..n {
        let members: Vec<usize> = (0..n).filter(|&i| part[i] == p).collect();
        if members.len() > 1 {
            out.push(members);
        }
    }
    out
}
