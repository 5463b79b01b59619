//! What options can be set to.

use clap::ValueEnum;
use factcheck::finding::Severity;
use factcheck::recognise::{DateOrder, Prefer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SourcesFormat {
    /// For a person
    Text,
    /// One JSON object
    Json,
    /// One JSON object a document
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A line of `factcheck values --format jsonl`
    Values,
    /// A line of `factcheck extract --format jsonl`
    Claims,
    /// The object of `factcheck check --format json`
    Check,
    /// A line of `factcheck check --format jsonl`
    Findings,
    /// factcheck.toml
    Config,
    /// A rule pack
    Rules,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Columns for a person
    Text,
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourArg {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PreferArg {
    Context,
    Past,
    Future,
    Nearest,
}

impl From<PreferArg> for Prefer {
    fn from(p: PreferArg) -> Self {
        match p {
            PreferArg::Context => Self::Context,
            PreferArg::Past => Self::Past,
            PreferArg::Future => Self::Future,
            PreferArg::Nearest => Self::Nearest,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DateOrderArg {
    /// What the language, the article's other dates and its spelling show
    Auto,
    Dmy,
    Mdy,
    Ymd,
}

impl DateOrderArg {
    /// The order; `None` where each text decides.
    pub(crate) fn order(self) -> Option<DateOrder> {
        Some(match self {
            Self::Auto => return None,
            Self::Dmy => DateOrder::DayFirst,
            Self::Mdy => DateOrder::MonthFirst,
            Self::Ymd => DateOrder::YearFirst,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    /// As written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Never => "never",
        }
    }

    /// The least severity that counts; `None` where none does.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}
