//! What recognisers and packs know of the world: `rules/lexicon/*.toml`, compiled into the binary.
//!
//! One file here mirrors one lexicon file; [`Lexicon`] lists them all.

mod conversion;
mod currencies;
mod direction;
mod furniture;
mod grammar;
mod image;
mod names;
mod nouns;
mod numbers;
mod offices;
mod organisations;
mod page;
mod places;
mod saying;
mod shapes;
mod slots;
mod status;
mod term;
mod time;
mod units;
mod words;

pub use conversion::{Conversion, conversion};
pub use currencies::Currencies;
pub use direction::{Directions, Sides};
pub use furniture::{Furniture, Phrases};
pub use grammar::{Forms, Grammar, Inflection, Reporting};
pub use names::Names;
pub use nouns::Nouns;
pub use numbers::{Numbers, Place as NumberPlace, Size as NumberSize};
pub use offices::{Former, OfficeWords, Offices, Role};
pub use organisations::{OrganisationWords, Organisations};
pub use page::{Named, PageWords};
pub use places::{City, Country, NameKind, PlaceKind, PlaceName, Places};
pub use saying::Saying;
pub use shapes::Shapes;
pub use slots::{EventMeasure, Scope, Slots, When};
pub use status::StatusWords;
pub use term::{Part, Term};
pub use time::Time;
pub use units::Units;
use words::Words;

use crate::text::{Boundaries, Boundary, Vocabulary, Word as _};
use std::sync::LazyLock;

/// All lexicons.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Lexicon {
    pub places: Places,
    pub time: &'static Time,
    pub currencies: Currencies,
    pub units: Units,
    pub numbers: Numbers,
    pub saying: Saying,
    pub status: StatusWords,
    pub offices: Offices,
    pub organisations: Organisations,
    pub names: Names,
    pub words: Words,
    pub shapes: Shapes,
    pub grammar: Grammar,
}

/// One bundled file; empty where there is no such file.
pub(crate) fn parse<T: serde::de::DeserializeOwned + Default>(name: &str) -> T {
    let Some(mut image) = image::open(name) else {
        return T::default();
    };
    match T::deserialize(&mut image) {
        Ok(file) => file,
        // The files are part of the program, and a test reads each of them.
        Err(e) => panic!("rules/lexicon/{name}.toml: {e}"),
    }
}

/// A vocabulary without words, in which the words of the bundled lexicons need not be made.
pub fn vocabulary() -> Vocabulary {
    Vocabulary::listed(image::words())
}

/// The name of the country with this ISO 3166-1 alpha-2 code, in either case.
pub fn country_name(code: &str) -> Option<&'static str> {
    static NAMES: LazyLock<Vec<(Term, Term)>> = LazyLock::new(|| {
        let places: Places = parse("places");
        places.country.into_iter().map(|c| (c.id, c.name)).collect()
    });
    NAMES.iter().find(|(id, _)| id.eq_ignore_ascii_case(code)).map(|(_, name)| name.as_str())
}

/// Whether the word names a month, in full or abbreviated, or a weekday in full, as written with a capital.
pub fn names_a_date(word: &str) -> bool {
    static NAMES: LazyLock<Vec<&Term>> = LazyLock::new(|| {
        let time = Time::bundled();
        let mut names: Vec<&Term> = time.months().chain(time.weekday.iter().map(|d| &d.name)).collect();
        names.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
        names
    });
    NAMES.binary_search_by(|n| n.as_str().cmp(word)).is_ok()
}

impl Lexicon {
    /// The lexicons that the program carries.
    pub fn bundled() -> Self {
        Self {
            places: parse("places"),
            time: Time::bundled(),
            currencies: parse("currencies"),
            units: parse("units"),
            numbers: parse("numbers"),
            saying: parse("saying"),
            status: parse("status"),
            offices: parse("offices"),
            organisations: parse("organisations"),
            names: parse("names"),
            words: parse("words"),
            shapes: parse("shapes"),
            grammar: parse("grammar"),
        }
    }

    /// Words that stand right after "U.S." or "U.N." as parts of one name.
    fn words_of_names(&self) -> impl Iterator<Item = Part<'_>> {
        let titles = self.offices.office.iter().flat_map(|o| o.titles.iter().chain(&o.plurals)).flat_map(Term::parts);
        let shapes = self.shapes.body.iter().chain(&self.shapes.company).chain(&self.shapes.portfolio);
        let named = self.organisations.organisation.iter().filter_map(|o| o.name.parts().last());
        titles.chain(shapes.map(Term::whole)).chain(named).filter(|w| w.letters().len() > 3)
    }

    /// The words that decide where sentences end.
    pub fn boundaries(&self, vocabulary: &mut Vocabulary) -> Boundaries {
        let mut b = Boundaries::default();
        self.words.boundaries(vocabulary, &mut b);
        self.saying.forms().for_each(|w| b.add(vocabulary.intern(w), Boundary::Saying));
        self.words_of_names().for_each(|w| b.add(vocabulary.intern(&w), Boundary::Name));
        let days = self.time.weekday.iter().flat_map(|d| [&d.name, &d.plural]);
        let days = days.chain(self.time.month.iter().map(|m| &m.name));
        days.for_each(|w| b.add(vocabulary.intern(w), Boundary::Day));
        b
    }
}
