//! The words by which references are read.

use crate::lexicon::Lexicon;
use crate::text::{Vocabulary, WordId};
use crate::value::Gender;

/// What a word does for the reading of references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// "he".
    Subject(Gender),
    /// "him".
    Object(Gender),
    /// "his".
    Possessive(Gender),
    /// "himself".
    Reflexive(Gender),
    /// "they".
    They,
    /// A preposition: what follows is no subject.
    Preposition,
    /// "that", "when", "but": a subject may follow.
    Opening,
    /// "and".
    And,
    /// "the".
    The,
    /// "two", "both".
    Two,
    /// "leaders", "men": with "the two" they mean two people.
    Pair,
    /// "country", "nation".
    Country,
    /// "ministry", "company": the last organisation of that sort.
    Body,
    /// "said".
    Saying,
}

const HE: Gender = Gender::Male;
const SHE: Gender = Gender::Female;

const MARKERS: &[(Marker, &[&str])] = &[
    (Marker::Subject(HE), &["he", "he's", "he'd", "he'll"]),
    (Marker::Subject(SHE), &["she", "she's", "she'd", "she'll"]),
    (Marker::Object(HE), &["him"]),
    (Marker::Possessive(HE), &["his"]),
    // "her" is both; a noun nearly always follows.
    (Marker::Possessive(SHE), &["her", "hers"]),
    (Marker::Reflexive(HE), &["himself"]),
    (Marker::Reflexive(SHE), &["herself"]),
    (Marker::They, &["they", "both"]),
    (
        Marker::Preposition,
        &[
            "of",
            "to",
            "with",
            "by",
            "from",
            "for",
            "in",
            "on",
            "at",
            "between",
            "against",
            "about",
            "after",
            "before",
            "under",
            "over",
            "into",
            "than",
            "like",
            "without",
            "through",
            "around",
            "near",
            "towards",
            "toward",
            "behind",
            "beside",
            "including",
            "alongside",
            "despite",
            "upon",
            "via",
            "per",
            "called",
            "named",
            "told",
            "asked",
            "met",
            "replaced",
            "succeeded",
            "urged",
            "accused",
            "thanked",
            "praised",
            "meet",
            "meets",
            "meeting",
            "host",
            "hosts",
            "hosted",
            "visit",
            "welcome",
            "welcomed",
            "welcomes",
            "received",
            "invited",
        ],
    ),
    (
        Marker::Opening,
        &[
            "that",
            "when",
            "as",
            "while",
            "because",
            "but",
            "if",
            "where",
            "which",
            "whether",
            "although",
            "though",
            "since",
            "until",
            "so",
            "or",
            "meanwhile",
            "then",
            "also",
            "however",
            "what",
            "how",
            "why",
            "once",
        ],
    ),
    (Marker::And, &["and"]),
    (Marker::The, &["the"]),
    (Marker::Two, &["two", "both"]),
    (
        Marker::Pair,
        &[
            "leaders",
            "presidents",
            "ministers",
            "men",
            "women",
            "sides",
            "politicians",
            "heads",
            "rivals",
            "pair",
            "candidates",
            "premiers",
        ],
    ),
    (Marker::Country, &["country", "nation", "republic", "kingdom"]),
    (
        Marker::Body,
        &[
            "ministry",
            "department",
            "agency",
            "company",
            "firm",
            "bank",
            "party",
            "court",
            "commission",
            "council",
            "university",
            "union",
            "association",
            "federation",
            "organisation",
            "organization",
            "institute",
            "group",
            "club",
            "committee",
            "authority",
            "hospital",
            "airline",
            "newspaper",
            "broadcaster",
            "charity",
            "foundation",
            "regulator",
            "watchdog",
            "carmaker",
            "lender",
            "manufacturer",
            "retailer",
            "bloc",
            "alliance",
            "corporation",
            "operator",
        ],
    ),
];

/// Markers by word id.
pub(super) struct Markers {
    by_word: Vec<Option<Marker>>,
}

impl Markers {
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut markers = Self { by_word: Vec::new() };
        for (marker, words) in MARKERS {
            for w in *words {
                markers.put(vocabulary.intern(w), *marker);
            }
        }
        for w in lexicon.saying.forms() {
            markers.put(vocabulary.intern(w), Marker::Saying);
        }
        markers
    }

    fn put(&mut self, word: WordId, marker: Marker) {
        let at = word.0 as usize;
        if self.by_word.len() <= at {
            self.by_word.resize(at + 1, None);
        }
        self.by_word[at].get_or_insert(marker);
    }

    pub(super) fn get(&self, word: WordId) -> Option<Marker> {
        self.by_word.get(word.0 as usize).copied().flatten()
    }
}
