//! Numbers written in digits: separators of thousands, decimals, signs of the longest.

use crate::value::Decimal;

/// Numbers with more digits than this are identifiers.
const MOST_DIGITS: usize = 28;

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// Its value.
    pub value: Decimal,
    /// One past its last byte.
    pub end: usize,
    /// It has a decimal mark.
    pub decimals: bool,
    /// It has separators of thousands.
    pub grouped: bool,
    /// Digits before the decimal mark.
    pub width: usize,
}

/// What stands at a run of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    /// A number.
    Number(Digits),
    /// A version, an address, a dotted date, an identifier: no number up to this byte.
    Other(usize),
}

/// Digits collected without allocating.
struct Buffer {
    bytes: [u8; MOST_DIGITS + 2],
    len: usize,
    digits: usize,
}

impl Buffer {
    fn new() -> Self {
        Self { bytes: [0; MOST_DIGITS + 2], len: 0, digits: 0 }
    }

    fn push(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.len) {
            *slot = byte;
        }
        self.len += 1;
        self.digits += usize::from(byte != b'.');
    }

    fn extend(&mut self, bytes: &[u8]) {
        for &b in bytes.iter().take(MOST_DIGITS + 2) {
            self.push(b);
        }
    }

    fn value(&self) -> Option<Decimal> {
        let text = std::str::from_utf8(self.bytes.get(..self.len)?).ok()?;
        if self.digits > MOST_DIGITS { None } else { Decimal::parse(text) }
    }
}

/// Reads the number that starts at byte `at`, which holds a digit. `spaces` allows blanks between
/// groups of three ("816 000").
///
/// Linear in what it passes over: what is refused is refused as a whole.
pub(super) fn scan(text: &[u8], at: usize, spaces: bool) -> Scan {
    let int = run(text, at);
    let mut end = at + int;
    let mut buffer = Buffer::new();
    buffer.extend(text.get(at..end).unwrap_or(&[]));
    if int > MOST_DIGITS {
        return Scan::Other(chain(text, end));
    }
    let mut grouped = false;
    let (commas, shape) = groups(text, end, b',');
    let (dots, dotted) = groups(text, end, b'.');
    if commas > 0 && shape.valid(int) {
        end = take(text, end, commas, 1, &mut buffer);
        grouped = true;
    } else if dots > 1 {
        if !dotted.western(int) {
            return Scan::Other(chain(text, end));
        }
        end = take(text, end, dots, 1, &mut buffer);
        return finish(text, end, b',', Digits { grouped: true, ..blank(int) }, buffer);
    } else if dots == 1 && dotted.last == 3 && int <= 3 {
        // "1.111,11" is continental; "1.111" alone is a decimal in English.
        let after = end + 4;
        let (more, tail) = groups(text, after, b',');
        if more == 1 && tail.last != 3 {
            end = take(text, end, 1, 1, &mut buffer);
            return finish(text, end, b',', Digits { grouped: true, ..blank(int) }, buffer);
        }
    } else if commas == 1 && shape.last < 3 && dots == 0 && int <= 3 && !listed(text, at) {
        return finish(text, end, b',', blank(int), buffer);
    } else if int <= 3 && text.get(at) != Some(&b'0') {
        let (n, width) = spaced(text, end, spaces);
        if n > 0 {
            end = take(text, end, n, width, &mut buffer);
            grouped = true;
        } else {
            let (n, width) = apostrophes(text, end);
            if n > 0 {
                end = take(text, end, n, width, &mut buffer);
                grouped = true;
            }
        }
    }
    finish(text, end, b'.', Digits { grouped, ..blank(int) }, buffer)
}

/// The fraction ".77", whose full stop stands before byte `at`.
pub(super) fn fraction(text: &[u8], at: usize) -> Scan {
    let mut buffer = Buffer::new();
    buffer.extend(b"0.");
    let width = run(text, at);
    buffer.extend(text.get(at..at + width).unwrap_or(&[]));
    let next = text.get(at + width).copied().unwrap_or(0);
    if next == b'.' && run(text, at + width + 1) > 0 {
        return Scan::Other(chain(text, at + width));
    }
    match buffer.value() {
        Some(value) => Scan::Number(Digits { value, end: at + width, decimals: true, ..blank(0) }),
        None => Scan::Other(chain(text, at + width)),
    }
}

/// Whether a comma stands right before: "22,24" is a list there.
fn listed(text: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|b| text.get(b)) == Some(&b',')
}

fn blank(width: usize) -> Digits {
    Digits { value: Decimal::ZERO, end: 0, decimals: false, grouped: false, width }
}

