//! Claims in a line, as the examples of rules give them.

use crate::claim::Claim;
use crate::value::{Instant, Value};
use arcstr::ArcStr;

/// A claim in the short form of a rule's examples: `subject / object / value`, `-` for what is absent.
pub fn describe(claim: &Claim) -> String {
    let or = |s: &Option<ArcStr>| s.clone().unwrap_or(arcstr::literal!("-"));
    format!("{} / {} / {}", or(&claim.subject), or(&claim.object), brief(&claim.value))
}

/// A value in one short line.
fn brief(value: &Value) -> String {
    let number = |n: &crate::value::Number| match (n.number, n.low, n.high) {
        (Some(n), _, _) => n.to_string(),
        (None, low, high) => {
            let end = |d: Option<crate::value::Decimal>| d.map(|d| d.to_string()).unwrap_or_default();
            format!("{}..{}", end(low), end(high))
        }
    };
    match value {
        Value::Date(t) | Value::Time(t) => {
            let end = |i: Option<Instant>| i.map(|i| i.to_string()).unwrap_or_default();
            match (t.start, t.end) {
                (None, None) => t.timex.clone(),
                (a, b) if a == b => end(a),
                (a, b) => format!("{}..{}", end(a), end(b)),
            }
        }
        Value::Duration(d) => d.timex.clone(),
        Value::Set(s) => s.timex.clone(),
        Value::Number(n) => number(n),
        Value::Ordinal(o) => o.number.to_string(),
        Value::Percent(p) => format!("{} %", number(&p.number)),
        Value::Money(m) => format!("{} {}", number(&m.number), m.currency.as_deref().unwrap_or(&m.currency_text)),
        Value::Quantity(q) => format!("{} {}", number(&q.number), q.unit),
        Value::Quotation(q) => q.content.clone(),
        Value::Person(p) => p.name.clone(),
        Value::Organisation(o) => o.name.clone(),
        Value::Place(p) => p.name.clone(),
        Value::Direction(d) => d.direction.clone(),
        Value::Office(o) => {
            let former = if o.former { "former " } else { "" };
            let country = o.country.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
            format!("{former}{}{country}", o.name)
        }
    }
}
