//! A hash that is the same on every machine and in every version, for ids made from content.

/// FNV-1a, 64 bits (Fowler, Noll and Vo; IETF draft-eastlake-fnv).
#[derive(Debug, Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds one field; a separator keeps `("ab", "c")` apart from `("a", "bc")`.
    #[must_use]
    pub fn with(mut self, field: &str) -> Self {
        for b in field.bytes() {
            self.add(b);
        }
        self.add(0x1f);
        self
    }

    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// The id `prefix-` and twelve hexadecimal digits.
    pub fn id(self, prefix: &str) -> String {
        let mut id = String::with_capacity(prefix.len() + 13);
        id.push_str(prefix);
        id.push('-');
        id.extend((0..12).rev().filter_map(|n| char::from_digit((self.number() >> (4 * n) & 0xf) as u32, 16)));
        id
    }

    /// The number that [`id`](Self::id) writes: the hash folded to 48 bits.
    pub fn number(self) -> u64 {
        (self.0 >> 16) ^ (self.0 & 0xffff)
    }
}
