use super::glyphs::{Page, Run};
use super::{is_given, prose, text_string};

fn run(x0: f64, y: f64, text: &str) -> Run {
    let x1 = x0 + 5.0 * text.chars().count() as f64;
    Run { text: text.to_owned(), x0, x1, y, size: 10.0, turn: 0, artifact: false }
}

fn page(number: u32, runs: Vec<Run>) -> Page {
    Page { number, runs, has_picture: false }
}

/// Lines of one column, from the top down.
fn stacked(x: f64, top: f64, lines: &[&str]) -> Vec<Run> {
    lines.iter().enumerate().map(|(i, l)| run(x, top - 12.0 * i as f64, l)).collect()
}

fn text(pages: &[Page]) -> String {
    prose::compose(pages).text
}

const LEFT: [&str; 4] = [
    "The harbour board met on Mon-",
    "day and ordered a long-term",
    "plan for the ferry, which",
    "sails from the old quay to",
];
const RIGHT: [&str; 4] = [
    "the islands four times a day",
    "in summer. Its crew is small",
    "and its engine is new, said",
    "the master of the Belisar.",
];

#[test]
fn columns_are_read_one_after_the_other_under_a_heading_that_spans_them() {
    let mut runs = stacked(40.0, 700.0, &LEFT);
    runs.extend(stacked(220.0, 700.0, &RIGHT));
    // Drawn line by line across the page, as some programs do.
    runs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let heading = Run { size: 18.0, x1: 360.0, ..run(40.0, 740.0, "A ferry for the islands") };
    runs.insert(0, heading);
    assert_eq!(
        text(&[page(1, runs)]),
        "A ferry for the islands\n\nThe harbour board met on Monday and ordered a long-term plan for the ferry, which \
         sails from the old quay to the islands four times a day in summer. Its crew is small and its engine is new, \
         said the master of the Belisar."
    );
}

#[test]
fn rows_of_a_table_stay_rows() {
    let mut runs = stacked(40.0, 700.0, &["Port", "Morel", "Anscu", "Sern"]);
    runs.extend(stacked(220.0, 700.0, &["Tonnes", "1,200", "940", "77"]));
    assert_eq!(text(&[page(1, runs)]), "Port Tonnes\nMorel 1,200\nAnscu 940\nSern 77");
}

#[test]
fn a_sentence_goes_on_over_the_page_and_its_running_heads() {
    let head = |n: u32| run(40.0, 780.0, &format!("The Daily Quay, page {n}"));
    let body = |lines: &[&str]| stacked(40.0, 700.0, lines);
    let first = [vec![head(1)], body(&["The council of the island votes on", "the budget for the coming year and"])];
    let second = [vec![head(2)], body(&["the tax on boats on 12 May 2026.", "The vote is open to all of them."])];
    let whole = prose::compose(&[page(1, first.concat()), page(2, second.concat())]);
    let copy = &whole.text[..whole.aside[0].span.start as usize];
    assert_eq!(
        copy.trim_end(),
        "The council of the island votes on the budget for the coming year and the tax on boats on 12 May 2026. The \
         vote is open to all of them."
    );
    assert_eq!(
        whole.aside.iter().map(|a| a.span.of(&whole.text)).collect::<Vec<_>>(),
        ["The Daily Quay, page 1", "The Daily Quay, page 2"]
    );
    let page_of = |words: &str| {
        let at = whole.text.find(words).unwrap();
        whole.parts.iter().rev().find(|(start, _)| *start <= at).map(|(_, part)| part.number)
    };
    assert_eq!((page_of("council"), page_of("12 May"), page_of("page 1")), (Some(1), Some(2), Some(1)));
}

#[test]
fn hyphens_at_the_end_of_a_line() {
    let joined = |first: &str, second: &str| text(&[page(1, stacked(40.0, 700.0, &[first, second]))]);
    assert_eq!(
        joined("the trade talks in Mol-", "davia and the long road"),
        "the trade talks in Moldavia and the long road"
    );
    assert_eq!(joined("in the years 2024-", "25 and in those before"), "in the years 2024-25 and in those before");
    assert_eq!(
        joined("the plan of Marie Anne-", "Louise, who heads it all"),
        "the plan of Marie Anne-Louise, who heads it all"
    );
    assert_eq!(joined("co-owner of a co-", "owner in the old house"), "co-owner of a co-owner in the old house");
    assert_eq!(
        joined("a soft hyphen in a har\u{ad}", "bour of the old island"),
        "a soft hyphen in a harbour of the old island"
    );
}

#[test]
fn paragraphs_begin_with_an_indent_or_after_a_gap() {
    let mut runs = stacked(40.0, 700.0, &["The board met in the morning and", "voted for the ferry at noon."]);
    runs.extend(stacked(55.0, 676.0, &["It sails in May, the master"]));
    runs.extend(stacked(40.0, 664.0, &["of the harbour said, or June."]));
    runs.extend(stacked(40.0, 630.0, &["Tickets cost four crowns there."]));
    assert_eq!(
        text(&[page(1, runs)]),
        "The board met in the morning and voted for the ferry at noon.\n\nIt sails in May, the master of the harbour \
         said, or June.\n\nTickets cost four crowns there."
    );
}

#[test]
fn a_page_read_from_the_side_is_read_along_its_lines() {
    let turned = |run: Run| Run { turn: 1, ..run };
    let runs = stacked(40.0, 700.0, &["The ferry sails on Monday from", "the old quay to the islands."]);
    assert_eq!(
        text(&[page(1, runs.into_iter().map(turned).collect())]),
        "The ferry sails on Monday from the old quay to the islands."
    );
}

#[test]
fn titles_that_are_none() {
    assert!(is_given("A ferry for the islands"));
    for none in ["draft-3.docx", "file:///tmp/a.html", "Untitled", "(anonymous)", "about:blank"] {
        assert!(!is_given(none), "{none}");
    }
    assert_eq!(text_string(b"\xfe\xff\x00F\x00\xe9").as_deref(), Some("Fé"));
    assert_eq!(text_string(b" \0").as_deref(), None);
}
