//! What sources say of a draft, for a person.

use super::Report;
use super::words::{harmless, relation, shorten};
use crate::draft::{Support, Verdict};
use std::io::{self, Write};

/// Sources that are named for one claim.
const NAMED: usize = 3;
/// Characters of a sentence that are shown.
const SENTENCE: usize = 160;

/// The claims that no source supports; with `all` also those that one does, with its words.
pub(super) fn write(report: &Report<'_>, support: &[Support], all: bool, out: &mut dyn Write) -> io::Result<()> {
    for s in support.iter().filter(|s| all || s.verdict == Verdict::Unsupported) {
        let Some(claim) = report.claim(&s.claim) else { continue };
        let name = match s.verdict {
            Verdict::Supported => "supported",
            Verdict::Contradicted => "contradicted",
            Verdict::Unsupported => "unsupported",
        };
        let at = claim.location;
        writeln!(
            out,
            "{name}: {}:{}:{} “{}”",
            harmless(&s.doc),
            at.line,
            at.column,
            harmless(&shorten(&claim.text, 60))
        )?;
        writeln!(out, "  in: {}", harmless(&shorten(&claim.sentence, SENTENCE)))?;
        for b in s.by.iter().take(NAMED) {
            let Some(source) = report.claim(&b.claim) else { continue };
            let at = source.location;
            let words = harmless(&shorten(&source.text, 60));
            writeln!(out, "  {}: {}:{}:{} “{words}”", relation(b.relation), harmless(&b.doc), at.line, at.column)?;
        }
        if s.by.len() > NAMED {
            writeln!(out, "  and {} more", s.by.len() - NAMED)?;
        }
        for id in &s.findings {
            writeln!(out, "  against: {id}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// "12 claims of the draft: 8 supported, 1 contradicted, 3 unsupported".
pub(super) fn summary(support: &[Support]) -> String {
    let of = |v: Verdict| support.iter().filter(|s| s.verdict == v).count();
    format!(
        "{} claim{} of the draft: {} supported, {} contradicted, {} unsupported",
        support.len(),
        if support.len() == 1 { "" } else { "s" },
        of(Verdict::Supported),
        of(Verdict::Contradicted),
        of(Verdict::Unsupported),
    )
}
