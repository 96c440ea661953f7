//! The menu.

use crate::{
    conversation::{Conversation, Step},
    reply::{Choice, Label, Paragraph},
    scene::Scene,
    text,
};

pub(super) fn prompt(state: &Conversation) -> Vec<Paragraph> {
    let draft = state.parked.as_ref().map(|_| text::menu_draft());
    draft.into_iter().chain([text::menu()]).map(Paragraph::Text).collect()
}

pub(super) fn choices(state: &Conversation) -> Vec<Choice> {
    let report = if state.parked.is_some() { text::choice_resume() } else { text::choice_report() };
    vec![
        Choice::answer("information", Label::Text(text::choice_information()), "ℹ️"),
        Choice::answer("report", Label::Text(report), "📝"),
        Choice::answer("person", Label::Text(text::choice_person()), "🙋"),
        Choice::answer("services", Label::Text(text::choice_services()), "📍"),
        Choice::answer("requests", Label::Text(text::choice_requests()), "📂"),
        Choice::answer("language", Label::Text(text::choice_language()), "🌍"),
        Choice::answer("erase", Label::Text(text::choice_erase()), "🗑️"),
        Choice::answer("emergency", Label::Text(text::choice_emergency()), "🚨"),
    ]
}

pub(super) fn choose(scene: &mut Scene<'_>, id: &str) -> bool {
    match id {
        "information" => scene.state.leave(Step::Topics),
        "report" => super::report::begin(scene),
        "services" => super::services::begin(scene),
        "requests" => super::requests::begin(scene),
        "erase" => super::erase::begin(scene),
        _ => return false,
    }
    true
}
