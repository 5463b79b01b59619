//! Dossiers: articles on one subject, what a careful editor pulls from them, and where they disagree.
//!
//! `FACTCHECK_VERBOSE=1 cargo test --test dossiers -- --nocapture` lists what was missed.

// The table of figures is what these tests are read for.
#![allow(clippy::print_stdout)]

mod common;

use common::{entries, floor, floors, fold, json, members, read, root, same, verbose};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Articles and the gold that belongs to them.
struct Dossier {
    name: String,
    articles: PathBuf,
    gold: Value,
    /// By the first three characters of the file's name.
    texts: BTreeMap<String, String>,
}

impl Dossier {
    fn new(name: &str, articles: &Path, gold: &Path) -> Self {
        let texts = entries(articles)
            .into_iter()
            .filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"))
            .map(|p| (source_of(&p.to_string_lossy()), read(&p)))
            .collect();
        let gold = serde_json::from_str(&read(gold)).unwrap_or_else(|e| panic!("{}: {e}", gold.display()));
        Self { name: name.to_owned(), articles: articles.to_owned(), gold, texts }
    }

    fn in_folder(folder: &Path) -> Vec<Self> {
        entries(folder)
            .into_iter()
            .filter(|p| p.join("gold.json").is_file())
            .map(|p| Self::new(&p.file_name().unwrap_or_default().to_string_lossy(), &p, &p.join("gold.json")))
            .collect()
    }

    /// Code points of the marked words of `near` in its article.
    fn marked(&self, claim: &Value) -> (u64, u64) {
        let (source, near) = (text(claim, "source"), text(claim, "near"));
        let (left, rest) = near.split_once("[[").expect("near marks its words with [[ ]]");
        let (words, right) = rest.split_once("]]").expect("near marks its words with [[ ]]");
        let article = self.texts.get(source).unwrap_or_else(|| panic!("{}: no article {source}", self.name));
        let at = article.find(&format!("{left}{words}{right}"));
        let at = at.unwrap_or_else(|| panic!("{} {source}: the article lacks: {near}", self.name)) + left.len();
        let start = article[..at].chars().count() as u64;
        (start, start + words.chars().count() as u64)
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The first three characters of a file's name.
fn source_of(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).chars().take(3).collect()
}

/// Whether `is` has the gold's `key`, where the gold asks for one: any member of a list will do.
fn name_fits(gold: &Value, is: &Value, key: &str) -> bool {
    gold.get(key).is_none_or(|g| {
        let is = fold(text(is, key));
        members(g).iter().any(|g| fold(g.as_str().unwrap_or("")) == is)
    })
}

fn fields_fit(gold: &Value, is: Option<&Value>) -> bool {
    let Some(gold) = gold.as_object() else { return true };
    gold.iter().all(|(key, want)| {
        let is = is.and_then(|v| v.get(key)).unwrap_or(&Value::Null);
        same(want, is) || want.as_array().is_some_and(|any| any.iter().any(|w| same(w, is)))
    })
}

/// What the program said of a dossier.
struct Answer {
    output: Value,
    /// Ids of the findings that an editor sees without asking for more.
    shown: BTreeSet<String>,
    /// Document id → source.
    sources: BTreeMap<String, String>,
}

impl Answer {
    fn of(dossier: &Dossier) -> Self {
        let articles = dossier.articles.to_string_lossy();
        let output = json(&["check", "--all", "--format", "json", &articles]);
        let by_default = json(&["check", "--format", "json", &articles]);
        let shown = list(&by_default, "findings").iter().map(|f| text(f, "id").to_owned()).collect();
        let sources = list(&output, "documents")
            .iter()
            .map(|d| {
                let path = d.get("path").and_then(Value::as_str).unwrap_or_else(|| text(d, "id"));
                (text(d, "id").to_owned(), source_of(path))
            })
            .collect();
        Self { output, shown, sources }
    }

