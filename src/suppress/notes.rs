//! Notes in the articles: `<!-- factcheck-ignore visits/visit-dates: reason -->`.

use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::document::{Directive, Document};
use crate::finding::Finding;
use crate::rulebook::suggest::closest;
use crate::span::{Location, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// The keywords, after `factcheck-`.
const KEYWORDS: [&str; 2] = ["ignore", "ignore-file"];

/// How far a note reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// The whole article.
    File,
    /// The paragraph that it stands in or before: code points of the file on disk.
    Paragraph([u32; 2]),
}

/// A document with notes, and how far each reaches.
#[derive(Debug, Clone)]
pub struct Covered<'a> {
    /// The document.
    pub document: &'a Document,
    /// For each of its notes.
    pub covers: Vec<Cover>,
}

/// A note that can be honoured.
struct Note<'a> {
    document: &'a Document,
    directive: &'a Directive,
    cover: Cover,
    reason: &'a str,
    used: FxHashSet<usize>,
}

impl Note<'_> {
    fn covers(&self, at: Location) -> bool {
        match self.cover {
            Cover::File => true,
            Cover::Paragraph([start, end]) => at.chars[0] < end && start < at.chars[1],
        }
    }

    /// The first of its names that means this finding, where it was read by `rule`.
    fn names(&self, finding: &Finding, rule: Option<&str>) -> Option<usize> {
        let pack = rule.and_then(|r| r.split('/').next());
        let means =
            |name: &str| Some(name) == rule || Some(name) == pack || name == finding.check || name == finding.id;
        self.directive.names.iter().position(|(n, _)| means(n))
    }
}

/// Marks the findings that notes in the articles take out of the count, and says what is wrong with
/// the notes: a name that means nothing (`known` lists those that do), no reason, and a note that
/// took nothing out.
///
/// A side counts as long as one of its claims is not ignored; a finding does as long as two of its
/// sides do.
pub fn apply(findings: &mut [Finding], claims: &[Claim], covered: &[Covered<'_>], known: &[&str]) -> Vec<Diagnostic> {
    let claims: FxHashMap<&str, &Claim> = claims.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut mistakes = Vec::new();
    let mut notes: Vec<Note<'_>> = Vec::new();
    for c in covered {
        for (directive, cover) in c.document.meta.directives.iter().zip(&c.covers) {
            let wrong = mistakes_of(c.document, directive, known);
            if let (Some(reason), true) = (directive.reason.as_deref(), wrong.is_empty()) {
                notes.push(Note { document: c.document, directive, cover: *cover, reason, used: FxHashSet::default() });
            }
            mistakes.extend(wrong);
        }
    }
    let mut by_doc: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, n) in notes.iter().enumerate() {
        by_doc.entry(n.document.id.as_str()).or_default().push(i);
    }
    for f in findings.iter_mut().filter(|f| f.relation.is_actionable()) {
        let ignored = ignore(f, &claims, &by_doc, &mut notes);
        if f.suppressed.is_none() {
            f.suppressed = ignored;
        }
    }
    mistakes.extend(notes.iter().flat_map(unused));
    mistakes
}

/// Why a finding is not counted, where notes take out so much of it that nothing disagrees any more.
fn ignore(
    f: &Finding,
    claims: &FxHashMap<&str, &Claim>,
    by_doc: &FxHashMap<&str, Vec<usize>>,
    notes: &mut [Note<'_>],
) -> Option<String> {
    let mut first = None;
    let mut standing = 0;
    for side in &f.sides {
        let read = side.claims.iter().filter_map(|id| claims.get(id.as_str()));
        let read = read.map(|c| (c.doc.as_str(), c.location, Some(c.rule.as_str())));
        let own = side.doc.as_deref().zip(side.span).map(|(doc, at)| (doc, at, None));
        let mut left = 0;
        for (doc, at, rule) in read.chain(own) {
            let taken = by_doc.get(doc).into_iter().flatten().find_map(|&i| {
                let note = notes.get_mut(i)?;
                let name = note.names(f, rule).filter(|_| note.covers(at))?;
                note.used.insert(name);
                Some(i)
            });
            match taken {
                Some(i) => first = first.or(Some(i)),
                None => left += 1,
            }
        }
        standing += usize::from(left > 0);
    }
    let note = notes.get(first?)?;
    // What one article contradicts in itself needs all of its words; others need two sides.
    let alone = f.sides.iter().all(|s| s.claims.is_empty());
    let gone = if alone { standing < f.sides.len() } else { standing < 2 };
    gone.then(|| {
        format!("ignored in {}:{}: {}", note.document.id, line(note.document, note.directive.span), note.reason)
    })
}

fn line(document: &Document, at: Span) -> usize {
    let source = document.map.source(&document.text);
    source.get(..at.start as usize).unwrap_or("").matches('\n').count() + 1
}

fn at(document: &Document, code: &'static str, title: String, span: Span, label: &str) -> Diagnostic {
    let source = document.map.source(&document.text);
    Diagnostic::plain(code, title).at(document.id.as_str(), source).label(span, label)
}

fn mistakes_of(document: &Document, d: &Directive, known: &[&str]) -> Vec<Diagnostic> {
    const FORM: &str = "write <!-- factcheck-ignore RULE: reason -->, or [factcheck-ignore RULE: reason]";
    let mut found = Vec::new();
    let mut mistake =
        |code, title: String, span, help: &str| found.push(at(document, code, title, span, "").help(help));
    if !KEYWORDS.contains(&d.keyword.as_str()) {
        let help = closest(&d.keyword, KEYWORDS.into_iter())
            .map_or_else(|| FORM.to_owned(), |k| format!("did you mean `factcheck-{k}`?"));
        mistake("ignore-keyword", format!("`factcheck-{}` is no note that is known", d.keyword), d.span, &help);
        return found;
    }
    if !d.closed {
        mistake("ignore-open", "a note without its closing mark".into(), d.span, FORM);
        return found;
    }
    if d.names.is_empty() {
        mistake("ignore-nothing", "a note that does not say what to ignore".into(), d.span, FORM);
    } else if d.reason.is_none() {
        let help = "say why, behind a colon: whoever reads it next wants to know";
        mistake("ignore-without-reason", "a note without a reason".into(), d.span, help);
    }
    for (name, span) in &d.names {
        let id = name.strip_prefix("f-").is_some_and(|n| n.len() >= 8 && n.chars().all(|c| c.is_ascii_hexdigit()));
        if !id && !known.contains(&name.as_str()) {
            let help = match closest(name, known.iter().copied()) {
                Some(s) => format!("did you mean `{s}`?"),
                None => {
                    "name a rule, a pack, a check or the id of a finding; `factcheck rules list` shows them".to_owned()
                }
            };
            mistake("ignore-unknown", format!("no rule, pack, check or finding is named `{name}`"), *span, &help);
        }
    }
    found
}

fn unused(note: &Note<'_>) -> Vec<Diagnostic> {
    let names = note.directive.names.iter().enumerate().filter(|(i, _)| !note.used.contains(i));
    names
        .map(|(_, (name, span))| {
            at(note.document, "ignore-unused", format!("nothing is ignored here as `{name}`"), *span, "")
                .help("take it out, or check the whole set of articles that it was written for")
                .warning()
        })
        .collect()
}
