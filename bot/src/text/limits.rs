//! How long a text may be: on a button, and as a text message (see `sms.rs`), against a budget.
//!
//! The build script includes this file for the texts of `locales/`; at run time it measures what the staff propose.

use super::pattern::Pattern;
use crate::sms::{Encoding, Letters, Segments, fit, segments};

/// Characters a label may have, by the prefix of its key: a WhatsApp reply button and a Messenger quick reply
/// show 20 (developers.facebook.com, "Interactive reply buttons", "Quick replies").
const LABELS: [(&str, usize); 2] = [("choice-", 20), ("label-", 20)];

/// Segments a text may need, in GSM-7 and in UCS-2, by the prefix of its key; the last line is for all others.
///
/// A question stands above its list of answers, up to 24 lines that are paid for as well: it gets half.
/// Anything else is one thing said, 306 characters at most; the languages that keep their letters say the same in four
/// times 67, so a text that grows must be said in fewer words. A label is one in any case: it may have twenty
/// characters. What a whole message may cost stands in `bot/src/render/budget.rs`.
const BUDGETS: [(&str, usize, usize); 2] = [("ask-", 1, 2), ("", 2, 4)];

/// Spoken, never sent as a text message.
const SPOKEN: &str = "call";
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

/// Characters that a label with this key may have; `None`: it is no label.
pub fn longest_label(key: &str) -> Option<usize> {
    LABELS.iter().find(|(prefix, _)| key.starts_with(prefix)).map(|(_, limit)| *limit)
}

/// What a text needs as a text message, and how many segments may be spent on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// What it needs.
    pub needed: Segments,
    /// What it may need.
    pub budget: usize,
}

/// Counts a text of a file in a language (its tag); `None` where it is never a text message. An error is a variable whose
/// length is not known.
pub fn spent(file: &str, key: &str, pattern: &Pattern, tag: &str) -> Result<Option<Spent>, String> {
    if file == SPOKEN || key.starts_with(NOT_SAID) {
        return Ok(None);
    }
    let needed = segments(&fit(&longest(pattern)?, Letters::of(tag)));
    let budget =
        BUDGETS.iter().find(|(prefix, ..)| key.starts_with(prefix)).map(|(_, gsm7, ucs2)| match needed.encoding {
            Encoding::Gsm7 => *gsm7,
            Encoding::Ucs2 => *ucs2,
        });
    Ok(budget.map(|budget| Spent { needed, budget }))
}

/// The longest text that a worker may get.
fn longest(pattern: &Pattern) -> Result<String, String> {
    let value = |variable: &str| LONGEST.iter().find(|(name, _)| *name == variable).map(|(_, longest)| *longest);
    if let Some(unknown) = pattern.variables().into_iter().find(|variable| value(variable).is_none()) {
        return Err(unknown);
    }
    let from_the_right = pattern.plain().contains(is_from_the_right);
    Ok(pattern.filled(|variable| {
        let longest = value(variable).unwrap_or_default();
        // As it is isolated in the languages that are written from the right.
        if from_the_right { format!("\u{2068}{longest}\u{2069}") } else { longest.to_owned() }
    }))
}

fn is_from_the_right(c: char) -> bool {
    ('\u{0590}'..='\u{08FF}').contains(&c)
}
