//! Bytes on their way into a vector, and the strings and numbers of JSON among them.

const SMALL: usize = 256;

/// The numbers of up to four digits, from the left; behind a shorter one stand zeros.
static OFFSETS: [[u8; 4]; 10_000] = {
    let mut all = [[b'0'; 4]; 10_000];
    let mut n = 0;
    while n < all.len() {
        let zeros = if n < 10 {
            1000
        } else if n < 100 {
            100
        } else if n < 1000 {
            10
        } else {
            1
        };
        let left = n * zeros;
        all[n] = [
            b'0' + (left / 1000) as u8,
            b'0' + (left / 100 % 10) as u8,
            b'0' + (left / 10 % 10) as u8,
            b'0' + (left % 10) as u8,
        ];
        n += 1;
    }
    all
};

/// Bytes on their way into a vector. Most are keys of a few letters, which a buffer of fixed length
/// takes without asking for memory.
pub(super) struct Buffer {
    small: [u8; SMALL],
    used: usize,
    pub(super) all: Vec<u8>,
}

impl Buffer {
    /// One that writes behind what `all` holds.
    pub(super) fn new(all: Vec<u8>) -> Self {
        Self { small: [0; SMALL], used: 0, all }
    }

    #[allow(clippy::inline_always)] // Of a key the compiler then knows how many bytes it has.
    #[inline(always)]
    pub(super) fn put(&mut self, bytes: &[u8]) {
        if self.used + bytes.len() > SMALL {
            self.flush();
        }
        match self.small.get_mut(self.used..self.used + bytes.len()) {
            Some(free) => {
                free.copy_from_slice(bytes);
                self.used += bytes.len();
            }
            None => self.all.extend_from_slice(bytes),
        }
    }

    #[allow(clippy::inline_always)]
    #[inline(always)]
    pub(super) fn byte(&mut self, byte: u8) {
        if self.used == SMALL {
            self.flush();
        }
        if let Some(free) = self.small.get_mut(self.used) {
            *free = byte;
            self.used += 1;
        }
    }

    #[cold]
    pub(super) fn flush(&mut self) {
        self.all.extend_from_slice(self.small.get(..self.used).unwrap_or(&[]));
        self.used = 0;
    }

    pub(super) fn integer(&mut self, n: impl itoa::Integer) {
        self.put(itoa::Buffer::new().format(n).as_bytes());
    }

    /// An offset, of up to four digits as most are.
    #[inline]
    pub(super) fn offset(&mut self, n: u32) {
        let Some(digits) = OFFSETS.get(n as usize) else { return self.integer(n) };
        // Four are put, and those that are none are written over.
        self.put(digits);
        self.used -= match n {
            0..10 => 3,
            10..100 => 2,
            100..1000 => 1,
            _ => 0,
        };
    }

    /// Text between quotation marks.
    pub(super) fn quoted(&mut self, text: &str) {
        self.byte(b'"');
        self.inside(text.as_bytes());
        self.byte(b'"');
    }

    pub(super) fn inside(&mut self, text: &[u8]) {
        if any_escaped(text) { self.escaped(text) } else { self.put(text) }
    }

    fn escaped(&mut self, bytes: &[u8]) {
        for run in bytes.chunk_by(|a, b| !is_escaped(*a) && !is_escaped(*b)) {
            match *run {
                [b @ (b'"' | b'\\')] => self.put(&[b'\\', b]),
                [b'\n'] => self.put(b"\\n"),
                [b'\r'] => self.put(b"\\r"),
                [b'\t'] => self.put(b"\\t"),
                [0x08] => self.put(b"\\b"),
                [0x0c] => self.put(b"\\f"),
                [b @ ..0x20] => {
                    const HEX: &[u8; 16] = b"0123456789abcdef";
                    self.put(&[b'\\', b'u', b'0', b'0', HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]]);
                }
                _ => self.put(run),
            }
        }
    }
}

fn is_escaped(b: u8) -> bool {
    b < 0x20 || b == b'"' || b == b'\\'
}

/// Whether any byte is escaped, of eight at a time: subtracting from a byte borrows into its highest
/// bit where it is too small, which that of no byte of ASCII is set otherwise.
pub(super) fn any_escaped(text: &[u8]) -> bool {
    const ALL: u64 = 0x0101_0101_0101_0101;
    let any = |eight: [u8; 8]| {
        let x = u64::from_le_bytes(eight);
        let below = |x: u64, n: u8| x.wrapping_sub(u64::from(n) * ALL);
        let is = |b: u8| below(x ^ (u64::from(b) * ALL), 1);
        // Bytes beyond ASCII take no part; a borrow from a neighbour only asks for a closer look.
        (below(x, 0x20) | is(b'"') | is(b'\\')) & !x & (0x80 * ALL) != 0
    };
    let (blocks, rest) = text.as_chunks::<8>();
    let maybe = blocks.iter().any(|b| any(*b))
        || match text.last_chunk::<8>() {
            Some(last) => any(*last),
            None => rest.iter().any(|&b| is_escaped(b)),
        };
    maybe && text.iter().any(|&b| is_escaped(b))
}
