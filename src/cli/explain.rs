//! `factcheck explain`: what a rule or check looks for, or how a claim or a finding came about.

use super::args::ExplainArgs;
use super::decisions::{Kept, decide, sentence};
use super::packs::{Rules, engine_with};
use super::rules;
use super::screen::{complain, place};
use super::session::{Outcome, Session};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::claim::Claim;
use factcheck::consistency;
use factcheck::diagnostic::Diagnostic;
use factcheck::document::Document;
use factcheck::extract::{Trace, trace};
use factcheck::finding::{Finding, Side};
use factcheck::reconcile;
use factcheck::report::words::{harmless, value};
use factcheck::rulebook::Rule;
use factcheck::span::Span;

pub(super) fn run(args: &ExplainArgs, output: &mut Output<'_>) -> Result<Exit> {
    if args.id.contains('/') {
        return rule(args, output);
    }
    if args.source.paths.is_empty() {
        let d = Diagnostic::plain("no-path", format!("`{}` needs the sources that it came from", args.id));
        complain(&[d.help("name them after it: `factcheck explain f-91be22d0 seeds/`")], output)?;
        return Ok(Exit::Failed);
    }
    let Some(session) = Session::open(&args.source, output)? else { return Ok(Exit::Failed) };
    let mut outcome = session.check(true);
    if let Some(c) = outcome.claims.iter().find(|c| c.id == args.id) {
        claim(&session, c, output)?;
        return Ok(session.exit(Exit::Clean));
    }
    // What somebody decided on is part of how it came about; mistakes in that are `check`'s to report.
    let kept = Kept::of_run(None, &session.project).ok().flatten();
    decide(&session, &mut outcome, kept.as_ref(), &mut Output::new(output.out, &mut std::io::sink()))?;
    let Some(f) = outcome.findings.iter().find(|f| f.id == args.id) else {
        let d = Diagnostic::plain("unknown-id", format!("no finding or claim of these sources is named `{}`", args.id));
        complain(&[d.help("take an id from `factcheck check --all --format json`")], output)?;
        return Ok(Exit::Failed);
    };
    finding(&session, &outcome, f, output)?;
    Ok(session.exit(Exit::Clean))
}

/// A rule, or a check by its name.
fn rule(args: &ExplainArgs, output: &mut Output<'_>) -> Result<Exit> {
    if let Some(about) = about(&args.id) {
        writeln!(output.out, "{}\n\n{about}.", args.id)?;
        return Ok(Exit::Clean);
    }
    let engine = super::project::Project::open(&args.source.paths, &args.source.project)
        .and_then(|project| engine_with(&Rules::of(&project, &args.source.packs)));
    match engine {
        Ok(engine) => rules::show(&engine, &args.id, output),
        Err(found) => {
            complain(&found, output)?;
            Ok(Exit::Failed)
        }
    }
}

/// What a policy or a check of that name (`reconcile/dates`) does.
fn about(check: &str) -> Option<&'static str> {
    let (stage, name) = check.split_once('/')?;
    match stage {
        "reconcile" => Some(reconcile::named(name)?.about()),
        "consistency" => consistency::CHECKS.iter().find(|c| c.name() == name).map(|c| c.about()),
        _ => None,
    }
}

fn part(name: Option<&str>) -> String {
    name.map_or_else(|| "–".into(), harmless)
}

fn finding(session: &Session, outcome: &Outcome, f: &Finding, output: &mut Output<'_>) -> Result<()> {
    writeln!(output.out, "{}: {}", f.id, harmless(&f.message))?;
    writeln!(output.out, "\n1. What the articles say")?;
    for (i, side) in f.sides.iter().enumerate() {
        side_of(session, outcome, (i + 1, side), output)?;
    }
    writeln!(output.out, "\n2. The question that they answer")?;
    if f.subject.is_some() || f.object.is_some() || f.attribute.is_some() {
        let attribute = f.attribute.as_deref().unwrap_or("value");
        writeln!(output.out, "   kind {}, {attribute}", f.kind)?;
        writeln!(output.out, "   about {}, and {}", part(f.subject.as_deref()), part(f.object.as_deref()))?;
    } else {
        writeln!(output.out, "   it names nobody: the sentences were matched by their words")?;
    }
    for (k, v) in &f.qualifiers {
        writeln!(output.out, "   {k}: {}", harmless(v))?;
    }
    writeln!(output.out, "\n3. The comparison, by {}", f.check)?;
    if let Some(about) = about(&f.check) {
        writeln!(output.out, "   which {about}")?;
    }
    let stated: Vec<String> = f.sides.iter().map(|s| s.value.as_ref().map_or_else(|| s.text.clone(), value)).collect();
    writeln!(output.out, "   {}", harmless(&stated.join(" against ")))?;
    writeln!(output.out, "   {}", harmless(&f.why))?;
    let (relation, severity) = (format!("{:?}", f.relation), format!("{:?}", f.severity));
    writeln!(output.out, "\n4. The verdict: {}, {}", relation.to_lowercase(), severity.to_lowercase())?;
    writeln!(output.out, "   confidence {:.2}", f.confidence)?;
    for r in &f.reasons {
        writeln!(output.out, "   {}", harmless(r))?;
    }
    if let Some(why) = &f.suppressed {
        writeln!(output.out, "   it does not count: {}", harmless(why))?;
    }
    Ok(())
}

