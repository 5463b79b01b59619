//! Numbers and what they count.

use super::Decimal;
use serde::{Deserialize, Serialize};

/// How the words shade a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// "about", "roughly", "some".
    About,
    /// "nearly", "less than": strictly below.
    Under,
    /// "more than": strictly above.
    Over,
    /// "up to", "no more than".
    AtMost,
    /// "at least", "no fewer than".
    AtLeast,
}

/// A number as a text states it: one value, or a range.
///
/// Either `number` is there, or `low` and `high` (inclusive) are, or one of them for an open range.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Number {
    /// The single value; `None` for a range.
    pub number: Option<Decimal>,
    /// Lower end of a range.
    pub low: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// The hedge or bound in the words.
    pub hedge: Option<Hedge>,
}

impl Number {
    /// A plain number without a hedge.
    pub fn exactly(number: Decimal) -> Self {
        Self { number: Some(number), ..Self::default() }
    }
}

/// A rank: "23rd", "third".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Ordinal {
    /// The rank, 1-based.
    pub number: Decimal,
}

/// What a [`Percent`] is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PercentUnit {
    /// Hundredths.
    Percent,
    /// Difference of two percentages.
    PercentagePoint,
    /// Hundredths of a percentage point.
    BasisPoint,
}

/// A percentage, or a difference of percentages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Percent {
    /// The figure.
    #[serde(flatten)]
    pub number: Number,
    /// Its unit.
    pub unit: PercentUnit,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Money {
    /// The figure as stated ("50 cents" is 50, with 100 as `minor`).
    #[serde(flatten)]
    pub number: Number,
    /// ISO 4217 code; `None` where the words leave the country open.
    pub currency: Option<String>,
    /// The words or symbol that name the currency.
    pub currency_text: String,
    /// Where the figure counts minor units, how many of them make a major one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minor: Option<u32>,
    /// What one pays this for: "share", "barrel", "year".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

impl Money {
    /// The figure in major units: 0.5 for "50 cents".
    #[must_use]
    pub fn major(&self) -> Number {
        let Some(minor) = self.minor else { return self.number.clone() };
        let convert = |n: Option<Decimal>| n.and_then(|n| n.over(Decimal::from(i64::from(minor))));
        Number {
            number: convert(self.number.number),
            low: convert(self.number.low),
            high: convert(self.number.high),
            hedge: self.number.hedge,
        }
    }
}

/// A measured or counted amount with a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Quantity {
    /// The figure, in `unit`.
    #[serde(flatten)]
    pub number: Number,
    /// UCUM code where there is one (`km`, `[mi_i]`, `Cel`), else the lower-case singular noun.
    pub unit: String,
    /// `length`, `mass`, `temperature`, `volume-rate`; `count` for a plain noun.
    pub dimension: String,
}

impl Quantity {
    /// Whether it counts a plain noun ("15 civilians") and measures nothing; its kind is then
    /// [`Number`](super::Kind::Number).
    pub fn is_count(&self) -> bool {
        self.dimension == "count"
    }
}
