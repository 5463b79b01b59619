//! `factcheck extract`.

use super::args::ExtractArgs;
use super::outputs::{About, Outputs};
use super::screen::terminal_of_files;
use super::session::{Session, base, catalogue, stream};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::claim::Claim;
use factcheck::report::{self, Report};

pub(super) fn run(args: &ExtractArgs, output: &mut Output<'_>) -> Result<Exit> {
    // What is one line for each claim is written as it is made; other formats look at all claims together.
    let alone = match args.formats.as_slice() {
        [] => Some("text"),
        [one] => Some(one.as_str()),
        _ => None,
    };
    let format = alone.and_then(report::named);
    if let Some((name, line)) = format.and_then(|f| Some((f.name(), f.claims()?.line()?))) {
        return stream(&args.source, &args.work, output, |reader, d| {
            reader.lines(name, d, |claims| {
                // A line of JSON is some 1,000 bytes.
                let mut lines = Vec::with_capacity(1000 * claims.len());
                // Writing to memory does not fail.
                _ = claims.iter().try_for_each(|c| line(d, c, &mut lines));
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
