//! My requests: reference, state, last answer.

use crate::{context::Context, hours, reply::Paragraph, text};

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
