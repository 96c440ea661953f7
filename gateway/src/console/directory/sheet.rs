//! What stands in the form of a service, field by field, and how two versions of an entry differ.

use super::{
    super::{
        page::{Choice, Page},
        wording::tongue,
    },
    check::Faults,
    column::{Column, differences},
    list::{self, Group},
    paths::{self, PATH},
    wording,
};
use crate::store::service::{Content, Entry};
use askama::Template;
use bot::{directory::Mode, language::Language, territory::Province, text::Words};

/// What stands in the form.
pub struct Sheet<'a, F> {
    /// As typed, or as it is.
    pub cells: F,
    /// What is wrong with them.
    pub faults: &'a Faults,
    /// What is being changed; `None`: a new one.
    pub entry: Option<&'a Entry>,
}

impl<F: Fn(Column) -> String> Sheet<'_, F> {
    /// The page around it.
    pub fn page(&self, page: Page, differences: Vec<Difference>, checked: bool) -> FormPage {
        let words = page.words;
        let (title, to, back) = match self.entry {
            Some(entry) => {
                let here = paths::entry(entry.id);
                (words.console_directory_edit(), format!("{here}/edit"), here)
            }
            None => (words.console_directory_new(), PATH.to_owned(), PATH.to_owned()),
        };
        // The region follows from the province; the code of an entry is how files find it again.
        let asked = |column: &Column| match column {
            Column::Region | Column::Active | Column::CheckedAt => false,
            Column::Code => self.entry.is_none(),
            _ => true,
        };
        FormPage {
            title,
            subject: self.entry.map(|entry| entry.content.name.clone()).unwrap_or_default(),
            to,
            back,
            version: self.entry.map_or(0, |entry| entry.version),
            fields: Column::ALL.into_iter().filter(asked).map(|column| self.field(words, column)).collect(),
            wrong: !self.faults.is_empty(),
            differences,
            checked,
            first: None,
            page,
        }
    }

    fn field(&self, words: Words, column: Column) -> Field {
        let mut value = (self.cells)(column);
        let error = self.faults.iter().find(|(faulty, _)| *faulty == column);
        let control = match column {
            Column::Kind => Control::List(list::kinds(words, value.parse().ok()).into()),
            Column::Mode => Control::List(modes(words, &value)),
            Column::Province => Control::Provinces(list::provinces(Province::from_id(&value))),
            Column::Languages => {
                let (boxes, others) = languages(words, &value);
                value = others;
                Control::Languages(boxes)
            }
            Column::Notes => Control::Area,
            Column::Phone | Column::Whatsapp => Control::Line("tel"),
            Column::Email => Control::Line("email"),
            _ => Control::Line("text"),
        };
        Field {
            name: column.name(),
            label: column.label(words),
            hint: hint(words, column),
            value,
            error: error.map(|(_, wrong)| wording::wrong(words, wrong)),
            longest: column.longest(),
            required: matches!(column, Column::Name | Column::Kind | Column::Province),
            control,
        }
    }
}

/// What would be overwritten, and by what.
pub fn between(words: Words, theirs: &Content, yours: &Content) -> Vec<Difference> {
    // A check of today is no quarrel.
    let columns = differences(theirs, yours).into_iter().filter(|column| *column != Column::CheckedAt);
    let difference = |column: Column| Difference {
        label: column.label(words),
        theirs: wording::cell(words, column, theirs),
        yours: wording::cell(words, column, yours),
    };
    columns.map(difference).collect()
}

/// One field of the form.
struct Field {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
    error: Option<String>,
    longest: usize,
    required: bool,
    control: Control,
}

impl Field {
    /// What ties it to its hint and its fault. Made of names of columns alone.
    fn attributes(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let described: Vec<_> = hint.into_iter().chain(error).collect();
        let described = match described.join(" ") {
            ids if ids.is_empty() => ids,
            ids => format!(" aria-describedby=\"{ids}\""),
        };
        let invalid = if self.error.is_some() { " aria-invalid=\"true\"" } else { "" };
        let required = if self.required { " required" } else { "" };
        format!("{described}{invalid}{required}")
    }
}

enum Control {
    Line(&'static str),
    Area,
    List(Vec<Choice>),
    Provinces(Vec<Group>),
    Languages(Vec<Choice>),
}

/// A cell that somebody else has changed while this form was open.
pub struct Difference {
    label: String,
    theirs: String,
    yours: String,
}

#[derive(Template)]
#[template(path = "console/directory/form.html")]
pub struct FormPage {
    page: Page,
    title: String,
    /// What the entry was called when it was opened.
    subject: String,
    /// Where it is sent to, and where one goes without sending it.
    to: String,
    back: String,
    version: i64,
    fields: Vec<Field>,
    wrong: bool,
    differences: Vec<Difference>,
    checked: bool,
    /// What has to be done before this can be saved.
    pub first: Option<String>,
}

fn modes(words: Words, value: &str) -> Vec<Choice> {
    let wanted = value.parse().unwrap_or(Mode::Office);
    let choice = |mode: Mode| Choice { value: mode.name(), label: wording::mode(words, mode), chosen: mode == wanted };
    Mode::ALL.map(choice).into()
}

/// The service's own languages as boxes; the tags of others.
fn languages(words: Words, value: &str) -> (Vec<Choice>, String) {
    let tags: Vec<_> = value.split([' ', ',', ';']).filter(|tag| !tag.is_empty()).collect();
    let choice = |language: Language| Choice {
        value: language.tag(),
        label: tongue(words, language).name,
        chosen: tags.contains(&language.tag()),
    };
    let others = tags.iter().filter(|tag| tag.parse::<Language>().is_err()).copied().collect::<Vec<_>>().join(" ");
    (Language::ALL.map(choice).into(), others)
}

fn hint(words: Words, column: Column) -> String {
    match column {
        Column::Code => words.console_directory_hint_code(),
        Column::Hours => words.console_directory_hint_hours(),
        Column::Latitude => words.console_directory_hint_latitude(),
        Column::Longitude => words.console_directory_hint_longitude(),
        Column::Languages => words.console_directory_hint_languages(),
        Column::Referent => words.console_directory_hint_referent(),
        Column::Notes => words.console_directory_hint_notes(),
        _ => String::new(),
    }
}
