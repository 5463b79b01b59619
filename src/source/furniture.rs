//! Page furniture.

use std::sync::{Arc, LazyLock};

/// The phrases and words of page furniture.
#[derive(Debug, Default)]
pub struct Furniture {}

static BUNDLED: LazyLock<Arc<Furniture>> = LazyLock::new(Arc::default);

impl Furniture {
    /// What the program carries.
    pub fn bundled() -> Arc<Self> {
        Arc::clone(&BUNDLED)
    }
}
