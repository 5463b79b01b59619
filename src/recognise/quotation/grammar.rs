//! Word classes and verbs of saying, looked up by word.

use super::class::{self, Bits};
use crate::lexicon::{Forms, Grammar as Written, Inflection, Lexicon, Reporting, Term};
use crate::text::{Vocabulary, WordId, WordMap};
use rustc_hash::FxHashMap;

/// Which form of a verb a word is; one word may be several.
pub(super) mod form {
    pub(in super::super) const BASE: u8 = 1;
    pub(in super::super) const THIRD: u8 = 2;
    pub(in super::super) const PAST: u8 = 4;
    pub(in super::super) const PARTICIPLE: u8 = 8;
    pub(in super::super) const ING: u8 = 16;
}

/// What may follow a verb of saying; the letters of `grammar.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Frame(u16);

impl Frame {
    pub(super) const THAT: Self = Self(1);
    pub(super) const CLAUSE: Self = Self(2);
    pub(super) const QUESTION: Self = Self(4);
    pub(super) const MARKS: Self = Self(8);
    pub(super) const DETACHED: Self = Self(4096);
    pub(super) const INFINITIVE: Self = Self(16);
    pub(super) const OBJECT_INFINITIVE: Self = Self(32);
    pub(super) const NOUN: Self = Self(64);
    pub(super) const GERUND: Self = Self(128);
    pub(super) const HEARER: Self = Self(256);
    pub(super) const PREPOSITION: Self = Self(512);
    pub(super) const AS: Self = Self(1024);
    pub(super) const SPEECH: Self = Self(2048);
    /// Whatever phrase follows it begins a clause.
    pub(super) const ALWAYS: Self = Self(8192);
    /// A noun phrase and one of its prepositions.
    pub(super) const RELATED: Self = Self(16384);
    /// A noun phrase, after a verb of refusing.
    pub(super) const REFUSED: Self = Self(32768);

    fn parse(letters: &str) -> Self {
        letters.chars().fold(Self::default(), |f, c| {
            let bit = match c {
                'T' => Self::THAT,
                'C' => Self::CLAUSE,
                'W' => Self::QUESTION,
                'Q' => Self::MARKS,
                'K' => Self::DETACHED,
                'I' => Self::INFINITIVE,
                'O' => Self::OBJECT_INFINITIVE,
                'N' => Self::NOUN,
                'G' => Self::GERUND,
                'H' => Self::HEARER,
                'P' => Self::PREPOSITION,
                'A' => Self::AS,
                'S' => Self::SPEECH,
                'E' => Self::ALWAYS,
                'R' => Self::RELATED,
                'U' => Self::REFUSED,
                _ => Self::default(),
            };
            f.with(bit)
        })
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it allows `other`.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// One way in which a word reports.
#[derive(Debug, Clone)]
pub(super) struct Sense {
    /// The base form.
    pub(super) lemma: Term,
    /// What is done by saying it.
    pub(super) force: Term,
    /// What may follow.
    pub(super) frame: Frame,
    /// Which forms the word is.
    pub(super) form: u8,
    /// Words that must follow at once ("point *out*").
    pub(super) particle: Vec<WordId>,
    /// What introduces the content of a prepositional frame.
    pub(super) prepositions: Vec<WordId>,
}

/// The tables.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    classes: WordMap<Bits>,
    senses: FxHashMap<WordId, Vec<Sense>>,
    nouns: FxHashMap<WordId, Term>,
}

impl Grammar {
    /// Interns every word that the recogniser looks for.
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut this = Self { classes: WordMap::with_room(vocabulary), ..Self::default() };
        let written = &lexicon.grammar;
        for (words, bits) in closed(written) {
            for w in words {
                this.mark(vocabulary.intern(w), bits);
            }
        }
        for (words, bits) in SINGLE {
            for w in *words {
                this.mark(vocabulary.intern(w), *bits);
            }
        }
        let inflection = written.inflection();
        this.everyday(written, &inflection, vocabulary);
        for (bases, bits) in [
            (&written.words.refusing, class::REFUSING),
            (&written.words.continuing, class::CONTINUING),
            (&written.words.voicing, class::VOICING),
        ] {
            for base in bases {
                let f = inflection.forms(base);
                for w in [&f.base, &f.third, &f.past, &f.participle, &f.ing] {
                    this.mark(vocabulary.intern(w), bits);
                }
            }
        }
        for group in &written.verb {
            let prepositions: Vec<WordId> = group.prepositions.iter().map(|p| vocabulary.intern(p)).collect();
            let frame = Frame::parse(&group.frame);
            for verb in &group.verbs {
                this.verb(&inflection, group, frame, &prepositions, verb, vocabulary);
            }
        }
        this.listed(lexicon, vocabulary);
        for group in &written.noun {
            for noun in &group.verbs {
                for form in [noun.as_str(), &[noun, "s"].concat()] {
                    let id = vocabulary.intern(form);
                    this.mark(id, class::NOUN);
                    this.nouns.insert(id, group.force.clone());
                }
            }
        }
        this
    }

