//! Fits a reply to what a channel can show: a language and its reading language, buttons or numbers, length.

#[cfg(test)]
mod budget;

use crate::{
    inbound::Pressed,
    language::Language,
    reply::{Choice, Paragraph, Reply, Role},
    sms::{self, Letters},
    text::{self, Key, Overlay},
};
use serde::{Deserialize, Serialize};

/// What a channel can show. Sources: the providers' pages, see each channel's file in the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Characters of one message.
    pub text: usize,
    /// Characters of one message that has buttons.
    pub beside_buttons: usize,
    /// Buttons under one message; 0 means numbers in the text.
    pub buttons: usize,
    /// Characters on a button.
    pub button: usize,
    /// A text message on the telephone network: paid by the segment.
    pub sms: bool,
}

/// The poorest channel: no buttons, short messages.
pub const POOREST: Capabilities = Capabilities { text: 480, beside_buttons: 480, buttons: 0, button: 0, sms: true };

/// One message, ready to be sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    /// The language it is in, for `lang` and direction; none before one is chosen.
    pub language: Option<Language>,
    /// The words.
    pub text: String,
    /// Buttons, row by row.
    pub buttons: Vec<Vec<Button>>,
}

/// A button.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// What it sends back, at most 64 bytes.
    pub data: String,
    /// A way through the conversation rather than an answer.
    pub small: bool,
}

/// Makes one or more messages of a reply; the buttons stand under the last one.
pub fn render(reply: &Reply, capabilities: Capabilities, wording: &Overlay) -> Vec<Rendered> {
    let mut blocks = say(reply, wording);
    blocks.extend(also(reply, wording));
    let shown = shown(reply, capabilities);
    if capabilities.buttons == 0 && !reply.choices.is_empty() {
        blocks.push(numbered(reply, wording));
    }
    let blocks = blocks.into_iter().map(|block| if capabilities.sms { block.for_sms() } else { block.words });
    let mut parts = split(&blocks.collect::<Vec<_>>().join("\n\n"), capabilities.text);
    if !shown.is_empty()
        && let Some(last) = parts.pop()
    {
        parts.extend(split(&last, capabilities.beside_buttons));
    }
    let mut parts = parts.into_iter().peekable();
    let mut messages = Vec::new();
    while let Some(text) = parts.next() {
        let buttons = if parts.peek().is_none() { rows(reply, &shown, capabilities, wording) } else { Vec::new() };
        messages.push(Rendered { language: reply.language, text, buttons });
    }
    messages
}

/// What is said in one language.
struct Block {
    language: Language,
    words: String,
}

impl Block {
    /// Each language decides for itself which letters it can do without.
    fn for_sms(self) -> String {
        sms::fit(&self.words, Letters::of(self.language.tag()))
    }
}

/// The paragraphs in the worker's language, or in the widely read ones while none is chosen.
fn say(reply: &Reply, wording: &Overlay) -> Vec<Block> {
    let say = |language| Block { language, words: paragraphs(&reply.paragraphs, language, wording) };
    match reply.language {
        Some(language) => vec![say(language)],
        None => Language::WIDELY_READ.map(say).into(),
    }
}

/// The same in the reading language: all drafts if the worker has one, and the safety texts in any case.
fn also(reply: &Reply, wording: &Overlay) -> Option<Block> {
    let language = reply.language?;
    let reading = reply.reading.or(language.reading().first().copied())?;
    // A person's own words inside a text are not said twice.
    let quotes = |key: Key| matches!(key, Key::AnswerFrame | Key::NewsQuestion | Key::RequestsAnswer);
    let wanted = |key: Key, draft: bool| draft && !quotes(key) && (reply.reading.is_some() || key.is_safety());
    let again: Vec<_> = reply
        .paragraphs
        .iter()
        .filter(|paragraph| match paragraph {
            Paragraph::Text(text) | Paragraph::Line(text, _) => wanted(text.key(), wording.is_draft(text, language)),
            Paragraph::Plain(_) => false,
        })
        .cloned()
        .collect();
    (!again.is_empty()).then(|| Block {
        language: reading,
        words: format!("— {} —\n{}", reading.endonym(), paragraphs(&again, reading, wording)),
    })
}

