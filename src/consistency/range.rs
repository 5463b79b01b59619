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
            let (backwards, what) = match &m.value {
                Value::Date(t) => {
                    let days = t.start.zip(t.end).is_some_and(|(a, b)| a.date() > b.date());
                    (days && matches!(t.grain, Some(Grain::Day | Grain::Month | Grain::Year)), "date")
                }
                Value::Number(n) => (n.low.zip(n.high).is_some_and(|(a, b)| a > b) && between(text), "figure"),
                Value::Money(v) => {
                    (v.number.low.zip(v.number.high).is_some_and(|(a, b)| a > b) && between(text), "amount")
                }
                Value::Percent(v) => {
                    (v.number.low.zip(v.number.high).is_some_and(|(a, b)| a > b) && between(text), "share")
                }
                Value::Quantity(v) => {
                    (v.number.low.zip(v.number.high).is_some_and(|(a, b)| a > b) && between(text), "quantity")
                }
                _ => (false, ""),
            };
            if backwards {
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

/// "from 60 to 40" tells of a fall; "between 60 and 40" does not.
fn between(text: &str) -> bool {
    text.to_lowercase().starts_with("between")
}
