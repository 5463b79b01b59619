//! Pattern syntax.
//!
//! `{slot:type}` a typed slot, `{type}` the same named after its type, `..` a gap of up to
//! [`GAP`] symbols and `..N` one of up to N, `<name>` a phrase of the pack, `(a|b c)` and
//! `(?:a|b c)` alternatives, `(?<name>…)` words kept under a name, `?`, `*`, `+` and `{m,n}` after a
//! group, slot or phrase, `'s?` the possessive, there or not. Everything else is words: a word may hold regular expression syntax
//! (`visit(?:s|ed)?`, `\d+`), which then applies inside that word.

use super::{Atom, Node};
use crate::rulebook::slot::SlotTypes;
use crate::text::{TokenKind, Vocabulary, WordId, fold, tokens_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// Symbols that `..` may pass over.
pub const GAP: usize = 10;

/// The most symbols a `..N` may pass over.
const WIDEST_GAP: usize = 60;

/// Spellings that a piece such as `colou?r` may stand for before it is kept as a regular expression.
const SPELLINGS: usize = 64;

/// Characters that mean something in a regular expression.
const META: [char; 14] = ['\\', '.', '+', '*', '?', '(', ')', '|', '[', ']', '{', '}', '^', '$'];

/// A mistake in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Bytes of the pattern.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub title: String,
    /// What to write instead.
    pub help: String,
}

/// The named phrases of a pack.
#[derive(Debug, Default)]
pub struct Phrases {
    texts: BTreeMap<String, String>,
    /// Those that were read and name no slot.
    read: BTreeMap<String, Node>,
}

impl FromIterator<(String, String)> for Phrases {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(all: I) -> Self {
        Self { texts: all.into_iter().collect(), read: BTreeMap::new() }
    }
}

