//! Quotations: the same words, trimmed, altered, or given to two speakers.

use super::fold;
use super::implied::numeral;
use super::partial;
use super::policy::{Comparison, Pair, Policy};
use super::question::Question;
use super::words::stem;
use crate::claim::Claim;
use crate::finding::Relation;
use crate::lexicon::Slots;
use crate::value::{QuotationKind, Value};
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

/// Compares quotations.
#[derive(Debug)]
pub(super) struct Quotations;

/// The view that asks of a speaker: in which words?
const WORDS: u8 = 0;
/// The view that asks of words: whose are they?
const SPEAKER: u8 = 1;

/// The view for words whose speaker may not have been settled on: in which words, whoever says them?
const STRAY: u8 = 2;

/// The view that asks of a speaker and a day: are these two renderings, as of two translators, of one statement?
const RENDERED: u8 = 3;
/// Telling words that two renderings share at least, and their share of those of the shorter one.
const TELLING: usize = 4;
/// See [`TELLING`].
const RENDERING: f64 = 0.5;

/// A run of words that stands in more quotations than this tells nothing.
const OFTEN: usize = 24;
/// Share of common words from which two long quotations are one, whoever is said to say them.
const ANYBODY: f64 = 0.8;
/// Words that a quotation must have for that.
const LONG: usize = 8;

/// Words that two quotations must share in a row to be held against each other.
const SHARED: usize = 3;
/// Words that a quotation must have before its speaker is asked for: shorter ones are anybody's.
const OWN: usize = 6;
/// Share of common words from which two quotations are one.
const SAME: f64 = 0.6;

impl Policy for Quotations {
    fn name(&self) -> &'static str {
        "quotations"
    }

    fn about(&self) -> &'static str {
        "a trimmed quotation agrees with the longer one; altered words are shown"
    }

    fn questions(&self, claim: &Claim) -> Vec<Question> {
        let mut out = Vec::new();
        let Some(words) = content(claim) else { return out };
        if claim.subject.is_some() {
            out.push(Question { view: WORDS, object: None, qualifiers: BTreeMap::new(), ..Question::of(claim) });
        }
        if words.len() >= OWN && claim.subject.is_some() {
            let q = Question::of(claim);
            let qualifiers = [(arcstr::literal!("~words"), words.join(" ").into())].into();
            out.push(Question { view: SPEAKER, subject: None, object: None, qualifiers, ..q });
        }
        if words.len() >= LONG {
            out.push(Question { view: STRAY, ..Question::default() });
        }
        if let Some(day) = day(claim).filter(|_| claim.subject.is_some() && words.len() >= OWN) {
            let qualifiers = [(arcstr::literal!("~said on"), day.into())].into();
            out.push(Question { view: RENDERED, object: None, qualifiers, ..Question::of(claim) });
        }
        out
    }

    fn key(&self, claim: &Claim, view: u8) -> Option<String> {
        let words = content(claim)?;
        if view == SPEAKER { claim.subject.as_deref().map(fold::name) } else { Some(words.join(" ")) }
    }

    fn split(&self, claims: &[&Claim], view: u8) -> Vec<Vec<usize>> {
        if view == RENDERED { vec![(0..claims.len()).collect()] } else { by_shared_words(claims) }
    }

    fn compare(&self, pair: &Pair<'_>, view: u8) -> Option<Comparison> {
        if view == SPEAKER {
            return two_speakers(pair);
        }
        if view == STRAY && !unsettled(pair) {
            return None;
        }
        let (a, b) = (content(pair.older)?, content(pair.newer)?);
        let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
        if short.len() < SHARED {
            return None;
        }
        let ops = capture_diff_slices(Algorithm::Myers, short, long);
        let kept: usize = ops.iter().map(|o| if let DiffOp::Equal { len, .. } = o { *len } else { 0 }).sum();
        if view == RENDERED {
            return if (kept as f64) < SAME * short.len() as f64 { rendered(short, long) } else { None };
        }
        if (kept as f64) < SAME * short.len() as f64 || kept < SHARED {
            return None;
        }
        if view == STRAY && (kept as f64) < ANYBODY * long.len() as f64 {
            return None;
        }
        let altered = altered(&ops, short, long);
        if altered.is_empty() {
            let why =
                if kept == long.len() { "the words are the same" } else { "one quotation is a part of the other" };
            return Some(Comparison::new(Relation::Refine, 0.95, why));
        }
        let share = kept as f64 / short.len() as f64;
        let shown: Vec<String> = altered.iter().take(3).map(|(x, y)| differing(x, y, a.len() <= b.len())).collect();
        let why = format!("the words differ: {}", shown.join(", "));
        let figures = altered.iter().any(|(x, y)| other_figures(x, y));
        let relation = if figures { Relation::Conflict } else { Relation::Variant };
        let c = Comparison::new(relation, 0.5 + 0.45 * share, why);
        Some(if short.len() < 5 { c.doubt(0.75, "the quotations are short") } else { c })
    }

    fn agrees(&self, view: u8) -> bool {
        view == WORDS
    }

    fn loose(&self) -> bool {
        false
    }
}

