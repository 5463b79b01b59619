//! What holds of the source stage for any input at all.

use factcheck::check::Engine;
use factcheck::document::Document;
use factcheck::lexicon::Lexicon;
use factcheck::source::{FORMATS, Options, read_bytes};
use factcheck::span::Span;
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| match Engine::new(&Lexicon::bundled(), &[]) {
    Ok(engine) => engine,
    Err(found) => panic!("{found:?}"),
});

/// What every document guarantees: asides in order inside the text, tokens and sentences that can
/// be located, in order, in the file.
fn holds(d: &Document, len: usize, in_order: bool) {
    let mut at = 0;
    for a in &d.aside {
        assert!(a.span.start >= at && !a.span.is_empty(), "{a:?}");
        assert!(d.text.get(a.span.range()).is_some(), "{a:?}");
        at = a.span.end;
    }
    let text = ENGINE.text(d);
    let mut before = 0;
    for s in &text.sentences {
        assert!(d.text.get(s.span.range()).is_some());
        let l = d.locate(s.span);
        assert!(l.bytes[0] <= l.bytes[1] && l.bytes[1] as usize <= len, "{l:?} of {len}");
        assert!(l.bytes[0] >= before || !in_order, "{l:?}");
        assert!(l.chars[0] <= l.chars[1] && l.utf16[0] <= l.utf16[1] && l.line <= l.end_line);
        before = l.bytes[0];
    }
}

fn read_all(bytes: &[u8]) {
    for format in FORMATS {
        let options = Options { format: Some(*format), ..Options::default() };
        let (documents, found) = read_bytes("input", bytes, &options);
        assert!(!documents.is_empty() || !found.is_empty() || bytes.is_empty(), "nothing read and nothing said");
        for d in &documents {
            // Where the text is made and not cut from the file, offsets count in it.
            let len = bytes.len().max(d.map.source(&d.text).len());
            // An item's headline comes first, wherever it stands in the item.
            holds(d, len, !matches!(format.name(), "feed" | "nitf" | "newsml"));
        }
    }
}

