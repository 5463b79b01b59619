//! What each notation must not take literally. Control characters are gone before, by
//! [`harmless`](super::words::harmless).

use super::words::harmless;
use std::fmt::Write as _;

/// Text on one line of Markdown with tables: nothing in it is markup, HTML, a mention
/// or a link.
pub(super) fn markdown(text: &str) -> String {
    let text = harmless(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut line_start = true;
    let mut rest = text.trim().chars();
    while let Some(c) = rest.next() {
        let next = rest.as_str();
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '#' | '+' | '-' | '=' if line_start => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A comment in between keeps addresses, mentions and numbers from being made links.
            '@' => out.push_str("@<!-- -->"),
            ':' if next.starts_with("//") => out.push_str(":<!-- -->"),
            '#' if next.starts_with(|c: char| c.is_ascii_digit()) => out.push_str("#<!-- -->"),
            'w' | 'W' if next.get(..3).is_some_and(|n| n.eq_ignore_ascii_case("ww.")) => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            c => out.push(c),
        }
        line_start = line_start && c.is_ascii_digit();
    }
    out
}

/// The message of a GitHub workflow command.
pub(super) fn github_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a GitHub workflow command.
pub(super) fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn cell(text: &str) -> String {
    let harmless = text.chars().map(|c| if is_stray_control(c) { '\u{fffd}' } else { c });
    let risky = text
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    risky.then_some('\'').into_iter().chain(harmless).collect()
}

fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

/// Text with the characters that XML 1.0 forbids shown as what stands for them; a line break stays.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push_str(&harmless(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

/// Plain text of a SARIF message: no part of it is taken for a link.
pub(super) fn sarif(text: &str) -> String {
    harmless(text).replace("](", "] (")
}

/// The text of a link in a SARIF message.
pub(super) fn sarif_link(text: &str, id: usize) -> String {
    let mut out = String::from("[");
    for c in harmless(text).chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    let _ = write!(out, "]({id})");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, safe) in [
            ("=1+2", "'=1+2"),
            ("+49 30", "'+49 30"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =x", "'  =x"),
            ("\tx", "'\tx"),
            ("4 May", "4 May"),
            ("a\u{1b}[31m", "a\u{fffd}[31m"),
        ] {
            assert_eq!(cell(text), safe);
        }
    }

    #[test]
    fn no_text_is_markup() {
        assert_eq!(markdown("a|b\nc"), "a\\|b c");
        assert_eq!(markdown("<script>x</script>"), "&lt;script&gt;x&lt;/script&gt;");
        assert_eq!(markdown("[x](javascript:y) `z` **b**"), "\\[x\\](javascript:y) \\`z\\` \\*\\*b\\*\\*");
        assert_eq!(markdown("# head"), "\\# head");
        assert_eq!(markdown("@desk #12"), "@<!-- -->desk #<!-- -->12");
        assert_eq!(markdown("https://a www.b"), "https:<!-- -->//a w<!-- -->ww.b");
    }

    #[test]
    fn no_command_ends_early() {
        assert_eq!(github_data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(github_property("a,b:c"), "a%2Cb%3Ac");
    }

    #[test]
    fn xml_holds_no_forbidden_character() {
        assert_eq!(xml("a\u{0}b\u{b}c\u{ffff}\nd"), "a\u{2400}b\u{240b}c\u{fffd}\nd");
    }

    #[test]
    fn links_of_sarif_are_its_own() {
        assert_eq!(sarif("see [this](1)"), "see [this] (1)");
        assert_eq!(sarif_link("a [b]", 3), "[a \\[b\\]](3)");
    }
}
