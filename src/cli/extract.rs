//! `factcheck extract`.

use super::args::{ExtractArgs, ListFormat};
use super::session::{Session, place};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::json::ClaimRecord;
use factcheck::report::words::{harmless, value};

pub(super) fn run(args: &ExtractArgs, output: &mut Output<'_>) -> Result<Exit> {
    let Some(session) = Session::open(&args.source, output)? else { return Ok(Exit::Failed) };
    let claims = session.each(factcheck::check::Engine::claims);
    for (d, claims) in session.documents.iter().zip(&claims) {
        for c in claims {
            match args.format {
                ListFormat::Jsonl => {
                    serde_json::to_writer(&mut *output.out, &ClaimRecord::new(d, c))?;
                    writeln!(output.out)?;
                }
                ListFormat::Text => {
                    let part = |s: &Option<String>| s.as_deref().map_or_else(|| "–".into(), harmless);
                    let attribute = c.attribute.as_deref().map(|a| format!(" {a}")).unwrap_or_default();
                    writeln!(
                        output.out,
                        "{}  {}{attribute}: {} → {}: {} [{}]",
                        place(d, c.location),
                        c.kind,
                        part(&c.subject),
                        part(&c.object),
                        harmless(&value(&c.value)),
                        harmless(&c.text),
                    )?;
                }
            }
        }
    }
    Ok(session.exit(Exit::Clean))
}
