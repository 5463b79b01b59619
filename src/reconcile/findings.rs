//! The findings of one question, in words.

use super::citation::{self, independent};
use super::confidence::Confidence;
use super::fold;
use super::group::{Class, Edge, Sources, edge};
use super::question::Group;
use super::wording;
use crate::finding::{Finding, Relation, Severity, Side};
use crate::hash::Fnv;
use crate::value::Value;
use arcstr::ArcStr;

/// Classes that take the same side: one is a coarser form of the other and both are held against the
/// same values.
fn merged(part: &[usize], edges: &[Edge], relation: Relation) -> Vec<Vec<usize>> {
    let against = |i: usize| -> Vec<usize> {
        let ends = edges.iter().filter(|e| e.comparison.relation == relation);
        let mut all: Vec<usize> =
            ends.filter_map(|e| if e.a == i { Some(e.b) } else { (e.b == i).then_some(e.a) }).collect();
        all.sort_unstable();
        all
    };
    let soft = |x: usize, y: usize| {
        let one = |e: &&Edge| (e.a, e.b) == (x.min(y), x.max(y));
        edges.iter().find(one).is_some_and(|e| matches!(e.comparison.relation, Relation::Refine | Relation::Compatible))
    };
    let mut out: Vec<Vec<usize>> = Vec::new();
    for &i in part {
        let home = out.iter().position(|m| m.iter().all(|&j| soft(i, j)) && against(m[0]) == against(i));
        match home {
            Some(h) if relation.is_actionable() => out[h].push(i),
            _ => out.push(vec![i]),
        }
    }
    out
}

fn side(sources: &Sources<'_>, classes: &[Class], members: &[usize]) -> Side {
    let mut claims: Vec<usize> = members.iter().flat_map(|&i| classes[i].claims.iter().copied()).collect();
    claims.sort_by(|&a, &b| sources.order(a, b));
    let first = &sources.claims[classes[members[0]].claims[0]];
    let mut docs: Vec<String> = Vec::new();
    for &c in &claims {
        let doc = &sources.claims[c].doc;
        // The claims of one article stand together.
        if docs.last().is_none_or(|d| d != doc) {
            docs.push(doc.to_string());
        }
    }
    Side {
        value: Some(Value::clone(&first.value)),
        text: first.text.to_string(),
        independent: match members {
            [one] => classes[*one].independent(sources),
            _ => independent(sources, &claims),
        },
        claims: claims.iter().map(|&c| sources.claims[c].id.clone()).collect(),
        docs,
        span: None,
        doc: None,
    }
}

/// The finding of a part of the classes that edges of one relation join.
pub(super) fn finding(
    sources: &Sources<'_>,
    group: &Group,
    classes: &[Class],
    part: &[usize],
    edges: &[Edge],
    relation: Relation,
) -> Finding {
    let here: Vec<&Edge> = edges
        .iter()
        .filter(|e| e.comparison.relation == relation && part.contains(&e.a) && part.contains(&e.b))
        .collect();
    // The surest edge speaks for all.
    let main = here
        .iter()
        .copied()
        .max_by(|x, y| x.confidence.score().total_cmp(&y.confidence.score()).then_with(|| (y.a, y.b).cmp(&(x.a, x.b))));
    // It alone is put into words.
    let told = main.and_then(|e| edge(sources, group, classes, (e.a, e.b), false));
    let (mut why, confidence) = told.map_or_else(Default::default, |e| (e.comparison.why, Some(e.confidence)));
    if let Some(e) = main.filter(|_| relation == Relation::Update) {
        let older = &sources.claims[classes[e.a].claims[0]].text;
        why = format!("{why}; “{}” is superseded", wording::short(older));
    }
    if let Some(e) = main.filter(|_| relation.is_actionable()) {
        why.push_str(&time_between(sources, &classes[e.a], &classes[e.b]));
        why.push_str(&citation::common(sources, classes, &classes[e.a], &classes[e.b]));
        why.push_str(&coarser(sources, classes, part, edges));
    }
    let score = confidence.as_ref().map_or(0.0, Confidence::score);
    let reasons = confidence.map_or_else(Vec::new, |c| c.reasons().to_vec());
    let sides: Vec<Side> = merged(part, edges, relation).iter().map(|m| side(sources, classes, m)).collect();
    let severity = severity(group.severity, relation, score);
    build(sources, group, classes, part, relation, severity, why, score, reasons, sides)
}

