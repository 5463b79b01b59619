//! Labelled pairs of short reports, from text to findings: how many conflicts are found, how many
//! alarms are false, and whether a finding is as sure as it says. `tests/pairs/README.md` says how a
//! pair is written.
//!
//! `FACTCHECK_VERBOSE=1 cargo test --test pairs -- --nocapture` lists the misses of the tuned pairs.

// The tables of figures are what these tests are read for.
#![allow(clippy::print_stdout)]

mod common;

use chrono::{Days, NaiveDate};
use common::{entries, floor, floors, read, root, verbose};
use factcheck::check::Engine;
use factcheck::consistency::{self, Article};
use factcheck::document::{Document, Published, PublishedFrom};
use factcheck::lexicon::Lexicon;
use factcheck::reconcile::{self, DocumentInfo, Settings};
use factcheck::value::Instant;
use std::fmt::Write as _;
use std::sync::OnceLock;

/// Two reports and the relation that an editor sees between them; `none` for nothing to decide.
struct Pair {
    relation: String,
    days: u64,
    texts: [String; 2],
    story: bool,
}

/// The pairs of one file.
struct Class {
    name: String,
    pairs: Vec<Pair>,
}

fn classes(folder: &str) -> Vec<Class> {
    entries(&root().join("tests/pairs").join(folder))
        .iter()
        .map(|path| Class {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            pairs: pairs(&read(path)),
        })
        .collect()
}

fn pairs(content: &str) -> Vec<Pair> {
    let mut story = true;
    let mut all = Vec::new();
    for line in content.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(setting) = line.strip_prefix('@') {
            assert_eq!(setting.trim(), "story = none", "an unknown setting");
            story = false;
            continue;
        }
        let fields: Vec<&str> = line.split(" | ").collect();
        let [relation, days, a, b] = fields.as_slice() else { panic!("not four fields: {line}") };
        assert!(["conflict", "update", "variant", "none"].contains(relation), "an unknown relation: {line}");
        let text = |t: &str| t.replace(" ¶ ", "\n\n").replace(" ⏎ ", "\n    ");
        let days = days.parse().expect("a number of days");
        all.push(Pair { relation: (*relation).to_owned(), days, texts: [text(a), text(b)], story });
    }
    all
}

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes"))
}

/// A finding that needs a decision: its relation and how sure it is.
struct Found {
    relation: String,
    confidence: f64,
}

/// Every such finding of a pair, however unsure.
fn found(pair: &Pair) -> Vec<Found> {
    let engine = engine();
    let first = NaiveDate::from_ymd_opt(2031, 11, 14).expect("a date");
    let mut settings = Settings::default();
    settings.all = true;
    engine.settle(&mut settings);
    let documents: Vec<Document> = pair
        .texts
        .iter()
        .zip([0, pair.days])
        .enumerate()
        .map(|(i, (text, days))| {
            let mut d = Document::plain(format!("{i}"), text.as_str());
            d.meta.story = pair.story.then(|| "one".into());
            let at = Instant::Date(first + Days::new(days));
            d.meta.published = Some(Published { at, from: PublishedFrom::Metadata });
            d
        })
        .collect();
    let mut claims = Vec::new();
    let mut findings = Vec::new();
    for d in &documents {
        let text = engine.text(d);
        let values = engine.values(d, &text);
        findings.extend(consistency::run(&Article { document: d, text: &text, mentions: &values.mentions }));
        claims.extend(engine.extract(d, &text, &values));
    }
    let infos: Vec<DocumentInfo> = documents.iter().map(DocumentInfo::new).collect();
    findings.extend(reconcile::run(&claims, &infos, &settings));
    findings
        .iter()
        .filter(|f| f.relation.is_actionable())
        .map(|f| Found { relation: format!("{:?}", f.relation).to_lowercase(), confidence: f.confidence })
        .collect()
}

/// The figures of one class.
#[derive(Default)]
struct Score {
    wanted: u32,
    hit: u32,
    /// Findings, and those of them that have the wanted relation.
    shown: u32,
    right: u32,
    /// Pairs with nothing to decide, and those of them with a finding.
    quiet: u32,
    alarms: u32,
    misses: String,
}

impl Score {
    fn recall(&self) -> f64 {
        share(self.hit, self.wanted)
    }

    fn precision(&self) -> f64 {
        share(self.right, self.shown)
    }

    fn add(&mut self, pair: &Pair, shown: &[&Found]) {
        let right = shown.iter().filter(|f| f.relation == pair.relation).count();
        let hit = right > 0;
        self.shown += u32::try_from(shown.len()).unwrap_or(u32::MAX);
        self.right += u32::try_from(right).unwrap_or(u32::MAX);
        let as_wanted = if pair.relation == "none" {
            self.quiet += 1;
            self.alarms += u32::from(!shown.is_empty());
            shown.is_empty()
        } else {
            self.wanted += 1;
            self.hit += u32::from(hit);
            hit && shown.len() == right
        };
        if !as_wanted {
            let got: Vec<String> = shown.iter().map(|f| format!("{} {:.2}", f.relation, f.confidence)).collect();
            let [a, b] = &pair.texts;
            let _ = writeln!(self.misses, "{} gives {got:?}: {a} / {b}", pair.relation);
        }
    }
}

