//! A text as each channel would show it, made by the same code that makes messages.

use super::{super::page::Page, fault::alphabet};
use crate::channel::Channel;
use bot::{
    context::Hotlines,
    language::Language,
    render::{Rendered, render},
    reply::{Choice, Label, Paragraph, Reply},
    sms,
    text::{self, Key, Overlay, Text, sample::sample},
};

/// What one channel shows.
pub struct Preview {
    pub name: String,
    /// What is to be known about it: segments, a recording.
    pub note: Option<String>,
    pub messages: Vec<WordingPreview>,
}

/// One message.
pub struct WordingPreview {
    pub text: String,
    pub tag: &'static str,
    pub direction: &'static str,
    pub buttons: Vec<String>,
    /// The buttons are rows of a list that has to be opened.
    pub is_list: bool,
    /// What a text message costs.
    pub note: Option<String>,
}

/// Reply buttons under a WhatsApp message, and characters on each; more or longer ones become a list.
const REPLIES: usize = 3;
const REPLY: usize = 20;

/// Every channel that says this text.
pub fn all(page: &Page, key: Key, language: Language, wording: &Overlay, hotlines: &Hotlines) -> Vec<Preview> {
    let text = sample(key, hotlines);
    let (spoken, framed) = (key.file() == "call", key.file() == "page");
    let mut previews = Vec::new();
    if !spoken && !framed {
        let few = reply(key, &text, language, false);
        previews.push(written(page, Channel::Telegram, &few, wording));
        previews.push(written(page, Channel::Whatsapp, &few, wording));
        if !few.choices.is_empty() {
            let many = reply(key, &text, language, true);
            let list = written(page, Channel::Whatsapp, &many, wording);
            previews.push(Preview { name: page.words.console_texts_preview_list(), ..list });
        }
        previews.push(written(page, Channel::Sms, &few, wording));
        previews.push(written(page, Channel::Web, &few, wording));
    }
    if framed {
        let said = shown(language, wording.say(&text, language));
        previews.push(Preview { name: page.words.console_channel_web(), note: None, messages: vec![said] });
    } else {
        let words = wording.say(&text, language).replace(['\u{2068}', '\u{2069}'], "");
        previews.push(Preview {
            name: page.words.console_channel_voice(),
            note: spoken.then(|| recording(page, key, &text, language, wording)),
            messages: vec![shown(language, words)],
        });
    }
    previews
}

/// The name of the file that would have to be recorded.
fn recording(page: &Page, key: Key, text: &Text, language: Language, wording: &Overlay) -> String {
    let marks = wording.marks(text, language).into_iter().map(|mark| format!("-{mark}")).collect::<String>();
    page.words.console_texts_preview_recording(format!("{language}/{}…{marks}", key.name()))
}

/// A message with this text in it: a label among others, a question above its answers, or the text alone.
fn reply(key: Key, text: &Text, language: Language, many: bool) -> Reply {
    let is_question = key.name().starts_with("ask-") || key.name().ends_with("-ask");
    let answer = |id, text| Choice::answer(id, Label::Text(text), "");
    let navigation = [Choice::navigation("back", text::choice_back(), "⬅️")];
    let more = [answer("dont-know", text::choice_dont_know()), answer("skip", text::choice_skip())];
    let mut choices = Vec::new();
    if key.is_label() {
        choices.push(answer("sample", text.clone()));
    } else if is_question {
        choices.extend([answer("yes", text::choice_yes()), answer("no", text::choice_no())]);
    }
    if !choices.is_empty() {
        choices.extend(more.into_iter().filter(|_| many));
        choices.extend(navigation);
    }
    let said = if key.is_label() { text::menu() } else { text.clone() };
    Reply {
        language: Some(language),
        reading: language.reading().first().copied(),
        paragraphs: vec![Paragraph::Text(said)],
        choices,
        page: 0,
        question: "menu".to_owned(),
    }
}

fn written(page: &Page, channel: Channel, reply: &Reply, wording: &Overlay) -> Preview {
    let rendered = render(reply, channel.limits().capabilities, wording);
    let spent: Vec<_> = rendered.iter().map(|message| sms::segments(&message.text)).collect();
    let is_sms = channel.limits().capabilities.sms;
    let note = |spent: &sms::Segments| {
        page.words.console_texts_preview_segments(alphabet(spent.encoding), spent.count, spent.units)
    };
    let messages = rendered.into_iter().zip(&spent).map(|(message, spent)| WordingPreview {
        note: is_sms.then(|| note(spent)),
        ..WordingPreview::of(message, channel)
    });
    let total: usize = spent.iter().map(|spent| spent.count).sum();
    Preview {
        name: super::super::wording::channel(page.words, channel.name()),
        messages: messages.collect(),
        note: is_sms.then(|| page.words.console_texts_preview_total(total)),
    }
}

impl WordingPreview {
    fn of(message: Rendered, channel: Channel) -> Self {
        let buttons: Vec<_> = message.buttons.into_iter().flatten().map(|button| button.label).collect();
        let is_wide = buttons.len() > REPLIES || buttons.iter().any(|label| label.encode_utf16().count() > REPLY);
        let language = message.language.unwrap_or(Language::Italian);
        Self { buttons, is_list: channel == Channel::Whatsapp && is_wide, ..shown(language, message.text) }
    }
}

fn shown(language: Language, text: String) -> WordingPreview {
    let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
    WordingPreview { text, tag: language.tag(), direction, buttons: Vec::new(), is_list: false, note: None }
}