fn side_of(
    session: &Session,
    outcome: &Outcome,
    (number, side): (usize, &Side),
    output: &mut Output<'_>,
) -> Result<()> {
    let sources = if side.independent == 1 { "source" } else { "sources" };
    writeln!(output.out, "\n   Side {number}: “{}”, {} independent {sources}", harmless(&side.text), side.independent)?;
    for c in outcome.claims.iter().filter(|c| side.claims.contains(&c.id)) {
        claim(session, c, output)?;
    }
    let own = side.doc.as_deref().zip(side.span);
    if let Some((d, at)) = own.and_then(|(doc, at)| Some((session.documents.iter().find(|d| d.id == doc)?, at))) {
        writeln!(output.out, "   {}", place(d, at))?;
        writeln!(output.out, "     sentence   {}", harmless(&sentence(&session.engine, d, at)))?;
    }
    Ok(())
}

/// How a claim came about: sentence, values, rule, slots, status.
fn claim(session: &Session, c: &Claim, output: &mut Output<'_>) -> Result<()> {
    let Some(d) = session.documents.iter().find(|d| d.id == c.doc) else { return Ok(()) };
    let out = &mut *output.out;
    writeln!(out, "   {} {}", place(d, c.location), c.id)?;
    writeln!(out, "     sentence   {}", harmless(&c.sentence))?;
    let seen = Seen::of(session, d, c);
    for (i, v) in seen.values.iter().enumerate() {
        writeln!(out, "     {:<9}  {v}", if i == 0 { "values" } else { "" })?;
    }
    match seen.rule {
        Some((rule, traced)) => {
            writeln!(out, "     rule       {} (`factcheck rules show {}`)", harmless(&c.rule), harmless(&c.rule))?;
            if let Some(t) = traced {
                let pattern = rule.patterns.get(t.pattern).map_or("", |p| p.source.as_str());
                writeln!(out, "     pattern    {}", harmless(pattern))?;
                writeln!(out, "     matched    {}", harmless(t.span.of(&d.text)))?;
                for (slot, span) in &t.slots {
                    let name = rule.slots.get(*slot).map_or("?", String::as_str);
                    writeln!(out, "     slot       {} = “{}”", harmless(name), harmless(span.of(&d.text)))?;
                }
            }
        }
        None => writeln!(
            out,
            "     rule       none took this figure; it is compared with figures in sentences like its own"
        )?,
    }
    writeln!(out, "     subject    {}", part(c.subject.as_deref()))?;
    writeln!(out, "     object     {}", part(c.object.as_deref()))?;
    for (k, v) in &c.qualifiers {
        writeln!(out, "     {:<9}  {}", harmless(k), harmless(v))?;
    }
    writeln!(out, "     value      {} from the words “{}”", harmless(&value(&c.value)), harmless(&c.text))?;
    writeln!(out, "     status     {}", format!("{:?}", c.status).to_lowercase())?;
    if let Some(a) = &c.attribution {
        writeln!(out, "     said by    {}", part(a.speaker.as_deref()))?;
    }
    let published = c.published.as_deref().unwrap_or("unknown");
    let from = c.published_from.map(|f| format!(" ({f:?})").to_lowercase()).unwrap_or_default();
    writeln!(out, "     published  {published}{from}")?;
    Ok(())
}

/// What was seen in a claim's sentence.
struct Seen<'s> {
    /// The typed values, a line each.
    values: Vec<String>,
    /// The rule, and how it matched.
    rule: Option<(&'s Rule, Option<Trace>)>,
}

impl<'s> Seen<'s> {
    fn of(session: &'s Session, d: &Document, c: &Claim) -> Self {
        let engine = &session.engine;
        let text = engine.text(d);
        let values = engine.values(d, &text);
        let inside = |span: Span| c.sentence_span.contains(span);
        let shown = values.all().into_iter().filter(|m| inside(m.span)).map(|m| {
            let words = harmless(m.span.of(&d.text));
            format!("{} “{words}”: {}", m.value.kind().name(), harmless(&value(&m.value)))
        });
        let rule = engine.rulebook.named(&c.rule).map(|(_, rule)| {
            let sentence = text.sentences.iter().find(|s| s.span == c.sentence_span);
            let all = sentence.map(|s| trace(rule, &text, &values, s)).unwrap_or_default();
            let took = |t: &Trace| t.slot(rule.value.slot).is_some_and(|v| v.overlaps(c.span));
            (rule, all.into_iter().find(took))
        });
        Self { values: shown.collect(), rule }
    }
}
