//! From claims to findings: which claims answer the same question, and how their answers relate.
//!
//! [`run`] is pure and deterministic: the same claims and documents give the same findings, whatever
//! the order in which they come. It never looks at all pairs: claims are grouped by sorted keys, and
//! inside a group only unequal values are held against each other.

mod align;
mod anchors;
mod bases;
mod cases;
mod change;
mod citation;
mod confidence;
mod dates;
mod direction;
mod documents;
mod event;
mod facts;
mod figures;
mod findings;
mod fold;
mod group;
mod implied;
mod independence;
mod interval;
mod lead;
mod likeness;
mod lone;
mod measure;
mod measures;
mod misread;
mod names;
mod nearness;
mod offers;
mod offices;
mod opposites;
mod ordinals;
mod partial;
mod people;
mod phrases;
mod places;
mod policy;
mod question;
mod quotations;
mod reports;
mod retold;
mod score;
mod search;
mod sentence;
mod settings;
mod signs;
mod slot;
mod twins;
mod wording;
mod words;

pub use documents::DocumentInfo;
pub use independence::{Sketch, origins};
pub use lead::Lead;
pub use policy::{Comparison, Options, Pair, Policy};
pub use question::Question;
pub use settings::{Compare, Settings};

use crate::claim::Claim;
use crate::finding::{Finding, Relation};
use question::Group;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash as _, Hasher as _};

/// Every comparison policy, in the order in which they are listed to a user.
pub const POLICIES: &[&dyn Policy] =
    &[&dates::Dates, &figures::Figures, &ordinals::Ordinals, &quotations::Quotations, &offices::Offices, &names::Names];

/// The policy of that name.
pub fn named(name: &str) -> Option<&'static dyn Policy> {
    POLICIES.iter().copied().find(|p| p.name() == name)
}

/// The findings of all claims together, gravest and surest first.
///
/// A claim whose document is not among `documents` is left out. With `settings.all` the relations on
/// which nobody needs to act are there as well. Time grows with n log n of the claims.
pub fn run(claims: &[Claim], documents: &[DocumentInfo], settings: &Settings) -> Vec<Finding> {
    let wanted = |f: &mut Finding| {
        let shown = settings.all || f.relation.is_actionable() && f.confidence >= settings.threshold;
        if shown { Keep::Show } else { Keep::Hide }
    };
    run_judged(claims, documents, settings, &wanted).0
}

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// It is among the findings.
    Show,
    /// It is counted.
    Hide,
    /// It is as if it had not been found.
    Drop,
}

/// [`run`] with `judge` to say of each finding what becomes of it, and with how many are hidden. What
/// is not shown is never held, so that memory follows the claims and the findings that are.
pub fn run_judged(
    claims: &[Claim],
    documents: &[DocumentInfo],
    settings: &Settings,
    judge: &(dyn Fn(&mut Finding) -> Keep + Sync),
) -> (Vec<Finding>, usize) {
    let by_id: FxHashMap<&str, usize> = documents.iter().enumerate().map(|(i, d)| (d.id.as_str(), i)).collect();
    let document_of: Vec<Option<usize>> = claims.iter().map(|c| by_id.get(c.doc.as_str()).copied()).collect();
    let origins = origins(documents);
    let sources = group::Sources {
        claims,
        documents,
        document_of: &document_of,
        origins: &origins,
        gate: event::Gate::new(documents),
    };
    let mut groups = question::group(claims, documents, &document_of, settings);
    groups.extend(align::groups(claims, documents, &document_of, settings));
    let judged = |group: Group| {
        let (mut shown, mut agreed, mut hidden) = (Vec::new(), 0, Vec::new());
        for mut finding in group::findings(&sources, &group, settings) {
            match judge(&mut finding) {
                Keep::Show => shown.push(finding),
                Keep::Hide if finding.relation == Relation::Agree => agreed += 1,
                Keep::Hide => hidden.push(content(&finding)),
                Keep::Drop => {}
            }
        }
        (shown, agreed, hidden)
    };
    let (mut findings, mut agreed, mut hidden) = (Vec::new(), 0, FxHashSet::default());
    for (shown, agrees, hides) in groups.into_par_iter().map(judged).collect::<Vec<_>>() {
        findings.extend(shown);
        agreed += agrees;
        hidden.extend(hides);
    }
    findings.sort_by(|a, b| {
        b.relation
            .is_actionable()
            .cmp(&a.relation.is_actionable())
            .then(a.severity.cmp(&b.severity))
            .then(a.relation.cmp(&b.relation))
            .then(b.confidence.total_cmp(&a.confidence))
            .then_with(|| a.message.cmp(&b.message))
            .then_with(|| a.id.cmp(&b.id))
    });
    // A figure may be a rule's claim and meet its like by its sentence as well.
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    findings.retain(|f| f.relation == Relation::Agree || seen.insert(content(f)));
    let hidden = hidden.difference(&seen).count() + agreed;
    (findings, hidden)
}

/// Equal for findings that say the same of the same words.
fn content(finding: &Finding) -> u64 {
    let mut hash = FxHasher::default();
    finding.relation.hash(&mut hash);
    for side in &finding.sides {
        (&side.docs, &side.text).hash(&mut hash);
    }
    hash.finish()
}

#[cfg(test)]
mod tests;
