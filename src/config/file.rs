//! One `factcheck.toml` as written: TOML read key by key, every mistake kept with its place.

use super::keys::{KEYS, Key, Shape, names};
use crate::diagnostic::Diagnostic;
use crate::finding::Severity;
use crate::rulebook::suggest::closest;
use crate::span::Span;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where a value was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index of the file in [`Config::files`](super::Config::files).
    pub file: usize,
    /// Bytes of its content.
    pub span: Span,
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// How grave the findings of a rule, pack or check are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// As grave as this.
    At(Severity),
    /// Not looked for.
    Off,
}

impl Level {
    /// The level of that name.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "error" => Self::At(Severity::Error),
            "warning" => Self::At(Severity::Warning),
            "note" => Self::At(Severity::Note),
            "off" => Self::Off,
            _ => return None,
        })
    }

    /// As written.
    pub fn name(self) -> &'static str {
        match self {
            Self::At(Severity::Error) => "error",
            Self::At(Severity::Warning) => "warning",
            Self::At(Severity::Note) => "note",
            Self::Off => "off",
        }
    }
}

/// Settings that differ for some files, or the same tables for all files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Folder {
    /// Globs; empty for all files.
    pub files: Vec<Entry<String>>,
    /// By pack: whether it runs.
    pub packs: BTreeMap<String, Entry<bool>>,
    /// By rule, pack or check.
    pub severity: BTreeMap<String, Entry<Level>>,
    /// By rule, pack or check; `confidence` for all.
    pub thresholds: BTreeMap<String, Entry<f64>>,
}

/// One file as written. Absent things are `None` or empty.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Written {
    pub extends: Vec<Entry<String>>,
    pub include: Vec<Entry<String>>,
    pub exclude: Vec<Entry<String>>,
    pub fail_on: Option<Entry<String>>,
    pub baseline: Option<Entry<String>>,
    pub prefer: Option<Entry<String>>,
    pub date_order: Option<Entry<String>>,
    pub max_file_size: Option<Entry<String>>,
    pub max_line_size: Option<Entry<String>>,
    pub rules: Vec<Entry<String>>,
    /// `packs`, `severity` and `thresholds` for all files.
    pub all: Folder,
    pub folders: Vec<Folder>,
    /// The lexicon's tables: name of the table, and its entries by key.
    pub lexicon: Vec<(String, BTreeMap<String, Vec<String>>)>,
}

/// The file that a value was read from.
#[derive(Debug, Clone)]
pub struct Source {
    /// As the user names it.
    pub name: String,
    /// The folder that its paths start from.
    pub folder: PathBuf,
    /// What it holds.
    pub content: String,
}

impl Source {
    /// The line, from 1, of a span.
    pub fn line(&self, span: Span) -> usize {
        self.content.get(..span.start as usize).unwrap_or("").matches('\n').count() + 1
    }
}

/// Reads a file; every mistake is added to `found`.
pub(super) fn read(file: usize, source: &Source, found: &mut Vec<Diagnostic>) -> Written {
    let (root, errors) = DeTable::parse_recoverable(&source.content);
    let mut reader = Reader { file, source, found };
    for e in errors {
        let help = "see docs/configuration.md for how the file is written";
        reader.mistake("config-syntax", e.message().to_owned(), e.span().unwrap_or(0..0), help);
    }
    reader.root(root.get_ref())
}

