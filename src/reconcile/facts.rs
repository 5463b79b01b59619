//! What is read of a claim once, however many others it meets.

use super::bases::Around;
use super::change;
use super::direction;
use super::figures;
use super::implied::Implied;
use super::measure::Measure;
use super::words;
use crate::claim::Claim;
use std::ops::Range;
use std::sync::OnceLock;

/// What was read of one claim so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts(OnceLock<Box<Read>>);

#[derive(Debug, Clone)]
struct Read {
    /// The sort of value that its words imply.
    implied: Option<&'static str>,
    measure: Option<Measure>,
    around: OnceLock<Box<Around>>,
    grows: OnceLock<bool>,
    wavers: OnceLock<bool>,
    market: OnceLock<bool>,
    way: OnceLock<Option<Box<str>>>,
    noun: OnceLock<Option<Box<Noun>>>,
    /// Where the first number stands that its words print in digits.
    printed: Option<Range<u32>>,
}

/// What a claim counts.
#[derive(Debug, Clone)]
pub(super) struct Noun {
    /// In lower case.
    pub(super) word: String,
    pub(super) stem: String,
}

/// A claim, and what was read of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    pub(super) claim: &'a Claim,
    facts: &'a Facts,
}

impl<'a> Figure<'a> {
    /// `facts` are those of the claim, or empty.
    pub(super) fn new(claim: &'a Claim, facts: &'a Facts) -> Self {
        Self { claim, facts }
    }

    fn read(self) -> &'a Read {
        self.facts.0.get_or_init(|| {
            let implied = Implied::of(self.claim);
            let (sort, measure) = (implied.as_ref().map(Implied::sort), Measure::implied(self.claim, implied));
            let text = self.claim.text.as_str();
            let printed = figures::numbers(text).next().and_then(|n| Some((text.find(n)? as u32, n.len() as u32)));
            let printed = printed.map(|(from, length)| from..from + length);
            let (around, way, noun, [grows, wavers, market]) = Default::default();
            Box::new(Read { implied: sort, measure, around, grows, wavers, market, way, noun, printed })
        })
    }

    /// It in the base unit of its dimension; `None` for what is no figure.
    pub(super) fn measure(self) -> Option<&'a Measure> {
        self.read().measure.as_ref()
    }

    /// The sort of value that its words imply: an age, a magnitude, a share.
    pub(super) fn implied(self) -> Option<&'static str> {
        self.read().implied
    }

    /// The first number that its words print in digits.
    pub(super) fn printed(self) -> Option<&'a str> {
        let at = self.read().printed.as_ref()?;
        self.claim.text.get(at.start as usize..at.end as usize)
    }

    /// Which way it went.
    pub(super) fn way(self) -> Option<&'a str> {
        self.read().way.get_or_init(|| direction::of(self.claim).map(Into::into)).as_deref()
    }

    /// What it counts.
    pub(super) fn noun(self) -> Option<&'a Noun> {
        let read = || figures::noun(self.claim).map(|word| Box::new(Noun { stem: words::stem(&word), word }));
        self.read().noun.get_or_init(read).as_deref()
    }

    /// What the words around its value say.
    pub(super) fn around(self) -> &'a Around {
        self.read().around.get_or_init(|| Box::new(Around::of(self.claim)))
    }

    /// [`change::grows`].
    pub(super) fn grows(self) -> bool {
        *self.read().grows.get_or_init(|| self.implied() != Some("age") && change::grows(self.claim))
    }

    /// [`change::wavers`].
    pub(super) fn wavers(self) -> bool {
        *self.read().wavers.get_or_init(|| change::wavers(self.claim))
    }

    /// Whether its sentence tells of a movement in a market.
    pub(super) fn of_market(self) -> bool {
        *self.read().market.get_or_init(|| change::of_market(&self.claim.sentence))
    }
}
