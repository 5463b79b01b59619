//! `factcheck init`.

use super::args::InitArgs;
use super::screen::complain;
use super::{Exit, Output};
use anyhow::Result;
use factcheck::config::{NAME, template};
use factcheck::diagnostic::Diagnostic;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};

pub(super) fn run(args: &InitArgs, output: &mut Output<'_>) -> Result<Exit> {
    let path = if args.path.is_dir() { args.path.join(NAME) } else { args.path.clone() };
    let shown = path.strip_prefix("./").unwrap_or(&path).display().to_string();
    // Made only where there is none, in one step: nothing that is there can be lost.
    let made = OpenOptions::new().write(true).create_new(true).open(&path);
    match made.and_then(|mut file| file.write_all(template().as_bytes())) {
        Ok(()) => {
            writeln!(output.out, "{shown} was written; everything in it is commented out")?;
            Ok(Exit::Clean)
        }
        Err(e) => {
            let d = if e.kind() == ErrorKind::AlreadyExists {
                Diagnostic::plain("config-exists", format!("{shown} is there already, and was left as it is"))
                    .help("edit it, or move it away first")
            } else {
                Diagnostic::plain("unwritable", format!("{shown} cannot be written: {e}"))
                    .help("name a folder that is there")
            };
            complain(&[d], output)?;
            Ok(Exit::Failed)
        }
    }
}
