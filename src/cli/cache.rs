//! `--cache DIR`: what was read from a document stays on disk, and is read again only where the
//! document, the rules, the lexicons or the program have changed.
//!
//! A folder holds one file for each set of rules: payloads, then an index of them, then where the
//! index stands. The file is written anew beside the old one and moved over it, so that a run that
//! is cut short, or two runs at once, leave a whole file.

use super::project::reason;
use arcstr::ArcStr;
use blake3::Hasher;
use factcheck::check::PackSource;
use factcheck::claim::{Attribution, Claim, Qualifiers, Status};
use factcheck::config::Config;
use factcheck::diagnostic::{Diagnostic, Level};
use factcheck::document::Document;
use factcheck::finding::Finding;
use factcheck::span::Span;
use factcheck::value::Value;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// The last bytes of every file; another layout has another one.
const MAGIC: &[u8; 8] = b"fc-cach1";

/// Bytes of an entry of the index, and of what follows it.
const ENTRY: usize = 40;
const FOOTER: usize = 32;

/// Days for which what no run asks for is kept.
const KEPT_DAYS: u32 = 30;

/// How many sets of rules are kept beside the one in use.
const KEPT_FILES: usize = 3;

/// Content of the file that tells backup programs to leave the folder out (bford.info/cachedir).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# What factcheck read; may be removed at any time.\n";

type Key = [u8; 16];

/// What claims depend on besides their document: the program itself, the rules, the settings.
pub(super) struct Identity(Hasher);

impl Identity {
    /// # Errors
    /// The program's own file cannot be read.
    pub(super) fn new(packs: &[PackSource], config: Option<&Config>, settings: &str) -> io::Result<Self> {
        let mut hash = Hasher::new();
        io::copy(&mut File::open(std::env::current_exe()?)?, &mut hash)?;
        for (name, file, content) in packs {
            field(&mut hash, name);
            field(&mut hash, file);
            field(&mut hash, content);
        }
        for file in config.iter().flat_map(|c| &c.files) {
            field(&mut hash, &file.content);
        }
        field(&mut hash, settings);
        Ok(Self(hash))
    }
}

