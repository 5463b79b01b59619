//! Typed values.

use super::QuotationJson;
use crate::document::Document;
use crate::value::{
    Decimal, Direction, Duration, Hedge, Kind, Money, Number, Office, Ordinal, Organisation, Percent, PercentUnit,
    Person, Place, Quantity, Recurrence, Temporal, Value,
};
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as DeError, IntoDeserializer as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A value's fields, without its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum ValueJson {
    Temporal(Temporal),
    Money(Money),
    Quantity(Quantity),
    Percent(Percent),
    Number(Number),
    Ordinal(Ordinal),
    Set(Recurrence),
    Duration(Duration),
    Quotation(Box<QuotationJson>),
    Person(Person),
    Place(Place),
    Office(Office),
    Organisation(Organisation),
    Direction(Direction),
}

impl ValueJson {
    /// The fields of a value; a quotation's spans are located in `document`.
    pub fn new(document: &Document, value: &Value) -> Self {
        match value.clone() {
            Value::Date(t) | Value::Time(t) => Self::Temporal(t),
            Value::Duration(d) => Self::Duration(d),
            Value::Set(s) => Self::Set(s),
            Value::Number(n) => Self::Number(n),
            Value::Ordinal(o) => Self::Ordinal(o),
            Value::Percent(p) => Self::Percent(p),
            Value::Money(m) => Self::Money(m),
            Value::Quantity(q) => Self::Quantity(q),
            Value::Quotation(q) => Self::Quotation(Box::new(QuotationJson::new(document, q))),
            Value::Person(p) => Self::Person(p),
            Value::Organisation(o) => Self::Organisation(o),
            Value::Place(p) => Self::Place(p),
            Value::Office(o) => Self::Office(o),
            Value::Direction(d) => Self::Direction(d),
        }
    }
}

/// A value with its type, as claims and findings carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TypedValue {
    /// Kind of value.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Its fields.
    #[serde(flatten)]
    pub value: ValueJson,
}

impl TypedValue {
    /// The record of a value; a quotation's spans are located in `document`.
    pub fn new(document: &Document, value: &Value) -> Self {
        Self { kind: value.kind(), value: ValueJson::new(document, value) }
    }
}

impl<'de> Deserialize<'de> for TypedValue {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = TypedValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its `type`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TypedValue, A::Error> {
                // Where the type comes first, as it is written, nothing is kept in between.
                let mut before = serde_json::Map::new();
                while let Some(key) = map.next_key::<String>()? {
                    if key != "type" {
                        before.insert(key, map.next_value()?);
                        continue;
                    }
                    let kind: Kind = map.next_value()?;
                    if before.is_empty() {
                        return Ok(TypedValue { kind, value: ValueJson::read(kind, MapAccessDeserializer::new(map))? });
                    }
                    while let Some((key, value)) = map.next_entry()? {
                        before.insert(key, value);
                    }
                    let value = ValueJson::read(kind, serde_json::Value::from(before)).map_err(A::Error::custom)?;
                    return Ok(TypedValue { kind, value });
                }
                Err(A::Error::missing_field("type"))
            }
        }
        d.deserialize_map(Fields)
    }
}

impl ValueJson {
    /// The fields of a value of that kind.
    fn read<'de, D: Deserializer<'de>>(kind: Kind, d: D) -> Result<Self, D::Error> {
        Ok(match kind {
            Kind::Date | Kind::Time => Self::Temporal(Temporal::deserialize(d)?),
            Kind::Duration => Self::Duration(Duration::deserialize(d)?),
            Kind::Set => Self::Set(Recurrence::deserialize(d)?),
            Kind::Ordinal => Self::Ordinal(Ordinal::deserialize(d)?),
            Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity => FigureFields::deserialize(d)?.of(kind)?,
            Kind::Quotation => Self::Quotation(Box::deserialize(d)?),
            Kind::Person => Self::Person(Person::deserialize(d)?),
            Kind::Place => Self::Place(Place::deserialize(d)?),
            Kind::Office => Self::Office(Office::deserialize(d)?),
            Kind::Direction => Self::Direction(Direction::deserialize(d)?),
            Kind::Organisation => Self::Organisation(Organisation::deserialize(d)?),
        })
    }
}

/// The fields of every sort of figure in one row: a flattened struct takes no integer beyond 64 bits.
#[derive(Deserialize)]
struct FigureFields {
    number: Option<Decimal>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    hedge: Option<Hedge>,
    unit: Option<String>,
    dimension: Option<String>,
    currency: Option<String>,
    currency_text: Option<String>,
    minor: Option<u32>,
    per: Option<String>,
}

impl FigureFields {
    fn of<E: DeError>(self, kind: Kind) -> Result<ValueJson, E> {
        let Self { number, low, high, hedge, .. } = self;
        let number = Number { number, low, high, hedge };
        let stated = |field: Option<String>, name| field.ok_or_else(|| E::missing_field(name));
        Ok(match kind {
            Kind::Percent => {
                let unit = stated(self.unit, "unit")?;
                ValueJson::Percent(Percent { number, unit: PercentUnit::deserialize(unit.into_deserializer())? })
            }
            Kind::Money => ValueJson::Money(Money {
                number,
                currency: self.currency,
                currency_text: stated(self.currency_text, "currency_text")?,
                minor: self.minor,
                per: self.per,
            }),
            Kind::Number if self.unit.is_none() => ValueJson::Number(number),
            // A number with a unit counts a plain noun.
            _ => ValueJson::Quantity(Quantity {
                number,
                unit: stated(self.unit, "unit")?,
                dimension: stated(self.dimension, "dimension")?,
            }),
        })
    }
}
