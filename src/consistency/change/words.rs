//! The words in which news copy tells of a change.

/// Verbs, nouns and adverbs of a figure that went up.
pub(super) const UP: &[&str] = &[
    "added",
    "advanced",
    "climb",
    "climbed",
    "expanded",
    "gain",
    "gained",
    "gains",
    "grew",
    "grow",
    "growing",
    "grown",
    "grows",
    "growth",
    "higher",
    "improved",
    "improvement",
    "increase",
    "increased",
    "increases",
    "increasing",
    "jump",
    "jumped",
    "leap",
    "leapt",
    "more",
    "raised",
    "rallied",
    "rise",
    "risen",
    "rises",
    "rising",
    "rose",
    "soared",
    "surge",
    "surged",
    "up",
    "widened",
];

/// Those of a figure that went down.
pub(super) const DOWN: &[&str] = &[
    "contracted",
    "cut",
    "cuts",
    "decline",
    "declined",
    "declines",
    "decrease",
    "decreased",
    "dip",
    "dipped",
    "down",
    "drop",
    "dropped",
    "drops",
    "eased",
    "fall",
    "fallen",
    "falling",
    "falls",
    "fell",
    "fewer",
    "less",
    "lost",
    "lower",
    "lowered",
    "narrowed",
    "plunged",
    "reduced",
    "reduction",
    "sank",
    "shrank",
    "shrunk",
    "slid",
    "slipped",
    "slumped",
    "trimmed",
    "tumbled",
];

/// Those that stand as nouns before their amount: "a rise of 5%".
pub(super) const NOUNS: &[&str] = &[
    "climb",
    "cut",
    "decline",
    "decrease",
    "dip",
    "drop",
    "fall",
    "gain",
    "growth",
    "improvement",
    "increase",
    "jump",
    "leap",
    "reduction",
    "rise",
    "surge",
];

/// Words between a word of change and its amount.
pub(super) const FILL: &[&str] = &[
    "a", "about", "an", "another", "around", "by", "further", "nearly", "roughly", "sharply", "slightly", "some",
    "steeply",
];

/// Words before the figure after the change.
pub(super) const TO: &[&str] = &["to", "at"];

/// Words before the figure before the change.
pub(super) const FROM: &[&str] = &["from", "against", "versus", "vs", "vs.", "than"];

/// Those of them that set two figures against each other.
pub(super) const VERSUS: &[&str] = &["against", "versus", "vs", "vs."];

/// Pairs of words that do the same.
pub(super) const FROM_TWO: &[(&str, &str)] =
    &[("compared", "with"), ("compared", "to"), ("compares", "with"), ("compares", "to")];

/// Words of a change that name what it is measured from: "5% more than".
pub(super) const COMPARATIVES: &[&str] = &["above", "below", "fewer", "higher", "less", "lower", "more"];

/// Words between a change and what it is measured from, and whether it went up.
pub(super) const APART: &[(&str, bool)] = &[("above", true), ("below", false)];

/// Words at which another statement begins.
pub(super) const STOP: &[&str] =
    &[";", ".", "while", "but", "whereas", "and", "as", "after", "when", "which", "who", "although", "though"];

/// Nouns before "of" and the figure that something came to.
pub(super) const LEVELS: &[&str] = &["average", "level", "rate", "total"];

/// Verbs of somebody who sets a figure anew, and whether it goes up.
pub(super) const SETS: &[(&str, bool)] = &[
    ("boosted", true),
    ("cut", false),
    ("hiked", true),
    ("increased", true),
    ("lifted", true),
    ("lowered", false),
    ("raised", true),
    ("reduced", false),
    ("slashed", false),
    ("trimmed", false),
];

/// Words of a figure that was hoped for, allowed or counted otherwise.
pub(super) const PLANNED: &[&str] = &[
    "allowed",
    "allotted",
    "budgeted",
    "expected",
    "forecast",
    "hoped-for",
    "planned",
    "predicted",
    "projected",
    "target",
    "targeted",
    "unadjusted",
];

/// Words that measure a change otherwise than by the two figures as they are printed.
pub(super) const OTHERWISE: &[&str] = &[
    "adjusting",
    "annualised",
    "annualized",
    "comparable",
    "constant",
    "currency-adjusted",
    "excluding",
    "inflation-adjusted",
    "like",
    "like-for-like",
    "organic",
    "organically",
    "real",
    "same-store",
    "stripping",
    "underlying",
];

/// A multiple and the ratios that its word allows.
pub(super) const MULTIPLES: &[(&[&str], f64)] = &[
    (&["doubled", "double", "doubling"], 2.0),
    (&["tripled", "trebled", "triple", "tripling"], 3.0),
    (&["quadrupled"], 4.0),
    (&["halved", "halving"], 0.5),
];

/// Words that say when the figure before the change was one.
pub(super) const SINCE: &[&str] =
    &["a", "ago", "before", "earlier", "in", "last", "previous", "previously", "the", "year"];
