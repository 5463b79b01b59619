//! Values and names in words for a person.

use crate::document::{Document, PublishedFrom};
use crate::finding::{Relation, Severity};
use crate::lexicon::{Nouns, country_name};
use crate::value::{Decimal, Hedge, Instant, Number, PercentUnit, Temporal, TimexMod, Value};
use chrono::{Datelike, Month, NaiveDate};

/// A value as an editor would write it: "4–5 December 2025", "68.7 billion USD".
pub fn value(value: &Value) -> String {
    match value {
        Value::Date(t) | Value::Time(t) => temporal(t),
        Value::Duration(d) => d.timex.clone(),
        Value::Set(s) => s.timex.clone(),
        Value::Number(n) => number(n),
        Value::Ordinal(o) => format!("no. {}", o.number),
        Value::Percent(p) => {
            let unit = match p.unit {
                PercentUnit::Percent => "%",
                PercentUnit::PercentagePoint => " percentage points",
                PercentUnit::BasisPoint => " basis points",
            };
            format!("{}{unit}", number(&p.number))
        }
        Value::Money(m) => format!("{} {}", number(&m.number), m.currency.as_deref().unwrap_or(&m.currency_text)),
        Value::Quantity(q) if q.is_count() && q.number.number != Some(Decimal::ONE) => {
            format!("{} {}", number(&q.number), Nouns::bundled().plural_of(&q.unit))
        }
        Value::Quantity(q) => format!("{} {}", number(&q.number), q.unit),
        Value::Quotation(q) => format!("“{}”", shorten(&q.content, 60)),
        Value::Person(p) => p.name.clone(),
        Value::Organisation(o) => o.name.clone(),
        Value::Place(p) => p.name.clone(),
        Value::Direction(d) => d.direction.clone(),
        Value::Office(o) => {
            let former = if o.former { "former " } else { "" };
            let country = o.country.as_deref().map(|c| country_name(c).unwrap_or(c));
            let of = country.or(o.organisation.as_deref());
            let of = of.map(|c| format!(", {c}")).unwrap_or_default();
            format!("{former}{}{of}", o.name)
        }
    }
}

/// A relation in one word.
pub fn relation(r: Relation) -> &'static str {
    match r {
        Relation::Conflict => "conflict",
        Relation::Update => "update",
        Relation::Variant => "variant",
        Relation::Compatible => "compatible",
        Relation::Refine => "refine",
        Relation::Agree => "agree",
    }
}

/// A severity in one word.
pub fn severity(s: Severity) -> &'static str {
    match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// " (published 1 October 2025)", with how it is known where that is a guess.
pub fn published(d: &Document) -> String {
    match d.meta.published {
        Some(p) if p.from == PublishedFrom::Inferred => format!(" (undated, read as of {})", day(p.date())),
        Some(p) => format!(" (published {})", day(p.date())),
        None => " (undated)".into(),
    }
}

/// " (1 Oct 2025)", where there is little room.
pub(super) fn published_briefly(d: &Document) -> String {
    d.meta.published.map(|p| p.date().format(" (%-d %b %Y)").to_string()).unwrap_or_default()
}

