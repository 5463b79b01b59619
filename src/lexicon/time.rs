//! `rules/lexicon/time.toml`.

use super::Term;
use serde::Deserialize;
use std::sync::OnceLock;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Months.
    pub month: Vec<Month>,
    /// Days of the week.
    pub weekday: Vec<Weekday>,
    /// Seasons, spring first.
    pub season: Vec<Season>,
    /// Holidays on a fixed day.
    pub holiday_fixed: Vec<FixedHoliday>,
    /// Holidays of one name that each country keeps on a day of its own.
    pub national_day: Vec<NationalDay>,
    /// Holidays that move.
    pub holiday_movable: Vec<MovableHoliday>,
    /// Time zones.
    pub zone: Vec<Zone>,
    /// Parts of the day.
    pub part_of_day: Vec<PartOfDay>,
    /// Words for before and after noon.
    pub meridiem: Vec<Meridiem>,
    /// Units of time.
    pub unit: Vec<Unit>,
    /// Words that are relative to the day of writing.
    pub relative: Vec<Relative>,
    /// Words for how often.
    pub frequency: Vec<Frequency>,
    /// Words around a date that tell how it is meant.
    #[serde(default)]
    pub word_class: Vec<WordClass>,
    /// How words end that tell of a tense or of several.
    #[serde(default)]
    pub word_ending: Vec<WordEnding>,
    /// Words whose spelling tells American from other English.
    #[serde(default)]
    pub spelling: Vec<Spelling>,
}

impl Time {
    /// The bundled words.
    pub fn bundled() -> &'static Self {
        static TABLE: OnceLock<Time> = OnceLock::new();
        TABLE.get_or_init(|| super::parse("time"))
    }

    /// Names of months, in full and abbreviated without a full stop.
    pub fn months(&self) -> impl Iterator<Item = &Term> {
        self.month.iter().flat_map(|m| std::iter::once(&m.name).chain(&m.abbreviations)).filter(|name| undotted(name))
    }

    /// Names of weekdays, likewise.
    pub fn weekdays(&self) -> impl Iterator<Item = &Term> {
        self.weekday.iter().flat_map(|d| std::iter::once(&d.name).chain(&d.abbreviations)).filter(|name| undotted(name))
    }
}

fn undotted(name: &Term) -> bool {
    !name.ends_with('.')
}

/// Words that do the same around a date.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordClass {
    /// What they do: `futurecue`, `counted`, ….
    pub name: Term,
    /// The words, in lower case.
    pub words: Vec<Term>,
}

/// Words that are known by how they end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordEnding {
    /// What they tell: `past`, `plural`, ….
    pub name: Term,
    /// Their endings.
    pub endings: Vec<Term>,
    /// Endings of other words that end alike.
    #[serde(default)]
    pub but: Vec<Term>,
    /// How many bytes such a word has at least.
    #[serde(default)]
    pub letters: usize,
}

/// A word as spelled in the United States and elsewhere.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// "color".
    pub american: Term,
    /// "colour".
    pub british: Term,
}

/// A month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Month {
    /// 1 to 12.
    pub number: i32,
    /// Full name.
    pub name: Term,
    /// With and without full stop.
    #[serde(default)]
    pub abbreviations: Vec<Term>,
    /// Forms that are words of their own.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

/// A day of the week.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weekday {
    /// 1 is Monday.
    pub number: i32,
    /// Full name.
    pub name: Term,
    /// "Mondays".
    pub plural: Term,
    /// With and without full stop.
    #[serde(default)]
    pub abbreviations: Vec<Term>,
    /// Forms that are words of their own.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

/// A season.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// TIMEX3 code.
    pub code: Term,
    /// Name.
    pub name: Term,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// Its months north of the equator.
    pub months: Vec<u32>,
    /// Its months south of it.
    pub months_south: Vec<u32>,
    /// Forms that are words of their own.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

/// A holiday on a fixed day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedHoliday {
    /// Name.
    pub name: Term,
    /// Month.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// The country that alone means it.
    pub country: Option<Term>,
    /// Names that are words of their own or several countries' days.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
}

/// A holiday of many countries, such as Independence Day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationalDay {
    /// Name.
    pub name: Term,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// Its day in each country.
    pub days: Vec<CountryDay>,
}

/// The day of a country.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryDay {
    /// ISO 3166-1 alpha-2.
    pub country: Term,
    /// Month.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
}

/// A holiday that moves.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovableHoliday {
    /// Name.
    pub name: Term,
    /// How its day is found; see the head of the file.
    pub rule: Term,
    /// Days from that day.
    pub offset: i64,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// The country that alone means it.
    pub country: Option<Term>,
    /// Names that are words of their own or several countries' days.
    #[serde(default)]
    pub ambiguous: Vec<Term>,
    /// The days themselves, where the rule is "listed".
    #[serde(default)]
    pub days: Vec<Term>,
}

/// A time zone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Abbreviation.
    pub abbr: Term,
    /// Minutes east of UTC.
    pub offset: i32,
    /// Names.
    #[serde(default)]
    pub names: Vec<Term>,
    /// Whether the abbreviation is something else as well.
    pub ambiguous: bool,
    /// Further offsets that it is used for.
    #[serde(default)]
    pub others: Vec<i32>,
    /// An hour more in summer, by the rule of the United States.
    #[serde(default)]
    pub daylight: bool,
}

/// A part of the day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartOfDay {
    /// Name.
    pub name: Term,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// From, as `HH:MM`.
    pub start: Term,
    /// To, as `HH:MM`.
    pub end: Term,
    /// TIMEX3 code.
    pub code: Term,
}

/// A word for before or after noon.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meridiem {
    /// As written.
    pub text: Term,
    /// After noon.
    pub pm: bool,
}

/// A unit of time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Singular.
    pub name: Term,
    /// Plural forms.
    pub plural: Vec<Term>,
    /// Abbreviations.
    #[serde(default)]
    pub aliases: Vec<Term>,
    /// ISO 8601 duration.
    pub duration: Term,
}

/// A phrase that is relative to the day of writing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// As written.
    pub text: Term,
    /// Its unit.
    pub grain: Term,
    /// Units from the day of writing.
    pub offset: i64,
}

/// A word for how often.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frequency {
    /// As written.
    pub text: Term,
    /// ISO 8601 duration from one to the next.
    pub every: Term,
}
