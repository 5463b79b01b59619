//! How two figures are printed: with a digit misread, or as things that are not counted alike.

use super::facts::Figure;
use super::figures;
use crate::claim::Claim;
use crate::value::{Decimal, Grain, Value};

/// Whether two figures of one unit are printed alike but for two digits that changed places, or for one of three or
/// more.
pub(super) fn one_digit_off(one: Figure<'_>, other: Figure<'_>) -> bool {
    let (a, b) = (one.claim, other.claim);
    let year = |c: &Claim| match &*c.value {
        Value::Date(t) if t.grain == Some(Grain::Year) => c.text.parse::<u16>().ok(),
        _ => None,
    };
    if let (Some(x), Some(y)) = (year(a), year(b)) {
        // Years next to each other are two years.
        let early = |y: u16| [y / 1000, y / 100 % 10, y / 10 % 10];
        return x % 10 == y % 10 && early(x).iter().zip(early(y)).filter(|(a, b)| **a != *b).count() == 1;
    }
    let (Some(p), Some(q)) = (one.printed(), other.printed()) else { return false };
    if p.len() != q.len() || p.len() < 2 {
        return false;
    }
    let mark = |c: u8| !c.is_ascii_digit();
    let alike = p.bytes().zip(q.bytes()).all(|(a, b)| mark(a) == mark(b) && (!mark(a) || a == b));
    let mut changed = p.bytes().zip(q.bytes()).filter(|(a, b)| a != b);
    // One digit of a round number makes another round number.
    let exact = |s: &str| s.trim_end_matches(['0', '.', ',']).bytes().filter(u8::is_ascii_digit).count() > 2;
    let misread = match (changed.next(), changed.next(), changed.next()) {
        (Some(_), None, _) => exact(p) && exact(q),
        (Some((a, b)), Some((c, d)), None) => a == d && b == c,
        _ => false,
    };
    alike && misread && figures::one_unit(one, other)
}

/// Whether two texts print the same digits, and two of them at each other's place.
pub(super) fn exchanged(a: &str, b: &str) -> bool {
    let digits = |s: &str| s.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let (mut x, mut y) = (digits(a), digits(b));
    let changed = x.len() == y.len() && x.iter().zip(&y).filter(|(a, b)| a != b).count() == 2;
    x.sort_unstable();
    y.sort_unstable();
    changed && x == y
}

/// Whether one counts whole things by their noun and the other is a plain number with a fraction: "at 4.12" and
/// "eight carriages".
pub(super) fn fraction_apart(a: &Claim, b: &Claim) -> bool {
    let fraction = |c: &Claim| matches!(&*c.value, Value::Number(n) if n.number.is_some_and(|n| !n.0.fract().is_zero() && n > Decimal::ONE));
    let whole = |c: &Claim| match &*c.value {
        Value::Number(n) => {
            n.number.is_some_and(|n| n.0.fract().is_zero()) && !c.text.contains(|x: char| x.is_ascii_digit())
        }
        Value::Quantity(q) => {
            q.dimension == "count" && q.number.number.is_some_and(|n| n.0.fract().is_zero()) && q.number.hedge.is_none()
        }
        _ => false,
    };
    let one = |x: &Claim, y: &Claim| fraction(x) && whole(y);
    one(a, b) || one(b, a)
}

#[cfg(test)]
mod tests {
    use super::exchanged;

    #[test]
    fn digits_at_each_others_place() {
        for (a, b) in [("9:52 p.m.", "9:25 p.m."), ("1921", "1912"), ("11,200 hours", "12,100 hours")] {
            assert!(exchanged(a, b), "{a} / {b}");
        }
        for (a, b) in [("3:15", "3:50"), ("1921", "1921"), ("412", "4120"), ("Monday", "Sunday")] {
            assert!(!exchanged(a, b), "{a} / {b}");
        }
    }
}