/// At most `most` characters, an ellipsis where something is left out.
pub fn shorten(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= most {
        return flat;
    }
    let kept: String = flat.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn number(n: &Number) -> String {
    let hedge = match n.hedge {
        None => "",
        Some(Hedge::About) => "about ",
        Some(Hedge::Under) => "under ",
        Some(Hedge::Over) => "over ",
        Some(Hedge::AtMost) => "at most ",
        Some(Hedge::AtLeast) => "at least ",
    };
    let grouped = |d: crate::value::Decimal| grouped(&d.to_string());
    let value = match (n.number, n.low, n.high) {
        (Some(n), _, _) => grouped(n),
        (None, Some(a), Some(b)) => format!("{} to {}", grouped(a), grouped(b)),
        (None, Some(a), None) => format!("{} or more", grouped(a)),
        (None, None, Some(b)) => format!("up to {}", grouped(b)),
        (None, None, None) => String::new(),
    };
    format!("{hedge}{value}")
}

/// Digits in groups of three, from five digits on; whole millions and billions in words.
fn grouped(digits: &str) -> String {
    let (sign, rest) = digits.strip_prefix('-').map_or(("", digits), |r| ("−", r));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    for (zeros, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        if fraction.is_empty() && whole.len() > zeros {
            let (head, tail) = whole.split_at(whole.len() - zeros);
            let tail = tail.trim_end_matches('0');
            if tail.len() <= 3 {
                let point = if tail.is_empty() { "" } else { "." };
                return format!("{sign}{head}{point}{tail} {word}");
            }
        }
    }
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && whole.len() > 4 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{out}{point}{fraction}")
}

fn temporal(t: &Temporal) -> String {
    if let Some(words) = part_of_period(t) {
        return words;
    }
    let words = match (t.start, t.end) {
        (Some(Instant::Date(a)), Some(Instant::Date(b))) => dates(a, b),
        (Some(Instant::Time(a)), Some(_)) => a.format("%-d %B %Y, %H:%M").to_string(),
        (None, Some(b)) => return format!("by {}", day(b.date())),
        (Some(a), None) => return format!("from {}", day(a.date())),
        _ => return t.timex.clone(),
    };
    match t.modifier {
        Some(TimexMod::Before) => format!("before {words}"),
        Some(TimexMod::After) => format!("after {words}"),
        Some(TimexMod::OnOrBefore) => format!("by {words}"),
        Some(TimexMod::OnOrAfter) => format!("from {words}"),
        Some(TimexMod::Start) => format!("early {words}"),
        Some(TimexMod::Mid) => format!("mid-{words}"),
        Some(TimexMod::End) => format!("late {words}"),
        Some(TimexMod::Approx) => format!("about {words}"),
        _ => words,
    }
}

/// "late 2025", "mid-May 2025": a part of a period goes by the period's name, not by its own days.
fn part_of_period(t: &Temporal) -> Option<String> {
    let part = match t.modifier? {
        TimexMod::Start => "early ",
        TimexMod::Mid => "mid-",
        TimexMod::End => "late ",
        _ => return None,
    };
    let mut fields = t.timex.splitn(2, '-');
    let year: i32 = fields.next()?.parse().ok()?;
    let period = match fields.next() {
        None if t.timex.len() == 4 => year.to_string(),
        Some(month) if month.len() == 2 => {
            NaiveDate::from_ymd_opt(year, month.parse().ok()?, 1)?.format("%B %Y").to_string()
        }
        _ => return None,
    };
    Some(format!("{part}{period}"))
}

/// A day: "4 December 2025".
pub fn day(d: NaiveDate) -> String {
    format!("{} {} {}", d.day(), month(d), d.year())
}

fn month(d: NaiveDate) -> &'static str {
    u8::try_from(d.month()).ok().and_then(|m| Month::try_from(m).ok()).map_or("", |m| m.name())
}

/// A range of days in its shortest form: "2025", "December 2025", "4–5 December 2025".
pub fn dates(a: NaiveDate, b: NaiveDate) -> String {
    let next = b.succ_opt();
    let first = |d: NaiveDate| d.day() == 1;
    if a == b {
        return day(a);
    }
    if first(a) && next.is_some_and(first) {
        if a.month() == 1 && b.month() == 12 {
            return if a.year() == b.year() { a.year().to_string() } else { format!("{}–{}", a.year(), b.year()) };
        }
        if (a.year(), a.month()) == (b.year(), b.month()) {
            return format!("{} {}", month(a), a.year());
        }
        return format!("{} {} to {} {}", month(a), a.year(), month(b), b.year());
    }
    if (a.year(), a.month()) == (b.year(), b.month()) {
        format!("{}–{}", a.day(), day(b))
    } else if a.year() == b.year() {
        format!("{} {} – {}", a.day(), month(a), day(b))
    } else {
        format!("{} – {}", day(a), day(b))
    }
}

/// Text from a source made harmless for a terminal: control and direction characters become
/// visible stand-ins, so that no article can move the cursor, colour the screen or turn the line.
pub fn harmless(text: &str) -> String {
    let is_plain = text.bytes().all(|b| matches!(b, b' '..=b'~'));
    if is_plain { text.to_owned() } else { text.chars().map(stand_in).collect() }
}

/// What is shown for a character: itself, unless it does something to a terminal.
fn stand_in(c: char) -> char {
    match c {
        '\n' | '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn ranges_in_their_shortest_form() {
        for (a, b, words) in [
            (ymd(2025, 12, 4), ymd(2025, 12, 5), "4–5 December 2025"),
            (ymd(2025, 12, 30), ymd(2026, 1, 2), "30 December 2025 – 2 January 2026"),
            (ymd(2025, 1, 1), ymd(2025, 12, 31), "2025"),
            (ymd(2024, 2, 1), ymd(2024, 2, 29), "February 2024"),
            (ymd(2025, 3, 3), ymd(2025, 3, 3), "3 March 2025"),
        ] {
            assert_eq!(dates(a, b), words);
        }
    }

    #[test]
    fn numbers_in_words() {
        for (digits, words) in
            [("68700000000", "68.7 billion"), ("1440000", "1.44 million"), ("12345", "12,345"), ("4.88", "4.88")]
        {
            assert_eq!(grouped(digits), words);
        }
    }

    #[test]
    fn escapes_are_shown_harmless() {
        assert_eq!(harmless("a\u{1b}[31mb\u{9b}c\u{202e}"), "a\u{241b}[31mb\u{fffd}c\u{fffd}");
    }
}
