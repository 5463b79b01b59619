//! From tokens to typed values.

mod entity;
mod figure;
mod overlap;
pub mod people;
pub mod quotation;
mod recogniser;
pub mod temporal;

pub use people::{KnownPerson, People, Reference, ReferenceForm, References, Referent};
pub use recogniser::{Constructor, Context, DateOrder, Detail, Mention, Prefer, Recogniser};

use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::Vocabulary;
use crate::text::quotation::pair;
use quotation::Quotations;

/// Every recogniser, in the order in which they run. The order settles nothing else: overlaps are
/// settled by extent and kind once all have run.
pub const ALL: &[Constructor] = &[entity::new, figure::recogniser, temporal::new];

/// Everything that [`run`] needs, made once.
pub struct Recognisers {
    list: Vec<Box<dyn Recogniser>>,
    people: People,
    quotations: Quotations,
}

impl Recognisers {
    /// Makes every recogniser.
    pub fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let list = ALL.iter().map(|make| make(lexicon, vocabulary)).collect();
        Self { list, people: People::new(lexicon, vocabulary), quotations: Quotations::new(lexicon, vocabulary) }
    }
}

/// The typed values of one document, and who is meant by its names, offices and pronouns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// All but the quotations, in order of their start; no two overlap. Names of people are settled: each mention carries the fullest form that the article uses.
    pub mentions: Vec<Mention>,
    /// Who is meant, by token.
    pub references: References,
    /// The quotations, in order of their start; each holds a [`crate::value::Quotation`]. They
    /// stand over the other values and may hold some.
    pub quotations: Vec<Mention>,
    /// The words inside each pair of quotation marks, whatever they are, in order.
    pub marks: Vec<Span>,
}

impl Values {
    /// Every value, quotations and the ends of ranges among them, in order of start, the wider first.
    pub fn all(&self) -> Vec<&Mention> {
        let mut all: Vec<&Mention> = self.mentions.iter().chain(&self.quotations).collect();
        all.extend(self.mentions.iter().filter_map(|m| m.detail.as_deref()).flat_map(|d| &d.ends));
        all.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        all
    }
}

/// How a value was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What its recogniser says.
    pub clauses: Vec<String>,
    /// What else was found in its words and gave way to it.
    pub dropped: Vec<Mention>,
}

/// How each of `mentions` was read; runs every recogniser again.
pub fn explain(recognisers: &Recognisers, context: &Context<'_>, mentions: &[&Mention]) -> Vec<Explanation> {
    let mut found = Vec::new();
    for r in &recognisers.list {
        r.recognise(context, &mut found);
    }
    found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let longest = found.iter().map(|m| m.span.end - m.span.start).max().unwrap_or(0);
    let explain = |m: &&Mention| {
        let plain = !matches!(m.value, crate::value::Value::Quotation(_));
        let from = found.partition_point(|c| c.span.start < m.span.start.saturating_sub(longest));
        let over = found.iter().skip(from).take_while(|c| plain && c.span.start < m.span.end);
        let dropped = over.filter(|c| c.span.overlaps(m.span) && c.pattern != m.pattern).cloned().collect();
        let clauses = recognisers.list.iter().filter(|r| r.kinds().contains(&m.value.kind()));
        Explanation { clauses: clauses.flat_map(|r| r.explain(context, m)).collect(), dropped }
    };
    mentions.iter().map(explain).collect()
}

/// All recognisers, then overlaps settled, then names. `done` is told each step once it is over, by
/// the name that it has in `--timing`.
pub fn run(recognisers: &Recognisers, context: &Context<'_>, mut done: impl FnMut(&'static str)) -> Values {
    // In most copy about one word in five begins something that may be a value.
    let mut found = Vec::with_capacity(context.text.tokens.len() / 5);
    for r in &recognisers.list {
        r.recognise(context, &mut found);
        done(r.name());
    }
    let mut mentions = overlap::settle(found);
    done("overlaps");
    let references = recognisers.people.settle(context, &mut mentions);
    done("people");
    let marked = pair(context.text);
    let marks = marked.iter().map(|m| context.text.span(&m.inner)).collect();
    let mut values = Values { mentions, references, quotations: Vec::new(), marks };
    values.quotations = recognisers.quotations.find(context, &values, &marked);
    done("quotations");
    values
}

#[cfg(test)]
mod tests {
    use crate::check::Engine;
    use crate::document::Document;

    #[test]
    fn a_name_later_in_the_text_leaves_a_figure_its_article_and_its_hedge() {
        let engine = Engine::bundled();
        let document = Document::plain("one", "About a million people marched in Rome. It sold a dozen in the UK.");
        let text = engine.text(&document);
        let values = engine.values(&document, &text);
        let found: Vec<&str> = values.mentions.iter().map(|m| m.span.of(&document.text)).collect();
        assert_eq!(found, ["About a million people", "Rome", "a dozen", "UK"]);
    }
}
