//! The words of a finding.

use super::question::Question;
use crate::finding::Side;
use arcstr::ArcStr;

/// A question as a person names it: "visit dates, Vladimir Putin / India".
pub(super) fn question(kind: &str, q: &Question) -> String {
    let mut out = kind.replace('-', " ");
    if let Some(a) = &q.attribute {
        out.push(' ');
        out.push_str(&a.replace('-', " "));
    }
    let parties: Vec<&str> = [&q.subject, &q.object].into_iter().flatten().map(ArcStr::as_str).collect();
    if !parties.is_empty() {
        out.push_str(", ");
        out.push_str(&parties.join(" / "));
    }
    let qualifiers: Vec<String> =
        q.qualifiers.iter().filter(|(k, _)| !k.starts_with('~')).map(|(k, v)| format!("{k} {v}")).collect();
    if !qualifiers.is_empty() {
        out.push_str(" (");
        out.push_str(&qualifiers.join(", "));
        out.push(')');
    }
    out
}

/// The sides in a row: "“4–5 December” against “5–6 December”".
pub(super) fn against(sides: &[Side]) -> String {
    let quoted: Vec<String> = sides.iter().take(4).map(|s| format!("“{}”", short(&s.text))).collect();
    let out = quoted.join(" against ");
    if sides.len() > 4 { format!("{out} and {} more", sides.len() - 4) } else { out }
}

/// A text cut at a word to fit a line of a list.
pub(super) fn short(text: &str) -> String {
    const WIDTH: usize = 60;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= WIDTH {
        return one_line;
    }
    let cut: String = one_line.chars().take(WIDTH).collect();
    let at = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut.get(..at).unwrap_or(&cut))
}

/// "a day", "59 days".
pub(super) fn days(n: i64) -> String {
    match n {
        1 => "a day".to_owned(),
        n => format!("{n} days"),
    }
}
