//! The `factcheck` command: arguments → run → exit code.

mod cli;

use anyhow::Context as _;
use clap::Parser as _;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

/// Recognition makes many small strings; this allocator makes them in half the work. It asks for no huge pages, which
/// cost a short run more than they save a long one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let ended = cli::run(cli, &mut cli::Output::new(&mut out, &mut err))
        .and_then(|exit| out.flush().map(|()| exit).map_err(Into::into))
        .context("the output could not be written");
    match ended {
        Ok(exit) => ExitCode::from(exit.code()),
        // Whoever reads the output has read enough.
        Err(e) if e.chain().any(is_broken_pipe) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(err, "error: {e:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(e: &(dyn std::error::Error + 'static)) -> bool {
    let io = e.downcast_ref::<io::Error>().map(io::Error::kind);
    let json = e.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
    io.or(json) == Some(io::ErrorKind::BrokenPipe)
}
