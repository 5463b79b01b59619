//! The word classes; a word may be in several.

/// A set of word classes.
pub(super) type Bits = u64;

pub(super) const DETERMINER: Bits = 1;
pub(super) const POSSESSIVE: Bits = 1 << 1;
pub(super) const SUBJECT: Bits = 1 << 2;
pub(super) const OBJECT: Bits = 1 << 3;
pub(super) const PREPOSITION: Bits = 1 << 4;
pub(super) const AUXILIARY: Bits = 1 << 5;
pub(super) const BE: Bits = 1 << 6;
pub(super) const NEGATION: Bits = 1 << 7;
pub(super) const COORDINATOR: Bits = 1 << 8;
pub(super) const SUBORDINATOR: Bits = 1 << 9;
pub(super) const QUESTION: Bits = 1 << 10;
pub(super) const RELATIVE: Bits = 1 << 11;
pub(super) const ADVERB: Bits = 1 << 12;
pub(super) const TIME: Bits = 1 << 13;
pub(super) const NUMBER: Bits = 1 << 14;
pub(super) const ADJUNCT: Bits = 1 << 15;
pub(super) const DOCUMENT: Bits = 1 << 16;
pub(super) const REFUSING: Bits = 1 << 17;
pub(super) const CONTINUING: Bits = 1 << 18;
pub(super) const THAT: Bits = 1 << 19;
pub(super) const TO: Bits = 1 << 20;
/// Has senses of saying or thinking.
pub(super) const REPORTS: Bits = 1 << 21;
/// A noun of saying.
pub(super) const NOUN: Bits = 1 << 22;
/// The base or third person of an everyday verb: may be a noun.
pub(super) const PRESENT: Bits = 1 << 23;
/// The past of an everyday verb, or a word in -ed.
pub(super) const PAST: Bits = 1 << 24;
/// A word in -ing.
pub(super) const ING: Bits = 1 << 25;
pub(super) const COMMA: Bits = 1 << 26;
pub(super) const COLON: Bits = 1 << 27;
pub(super) const SEMICOLON: Bits = 1 << 28;
pub(super) const STOP: Bits = 1 << 29;
pub(super) const DASH: Bits = 1 << 30;
pub(super) const HYPHEN: Bits = 1 << 31;
pub(super) const OPEN_BRACKET: Bits = 1 << 32;
pub(super) const CLOSE_BRACKET: Bits = 1 << 33;
pub(super) const MARK: Bits = 1 << 34;
pub(super) const QUOTE: Bits = 1 << 35;
/// Written with a capital where the sentence does not ask for one.
pub(super) const PROPER: Bits = 1 << 36;
pub(super) const POSSESSIVE_S: Bits = 1 << 37;
pub(super) const DIGITS: Bits = 1 << 38;
pub(super) const ACCORDING: Bits = 1 << 39;
pub(super) const INFINITIVE: Bits = 1 << 40;
pub(super) const AS: Bits = 1 << 41;
pub(super) const BY: Bits = 1 << 42;
pub(super) const HAVE: Bits = 1 << 43;
/// Has a sense of speech, not of thought alone.
pub(super) const SPEECH: Bits = 1 << 44;
/// A past participle that is not a past as well ("written").
pub(super) const PARTICIPLE: Bits = 1 << 45;
/// "expressed", "voiced": its subject is the speaker of the noun after it.
pub(super) const VOICING: Bits = 1 << 48;
/// A past that is no participle as well ("came", "went").
pub(super) const FINITE_PAST: Bits = 1 << 50;
/// "a figure that", "a move that": sums up the clause before it.
pub(super) const SUMMARY: Bits = 1 << 51;
/// An adjective behind its noun: "people familiar with".
pub(super) const POSTPOSITIVE: Bits = 1 << 52;
/// What somebody says or writes, as a speaker in their place: "his letter".
pub(super) const UTTERANCE: Bits = 1 << 53;
/// "Analysis:", "Exclusive:": what a text is, not who speaks.
pub(super) const LABEL: Bits = 1 << 54;
/// "a photo", "anonymity": what is sent or asked for, but says nothing.
pub(super) const WORDLESS: Bits = 1 << 55;
/// "the contract calls for": what binds people and says nothing.
pub(super) const BINDING: Bits = 1 << 56;
/// "aides to the senator".
pub(super) const ATTACHED: Bits = 1 << 59;
/// "the crowd": those who shout together.
pub(super) const CROWD: Bits = 1 << 60;
/// "was unable to say".
pub(super) const UNABLE: Bits = 1 << 57;
/// "was quick to say".
pub(super) const WILLING: Bits = 1 << 58;
/// "asked not to be named", "asked to remain anonymous".
pub(super) const UNNAMED: Bits = 1 << 61;
/// "said by email": by what means, not by whom.
pub(super) const MEANS: Bits = 1 << 62;
/// "a poll had her ahead".
pub(super) const POLL: Bits = 1 << 63;
/// Listed, so that its ending says nothing.
pub(super) const PLAIN: Bits = 1 << 49;
/// Opens its sentence, so that its capital says nothing.
pub(super) const INITIAL: Bits = 1 << 47;
/// The past of an irregular verb, which can be nothing else ("went").
pub(super) const STRONG_PAST: Bits = 1 << 46;
