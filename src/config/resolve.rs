//! From a file and those that it extends to what is in force.

use super::file::{self, Entry, Folder, Place, Source, Written};
use super::lexicon;
use super::select::{Globs, Selection, bytes, plain};
use crate::diagnostic::Diagnostic;
use crate::lexicon::Lexicon;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file as its reader gives it: the name that the user knows it by, and its content or why it
/// cannot be read.
pub struct Loaded {
    /// As the user names it.
    pub name: String,
    /// What it holds.
    pub content: Result<String, String>,
}

/// Settings for some files, with their globs.
#[derive(Debug, Clone)]
pub(super) struct Scoped {
    pub(super) globs: Globs,
    pub(super) folder: Folder,
}

/// What a file and those that it extends say together. A single value replaces that of an extended
/// file; lists add up, and tables are joined entry by entry.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Config {
    /// Every file that was read, the extended ones first.
    pub files: Vec<Source>,
    pub include: Vec<Entry<String>>,
    pub exclude: Vec<Entry<String>>,
    pub fail_on: Option<Entry<String>>,
    /// Absolute where the file's folder is.
    pub baseline: Option<Entry<PathBuf>>,
    pub prefer: Option<Entry<String>>,
    pub date_order: Option<Entry<String>>,
    pub max_file_size: Option<Entry<u64>>,
    pub max_line_size: Option<Entry<u64>>,
    pub rules: Vec<Entry<PathBuf>>,
    /// For all files.
    pub all: Folder,
    /// For some files, as written.
    pub folders: Vec<Folder>,
    pub(super) scoped: Vec<Scoped>,
    pub(super) selection: Selection,
    lexicon: Vec<(String, BTreeMap<String, Vec<String>>)>,
}

/// Reads the file at `path` (absolute) and those that it extends.
///
/// # Errors
/// Every mistake of every file.
pub fn resolve(path: &Path, load: &dyn Fn(&Path) -> Loaded) -> Result<Config, Vec<Diagnostic>> {
    let mut r = Resolver { load, config: Config::default(), found: Vec::new(), open: Vec::new(), read: Vec::new() };
    r.file(&plain(path), None);
    if r.found.is_empty() { Ok(r.config) } else { Err(r.found) }
}

struct Resolver<'a> {
    load: &'a dyn Fn(&Path) -> Loaded,
    config: Config,
    found: Vec<Diagnostic>,
    /// The files that are being read, outermost first: path, and name.
    open: Vec<(PathBuf, String)>,
    /// Those that were.
    read: Vec<PathBuf>,
}

