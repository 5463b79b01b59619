//! `--format NAME=FILE`: whole files or none, and nothing else.

mod common;

use common::{entries, factcheck, read, root, run};
use std::path::Path;
use std::process::Output;

fn check(folder: &Path, formats: &[&str]) -> Output {
    let mut command = factcheck();
    command.current_dir(folder).arg("check");
    for f in formats {
        command.args(["--format", f]);
    }
    command.arg(root().join("seeds")).output().expect("a run")
}

fn names(folder: &Path) -> Vec<String> {
    entries(folder).iter().map(|p| p.file_name().expect("a name").to_string_lossy().into_owned()).collect()
}

#[test]
fn several_reports_of_one_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = check(folder.path(), &["sarif=a.sarif", "text", "csv=b.csv", "html=c.html"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(names(folder.path()), ["a.sarif", "b.csv", "c.html"], "nothing but the reports");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("error[conflict"));
    assert!(read(&folder.path().join("a.sarif")).starts_with("{\n  \"$schema\""));
    assert!(read(&folder.path().join("b.csv")).starts_with("id,relation,"));
    assert!(read(&folder.path().join("c.html")).ends_with("</html>\n"));
}

#[test]
fn a_report_in_a_file_leaves_standard_output_empty() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(check(folder.path(), &["json=a.json"]).stdout.is_empty());
}

#[test]
fn a_dash_is_standard_output() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = check(folder.path(), &["concise=-"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains(" error["));
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_run_that_fails_writes_nothing_and_keeps_what_was_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("a.json"), "before").expect("a written file");
    for formats in [&["json=a.json", "sarif=no/such/folder.sarif"][..], &["json=a.json", "jsn"]] {
        let output = check(folder.path(), formats);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        assert_eq!(names(folder.path()), ["a.json"]);
        assert_eq!(read(&folder.path().join("a.json")), "before");
    }
    let nothing_read = factcheck()
        .current_dir(folder.path())
        .args(["check", "--format", "json=a.json", "no-such-article.txt"])
        .output()
        .expect("a run");
    assert_eq!(nothing_read.status.code(), Some(2));
    assert_eq!(
        (names(folder.path()), read(&folder.path().join("a.json"))),
        (vec!["a.json".to_owned()], "before".into())
    );
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let real = folder.path().join("real.json");
    std::fs::write(&real, "before").expect("a written file");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("permissions");
    std::os::unix::fs::symlink("real.json", folder.path().join("link.json")).expect("a link");
    check(folder.path(), &["json=link.json"]);
    assert!(folder.path().join("link.json").is_symlink(), "the link was replaced");
    assert!(read(&real).starts_with('{'), "its target was not written");
    let mode = real.metadata().expect("metadata").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn a_pipe_or_device_is_written_directly() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = check(folder.path(), &["json=/dev/null", "concise=/dev/stderr"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains(" error["));
}

#[test]
fn help_lists_every_format() {
    let help = String::from_utf8(run(&["check", "--help"]).stdout).expect("UTF-8");
    for f in factcheck::report::FORMATS {
        assert!(help.contains(&format!("{:>15}  ", f.name())), "{} is not in the help", f.name());
    }
}