    fn source(&self, doc: &str) -> String {
        self.sources.get(doc).cloned().unwrap_or_else(|| source_of(doc))
    }

    fn claim_fits(&self, dossier: &Dossier, gold: &Value, claim: &Value) -> bool {
        let (start, end) = dossier.marked(gold);
        let chars = &claim["span"]["chars"];
        let one_of =
            |key: &str| gold.get(key).is_none_or(|g| members(g).iter().any(|g| g.as_str() == claim[key].as_str()));
        self.source(text(claim, "doc")) == text(gold, "source")
            && text(claim, "kind") == text(gold, "kind")
            && chars[0].as_u64().is_some_and(|s| s < end)
            && chars[1].as_u64().is_some_and(|e| start < e)
            && name_fits(gold, claim, "subject")
            && name_fits(gold, claim, "object")
            && one_of("attribute")
            && one_of("status")
            && fields_fit(&gold["qualifiers"], claim.get("qualifiers"))
            && fields_fit(&gold["value"], claim.get("value"))
    }

    fn finding_fits(&self, gold: &Value, finding: &Value) -> bool {
        let docs: BTreeSet<String> = list(finding, "sides")
            .iter()
            .flat_map(|s| list(s, "docs"))
            .map(|d| self.source(d.as_str().unwrap_or("")))
            .collect();
        ["relation", "kind", "severity"].iter().all(|k| gold.get(*k).is_none() || text(finding, k) == text(gold, k))
            && name_fits(gold, finding, "subject")
            && name_fits(gold, finding, "object")
            && list(gold, "sources").iter().all(|s| docs.contains(s.as_str().unwrap_or("")))
            && list(gold, "texts").iter().all(|t| {
                let words = fold(t.as_str().unwrap_or(""));
                list(finding, "sides").iter().any(|s| fold(text(s, "text")).contains(&words))
            })
    }
}

/// How many of how many.
#[derive(Default, Clone, Copy)]
struct Share {
    found: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, found: bool) {
        self.found += usize::from(found);
        self.of += 1;
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}/{}", self.found, self.of))
    }
}

/// The figures of one dossier.
#[derive(Default)]
struct Score {
    claims: Share,
    findings: Share,
    false_conflicts: usize,
    /// Of the conflicts, updates and variants that are shown by default, those that are true.
    alarms: Share,
    kinds: BTreeMap<String, Share>,
    misses: String,
}

fn score(dossier: &Dossier) -> Score {
    let answer = Answer::of(dossier);
    let mut score = Score::default();
    for gold in list(&dossier.gold, "claims") {
        let near = dossier.marked(gold);
        if text(gold, "want") != "must" {
            continue;
        }
        let found = list(&answer.output, "claims").iter().any(|c| answer.claim_fits(dossier, gold, c));
        score.claims.add(found);
        score.kinds.entry(text(gold, "kind").to_owned()).or_default().add(found);
        if !found {
            let _ = writeln!(score.misses, "MISSED {} {:?} {gold}", dossier.name, near);
        }
    }
    let findings: Vec<&Value> = list(&answer.output, "findings").iter().filter(|f| f["suppressed"].is_null()).collect();
    let mut expected: BTreeSet<&str> = BTreeSet::new();
    for gold in list(&dossier.gold, "findings") {
        let hits: Vec<&str> = findings.iter().filter(|f| answer.finding_fits(gold, f)).map(|f| text(f, "id")).collect();
        if text(gold, "want") == "must" {
            score.findings.add(!hits.is_empty());
            if hits.is_empty() {
                let _ = writeln!(score.misses, "LOST   {} {gold}", dossier.name);
            }
        }
        expected.extend(hits);
    }
    for f in findings {
        let (id, relation) = (text(f, "id"), text(f, "relation"));
        let alarm = matches!(relation, "conflict" | "update" | "variant") && answer.shown.contains(id);
        if alarm {
            score.alarms.add(expected.contains(id));
        }
        let false_conflict = relation == "conflict" && text(f, "severity") != "note" && !expected.contains(id);
        score.false_conflicts += usize::from(false_conflict);
        if false_conflict || alarm && !expected.contains(id) {
            let _ = writeln!(
                score.misses,
                "EXTRA  {} {} {} {}: {} ({})",
                dossier.name,
                text(f, "check"),
                text(f, "kind"),
                f["subject"],
                text(f, "message"),
                text(f, "why")
            );
        }
    }
    score
}

