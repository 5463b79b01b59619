//! No input panics, and every span gives back its text.

use factcheck::check::Engine;
use factcheck::document::Document;
use factcheck::json::{ClaimRecord, ValueRecord};
use factcheck::lexicon::Lexicon;
use factcheck::source::{Options, read_bytes};
use factcheck::span::{Location, Span};
use proptest::prelude::*;
use std::sync::OnceLock;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(&Lexicon::bundled(), &[]).expect("the bundled rules compile"))
}

/// A span lies on characters of the text, holds something, and its location does too.
fn hold(document: &Document, span: Span, location: Location, what: &str) {
    let words = document.text.get(span.range());
    assert!(words.is_some_and(|w| !w.is_empty()), "{what}: {span:?} is no stretch of the text");
    for [a, b] in [location.bytes, location.chars, location.utf16] {
        assert!(a < b, "{what}: an empty place {location:?}");
    }
    assert!(location.line >= 1 && location.column >= 1, "{what}: {location:?}");
    assert!((location.line, location.column) < (location.end_line, location.end_column), "{what}: {location:?}");
}

/// Everything that the program makes of a document, with every place held.
fn take_apart(document: &Document) {
    let engine = engine();
    let text = engine.text(document);
    let values = engine.values(document, &text);
    for m in values.all() {
        hold(document, m.span, document.locate(m.span), m.pattern);
        serde_json::to_string(&ValueRecord::new(document, m)).expect("a value can be written");
    }
    for pair in values.mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "two values share words: {pair:?}");
    }
    for c in engine.claims(document) {
        hold(document, c.span, c.location, &c.rule);
        hold(document, c.sentence_span, c.sentence_location, &c.rule);
        assert_eq!(c.span.of(&document.text), c.text);
        assert_eq!(c.sentence_span.of(&document.text), &*c.sentence);
        let written = serde_json::to_string(&ClaimRecord::new(document, &c)).expect("a claim can be written");
        serde_json::from_str::<ClaimRecord>(&written).expect("a claim can be read back");
    }
}

fn read_and_take_apart(name: &str, bytes: &[u8]) {
    let (documents, _) = read_bytes(name, bytes, &Options::default());
    for d in documents {
        take_apart(&d);
    }
}

/// A text that is its own file: every value's place, cut from the file, is its words.
fn hold_in_file(text: &str) {
    let document = Document::plain("a", text);
    take_apart(&document);
    let (engine, bytes) = (engine(), text.as_bytes());
    let taken = engine.text(&document);
    for m in engine.values(&document, &taken).all() {
        let at = document.locate(m.span);
        let words = m.span.of(text);
        assert_eq!(bytes.get(at.in_file().range()), Some(words.as_bytes()));
        let count = |ends: [u32; 2]| (ends[0] as usize, (ends[1] - ends[0]) as usize);
        let (first, many) = count(at.chars);
        let chars: String = text.chars().skip(first).take(many).collect();
        assert_eq!(chars, words);
        let (first, many) = count(at.utf16);
        let units: Vec<u16> = text.encode_utf16().skip(first).take(many).collect();
        assert_eq!(String::from_utf16_lossy(&units), words);
    }
}

