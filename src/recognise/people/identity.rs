//! Whether two names are one person, in two articles.

use super::KnownPerson;
use crate::value::Office;

/// Whether two settled persons of different articles are one.
///
/// True for one lexicon id; for one full name, case, diacritics and initials aside; for full names
/// that are transliterations of each other with one office; for a surname alone and a full name that
/// ends in it, where both have the same office of the same country or organisation. A surname alone
/// never is enough. Symmetric.
pub fn same_person(a: &KnownPerson, b: &KnownPerson) -> bool {
    if let (Some(x), Some(y)) = (&a.id, &b.id) {
        return x == y;
    }
    if a.gender.zip(b.gender).is_some_and(|(x, y)| x != y) && !shares_office(&a.offices, &b.offices, false) {
        return false;
    }
    let (x, y) = (parts(&a.name), parts(&b.name));
    match (x.len(), y.len()) {
        (0, _) | (_, 0) => false,
        (1, 1) => x == y && shares_office(&a.offices, &b.offices, true),
        (1, _) => y.contains(&x[0]) && shares_office(&a.offices, &b.offices, true),
        (_, 1) => x.contains(&y[0]) && shares_office(&a.offices, &b.offices, true),
        _ => same_full(&x, &y) || sound_alike(&x, &y) && shares_office(&a.offices, &b.offices, false),
    }
}

/// Whether some office is the same; `certain` asks that both say whose it is.
fn shares_office(a: &[Office], b: &[Office], certain: bool) -> bool {
    a.iter().any(|x| {
        b.iter().any(|y| {
            let country = match (&x.country, &y.country) {
                (Some(p), Some(q)) => p == q,
                (None, None) => !certain || x.organisation.is_some(),
                _ => !certain,
            };
            let organisation = match (&x.organisation, &y.organisation) {
                (Some(p), Some(q)) => p == q,
                (None, None) => true,
                _ => !certain || x.country.is_some() && x.country == y.country,
            };
            x.name == y.name && country && organisation
        })
    })
}

/// The words of a name, folded: lower case, no diacritics, no full stops, "al-" left out.
pub(super) fn parts(name: &str) -> Vec<String> {
    name.split_whitespace()
        .map(|p| {
            let folded: String = p.chars().flat_map(char::to_lowercase).flat_map(|c| plain(c).chars()).collect();
            let bare = folded.strip_prefix("al-").or(folded.strip_prefix("el-")).unwrap_or(&folded);
            bare.to_owned()
        })
        .filter(|p| !p.is_empty())
        .collect()
}

/// A letter without its diacritics; nothing for marks.
fn plain(c: char) -> &'static str {
    const PLAIN: &[(&str, &str)] = &[
        ("àáâãåāăą", "a"),
        ("ä", "a"),
        ("æ", "ae"),
        ("çćčċ", "c"),
        ("ďđð", "d"),
        ("èéêëēėęěə", "e"),
        ("ğģġ", "g"),
        ("ħ", "h"),
        ("ìíîïīįıi̇", "i"),
        ("ķ", "k"),
        ("ĺļľł", "l"),
        ("ñńņň", "n"),
        ("òóôõōőø", "o"),
        ("ö", "o"),
        ("œ", "oe"),
        ("ŕřŗ", "r"),
        ("śšşșŝ", "s"),
        ("ß", "ss"),
        ("ťţțŧ", "t"),
        ("þ", "th"),
        ("ùúûūůűų", "u"),
        ("ü", "u"),
        ("ýÿ", "y"),
        ("źżž", "z"),
    ];
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if let Some(i) = ASCII.find(c) {
        return &ASCII[i..=i];
    }
    PLAIN.iter().find(|(from, _)| from.contains(c)).map_or("", |(_, to)| to)
}

const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "junior", "senior"];

