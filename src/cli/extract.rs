//! `factcheck extract`.

use super::args::ExtractArgs;
use super::outputs::{About, Outputs};
use super::session::{Session, base, catalogue, terminal_of_files};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::claim::Claim;
use factcheck::report::Report;

pub(super) fn run(args: &ExtractArgs, output: &mut Output<'_>) -> Result<Exit> {
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