/// Reads a pattern or a phrase; `slots` collects the names of its slots.
///
/// # Errors
/// Every mistake that can be told apart, in order.
pub fn parse(
    pattern: &str,
    phrases: &mut Phrases,
    slots: &mut Vec<String>,
    vocabulary: &mut Vocabulary,
) -> Result<Node, Vec<PatternError>> {
    let mut p = Parser { text: pattern, at: 0, phrases, slots, vocabulary, errors: Vec::new(), depth: 0 };
    let node = p.alternatives(false);
    if p.errors.is_empty() { Ok(node) } else { Err(p.errors) }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    phrases: &'a mut Phrases,
    slots: &'a mut Vec<String>,
    vocabulary: &'a mut Vocabulary,
    errors: Vec<PatternError>,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn error(&mut self, at: Range<usize>, title: impl Into<String>, help: impl Into<String>) {
        self.errors.push(PatternError { at, title: title.into(), help: help.into() });
    }

    fn alternatives(&mut self, inner: bool) -> Node {
        let mut all = vec![self.sequence()];
        loop {
            if self.rest().starts_with('|') {
                self.at += 1;
                all.push(self.sequence());
            } else if self.rest().starts_with(')') && !inner {
                self.error(self.at..self.at + 1, "a `)` without its `(`", "remove it, or open the group");
                self.at += 1;
            } else {
                break;
            }
        }
        merge(all)
    }

    fn sequence(&mut self) -> Node {
        let mut nodes = Vec::new();
        loop {
            let rest = self.rest();
            let Some(c) = rest.chars().next() else { break };
            if c.is_whitespace() {
                self.at += c.len_utf8();
                continue;
            }
            match c {
                '|' | ')' => break,
                '{' => {
                    let node = self.slot();
                    nodes.push(self.repeated(node));
                }
                '<' => {
                    let node = self.phrase();
                    nodes.push(self.repeated(node));
                }
                '(' if self.is_group() => {
                    let node = self.group();
                    nodes.push(self.repeated(node));
                }
                '.' if rest.starts_with("..") => nodes.push(self.gap()),
                _ => {
                    let node = self.words();
                    nodes.push(node);
                }
            }
        }
        if nodes.len() == 1 { nodes.remove(0) } else { Node::Sequence(nodes) }
    }

    fn gap(&mut self) -> Node {
        let start = self.at;
        self.at += 2;
        let digits: String = self.rest().chars().take_while(char::is_ascii_digit).collect();
        self.at += digits.len();
        if digits.is_empty() {
            return Node::Gap { max: GAP };
        }
        let max = digits.parse().unwrap_or(usize::MAX);
        if max == 0 || max > WIDEST_GAP {
            self.error(
                start..self.at,
                "a gap of that width",
                format!("write `..` or `..N` with N from 1 to {WIDEST_GAP}"),
            );
        }
        Node::Gap { max: max.min(WIDEST_GAP) }
    }

    fn slot_index(&mut self, name: &str) -> usize {
        if let Some(i) = self.slots.iter().position(|s| s == name) {
            return i;
        }
        self.slots.push(name.to_owned());
        self.slots.len() - 1
    }

    fn slot(&mut self) -> Node {
        let start = self.at;
        let Some(len) = self.rest().find('}') else {
            self.error(start..self.text.len(), "a slot that is never closed", "close it with `}`");
            self.at = self.text.len();
            return Node::Sequence(Vec::new());
        };
        let inside = self.text[start + 1..start + len].to_owned();
        self.at = start + len + 1;
        let (name, types) = inside.split_once(':').unwrap_or((&inside, &inside));
        let (name, types) = (name.trim(), types.trim());
        let valid = |n: &str| !n.is_empty() && n.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !valid(name) {
            self.error(start..self.at, format!("`{name}` is no name for a slot"), "use letters, digits and `_`");
        }
        let mut all = SlotTypes::default();
        for t in types.split('|').map(str::trim) {
            if let Some(found) = SlotTypes::named(t) {
                all = all.or(found);
            } else {
                let at = start + 1 + inside.find(t).unwrap_or(0);
                let help = match crate::rulebook::suggest::closest(t, SlotTypes::names()) {
                    Some(s) => format!("did you mean `{s}`?"),
                    None => format!("use one of {}", SlotTypes::names().collect::<Vec<_>>().join(", ")),
                };
                self.error(at..at + t.len(), format!("no type is named `{t}`"), help);
            }
        }
        let slot = self.slot_index(name);
        Node::Slot { slot, types: all }
    }

    fn phrase(&mut self) -> Node {
        let start = self.at;
        let Some(len) = self.rest().find('>') else {
            self.error(start..self.text.len(), "a phrase that is never closed", "close it with `>`");
            self.at = self.text.len();
            return Node::Sequence(Vec::new());
        };
        let name = self.text[start + 1..start + len].to_owned();
        self.at = start + len + 1;
        if let Some(node) = self.phrases.read.get(&name) {
            return node.clone();
        }
        let Some(text) = self.phrases.texts.get(&name).cloned() else {
            let help = match crate::rulebook::suggest::closest(&name, self.phrases.texts.keys().map(String::as_str)) {
                Some(s) => format!("did you mean `<{s}>`?"),
                None => "name it under [phrases]".into(),
            };
            self.error(start..self.at, format!("no phrase is named `{name}`"), help);
            return Node::Sequence(Vec::new());
        };
        if self.depth > 8 {
            self.error(start..self.at, format!("the phrase `{name}` holds itself"), "break the circle");
            return Node::Sequence(Vec::new());
        }
        let slots = self.slots.len();
        let mut inner = Parser {
            text: &text,
            at: 0,
            phrases: self.phrases,
            slots: self.slots,
            vocabulary: self.vocabulary,
            errors: Vec::new(),
            depth: self.depth + 1,
        };
        let node = inner.alternatives(false);
        let errors = inner.errors;
        // A phrase is checked by itself when its pack is read; here only its place can be pointed at.
        if let Some(e) = errors.first() {
            self.error(start..self.at, format!("in the phrase `{name}`: {}", e.title), e.help.clone());
        } else if self.slots.len() == slots && !text.contains('{') && !text.contains("(?<") {
            self.phrases.read.insert(name, node.clone());
        }
        node
    }

    /// Whether the parenthesis at hand opens a group of words, not a piece of one.
    fn is_group(&self) -> bool {
        let rest = self.rest();
        let Some(end) = closing(rest) else { return true };
        if rest.starts_with("(?<") {
            return true;
        }
        let after = rest[end + 1..].trim_start_matches(['?', '*', '+']);
        let after = match after.strip_prefix('{') {
            Some(r) if r.starts_with(|c: char| c.is_ascii_digit()) => r.split_once('}').map_or("", |(_, r)| r),
            _ => after,
        };
        after.is_empty()
            || after.starts_with(|c: char| {
                c.is_whitespace() || matches!(c, ')' | '|' | '{' | '<' | '(' | ',' | '.' | '\'' | '-')
            })
    }

    fn group(&mut self) -> Node {
        let start = self.at;
        let mut slot = None;
        if self.rest().starts_with("(?:") {
            self.at += 3;
        } else if self.rest().starts_with("(?<") {
            let len = self.rest().find('>').unwrap_or(self.rest().len() - 1);
            let name = self.text[start + 3..start + len].to_owned();
            self.at = start + len + 1;
            slot = Some(self.slot_index(&name));
        } else if self.rest().starts_with("(?") {
            self.error(start..start + 2, "a group of that kind", "use `(?:…)`, `(?<name>…)`, `unless` or `require`");
            self.at += 2;
        } else {
            self.at += 1;
        }
        let node = self.alternatives(true);
        if self.rest().starts_with(')') {
            self.at += 1;
        } else {
            self.error(start..self.text.len(), "a group that is never closed", "close it with `)`");
        }
        match slot {
            Some(slot) => Node::Capture { slot, node: Box::new(node) },
            None => node,
        }
    }

    fn repeated(&mut self, node: Node) -> Node {
        let rest = self.rest();
        let (min, max, len) = match rest.chars().next() {
            Some('?') => (0, 1, 1),
            Some('*') => (0, 8, 1),
            Some('+') => (1, 8, 1),
            Some('{') if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                let Some(end) = rest.find('}') else { return node };
                let (a, b) = rest[1..end].split_once(',').unwrap_or((&rest[1..end], &rest[1..end]));
                match (a.trim().parse(), b.trim().parse()) {
                    (Ok(a), Ok(b)) if a <= b && b <= 20 => (a, b, end + 1),
                    _ => {
                        self.error(
                            self.at..self.at + end + 1,
                            "a repetition of that form",
                            "write `{m,n}` with m ≤ n ≤ 20",
                        );
                        (0, 1, end + 1)
                    }
                }
            }
            _ => return node,
        };
        self.at += len;
        Node::Repeat { node: Box::new(node), min, max }
    }

    /// A run of characters up to the next blank or piece of pattern syntax: one or more tokens.
    fn words(&mut self) -> Node {
        let start = self.at;
        // Most are one word of plain letters, and need not be looked through for syntax.
        let letters = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        let next = self.rest().as_bytes().get(letters);
        if letters > 0 && next.is_none_or(|b| matches!(b, b' ' | b'\n' | b'|' | b')' | b'<')) {
            self.at += letters;
            let text = self.text;
            return self.literal(&text[start..start + letters]);
        }
        let mut depth = 0usize;
        let mut set = false;
        let mut escaped = false;
        let mut end = self.text.len();
        for (i, c) in self.rest().char_indices() {
            let here = start + i;
            if escaped {
                escaped = false;
                continue;
            }
            match c {
                '\\' => escaped = true,
                '[' => set = true,
                ']' => set = false,
                _ if set => {}
                '(' => depth += 1,
                ')' if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                '|' | ')' | '<' => {
                    end = here;
                    break;
                }
                '{' if !self.text[here + 1..].starts_with(|c: char| c.is_ascii_digit()) => {
                    end = here;
                    break;
                }
                '.' if self.text[here..].starts_with("..") => {
                    end = here;
                    break;
                }
                c if c.is_whitespace() => {
                    end = here;
                    break;
                }
                _ => {}
            }
        }
        let end = end.max(start + self.rest().chars().next().map_or(1, char::len_utf8)).min(self.text.len());
        let piece = self.text[start..end].to_owned();
        self.at = end;
        self.piece(&piece, start)
    }

    fn piece(&mut self, piece: &str, start: usize) -> Node {
        if matches!(piece, "'s?" | "’s?") {
            let mut words = self.mark("'");
            words.push(self.vocabulary.intern("'s"));
            words.sort_unstable();
            let node = Node::Atom { atom: Atom::Words(words), glued: true };
            return Node::Repeat { node: Box::new(node), min: 0, max: 1 };
        }
        // Most pieces are plain words, and the syntax of regular expressions need not be asked.
        let plain = piece.strip_suffix('.').unwrap_or(piece);
        if !plain.is_empty() && !plain.contains(META) {
            return self.literal(piece);
        }
        // A full stop at the end of a word is the mark, as in "Mr."; elsewhere it is any character.
        let source = match piece.strip_suffix('.') {
            Some(word) if !word.ends_with('\\') && !word.is_empty() => format!("{word}\\."),
            _ => piece.to_owned(),
        };
        let hir = match regex_syntax::parse(&source) {
            Ok(hir) => hir,
            Err(e) => {
                let reason = match &e {
                    regex_syntax::Error::Parse(e) => e.kind().to_string(),
                    regex_syntax::Error::Translate(e) => e.kind().to_string(),
                    _ => e.to_string(),
                };
                self.error(
                    start..start + piece.len(),
                    reason,
                    "patterns are words; inside a word the syntax of the regex crate holds",
                );
                return Node::Sequence(Vec::new());
            }
        };
        let literals = regex_syntax::hir::literal::Extractor::new().limit_total(SPELLINGS).extract(&hir);
        let spellings: Option<Vec<String>> =
            literals.literals().filter(|l| l.iter().all(regex_syntax::hir::literal::Literal::is_exact)).map(|l| {
                l.iter()
                    .filter_map(|l| String::from_utf8(l.as_bytes().to_vec()).ok())
                    .filter(|s| !s.is_empty())
                    .collect()
            });
        match spellings {
            Some(all) if !all.is_empty() => {
                let nodes = all.iter().map(|s| self.literal(s)).collect();
                let node = merge(nodes);
                if hir.properties().minimum_len() == Some(0) {
                    Node::Repeat { node: Box::new(node), min: 0, max: 1 }
                } else {
                    node
                }
            }
            _ => Node::Atom { atom: Atom::Regex(source), glued: false },
        }
    }

    fn literal(&mut self, words: &str) -> Node {
        if words == "'s" || words == "’s" {
            let id = self.vocabulary.intern("'s");
            return Node::Atom { atom: Atom::Words(vec![id]), glued: false };
        }
        if !words.is_empty() && words.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Node::Atom { atom: Atom::Words(vec![self.vocabulary.intern(words)]), glued: false };
        }
        let tokens = tokens_of(words, self.vocabulary);
        let mut nodes = Vec::new();
        for (i, (kind, text, dotted)) in tokens.into_iter().enumerate() {
            let glued = i > 0;
            let atom = match kind {
                TokenKind::Digits => Atom::Regex(regex_syntax::escape(&text)),
                TokenKind::Mark => Atom::Words(self.mark(&text)),
                _ => {
                    let word = if dotted { text.trim_end_matches('.') } else { &text };
                    Atom::Words(vec![self.vocabulary.intern(if dotted && word.contains('.') {
                        text.as_str()
                    } else {
                        word
                    })])
                }
            };
            nodes.push(Node::Atom { atom, glued });
        }
        if nodes.len() == 1 { nodes.remove(0) } else { Node::Sequence(nodes) }
    }

    /// A mark and its typographic forms.
    fn mark(&mut self, mark: &str) -> Vec<WordId> {
        const FORMS: &[&[&str]] = &[&["'", "’", "‘"], &["\"", "“", "”", "„", "«", "»"], &["-", "–", "—", "‑", "−"]];
        let forms = FORMS.iter().find(|f| f.contains(&mark)).copied();
        let mut ids: Vec<WordId> = match forms {
            Some(forms) => forms.iter().map(|m| self.vocabulary.intern(m)).collect(),
            None => vec![self.vocabulary.intern(&fold(mark))],
        };
        ids.sort_unstable();
        ids
    }
}

/// Alternatives that are all single words become one atom.
fn merge(mut nodes: Vec<Node>) -> Node {
    if nodes.len() == 1 {
        return nodes.remove(0);
    }
    let mut words = Vec::new();
    let mut others = Vec::new();
    for n in nodes {
        match n {
            Node::Atom { atom: Atom::Words(w), glued: false } => words.extend(w),
            n => others.push(n),
        }
    }
    words.sort_unstable();
    words.dedup();
    let merged = (!words.is_empty()).then_some(Node::Atom { atom: Atom::Words(words), glued: false });
    match (merged, others.len()) {
        (Some(n), 0) => n,
        // Longer alternatives go first, so that `prime minister|prime` takes the longer.
        (m, _) => Node::Alternatives(others.into_iter().chain(m).collect()),
    }
}

/// Index of the parenthesis that closes the one at the start of `text`.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut escaped) = (0usize, false);
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(i);
                }
            }
            _ => {}
        }
    }
    None
}
