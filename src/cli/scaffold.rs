//! `factcheck rules new`: a pack to begin with.

use super::args::RulesNewArgs;
use super::screen::complain;
use super::{Exit, Output};
use anyhow::Result;
use factcheck::diagnostic::Diagnostic;
use factcheck::rulebook;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

/// The pack, with `NAME` and `TITLE` to be filled in.
const PACK: &str = r#"# A rule pack. `factcheck rules test NAME.toml` runs its examples; what may be written in a pattern is in
# docs/rule-format.md. Replace what is here piece by piece, and run the test after each.
title = "TITLE"
about = "What is planned, and when."

[phrases]
# Named pieces of pattern: <event> puts one into a pattern.
event = "(?:launch|opening|start)"

[[rule]]
id = "dates"
# An editor reads this beside every finding.
why = "An event has one date; two outlets that give different days cannot both be right."
kind = "NAME"
attribute = "dates"
# Which slots of the pattern are whom it is about, and the value that is compared.
subject = "who"
value = "when"
severity = "error"
compare = "dates"
patterns = [
  # A name, up to six words, the event, up to six words, "on", a date.
  "{who:organisation} ..6 <event> ..6 on {when:date}",
]

# At least one example that gives a claim, as subject / object / value …
[[rule.example]]
text = "The European Space Agency plans the launch of its comet probe on 4 May 2026."
gives = ["European Space Agency / - / 2026-05-04"]

# … and one that gives none.
[[rule.example]]
text = "The European Space Agency was founded on 30 May 1975."
gives = []
"#;

pub(super) fn run(args: &RulesNewArgs, output: &mut Output<'_>) -> Result<Exit> {
    let refuse = |d: Diagnostic, output: &mut Output<'_>| -> Result<Exit> {
        complain(&[d], output)?;
        Ok(Exit::Failed)
    };
    let name = args.name.strip_suffix(".toml").unwrap_or(&args.name);
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(fits) {
        let d = Diagnostic::plain("pack-name", format!("`{name}` is no name for a pack"));
        return refuse(d.help("use small letters, digits and hyphens: harbour-news"), output);
    }
    if rulebook::bundled().iter().any(|(n, ..)| *n == name) {
        let d = Diagnostic::plain(
            "pack-name",
            format!("a bundled pack is named `{name}`, and yours would stand in its place"),
        );
        return refuse(d.help("give it another name, or copy the bundled one"), output);
    }
    let path: PathBuf = args.folder.join(format!("{name}.toml"));
    let shown = path.strip_prefix("./").unwrap_or(&path).display().to_string();
    let mut title: String = name.replace('-', " ");
    title.get_mut(..1).map(str::make_ascii_uppercase);
    let content = PACK.replace("NAME", name).replace("TITLE", &title);
    let made = OpenOptions::new().write(true).create_new(true).open(&path);
    match made.and_then(|mut file| file.write_all(content.as_bytes())) {
        Ok(()) => {
            writeln!(output.out, "{shown} was written; next: factcheck rules test {shown}")?;
            Ok(Exit::Clean)
        }
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            let d = Diagnostic::plain("pack-exists", format!("{shown} is there already, and was left as it is"));
            refuse(d.help("edit it, or take another name"), output)
        }
        Err(e) => {
            let d =
                Diagnostic::plain("unwritable", format!("{shown} cannot be written: {}", super::project::reason(&e)));
            refuse(d.help("name a folder that is there with --folder"), output)
        }
    }
}
