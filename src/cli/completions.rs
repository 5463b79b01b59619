//! `factcheck completions`.

use super::{Cli, Exit, Output};
use anyhow::Result;
use clap::CommandFactory as _;

pub(super) fn run(shell: clap_complete::Shell, output: &mut Output<'_>) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "factcheck", &mut script);
    output.out.write_all(&script)?;
    Ok(Exit::Clean)
}
