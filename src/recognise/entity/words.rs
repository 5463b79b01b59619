//! Classes of words by which the parts of a name are told apart.

use crate::lexicon::{Lexicon, Organisations, Term};
use crate::text::{Vocabulary, Word, WordId, WordMap};

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u32);

macro_rules! classes {
    ($($bit:literal $name:ident $doc:literal,)*) => {
        impl Class {
            $(#[doc = $doc] pub(super) const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    0 PARTICLE "\"van\", \"al\".",
    1 GENERATION "\"Jr.\"",
    2 PLACE_PREPOSITION "\"in\".",
    3 TOWARD "\"to\", \"from\".",
    4 TRAVEL "\"visit\".",
    5 PLACE_HEAD "\"village\" of X.",
    6 PLACE_SUFFIX "X \"Province\".",
    7 COMPANY "X \"Corp\".",
    8 BODY "X \"Ministry\".",
    9 BODY_HEAD "\"University\" of X.",
    10 THING "X \"Treaty\".",
    11 FORMER "\"former\".",
    12 RANK "\"deputy\".",
    13 EPITHET "\"new\".",
    14 PORTFOLIO "\"trade\" minister.",
    15 CALENDAR "\"Monday\".",
    16 SAYING "\"said\".",
    17 COMMON "A common word of the language.",
    18 MALE "A given name of men, or a title of men.",
    19 FEMALE "A given name of women, or a title of women.",
    20 GIVEN "A given name.",
    22 AUXILIARY "\"is\", \"will\", \"who\": a person may stand before it.",
    23 POSSESSIVE "\"his\", \"its\".",
    24 NEVER "A word that is no part of a name: pronouns, articles, conjunctions.",
    25 SURNAME "A common surname.",
    26 FAMILY_FIRST "A surname that stands before the given name.",
    27 INDUSTRY "Brightwater \"Steel\".",
    28 THING_BEFORE "\"exercise\" X.",
    29 PLACE_PREFIX "\"Port\" Ansel.",
    30 COUNTRY_NOUN "Qasmara's \"parliament\".",
    31 NO_BEARER "\"month\".",
    21 LEGAL "X \"Ltd\".",
}

impl Class {
    /// Whether the two have a class in common.
    pub(super) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Words that make a clause of what stands before them.
const AUXILIARY: &[&str] = &[
    "is", "was", "has", "had", "will", "would", "who", "whose", "can", "could", "may", "might", "must", "should",
    "does", "did", "also", "became", "becomes", "won", "wrote", "went", "came", "took", "made", "gave", "met", "whom",
    "died", "resigned", "insisted", "arrived", "visited", "plans", "hopes", "wants", "served", "scored", "led",
    "faces",
];
const POSSESSIVE: &[&str] = &["his", "her", "its", "their", "our", "my", "your"];
const NEVER: &[&str] = &[
    "the",
    "a",
    "an",
    "and",
    "or",
    "but",
    "nor",
    "if",
    "when",
    "while",
    "as",
    "because",
    "although",
    "though",
    "since",
    "he",
    "she",
    "it",
    "they",
    "we",
    "you",
    "i",
    "him",
    "them",
    "us",
    "me",
    "this",
    "that",
    "these",
    "those",
    "there",
    "here",
    "what",
    "which",
    "who",
    "whom",
    "whose",
    "why",
    "how",
    "where",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "your",
    "not",
    "no",
    "yes",
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "to",
    "with",
    "without",
    "about",
    "after",
    "before",
    "under",
    "over",
    "between",
    "during",
    "until",
    "despite",
    "following",
    "amid",
    "among",
    "against",
    "also",
    "both",
    "all",
    "some",
    "many",
    "most",
    "each",
    "every",
    "any",
    "other",
    "another",
    "such",
    "only",
    "even",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "should",
    "did",
    "does",
    "do",
    "then",
    "now",
    "later",
    "earlier",
    "meanwhile",
    "however",
    "so",
    "yet",
    "still",
    "just",
    "than",
    "more",
    "less",
    "last",
    "next",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "according",
    "asked",
    "speaking",
    "separately",
    "today",
    "yesterday",
    "tomorrow",
    "thus",
    "instead",
    "moreover",
    "o'clock",
    "let",
    "let's",
    "it's",
    "that's",
    "there's",
    "he's",
    "she's",
    "i'm",
    "we're",
    "they're",
    "i've",
    "we've",
    "don't",
    "didn't",
    "isn't",
    "wasn't",
    "can't",
    "won't",
    "dear",
    "per",
    "via",
    "reuters",
    "copyright",
    "photo",
];

/// Word classes by word id.
pub(super) struct Words {
    classes: WordMap<u32>,
    /// "the".
    pub(super) the: WordId,
    /// "of".
    pub(super) of: WordId,
    /// "for".
    pub(super) r#for: WordId,
    /// "to".
    pub(super) to: WordId,
    /// "and".
    pub(super) and: WordId,
    /// "a", "an".
    pub(super) articles: [WordId; 2],
    /// "then".
    pub(super) then: WordId,
}

impl Words {
    /// Interns the words of every class.
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut words = Self {
            classes: WordMap::with_room(vocabulary),
            the: vocabulary.intern("the"),
            of: vocabulary.intern("of"),
            r#for: vocabulary.intern("for"),
            to: vocabulary.intern("to"),
            and: vocabulary.intern("and"),
            articles: [vocabulary.intern("a"), vocabulary.intern("an")],
            then: vocabulary.intern("then"),
        };
        let s = &lexicon.shapes;
        let lists: [(Class, &[Term]); 20] = [
            (Class::INDUSTRY, &s.industry),
            (Class::THING_BEFORE, &s.thing_before),
            (Class::PLACE_PREFIX, &s.place_prefix),
            (Class::COUNTRY_NOUN, &s.country_noun),
            (Class::PARTICLE, &s.particle),
            (Class::GENERATION, &s.generation),
            (Class::PLACE_PREPOSITION, &s.place_preposition),
            (Class::TOWARD, &s.toward),
            (Class::TRAVEL, &s.travel),
            (Class::PLACE_HEAD, &s.place_head),
            (Class::PLACE_SUFFIX, &s.place_suffix),
            (Class::COMPANY, &s.company),
            (Class::BODY, &s.body),
            (Class::BODY_HEAD, &s.body_head),
            (Class::THING, &s.thing),
            (Class::FORMER, &s.former),
            (Class::RANK, &s.rank),
            (Class::EPITHET, &s.epithet),
            (Class::PORTFOLIO, &s.portfolio),
            (Class::NO_BEARER, &s.no_bearer),
        ];
        for (class, list) in lists {
            words.mark(class, list, vocabulary);
        }
        words.mark(Class::CALENDAR, lexicon.time.months().chain(lexicon.time.weekdays()), vocabulary);
        for (class, list) in [(Class::AUXILIARY, AUXILIARY), (Class::POSSESSIVE, POSSESSIVE), (Class::NEVER, NEVER)] {
            words.mark(class, list, vocabulary);
        }
        let org = &lexicon.organisations;
        words.mark(Class::COMPANY.or(Class::LEGAL), Organisations::single_words(&org.legal), vocabulary);
        words.mark(
            Class::COMPANY,
            Organisations::single_words(&org.suffix).filter(|w| !s.no_suffix.iter().any(|n| n == w)),
            vocabulary,
        );
        let o = &lexicon.offices;
        words.mark(Class::PORTFOLIO, o.fields(), vocabulary);
        words.mark(Class::FORMER, o.status(|f| f.former), vocabulary);
        words.mark(
            Class::RANK,
            o.status(|f| matches!(f.status.as_str(), "acting" | "deputy" | "honorary")),
            vocabulary,
        );
        let said =
            |f: &crate::lexicon::Former| matches!(f.status.as_str(), "outgoing" | "incoming" | "current" | "disputed");
        words.mark(Class::EPITHET, o.status(said), vocabulary);
        let n = &lexicon.names;
        words.mark(Class::PARTICLE, n.small_particles(), vocabulary);
        words.mark(Class::COMMON, n.not_name.iter().chain(&n.ambiguous), vocabulary);
        words.mark(Class::GIVEN.or(Class::MALE), &n.given.m, vocabulary);
        words.mark(Class::GIVEN.or(Class::FEMALE), &n.given.f, vocabulary);
        words.mark(Class::GIVEN, &n.given.x, vocabulary);
        let families = n.family_first.iter().flat_map(|f| &f.surnames);
        words.mark(Class::SURNAME.or(Class::FAMILY_FIRST), families, vocabulary);
        words.mark(Class::SAYING, lexicon.saying.forms(), vocabulary);
        words.mark(Class::COMMON, &lexicon.words.common, vocabulary);
        words
    }

    /// Adds a class to words.
    pub(super) fn mark<'l, W: Word + ?Sized + 'l>(
        &mut self,
        class: Class,
        list: impl IntoIterator<Item = &'l W>,
        vocabulary: &mut Vocabulary,
    ) {
        for w in list {
            *self.classes.get_mut(vocabulary.intern(w)) |= class.0;
        }
    }

    /// The classes of a word.
    pub(super) fn class(&self, word: WordId) -> Class {
        Class(self.classes.get(word))
    }
}
