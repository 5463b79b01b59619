//! The typed values. They never parse themselves: recognisers make them.

mod decimal;
mod direction;
mod figure;
mod name;
mod quotation;
mod temporal;

pub use decimal::Decimal;
pub use direction::Direction;
pub use figure::{Hedge, Money, Number, Ordinal, Percent, PercentUnit, Quantity};
pub use name::{Gender, Office, Organisation, Person, Place};
pub use quotation::{Cue, Occasion, Quotation, QuotationKind, Speaker};
pub use temporal::{Anchor, Duration, Grain, Instant, Offset, Reading, Recurrence, Temporal, TimexMod};

/// The kind of a typed value; its name is the `type` of the JSON contract.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Kind {
    Date,
    Time,
    Duration,
    Set,
    Number,
    Ordinal,
    Percent,
    Money,
    Quantity,
    Quotation,
    Person,
    Organisation,
    Place,
    Office,
    Direction,
}

impl Kind {
    /// Every kind of a mention, in the order of the contract's table; a direction is the value of
    /// claims alone.
    pub const ALL: [Self; 14] = [
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Set,
        Self::Number,
        Self::Ordinal,
        Self::Percent,
        Self::Money,
        Self::Quantity,
        Self::Quotation,
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Office,
    ];

    /// The name used in JSON, on the command line and in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Quotation => "quotation",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Office => "office",
            Self::Direction => "direction",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// A typed value in its normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs)]
pub enum Value {
    Date(Temporal),
    Time(Temporal),
    Duration(Duration),
    Set(Recurrence),
    Number(Number),
    Ordinal(Ordinal),
    Percent(Percent),
    Money(Money),
    Quantity(Quantity),
    Quotation(Quotation),
    Person(Person),
    Organisation(Organisation),
    Place(Place),
    Office(Office),
    Direction(Direction),
}

impl Value {
    /// Its kind. What a plain noun counts ("15 civilians") is a number with a unit; a quantity is measured.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Date(_) => Kind::Date,
            Self::Time(_) => Kind::Time,
            Self::Duration(_) => Kind::Duration,
            Self::Set(_) => Kind::Set,
            Self::Number(_) => Kind::Number,
            Self::Ordinal(_) => Kind::Ordinal,
            Self::Percent(_) => Kind::Percent,
            Self::Money(_) => Kind::Money,
            Self::Quantity(q) if q.is_count() => Kind::Number,
            Self::Quantity(_) => Kind::Quantity,
            Self::Quotation(_) => Kind::Quotation,
            Self::Person(_) => Kind::Person,
            Self::Organisation(_) => Kind::Organisation,
            Self::Place(_) => Kind::Place,
            Self::Office(_) => Kind::Office,
            Self::Direction(_) => Kind::Direction,
        }
    }
}
