//! `factcheck rules bench`: what each rule costs on the user's own articles, and why.

use super::args::RulesBenchArgs;
use super::session::Session;
use super::{Exit, Output};
use anyhow::Result;
use factcheck::check::Engine;
use factcheck::document::Document;
use factcheck::report::words::harmless;
use factcheck::rulebook::PatternId;
use factcheck::rulebook::pattern::{Matcher, Symbols};
use factcheck::text::WordId;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What a pattern cost.
#[derive(Default, Clone)]
struct Cost {
    time: Duration,
    /// Sentences that it was tried in.
    tries: usize,
    /// Of these, those in which it matched.
    hits: usize,
    /// By the word that called it: sentences, and those in which it matched.
    by_word: BTreeMap<Option<WordId>, (usize, usize)>,
}

impl Cost {
    fn add(&mut self, other: &Self) {
        self.time += other.time;
        self.tries += other.tries;
        self.hits += other.hits;
        for (word, (tries, hits)) in &other.by_word {
            let sum = self.by_word.entry(*word).or_default();
            *sum = (sum.0 + tries, sum.1 + hits);
        }
    }
}

type Costs = BTreeMap<PatternId, Cost>;

pub(super) fn run(args: &RulesBenchArgs, output: &mut Output<'_>) -> Result<Exit> {
    let Some(session) = Session::open(&args.source, output)? else { return Ok(Exit::Failed) };
    let engine = &session.engine;
    let mut whole = Duration::ZERO;
    let mut all: Costs = BTreeMap::new();
    for (costs, time) in session.each(|reader, d| measure(reader.engine, d, args.rounds.max(1))) {
        whole += time;
        for (id, cost) in &costs {
            all.entry(*id).or_default().add(cost);
        }
    }
    // A rule costs what its patterns do; the dearest of them says why.
    let mut rules: BTreeMap<u32, (Cost, Option<&Cost>)> = BTreeMap::new();
    for (id, cost) in &all {
        let (sum, dearest) = rules.entry(id.rule).or_default();
        sum.add(cost);
        if dearest.is_none_or(|c| c.time < cost.time) {
            *dearest = Some(cost);
        }
    }
    let mut rows: Vec<_> = rules.into_iter().collect();
    rows.sort_by(|a, b| b.1.0.time.cmp(&a.1.0.time).then(a.0.cmp(&b.0)));
    let total: Duration = rows.iter().map(|(_, (c, _))| c.time).sum();
    let rounds = args.rounds.max(1);
    writeln!(
        output.out,
        "{:>10}  {:>5}  {:>8}  {:>8}  {:<28} dearest pattern is called by",
        "µs", "share", "tried", "matched", "rule"
    )?;
    for (number, (cost, dearest)) in &rows {
        let Some(rule) = engine.rulebook.rule(*number) else { continue };
        let share = 100.0 * cost.time.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE);
        let why = dearest.map_or_else(String::new, |c| caller(engine, c));
        writeln!(
            output.out,
            "{:>10.1}  {share:>4.1}%  {:>8}  {:>8}  {:<28} {why}",
            cost.time.as_secs_f64() * 1e6 / f64::from(rounds),
            cost.tries,
            cost.hits,
            harmless(&rule.id)
        )?;
    }
    let quiet = engine.rulebook.rules().count() - rows.len();
    writeln!(
        output.out,
        "\n{:.1} µs in {} rules over {} articles, {:.1} % of the time of reading them; {quiet} rules were never called",
        total.as_secs_f64() * 1e6 / f64::from(rounds),
        rows.len(),
        session.documents.len(),
        100.0 * total.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE)
    )?;
    Ok(session.exit(Exit::Clean))
}

/// The word that calls a pattern most often for nothing.
fn caller(engine: &Engine, cost: &Cost) -> String {
    let worst = cost.by_word.iter().max_by_key(|(_, (tries, hits))| tries.saturating_sub(*hits));
    let Some((word, (tries, hits))) = worst else { return String::new() };
    match word {
        Some(word) => format!("“{}”: {tries} sentences, {hits} matched", harmless(engine.vocabulary.word(*word))),
        None => format!("no word, so wherever its values stand: {tries} sentences, {hits} matched"),
    }
}

/// The costs of every pattern in a document, over several rounds, and the time of reading all of it.
fn measure(engine: &Engine, d: &Document, rounds: u32) -> (Costs, Duration) {
    let start = Instant::now();
    let text = engine.text(d);
    let values = engine.values(d, &text);
    let read = start.elapsed() * rounds;
    let mut costs: Costs = BTreeMap::new();
    let mut matcher = Matcher::default();
    for sentence in &text.sentences {
        let mut called: BTreeMap<PatternId, Option<WordId>> = BTreeMap::new();
        for t in text.tokens.get(sentence.tokens.clone()).unwrap_or(&[]) {
            for id in engine.rulebook.called_by(t.word) {
                called.entry(*id).or_insert(Some(t.word));
            }
        }
        for id in engine.rulebook.untriggered() {
            called.entry(*id).or_insert(None);
        }
        if called.is_empty() {
            continue;
        }
        let symbols = Symbols::new(&text, &values, sentence.tokens.clone());
        for (id, word) in called {
            let pattern = engine.rulebook.rule(id.rule).and_then(|r| r.patterns.get(id.pattern as usize));
            let Some(pattern) = pattern.filter(|p| p.required.iter().all(|m| symbols.mask & m != 0)) else { continue };
            let start = Instant::now();
            let mut hit = false;
            for _ in 0..rounds {
                let mut from = 0;
                while let Some(found) = matcher.find(&pattern.program, &symbols, from..usize::MAX) {
                    from = found.range.start + 1;
                    hit = true;
                }
            }
            let cost = costs.entry(id).or_default();
            cost.time += start.elapsed();
            cost.tries += 1;
            cost.hits += usize::from(hit);
            let by = cost.by_word.entry(word).or_default();
            *by = (by.0 + 1, by.1 + usize::from(hit));
        }
    }
    let rules: Duration = costs.values().map(|c| c.time).sum();
    (costs, read + rules)
}
