//! A headline whose figure its own article contradicts.

use super::check::{Alarm, Article, Check, Piece};
use super::people::PEOPLE;
use crate::recognise::Mention;
use crate::text::Sentence;
use crate::value::{Hedge, Number, Value};

/// Holds the figures of a headline against the lead.
pub(super) struct Headline;

/// Words of a headline at most.
const LONG: usize = 16;
/// Sentences of the lead.
const LEAD: usize = 2;
/// Words between a figure and what is said of it.
const NEAR: usize = 4;
/// Share by which a headline may round.
const ROUND: f64 = 0.08;

/// Words that say what happened to the people that are counted.
const FATES: &[(&str, &[&str])] = &[
    ("dead", &["dead", "death", "deaths", "die", "died", "dies", "kill", "killed", "killing", "kills"]),
    ("hurt", &["hurt", "injured", "injures", "injuring", "wounded", "wounding", "wounds"]),
    ("held", &["arrest", "arrested", "arrests", "detained", "detains", "held"]),
    ("missing", &["missing"]),
];

impl Check for Headline {
    fn name(&self) -> &'static str {
        "headline"
    }

    fn about(&self) -> &'static str {
        "a figure of the headline stands in the article"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        let wordless =
            |s: &Sentence| s.tokens.clone().all(|t| article.text.token(t).chars().all(|c| !c.is_alphanumeric()));
        let first = article.text.sentences.iter().take_while(|s| wordless(s)).count();
        let Some((head, body)) = article.text.sentences.get(first..).and_then(<[_]>::split_first) else { return };
        let last = head.tokens.end.checked_sub(1).map(|t| article.text.token(t));
        let own = article.document.text.get(head_end(article, head)..).is_some_and(paragraph);
        if !own || head.tokens.len() > LONG || last.is_none_or(|w| matches!(w, "." | "!" | "?" | ":")) {
            return;
        }
        let row = article.row(head);
        let counted: Vec<Counted<'_>> = (0..row.len()).filter_map(|i| counted(&row, i)).collect();
        let [one] = counted.as_slice() else { return };
        let lead: Vec<Vec<Piece<'_>>> = body.iter().take(LEAD).map(|s| article.row(s)).collect();
        let answers: Vec<Counted<'_>> = lead
            .iter()
            .flat_map(|row| (0..row.len()).filter_map(|i| counted_any(row, i)))
            .filter(|c| c.what == one.what)
            .collect();
        let [other] = answers.as_slice() else { return };
        // "At least 41" leaves more open, and not less.
        let open = match &other.hedge {
            Some(Hedge::AtLeast | Hedge::Over) => other.number <= one.number,
            hedge => hedge.is_some(),
        };
        if one.hedge.is_some() || open || near(one.number, other.number) || stands(article, head, one.number) {
            return;
        }
        let words = |m: &Mention| m.span.of(&article.document.text);
        out.push(Alarm::error(
            0.75,
            format!("headline “{}” against “{}”", words(one.mention), words(other.mention)),
            format!("the article says “{}” and nowhere “{}”", words(other.mention), words(one.mention)),
            [one, other].iter().map(|c| (c.mention.span, Some(c.mention.value.clone()))).collect(),
        ));
    }
}

fn head_end(article: &Article<'_>, head: &Sentence) -> usize {
    head.tokens.end.checked_sub(1).and_then(|t| article.text.tokens.get(t)).map_or(usize::MAX, |t| t.end as usize)
}

/// Whether a blank line follows.
fn paragraph(rest: &str) -> bool {
    let gap = rest.len() - rest.trim_start().len();
    rest.get(..gap).is_some_and(|g| g.matches('\n').count() >= 2)
}

/// A count and what it counts.
struct Counted<'a> {
    number: f64,
    what: String,
    hedge: Option<Hedge>,
    mention: &'a Mention,
}

fn counted<'a>(row: &[Piece<'a>], i: usize) -> Option<Counted<'a>> {
    counted_any(row, i).filter(|c| c.number > 1.0)
}

fn counted_any<'a>(row: &[Piece<'a>], i: usize) -> Option<Counted<'a>> {
    let mention = row.get(i)?.mention?;
    let (number, unit) = match &mention.value {
        Value::Number(n) => (n, String::new()),
        Value::Quantity(q) if q.dimension == "count" => (&q.number, q.unit.clone()),
        _ => return None,
    };
    let Number { number: Some(n), hedge, .. } = number else { return None };
    let fate = |p: &Piece<'_>| FATES.iter().find(|(_, words)| p.is(words)).map(|f| f.0.to_owned());
    let people = unit.is_empty() || PEOPLE.contains(&unit.as_str());
    // What is said after the figure is nearer than what is said before it: "kills 9, hurts 20".
    let after = row.get(i + 1..)?.iter().take(NEAR).take_while(|p| !p.is(&[",", ";", "and"])).find_map(fate);
    let before = || {
        let words = row.get(i.saturating_sub(NEAR)..i)?;
        words.iter().rev().take_while(|p| p.mention.is_none_or(|m| !matches!(m.value, Value::Number(_)))).find_map(fate)
    };
    let what = if people { after.or_else(before)? } else { unit };
    Some(Counted { number: n.to_f64(), what, hedge: *hedge, mention })
}

/// Equal, or rounded in the headline. Small counts are not rounded.
fn near(a: f64, b: f64) -> bool {
    let round = if a.max(b) < 60.0 { 0.0 } else { ROUND * a.max(b) };
    (a - b).abs() <= round
}

/// Whether the number stands anywhere below the headline.
fn stands(article: &Article<'_>, head: &Sentence, number: f64) -> bool {
    let body = head.tokens.end..usize::MAX;
    article.within(&body).any(|m| {
        let n = match &m.value {
            Value::Number(n) => n,
            Value::Quantity(q) => &q.number,
            Value::Money(v) => &v.number,
            Value::Percent(p) => &p.number,
            _ => return false,
        };
        [n.number, n.low, n.high].into_iter().flatten().any(|x| near(x.to_f64(), number))
    })
}
