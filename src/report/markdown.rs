//! `markdown`: a table for a summary page, a merge request or a wiki.

use super::escape::markdown;
use super::place::Mark;
use super::words::{published, relation, severity, shorten};
use super::{Format, Report, Terminal};
use crate::finding::Finding;
use std::io::{self, Write};

/// A heading, a sentence and a table.
#[derive(Debug)]
pub(super) struct Markdown;

/// Places that a side names; the rest are counted.
const PLACES: usize = 5;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "a table for a summary page or a merge request"
    }

    fn write(&self, report: &Report<'_>, _: Terminal, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## factcheck\n\n{}\n", report.summary())?;
        let mut any = false;
        for f in report.open() {
            if !any {
                writeln!(out, "| | finding | sides | why |\n| --- | --- | --- | --- |")?;
                any = true;
            }
            writeln!(
                out,
                "| {} | {} ({}) | {} | {} |",
                severity(f.severity),
                markdown(&f.message),
                relation(f.relation),
                sides(report, f),
                markdown(&f.why),
            )?;
        }
        Ok(())
    }
}

fn sides(report: &Report<'_>, f: &Finding) -> String {
    let marks = report.marks(f);
    let side = |(number, words): (usize, &str)| {
        let places: Vec<String> = marks.iter().filter(|m| m.side == number).map(|m| place(report, m)).collect();
        let shown = places.get(..PLACES).unwrap_or(&places);
        let more = match places.len() - shown.len() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        format!("“{}” — {}{more}", markdown(&shorten(words, 160)), shown.join(", "))
    };
    f.sides.iter().map(|s| s.text.as_str()).enumerate().map(side).collect::<Vec<_>>().join("<br>")
}

fn place(report: &Report<'_>, m: &Mark<'_>) -> String {
    format!("{} line {}{}", markdown(&report.base().path(m.document)), m.at.line, published(m.document))
}
