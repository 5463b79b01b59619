//! What a slot of a pattern accepts, and what a rule takes from it.

use crate::value::{Kind, Value};

/// The types that a slot accepts, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct SlotTypes(u32);

/// Names that a rule file may give a slot's type besides the kinds of value, and what they stand for.
pub const COMPOSITE: &[(&str, &str)] = &[
    ("figure", "a number, percentage, amount of money or quantity"),
    ("name", "a person, organisation, place or office"),
    ("nation", "a country or bloc by any of its names: its own, its people's, its capital's, its government's"),
    ("proper", "capitalised words that no recogniser and no lexicon knows"),
    ("titled", "a person named with an office"),
    ("party", "a person, organisation, place or nation"),
];

const NATION: u32 = 1 << 20;
const TITLED: u32 = 1 << 21;
const PROPER: u32 = 1 << 22;

const fn bit(kind: Kind) -> u32 {
    1 << kind as u32
}

const FIGURE: u32 = bit(Kind::Number) | bit(Kind::Percent) | bit(Kind::Money) | bit(Kind::Quantity);
const NAME: u32 = bit(Kind::Person) | bit(Kind::Organisation) | bit(Kind::Place) | bit(Kind::Office);

impl SlotTypes {
    /// The set that a type's name stands for: a kind of value or one of [`COMPOSITE`].
    pub fn named(name: &str) -> Option<Self> {
        Some(Self(match name {
            "figure" => FIGURE,
            "name" => NAME,
            "nation" => NATION,
            "titled" => TITLED,
            "proper" => PROPER,
            "party" => NATION | bit(Kind::Person) | bit(Kind::Organisation) | bit(Kind::Place),
            "date" => bit(Kind::Date) | bit(Kind::Time),
            _ => bit(Kind::from_name(name)?),
        }))
    }

    /// Every name that [`named`](Self::named) knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Kind::ALL.into_iter().map(Kind::name).chain(COMPOSITE.iter().map(|(n, _)| *n))
    }

    /// The set by the names that a rule file would use, the widest first.
    pub fn in_words(self) -> String {
        let mut known: Vec<(&str, u32)> = Self::names().filter_map(|n| Some((n, Self::named(n)?.0))).collect();
        known.sort_by_key(|(_, bits)| std::cmp::Reverse(bits.count_ones()));
        let mut left = self.0;
        let mut names = Vec::new();
        for (name, bits) in known {
            if bits & !self.0 == 0 && bits & left != 0 {
                names.push(name);
                left &= !bits;
            }
        }
        names.join(" or ")
    }

    /// The union.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a mention with this value fits.
    pub fn accepts(self, value: &Value) -> bool {
        if self.0 & bit(value.kind()) != 0 {
            // An adjective is not the place: "to Indian" is no destination.
            return !matches!(value, Value::Place(p) if p.demonym);
        }
        match value {
            Value::Place(p) => {
                let sovereign = p.country.as_ref().is_none_or(|c| *c == p.name);
                self.0 & NATION != 0 && (p.capital || p.demonym || sovereign)
            }
            Value::Organisation(o) => self.0 & NATION != 0 && o.country.is_some(),
            Value::Person(p) => self.0 & TITLED != 0 && p.office.is_some(),
            Value::Quantity(_) => self.0 & bit(Kind::Quantity) != 0,
            _ => false,
        }
    }

    /// Whether a pronoun or an office settled on a person fits.
    pub fn accepts_person(self) -> bool {
        self.0 & bit(Kind::Person) != 0
    }

    /// Whether capitalised words that nobody knows fit.
    pub fn accepts_proper(self) -> bool {
        self.0 & PROPER != 0
    }

    /// Whether a quotation fits.
    pub fn accepts_quotation(self) -> bool {
        self.0 & bit(Kind::Quotation) != 0
    }

    /// Bits that share one with [`mask_of`](Self::mask_of) some mention where the slot can be filled.
    pub fn mask(self) -> u32 {
        let mut m = self.0;
        if m & PROPER != 0 {
            // Such words are no mention, so the kinds that stand in a sentence say nothing of them.
            return u32::MAX;
        }
        if m & NATION != 0 {
            m |= bit(Kind::Place) | bit(Kind::Organisation);
        }
        if m & TITLED != 0 {
            m |= bit(Kind::Person);
        }
        if m & bit(Kind::Quantity) != 0 {
            // Counted things have the kind of a number.
            m |= bit(Kind::Number);
        }
        m & (NATION - 1)
    }

    /// The bit of words that nobody knows.
    pub const PROPER_MASK: u32 = PROPER;

    /// The bit of a mention's kind.
    pub fn mask_of(kind: Kind) -> u32 {
        bit(kind)
    }
}

/// What a rule takes from a filled slot: `slot` or `slot.facet`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// The value itself; as a name: the settled name.
    Whole,
    /// A person's office.
    Office,
    /// The country behind a name: of a capital, a people, a government; else the place itself.
    Nation,
    /// A quotation's speaker.
    Speaker,
    /// A quotation's words inside marks: a claim for each marked fragment, none for indirect speech.
    Marked,
    /// The content words, order and general adjectives left out, so that two wordings of one name meet.
    Topic,
    /// The TIMEX3 value of a date, fiscal and school years as `2024-25`.
    Period,
    /// The dictionary form of the words in lower case, singular.
    Lemma,
}

/// The facets by the names that rule files use.
pub const FACETS: &[(&str, Facet)] = &[
    ("office", Facet::Office),
    ("nation", Facet::Nation),
    ("speaker", Facet::Speaker),
    ("marked", Facet::Marked),
    ("topic", Facet::Topic),
    ("period", Facet::Period),
    ("lemma", Facet::Lemma),
];