    /// Verbs that only `saying.toml` has, and its forces for the others.
    fn listed(&mut self, lexicon: &Lexicon, vocabulary: &mut Vocabulary) {
        for verb in &lexicon.saying.verb {
            let frame = match (verb.quote_only, verb.that, verb.weak) {
                (true, ..) => "KS",
                (_, true, false) => "TCWQS",
                (_, true, true) => "TQS",
                _ => "KS",
            };
            for (i, words) in verb.forms.iter().enumerate() {
                let word = words.split(' ').next().unwrap_or_default();
                let mut words = words.parts();
                let id = words.next().map_or(WordId::UNKNOWN, |w| vocabulary.intern(&w));
                let particle: Vec<WordId> = words.map(|w| vocabulary.intern(&w)).collect();
                // Most words have one sense alone.
                let senses = self.senses.entry(id).or_insert_with(|| Vec::with_capacity(1));
                if let Some(known) = senses.iter_mut().find(|s| *s.lemma == *verb.lemma) {
                    if *known.force != *"thought" {
                        known.force = verb.force.clone();
                    }
                    continue;
                }
                let form = match i {
                    0 => form::BASE,
                    1 => form::THIRD,
                    _ if word.ends_with("ing") => form::ING,
                    _ => form::PAST | form::PARTICIPLE,
                };
                senses.push(Sense {
                    lemma: verb.lemma.clone(),
                    force: verb.force.clone(),
                    frame: Frame::parse(frame),
                    form,
                    particle,
                    prepositions: Vec::new(),
                });
                senses.sort_by_key(|s| std::cmp::Reverse(s.particle.len()));
                self.mark(id, class::REPORTS | class::SPEECH | tense(form));
            }
        }
    }

    fn mark(&mut self, id: WordId, bits: Bits) {
        *self.classes.get_mut(id) |= bits;
    }

    fn everyday(&mut self, written: &Written, inflection: &Inflection<'_>, vocabulary: &mut Vocabulary) {
        let irregular = written.irregular.iter().flat_map(|i| &i.forms).filter_map(|f| f.split(' ').next());
        for base in written.finite.verbs.iter().map(Term::as_str).chain(irregular) {
            self.forms(&inflection.forms(base), vocabulary);
        }
    }

    fn forms(&mut self, f: &Forms, vocabulary: &mut Vocabulary) {
        self.mark(vocabulary.intern(&f.base), class::PRESENT | class::INFINITIVE);
        self.mark(vocabulary.intern(&f.third), class::PRESENT);
        self.mark(vocabulary.intern(&f.ing), class::ING);
        let strong = !f.past.ends_with("ed") && f.past != f.base;
        let past = vocabulary.intern(&f.past);
        self.mark(past, class::PAST | if strong { class::STRONG_PAST } else { 0 });
        if f.participle != f.past {
            self.mark(past, class::FINITE_PAST);
            self.mark(vocabulary.intern(&f.participle), class::PARTICIPLE);
        }
    }

