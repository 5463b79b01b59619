//! Compact JSON by the million lines.

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;
use std::fmt::{self, Display, Write as _};

/// Appends `value` to `out` as compact JSON, byte for byte what [`serde_json::to_writer`] writes.
///
/// It is apart from that because lines of output are mostly keys: those of a struct are written as
/// they stand in the source, and strings are looked through a block at a time. Other libraries that
/// do so keep no number to its last digit where it comes as text.
///
/// # Errors
/// Where the value has a map whose keys are no texts or numbers, or its own `Serialize` fails; what
/// was written of it until then is taken back.
pub fn append<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), Error> {
    let before = out.len();
    value.serialize(Line { out }).inspect_err(|_| out.truncate(before))
}

/// The name under which `serde_json` hands on a number that it has as text.
const NUMBER: &str = "$serde_json::private::Number";

struct Line<'o> {
    out: &'o mut Vec<u8>,
}

impl Line<'_> {
    #[inline]
    fn raw(self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    #[inline]
    fn integer(self, n: impl itoa::Integer) {
        self.raw(itoa::Buffer::new().format(n));
    }
}

/// Bytes that are looked at together.
const BLOCK: usize = 16;

fn is_escaped(b: u8) -> bool {
    b < 0x20 || b == b'"' || b == b'\\'
}

fn any_escaped(block: &[u8]) -> bool {
    block.iter().fold(false, |any, &b| any | is_escaped(b))
}

/// Appends the text between quotation marks.
fn quoted(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    inside(out, text);
    out.push(b'"');
}

fn inside(out: &mut Vec<u8>, text: &str) {
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    if blocks.iter().any(|b| any_escaped(b)) || any_escaped(rest) {
        escaped(out, text.as_bytes());
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

fn escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut from = 0;
    for (i, &b) in bytes.iter().enumerate() {
        if !is_escaped(b) {
            continue;
        }
        out.extend_from_slice(&bytes[from..i]);
        from = i + 1;
        match b {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', b]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0c => out.extend_from_slice(b"\\f"),
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&[HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]]);
            }
        }
    }
    out.extend_from_slice(&bytes[from..]);
}

/// What is formatted straight into a quoted text.
struct Inside<'o>(&'o mut Vec<u8>);

impl fmt::Write for Inside<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        inside(self.0, text);
        Ok(())
    }
}

/// An array or an object that is being written.
struct Compound<'o> {
    out: &'o mut Vec<u8>,
    /// Nothing was written yet.
    first: bool,
    close: &'static str,
}

impl<'o> Compound<'o> {
    fn new(out: &'o mut Vec<u8>, open: &str, close: &'static str) -> Self {
        out.extend_from_slice(open.as_bytes());
        Self { out, first: true, close }
    }

    /// The only field of an object, `variant`.
    fn of_variant(out: &'o mut Vec<u8>, variant: &str, open: &str, close: &'static str) -> Self {
        out.push(b'{');
        quoted(out, variant);
        out.push(b':');
        Self::new(out, open, close)
    }

    #[inline]
    fn comma(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        value.serialize(Line { out: self.out })
    }

    // Inlined, the key is so many bytes that the compiler knows.
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        // Names of fields hold nothing that JSON escapes: serde makes them of identifiers and `rename`.
        debug_assert!(!any_escaped(key.as_bytes()));
        self.out.reserve(key.len() + 4);
        self.comma();
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        value.serialize(Line { out: self.out })
    }

    fn finish(self) {
        self.out.extend_from_slice(self.close.as_bytes());
    }
}

/// A struct: fields, or the text of a number.
enum Fields<'o> {
    Object(Compound<'o>),
    Number(&'o mut Vec<u8>),
}

/// The text of a number is the number.
fn number<T: Serialize + ?Sized>(out: &mut Vec<u8>, text: &T) -> Result<(), Error> {
    let before = out.len();
    text.serialize(Line { out })?;
    out.pop();
    out.remove(before);
    Ok(())
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Error;

    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        match self {
            Self::Object(o) => o.field(key, value),
            Self::Number(out) => number(out, value),
        }
    }

    fn end(self) -> Result<(), Error> {
        if let Self::Object(o) = self {
            o.finish();
        }
        Ok(())
    }
}

macro_rules! array {
    ($($of:ident :: $method:ident),*) => {$(
        impl $of for Compound<'_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish();
                Ok(())
            }
        }
    )*};
}

array!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

impl SerializeStructVariant for Compound<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Error> {
        self.finish();
        Ok(())
    }
}

impl SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.comma();
        let before = self.out.len();
        key.serialize(Line { out: self.out })?;
        // A number stands between quotation marks where it is a key; nothing else may be one.
        match self.out.get(before) {
            Some(b'"') => {}
            Some(b'0'..=b'9' | b'-') => {
                self.out.insert(before, b'"');
                self.out.push(b'"');
            }
            _ => return Err(Error::custom("key must be a string")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(Line { out: self.out })
    }

    fn end(self) -> Result<(), Error> {
        self.finish();
        Ok(())
    }
}

