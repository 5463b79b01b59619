//! The project that the sources belong to: its `factcheck.toml`, found from them upwards, and what
//! it says where the command line says nothing.

use super::args::{DateOrderArg, FailOn, PreferArg, ProjectArgs};
use clap::ValueEnum;
use factcheck::config::{self, Config, Entry, Loaded, NAME, Policy};
use factcheck::diagnostic::Diagnostic;
use factcheck::document::Document;
use factcheck::source::Wanted;
use std::path::{Component, Path, PathBuf};

/// What an option can be set to, by its name on the command line.
fn named<T: ValueEnum>(name: &str) -> Option<T> {
    T::from_str(name, false).ok()
}

/// A value and where it came from, in words.
pub(super) struct Chosen<T> {
    pub(super) value: T,
    pub(super) from: String,
}

/// What a project says of a run.
pub(super) struct Project {
    pub(super) config: Option<Config>,
    /// The folder that relative paths count from.
    here: PathBuf,
}

impl Project {
    /// The project of `paths`.
    pub(super) fn open(paths: &[String], args: &ProjectArgs) -> Result<Self, Vec<Diagnostic>> {
        let here = std::env::current_dir().unwrap_or_default();
        let path = match &args.config {
            _ if args.no_config => None,
            Some(named) => Some(here.join(named)),
            None => find(&here, paths),
        };
        let load = |path: &Path| Loaded {
            name: shown(path, &here),
            content: std::fs::read_to_string(path).map_err(|e| reason(&e)),
        };
        let config = path.map(|path| config::resolve(&path, &load)).transpose()?;
        Ok(Self { config, here })
    }

    /// A path from the folder that the program runs in.
    pub(super) fn shown(&self, path: &Path) -> String {
        shown(path, &self.here)
    }

    /// A path as it was named; one that the configuration made absolute, from here.
    pub(super) fn shown_or_named(&self, path: &Path) -> String {
        if path.is_absolute() { self.shown(path) } else { path.display().to_string() }
    }

    /// `option` from the command line, else what the configuration says, else `default`.
    pub(super) fn choose<T, C>(
        &self,
        option: Option<T>,
        name: &str,
        entry: impl Fn(&Config) -> Option<&Entry<C>>,
        read: impl Fn(&C) -> Option<T>,
        default: T,
    ) -> Chosen<T> {
        if let Some(value) = option {
            return Chosen { value, from: format!("--{name}") };
        }
        let written = self.config.as_ref().and_then(|c| {
            let e = entry(c)?;
            Some(Chosen { value: read(&e.value)?, from: c.origin(e.place) })
        });
        written.unwrap_or(Chosen { value: default, from: "default".to_owned() })
    }

    pub(super) fn fail_on(&self, option: Option<FailOn>) -> Chosen<FailOn> {
        self.choose(option, "fail-on", |c| c.fail_on.as_ref(), |name| named(name), FailOn::Error)
    }

    pub(super) fn prefer(&self, option: Option<PreferArg>) -> Chosen<PreferArg> {
        self.choose(option, "prefer", |c| c.prefer.as_ref(), |name| named(name), PreferArg::Context)
    }

    pub(super) fn date_order(&self, option: Option<DateOrderArg>) -> Chosen<DateOrderArg> {
        self.choose(option, "date-order", |c| c.date_order.as_ref(), |name| named(name), DateOrderArg::Auto)
    }

    /// Which files are read.
    pub(super) fn wanted(&self) -> Option<Wanted> {
        let selection = self.config.as_ref()?.selection()?.clone();
        let here = self.here.clone();
        Some(Wanted::new(move |path| selection.wants(&here.join(path))))
    }

    /// The settings for a document.
    pub(super) fn policy(&self, document: &Document) -> Option<Policy<'_>> {
        let path = document.path.as_deref().map(|p| self.here.join(p));
        Some(self.config.as_ref()?.policy(path.as_deref()))
    }
}

/// The nearest `factcheck.toml` from the folder that holds all of `paths` upwards, as far as the
/// folder with the repository's `.git`.
fn find(here: &Path, paths: &[String]) -> Option<PathBuf> {
    let mut common: Option<PathBuf> = None;
    for path in paths.iter().filter(|p| *p != "-") {
        let path = absolute(here, Path::new(path));
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(here).to_owned() };
        common = Some(match common {
            None => folder,
            Some(other) => shared(&folder, &other),
        });
    }
    let start = common.unwrap_or_else(|| here.to_owned());
    for folder in start.ancestors() {
        let file = folder.join(NAME);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    None
}

fn absolute(here: &Path, path: &Path) -> PathBuf {
    let mut out = here.to_owned();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// The folders that both paths begin with.
fn shared(a: &Path, b: &Path) -> PathBuf {
    a.components().zip(b.components()).take_while(|(x, y)| x == y).map(|(x, _)| x).collect()
}

/// An absolute path as a person in the folder `here` would write it.
fn shown(path: &Path, here: &Path) -> String {
    let common = shared(path, here);
    let up = here.components().count() - common.components().count();
    // Beyond a few folders up the whole path says more.
    if up > 3 {
        return path.display().to_string();
    }
    let rest = path.strip_prefix(&common).unwrap_or(path);
    let parts =
        (0..up).map(|_| "..".to_owned()).chain(rest.components().map(|c| c.as_os_str().to_string_lossy().into_owned()));
    parts.collect::<Vec<_>>().join("/")
}

/// Why a file cannot be read, without the system's number.
pub(super) fn reason(e: &std::io::Error) -> String {
    let words = e.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_lowercase()
}
