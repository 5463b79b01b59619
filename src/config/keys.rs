//! Every key of `factcheck.toml`: what it takes, what holds without it, and what it is for. The
//! reader, the JSON Schema, the file that `factcheck init` writes and the documentation are made
//! from this one list.

use std::fmt::Write as _;

/// The name under which the file is looked for.
pub const NAME: &str = "factcheck.toml";

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A string, or a list of strings.
    TextOrList,
    /// A list of strings.
    List,
    /// A size, such as `"64M"`, or a number of bytes.
    Size,
    /// One of these words.
    One(&'static [&'static str]),
    /// A table from names to `true` or `false`.
    Switches,
    /// A table from names to one of these words.
    Levels(&'static [&'static str]),
    /// A table from names to numbers from 0 to 1.
    Shares,
    /// A table with these keys.
    Table(&'static [Key]),
    /// Tables with these keys, `[[…]]`.
    Tables(&'static [Key]),
}

/// A key of `factcheck.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// Whether its table is refused without it.
    pub needed: bool,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// What `factcheck init` shows as an example; the right side for a plain key, lines for a table.
    pub example: &'static str,
}

const SEVERITIES: &[&str] = &["error", "warning", "note", "off"];

const fn key(name: &'static str, shape: Shape, about: &'static str, example: &'static str) -> Key {
    Key { name, shape, needed: false, about, example }
}

const fn needed(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, needed: true, about, example: "" }
}

/// The keys, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    key(
        "extends",
        Shape::TextOrList,
        "other files whose settings hold where this one says nothing; paths from this file's folder",
        r#""../house/factcheck.toml""#,
    ),
    key(
        "include",
        Shape::List,
        "only files that match one of these globs are read; paths from this file's folder",
        r#"["copy/**/*.md"]"#,
    ),
    key(
        "exclude",
        Shape::List,
        "files that match one of these globs are never read, not even when they are named",
        r#"["archive/", "**/*.draft.md"]"#,
    ),
    key(
        "fail-on",
        Shape::One(&["error", "warning", "note", "never"]),
        "the least severity that makes the exit code 1",
        r#""error""#,
    ),
    key(
        "baseline",
        Shape::Text,
        "findings that were accepted; path from this file's folder",
        r#""factcheck-baseline.toml""#,
    ),
    key(
        "prefer",
        Shape::One(&["context", "past", "future", "nearest"]),
        "where a bare weekday or month falls",
        r#""context""#,
    ),
    key(
        "date-order",
        Shape::One(&["auto", "dmy", "mdy", "ymd"]),
        "the order of day, month and year in dates such as 04/12/2025",
        r#""dmy""#,
    ),
    key("max-file-size", Shape::Size, "the largest file that is read", r#""64M""#),
    key("max-line-size", Shape::Size, "the longest line of a file with a document a line", r#""10M""#),
    key(
        "rules",
        Shape::List,
        "rule packs of your own: TOML files, folders or zip files; paths from this file's folder",
        r#"["rules/launches.toml"]"#,
    ),
    key(
        "packs",
        Shape::Switches,
        "packs to switch off, or on again where an extended file switched them off",
        "quotes = false",
    ),
    key(
        "severity",
        Shape::Levels(SEVERITIES),
        "by rule, pack or check: error, warning, note or off; a rule's own entry goes before its pack's",
        "\"trade/exported\" = \"warning\"\n\"consistency/weekday\" = \"error\"",
    ),
    key(
        "thresholds",
        Shape::Shares,
        "how sure a finding must be to be shown, from 0 to 1: `confidence` for all, or by rule, pack or check",
        "confidence = 0.5\n\"reconcile/quotations\" = 0.7",
    ),
    key(
        "lexicon",
        Shape::Table(LEXICON),
        "names of your own beat that the bundled lexicons lack",
        "given-names = [\"Ottoline\"]\n\n[[lexicon.organisation]]\nname = \"Harbour Authority of Port Ellery\"\naliases = [\"Harbour Authority\"]",
    ),
    key(
        "folder",
        Shape::Tables(FOLDER),
        "other settings for some files; of several that match a file the last one holds",
        "files = [\"opinion/\"]\npacks = { quotes = false }\nseverity = { \"trade/exported\" = \"note\" }",
    ),
];

const FOLDER: &[Key] = &[
    needed("files", Shape::List, "globs; paths from this file's folder"),
    key("packs", Shape::Switches, "packs to switch off or on for these files", ""),
    key("severity", Shape::Levels(SEVERITIES), "severities for findings of these files alone", ""),
    key("thresholds", Shape::Shares, "how sure a finding of these files alone must be", ""),
];

const LEXICON: &[Key] = &[
    key("given-names", Shape::List, "given names of people", ""),
    key("not-names", Shape::List, "capitalised words that name nobody", ""),
    key("country", Shape::Tables(COUNTRY), "countries, real or not", ""),
    key("city", Shape::Tables(CITY), "cities", ""),
    key("organisation", Shape::Tables(ORGANISATION), "organisations", ""),
    key("office", Shape::Tables(OFFICE), "offices that people hold", ""),
];

const COUNTRY: &[Key] = &[
    needed("name", Shape::Text, "the usual name"),
    key("aliases", Shape::List, "other names", ""),
    key("adjectives", Shape::List, "\"Ruritanian\"", ""),
    key("people", Shape::List, "nouns for its people, singular and plural", ""),
    key("capital", Shape::List, "the seat of government, the usual name first", ""),
];

const CITY: &[Key] = &[
    needed("name", Shape::Text, "the usual name"),
    key("aliases", Shape::List, "other names", ""),
    key("country", Shape::Text, "ISO 3166-1 alpha-2 of its country", ""),
];

const ORGANISATION: &[Key] = &[
    needed("name", Shape::Text, "the usual name"),
    key("aliases", Shape::List, "other names", ""),
    key("country", Shape::Text, "ISO 3166-1 alpha-2 of its country", ""),
];

const OFFICE: &[Key] = &[
    needed("titles", Shape::List, "the title, the usual one first, and other words for it"),
    key("plurals", Shape::List, "their plurals", ""),
];

/// The names of keys.
pub(super) fn names(keys: &[Key]) -> impl Iterator<Item = &'static str> {
    keys.iter().map(|k| k.name)
}

/// The commented file that `factcheck init` writes: every key with what holds without it, nothing
/// switched on.
pub fn template() -> String {
    let mut out = String::from(
        "# What factcheck does in this folder and below: see docs/configuration.md.\n\
         # Everything here is optional; a line without its # takes effect.\n\
         # `factcheck config` prints what is in force, and `factcheck schema config` a JSON Schema for editors.\n",
    );
    for k in KEYS {
        let _ = write!(out, "\n# {}\n", capital(k.about));
        match k.shape {
            Shape::Switches | Shape::Levels(_) | Shape::Shares | Shape::Table(_) => {
                let _ = writeln!(out, "# [{}]", k.name);
                commented(&mut out, k.example);
            }
            Shape::Tables(_) => {
                let _ = writeln!(out, "# [[{}]]", k.name);
                commented(&mut out, k.example);
            }
            _ => {
                let _ = writeln!(out, "# {} = {}", k.name, k.example);
            }
        }
    }
    out
}

fn commented(out: &mut String, lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(out, "{}", format!("# {line}").trim_end());
    }
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).chain(['.']).collect())
}
