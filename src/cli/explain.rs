//! `factcheck explain`.

use super::args::ExplainArgs;
use super::rules;
use super::session::{Session, complain, engine_with, place};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::claim::Claim;
use factcheck::diagnostic::Diagnostic;
use factcheck::report::words::{harmless, value};

pub(super) fn run(args: &ExplainArgs, output: &mut Output<'_>) -> Result<Exit> {
    if args.id.contains('/') {
        return match engine_with(&args.source.packs) {
            Ok(engine) => rules::show(&engine, &args.id, output),
            Err(found) => {
                complain(&found, output)?;
                Ok(Exit::Failed)
            }
        };
    }
    if args.source.paths.is_empty() {
        let d = Diagnostic::plain("no-path", format!("`{}` needs the sources that it came from", args.id));
        complain(&[d.help("name them after it: `factcheck explain f-91be22d0 seeds/`")], output)?;
        return Ok(Exit::Failed);
    }
    let Some(session) = Session::open(&args.source, output)? else { return Ok(Exit::Failed) };
    let outcome = session.check(true);
    if let Some(c) = outcome.claims.iter().find(|c| c.id == args.id) {
        claim(&session, c, output)?;
        return Ok(session.exit(Exit::Clean));
    }
    let Some(f) = outcome.findings.iter().find(|f| f.id == args.id) else {
        let d = Diagnostic::plain("unknown-id", format!("no finding or claim of these sources is named `{}`", args.id));
        complain(&[d.help("take an id from `factcheck check --all --format json`")], output)?;
        return Ok(Exit::Failed);
    };
    let part = |s: &Option<String>| s.as_deref().map_or_else(|| "–".into(), harmless);
    writeln!(output.out, "{} {}", f.id, harmless(&f.message))?;
    writeln!(
        output.out,
        "\nThe question: {} {} of {}, about {}",
        f.kind,
        f.attribute.as_deref().unwrap_or("value"),
        part(&f.subject),
        part(&f.object)
    )?;
    for (k, v) in &f.qualifiers {
        writeln!(output.out, "  {k}: {}", harmless(v))?;
    }
    for (i, side) in f.sides.iter().enumerate() {
        writeln!(output.out, "\nSide {}: {} (independent sources: {})", i + 1, harmless(&side.text), side.independent)?;
        for c in outcome.claims.iter().filter(|c| side.claims.contains(&c.id)) {
            claim(&session, c, output)?;
        }
    }
    writeln!(output.out, "\nThe comparison, by {}: {:?}", f.check, f.relation)?;
    writeln!(output.out, "  {}", harmless(&f.why))?;
    writeln!(output.out, "  confidence {:.2}", f.confidence)?;
    Ok(session.exit(Exit::Clean))
}

/// How a claim came about: sentence, rule, slots, value, status.
fn claim(session: &Session, c: &Claim, output: &mut Output<'_>) -> Result<()> {
    let Some(d) = session.documents.iter().find(|d| d.id == c.doc) else { return Ok(()) };
    let part = |s: &Option<String>| s.as_deref().map_or_else(|| "–".into(), harmless);
    writeln!(output.out, "  {} {}", c.id, place(d, c.location))?;
    writeln!(output.out, "    sentence   {}", harmless(&c.sentence))?;
    writeln!(output.out, "    rule       {} (`factcheck rules show {}`)", c.rule, c.rule)?;
    writeln!(output.out, "    subject    {}", part(&c.subject))?;
    writeln!(output.out, "    object     {}", part(&c.object))?;
    writeln!(output.out, "    value      {} from the words “{}”", harmless(&value(&c.value)), harmless(&c.text))?;
    writeln!(output.out, "    status     {}", format!("{:?}", c.status).to_lowercase())?;
    if let Some(a) = &c.attribution {
        writeln!(output.out, "    said by    {}", part(&a.speaker))?;
    }
    let published = c.published.as_deref().unwrap_or("unknown");
    let from = c.published_from.map(|f| format!(" ({f:?})").to_lowercase()).unwrap_or_default();
    writeln!(output.out, "    published  {published}{from}")?;
    Ok(())
}
