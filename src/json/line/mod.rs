//! Compact JSON by the million lines.

mod buffer;
#[cfg(test)]
mod tests;

use buffer::{Buffer, any_escaped};
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
    let mut buffer = Buffer::new(std::mem::take(out));
    let written = value.serialize(Line { out: &mut buffer, key: false });
    buffer.flush();
    *out = buffer.all;
    written.inspect_err(|_| out.truncate(before))
}

/// The name under which `serde_json` hands on a number that it has as text.
const NUMBER: &str = "$serde_json::private::Number";

struct Line<'o> {
    out: &'o mut Buffer,
    /// It is the key of a map: a text, or a number between quotation marks.
    key: bool,
}

impl<'o> Line<'o> {
    #[inline]
    fn new(out: &'o mut Buffer) -> Self {
        Self { out, key: false }
    }

    #[inline]
    fn no_key(&self) -> Result<(), Error> {
        if self.key { Err(Error::custom("key must be a string")) } else { Ok(()) }
    }

    #[inline]
    fn raw(self, text: &str) -> Result<(), Error> {
        self.no_key()?;
        self.out.put(text.as_bytes());
        Ok(())
    }

    #[inline]
    fn open(self, open: u8, close: u8) -> Result<Compound<'o>, Error> {
        self.no_key()?;
        self.out.byte(open);
        Ok(Compound { out: self.out, first: true, close, of_variant: false })
    }

    /// The only field of an object, `variant`.
    fn open_variant(self, variant: &str, open: u8, close: u8) -> Result<Compound<'o>, Error> {
        self.no_key()?;
        self.out.byte(b'{');
        self.out.quoted(variant);
        self.out.byte(b':');
        Ok(Compound { of_variant: true, ..self.open(open, close)? })
    }
}

/// What is formatted straight into a quoted text.
struct Inside<'o>(&'o mut Buffer);

impl fmt::Write for Inside<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.inside(text.as_bytes());
        Ok(())
    }
}

/// An array or an object that is being written.
struct Compound<'o> {
    out: &'o mut Buffer,
    /// Nothing was written yet.
    first: bool,
    close: u8,
    /// An object of one field, the variant, holds it.
    of_variant: bool,
}

impl Compound<'_> {
    #[inline]
    fn comma(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.byte(b',');
        }
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        value.serialize(Line::new(self.out))
    }

    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        // Names of fields hold nothing that JSON escapes: serde makes them of identifiers and `rename`.
        debug_assert!(!any_escaped(key.as_bytes()));
        self.comma();
        self.out.byte(b'"');
        self.out.put(key.as_bytes());
        self.out.put(b"\":");
        value.serialize(Line::new(self.out))
    }

    #[inline]
    fn finish(self) {
        self.out.byte(self.close);
        if self.of_variant {
            self.out.byte(b'}');
        }
    }
}

/// A struct: fields, or the text of a number.
enum Fields<'o> {
    Object(Compound<'o>),
    Number(&'o mut Buffer),
}

/// The text of a number is the number.
fn number<T: Serialize + ?Sized>(out: &mut Buffer, text: &T) -> Result<(), Error> {
    out.flush();
    let before = out.all.len();
    text.serialize(Line::new(out))?;
    out.flush();
    out.all.pop();
    out.all.remove(before);
    Ok(())
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Error;

    #[allow(clippy::inline_always)]
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
        key.serialize(Line { out: self.out, key: true })
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.byte(b':');
        value.serialize(Line::new(self.out))
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
            if self.key {
                self.out.byte(b'"');
            }
            match u32::try_from(n) {
                Ok(n) => self.out.offset(n),
                Err(_) => self.out.integer(n),
            }
            if self.key {
                self.out.byte(b'"');
            }
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
        self.raw(if v { "true" } else { "false" })
    }

    fn serialize_f32(self, v: f32) -> Result<(), Error> {
        self.no_key()?;
        self.out.flush();
        serde_json::to_writer(&mut self.out.all, &v)
    }

    fn serialize_f64(self, v: f64) -> Result<(), Error> {
        self.no_key()?;
        self.out.flush();
        serde_json::to_writer(&mut self.out.all, &v)
    }

    fn serialize_char(self, v: char) -> Result<(), Error> {
        self.serialize_str(v.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, v: &str) -> Result<(), Error> {
        self.out.quoted(v);
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
        self.raw("null")
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
        let mut object = self.open(b'{', b'}')?;
        object.field(variant, value)?;
        object.finish();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'o>, Error> {
        self.open(b'[', b']')
    }

    #[inline]
    fn serialize_tuple(self, _: usize) -> Result<Compound<'o>, Error> {
        self.open(b'[', b']')
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'o>, Error> {
        self.open(b'[', b']')
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'o>, Error> {
        self.open_variant(variant, b'[', b']')
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'o>, Error> {
        self.open(b'{', b'}')
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'o>, Error> {
        if name == NUMBER {
            return Ok(Fields::Number(self.out));
        }
        self.open(b'{', b'}').map(Fields::Object)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'o>, Error> {
        self.open_variant(variant, b'{', b'}')
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.out.byte(b'"');
        write!(Inside(self.out), "{value}").map_err(Error::custom)?;
        self.out.byte(b'"');
        Ok(())
    }
}
