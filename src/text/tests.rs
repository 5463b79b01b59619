//! The corpus of sentence ends: `‖` stands where one sentence ends and the next begins.

use super::{Boundaries, Text, Vocabulary};
use crate::document::Document;
use crate::lexicon::Lexicon;

/// Everyday copy.
const PLAIN: &[&str] = &[
    "The board met on Monday. ‖It will meet again.",
    "Is it safe? ‖Nobody knows! ‖The board will see.",
    "What?! ‖He left.",
    "It waited… ‖Then it went.",
    "It waited ... ‖Then it went.",
    "They waited... and waited.",
    "He paid 4.5 percent. ‖She paid 3.",
    "It rose 4.2%. ‖It fell later.",
    "The fleet grew in 2025. ‖In 2026 it shrank.",
    "That was in the 1990s. ‖Now it is over.",
    "Sales came to $4.88 billion. ‖Profit was $2.1 million.",
    "It cost €4.5m. ‖Nobody paid.",
    "He lost.‖Then he won and left.",
    "See example.org for more. ‖It is free.",
    "Write to desk@example.org. ‖The desk answers.",
    "The clause (it is short.) stays in.",
    "He left. ‖(She stayed.) ‖They met later.",
    "He left (in 2024). ‖She stayed.",
    "It is so.[1] ‖It was so.",
    "The price fell to 3.‖",
    "1. The first point. ‖2. The second point.",
    "The vote—such as it was—failed. ‖All went home.",
    "Yahoo! said it would pay. ‖It did.",
    "He asked who would pay? nobody said.",
    "Она сказала да. ‖Он ушёл.",
    "Il a dit oui. ‖Élise est partie.",
    "It ended at 3. ‖12 people left.",
];

/// Abbreviations and initials.
const ABBREVIATIONS: &[&str] = &[
    "The U.S. economy grew. ‖It will grow.",
    "It grew in the U.S. ‖The rest shrank.",
    "It grew in the U.S. ‖He was glad.",
    "The U.S. Treasury said so. ‖The U.S. Central Bank did not.",
    "U.S. Trade Representative Ana Vell spoke.",
    "The U.S. President and the U.N. Security Council met.",
    "Troops left the U.K. ‖Nobody said so.",
    "The U.N. said so. ‖So did the E.U. ‖But nobody heard.",
    "Mr. Lund and Mrs. Vell met Dr. Ode. ‖Prof. Ito came late.",
    "Gen. A. B. Lund spoke. ‖Sen. Vell did not.",
    "J. R. Lund won. ‖J.R. Vell lost.",
    "It was George W. Lund who won.",
    "Ola C. Vell and P. G. Lund met V. Ode, the U.S. Steel man.",
    "Vitamin C. ‖The end.",
    "She is on No. 5 of the list. ‖Nos. 6 and 7 are empty.",
    "“No. ‖The answer is no,” he said.",
    "He said no. ‖Then he left.",
    "No. ‖That is all.",
    "He came on Dec. 5 and left on Jan. 3. ‖He was glad.",
    "He came in Dec. ‖The others came later.",
    "It opened at 9 a.m. Tuesday and closed at 5 p.m. ‖The next day it stayed shut.",
    "It starts at 5 p.m. EST. ‖Doors open at 4 p.m. ‖Police will be there.",
    "Lund Corp. said it would pay. ‖Vell Inc. ‖The others paid.",
    "He works for Lund Co. Ltd. in Oslo. ‖She works for Vell & Co. ‖They met there.",
    "Martin Lund Jr. won. ‖He beat Ola Vell Sr. ‖The count took hours.",
    "She holds a Ph.D. ‖He does not.",
    "Fruit, nuts, etc. were sold. ‖They sold fruit, nuts, etc. ‖Nobody bought them.",
    "He lives in Washington, D.C., and works in St. Petersburg. ‖She lives on Mt. Eld.",
    "He moved to Washington, D.C. ‖She stayed in Oslo.",
    "It was Lund vs. Vell, i.e. the old against the new, e.g. in Art. 5 of the act.",
    "See p. 12, pp. 13–14, Fig. 2 and Vol. 3. ‖It is all there.",
    "It came from the St. Lawrence. ‖It froze.",
    "The firm, Lund S.A., lost. ‖Vell S.p.A. won.",
    "He met the Rev. Ola Lund, the Rt. Hon. Ana Vell and Lt. Gen. Bo Ode. ‖All three spoke.",
    "He lived c. 1500. ‖She lived in 200 B.C. ‖They never met.",
    "Ask Lund et al. for more. ‖They know.",
    "He fought in the U.S. “special” forces.",
    "It grew in the U.S. ‖“We are glad,” he said.",
    "Plan B. ‖Then plan C.",
    "He got an A. ‖She got a B.",
];

