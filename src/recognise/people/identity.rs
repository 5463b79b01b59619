//! Whether two full names are one.

/// The words of a name, folded: lower case, no diacritics, no full stops, "al-" left out.
pub(super) fn parts(name: &str) -> Vec<String> {
    name.split_whitespace()
        .map(|p| {
            let folded = folded(p);
            let bare = folded.strip_prefix("al-").or(folded.strip_prefix("el-")).unwrap_or(&folded);
            bare.to_owned()
        })
        .filter(|p| !p.is_empty())
        .collect()
}

fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' | '-' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => {}
            _ => c.to_lowercase().for_each(|c| out.push_str(plain(c))),
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names() {
        for (a, b, same) in [
            ("Ana Petrova", "ANA PETROVA", true),
            ("José Núñez", "Jose Nunez", true),
            ("Ana Maria Petrova", "Ana Petrova", true),
            ("Ana M. Petrova", "Ana Petrova", true),
            ("A. Petrova", "Ana Petrova", true),
            ("Ana Petrova", "Ivan Petrova", false),
            ("Ana Maria Petrova", "Ana Lena Petrova", false),
            ("Carl Berg Jr", "Carl Berg", false),
        ] {
            assert_eq!(same_full(&parts(a), &parts(b)), same, "{a} / {b}");
            assert_eq!(same_full(&parts(b), &parts(a)), same, "{b} / {a}");
        }
    }
}
