//! Which claims answer the same question.

use super::documents::DocumentInfo;
use super::fold;
use super::people::Aliases;
use super::settings::{Compare, Settings};
use crate::claim::{Claim, Status};
use crate::finding::Severity;
use arcstr::ArcStr;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

/// What a claim answers: who or what, towards whom or where, which property, for which period.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Question {
    /// Whom or what it is about; `None` where the sentence leaves it out.
    pub subject: Option<ArcStr>,
    /// The other party or place; `None` where the sentence leaves it out.
    pub object: Option<ArcStr>,
    /// Which property.
    pub attribute: Option<ArcStr>,
    /// Period, edition, place, …
    pub qualifiers: BTreeMap<ArcStr, ArcStr>,
    /// Which of the policy's views asks it.
    pub view: u8,
}

/// Qualifiers that colour a claim and do not change what it answers.
const COLOUR: &[&str] = &["direction", "as-of", "as_of", "origin", "cue", "predicate-words", "note"];

/// Kinds in which subject and object may change places.
const MUTUAL: &[&str] = &["meeting", "agreement", "call", "talks", "match"];

impl Question {
    /// The question that a claim's own fields ask.
    pub fn of(claim: &Claim) -> Self {
        let (mut subject, mut object) = (claim.subject.clone(), claim.object.clone());
        let turn = MUTUAL.contains(&claim.kind.as_str())
            && match (&subject, &object) {
                (Some(s), Some(o)) => fold::name(o) < fold::name(s),
                _ => false,
            };
        if turn {
            std::mem::swap(&mut subject, &mut object);
        }
        let qualifiers =
            claim.qualifiers.iter().filter(|(k, _)| !COLOUR.contains(&k.as_str())).map(|(k, v)| (k.clone(), v.clone()));
        Self { subject, object, attribute: claim.attribute.clone(), qualifiers: qualifiers.collect(), view: 0 }
    }
}

/// Claims that answer one question.
#[derive(Debug)]
pub(super) struct Group {
    /// The question, with whatever any of its claims says of it.
    pub(super) question: Question,
    /// How they are compared.
    pub(super) compare: Compare,
    /// The gravest severity that a rule gives.
    pub(super) severity: Severity,
    /// Indices of the claims, in the order of their documents.
    pub(super) claims: Vec<usize>,
    /// Whether some claims leave out a part of the question that others state.
    pub(super) completed: bool,
    /// How surely they measure one thing, for figures that no rule has named.
    pub(super) aligned: Option<f64>,
}

/// A claim and the hashes of the parts of one of its questions; 0 is a missing part.
#[derive(Clone, Copy)]
struct Entry {
    bucket: u64,
    subject: u64,
    object: u64,
    qualifiers: u64,
    claim: usize,
    view: u8,
    order: u8,
}

/// In a bucket with more questions than this, incomplete ones are left as they are: a claim that
/// fits so many is not worth the guess.
const SEARCHED: usize = 512;

/// Groups claims by question: sorted keys, no pairs. `documents` gives the index of each claim's
/// document.
pub(super) fn group(
    claims: &[Claim],
    documents: &[DocumentInfo],
    document_of: &[Option<usize>],
    settings: &Settings,
) -> Vec<Group> {
    let aliases = Aliases::of(claims, documents, document_of);
    let mut compares: FxHashMap<(&str, Option<&str>, u8), (Compare, Severity)> = FxHashMap::default();
    let mut entries = Vec::with_capacity(claims.len());
    for (i, claim) in claims.iter().enumerate() {
        let Some(document) = document_of.get(i).copied().flatten() else { continue };
        let unnamed = claim.kind == super::align::FIGURE || claim.is_direction();
        if claim.status == Status::Conditional || unnamed {
            continue;
        }
        let key = (claim.kind.as_str(), claim.attribute.as_deref(), claim.value.kind() as u8);
        let (compare, _) = compares.entry(key).or_insert_with(|| settings.of(claim));
        let story = documents.get(document).and_then(|d| d.story.as_deref()).unwrap_or("");
        for (order, q) in compare.policy.questions(claim).into_iter().enumerate() {
            let name = |n: &Option<ArcStr>| n.as_deref().map_or(0, |n| aliases.hash(story, n));
            let mut bucket = FxHasher::default();
            (story, &claim.kind, &q.attribute, compare.policy.name(), q.view).hash(&mut bucket);
            let mut qualifiers = FxHasher::default();
            q.qualifiers.hash(&mut qualifiers);
            entries.push(Entry {
                bucket: bucket.finish(),
                subject: name(&q.subject),
                object: name(&q.object),
                qualifiers: if q.qualifiers.is_empty() { 0 } else { qualifiers.finish() | 1 },
                claim: i,
                view: q.view,
                order: order as u8,
            });
        }
    }
    entries.sort_unstable_by_key(|e| (e.bucket, e.subject, e.object, e.qualifiers, e.view, e.claim));
    let mut groups = Vec::new();
    for bucket in entries.chunk_by(|a, b| a.bucket == b.bucket) {
        let runs: Vec<&[Entry]> = bucket
            .chunk_by(|a, b| (a.subject, a.object, a.qualifiers) == (b.subject, b.object, b.qualifiers))
            .collect();
        collect(claims, &compares, settings, &runs, &mut groups);
    }
    groups
}

type Compares<'a> = FxHashMap<(&'a str, Option<&'a str>, u8), (Compare, Severity)>;

