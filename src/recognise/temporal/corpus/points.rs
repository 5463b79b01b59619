//! A table of sentences with every expression of time in them, its value and its bounds.

use super::read;
use crate::value::{Instant, Value};

/// Words, TIMEX3 value and bounds of a mention, as the table writes them.
fn written((words, value): &(String, Value)) -> String {
    let (start, end) = match value {
        Value::Date(t) | Value::Time(t) => (t.start, t.end),
        Value::Duration(d) => (d.start, d.end),
        _ => (None, None),
    };
    let side = |i: Option<Instant>| i.map(|i| i.to_string()).unwrap_or_default();
    let bounds = format!(", {}..{}", side(start), side(end));
    format!("{words} = {}{}", super::timex(value), if bounds == ", .." { "" } else { &bounds })
}

#[test]
fn points_and_lengths_of_the_table_are_read() {
    let (mut wrong, mut published) = (Vec::new(), "");
    for line in include_str!("points.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        if let Some(day) = line.strip_prefix("@ ") {
            published = day;
            continue;
        }
        let (text, want) = line.split_once(" => ").unwrap();
        let found: Vec<String> = read(text, Some(published)).iter().map(written).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join("; ") };
        if found != want {
            wrong.push(format!("{text} ({published})\n  {want}\n  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
