//! One person, place or body under the names that different articles give it.

use super::documents::DocumentInfo;
use super::fold;
use crate::claim::Claim;
use crate::value::{Office, Value};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Names that stand for other names, story by story.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// Story and folded name to the folded name that stands for it.
    to: FxHashMap<String, FxHashMap<String, String>>,
}

impl Aliases {
    /// Looks through all subjects and objects. A surname alone stands for the only full name of its
    /// story that ends with it, and two spellings of one sound are one where an office agrees.
    pub(super) fn of(claims: &[Claim], documents: &[DocumentInfo], document_of: &[Option<usize>]) -> Self {
        let mut names: FxHashSet<(&str, &str)> = FxHashSet::default();
        let mut offices: FxHashMap<(&str, &str), Vec<&Office>> = FxHashMap::default();
        for (i, c) in claims.iter().enumerate() {
            let Some(d) = document_of.get(i).copied().flatten().and_then(|d| documents.get(d)) else { continue };
            let story = d.story.as_deref().unwrap_or("");
            for n in [&c.subject, &c.object].into_iter().flatten() {
                names.insert((story, n));
            }
            let office = match &*c.value {
                Value::Person(p) => p.office.as_ref(),
                Value::Office(o) => Some(o),
                _ => None,
            };
            if let (Some(o), Some(s)) = (office, &c.subject) {
                let known = offices.entry((story, s)).or_default();
                if !known.contains(&o) {
                    known.push(o);
                }
            }
        }
        let mut all: Vec<(&str, String, &str)> =
            names.iter().copied().map(|(story, n)| (story, fold::name(n), n)).collect();
        all.sort_unstable();
        let agree =
            |story: &str, a: &str, b: &str, needed: bool| match (offices.get(&(story, a)), offices.get(&(story, b))) {
                (Some(x), Some(y)) => x.iter().any(|o| y.iter().any(|p| same_office(o, p))),
                _ => !needed,
            };
        let mut to = FxHashMap::default();
        by_surname(&all, &agree, &mut to);
        by_sound(&all, &agree, &mut to);
        Self { to }
    }

    /// A hash of the name that stands for `name`; never 0.
    pub(super) fn hash(&self, story: &str, name: &str) -> u64 {
        let mut folded = fold::name(name);
        if let Some(to) = self.to.get(story) {
            for _ in 0..2 {
                if let Some(t) = to.get(&folded) {
                    folded.clone_from(t);
                }
            }
        }
        let mut h = FxHasher::default();
        folded.hash(&mut h);
        h.finish() | 1
    }
}

type Agree<'a> = dyn Fn(&str, &str, &str, bool) -> bool + 'a;

fn by_surname(all: &[(&str, String, &str)], agree: &Agree<'_>, to: &mut FxHashMap<String, FxHashMap<String, String>>) {
    let mut by_last: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for (i, (story, folded, _)) in all.iter().enumerate() {
        if let Some((_, last)) = folded.rsplit_once(' ') {
            by_last.entry((story, last)).or_default().push(i);
        }
    }
    for (story, folded, name) in all.iter().filter(|(_, f, _)| !f.contains(' ')) {
        let Some(full) = by_last.get(&(*story, folded.as_str())) else { continue };
        let mut distinct: Vec<usize> = full.clone();
        distinct.dedup_by_key(|i| all[*i].1.as_str());
        let [one] = distinct.as_slice() else { continue };
        if agree(story, name, all[*one].2, false) {
            to.entry((*story).to_owned()).or_default().insert(folded.clone(), all[*one].1.clone());
        }
    }
}

fn by_sound(all: &[(&str, String, &str)], agree: &Agree<'_>, to: &mut FxHashMap<String, FxHashMap<String, String>>) {
    let mut by_sound: Vec<(&str, String, usize)> = all
        .iter()
        .enumerate()
        .filter(|(_, (_, f, _))| f.contains(' '))
        .map(|(i, (story, f, _))| (*story, fold::sound(f), i))
        .collect();
    by_sound.sort_unstable();
    for run in by_sound.chunk_by(|a, b| (a.0, &a.1) == (b.0, &b.1)) {
        let (story, _, first) = &run[0];
        for (_, _, i) in &run[1..] {
            let (a, b) = (&all[*first], &all[*i]);
            if a.1 != b.1 && agree(story, a.2, b.2, true) {
                to.entry((*story).to_owned()).or_default().insert(b.1.clone(), a.1.clone());
            }
        }
    }
}

/// Whether two offices may be one: the same title, and no country or body that differs.
pub(super) fn same_office(a: &Office, b: &Office) -> bool {
    let open = |x: &Option<String>, y: &Option<String>| match (x, y) {
        (Some(x), Some(y)) => fold::name(x) == fold::name(y),
        _ => true,
    };
    fold::name(&a.name) == fold::name(&b.name) && open(&a.country, &b.country) && open(&a.organisation, &b.organisation)
}
