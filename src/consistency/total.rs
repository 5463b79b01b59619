//! A list of parts that does not make its total, and shares that go beyond the whole.

use super::check::{Alarm, Article, Check, Piece};
use super::people::{PEOPLE, plain};
use crate::recognise::Mention;
use crate::value::{Decimal, Number, Percent, PercentUnit, Value};

/// Holds lists against the total that they are printed with.
pub(super) struct Total;

/// Nouns beside people of which a list can be the whole.
const COUNTED: &[&str] = &[
    "aircraft",
    "boat",
    "brigade",
    "bus",
    "car",
    "company",
    "councillor",
    "country",
    "delegate",
    "deputy",
    "family",
    "farm",
    "firm",
    "goal",
    "home",
    "house",
    "judge",
    "lawmaker",
    "medal",
    "member",
    "minister",
    "nation",
    "plane",
    "region",
    "school",
    "seat",
    "senator",
    "ship",
    "state",
    "team",
    "town",
    "train",
    "vehicle",
    "vessel",
    "village",
    "vote",
];

/// Wholes of which a party or a country holds a share.
const SEATS: &[&str] = &["councillor", "delegate", "deputy", "lawmaker", "medal", "member", "seat", "senator", "vote"];

/// Verbs by which shares of [`SEATS`] are held.
const HOLD: &[&str] =
    &["control", "controls", "gained", "got", "had", "has", "have", "held", "hold", "holds", "took", "win", "won"];

/// Words of an item of a list.
const ITEM: usize = 6;

/// Words that set a share beside one of another day or of another group.
const OTHER: &[&str] = &[
    "after",
    "against",
    "ago",
    "before",
    "compared",
    "down",
    "earlier",
    "fell",
    "from",
    "last",
    "previous",
    "previously",
    "rose",
    "second",
    "since",
    "support",
    "than",
    "then",
    "turnout",
    "up",
    "versus",
    "vs",
    "while",
];

impl Check for Total {
    fn name(&self) -> &'static str {
        "total"
    }

    fn about(&self) -> &'static str {
        "a list of parts adds up to the total printed with it, and shares of one vote to no more than 100%"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for sentence in &article.text.sentences {
            if article.counts(sentence) < 2 {
                continue;
            }
            let row = article.row(sentence);
            out.extend(
                (0..row.len()).find_map(|i| listed(&row, i).or_else(|| held(&row, i))).map(|s| s.alarm(article)),
            );
            out.extend(shares(article, &row));
        }
    }
}

/// A total and parts that do not make it.
struct Sum<'a> {
    whole: i64,
    total: &'a Mention,
    parts: Vec<(i64, &'a Mention)>,
}

impl Sum<'_> {
    fn sum(&self) -> i64 {
        self.parts.iter().fold(0, |s, p| s.saturating_add(p.0))
    }

    fn alarm(&self, article: &Article<'_>) -> Alarm {
        let words = |m: &Mention| m.span.of(&article.document.text).to_owned();
        let list: Vec<String> = self.parts.iter().map(|p| p.0.to_string()).collect();
        let (last, rest) = list.split_last().map_or((String::new(), String::new()), |(l, r)| (l.clone(), r.join(", ")));
        let places = std::iter::once(self.total).chain(self.parts.iter().map(|p| p.1));
        Alarm::error(
            0.8,
            format!("“{}”: the parts do not add up", words(self.total)),
            format!("{rest} and {last} make {}, not {}", self.sum(), self.whole),
            places.map(|m| (m.span, Some(m.value.clone()))).collect(),
        )
    }
}

/// A noun as units have it: in the singular.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The total at `i`, where its noun is one of `nouns`.
fn whole<'a>(row: &[Piece<'a>], i: usize, nouns: &[&[&str]]) -> Option<(i64, &'a Mention)> {
    let piece = row.get(i)?;
    let (n, unit, _) = plain(piece)?;
    let noun = unit.unwrap_or_else(|| row.get(i + 1).map_or("", |p| p.word.as_str()));
    let known = nouns.iter().any(|l| l.contains(&noun) || l.contains(&singular(noun)));
    known.then_some((n, piece.mention?))
}

