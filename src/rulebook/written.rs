//! A rule as written: TOML read key by key, every mistake kept with its place.

use super::suggest::closest;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A string of the file and where it stands there, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The string.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// An example of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenExample {
    /// The sentence or sentences.
    pub text: Text,
    /// `subject / object / value` of each claim that it gives; empty for none.
    pub gives: Vec<Text>,
    /// When its article was published.
    pub published: Option<Text>,
}

/// A rule as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenRule {
    /// Where the rule begins.
    pub span: Span,
    /// Its fields, as the file has them.
    pub id: Text,
    /// Why it is worth a finding.
    pub why: Text,
    /// Kind of its claims.
    pub kind: Text,
    /// A word, or `{slot}`.
    pub attribute: Option<Text>,
    /// `slot` or `slot.facet`.
    pub subject: Option<Text>,
    /// `slot` or `slot.facet`.
    pub object: Option<Text>,
    /// `slot` or `slot.facet`.
    pub value: Text,
    /// `error`, `warning` or `note`.
    pub severity: Option<Text>,
    /// Name of a comparison policy.
    pub compare: Text,
    /// Status of its claims, whatever the sentence shows.
    pub status: Option<Text>,
    /// The patterns.
    pub patterns: Vec<Text>,
    /// Patterns that name the parties without a value, for the sentences that leave them out.
    pub context: Vec<Text>,
    /// Slots that may come from the last claim of this kind.
    pub carry: Vec<Text>,
    /// Slots that may be absent.
    pub optional: Vec<Text>,
    /// Patterns that forbid a match in their sentence.
    pub unless: Vec<Text>,
    /// Patterns of which one must match in the sentence.
    pub require: Vec<Text>,
    /// Qualifier and the slot that gives it.
    pub qualifiers: Vec<(Text, Text)>,
    /// The examples.
    pub examples: Vec<WrittenExample>,
}

/// A pack as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenPack {
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub about: Text,
    /// Phrase and pattern.
    pub phrases: Vec<(Text, Text)>,
    /// Its rules.
    pub rules: Vec<WrittenRule>,
}

/// Reads a pack.
///
/// What can be read is returned even where there are mistakes, so that later checks add theirs.
pub fn read(file: &str, content: &str) -> (Option<WrittenPack>, Vec<Diagnostic>) {
    let (root, errors) = DeTable::parse_recoverable(content);
    let mut reader = Reader { file, content, found: Vec::new() };
    for e in errors {
        let span = e.span().unwrap_or(0..0);
        reader.mistake("rule-syntax", e.message().to_owned(), span, "", "see docs/rule-format.md");
    }
    let pack = reader.pack(root.get_ref());
    let broken = reader.found.iter().any(|d| d.code == "rule-syntax");
    if broken {
        // What stands behind a mistake of syntax was not read: it is not missing.
        reader.found.retain(|d| !matches!(d.code, "rule-none" | "rule-missing-key" | "rule-without-example"));
    }
    let complete = pack.filter(|_| !broken);
    (complete, reader.found)
}

struct Reader<'a> {
    file: &'a str,
    content: &'a str,
    found: Vec<Diagnostic>,
}

fn span(r: Range<usize>) -> Span {
    Span::new(r.start, r.end)
}

/// The keys of a pack.
pub(super) const PACK_KEYS: &[&str] = &["title", "about", "phrases", "rule"];

/// The keys of an example.
pub(super) const EXAMPLE_KEYS: &[&str] = &["text", "gives", "published"];

/// The keys of a rule.
pub(super) const RULE_KEYS: &[&str] = &[
    "id",
    "why",
    "kind",
    "attribute",
    "subject",
    "object",
    "value",
    "severity",
    "compare",
    "status",
    "patterns",
    "context",
    "carry",
    "optional",
    "unless",
    "require",
    "qualifiers",
    "example",
];

