//! Runs the corpus beside this recogniser.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::recognise::{Context, Recognisers, run};
use crate::text::{Boundaries, Text, Vocabulary};
use crate::value::{Quotation, QuotationKind, Value};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    text: String,
    gives: Vec<String>,
    /// `speech`: leave attributions of thought out.
    #[serde(default)]
    only: Vec<String>,
}

fn line(q: &Quotation, text: &str) -> String {
    let kind = match q.kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Title => "title",
    };
    let kind = if q.closed { kind.to_owned() } else { format!("{kind}, unclosed") };
    let speaker = q
        .speaker
        .as_ref()
        .map_or("-".to_owned(), |s| if s.name == s.text { s.text.clone() } else { format!("{} = {}", s.text, s.name) });
    let cue = q
        .cue
        .as_ref()
        .map_or("-".to_owned(), |c| format!("{}, {}{}", c.text, c.force, if c.negated { ", negated" } else { "" }));
    let parts: Vec<&str> = q.segments.iter().map(|s| s.of(text)).collect();
    format!("{kind} | {speaker} | {cue} | {}", parts.join(" ++ "))
}

struct Engine {
    vocabulary: Vocabulary,
    boundaries: Boundaries,
    recognisers: Recognisers,
}

fn engine() -> Engine {
    let lexicon = Lexicon::bundled();
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("'s");
    let boundaries = lexicon.boundaries(&mut vocabulary);
    let recognisers = Recognisers::new(&lexicon, &mut vocabulary);
    Engine { vocabulary, boundaries, recognisers }
}

fn quotations(engine: &Engine, text: &str) -> Vec<Quotation> {
    let document = Document::plain("corpus", text);
    let parsed = Text::new(&document, &engine.vocabulary, &engine.boundaries);
    let context = Context::new(&parsed, &document.meta, &engine.vocabulary);
    let found = run(&engine.recognisers, &context, |_| ()).quotations;
    found
        .into_iter()
        .filter_map(|m| match m.value {
            Value::Quotation(q) => Some(q),
            _ => None,
        })
        .collect()
}

#[test]
fn every_case_of_the_corpus_is_read() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).expect("the corpus parses");
    let engine = engine();
    let mut wrong = Vec::new();
    for case in &corpus.case {
        let speech = case.only.iter().any(|o| o == "speech");
        let found: Vec<String> = quotations(&engine, &case.text)
            .iter()
            .filter(|q| !speech || q.cue.as_ref().is_none_or(|c| c.force != "thought"))
            .map(|q| line(q, &case.text))
            .collect();
        if found != case.gives {
            wrong.push(format!("{}\n  wanted {:#?}\n  found  {:#?}", case.why, case.gives, found));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), corpus.case.len(), wrong.join("\n"));
}

#[test]
fn nothing_in_the_text_can_make_it_fail() {
    let engine = engine();
    for odd in [
        "“",
        "””””",
        "said",
        "said said said",
        "“said”",
        "he said “",
        "according to",
        ", said",
        "'' '' ''",
        ": “”",
        "who said",
        "to say",
        "’s said that",
        ":''a\"",
        ": “a”",
    ] {
        for n in [1, 2, 50] {
            quotations(&engine, &odd.repeat(n));
            quotations(&engine, &format!("{odd} ").repeat(n));
        }
    }
}
