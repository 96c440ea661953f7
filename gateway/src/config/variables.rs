//! The table of what can be configured, as `approdo variables` prints it. Each section's part stands beside its struct, and a
//! test holds the two together: names, defaults, and the ten that the README shows.

use super::{console, email, files, messenger, sms, telegram, voice, web, whatsapp};
use std::fmt::Write;

/// One thing that can be configured.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its key, as in `approdo.toml`.
    key: &'static str,
    otherwise: Otherwise,
    what: &'static str,
    /// `<key>_file` may name a file that holds it.
    secret: bool,
}

/// What holds unless it is configured.
#[derive(Clone, Copy, Debug)]
enum Otherwise {
    Nothing,
    /// As it would be written.
    Value(&'static str),
    /// Made of something else, in words.
    Made(&'static str),
}

impl Variable {
    /// Nothing, unless it is configured.
    pub(super) const fn new(key: &'static str, what: &'static str) -> Self {
        Self { key, otherwise: Otherwise::Nothing, what, secret: false }
    }

    /// A secret, given directly or in a file (`<key>_file`).
    pub(super) const fn secret(key: &'static str, what: &'static str) -> Self {
        Self { secret: true, ..Self::new(key, what) }
    }

    /// This value, unless another one is configured.
    pub(super) const fn or(self, value: &'static str) -> Self {
        Self { otherwise: Otherwise::Value(value), ..self }
    }

    /// Something that is made of other things, unless it is configured.
    pub(super) const fn or_made(self, words: &'static str) -> Self {
        Self { otherwise: Otherwise::Made(words), ..self }
    }

    /// Its name in the environment.
    fn name(&self, section: &str) -> String {
        let prefix = if section.is_empty() { String::new() } else { format!("{section}__") };
        format!("APPRODO_{prefix}{}", self.key).to_uppercase()
    }
}

/// Sections of `approdo.toml`, the nameless one first.
const SECTIONS: [(&str, &[Variable]); 10] = [
    ("", super::VARIABLES),
    ("telegram", telegram::VARIABLES),
    ("sms", sms::VARIABLES),
    ("whatsapp", whatsapp::VARIABLES),
    ("messenger", messenger::VARIABLES),
    ("voice", voice::VARIABLES),
    ("email", email::VARIABLES),
    ("web", web::VARIABLES),
    ("console", console::VARIABLES),
    ("files", files::VARIABLES),
];

/// All of it, for somebody who reads it in a terminal.
pub fn table() -> String {
    let mut table = "What can be configured: by these variables, or by the same names in approdo.toml (APPRODO_SMS__FROM is `from` under [sms]).\n\
                     The environment goes before the file. A secret may come from a file: its name with _FILE.\n"
        .to_owned();
    for (section, variables) in SECTIONS {
        for variable in variables {
            let default = match variable.otherwise {
                Otherwise::Nothing => String::new(),
                Otherwise::Value(value) => format!(" = {value}"),
                Otherwise::Made(words) => format!(" (unset: {words})"),
            };
            let file = if variable.secret { " [secret, or _FILE]" } else { "" };
            let _ = write!(table, "\n{}{default}{file}\n    {}\n", variable.name(section), variable.what);
        }
    }
    table + "\nRUST_LOG = info\n    logs carry ids only, at every level\n"
}

#[cfg(test)]
mod tests {
    use super::{super::*, Otherwise, SECTIONS, Variable, table};
    use figment::providers::Serialized;
    use serde::{
        Deserializer,
        de::{Error as _, Visitor, value::Error},
        forward_to_deserialize_any,
    };
    use std::collections::BTreeSet;

    /// Notes which fields a struct wants to be read from.
    struct Fields<'a>(&'a mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for Fields<'_> {
        type Error = Error;

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, Error> {
            *self.0 = fields;
            Err(Error::custom("only looked at"))
        }

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            Err(Error::custom("no struct"))
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
            newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    fn fields<'de, T: Deserialize<'de>>() -> BTreeSet<String> {
        let mut fields: &[&str] = &[];
        assert!(T::deserialize(Fields(&mut fields)).is_err());
        fields.iter().map(|field| (*field).to_owned()).collect()
    }

    fn variables(section: &str) -> &'static [Variable] {
        SECTIONS.iter().find(|(name, _)| *name == section).unwrap().1
    }

    fn keys(section: &str) -> BTreeSet<String> {
        let all = variables(section).iter();
        all.flat_map(|variable| {
            let file = variable.secret.then(|| format!("{}_file", variable.key));
            [Some(variable.key.to_owned()), file]
        })
        .flatten()
        .collect()
    }

    #[test]
    fn the_table_has_what_is_read_and_nothing_else() {
        let mut top = keys("");
        top.extend(SECTIONS.iter().map(|(name, _)| (*name).to_owned()).filter(|name| !name.is_empty()));
        assert_eq!(fields::<Config>(), top);
        for (section, fields) in [
            ("telegram", fields::<TelegramConfig>()),
            ("sms", fields::<SmsConfig>()),
            ("whatsapp", fields::<WhatsappConfig>()),
            ("messenger", fields::<MessengerConfig>()),
            ("voice", fields::<VoiceConfig>()),
            ("email", fields::<EmailConfig>()),
            ("web", fields::<WebConfig>()),
            ("console", fields::<ConsoleConfig>()),
            ("files", fields::<FilesConfig>()),
        ] {
            assert_eq!(fields, keys(section), "{section}");
        }
    }

    /// The configuration with one thing written down, as it is printed.
    fn with(section: &str, key: &str, value: &str) -> Result<String, String> {
        let path = if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") };
        // As the environment gives it: what looks like a number is one.
        let value: figment::value::Value = value.parse().unwrap();
        let read = Figment::from(Serialized::default(&path, value)).extract::<Config>();
        read.map(|config| format!("{config:?}")).map_err(|error| error.to_string())
    }

    #[test]
    fn defaults_are_what_they_are_said_to_be() {
        let unset = format!("{:?}", Config::default());
        for (section, variables) in SECTIONS {
            for Variable { key, otherwise, .. } in variables {
                match otherwise {
                    Otherwise::Value(value) => {
                        let written = with(section, key, value);
                        assert_eq!(
                            written.as_deref(),
                            Ok(unset.as_str()),
                            "{section}.{key} is {value} unless configured"
                        );
                    }
                    // Nothing stands there, so that something else can be made of it.
                    Otherwise::Nothing | Otherwise::Made(_) => {
                        let empty = ["None", "\"\""].map(|nothing| format!(" {key}: {nothing}"));
                        let of = if section.is_empty() { unset.as_str() } else { part(&unset, section) };
                        assert!(empty.iter().any(|empty| of.contains(empty)), "{section}.{key} has a default: {of}");
                    }
                }
            }
        }
    }

    /// The part of a section in what a configuration prints.
    fn part<'a>(config: &'a str, section: &str) -> &'a str {
        let (_, rest) = config.split_once(&format!(" {section}: ")).unwrap();
        rest.split_once('}').unwrap().0
    }

    #[test]
    fn the_readme_shows_some_of_it_as_it_is() {
        let readme = include_str!("../../../README.md");
        let printed = table();
        let rows: Vec<_> = readme.lines().filter(|line| line.starts_with("| `APPRODO_")).collect();
        assert!(
            (5..=12).contains(&rows.len()),
            "the README has the ten that matter, the program has them all: {}",
            rows.len()
        );
        for row in rows {
            let cells: Vec<_> = row.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('`')).collect();
            let [name, default, ..] = cells[..] else { panic!("{row}") };
            let known = SECTIONS.iter().flat_map(|(section, all)| all.iter().map(move |one| (one.name(section), one)));
            let (_, variable) = known.into_iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}"));
            if let Otherwise::Value(value) = variable.otherwise {
                assert_eq!(default, value, "{name}");
            }
        }
        // Whatever else it names is there, too.
        for (_, rest) in readme.match_indices("APPRODO_").map(|(at, _)| readme.split_at(at)) {
            let name: String =
                rest.chars().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == '_').collect();
            let is_meant = !name.starts_with("APPRODO_TEST_") && !name.ends_with('_');
            let name =
                name.strip_suffix("_FILE").filter(|_| !printed.contains(&name)).map_or(name.clone(), str::to_owned);
            assert!(!is_meant || printed.contains(&format!("\n{name}")), "{name} is in the README and nowhere else");
        }
    }
}
