//! From paths to documents: the one place in the library that reads files. It prints nothing.

use super::format::{Format, Options, Origin};
use super::parts::Parts;
use super::{FORMATS, HEAD, START, by_content, format_of, problem, read_part};
use crate::diagnostic::{Diagnostic, Level};
use crate::document::Document;
use ignore::WalkBuilder;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs::{self, File};
use std::io::{self, Read, Seek as _};
use std::path::{Path, PathBuf};

/// How much was read, and how much was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Files that were read, standard input included.
    pub files: usize,
    /// Documents in them.
    pub documents: usize,
    /// Bytes in them.
    pub bytes: u64,
    /// Files that were to be read and could not be: missing, not text, too large.
    pub skipped: usize,
    /// Files in folders that are of no known format; they are no mistake.
    pub passed_over: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.files += other.files;
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.skipped += other.skipped;
        self.passed_over += other.passed_over;
    }
}

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// In the order of their paths, then of their lines.
    pub documents: Vec<Document>,
    /// Everything that is wrong with the sources, in the same order.
    pub diagnostics: Vec<Diagnostic>,
    /// How much was read.
    pub counts: Counts,
}

impl Loaded {
    /// Whether something that was named could not be read, or not wholly.
    pub fn incomplete(&self) -> bool {
        self.diagnostics.iter().any(|d| d.level == Level::Error)
    }
}

/// The documents of files, folders and standard input (`-`, read from `stdin`).
///
/// A folder is walked: hidden files and those that a `.gitignore` lists are left out, and so is
/// every file of no known format. A file that is named is always read. Documents come in the order
/// of their paths, whatever the order of `paths` and the number of threads, and no file is read
/// twice. Whatever cannot be read is a diagnostic; the rest is read.
pub fn load(paths: &[String], options: &Options, stdin: &mut dyn Read) -> Loaded {
    let mut loaded = Loaded::default();
    let documents = &mut loaded.documents;
    (loaded.diagnostics, loaded.counts) = load_each(paths, options, stdin, &mut |mut some| documents.append(&mut some));
    loaded
}

/// As [`load`], but hands the documents on some at a time, so that more can be read than memory
/// holds.
pub fn load_each(
    paths: &[String],
    options: &Options,
    stdin: &mut dyn Read,
    take: &mut dyn FnMut(Vec<Document>),
) -> (Vec<Diagnostic>, Counts) {
    let mut loader = Loader {
        options,
        take,
        diagnostics: Vec::new(),
        counts: Counts::default(),
        copy: false,
        ids: FxHashMap::default(),
    };
    if paths.is_empty() {
        return (vec![problem::no_path()], Counts::default());
    }
    let (files, standard_input) = loader.find(paths);
    if standard_input {
        let format = options.format.unwrap_or(FORMATS[0]);
        loader.one("-", stdin, format);
    }
    loader.all(&files);
    if !loader.copy && !loader.diagnostics.iter().any(|d| d.level == Level::Error) {
        loader.diagnostics.push(problem::nothing_read());
    }
    (loader.diagnostics, loader.counts)
}

/// A file to be read.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    path: PathBuf,
    /// Found in a folder, by a name that says nothing of what it holds.
    unsure: bool,
}

/// Small files are read together, up to this many bytes.
const TOGETHER: u64 = 32 << 20;

struct Loader<'l> {
    options: &'l Options,
    take: &'l mut dyn FnMut(Vec<Document>),
    diagnostics: Vec<Diagnostic>,
    counts: Counts,
    /// Whether a document had words that were not set aside.
    copy: bool,
    /// Ids of records, and where they stand.
    ids: FxHashMap<String, String>,
}

/// What one file gave.
type OneRead = (Vec<Document>, Vec<Diagnostic>, Counts);

