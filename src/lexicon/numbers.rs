//! `rules/lexicon/numbers.toml`.

use super::Term;
use crate::value::{Decimal, Hedge, PercentUnit};
use serde::{Deserialize, Deserializer};

/// Words of number as written in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Numbers {
    /// "one" to "ninety".
    pub cardinal: Vec<Cardinal>,
    /// "first" to "ninetieth", and those of the scales.
    pub ordinal: Vec<Ordinal>,
    /// "hundred", "million", "crore", "bn".
    pub scale: Vec<Scale>,
    /// "half", "third".
    pub fraction: Vec<Fraction>,
    /// "½".
    pub vulgar: Vec<Vulgar>,
    /// "double", "tenfold".
    pub multiple: Vec<Multiple>,
    /// "hundreds", "a few".
    pub vague: Vec<Vague>,
    /// Words before which an ambiguous one of them is a number.
    pub vague_before: Vec<Term>,
    /// "about", "more than", "or so".
    pub hedge: Vec<HedgeWords>,
    /// Words before a number that leave it as it is.
    pub exact: Vec<Term>,
    /// Verbs of movement, after which "up to" is no bound.
    pub moved: Vec<Term>,
    /// What joins the two ends of a range.
    pub range: Vec<Range>,
    /// Percentages and their kin.
    pub percent: Vec<PercentWords>,
    /// Words that end the search for the noun that a number counts.
    pub not_counted: Vec<Term>,
    /// Forms of verbs that look like plurals.
    pub predicate: Vec<Term>,
    /// Plurals that stand before another noun.
    pub attributive: Vec<Term>,
    /// Nouns of people and things that "one" counts ("one soldier"), and that stand after a word of
    /// number and a hyphen ("two-seat").
    pub counted: Vec<Term>,
    /// Words after which a bare number is a name ("page 5", "Flight 370").
    pub label: Vec<Term>,
    /// Months and weekdays: beside them a bare number is part of a date.
    pub calendar: Vec<Term>,
    /// Articles, possessives and demonstratives.
    pub determiner: Vec<Term>,
    /// Words after which "first" and "second" are ranks ("finished second").
    pub ranked: Vec<Term>,
    /// Words that a number and a hyphen stand before without counting them ("15,000-strong").
    pub not_compounded: Vec<Term>,
    /// The words for people as such; they are one unit.
    pub people: Vec<Term>,
    /// Words after which a fraction is a share ("a third more").
    pub comparative: Vec<Term>,
    /// Lengths of time that are no unit of measure ("decade").
    pub time_noun: Vec<Term>,
    /// Words after which "a week" is a moment, not a rate ("12 people a week ago").
    pub not_rate: Vec<Term>,
    /// Words near which pounds are money.
    pub money_context: Vec<Term>,
    /// Words near which pounds are a weight.
    pub weight_context: Vec<Term>,
    /// Words after a mark that stands for inches ("10\" long").
    pub inch_follows: Vec<Term>,
    /// Verbs and nouns of change: "rose from 3 to 5" is two figures, not a range.
    pub change: Vec<Term>,
    /// Words that tell that a telephone number follows.
    pub telephone: Vec<Term>,
    /// The numbers of police and ambulance.
    pub emergency: Vec<Term>,
    /// Words right before such a number.
    pub emergency_verbs: Vec<Term>,
    /// Words right behind one.
    pub emergency_nouns: Vec<Term>,
}

/// How a word below a hundred composes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    /// 0 to 9.
    Unit,
    /// 10 to 19.
    Teen,
    /// 20, 30 … 90.
    Ten,
    /// A hundred and up.
    Scale,
}

/// "seven".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cardinal {
    /// The word.
    pub text: Term,
    /// Its value.
    pub value: u8,
    /// How it composes.
    pub kind: Size,
}

/// "seventh".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordinal {
    /// The word.
    pub text: Term,
    /// Its value.
    pub value: u64,
    /// How it composes.
    pub kind: Size,
    /// Often another word.
    pub ambiguous: bool,
}

/// "million", "bn".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The word.
    pub text: Term,
    /// Its plural.
    pub plural: Term,
    /// What it multiplies by.
    #[serde(deserialize_with = "decimal")]
    pub value: Decimal,
    /// Stands right after digits; its case counts.
    pub abbreviation: bool,
    /// Needs a sign of money or the like.
    pub ambiguous: bool,
}

/// "third", "thirds".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// Singular.
    pub text: Term,
    /// Plural.
    pub plural: Term,
    /// 1.
    pub numerator: u32,
    /// What one is divided by.
    pub denominator: u64,
    /// Also an ordinal, or a quarter of the year.
    pub ambiguous: bool,
}

/// "½".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vulgar {
    /// The character.
    pub text: Term,
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: u32,
}

/// "double".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Multiple {
    /// The word.
    pub text: Term,
    /// The factor.
    #[serde(deserialize_with = "decimal")]
    pub value: Decimal,
    /// A number of itself ("twice the size"), not only a change of one.
    #[serde(default)]
    pub figure: bool,
}

/// "hundreds".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vague {
    /// The words.
    pub text: Term,
    /// The least they cover.
    #[serde(default, deserialize_with = "decimals")]
    pub low: Option<Decimal>,
    /// The most they cover.
    #[serde(default, deserialize_with = "decimals")]
    pub high: Option<Decimal>,
    /// An exact number after all ("half a dozen").
    pub exact: bool,
    /// As often another word ("scores"): a number only before a word of [`Numbers::vague_before`].
    #[serde(default)]
    pub ambiguous: bool,
}

/// Where a hedge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// "about 5".
    Before,
    /// "5 or so".
    After,
    /// "exceeded 5": a verb, which is no part of the figure.
    Verb,
}

/// "more than".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HedgeWords {
    /// The words.
    pub text: Term,
    /// What they do to the number.
    pub hedge: Hedge,
    /// Where they stand.
    pub place: Place,
    /// A hedge only right next to a number.
    pub ambiguous: bool,
}

/// "from … to …".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Opens the range; may be empty.
    pub open: Term,
    /// Joins its ends.
    pub between: Term,
}

/// "per cent".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PercentWords {
    /// The words or sign.
    pub text: Term,
    /// `None` for the thousandth.
    #[serde(deserialize_with = "percent_unit")]
    pub unit: Option<PercentUnit>,
    /// Often something else.
    pub ambiguous: bool,
}

/// A decimal written as a string, which TOML has no other way to keep exact.
pub(super) fn decimal<'de, D: Deserializer<'de>>(d: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(d)?;
    Decimal::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no decimal of 28 digits")))
}

fn decimals<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Decimal>, D::Error> {
    decimal(d).map(Some)
}

fn percent_unit<'de, D: Deserializer<'de>>(d: D) -> Result<Option<PercentUnit>, D::Error> {
    let text = String::deserialize(d)?;
    match text.as_str() {
        "percent" => Ok(Some(PercentUnit::Percent)),
        "percentage-point" => Ok(Some(PercentUnit::PercentagePoint)),
        "basis-point" => Ok(Some(PercentUnit::BasisPoint)),
        "per-mille" => Ok(None),
        _ => Err(serde::de::Error::custom(format!("no unit of percentage is called `{text}`"))),
    }
}
