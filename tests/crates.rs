//! What the dependencies are: licences that allow what the project's own does, and none of the large ones twice. `tests/run`
//! asks `cargo deny`, too, where it is installed: that knows of every platform and of advisories.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    process::Command,
};

/// Compatible with EUPL-1.2 as parts of a larger work, and with giving programs away.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];
/// Twice, these would cost minutes of building, or be two of what has to be one: a runtime, a pool, an authority. The same
/// stand in `.cargo-deny.toml`.
const ONCE: [&str; 22] = [
    "askama",
    "async-imap",
    "axum",
    "chacha20poly1305",
    "clap",
    "encoding_rs",
    "futures-util",
    "hyper",
    "lettre",
    "libsqlite3-sys",
    "mail-parser",
    "object_store",
    "quick-xml",
    "regex-automata",
    "reqwest",
    "ring",
    "rustls",
    "serde_json",
    "sqlx-core",
    "teloxide-core",
    "tokio",
    "tower-http",
];

/// Name, version and licence of everything that is built here.
fn crates() -> BTreeSet<(String, String, String)> {
    let arguments = ["tree", "--workspace", "--prefix", "none", "--format", "{p}|{l}", "--locked", "--offline"];
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let told = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let line = |line: &str| {
        let (package, licence) = line.split_once('|')?;
        let mut package = package.split(' ');
        let licence = licence.trim_end_matches(" (*)").to_owned();
        Some((package.next()?.to_owned(), package.next()?.to_owned(), licence))
    };
    String::from_utf8_lossy(&told.stdout).lines().filter_map(line).collect()
}

/// SPDX, as far as crates use it: one of several, all of several, with one level of brackets.
fn is_allowed(licence: &str) -> bool {
    let flat = licence.replace(['(', ')'], "").replace('/', " OR ");
    let one = |part: &str| part.split(" OR ").any(|one| ALLOWED.contains(&one.trim()));
    // "A AND B OR C" without its brackets is more than it says, never less.
    !flat.trim().is_empty() && flat.split(" AND ").all(one)
}

#[test]
fn every_licence_is_allowed() {
    let crates = crates();
    assert!(crates.len() > 100, "{} crates", crates.len());
    let refused: Vec<_> = crates.iter().filter(|(.., licence)| !is_allowed(licence)).collect();
    assert!(refused.is_empty(), "{refused:?}");
    for bad in ["", "GPL-3.0", "AGPL-3.0 OR SSPL-1.0", "MIT AND GPL-2.0"] {
        assert!(!is_allowed(bad), "{bad}");
    }
}

#[test]
fn no_large_crate_is_there_twice() {
    let mut versions: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (name, version, _) in crates() {
        versions.entry(name).or_default().insert(version);
    }
    for name in ONCE {
        assert_eq!(versions.get(name).map_or(0, BTreeSet::len), 1, "{name}: {:?}", versions.get(name));
    }
}
