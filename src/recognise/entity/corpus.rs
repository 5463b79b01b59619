//! Runs the corpus beside this recogniser.

use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::recognise::{Context, Mention, Recogniser};
use crate::text::{Boundaries, Text, Vocabulary};
use crate::value::{Office, Value};

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
        let recogniser = super::new(&lexicon, &mut vocabulary);
        Self { vocabulary, boundaries, recogniser }
    }

    fn find(&self, text: &str) -> Vec<Mention> {
        let document = Document::plain("corpus", text);
        let text = Text::new(&document, &self.vocabulary, &self.boundaries);
        let context = Context::new(&text, &document.meta, &self.vocabulary);
        let mut out = Vec::new();
        self.recogniser.recognise(&context, &mut out);
        out
    }
}

fn office(o: &Office) -> String {
    let owner = match (&o.organisation, &o.country) {
        (Some(of), Some(country)) => format!(" of {of}, {country}"),
        (Some(of), None) | (None, Some(of)) => format!(" of {of}"),
        (None, None) => String::new(),
    };
    format!("{}{}{owner}", if o.former { "former " } else { "" }, o.name)
}

/// A value as the corpus writes it.
fn written(value: &Value) -> String {
    match value {
        Value::Person(p) => {
            let office = p.office.as_ref().map(|o| format!(" | {}", office(o))).unwrap_or_default();
            format!("person {}{office}", p.name)
        }
        Value::Office(o) => format!("office {}", office(o)),
        Value::Place(p) => {
            let kind = if p.capital {
                " capital"
            } else if p.demonym {
                " people"
            } else {
                ""
            };
            format!("place {}{kind}", p.name)
        }
        Value::Organisation(o) => format!("organisation {}", o.name),
        other => format!("{other:?}"),
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
}

/// A value, phrasings in which the words in square brackets give it, and phrasings that do not.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    value: String,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[test]
fn corpus() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).unwrap();
    let bench = Bench::new();
    let mut wrong = Vec::new();
    for case in &corpus.case {
        for phrasing in &case.from {
            let (before, rest) = phrasing.split_once('[').unwrap_or_else(|| panic!("no mark in {phrasing}"));
            let (marked, after) = rest.split_once(']').unwrap_or_else(|| panic!("no mark in {phrasing}"));
            let text = format!("{before}{marked}{after}");
            let found = bench.find(&text);
            let fits = |m: &Mention| {
                m.span.start as usize == before.len() && m.span.of(&text) == marked && written(&m.value) == case.value
            };
            if !found.iter().any(fits) {
                let all: Vec<String> =
                    found.iter().map(|m| format!("{:?} = {}", m.span.of(&text), written(&m.value))).collect();
                wrong.push(format!("{}\n  from {phrasing}\n  found {}", case.value, all.join("; ")));
            }
        }
        for text in &case.not {
            if let Some(m) = bench.find(text).iter().find(|m| written(&m.value).starts_with(&case.value)) {
                wrong.push(format!("{}\n  must not come from {text}\n  but from {:?}", case.value, m.span.of(text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn hostile_text_is_survived() {
    let bench = Bench::new();
    for text in [
        "",
        "'s",
        "’s’s’s",
        "-",
        "Mr",
        "Mr.",
        "The",
        "of of of",
        "President",
        "President of",
        "President of the",
        "former",
        "ex-",
        "A.B.C.",
        "“”",
        "(",
        "(SCO)",
        "X (",
        "al-",
        "van der",
        "Dr. Dr. Dr.",
        "\u{301}\u{301}",
        "ǅ ǅ",
        "İstanbul İİİ",
        "the the the, the",
        "minister minister minister,",
        ",,,,,,",
        "Mr Mr Mr Mr,",
    ] {
        for m in bench.find(text) {
            assert!(!m.span.of(text).is_empty(), "{text}");
        }
    }
}
