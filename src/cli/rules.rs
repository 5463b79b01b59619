//! `factcheck rules`.

use super::args::RulesCommand;
use super::packs::{Rules, engine_with};
use super::screen::complain;
use super::{Exit, Output, bench, scaffold};
use anyhow::Result;
use factcheck::check::Engine;
use factcheck::diagnostic::Diagnostic;
use factcheck::document::{Document, Published, PublishedFrom};
use factcheck::extract::describe;
use factcheck::rulebook::pattern::{Phrases, meaning, parse};
use factcheck::rulebook::suggest::closest;
use factcheck::rulebook::{Example, Pack, Rule, read};
use factcheck::text::Vocabulary;
use factcheck::value::Instant;

pub(super) fn run(command: &RulesCommand, output: &mut Output<'_>) -> Result<Exit> {
    let packs = match command {
        RulesCommand::List { packs } | RulesCommand::Show { packs, .. } | RulesCommand::Test { packs } => packs,
        RulesCommand::New(args) => return scaffold::run(args, output),
        RulesCommand::Bench(args) => return bench::run(args, output),
    };
    let engine = match engine_with(&Rules::named(packs)) {
        Ok(engine) => engine,
        Err(found) => {
            complain(&found, output)?;
            return Ok(Exit::Failed);
        }
    };
    match command {
        RulesCommand::List { .. } => list(&engine, output),
        RulesCommand::Show { id, .. } => show(&engine, id, output),
        _ => test(&engine, output),
    }
}

fn list(engine: &Engine, output: &mut Output<'_>) -> Result<Exit> {
    for pack in engine.rulebook.packs() {
        writeln!(output.out, "{}: {}", pack.title, pack.about)?;
        for r in &pack.rules {
            writeln!(output.out, "  {:<28} {}", r.id, r.why)?;
        }
    }
    Ok(Exit::Clean)
}

/// What a rule looks for and why.
pub(super) fn show(engine: &Engine, id: &str, output: &mut Output<'_>) -> Result<Exit> {
    let Some((pack, rule)) = engine.rulebook.named(id) else {
        let names: Vec<&str> = engine.rulebook.rules().map(|(_, r)| r.id.as_str()).collect();
        let help = match closest(id, names.iter().copied()) {
            Some(s) => format!("did you mean `{s}`?"),
            None => "`factcheck rules list` shows them all".into(),
        };
        complain(&[Diagnostic::plain("unknown-rule", format!("no rule is named `{id}`")).help(help)], output)?;
        return Ok(Exit::Failed);
    };
    let out = &mut *output.out;
    writeln!(out, "{} ({}, {})\n", rule.id, pack.title, pack.file)?;
    writeln!(out, "{}\n", rule.why)?;
    let severity = format!("{:?}", rule.severity).to_lowercase();
    writeln!(out, "claims   {}, compared by `{}`, severity {severity}", rule.kind, rule.compare)?;
    writeln!(out, "slots    {}", rule.slots.join(", "))?;
    for p in &rule.patterns {
        writeln!(out, "pattern  {}", p.source)?;
        let mut words: Vec<&str> = p.trigger.iter().map(|w| engine.vocabulary.word(*w)).collect();
        // In an order that no lexicon has a part in.
        words.sort_unstable();
        let trigger = if words.is_empty() { "none: tried wherever its values stand".into() } else { words.join(", ") };
        writeln!(out, "         called by {trigger}")?;
        for (i, step) in steps(pack, &p.source).iter().enumerate() {
            writeln!(out, "         {:>2}. {step}", i + 1)?;
        }
    }
    for e in &rule.examples {
        writeln!(out, "\nexample  {}", e.text)?;
        for g in &e.gives {
            writeln!(out, "  gives  {g}")?;
        }
        if e.gives.is_empty() {
            writeln!(out, "  gives  nothing")?;
        }
    }
    Ok(Exit::Clean)
}

/// What a pattern of the pack means, step by step.
fn steps(pack: &Pack, source: &str) -> Vec<String> {
    let mut phrases: Phrases = match read(&pack.file, &pack.content).0 {
        Some(written) => written.phrases.into_iter().map(|(name, text)| (name.text, text.text)).collect(),
        None => Phrases::default(),
    };
    let (mut slots, mut vocabulary) = (Vec::new(), Vocabulary::default());
    let node = parse(source, &mut phrases, &mut slots, &mut vocabulary);
    node.map(|n| meaning(&n, &slots, &vocabulary)).unwrap_or_default()
}

fn test(engine: &Engine, output: &mut Output<'_>) -> Result<Exit> {
    let (mut rules, mut examples, mut failed) = (0, 0, Vec::new());
    for (pack, rule) in engine.rulebook.rules() {
        rules += 1;
        for e in &rule.examples {
            examples += 1;
            failed.extend(example(engine, pack, rule, e));
        }
    }
    complain(&failed, output)?;
    writeln!(output.out, "{rules} rules, {examples} examples, {} wrong", failed.len())?;
    Ok(if failed.is_empty() { Exit::Clean } else { Exit::Found })
}

/// What is wrong with an example, if anything.
fn example(engine: &Engine, pack: &Pack, rule: &Rule, e: &Example) -> Option<Diagnostic> {
    let mut d = Document::plain("example", e.text.as_str());
    d.meta.published = e.published.map(|p| Published { at: Instant::Date(p), from: PublishedFrom::Option });
    let mut got: Vec<String> = engine.claims(&d).iter().filter(|c| c.rule == rule.id).map(describe).collect();
    let mut expected = e.gives.clone();
    got.sort();
    expected.sort();
    if got == expected {
        return None;
    }
    let list = |l: &[String]| if l.is_empty() { "nothing".to_owned() } else { l.join("; ") };
    let title = format!("an example of `{}` gives something else", rule.id);
    let d = Diagnostic::plain("rule-example", title).help(format!("it should give {}", list(&expected)));
    Some(d.at(pack.file.as_str(), pack.content.as_str()).label(e.span, format!("gives {}", list(&got))))
}