impl Resolver<'_> {
    /// Reads a file after those that it extends; `by` is where it was asked for.
    fn file(&mut self, path: &Path, by: Option<(&Source, &Entry<String>)>) {
        if let Some(from) = self.open.iter().position(|(p, _)| p == path) {
            let names = self.open.iter().skip(from).map(|(_, n)| n.as_str());
            let circle: Vec<&str> = names.chain(self.open.get(from).map(|(_, n)| n.as_str())).collect();
            let title = format!("the files extend each other in a circle: {}", circle.join(" extends "));
            return self.at("config-circle", title, by, "take one of these `extends` out");
        }
        if self.read.iter().any(|p| p == path) {
            return;
        }
        let loaded = (self.load)(path);
        let content = match loaded.content {
            Ok(content) => content,
            Err(why) => {
                let title = format!("{} cannot be read: {why}", loaded.name);
                return self.at(
                    "config-unreadable",
                    title,
                    by,
                    "name a file that is there; paths start from this file's folder",
                );
            }
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let source = Source { name: loaded.name.clone(), folder, content };
        let number = self.read.len();
        self.read.push(path.to_owned());
        // The place of the file is kept free: the files that it extends come first in what they say,
        // not in the list.
        self.config.files.push(source.clone());
        let written = file::read(number, &source, &mut self.found);
        self.open.push((path.to_owned(), loaded.name));
        for extended in &written.extends {
            self.file(&plain(&source.folder.join(&extended.value)), Some((&source, extended)));
        }
        self.open.pop();
        self.join(&source, written);
    }

    fn at(&mut self, code: &'static str, title: String, by: Option<(&Source, &Entry<String>)>, help: &str) {
        let mut d = Diagnostic::plain(code, title).help(help);
        if let Some((source, entry)) = by {
            d = d.at(source.name.as_str(), source.content.as_str()).label(entry.place.span, "");
        } else {
            d.help = Some("name a configuration file that is there".into());
        }
        self.found.push(d);
    }

    fn join(&mut self, source: &Source, w: Written) {
        self.globs(source, &w.include, true);
        self.globs(source, &w.exclude, false);
        let c = &mut self.config;
        let from = |e: Entry<String>| Entry { value: plain(&source.folder.join(&e.value)), place: e.place };
        let size = |e: Entry<String>| Some(Entry { value: bytes(&e.value).ok()?, place: e.place });
        c.fail_on = w.fail_on.or(c.fail_on.take());
        c.baseline = w.baseline.map(from).or(c.baseline.take());
        c.prefer = w.prefer.or(c.prefer.take());
        c.date_order = w.date_order.or(c.date_order.take());
        c.max_file_size = w.max_file_size.and_then(size).or(c.max_file_size.take());
        c.max_line_size = w.max_line_size.and_then(size).or(c.max_line_size.take());
        c.rules.extend(w.rules.into_iter().map(from));
        c.include.extend(w.include);
        c.exclude.extend(w.exclude);
        c.all.packs.extend(w.all.packs);
        c.all.severity.extend(w.all.severity);
        c.all.thresholds.extend(w.all.thresholds);
        c.lexicon.extend(w.lexicon);
        for folder in w.folders {
            if let Some(globs) = self.compiled(source, &folder.files) {
                self.config.scoped.push(Scoped { globs, folder: folder.clone() });
            }
            self.config.folders.push(folder);
        }
    }

    fn compiled(&mut self, source: &Source, globs: &[Entry<String>]) -> Option<Globs> {
        match Globs::new(&source.folder, globs.iter().map(|g| g.value.as_str())) {
            Ok(globs) => Some(globs),
            Err((i, why)) => {
                let entry = globs.get(i)?;
                let title = format!("`{}` is no glob: {why}", entry.value);
                let help = "write it as in a .gitignore: drafts/, *.md, copy/**/*.txt";
                self.at("config-glob", title, Some((source, entry)), help);
                None
            }
        }
    }

    fn globs(&mut self, source: &Source, written: &[Entry<String>], include: bool) {
        if written.is_empty() {
            return;
        }
        if let Some(globs) = self.compiled(source, written) {
            let selection = &mut self.config.selection;
            if include { &mut selection.include } else { &mut selection.exclude }.push(globs);
        }
    }
}

impl Config {
    /// Which files are read; `None` where nothing limits them.
    pub fn selection(&self) -> Option<&Selection> {
        let s = &self.selection;
        (!s.include.is_empty() || !s.exclude.is_empty()).then_some(s)
    }

    /// Adds the project's own words to the lexicons.
    pub fn extend(&self, lexicon: &mut Lexicon) {
        for (table, words) in &self.lexicon {
            lexicon::add(lexicon, table, words);
        }
    }

    /// How many entries the project's lexicon has, by table.
    pub fn lexicon(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (table, words) in &self.lexicon {
            let names =
                words.get("name").or(words.get("titles")).map(|n| n.iter().take(1).map(String::as_str).collect());
            let plain = || words.values().flatten().map(String::as_str).collect::<Vec<_>>();
            all.entry(table).or_default().extend(names.unwrap_or_else(plain));
        }
        all
    }

    /// `factcheck.toml:3`: where a value was written.
    pub fn origin(&self, place: Place) -> String {
        self.files.get(place.file).map_or_else(String::new, |f| format!("{}:{}", f.name, f.line(place.span)))
    }

    /// A mistake at a place.
    pub(super) fn mistake(&self, code: &'static str, title: String, place: Place, help: String) -> Diagnostic {
        let d = Diagnostic::plain(code, title).help(help);
        match self.files.get(place.file) {
            Some(f) => d.at(f.name.as_str(), f.content.as_str()).label(place.span, ""),
            None => d,
        }
    }
}