/// Whether two full names, both of two words or more, are one: equal but for words left out of the
/// middle, initials, or a longer form of the end.
pub(super) fn same_full(a: &[String], b: &[String]) -> bool {
    if a == b {
        return true;
    }
    let generation = |p: &[String]| p.last().filter(|l| GENERATIONS.contains(&l.as_str())).cloned();
    if generation(a) != generation(b) {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (Some(first), Some(last)) = (short.first(), short.last()) else { return false };
    let same_last = long.last() == Some(last);
    if same_last && (first == &long[0] || initial_of(first, &long[0])) {
        // "George Bush", "George W. Bush", "J. Smith"; but not "Ana Maria Petrova", "Ana Lena Petrova".
        return embeds(short, long);
    }
    let contiguous = |s: &[String], l: &[String]| l.windows(s.len()).any(|w| w == s);
    contiguous(short, long)
}

fn initial_of(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() <= 2
        && short.len() < long.len()
        && long.starts_with(&short[..short.chars().next().map_or(0, char::len_utf8)])
}

/// Whether every word of `short` is met in `long` in order, an initial for a word allowed.
fn embeds(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|s| rest.any(|l| s == l || initial_of(s, l)))
}

/// Whether two names are spellings of one in another script: "Sergey" and "Sergei".
fn sound_alike(a: &[String], b: &[String]) -> bool {
    let (Some(x), Some(y)) = (a.first().zip(a.last()), b.first().zip(b.last())) else { return false };
    sound(x.0) == sound(y.0) && sound(x.1) == sound(y.1)
}

/// A name's sound, roughly: what transliterations of one name have in common.
fn sound(part: &str) -> String {
    const SAME: &[(&str, &str)] = &[
        ("tsch", "c"),
        ("tch", "c"),
        ("sch", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("sh", "s"),
        ("zh", "z"),
        ("ch", "c"),
        ("ts", "z"),
        ("ks", "x"),
        ("ck", "k"),
        ("iy", "i"),
        ("iy", "i"),
        ("ey", "i"),
        ("ei", "i"),
        ("ij", "i"),
        ("yi", "i"),
        ("ye", "e"),
        ("ie", "i"),
        ("ya", "a"),
        ("ia", "a"),
        ("yu", "u"),
        ("iu", "u"),
        ("yo", "o"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
        ("q", "k"),
        ("-", ""),
        ("ff", "f"),
        ("ss", "s"),
    ];
    let mut out = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(c) = rest.chars().next() {
        let (to, len) = match SAME.iter().find(|(from, _)| rest.starts_with(from)) {
            Some((from, to)) => ((*to).to_owned(), from.len()),
            None => (c.to_string(), c.len_utf8()),
        };
        if !out.ends_with(&to) || to.is_empty() {
            out.push_str(&to);
        }
        rest = &rest[len..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn person(name: &str, offices: &[(&str, &str)]) -> KnownPerson {
        let office = |(n, c): &(&str, &str)| Office {
            name: (*n).into(),
            country: (!c.is_empty()).then(|| (*c).into()),
            ..Office::default()
        };
        KnownPerson {
            name: name.into(),
            id: None,
            gender: None,
            offices: offices.iter().map(office).collect(),
            first: Span::default(),
        }
    }

    #[test]
    fn full_names() {
        let none: &[(&str, &str)] = &[];
        for (a, b, same) in [
            ("Ana Petrova", "ANA PETROVA", true),
            ("José Núñez", "Jose Nunez", true),
            ("Ana Maria Petrova", "Ana Petrova", true),
            ("Ana M. Petrova", "Ana Petrova", true),
            ("A. Petrova", "Ana Petrova", true),
            ("Ana Petrova", "Ivan Petrova", false),
            ("Ana Maria Petrova", "Ana Lena Petrova", false),
            ("Petrova", "Ana Petrova", false),
            ("Petrova", "Petrova", false),
            ("Carl Berg Jr", "Carl Berg", false),
        ] {
            assert_eq!(same_person(&person(a, none), &person(b, none)), same, "{a} / {b}");
            assert_eq!(same_person(&person(b, none), &person(a, none)), same, "{b} / {a}");
        }
    }

    #[test]
    fn offices_decide() {
        let fm: &[(&str, &str)] = &[("foreign minister", "RU")];
        let other: &[(&str, &str)] = &[("foreign minister", "FR")];
        assert!(same_person(&person("Sergey Olenin", fm), &person("Sergei Olenin", fm)));
        assert!(!same_person(&person("Sergey Olenin", fm), &person("Sergei Olenin", other)));
        assert!(same_person(&person("Olenin", fm), &person("Sergei Olenin", fm)));
        assert!(!same_person(&person("Olenin", other), &person("Sergei Olenin", fm)));
    }
}