fn show(rows: &[(&str, &Score)]) {
    println!(
        "{:<28} {:>7} {:>9} {:>15} {:>11}  by kind",
        "dossier", "claims", "findings", "false conflicts", "true alarms"
    );
    for (name, s) in rows {
        let kinds: Vec<String> = s.kinds.iter().map(|(k, share)| format!("{k} {share}")).collect();
        let (claims, findings, conflicts, alarms) = (s.claims, s.findings, s.false_conflicts, s.alarms);
        println!("{name:<28} {claims:>7} {findings:>9} {conflicts:>15} {alarms:>11}  {}", kinds.join(", "));
    }
    let sum = |of: fn(&Share) -> usize| rows.iter().map(|(_, s)| of(&s.alarms)).sum();
    println!("{:<28} {:>45}", "all", Share { found: sum(|s| s.found), of: sum(|s| s.of) });
    if verbose() {
        for (_, s) in rows {
            print!("{}", s.misses);
        }
    }
}

/// Scores dossiers, shows the table and holds every figure against its floor.
fn hold(section: &str, dossiers: &[Dossier]) {
    assert!(!dossiers.is_empty(), "there are no dossiers to score");
    let floors = floors();
    let scores: Vec<(&str, Score)> = dossiers.iter().map(|d| (d.name.as_str(), score(d))).collect();
    show(&scores.iter().map(|(n, s)| (*n, s)).collect::<Vec<_>>());
    let mut fallen = String::new();
    for (name, s) in &scores {
        let least = |key: &str, is: usize| (key.to_owned(), is as f64, floor(&floors, section, name, key));
        for (key, is, floor) in [least("claims", s.claims.found), least("findings", s.findings.found)] {
            if is < floor {
                let _ = writeln!(fallen, "{section}.{name}: {key} fell to {is}, its floor is {floor}");
            }
        }
        let most = |key: &str, is: usize| (key.to_owned(), is as f64, floor(&floors, section, name, key));
        let false_alarms = s.alarms.of - s.alarms.found;
        for (key, is, most) in [most("false_conflicts", s.false_conflicts), most("false_alarms", false_alarms)] {
            if is > most {
                let _ = writeln!(fallen, "{section}.{name}: {is} {key}, at most {most}");
            }
        }
    }
    let misses: String = scores.iter().map(|(_, s)| s.misses.as_str()).collect();
    assert!(fallen.is_empty(), "{fallen}\n{misses}");
}

#[test]
fn the_seeds_keep_their_floors() {
    let root = root();
    hold("seeds", &[Dossier::new("seeds", &root.join("seeds"), &root.join("tests/gold/seeds.json"))]);
}

#[test]
fn every_dossier_keeps_its_floors() {
    hold("dossiers", &Dossier::in_folder(&root().join("tests/dossiers")));
}

#[test]
fn every_unseen_dossier_keeps_its_floors() {
    hold("dossiers-unseen", &Dossier::in_folder(&root().join("tests/dossiers-unseen")));
}

/// The articles that the samples in `seeds/` retell are not part of the project; where a folder beside it has them, they are scored too.
#[test]
fn the_articles_behind_the_seeds_keep_their_floors() {
    let shared = root().join("../shared");
    let gold = shared.join("gold/seeds.json");
    if !gold.is_file() {
        println!("skipped: there is no ../shared/gold/seeds.json");
        return;
    }
    hold("seeds", &[Dossier::new("originals", &shared.join("seeds"), &gold)]);
}
