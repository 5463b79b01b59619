//! `factcheck config`: what is in force, and where each value came from.

use super::args::ConfigArgs;
use super::packs::{Rules, engine_with};
use super::project::{Chosen, Project};
use super::screen::complain;
use super::{Exit, Output};
use anyhow::Result;
use factcheck::config::{Config, Entry, Folder, Level};
use factcheck::report::words::harmless;
use factcheck::source::{MAX_FILE, MAX_LINE};
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(super) fn run(args: &ConfigArgs, output: &mut Output<'_>) -> Result<Exit> {
    let missing: Vec<&String> = args.paths.iter().filter(|p| *p != "-" && !std::path::Path::new(p).exists()).collect();
    if let Some(path) = missing.first() {
        let d = factcheck::diagnostic::Diagnostic::plain("no-such-path", format!("{path} does not exist"));
        complain(&[d.help("check the spelling, and the folder that the path starts from")], output)?;
        return Ok(Exit::Failed);
    }
    let checked = Project::open(&args.paths, &args.project)
        .and_then(|project| engine_with(&Rules::of(&project, &[])).map(|_| project));
    let project = match checked {
        Ok(project) => project,
        Err(found) => {
            complain(&found, output)?;
            return Ok(Exit::Failed);
        }
    };
    let mut lines = Lines { project: &project, all: Vec::new() };
    lines.values();
    let width = lines.all.iter().map(|(l, _)| l.chars().count()).filter(|w| *w < 60).max().unwrap_or(0);
    match &project.config {
        None => writeln!(output.out, "# no factcheck.toml: everything is as it is by default\n")?,
        Some(c) => {
            let names: Vec<&str> = c.files.iter().map(|f| f.name.as_str()).collect();
            writeln!(output.out, "# from {}\n", harmless(&names.join(", which extends ")))?;
        }
    }
    for (line, from) in &lines.all {
        match from {
            Some(from) => writeln!(output.out, "{line:width$}  # {}", harmless(from))?,
            None => writeln!(output.out, "{line}")?,
        }
    }
    Ok(Exit::Clean)
}

/// The lines of a `factcheck.toml` that says what is in force, each with where that came from.
struct Lines<'p> {
    project: &'p Project,
    all: Vec<(String, Option<String>)>,
}

