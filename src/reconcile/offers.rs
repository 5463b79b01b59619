//! The partners that figures could have, and the best of them.

/// A partner that a figure could have in another article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer {
    pub(super) from: u32,
    pub(super) document: u32,
    /// Offers of one figure in one article are weighed in this order.
    order: u32,
    /// `u32::MAX` for none.
    pub(super) to: u32,
    pub(super) score: f64,
}

/// The offers between an article and later ones, which nothing beside them bears on.
#[derive(Default)]
pub(super) struct Offers(Vec<Offer>);

impl Offers {
    pub(super) fn add(&mut self, from: u32, document: u32, score: f64, to: u32) {
        self.0.push(Offer { from, document, order: self.0.len() as u32, to, score });
    }

    /// The best partner of each figure in each other article, sorted by both.
    pub(super) fn best(mut self) -> Vec<Offer> {
        self.0.sort_unstable_by_key(|o| (o.from, o.document, o.order));
        self.0.dedup_by(|next, best| {
            let one = (next.from, next.document) == (best.from, best.document);
            if one && next.score > best.score + 1e-9 {
                *best = *next;
            }
            one
        });
        self.0
    }
}
