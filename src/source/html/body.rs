//! The full text that a page's JSON-LD holds, for pages that show none of it.

use crate::source::html::page::count_words;
use crate::source::traced::Traced;
use std::ops::Range;

/// The longest `articleBody` of the scripts at `scripts`, each of its lines a paragraph, traced to
/// the page.
pub(super) fn longest(html: &str, scripts: &[Range<usize>]) -> Option<Traced> {
    let bodies = scripts.iter().flat_map(|s| in_script(html, s.clone()));
    bodies.max_by_key(|body| count_words(&body.text))
}

const KEY: &str = "\"articleBody\"";

fn in_script(html: &str, script: Range<usize>) -> Vec<Traced> {
    let source = html.get(script.clone()).unwrap_or("");
    let strings = source.match_indices(KEY).filter_map(|(at, _)| {
        let rest = source.get(at + KEY.len()..)?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let begin = script.start + source.len() - value.len();
        Some(paragraphs(&unescaped(value, begin)))
    });
    strings.collect()
}

/// A JSON string up to its closing mark; `at` is where it begins in the file.
fn unescaped(value: &str, at: usize) -> Traced {
    let mut out = Traced::default();
    let mut i = 0;
    while let Some(rest) = value.get(i..).filter(|r| !r.is_empty() && !r.starts_with('"')) {
        let len = rest.find(['"', '\\']).unwrap_or(rest.len());
        if len > 0 {
            out.push(rest.get(..len).unwrap_or(""), at + i..at + i + len);
            i += len;
            continue;
        }
        let (words, len) = escape(rest);
        out.push(&words, at + i..at + i + len);
        i += len;
    }
    out
}

/// What an escape stands for, and its length in bytes.
fn escape(text: &str) -> (String, usize) {
    let mut chars = text.chars().skip(1);
    let Some(c) = chars.next() else { return (String::new(), text.len()) };
    let unit = |from: usize| text.get(from..from + 4).and_then(|h| u16::from_str_radix(h, 16).ok());
    let simple = match c {
        'n' => "\n",
        'r' | 't' => " ",
        'b' | 'f' => "",
        'u' => {
            let Some(high) = unit(2) else { return (String::new(), 2) };
            let low = text.get(6..8).filter(|m| *m == "\\u").and_then(|_| unit(8));
            let pair = low.map_or(vec![high], |low| vec![high, low]);
            let read = char::decode_utf16(pair).next().and_then(Result::ok);
            let len = if read.is_some_and(|c| c.len_utf16() == 2) { 12 } else { 6 };
            return (read.unwrap_or(char::REPLACEMENT_CHARACTER).to_string(), len);
        }
        c => return (c.to_string(), 1 + c.len_utf8()),
    };
    (simple.to_owned(), 2)
}

/// The lines of a body as paragraphs; markup in it is read as such.
fn paragraphs(body: &Traced) -> Traced {
    let mut out = Traced::default();
    if body.text.contains("</") || body.text.contains("<br") {
        out = super::read_fragment(&body.text).words;
    } else {
        let mut at = 0;
        for line in body.text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                out.part();
                out.push_markup(line.trim_end(), at, false);
            }
            at += line.len();
        }
    }
    out.through(&crate::document::PieceMap(body.pieces.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PieceMap;

    #[test]
    fn a_body_leads_back_to_the_file() {
        let html =
            r#"<script>{"articleBody": "One \u201ctwo\u201d &amp; three.\n\nFour \ud83d\ude00 \"five\"."}</script>"#;
        let body = longest(html, std::slice::from_ref(&(8..html.len() - 9))).unwrap();
        assert_eq!(body.text, "One “two” & three.\n\nFour 😀 \"five\".");
        let map = PieceMap(body.pieces);
        for (words, written) in [("two", "two"), ("&", "&amp;"), ("😀", r"\ud83d\ude00"), ("Four", "Four")] {
            let at = body.text.find(words).unwrap();
            assert_eq!(&html[map.origin(at, false)..map.origin(at + words.len(), true)], written);
        }
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        for html in [
            r#"{"articleBody":"a \u20"#,
            r#"{"articleBody":"a \"#,
            r#"{"articleBody":"#,
            r#"{"articleBody":"a \ud83d b"#,
        ] {
            let _ = longest(html, std::slice::from_ref(&(0..html.len())));
        }
    }
}