/// Adds a field with its length, so that two fields never read as one.
fn field(hash: &mut Hasher, text: &str) {
    hash.update(&(text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

fn sum(bytes: &[u8]) -> u64 {
    blake3::hash(bytes).as_bytes().first_chunk().map_or(0, |b| u64::from_le_bytes(*b))
}

/// What a run asks for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked {
    /// The claims alone.
    Claims,
    /// The claims as lines of the format of that name.
    Lines(&'static str),
    /// The claims, and where the document disagrees with itself.
    ClaimsAndFindings,
}

/// What was read from a document.
pub(super) type Read = (Vec<Claim>, Vec<Finding>);

/// What was read from documents before.
pub(super) struct Cache {
    path: PathBuf,
    identity: Hasher,
    today: u32,
    /// By key: the last day on which it was asked for, and where it stands.
    before: FxHashMap<Key, Entry>,
    file: Option<Mutex<File>>,
    added: Mutex<Added>,
    /// An entry was asked for that had not been for days: its day is to be written.
    dated: AtomicBool,
}

struct Entry {
    day: u32,
    at: u64,
    len: u32,
    sum: u64,
    used: AtomicBool,
}

/// Entries of this run, in a file that is to take the place of the old one.
#[derive(Default)]
struct Added {
    file: Option<BufWriter<tempfile::NamedTempFile>>,
    index: Vec<(Key, u32, u64, u32, u64)>,
    len: u64,
    failed: Option<io::Error>,
}

impl Cache {
    /// The cache of a folder, which is made where there is none.
    pub(super) fn open(folder: &Path, identity: Identity) -> Result<Self, Box<Diagnostic>> {
        let unusable = |e: &io::Error| {
            let title = format!("the cache cannot be kept in {}: {}", folder.display(), reason(e));
            Box::new(
                Diagnostic::plain("cache", title).help("name a folder that can be written to, or leave --cache out"),
            )
        };
        fs::create_dir_all(folder).map_err(|e| unusable(&e))?;
        let tag = folder.join("CACHEDIR.TAG");
        if !tag.exists() {
            fs::write(&tag, TAG).map_err(|e| unusable(&e))?;
        }
        let mut name = String::from("claims-");
        for byte in identity.0.finalize().as_bytes().iter().take(8) {
            let _ = write!(name, "{byte:02x}");
        }
        let path = folder.join(name + ".bin");
        let today = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs() / 86400) as u32;
        // A file that is no whole cache counts as none.
        let (file, before) = match index(&path) {
            Ok((file, before)) => (Some(Mutex::new(file)), before),
            Err(_) => (None, FxHashMap::default()),
        };
        let added = Mutex::new(Added::default());
        Ok(Self { path, identity: identity.0, today, before, file, added, dated: AtomicBool::new(false) })
    }

    /// What `read` finds in a document, from the cache where that has it.
    pub(super) fn read(&self, asked: Asked, document: &Document, read: impl FnOnce() -> Read) -> Read {
        let key = self.key(asked, document);
        if let Some(found) = self.get(&key).and_then(|bytes| restore(document, &bytes)) {
            return found;
        }
        let found = read();
        if let Some(bytes) = store(&found) {
            self.put(key, &bytes);
        }
        found
    }

    /// What `make` writes of a document, from the cache where that has it.
    pub(super) fn lines(&self, format: &'static str, document: &Document, make: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        let key = self.key(Asked::Lines(format), document);
        self.get(&key).unwrap_or_else(|| {
            let lines = make();
            self.put(key, &lines);
            lines
        })
    }

    /// Everything that claims of a document are made from.
    fn key(&self, asked: Asked, d: &Document) -> Key {
        let mut hash = self.identity.clone();
        let (what, format) = match asked {
            Asked::Claims => ("claims", ""),
            Asked::Lines(format) => ("lines", format),
            Asked::ClaimsAndFindings => ("findings", ""),
        };
        field(&mut hash, what);
        field(&mut hash, format);
        field(&mut hash, &d.id);
        field(&mut hash, &d.text);
        let map = &d.map;
        field(&mut hash, &format!("{:?} {:?} {:?} {:?}", d.meta, d.aside, map.parts(), map.layout()));
        if let Some(pieces) = map.pieces() {
            for p in &pieces.0 {
                for n in [p.target, p.target_len, p.origin, p.origin_len] {
                    hash.update(&(n as u64).to_le_bytes());
                }
            }
        }
        // Lines and columns are counted in the decoded source.
        let source = map.source(&d.text);
        if source.len() != d.text.len() || source != d.text {
            field(&mut hash, source);
        }
        hash.finalize().as_bytes().first_chunk().copied().unwrap_or_default()
    }

    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let entry = self.before.get(key)?;
        let mut bytes = vec![0; entry.len as usize];
        {
            let mut file = self.file.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(entry.at)).ok()?;
            file.read_exact(&mut bytes).ok()?;
        }
        if sum(&bytes) != entry.sum {
            return None;
        }
        entry.used.store(true, Ordering::Relaxed);
        if self.today.saturating_sub(entry.day) > KEPT_DAYS / 4 {
            self.dated.store(true, Ordering::Relaxed);
        }
        lz4_flex::decompress_size_prepended(&bytes).ok()
    }

    fn put(&self, key: Key, bytes: &[u8]) {
        let bytes = lz4_flex::compress_prepend_size(bytes);
        let mut added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        if added.failed.is_none()
            && let Err(e) = added.push(&self.path, (key, self.today), &bytes)
        {
            added.failed = Some(e);
        }
    }

    /// Writes what is new. That it cannot be written takes nothing from the run: it is a warning.
    pub(super) fn close(self) -> Option<Diagnostic> {
        let path = self.path.clone();
        self.write().err().map(|e| {
            let title = format!("the cache {} could not be written: {}", path.display(), reason(&e));
            let mut d = Diagnostic::plain("cache", title).help("the results are whole; the next run reads everything");
            d.level = Level::Warning;
            d
        })
    }

    fn write(self) -> io::Result<()> {
        let mut added = self.added.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(e) = added.failed.take() {
            return Err(e);
        }
        if added.index.is_empty() && !self.dated.into_inner() {
            return Ok(());
        }
        let new: rustc_hash::FxHashSet<Key> = added.index.iter().map(|(key, ..)| *key).collect();
        if let Some(old) = self.file {
            let mut old = old.into_inner().unwrap_or_else(PoisonError::into_inner);
            let mut rest: Vec<(Key, Entry)> = self.before.into_iter().filter(|(key, _)| !new.contains(key)).collect();
            rest.sort_by_key(|(_, e)| e.at);
            for (key, entry) in rest {
                let day = if entry.used.into_inner() { self.today } else { entry.day };
                if self.today.saturating_sub(day) > KEPT_DAYS {
                    continue;
                }
                let mut bytes = vec![0; entry.len as usize];
                old.seek(SeekFrom::Start(entry.at))?;
                old.read_exact(&mut bytes)?;
                if sum(&bytes) == entry.sum {
                    added.push(&self.path, (key, day), &bytes)?;
                }
            }
        }
        added.finish(&self.path)?;
        forget(&self.path);
        Ok(())
    }
}

