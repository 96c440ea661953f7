//! Searches bytes for words in whatever form they might have been left there.

use std::{collections::BTreeMap, fs, path::Path};

/// What must not be found.
#[derive(Default)]
pub struct Marks(Vec<(String, Vec<String>)>);

impl Marks {
    /// Words, in small or capital Latin letters: UTF-8, UTF-16, escaped for JSON or for an address, hexadecimal.
    pub fn word(&mut self, what: &str, words: &str) {
        let utf16: Vec<_> = words.encode_utf16().collect();
        let escaped = |c: char| {
            if c.is_ascii() {
                c.to_string()
            } else {
                c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect()
            }
        };
        let encoded = |b: u8| {
            if b.is_ascii_alphanumeric() || b"+-_.,:".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02x}")
            }
        };
        let forms = [
            words.as_bytes().to_vec(),
            utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
            words.chars().map(escaped).collect::<String>().into_bytes(),
            words.bytes().map(encoded).collect::<String>().into_bytes(),
            words.bytes().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes(),
        ];
        self.add(what, forms.iter().map(|form| form.as_slice()));
    }

    /// A number, also as SQLite and others keep it. It has more than four bytes, so that chance does not make it.
    pub fn number(&mut self, what: &str, number: i64) {
        assert!((1 << 40..1 << 48).contains(&number));
        self.word(what, &number.to_string());
        self.add(what, [&number.to_be_bytes()[2..], &number.to_le_bytes()[..6]].into_iter());
    }

    fn add<'a>(&mut self, what: &str, forms: impl Iterator<Item = &'a [u8]>) {
        self.0.push((what.to_owned(), forms.map(readable).collect()));
    }

    /// What these bytes hold of it.
    pub fn found(&self, bytes: &[u8]) -> Vec<&str> {
        let text = readable(bytes);
        self.0
            .iter()
            .filter(|(_, forms)| forms.iter().any(|form| text.contains(form)))
            .map(|(what, _)| what.as_str())
            .collect()
    }
}

/// One character a byte, Latin letters small: the library's search for text is fast even in a debug build.
fn readable(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

/// The content of every file under a folder, by its name.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.insert(entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap());
        }
    }
    found
}
