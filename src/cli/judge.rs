//! What the project's settings make of the findings.

use super::project::Project;
use factcheck::check::Engine;
use factcheck::claim::{Claim, ClaimIndex};
use factcheck::config::Policy;
use factcheck::document::Document;
use factcheck::finding::{Finding, Severity};
use factcheck::reconcile::Keep;
use rustc_hash::FxHashMap;

/// Says of each finding how grave it is and whether it is shown.
pub(super) struct Judge<'a> {
    claims: ClaimIndex<'a>,
    policies: FxHashMap<&'a str, Policy<'a>>,
    /// How grave each rule takes its findings to be.
    rules: FxHashMap<&'a str, Severity>,
    /// Findings that are less sure are hidden, where no policy says otherwise.
    threshold: f64,
    /// Whether nothing is hidden.
    all: bool,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        claims: &'a [Claim],
        documents: &'a [Document],
        engine: &'a Engine,
        project: &'a Project,
        (threshold, all): (f64, bool),
    ) -> Self {
        let policies = documents.iter().filter_map(|d| Some((d.id.as_str(), project.policy(d)?))).collect();
        Self {
            claims: ClaimIndex::new(claims),
            policies,
            rules: engine.rulebook.rules().map(|(_, r)| (r.id.as_str(), r.severity)).collect(),
            threshold,
            all,
        }
    }

    /// Sets a finding's severity, and says whether it is shown.
    pub(super) fn of(&self, f: &mut Finding) -> Keep {
        let Some(severity) = self.severity(f) else { return Keep::Drop };
        f.severity = severity;
        let shown = self.all || f.relation.is_actionable() && f.confidence >= self.threshold(f);
        if shown { Keep::Show } else { Keep::Hide }
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
    fn threshold(&self, f: &Finding) -> f64 {
        let all = self.sources(f).map(|(policy, rule)| policy.threshold(rule, &f.check, self.threshold));
        all.min_by(f64::total_cmp).unwrap_or(self.threshold)
    }
}

/// The gravest and surest first.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (a.severity, !a.relation.is_actionable())
            .cmp(&(b.severity, !b.relation.is_actionable()))
            .then(b.confidence.total_cmp(&a.confidence))
            .then_with(|| a.id.cmp(&b.id))
    });
}