impl Added {
    fn push(&mut self, path: &Path, (key, day): (Key, u32), bytes: &[u8]) -> io::Result<()> {
        if self.file.is_none() {
            let folder = path.parent().unwrap_or(Path::new("."));
            self.file = Some(BufWriter::with_capacity(1 << 18, tempfile::NamedTempFile::new_in(folder)?));
        }
        if let Some(file) = &mut self.file {
            file.write_all(bytes)?;
        }
        self.index.push((key, day, self.len, bytes.len() as u32, sum(bytes)));
        self.len += bytes.len() as u64;
        Ok(())
    }

    fn finish(self, path: &Path) -> io::Result<()> {
        let Some(mut file) = self.file else { return Ok(()) };
        let mut index = Vec::with_capacity(self.index.len() * ENTRY + FOOTER);
        for (key, day, at, len, sum) in &self.index {
            index.extend_from_slice(key);
            index.extend_from_slice(&day.to_le_bytes());
            index.extend_from_slice(&at.to_le_bytes());
            index.extend_from_slice(&len.to_le_bytes());
            index.extend_from_slice(&sum.to_le_bytes());
        }
        let footer = [self.len, index.len() as u64, sum(&index)];
        for n in footer {
            index.extend_from_slice(&n.to_le_bytes());
        }
        index.extend_from_slice(MAGIC);
        file.write_all(&index)?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.persist(path)?;
        Ok(())
    }
}

