//! Which sources stand on one side, and which against each other.

use super::{Page, sources};
use crate::finding::Relation;
use maud::{Markup, html};

/// Sources of the table: those that most findings name.
const SHOWN: usize = 24;

pub(super) fn markup(page: &Page<'_, '_>) -> Markup {
    let shown: Vec<usize> = page.involved.iter().take(SHOWN).map(|(d, _)| *d).collect();
    let counts = counts(page, &shown);
    html! {
        section aria-labelledby="agreement" {
            h2 id="agreement" { "Agreement" }
            @if shown.len() < 2 {
                p.none { "No two sources are named by one finding." }
            } @else {
                p { "How often two sources stand on one side of the findings above (=), and how often against each other (≠). The numbers are those of the sources below." }
                div.scroll tabindex="0" role="region" aria-label="Agreement of sources" {
                    table.agreement {
                        thead {
                            tr {
                                td {}
                                @for d in &shown { th scope="col" { (d + 1) } }
                            }
                        }
                        tbody {
                            @for (i, d) in shown.iter().enumerate() {
                                tr {
                                    th scope="row" { (d + 1) " " (sources::name(page.report, *d)) }
                                    @for j in 0..shown.len() { (cell(&counts, i, j)) }
                                }
                            }
                        }
                    }
                }
                @if page.involved.len() > SHOWN {
                    p { "Shown are the " (SHOWN) " sources that most findings name, of " (page.involved.len()) "." }
                }
            }
        }
    }
}

type Counts = Vec<Vec<(usize, usize)>>;

fn counts(page: &Page<'_, '_>, shown: &[usize]) -> Counts {
    let mut all = vec![vec![(0, 0); shown.len()]; shown.len()];
    for f in page.report.findings {
        let sides: Vec<Vec<usize>> = f
            .sides
            .iter()
            .map(|s| {
                let numbers: Vec<usize> = s.docs.iter().filter_map(|d| page.report.number(d)).collect();
                (0..shown.len()).filter(|i| shown.get(*i).is_some_and(|d| numbers.contains(d))).collect()
            })
            .collect();
        let holds = matches!(f.relation, Relation::Agree | Relation::Refine | Relation::Compatible);
        for (a, first) in sides.iter().enumerate() {
            for (b, second) in sides.iter().enumerate() {
                for (i, j) in first.iter().flat_map(|i| second.iter().map(move |j| (*i, *j))).filter(|(i, j)| i != j) {
                    if let Some(cell) = all.get_mut(i).and_then(|row| row.get_mut(j)) {
                        if a == b || holds { cell.0 += 1 } else { cell.1 += 1 }
                    }
                }
            }
        }
    }
    all
}

fn cell(counts: &Counts, i: usize, j: usize) -> Markup {
    let (same, against) = counts.get(i).and_then(|row| row.get(j)).copied().unwrap_or_default();
    let class = match (same, against) {
        _ if i == j => "self",
        (0, 0) => "nothing",
        (_, 0) => "same",
        (0, _) => "against",
        _ => "both",
    };
    html! {
        td class=(class) {
            @if i == j { span aria-hidden="true" { "·" } }
            @if same > 0 { (same) abbr title="on one side" { "=" } }
            @if same > 0 && against > 0 { " " }
            @if against > 0 { (against) abbr title="against each other" { "≠" } }
        }
    }
}
