//! The block of data at the head of a file: YAML between lines of `---`, TOML between lines of
//! `+++`.

use super::{moment, problem};
use crate::diagnostic::Diagnostic;
use crate::document::{Meta, Published, PublishedFrom};
use crate::span::Span;
use std::ops::Range;

/// Where a block of front matter stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The first byte of its opening mark.
    pub(super) start: usize,
    /// The lines between its marks.
    content: Range<usize>,
    /// One past its closing line.
    pub(super) end: usize,
    toml: bool,
}

/// The keys of each field, the one to be preferred first.
const TITLE: &[&str] = &["title", "headline"];
const PUBLISHED: &[&str] = &["published", "date", "pubdate", "publishdate", "published_at", "datepublished"];
const SOURCE: &[&str] = &["source", "publisher", "publication", "agency"];
const LANGUAGE: &[&str] = &["lang", "language"];
const URL: &[&str] = &["url", "link", "canonical_url"];
const STORY: &[&str] = &["story"];

/// Longer blocks are no front matter.
const LONGEST: usize = 64 << 10;

/// The front matter that `text` begins with. A block that holds no `key: value` is none: two rules
/// may well stand at the head of a page.
pub(super) fn find(text: &str) -> Option<Block> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let body = text.get(start..)?;
    let mark = ["---", "+++"].into_iter().find(|m| body.starts_with(m))?;
    let toml = mark == "+++";
    let mut at = start;
    let mut content = None;
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim_end();
        let begins = at;
        at += line.len();
        match content {
            None if trimmed == mark => content = Some(at..at),
            None => return None,
            Some(ref c) if trimmed == mark || (!toml && trimmed == "...") => {
                let content = c.start..begins;
                let any = text.get(content.clone())?.lines().any(|l| pair(l, toml).is_some());
                return any.then_some(Block { start, content, end: at, toml });
            }
            Some(_) if at - start > LONGEST => return None,
            Some(_) => {}
        }
    }
    None
}

/// What a block says of the document.
pub(super) fn read(name: &str, text: &str, block: &Block, found: &mut Vec<Diagnostic>) -> Meta {
    let content = text.get(block.content.clone()).unwrap_or("");
    let first_line = 2;
    let pairs = if block.toml {
        match content.parse::<toml::Table>() {
            Ok(table) => table.iter().filter_map(|(k, v)| Some((k.to_lowercase(), toml_words(v)?))).collect(),
            Err(e) => {
                let at = e.span().unwrap_or(0..content.trim_end().len());
                found.push(problem::front_matter(name, first_line, content, Span::new(at.start, at.end), e.message()));
                Vec::new()
            }
        }
    } else {
        yaml(content)
    };
    let field = |keys: &[&str]| {
        keys.iter()
            .find_map(|k| pairs.iter().find(|(key, _)| key == k))
            .map(|(_, v)| v.clone())
            .filter(|v| !v.is_empty())
    };
    let published = field(PUBLISHED).and_then(|words| {
        let at = moment::whole(&words);
        if at.is_none() {
            let start = content.find(&words).unwrap_or(0);
            let span = Span::new(start, start + words.len());
            let what = "this is no date that can be read; write it as 2025-12-05";
            found.push(problem::front_matter(name, first_line, content, span, what));
        }
        Some(Published { at: at?, from: PublishedFrom::FrontMatter })
    });
    Meta {
        title: field(TITLE),
        source: field(SOURCE),
        url: field(URL),
        published,
        language: field(LANGUAGE),
        story: field(STORY),
        ..Meta::default()
    }
}

fn toml_words(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(s) => Some(s.trim().to_owned()),
        toml::Value::Datetime(d) => Some(d.to_string()),
        toml::Value::Integer(n) => Some(n.to_string()),
        _ => None,
    }
}

/// The key and the value of a line; indented lines belong to another key.
fn pair(line: &str, toml: bool) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(if toml { '=' } else { ':' })?;
    let named = !key.is_empty() && key.trim_end().chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let parted = toml || value.is_empty() || value.starts_with([' ', '\t', '\r']);
    (named && parted).then_some((key.trim_end(), value.trim()))
}

/// The scalars at the top level of a block of YAML, which is all that a document's data need: keys
/// in lower case, values without their quotation marks and comments, folded lines joined.
fn yaml(content: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut folded = false;
    for line in content.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = pairs.last_mut().filter(|_| folded) {
                value.push_str(if value.is_empty() { "" } else { " " });
                value.push_str(line.trim());
            }
            continue;
        }
        folded = false;
        if let Some((key, value)) = pair(line, false) {
            folded = matches!(value.trim_end_matches(['-', '+']), "|" | ">");
            let value = if folded { String::new() } else { scalar(value) };
            pairs.push((key.to_lowercase(), value));
        }
    }
    pairs
}

fn scalar(value: &str) -> String {
    for mark in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(mark) {
            let end = rest.rfind(mark).unwrap_or(rest.len());
            let inner = rest.get(..end).unwrap_or("");
            return if mark == '"' {
                inner.replace("\\\"", "\"").replace("\\\\", "\\")
            } else {
                inner.replace("''", "'")
            };
        }
    }
    let plain = value.split(" #").next().unwrap_or(value).trim();
    if matches!(plain, "null" | "~") || plain.starts_with(['[', '{', '#', '&', '*']) {
        return String::new();
    }
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(text: &str) -> (Meta, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let block = find(text).expect("front matter");
        (read("t.md", text, &block, &mut found), found)
    }

    #[test]
    fn yaml_block() {
        let (m, found) = meta(
            "---\r\ntitle: \"A \\\"quiet\\\" day: nothing moved\"\r\ndate: 2025-06-11 # a Wednesday\r\npublisher: 'The Miller''s Post'\r\ntags: [a, b]\r\nstory: >\r\n  two\r\n  lines\r\nlang: en-GB\r\n---\r\nBody",
        );
        assert!(found.is_empty());
        assert_eq!(m.title.as_deref(), Some("A \"quiet\" day: nothing moved"));
        assert_eq!(m.published.unwrap().at.to_string(), "2025-06-11");
        assert_eq!(m.source.as_deref(), Some("The Miller's Post"));
        assert_eq!(m.story.as_deref(), Some("two lines"));
        assert_eq!(m.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn toml_block() {
        let (m, found) =
            meta("+++\ntitle = \"Tide\"\ndate = 2025-06-11T08:00:00Z\n[extra]\nsource = \"no\"\n+++\nBody");
        assert!(found.is_empty());
        assert_eq!((m.title.as_deref(), m.source), (Some("Tide"), None));
        assert_eq!(m.published.unwrap().at.to_string(), "2025-06-11T08:00:00");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let (m, found) = meta("+++\ntitle = \n+++\nBody");
        assert_eq!((m.title, found.len(), found[0].code), (None, 1, "front-matter"));
        let (m, found) = meta("---\ndate: some day soon\n---\nBody");
        assert_eq!((m.published, found.len()), (None, 1));
        let (content, label) = (&found[0].source.as_ref().unwrap().1, &found[0].labels[0]);
        assert_eq!(label.span.of(content), "some day soon");
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in [
            "---\nA line of text.\n---\nBody",
            "---\ntitle: never closed\n",
            "--- x\na: b\n---\n",
            "",
            "\u{feff}",
            "---",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
