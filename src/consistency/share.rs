//! A share beyond the whole.

use super::check::{Alarm, Article, Check};
use crate::value::{PercentUnit, Value};

/// Finds more than all of a group.
pub(super) struct Share;

/// Groups of which nobody can be counted twice.
const GROUPS: &[&str] = &[
    "adults",
    "americans",
    "attendees",
    "ballots",
    "children",
    "citizens",
    "constituencies",
    "customers",
    "delegates",
    "deputies",
    "drivers",
    "electorate",
    "employees",
    "families",
    "farmers",
    "homes",
    "households",
    "lawmakers",
    "members",
    "men",
    "officers",
    "parents",
    "participants",
    "passengers",
    "patients",
    "people",
    "population",
    "pupils",
    "residents",
    "respondents",
    "schools",
    "seats",
    "shareholders",
    "staff",
    "students",
    "teachers",
    "territory",
    "users",
    "voters",
    "votes",
    "women",
    "workers",
    "workforce",
];

impl Check for Share {
    fn name(&self) -> &'static str {
        "share"
    }

    fn about(&self) -> &'static str {
        "no more than 100% of a group can do anything"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for m in article.mentions {
            let Value::Percent(p) = &m.value else { continue };
            let Some(n) = p.number.number.filter(|_| p.unit == PercentUnit::Percent) else { continue };
            if n.to_f64() <= 100.0 || article.word(m.tokens.end) != "of" {
                continue;
            }
            // "of voters", "of the registered voters": the noun stands within three words.
            let noun =
                (m.tokens.end + 1..m.tokens.end + 5).map(|i| article.word(i)).find(|w| GROUPS.contains(&w.as_str()));
            let compared = (m.tokens.end + 1..m.tokens.end + 8).any(|i| {
                matches!(
                    article.word(i).as_str(),
                    "capacity" | "needed" | "required" | "target" | "level" | "rate" | "average"
                )
            });
            let Some(noun) = noun.filter(|_| !compared) else { continue };
            let text = m.span.of(&article.document.text);
            out.push(Alarm::error(
                0.8,
                format!("“{text} of {noun}”: a share beyond the whole"),
                format!("no more than 100% of {noun} can be counted"),
                vec![(m.span, Some(m.value.clone()))],
            ));
        }
    }
}
