//! A rule as compiled: nothing is optional that later stages would have to check.

use super::pattern::{PatternError, Phrases, Program, parse};
use super::slot::{FACETS, Facet};
use super::suggest::closest;
use super::written::{Text, WrittenPack, WrittenRule};
use crate::claim::Status;
use crate::diagnostic::Diagnostic;
use crate::finding::Severity;
use crate::span::Span;
use crate::text::{Vocabulary, WordId};
use arcstr::ArcStr;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// A slot and what is taken from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotRef {
    /// Index into [`Rule::slots`].
    pub slot: usize,
    /// What is taken.
    pub facet: Facet,
}

/// A party of a claim: where it comes from, and what happens where the sentence leaves it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    /// The slot.
    pub slot: SlotRef,
    /// It may come from the last claim of this kind.
    pub carry: bool,
    /// The claim stands without it.
    pub optional: bool,
}

/// The property of the subject that a rule reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attribute {
    /// Always the same.
    Constant(String),
    /// What a slot holds.
    Slot(SlotRef),
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    /// As written.
    pub source: String,
    /// Compiled.
    pub program: Program,
    /// Words of which one must stand in the sentence; empty where the pattern has none.
    pub trigger: Vec<WordId>,
    /// It only names the parties, for later sentences that leave them out.
    pub context: bool,
    /// Masks of kinds, each of which must stand in the sentence.
    pub required: Vec<u32>,
}

/// An example of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The claims that it gives, as `subject / object / value`.
    pub gives: Vec<String>,
    /// When its article was published.
    pub published: Option<NaiveDate>,
    /// Where it stands in the pack's file.
    pub span: Span,
}

/// A compiled rule.
#[derive(Debug)]
pub struct Rule {
    /// `pack/rule`, unique in a rulebook.
    pub id: ArcStr,
    /// Why it is worth a finding.
    pub why: String,
    /// Kind of its claims.
    pub kind: ArcStr,
    /// Property of the subject.
    pub attribute: Option<Attribute>,
    /// Whom or what it is about.
    pub subject: Option<Party>,
    /// The other party or place.
    pub object: Option<Party>,
    /// The value.
    pub value: SlotRef,
    /// Further parts of the question.
    pub qualifiers: Vec<(String, SlotRef)>,
    /// Severity of a conflict.
    pub severity: Severity,
    /// Name of the comparison policy.
    pub compare: String,
    /// Status of its claims, whatever the sentence shows.
    pub status: Option<Status>,
    /// The patterns, in order.
    pub patterns: Vec<Pattern>,
    /// None of these may match in the sentence.
    pub unless: Vec<Program>,
    /// One of these must, where there are any.
    pub require: Vec<Program>,
    /// Names of its slots.
    pub slots: Vec<String>,
    /// Its examples.
    pub examples: Vec<Example>,
    /// Where it begins in its file.
    pub span: Span,
}

/// A compiled pack.
#[derive(Debug)]
pub struct Pack {
    /// Its name: the file's without `.toml`.
    pub name: String,
    /// The file, as the user named it.
    pub file: String,
    /// What the file holds.
    pub content: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Its rules.
    pub rules: Vec<Rule>,
}

/// What rules are checked against.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// What is wrong with a rule's `compare`, if anything.
    pub compare: &'a dyn Fn(&str) -> Result<(), String>,
    /// How common a word is; the commoner, the higher.
    pub commonness: &'a dyn Fn(&str) -> u64,
}

/// Compiles a pack; every mistake is added to `found`, and rules with mistakes are left out.
pub(super) fn compile(
    name: &str,
    (file, content): (&str, &str),
    written: &WrittenPack,
    vocabulary: &mut Vocabulary,
    known: Known<'_>,
    found: &mut Vec<Diagnostic>,
) -> Pack {
    let phrases: Phrases = written.phrases.iter().map(|(k, v)| (k.text.clone(), v.text.clone())).collect();
    let mut c = Compiler { file, content, phrases, vocabulary, known, found, slots: Vec::new() };
    for (_, phrase) in &written.phrases {
        c.node(phrase);
    }
    let mut rules: Vec<Rule> = Vec::new();
    let mut named: FxHashMap<&str, Span> = FxHashMap::default();
    for w in &written.rules {
        if let Some(&first) = named.get(w.id.text.as_str()) {
            let d = c.diagnostic("rule-twice", format!("two rules are named `{}`", w.id.text), w.id.span);
            c.found.push(d.label(first, "the first is here").help("rename one of them"));
            continue;
        }
        if let Some(rule) = c.rule(name, w) {
            named.insert(&w.id.text, rule.span);
            rules.push(rule);
        }
    }
    Pack {
        name: name.to_owned(),
        file: file.to_owned(),
        content: content.to_owned(),
        title: written.title.text.clone(),
        about: written.about.text.clone(),
        rules,
    }
}

