//! Generates `texts.rs`: an enum of keys, one function per key, the files themselves and their state.

use crate::{
    REFERENCE, is_console,
    read::{Language, Message},
};
use std::fmt::Write;

pub fn texts(languages: &[Language]) -> String {
    let reference = languages.iter().find(|l| l.tag == REFERENCE).expect("checked before");
    let (console, worker): (Vec<_>, Vec<_>) = reference
        .files
        .iter()
        .flat_map(|(file, messages)| messages.iter().map(move |m| (file.as_str(), m)))
        .partition(|(file, _)| is_console(file));

    let mut out = String::new();
    keys(&mut out, &worker);
    sources(&mut out, languages);
    drafts(&mut out, languages, &worker);
    for (_, message) in &worker {
        constructor(&mut out, message);
    }
    console_words(&mut out, &console);
    out
}

fn keys(out: &mut String, messages: &[(&str, &Message)]) {
    out.push_str("/// Every text a worker can meet; the name of the key in `locales/*/*.ftl`.\n");
    out.push_str("#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n#[repr(u16)]\n#[expect(missing_docs, reason = \"the text itself is the documentation\")]\npub enum Key {\n");
    for (_, message) in messages {
        let _ = writeln!(out, "    {},", camel(&message.key));
    }
    out.push_str("}\n\nimpl Key {\n    /// All keys, in the order of the files.\n");
    let _ = writeln!(out, "    pub const ALL: [Self; {}] = [", messages.len());
    for (_, message) in messages {
        let _ = writeln!(out, "        Self::{},", camel(&message.key));
    }
    out.push_str("    ];\n\n    /// The key as it stands in the Fluent files.\n    pub const fn name(self) -> &'static str {\n        match self {\n");
    for (_, message) in messages {
        let _ = writeln!(out, "            Self::{} => {:?},", camel(&message.key), message.key);
    }
    out.push_str("        }\n    }\n\n    /// The file it stands in, without its ending.\n    pub const fn file(self) -> &'static str {\n        match self {\n");
    for (file, message) in messages {
        let _ = writeln!(out, "            Self::{} => {file:?},", camel(&message.key));
    }
    out.push_str("        }\n    }\n\n    /// Its variables, the same in every language.\n    pub const fn variables(self) -> &'static [&'static str] {\n        match self {\n");
    for (_, message) in messages {
        let variables: Vec<_> = message.variables.iter().collect();
        let _ = writeln!(out, "            Self::{} => &{variables:?},", camel(&message.key));
    }
    out.push_str("        }\n    }\n\n    /// A text about danger, consent or secrecy (`safety.ftl`): in a draft language the reading language follows.\n    pub const fn is_safety(self) -> bool {\n        matches!(self, ");
    let safety: Vec<_> = messages
        .iter()
        .filter(|(file, _)| *file == "safety")
        .map(|(_, m)| format!("Self::{}", camel(&m.key)))
        .collect();
    let _ = writeln!(out, "{})\n    }}\n}}\n", safety.join(" | "));
}

fn sources(out: &mut String, languages: &[Language]) {
    let _ = writeln!(
        out,
        "/// (language tag, its Fluent files), the reference first.\npub(crate) static SOURCES: [(&str, &[&str]); {}] = [",
        languages.len()
    );
    for language in languages {
        let _ = write!(out, "    ({:?}, &[", language.tag);
        for (file, _) in &language.files {
            let _ = write!(
                out,
                "include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../locales/{}/{file}.ftl\")), ",
                language.tag
            );
        }
        out.push_str("]),\n");
    }
    out.push_str("];\n\n");
}

fn drafts(out: &mut String, languages: &[Language], messages: &[(&str, &Message)]) {
    let _ = writeln!(
        out,
        "/// `true` where the text of that key in that language (order of [`SOURCES`]) is a draft.\npub(crate) static DRAFTS: [[bool; {}]; {}] = [",
        messages.len(),
        languages.len()
    );
    for language in languages {
        let find =
            |key: &str| language.files.iter().flat_map(|(_, m)| m).find(|m| m.key == key).is_none_or(|m| m.draft);
        let row: Vec<_> = messages.iter().map(|(_, m)| find(&m.key).to_string()).collect();
        let _ = writeln!(out, "    [{}],", row.join(", "));
    }
    out.push_str("];\n\n");
}

fn constructor(out: &mut String, message: &Message) {
    let parameters: Vec<_> = message.variables.iter().map(|v| format!("{}: impl Into<Argument>", snake(v))).collect();
    let arguments: Vec<_> = message.variables.iter().map(|v| format!("({v:?}, {}.into())", snake(v))).collect();
    let _ = writeln!(out, "/// {}", message.plain.replace(['[', ']', '<', '>'], "").replace("https://", ""));
    let _ = writeln!(
        out,
        "pub fn {}({}) -> Text {{\n    Text::new(Key::{}, vec![{}])\n}}\n",
        snake(&message.key),
        parameters.join(", "),
        camel(&message.key),
        arguments.join(", ")
    );
}

fn console_words(out: &mut String, messages: &[(&str, &Message)]) {
    out.push_str("/// The console's texts as methods, for its templates.\n#[expect(clippy::needless_pass_by_value, reason = \"a template passes what it has\")]\nimpl Words {\n");
    for (_, message) in messages {
        let parameters: Vec<_> = message.variables.iter().map(|v| format!(", {}: impl ToString", snake(v))).collect();
        let arguments: Vec<_> =
            message.variables.iter().map(|v| format!("({v:?}, {}.to_string())", snake(v))).collect();
        let _ = writeln!(out, "    /// {}", message.plain.replace(['[', ']', '<', '>'], "").replace("https://", ""));
        let _ = writeln!(
            out,
            "    pub fn {}(&self{}) -> String {{\n        self.say({:?}, vec![{}])\n    }}\n",
            snake(&message.key),
            parameters.concat(),
            message.key,
            arguments.join(", ")
        );
    }
    out.push_str("}\n");
}

fn camel(key: &str) -> String {
    key.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

fn snake(key: &str) -> String {
    match key {
        "continue" | "where" | "type" | "for" | "in" => format!("{key}_"),
        _ => key.replace('-', "_"),
    }
}
