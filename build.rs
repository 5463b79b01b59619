//! Prepares the bundled lexicons: their TOML is read here, once, and the program carries the same
//! tables in a form that is loaded at a glance.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};
use toml::Value;

fn main() -> Result<(), Box<dyn Error>> {
    // The whole folder, so that a file that is added is noticed too.
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut files: Vec<PathBuf> =
        fs::read_dir("rules/lexicon")?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut image = String::new();
    let mut places = Vec::new();
    for file in &files {
        places.push((file.file_stem().unwrap_or_default().to_string_lossy(), image.len()));
        write(&Value::Table(read(file)?), &mut image)?;
    }
    fs::write(out.join("lexicons.image"), image)?;
    fs::write(out.join("lexicons.rs"), format!("&{places:?}"))?;
    Ok(())
}

fn read(file: &Path) -> Result<toml::Table, Box<dyn Error>> {
    Ok(toml::from_str(&fs::read_to_string(file)?).map_err(|e| format!("{}: {e}", file.display()))?)
}

/// Appends a value: a letter for its type, then its text, digits, items or pairs, with how long or
/// how many they are before them. `src/lexicon/image.rs` reads it.
fn write(value: &Value, image: &mut String) -> Result<(), Box<dyn Error>> {
    match value {
        Value::String(s) => {
            image.push('s');
            text(s, image);
        }
        Value::Integer(i) => {
            image.push('i');
            number(i.unsigned_abs() << 1 | u64::from(*i < 0), image);
        }
        Value::Boolean(b) => image.push(if *b { 't' } else { 'f' }),
        Value::Array(items) => {
            image.push('a');
            number(items.len() as u64, image);
            items.iter().try_for_each(|item| write(item, image))?;
        }
        Value::Table(pairs) => {
            image.push('m');
            number(pairs.len() as u64, image);
            for (key, value) in pairs {
                text(key, image);
                write(value, image)?;
            }
        }
        Value::Float(_) | Value::Datetime(_) => return Err(format!("a lexicon has no use for {value:?}").into()),
    }
    Ok(())
}

fn text(text: &str, image: &mut String) {
    number(text.len() as u64, image);
    image.push_str(text);
}

/// Digits of 64, the lowest first; the last is marked. All of them are ASCII, so that an image is text.
fn number(mut number: u64, image: &mut String) {
    while number >= 64 {
        image.push(char::from((number & 63) as u8));
        number >>= 6;
    }
    image.push(char::from(64 | number as u8));
}
