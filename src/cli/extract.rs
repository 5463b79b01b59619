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
        return stream(&args.source, Vec::new(), output, |engine, d| {
            let mut lines = Vec::new();
            for claim in engine.claims(d) {
                if serde_json::to_writer(&mut lines, &ClaimRecord::new(d, &claim)).is_ok() {
                    lines.push(b'\n');
                }
            }
            lines
        });
    }
    let outputs = Outputs::open(&args.formats, About::Claims);
    let (outputs, mistakes) = outputs.map_or_else(|m| (None, m), |o| (Some(o), Vec::new()));
    let session = Session::open_with(&args.source, mistakes, output)?;
    let (Some(session), Some(outputs)) = (session, outputs) else { return Ok(Exit::Failed) };
    let claims: Vec<Claim> = session.each(factcheck::check::Engine::claims).into_iter().flatten().collect();
    let report =
        Report::new(&session.documents, &claims, &[], 0).with_rules(catalogue(&session.engine)).with_base(base());
    outputs.write(&report, terminal_of_files(), output)?;
    Ok(session.exit(Exit::Clean))
}