impl Loader<'_> {
    /// The files that `paths` name, sorted, each once; and whether standard input is one of them.
    fn find(&mut self, paths: &[String]) -> (Vec<Found>, bool) {
        let mut files = Vec::new();
        let mut standard_input = false;
        for name in paths {
            let path = Path::new(name);
            if name == "-" {
                standard_input = true;
                continue;
            }
            match fs::metadata(path) {
                Ok(meta) if meta.is_dir() => self.walk(name, &mut files),
                Ok(_) if !self.options.wants(path) => {
                    self.diagnostics.push(problem::left_out(name));
                    self.counts.passed_over += 1;
                }
                Ok(_) => files.push(Found { path: path.to_owned(), unsure: false }),
                Err(e) => {
                    let missing = e.kind() == io::ErrorKind::NotFound;
                    self.diagnostics.push(if missing { problem::missing(name) } else { problem::unreadable(name, &e) });
                    self.counts.skipped += 1;
                }
            }
        }
        files.sort();
        files.dedup_by(|b, a| a.path == b.path);
        if paths.len() > 1 {
            let mut seen = FxHashSet::default();
            files.retain(|f| fs::canonicalize(&f.path).map_or(true, |p| seen.insert(p)));
        }
        (files, standard_input)
    }

    fn walk(&mut self, folder: &str, files: &mut Vec<Found>) {
        let (mut readable, mut passed_over, mut broken, mut left_out) = (0, 0, 0, 0);
        let walk = WalkBuilder::new(folder).require_git(false).git_global(false).build();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    self.diagnostics.push(problem::walk(folder, &e));
                    self.counts.skipped += 1;
                    broken += 1;
                    continue;
                }
            };
            let is_link = entry.path_is_symlink();
            if entry.file_type().is_some_and(|t| t.is_dir()) {
                continue;
            }
            let name = entry.file_name().to_string_lossy();
            let known = format_of(&name).is_some();
            let unsure = (!known && !name.contains('.')) || super::is_generic(&name);
            if is_link && entry.path().is_dir() || !(known || unsure) {
                passed_over += 1;
                continue;
            }
            if !self.options.wants(entry.path()) {
                left_out += 1;
                continue;
            }
            readable += 1;
            files.push(Found { path: entry.into_path(), unsure });
        }
        self.counts.passed_over += passed_over + left_out;
        if readable == 0 && broken == 0 {
            self.diagnostics.push(match (left_out, passed_over) {
                (0, 0) => problem::empty_folder(folder),
                (0, _) => problem::nothing_readable(folder, passed_over, &endings()),
                _ => problem::all_left_out(folder, left_out),
            });
        }
    }

    /// Reads the files, small ones together and in parallel, and hands on their documents in order.
    fn all(&mut self, files: &[Found]) {
        let mut rest = files;
        while !rest.is_empty() {
            let mut bytes = 0;
            let n = rest
                .iter()
                .take_while(|f| {
                    // A container is read on its own, as a stream.
                    if format_of(&f.path.to_string_lossy()).is_some_and(Format::is_container) {
                        return false;
                    }
                    bytes += fs::metadata(&f.path).map_or(0, |m| m.len());
                    bytes <= TOGETHER
                })
                .count();
            let (some, others) = rest.split_at(n.max(1).min(rest.len()));
            rest = others;
            match some {
                [one] => self.file(one),
                many => {
                    let options = self.options;
                    let read: Vec<OneRead> = many.par_iter().map(|f| whole_file(f, options)).collect();
                    for one in read {
                        self.hand_on(one);
                    }
                }
            }
        }
    }

    /// A file on its own: it may be large, and is then read in parts where its format allows.
    fn file(&mut self, file: &Found) {
        let (name, format) = named(file, self.options);
        if let Some((f, container)) = self.container(&file.path, format) {
            return self.unpack(&name, f, container);
        }
        if !format.a_document_a_line() {
            let read = whole_file(file, self.options);
            return self.hand_on(read);
        }
        match File::open(&file.path) {
            Ok(mut f) => self.one(&name, &mut f, format),
            Err(e) => self.skip(problem::unreadable(&name, &e)),
        }
    }

    /// A file that holds files, opened, and its format.
    fn container(&self, path: &Path, format: &'static dyn Format) -> Option<(File, &'static dyn Format)> {
        let mut f = File::open(path).ok().filter(|f| f.metadata().is_ok_and(|m| m.is_file()))?;
        let format = if self.options.format.is_some() {
            format
        } else {
            let mut head = Vec::new();
            (&mut f).take(HEAD as u64).read_to_end(&mut head).ok()?;
            f.rewind().ok()?;
            by_content(&head).unwrap_or(format)
        };
        format.is_container().then_some((f, format))
    }

    fn unpack(&mut self, name: &str, mut f: File, format: &dyn Format) {
        let len = f.metadata().map_or(0, |m| m.len());
        let options = self.options;
        let mut documents = 0;
        format.unpack(name, Origin { reader: &mut f, len }, options, &mut |some, found| {
            documents += some.len();
            self.hand_on((some, found, Counts::default()));
        });
        let counts = Counts { files: 1, documents, bytes: len, ..Counts::default() };
        self.counts.add(if documents == 0 { Counts { skipped: 1, ..Counts::default() } } else { counts });
    }

    fn one(&mut self, name: &str, from: &mut dyn Read, format: &dyn Format) {
        let mut counts = Counts { files: 1, ..Counts::default() };
        if !format.a_document_a_line() {
            let read = read_whole(name, from, format, self.options, false);
            return self.hand_on(read);
        }
        let mut parts = Parts::new(from, self.options.max_line);
        let mut empty = true;
        loop {
            let mut found = Vec::new();
            let part = match parts.next() {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(e) => {
                    self.hand_on((Vec::new(), vec![problem::unreadable(name, &e)], Counts::default()));
                    break;
                }
            };
            empty = false;
            for (line, len) in part.too_long {
                found.push(problem::line_too_long(name, line, Some(len), self.options.max_line));
            }
            let documents = read_part(name, part.bytes, part.start, format, self.options, &mut found);
            counts.bytes += part.bytes.len() as u64;
            counts.documents += documents.len();
            self.hand_on((documents, found, Counts::default()));
        }
        if counts.documents == 0 {
            counts = Counts { skipped: 1, ..Counts::default() };
        }
        if empty {
            self.diagnostics.push(problem::empty_file(name));
        }
        self.counts.add(counts);
    }

    fn skip(&mut self, why: Diagnostic) {
        self.diagnostics.push(why);
        self.counts.skipped += 1;
    }

    fn hand_on(&mut self, (documents, diagnostics, counts): OneRead) {
        self.counts.add(counts);
        self.diagnostics.extend(diagnostics);
        for d in &documents {
            if d.has_copy() {
                self.copy = true;
            } else {
                self.diagnostics.push(problem::no_copy(d.path.as_deref().unwrap_or("-")));
            }
            let place = d.path.clone().unwrap_or_else(|| "standard input".to_owned());
            if let Some(first) = self.ids.get(&d.id) {
                self.diagnostics.push(problem::same_id(&d.id, first, &place));
            } else {
                self.ids.insert(d.id.clone(), place);
            }
        }
        if !documents.is_empty() {
            (self.take)(documents);
        }
    }
}