macro_rules! integers {
    ($($method:ident: $of:ty),*) => {$(
        #[inline]
        fn $method(self, n: $of) -> Result<(), Error> {
            self.integer(n);
            Ok(())
        }
    )*};
}

impl<'o> Serializer for Line<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'o>;
    type SerializeTuple = Compound<'o>;
    type SerializeTupleStruct = Compound<'o>;
    type SerializeTupleVariant = Compound<'o>;
    type SerializeMap = Compound<'o>;
    type SerializeStruct = Fields<'o>;
    type SerializeStructVariant = Compound<'o>;

    integers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    );

    #[inline]
    fn serialize_bool(self, v: bool) -> Result<(), Error> {
        self.raw(if v { "true" } else { "false" });
        Ok(())
    }

    fn serialize_f32(self, v: f32) -> Result<(), Error> {
        serde_json::to_writer(self.out, &v)
    }

    fn serialize_f64(self, v: f64) -> Result<(), Error> {
        serde_json::to_writer(self.out, &v)
    }

    fn serialize_char(self, v: char) -> Result<(), Error> {
        self.serialize_str(v.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, v: &str) -> Result<(), Error> {
        quoted(self.out, v);
        Ok(())
    }

    fn serialize_bytes(self, v: &[u8]) -> Result<(), Error> {
        self.collect_seq(v)
    }

    #[inline]
    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<(), Error> {
        self.raw("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut object = Compound::new(self.out, "{", "}");
        object.field(variant, value)?;
        object.finish();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'o>, Error> {
        Ok(Compound::new(self.out, "[", "]"))
    }

    #[inline]
    fn serialize_tuple(self, _: usize) -> Result<Compound<'o>, Error> {
        Ok(Compound::new(self.out, "[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'o>, Error> {
        Ok(Compound::new(self.out, "[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'o>, Error> {
        Ok(Compound::of_variant(self.out, variant, "[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'o>, Error> {
        Ok(Compound::new(self.out, "{", "}"))
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'o>, Error> {
        Ok(if name == NUMBER { Fields::Number(self.out) } else { Fields::Object(Compound::new(self.out, "{", "}")) })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'o>, Error> {
        Ok(Compound::of_variant(self.out, variant, "{", "}}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.out.push(b'"');
        write!(Inside(self.out), "{value}").map_err(Error::custom)?;
        self.out.push(b'"');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Decimal;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct Pair(u8, String);

    #[derive(Serialize)]
    enum Any {
        Nothing,
        One(f64),
        Two(i128, char),
        Named { text: String, number: Option<u64> },
    }

    #[derive(Serialize)]
    #[serde(untagged)]
    enum Inner {
        Texts(Vec<String>),
        Fields { float: f32, unit: Unit },
    }

    #[derive(Serialize)]
    struct Record {
        text: String,
        any: Vec<Any>,
        pair: Pair,
        numbers: BTreeMap<i16, bool>,
        decimal: Option<Decimal>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        empty: Vec<u8>,
        #[serde(flatten)]
        inner: Inner,
    }

    fn same<T: Serialize>(value: &T) {
        let mut written = b"before".to_vec();
        append(&mut written, value).unwrap();
        assert_eq!(String::from_utf8_lossy(&written[6..]), serde_json::to_string(value).unwrap());
    }

    fn record(text: &str, number: i64, float: f64, inner: Inner) -> Record {
        Record {
            text: text.into(),
            any: vec![
                Any::Nothing,
                Any::One(float),
                Any::Two(i128::from(number) << 40, text.chars().next().unwrap_or('"')),
                Any::Named { text: text.chars().rev().collect(), number: u64::try_from(number).ok() },
            ],
            pair: Pair(number as u8, text.repeat(2)),
            numbers: [(number as i16, true), (-7, false)].into(),
            decimal: Decimal::parse(&format!("{number}.50")),
            empty: Vec::new(),
            inner,
        }
    }

    #[test]
    fn writes_what_serde_json_writes() {
        let controls: String = (0..=0x7f_u8).map(char::from).collect();
        for text in
            ["", "plain", "“curly” \u{2028} 東京 😀", "a \"quoted\" \\ word that is longer than a block", &controls]
        {
            same(&record(text, -12, 0.97, Inner::Texts(vec![text.into(), String::new()])));
            same(&record(text, i64::MAX, f64::NAN, Inner::Fields { float: 1e21, unit: Unit }));
        }
        same(&Decimal::parse("79228162514264337593543950335").unwrap());
        same(&serde_json::json!({"a\n": [1.5, null, {}], "b": []}));
    }

    #[test]
    fn what_fails_leaves_nothing_behind() {
        let mut written = b"[".to_vec();
        assert!(append(&mut written, &BTreeMap::from([(vec![1_u8], 2)])).is_err());
        assert_eq!(written, b"[");
    }

    proptest! {
        #[test]
        fn any_text_and_number(text in any::<String>(), number in any::<i64>(), float in any::<f64>()) {
            same(&record(&text, number, float, Inner::Texts(vec![text.clone()])));
        }
    }
}
