//! Rebuilds when a bundled rule or lexicon file is added, which `include_dir` alone does not notice.

fn main() {
    println!("cargo:rerun-if-changed=rules");
}