/// The index of a cache's file.
fn index(path: &Path) -> io::Result<(File, FxHashMap<Key, Entry>)> {
    let damaged = || io::Error::from(io::ErrorKind::InvalidData);
    let mut file = File::open(path)?;
    let mut footer = [0; FOOTER];
    let size = file.seek(SeekFrom::End(-(FOOTER as i64)))?;
    file.read_exact(&mut footer)?;
    let number = |i: usize| {
        footer.get(8 * i..).and_then(|b| b.first_chunk()).map(|b| u64::from_le_bytes(*b)).ok_or_else(damaged)
    };
    let (at, len, check) = (number(0)?, number(1)?, number(2)?);
    if !footer.ends_with(MAGIC) || at.checked_add(len) != Some(size) || len % ENTRY as u64 != 0 {
        return Err(damaged());
    }
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = vec![0; len as usize];
    file.read_exact(&mut bytes)?;
    if sum(&bytes) != check {
        return Err(damaged());
    }
    let (entries, _) = bytes.as_chunks::<ENTRY>();
    let mut all = FxHashMap::default();
    for entry in entries {
        let (key, rest) = entry.split_first_chunk().ok_or_else(damaged)?;
        let (day, rest) = rest.split_first_chunk().ok_or_else(damaged)?;
        let (at, rest) = rest.split_first_chunk().ok_or_else(damaged)?;
        let (len, rest) = rest.split_first_chunk().ok_or_else(damaged)?;
        let sum = rest.first_chunk().ok_or_else(damaged)?;
        let entry = Entry {
            day: u32::from_le_bytes(*day),
            at: u64::from_le_bytes(*at),
            len: u32::from_le_bytes(*len),
            sum: u64::from_le_bytes(*sum),
            used: AtomicBool::new(false),
        };
        all.insert(*key, entry);
    }
    Ok((file, all))
}

/// Removes the files of rules that have been in use least recently, but for some.
fn forget(path: &Path) {
    let Some(folder) = path.parent() else { return };
    let Ok(entries) = fs::read_dir(folder) else { return };
    let ours = |p: &Path| {
        let is_claims = p.file_stem().is_some_and(|n| n.to_string_lossy().starts_with("claims-"));
        is_claims && p.extension().is_some_and(|e| e == "bin") && p != path
    };
    let mut others: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|e| {
            let e = e.ok()?;
            Some((e.metadata().ok()?.modified().ok()?, e.path()))
        })
        .filter(|(_, p)| ours(p))
        .collect();
    others.sort_by(|a, b| b.cmp(a));
    for (_, old) in others.into_iter().skip(KEPT_FILES) {
        let _ = fs::remove_file(old);
    }
}

/// A claim without what its document says as well: id, rule, kind, attribute, subject, object,
/// qualifiers, value, where its words and its sentence stand, status, attribution.
type Kept = (
    String,
    ArcStr,
    ArcStr,
    Option<ArcStr>,
    Option<ArcStr>,
    Option<ArcStr>,
    Qualifiers,
    Arc<Value>,
    Span,
    Span,
    Status,
    Option<Arc<Attribution>>,
);

fn store((claims, findings): &Read) -> Option<Vec<u8>> {
    let kept: Vec<_> = claims
        .iter()
        .map(|c| {
            let Claim { id, rule, kind, attribute, subject, object, qualifiers, value, .. } = c;
            let Claim { span, sentence_span, status, attribution, .. } = c;
            (id, rule, kind, attribute, subject, object, qualifiers, value, span, sentence_span, status, attribution)
        })
        .collect();
    rmp_serde::to_vec_named(&(kept, findings)).ok()
}

/// `None` where the bytes are not what this program writes.
fn restore(d: &Document, bytes: &[u8]) -> Option<Read> {
    let (kept, findings): (Vec<Kept>, Vec<Finding>) = rmp_serde::from_slice(bytes).ok()?;
    let doc = ArcStr::from(d.id.as_str());
    let published = d.meta.published.map(|p| ArcStr::from(p.at.to_string()));
    let claim = |kept: Kept| {
        let (id, rule, kind, attribute, subject, object, qualifiers, value, span, sentence_span, status, attribution) =
            kept;
        Claim {
            id,
            doc: doc.clone(),
            rule,
            kind,
            attribute,
            subject,
            object,
            qualifiers,
            value,
            text: span.of(&d.text).into(),
            span,
            location: d.locate(span),
            sentence: sentence_span.of(&d.text).into(),
            sentence_span,
            sentence_location: d.locate(sentence_span),
            status,
            attribution,
            published: published.clone(),
            published_from: d.meta.published.map(|p| p.from),
        }
    };
    Some((kept.into_iter().map(claim).collect(), findings))
}