fn severity(rule: Severity, relation: Relation, confidence: f64) -> Severity {
    match relation {
        Relation::Conflict if confidence < 0.65 => rule.max(Severity::Warning),
        Relation::Conflict => rule,
        Relation::Variant => rule.max(Severity::Warning),
        _ => Severity::Note,
    }
}

#[allow(clippy::too_many_arguments)]
fn build(
    sources: &Sources<'_>,
    group: &Group,
    classes: &[Class],
    part: &[usize],
    relation: Relation,
    severity: Severity,
    why: String,
    confidence: f64,
    reasons: Vec<String>,
    sides: Vec<Side>,
) -> Finding {
    let q = &group.question;
    let first = &sources.claims[classes[part[0]].claims[0]];
    let mut keys: Vec<&str> = part.iter().map(|&i| classes[i].key.as_str()).collect();
    keys.sort_unstable();
    let policy = group.compare.policy.name();
    let folded = |n: &Option<ArcStr>| n.as_deref().map(fold::name).unwrap_or_default();
    let mut hash = Fnv::default()
        .with(policy)
        .with(&format!("{relation:?}"))
        .with(&first.kind)
        .with(&folded(&q.subject))
        .with(&folded(&q.object))
        .with(q.attribute.as_deref().unwrap_or(""));
    for (k, v) in &q.qualifiers {
        hash = hash.with(k).with(v);
    }
    for k in keys {
        hash = hash.with(k);
    }
    let question = wording::question(&first.kind, q);
    let against = match relation {
        Relation::Agree => format!("all say “{}”", wording::short(&first.text)),
        Relation::Update => wording::against(&sides).replace(" against ", ", then "),
        Relation::Refine | Relation::Compatible => wording::against(&sides).replace(" against ", " with "),
        _ => wording::against(&sides),
    };
    Finding {
        id: hash.id("f"),
        relation,
        check: format!("reconcile/{policy}"),
        severity,
        kind: first.kind.to_string(),
        subject: q.subject.as_ref().map(ToString::to_string),
        object: q.object.as_ref().map(ToString::to_string),
        attribute: q.attribute.as_ref().map(ToString::to_string),
        qualifiers: q
            .qualifiers
            .iter()
            .filter(|(k, _)| !k.starts_with('~'))
            .map(|(k, v)| (k.to_string(), v.to_string()))
            .collect(),
        message: format!("{question}: {against}"),
        why,
        confidence,
        reasons,
        sides,
        suppressed: None,
    }
}

/// That several articles give one value.
pub(super) fn agreement(sources: &Sources<'_>, group: &Group, classes: &[Class], i: usize) -> Finding {
    let side = side(sources, classes, &[i]);
    let why = format!("{} articles give the same value, {} of them independent", side.docs.len(), side.independent);
    build(sources, group, classes, &[i], Relation::Agree, Severity::Note, why, 1.0, Vec::new(), vec![side])
}

fn time_between(sources: &Sources<'_>, a: &Class, b: &Class) -> String {
    let at = |c: &Class| sources.document(c.claims[0]).and_then(|d| d.published);
    match at(a).zip(at(b)).map(|(x, y)| (y.date() - x.date()).num_days()) {
        Some(0) => "; both were published on one day".to_owned(),
        Some(n) if n > 0 => format!("; the later article is {} newer", wording::days(n)),
        _ => String::new(),
    }
}

/// "“December” is coarser and agrees with both".
fn coarser(sources: &Sources<'_>, classes: &[Class], part: &[usize], edges: &[Edge]) -> String {
    let soft = |e: &Edge| matches!(e.comparison.relation, Relation::Refine | Relation::Compatible);
    let mut texts: Vec<String> = Vec::new();
    for i in (0..classes.len()).filter(|i| !part.contains(i)) {
        let holds = part.iter().all(|&p| edges.iter().any(|e| soft(e) && (e.a, e.b) == (i.min(p), i.max(p))));
        if holds {
            let text = format!("“{}”", wording::short(&sources.claims[classes[i].claims[0]].text));
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    let each = if part.len() == 2 { "both" } else { "all" };
    match texts.as_slice() {
        [] => String::new(),
        [one] => format!("; {one} is coarser and agrees with {each}"),
        [rest @ .., last] => format!("; {} and {last} are coarser and agree with {each}", rest.join(", ")),
    }
}
