//! What is posted for one message of ours ("Messages API").
//!
//! A body of more than one part is posted in parts; the last one carries our own id, so that a receipt tells that all of it
//! went out.

use super::{Route, is_telephone, media::Uploaded};
use crate::{
    channel::Outgoing,
    store::message::{Body, Kind},
};
use bot::{
    language::Language,
    render::Button,
    text::{self, Overlay},
};
use serde_json::{Value, json};

/// Characters of a caption, and beside buttons.
const CAPTION: usize = 1024;
/// Reply buttons under one message, and characters on each.
const BUTTONS: usize = 3;
const TITLE: usize = 20;
/// Characters on a row of a list; a list has ten rows.
const ROW: usize = 24;

/// The parts of a message, in their order.
pub fn parts(outgoing: &Outgoing, template: &str, file: Option<&Uploaded>) -> Vec<Value> {
    let body = &outgoing.body;
    let wording = &outgoing.house.wording;
    let caption = Some(body.text.as_str()).filter(|text| !text.is_empty());
    let mut parts = match file {
        _ if body.kind == Kind::Notice => vec![notice(body, template)],
        None => vec![words(body, wording)],
        // What cannot carry the words is followed by them.
        Some(file) if caption.is_some() && (!fits(body) || !file.takes_caption()) => {
            vec![file.part(None), words(body, wording)]
        }
        Some(file) => vec![file.part(caption)],
    };
    for part in &mut parts {
        part["messaging_product"] = json!("whatsapp");
        part["recipient_type"] = json!("individual");
        let (field, id) = recipient(outgoing);
        part[field] = json!(id);
    }
    if let Some(last) = parts.last_mut() {
        last["biz_opaque_callback_data"] = json!(outgoing.id);
    }
    parts
}

/// A telephone number goes into `to`, a user id into `recipient` ("Business-scoped user IDs"): a user id in `to` would be
/// taken and then lost.
fn recipient(outgoing: &Outgoing) -> (&'static str, &str) {
    let address = outgoing.address.expose();
    let telephone = outgoing.route.as_ref().and_then(|route| Route::read(route.expose()).telephone);
    match telephone {
        Some(telephone) => ("to", telephone),
        None if is_telephone(address) => ("to", address),
        None => ("recipient", address),
    }
}

fn fits(body: &Body) -> bool {
    body.buttons.is_empty() && body.text.chars().count() <= CAPTION
}

fn words(body: &Body, wording: &Overlay) -> Value {
    let buttons: Vec<_> = body.buttons.iter().flatten().collect();
    if buttons.is_empty() {
        return json!({"type": "text", "text": {"preview_url": false, "body": body.text}});
    }
    let action = if are_replies(&buttons) { replies(&buttons) } else { list(&buttons, body.language, wording) };
    let kind = if action["buttons"].is_null() { "list" } else { "button" };
    json!({"type": "interactive", "interactive": {"type": kind, "body": {"text": body.text}, "action": action}})
}

/// Whether these can stand under the message itself: few, short, and no two alike.
fn are_replies(buttons: &[&Button]) -> bool {
    let alike = |(i, button): (usize, &&Button)| buttons[..i].iter().any(|other| other.label == button.label);
    buttons.len() <= BUTTONS
        && buttons.iter().all(|button| width(&button.label) <= TITLE)
        && !buttons.iter().enumerate().any(alike)
}

fn replies(buttons: &[&Button]) -> Value {
    let reply = |button: &&Button| json!({"type": "reply", "reply": {"id": button.data, "title": button.label}});
    json!({"buttons": buttons.iter().map(reply).collect::<Vec<_>>()})
}

/// What opens the list says "Menu", a word that all these languages share; before one is chosen, too.
fn list(buttons: &[&Button], language: Option<Language>, wording: &Overlay) -> Value {
    let row = |button: &&Button| json!({"id": button.data, "title": cut(&button.label, ROW)});
    let rows: Vec<_> = buttons.iter().map(row).collect();
    let opens = wording.say(&text::choice_menu(), language.unwrap_or(Language::Italian));
    json!({"button": cut(&opens, TITLE), "sections": [{"rows": rows}]})
}

/// The approved template, without variables: what waits is not told.
fn notice(body: &Body, template: &str) -> Value {
    let code = code(body.language.unwrap_or(Language::Italian));
    json!({"type": "template", "template": {"name": template, "language": {"code": code}}})
}

/// Templates exist in the languages that Meta knows ("Supported languages"); of ours these five. Speakers of the others
/// get the language that they read.
fn code(language: Language) -> &'static str {
    match language {
        Language::Italian | Language::English | Language::French | Language::Arabic | Language::Urdu => language.tag(),
        other => other.reading().first().map_or("it", |language| language.tag()),
    }
}

/// As a JavaScript or Hack programmer counts: a pictogram may count twice. Whichever way WhatsApp counts, it fits.
fn width(label: &str) -> usize {
    label.encode_utf16().count()
}

fn cut(label: &str, limit: usize) -> String {
    if width(label) <= limit {
        return label.to_owned();
    }
    let mut kept = String::new();
    for letter in label.chars() {
        if width(&kept) + letter.len_utf16() >= limit {
            break;
        }
        kept.push(letter);
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_a_template() {
        let codes = Language::ALL.map(|language| (language.tag(), code(language)));
        let expected = ["it", "en", "fr", "ar", "en", "en", "fr", "en", "fr", "fr", "ur"];
        assert_eq!(codes.map(|(_, code)| code), expected, "{codes:?}");
    }

    #[test]
    fn labels_fit_however_they_are_counted() {
        assert_eq!(cut("Reggio Calabria", ROW), "Reggio Calabria");
        let long = cut(&"🧺".repeat(20), ROW);
        assert_eq!((width(&long), long.ends_with('…')), (23, true));
        for language in Language::ALL {
            assert!(width(&text::choice_menu().in_language(language)) <= TITLE, "{language}");
        }
    }

    #[test]
    fn three_short_choices_are_buttons_and_others_a_list() {
        let make = |labels: &[&str]| {
            let button = |(i, label): (usize, &&str)| {
                vec![Button { label: (*label).to_owned(), data: format!("1|q|{i}"), small: false }]
            };
            let buttons = labels.iter().enumerate().map(button).collect();
            let body = Body { buttons, ..Body::new(Kind::Text, "?".to_owned()) };
            words(&body, &Overlay::default())["interactive"].clone()
        };
        let kind = |labels: &[&str]| make(labels)["type"].clone();
        assert_eq!(kind(&["Oui", "Non", "Retour"]), "button");
        assert_eq!(kind(&["Oui", "Non", "Retour", "Menu"]), "list");
        assert_eq!(kind(&["Oui", "Oui"]), "list", "no two alike");
        assert_eq!(kind(&["🧺 Raccolta di frutta"]), "list", "too long for a button");
        assert_eq!(make(&["a", "b"])["action"]["buttons"][1]["reply"], json!({"id": "1|q|1", "title": "b"}));
        assert_eq!(
            make(&["a", "b", "c", "d"])["action"]["sections"][0]["rows"][3],
            json!({"id": "1|q|3", "title": "d"})
        );
    }
}
