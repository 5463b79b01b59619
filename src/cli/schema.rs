//! `factcheck schema`.

use super::args::{SchemaArgs, SchemaOf};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::json::{CheckRecord, ClaimRecord, FindingRecord, ValueRecord};
use schemars::schema_for;

pub(super) fn run(args: &SchemaArgs, output: &mut Output<'_>) -> Result<Exit> {
    let schema = match args.of {
        SchemaOf::Values => schema_for!(ValueRecord).to_value(),
        SchemaOf::Claims => schema_for!(ClaimRecord).to_value(),
        SchemaOf::Check => schema_for!(CheckRecord).to_value(),
        SchemaOf::Findings => schema_for!(FindingRecord).to_value(),
        SchemaOf::Config => factcheck::config::schema(),
        SchemaOf::Rules => {
            let policies: Vec<&str> = factcheck::reconcile::POLICIES.iter().map(|p| p.name()).collect();
            factcheck::rulebook::schema(&policies)
        }
    };
    serde_json::to_writer_pretty(&mut *output.out, &schema)?;
    writeln!(output.out)?;
    Ok(Exit::Clean)
}