    fn verb(
        &mut self,
        inflection: &Inflection<'_>,
        group: &Reporting,
        frame: Frame,
        prepositions: &[WordId],
        verb: &Term,
        vocabulary: &mut Vocabulary,
    ) {
        let mut words = verb.split(' ');
        let base = words.next().unwrap_or_default();
        let particle: Vec<WordId> = words.map(|w| vocabulary.intern(w)).collect();
        let f = inflection.forms(base);
        self.forms(&f, vocabulary);
        let speech = if frame.has(Frame::SPEECH) { class::SPEECH } else { 0 };
        for (word, bit) in [
            (&f.base, form::BASE),
            (&f.third, form::THIRD),
            (&f.past, form::PAST),
            (&f.participle, form::PARTICIPLE),
            (&f.ing, form::ING),
        ] {
            let id = vocabulary.intern(word);
            self.mark(id, class::REPORTS | speech);
            // Most words have one sense alone.
            let senses = self.senses.entry(id).or_insert_with(|| Vec::with_capacity(1));
            if let Some(s) = senses.iter_mut().find(|s| s.lemma == *verb) {
                s.form |= bit;
                s.frame = s.frame.with(frame);
                let fresh: Vec<WordId> = prepositions.iter().filter(|p| !s.prepositions.contains(p)).copied().collect();
                s.prepositions.extend(fresh);
                continue;
            }
            senses.push(Sense {
                lemma: verb.clone(),
                force: group.force.clone(),
                frame,
                form: bit,
                particle: particle.clone(),
                prepositions: prepositions.to_vec(),
            });
            // The longest particle is tried first.
            senses.sort_by_key(|s| std::cmp::Reverse(s.particle.len()));
        }
    }

    /// The classes of a listed word.
    pub(super) fn bits(&self, word: WordId) -> Bits {
        self.classes.get(word)
    }

    /// The senses of a word that reports.
    pub(super) fn senses(&self, word: WordId) -> &[Sense] {
        self.senses.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The force of a noun of saying.
    pub(super) fn noun(&self, word: WordId) -> Option<&str> {
        self.nouns.get(&word).map(|f| &**f)
    }
}

/// The everyday class of a verb's form.
fn tense(form: u8) -> Bits {
    match form {
        form::BASE => class::PRESENT | class::INFINITIVE,
        form::THIRD => class::PRESENT,
        form::ING => class::ING,
        _ => class::PAST,
    }
}

/// Single words and marks with a class of their own.
const SINGLE: &[(&[&str], Bits)] = &[
    (&["words", "telling", "account", "view", "opinion", "eyes", "estimation", "those"], 0),
    (&["that"], class::THAT),
    (&["to"], class::TO),
    (&["as"], class::AS),
    (&["by"], class::BY),
    (&["according"], class::ACCORDING),
    (&["have", "has", "had", "having"], class::HAVE),
    (&[","], class::COMMA),
    (&[":"], class::COLON),
    (&[";"], class::SEMICOLON),
    (&[".", "!", "?", "…"], class::STOP),
    (&["–", "—", "―"], class::DASH),
    (&["-"], class::HYPHEN),
    (&["(", "["], class::OPEN_BRACKET),
    (&[")", "]"], class::CLOSE_BRACKET),
];

fn closed(written: &Written) -> [(&[Term], Bits); 31] {
    let w = &written.words;
    [
        (&w.determiner, class::DETERMINER),
        (&w.possessive, class::POSSESSIVE),
        (&w.subject, class::SUBJECT),
        (&w.object, class::OBJECT),
        (&w.preposition, class::PREPOSITION),
        (&w.auxiliary, class::AUXILIARY),
        (&w.be, class::BE),
        (&w.negation, class::NEGATION),
        (&w.coordinator, class::COORDINATOR),
        (&w.subordinator, class::SUBORDINATOR),
        (&w.question, class::QUESTION),
        (&w.relative, class::RELATIVE),
        (&w.adverb, class::ADVERB),
        (&w.time, class::TIME),
        (&w.not_adverb, class::PLAIN),
        (&w.number, class::NUMBER),
        (&w.adjunct, class::ADJUNCT),
        (&w.document, class::DOCUMENT),
        (&w.utterance, class::UTTERANCE),
        (&w.summary, class::SUMMARY),
        (&w.postpositive, class::POSTPOSITIVE),
        (&w.label, class::LABEL),
        (&w.wordless, class::WORDLESS),
        (&w.binding, class::BINDING),
        (&w.attached, class::ATTACHED),
        (&w.crowd, class::CROWD),
        (&w.unable, class::UNABLE),
        (&w.willing, class::WILLING),
        (&w.unnamed, class::UNNAMED),
        (&w.means, class::MEANS),
        (&w.poll, class::POLL),
    ]
}
