//! A conversion in brackets that is off: "26 miles (52 km)".

use super::check::{Alarm, Article, Check};
use crate::lexicon::conversion;
use crate::recognise::Mention;
use crate::value::{Decimal, Hedge, Number, Quantity, Value};

/// Holds a figure in brackets against the figure before them.
pub(super) struct Conversion;

/// Share by which a conversion may be off beyond the last significant digit of either figure.
const SLACK: f64 = 0.03;

/// Tokens between the figure and its bracket: "26 miles away (42 km)".
const GAP: usize = 3;

impl Check for Conversion {
    fn name(&self) -> &'static str {
        "conversion"
    }

    fn about(&self) -> &'static str {
        "a figure repeated in another unit is the same size"
    }

    fn check(&self, article: &Article<'_>, out: &mut Vec<Alarm>) {
        let quantities: Vec<&Mention> =
            article.mentions.iter().filter(|m| matches!(m.value, Value::Quantity(_))).collect();
        for pair in quantities.windows(2) {
            let [a, b] = pair else { continue };
            let (Value::Quantity(x), Value::Quantity(y)) = (&a.value, &b.value) else { continue };
            if !bracketed(article, a, b) || x.unit == y.unit {
                continue;
            }
            let Some(factor) = mismatch(x, y) else { continue };
            let (ta, tb) = (a.span.of(&article.document.text), b.span.of(&article.document.text));
            out.push(Alarm::error(
                if factor > 1.2 { 0.9 } else { 0.75 },
                format!("“{ta} ({tb})”: the two are not the same size"),
                format!("{ta} is {} {}", rounded(expected(x, y)), y.unit_name()),
                vec![(a.span, Some(a.value.clone())), (b.span, Some(b.value.clone()))],
            ));
        }
    }
}

trait UnitName {
    fn unit_name(&self) -> &str;
}

impl UnitName for Quantity {
    fn unit_name(&self) -> &str {
        match self.unit.as_str() {
            "[mi_i]" => "miles",
            "[ft_i]" => "feet",
            "[in_i]" => "inches",
            "[yd_i]" => "yards",
            "[lb_av]" => "pounds",
            "[acr_us]" => "acres",
            "har" => "hectares",
            "Cel" => "degrees Celsius",
            "[degF]" => "degrees Fahrenheit",
            "[sft_i]" => "square feet",
            "m2" => "square metres",
            "[mi_i]2" => "square miles",
            "km2" => "square kilometres",
            other => other,
        }
    }
}

fn bracketed(article: &Article<'_>, a: &Mention, b: &Mention) -> bool {
    let (from, to) = (a.tokens.end, b.tokens.start);
    if to <= from || to - from > GAP {
        return false;
    }
    let open = article.word(to - 1) == "(";
    let words = (from..to - 1).all(|i| article.text.token(i).chars().all(char::is_alphabetic));
    let closed = matches!(article.word(b.tokens.end).as_str(), ")" | ";" | ",");
    open && words && closed
}

fn single(n: &Number) -> Option<(f64, f64)> {
    if let Some(x) = n.number {
        return Some((x.to_f64(), x.to_f64()));
    }
    Some((n.low?.to_f64(), n.high?.to_f64()))
}

/// One unit of the last significant digit, every final zero taken as rounding.
fn grain(d: f64) -> f64 {
    let Some(mut rest) = Decimal::parse(&format!("{}", d.abs())).filter(|d| *d != Decimal::ZERO) else { return 1.0 };
    let ten = Decimal::from(10);
    let mut unit = 1.0;
    while rest.is_integer() && rest.over(ten).is_some_and(Decimal::is_integer) {
        let Some(next) = rest.over(ten) else { break };
        rest = next;
        unit *= 10.0;
    }
    while !rest.is_integer() && unit > 1e-6 {
        let Some(next) = rest.times(ten) else { break };
        rest = next;
        unit /= 10.0;
    }
    unit
}

/// What the second should be, in its own unit.
fn expected(x: &Quantity, y: &Quantity) -> f64 {
    match (single(&x.number), conversion(&x.unit), conversion(&y.unit)) {
        (Some((low, _)), Some(a), Some(b)) => (low * a.factor + a.offset - b.offset) / b.factor,
        _ => f64::NAN,
    }
}

fn rounded(x: f64) -> String {
    let digits = usize::from(x.abs() < 100.0);
    format!("{x:.digits$}")
}

/// By how much the two differ, where they differ beyond doubt.
fn mismatch(x: &Quantity, y: &Quantity) -> Option<f64> {
    let (a, b) = (conversion(&x.unit)?, conversion(&y.unit)?);
    if a.dimension != b.dimension || a.dimension == "count" {
        return None;
    }
    let hedged = |n: &Number| matches!(n.hedge, Some(Hedge::AtLeast | Hedge::AtMost | Hedge::Over | Hedge::Under));
    let loose = if hedged(&x.number) == hedged(&y.number) { SLACK } else { 0.1 };
    let ((x0, x1), (y0, y1)) = (single(&x.number)?, single(&y.number)?);
    let fits = |offset: bool| {
        let base = |v: f64, c: &crate::lexicon::Conversion| v * c.factor + if offset { c.offset } else { 0.0 };
        [(x0, y0), (x1, y1)].iter().all(|&(p, q)| {
            let half = |v: f64, c: &crate::lexicon::Conversion| {
                // A thermometer is read to the degree, whatever its zeros.
                let unit = if c.dimension == "temperature" { grain(v).min(1.0) } else { grain(v) };
                0.55 * unit * c.factor
            };
            let slack = half(p, a) + half(q, b) + loose * (p * a.factor).abs();
            (base(p, a) - base(q, b)).abs() <= slack
        })
    };
    // A difference of temperatures converts without the offset: "2 degrees Celsius (3.6 Fahrenheit)".
    if fits(true) || a.dimension == "temperature" && fits(false) {
        return None;
    }
    let sizes = [(x0 * a.factor + a.offset).abs(), (y0 * b.factor + b.offset).abs()];
    Some(sizes[0].max(sizes[1]) / sizes[0].min(sizes[1]).max(f64::MIN_POSITIVE))
}