fn collect(claims: &[Claim], compares: &Compares<'_>, settings: &Settings, runs: &[&[Entry]], out: &mut Vec<Group>) {
    let questions: Vec<Question> = runs.iter().map(|r| question(claims, compares, settings, r[0])).collect();
    let home = complete(runs, &questions);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); runs.len()];
    for (i, &h) in home.iter().enumerate() {
        members[h].push(i);
    }
    for (h, runs_of) in members.iter().enumerate().filter(|(_, m)| !m.is_empty()) {
        let mut list: Vec<usize> = runs_of.iter().flat_map(|&i| runs[i].iter().map(|e| e.claim)).collect();
        list.sort_unstable();
        list.dedup();
        list.sort_by(|&a, &b| {
            let place = |i: usize| (&claims[i].doc, claims[i].span, &claims[i].id);
            place(a).cmp(&place(b))
        });
        if list.len() < 2 {
            continue;
        }
        let mut compare: Option<(Compare, Severity)> = None;
        for &c in &list {
            let claim = &claims[c];
            let (policy, severity) = settings.of(claim);
            compare = Some(match compare {
                None => (policy, severity),
                Some((mut first, s)) => {
                    first.options.grows |= policy.options.grows;
                    first.options.many |= policy.options.many;
                    first.options.tolerance = first.options.tolerance.max(policy.options.tolerance);
                    (first, s.min(severity))
                }
            });
        }
        let Some((compare, severity)) = compare else { continue };
        let completed = runs_of.len() > 1;
        let mut question = questions[h].clone();
        if policy_names_claims(&question, claims, &list) {
            question.subject = best_name(list.iter().filter_map(|&i| claims[i].subject.as_deref()));
        }
        out.push(Group { question, compare, severity, claims: list, completed, aligned: None });
    }
}

/// Whether the question's subject is that of its claims, and not one that the policy made.
fn policy_names_claims(question: &Question, claims: &[Claim], list: &[usize]) -> bool {
    question.subject.is_some() && list.iter().any(|&i| claims[i].subject == question.subject)
}

/// The name that stands for all: a full one before a surname, then the most used.
fn best_name<'a>(names: impl Iterator<Item = &'a str>) -> Option<ArcStr> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for n in names {
        *count.entry(n).or_default() += 1;
    }
    count.into_iter().rev().max_by_key(|(n, c)| (n.contains(' '), *c)).map(|(n, _)| n.into())
}

fn question(claims: &[Claim], compares: &Compares<'_>, settings: &Settings, e: Entry) -> Question {
    let claim = &claims[e.claim];
    let key = (claim.kind.as_str(), claim.attribute.as_deref(), claim.value.kind() as u8);
    let policy = compares.get(&key).map_or_else(|| settings.of(claim).0.policy, |(c, _)| c.policy);
    policy.questions(claim).into_iter().nth(e.order as usize).unwrap_or_default()
}

/// For each run of a bucket the run whose question it answers: itself, or the only one that says all
/// that it says and more.
fn complete(runs: &[&[Entry]], questions: &[Question]) -> Vec<usize> {
    let mut home: Vec<usize> = (0..runs.len()).collect();
    if runs.len() < 2 || runs.len() > SEARCHED {
        // A large bucket still lets a missing object be found among its own subject's few runs.
        let mut from = 0;
        for same in runs.chunk_by(|a, b| a[0].subject == b[0].subject) {
            if (2..=SEARCHED).contains(&same.len()) && same[0][0].subject != 0 {
                let here = from..from + same.len();
                for (i, h) in home.iter_mut().enumerate().take(here.end).skip(here.start) {
                    *h = only_fuller(runs, questions, i, here.clone());
                }
            }
            from += same.len();
        }
    } else {
        for (i, h) in home.iter_mut().enumerate() {
            *h = only_fuller(runs, questions, i, 0..runs.len());
        }
    }
    // A run may point at one that points on.
    for i in 0..home.len() {
        let mut to = home[i];
        for _ in 0..8 {
            to = home[to];
        }
        home[i] = to;
    }
    home
}

fn only_fuller(runs: &[&[Entry]], questions: &[Question], i: usize, among: std::ops::Range<usize>) -> usize {
    let mut fuller = among.filter(|&j| j != i && fits(&runs[i][0], &runs[j][0], &questions[i], &questions[j]));
    match (fuller.next(), fuller.next()) {
        (Some(j), None) => j,
        (Some(first), Some(second)) => {
            // Several fit; they may themselves be steps of one: object alone, object and period.
            let rest: Vec<usize> = [first, second].into_iter().chain(fuller).collect();
            let widest = rest.iter().copied().max_by_key(|&j| (stated(&questions[j]), std::cmp::Reverse(j)));
            widest
                .filter(|&w| {
                    rest.iter().all(|&j| j == w || fits(&runs[j][0], &runs[w][0], &questions[j], &questions[w]))
                })
                .unwrap_or(i)
        }
        _ => i,
    }
}

fn stated(q: &Question) -> usize {
    usize::from(q.subject.is_some()) + usize::from(q.object.is_some()) + q.qualifiers.len()
}

/// Whether all that `a` states is stated by `b`, which states more. A question that states nothing
/// fits none.
fn fits(a: &Entry, b: &Entry, qa: &Question, qb: &Question) -> bool {
    let part = |x: u64, y: u64| x == y || x == 0;
    part(a.subject, b.subject)
        && part(a.object, b.object)
        && (a.subject != 0 || a.object != 0 || !qa.qualifiers.is_empty())
        && stated(qa) < stated(qb)
        && qa.qualifiers.iter().all(|(k, v)| qb.qualifiers.get(k) == Some(v))
}
