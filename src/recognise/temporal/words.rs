//! Word classes: what a token can be in an expression of time.

use super::reader::Phrases;
use crate::lexicon::{Lexicon, Term};
use crate::text::{Vocabulary, WordId, WordMap};
use rustc_hash::FxHashMap;

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum $type { $($variant),* }

        impl $type {
            /// The one that patterns call `name`.
            pub(super) fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// All of them, in order.
            #[allow(dead_code, reason = "asked for of some only")]
            pub(super) const ALL: &[Self] = &[$(Self::$variant),*];
        }
    };
}
pub(super) use names;

names! {
    /// A set of words, each with a number of its own.
    Class {
        Month = "month",
        Weekday = "weekday",
        Weekdays = "weekdays",
        Season = "season",
        Unit = "unit",
        Units = "units",
        Part = "part",
        Parts = "parts",
        Moment = "moment",
        Meridiem = "meridiem",
        Zone = "zone",
        The = "the",
        Article = "article",
        Dir = "dir",
        Edge = "edge",
        Early = "early",
        Approx = "approx",
        Frequency = "frequency",
        Quarter = "quarter",
        Half = "half",
        FiscalYear = "fy",
        Era = "era",
        Digit = "digit",
        Teen = "teen",
        Tens = "tens",
        Scale = "scale",
        Ordinal = "ordinal",
        Suffix = "suffix",
        Dash = "dash",
        Apostrophe = "apos",
        Reference = "present",
        Bound = "bound",
        Every = "every",
        Times = "times",
        Decades = "decades",
        UnitShort = "unitshort",
        Vague = "vague",
        Fraction = "fraction",
        FutureCue = "futurecue",
        PastCue = "pastcue",
        Modal = "modal",
        YearCue = "yearcue",
        NotMonth = "notmonth",
        MonthDay = "monthday",
        ShortMeridiem = "ap",
        HourMinute = "hminute",
        UnitLong = "unitlong",
        Numbered = "numbered",
        StrongCue = "strongcue",
        Determiner = "determiner",
        Counted = "counted",
        NotPlural = "notplural",
        Telling = "telling",
    }
}

names! {
    /// What a word tells of the tense around a date; a word may play several parts.
    Role {
        Again = "again",
        Apart = "apart",
        Article = "adjectival",
        At = "at",
        Auxiliary = "auxiliary",
        Be = "be",
        Beginning = "beginning",
        Been = "been",
        BeforeNoun = "beforenoun",
        By = "by",
        Clause = "clause",
        Comparison = "comparison",
        Contract = "contract",
        Deadline = "deadline",
        Delivery = "delivery",
        Do = "do",
        Done = "done",
        Elapsed = "elapsed",
        Expired = "expired",
        Following = "following",
        Forecast = "forecast",
        Formerly = "formerly",
        Had = "had",
        Have = "have",
        Infinitive = "infinitive",
        Is = "is",
        Lasting = "lasting",
        Level = "level",
        Limit = "limit",
        Nothing = "nothing",
        NoVerb = "noverb",
        Object = "object",
        On = "on",
        One = "one",
        Onset = "onset",
        Participle = "participle",
        Passive = "passive",
        Purpose = "purpose",
        PutOff = "putoff",
        Moving = "moving",
        Results = "results",
        Awaiting = "awaiting",
        Ready = "ready",
        Report = "report",
        Scheduled = "scheduled",
        See = "see",
        Set = "set",
        Several = "several",
        Standing = "standing",
        That = "that",
        Timetabled = "timetabled",
        Timetables = "timetables",
        Unchanged = "unchanged",
        Unreal = "unreal",
        Until = "until",
        Was = "was",
        Will = "will",
        Willing = "willing",
        Would = "would",
    }
}

const _: () = assert!(Role::ALL.len() <= u64::BITS as usize, "the roles of a word are the bits of one number");

names! {
    /// What the ending of a word tells.
    Ending {
        Past = "past",
        AnyPast = "anypast",
        Ongoing = "ongoing",
        Plural = "plural",
        AnyPlural = "anyplural",
        Will = "will",
    }
}

/// How words of one kind end.
#[derive(Debug, Default, Clone)]
struct Endings {
    any: Vec<String>,
    but: Vec<String>,
    letters: usize,
}

/// The offset of a zone; one that stands for several has none, unless daylight time tells them apart.
fn zone_payload(offset: i32, sure: bool, daylight: bool) -> i32 {
    match (daylight, sure) {
        (true, _) => offset + super::calendar::Zone::DAYLIGHT,
        (false, true) => offset,
        (false, false) => i32::MIN,
    }
}

/// "shrink", "shrank", "shrunk": base, past and participle of the irregular verbs.
fn irregular(lexicon: &Lexicon) -> impl Iterator<Item = [&str; 3]> {
    lexicon.grammar.irregular.iter().flat_map(|i| &i.forms).filter_map(|forms| {
        let mut forms = forms.split(' ');
        let (base, past) = (forms.next()?, forms.next()?);
        Some([base, past, forms.next().unwrap_or(past)])
    })
}

/// A word's classes and its number in each.
#[derive(Debug, Default)]
pub(super) struct Words {
    bits: WordMap<u64>,
    lists: Vec<Vec<WordId>>,
    values: FxHashMap<(WordId, Class), i32>,
    roles: WordMap<u64>,
    endings: [Endings; Ending::ALL.len()],
}

