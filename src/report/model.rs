//! What a format is handed: findings, and everything to look up about them.

use super::place::{Base, Mark};
use crate::claim::{Claim, ClaimIndex};
use crate::coverage::Coverage;
use crate::document::Document;
use crate::draft::Support;
use crate::finding::{Finding, Severity};
use crate::json::QuotationPlaces;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A rule or a check, for formats that describe what a finding came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// `pack/rule` or `consistency/check`.
    pub id: String,
    /// A few words.
    pub title: String,
    /// Why it matters, in a sentence.
    pub why: String,
    /// How grave its findings are, where nothing else is said.
    pub severity: Severity,
}

/// What a run found.
#[derive(Debug)]
pub struct Report<'a> {
    /// Everything that was read, in order.
    pub documents: &'a [Document],
    /// The claims of all documents, in their order.
    pub claims: &'a [Claim],
    /// The findings to show, gravest first.
    pub findings: &'a [Finding],
    /// How many findings `--all` would add.
    pub hidden: usize,
    coverage: Option<&'a Coverage>,
    rules: Vec<RuleInfo>,
    base: Base,
    texts: bool,
    support: Option<(&'a [Support], bool)>,
    quotations: Option<&'a FxHashMap<String, QuotationPlaces>>,
    by_document: FxHashMap<&'a str, usize>,
    by_claim: ClaimIndex<'a>,
}

impl<'a> Report<'a> {
    /// A report of `findings` about `claims` of `documents`.
    pub fn new(documents: &'a [Document], claims: &'a [Claim], findings: &'a [Finding], hidden: usize) -> Self {
        Self {
            documents,
            claims,
            findings,
            hidden,
            coverage: None,
            rules: Vec::new(),
            base: Base::default(),
            texts: true,
            support: None,
            quotations: None,
            by_document: documents.iter().enumerate().map(|(i, d)| (d.id.as_str(), i)).collect(),
            by_claim: ClaimIndex::new(claims),
        }
    }

    /// With what no rule read.
    #[must_use]
    pub fn with_coverage(mut self, coverage: Option<&'a Coverage>) -> Self {
        self.coverage = coverage;
        self
    }

    /// What no rule read, where that was asked for.
    pub fn coverage(&self) -> Option<&'a Coverage> {
        self.coverage
    }

    /// With what its rules and checks are.
    #[must_use]
    pub fn with_rules(mut self, mut rules: Vec<RuleInfo>) -> Self {
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        self.rules = rules;
        self
    }

    /// With the folder that paths in CI formats count from.
    #[must_use]
    pub fn with_base(mut self, base: Base) -> Self {
        self.base = base;
        self
    }

    /// For a draft: what its sources say of its claims. With `all` a person sees the supported ones too.
    #[must_use]
    pub fn with_support(mut self, support: &'a [Support], all: bool) -> Self {
        self.support = Some((support, all));
        self
    }

    /// What the sources of a draft say of its claims, and whether all of that is shown to a person.
    pub fn support(&self) -> Option<(&'a [Support], bool)> {
        self.support
    }

    /// For claims read back from a file: the articles themselves are not at hand, so that marked
    /// words are shown in their sentence.
    #[must_use]
    pub fn without_texts(mut self) -> Self {
        self.texts = false;
        self
    }

    /// For claims read back from a file: where the parts of their quotations stand, by the claim's id.
    #[must_use]
    pub fn with_quotations(mut self, quotations: &'a FxHashMap<String, QuotationPlaces>) -> Self {
        self.quotations = Some(quotations);
        self
    }

    /// Where the parts of a claim's quotation stand, where it was read back from a file.
    pub fn quotation(&self, claim: &str) -> Option<&'a QuotationPlaces> {
        self.quotations?.get(claim)
    }

    /// The rules and checks, sorted by id.
    pub fn rules(&self) -> &[RuleInfo] {
        &self.rules
    }

    /// The folder that paths in CI formats count from.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Whether the documents hold their articles whole.
    pub fn has_texts(&self) -> bool {
        self.texts
    }

    /// The document of that id.
    pub fn document(&self, id: &str) -> Option<&'a Document> {
        self.documents.get(self.number(id)?)
    }

    /// Which of the documents has that id.
    pub fn number(&self, id: &str) -> Option<usize> {
        self.by_document.get(id).copied()
    }

    /// The claim of that id.
    pub fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.by_claim.get(id)
    }

    /// The findings that count: those that nobody accepted or ignored.
    pub fn open(&self) -> impl Iterator<Item = &'a Finding> + use<'a> {
        self.findings.iter().filter(|f| f.suppressed.is_none())
    }

    /// What a finding came from: the rule of its claims, or the check of one article.
    pub fn rule_of<'f>(&self, finding: &'f Finding) -> &'f str
    where
        'a: 'f,
    {
        let first = finding.sides.iter().flat_map(|s| &s.claims).next();
        first.and_then(|id| self.claim(id)).map_or(finding.check.as_str(), |c| c.rule.as_str())
    }

    /// What is known of that rule.
    pub fn rule(&self, id: &str) -> Option<&RuleInfo> {
        self.rules.binary_search_by(|r| r.id.as_str().cmp(id)).ok().and_then(|i| self.rules.get(i))
    }

    /// The places that a finding marks: on each side one a document, in the order of its sides.
    pub fn marks(&self, finding: &Finding) -> Vec<Mark<'a>> {
        let mut all = Vec::new();
        for (number, side) in finding.sides.iter().enumerate() {
            let mut seen: Vec<&str> = Vec::new();
            let claims =
                side.claims.iter().filter_map(|id| self.claim(id)).map(|c| (c.doc.as_str(), c.location, Some(c)));
            let own = side.doc.as_deref().zip(side.span).map(|(doc, at)| (doc, at, None));
            for (doc, at, claim) in claims.chain(own) {
                if seen.contains(&doc) {
                    continue;
                }
                seen.push(doc);
                if let Some(document) = self.document(doc) {
                    all.push(Mark { side: number, document, at, claim });
                }
            }
        }
        all
    }

    /// The findings that count, by severity; all three keys are always there.
    pub fn counts(&self) -> BTreeMap<Severity, usize> {
        let mut all: BTreeMap<Severity, usize> =
            [Severity::Error, Severity::Warning, Severity::Note].into_iter().map(|s| (s, 0)).collect();
        for f in self.open() {
            *all.entry(f.severity).or_insert(0) += 1;
        }
        all
    }

    /// "1 error, 2 warnings, 0 notes in 96 claims from 5 articles".
    pub fn summary(&self) -> String {
        let counts = self.counts();
        let of = |s: Severity, one: &str| plural(counts.get(&s).copied().unwrap_or(0), one);
        format!(
            "{}, {}, {} in {} from {}",
            of(Severity::Error, "error"),
            of(Severity::Warning, "warning"),
            of(Severity::Note, "note"),
            plural(self.claims.len(), "claim"),
            plural(self.documents.len(), "article"),
        )
    }
}

/// "1 claim", "2 claims".
pub(super) fn plural(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}
