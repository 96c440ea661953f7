//! A text as a worker might get it, for people who look at it before it is published.

use super::{Argument, Key, Text};
use crate::{context::Hotlines, text};

/// A text with something in the place of each of its variables.
pub fn sample(key: Key, hotlines: &Hotlines) -> Text {
    Text::new(key, key.variables().iter().map(|name| (*name, value(name, hotlines))).collect())
}

fn value(name: &str, hotlines: &Hotlines) -> Argument {
    match name {
        "emergency" => hotlines.emergency.as_str().into(),
        "trafficking" => hotlines.trafficking.as_str().into(),
        "violence" => hotlines.violence.as_str().into(),
        "helpdesk" => hotlines.helpdesk.as_str().into(),
        "whatsapp" => hotlines.whatsapp.as_str().into(),
        "email" => hotlines.email.as_str().into(),
        "code" => "123456".into(),
        "date" => "30/11".into(),
        "key" => "1".into(),
        "place" => "Foggia (Puglia)".into(),
        "reference" => "482-913-570".into(),
        "time" => "9:30".into(),
        "state" => text::state_open().into(),
        "choice" => text::choice_yes().into(),
        _ => "…".into(),
    }
}
