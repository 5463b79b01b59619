//! The commands: one file each. Nothing in the library knows them.

use anyhow::Result;
mod against;
mod args;
mod audit;
mod baseline;
mod bench;
mod cache;
mod check;
mod completions;
mod config;
mod decisions;
mod explain;
mod extract;
mod init;
mod judge;
mod outputs;
mod packs;
mod project;
mod reconcile;
mod rules;
mod scaffold;
mod schema;
mod screen;
mod session;
mod sources;
mod timing;
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
    /// Mistakes that were shown.
    mistakes: usize,
    /// Why it ends as it does.
    why: Option<String>,
}

impl<'a> Output<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, mistakes: 0, why: None }
    }

    /// Says why the command ends as it does.
    fn because(&mut self, why: String) {
        self.why = Some(why);
    }

    /// Why it ends as it does, as the last line; nothing where a plain success needs no reason.
    fn reason(&self, exit: Exit) -> Option<String> {
        let mistakes = match self.mistakes {
            0 => "it could not do its work".to_owned(),
            1 => "the mistake above".to_owned(),
            n => format!("the {n} mistakes above"),
        };
        match (exit, &self.why) {
            (Exit::Failed, None) => Some(mistakes),
            (Exit::Failed, Some(why)) => Some(format!("{mistakes}; what could be read was checked: {why}")),
            (_, why) => why.clone(),
        }
    }
}

/// Runs a command line.
///
/// # Errors
/// Those of writing.
pub(crate) fn run(cli: Cli, output: &mut Output<'_>) -> Result<Exit> {
    let exit = command(cli, output)?;
    output.out.flush()?;
    if let Some(why) = output.reason(exit) {
        writeln!(output.err, "exit code {}: {why}", exit.code())?;
    }
    Ok(exit)
}

fn command(cli: Cli, output: &mut Output<'_>) -> Result<Exit> {
    match cli.command {
        None => check::run(&cli.check, output),
        Some(Command::Check(args)) => check::run(&args, output),
        Some(Command::Extract(args)) => extract::run(&args, output),
        Some(Command::Sources(args)) => sources::run(&args, output),
        Some(Command::Values(args)) => values::run(&args, output),
        Some(Command::Reconcile(args)) => reconcile::run(&args, output),
        Some(Command::Rules(args)) => rules::run(&args, output),
        Some(Command::Baseline(args)) => baseline::run(&args, output),
        Some(Command::Audit(args)) => audit::run(&args, output),
        Some(Command::Explain(args)) => explain::run(&args, output),
        Some(Command::Init(args)) => init::run(&args, output),
        Some(Command::Config(args)) => config::run(&args, output),
        Some(Command::Schema(args)) => schema::run(&args, output),
        Some(Command::Completions { shell }) => completions::run(shell, output),
    }
}
