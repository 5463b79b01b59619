//! A draft held against its sources: which of its claims they support, and by which words.

use crate::claim::Claim;
use crate::finding::{Finding, Relation};
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What the sources say of a claim of the draft.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// A source says otherwise, or a later one has put it right; others may support it all the same.
    Contradicted,
    /// No source says it, and none says otherwise.
    Unsupported,
    /// A source says the same, within rounding, hedge and grain.
    Supported,
}

/// A claim of a source that supports one of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backing {
    /// Id of the source's claim.
    pub claim: String,
    /// Id of the source.
    pub doc: String,
    /// `agree`, `refine` or `compatible`.
    pub relation: Relation,
}

/// What the sources say of one claim of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// Id of the draft's claim.
    pub claim: String,
    /// Id of the draft.
    pub doc: String,
    /// What they say together.
    pub verdict: Verdict,
    /// The claims that support it, the closest first.
    pub by: Vec<Backing>,
    /// Ids of the findings that contradict it.
    pub findings: Vec<String>,
}

/// What findings say of the claims of a draft, in the order of its text. What no source speaks of and none
/// could be asked for is left out.
///
/// `findings` are all of them, those included on which nobody needs to act; a conflict counts from
/// `threshold` on. `is_draft` tells documents by their id. Linear in the claims that the findings name.
pub fn support(
    claims: &[Claim],
    findings: &[Finding],
    is_draft: &dyn Fn(&str) -> bool,
    threshold: f64,
) -> Vec<Support> {
    let number: FxHashMap<&str, usize> = claims.iter().enumerate().map(|(i, c)| (c.id.as_str(), i)).collect();
    let mut backing: BTreeMap<usize, Vec<(Relation, usize)>> = BTreeMap::new();
    let mut against: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for f in findings.iter().filter(|f| f.suppressed.is_none()) {
        let sides: Vec<(Vec<usize>, Vec<usize>)> = f
            .sides
            .iter()
            .map(|s| {
                let all = s.claims.iter().filter_map(|id| number.get(id.as_str()).copied());
                all.partition(|&i| is_draft(&claims[i].doc))
            })
            .collect();
        for (at, (own, same)) in sides.iter().enumerate().filter(|(_, s)| !s.0.is_empty()) {
            let others = || sides.iter().enumerate().filter(move |(i, _)| *i != at);
            let mut found: Vec<(Relation, usize)> = same.iter().map(|&i| (Relation::Agree, i)).collect();
            let contradicts = match f.relation {
                Relation::Agree | Relation::Refine | Relation::Compatible => {
                    found.extend(others().flat_map(|(_, s)| s.1.iter().map(|&i| (f.relation, i))));
                    false
                }
                // Later sides have put the earlier ones right.
                Relation::Update => others().any(|(i, s)| i > at && !s.1.is_empty()),
                Relation::Conflict | Relation::Variant => {
                    f.confidence >= threshold && others().any(|(_, s)| !s.1.is_empty())
                }
            };
            for &i in own {
                backing.entry(i).or_default().extend(found.iter().copied());
                if contradicts {
                    against.entry(i).or_default().push(f.id.clone());
                }
            }
        }
    }
    same_words(claims, is_draft, &mut backing);
    let mut one = |i: usize| {
        let c = &claims[i];
        let mut by = backing.remove(&i).unwrap_or_default();
        by.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut seen = rustc_hash::FxHashSet::default();
        by.retain(|b| seen.insert(b.1));
        let findings = against.remove(&i).unwrap_or_default();
        let verdict = match (findings.is_empty(), by.is_empty()) {
            (false, _) => Verdict::Contradicted,
            (true, true) => Verdict::Unsupported,
            (true, false) => Verdict::Supported,
        };
        let by = by
            .into_iter()
            .map(|(relation, j)| Backing { claim: claims[j].id.clone(), doc: claims[j].doc.to_string(), relation })
            .collect();
        Support { claim: c.id.clone(), doc: c.doc.to_string(), verdict, by, findings }
    };
    let mut own: Vec<usize> = (0..claims.len()).filter(|&i| is_draft(&claims[i].doc)).collect();
    own.sort_by(|&a, &b| (&claims[a].doc, claims[a].span.start).cmp(&(&claims[b].doc, claims[b].span.start)));
    let asked = |c: &Claim, s: &Support| s.verdict != Verdict::Unsupported || says_enough(&c.value);
    own.into_iter().map(|i| (i, one(i))).filter(|(i, s)| asked(&claims[*i], s)).map(|(_, s)| s).collect()
}

