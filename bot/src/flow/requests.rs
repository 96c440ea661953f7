//! My requests: reference, state, last answer.

use super::{link, prove, to_menu};
use crate::{
    context::Context,
    conversation::{Conversation, Step},
    hours,
    reply::{Choice, Label, Paragraph},
    scene::Scene,
    text,
};

/// How many are listed, the latest first.
const LISTED: usize = 5;

/// Somebody wants to see them. Where the sender can be forged, answers are read only after a code.
pub(crate) fn begin(scene: &mut Scene<'_>) {
    if scene.context.forgeable && !scene.context.requests.is_empty() {
        prove::begin(scene, prove::Wanted::Requests);
    } else {
        scene.state.leave(Step::Requests);
    }
}

/// Shows them once.
pub(super) fn show(scene: &mut Scene<'_>) {
    for paragraph in listed(&scene.state, scene.context, true) {
        scene.show(paragraph);
    }
}

pub(super) fn prompt(state: &Conversation, context: &Context<'_>) -> Vec<Paragraph> {
    listed(state, context, !context.forgeable)
}

fn listed(state: &Conversation, context: &Context<'_>, with_answers: bool) -> Vec<Paragraph> {
    let waits = link::waits(state.linked, context.now);
    if context.requests.is_empty() {
        return waits.map_or_else(|| vec![Paragraph::Text(text::requests_none())], |waits| vec![waits]);
    }
    let mut paragraphs = vec![Paragraph::Text(text::requests_choose())];
    for request in context.requests.iter().take(LISTED) {
        let day = hours::day_and_month(&hours::in_rome(request.opened_at));
        paragraphs.push(Paragraph::Text(text::requests_one(day, request.reference.to_string(), request.state.told())));
        if with_answers {
            paragraphs.push(Paragraph::Text(match &request.answer {
                Some(answer) => text::requests_answer(answer.expose().as_str()),
                None => text::requests_no_answer(),
            }));
        }
    }
    paragraphs.extend(waits);
    paragraphs
}

pub(super) fn choices() -> Vec<Choice> {
    vec![Choice::answer("link", Label::Text(text::choice_link()), "🔗"), to_menu()]
}

pub(super) fn choose(scene: &mut Scene<'_>, id: &str) -> bool {
    let link = id == "link";
    if link {
        scene.state.leave(Step::Link);
    }
    link
}
