//! Prepares the bundled lexicons: their TOML is read here, once, and the program carries the same
//! tables in a form that is loaded at a glance.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    // The whole folder, so that a file that is added is noticed too.
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut files: Vec<PathBuf> =
        fs::read_dir("rules/lexicon")?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let image = out.join(format!("{name}.image"));
        fs::write(&image, prepare(file)?)?;
        writeln!(list, "    (\"{name}\", include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.image\"))),")?;
    }
    list.push_str("]\n");
    fs::write(out.join("lexicons.rs"), list)?;
    Ok(())
}

fn prepare(file: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let table: toml::Table =
        toml::from_str(&fs::read_to_string(file)?).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(rmp_serde::to_vec(&table)?)
}
