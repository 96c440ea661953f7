//! One person, many channels. The receipt of a request made elsewhere shows its state; its answers are read here only after
//! a day in which the person's older channels could say "not me", or at once where one of them says "it is me".

use super::prove;
use crate::{
    conversation::{Linked, Step},
    effect::Effect,
    hours::{self, day_and_month, hour_and_minute},
    receipt::Proof,
    reference::Reference,
    reply::Paragraph,
    scene::Scene,
    text,
};
use jiff::{SignedDuration, Timestamp};

/// So long the older channels may object.
pub const OBJECTION: SignedDuration = SignedDuration::from_hours(24);
/// A channel that is younger deletes nothing that was there before it, and can still be refused.
pub const YOUNG: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Number and code. The gateway has looked whether they belong together.
pub(super) fn hear(scene: &mut Scene<'_>) {
    match scene.context.proof {
        Proof::Proven { reference, state, opened_at } => {
            let day = day_and_month(&hours::in_rome(opened_at));
            scene.say(text::requests_one(day, reference.to_string(), state.told()));
            let own = scene.context.request(reference).is_some();
            scene.state.leave(if own { Step::Menu } else { Step::OfferLink { reference } });
        }
        Proof::Doubtful(reference) => {
            scene.effect(Effect::Link { reference, only_confirmed: true });
            scene.say(text::link_wrong());
        }
        Proof::Wrong | Proof::NotGiven => scene.say(text::link_wrong()),
    }
}

pub(super) fn choose(scene: &mut Scene<'_>, reference: Reference, id: &str) -> bool {
    match id {
        "yes" if scene.context.forgeable => prove::begin(scene, prove::Wanted::Link(reference)),
        "yes" => ask(scene, reference),
        "no" => scene.state.leave(Step::Menu),
        _ => return false,
    }
    true
}

/// Asks to be one more channel, and says from when it is.
pub(super) fn ask(scene: &mut Scene<'_>, reference: Reference) {
    scene.effect(Effect::Link { reference, only_confirmed: false });
    scene.state.linked = Some(Linked { at: scene.context.now, joined: false });
    scene.state.leave(Step::Menu);
    if let Some(waits) = waits(scene.state.linked, scene.context.now) {
        scene.show(waits);
    }
}

/// From when a channel that waits sees the answers.
pub(super) fn waits(linked: Option<Linked>, now: Timestamp) -> Option<Paragraph> {
    let from = linked.filter(|linked| !linked.joined)?.at.checked_add(OBJECTION).ok().filter(|from| now < *from)?;
    let from = hours::in_rome(from);
    Some(Paragraph::Text(text::link_waits(day_and_month(&from), hour_and_minute(&from))))
}

/// From when this channel may delete everything, if not yet.
pub(super) fn erases_from(scene: &Scene<'_>) -> Option<Timestamp> {
    let linked = scene.state.linked.filter(|linked| linked.joined)?;
    linked.at.checked_add(YOUNG).ok().filter(|from| scene.context.now < *from)
}

/// "Not me" or "it is me", about a channel that was added. `false` where there is none, or this is one itself.
pub(crate) fn object(scene: &mut Scene<'_>, is_me: bool) -> bool {
    if !scene.context.newly_linked || erases_from(scene).is_some() {
        return false;
    }
    if is_me {
        scene.effect(Effect::ConfirmLink);
        scene.say(text::link_joined());
    } else {
        scene.effect(Effect::Unlink);
        scene.say(text::link_undone());
    }
    true
}
