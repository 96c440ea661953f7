//! My requests: reference, state, last answer.

use super::to_menu;
use crate::{
    context::Context,
    conversation::Step,
    hours,
    reply::{Choice, Label, Paragraph},
    scene::Scene,
    text,
};

/// How many are listed, the latest first.
const LISTED: usize = 5;

pub(super) fn prompt(context: &Context<'_>) -> Vec<Paragraph> {
    if context.requests.is_empty() {
        return vec![Paragraph::Text(text::requests_none())];
    }
    let mut paragraphs = vec![Paragraph::Text(text::requests_choose())];
    for request in context.requests.iter().take(LISTED) {
        let day = hours::day_and_month(&hours::in_rome(request.opened_at));
        paragraphs.push(Paragraph::Text(text::requests_one(day, request.reference.to_string(), request.state.told())));
        paragraphs.push(Paragraph::Text(match &request.answer {
            Some(answer) => text::requests_answer(answer.expose().as_str()),
            None => text::requests_no_answer(),
        }));
    }
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
