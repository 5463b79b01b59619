//! The command line.

mod choices;

pub(crate) use choices::{ColourArg, DateOrderArg, FailOn, ListFormat, PreferArg, SchemaOf, SourcesFormat};

use clap::{Args, Parser, Subcommand};
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
    /// The rules: list them, show one, run their examples, begin a pack, measure them
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Findings that somebody decided on: make the file, bring it up to date, show it
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Walks the findings and records what you decide on each in the baseline
    Audit(AuditArgs),
    /// A rule, a claim or a finding, step by step
    Explain(ExplainArgs),
    /// Writes a commented factcheck.toml
    Init(InitArgs),
    /// What is in force for the sources, and where each value came from
    Config(ConfigArgs),
    /// JSON Schemas of the output, and of configuration and rule files
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
    /// Where a bare weekday or month falls [default: context]
    #[arg(long, value_enum)]
    pub(crate) prefer: Option<PreferArg>,
    /// Order of day, month and year in dates such as 04/12/2025 [default: what each text shows]
    #[arg(long, value_enum)]
    pub(crate) date_order: Option<DateOrderArg>,
    /// Rule packs of your own, beside the bundled ones: files, folders or zip files
    #[arg(long = "rules", value_name = "PACK")]
    pub(crate) packs: Vec<PathBuf>,
    /// The largest file that is read, in bytes or with K, M or G behind [default: 64M]
    #[arg(long, value_name = "SIZE", value_parser = factcheck::config::bytes)]
    pub(crate) max_file_size: Option<u64>,
    /// The longest line of a file with a document a line [default: 10M]
    #[arg(long, value_name = "SIZE", value_parser = factcheck::config::bytes)]
    pub(crate) max_line_size: Option<u64>,
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
    /// Threads; as many as there are cores where it is left out
    #[arg(long, short = 'j', value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// Where the project's settings come from.
#[derive(Debug, Args, Clone, Default)]
pub(crate) struct ProjectArgs {
    /// The configuration; without it, the nearest factcheck.toml from the sources upwards
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Read no factcheck.toml
    #[arg(long)]
    pub(crate) no_config: bool,
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

/// How a run goes about its work; its results are the same.
#[derive(Debug, Args, Clone, Default)]
pub(crate) struct WorkArgs {
    /// Keep what was read in this folder, and read a document again only where it, a rule or the
    /// program has changed
    #[arg(long, value_name = "FOLDER")]
    pub(crate) cache: Option<PathBuf>,
    /// Print stage by stage what the time went to, on standard error
    #[arg(long)]
    pub(crate) timing: bool,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
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
    /// Also the numbers, dates and quotations that no rule read
    #[arg(long)]
    pub(crate) coverage: bool,
    /// The least severity that makes the exit code 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) file: BaselineArgs,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
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
    /// The least severity that makes the exit code 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) view: ViewArgs,
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
}

#[derive(Debug, Subcommand, Clone)]
pub(crate) enum RulesCommand {
    /// Every rule, a line each
    List {
        /// Rule packs of your own, beside the bundled ones
        #[arg(long = "rules", value_name = "PACK")]
        packs: Vec<PathBuf>,
    },
    /// One rule: what it looks for and why, what its patterns mean, its examples
    Show {
        /// Such as visits/visit-dates
        id: String,
        /// Rule packs of your own, beside the bundled ones
        #[arg(long = "rules", value_name = "PACK")]
        packs: Vec<PathBuf>,
    },
    /// Runs the examples of every rule
    Test {
        /// Rule packs of your own, beside the bundled ones: files, folders or zip files
        #[arg(value_name = "PACK")]
        packs: Vec<PathBuf>,
    },
    /// Writes a pack to begin with
    New(RulesNewArgs),
    /// What each rule costs on these articles, and which word makes it dear
    Bench(RulesBenchArgs),
}

#[derive(Debug, Args, Clone)]
pub(crate) struct RulesNewArgs {
    /// The name of the pack, such as harbour-news
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The folder to write it to
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct RulesBenchArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    /// How often each pattern is run in each sentence
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) rounds: u32,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct ExplainArgs {
    /// A rule (visits/visit-dates) or check (reconcile/dates), or a finding (f-…) or claim (c-…) of the sources named after it
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) source: SourceArgs,
}

/// Where decisions are kept.
#[derive(Debug, Args, Clone)]
pub(crate) struct BaselineArgs {
    /// Findings that somebody decided on: they do not count
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
}

#[derive(Debug, Subcommand, Clone)]
pub(crate) enum BaselineCommand {
    /// Accepts every finding of the sources, in a new file
    Create(BaselineWriteArgs),
    /// Accepts what is new, and drops what no longer disagrees
    Update(BaselineWriteArgs),
    /// What was decided; with sources, which entries still match something
    Show(BaselineShowArgs),
}

#[derive(Debug, Args, Clone)]
pub(crate) struct BaselineWriteArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    #[command(flatten)]
    pub(crate) file: BaselineArgs,
    /// Why these findings are accepted
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Who accepts them; from the environment where it is left out
    #[arg(long, value_name = "NAME")]
    pub(crate) editor: Option<String>,
    /// The last day on which that holds, such as 2026-06-30
    #[arg(long, value_name = "DATE")]
    pub(crate) expires: Option<chrono::NaiveDate>,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct BaselineShowArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    #[command(flatten)]
    pub(crate) file: BaselineArgs,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct AuditArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    #[command(flatten)]
    pub(crate) file: BaselineArgs,
    /// Who decides; from the environment where it is left out
    #[arg(long, value_name = "NAME")]
    pub(crate) editor: Option<String>,
    /// The last day on which decisions hold, such as 2026-06-30
    #[arg(long, value_name = "DATE")]
    pub(crate) expires: Option<chrono::NaiveDate>,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct InitArgs {
    /// The folder, or the file, to write
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) path: PathBuf,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct ConfigArgs {
    /// Files or folders whose configuration is asked for; the current folder where none is named
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
}

#[derive(Debug, Args, Clone)]
pub(crate) struct SchemaArgs {
    /// What of
    #[arg(value_enum)]
    pub(crate) of: SchemaOf,
}
