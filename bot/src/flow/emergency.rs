//! Danger: the hotlines at once, and a person who knows, if the worker agrees.

use crate::{
    conversation::{Step, Urgent},
    effect::Effect,
    scene::Scene,
    text,
    ticket::TicketKind,
};
use jiff::SignedDuration;

/// A second cry within this time joins the urgent ticket of the first.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

/// The hotlines.
pub(crate) fn say(scene: &mut Scene<'_>) {
    let lines = &scene.context.house.hotlines;
    scene.say(text::emergency(lines.emergency.as_str(), lines.trafficking.as_str()));
    scene.say(text::emergency_safe_phone());
}

/// The hotlines, and an urgent ticket: at once with the consent that was given, else after asking.
pub(crate) fn raise(scene: &mut Scene<'_>) {
    say(scene);
    if scene.state.consent.is_some() {
        open_ticket(scene);
    } else if scene.state.language.is_some() {
        scene.state.leave(Step::OfferUrgent);
    }
}

/// Whether a person shall know. The yes is for this ticket only.
pub(super) fn choose(scene: &mut Scene<'_>, id: &str) -> bool {
    match id {
        "yes" => open_ticket(scene),
        "no" => {}
        _ => return false,
    }
    scene.state.leave(Step::Menu);
    true
}

fn open_ticket(scene: &mut Scene<'_>) {
    let now = scene.context.now;
    let fresh = scene.state.urgent.filter(|urgent| now.duration_since(urgent.at) < FRESH);
    // Erased or closed in the meantime: a new cry is a new ticket.
    let fresh = fresh.filter(|urgent| scene.context.request(urgent.reference).is_some());
    let reference = match fresh {
        Some(urgent) => {
            scene.add_to_ticket(urgent.reference);
            urgent.reference
        }
        None => {
            let reference = scene.mint();
            scene.effect(Effect::open_ticket(reference, TicketKind::Urgent, None));
            scene.effect(Effect::add_message(reference));
            scene.state.urgent = Some(Urgent { reference, at: now });
            reference
        }
    };
    // A ticket that already carries a report keeps it; this one will have a ticket of its own.
    let is_free = scene.context.request(reference).is_none_or(|request| request.assessment.is_none());
    if let Step::Report { draft } = &mut scene.state.step
        && is_free
    {
        draft.ticket.get_or_insert(reference);
    }
    let emergency = scene.context.house.hotlines.emergency.as_str();
    scene.say(text::emergency_told(emergency, reference.to_string()));
}
