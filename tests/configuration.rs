//! `factcheck.toml` end to end: what `init` writes, what a run makes of it.

mod common;

use common::{factcheck, read, root};
use serde_json::Value;
use std::path::Path;
use std::process::Output;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder");
        std::fs::write(path, content).expect("a written file");
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    factcheck().current_dir(folder).args(args).output().expect("the program starts")
}

fn findings(folder: &Path, args: &[&str]) -> Vec<Value> {
    let output = run(folder, &[&["check", "--format", "jsonl"], args].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

fn last_line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned()
}

const VISIT: [(&str, &str); 2] = [
    ("news/a.txt", "President Mara Quillon of Norway will visit Kenya on 4–5 March 2026, her office said."),
    ("news/b.txt", "President Mara Quillon of Norway will visit Kenya on 9–10 March 2026, her office said."),
];

#[test]
fn init_writes_what_config_and_the_schema_take() {
    let folder = folder(&VISIT);
    let made = run(folder.path(), &["init"]);
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let bare = run(folder.path(), &["config", "--no-config"]).stdout;
    let with = run(folder.path(), &["config", "news"]).stdout;
    let values = |out: &[u8]| {
        let text = String::from_utf8_lossy(out).into_owned();
        text.lines().filter(|l| l.contains("# default")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(values(&bare), values(&with), "the file that init writes changes nothing");

    let schema = run(folder.path(), &["schema", "config"]).stdout;
    let schema: Value = serde_json::from_slice(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let holds = |toml: &str| {
        let table: toml::Table = toml.parse().expect("TOML");
        validator.is_valid(&serde_json::to_value(table).expect("JSON"))
    };
    let page = read(&root().join("README.md"));
    let shown = page.split("```toml\n").find(|b| b.contains("extends = ")).and_then(|b| b.split("```").next());
    assert!(holds(shown.expect("the README shows a configuration")));
    assert!(!holds("fail-onn = 'error'") && !holds("[thresholds]\nconfidence = 2") && !holds("[[folder]]"));
}

#[test]
fn a_severity_changes_the_finding_and_the_exit_code() {
    let folder = folder(&VISIT);
    let config = |content: &str| std::fs::write(folder.path().join("factcheck.toml"), content).expect("written");
    let before = run(folder.path(), &["news"]);
    assert_eq!(before.status.code(), Some(1), "{before:?}");
    assert_eq!(last_line(&before), "exit code 1: 1 error; `error` or graver fails, by default");

    config("[severity]\n\"visits/visit-dates\" = \"warning\"");
    let milder = run(folder.path(), &["news"]);
    assert_eq!(milder.status.code(), Some(0), "{milder:?}");
    assert_eq!(last_line(&milder), "exit code 0: nothing is as grave as `error`, by default; 1 warning");

    config("fail-on = \"warning\"\n[severity]\nvisits = \"warning\"");
    let failing = run(folder.path(), &["news"]);
    assert_eq!(last_line(&failing), "exit code 1: 1 warning; `warning` or graver fails, by factcheck.toml:1");
    let never = run(folder.path(), &["--fail-on", "never", "news"]);
    assert_eq!(last_line(&never), "exit code 0: no finding counts, by --fail-on; 1 warning");

    config("[packs]\nvisits = false");
    assert!(findings(folder.path(), &["news"]).iter().all(|f| f["kind"] != "visit"));
    config("[severity]\n\"visits/visit-dates\" = \"off\"");
    assert!(findings(folder.path(), &["news"]).iter().all(|f| f["kind"] != "visit"));
    config("[thresholds]\nconfidence = 1");
    assert_eq!(findings(folder.path(), &["news"]), Vec::<Value>::new());
    assert_eq!(findings(folder.path(), &["--no-config", "news"]).len(), 1);
}

#[test]
fn a_folder_has_settings_of_its_own() {
    let mut files = VISIT.to_vec();
    files.push(("opinion/c.txt", "President Mara Quillon of Norway will visit Kenya on 20 March 2026, she wrote."));
    files.push(("factcheck.toml", "[[folder]]\nfiles = [\"opinion/\"]\nseverity = { visits = \"note\" }"));
    let folder = folder(&files);
    let severity =
        |paths: &[&str]| findings(folder.path(), paths).iter().map(|f| f["severity"].clone()).collect::<Vec<_>>();
    // As grave as the gravest of its articles makes it.
    assert_eq!(severity(&["news/a.txt", "opinion/c.txt"]), ["error"]);
    std::fs::write(
        folder.path().join("factcheck.toml"),
        "[[folder]]\nfiles = [\"opinion/\", \"news/\"]\nseverity = { visits = \"note\" }",
    )
    .expect("written");
    assert_eq!(severity(&["news/a.txt", "opinion/c.txt"]), ["note"]);
}

#[test]
fn names_of_ones_own_are_recognised() {
    let text = "Talks in Ruritania are to follow those in Port Ellery, the Harbour Collegium said.";
    let folder = folder(&[("a.txt", text)]);
    let names = || {
        let output = run(folder.path(), &["values", "--format", "jsonl", "--type", "place,organisation", "a.txt"]);
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        let values = lines.lines().map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
        values.map(|v| v["value"]["name"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let before = names();
    let config = "[[lexicon.country]]\nname = \"Ruritania\"\n[[lexicon.city]]\nname = \"Port Ellery\"\n\
                  [[lexicon.organisation]]\nname = \"Harbour Collegium\"";
    std::fs::write(folder.path().join("factcheck.toml"), config).expect("written");
    assert_ne!(before, names());
    assert_eq!(names(), ["Ruritania", "Port Ellery", "Harbour Collegium"]);
}

#[test]
fn packs_come_from_files_folders_and_archives() {
    let pack = read(&root().join("docs/rule-format.md"));
    let pack = pack.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a pack");
    let folder = folder(&[("rules/launches.toml", pack), ("a.txt", "The board met.")]);
    let zip = |name: &str, files: &[(&str, &[u8])]| {
        let file = std::fs::File::create(folder.path().join(name)).expect("a file");
        let mut zip = zip::ZipWriter::new(file);
        for (name, content) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
            std::io::Write::write_all(&mut zip, content).expect("written");
        }
        zip.finish().expect("an archive");
    };
    zip("pack.zip", &[("launches.toml", pack.as_bytes()), ("README.md", b"ours")]);
    zip("wrong.zip", &[("x/launches.toml", pack.replace("compare", "comparee").as_bytes())]);
    // Nothing but zeros packs a thousand times smaller: what counts is what comes out.
    zip("bomb.zip", &[("launches.toml", &vec![b'#'; 64 << 20])]);
    for path in ["rules/launches.toml", "rules", "pack.zip"] {
        let shown = run(folder.path(), &["rules", "show", "launches/launch-dates", "--rules", path]);
        assert_eq!(shown.status.code(), Some(0), "{path}: {shown:?}");
    }
    let said = |path: &str| {
        let output = run(folder.path(), &["check", "--rules", path, "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said("wrong.zip").contains("wrong.zip!/x/launches.toml:"), "{}", said("wrong.zip"));
    assert!(said("bomb.zip").contains("launches.toml: it holds more than 4 MiB"), "{}", said("bomb.zip"));
}
