//! The trait that every recogniser has, and what it is handed.

use crate::document::Meta;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::{Text, Vocabulary};
use crate::value::{Kind, Reading, Value};
use chrono::NaiveDate;
use std::ops::Range;

/// Which side a bare weekday or month falls on where it could be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Prefer {
    /// The tense of its sentence and the published date decide.
    #[default]
    Context,
    /// The last one.
    Past,
    /// The next one.
    Future,
    /// The nearest one.
    Nearest,
}

/// The order of day, month and year in dates that are written in figures alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 04/12/2025 is the fourth of December.
    DayFirst,
    /// 04/12/2025 is the twelfth of April.
    MonthFirst,
    /// 25/12/04 is the fourth of December; where the year comes last, the text decides.
    YearFirst,
}

/// What a recogniser is handed: one document, taken apart, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Tokens and sentences.
    pub text: &'a Text<'a>,
    /// Title, published date, language.
    pub meta: &'a Meta,
    /// The words that token ids stand for.
    pub vocabulary: &'a Vocabulary,
    /// `--prefer`.
    pub prefer: Prefer,
    /// `--date-order`; `None` where the text decides.
    pub date_order: Option<DateOrder>,
}

impl<'a> Context<'a> {
    /// A document without options.
    pub fn new(text: &'a Text<'a>, meta: &'a Meta, vocabulary: &'a Vocabulary) -> Self {
        Self { text, meta, vocabulary, prefer: Prefer::Context, date_order: None }
    }
}

/// A typed value and the words that state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The exact words, in the document's text.
    pub span: Span,
    /// The tokens that they cover.
    pub tokens: Range<usize>,
    /// The normal form.
    pub value: Value,
    /// Name of the expression that matched, for `values --explain`.
    pub pattern: &'static str,
    /// What only some mentions have.
    pub detail: Option<Box<Detail>>,
}

/// What stands inside a mention of a time, and how its value was come by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// The two ends of a range, each an expression of its own ("from Friday to Sunday"); empty where
    /// they share words ("4–5 December").
    pub ends: Vec<Mention>,
    /// The day that a relative expression was counted from, and what that day is.
    pub counted_from: Option<(NaiveDate, &'static str)>,
    /// Readings that were possible as well, and why they were dropped.
    pub dropped: Vec<(Reading, &'static str)>,
}

/// Finds one family of typed values.
///
/// A recogniser reads tokens and what was found before it, and reports candidates; overlaps between
/// recognisers are settled in one place, after all have run. It does no input or output and never
/// panics; its time is linear in the number of tokens.
pub trait Recogniser: Send + Sync {
    /// Unique name, lower case.
    fn name(&self) -> &'static str;

    /// The kinds of value it can give.
    fn kinds(&self) -> &'static [Kind];

    /// Appends its candidates.
    fn recognise(&self, context: &Context<'_>, out: &mut Vec<Mention>);

    /// Clauses on how one of its mentions was read that the value does not show, for `values --explain`.
    fn explain(&self, _context: &Context<'_>, _mention: &Mention) -> Vec<String> {
        Vec::new()
    }
}

/// Makes a recogniser from the lexicons; it interns the words it looks for.
pub type Constructor = fn(&Lexicon, &mut Vocabulary) -> Box<dyn Recogniser>;
