//! The lexicons of numbers, currencies and units, compiled for look-up by word.

use super::phrases::Phrases;
use crate::lexicon::{Lexicon, NumberSize, Term};
use crate::text::{Vocabulary, WordId, WordMap};
use crate::value::{Decimal, Hedge, PercentUnit};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a word is to the grammar of numbers; a word may be several of these.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NumberWord {
    /// "seven", "twenty": the value and how it composes.
    pub cardinal: Option<(u8, NumberSize)>,
    /// "seventh".
    pub ordinal: Option<(u64, NumberSize)>,
    /// "third" or "thirds": the denominator, and whether it is the plural.
    pub fraction: Option<(u64, bool)>,
    /// "million".
    pub scale: Option<ScaleWord>,
    /// "½".
    pub vulgar: Option<(u32, u32)>,
    /// "twice", "tenfold".
    pub multiple: Option<Decimal>,
}

/// A word that multiplies.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScaleWord {
    /// What it multiplies by.
    pub value: Decimal,
    /// "millions".
    pub plural: bool,
    /// "score": a scale only after a number word.
    pub ambiguous: bool,
}

/// "bn" after digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Abbreviation {
    /// What it multiplies by.
    pub value: Decimal,
    /// Also a unit or an initial.
    pub ambiguous: bool,
}

/// A unit of measure.
#[derive(Debug, Clone)]
pub(super) struct UnitEntry {
    /// As the value gives it.
    pub id: Box<str>,
    /// What it measures.
    pub dimension: Box<str>,
    /// In the base unit of its dimension.
    pub factor: Option<Decimal>,
}

/// A unit as found by a name or symbol.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitWord {
    /// Index into [`Tables::units`].
    pub unit: u32,
    /// A symbol ("km"), not a name.
    pub symbol: bool,
    /// Often another unit or no unit.
    pub ambiguous: bool,
}

/// A currency as found by a name, sign or code.
#[derive(Debug, Clone, Copy)]
pub(super) struct MoneyWord {
    /// Index into [`Tables::codes`]; `None` where the words leave it open.
    pub code: Option<u32>,
    /// Minor units in one major, where this names the minor unit.
    pub minor: Option<u32>,
    /// Often no money.
    pub ambiguous: bool,
    /// What kind of word it is.
    pub form: MoneyForm,
}

/// How a currency is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MoneyForm {
    /// "$", "US$".
    Sign,
    /// "Rs", "kr": letters that stand beside a number alone.
    Letters,
    /// "USD".
    Code,
    /// "dollars".
    Name,
    /// "MUSD": a code that multiplies by that power of a thousand.
    Large(u8),
}

/// A vague number.
#[derive(Debug, Clone, Copy)]
pub(super) struct VagueWord {
    /// The least it covers.
    pub low: Decimal,
    /// The most it covers.
    pub high: Option<Decimal>,
    /// An exact number after all.
    pub exact: bool,
    /// A number only before certain words.
    pub ambiguous: bool,
}

/// Opens or joins a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// "to", "through", "until": after "from", or alone.
    To,
    /// "and": after "between" or "from" alone.
    And,
    /// "or".
    Or,
    /// A hyphen or dash.
    Dash,
}

/// Words that the grammar asks for by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub and: WordId,
    pub a: WordId,
    pub an: WordId,
    pub one: WordId,
    pub of: WordId,
    pub the: WordId,
    pub point: WordId,
    pub minus: WordId,
    pub negative: WordId,
    pub below: WordId,
    pub zero: WordId,
    pub hundred: WordId,
    pub aged: WordId,
    pub age: WordId,
    pub first: WordId,
    pub second: WordId,
    pub per: WordId,
    pub share: WordId,
    pub over: WordId,
    pub in_: WordId,
    pub half: WordId,
    pub other: WordId,
    pub by: WordId,
    pub than: WordId,
    pub to: WordId,
    pub at: WordId,
    pub ages: WordId,
    pub or: WordId,
    pub out: WordId,
}

