//! A turn while it happens: the state being changed, what has been said so far, what has been decided.

use crate::{
    command::TicketCommand,
    context::Context,
    conversation::{Conversation, InCharge},
    effect::{Effect, Turn},
    flow,
    receipt::Code,
    reference::Reference,
    reply::{Choice, Paragraph, Reply},
    text::{self, Overlay, Text},
};

/// Gathers a turn; nothing leaves it before [`Scene::finish`].
pub(crate) struct Scene<'a> {
    pub state: Conversation,
    pub context: &'a Context<'a>,
    said: Vec<Paragraph>,
    effects: Vec<Effect>,
    minted: u64,
    silent: bool,
}

impl<'a> Scene<'a> {
    pub fn new(state: Conversation, context: &'a Context<'a>) -> Self {
        Self { state, context, said: Vec::new(), effects: Vec::new(), minted: 0, silent: false }
    }

    /// Adds a paragraph to the message being made.
    pub fn say(&mut self, text: Text) {
        self.said.push(Paragraph::Text(text));
    }

    /// Texts in other words than the built-in ones.
    pub const fn wording(&self) -> &'a Overlay {
        &self.context.house.wording
    }

    /// Adds what is not a text alone.
    pub fn show(&mut self, paragraph: Paragraph) {
        self.said.push(paragraph);
    }

    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Ends the message being made, so that the next paragraph begins another one.
    pub fn end_message(&mut self) {
        self.send(Vec::new(), String::new());
    }

    /// Ends the message being made with these choices.
    pub fn ask(&mut self, choices: Vec<Choice>, question: &str) {
        self.send(choices, question.to_owned());
    }

    /// Asks nothing more in this turn.
    pub fn fall_silent(&mut self) {
        self.silent = true;
    }

    /// A reference that this turn has not used yet.
    pub fn mint(&mut self) -> Reference {
        self.minted += 1;
        Reference::from_entropy(self.context.entropy.wrapping_mul(self.minted))
    }

    /// Tells a code for a ticket.
    pub fn give_receipt(&mut self, reference: Reference) {
        let code = Code::from_entropy(self.context.entropy);
        self.effect(Effect::GiveReceipt { reference, code });
        self.say(text::receipt_code(code.to_string(), reference.to_string()));
    }

    /// Notes that the worker's words belong to a ticket, which a closed one survives: it opens again.
    pub fn add_to_ticket(&mut self, reference: Reference) {
        self.effect(Effect::add_message(reference));
    }

    /// Wants something of a ticket.
    pub fn ticket(&mut self, reference: Reference, command: TicketCommand) {
        self.effect(Effect::Ticket { reference, command });
    }

    /// Ends the turn with the question of the step that was reached.
    pub fn finish(mut self) -> Turn {
        if !self.silent && !self.state.quiet && self.state.in_charge == InCharge::Bot {
            let paragraphs = flow::prompt(&self.state, self.context);
            self.said.extend(paragraphs);
            let choices = flow::choices(&self.state, self.context);
            let question = flow::question(&self.state);
            self.send(choices, question);
        }
        self.finish_without_prompt()
    }

    /// Ends the turn with what was said, if anything was.
    pub fn finish_without_prompt(mut self) -> Turn {
        self.end_message();
        Turn { next: self.state, effects: self.effects }
    }

    fn send(&mut self, choices: Vec<Choice>, question: String) {
        let paragraphs = std::mem::take(&mut self.said);
        if paragraphs.is_empty() && choices.is_empty() {
            return;
        }
        self.effects.push(Effect::Reply(Reply {
            language: self.state.language,
            reading: self.state.reading,
            paragraphs,
            choices,
            page: self.state.page,
            question,
        }));
    }
}
