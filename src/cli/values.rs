//! `factcheck values`.

use super::args::{ListFormat, ValuesArgs, WorkArgs};
use super::screen::place;
use super::session::stream;
use super::{Exit, Output};
use anyhow::Result;
use factcheck::diagnostic::Diagnostic;
use factcheck::document::Document;
use factcheck::json::{ValueRecord, append};
use factcheck::recognise::{Explanation, Mention};
use factcheck::report::words::{harmless, value};
use factcheck::rulebook::suggest::closest;
use factcheck::value::{Kind, Value};
use std::io::Write as _;

pub(super) fn run(args: &ValuesArgs, output: &mut Output<'_>) -> Result<Exit> {
    let mut kinds = Vec::new();
    let mut unknown = Vec::new();
    for name in &args.types {
        if let Some(kind) = Kind::from_name(name) {
            kinds.push(kind);
        } else {
            let help = match closest(name, Kind::ALL.iter().map(|k| k.name())) {
                Some(s) => format!("did you mean `{s}`?"),
                None => format!("use some of {}", Kind::ALL.map(Kind::name).join(", ")),
            };
            unknown.push(Diagnostic::plain("unknown-type", format!("no type is named `{name}`")).help(help));
        }
    }
    if !unknown.is_empty() {
        super::screen::complain(&unknown, output)?;
        return Ok(Exit::Failed);
    }
    let wanted = |m: &&Mention| kinds.is_empty() || kinds.contains(&m.value.kind());
    stream(&args.source, &WorkArgs::default(), output, |reader, d| {
        let engine = reader.engine;
        let text = engine.text(d);
        let values = engine.values(d, &text);
        let all: Vec<&Mention> = values.all().into_iter().filter(wanted).collect();
        // A line of JSON is some 400 bytes.
        let mut lines = Vec::with_capacity(if args.format == ListFormat::Jsonl { 400 * all.len() } else { 0 });
        let told = if args.explain { engine.explain(d, &text, &all) } else { Vec::new() };
        for (i, m) in all.into_iter().enumerate() {
            match args.format {
                ListFormat::Jsonl => {
                    if append(&mut lines, &ValueRecord::new(d, m)).is_ok() {
                        lines.push(b'\n');
                    }
                }
                ListFormat::Text => {
                    let words = harmless(m.span.of(&d.text));
                    let kind = m.value.kind().name();
                    let place = place(d, d.locate(m.span));
                    let told = told.get(i).map_or(String::new(), |e| why(d, m, e));
                    // Writing to memory does not fail.
                    _ = writeln!(lines, "{place}  {kind}: {} [{words}]{told}", harmless(&value(&m.value)));
                }
            }
        }
        lines
    })
}

/// Which expression matched, what a date was resolved against, what else the words could have been.
fn why(d: &Document, m: &Mention, e: &Explanation) -> String {
    let detail = m.detail.as_deref();
    let from = detail.and_then(|d| d.counted_from);
    let from = from.map_or(String::new(), |(day, what)| format!(", counted from {day}, {what}"));
    let dropped = detail.iter().flat_map(|d| &d.dropped);
    let dropped: Vec<String> = dropped.map(|(r, why)| format!(", not {} because {why}", r.timex)).collect();
    let dropped = dropped.concat();
    let anchor = match &m.value {
        Value::Date(t) | Value::Time(t) => format!(", anchor {:?}", t.anchor).to_lowercase(),
        _ => String::new(),
    };
    let others = match &m.value {
        Value::Date(t) if !t.alternatives.is_empty() => {
            let all: Vec<&str> = t.alternatives.iter().map(|r| r.timex.as_str()).collect();
            format!(", could also be {}", all.join(" or "))
        }
        _ => String::new(),
    };
    let clauses: Vec<String> = e.clauses.iter().map(|c| format!(", {}", harmless(c))).collect();
    let clauses = clauses.concat();
    let over = e.dropped.iter().map(|o| {
        let (kind, words) = (o.value.kind().name(), harmless(o.span.of(&d.text)));
        format!("\n    over the {kind} {} [{words}] by {}", harmless(&value(&o.value)), o.pattern)
    });
    let over: Vec<String> = over.collect();
    let over = over.concat();
    format!("\n    by the expression {}{anchor}{from}{dropped}{others}{clauses}{over}", m.pattern)
}
