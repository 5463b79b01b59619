//! What a project's own lexicon adds to the bundled ones.

use crate::lexicon::{City, Country, Lexicon, OfficeWords, OrganisationWords, Term};
use std::collections::BTreeMap;

/// Adds one entry of `[lexicon]`: the name of its table, and its words by key.
pub(super) fn add(lexicon: &mut Lexicon, table: &str, words: &BTreeMap<String, Vec<String>>) {
    let list = |key: &str| -> Vec<Term> { words.get(key).into_iter().flatten().cloned().map(Term::from).collect() };
    let first = |key: &str| words.get(key).and_then(|w| w.first()).cloned().map(Term::from);
    match table {
        "given-names" => lexicon.names.given.x.extend(list(table)),
        "not-names" => lexicon.names.not_name.extend(list(table)),
        "country" => {
            let Some(name) = first("name") else { return };
            lexicon.places.country.push(Country {
                // ISO 3166-1 leaves no code for such places; their names are their ids.
                id: name.clone(),
                alpha3: name.clone(),
                name,
                aliases: list("aliases"),
                adjectives: list("adjectives"),
                people: list("people"),
                capital: list("capital"),
                ambiguous: Vec::new(),
            });
        }
        "city" => {
            let Some(name) = first("name") else { return };
            let (aliases, country) = (list("aliases"), first("country"));
            lexicon.places.city.push(City { name, aliases, country, ambiguous: Vec::new() });
        }
        "organisation" => {
            let Some(name) = first("name") else { return };
            lexicon.organisations.organisation.push(OrganisationWords {
                id: slug(&name).into(),
                name,
                aliases: list("aliases"),
                kind: "organisation".into(),
                country: first("country").unwrap_or_default(),
                ambiguous: Vec::new(),
            });
        }
        "office" => {
            let Some(title) = first("titles") else { return };
            lexicon.offices.office.push(OfficeWords {
                id: slug(&title).into(),
                titles: list("titles"),
                plurals: list("plurals"),
                unique: "organisation".into(),
                kind: "official".into(),
                ..OfficeWords::default()
            });
        }
        _ => {}
    }
}

/// A name as an id: lower case, hyphens between words.
fn slug(name: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}
