//! The commands: one file each. Nothing in the library knows them.

use anyhow::Result;
mod against;
mod args;
mod check;
mod completions;
mod explain;
mod extract;
mod outputs;
mod reconcile;
mod rules;
mod schema;
mod session;
mod sources;
mod values;

pub(crate) use args::{Cli, Command};

use std::io::Write;

/// What a command ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above the severity asked for.
    Clean,
    /// Something.
    Found,
    /// It could not do its work, or not all of it.
    Failed,
}

impl Exit {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Found => 1,
            Self::Failed => 2,
        }
    }
}

/// Where a command writes.
pub(crate) struct Output<'a> {
    /// Results.
    pub(crate) out: &'a mut dyn Write,
    /// Messages.
    pub(crate) err: &'a mut dyn Write,
}

/// Runs a command line.
///
/// # Errors
/// Those of writing.
pub(crate) fn run(cli: Cli, output: &mut Output<'_>) -> Result<Exit> {
    match cli.command {
        None => check::run(&cli.check, output),
        Some(Command::Check(args)) => check::run(&args, output),
        Some(Command::Extract(args)) => extract::run(&args, output),
        Some(Command::Sources(args)) => sources::run(&args, output),
        Some(Command::Values(args)) => values::run(&args, output),
        Some(Command::Reconcile(args)) => reconcile::run(&args, output),
        Some(Command::Rules(args)) => rules::run(&args, output),
        Some(Command::Explain(args)) => explain::run(&args, output),
        Some(Command::Schema(args)) => schema::run(&args, output),
        Some(Command::Completions { shell }) => completions::run(shell, output),
    }
}
