//! What an entry is made of: the fields of the form, the columns of the file, in the same order.

use crate::store::service::Content;
use bot::{hours, language::Language, text::Words, understand::plain};
use jiff::Timestamp;

macro_rules! columns {
    ($($variant:ident $name:literal $label:ident $longest:literal;)*) => {
        /// A column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Column { $($variant,)* }

        impl Column {
            /// All of them, in their order.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// As it stands at the head of a file and in a form.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// For the staff.
            pub fn label(self, words: Words) -> String {
                match self { $(Self::$variant => words.$label(),)* }
            }

            /// Characters that may stand in it.
            pub const fn longest(self) -> usize {
                match self { $(Self::$variant => $longest,)* }
            }
        }
    };
}

columns! {
    Code "code" console_directory_code 40;
    Name "name" console_directory_name 120;
    Kind "kind" console_directory_kind 40;
    Mode "mode" console_directory_mode 40;
    Address "address" console_directory_address 160;
    Municipality "municipality" console_directory_municipality 60;
    Province "province" console_directory_province 60;
    Region "region" console_directory_region 60;
    Latitude "latitude" console_directory_latitude 20;
    Longitude "longitude" console_directory_longitude 20;
    Hours "hours" console_directory_hours 200;
    Phone "phone" console_directory_phone 25;
    Whatsapp "whatsapp" console_directory_whatsapp 25;
    Email "email" console_directory_email 254;
    Website "website" console_directory_website 300;
    Languages "languages" console_directory_languages 120;
    Referent "referent" console_directory_referent 120;
    Professions "professions" console_directory_professions 300;
    Notes "notes" console_directory_notes 2000;
    Active "active" console_directory_active 10;
    CheckedAt "checked_at" console_directory_checked_at 10;
}

impl Column {
    /// The columns without which a file is none of ours.
    pub const NEEDED: [Self; 4] = [Self::Code, Self::Name, Self::Kind, Self::Province];

    /// By its name at the head of a file, or by what the form calls it in either language.
    pub fn named(head: &str) -> Option<Self> {
        let head = plain(head);
        let is = |column: &Self| {
            let labels = [Language::Italian, Language::English].map(|language| column.label(Words::new(language)));
            plain(column.name()) == head || labels.iter().any(|label| plain(label) == head)
        };
        Self::ALL.into_iter().find(is)
    }

    /// What stands in it, as a file has it and a form shows it.
    pub fn of(self, content: &Content) -> String {
        let number = |number: f64| number.to_string();
        match self {
            Self::Code => content.code.clone(),
            Self::Name => content.name.clone(),
            Self::Kind => content.kind.name().to_owned(),
            Self::Mode => content.mode.name().to_owned(),
            Self::Address => content.address.clone(),
            Self::Municipality => content.municipality.clone(),
            Self::Province => content.province.name().to_owned(),
            Self::Region => content.province.region().name().to_owned(),
            Self::Latitude => content.position.map(|position| number(position.latitude)).unwrap_or_default(),
            Self::Longitude => content.position.map(|position| number(position.longitude)).unwrap_or_default(),
            Self::Hours => content.hours.clone(),
            Self::Phone => content.phone.clone(),
            Self::Whatsapp => content.whatsapp.clone(),
            Self::Email => content.email.clone(),
            Self::Website => content.website.clone(),
            Self::Languages => content.languages.clone(),
            Self::Referent => content.referent.clone(),
            Self::Professions => content.professions.clone(),
            Self::Notes => content.notes.clone(),
            Self::Active => if content.active { "yes" } else { "no" }.to_owned(),
            Self::CheckedAt => content.checked_at.map(day).unwrap_or_default(),
        }
    }
}

/// The day in Rome.
fn day(moment: Timestamp) -> String {
    hours::in_rome(moment).date().to_string()
}

/// In which columns two differ.
pub fn differences(before: &Content, after: &Content) -> Vec<Column> {
    Column::ALL.into_iter().filter(|column| column.of(before) != column.of(after)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_each_of_its_names_and_no_two_share_one() {
        for column in Column::ALL {
            for name in [
                column.name().to_uppercase(),
                column.label(Words::new(Language::Italian)),
                column.label(Words::new(Language::English)),
            ] {
                assert_eq!(Column::named(&format!(" {name} ")), Some(column), "{name}");
            }
        }
        assert_eq!(Column::named("colour"), None);
    }
}
