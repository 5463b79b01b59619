//! Prepares the bundled lexicons: their TOML is read here, once, and the program carries the same
//! tables in a form that is loaded at a glance.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};
use toml::Value;

#[allow(dead_code, unreachable_pub, reason = "the library uses the rest")]
#[path = "src/text/table.rs"]
mod table;
use table::WordTable;

fn main() -> Result<(), Box<dyn Error>> {
    // The whole folder, so that a file that is added is noticed too.
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/text/table.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut files: Vec<PathBuf> =
        fs::read_dir("rules/lexicon")?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut image = Image { text: String::new(), words: WordTable::with_capacity(40_000) };
    let mut places = Vec::new();
    for file in &files {
        places.push((file.file_stem().unwrap_or_default().to_string_lossy(), image.text.len()));
        image.value(&Value::Table(read(file)?))?;
    }
    fs::write(out.join("lexicons.image"), image.text)?;
    fs::write(out.join("lexicons.rs"), format!("&{places:?}"))?;
    fs::write(out.join("words.letters"), image.words.letters())?;
    fs::write(out.join("words.numbers"), image.words.numbers())?;
    Ok(())
}

fn read(file: &Path) -> Result<toml::Table, Box<dyn Error>> {
    Ok(toml::from_str(&fs::read_to_string(file)?).map_err(|e| format!("{}: {e}", file.display()))?)
}

/// The lexicons as `src/lexicon/image.rs` reads them, and the words in them.
struct Image {
    text: String,
    words: WordTable,
}

impl Image {
    /// Appends a value: a letter for its type, then its text, digits, items or pairs, with how long or
    /// how many they are before them.
    fn value(&mut self, value: &Value) -> Result<(), Box<dyn Error>> {
        match value {
            Value::String(s) => self.string(s)?,
            Value::Integer(i) => {
                self.text.push('i');
                number(i.unsigned_abs() << 1 | u64::from(*i < 0), &mut self.text);
            }
            Value::Boolean(b) => self.text.push(if *b { 't' } else { 'f' }),
            Value::Array(items) => {
                self.text.push('a');
                number(items.len() as u64, &mut self.text);
                items.iter().try_for_each(|item| self.value(item))?;
            }
            Value::Table(pairs) => {
                self.text.push('m');
                number(pairs.len() as u64, &mut self.text);
                for (key, value) in pairs {
                    number(key.len() as u64, &mut self.text);
                    self.text.push_str(key);
                    self.value(value)?;
                }
            }
            Value::Float(_) | Value::Datetime(_) => return Err(format!("a lexicon has no use for {value:?}").into()),
        }
        Ok(())
    }

    /// A string, then how many characters the numbers of its words take, and those, in three digits
    /// each: of the whole where it is one word, of each where it is several of plain letters.
    fn string(&mut self, string: &str) -> Result<(), Box<dyn Error>> {
        let mut words = String::new();
        let plain = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
        if !string.is_empty() && (!string.contains(' ') || string.split(' ').all(plain)) {
            for word in string.split(' ') {
                let mut folded = String::new();
                table::fold_into(word, &mut folded);
                let number = self.words.intern(&folded);
                if number >= 1 << 18 {
                    return Err("more words than three digits can number".into());
                }
                words.extend([0, 6, 12].map(|shift| char::from((number >> shift & 63) as u8)));
            }
        }
        self.text.push('s');
        number(string.len() as u64, &mut self.text);
        self.text.push_str(string);
        number(words.len() as u64, &mut self.text);
        self.text.push_str(&words);
        Ok(())
    }
}

/// Digits of 64, the lowest first; the last is marked. All of them are ASCII, so that an image is text.
fn number(mut number: u64, image: &mut String) {
    while number >= 64 {
        image.push(char::from((number & 63) as u8));
        number >>= 6;
    }
    image.push(char::from(64 | number as u8));
}
