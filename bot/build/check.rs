//! What must hold between the languages. Each problem is one line that says where to look.

use crate::{
    REFERENCE, is_console,
    read::{Language, Message},
    shared::{limits::longest_label, own::is_still_english},
};
use std::collections::BTreeMap;

const ENGLISH: &str = "en";

pub fn compare(languages: &[Language], problems: &mut Vec<String>) {
    let Some(reference) = languages.iter().find(|l| l.tag == REFERENCE) else {
        problems.push(format!("locales/{REFERENCE} is missing"));
        return;
    };
    let english = languages.iter().find(|l| l.tag == ENGLISH).map(|l| by_key(l, &mut Vec::new())).unwrap_or_default();
    for language in languages {
        let speaks_console = language.files.iter().any(|(file, _)| is_console(file));
        let theirs = by_key(language, problems);
        for (key, (file, message)) in by_key(reference, &mut Vec::new()) {
            if is_console(file) && !speaks_console {
                continue;
            }
            let here = format!("locales/{}/{file}.ftl: {key}", language.tag);
            match theirs.get(key) {
                None => problems.push(format!("{here} is missing")),
                Some((other, _)) if *other != file => problems.push(format!("{here} stands in {other}.ftl")),
                Some((_, found)) if found.variables != message.variables => {
                    problems.push(format!("{here} has variables {:?}, not {:?}", found.variables, message.variables));
                }
                Some((_, found)) => {
                    fits(&here, key, &found.plain, problems);
                    is_its_own(&here, found, english.get(key), language, problems);
                }
            }
        }
        let known = by_key(reference, &mut Vec::new());
        for (key, (file, _)) in theirs {
            if !known.contains_key(key) {
                problems.push(format!("locales/{}/{file}.ftl: {key} is not in {REFERENCE}", language.tag));
            }
        }
    }
}

fn is_its_own(
    here: &str,
    found: &Message,
    english: Option<&(&str, &Message)>,
    language: &Language,
    problems: &mut Vec<String>,
) {
    let is_english = english.is_some_and(|(_, english)| is_still_english(&found.plain, &english.plain));
    if language.tag != ENGLISH && is_english {
        problems.push(format!("{here} is still English: {}", found.plain));
    }
}

fn fits(here: &str, key: &str, text: &str, problems: &mut Vec<String>) {
    let length = text.chars().count();
    if let Some(limit) = longest_label(key).filter(|limit| length > *limit) {
        problems.push(format!("{here} has {length} characters, {limit} fit: {text}"));
    }
}

type ByKey<'a> = BTreeMap<&'a str, (&'a str, &'a Message)>;

fn by_key<'a>(language: &'a Language, problems: &mut Vec<String>) -> ByKey<'a> {
    let mut keys = BTreeMap::new();
    for (file, messages) in &language.files {
        for message in messages {
            if keys.insert(message.key.as_str(), (file.as_str(), message)).is_some() {
                problems.push(format!("locales/{}/{file}.ftl: {} stands twice", language.tag, message.key));
            }
        }
    }
    keys
}
