//! The trait that every output format has.

use super::{Report, Terminal};
use crate::claim::Claim;
use crate::document::Document;
use std::io::{self, Write};

/// Writes a report.
///
/// A format writes as it goes: what it holds in memory does not grow with what it has written. The
/// same report gives the same bytes.
pub trait Format: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// One line for help.
    fn about(&self) -> &'static str;

    /// Writes the findings whole.
    ///
    /// # Errors
    /// Those of `out`.
    fn write(&self, report: &Report<'_>, terminal: Terminal, out: &mut dyn Write) -> io::Result<()>;

    /// How it writes a list of claims, where it has a form for one.
    fn claims(&self) -> Option<&dyn ClaimFormat> {
        None
    }

    /// A file that the environment names and to which a second format is appended.
    fn beside(&self) -> Option<Beside> {
        None
    }
}

/// Writes the claims of a report, its findings left aside.
pub trait ClaimFormat: Sync {
    /// Writes the claims whole.
    ///
    /// # Errors
    /// Those of `out`.
    fn write_claims(&self, report: &Report<'_>, terminal: Terminal, out: &mut dyn Write) -> io::Result<()>;

    /// How it writes one claim, where nothing stands around and between its claims: those of one document
    /// can then be written before the next is read.
    fn line(&self) -> Option<ClaimLine> {
        None
    }
}

/// Writes a claim of a document.
///
/// # Errors
/// Those of the writer.
pub type ClaimLine = fn(&Document, &Claim, &mut Vec<u8>) -> io::Result<()>;

/// A second place that a CI system reads.
#[derive(Clone, Copy)]
pub struct Beside {
    /// The variable of the environment that names the file.
    pub variable: &'static str,
    /// What is appended to it.
    pub format: &'static dyn Format,
}
