//! A range that runs backwards.

use super::check::{Alarm, Article, Check};
use crate::value::{Grain, Value};

/// Finds ranges whose end lies before their start.
pub(super) struct Range;

impl Check for Range {
    fn name(&self) -> &'static str {
        "range"
    }

    fn about(&self) -> &'static str {
        "a range ends after it begins"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for m in article.mentions {
            let text = m.span.of(&article.document.text);
            let (wrong, what) = match &m.value {
                Value::Date(t) => {
                    let days = t.start.zip(t.end).is_some_and(|(a, b)| a.date() > b.date());
                    (days && matches!(t.grain, Some(Grain::Day | Grain::Month | Grain::Year)), "date")
                }
                Value::Number(_) => (backwards(text), "figure"),
                Value::Money(_) => (backwards(text), "amount"),
                Value::Percent(_) => (backwards(text), "share"),
                Value::Quantity(_) => (backwards(text), "quantity"),
                _ => (false, ""),
            };
            if wrong {
                out.push(Alarm::error(
                    0.85,
                    format!("“{text}” runs backwards"),
                    format!("the second {what} of the range comes before the first"),
                    vec![(m.span, Some(m.value.clone()))],
                ));
            }
        }
    }
}

/// "between 60 and 40"; "from 60 to 40" tells of a fall. The ends are read from the words, because
/// the value has them in order.
fn backwards(text: &str) -> bool {
    let lower = text.to_lowercase();
    let Some((a, b)) = lower.strip_prefix("between").and_then(|r| r.split_once(" and ")) else { return false };
    let plain = |s: &str| {
        let digits: String = s.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let words = s.chars().filter(|c| c.is_alphabetic()).count();
        digits.parse::<f64>().ok().map(|n| (n, words))
    };
    // Words such as "million" on either side would have to be weighed as well.
    let scale = |s: &str| ["thousand", "million", "billion", "trillion", "lakh", "crore"].iter().any(|w| s.contains(w));
    match (plain(a), plain(b)) {
        (Some((x, _)), Some((y, _))) => x > y && !scale(a) && !scale(b),
        _ => false,
    }
}
