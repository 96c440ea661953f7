//! What a person's other channels are told, in the language of each, without a word of what was said.

use crate::{
    conversation::Conversation,
    flow::erase::erased_choices,
    hours::{day_and_month, hour_and_minute, in_rome},
    reference::Reference,
    reply::{Choice, Paragraph, Reply},
    text::{self, Text},
};
use jiff::Timestamp;

/// A new channel asks for this request. On channels without buttons only the words are there: their numbers belong to the
/// question that stands above.
pub fn linked(state: &Conversation, reference: Reference, has_buttons: bool) -> Reply {
    let choices = if has_buttons {
        vec![
            Choice::navigation("not-me", text::choice_not_me(), "🚫"),
            Choice::navigation("it-is-me", text::choice_it_is_me(), "👍"),
        ]
    } else {
        Vec::new()
    };
    reply(state, text::link_notice(reference.to_string()), choices, "notice")
}

/// The new channel sees everything now.
pub fn joined(state: &Conversation) -> Reply {
    reply(state, text::link_done(), Vec::new(), "")
}

/// Everything is hidden, and will be destroyed. `state` is what the channel knew before.
pub fn erasing(state: &Conversation, until: Timestamp) -> Reply {
    let moment = in_rome(until);
    let text = text::erase_notice(day_and_month(&moment), hour_and_minute(&moment));
    reply(state, text, erased_choices(), "erased")
}

fn reply(state: &Conversation, text: Text, choices: Vec<Choice>, question: &str) -> Reply {
    Reply {
        language: state.language,
        reading: state.reading,
        paragraphs: vec![Paragraph::Text(text)],
        choices,
        page: 0,
        question: question.to_owned(),
    }
}
