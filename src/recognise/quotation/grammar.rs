//! Word classes and verbs of saying, looked up by word.

use crate::lexicon::{Forms, Grammar as Written, Inflection, Lexicon, Reporting, Term};
use crate::text::{Vocabulary, WordId};
use rustc_hash::FxHashMap;

/// A set of word classes.
pub(super) type Bits = u64;

/// The word classes; a word may be in several.
pub(super) mod class {
    use super::Bits;
    pub(in super::super) const DETERMINER: Bits = 1;
    pub(in super::super) const POSSESSIVE: Bits = 1 << 1;
    pub(in super::super) const SUBJECT: Bits = 1 << 2;
    pub(in super::super) const OBJECT: Bits = 1 << 3;
    pub(in super::super) const PREPOSITION: Bits = 1 << 4;
    pub(in super::super) const AUXILIARY: Bits = 1 << 5;
    pub(in super::super) const BE: Bits = 1 << 6;
    pub(in super::super) const NEGATION: Bits = 1 << 7;
    pub(in super::super) const COORDINATOR: Bits = 1 << 8;
    pub(in super::super) const SUBORDINATOR: Bits = 1 << 9;
    pub(in super::super) const QUESTION: Bits = 1 << 10;
    pub(in super::super) const RELATIVE: Bits = 1 << 11;
    pub(in super::super) const ADVERB: Bits = 1 << 12;
    pub(in super::super) const TIME: Bits = 1 << 13;
    pub(in super::super) const NUMBER: Bits = 1 << 14;
    pub(in super::super) const ADJUNCT: Bits = 1 << 15;
    pub(in super::super) const DOCUMENT: Bits = 1 << 16;
    pub(in super::super) const REFUSING: Bits = 1 << 17;
    pub(in super::super) const CONTINUING: Bits = 1 << 18;
    pub(in super::super) const THAT: Bits = 1 << 19;
    pub(in super::super) const TO: Bits = 1 << 20;
    /// Has senses of saying or thinking.
    pub(in super::super) const REPORTS: Bits = 1 << 21;
    /// A noun of saying.
    pub(in super::super) const NOUN: Bits = 1 << 22;
    /// The base or third person of an everyday verb: may be a noun.
    pub(in super::super) const PRESENT: Bits = 1 << 23;
    /// The past of an everyday verb, or a word in -ed.
    pub(in super::super) const PAST: Bits = 1 << 24;
    /// A word in -ing.
    pub(in super::super) const ING: Bits = 1 << 25;
    pub(in super::super) const COMMA: Bits = 1 << 26;
    pub(in super::super) const COLON: Bits = 1 << 27;
    pub(in super::super) const SEMICOLON: Bits = 1 << 28;
    pub(in super::super) const STOP: Bits = 1 << 29;
    pub(in super::super) const DASH: Bits = 1 << 30;
    pub(in super::super) const HYPHEN: Bits = 1 << 31;
    pub(in super::super) const OPEN_BRACKET: Bits = 1 << 32;
    pub(in super::super) const CLOSE_BRACKET: Bits = 1 << 33;
    pub(in super::super) const MARK: Bits = 1 << 34;
    pub(in super::super) const QUOTE: Bits = 1 << 35;
    /// Written with a capital where the sentence does not ask for one.
    pub(in super::super) const PROPER: Bits = 1 << 36;
    pub(in super::super) const POSSESSIVE_S: Bits = 1 << 37;
    pub(in super::super) const DIGITS: Bits = 1 << 38;
    pub(in super::super) const ACCORDING: Bits = 1 << 39;
    pub(in super::super) const INFINITIVE: Bits = 1 << 40;
    pub(in super::super) const AS: Bits = 1 << 41;
    pub(in super::super) const BY: Bits = 1 << 42;
    pub(in super::super) const HAVE: Bits = 1 << 43;
    /// Has a sense of speech, not of thought alone.
    pub(in super::super) const SPEECH: Bits = 1 << 44;
    /// A past participle that is not a past as well ("written").
    pub(in super::super) const PARTICIPLE: Bits = 1 << 45;
    /// "expressed", "voiced": its subject is the speaker of the noun after it.
    pub(in super::super) const VOICING: Bits = 1 << 48;
    /// A past that is no participle as well ("came", "went").
    pub(in super::super) const FINITE_PAST: Bits = 1 << 50;
    /// "a figure that", "a move that": sums up the clause before it.
    pub(in super::super) const SUMMARY: Bits = 1 << 51;
    /// An adjective behind its noun: "people familiar with".
    pub(in super::super) const POSTPOSITIVE: Bits = 1 << 52;
    /// What somebody says or writes, as a speaker in their place: "his letter".
    pub(in super::super) const UTTERANCE: Bits = 1 << 53;
    /// "Analysis:", "Exclusive:": what a text is, not who speaks.
    pub(in super::super) const LABEL: Bits = 1 << 54;
    /// "a photo", "anonymity": what is sent or asked for, but says nothing.
    pub(in super::super) const WORDLESS: Bits = 1 << 55;
    /// "the contract calls for": what binds people and says nothing.
    pub(in super::super) const BINDING: Bits = 1 << 56;
    /// "aides to the senator".
    pub(in super::super) const ATTACHED: Bits = 1 << 59;
    /// "the crowd": those who shout together.
    pub(in super::super) const CROWD: Bits = 1 << 60;
    /// "was unable to say".
    pub(in super::super) const UNABLE: Bits = 1 << 57;
    /// "was quick to say".
    pub(in super::super) const WILLING: Bits = 1 << 58;
    /// Listed, so that its ending says nothing.
    pub(in super::super) const PLAIN: Bits = 1 << 49;
    /// Opens its sentence, so that its capital says nothing.
    pub(in super::super) const INITIAL: Bits = 1 << 47;
    /// The past of an irregular verb, which can be nothing else ("went").
    pub(in super::super) const STRONG_PAST: Bits = 1 << 46;
}

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
    classes: Vec<Bits>,
    senses: FxHashMap<WordId, Vec<Sense>>,
    nouns: FxHashMap<WordId, Term>,
}

impl Grammar {
    /// Interns every word that the recogniser looks for.
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut this = Self { classes: vec![0; vocabulary.len()], ..Self::default() };
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
                let senses = self.senses.entry(id).or_default();
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
        let i = id.0 as usize;
        if self.classes.len() <= i {
            self.classes.resize(i + i / 4 + 1, 0);
        }
        if let Some(c) = self.classes.get_mut(i) {
            *c |= bits;
        }
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
            let senses = self.senses.entry(id).or_default();
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
        self.classes.get(word.0 as usize).copied().unwrap_or(0)
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

fn closed(written: &Written) -> [(&[Term], Bits); 28] {
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
    ]
}