struct Compiler<'a> {
    file: &'a str,
    content: &'a str,
    phrases: Phrases,
    vocabulary: &'a mut Vocabulary,
    known: Known<'a>,
    found: &'a mut Vec<Diagnostic>,
    slots: Vec<String>,
}

impl Compiler<'_> {
    fn diagnostic(&self, code: &'static str, title: String, at: Span) -> Diagnostic {
        Diagnostic::plain(code, title).at(self.file, self.content).label(at, "")
    }

    /// Where bytes of a string's text stand in the file, provided that it is written without escapes.
    fn inside(&self, text: &Text, at: std::ops::Range<usize>) -> Span {
        let raw = text.span.of(self.content);
        match raw.find(&text.text) {
            Some(quote) => {
                let start = text.span.start as usize + quote + at.start;
                Span::new(start, start + at.len().max(1))
            }
            None => text.span,
        }
    }

    fn pattern_errors(&mut self, text: &Text, errors: Vec<PatternError>) {
        for e in errors {
            let at = self.inside(text, e.at);
            let d = self.diagnostic("rule-pattern", e.title, at).help(e.help);
            if !self.found.contains(&d) {
                self.found.push(d);
            }
        }
    }

    fn node(&mut self, text: &Text) -> Option<super::pattern::Node> {
        match parse(&text.text, &mut self.phrases, &mut self.slots, self.vocabulary) {
            Ok(node) => Some(node),
            Err(errors) => {
                self.pattern_errors(text, errors);
                None
            }
        }
    }

    /// A pattern that needs at least one symbol to match.
    fn pattern(&mut self, text: &Text) -> Option<super::pattern::Node> {
        let node = self.node(text)?;
        if node.is_empty() {
            let d = self.diagnostic("rule-pattern", "a pattern that matches nothing".into(), text.span);
            self.found.push(d.help("give it at least one word or slot that must be there"));
            return None;
        }
        Some(node)
    }

    fn programs(&mut self, texts: &[Text]) -> Vec<Program> {
        let nodes: Vec<_> = texts.iter().filter_map(|t| self.pattern(t)).collect();
        nodes.iter().map(|n| Program::new(n, self.slots.len())).collect()
    }

    fn one_of<T: Copy>(&mut self, text: &Text, what: &str, all: &[(&str, T)]) -> Option<T> {
        if let Some((_, t)) = all.iter().find(|(n, _)| *n == text.text) {
            return Some(*t);
        }
        let names = || all.iter().map(|(n, _)| *n);
        let help = match closest(&text.text, names()) {
            Some(s) => format!("did you mean `{s}`?"),
            None => format!("use one of {}", names().collect::<Vec<_>>().join(", ")),
        };
        let title =
            if text.text.is_empty() { format!("{what} is empty") } else { format!("`{}` is no {what}", text.text) };
        let d = self.diagnostic("rule-unknown-name", title, text.span).help(help);
        self.found.push(d);
        None
    }

    fn slot(&mut self, text: &Text) -> Option<SlotRef> {
        let (name, facet) = match text.text.split_once('.') {
            None => (text.text.as_str(), Facet::Whole),
            Some((name, facet)) => {
                let facet = Text { text: facet.to_owned(), span: text.span };
                (name, self.one_of(&facet, "facet", FACETS)?)
            }
        };
        if let Some(slot) = self.slots.iter().position(|s| s == name) {
            return Some(SlotRef { slot, facet });
        }
        let help = match closest(name, self.slots.iter().map(String::as_str)) {
            Some(s) => format!("did you mean `{s}`?"),
            None => format!("the patterns have: {}", self.slots.join(", ")),
        };
        let d = self.diagnostic("rule-unknown-slot", format!("no pattern has a slot `{name}`"), text.span).help(help);
        self.found.push(d);
        None
    }

    fn party(&mut self, text: Option<&Text>, w: &WrittenRule) -> Option<Party> {
        let text = text?;
        let slot = self.slot(text)?;
        let name = self.slots[slot.slot].clone();
        let has = |list: &[Text]| list.iter().any(|c| c.text == name);
        Some(Party { slot, carry: has(&w.carry), optional: has(&w.optional) })
    }

    fn rule(&mut self, pack: &str, w: &WrittenRule) -> Option<Rule> {
        let before = self.found.len();
        self.slots.clear();
        let written = w.patterns.iter().map(|p| (p, false)).chain(w.context.iter().map(|p| (p, true)));
        let nodes: Vec<_> = written.map(|(p, context)| (p, context, self.pattern(p))).collect();
        let subject = self.party(w.subject.as_ref(), w);
        let object = self.party(w.object.as_ref(), w);
        let value = if w.value.text.is_empty() { None } else { self.slot(&w.value) };
        for list in [&w.carry, &w.optional] {
            for c in list {
                self.slot(c);
            }
        }
        let qualifiers = w.qualifiers.iter().filter_map(|(k, v)| Some((k.text.clone(), self.slot(v)?))).collect();
        let attribute =
            w.attribute.as_ref().and_then(|a| match a.text.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
                Some(slot) => self.slot(&Text { text: slot.to_owned(), span: a.span }).map(Attribute::Slot),
                None => Some(Attribute::Constant(a.text.clone())),
            });
        let severity = match &w.severity {
            None => Some(Severity::Error),
            Some(s) => self.one_of(s, "severity", &SEVERITIES),
        };
        let status = w.status.as_ref().and_then(|s| self.one_of(s, "status", &STATUSES));
        if !w.compare.text.is_empty()
            && let Err(wrong) = (self.known.compare)(&w.compare.text)
        {
            let d = self.diagnostic("rule-unknown-policy", wrong, w.compare.span);
            self.found.push(d.help("see `factcheck rules list` for rules that compare in that way"));
        }
        let unless = self.programs(&w.unless);
        let require = self.programs(&w.require);
        let examples = self.examples(w);
        if w.why.text.trim().is_empty() && w.why.span != w.span {
            let d = self.diagnostic("rule-without-why", "an empty `why`".into(), w.why.span);
            self.found.push(d.help("say why two claims that differ cannot both be right"));
        }
        if self.found.len() > before {
            return None;
        }
        let count = self.slots.len();
        let vocabulary = &*self.vocabulary;
        let rarity = |w: WordId| (self.known.commonness)(vocabulary.word(w));
        let patterns = nodes
            .into_iter()
            .filter_map(|(p, context, node)| {
                let node = node?;
                Some(Pattern {
                    context,
                    source: p.text.clone(),
                    program: Program::new(&node, count),
                    trigger: node.trigger(&rarity).unwrap_or_default(),
                    required: node.required(),
                })
            })
            .collect();
        Some(Rule {
            id: format!("{pack}/{}", w.id.text).into(),
            why: w.why.text.clone(),
            kind: w.kind.text.as_str().into(),
            attribute,
            subject,
            object,
            value: value?,
            qualifiers,
            severity: severity?,
            compare: w.compare.text.clone(),
            status,
            patterns,
            unless,
            require,
            slots: std::mem::take(&mut self.slots),
            examples,
            span: w.span,
        })
    }

    fn examples(&mut self, w: &WrittenRule) -> Vec<Example> {
        let mut all = Vec::new();
        for e in &w.examples {
            let published = e.published.as_ref().and_then(|p| {
                if let Ok(d) = NaiveDate::parse_from_str(&p.text, "%Y-%m-%d") {
                    Some(d)
                } else {
                    let d = self.diagnostic("rule-bad-date", format!("`{}` is no date", p.text), p.span);
                    self.found.push(d.help("write it as 2025-12-04"));
                    None
                }
            });
            all.push(Example {
                text: e.text.text.clone(),
                gives: e.gives.iter().map(|g| g.text.clone()).collect(),
                published,
                span: e.text.span,
            });
        }
        all
    }
}

const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

const STATUSES: [(&str, Status); 5] = [
    ("asserted", Status::Asserted),
    ("expected", Status::Expected),
    ("reported", Status::Reported),
    ("denied", Status::Denied),
    ("conditional", Status::Conditional),
];
