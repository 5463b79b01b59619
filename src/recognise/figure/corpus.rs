//! Runs the corpus beside this recogniser.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::recognise::{self, Context, Mention, Recogniser, Recognisers};
use crate::text::{Boundaries, Text, Vocabulary};
use crate::value::{Hedge, Kind, Number, PercentUnit, Value};
use std::collections::BTreeMap;

struct Bench {
    vocabulary: Vocabulary,
    boundaries: Boundaries,
    recogniser: Box<dyn Recogniser>,
}

impl Bench {
    fn new() -> Self {
        let lexicon = Lexicon::bundled();
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("'s");
        let boundaries = lexicon.boundaries(&mut vocabulary);
        let recogniser = super::recogniser(&lexicon, &mut vocabulary);
        Self { vocabulary, boundaries, recogniser }
    }

    /// Does `work` with the text taken apart.
    fn with<T>(&self, text: &str, work: impl FnOnce(&Context<'_>) -> T) -> T {
        let document = Document::plain("corpus", text);
        let text = Text::new(&document, &self.vocabulary, &self.boundaries);
        work(&Context::new(&text, &document.meta, &self.vocabulary))
    }

    fn find(&self, text: &str) -> Vec<Mention> {
        self.with(text, |context| {
            let mut out = Vec::new();
            self.recogniser.recognise(context, &mut out);
            out
        })
    }
}

fn number(n: &Number) -> String {
    let sign = match n.hedge {
        None => "",
        Some(Hedge::About) => "~",
        Some(Hedge::Under) => "<",
        Some(Hedge::Over) => ">",
        Some(Hedge::AtMost) => "<=",
        Some(Hedge::AtLeast) => ">=",
    };
    match (n.number, n.low, n.high) {
        (Some(n), _, _) => format!("{sign}{n}"),
        (None, Some(a), Some(b)) => format!("{sign}{a}..{b}"),
        (None, a, b) => format!("{sign}{a:?}..{b:?}"),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Number(n) => number(n),
        Value::Ordinal(o) => o.number.to_string(),
        Value::Percent(p) => {
            let unit = match p.unit {
                PercentUnit::Percent => "percent",
                PercentUnit::PercentagePoint => "percentage-point",
                PercentUnit::BasisPoint => "basis-point",
            };
            format!("{} {unit}", number(&p.number))
        }
        Value::Money(m) => {
            let per = m.per.as_ref().map(|p| format!(" per {p}")).unwrap_or_default();
            format!("{} {}{per}", number(&m.number), m.currency.as_ref().unwrap_or(&m.currency_text))
        }
        Value::Quantity(q) => format!("{} {}", number(&q.number), q.unit),
        other => format!("{other:?}"),
    }
}

#[test]
fn corpus() {
    let file: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(include_str!("corpus.toml")).unwrap();
    let bench = Bench::new();
    let mut wrong = Vec::new();
    for (kind, values) in &file {
        for (want, phrasings) in values {
            for marked in phrasings {
                let bracketed = marked.contains('[') && kind != "silent";
                let text = if bracketed { marked.replace(['[', ']'], "") } else { marked.clone() };
                let words = marked
                    .split_once('[')
                    .filter(|_| bracketed)
                    .map_or(text.as_str(), |(_, rest)| rest.split_once(']').map_or(rest, |(words, _)| words));
                let found: Vec<_> = bench
                    .find(&text)
                    .iter()
                    .map(|m| format!("{} {} `{}`", m.value.kind().name(), written(&m.value), m.span.of(&text)))
                    .collect();
                let expected = if kind == "silent" { Vec::new() } else { vec![format!("{kind} {want} `{words}`")] };
                if found != expected {
                    wrong.push(format!("{marked}: want {expected:?}, found {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// A figure of the news corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Figure {
    start: usize,
    words: String,
    kind: String,
    bound: String,
    number: String,
    unit: String,
}

impl Figure {
    /// `value` is in the notation of the corpus: "~15 percent".
    fn new(start: usize, words: &str, kind: &str, value: &str) -> Self {
        let (amount, unit) = value.split_once(' ').unwrap_or((value, ""));
        let number = amount.trim_start_matches(['~', '<', '>', '=']);
        let bound = amount.strip_suffix(number).unwrap_or_default();
        let [words, kind, bound, number, unit] = [words, kind, bound, number, unit].map(str::to_owned);
        Self { start, words, kind, bound, number, unit }
    }
}

/// A sentence without its marks, and the figures that they mark.
fn unmarked(line: &str) -> (String, Vec<Figure>) {
    let mut parts = line.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut figures = Vec::new();
    for part in parts {
        let (marked, rest) = part.split_once('}').unwrap_or_else(|| panic!("no closing brace: {line}"));
        let (words, gold) = marked.split_once('|').unwrap_or_else(|| panic!("no value: {line}"));
        let (kind, value) = gold.split_once(' ').unwrap_or_else(|| panic!("no kind: {line}"));
        figures.push(Figure::new(text.len(), words, kind, value));
        text.push_str(words);
        text.push_str(rest);
    }
    (text, figures)
}

/// Every sentence of news gives its figures and no others; what fails is counted by value, unit, bound and extent.
#[test]
fn news() {
    compare(&[include_str!("news.txt"), include_str!("bounds.txt")], 0);
}

/// Sentences from every desk, marked before the first run.
#[test]
fn press() {
    // What stands "under five feet of mud" is read as less than five feet.
    compare(&[include_str!("press.txt")], 1);
}

fn compare(files: &[&str], known: usize) {
    let bench = Bench::new();
    let (mut wrong, mut gold, mut found) = (Vec::new(), 0, 0);
    let mut right = [0; 4];
    for line in files.iter().copied().flat_map(str::lines).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (text, want) = unmarked(line);
        let have: Vec<Figure> = bench
            .find(&text)
            .iter()
            .map(|m| {
                let start = m.span.start as usize;
                Figure::new(start, m.span.of(&text), m.value.kind().name(), &written(&m.value))
            })
            .collect();
        for w in &want {
            let end = w.start + w.words.len();
            let Some(h) = have.iter().find(|h| h.start < end && w.start < h.start + h.words.len()) else { continue };
            let same = [h.number == w.number, h.unit == w.unit, h.bound == w.bound, h.words == w.words];
            let value = same[0];
            for (count, same) in right.iter_mut().zip(same) {
                *count += usize::from(value && same);
            }
        }
        gold += want.len();
        found += have.len();
        if want != have {
            let miss = |a: &[Figure], b: &[Figure]| {
                let short = |f: &Figure| format!("`{}` {} {}{} {}", f.words, f.kind, f.bound, f.number, f.unit);
                a.iter().filter(|f| !b.contains(f)).map(short).collect::<Vec<_>>().join("; ")
            };
            wrong.push(format!("{text}\n    want {}\n    have {}", miss(&want, &have), miss(&have, &want)));
        }
    }
    let score = right.map(|n| 200.0 * n as f64 / (gold + found) as f64);
    assert!(
        wrong.len() <= known,
        "{gold} figures, {found} found; F1 of value, with unit, with bound, with extent: {score:.1?}\n{}",
        wrong.join("\n")
    );
}

/// Lines that no newsroom writes: time must stay linear in their length, and nothing may panic.
#[test]
fn hostile_lines() {
    let bench = Bench::new();
    for part in [
        "7",
        ",",
        "1,",
        "1,1",
        "1.",
        "one and ",
        "$",
        "May ",
        "1-",
        "1/1",
        "a hundred ",
        "“",
        "half of ",
        "5 to ",
        "€5 a ",
        "½",
        "-",
        "3 ft ",
    ] {
        let line = part.repeat(100_000 / part.len());
        let found = bench.find(&line);
        assert!(found.len() <= line.len());
    }
}

#[test]
fn spans_are_exact_inside_words() {
    let bench = Bench::new();
    for (text, words) in [("It cost EUR20m, they said.", "EUR20m"), ("It made $10K.", "$10K"), ("It is 5 ft.", "5 ft")]
    {
        let found = bench.find(text);
        let [m] = &found[..] else { panic!("{text}: {found:?}") };
        assert_eq!(m.span.of(text), words);
    }
}

#[test]
fn what_explains_a_figure() {
    let bench = Bench::new();
    for (text, want) in [
        ("at least 40 ships", "`at least` sets a lower bound"),
        ("40 or so", "`or so` makes it approximate"),
        ("300 dollars", "`dollars` names no country, could be USD, AUD"),
        ("$5", "`$` without a country is USD, could also be AUD"),
        ("5 euros", ""),
        ("seven ships", ""),
    ] {
        let found = bench.find(text);
        let [m] = &found[..] else { panic!("{text}: {found:?}") };
        let clauses = bench.with(text, |context| bench.recogniser.explain(context, m)).join("; ");
        assert!(clauses.starts_with(want) && clauses.is_empty() == want.is_empty(), "{text}: {clauses}");
    }
}

#[test]
fn what_a_figure_gives_way_to_is_told() {
    let lexicon = Lexicon::bundled();
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("'s");
    let boundaries = lexicon.boundaries(&mut vocabulary);
    let recognisers = Recognisers::new(&lexicon, &mut vocabulary);
    let document = Document::plain("corpus", "On 3/4 of the land corn grows.");
    let text = Text::new(&document, &vocabulary, &boundaries);
    let context = Context::new(&text, &document.meta, &vocabulary);
    let values = recognise::run(&recognisers, &context, |_| ());
    let [share] = &values.mentions[..] else { panic!("{:?}", values.mentions) };
    assert_eq!(written(&share.value), "0.75");
    let told = recognise::explain(&recognisers, &context, &[share]);
    assert!(told[0].dropped.iter().any(|m| m.value.kind() == Kind::Date), "{told:?}");
}
