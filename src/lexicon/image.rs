//! Reads the images of the lexicons, which the build script writes.
//!
//! An image is text, so that its strings can be handed out as they lie there. A value is one letter
//! for its type and what `build.rs` says of it; a number is in digits of 64, the lowest first, and
//! its last digit is marked by 64.

use crate::text::WordTable;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeSeed, Error as _, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// All images in a row.
static IMAGES: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicons.image"));

/// The files of `rules/lexicon`, each with where its image begins.
#[allow(clippy::unreadable_literal, reason = "written by the build script")]
static FILES: &[(&str, usize)] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// The table of the words in them: its letters and its numbers.
static LETTERS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.letters"));
static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.numbers"));

/// The words of all bundled lexicons, as terms refer to them.
pub(super) fn words() -> WordTable {
    WordTable::from_parts(LETTERS, NUMBERS)
}

/// The name by which a [`Term`](super::Term) asks for its place instead of its letters.
pub(super) const TERM: &str = "Term";

/// The image of the lexicon with this name.
pub(super) fn open(name: &str) -> Option<Image> {
    FILES.iter().find(|(n, _)| *n == name).map(|&(_, at)| Image { at })
}

/// The string that lies at a place.
pub(super) fn string_at(start: usize, length: usize) -> Option<&'static str> {
    IMAGES.get(start..start + length)
}

/// The numbers of the words of a string, three digits each.
pub(super) struct Numbers {
    at: usize,
    end: usize,
}

impl Numbers {
    /// Those that lie at a place.
    pub(super) fn at(at: usize) -> Self {
        let mut image = Image { at };
        let end = image.number().map_or(0, |length| image.at + length as usize);
        Self { at: image.at, end }
    }

    /// None.
    pub(super) fn none() -> Self {
        Self { at: 0, end: 0 }
    }

    /// Whether all were given.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.end
    }
}

impl Iterator for Numbers {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.is_done() {
            return None;
        }
        let digits = IMAGES.as_bytes().get(self.at..)?.first_chunk::<3>()?.map(u32::from);
        self.at += digits.len();
        Some(digits[0] | digits[1] << 6 | digits[2] << 12)
    }
}

/// A place in the images; what is read begins there.
pub(super) struct Image {
    at: usize,
}

fn broken() -> Error {
    Error::custom("the image is cut short or altered")
}

impl Image {
    #[inline]
    fn byte(&mut self) -> Result<u8, Error> {
        let byte = IMAGES.as_bytes().get(self.at).copied().ok_or_else(broken)?;
        self.at += 1;
        Ok(byte)
    }

    #[inline]
    fn number(&mut self) -> Result<u64, Error> {
        let first = self.byte()?;
        if first >= 64 { Ok(u64::from(first & 63)) } else { self.long(first) }
    }

    fn long(&mut self, first: u8) -> Result<u64, Error> {
        let (mut number, mut shift) = (u64::from(first), 6);
        loop {
            let digit = self.byte()?;
            number |= u64::from(digit & 63) << shift;
            if digit >= 64 {
                return Ok(number);
            }
            shift += 6;
            if shift >= 64 {
                return Err(broken());
            }
        }
    }

    /// Passes over a string and the numbers of its words; where it begins and how long it is.
    #[inline]
    fn string(&mut self) -> Result<(usize, usize), Error> {
        let length = self.number()? as usize;
        let start = self.at;
        self.at += length;
        let numbers = self.number()? as usize;
        self.at += numbers;
        Ok((start, length))
    }

    fn text(&mut self) -> Result<&'static str, Error> {
        let (start, length) = self.string()?;
        string_at(start, length).ok_or_else(broken)
    }

    /// The key of a pair, whose words have no numbers.
    #[inline]
    fn key(&mut self) -> Result<&'static str, Error> {
        let length = self.number()? as usize;
        let start = self.at;
        self.at += length;
        string_at(start, length).ok_or_else(broken)
    }
}

impl<'de> serde::Deserializer<'de> for &mut Image {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.byte()? {
            b's' => visitor.visit_borrowed_str(self.text()?),
            b'i' => {
                // The sign is the lowest bit.
                let number = self.number()?;
                let whole = (number >> 1) as i64;
                if number & 1 == 0 { visitor.visit_u64(number >> 1) } else { visitor.visit_i64(-whole) }
            }
            b'f' => visitor.visit_bool(false),
            b't' => visitor.visit_bool(true),
            b'a' => {
                let left = self.number()? as usize;
                visitor.visit_seq(Items { image: self, left })
            }
            b'm' => {
                let left = self.number()? as usize;
                visitor.visit_map(Items { image: self, left })
            }
            _ => Err(broken()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if name != TERM {
            return visitor.visit_newtype_struct(self);
        }
        match self.byte()? {
            b's' => {
                let (start, length) = self.string()?;
                visitor.visit_u64((start as u64) << 32 | length as u64)
            }
            _ => Err(broken()),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.byte()? {
            b's' => {
                let variant: StrDeserializer<'_, Error> = self.text()?.into_deserializer();
                visitor.visit_enum(variant)
            }
            _ => Err(broken()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// What an array or a table holds.
struct Items<'i> {
    image: &'i mut Image,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.image).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        let key: StrDeserializer<'_, Error> = self.image.key()?.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.image)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}
