//! How sure a finding is, and why it is not surer.

use super::policy::Comparison;

/// A certainty from 0 to 1 with the reasons that lower it.
#[derive(Debug, Clone)]
pub(super) struct Confidence {
    score: f64,
    reasons: Vec<String>,
}

/// Why a finding is less sure than its policy takes it to be, and by how much.
pub(super) const DOUBTS: &[(&str, f64)] = &[
    ("one side leaves out part of the question", 0.85),
    ("one side rests on an unnamed source", 0.95),
    ("the two sides name different sources", 0.9),
    ("a date was resolved against an inferred day", 0.9),
    ("one article gives both values", 0.5),
    ("the order of publication is not known", 0.95),
    ("the articles are more than a year apart", 0.6),
];

/// What is left of a certainty where two sentences share no words, and what the shared words give back;
/// from four fifths on nothing is lost.
const LEAST: f64 = 0.6;
const SHARED: f64 = 0.5;

impl Confidence {
    /// What a comparison says.
    pub(super) fn of(comparison: &Comparison) -> Self {
        Self { score: comparison.strength, reasons: comparison.doubts.iter().map(|&d| d.to_owned()).collect() }
    }

    /// Lowers it by the entry of [`DOUBTS`] that begins with `reason`.
    pub(super) fn doubt(&mut self, reason: &str) {
        let known = DOUBTS.iter().find(|(w, _)| w.starts_with(reason));
        if let Some((words, factor)) = known.filter(|(w, _)| !self.reasons.iter().any(|r| r == w)) {
            self.score *= factor;
            self.reasons.push((*words).to_owned());
        }
    }

    /// Lowers it by how surely two figures measure the same thing: on the labelled pairs 24 of 28 findings
    /// whose sentences share between a half and three quarters of their words are true.
    pub(super) fn aligned(&mut self, score: f64, brief: bool) {
        let factor = (LEAST + SHARED * score).min(1.0);
        if factor < 1.0 {
            self.score *= factor;
        }
        if factor < 1.0 && !brief {
            self.reasons.push(format!("the sentences share {:.0}% of their words by weight", score * 100.0));
        }
    }

    /// Raises it: several independent sources on each side.
    pub(super) fn support(&mut self, reason: &str) {
        self.score += (1.0 - self.score) * 0.2;
        self.reasons.push(reason.to_owned());
    }

    /// The score, to two digits.
    pub(super) fn score(&self) -> f64 {
        (self.score.clamp(0.0, 1.0) * 100.0).round() / 100.0
    }

    /// The reasons.
    pub(super) fn reasons(&self) -> &[String] {
        &self.reasons
    }
}
