//! What a project's settings make of a finding.

use super::file::{Entry, Folder, Level};
use super::resolve::{Config, Scoped};
use crate::diagnostic::Diagnostic;
use crate::finding::Severity;
use crate::rulebook::suggest::closest;
use std::collections::BTreeMap;
use std::path::Path;

/// The names that settings may use.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// `pack`, of every pack that is there, switched off or not.
    pub packs: Vec<String>,
    /// `pack/rule`.
    pub rules: Vec<String>,
    /// `reconcile/dates`, `consistency/weekday`.
    pub checks: Vec<String>,
}

impl Known {
    fn all(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().chain(&self.packs).chain(&self.checks).map(String::as_str)
    }
}

/// The settings of one file: those for all, and the folders that it lies in, the last first.
#[derive(Debug, Clone)]
pub struct Policy<'c> {
    layers: Vec<&'c Folder>,
}

impl Config {
    /// Names in settings that name nothing.
    pub fn unknown(&self, known: &Known) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = Vec::new();
        for folder in std::iter::once(&self.all).chain(&self.folders) {
            for (name, entry) in &folder.packs {
                if !known.packs.contains(name) {
                    found.push(self.unknown_name("pack", name, entry, known.packs.iter().map(String::as_str)));
                }
            }
            for (name, entry) in &folder.severity {
                if !known.all().any(|n| n == name) {
                    found.push(self.unknown_name("rule, pack or check", name, entry, known.all()));
                }
            }
            for (name, entry) in &folder.thresholds {
                if name != "confidence" && !known.all().any(|n| n == name) {
                    found.push(self.unknown_name(
                        "rule, pack or check",
                        name,
                        entry,
                        known.all().chain(["confidence"]),
                    ));
                }
            }
        }
        found.sort_by_cached_key(|d| (d.source.clone(), d.labels.first().map(|l| l.span)));
        found
    }

    fn unknown_name<'n, T>(
        &self,
        what: &str,
        name: &str,
        entry: &Entry<T>,
        names: impl Iterator<Item = &'n str>,
    ) -> Diagnostic {
        let help = match closest(name, names) {
            Some(s) => format!("did you mean `{s}`?"),
            None => "`factcheck rules list` shows the rules by their packs, and below them the checks".to_owned(),
        };
        self.mistake("config-unknown-name", format!("no {what} is named `{name}`"), entry.place, help)
    }

    /// Whether a rule (`pack/rule`) runs at all.
    pub fn runs(&self, rule: &str) -> bool {
        let policy = Policy { layers: vec![&self.all] };
        policy.runs(rule)
    }

    /// The settings for the file at this absolute path; for a source without one, those for all.
    pub fn policy(&self, path: Option<&Path>) -> Policy<'_> {
        let inside = |s: &&Scoped| path.is_some_and(|p| s.globs.matches(p) == Some(true));
        let scoped = self.scoped.iter().rev().filter(inside).map(|s| &s.folder);
        Policy { layers: scoped.chain([&self.all]).collect() }
    }
}

impl Policy<'_> {
    /// Whether a rule (`pack/rule`) runs for this file.
    pub fn runs(&self, rule: &str) -> bool {
        let pack = rule.split('/').next().unwrap_or(rule);
        let on = self.layers.iter().find_map(|l| l.packs.get(pack)).is_none_or(|e| e.value);
        on && !matches!(self.look_up(|l| &l.severity, rule, None), Some(Level::Off))
    }

    /// How grave a finding of `check` is whose claim came from `rule`, where its own severity is
    /// `own` and the rule's is `base`; `None` where it is switched off.
    ///
    /// A finding that is less grave than its rule, because it is unsure or a mere variant, stays no
    /// graver than it is.
    pub fn severity(&self, rule: Option<&str>, check: &str, own: Severity, base: Severity) -> Option<Severity> {
        match self.look_up(|l| &l.severity, rule.unwrap_or(check), Some(check)) {
            None => Some(own),
            Some(Level::Off) => None,
            Some(Level::At(severity)) => Some(if own == base { severity } else { severity.max(own) }),
        }
    }

    /// How sure a finding must be to be shown.
    pub fn threshold(&self, rule: Option<&str>, check: &str, default: f64) -> f64 {
        let named = self.look_up(|l| &l.thresholds, rule.unwrap_or(check), Some(check));
        let all = || self.layers.iter().find_map(|l| l.thresholds.get("confidence")).map(|e| e.value);
        named.or_else(all).unwrap_or(default)
    }

    /// The nearest entry: by rule, else by pack, else by check.
    fn look_up<T: Copy>(
        &self,
        table: impl Fn(&Folder) -> &BTreeMap<String, Entry<T>>,
        rule: &str,
        check: Option<&str>,
    ) -> Option<T> {
        let pack = rule.split('/').next().unwrap_or(rule);
        let names = [Some(rule), Some(pack), check];
        self.layers.iter().find_map(|l| names.iter().flatten().find_map(|n| table(l).get(*n))).map(|e| e.value)
    }
}
