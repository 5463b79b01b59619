//! How each question is compared: what the rules say of it.

use super::policy::{Options, Policy};
use super::{POLICIES, named};
use crate::claim::Claim;
use crate::finding::Severity;
use crate::value::Value;
use arcstr::ArcStr;
use std::collections::BTreeMap;

/// A rule's `compare`: a policy and its options.
#[derive(Clone)]
pub struct Compare {
    /// The policy.
    pub policy: &'static dyn Policy,
    /// Its options.
    pub options: Options,
}

impl std::fmt::Debug for Compare {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.policy.name(), self.options)
    }
}

impl Compare {
    /// Reads `figures`, `figures grows`, `figures tolerance=2`; otherwise what is wrong with it and
    /// what may be written.
    pub fn parse(written: &str) -> Result<Self, String> {
        let mut words = written.split_whitespace();
        let name = words.next().unwrap_or("");
        let policy = named(name).ok_or_else(|| {
            let all: Vec<&str> = POLICIES.iter().map(|p| p.name()).collect();
            format!("there is no policy `{name}`; there are: {}", all.join(", "))
        })?;
        let mut options = Options::default();
        for word in words {
            match word.split_once('=') {
                None if word == "grows" => options.grows = true,
                None if word == "many" => options.many = true,
                Some(("tolerance", percent)) => {
                    options.tolerance = percent
                        .parse()
                        .ok()
                        .filter(|p: &f64| p.is_finite() && *p >= 0.0)
                        .ok_or_else(|| format!("`tolerance` is a number of percent, not `{percent}`"))?;
                }
                _ => return Err(format!("there is no option `{word}`; there are: tolerance=PERCENT, grows, many")),
            }
        }
        Ok(Self { policy, options })
    }

    /// The policy that fits a value, for claims whose rule is not known.
    pub fn by_value(value: &Value) -> Self {
        let name = match value {
            Value::Date(_) | Value::Time(_) => "dates",
            Value::Number(_)
            | Value::Percent(_)
            | Value::Money(_)
            | Value::Quantity(_)
            | Value::Duration(_)
            | Value::Set(_) => "figures",
            Value::Ordinal(_) => "ordinals",
            Value::Quotation(_) => "quotations",
            Value::Office(_) => "offices",
            Value::Person(p) if p.office.is_some() => "offices",
            Value::Person(_) | Value::Organisation(_) | Value::Place(_) | Value::Direction(_) => "names",
        };
        Self { policy: named(name).unwrap_or(POLICIES[0]), options: Options::default() }
    }
}

/// What the rules say of the questions, and how much the caller wants to see.
#[derive(Debug, Clone)]
pub struct Settings {
    pub(super) rules: BTreeMap<String, BTreeMap<Option<ArcStr>, (Compare, Severity)>>,
    /// Also the relations on which nobody needs to act: agree, refine, compatible, and findings
    /// below the threshold.
    pub all: bool,
    /// Findings that are less sure than this are left out.
    pub threshold: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rules: BTreeMap::new(), all: false, threshold: 0.5 }
    }
}

impl Settings {
    /// Says how the claims of a kind and attribute are compared. Where two rules differ the graver
    /// severity and the first policy hold, whatever their order of loading.
    pub fn set(&mut self, kind: &str, attribute: Option<&str>, compare: Compare, severity: Severity) {
        self.rules
            .entry(kind.to_owned())
            .or_default()
            .entry(attribute.map(ArcStr::from))
            .and_modify(|(_, s)| *s = (*s).min(severity))
            .or_insert((compare, severity));
    }

    /// How a claim is compared: by its kind and attribute, else by its kind, else by its value.
    pub fn of(&self, claim: &Claim) -> (Compare, Severity) {
        self.rules
            .get(claim.kind.as_str())
            .and_then(|by| by.get(&claim.attribute).or_else(|| by.get(&None)))
            .cloned()
            .unwrap_or_else(|| (Compare::by_value(&claim.value), Severity::Warning))
    }
}
