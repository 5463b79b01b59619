//! What the project's settings make of the findings.

use super::project::Project;
use factcheck::check::Engine;
use factcheck::claim::Claim;
use factcheck::config::Policy;
use factcheck::document::Document;
use factcheck::finding::{Finding, Severity};
use rustc_hash::FxHashMap;

/// The findings that are shown, gravest first, and how many are not.
pub(super) fn judge(
    mut findings: Vec<Finding>,
    claims: &[Claim],
    documents: &[Document],
    engine: &Engine,
    project: &Project,
    (threshold, all): (f64, bool),
) -> (Vec<Finding>, usize) {
    let judge = Judge::new(claims, documents, engine, project);
    findings.retain_mut(|f| match judge.severity(f) {
        Some(severity) => {
            f.severity = severity;
            true
        }
        None => false,
    });
    findings.sort_by(|a, b| {
        (a.severity, !a.relation.is_actionable())
            .cmp(&(b.severity, !b.relation.is_actionable()))
            .then(b.confidence.total_cmp(&a.confidence))
            .then_with(|| a.id.cmp(&b.id))
    });
    let before = findings.len();
    if !all {
        findings.retain(|f| f.relation.is_actionable() && f.confidence >= judge.threshold(f, threshold));
    }
    let hidden = before - findings.len();
    (findings, hidden)
}

struct Judge<'a> {
    claims: FxHashMap<&'a str, &'a Claim>,
    policies: FxHashMap<&'a str, Policy<'a>>,
    /// How grave each rule takes its findings to be.
    rules: FxHashMap<&'a str, Severity>,
}

impl<'a> Judge<'a> {
    fn new(claims: &'a [Claim], documents: &'a [Document], engine: &'a Engine, project: &'a Project) -> Self {
        let policies = documents.iter().filter_map(|d| Some((d.id.as_str(), project.policy(d)?))).collect();
        Self {
            claims: claims.iter().map(|c| (c.id.as_str(), c)).collect(),
            policies,
            rules: engine.rulebook.rules().map(|(_, r)| (r.id.as_str(), r.severity)).collect(),
        }
    }

    /// Every article of a finding with the rule that it was read by; `None` for a check of one article.
    fn sources<'f>(&'f self, f: &'f Finding) -> impl Iterator<Item = (&'f Policy<'a>, Option<&'f str>)> {
        let claims = f.sides.iter().flat_map(|s| &s.claims).filter_map(|id| self.claims.get(id.as_str()));
        let read = claims.map(|c| (c.doc.as_str(), Some(c.rule.as_str())));
        let own = f.sides.iter().filter_map(|s| Some((s.doc.as_deref()?, None)));
        read.chain(own).filter_map(|(doc, rule)| Some((self.policies.get(doc)?, rule)))
    }

    /// The gravest that any of its articles and rules makes of it; `None` where it is switched off
    /// for all of them.
    fn severity(&self, f: &Finding) -> Option<Severity> {
        let mut seen = false;
        let mut gravest: Option<Severity> = None;
        for (policy, rule) in self.sources(f) {
            seen = true;
            let base = rule.map_or(f.severity, |r| self.rules.get(r).copied().unwrap_or(Severity::Warning));
            let here = policy.severity(rule, &f.check, f.severity, base);
            gravest = gravest.into_iter().chain(here).min();
        }
        if seen { gravest } else { Some(f.severity) }
    }

    /// The lowest that any of its articles and rules asks for.
    fn threshold(&self, f: &Finding, default: f64) -> f64 {
        let all = self.sources(f).map(|(policy, rule)| policy.threshold(rule, &f.check, default));
        all.min_by(f64::total_cmp).unwrap_or(default)
    }
}
