//! "Did you mean …?"

/// The one of `names` that is closest to `word`, where one is close enough to be meant.
pub fn closest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|n| (similar::TextDiff::from_chars(word, n).ratio(), n))
        .filter(|(ratio, _)| *ratio >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, n)| n)
}
