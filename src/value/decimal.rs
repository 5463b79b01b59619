//! Exact decimal numbers.

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A decimal number that keeps every digit a text states and adds none.
///
/// Guarantee: arithmetic on values read from text is exact or refused (`None`), never rounded
/// through binary floating point. Range: 28 significant digits, magnitude below 7.9 × 10^28.
/// In JSON it is a plain number with trailing zeros of the fraction removed (`68.70` is `68.7`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(pub rust_decimal::Decimal);

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(rust_decimal::Decimal::ONE);

    /// Reads digits with at most one full stop, as in `68.7`; `None` beyond the stated range.
    pub fn parse(digits: &str) -> Option<Self> {
        rust_decimal::Decimal::from_str_exact(digits).ok().map(Self)
    }

    /// The exact product; `None` where it would need more than 28 digits.
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(|d| Self(d.normalize()))
    }

    /// The exact sum; `None` on overflow.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference; `None` on overflow.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The quotient to 28 digits; `None` for division by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(Self)
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The value as a float, for scores and charts only.
    pub fn to_f64(self) -> f64 {
        use rust_decimal::prelude::ToPrimitive;
        // Most are integers of a few digits.
        if let (0, Ok(small)) = (self.0.scale(), i64::try_from(self.0.mantissa())) {
            return small as f64;
        }
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// The value as an integer where it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        use rust_decimal::prelude::ToPrimitive;
        self.0.is_integer().then(|| self.0.to_i64()).flatten()
    }

    /// Whether the number has no fraction.
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }
}

impl From<i64> for Decimal {
    fn from(n: i64) -> Self {
        Self(rust_decimal::Decimal::from(n))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if !s.is_human_readable() {
            // With every digit, the noughts at its end too.
            return s.collect_str(&self.0);
        }
        serde_json::Number::from_string_unchecked(self.to_string()).serialize(s)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(Written)
    }
}

/// A number as JSON writes it, or its digits: what a flattened field comes from cannot be asked
/// which of the two it writes.
struct Written;

impl Written {
    fn read<E: serde::de::Error>(text: &str) -> Result<Decimal, E> {
        Decimal::parse(text)
            .or_else(|| rust_decimal::Decimal::from_scientific(text).ok().map(Decimal))
            .ok_or_else(|| E::custom(format!("`{text}` has more than 28 digits")))
    }
}

impl<'de> Visitor<'de> for Written {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<Decimal, E> {
        Self::read(v)
    }

    fn visit_u64<E: serde::de::Error>(self, v: u64) -> Result<Decimal, E> {
        Ok(Decimal(v.into()))
    }

    fn visit_i64<E: serde::de::Error>(self, v: i64) -> Result<Decimal, E> {
        Ok(Decimal(v.into()))
    }

    fn visit_u128<E: serde::de::Error>(self, v: u128) -> Result<Decimal, E> {
        Self::read(&v.to_string())
    }

    fn visit_i128<E: serde::de::Error>(self, v: i128) -> Result<Decimal, E> {
        Self::read(&v.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, v: f64) -> Result<Decimal, E> {
        Self::read(&v.to_string())
    }

    /// How `serde_json` hands on a number with all its digits.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Decimal, A::Error> {
        let n = serde_json::Number::deserialize(MapAccessDeserializer::new(map))?;
        Self::read(n.as_str())
    }
}

impl schemars::JsonSchema for Decimal {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}
