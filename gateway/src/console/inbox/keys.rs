//! What the keyboard can do, for the help that `?` opens and for the script, which reads it there.

use crate::console::page::Page;

/// A page and the letter that leads there after "g".
#[expect(missing_docs, reason = "the names say it")]
pub struct Key {
    pub letter: char,
    pub path: &'static str,
    pub name: String,
}

impl Page {
    /// The pages that this person may open, by letter.
    pub fn keys(&self) -> Vec<Key> {
        let places = self.places().into_iter();
        let mut keys: Vec<_> = places
            .filter_map(|place| Some(Key { letter: letter(place.path)?, path: place.path, name: place.name }))
            .collect();
        let path = super::notifications::PATH;
        keys.push(Key { letter: 'n', path, name: self.words.console_notifications() });
        keys
    }
}

fn letter(path: &str) -> Option<char> {
    Some(match path {
        "/console/tickets" => 'i',
        "/console/questions" => 'q',
        "/console/call-backs" => 'b',
        "/console/focal-point" => 'f',
        "/console/canned" => 'r',
        "/console/directory" => 'd',
        "/console/texts" => 't',
        "/console/deadlines" => 'h',
        "/console/figures" => 's',
        "/console/identity" => 'k',
        "/console/staff" => 'p',
        "/console/audit" => 'l',
        "/console/channels" => 'c',
        "/console/quarantine" => 'm',
        _ => return None,
    })
}
