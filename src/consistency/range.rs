//! A range that runs backwards.

use super::check::{Alarm, Article, Check};
use crate::value::{Grain, Value};

/// Finds ranges of dates whose end lies before their start.
pub(super) struct Range;

impl Check for Range {
    fn name(&self) -> &'static str {
        "range"
    }

    fn about(&self) -> &'static str {
        "a range of dates ends after it begins"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for m in article.mentions {
            let Value::Date(t) = &m.value else { continue };
            let backwards = t.start.zip(t.end).is_some_and(|(a, b)| a.date() > b.date());
            if backwards && matches!(t.grain, Some(Grain::Day | Grain::Month | Grain::Year)) {
                let text = m.span.of(&article.document.text);
                out.push(Alarm::error(
                    0.85,
                    format!("“{text}” runs backwards"),
                    "the second date of the range comes before the first".to_owned(),
                    vec![(m.span, Some(m.value.clone()))],
                ));
            }
        }
    }
}
