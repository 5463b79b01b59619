//! Where reports go: `--format NAME[=FILE]`, as often as wanted.

use super::Output;
use super::screen::terminal_of_files;
use anyhow::{Context as _, Result};
use factcheck::diagnostic::Diagnostic;
use factcheck::report::{self, Format, Report, Terminal};
use factcheck::rulebook::suggest::closest;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// `check`, `reconcile`.
    Findings,
    /// `extract`.
    Claims,
}

/// The formats of a run and where each goes. Files are written beside their place and renamed once
/// all are whole; a run that fails before leaves nothing behind.
pub(super) struct Outputs {
    about: About,
    targets: Vec<Target>,
}

struct Target {
    format: &'static dyn Format,
    to: To,
}

enum To {
    Stdout,
    /// A file that is renamed to `path` when it is whole.
    Beside(NamedTempFile, PathBuf),
    /// A pipe or a device, which nothing can be renamed to.
    Direct(File, PathBuf),
}

impl Outputs {
    /// Reads the options and makes the files.
    ///
    /// # Errors
    /// Every mistake: unknown formats, two reports for one place, files that cannot be written.
    pub(super) fn open(written: &[String], about: About) -> Result<Self, Vec<Diagnostic>> {
        let mut found = Vec::new();
        let mut targets: Vec<Target> = Vec::new();
        let text = ["text".to_owned()];
        let mut on_stdout: Vec<&str> = Vec::new();
        let mut files: Vec<PathBuf> = Vec::new();
        for option in if written.is_empty() { &text } else { written } {
            let (name, file) = option.split_once('=').map_or((option.as_str(), None), |(n, f)| (n, Some(f)));
            let format = named(name, about).map_err(|d| found.push(*d)).ok();
            let to = match file {
                None | Some("-") => {
                    on_stdout.push(name);
                    Some(To::Stdout)
                }
                Some("") => {
                    let d = Diagnostic::plain("no-file", format!("`--format {option}` names no file"));
                    found.push(
                        d.help(format!("write `--format {name}=FILE`, or `--format {name}` for standard output")),
                    );
                    None
                }
                Some(file) => {
                    let path = settled(Path::new(file));
                    if files.contains(&path) {
                        let d = Diagnostic::plain("one-file", format!("two reports would be written to {file}"));
                        found.push(d.help("give each a file of its own"));
                        None
                    } else {
                        files.push(path.clone());
                        open_file(file, &path).map_err(|d| found.push(*d)).ok()
                    }
                }
            };
            if let (Some(format), Some(to)) = (format, to) {
                targets.push(Target { format, to });
            }
        }
        if let [first, second, ..] = on_stdout.as_slice() {
            let d = Diagnostic::plain(
                "one-stdout",
                format!("{} reports would be written to standard output", on_stdout.len()),
            );
            found.push(d.help(format!("send all but one to a file: --format {first} --format {second}=FILE")));
        }
        if found.is_empty() { Ok(Self { about, targets }) } else { Err(found) }
    }

    /// Writes every report: first the files, then standard output, so that a reader who goes away
    /// costs no file.
    ///
    /// # Errors
    /// Those of writing; the message names the file.
    pub(super) fn write(self, report: &Report<'_>, terminal: Terminal, output: &mut Output<'_>) -> Result<()> {
        let about = self.about;
        let mut whole = Vec::new();
        let mut to_stdout = Vec::new();
        for target in self.targets {
            let format = target.format;
            append_beside(format, about, report)?;
            let write = |file: &mut File, path: &Path| {
                let mut out = BufWriter::new(file);
                write_one(format, about, report, terminal_of_files(), &mut out)
                    .and_then(|()| out.flush())
                    .with_context(|| format!("{} could not be written", path.display()))
            };
            match target.to {
                To::Stdout => to_stdout.push(format),
                To::Direct(mut file, path) => write(&mut file, &path)?,
                To::Beside(mut file, path) => {
                    write(file.as_file_mut(), &path)?;
                    whole.push((file, path));
                }
            }
        }
        for (file, path) in whole {
            file.persist(&path)
                .map_err(|e| e.error)
                .with_context(|| format!("{} could not be written", path.display()))?;
        }
        for format in to_stdout {
            write_one(format, about, report, terminal, output.out)?;
        }
        Ok(())
    }
}

