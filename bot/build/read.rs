//! Parses the Fluent files into plain lists of messages.

use crate::shared::pattern::Pattern;
use fluent_syntax::ast;
use std::{collections::BTreeSet, fs, path::Path};

/// One folder under `locales/`.
pub struct Language {
    pub tag: String,
    /// Files in the order of their names: (stem, messages).
    pub files: Vec<(String, Vec<Message>)>,
}

pub struct Message {
    pub key: String,
    pub variables: BTreeSet<String>,
    /// The text without its variables' values; enough to measure a label.
    pub plain: String,
    pub pattern: Pattern,
    pub draft: bool,
}

pub fn locales(folder: &Path, problems: &mut Vec<String>) -> Vec<Language> {
    let mut languages = Vec::new();
    for entry in sorted(folder) {
        if !entry.is_dir() {
            continue;
        }
        let mut files = Vec::new();
        for file in sorted(&entry) {
            if file.extension().is_none_or(|e| e != "ftl") {
                problems.push(format!("{}: only .ftl files belong here", file.display()));
                continue;
            }
            files.push((stem(&file), messages(&file, problems)));
        }
        languages.push(Language { tag: stem(&entry), files });
    }
    languages
}

fn messages(file: &Path, problems: &mut Vec<String>) -> Vec<Message> {
    let source = fs::read_to_string(file).expect("a locale file is UTF-8 text");
    let resource = match fluent_syntax::parser::parse(source.as_str()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            problems.extend(errors.iter().map(|e| format!("{}: {e}", file.display())));
            resource
        }
    };
    let mut file_state = None;
    let mut messages = Vec::new();
    for entry in resource.body {
        match entry {
            ast::Entry::ResourceComment(comment) => file_state = file_state.or(state(&comment.content)),
            ast::Entry::Message(message) => {
                let Some(pattern) = &message.value else {
                    problems.push(format!("{}: {} has no text", file.display(), message.id.name));
                    continue;
                };
                let own = message.comment.as_ref().and_then(|c| state(&c.content));
                let Some(pattern) = Pattern::of(pattern) else {
                    let key = message.id.name;
                    problems.push(format!("{}: {key} has more than words and variables", file.display()));
                    continue;
                };
                messages.push(Message {
                    key: message.id.name.to_owned(),
                    variables: pattern.variables(),
                    plain: pattern.plain(),
                    pattern,
                    draft: own.or(file_state).unwrap_or(true),
                });
            }
            ast::Entry::Comment(_) | ast::Entry::GroupComment(_) => {}
            ast::Entry::Term(term) => problems.push(format!("{}: no terms, -{}", file.display(), term.id.name)),
            ast::Entry::Junk { content } => problems.push(format!("{}: not Fluent: {content}", file.display())),
        }
    }
    if file_state.is_none() {
        problems.push(format!("{}: begin with `### state: reviewed` or `### state: draft`", file.display()));
    }
    messages
}

/// `state: draft` → true, `state: reviewed` → false.
fn state(lines: &[&str]) -> Option<bool> {
    lines.iter().find_map(|line| match line.trim().strip_prefix("state:")?.trim() {
        "draft" => Some(true),
        "reviewed" => Some(false),
        _ => None,
    })
}

fn sorted(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("locales/ can be read").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}