/// Quotations.
const QUOTATIONS: &[&str] = &[
    "“We won,” she said. ‖“They lost.”",
    "“We won.” ‖She smiled.",
    "“We won.” ‖“They lost.”",
    "She said: “We won.” ‖The crowd cheered.",
    "She said, “We won. ‖They lost.” ‖The crowd cheered.",
    "“Did we win?” she asked. ‖Nobody knew.",
    "“Did we win?” Vell asked. ‖Nobody knew.",
    "“Stop!” shouted the man. ‖He ran.",
    "“Stop!” ‖The man ran.",
    "\"We won.\" ‖She smiled.",
    "\"We won,\" she said. ‖\"They lost.\"",
    "”We won,” she said. ‖”They lost.”",
    "‘We won.’ ‖She smiled.",
    "He called it “a win”. ‖She did not.",
    "He called it “a win.” ‖She did not.",
    "«We won.» ‖She smiled.",
    "„We won.“ ‖She smiled.",
    "(“We won.”) ‖She smiled.",
    "“We won . . . and they lost,” she said.",
    "“Furnaces do not pay,” he said. ‖“People do.” ‖They stamped.",
    "The magazine Why? said so. ‖It is old.",
    "“Yes.” ‖“No.” ‖“Why?” ‖“Because.”",
    "“let’s not get ahead of ourselves,” he said. ‖He left.",
    "“We won…” she said. ‖He left.",
    "“It is the law.” – The minister",
];

/// Lines and paragraphs.
const LINES: &[&str] = &[
    "Ferry to sail twice a day\n\n‖The ferry will sail. ‖It is new.",
    "Ferry to sail twice a day\n‖The ferry to the islands will sail twice a day from Monday, the harbour board said on Sunday in a long statement that fills a whole line.",
    "The ferry to the islands will sail twice a day from\nMonday, the harbour board said in a statement on\nSunday night. ‖It will cost four crowns a head and\nnothing at all for children.",
    "The ferry to the islands will sail twice a day from\r\nMonday, the harbour board said in a statement on\r\nSunday night. ‖It will cost four crowns.",
    "The ferry sails.\r\n\r\n‖It is new.\r\n‖\r\nIt is big.",
    "The ferry sails. ‖It costs $4\nbillion, they said.",
    "- the first point\n‖- the second point\n‖- the third point",
    "• The first point\n‖• The second point",
    "1. Ferry\n‖2. Boat\n‖3. Ship",
    "Ferry\n‖Boat\n‖Ship",
    "A first paragraph that is one line.\n‖A second paragraph that is one line too.",
    "The board met\n \t \n‖It will meet again",
    "The talks in the capital, which began on Monday, went on until\nTuesday, and the two ministers, Ana Vell and Bo Lund, said that\nPort Ansel would be next.\n‖Lund spoke first.",
    "He said this:\n‖It is new.",
    "The board met.\r‖It will meet again.\r\r‖It is new.",
];

fn engine() -> (Vocabulary, Boundaries) {
    let lexicon = Lexicon::bundled();
    let mut vocabulary = Vocabulary::default();
    vocabulary.intern("'s");
    let boundaries = lexicon.boundaries(&mut vocabulary);
    (vocabulary, boundaries)
}

/// `text` with a mark before each sentence but the first.
fn marked(text: &str, (vocabulary, boundaries): &(Vocabulary, Boundaries)) -> String {
    let document = Document::plain("t", text);
    let taken = Text::new(&document, vocabulary, boundaries);
    let mut out = text.to_owned();
    for s in taken.sentences.iter().skip(1).rev() {
        out.insert(s.span.start as usize, '‖');
    }
    out
}

#[test]
fn sentences_end_where_they_should() {
    let engine = engine();
    let all = [PLAIN, ABBREVIATIONS, QUOTATIONS, LINES].concat();
    let wrong: Vec<String> = all
        .iter()
        .map(|case| (case.trim_end_matches('‖'), marked(&case.replace('‖', ""), &engine)))
        // Where exactly between two sentences the mark stands says nothing.
        .filter(|(case, found)| normal(case) != normal(found))
        .map(|(case, found)| format!("expected {case:?}\n   found {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

fn normal(text: &str) -> String {
    text.split('‖').map(str::trim).collect::<Vec<_>>().join("‖")
}

#[test]
fn sentences_partition_the_tokens() {
    let engine = engine();
    for case in [PLAIN, ABBREVIATIONS, QUOTATIONS, LINES].concat() {
        let document = Document::plain("t", case);
        let text = Text::new(&document, &engine.0, &engine.1);
        let mut at = 0;
        for s in &text.sentences {
            assert_eq!(s.tokens.start, at, "{case}");
            assert!(!s.tokens.is_empty(), "{case}");
            at = s.tokens.end;
        }
        assert_eq!(at, text.tokens.len(), "{case}");
    }
}
