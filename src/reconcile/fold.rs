//! Names and words as they are compared: without case, diacritics and differences of spelling that
//! transliteration makes.

/// Letters with a mark or of a foreign alphabet's Latin form, and what they are without.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
    ("ĝğġģǧ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıịỉ", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŋ", "n"),
    ("òóôõöøōŏőơọỏốồổỗộớờởỡợ", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűųưụủứừửữự", "u"),
    ("ŵ", "w"),
    ("ýÿŷỳỵỷỹ", "y"),
    ("źżž", "z"),
];

/// A name in lower case without diacritics, punctuation and doubled blanks: "José  Núñez" is
/// `jose nunez`, "Al-Amin" is `al amin`.
pub(super) fn name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if matches!(c, '\'' | '’' | '‘' | 'ʼ' | '.' | '\u{300}'..='\u{36f}') {
            // An apostrophe or a full stop joins: "O'Neil", "J.K.".
        } else if c.is_alphanumeric() {
            match PLAIN.iter().find(|(from, _)| from.contains(c)) {
                Some((_, to)) => out.push_str(to),
                None => out.push(c),
            }
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Spellings that transliterations differ in, each with the one that stands for all.
const TRANSLITERATED: &[(&str, &str)] = &[
    ("iy", "i"),
    ("ij", "i"),
    ("yy", "i"),
    ("ey", "ei"),
    ("ay", "ai"),
    ("oy", "oi"),
    ("y", "i"),
    ("kh", "h"),
    ("tch", "ch"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("ck", "k"),
    ("ph", "f"),
    ("w", "v"),
];

/// A key that is equal for two spellings of one name in another alphabet: "Sergey" and "Sergei",
/// "Mohammed" and "Muhammad", "Zelenskyy" and "Zelensky".
///
/// It is coarse on purpose. Two names that share it are the same only where something else agrees,
/// such as an office.
pub(super) fn sound(name: &str) -> String {
    let mut s = self::name(name);
    for (from, to) in TRANSLITERATED {
        if s.contains(from) {
            s = s.replace(from, to);
        }
    }
    let mut out = String::with_capacity(s.len());
    let mut start = true;
    for c in s.chars() {
        let c = if matches!(c, 'o' | 'u') {
            'u'
        } else if matches!(c, 'a' | 'e') {
            'a'
        } else {
            c
        };
        if out.ends_with(c) && !start {
            continue;
        }
        out.push(c);
        start = c == ' ';
    }
    out
}

/// The words of a text in lower case, straight apostrophes inside words kept, marks left out.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '%')))
        .map(|w| w.trim_matches(|c| matches!(c, '\'' | '’')))
        .filter(|w| !w.is_empty())
        .map(|w| w.replace('’', "'").to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_one() {
        assert_eq!(name("José  NÚÑEZ-Łuk"), "jose nunez luk");
        assert_eq!(name("O’Neil"), name("O'Neil"));
        for (a, b) in [
            ("Sergey Ivanov", "Sergei Ivanov"),
            ("Andriy Zelenskyy", "Andrii Zelensky"),
            ("Mohammed Khan", "Mohammad Khan"),
            ("Volodymyr", "Volodimir"),
        ] {
            assert_eq!(sound(a), sound(b), "{a} / {b}");
        }
        for (a, b) in [("Anna Berg", "Hanna Berg"), ("Peter Lang", "Petra Lang"), ("Maria Costa", "Mario Costa")] {
            assert_ne!(sound(a), sound(b), "{a} / {b}");
        }
    }
}