impl Reader<'_> {
    fn mistake(&mut self, code: &'static str, title: String, at: Range<usize>, label: &str, help: &str) {
        let d = Diagnostic::plain(code, title).at(self.file, self.content).label(span(at), label);
        self.found.push(if help.is_empty() { d } else { d.help(help) });
    }

    fn known(&mut self, table: &DeTable<'_>, keys: &[&str], place: &str) {
        let mut unknown: Vec<_> = table.keys().filter(|k| !keys.contains(&k.get_ref().as_ref())).collect();
        unknown.sort_by_key(|k| k.span().start);
        for k in unknown {
            let name = k.get_ref().as_ref();
            let help = match closest(name, keys.iter().copied()) {
                Some(s) => format!("did you mean `{s}`?"),
                None => format!("{place} may have: {}", keys.join(", ")),
            };
            self.mistake("rule-unknown-key", format!("unknown key `{name}`"), k.span(), "not a key here", &help);
        }
    }

    fn string(&mut self, value: &Spanned<DeValue<'_>>, key: &str) -> Option<Text> {
        if let Some(s) = value.get_ref().as_str() {
            return Some(Text { text: s.to_owned(), span: span(value.span()) });
        }
        let is = value.get_ref().type_str();
        self.mistake("rule-wrong-type", format!("`{key}` is a string, not {is}"), value.span(), "", "put it in quotes");
        None
    }

    fn strings(&mut self, table: &DeTable<'_>, key: &str) -> Vec<Text> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            let help = format!("write {key} = [\"…\"]");
            self.mistake("rule-wrong-type", format!("`{key}` is a list of strings"), value.span(), "", &help);
            return Vec::new();
        };
        array.iter().filter_map(|v| self.string(v, key)).collect()
    }

    fn optional(&mut self, table: &DeTable<'_>, key: &str) -> Option<Text> {
        table.get(key).and_then(|v| self.string(v, key))
    }

    fn required(&mut self, table: &DeTable<'_>, key: &str, at: &Range<usize>, help: &str) -> Text {
        if let Some(v) = table.get(key) {
            return self.string(v, key).unwrap_or(Text { text: String::new(), span: span(v.span()) });
        }
        self.mistake("rule-missing-key", format!("`{key}` is missing"), at.clone(), "", help);
        Text { text: String::new(), span: span(at.clone()) }
    }

    fn pairs(&mut self, table: &DeTable<'_>, key: &str) -> Vec<(Text, Text)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(inner) = value.get_ref().as_table() else {
            self.mistake(
                "rule-wrong-type",
                format!("`{key}` is a table"),
                value.span(),
                "",
                "write name = \"…\" pairs",
            );
            return Vec::new();
        };
        let mut all: Vec<_> = inner.iter().collect();
        all.sort_by_key(|(k, _)| k.span().start);
        all.into_iter()
            .filter_map(|(k, v)| {
                let name = Text { text: k.get_ref().to_string(), span: span(k.span()) };
                self.string(v, k.get_ref()).map(|v| (name, v))
            })
            .collect()
    }

    fn pack(&mut self, root: &DeTable<'_>) -> Option<WrittenPack> {
        self.known(root, PACK_KEYS, "a pack");
        let start = 0..self.content.lines().next().map_or(0, str::len);
        let title = self.required(root, "title", &start, "say in a word what the pack is: title = \"Visits\"");
        let about = self.required(root, "about", &start, "say in a sentence what it finds");
        let phrases = self.pairs(root, "phrases");
        let mut rules = Vec::new();
        match root.get("rule").map(|v| (v.span(), v.get_ref())) {
            None => self.mistake("rule-none", "a pack without a rule".into(), start, "", "add a [[rule]]"),
            Some((at, v)) => match v.as_array() {
                Some(array) => {
                    for r in array {
                        match r.get_ref().as_table() {
                            Some(t) => rules.push(self.rule(t, r.span())),
                            None => self.mistake(
                                "rule-wrong-type",
                                "a rule is a table".into(),
                                r.span(),
                                "",
                                "write [[rule]]",
                            ),
                        }
                    }
                }
                None => {
                    self.mistake("rule-wrong-type", "rules are written [[rule]]".into(), at, "", "double the brackets");
                }
            },
        }
        Some(WrittenPack { title, about, phrases, rules })
    }

    fn rule(&mut self, t: &DeTable<'_>, at: Range<usize>) -> WrittenRule {
        // The span of an array table is its header; a short label on it is easier to read.
        let head = at.start..self.content[at.start..].find('\n').map_or(at.end, |n| at.start + n);
        self.known(t, RULE_KEYS, "a rule");
        let rule = WrittenRule {
            id: self.required(t, "id", &head, "give the rule a name that stays: id = \"visit-dates\""),
            why: self.required(t, "why", &head, "say why two claims that differ cannot both be right"),
            kind: self.required(t, "kind", &head, "name the kind of claim: kind = \"visit\""),
            attribute: self.optional(t, "attribute"),
            subject: self.optional(t, "subject"),
            object: self.optional(t, "object"),
            value: self.required(t, "value", &head, "name the slot that holds the value"),
            severity: self.optional(t, "severity"),
            compare: self.required(t, "compare", &head, "name the policy that compares two values"),
            status: self.optional(t, "status"),
            patterns: self.strings(t, "patterns"),
            context: self.strings(t, "context"),
            carry: self.strings(t, "carry"),
            optional: self.strings(t, "optional"),
            unless: self.strings(t, "unless"),
            require: self.strings(t, "require"),
            qualifiers: self.pairs(t, "qualifiers"),
            examples: self.examples(t),
            span: span(head.clone()),
        };
        if rule.patterns.is_empty() {
            self.mistake(
                "rule-missing-key",
                "a rule without patterns".into(),
                head.clone(),
                "",
                "add patterns = [\"…\"]",
            );
        }
        let gives = rule.examples.iter().any(|e| !e.gives.is_empty());
        let none = rule.examples.iter().any(|e| e.gives.is_empty());
        if !(gives && none) {
            let lacks = if gives { "that gives none" } else { "that gives a claim" };
            let help = "add a [[rule.example]] with text and gives; gives = [] for none";
            self.mistake("rule-without-example", format!("a rule without an example {lacks}"), head, "", help);
        }
        rule
    }

    fn examples(&mut self, t: &DeTable<'_>) -> Vec<WrittenExample> {
        let Some(v) = t.get("example") else { return Vec::new() };
        let Some(array) = v.get_ref().as_array() else {
            self.mistake(
                "rule-wrong-type",
                "examples are written [[rule.example]]".into(),
                v.span(),
                "",
                "double the brackets",
            );
            return Vec::new();
        };
        let mut all = Vec::new();
        for e in array {
            let Some(t) = e.get_ref().as_table() else { continue };
            self.known(t, EXAMPLE_KEYS, "an example");
            let at = e.span();
            all.push(WrittenExample {
                text: self.required(t, "text", &at, "give the sentence: text = \"…\""),
                gives: self.strings(t, "gives"),
                published: self.optional(t, "published"),
            });
        }
        all
    }
}
