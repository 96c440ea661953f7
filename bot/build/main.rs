//! Reads `locales/<language>/*.ftl`, checks them and makes typed functions of their keys.
//!
//! The build fails, with every problem named, when a language lacks a key or has one too many, when a
//! message uses other variables than the Italian one, when a label does not fit a channel's buttons, when a
//! text is too dear as a text message, or when a file does not say how far it can be trusted. The files: [`read`] parses,
//! [`check`] compares, [`segments`] counts, [`write`] generates; what holds for a text that the staff propose as well is
//! [`shared`] with the program.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a build script reads files, talks to cargo by printing, and may stop"
)]

mod check;
mod read;
mod segments;
/// Files of the library: the rules are the same when a text is built in and when the staff change it.
#[path = "../src/text"]
mod shared {
    pub mod limits;
    pub mod own;
    pub mod pattern;
}
#[path = "../src/sms.rs"]
mod sms;
mod write;

use std::{env, fs, path::Path};

/// The language whose keys and variables every other language must have: the language of law and staff.
const REFERENCE: &str = "it";
/// The console speaks the languages of the staff only: `console.ftl` and, for its areas, `console-….ftl`.
const CONSOLE: &str = "console";

fn is_console(file: &str) -> bool {
    file.strip_prefix(CONSOLE).is_some_and(|area| area.is_empty() || area.starts_with('-'))
}

fn main() {
    let manifest = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let locales = Path::new(&manifest).join("../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    println!("cargo::rerun-if-changed=build");
    for file in ["sms", "text/limits", "text/own", "text/pattern"] {
        println!("cargo::rerun-if-changed=src/{file}.rs");
    }

    let mut problems = Vec::new();
    let mut languages = read::locales(&locales, &mut problems);
    languages.sort_by_key(|language| (language.tag != REFERENCE, language.tag.clone()));

    check::compare(&languages, &mut problems);
    segments::count(&languages, &mut problems);
    if !problems.is_empty() {
        for problem in &problems {
            println!("cargo::error={problem}");
        }
        return;
    }
    fs::write(Path::new(&out).join("texts.rs"), write::texts(&languages)).expect("OUT_DIR can be written");
}
