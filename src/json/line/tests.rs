//! Held against `serde_json`.

use super::*;
use crate::value::Decimal;
use proptest::prelude::*;
use serde::Serialize;
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
    Texts { texts: Vec<String> },
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
    for text in ["", "plain", "“curly” \u{2028} 東京 😀", "a \"quoted\" \\ word that is longer than a block", &controls]
    {
        same(&record(text, -12, 0.97, Inner::Texts { texts: vec![text.into(), String::new()] }));
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
        same(&record(&text, number, float, Inner::Texts { texts: vec![text.clone()] }));
    }
}
