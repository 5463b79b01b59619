//! The `factcheck` command: arguments → run → exit code.

mod cli;

use clap::Parser as _;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let ended =
        cli::run(cli, &mut cli::Output { out: &mut out, err: &mut err }).and_then(|exit| out.flush().map(|()| exit));
    match ended {
        Ok(exit) => ExitCode::from(exit.code()),
        // Whoever reads the output has read enough.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(err, "error: the output could not be written: {e}");
            ExitCode::from(2)
        }
    }
}