impl Words {
    /// Puts a word into a class.
    pub(super) fn add(&mut self, id: WordId, class: Class, value: i32) {
        *self.bits.get_mut(id) |= 1 << class as u64;
        let list = class as usize;
        if self.lists.len() <= list {
            self.lists.resize_with(list + 1, Vec::new);
        }
        if let Some(words) = self.lists.get_mut(list) {
            words.push(id);
        }
        self.values.entry((id, class)).or_insert(value);
    }

    /// The word's number in that class, if it is in it.
    pub(super) fn value(&self, id: WordId, class: Class) -> Option<i32> {
        if self.bits.get(id) & (1 << class as u64) == 0 {
            return None;
        }
        self.values.get(&(id, class)).copied()
    }

    fn add_role(&mut self, id: WordId, role: Role) {
        *self.roles.get_mut(id) |= 1 << role as u64;
    }

    /// Whether the word plays that part.
    pub(super) fn plays(&self, id: WordId, role: Role) -> bool {
        self.roles.get(id) & (1 << role as u64) != 0
    }

    /// Whether the word ends as words of that kind do.
    pub(super) fn ends(&self, word: &str, ending: Ending) -> bool {
        self.endings.get(ending as usize).is_some_and(|e| {
            let ends = |list: &[String]| list.iter().any(|end| word.ends_with(end.as_str()));
            word.len() >= e.letters && ends(&e.any) && !ends(&e.but)
        })
    }

    /// Whether the word is in any class.
    pub(super) fn is_known(&self, id: WordId) -> bool {
        self.bits.get(id) != 0
    }

    /// Every word that is in a class, with a bit for each of its classes.
    pub(super) fn each(&self, mut take: impl FnMut(WordId, u64)) {
        self.bits.iter().for_each(|(word, bits)| take(word, bits));
    }

    /// The words of a language's table and of the lexicon.
    pub(super) fn new(
        lexicon: &Lexicon,
        table: &[(Class, &[(&str, i32)])],
        phrases: &mut Phrases,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let room = || WordMap::with_room(vocabulary);
        let mut words = Self { bits: room(), roles: room(), ..Self::default() };
        words.values.reserve(1 << 12);
        for (class, list) in table {
            for (word, value) in *list {
                let id = vocabulary.intern(word);
                words.add(id, *class, *value);
            }
        }
        let time = lexicon.time;
        for c in &time.word_class {
            let (class, role) = (Class::from_name(&c.name), Role::from_name(&c.name));
            for word in &c.words {
                let id = vocabulary.intern(word);
                if let Some(class) = class {
                    words.add(id, class, 0);
                }
                if let Some(role) = role {
                    words.add_role(id, role);
                }
            }
        }
        for e in &time.word_ending {
            let Some(endings) = Ending::from_name(&e.name).and_then(|n| words.endings.get_mut(n as usize)) else {
                continue;
            };
            let owned = |list: &[Term]| list.iter().map(ToString::to_string).collect();
            *endings = Endings { any: owned(&e.endings), but: owned(&e.but), letters: e.letters };
        }
        for [_, _, participle] in irregular(lexicon).filter(|[base, past, p]| p != base && p != past) {
            words.add_role(vocabulary.intern(participle), Role::Participle);
        }
        let mut put = |text: &str, class: Class, value: i32, vocabulary: &mut Vocabulary| {
            if text.contains([' ', '-']) {
                return;
            }
            let plain = text.trim_end_matches('.');
            // "a.m." keeps its last full stop, "Dec." does not.
            let inner = plain.contains('.');
            if text.ends_with('.') && !inner {
                vocabulary.abbreviation(text);
            }
            let id = vocabulary.intern(if inner { text } else { plain });
            words.add(id, class, value);
        };
        for m in &time.month {
            for name in std::iter::once(&m.name).chain(&m.abbreviations) {
                put(name, Class::Month, m.number, vocabulary);
            }
        }
        for d in &time.weekday {
            put(&d.plural, Class::Weekdays, d.number, vocabulary);
            for name in std::iter::once(&d.name).chain(&d.abbreviations) {
                put(name, Class::Weekday, d.number, vocabulary);
            }
        }
        for (i, s) in time.season.iter().enumerate() {
            for name in std::iter::once(&s.name).chain(&s.aliases) {
                put(name, Class::Season, i as i32, vocabulary);
            }
        }
        for z in time.zone.iter().filter(|z| z.abbr.len() > 1) {
            put(&z.abbr, Class::Zone, zone_payload(z.offset, z.others.is_empty(), z.daylight), vocabulary);
        }
        for m in &time.meridiem {
            put(&m.text, Class::Meridiem, i32::from(m.pm), vocabulary);
        }
        for form in lexicon.saying.verb.iter().filter(|v| !v.weak && !v.quote_only).flat_map(|v| &v.forms) {
            put(form, Class::Telling, 1, vocabulary);
        }
        // A past that is the base as well tells nothing.
        for [_, past, _] in irregular(lexicon).filter(|[base, past, _]| base != past) {
            put(past, Class::PastCue, 0, vocabulary);
        }
        for f in &time.frequency {
            put(&f.text, Class::Frequency, phrases.add_frequency(&f.every), vocabulary);
        }
        words
    }
}
