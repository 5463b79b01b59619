//! Word classes: what a token can be in an expression of time.

use super::reader::Phrases;
use crate::lexicon::Lexicon;
use crate::text::{Vocabulary, WordId};
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

/// The offset of a zone; one that stands for several has none, unless daylight time tells them apart.
fn zone_payload(offset: i32, sure: bool, daylight: bool) -> i32 {
    match (daylight, sure) {
        (true, _) => offset + super::calendar::Zone::DAYLIGHT,
        (false, true) => offset,
        (false, false) => i32::MIN,
    }
}

/// "shrank": the pasts that are no bases as well, so that they tell of what was.
fn irregular_pasts(lexicon: &Lexicon) -> impl Iterator<Item = &str> {
    lexicon.grammar.irregular.iter().flat_map(|i| &i.forms).filter_map(|forms| {
        let mut forms = forms.split(' ');
        let (base, past) = (forms.next()?, forms.next()?);
        (base != past).then_some(past)
    })
}

/// A word's classes and its number in each.
#[derive(Debug, Default)]
pub(super) struct Words {
    bits: Vec<u64>,
    lists: Vec<Vec<WordId>>,
    values: FxHashMap<(WordId, Class), i32>,
}

impl Words {
    /// Puts a word into a class.
    pub(super) fn add(&mut self, id: WordId, class: Class, value: i32) {
        let at = id.0 as usize;
        if self.bits.len() <= at {
            self.bits.resize(at + 1, 0);
        }
        if let Some(b) = self.bits.get_mut(at) {
            *b |= 1 << class as u64;
        }
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
        let bits = self.bits.get(id.0 as usize)?;
        if bits & (1 << class as u64) == 0 {
            return None;
        }
        self.values.get(&(id, class)).copied()
    }

    /// Whether the word is in any class.
    pub(super) fn is_known(&self, id: WordId) -> bool {
        self.bits.get(id.0 as usize).is_some_and(|b| *b != 0)
    }

    /// Every word that is in a class, with a bit for each of its classes.
    pub(super) fn each(&self, mut take: impl FnMut(WordId, u64)) {
        for (i, &bits) in self.bits.iter().enumerate() {
            if bits != 0 {
                take(WordId(i as u32), bits);
            }
        }
    }

    /// The words of a language's table and of the lexicon.
    pub(super) fn new(
        lexicon: &Lexicon,
        table: &[(Class, &[(&str, i32)])],
        phrases: &mut Phrases,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let mut words = Self { bits: vec![0; vocabulary.len()], ..Self::default() };
        words.values.reserve(1 << 12);
        for (class, list) in table {
            for (word, value) in *list {
                let id = vocabulary.intern(word);
                words.add(id, *class, *value);
            }
        }
        let time = &lexicon.time;
        for c in &time.word_class {
            let Some(class) = Class::from_name(&c.name) else { continue };
            for word in &c.words {
                words.add(vocabulary.intern(word), class, 0);
            }
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
        for past in irregular_pasts(lexicon) {
            put(past, Class::PastCue, 0, vocabulary);
        }
        for f in &time.frequency {
            put(&f.text, Class::Frequency, phrases.add_frequency(&f.every), vocabulary);
        }
        words
    }
}
