//! News-like text made from templates: as much as is asked for, the same every time.

use std::fmt::Write as _;

const SENTENCES: &[&str] = &[
    "{place}'s {office} {name} {said} on {weekday} that the talks would go on until {month} {day}.",
    "“{opinion},” {surname} {said} in {place}, where {n} delegates had met since {weekday}.",
    "Exports to {place} rose {pct} percent to ${n}.{d} billion in the first quarter, the ministry {said}.",
    "The {paper} reported that {name}, {age}, would leave the post at the end of {month}.",
    "Prices, which had fallen for {small} months, {said2} little by {month} {day}, {year}.",
    "{name} and {name} are due to sign the agreement in {place} next {weekday}, according to a spokesman.",
    "It was the {nth} visit by a {place} {office} in {small} years.",
    "Nobody in the village could say when the bridge, {n} metres long, would be mended.",
    "“{opinion}. {opinion}!” the {office} told reporters, adding that about {n},000 people had left their homes.",
    "Heavy rain kept most of the market stalls closed, and those who came went away with what they had brought.",
    "The company, based in {place}, employs {n} people and lost €{n} million last year.",
    "By {year} the plant is to deliver {n},{n} tonnes of steel a year, {pct}.{d}% more than planned.",
    "Asked about the delay, {surname} {said} the committee had not been told before {hour} p.m.",
    "The road between the two towns has been shut for three weeks and nobody expects it to open before the thaw.",
];
const PLACES: &[&str] = &["Norway", "Ankara", "Qasmara", "New Zealand", "Peru", "Port Ansel", "Lower Zenda", "Kenya"];
const OFFICES: &[&str] = &["president", "foreign minister", "trade envoy", "central bank governor", "deputy mayor"];
const GIVEN: &[&str] = &["Anna", "Peter", "Maria", "Samuel", "Ingrid", "Omar", "Lucy", "Viktor"];
const FAMILY: &[&str] = &["Tolvanen", "Marsh", "Okello", "Brandt", "Quist", "Sorel", "Amsel", "Ferreiro"];
const SAID: &[&str] = &["said", "told parliament", "insisted", "wrote", "announced"];
const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const MONTHS: &[&str] = &["January", "March", "May", "August", "October", "December"];
const OPINIONS: &[&str] =
    &["We shall not wait for ever", "There is nothing left to discuss", "This is good news for the farmers"];
const PAPERS: &[&str] = &["Morning Ledger", "Harbour Gazette", "Evening Courier"];
const ORDINALS: &[&str] = &["first", "second", "third", "twelfth"];
const SMALL: &[&str] = &["two", "five", "nine", "eleven"];

/// Xorshift: small, and the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    fn of(&mut self, list: &'static [&'static str]) -> &'static str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }

    fn slot(&mut self, name: &str, out: &mut String) {
        let number = match name {
            "n" => 2 + self.below(900),
            "pct" => 1 + self.below(40),
            "d" => 1 + self.below(9),
            "day" => 1 + self.below(28),
            "year" => 1990 + self.below(45),
            "age" => 30 + self.below(50),
            "hour" => 1 + self.below(11),
            _ => 0,
        };
        if number > 0 {
            let _ = write!(out, "{number}");
            return;
        }
        let word = match name {
            "place" => self.of(PLACES),
            "office" => self.of(OFFICES),
            "surname" => self.of(FAMILY),
            "name" => {
                out.push_str(self.of(GIVEN));
                out.push(' ');
                self.of(FAMILY)
            }
            "said" => self.of(SAID),
            "said2" => "moved",
            "weekday" => self.of(WEEKDAYS),
            "month" => self.of(MONTHS),
            "opinion" => self.of(OPINIONS),
            "paper" => self.of(PAPERS),
            "nth" => self.of(ORDINALS),
            _ => self.of(SMALL),
        };
        out.push_str(word);
    }
}

/// About `bytes` bytes of one article.
pub(crate) fn article(seed: u64, bytes: usize) -> String {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut out = String::with_capacity(bytes + 400);
    let mut in_paragraph = 0;
    while out.len() < bytes {
        let mut rest = chance.of(SENTENCES);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            chance.slot(name, &mut out);
            rest = after;
        }
        out.push_str(rest);
        in_paragraph += 1;
        if in_paragraph > 1 + chance.below(3) {
            out.push_str("\n\n");
            in_paragraph = 0;
        } else {
            out.push(' ');
        }
    }
    out
}

/// Articles of the usual length, `bytes` bytes together.
pub(crate) fn articles(bytes: usize) -> Vec<String> {
    const USUAL: usize = 4000;
    (0..(bytes / USUAL).max(1)).map(|i| article(i as u64 + 1, USUAL.min(bytes))).collect()
}
