//! `rules/lexicon/nouns.toml`: how English nouns form their plurals.

use super::Term;
use serde::Deserialize;
use std::sync::OnceLock;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nouns {
    /// Nouns whose plural is not formed with `s`, and those whose plural `s` takes more than itself.
    pub plural: Vec<Plural>,
}

/// "people" of "person".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plural {
    /// Plural.
    pub text: Term,
    /// Singular.
    pub singular: Term,
}

/// Nouns in "-man" whose plural takes an `s`.
const MANS: &[&str] = &["human", "german", "roman", "norman", "ottoman", "shaman", "talisman", "caiman", "mussulman"];

impl Nouns {
    /// The bundled nouns.
    pub fn bundled() -> &'static Self {
        static TABLE: OnceLock<Nouns> = OnceLock::new();
        TABLE.get_or_init(|| super::parse("nouns"))
    }

    /// The plural of a noun, or of a phrase that ends with one. A word that is a plural already, and one
    /// that no small letter ends, stays as it is.
    pub fn plural_of(&self, noun: &str) -> String {
        let start = noun.rfind([' ', '-']).map_or(0, |at| at + 1);
        let (before, last) = noun.split_at(start);
        if self.plural.iter().any(|p| *p.text == *last) {
            return noun.to_owned();
        }
        if let Some(known) = self.plural.iter().find(|p| *p.singular == *last) {
            return format!("{before}{}", known.text);
        }
        if let Some(stem) = last.strip_suffix("man").filter(|s| !s.is_empty() && !MANS.contains(&last)) {
            return format!("{before}{stem}men");
        }
        let stem = last.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']) && !s.is_empty());
        match (stem, last) {
            (Some(stem), _) => format!("{before}{stem}ies"),
            (_, l) if ["ss", "ch", "sh", "x", "zz"].iter().any(|end| l.ends_with(end)) => format!("{noun}es"),
            (_, l) if l.ends_with('s') || !l.ends_with(|c: char| c.is_lowercase()) => noun.to_owned(),
            _ => format!("{noun}s"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        let cases = [
            ("worker", "workers"),
            ("armed drone", "armed drones"),
            ("country", "countries"),
            ("day", "days"),
            ("coach", "coaches"),
            ("cache", "caches"),
            ("young child", "young children"),
            ("person", "people"),
            ("people", "people"),
            ("dead", "dead"),
            ("knife", "knives"),
            ("hero", "heroes"),
            ("seaman", "seamen"),
            ("marksman", "marksmen"),
            ("german", "germans"),
            ("army corps", "army corps"),
            ("troop", "troops"),
            ("troops", "troops"),
            ("F-16", "F-16"),
            ("", ""),
        ];
        for (one, many) in cases {
            assert_eq!(Nouns::bundled().plural_of(one), many);
        }
    }
}