/// Everything that the recogniser looks up.
pub(super) struct Tables {
    /// Words that a figure may begin at, by word id.
    pub trigger: WordMap<bool>,
    pub numbers: FxHashMap<WordId, NumberWord>,
    /// "bn", with its case.
    pub abbreviations: Phrases<Abbreviation>,
    pub vague: Phrases<VagueWord>,
    pub vague_before: FxHashSet<WordId>,
    pub hedges_before: Phrases<Hedge>,
    pub hedges_after: Phrases<Hedge>,
    pub hedge_verbs: Phrases<Hedge>,
    pub exact: Phrases<()>,
    /// Verbs after which "up to" is no bound.
    pub moved: Phrases<()>,
    /// Words that open a range ("between"), with whether "and" joins its ends.
    pub openers: Phrases<bool>,
    pub joints: FxHashMap<WordId, Joint>,
    pub percent: Phrases<(Option<PercentUnit>, bool)>,
    pub money_before: Phrases<MoneyWord>,
    pub money_after: Phrases<MoneyWord>,
    pub codes: Vec<Box<str>>,
    /// The place of each in that list.
    pub code_numbers: FxHashMap<Term, u32>,
    /// What a word or sign may stand for that more than one country has, by the word in lower case.
    pub several: FxHashMap<Box<str>, Box<[Box<str>]>>,
    pub lower_codes: FxHashSet<WordId>,
    pub units: Vec<UnitEntry>,
    pub unit_words: Phrases<UnitWord>,
    pub per: Phrases<()>,
    pub unit_adjectives: FxHashSet<WordId>,
    pub rates: Vec<(Box<str>, Box<str>, Box<str>)>,
    pub not_counted: FxHashSet<WordId>,
    /// Forms of verbs that look like plurals.
    pub predicate: FxHashSet<WordId>,
    /// Plurals that stand before another noun.
    pub attributive: FxHashSet<WordId>,
    pub plurals: FxHashMap<WordId, Box<str>>,
    pub counted: FxHashSet<WordId>,
    pub labels: FxHashSet<WordId>,
    pub calendar: FxHashSet<WordId>,
    pub determiners: FxHashSet<WordId>,
    pub ranked: FxHashSet<WordId>,
    pub time_nouns: FxHashSet<WordId>,
    pub not_rate: FxHashSet<WordId>,
    pub no_compound: FxHashSet<WordId>,
    pub people: FxHashSet<WordId>,
    pub comparatives: FxHashSet<WordId>,
    pub money_context: FxHashSet<WordId>,
    pub weight_context: FxHashSet<WordId>,
    pub inch_follows: FxHashSet<WordId>,
    pub change: FxHashSet<WordId>,
    /// Words that tell that a telephone number follows.
    pub telephone: FxHashSet<WordId>,
    /// The numbers of police and ambulance.
    pub emergency: Vec<Term>,
    /// Words right before such a number.
    pub emergency_verbs: FxHashSet<WordId>,
    /// Words right behind one.
    pub emergency_nouns: FxHashSet<WordId>,
    pub named: Named,
    pub thousand: Decimal,
}

