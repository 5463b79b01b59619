//! The trait that every comparison policy has, and what it is handed.

use super::facts::{Facts, Figure};
use super::question::Question;
use super::slot::{Slot, place};
use crate::claim::Claim;
use crate::finding::Relation;

/// Options of a rule's `compare`, as in `compare = "figures tolerance=2 grows"`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Values that differ by no more than this many percent hold together.
    pub tolerance: f64,
    /// The figure only ever rises as reports come in: a toll, a count of votes.
    pub grows: bool,
    /// Several answers may be true at once: the visits, offices or deals of one country.
    pub many: bool,
    /// The two claims stand at one place of sentences that are alike but for that.
    pub twin: bool,
    /// The two answer one question however far apart they are: a claim and what an article says, measures of one event.
    pub far: bool,
}

/// Two claims that answer one question, the earlier published first.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The claim published first, or first in the order of documents.
    pub older: &'a Claim,
    /// The other.
    pub newer: &'a Claim,
    /// Days from the older to the newer article; `None` where either date is unknown.
    pub days: Option<i64>,
    /// Whether the newer article came out later, by hours where both state them.
    pub later: bool,
    /// Whether the newer article says that something was changed, moved or corrected.
    pub changed: bool,
    /// Whether the older article gave what was counted by then, and nobody gave it again after the newer one.
    pub provisional: bool,
    /// Whether the reason is not asked for: what takes work to word may be left out of it.
    pub brief: bool,
    /// The rule's options.
    pub options: &'a Options,
    /// What the two measure, where it is known from their sentences.
    pub(super) slots: Option<[&'a Slot; 2]>,
    /// What was read of each.
    pub(super) facts: [&'a Facts; 2],
}

impl<'a> Pair<'a> {
    /// The two with what was read of them.
    pub(super) fn figures(&self) -> [Figure<'a>; 2] {
        [Figure::new(self.older, self.facts[0]), Figure::new(self.newer, self.facts[1])]
    }

    /// Whether the values are all in which the two sentences differ.
    pub(super) fn are_twins(&self) -> bool {
        let around = |c: &'a Claim| {
            let (from, to) = place(c)?;
            Some((c.sentence.get(..from)?, c.sentence.get(to..)?))
        };
        self.options.twin || around(self.older).is_some_and(|a| around(self.newer) == Some(a))
    }
}

/// How two claims relate, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The relation.
    pub relation: Relation,
    /// One clause for a person, without a full stop: "the ranges share one day".
    pub why: String,
    /// How sure the policy is of the relation, from 0 to 1, before the question is looked at.
    pub strength: f64,
    /// What makes it less sure, for the finding's reasons.
    pub doubts: Vec<&'static str>,
}

impl Comparison {
    /// A relation and its reason.
    pub fn new(relation: Relation, strength: f64, why: impl Into<String>) -> Self {
        Self { relation, why: why.into(), strength, doubts: Vec::new() }
    }

    /// Takes away from its certainty, with the reason for that.
    #[must_use]
    pub fn doubt(mut self, factor: f64, reason: &'static str) -> Self {
        self.strength *= factor;
        self.doubts.push(reason);
        self
    }
}

/// How claims of one sort of value are compared.
///
/// A policy is pure: it knows two claims and the time between them, and nothing of the rest. It
/// never panics, and it says nothing (`None`) where two values cannot be set side by side.
pub trait Policy: Sync {
    /// Unique name, lower case: the `compare` of a rule and the `reconcile/<name>` of a finding.
    fn name(&self) -> &'static str;

    /// What it does, in one sentence.
    fn about(&self) -> &'static str;

    /// The questions that a claim answers; most answer one.
    fn questions(&self, claim: &Claim) -> Vec<Question> {
        vec![Question::of(claim)]
    }

    /// The value in a form that is equal exactly where the values are; `None` for a value that this
    /// policy cannot compare.
    fn key(&self, claim: &Claim, view: u8) -> Option<String>;

    /// Parts a group of claims into those that speak of one thing. Indices into `claims`.
    fn split(&self, claims: &[&Claim], _view: u8) -> Vec<Vec<usize>> {
        vec![(0..claims.len()).collect()]
    }

    /// How two claims with unequal keys relate.
    fn compare(&self, pair: &Pair<'_>, view: u8) -> Option<Comparison>;

    /// Whether equal values in this view are told of as agreement: not where another view tells the same.
    fn agrees(&self, _view: u8) -> bool {
        true
    }

    /// Whether values may be matched where one side leaves out a qualifier.
    fn loose(&self) -> bool {
        true
    }
}