impl Lines<'_> {
    fn push(&mut self, line: String, from: String) {
        self.all.push((line, Some(from)));
    }

    fn head(&mut self, head: &str) {
        self.all.push((String::new(), None));
        self.all.push((head.to_owned(), None));
    }

    fn values(&mut self) {
        let project = self.project;
        let fail_on = project.fail_on(None);
        self.push(format!("fail-on = \"{}\"", fail_on.value.name()), fail_on.from);
        let prefer = project.choose(None, "prefer", |c| c.prefer.as_ref(), |p| Some(p.clone()), "context".to_owned());
        self.push(format!("prefer = {}", quoted(&prefer.value)), prefer.from);
        let order =
            project.choose(None, "date-order", |c| c.date_order.as_ref(), |o| Some(o.clone()), "auto".to_owned());
        self.push(format!("date-order = {}", quoted(&order.value)), order.from);
        let file = project.choose(None, "", |c| c.max_file_size.as_ref(), |n| Some(*n), MAX_FILE);
        self.size("max-file-size", file);
        let line = project.choose(None, "", |c| c.max_line_size.as_ref(), |n| Some(*n), MAX_LINE);
        self.size("max-line-size", line);
        let Some(config) = &project.config else {
            self.push("baseline = \"\"".to_owned(), "default: none".to_owned());
            self.threshold();
            return;
        };
        self.paths("baseline", config.baseline.as_slice(), false);
        self.list("include", &config.include, config);
        self.list("exclude", &config.exclude, config);
        self.paths("rules", &config.rules, true);
        let mut all = config.all.clone();
        let confidence = all.thresholds.remove("confidence");
        self.head("[thresholds]");
        match confidence {
            Some(e) => self.push(format!("confidence = {}", e.value), config.origin(e.place)),
            None => self.push(
                format!("confidence = {}", factcheck::reconcile::Settings::default().threshold),
                "default".to_owned(),
            ),
        }
        self.table(&all.thresholds, config, f64::to_string);
        self.folder(&all, config);
        for folder in &config.folders {
            self.head("[[folder]]");
            self.list("files", &folder.files, config);
            for (name, text) in [
                ("packs", inline(&folder.packs, bool::to_string)),
                ("severity", inline(&folder.severity, level)),
                ("thresholds", inline(&folder.thresholds, f64::to_string)),
            ] {
                if let Some((text, place)) = text {
                    self.push(format!("{name} = {{ {text} }}"), config.origin(place));
                }
            }
        }
        let lexicon = config.lexicon();
        if !lexicon.is_empty() {
            self.head("[lexicon]");
            for (table, names) in lexicon {
                self.all.push((format!("# {table}: {}", harmless(&names.join(", "))), None));
            }
        }
    }

    fn threshold(&mut self) {
        self.head("[thresholds]");
        self.push(
            format!("confidence = {}", factcheck::reconcile::Settings::default().threshold),
            "default".to_owned(),
        );
    }

    fn size(&mut self, name: &str, size: Chosen<u64>) {
        let written = if size.value.is_multiple_of(1 << 20) {
            format!("\"{}M\"", size.value >> 20)
        } else {
            size.value.to_string()
        };
        self.push(format!("{name} = {written}"), size.from);
    }

    fn list(&mut self, name: &str, entries: &[Entry<String>], config: &Config) {
        for (i, e) in entries.iter().enumerate() {
            let (head, tail) = (
                if i == 0 { format!("{name} = [") } else { " ".repeat(4) },
                if i + 1 == entries.len() { "]" } else { "," },
            );
            self.push(format!("{head}{}{tail}", quoted(&e.value)), config.origin(e.place));
        }
    }

    fn paths(&mut self, name: &str, entries: &[Entry<PathBuf>], list: bool) {
        let Some(config) = &self.project.config else { return };
        let shown = |e: &Entry<PathBuf>| Entry { value: self.project.shown(&e.value), place: e.place };
        let entries: Vec<Entry<String>> = entries.iter().map(shown).collect();
        match entries.first() {
            None if list => {}
            None => self.push(format!("{name} = \"\""), "default: none".to_owned()),
            Some(e) if !list => self.push(format!("{name} = {}", quoted(&e.value)), config.origin(e.place)),
            Some(_) => self.list(name, &entries, config),
        }
    }

    fn table<T>(&mut self, table: &BTreeMap<String, Entry<T>>, config: &Config, text: impl Fn(&T) -> String) {
        for (name, e) in table {
            self.push(format!("{} = {}", key(name), text(&e.value)), config.origin(e.place));
        }
    }

    fn folder(&mut self, folder: &Folder, config: &Config) {
        if !folder.packs.is_empty() {
            self.head("[packs]");
            self.table(&folder.packs, config, bool::to_string);
        }
        if !folder.severity.is_empty() {
            self.head("[severity]");
            self.table(&folder.severity, config, level);
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // It stands for a function over the values of any table.
fn level(level: &Level) -> String {
    format!("\"{}\"", level.name())
}

fn inline<T>(
    table: &BTreeMap<String, Entry<T>>,
    text: impl Fn(&T) -> String,
) -> Option<(String, factcheck::config::Place)> {
    let first = table.values().next()?.place;
    let all: Vec<String> = table.iter().map(|(name, e)| format!("{} = {}", key(name), text(&e.value))).collect();
    Some((all.join(", "), first))
}

/// A key as TOML writes it.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    serde_json::to_string(&harmless(text)).unwrap_or_default()
}