/// Pieces of news copy, whole and broken, that recognisers and rules look for.
fn piece() -> impl Strategy<Value = String> {
    let fixed = proptest::sample::select(vec![
        "3 May 2025",
        "December 4–5, 2025",
        "31/12/99",
        "2025-02-30",
        "Feb 29",
        "the end of next year",
        "last Tuesday",
        "mid-1990s",
        "9 am",
        "25:61",
        "noon",
        "every Monday",
        "three days",
        "a fortnight ago",
        "2024-25",
        "Q3",
        "FY26",
        "0000-00-00",
        "99999999999999999999",
        "1,2,3,4",
        "12.5.7",
        "$4.88 billion",
        "€",
        "£1",
        "-$3",
        "1e400",
        "½",
        "one hundred and",
        "dozens of",
        "nearly",
        "25%",
        "per cent",
        "basis points",
        "30 km",
        "-40 °C",
        "5'10\"",
        "km/h",
        "barrels per day",
        "14th",
        "twenty-first",
        "0th",
        "President Ana Petrova",
        "Mr.",
        "the minister",
        "He",
        "she",
        "Dr. J. R. R. Otieno",
        "O’Neill",
        "de la Cruz",
        "the Kenyan government",
        "New Delhi",
        "U.S.",
        "U.K",
        "Georgia",
        "will visit",
        "last met",
        "imports",
        "rose to",
        "from",
        "imposed a",
        "tariff on",
        "signed",
        "summit",
        "exports to",
        "said",
        "told reporters",
        "denied",
        "according to",
        "reportedly",
        "could",
        "not",
        "since",
        "until",
        "by",
        "in",
        "on",
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "''",
        "``",
        "(",
        ")",
        "[",
        "]",
        ",",
        ";",
        ":",
        ".",
        "...",
        "…",
        "?!",
        "–",
        "—",
        "-",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{200b}",
        "\u{202e}",
        "\u{feff}",
        "\0",
        "\u{1b}[31m",
        "é",
        "e\u{301}",
        "日本",
        "٣",
        "１２",
        "🙂",
        "ß",
        "İ",
        "\u{fffd}",
        "|",
        "{",
        "}",
        "<b>",
        "[a](b)",
        "```",
        "---",
        "# ",
        " date 2025-11-29 ",
        "Shop on Amazon",
        "Previous Post Next Post",
        "PARIS, March 3 (Agency) –",
    ]);
    prop_oneof![8 => fixed.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "[a-zA-Z0-9 .,]{0,12}"]
}

fn copy() -> impl Strategy<Value = String> {
    let glue = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just(". "), 1 => Just("\n")];
    proptest::collection::vec((piece(), glue), 0..60)
        .prop_map(|all| all.into_iter().flat_map(|(p, g)| [p, g.to_owned()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "(a|b)\\.(txt|md|jsonl|html)") {
        read_and_take_apart(&name, &bytes);
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,300}", name in "(a|b)\\.(txt|md|jsonl)") {
        read_and_take_apart(&name, text.as_bytes());
        hold_in_file(&text);
    }

    #[test]
    fn any_mixture_of_copy_can_be_read(text in copy(), name in "(a|b)\\.(txt|md)") {
        read_and_take_apart(&name, text.as_bytes());
        hold_in_file(&text);
    }

    #[test]
    fn any_record_can_be_read(text in copy(), published in copy()) {
        let line = serde_json::json!({ "text": text, "published": published, "id": published }).to_string();
        read_and_take_apart("a.jsonl", line.as_bytes());
    }

    #[test]
    fn any_pack_compiles_or_is_refused(pattern in "[a-z {}:|.?*+()<>\\\\\\[\\]0-9,'-]{0,60}", key in "[a-z]{1,8}", rest in "\\PC{0,80}") {
        let quoted = pattern.replace('\\', "\\\\");
        let pack = format!("title = \"T\"\nabout = \"A\"\n[phrases]\n{key} = \"{quoted}\"\n[[rule]]\nid = \"r\"\nwhy = \"w\"\nkind = \"k\"\nvalue = \"v\"\ncompare = \"dates\"\npatterns = [\"{{v:date}} {quoted}\"]\n{rest}\n");
        let packs = [("p".to_owned(), "p.toml".to_owned(), pack)];
        if let Err(found) = Engine::new(&Lexicon::bundled(), &packs) {
            prop_assert!(!found.is_empty());
        }
    }
}

/// A great many of one thing; benches/ tells how long they take.
#[test]
fn long_monotonous_texts_end_soon() {
    for piece in
        ["a ", "“", "(", "3 May 2025 ", "1,", "President ", "said ", ". ", "\n", "President Ana Petrova will visit "]
    {
        let text = piece.repeat(20_000);
        take_apart(&Document::plain("long", text.as_str()));
    }
}
