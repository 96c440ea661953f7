//! A worker who talks to the bot alone: the state is saved and read back between turns, as the store does.

use bot::{
    command::TicketCommand,
    context::{Context, Hotlines, Request},
    conversation::{Conversation, Restored},
    effect::Effect,
    house::House,
    inbound::Inbound,
    receipt::Proof,
    render::{Capabilities, Rendered, render},
    reply::Reply,
    ticket::{TicketState, Transition},
    turn::advance,
};
use jiff::Timestamp;

pub struct Talk {
    pub state: Conversation,
    pub now: Timestamp,
    pub requests: Vec<Request>,
    pub capabilities: Capabilities,
    /// What the receipts that are typed are worth.
    pub proof: Proof,
    /// As by mail and SMS.
    pub forgeable: bool,
    /// A channel was added to this person's lately.
    pub newly_linked: bool,
    /// The last reply with choices.
    pub offered: Option<Reply>,
    entropy: u64,
}

pub fn hotlines() -> Hotlines {
    Hotlines {
        emergency: "112".into(),
        trafficking: "800 290 290".into(),
        violence: "1522".into(),
        helpdesk: "800 939 000".into(),
        whatsapp: "+39 350 909 2008".into(),
        email: "info@helpdeskanticaporalato.org".into(),
    }
}

/// What one turn led to.
pub struct Answer {
    pub messages: Vec<Rendered>,
    pub effects: Vec<Effect>,
}

impl Answer {
    /// All that was said.
    pub fn text(&self) -> String {
        self.messages.iter().map(|message| message.text.as_str()).collect::<Vec<_>>().join("\n\n")
    }
}

impl Talk {
    pub fn new(capabilities: Capabilities) -> Self {
        let now = crate::app::OPEN.parse().unwrap();
        Self {
            state: Conversation::default(),
            now,
            requests: Vec::new(),
            capabilities,
            proof: Proof::NotGiven,
            forgeable: false,
            newly_linked: false,
            offered: None,
            entropy: 1,
        }
    }

    pub fn say(&mut self, text: &str) -> Answer {
        self.take(&Inbound::text(text))
    }

    /// Presses a choice of the step by its identifier, as a button would.
    pub fn press(&mut self, question: &str, choice: &str) -> Answer {
        self.take(&Inbound::button(&format!("1|{question}|{choice}")))
    }

    /// The number of a choice, as somebody on the poorest channel types it.
    pub fn number(&self, choice: &str) -> String {
        let offered = self.offered.as_ref().expect("choices");
        let place = offered.choices.iter().position(|c| c.id == choice);
        (place.unwrap_or_else(|| panic!("no choice {choice} under {}", offered.question)) + 1).to_string()
    }

    pub fn take(&mut self, inbound: &Inbound) -> Answer {
        let Restored::Whole(state) = Conversation::restore(&self.state.save()) else {
            panic!("a conversation that was just saved is not read back: {:?}", self.state.step)
        };
        assert_eq!(state, self.state, "saving and reading back changes nothing");
        self.entropy = self.entropy.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let hotlines = hotlines();
        let context = Context {
            now: self.now,
            entropy: self.entropy,
            requests: &self.requests,
            restarted: false,
            proof: self.proof,
            forgeable: self.forgeable,
            newly_linked: self.newly_linked,
            house: &House { services: crate::services::known(), ..House { hotlines, ..House::default() } },
        };
        let turn = advance(state, inbound, &context);
        self.state = turn.next;
        for effect in &turn.effects {
            self.follow(effect);
        }
        let replies = turn.effects.iter().filter_map(|effect| match effect {
            Effect::Reply(reply) => Some(render(reply, self.capabilities, &bot::text::Overlay::default())),
            _ => None,
        });
        let replies: Vec<_> = replies.collect();
        let offered = turn.effects.iter().rev().find_map(|effect| match effect {
            Effect::Reply(reply) if !reply.choices.is_empty() => Some(reply.clone()),
            _ => None,
        });
        self.offered = offered.or(self.offered.take());
        Answer { messages: replies.into_iter().flatten().collect(), effects: turn.effects.clone() }
    }

    /// What the store would know next time.
    fn follow(&mut self, effect: &Effect) {
        match effect {
            Effect::Ticket { reference, command: TicketCommand::Open { .. } } => self.requests.insert(
                0,
                Request {
                    reference: *reference,
                    state: TicketState::New,
                    opened_at: self.now,
                    answer: None,
                    assessment: None,
                },
            ),
            Effect::Ticket { reference, command: TicketCommand::AddMessage } => {
                let theirs = self.requests.iter_mut().filter(|request| request.reference == *reference);
                theirs.for_each(|request| request.state = request.state.after(Transition::WorkerWrote).unwrap());
            }
            Effect::Erase => self.requests.clear(),
            _ => {}
        }
    }
}
