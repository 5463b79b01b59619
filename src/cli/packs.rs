//! Rule packs of the user's own: a file, a folder or a zip file each.

use super::project::{Project, reason};
use factcheck::check::{Engine, PackSource};
use factcheck::config::{Config, Known};
use factcheck::consistency;
use factcheck::diagnostic::Diagnostic;
use factcheck::lexicon::Lexicon;
use factcheck::reconcile;
use std::fs::File;
use std::io::Read;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that one file of a pack may hold: rules are written by hand.
const FILE: u64 = 4 << 20;

/// The most that all files of a zip file may hold together, unpacked.
const ARCHIVE: u64 = 16 << 20;

/// The most entries of a zip file.
const ENTRIES: usize = 1000;

/// Which rules an engine runs.
pub(super) struct Rules<'p> {
    packs: Vec<(PathBuf, String)>,
    config: Option<&'p Config>,
}

impl<'p> Rules<'p> {
    /// The bundled packs and those at `packs`, no project asked.
    pub(super) fn named(packs: &[PathBuf]) -> Self {
        Self { packs: packs.iter().map(|p| named(p)).collect(), config: None }
    }

    /// Those that `project` wants, and those at `packs`.
    pub(super) fn of(project: &'p Project, packs: &[PathBuf]) -> Self {
        let config = project.config.as_ref();
        let own = config.map_or(&[][..], |c| &c.rules).iter();
        let own = own.map(|e| (e.value.clone(), project.shown(&e.value)));
        Self { packs: own.chain(packs.iter().map(|p| named(p))).collect(), config }
    }
}

fn named(path: &Path) -> (PathBuf, String) {
    (path.to_owned(), path.display().to_string())
}

/// An engine with these rules.
pub(super) fn engine_with(rules: &Rules<'_>) -> Result<Engine, Vec<Diagnostic>> {
    engine_and_packs(rules).map(|(engine, _)| engine)
}

/// An engine with these rules, and the packs as they were read.
pub(super) fn engine_and_packs(rules: &Rules<'_>) -> Result<(Engine, Vec<PackSource>), Vec<Diagnostic>> {
    let mut found = Vec::new();
    let mut sources: Vec<PackSource> = Vec::new();
    for (path, shown) in &rules.packs {
        read(path, shown, &mut sources, &mut found);
    }
    twice(&sources, &mut found);
    let mut lexicon = Lexicon::bundled();
    if let Some(config) = rules.config {
        config.extend(&mut lexicon);
    }
    // Taking the lexicons down again would cost more than the memory is worth that it gives back.
    let lexicon = ManuallyDrop::new(lexicon);
    let mut engine =
        Engine::new(&lexicon, &sources).map_err(|mistakes| [std::mem::take(&mut found), mistakes].concat())?;
    if let Some(config) = rules.config {
        found.extend(config.unknown(&known(&engine)));
        engine.rulebook.retain(|r| config.runs(&r.id));
    }
    if found.is_empty() { Ok((engine, sources)) } else { Err(found) }
}

/// What settings may name.
pub(super) fn known(engine: &Engine) -> Known {
    let policies = reconcile::POLICIES.iter().map(|p| format!("reconcile/{}", p.name()));
    let checks = consistency::CHECKS.iter().map(|c| format!("consistency/{}", c.name()));
    Known {
        packs: engine.rulebook.packs().iter().map(|p| p.name.clone()).collect(),
        rules: engine
            .rulebook
            .rules()
            .map(|(_, r)| r.id.to_string())
            .chain(["built-in/figure", "built-in/direction"].map(str::to_owned))
            .collect(),
        checks: policies.chain(checks).collect(),
    }
}

/// Two packs of one name would have rules of one name.
fn twice(sources: &[PackSource], found: &mut Vec<Diagnostic>) {
    for (i, (name, file, _)) in sources.iter().enumerate() {
        if let Some((_, first, _)) = sources.get(..i).and_then(|before| before.iter().find(|(n, ..)| n == name)) {
            let title = format!("two packs are named `{name}`: {first} and {file}");
            found.push(
                Diagnostic::plain("pack-twice", title).help("rename one of the files: a pack is named after its file"),
            );
        }
    }
}

fn read(path: &Path, shown: &str, sources: &mut Vec<PackSource>, found: &mut Vec<Diagnostic>) {
    let outcome = if path.is_dir() {
        folder(path, shown, sources)
    } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip")) {
        archive(path, shown, sources)
    } else {
        file(path).map(|content| sources.push((stem(path), shown.to_owned(), content)))
    };
    if let Err(why) = outcome {
        let d = Diagnostic::plain("unreadable", format!("the rule pack {shown} cannot be read: {why}"));
        found.push(d.help("name a TOML file with rules, a folder of such files, or a zip file of them"));
    }
}

/// The name of the pack in a file.
fn stem(path: &Path) -> String {
    path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn file(path: &Path) -> Result<String, String> {
    let mut opened = File::open(path).map_err(|e| reason(&e))?;
    limited(&mut opened, FILE)
}

/// All of `from`, where that is text and no more than `most` bytes.
fn limited(from: &mut dyn Read, most: u64) -> Result<String, String> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    if bytes.len() as u64 > most {
        return Err(format!("it holds more than {} MiB", most >> 20));
    }
    String::from_utf8(bytes).map_err(|e| format!("it is not UTF-8 from byte {} on", e.utf8_error().valid_up_to()))
}

/// Every TOML file of a folder, in the order of their names; folders in it are not looked into.
fn folder(path: &Path, shown: &str, sources: &mut Vec<PackSource>) -> Result<(), String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(|e| reason(&e))?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "toml") && p.is_file())
        .collect();
    files.sort();
    if files.is_empty() {
        return Err("there is no TOML file in it".to_owned());
    }
    for f in files {
        let name = f.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let shown = format!("{}/{name}", shown.trim_end_matches('/'));
        sources.push((stem(&f), shown, file(&f).map_err(|why| format!("{name}: {why}"))?));
    }
    Ok(())
}

/// Every TOML file of a zip file, in the order of their names. Nothing is unpacked to disk, and no
/// more is unpacked than a pack may hold, whatever the archive says of its sizes.
fn archive(path: &Path, shown: &str, sources: &mut Vec<PackSource>) -> Result<(), String> {
    let words = |e: ZipError| match e {
        ZipError::Io(e) => reason(&e),
        e => e.to_string(),
    };
    let mut zip = ZipArchive::new(File::open(path).map_err(|e| reason(&e))?).map_err(words)?;
    if zip.len() > ENTRIES {
        return Err(format!("it has {} entries, more than the {ENTRIES} that a pack may have", zip.len()));
    }
    let mut read = Vec::new();
    let mut total = 0;
    for i in 0..zip.len() {
        let mut entry = zip.by_index(i).map_err(words)?;
        let name = entry.name().map_err(words)?.into_owned();
        if !entry.is_file() || Path::new(&name).extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let content = limited(&mut entry, FILE).map_err(|why| format!("{name}: {why}"))?;
        total += content.len() as u64;
        if total > ARCHIVE {
            return Err(format!("its files hold more than {} MiB together", ARCHIVE >> 20));
        }
        read.push((stem(Path::new(&name)), format!("{shown}!/{name}"), content));
    }
    if read.is_empty() {
        return Err("there is no TOML file in it".to_owned());
    }
    read.sort_by(|a, b| a.1.cmp(&b.1));
    sources.extend(read);
    Ok(())
}
