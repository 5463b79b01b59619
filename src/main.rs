//! The `factcheck` command.

use anyhow::{Context as _, Result};
use chrono::{NaiveDate, NaiveDateTime};
use clap::Parser;
use factcheck::check::Engine;
use factcheck::document::{Document, Published, PublishedFrom};
use factcheck::json::{ClaimRecord, ValueRecord};
use factcheck::lexicon::Lexicon;
use factcheck::recognise::Prefer;
use factcheck::value::Instant;
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
    for path in paths {
        let content = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        let mut documents = Vec::new();
        if path.ends_with(".jsonl") {
            for line in content.lines().filter(|l| !l.trim().is_empty()) {
                let v: serde_json::Value = serde_json::from_str(line)?;
                let mut d = Document::plain(v["id"].as_str().unwrap_or(&path), v["text"].as_str().unwrap_or(""));
                d.meta.published = v["published"].as_str().and_then(|p| {
                    let at = NaiveDate::parse_from_str(p, "%Y-%m-%d").map(Instant::Date).ok().or_else(|| {
                        NaiveDateTime::parse_from_str(p.get(..19)?, "%Y-%m-%dT%H:%M:%S").map(Instant::Time).ok()
                    })?;
                    Some(Published { at, from: PublishedFrom::Metadata })
                });
                documents.push(d);
            }
        } else {
            documents.push(Document::plain(path, content));
        }
        for d in documents {
            if extract {
                for c in engine.claims(&d) {
                    writeln!(out, "{}", serde_json::to_string(&ClaimRecord::new(&d, &c))?)?;
                }
                continue;
            }
            let text = engine.text(&d);
            for m in engine.values(&d, &text).all() {
                if types.is_empty() || types.iter().any(|t| t == m.value.kind().name()) {
                    writeln!(out, "{}", serde_json::to_string(&ValueRecord::new(&d, m))?)?;
                }
            }
        }
    }
    Ok(())
}
