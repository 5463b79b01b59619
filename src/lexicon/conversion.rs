//! What a unit is in the base unit of its dimension, for comparing figures in different units.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::OnceLock;

/// How a unit converts: base = number × factor + offset.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion {
    /// What it measures.
    pub dimension: String,
    /// Size of one unit in base units.
    pub factor: f64,
    /// Only temperatures have one.
    pub offset: f64,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    unit: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    id: String,
    name: String,
    dimension: String,
    factor: Option<String>,
    offset: Option<String>,
}

/// The conversion of a unit by its id or singular name; `None` where its size depends on the place
/// or the matter.
pub fn conversion(unit: &str) -> Option<&'static Conversion> {
    static TABLE: OnceLock<FxHashMap<String, Conversion>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            let file: File = super::parse("units");
            let mut table = FxHashMap::default();
            for u in file.unit {
                let Some(factor) = u.factor.as_deref().and_then(|f| f.parse().ok()) else { continue };
                let offset = u.offset.as_deref().and_then(|o| o.parse().ok()).unwrap_or(0.0);
                let c = Conversion { dimension: u.dimension, factor, offset };
                table.entry(u.name).or_insert_with(|| c.clone());
                table.insert(u.id, c);
            }
            table
        })
        .get(unit)
}

#[cfg(test)]
mod tests {
    use super::conversion;

    #[test]
    fn miles_and_fahrenheit() {
        let mile = conversion("[mi_i]").unwrap();
        assert!((mile.factor - 1609.344).abs() < 1e-9);
        let f = conversion("[degF]").unwrap();
        assert!((212.0 * f.factor + f.offset - 373.15).abs() < 1e-6);
        assert!(conversion("no such unit").is_none());
    }
}