fn share(part: u32, of: u32) -> f64 {
    if of == 0 { 1.0 } else { f64::from(part) / f64::from(of) }
}

/// Scores the classes of a folder, shows the table and holds every figure against its floor.
fn hold(folder: &str, section: &str) {
    let threshold = Settings::default().threshold;
    let floors = floors();
    let mut fallen = String::new();
    let mut misses = String::new();
    println!("{folder:<12} {:>7} {:>9} {:>15}", "recall", "precision", "false alarms");
    for class in classes(folder) {
        let mut score = Score::default();
        for pair in &class.pairs {
            let found = found(pair);
            score.add(pair, &found.iter().filter(|f| f.confidence >= threshold).collect::<Vec<_>>());
        }
        let (recall, precision) = (score.recall() * 100.0, score.precision() * 100.0);
        let alarms = format!("{}/{}", score.alarms, score.quiet);
        println!("{:<12} {recall:>7.1} {precision:>9.1} {alarms:>15}", class.name);
        let least = [("recall", recall), ("precision", precision)];
        for (key, is) in least.iter().filter(|_| score.wanted > 0) {
            let floor = floor(&floors, section, &class.name, key);
            if *is < floor {
                let _ = writeln!(fallen, "{section}.{}: {key} fell to {is:.1}, its floor is {floor}", class.name);
            }
        }
        let most = floor(&floors, section, &class.name, "alarms");
        if f64::from(score.alarms) > most {
            let _ = writeln!(fallen, "{section}.{}: {alarms} false alarms, at most {most}", class.name);
        }
        let _ = writeln!(misses, "[{}]\n{}", class.name, score.misses);
    }
    // Of the unseen pairs only the figures are looked at.
    let misses = if folder == "unseen" { String::new() } else { misses };
    if verbose() {
        println!("{misses}");
    }
    assert!(fallen.is_empty(), "{fallen}\n{misses}");
}

#[test]
fn the_tuned_pairs_keep_their_floors() {
    hold("tune", "pairs");
}

#[test]
fn the_unseen_pairs_keep_their_floors() {
    hold("unseen", "pairs-unseen");
}

#[test]
fn there_are_enough_pairs() {
    let count = |folder| classes(folder).iter().map(|c| c.pairs.len()).sum::<usize>();
    let (tune, unseen) = (count("tune"), count("unseen"));
    assert!(tune + unseen >= 320, "{tune} and {unseen} pairs");
    assert!(unseen * 3 >= tune, "at least a quarter stays unseen, {unseen} of {}", tune + unseen);
}

/// Share of the findings shown by default that are true, on pairs half of which are made to mislead.
const SHOWN: f64 = 0.75;

/// Lower ends of the bands of the table.
const BANDS: [f64; 7] = [0.9, 0.8, 0.7, 0.6, 0.5, 0.3, 0.0];

/// True findings and all findings of each band, and those that are sure and false.
fn bands(folder: &str) -> ([(u32, u32); BANDS.len()], String) {
    let mut bands = [(0u32, 0u32); BANDS.len()];
    let mut sure = String::new();
    for pair in classes(folder).iter().flat_map(|c| &c.pairs) {
        for f in found(pair) {
            let right = f.relation == pair.relation;
            let Some(band) = BANDS.iter().position(|b| f.confidence >= *b) else { continue };
            bands[band].0 += u32::from(right);
            bands[band].1 += 1;
            if band == 0 && !right {
                let _ = writeln!(sure, "{} {:.2} for {}: {}", f.relation, f.confidence, pair.relation, pair.texts[0]);
            }
        }
    }
    (bands, sure)
}

#[test]
fn a_finding_is_as_sure_as_it_says() {
    let ((tuned, mut sure), (unseen, _)) = (bands("tune"), bands("unseen"));
    println!("{:<12} {:>15} {:>15}", "confidence", "tuned: true/of", "unseen: true/of");
    for ((low, t), u) in BANDS.iter().zip(tuned).zip(unseen) {
        let cell = |(right, of): (u32, u32)| format!("{right}/{of} {:.0}%", share(right, of) * 100.0);
        println!("from {low:<7.1} {:>15} {:>15}", cell(t), cell(u));
    }
    let both = |band: usize| (tuned[band].0 + unseen[band].0, tuned[band].1 + unseen[band].1);
    let (right, of) = both(0);
    if share(unseen[0].0, unseen[0].1) < 0.9 {
        sure.push_str("(and unseen ones)");
    }
    assert!(of >= 10, "only {of} findings are as sure as 0.9");
    assert!(share(right, of) >= 0.9, "{right} of {of} findings at 0.9 or above are true:\n{sure}");
    let threshold = Settings::default().threshold;
    let shown = (0..BANDS.len()).filter(|b| BANDS[*b] >= threshold).map(both);
    let (right, of) = shown.fold((0, 0), |(r, n), (right, of)| (r + right, n + of));
    assert!(share(right, of) >= SHOWN, "{right} of {of} findings that are shown are true");
}