/// Pieces of which pages are made, so that random input reaches more than the first branch.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "---\n",
        "+++\n",
        "title: x\n",
        "date: 2025-03-03\n",
        " date 2025-11-29 ",
        "Published: 3 March 2025",
        "PARIS, March 3, 2025 (Agency) – ",
        "Shop on Amazon",
        "Read more",
        "Home",
        "News",
        "Sport",
        "© 2025",
        "نموذج",
        "Новости",
        "“Yes,” he said. ",
        "”",
        "(",
        "[1]",
        "U.S. ",
        "Ph.D. ",
        "No. 5",
        "4.88",
        "…",
        "!",
        "?",
        "# ",
        "**",
        "`",
        "```\n",
        "[a](b)",
        "![",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "<!doctype html>",
        "<html lang=en>",
        "<p>",
        "</p>",
        "<p class=byline>",
        "<div class=related>",
        "<table><tr><td>",
        "</table>",
        "<a href=x>",
        "</a>",
        "<ul><li>",
        "<h1>",
        "<br><br>",
        "<script type='application/ld+json'>{\"articleBody\": \"x\"}",
        "</script>",
        "<meta name=date content=2025-03-03>",
        "&eacute",
        "<?xml version='1.0'?>",
        "<rss><channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<description>",
        "<![CDATA[",
        "]]>",
        "<nitf><body.content>",
        "<newsItem guid='a'><contentSet><inlineXML>",
        "{\"items\": [{\"content_html\": \"<p>x</p>\"}]}",
        "&#x110000;",
        "&shy;",
        "~~",
        "| a | b |\n|---|---|\n",
        "> ",
        "- ",
        "\\",
        "{\"text\": \"",
        "\"}",
        "\\u00e9",
        "\\ud800",
        "{",
        "\0",
        "\u{feff}",
        "\u{200b}",
        "\u{2028}",
        "é",
        "😀",
        "e\u{301}",
        "The board met on Monday in Oslo, where it had met before, and said that it would meet again. ",
    ];
    prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn no_page_panics(parts in proptest::collection::vec(piece(), 0..40)) {
        read_all(parts.concat().as_bytes());
    }

    #[test]
    fn no_damaged_page_panics(
        parts in proptest::collection::vec(piece(), 1..20),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let mut bytes = parts.concat().into_bytes();
        bytes.push(b' ');
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_all(&bytes);
    }

    #[test]
    fn spans_cut_from_the_file_give_back_their_text(
        text in "[ -~\n“”–é]{1,200}",
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!text.trim().is_empty() && !text.starts_with(['{', 'P', 'G', 'S', '7']));
        let at = |i: prop::sample::Index| {
            let mut i = i.index(text.len() + 1);
            while !text.is_char_boundary(i) { i -= 1; }
            i
        };
        let (a, b) = (at(from).min(at(to)), at(from).max(at(to)));
        for (name, bytes, cut) in encodings(&text) {
            let (documents, _) = read_bytes("t.txt", &bytes, &Options::default());
            prop_assert_eq!(documents.len(), 1, "{}", name);
            let d = &documents[0];
            // The mark at the start belongs to the file and so to the text.
            let mark = d.text.len() - d.text.trim_start_matches('\u{feff}').len();
            let span = Span::new(a + mark, b + mark);
            prop_assert_eq!(span.of(&d.text), &text[a..b], "{}", name);
            let l = d.locate(span);
            let back = cut(&bytes[l.in_file().range()]);
            prop_assert_eq!(back.as_str(), &text[a..b], "{} {:?}", name, l);
        }
    }

    #[test]
    fn markdown_words_stand_in_the_file(parts in proptest::collection::vec(piece(), 0..40)) {
        let source = parts.concat().replace('\0', "");
        let (documents, _) = read_bytes("t.md", source.as_bytes(), &Options::default());
        for d in &documents {
            for s in &ENGINE.text(d).tokens {
                let l = d.locate(s.span());
                let cut = source.get(l.in_file().range());
                prop_assert!(cut.is_some(), "{:?}", l);
                let word = s.span().of(&d.text);
                // Marks may stand inside a word, and a character may be written as an entity or an
                // escape; else its characters stand there in order.
                let mut written = cut.unwrap_or("").chars();
                let in_order = word.chars().all(|c| written.any(|w| w == c));
                // Digits of other scripts, ligatures and their like are rewritten.
                let rewritten = |c: char| !c.is_ascii() && (c.is_numeric() || matches!(c, '\u{ad}' | '\u{66a}'..='\u{66c}' | '\u{200b}' | '\u{2060}' | '\u{fb00}'..='\u{fb06}' | '\u{ff00}'..='\u{ffef}'));
                // Between two cells of a table the reader puts a mark of its own, which stands nowhere.
                let between = word == "|" && cut == Some("");
                prop_assert!(
                    in_order || between || cut.is_some_and(|c| c.contains(['&', '\0', '\n', '\r']) || c.contains(rewritten)),
                    "{:?} {:?}", cut, word
                );
            }
        }
    }
}

/// Back from a stretch of the file to its text.
type Cut = fn(&[u8]) -> String;

/// `text` in every encoding that can hold it.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>, Cut)> {
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
    let little: Cut =
        |b| String::from_utf16_lossy(&b.chunks(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect::<Vec<_>>());
    let big: Cut =
        |b| String::from_utf16_lossy(&b.chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect::<Vec<_>>());
    let utf8: Cut = |b| String::from_utf8_lossy(b).into_owned();
    let mut all = vec![
        ("UTF-8", text.as_bytes().to_vec(), utf8),
        ("UTF-8 with mark", ["\u{feff}".as_bytes(), text.as_bytes()].concat(), utf8),
        ("UTF-16LE", [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat(), little),
        ("UTF-16BE", [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat(), big),
    ];
    // Only marks that all sister encodings share, so that the guess cannot matter.
    if !text.contains('é') {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        all.push(("Windows-1252", bytes.into_owned(), |b| encoding_rs::WINDOWS_1252.decode(b).0.into_owned()));
    }
    all
}
