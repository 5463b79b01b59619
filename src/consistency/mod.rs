//! What one article contradicts in itself: one file a check.

mod age;
mod change;
mod check;
mod conversion;
mod duration;
mod headline;
mod order;
mod ordinal;
mod parts;
mod people;
mod range;
mod share;
mod total;
mod weekday;

pub use check::{Alarm, Article, Check, Piece};

use crate::finding::Finding;

/// Every check, in the order in which they are listed to a user.
pub const CHECKS: &[&dyn Check] = &[
    &weekday::Weekday,
    &change::Change,
    &parts::Parts,
    &total::Total,
    &share::Share,
    &range::Range,
    &conversion::Conversion,
    &age::Age,
    &duration::Duration,
    &order::Order,
    &ordinal::Ordinal,
    &headline::Headline,
];

/// The findings of all checks over one article, in the order of the text. Linear in its length.
pub fn run(article: &Article<'_>) -> Vec<Finding> {
    let mut found: Vec<(u32, &str, Alarm)> = Vec::new();
    for check in CHECKS {
        let mut alarms = Vec::new();
        check.check(article, &mut alarms);
        found.extend(alarms.into_iter().map(|a| (a.places.first().map_or(0, |p| p.0.start), check.name(), a)));
    }
    found.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    found.into_iter().map(|(_, name, alarm)| alarm.finding(name, article.document)).collect()
}

#[cfg(test)]
mod tests;
