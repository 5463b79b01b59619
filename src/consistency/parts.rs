//! A part that is greater than its whole, and parts that do not add up.

use super::check::{Alarm, Article, Check, Piece};
use super::people::{count, plain};
use crate::recognise::Mention;

/// Holds parts against their total.
pub(super) struct Parts;

/// Words that begin the parts of a total.
const INCLUDING: &[&str] = &["including", "includes", "among", "included"];

/// Words between "among" and the whole of which the figure before it is a part.
const OWNERS: &[&str] = &["its", "their", "the", "his", "her", "all"];

/// Words before "including" in which an "and" would set something else beside the people: "hurt 12 people and
/// damaged property, including 30 cars".
const APART: usize = 6;

/// Pairs of nouns that together make up all people.
const WHOLE: &[(&[&str], &[&str])] = &[
    (&["man", "men"], &["woman", "women"]),
    (&["adult", "adults"], &["child", "children"]),
    (&["boy", "boys"], &["girl", "girls"]),
];

impl Check for Parts {
    fn name(&self) -> &'static str {
        "parts"
    }

    fn about(&self) -> &'static str {
        "a part is no greater than its whole, and parts that are all add up to it"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        for sentence in &article.text.sentences {
            if article.counts(sentence) < 2 {
                continue;
            }
            let row = article.row(sentence);
            including(article, &row, out);
            all(article, &row, out);
        }
    }
}

/// "15 people were killed, including 18 children".
fn including(article: &Article<'_>, row: &[Piece<'_>], out: &mut Vec<Alarm>) {
    for (i, _) in row.iter().enumerate().filter(|(_, p)| p.is(INCLUDING)) {
        // "35 women among its 93 members": what stands behind the word is the whole.
        if row.get(i + 1).is_some_and(|p| p.is(OWNERS)) {
            continue;
        }
        // The part stands right after the word: "including 18 children", "among them 18 children".
        let Some(at) = (i + 1..(i + 3).min(row.len())).find(|&j| row[j].mention.is_some()) else { continue };
        let kind = || kind_of_people(row, at).filter(|_| !row[..i].iter().rev().take(APART).any(|p| p.is(&["and"])));
        let Some((part, noun, pm)) = count(row, at).or_else(kind) else { continue };
        // The whole is the only count of people before it in its clause.
        let clause =
            row[..i].iter().rposition(|p| p.is(&[";", ":", "—", "–", ".", "while", "but"])).map_or(0, |c| c + 1);
        let wholes: Vec<(i64, String, &Mention)> = (clause..i).filter_map(|j| count(row, j)).collect();
        let [(whole, _, wm)] = wholes.as_slice() else { continue };
        if part > *whole && *whole > 0 {
            let (tw, tp) = (wm.span.of(&article.document.text), pm.span.of(&article.document.text));
            out.push(Alarm::error(
                0.8,
                format!("“{tw} … including {tp}”: the part is greater than the whole"),
                format!("{part} {noun} cannot be among {whole}"),
                vec![(wm.span, Some(wm.value.clone())), (pm.span, Some(pm.value.clone()))],
            ));
        }
    }
}

/// "14 pupils": of the people counted just before, no noun but one of people can be a part.
fn kind_of_people<'p>(row: &'p [Piece<'_>], i: usize) -> Option<(i64, String, &'p Mention)> {
    let (n, unit, m) = plain(row.get(i)?)?;
    let noun = unit.map_or_else(|| row.get(i + 1).map_or(String::new(), |p| p.word.clone()), str::to_owned);
    let plural = noun.len() > 3 && noun.ends_with('s');
    (unit.is_some() || plural).then_some((n, noun, m))
}

/// "15 people, eight men and nine women".
fn all(article: &Article<'_>, row: &[Piece<'_>], out: &mut Vec<Alarm>) {
    for i in 0..row.len() {
        let Some((whole, noun, wm)) = count(row, i) else { continue };
        if !matches!(
            noun.as_str(),
            "people"
                | "person"
                | "persons"
                | "victims"
                | "passengers"
                | "dead"
                | "adult"
                | "adults"
                | "children"
                | "child"
        ) {
            continue;
        }
        let Some(mark) = (i + 1..(i + 4).min(row.len())).find(|&j| row[j].is(&[",", ":", "—", "–", "-", "("]))
        else {
            continue;
        };
        let Some((a, first, am)) = count(row, mark + 1) else { continue };
        let Some(and) = (mark + 2..(mark + 5).min(row.len())).find(|&j| row[j].is(&["and"])) else { continue };
        let Some((b, second, bm)) = count(row, and + 1) else { continue };
        let pair = WHOLE.iter().any(|(x, y)| {
            let is = |n: &str, l: &[&str]| l.contains(&n);
            is(&first, x) && is(&second, y) || is(&first, y) && is(&second, x)
        });
        // A third part would follow after a comma or another "and".
        let more = row.get(and + 2..(and + 5).min(row.len())).unwrap_or(&[]).iter().any(|p| p.is(&["and", "plus"]));
        if pair && !more && a + b != whole {
            let text = wm.span.cover(bm.span).of(&article.document.text);
            out.push(Alarm::error(
                0.8,
                format!("“{text}”: the parts do not add up"),
                format!("{a} and {b} make {}, not {whole}", a + b),
                vec![
                    (wm.span, Some(wm.value.clone())),
                    (am.span, Some(am.value.clone())),
                    (bm.span, Some(bm.value.clone())),
                ],
            ));
        }
    }
}
