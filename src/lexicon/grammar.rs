//! `rules/lexicon/grammar.toml`.

use super::Term;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// Closed classes.
    pub words: ClosedClasses,
    /// Verbs whose past is not made with -ed.
    pub irregular: Vec<Irregular>,
    /// Everyday verbs.
    pub finite: Finite,
    /// Verbs that report, in groups.
    pub verb: Vec<Reporting>,
    /// Nouns that report, in groups.
    pub noun: Vec<Reporting>,
}

/// Words that hold sentences together; lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ClosedClasses {
    pub determiner: Vec<Term>,
    pub possessive: Vec<Term>,
    pub subject: Vec<Term>,
    pub object: Vec<Term>,
    pub preposition: Vec<Term>,
    pub auxiliary: Vec<Term>,
    pub be: Vec<Term>,
    pub negation: Vec<Term>,
    pub coordinator: Vec<Term>,
    pub subordinator: Vec<Term>,
    pub question: Vec<Term>,
    pub relative: Vec<Term>,
    pub adverb: Vec<Term>,
    pub not_adverb: Vec<Term>,
    pub time: Vec<Term>,
    pub number: Vec<Term>,
    pub adjunct: Vec<Term>,
    pub document: Vec<Term>,
    pub utterance: Vec<Term>,
    pub summary: Vec<Term>,
    pub postpositive: Vec<Term>,
    /// Words before a colon that say what a text is, not who speaks.
    pub label: Vec<Term>,
    /// Nouns for what is sent or asked for without saying anything: "a photo", "anonymity".
    pub wordless: Vec<Term>,
    /// Nouns for what calls for something without saying it: "the contract".
    pub binding: Vec<Term>,
    pub refusing: Vec<Term>,
    /// Adjectives that refuse: "was unable to say".
    pub unable: Vec<Term>,
    /// Adjectives that do not: "was quick to say".
    pub willing: Vec<Term>,
    /// "named" in "asked not to be named".
    pub unnamed: Vec<Term>,
    /// "email" in "said by email".
    pub means: Vec<Term>,
    /// Nouns for what says who is ahead: "a poll".
    pub poll: Vec<Term>,
    pub continuing: Vec<Term>,
    /// Singular nouns for those who shout together.
    pub crowd: Vec<Term>,
    /// Nouns that "to" describes: "aides to the senator".
    pub attached: Vec<Term>,
    pub voicing: Vec<Term>,
}

/// Irregular forms, each as `base past participle`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irregular {
    /// Two or three words each; without a third the participle is the past.
    pub forms: Vec<Term>,
}

/// Everyday verbs, as bases.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finite {
    /// Bases.
    pub verbs: Vec<Term>,
}

/// Words that report, with what follows them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporting {
    /// What is done by saying it: `said`, `denied`, `thought`, …
    pub force: Term,
    /// Letters for what may follow; the file explains them.
    #[serde(default)]
    pub frame: Term,
    /// Bases, with a particle where the verb has one ("point out").
    pub verbs: Vec<Term>,
    /// What may introduce the content of a frame with `P`.
    #[serde(default)]
    pub prepositions: Vec<Term>,
}

/// The forms of one verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    /// "say".
    pub base: String,
    /// "says".
    pub third: String,
    /// "said".
    pub past: String,
    /// "said", "written".
    pub participle: String,
    /// "saying".
    pub ing: String,
}

/// How verbs are inflected: the irregular ones from the list, the others by rule.
#[derive(Debug)]
pub struct Inflection<'g> {
    /// Past and participle by the base.
    irregular: FxHashMap<&'g str, (&'g str, &'g str)>,
}

impl Grammar {
    /// How the verbs of this file are inflected.
    pub fn inflection(&self) -> Inflection<'_> {
        let mut irregular = FxHashMap::default();
        for listed in self.irregular.iter().flat_map(|i| &i.forms) {
            let mut words = listed.split(' ');
            let base = words.next().unwrap_or_default();
            let past = words.next().unwrap_or(base);
            irregular.entry(base).or_insert((past, words.next().unwrap_or(past)));
        }
        Inflection { irregular }
    }
}

impl Inflection<'_> {
    /// The forms of a verb.
    pub fn forms(&self, base: &str) -> Forms {
        let (past, participle) = match self.irregular.get(base) {
            Some(&(past, participle)) => (past.to_owned(), participle.to_owned()),
            None => (with_ed(base), with_ed(base)),
        };
        Forms { base: base.to_owned(), third: with_s(base), past, participle, ing: with_ing(base) }
    }
}

fn vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn with_s(base: &str) -> String {
    match base {
        "have" => return "has".to_owned(),
        "go" | "do" => return [base, "es"].concat(),
        _ => {}
    }
    let b = base.as_bytes();
    match b {
        [.., v, b'y'] if !vowel(*v) => [&base[..base.len() - 1], "ies"].concat(),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => [base, "es"].concat(),
        _ => [base, "s"].concat(),
    }
}

/// Whether the last consonant is doubled before an ending: "quip", "beg", but not "reveal" or "answer".
fn doubles(base: &str) -> bool {
    let stressed_last =
        ["admit", "submit", "commit", "refer", "prefer", "occur", "concur", "rebut", "forget", "forbid", "begin"];
    match base.as_bytes() {
        [.., b'w' | b'x' | b'y'] => false,
        [b'q', b'u', _, _] => true,
        [rest @ .., v, c] if vowel(*v) && !vowel(*c) => {
            stressed_last.contains(&base) || !rest.iter().any(|&b| vowel(b) || b == b'y')
        }
        _ => false,
    }
}

fn with_ed(base: &str) -> String {
    match base.as_bytes() {
        [.., b'e'] => [base, "d"].concat(),
        [.., v, b'y'] if !vowel(*v) => [&base[..base.len() - 1], "ied"].concat(),
        _ if doubles(base) => [base, &base[base.len() - 1..], "ed"].concat(),
        _ => [base, "ed"].concat(),
    }
}

fn with_ing(base: &str) -> String {
    match base.as_bytes() {
        [.., b'i', b'e'] => [&base[..base.len() - 2], "ying"].concat(),
        [.., b'e', b'e'] => [base, "ing"].concat(),
        [.., b'e'] => [&base[..base.len() - 1], "ing"].concat(),
        _ if doubles(base) => [base, &base[base.len() - 1..], "ing"].concat(),
        _ => [base, "ing"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let g: Grammar = crate::lexicon::parse("grammar");
        let g = g.inflection();
        for (base, third, past, participle, ing) in [
            ("say", "says", "said", "said", "saying"),
            ("deny", "denies", "denied", "denied", "denying"),
            ("write", "writes", "wrote", "written", "writing"),
            ("quip", "quips", "quipped", "quipped", "quipping"),
            ("admit", "admits", "admitted", "admitted", "admitting"),
            ("reveal", "reveals", "revealed", "revealed", "revealing"),
            ("stress", "stresses", "stressed", "stressed", "stressing"),
            ("agree", "agrees", "agreed", "agreed", "agreeing"),
            ("answer", "answers", "answered", "answered", "answering"),
        ] {
            let f = g.forms(base);
            assert_eq!((&*f.third, &*f.past, &*f.participle, &*f.ing), (third, past, participle, ing));
        }
    }
}
