//! `rules/lexicon/grammar.toml`.

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
    pub determiner: Vec<String>,
    pub possessive: Vec<String>,
    pub subject: Vec<String>,
    pub object: Vec<String>,
    pub preposition: Vec<String>,
    pub auxiliary: Vec<String>,
    pub be: Vec<String>,
    pub negation: Vec<String>,
    pub coordinator: Vec<String>,
    pub subordinator: Vec<String>,
    pub question: Vec<String>,
    pub relative: Vec<String>,
    pub adverb: Vec<String>,
    pub not_adverb: Vec<String>,
    pub time: Vec<String>,
    pub number: Vec<String>,
    pub adjunct: Vec<String>,
    pub document: Vec<String>,
    pub utterance: Vec<String>,
    pub summary: Vec<String>,
    pub postpositive: Vec<String>,
    /// Words before a colon that say what a text is, not who speaks.
    pub label: Vec<String>,
    /// Nouns for what is sent or asked for without saying anything: "a photo", "anonymity".
    pub wordless: Vec<String>,
    /// Nouns for what calls for something without saying it: "the contract".
    pub binding: Vec<String>,
    pub refusing: Vec<String>,
    /// Adjectives that refuse: "was unable to say".
    pub unable: Vec<String>,
    /// Adjectives that do not: "was quick to say".
    pub willing: Vec<String>,
    pub continuing: Vec<String>,
    /// Singular nouns for those who shout together.
    pub crowd: Vec<String>,
    /// Nouns that "to" describes: "aides to the senator".
    pub attached: Vec<String>,
    pub voicing: Vec<String>,
}

/// Irregular forms, each as `base past participle`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irregular {
    /// Two or three words each; without a third the participle is the past.
    pub forms: Vec<String>,
}

/// Everyday verbs, as bases.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finite {
    /// Bases.
    pub verbs: Vec<String>,
}

/// Words that report, with what follows them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporting {
    /// What is done by saying it: `said`, `denied`, `thought`, …
    pub force: String,
    /// Letters for what may follow; the file explains them.
    #[serde(default)]
    pub frame: String,
    /// Bases, with a particle where the verb has one ("point out").
    pub verbs: Vec<String>,
    /// What may introduce the content of a frame with `P`.
    #[serde(default)]
    pub prepositions: Vec<String>,
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

impl Grammar {
    /// The forms of a verb: the irregular ones from the list, the others by rule.
    pub fn forms(&self, base: &str) -> Forms {
        let listed = self.irregular.iter().flat_map(|i| &i.forms).find_map(|f| {
            let rest = f.strip_prefix(base).filter(|r| r.is_empty() || r.starts_with(' '))?;
            let mut words = rest.split(' ').skip(1);
            let past = words.next().unwrap_or(base).to_owned();
            Some((past.clone(), words.next().map_or(past, str::to_owned)))
        });
        let (past, participle) = listed.unwrap_or_else(|| {
            let past = with_ed(base);
            (past.clone(), past)
        });
        Forms { base: base.to_owned(), third: with_s(base), past, participle, ing: with_ing(base) }
    }
}

fn vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn with_s(base: &str) -> String {
    match base {
        "have" => return "has".to_owned(),
        "go" | "do" => return format!("{base}es"),
        _ => {}
    }
    let b = base.as_bytes();
    match b {
        [.., v, b'y'] if !vowel(*v) => format!("{}ies", &base[..base.len() - 1]),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{base}es"),
        _ => format!("{base}s"),
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
        [.., b'e'] => format!("{base}d"),
        [.., v, b'y'] if !vowel(*v) => format!("{}ied", &base[..base.len() - 1]),
        [.., c] if doubles(base) => format!("{base}{}ed", *c as char),
        _ => format!("{base}ed"),
    }
}

fn with_ing(base: &str) -> String {
    match base.as_bytes() {
        [.., b'i', b'e'] => format!("{}ying", &base[..base.len() - 2]),
        [.., b'e', b'e'] => format!("{base}ing"),
        [.., b'e'] => format!("{}ing", &base[..base.len() - 1]),
        [.., c] if doubles(base) => format!("{base}{}ing", *c as char),
        _ => format!("{base}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let g: Grammar = crate::lexicon::parse("grammar");
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