/// The day on which something was said, where the text tells it.
fn day(claim: &Claim) -> Option<String> {
    let Value::Quotation(q) = &*claim.value else { return None };
    let timex = &q.when.as_ref()?.time.timex;
    let day = timex.get(..10)?;
    let whole = day.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    whole.then(|| day.to_owned())
}

/// Two renderings of one statement: the words stand in another order or are others, but the telling ones, by their
/// stems, are for the most part the same.
fn rendered(short: &[String], long: &[String]) -> Option<Comparison> {
    let (x, y) = (telling(short), telling(long));
    let shared = x.intersection(&y).count();
    let share = shared as f64 / x.len().min(y.len()).max(1) as f64;
    if shared < TELLING || share < RENDERING {
        return None;
    }
    let why = "two wordings of what was said on one day, as two translations give them";
    Some(Comparison::new(Relation::Compatible, 0.4 + 0.4 * share, why))
}

/// The stems of the words that tell something.
fn telling(words: &[String]) -> BTreeSet<String> {
    let stop = &Slots::bundled().stop;
    words.iter().filter(|w| !stop.contains(w)).map(|w| stem(w)).collect()
}

fn two_speakers(pair: &Pair<'_>) -> Option<Comparison> {
    let (a, b) = (pair.older.subject.as_deref()?, pair.newer.subject.as_deref()?);
    let (x, y) = (fold::name(a), fold::name(b));
    // A surname, an office or "a source" may well be the same person.
    let part = x.split(' ').any(|w| y.split(' ').any(|v| v == w));
    if !full_name(a) || !full_name(b) || part || fold::sound(a) == fold::sound(b) {
        return None;
    }
    Some(Comparison::new(Relation::Conflict, 0.8, format!("the same words are given to {a} and to {b}")))
}

/// Whether a speaker is named in full: two words or more, each with a capital.
fn full_name(speaker: &str) -> bool {
    const PARTICLES: &[&str] =
        &["al", "bin", "da", "de", "den", "der", "di", "dos", "du", "el", "la", "van", "von", "of"];
    let mut words = speaker.split(' ').filter(|w| !PARTICLES.contains(w)).peekable();
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    speaker.contains(' ') && words.peek().is_some() && words.all(capital)
}

/// Whether one of the two speakers is not a person's full name, so that both may be one.
fn unsettled(pair: &Pair<'_>) -> bool {
    let name = |c: &Claim| c.subject.as_deref().map(fold::name);
    let full = |c: &Claim| c.subject.as_deref().is_some_and(full_name);
    // A surname and a full name that ends with it are one question already.
    let part = match (name(pair.older), name(pair.newer)) {
        (Some(x), Some(y)) => x.split(' ').any(|w| y.split(' ').any(|v| v == w)),
        _ => false,
    };
    let settled = full(pair.older) && full(pair.newer);
    !part && !settled
}

