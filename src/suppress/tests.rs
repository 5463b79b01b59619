use super::*;
use chrono::NaiveDate;
use std::collections::BTreeSet;

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn evidence(question: &str, sides: &[&[&str]], sentences: &[&[&str]]) -> Evidence {
    Evidence {
        check: "reconcile/dates".into(),
        question: question.into(),
        story: None,
        sides: sides.iter().map(|s| set(s)).collect(),
        sentences: sentences.iter().map(|s| set(s)).collect(),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn accepted(e: &Evidence) -> Record {
    Record::new(e, Decision::Accept, "known\nto \"all\"", "Lena", Some(day("2026-03-31")))
}

#[test]
fn what_is_written_is_read_back() {
    let mut baseline = Baseline::default();
    baseline.add(accepted(&evidence("visit dates: b / c", &[&["2026-03-04"], &["2026-03-05"]], &[])));
    baseline.add(accepted(&evidence("figure", &[&["12"], &["14"]], &[&["it was 12"], &["\u{202e}14 \\ it was"]])));
    let written = baseline.to_toml();
    assert!(!written.contains('\u{202e}'), "nothing acts on the terminal of whoever reads the file");
    assert_eq!(Baseline::read("b", &written).as_ref(), Ok(&baseline));
    assert!(written.find("\"figure\"") < written.find("visit dates"), "sorted: {written}");
    // The same again changes nothing; another decision about the same replaces it.
    let before = baseline.clone();
    baseline.add(accepted(&evidence("figure", &[&["14"], &["12"]], &[&["\u{202e}14 \\ it was"], &["it was 12"]])));
    assert_eq!(baseline, before);
}

#[test]
fn a_new_answer_to_the_same_question_is_not_hidden() {
    let today = day("2026-03-01");
    let known = evidence("q", &[&["4"], &["5"]], &[]);
    let mut baseline = Baseline::default();
    baseline.add(accepted(&known));
    let holds = |e: &Evidence| baseline.decided(e, today).is_some();
    assert!(holds(&known) && holds(&evidence("q", &[&["5"], &["4"]], &[])));
    // A side that says the same more coarsely besides is the same side.
    assert!(holds(&evidence("q", &[&["4"], &["5", "in March"]], &[])));
    for other in [
        evidence("q", &[&["4"], &["6"]], &[]),
        evidence("q", &[&["4"], &["5"], &["6"]], &[]),
        evidence("p", &[&["4"], &["5"]], &[]),
        Evidence { story: Some("s".into()), ..known.clone() },
        Evidence { check: "reconcile/figures".into(), ..known.clone() },
    ] {
        assert!(!holds(&other), "{other:?}");
    }
    assert!(baseline.decided(&known, day("2026-03-31")).is_some());
    assert!(baseline.decided(&known, day("2026-04-01")).is_none(), "it ran out");
}

#[test]
fn where_the_question_names_nobody_its_sentences_tell_it_from_others() {
    let mut baseline = Baseline::default();
    baseline.add(accepted(&evidence("figure", &[&["12"], &["14"]], &[&["12 ships sank"], &["14 ships sank"]])));
    let holds = |e: &Evidence| baseline.decided(e, day("2026-01-01")).is_some();
    assert!(holds(&evidence(
        "figure",
        &[&["12"], &["14"]],
        &[&["12 ships sank"], &["14 ships sank", "of 14 all told"]]
    )));
    assert!(!holds(&evidence("figure", &[&["12"], &["14"]], &[&["12 goats fled"], &["14 goats fled"]])));
}

#[test]
fn a_broken_file_says_all_that_is_wrong() {
    let titles = |content: &str| {
        let found = Baseline::read("b.toml", content).expect_err("broken");
        found.into_iter().map(|d| d.title).collect::<Vec<_>>()
    };
    let found = titles(
        "[[finding]]\nchek = \"a\"\nquestion = \"q\"\nanswers = [\"1\"]\ndecision = \"perhaps\"\neditor = \"E\"\nexpires = \"soon\"",
    );
    assert_eq!(found.len(), 5, "{found:?}");
    assert!(titles("finding = 3").len() == 1 && titles("[[finding]\n").len() == 1);
    let marks = Baseline::read("b", "<<<<<<< ours\n[[finding]]\n=======\n>>>>>>> theirs\n").expect_err("a merge");
    assert!(marks[0].help.as_deref().is_some_and(|h| h.contains("merge")));
}
