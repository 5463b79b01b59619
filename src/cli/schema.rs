//! `factcheck schema`.

use super::args::{SchemaArgs, SchemaOf};
use super::{Exit, Output};
use anyhow::Result;
use factcheck::json::{CheckRecord, ClaimRecord, FindingRecord, ValueRecord};
use schemars::schema_for;

pub(super) fn run(args: &SchemaArgs, output: &mut Output<'_>) -> Result<Exit> {
    let schema = match args.of {
        SchemaOf::Values => schema_for!(ValueRecord),
        SchemaOf::Claims => schema_for!(ClaimRecord),
        SchemaOf::Check => schema_for!(CheckRecord),
        SchemaOf::Findings => schema_for!(FindingRecord),
    };
    serde_json::to_writer_pretty(&mut *output.out, &schema)?;
    writeln!(output.out)?;
    Ok(Exit::Clean)
}