/// The words of a quotation; `None` for a title or scare quotes.
fn content(claim: &Claim) -> Option<Vec<String>> {
    let text = match &*claim.value {
        Value::Quotation(q) if q.kind == QuotationKind::Title || q.kind == QuotationKind::Indirect => return None,
        Value::Quotation(q) => &q.content,
        _ => return None,
    };
    let words = plain(text);
    (!words.is_empty()).then_some(words)
}

/// Forms that are written in two ways and said in one.
const WRITTEN: &[(&str, &str)] = &[
    ("it's", "it is"),
    ("that's", "that is"),
    ("we're", "we are"),
    ("they're", "they are"),
    ("you're", "you are"),
    ("i'm", "i am"),
    ("don't", "do not"),
    ("doesn't", "does not"),
    ("didn't", "did not"),
    ("can't", "can not"),
    ("cannot", "can not"),
    ("won't", "will not"),
    ("isn't", "is not"),
    ("aren't", "are not"),
    ("wasn't", "was not"),
    ("weren't", "were not"),
    ("we've", "we have"),
    ("i've", "i have"),
    ("we'll", "we will"),
    ("i'll", "i will"),
    ("there's", "there is"),
    ("let's", "let us"),
    ("percent", "per cent"),
    ("%", "per cent"),
    ("ok", "okay"),
];

/// Fillers that an editor drops without changing what was said.
const FILLERS: &[&str] = &["uh", "um", "er", "erm", "sic"];

/// Stands for words that the paper put in brackets or left out: any few words may be meant.
const OPEN: &str = "…";

/// The words as they are compared; a bracket or an ellipsis becomes [`OPEN`].
fn plain(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', '…']).or_else(|| rest.find("...")) {
        push_plain(rest.get(..at).unwrap_or(""), &mut out);
        let tail = rest.get(at..).unwrap_or("");
        let closed = if tail.starts_with('[') { tail.find(']').map(|e| e + 1) } else { None };
        let skip = closed.unwrap_or_else(|| {
            let dots = tail.len() - tail.trim_start_matches(['.', '…']).len();
            dots.max(tail.chars().next().map_or(1, char::len_utf8))
        });
        if out.last().is_some_and(|w| w != OPEN) {
            out.push(OPEN.to_owned());
        }
        rest = tail.get(skip..).unwrap_or("");
    }
    push_plain(rest, &mut out);
    if out.last().is_some_and(|w| w == OPEN) {
        out.pop();
    }
    out
}

/// "1800" for "1,800".
fn ungrouped(text: &str) -> Cow<'_, str> {
    let digit = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let groups = |(at, c): &(usize, char)| *c == ',' && digit(at.checked_sub(1)) && digit(Some(at + 1));
    if !text.char_indices().any(|c| groups(&c)) {
        return Cow::Borrowed(text);
    }
    text.char_indices().filter(|c| !groups(c)).map(|c| c.1).collect()
}

fn push_plain(text: &str, out: &mut Vec<String>) {
    for w in fold::words(&ungrouped(text)) {
        if FILLERS.contains(&w.as_str()) {
            continue;
        }
        match WRITTEN.iter().find(|(from, _)| *from == w) {
            Some((_, to)) => out.extend(to.split(' ').map(str::to_owned)),
            None => out.push(british(w)),
        }
    }
}

/// One spelling for British and American endings.
fn british(w: String) -> String {
    const ENDINGS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("efence", "efense"),
        ("entre", "enter"),
        ("ogramme", "ogram"),
        ("elling", "eling"),
        ("elled", "eled"),
    ];
    for (from, to) in ENDINGS {
        if let Some(stem) = w.strip_suffix(from).filter(|s| s.len() > 1) {
            return format!("{stem}{to}");
        }
    }
    w
}