/// "18 members: nine Farmers, six Liberals and two Greens."
fn listed<'a>(row: &[Piece<'a>], i: usize) -> Option<Sum<'a>> {
    let (whole, total) = whole(row, i, &[COUNTED, PEOPLE])?;
    let colon = (i + 1..(i + 5).min(row.len())).find(|&j| row[j].is(&[":"]))?;
    let mut parts = Vec::new();
    let mut closed = false;
    let mut j = colon + 1;
    loop {
        let (n, _, _) = plain(row.get(j)?)?;
        parts.push((n, row[j].mention?));
        let end = (j + 1..(j + 2 + ITEM).min(row.len() + 1)).find(|&k| {
            row.get(k).is_none_or(|p| p.mention.is_some_and(is_figure) || p.is(&[",", "and", ".", ";", ":"]))
        })?;
        match row.get(end) {
            Some(p) if p.is(&[","]) => j = end + 1 + usize::from(row.get(end + 1).is_some_and(|p| p.is(&["and"]))),
            Some(p) if p.is(&["and"]) => j = end + 1,
            Some(p) if p.mention.is_some() || p.is(&[":"]) => return None,
            _ => break,
        }
        closed |= row.get(j.wrapping_sub(1)).is_some_and(|p| p.is(&["and"]));
    }
    let found = Sum { whole, total, parts };
    // A list that falls far short names some of the parts only.
    let short = found.sum() < whole && (!closed || found.sum() * 10 < whole * 6);
    (found.parts.len() > 1 && found.sum() != whole && !short).then_some(found)
}

fn is_figure(m: &Mention) -> bool {
    matches!(m.value, Value::Number(_) | Value::Quantity(_) | Value::Money(_) | Value::Percent(_) | Value::Date(_))
}

/// "21 seats, of which the Farmers hold 12 and the Liberals 11".
fn held<'a>(row: &[Piece<'a>], i: usize) -> Option<Sum<'a>> {
    let (whole, total) = whole(row, i, &[SEATS])?;
    let of = (i + 1..(i + 4).min(row.len())).find(|&j| row[j].is(&["of"]))?;
    row.get(of + 1)?.is(&["which"]).then_some(())?;
    let rest = row.get(of + 2..)?;
    let stop = rest.iter().position(|p| p.is(&[";", ".", "while", "but", "before", "after"])).unwrap_or(rest.len());
    let clause = rest.get(..stop)?;
    let first = clause.iter().position(|p| plain(p).is_some())?;
    clause.get(..first)?.iter().any(|p| p.is(HOLD)).then_some(())?;
    let figures = clause.iter().filter(|p| p.mention.is_some_and(is_figure)).count();
    let parts: Vec<(i64, &Mention)> = clause.iter().filter_map(|p| Some((plain(p)?.0, p.mention?))).collect();
    let found = Sum { whole, total, parts };
    (found.parts.len() > 1 && found.parts.len() == figures && found.sum() > whole).then_some(found)
}

/// "the Farmers 48 percent of the vote, the Liberals 41 percent and the Greens 19 percent".
fn shares(article: &Article<'_>, row: &[Piece<'_>]) -> Option<Alarm> {
    let vote = row.iter().any(|p| p.is(&["vote", "votes", "ballots", "seats"]));
    if !vote || row.iter().any(|p| p.is(OTHER)) {
        return None;
    }
    let mut sum = Decimal::ZERO;
    let mut holders: Vec<&str> = Vec::new();
    let mut places = Vec::new();
    for (i, p) in row.iter().enumerate() {
        let Some(m) = p.mention else { continue };
        let Value::Percent(Percent { number, unit: PercentUnit::Percent }) = &m.value else { continue };
        let Number { number: Some(n), hedge: None, .. } = number else { return None };
        // "With 92 percent of the ballots counted": how far the count has come.
        let counted = row.get(i + 1).is_some_and(|p| p.is(&["of"]))
            && (2..7).any(|k| row.get(i + k).is_some_and(|p| p.is(&["counted", "reporting", "tallied"])));
        if counted {
            continue;
        }
        // The share of a group, such as "48 percent of farmers", is another question.
        let group = row.get(i + 1).is_some_and(|p| p.is(&["of"]))
            && !(2..5).any(|k| row.get(i + k).is_some_and(|p| p.is(&["vote", "votes", "ballots", "seats"])));
        let holder = article.text.token(p.token.checked_sub(1)?);
        let named = (1..4).filter_map(|k| p.token.checked_sub(k)).map(|t| article.text.token(t));
        let holder = named.into_iter().find(|w| w.starts_with(char::is_uppercase)).unwrap_or(holder);
        if group || !holder.starts_with(char::is_uppercase) || holders.contains(&holder) {
            return None;
        }
        holders.push(holder);
        sum = sum.plus(*n)?;
        places.push((m.span, Some(m.value.clone())));
    }
    // Each printed share may be rounded up by half a point.
    let most = 100.0 + 0.5 * places.len() as f64 + 1e-9;
    (places.len() > 1 && sum.to_f64() > most).then(|| {
        Alarm::error(
            0.75,
            format!("the shares of {} add up to {sum}%", holders.join(", ")),
            "no more than 100% of a vote can be shared out".to_owned(),
            places,
        )
    })
}
