//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use factcheck::finding::Severity;
use factcheck::recognise::Prefer;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Pulls dated claims out of news copy and says where the sources disagree.
#[derive(Debug, Parser)]
#[command(
    name = "factcheck",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit codes: 0 nothing at or above --fail-on, 1 something, 2 it could not do its work."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The findings of all sources together (the default)
    Check(CheckArgs),
    /// The claims
    Extract(ExtractArgs),
    /// The typed values: dates, figures, names, quotations
    Values(ValuesArgs),
    /// What would be read: format, title, date, language, words, what is set aside
    Sources(SourcesArgs),
    /// Findings from claims made earlier or elsewhere (JSONL of `factcheck extract`)
    Reconcile(ReconcileArgs),
    /// The rules: list them, show one, run their examples
    #[command(subcommand)]
    Rules(RulesCommand),
    /// A rule, a claim or a finding, step by step
    Explain(ExplainArgs),
    /// JSON Schemas of the output
    Schema(SchemaArgs),
    /// Shell completions
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
}

/// What every command that reads sources takes.
#[derive(Debug, Args, Clone)]
pub(crate) struct SourceArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// How the sources are written; by name and content where it is left out
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<String>,
    /// Published date of documents that carry none, such as 2025-10-01
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<String>,
    /// Where a bare weekday or month falls
    #[arg(long, value_enum, default_value_t = PreferArg::Context)]
    pub(crate) prefer: PreferArg,
    /// Rule packs of your own, beside the bundled ones
    #[arg(long = "rules", value_name = "FILE")]
    pub(crate) packs: Vec<PathBuf>,
    /// The largest file that is read, in bytes or with K, M or G behind
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = bytes)]
    pub(crate) max_file_size: u64,
    /// The longest line of a file with a document a line
    #[arg(long, value_name = "SIZE", default_value = "10M", value_parser = bytes)]
    pub(crate) max_line_size: u64,
    /// Threads; as many as there are cores where it is left out
    #[arg(long, short = 'j', value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// A size as a person writes it: `1000`, `64M`, `2 GiB`.
fn bytes(written: &str) -> Result<u64, String> {
    let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = written.get(digits.len()..).unwrap_or("").trim().to_ascii_uppercase();
    let shift = match unit.trim_end_matches('B').trim_end_matches('I') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => return Err(format!("`{unit}` is no unit of size; write K, M or G")),
    };
    let number: u64 = digits.parse().map_err(|_| "write a number with K, M or G behind, such as 64M".to_owned())?;
    number.checked_mul(1 << shift).ok_or_else(|| "that is more than can be counted".to_owned())
}

/// The formats, a line each.
fn formats_help() -> String {
    let mut help = String::from(
        "How the findings are written, and to which file: standard output where none is named. It may stand several \
         times, once of them without a file. text where it is left out\n",
    );
    for f in factcheck::report::FORMATS {
        let _ = write!(help, "\n{:>15}  {}", f.name(), f.about());
    }
    help
}

/// How output looks on a terminal.
#[derive(Debug, Args, Clone)]
pub(crate) struct ViewArgs {
    /// When to use colours
    #[arg(long, value_enum, default_value_t = ColourArg::Auto, visible_alias = "colour")]
    pub(crate) color: ColourArg,
    /// Columns; the terminal's where it is left out
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) width: Option<usize>,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// Sources of the PATH, which is then a draft: each of its claims is supported, contradicted or
    /// unsupported. Repeatable
    #[arg(long, value_name = "SOURCES")]
    pub(crate) against: Vec<String>,
    /// How the findings are written, and to which file; standard output where none is named.
    /// Repeatable. text where it is left out
    #[arg(long = "format", short = 'f', value_name = "NAME[=FILE]", long_help = formats_help())]
    pub(crate) formats: Vec<String>,
    /// Also what agrees, refines or is compatible
    #[arg(long)]
    pub(crate) all: bool,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// How the claims are written: text, jsonl, csv, annotations or claims-jsonld, and to which
    /// file. Repeatable
    #[arg(long = "format", short = 'f', value_name = "NAME[=FILE]")]
    pub(crate) formats: Vec<String>,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct ValuesArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// text or jsonl
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
    /// Only these types, such as date,money
    #[arg(long = "type", value_name = "TYPES", value_delimiter = ',')]
    pub(crate) types: Vec<String>,
    /// Say which expression matched and what the value was resolved against
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct SourcesArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// text, json or jsonl
    #[arg(long, value_enum, default_value_t = SourcesFormat::Text)]
    pub(crate) format: SourcesFormat,
    /// Print the text as it will be read, without what is set aside
    #[arg(long)]
    pub(crate) show_text: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SourcesFormat {
    /// For a person
    Text,
    /// One JSON object
    Json,
    /// One JSON object a document
    Jsonl,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct ReconcileArgs {
    /// Claims as `factcheck extract --format jsonl` writes them; `-` for standard input
    #[arg(value_name = "CLAIMS.jsonl")]
    pub(crate) paths: Vec<String>,
    /// How the findings are written, and to which file; standard output where none is named.
    /// Repeatable. text where it is left out
    #[arg(long = "format", short = 'f', value_name = "NAME[=FILE]", long_help = formats_help())]
    pub(crate) formats: Vec<String>,
    /// Also what agrees, refines or is compatible
    #[arg(long)]
    pub(crate) all: bool,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Subcommand, Clone)]
pub(crate) enum RulesCommand {
    /// Every rule, a line each
    List {
        /// Rule packs of your own, beside the bundled ones
        #[arg(long = "rules", value_name = "FILE")]
        packs: Vec<PathBuf>,
    },
    /// One rule: what it looks for and why, with its examples
    Show {
        /// Such as visits/visit-dates
        id: String,
        /// Rule packs of your own, beside the bundled ones
        #[arg(long = "rules", value_name = "FILE")]
        packs: Vec<PathBuf>,
    },
    /// Runs the examples of every rule
    Test {
        /// Rule packs of your own, beside the bundled ones
        #[arg(value_name = "FILE")]
        packs: Vec<PathBuf>,
    },
}

#[derive(Debug, Args, Clone)]
pub(crate) struct ExplainArgs {
    /// A rule (visits/visit-dates), or a finding (f-…) or claim (c-…) of the sources named after it
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) source: SourceArgs,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct SchemaArgs {
    /// values, claims, check or findings
    #[arg(value_enum)]
    pub(crate) of: SchemaOf,
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
pub(crate) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
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
