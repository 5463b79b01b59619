//! A change that its own two figures contradict: "rose 5% to 120 from 100".

mod judge;
mod shape;
mod words;

use super::check::{Alarm, Article, Check};
use crate::recognise::Mention;
use crate::value::{Percent, PercentUnit, Value};

/// Holds changes against the figures that they lead from and to.
pub(super) struct Change;

impl Check for Change {
    fn name(&self) -> &'static str {
        "change"
    }

    fn about(&self) -> &'static str {
        "a percentage, a difference or a multiple is that of the two figures printed with it"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for sentence in &article.text.sentences {
            if article.counts(sentence) < 2 {
                continue;
            }
            let row = article.row(sentence);
            let mut i = 0;
            while i < row.len() {
                let found = shape::read(&row, i);
                if let Some((stated, end)) = found {
                    out.extend(judge::judge(article, &stated));
                    i = end.max(i + 1);
                } else {
                    i += 1;
                }
            }
        }
    }
}

/// By how much a figure is said to have changed.
#[derive(Debug, Clone, Copy)]
enum Amount<'a> {
    /// "5%".
    Percent(&'a Mention),
    /// "1.9 points", between percentages.
    Points(&'a Mention),
    /// "2.1 billion crowns".
    Difference(&'a Mention),
    /// "more than doubled": least and greatest multiple, and the token that says it.
    Multiple(f64, f64, usize),
}

/// A change, the figure after and the figure before.
#[derive(Debug, Clone, Copy)]
struct Stated<'a> {
    rises: bool,
    amount: Amount<'a>,
    to: &'a Mention,
    from: &'a Mention,
}

fn percent(m: &Mention) -> Option<PercentUnit> {
    match &m.value {
        Value::Percent(Percent { unit, .. }) => Some(*unit),
        _ => None,
    }
}

fn figure(m: &Mention) -> bool {
    matches!(m.value, Value::Number(_) | Value::Money(_) | Value::Quantity(_))
}