/// The endings that are read in a folder, as a sentence lists them.
fn endings() -> String {
    let all: Vec<String> = FORMATS.iter().flat_map(|f| f.extensions()).map(|e| format!(".{e}")).collect();
    match all.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => all.concat(),
    }
}

/// A file's name as the user sees it, and the format it is read in.
fn named(file: &Found, options: &Options) -> (String, &'static dyn Format) {
    let name = file.path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let format = options.format.or_else(|| format_of(&name)).unwrap_or(FORMATS[0]);
    (name, format)
}

fn whole_file(file: &Found, options: &Options) -> OneRead {
    let (name, format) = named(file, options);
    let skipped = |why| (Vec::new(), vec![why], Counts { skipped: 1, ..Counts::default() });
    let opened = File::open(&file.path).and_then(|f| f.metadata().map(|m| (f, m)));
    match opened {
        Ok((_, meta)) if meta.is_file() && meta.len() > options.file_limit() => {
            skipped(problem::file_too_large(&name, Some(meta.len()), options.file_limit()))
        }
        Ok((mut f, _)) => read_whole(&name, &mut f, format, options, file.unsure),
        Err(e) => skipped(problem::unreadable(&name, &e)),
    }
}

/// Reads to the end, or to the limit. A file whose name promised nothing (`unsure`) is passed over
/// where it is not text.
fn read_whole(name: &str, from: &mut dyn Read, format: &dyn Format, options: &Options, unsure: bool) -> OneRead {
    let skipped = |why| (Vec::new(), vec![why], Counts { skipped: 1, ..Counts::default() });
    let mut bytes = Vec::new();
    if let Err(e) = from.take(options.file_limit().saturating_add(1)).read_to_end(&mut bytes) {
        return skipped(problem::unreadable(name, &e));
    }
    if bytes.len() as u64 > options.file_limit() {
        return skipped(problem::file_too_large(name, None, options.file_limit()));
    }
    let mut found = Vec::new();
    if unsure && options.format.is_none() && super::is_generic(name) && super::by_content(&bytes).is_none() {
        return (Vec::new(), found, Counts { passed_over: 1, ..Counts::default() });
    }
    let documents = read_part(name, &bytes, START, format, options, &mut found);
    let counts = if !documents.is_empty() {
        Counts { files: 1, documents: documents.len(), bytes: bytes.len() as u64, ..Counts::default() }
    } else if unsure && found.iter().all(|d| d.code == problem::NOT_TEXT) {
        found.clear();
        Counts { passed_over: 1, ..Counts::default() }
    } else {
        Counts { skipped: 1, ..Counts::default() }
    };
    (documents, found, counts)
}