/// Words replaced in the middle, or left out or put in between common words. What is missing at
/// either end was trimmed and does not count; nor does a stretch of the longer one that an ellipsis
/// or a narrator's words stand for.
fn altered<'w>(ops: &[DiffOp], short: &'w [String], long: &'w [String]) -> Vec<(&'w [String], &'w [String])> {
    let first = ops.iter().position(|o| matches!(o, DiffOp::Equal { .. }));
    let last = ops.iter().rposition(|o| matches!(o, DiffOp::Equal { .. }));
    let mut out = Vec::new();
    for (i, op) in ops.iter().enumerate() {
        let inner = first.is_some_and(|f| i > f) && last.is_some_and(|l| i < l);
        let (old, new) = (op.old_range(), op.new_range());
        let (x, y) = (short.get(old).unwrap_or(&[]), long.get(new).unwrap_or(&[]));
        let open = |w: &[String]| w.iter().any(|w| w == OPEN);
        match op {
            DiffOp::Equal { .. } => {}
            _ if open(x) || open(y) => {}
            // Words of the shorter one that the longer one lacks are never a matter of trimming,
            // except at its very ends, where the two may overlap only in part.
            DiffOp::Delete { .. } if inner => out.push((x, y)),
            DiffOp::Replace { .. } if inner => out.push((x, y)),
            DiffOp::Replace { .. } if x.len() <= 2 && (i == 0 || i + 1 == ops.len()) && y.len() <= 2 => {
                out.push((x, y));
            }
            // An insertion of one or two words changes the sentence; a longer one is an elision.
            DiffOp::Insert { .. } if inner && y.len() <= 2 => out.push((x, y)),
            _ => {}
        }
    }
    out
}

/// Whether two stretches are the same but for a number, a month or a weekday that both state and that is another.
fn other_figures(x: &[String], y: &[String]) -> bool {
    let stated = |w: &String| {
        let number = numeral(w).map(|n| n.to_string());
        number.or_else(|| partial::is_named(w).then(|| w.clone()))
    };
    let mut other = false;
    let alike = x.len() == y.len()
        && x.iter().zip(y).all(|(a, b)| match (stated(a), stated(b)) {
            (Some(a), Some(b)) => {
                other |= a != b;
                true
            }
            _ => a == b,
        });
    alike && other
}

fn differing(x: &[String], y: &[String], in_order: bool) -> String {
    let (a, b) = if in_order { (x, y) } else { (y, x) };
    match (a.join(" "), b.join(" ")) {
        (a, b) if a.is_empty() => format!("“{b}” is added"),
        (a, b) if b.is_empty() => format!("“{a}” is left out"),
        (a, b) => format!("“{a}” against “{b}”"),
    }
}

/// Quotations that share some words in a row stand together. Index of shingles, no pairs.
fn by_shared_words(claims: &[&Claim]) -> Vec<Vec<usize>> {
    if claims.len() < 2 {
        return vec![(0..claims.len()).collect()];
    }
    let mut part: Vec<usize> = (0..claims.len()).collect();
    let mut seen: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (i, c) in claims.iter().enumerate() {
        let words = content(c).unwrap_or_default();
        for shingle in words.windows(SHARED) {
            let mut h = rustc_hash::FxHasher::default();
            shingle.hash(&mut h);
            let with = seen.entry(h.finish()).or_default();
            if with.last() != Some(&i) && with.len() <= OFTEN {
                with.push(i);
            }
        }
    }
    let mut runs: Vec<Vec<usize>> = seen.into_values().filter(|w| (2..=OFTEN).contains(&w.len())).collect();
    runs.sort_unstable();
    for run in runs {
        for pair in run.windows(2) {
            let (a, b) = (root(&mut part, pair[0]), root(&mut part, pair[1]));
            part[a.max(b)] = a.min(b);
        }
    }
    let mut by: FxHashMap<usize, usize> = FxHashMap::default();
    let mut out: Vec<Vec<usize>> = Vec::new();
    for i in 0..claims.len() {
        let r = root(&mut part, i);
        let at = *by.entry(r).or_insert_with(|| {
            out.push(Vec::new());
            out.len() - 1
        });
        out[at].push(i);
    }
    out
}

fn root(part: &mut [usize], mut i: usize) -> usize {
    while part[i] != i {
        part[i] = part[part[i]];
        i = part[i];
    }
    i
}
