//! Runs the corpus of references beside this module.

use super::{ReferenceForm, References, Referent};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::recognise::{Context, Recognisers};
use crate::text::{Text, Vocabulary};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
}

/// An article, and whom its names, offices, pronouns and nouns mean, in order: `words = who`. Full
/// names are left out. What means nobody is not listed.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    means: Vec<String>,
}

fn who(references: &References, referent: &Referent) -> String {
    match referent {
        Referent::People(p) => {
            let names: Vec<&str> = p.iter().map(|&i| references.people()[i].name.as_str()).collect();
            names.join(" + ")
        }
        Referent::Place(p) => p.name.clone(),
        Referent::Organisation(o) => o.name.clone(),
    }
}

#[test]
fn corpus() {
    let corpus: Corpus = toml::from_str(include_str!("corpus.toml")).unwrap();
    let lexicon = Lexicon::bundled();
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("'s");
    let boundaries = lexicon.boundaries(&mut vocabulary);
    let recognisers = Recognisers::new(&lexicon, &mut vocabulary);
    let mut wrong = Vec::new();
    for case in &corpus.case {
        let document = Document::plain("corpus", case.text.as_str());
        let text = Text::new(&document, &vocabulary, &boundaries);
        let context = Context::new(&text, &document.meta, &vocabulary);
        let references = crate::recognise::run(&recognisers, &context, |_| ()).references;
        let found: Vec<String> = references
            .list()
            .iter()
            .map(|r| (r, r.span.of(&case.text), who(&references, &r.referent)))
            .filter(|(r, words, who)| r.form != ReferenceForm::Name || !words.ends_with(who.as_str()))
            .map(|(_, words, who)| format!("{words} = {who}"))
            .collect();
        if found != case.means {
            wrong.push(format!("{}\n  wanted {:?}\n  found  {found:?}", case.text, case.means));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