impl Tables {
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut t = Self {
            trigger: WordMap::default(),
            numbers: FxHashMap::default(),
            abbreviations: Phrases::default(),
            vague: Phrases::default(),
            vague_before: FxHashSet::default(),
            hedges_before: Phrases::default(),
            hedges_after: Phrases::default(),
            hedge_verbs: Phrases::default(),
            exact: Phrases::default(),
            moved: Phrases::default(),
            openers: Phrases::default(),
            joints: FxHashMap::default(),
            percent: Phrases::default(),
            money_before: Phrases::with_capacity(1000),
            money_after: Phrases::with_capacity(2000),
            codes: Vec::new(),
            code_numbers: FxHashMap::default(),
            several: FxHashMap::default(),
            lower_codes: FxHashSet::default(),
            units: Vec::new(),
            unit_words: Phrases::with_capacity(3000),
            per: Phrases::default(),
            unit_adjectives: FxHashSet::default(),
            rates: Vec::new(),
            not_counted: FxHashSet::default(),
            predicate: FxHashSet::default(),
            attributive: FxHashSet::default(),
            plurals: FxHashMap::default(),
            counted: FxHashSet::default(),
            labels: FxHashSet::default(),
            calendar: FxHashSet::default(),
            determiners: FxHashSet::default(),
            ranked: FxHashSet::default(),
            time_nouns: FxHashSet::default(),
            not_rate: FxHashSet::default(),
            no_compound: FxHashSet::default(),
            people: FxHashSet::default(),
            comparatives: FxHashSet::default(),
            money_context: FxHashSet::default(),
            weight_context: FxHashSet::default(),
            inch_follows: FxHashSet::default(),
            change: FxHashSet::default(),
            telephone: FxHashSet::default(),
            emergency: Vec::new(),
            emergency_verbs: FxHashSet::default(),
            emergency_nouns: FxHashSet::default(),
            named: Named::new(vocabulary),
            thousand: Decimal::from(1000),
        };
        let mut triggers = Vec::new();
        t.add_numbers(&lexicon.numbers, vocabulary, &mut triggers);
        t.add_shades(&lexicon.numbers, vocabulary);
        t.add_nouns(&lexicon.numbers, vocabulary);
        t.add_money(&lexicon.currencies, vocabulary);
        t.add_units(&lexicon.units, vocabulary);
        t.trigger = WordMap::with_room(vocabulary);
        for w in triggers {
            *t.trigger.get_mut(w) = true;
        }
        t
    }

    /// Whether a figure may begin at this word.
    pub(super) fn triggers(&self, word: WordId) -> bool {
        self.trigger.get(word)
    }

    /// What the word is to the grammar of numbers.
    pub(super) fn number(&self, word: WordId) -> NumberWord {
        if word == WordId::UNKNOWN {
            NumberWord::default()
        } else {
            self.numbers.get(&word).copied().unwrap_or_default()
        }
    }

    /// Whether a code is written in lower case too.
    pub(super) fn lower_code(&self, word: WordId) -> bool {
        self.lower_codes.contains(&word)
    }

    /// The codes of the currencies that a word or sign of money may stand for, where it may stand for several.
    pub(super) fn currencies_of(&self, words: &str) -> &[Box<str>] {
        self.several.get(words.to_lowercase().as_str()).map_or(&[], |codes| codes)
    }

    /// The unit of that index.
    pub(super) fn unit(&self, index: u32) -> Option<&UnitEntry> {
        self.units.get(index as usize)
    }

    /// The dimension of a unit of `of` for each of `per`.
    pub(super) fn rate(&self, of: &str, per: &str) -> String {
        match self.rates.iter().find(|(a, b, _)| **a == *of && **b == *per) {
            Some((_, _, d)) => d.to_string(),
            None => format!("{of}-per-{per}"),
        }
    }
}

impl Named {
    fn new(v: &mut Vocabulary) -> Self {
        Self {
            and: v.intern("and"),
            a: v.intern("a"),
            an: v.intern("an"),
            one: v.intern("one"),
            of: v.intern("of"),
            the: v.intern("the"),
            point: v.intern("point"),
            minus: v.intern("minus"),
            negative: v.intern("negative"),
            below: v.intern("below"),
            zero: v.intern("zero"),
            hundred: v.intern("hundred"),
            aged: v.intern("aged"),
            age: v.intern("age"),
            first: v.intern("first"),
            second: v.intern("second"),
            per: v.intern("per"),
            share: v.intern("share"),
            over: v.intern("over"),
            in_: v.intern("in"),
            half: v.intern("half"),
            other: v.intern("other"),
            by: v.intern("by"),
            than: v.intern("than"),
            to: v.intern("to"),
            at: v.intern("at"),
            ages: v.intern("ages"),
            or: v.intern("or"),
            out: v.intern("out"),
        }
    }
}
