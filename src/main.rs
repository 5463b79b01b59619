//! The `factcheck` command.

use anyhow::Result;
use clap::Parser;
use factcheck::check::Engine;
use factcheck::json::{ClaimRecord, ValueRecord};
use factcheck::lexicon::Lexicon;
use factcheck::recognise::Prefer;
use factcheck::source::Options;
use std::io::Write as _;

#[derive(Parser)]
enum Command {
    Values {
        #[arg(long)]
        format: Option<String>,
        #[arg(long)]
        prefer: Option<String>,
        #[arg(long)]
        extract: bool,
        #[arg(long = "type", value_delimiter = ',')]
        types: Vec<String>,
        paths: Vec<String>,
    },
}

fn main() -> Result<()> {
    let Command::Values { prefer, types, paths, extract, .. } = Command::parse();
    let mut engine = match Engine::new(&Lexicon::bundled(), &[]) {
        Ok(engine) => engine,
        Err(found) => {
            for d in found {
                eprintln!("{}: {} {:?} {:?}", d.source.map(|s| s.0).unwrap_or_default(), d.title, d.labels, d.help);
            }
            std::process::exit(2);
        }
    };
    engine.prefer = match prefer.as_deref() {
        Some("future") => Prefer::Future,
        Some("past") => Prefer::Past,
        Some("nearest") => Prefer::Nearest,
        _ => Prefer::Context,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let loaded = factcheck::source::load(&paths, &Options::default(), &mut std::io::stdin().lock());
    for d in &loaded.diagnostics {
        eprintln!("{}: {}", d.title, d.help.as_deref().unwrap_or_default());
    }
    for d in &loaded.documents {
        if extract {
            for c in engine.claims(d) {
                writeln!(out, "{}", serde_json::to_string(&ClaimRecord::new(d, &c))?)?;
            }
            continue;
        }
        let text = engine.text(d);
        for m in engine.values(d, &text).all() {
            if types.is_empty() || types.iter().any(|t| t == m.value.kind().name()) {
                writeln!(out, "{}", serde_json::to_string(&ValueRecord::new(d, m))?)?;
            }
        }
    }
    out.flush()?;
    if loaded.incomplete() {
        std::process::exit(2);
    }
    Ok(())
}