fn write_one(
    format: &dyn Format,
    about: About,
    report: &Report<'_>,
    terminal: Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    match (about, format.claims()) {
        (About::Claims, Some(claims)) => claims.write_claims(report, terminal, out),
        _ => format.write(report, terminal, out),
    }
}

/// Appends to the file that the environment names for this format, where it names one.
fn append_beside(format: &dyn Format, about: About, report: &Report<'_>) -> Result<()> {
    let Some(beside) = format.beside().filter(|_| about == About::Findings) else { return Ok(()) };
    let Some(path) = std::env::var_os(beside.variable).filter(|p| !p.is_empty()) else { return Ok(()) };
    let written = OpenOptions::new().append(true).create(true).open(&path).and_then(|file| {
        let mut out = BufWriter::new(file);
        beside.format.write(report, terminal_of_files(), &mut out)?;
        out.flush()
    });
    written.with_context(|| format!("{} (of {}) could not be written", path.display(), beside.variable))
}

/// The output format of that name.
fn named(name: &str, about: About) -> Result<&'static dyn Format, Box<Diagnostic>> {
    let fits = |f: &&&'static dyn Format| about == About::Findings || f.claims().is_some();
    let names = || report::FORMATS.iter().filter(fits).map(|f| f.name());
    let list = || format!("use one of {}", names().collect::<Vec<_>>().join(", "));
    match report::named(name) {
        Some(format) if fits(&&format) => Ok(format),
        Some(_) => {
            let d = Diagnostic::plain("no-claims", format!("`{name}` is a format for findings, not for claims"));
            Err(Box::new(d.help(list())))
        }
        None => {
            let help = closest(name, names()).map_or_else(list, |s| format!("did you mean `{s}`?"));
            Err(Box::new(Diagnostic::plain("unknown-format", format!("no format is named `{name}`")).help(help)))
        }
    }
}

/// The path that two spellings of one place have in common.
fn settled(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn open_file(shown: &str, path: &Path) -> Result<To, Box<Diagnostic>> {
    let refuse = |why: &str, help: &str| {
        let d = Diagnostic::plain("unwritable", format!("{shown} cannot be written: {why}"));
        Err(Box::new(d.help(help)))
    };
    let known = fs::metadata(path);
    if known.as_ref().is_ok_and(fs::Metadata::is_dir) || shown.ends_with('/') {
        return refuse("it is a folder", "name a file in it");
    }
    let opened = match &known {
        Ok(m) if !m.is_file() => {
            OpenOptions::new().write(true).open(path).map(|file| To::Direct(file, path.to_owned()))
        }
        Ok(m) if m.permissions().readonly() => return refuse("it is write-protected", "name another file"),
        known => {
            beside(path, known.as_ref().ok().map(fs::Metadata::permissions)).map(|f| To::Beside(f, path.to_owned()))
        }
    };
    opened.or_else(|e| match e.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            refuse("its folder does not exist", "make the folder first, or name another file")
        }
        io::ErrorKind::PermissionDenied => refuse("permission denied", "name a file in a folder of yours"),
        _ => refuse(&e.to_string(), "name another file"),
    })
}

/// A new file in the folder of `path`, with the permissions of the file that it will replace.
fn beside(path: &Path, permissions: Option<Permissions>) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".factcheck-").suffix(".part");
    let usual = usual_permissions();
    if let Some(p) = permissions.or(usual) {
        builder.permissions(p);
    }
    builder.tempfile_in(folder)
}

/// What any new file gets, less what the user masks; a temporary file alone would be private.
#[cfg(unix)]
fn usual_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<Permissions> {
    None
}