/// Length of the run of digits at `at`.
fn run(text: &[u8], at: usize) -> usize {
    text.get(at..).unwrap_or(&[]).iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Lengths of the groups of digits after a first one.
#[derive(Default, Clone, Copy)]
struct Shape {
    count: usize,
    twos: usize,
    threes: usize,
    last: usize,
}

impl Shape {
    fn western(self, first: usize) -> bool {
        first <= 3 && self.threes == self.count
    }

    /// Groups of three, or Indian groups of two before the last three.
    fn valid(self, first: usize) -> bool {
        self.western(first) || first <= 2 && self.last == 3 && self.threes == 1 && self.twos + 1 == self.count
    }
}

/// The groups that follow, each after one `mark`; the digits of the chain are bounded, so its length is.
fn groups(text: &[u8], mut at: usize, mark: u8) -> (usize, Shape) {
    let mut shape = Shape::default();
    while text.get(at) == Some(&mark) && shape.count <= MOST_DIGITS {
        let len = text.get(at + 1..).unwrap_or(&[]).iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        if len == 0 {
            break;
        }
        shape.count += 1;
        shape.twos += usize::from(len == 2);
        shape.threes += usize::from(len == 3);
        shape.last = len;
        at += 1 + len;
        if len == 4 {
            break;
        }
    }
    (shape.count, shape)
}

/// Width in bytes of a blank that may part thousands.
fn blank_width(text: &[u8], at: usize, plain: bool) -> usize {
    match text.get(at..).unwrap_or(&[]) {
        [b' ', ..] if plain => 1,
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0xaf | 0x89, ..] => 3,
        _ => 0,
    }
}

fn three(text: &[u8], at: usize) -> bool {
    text.get(at..at + 3).is_some_and(|d| d.iter().all(u8::is_ascii_digit))
        && !text.get(at + 3).is_some_and(u8::is_ascii_alphanumeric)
}

/// Number of groups of three after equal blanks, and the width of the blank.
fn spaced(text: &[u8], mut at: usize, plain: bool) -> (usize, usize) {
    let width = blank_width(text, at, plain);
    let mut n = 0;
    while width > 0 && n < MOST_DIGITS / 3 && blank_width(text, at, plain) == width && three(text, at + width) {
        n += 1;
        at += width + 3;
    }
    (n, width)
}

/// The same for "1'000'000" and "1’000’000".
fn apostrophes(text: &[u8], mut at: usize) -> (usize, usize) {
    let width = |at: usize| match text.get(at..).unwrap_or(&[]) {
        [b'\'', ..] => 1,
        [0xe2, 0x80, 0x99, ..] => 3,
        _ => 0,
    };
    let first = width(at);
    let mut n = 0;
    while first > 0 && n < MOST_DIGITS / 3 && width(at) == first && three(text, at + first) {
        n += 1;
        at += first + 3;
    }
    (n, first)
}

/// Moves `count` groups into the buffer and gives the byte after them.
fn take(text: &[u8], mut at: usize, count: usize, mark: usize, buffer: &mut Buffer) -> usize {
    for _ in 0..count {
        at += mark;
        let len = run(text, at).min(4);
        buffer.extend(text.get(at..at + len).unwrap_or(&[]));
        at += len;
    }
    at
}

/// Decimals after `mark`, then the value.
fn finish(text: &[u8], mut end: usize, mark: u8, mut found: Digits, mut buffer: Buffer) -> Scan {
    let after = run(text, end + 1);
    if text.get(end) == Some(&mark) && after > 0 {
        if buffer.digits + after > MOST_DIGITS {
            return Scan::Other(chain(text, end));
        }
        buffer.push(b'.');
        buffer.extend(text.get(end + 1..end + 1 + after).unwrap_or(&[]));
        end += 1 + after;
        found.decimals = true;
    }
    // A further dot and digit: a version or an address after all.
    if text.get(end) == Some(&b'.') && run(text, end + 1) > 0 {
        return Scan::Other(chain(text, end));
    }
    match buffer.value() {
        Some(value) => Scan::Number(Digits { value, end, ..found }),
        None => Scan::Other(chain(text, end)),
    }
}

/// One past a chain of digits joined by single dots and commas.
fn chain(text: &[u8], mut at: usize) -> usize {
    loop {
        at += run(text, at);
        let joined = matches!(text.get(at), Some(b'.' | b',')) && text.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !joined {
            return at;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Scan, scan};

    fn value(text: &str) -> String {
        match scan(text.as_bytes(), 0, true) {
            Scan::Number(d) => format!("{} {}", d.value, &text[..d.end]),
            Scan::Other(end) => format!("- {}", &text[..end]),
        }
    }

    #[test]
    fn separators_and_decimals() {
        for (text, want) in [
            ("1,480,000.50 x", "1480000.5 1,480,000.50"),
            ("12,34,567.89", "1234567.89 12,34,567.89"),
            ("1,20,000", "120000 1,20,000"),
            ("816 000 t", "816000 816 000"),
            ("40\u{202f}000", "40000 40\u{202f}000"),
            ("1'200'000", "1200000 1'200'000"),
            ("1.234.567,8", "1234567.8 1.234.567,8"),
            ("2.345,67", "2345.67 2.345,67"),
            ("2.345", "2.345 2.345"),
            ("7,5 a", "7.5 7,5"),
            ("22,24,26", "22 22"),
            ("423 0000", "423 423"),
            ("2008 300", "2008 2008"),
            ("3.2.1", "- 3.2.1"),
            ("10.0.0.255", "- 10.0.0.255"),
            ("0033", "33 0033"),
            ("12.", "12 12"),
        ] {
            assert_eq!(value(text), want, "{text}");
        }
    }

    #[test]
    fn longer_than_any_number() {
        let text = "7".repeat(40);
        assert_eq!(scan(text.as_bytes(), 0, true), Scan::Other(40));
        let text = "1".to_owned() + &",111".repeat(1000);
        assert!(matches!(scan(text.as_bytes(), 0, true), Scan::Other(end) if end == text.len()));
    }
}
