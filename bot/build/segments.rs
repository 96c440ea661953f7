//! What each text costs as a text message (see `bot/src/sms.rs`), against a budget.

use crate::{
    CONSOLE,
    read::{Language, Message},
    sms::{Encoding, Letters, fit, segments},
};

/// Segments a text may need, in GSM-7 and in UCS-2, by the prefix of its key; the last line is for all others.
///
/// A question stands above its list of answers, up to 24 lines that are paid for as well: it gets half.
/// Anything else is one thing said, 306 characters at most; the languages that keep their letters say the same in four
/// times 67, so a text that grows must be said in fewer words. A label is one in any case: `check.rs` allows it
/// twenty characters. What a whole message may cost stands in `bot/src/render/budget.rs`.
const BUDGETS: [(&str, usize, usize); 2] = [("ask-", 1, 2), ("", 2, 4)];

/// What is never sent as a text message: `call` is spoken.
const NOT_SENT: [&str; 2] = [CONSOLE, "call"];
/// What people may type; it is read, never said.
const NOT_SAID: &str = "words-";

/// The longest that stands in the place of a variable. A person's own words cost what they cost.
const LONGEST: [(&str, &str); 14] = [
    ("answer", ""),
    ("question", ""),
    ("code", "123456"),
    ("date", "30/11"),
    ("email", "info@helpdeskanticaporalato.org"),
    ("emergency", "112"),
    ("helpdesk", "800 939 000"),
    ("place", "Verbano-Cusio-Ossola (Piemonte)"),
    ("reference", "482-913-570"),
    ("state", "a person is working on it"),
    ("time", "9:30"),
    ("trafficking", "800 290 290"),
    ("violence", "1522"),
    ("whatsapp", "+39 350 909 2008"),
];

pub fn count(languages: &[Language], problems: &mut Vec<String>) {
    for language in languages {
        for (file, messages) in language.files.iter().filter(|(file, _)| !NOT_SENT.contains(&file.as_str())) {
            for message in messages.iter().filter(|message| !message.key.starts_with(NOT_SAID)) {
                let here = format!("locales/{}/{file}.ftl: {}", language.tag, message.key);
                match filled(message) {
                    Ok(text) => within(&here, &message.key, &fit(&text, Letters::of(&language.tag)), problems),
                    Err(variable) => problems.push(format!("{here}: build/segments.rs does not know ${variable}")),
                }
            }
        }
    }
}

fn within(here: &str, key: &str, text: &str, problems: &mut Vec<String>) {
    let needed = segments(text);
    let Some((_, gsm7, ucs2)) = BUDGETS.iter().find(|(prefix, ..)| key.starts_with(prefix)) else { return };
    let (budget, of) = match needed.encoding {
        Encoding::Gsm7 => (gsm7, "GSM-7"),
        Encoding::Ucs2 => (ucs2, "UCS-2"),
    };
    if needed.count > *budget {
        problems.push(format!(
            "{here} needs {} segments of {of} ({} units), {budget} may be spent: {text}",
            needed.count, needed.units
        ));
    }
}

/// The text as a worker may get it, or the variable whose length is not known.
fn filled(message: &Message) -> Result<String, &str> {
    let mut text = message.marked.clone();
    for variable in &message.variables {
        let (_, longest) = LONGEST.iter().find(|(name, _)| name == variable).ok_or(variable.as_str())?;
        // As `Text::in_language` isolates it, in the languages that are written from the right.
        let isolated = format!("\u{2068}{longest}\u{2069}");
        let value = if message.plain.contains(is_from_the_right) { &isolated } else { *longest };
        text = text.replace(&format!("{{{variable}}}"), value);
    }
    Ok(text)
}

fn is_from_the_right(c: char) -> bool {
    ('\u{0590}'..='\u{08FF}').contains(&c)
}
