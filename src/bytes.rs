//! Looks at many bytes at once, without a branch between them, so that a compiler makes vectors of them.

/// Bytes that are looked at together: few enough that how many of them are such fits a byte.
pub(crate) const BLOCK: usize = 64;

/// Whether any byte of `text` is such a one.
pub(crate) fn any(text: &[u8], is: impl Fn(u8) -> bool) -> bool {
    text.chunks(BLOCK).any(|block| block.iter().fold(0, |any, &b| any | u8::from(is(b))) != 0)
}

/// How many bytes of `text` are such.
pub(crate) fn count(text: &[u8], is: impl Fn(u8) -> bool) -> usize {
    text.chunks(BLOCK).map(|block| usize::from(block.iter().map(|&b| u8::from(is(b))).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::{any, count};

    #[test]
    fn blocks_hide_nothing() {
        for length in [0, 1, 63, 64, 65, 200, 1000] {
            let mut text = vec![b'a'; length];
            assert_eq!((any(&text, |b| b == b'x'), count(&text, |b| b == b'a')), (false, length));
            if let Some(last) = text.last_mut() {
                *last = b'x';
                assert_eq!((any(&text, |b| b == b'x'), count(&text, |b| b == b'x')), (true, 1));
            }
        }
    }
}