/// Whether a source could be asked for a value by itself: not for a word of direction ("sank"), nor for a day
/// that nothing in the draft settles.
fn says_enough(value: &Value) -> bool {
    match value {
        Value::Direction(_) => false,
        Value::Date(t) | Value::Time(t) => t.start.is_some() || t.end.is_some(),
        _ => true,
    }
}

/// Quotations of fewer words than this may be anybody's.
const WORDS: usize = 4;

/// A quotation whose words stand in a source supports one whose speaker is settled on one side alone:
/// "the harbour master" here, his name there.
fn same_words(
    claims: &[Claim],
    is_draft: &dyn Fn(&str) -> bool,
    backing: &mut BTreeMap<usize, Vec<(Relation, usize)>>,
) {
    let mut sources: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, c) in claims.iter().enumerate().filter(|(_, c)| !is_draft(&c.doc)) {
        if let Some(words) = words(c) {
            sources.entry(words).or_default().push(i);
        }
    }
    for (i, c) in claims.iter().enumerate().filter(|(_, c)| is_draft(&c.doc)) {
        let Some(found) = words(c).and_then(|w| sources.get(&w)) else { continue };
        let open = |j: &&usize| unnamed(c) || unnamed(&claims[**j]);
        backing.entry(i).or_default().extend(found.iter().filter(open).map(|&j| (Relation::Agree, j)));
    }
    backing.retain(|_, b| !b.is_empty());
}

/// The words of a quotation that is long enough, without case and marks.
fn words(claim: &Claim) -> Option<String> {
    let Value::Quotation(q) = &*claim.value else { return None };
    let all: Vec<String> = q
        .content
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    (all.len() >= WORDS).then(|| all.join(" "))
}

/// Whether nobody is named in full as its speaker.
fn unnamed(claim: &Claim) -> bool {
    claim.subject.as_deref().is_none_or(|s| {
        s.split_whitespace().count() < 2 || s.split_whitespace().any(|w| w.starts_with(char::is_lowercase))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Engine;
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::reconcile::{DocumentInfo, Settings, run};

    fn verdicts(draft: &str, sources: &[&str]) -> Vec<(String, Verdict, usize)> {
        let engine = Engine::new(&Lexicon::bundled(), &[]).expect("the bundled packs have no mistakes");
        let mut documents = vec![Document::plain("draft", draft)];
        documents.extend(sources.iter().enumerate().map(|(i, s)| Document::plain(format!("s{i}"), *s)));
        let claims: Vec<Claim> = documents.iter().flat_map(|d| engine.claims(d)).collect();
        let infos: Vec<DocumentInfo> = documents.iter().map(DocumentInfo::new).collect();
        let mut settings = Settings::default();
        engine.settle(&mut settings);
        settings.all = true;
        let findings = run(&claims, &infos, &settings);
        let text = |id: &str| claims.iter().find(|c| c.id == id).map(|c| c.text.to_string()).unwrap_or_default();
        support(&claims, &findings, &|d| d == "draft", 0.5)
            .into_iter()
            .map(|s| (text(&s.claim), s.verdict, s.by.len()))
            .collect()
    }

    #[test]
    fn supported_contradicted_unsupported() {
        let draft =
            "The ferry Belisar was carrying 221 passengers. The Belisar was built in 1994. A ticket cost 140 crowns.";
        let sources = [
            "The ferry Belisar was carrying 212 passengers.",
            "Built in 1994, the Belisar was the oldest ship of the line.",
        ];
        let found = verdicts(draft, &sources);
        let expected = [
            ("221 passengers", Verdict::Contradicted, 0),
            ("1994", Verdict::Supported, 1),
            ("140 crowns", Verdict::Unsupported, 0),
        ];
        let expected: Vec<_> = expected.map(|(t, v, n)| (t.to_owned(), v, n)).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_draft_is_no_source_of_itself() {
        let draft = "The ferry Belisar was carrying 221 passengers. The ferry Belisar was carrying 221 passengers.";
        assert!(verdicts(draft, &["Rain fell on Monday."]).iter().all(|v| v.1 == Verdict::Unsupported));
    }

    #[test]
    fn words_without_a_settled_speaker() {
        let draft = "“Nobody on the bridge was awake,” said the harbour master.";
        let found = verdicts(draft, &["“Nobody on the bridge was awake,” Tova Hess told reporters."]);
        assert_eq!(found.iter().map(|v| v.1).collect::<Vec<_>>(), [Verdict::Supported]);
    }
}