fn paragraphs(paragraphs: &[Paragraph], language: Language, wording: &Overlay) -> String {
    let mut said = String::new();
    let mut after_line = false;
    for paragraph in paragraphs {
        let is_line = matches!(paragraph, Paragraph::Line(..));
        // Plain words under a line belong to it: the address of a service.
        let joins = is_line || matches!(paragraph, Paragraph::Plain(_));
        if !said.is_empty() {
            said.push_str(if joins && after_line { "\n" } else { "\n\n" });
        }
        after_line = is_line;
        match paragraph {
            Paragraph::Text(text) => said.push_str(&wording.say(text, language)),
            Paragraph::Line(text, labels) => {
                let labels: Vec<_> = labels.iter().map(|label| label.said(language, wording)).collect();
                said.push_str(&format!("{}: {}", wording.say(text, language), labels.join(", ")));
            }
            Paragraph::Plain(words) => said.push_str(words),
        }
    }
    said
}

/// The part of the choices that fits, with "more" if there are others.
fn shown(reply: &Reply, capabilities: Capabilities) -> Vec<Choice> {
    let all = &reply.choices;
    if capabilities.buttons == 0 {
        return Vec::new();
    }
    if all.len() <= capabilities.buttons {
        return all.clone();
    }
    let size = (capabilities.buttons - 1).max(1);
    let pages: Vec<_> = all.chunks(size).collect();
    let page = pages[reply.page as usize % pages.len()];
    page.iter().cloned().chain([Choice::navigation("more", text::choice_more(), "➕")]).collect()
}

/// Answers one a row, so that long words fit on a small phone; navigation two a row.
fn rows(reply: &Reply, shown: &[Choice], capabilities: Capabilities, wording: &Overlay) -> Vec<Vec<Button>> {
    let button = |choice: &Choice| Button {
        label: label(choice, reply.language, capabilities.button, wording),
        data: Pressed::to_data(&reply.question, choice.id),
        small: choice.role == Role::Navigation,
    };
    let (answers, navigation): (Vec<_>, Vec<_>) = shown.iter().partition(|choice| choice.role == Role::Answer);
    let answers = answers.into_iter().map(|choice| vec![button(choice)]);
    let navigation: Vec<_> = navigation.into_iter().map(button).collect();
    answers.chain(navigation.chunks(2).map(<[Button]>::to_vec)).collect()
}

/// Pictogram and label, or the label alone where both do not fit; a name that is too long is cut.
fn label(choice: &Choice, language: Option<Language>, limit: usize, wording: &Overlay) -> String {
    let words = choice.label.said(language.unwrap_or(Language::Italian), wording);
    let both = if choice.pictogram.is_empty() { words.clone() } else { format!("{} {words}", choice.pictogram) };
    [both, words.clone()]
        .into_iter()
        .find(|label| label.chars().count() <= limit)
        .unwrap_or_else(|| words.chars().take(limit.saturating_sub(1)).chain(['…']).collect())
}

/// "1 Farm", one a line; the numbers are those that [`crate::understand`] takes.
fn numbered(reply: &Reply, wording: &Overlay) -> Block {
    let language = reply.language.unwrap_or(Language::Italian);
    let line = |(i, choice): (usize, &Choice)| format!("{} {}", i + 1, choice.label.said(language, wording));
    Block { language, words: reply.choices.iter().enumerate().map(line).collect::<Vec<_>>().join("\n") }
}

/// Cuts a long text at paragraphs, then lines, then words, never inside a character.
fn split(text: &str, limit: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while let Some((end, _)) = rest.char_indices().nth(limit) {
        let head = &rest[..end];
        let cut = ["\n\n", "\n", " "].into_iter().find_map(|mark| head.rfind(mark).filter(|&at| at > end / 4));
        let (part, left) = rest.split_at(cut.unwrap_or(end));
        parts.push(part.trim_end().to_owned());
        rest = left.trim_start();
    }
    parts.push(rest.to_owned());
    parts
}
