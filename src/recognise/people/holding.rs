//! Whether an office that is named alone is one that somebody was named with.

use crate::value::Office;

/// Titles of those who lead a country: "the Ruritanian leader".
pub(super) const LEADERS: &[&str] = &[
    "president",
    "prime minister",
    "king",
    "queen",
    "chancellor",
    "emperor",
    "supreme leader",
    "sultan",
    "emir",
    "premier",
    "head of state",
    "head of government",
    "taoiseach",
    "monarch",
    "leader",
    "first minister",
    "junta leader",
];

/// "minister" of "foreign minister".
pub(super) fn head(title: &str) -> &str {
    title.split(" to ").next().and_then(|t| t.rsplit(' ').next()).unwrap_or(title)
}

/// How well an office that a person is named with fits one that is named alone; `None` for not.
pub(super) fn fit(alone: &Office, held: &Office, leader: bool) -> Option<i32> {
    let mut score = 0;
    if leader {
        if !LEADERS.contains(&held.name.as_str()) {
            return None;
        }
    } else if alone.name == held.name {
        score += 2;
    } else if !held.name.ends_with(&alone.name) || alone.name == "minister" && held.name == "prime minister" {
        return None;
    }
    if alone.former != held.former {
        return None;
    }
    match (&alone.country, &held.country) {
        (Some(a), Some(b)) if a == b => score += 4,
        (Some(_), Some(_)) => return None,
        (Some(_), None) => score -= 1,
        (None, _) => {}
    }
    match (&alone.organisation, &held.organisation) {
        (Some(a), Some(b)) if a == b => score += 2,
        (Some(_), Some(_)) => return None,
        (Some(_), None) if alone.country.is_none() => score -= 1,
        _ => {}
    }
    Some(score)
}
