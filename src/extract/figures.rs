//! Figures that no rule took: each becomes a claim of kind `figure`, to be aligned by its sentence.

use crate::value::{Anchor, Value};

/// Kind of these claims.
pub(super) const KIND: &str = "figure";

/// What stands for their rule.
pub(super) const RULE: &str = "built-in/figure";

/// Whether a value that no rule took is worth a claim: a figure, or a date that prints its day or year.
pub(super) fn is_figure(value: &Value, text: &str) -> bool {
    match value {
        Value::Money(_) | Value::Percent(_) | Value::Quantity(_) | Value::Duration(_) => true,
        Value::Number(_) | Value::Ordinal(_) => true,
        Value::Date(t) | Value::Time(t) => {
            text.chars().any(|c| c.is_ascii_digit())
                && t.anchor != Anchor::None
                && (t.start.is_some() || t.end.is_some())
        }
        _ => false,
    }
}
