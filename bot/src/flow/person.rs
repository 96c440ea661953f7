//! Talking to a person: the message is kept at once; the worker hears when somebody will answer.

use super::information::Topic;
use crate::{
    conversation::Step,
    effect::Effect,
    hours::{self, Opening},
    reference::Reference,
    reply::Paragraph,
    scene::Scene,
    text,
    ticket::TicketKind,
};

pub(super) fn prompt(ticket: Option<Reference>) -> Vec<Paragraph> {
    match ticket {
        None => vec![Paragraph::Text(text::person_ask())],
        Some(_) => Vec::new(),
    }
}

/// The first words open a ticket, more words join it.
pub(super) fn hear(scene: &mut Scene<'_>, words: &str, about: Option<Topic>, ticket: Option<Reference>) -> bool {
    if words.is_empty() {
        return false;
    }
    if let Some(reference) = ticket {
        scene.add_to_ticket(reference);
        scene.say(text::person_added(reference.to_string()));
        return true;
    }
    let reference = scene.mint();
    scene.effect(Effect::open_ticket(reference, TicketKind::Question, about));
    scene.effect(Effect::add_message(reference));
    match hours::opening(&scene.context.house.calendar, scene.context.now) {
        Opening::Open => scene.say(text::person_open(reference.to_string())),
        Opening::ClosedUntil(moment) => scene.say(text::person_closed(
            hours::day_and_month(&moment),
            reference.to_string(),
            hours::hour_and_minute(&moment),
        )),
        // It is kept; when somebody will answer nobody knows.
        Opening::Closed => scene.say(text::person_added(reference.to_string())),
    }
    scene.give_receipt(reference);
    scene.state.step = Step::AskPerson { about, ticket: Some(reference) };
    true
}
