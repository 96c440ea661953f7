//! Circles of imports: files that cannot be read, moved or tested without each other. What counts is what each file names of its
//! own crate, in `use` lines and in paths; tests in a file do not count.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// So many files of the console may name each other in a circle.
const CONSOLE: usize = 3;

/// A module, by its path in its crate; a crate's own file is the empty one.
type Module = Vec<String>;
/// What each module names.
type Imports = BTreeMap<Module, BTreeSet<Module>>;

/// Every file under a crate's `src`.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension() {
            _ if path.is_dir() => files(&path, found),
            Some(end) if end == "rs" => found.push(path),
            _ => {}
        }
    }
}

/// Without comments, without what stands between quotation marks, without tests.
fn plain(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let (mut out, mut rest) = (String::new(), source);
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = if from.starts_with("//") {
            from.find('\n').map_or("", |end| &from[end..])
        } else if let Some(text) = from.strip_prefix('"') {
            let mut escaped = false;
            let end = text.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.map_or("", |end| &text[end + 1..])
        } else if from.starts_with("'\"'") || from.starts_with("'/'") {
            &from[3..]
        } else {
            out.push_str(&from[..1]);
            &from[1..]
        };
    }
    out + rest
}

/// The paths of a tree of imports: `a::{b, c::{self, d}}`.
fn leaves(tree: &str, before: &[&str], found: &mut Vec<Vec<String>>) {
    let Some((path, inside)) = tree.split_once('{') else {
        // After the last comma nothing is named.
        if !tree.trim().is_empty() {
            let name = tree.split(" as ").next().unwrap_or_default();
            let path = before.iter().copied().chain(name.split("::")).map(|part| part.trim().to_owned());
            found.push(path.filter(|part| !part.is_empty()).collect());
        }
        return;
    };
    let before: Vec<_> = before.iter().copied().chain(path.split("::").map(str::trim)).collect();
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                leaves(&inside[start..at], &before, found);
                start = at + 1;
            }
            _ => {}
        }
    }
    leaves(&inside[start..], &before, found);
}

/// Everything with a `::` in it, and whatever is imported.
fn paths(source: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut words = |text: &str| {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
        found
            .extend(words.filter(|word| word.contains("::")).map(|word| word.split("::").map(str::to_owned).collect()));
    };
    let mut imported = Vec::new();
    for statement in source.split(';') {
        match statement.rsplit_once("use ").filter(|(before, _)| !before.ends_with(|c: char| c.is_alphanumeric())) {
            Some((before, tree)) => {
                words(before);
                imported.push(tree);
            }
            None => words(statement),
        }
    }
    imported.into_iter().for_each(|tree| leaves(tree, &[], &mut found));
    found
}

/// The modules that a file names.
fn named(module: &Module, source: &str, all: &BTreeSet<Module>) -> BTreeSet<Module> {
    let mut named = BTreeSet::new();
    for path in paths(source) {
        let up = path.iter().take_while(|part| *part == "super").count();
        let (base, rest): (&[String], _) = match path.first().map(String::as_str) {
            Some("crate") => (&[], &path[1..]),
            Some("self") => (module, &path[1..]),
            Some("super") if up <= module.len() => (&module[..module.len() - up], &path[up..]),
            Some(child) if all.contains(&[module.as_slice(), &[child.to_owned()]].concat()) => (module, &path[..]),
            _ => continue,
        };
        // The deepest that is a file; what comes then are things in it.
        let longest = (0..=rest.len()).rev().map(|end| [base, &rest[..end]].concat()).find(|path| all.contains(path));
        named.extend(longest.filter(|found| found != module));
    }
    named
}

fn imports(src: &Path) -> Imports {
    let mut found = Vec::new();
    files(src, &mut found);
    let module = |file: &Path| -> Module {
        let inside = file.strip_prefix(src).unwrap().with_extension("");
        let parts = inside.iter().map(|part| part.to_string_lossy().into_owned());
        parts.filter(|part| part != "lib" && part != "main").collect()
    };
    let all = found.iter().map(|file| module(file)).collect();
    let read = |file: &PathBuf| {
        let module = module(file);
        let named = named(&module, &plain(&fs::read_to_string(file).unwrap()), &all);
        (module, named)
    };
    found.iter().map(read).collect()
}

/// Everything that a module names, and what that names.
fn reached<'a>(imports: &'a Imports, from: &'a Module) -> BTreeSet<&'a Module> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(module) = open.pop() {
        let next = imports.get(module).into_iter().flatten();
        open.extend(next.filter(|next| reached.insert(*next)));
    }
    reached
}

/// The largest circle.
fn largest(imports: &Imports) -> Vec<String> {
    let reached: BTreeMap<_, _> = imports.keys().map(|module| (module, reached(imports, module))).collect();
    let circle = |module: &Module| -> Vec<String> {
        let back = reached[module].iter().filter(|other| reached.get(*other).is_some_and(|them| them.contains(module)));
        back.map(|module| module.join("::")).collect()
    };
    imports.keys().map(circle).max_by_key(Vec::len).unwrap_or_default()
}

#[test]
fn the_files_of_the_console_stand_in_no_large_circle() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gateway/src");
    let mut imports = imports(&src);
    imports.retain(|module, _| module.first().is_some_and(|area| area == "console"));
    assert!(imports.len() > 150, "the console is elsewhere now");
    let circle = largest(&imports);
    assert!(circle.len() <= CONSOLE, "{} files: {circle:#?}", circle.len());
}

#[test]
fn what_is_named_is_found() {
    let source = "//! use super::comment;\nuse super::{a, b::{self, C, d::E as F},};\npub(super) use crate::g::h;\n\
                  const TEXT: &str = \"crate::text\";\nfn f() -> super::i::J { child::k(self::l::m) }\n\
                  #[cfg(test)]\nmod tests { use crate::n; }";
    let all =
        ["x", "x::y", "x::y::child", "x::y::l", "x::a", "x::b", "x::b::d", "g", "n", "text", "x::i", "x::comment"];
    let module = |path: &str| -> Module { path.split("::").map(str::to_owned).collect() };
    let all = all.into_iter().map(module).collect();
    let named = named(&module("x::y"), &plain(source), &all);
    let expected = ["g", "x::a", "x::b", "x::b::d", "x::i", "x::y::child", "x::y::l"];
    assert_eq!(named, expected.into_iter().map(module).collect());
}
