//! What a person of the staff sees of something that was kept aside: as text, never as what it claims to be, and of a bounded
//! length. Who wrote it stays hidden: that is asked for elsewhere, with a second person ([`crate::console::access::identity`]).

use crate::{
    channel::{Channel, email},
    seal::MasterKey,
    store::quarantine::{Entry, Form},
    turn::again::read as arrival,
};
use serde_json::{Map, Value};
use std::fmt::Write;

/// Characters that are shown.
const LONGEST: usize = 20_000;
/// Bytes that are read for them.
const MOST: usize = 256 * 1024;
/// In place of what says who it is.
const HIDDEN: &str = "…";

/// It holds what a person wrote: no `Debug`.
pub struct Shown {
    /// What can be read; empty where nothing can.
    pub text: String,
    /// There is more.
    pub is_cut: bool,
    /// Bytes of all of it.
    pub size: usize,
}

/// What can be read of an entry.
pub fn shown(entry: &Entry, master: &MasterKey) -> Shown {
    let raw = entry.raw.expose();
    let text = match (entry.form, entry.channel) {
        (Form::Arrival, _) => of_arrival(entry, master).unwrap_or_default(),
        // Who answers like a machine is kept as what they said.
        (Form::Delivery, Channel::Email) => {
            of_arrival(entry, master).unwrap_or_else(|| email::readable(&raw[..raw.len().min(MOST)]))
        }
        _ => serde_json::from_slice(raw).map(pretty).unwrap_or_default(),
    };
    let plain: String = text.chars().take(LONGEST).map(visible).collect();
    Shown { is_cut: text.chars().nth(LONGEST).is_some() || raw.len() > MOST, size: raw.len(), text: plain }
}

/// What they said, and how many files came with it.
fn of_arrival(entry: &Entry, master: &MasterKey) -> Option<String> {
    let arrival = arrival(entry, master)?;
    let mut words = arrival.body.text;
    for file in &arrival.body.files {
        let name = file.name.as_ref().map_or("", |name| name.expose());
        let _ = write!(words, "\n[{:?} {name}]", file.kind);
    }
    Some(words.trim().to_owned())
}

/// JSON over several lines. A form is shown as one, too.
fn pretty(value: Value) -> String {
    let value = match serde_json::from_value::<Vec<(String, String)>>(value.clone()) {
        Ok(pairs) if !pairs.is_empty() => {
            Value::Object(pairs.into_iter().map(|(name, value)| (name, Value::String(value))).collect::<Map<_, _>>())
        }
        _ => value,
    };
    serde_json::to_string_pretty(&hide(value)).unwrap_or_default()
}

/// Names, numbers, addresses and what providers make of them; what a person wrote stays.
fn hide(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let hidden = |(name, value): (String, Value)| {
                let shown = if names_somebody(&name) { Value::from(HIDDEN) } else { hide(value) };
                (name, shown)
            };
            Value::Object(fields.into_iter().map(hidden).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(hide).collect()),
        other => other,
    }
}

fn names_somebody(field: &str) -> bool {
    const WHOLE: [&str; 18] = [
        "from",
        "to",
        "sender",
        "recipient",
        "chat",
        "user",
        "profile",
        "contact",
        "contacts",
        "id",
        "mid",
        "address",
        "email",
        "name",
        "username",
        "phone",
        "context",
        "metadata",
    ];
    const ENDS: [&str; 8] = ["_id", "sid", "_name", "number", "_from", "_user", "_chat", "caller"];
    // What follows is where a telephone is said to be.
    const BEGINS: [&str; 4] = ["from", "to", "caller", "called"];
    let field = field.to_ascii_lowercase();
    let place = ["city", "state", "zip", "country"].iter().any(|what| field.ends_with(what));
    WHOLE.contains(&field.as_str())
        || ENDS.iter().any(|end| field.ends_with(end))
        || BEGINS.iter().any(|begin| field == *begin || place && field.starts_with(begin))
}

/// Signs that steer a screen, or turn the order of what stands around them, are shown as what they are: something odd.
const fn visible(sign: char) -> char {
    match sign {
        '\n' | '\t' => sign,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => '\u{fffd}',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn who_it_is_stays_hidden_and_what_was_said_does_not() {
        let shown = pretty(json!({
            "update_id": 7, "message": {"message_id": 3, "from": {"id": 99, "first_name": "Somebody"},
            "chat": {"id": 99, "type": "private"}, "poll": {"question": "the boss keeps my passport"}}
        }));
        assert!(shown.contains("the boss keeps my passport"));
        assert!(!shown.contains("99") && !shown.contains("Somebody"), "{shown}");
        let shown = pretty(json!([["From", "+393331"], ["FromCity", "Foggia"], ["Body", "help"], ["SmsSid", "SM1"]]));
        assert!(shown.contains("\"Body\": \"help\""), "{shown}");
        assert!(!shown.contains("393331") && !shown.contains("Foggia") && !shown.contains("SM1"), "{shown}");
    }

    #[test]
    fn nothing_steers_the_screen() {
        let text: String = "a\u{202e}b\u{1b}[31mc\n".chars().map(visible).collect();
        assert_eq!(text, "a\u{fffd}b\u{fffd}[31mc\n");
    }
}
