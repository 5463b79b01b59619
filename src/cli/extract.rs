//! `factcheck extract`.

use super::args::ExtractArgs;
use super::outputs::{About, Outputs};
use super::session::{Session, base, catalogue, stream, terminal_of_files};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::claim::Claim;
use factcheck::json::ClaimRecord;
use factcheck::report::Report;

pub(super) fn run(args: &ExtractArgs, output: &mut Output<'_>) -> Result<Exit> {
    // A record a line is written as it is made; the other formats look at all claims together.
    if let [one] = args.formats.as_slice()
        && one == "jsonl"
    {
        return stream(&args.source, &args.work, output, |reader, d| {
            reader.lines(d, |claims| {
                let mut lines = Vec::new();
                for claim in claims {
                    if serde_json::to_writer(&mut lines, &ClaimRecord::new(d, claim)).is_ok() {
                        lines.push(b'\n');
                    }
                }
                lines
            })
        });
    }
    let outputs = Outputs::open(&args.formats, About::Claims);
    let (outputs, mistakes) = outputs.map_or_else(|m| (None, m), |o| (Some(o), Vec::new()));
    let session = Session::open_with(&args.source, &args.work, mistakes, output)?;
    let (Some(mut session), Some(outputs)) = (session, outputs) else { return Ok(Exit::Failed) };
    let claims: Vec<Claim> = session.each(|reader, d| reader.claims(d)).into_iter().flatten().collect();
    let report =
        Report::new(&session.documents, &claims, &[], 0).with_rules(catalogue(&session.engine)).with_base(base());
    let mut laps = session.laps();
    outputs.write(&report, terminal_of_files(), output)?;
    laps.done("report");
    session.close(output)?;
    Ok(session.exit(Exit::Clean))
}
