//! Who holds which office.

use super::change::contains_phrase;
use super::fold;
use super::people::same_office;
use super::policy::{Comparison, Pair, Policy};
use super::question::Question;
use crate::claim::Claim;
use crate::finding::Relation;
use crate::value::{Office, Value};

/// Compares the offices that people are named with.
#[derive(Debug)]
pub(super) struct Offices;

/// The view that asks of a person: which office, still held?
const PERSON: u8 = 0;
/// The view that asks of an office: held by whom?
const OFFICE: u8 = 1;

/// Titles that one person holds at a time, for one country or body.
const UNIQUE: &[&str] = &[
    "president",
    "prime minister",
    "chancellor",
    "king",
    "queen",
    "emperor",
    "pope",
    "foreign minister",
    "finance minister",
    "defence minister",
    "defense minister",
    "interior minister",
    "justice minister",
    "health minister",
    "home secretary",
    "foreign secretary",
    "secretary of state",
    "secretary-general",
    "secretary general",
    "chief justice",
    "attorney general",
    "speaker",
    "chief minister",
    "governor",
    "mayor",
    "premier",
    "taoiseach",
    "managing director",
    "chief executive",
    "chief executive officer",
    "ceo",
    "chief financial officer",
    "archbishop",
    "army chief",
    "central bank governor",
    "head coach",
];

/// Days within which an article still tells of the same holder.
const SEASON: i64 = 120;

impl Policy for Offices {
    fn name(&self) -> &'static str {
        "offices"
    }

    fn about(&self) -> &'static str {
        "an office is held or was held, and some are held by one person at a time"
    }

    fn questions(&self, claim: &Claim) -> Vec<Question> {
        let Some(office) = office(claim) else { return Vec::new() };
        let whose = Question::of(claim);
        let mut out = vec![Question { view: PERSON, object: None, ..whose.clone() }];
        let place = office.country.as_ref().or(office.organisation.as_ref());
        if let (true, Some(place), false) = (unique(office), place, office.former) {
            let qualifiers = [(arcstr::literal!("of"), fold::name(place).into())].into();
            out.push(Question {
                view: OFFICE,
                subject: Some(office.name.as_str().into()),
                object: None,
                qualifiers,
                ..whose
            });
        }
        out
    }

    fn key(&self, claim: &Claim, view: u8) -> Option<String> {
        let o = office(claim)?;
        // "Then-President" names the office of another time and says nothing of today.
        if then(claim) {
            return None;
        }
        if view == OFFICE {
            return claim.subject.as_deref().map(fold::name).filter(|n| n.contains(' '));
        }
        Some(format!(
            "{}|{}|{}|{}",
            fold::name(&o.name),
            o.country.as_deref().map(fold::name).unwrap_or_default(),
            o.organisation.as_deref().map(fold::name).unwrap_or_default(),
            if o.former { "former" } else { "" }
        ))
    }

    fn compare(&self, pair: &Pair<'_>, view: u8) -> Option<Comparison> {
        let (a, b) = (office(pair.older)?, office(pair.newer)?);
        if view == OFFICE { holders(pair) } else { terms(pair, a, b) }
    }
}

fn office(claim: &Claim) -> Option<&Office> {
    match &*claim.value {
        Value::Office(o) => Some(o),
        Value::Person(p) => p.office.as_ref(),
        _ => None,
    }
}

fn unique(office: &Office) -> bool {
    UNIQUE.contains(&office.name.to_lowercase().as_str())
}

fn then(claim: &Claim) -> bool {
    contains_phrase(&claim.text.to_lowercase(), "then")
}

/// One person: former in one article, in office in the other.
fn terms(pair: &Pair<'_>, a: &Office, b: &Office) -> Option<Comparison> {
    if !same_office(a, b) {
        return None;
    }
    if a.former == b.former {
        return Some(Comparison::new(Relation::Refine, 0.9, "one names the office more fully"));
    }
    let near = pair.days.is_none_or(|d| d <= SEASON);
    let bare = [a, b].iter().any(|o| !o.former && o.country.is_none() && o.organisation.is_none());
    if !near {
        let left = b.former && pair.later;
        return left.then(|| {
            Comparison::new(
                Relation::Update,
                0.7,
                "in office when the earlier article appeared, no longer when the later did",
            )
        });
    }
    if pair.changed && pair.later && b.former {
        return Some(Comparison::new(Relation::Update, 0.8, "the later article says that the office was left"));
    }
    let why = "one article has the person in office, the other calls the same person a former holder";
    let c = Comparison::new(Relation::Conflict, 0.9, why);
    Some(if bare { c.doubt(0.75, "former holders are often still given the bare title") } else { c })
}

/// One office: two holders.
fn holders(pair: &Pair<'_>) -> Option<Comparison> {
    if pair.days.is_some_and(|d| d > SEASON) {
        return None;
    }
    let (a, b) = (pair.older.subject.as_deref()?, pair.newer.subject.as_deref()?);
    if fold::sound(a) == fold::sound(b) || related(a, b) {
        return Some(Comparison::new(Relation::Variant, 0.75, "one holder's name is spelled in two ways"));
    }
    if pair.later && pair.changed {
        return Some(Comparison::new(Relation::Update, 0.7, "the later article tells of a change"));
    }
    Some(
        Comparison::new(Relation::Conflict, 0.7, "one office is held by one person at a time")
            .doubt(0.85, "the office may have changed hands"),
    )
}

/// Whether one name is a part of the other, or differs from it in a letter or two.
fn related(a: &str, b: &str) -> bool {
    let (a, b) = (fold::name(a), fold::name(b));
    let words = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (x, y) = (words(&a), words(&b));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    short.iter().all(|w| long.contains(w))
        || x.last() == y.last() && x.first().zip(y.first()).is_some_and(|(p, q)| p.get(..1) == q.get(..1))
}