struct Reader<'a> {
    file: usize,
    source: &'a Source,
    found: &'a mut Vec<Diagnostic>,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    fn mistake(&mut self, code: &'static str, title: String, at: Range<usize>, help: &str) {
        let content = &self.source.content;
        let (start, end) = (at.start.min(content.len()), at.end.min(content.len()));
        let d = Diagnostic::plain(code, title).at(self.source.name.as_str(), content.as_str());
        let d = d.label(Span::new(start, end), "");
        self.found.push(if help.is_empty() { d } else { d.help(help) });
    }

    fn entry<T>(&self, value: T, at: &Range<usize>) -> Entry<T> {
        Entry { value, place: Place { file: self.file, span: Span::new(at.start, at.end) } }
    }

    /// Reports keys that a table does not have, and those that it lacks.
    fn keys(&mut self, table: &DeTable<'_>, keys: &'static [Key], place: &str, at: &Range<usize>) {
        let mut unknown: Vec<_> = table.keys().filter(|k| !names(keys).any(|n| n == k.get_ref().as_ref())).collect();
        unknown.sort_by_key(|k| k.span().start);
        for k in unknown {
            let name = k.get_ref().as_ref();
            let help = match closest(name, names(keys)) {
                Some(s) => format!("did you mean `{s}`?"),
                None => format!("{place} may have: {}", names(keys).collect::<Vec<_>>().join(", ")),
            };
            self.mistake("config-unknown-key", format!("unknown key `{name}`"), k.span(), &help);
        }
        for k in keys.iter().filter(|k| k.needed && table.get(k.name).is_none()) {
            let title = format!("`{}` is missing", k.name);
            self.mistake("config-missing-key", title, at.clone(), k.about);
        }
    }

    fn wrong(&mut self, key: &str, takes: &str, value: &Value<'_>) {
        let is = value.get_ref().type_str();
        let article = if is.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
        let title = format!("`{key}` takes {takes}, not {article} {is}");
        let help = match (takes, value.get_ref()) {
            ("a string", _) => "put it in quotation marks".to_owned(),
            ("a list of strings", DeValue::String(s)) => format!("write {key} = [\"{s}\"]"),
            _ => String::new(),
        };
        self.mistake("config-wrong-type", title, value.span(), &help);
    }

    fn text(&mut self, key: &str, value: &Value<'_>) -> Option<Entry<String>> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, "a string", value);
            return None;
        };
        if text.trim().is_empty() {
            self.mistake(
                "config-empty",
                format!("`{key}` is empty"),
                value.span(),
                "leave the line out, or fill it in",
            );
            return None;
        }
        Some(self.entry(text.to_owned(), &value.span()))
    }

    fn list(&mut self, key: &str, value: &Value<'_>) -> Vec<Entry<String>> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, "a list of strings", value);
            return Vec::new();
        };
        array.iter().filter_map(|v| self.text(key, v)).collect()
    }

    fn one(&mut self, key: &str, value: &Value<'_>, words: &[&str]) -> Option<Entry<String>> {
        let text = self.text(key, value)?;
        if words.contains(&text.value.as_str()) {
            return Some(text);
        }
        let help = match closest(&text.value, words.iter().copied()) {
            Some(s) => format!("did you mean `{s}`?"),
            None => format!("use one of {}", words.join(", ")),
        };
        self.mistake(
            "config-unknown-word",
            format!("`{}` is nothing that `{key}` takes", text.value),
            value.span(),
            &help,
        );
        None
    }

    fn size(&mut self, key: &str, value: &Value<'_>) -> Option<Entry<String>> {
        let written = match value.get_ref() {
            DeValue::Integer(i) => i.as_str().to_owned(),
            DeValue::String(s) => s.to_string(),
            _ => {
                self.wrong(key, "a size such as \"64M\"", value);
                return None;
            }
        };
        match super::select::bytes(&written) {
            Ok(_) => Some(self.entry(written, &value.span())),
            Err(why) => {
                self.mistake("config-size", format!("`{written}` is no size"), value.span(), &why);
                None
            }
        }
    }

    /// The entries of a table from names to values.
    fn map<T>(
        &mut self,
        key: &str,
        value: &Value<'_>,
        mut each: impl FnMut(&mut Self, &str, &Value<'_>) -> Option<T>,
    ) -> BTreeMap<String, Entry<T>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, "a table", value);
            return BTreeMap::new();
        };
        let mut all: Vec<_> = table.iter().collect();
        all.sort_by_key(|(k, _)| k.span().start);
        let mut out = BTreeMap::new();
        for (k, v) in all {
            let name = k.get_ref().as_ref();
            if let Some(read) = each(self, name, v) {
                out.insert(name.to_owned(), self.entry(read, &k.span()));
            }
        }
        out
    }

    fn switches(&mut self, key: &str, value: &Value<'_>) -> BTreeMap<String, Entry<bool>> {
        self.map(key, value, |r, name, v| {
            let flag = v.get_ref().as_bool();
            if flag.is_none() {
                r.wrong(name, "true or false", v);
            }
            flag
        })
    }

    fn levels(&mut self, key: &str, value: &Value<'_>, words: &[&str]) -> BTreeMap<String, Entry<Level>> {
        self.map(key, value, |r, name, v| Level::named(&r.one(name, v, words)?.value))
    }

    fn shares(&mut self, key: &str, value: &Value<'_>) -> BTreeMap<String, Entry<f64>> {
        self.map(key, value, |r, name, v| {
            let written = match v.get_ref() {
                DeValue::Float(f) => f.as_str(),
                DeValue::Integer(i) => i.as_str(),
                _ => {
                    r.wrong(name, "a number from 0 to 1", v);
                    return None;
                }
            };
            let number = written.parse().ok().filter(|n: &f64| (0.0..=1.0).contains(n));
            if number.is_none() {
                let title = format!("`{name}` takes a number from 0 to 1, not {written}");
                r.mistake("config-range", title, v.span(), "0 shows everything, 1 only what is certain");
            }
            number
        })
    }

    /// The tables of a list of tables.
    fn tables<'t>(&mut self, key: &str, value: &'t Value<'t>) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
        let Some(array) = value.get_ref().as_array() else {
            self.mistake(
                "config-wrong-type",
                format!("`{key}` is written [[{key}]]"),
                value.span(),
                "double the brackets",
            );
            return Vec::new();
        };
        let mut out = Vec::new();
        for v in array {
            match v.get_ref().as_table() {
                Some(t) => out.push((t, v.span())),
                None => self.wrong(key, "tables", v),
            }
        }
        out
    }

    fn root(&mut self, root: &DeTable<'_>) -> Written {
        self.keys(root, KEYS, "the file", &(0..0));
        let mut w = Written::default();
        for key in KEYS {
            let Some(value) = root.get(key.name) else { continue };
            match (key.name, key.shape) {
                ("extends", _) if value.get_ref().is_str() => {
                    w.extends = self.text(key.name, value).into_iter().collect();
                }
                ("extends", _) => w.extends = self.list(key.name, value),
                ("include", _) => w.include = self.list(key.name, value),
                ("exclude", _) => w.exclude = self.list(key.name, value),
                ("fail-on", Shape::One(words)) => w.fail_on = self.one(key.name, value, words),
                ("baseline", _) => w.baseline = self.text(key.name, value),
                ("prefer", Shape::One(words)) => w.prefer = self.one(key.name, value, words),
                ("date-order", Shape::One(words)) => w.date_order = self.one(key.name, value, words),
                ("max-file-size", _) => w.max_file_size = self.size(key.name, value),
                ("max-line-size", _) => w.max_line_size = self.size(key.name, value),
                ("rules", _) => w.rules = self.list(key.name, value),
                ("lexicon", Shape::Table(keys)) => w.lexicon = self.lexicon(value, keys),
                ("folder", Shape::Tables(keys)) => {
                    for (table, at) in self.tables(key.name, value) {
                        self.keys(table, keys, "a [[folder]]", &at);
                        let folder = self.folder(table, keys);
                        w.folders.push(folder);
                    }
                }
                _ => {}
            }
        }
        w.all = self.folder(root, KEYS);
        w
    }

    fn folder(&mut self, table: &DeTable<'_>, keys: &[Key]) -> Folder {
        let mut f = Folder::default();
        for key in keys {
            let Some(value) = table.get(key.name) else { continue };
            match (key.name, key.shape) {
                ("files", _) => f.files = self.list(key.name, value),
                ("packs", _) => f.packs = self.switches(key.name, value),
                ("severity", Shape::Levels(words)) => f.severity = self.levels(key.name, value, words),
                ("thresholds", _) => f.thresholds = self.shares(key.name, value),
                _ => {}
            }
        }
        f
    }

    /// Every table of the lexicon as lists of words; a plain list is a table of its own.
    fn lexicon(&mut self, value: &Value<'_>, keys: &'static [Key]) -> Vec<(String, BTreeMap<String, Vec<String>>)> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("lexicon", "a table", value);
            return Vec::new();
        };
        self.keys(table, keys, "the lexicon", &(0..0));
        let mut out = Vec::new();
        for key in keys {
            let Some(value) = table.get(key.name) else { continue };
            if let Shape::Tables(inner) = key.shape {
                for (entry, at) in self.tables(key.name, value) {
                    self.keys(entry, inner, &format!("a [[lexicon.{}]]", key.name), &at);
                    let words = self.words(entry, inner);
                    out.push((key.name.to_owned(), words));
                }
            } else {
                let words = self.list(key.name, value).into_iter().map(|e| e.value).collect();
                out.push((key.name.to_owned(), BTreeMap::from([(key.name.to_owned(), words)])));
            }
        }
        out
    }

    fn words(&mut self, table: &DeTable<'_>, keys: &[Key]) -> BTreeMap<String, Vec<String>> {
        let mut out = BTreeMap::new();
        for key in keys {
            let Some(value) = table.get(key.name) else { continue };
            let words = match key.shape {
                Shape::Text => self.text(key.name, value).into_iter().collect(),
                _ => self.list(key.name, value),
            };
            if !words.is_empty() {
                out.insert(key.name.to_owned(), words.into_iter().map(|e| e.value).collect());
            }
        }
        out
    }
}
