//! A turn of a call while it happens: what has been said so far, what has been decided.

use super::{Call, CallTurn, Caller, Prompt, Step, Then, prompt::spoken};
use crate::{
    callback::{Callback, CallbackReason, Voicemail},
    context::Context,
    effect::Effect,
    language::Language,
    reference::Reference,
    text::{self, Text},
    ticket::TicketKind,
};

/// How long a caller has to press a key: long enough for somebody who does not read.
const SECONDS_FOR_A_KEY: u8 = 8;
/// Between two digits of a number that is read from a paper.
const SECONDS_FOR_A_DIGIT: u8 = 12;
/// Digits of a reference.
const DIGITS: u8 = 9;
/// The longest message.
const MOST_SECONDS: u16 = 180;

/// Gathers a turn; nothing leaves it before [`Line::finish`].
pub(super) struct Line<'a> {
    pub call: Call,
    pub context: &'a Context<'a>,
    say: Vec<Prompt>,
    effects: Vec<Effect>,
    callback: Option<Callback>,
}

impl<'a> Line<'a> {
    pub const fn new(call: Call, context: &'a Context<'a>) -> Self {
        Self { call, context, say: Vec::new(), effects: Vec::new(), callback: None }
    }

    /// Says it in the language of the call; before one is chosen, in those that most people understand.
    pub fn say(&mut self, text: fn() -> Text) {
        self.prompt(|language| Prompt::new(text(), language));
    }

    /// "To …, press …".
    pub fn say_key(&mut self, text: fn(String) -> Text, key: char) {
        self.prompt(|language| key_prompt(text, key, language));
    }

    /// The same in a language that was not chosen.
    pub fn say_key_in(&mut self, language: Language, text: fn(String) -> Text, key: char) {
        self.say.push(key_prompt(text, key, language));
    }

    pub fn prompt(&mut self, make: impl Fn(Language) -> Prompt) {
        match self.call.language {
            Some(language) => self.say.push(make(language)),
            None => self.say.extend(Language::WIDELY_READ.map(make)),
        }
    }

    /// Opens the ticket of this call, if it has none yet.
    pub fn open_ticket(&mut self) -> Reference {
        if let Some(reference) = self.call.ticket {
            return reference;
        }
        let reference = Reference::from_entropy(self.context.entropy);
        let kind = if self.call.danger { TicketKind::Urgent } else { TicketKind::Question };
        self.effects.push(Effect::open_ticket(reference, kind, None));
        self.call.ticket = Some(reference);
        self.call.useful = true;
        reference
    }

    /// The recording of this event belongs to the ticket of this call.
    pub fn add_recording(&mut self) -> Reference {
        let reference = self.open_ticket();
        self.effects.push(Effect::add_message(reference));
        // The line was closed first: who calls back must know that there is something to listen to.
        if let Some(left) = &mut self.call.left {
            left.ticket = Some(reference);
            self.callback = Some(*left);
        }
        reference
    }

    /// "The number of your request is …".
    pub fn say_reference(&mut self, text: fn(String) -> Text, reference: Reference) {
        let number = spoken(&reference.to_string());
        self.prompt(|language| Prompt::new(text(number.clone()), language).number(number.clone()));
    }

    pub fn call_back(&mut self, callback: Callback) {
        self.callback = Some(callback);
    }

    /// The caller is gone or says nothing more: if they got nothing useful, somebody calls them back.
    pub fn leave_behind(&mut self) {
        if self.call.useful || self.call.left.is_some() || self.call.caller != Some(Caller::Known) {
            return;
        }
        let reason = if self.call.language.is_none() { CallbackReason::Missed } else { CallbackReason::Abandoned };
        let safe_time = match self.call.step {
            Step::Voicemail { safe_time } => Some(safe_time),
            _ => None,
        };
        let callback =
            Callback { reason, safe_time, voicemail: Voicemail::Never, danger: self.call.danger, ticket: None };
        self.call.left = Some(callback);
        self.callback = Some(callback);
    }

    pub fn say_goodbye(&mut self) {
        self.say(text::call_goodbye);
        self.call.step = Step::Ended;
    }

    pub fn finish(self) -> CallTurn {
        let then = match self.call.step {
            Step::Ended => Then::HangUp,
            Step::Message { .. } => Then::Record { most_seconds: MOST_SECONDS },
            Step::Reference => Then::Gather { most: DIGITS, finish: Some('#'), seconds: SECONDS_FOR_A_DIGIT },
            _ => Then::Gather { most: 1, finish: None, seconds: SECONDS_FOR_A_KEY },
        };
        CallTurn { next: self.call, say: self.say, then, effects: self.effects, callback: self.callback }
    }
}

fn key_prompt(text: fn(String) -> Text, key: char, language: Language) -> Prompt {
    Prompt::new(text(key.to_string()), language).detail(key_name(key))
}

/// A key in the name of a recording.
pub(super) fn key_name(key: char) -> String {
    if key == '*' { "star".to_owned() } else { key.to_string() }
}
