//! Delete my data (GDPR art. 17): asked once more, then everything is hidden at once, and destroyed after a day in which
//! "keep" brings it back. A telephone that fell into other hands destroys nothing behind its owner's back.

use super::{link, prove};
use crate::{
    conversation::{Conversation, Step},
    effect::Effect,
    hours::{self, day_and_month, hour_and_minute},
    reply::{Choice, Label},
    scene::Scene,
    text,
};
use jiff::SignedDuration;

/// From hiding to destroying.
pub const DELAY: SignedDuration = SignedDuration::from_hours(24);

pub(super) fn choices() -> Vec<Choice> {
    vec![Choice::answer("erase-yes", Label::Text(text::choice_erase_yes()), "🗑️"), no()]
}

fn no() -> Choice {
    Choice::answer("erase-no", Label::Text(text::choice_erase_no()), "↩️")
}

/// What can be done about what is hidden.
pub(crate) fn erased_choices() -> Vec<Choice> {
    vec![Choice::answer("keep", Label::Text(text::choice_erase_no()), "↩️")]
}

/// What can be chosen instead of the code.
pub(super) fn proving_choices() -> Vec<Choice> {
    vec![no()]
}

/// Somebody wants everything deleted.
pub(crate) fn begin(scene: &mut Scene<'_>) {
    if let Some(from) = link::erases_from(scene) {
        let from = hours::in_rome(from);
        scene.say(text::erase_young(day_and_month(&from), hour_and_minute(&from)));
        scene.state.leave(Step::Menu);
    } else if scene.context.forgeable {
        prove::begin(scene, prove::Wanted::Erase);
    } else {
        scene.state.leave(Step::Erase);
    }
}

pub(super) fn choose(scene: &mut Scene<'_>, id: &str) -> bool {
    match id {
        "erase-yes" => hide(scene),
        "erase-no" => {
            scene.say(text::erase_kept());
            scene.state.leave(Step::Menu);
        }
        _ => return false,
    }
    true
}

/// Hides everything, and says until when it can be kept.
pub(super) fn hide(scene: &mut Scene<'_>) {
    let until = scene.context.now.saturating_add(DELAY).unwrap_or(scene.context.now);
    let moment = hours::in_rome(until);
    scene.say(text::erase_done(day_and_month(&moment), hour_and_minute(&moment)));
    scene.ask(erased_choices(), "erased");
    scene.effect(Effect::Erase);
    scene.state = Conversation::hidden(until, scene.state.language);
    scene.fall_silent();
}

/// Brings back what is hidden. `false` where nothing is.
pub(crate) fn keep(scene: &mut Scene<'_>) -> bool {
    let Some(erasing) = scene.state.erasing.filter(|erasing| scene.context.now < erasing.until) else { return false };
    scene.state.erasing = None;
    let language = scene.state.language.or(erasing.language);
    scene.state.reading = scene.state.reading.or(language.and_then(|language| language.reading().first().copied()));
    scene.state.language = language;
    scene.effect(Effect::Keep);
    scene.say(text::erase_kept());
    scene.state.leave(if language.is_some() { Step::Menu } else { Step::ChooseLanguage { asked: true } });
    true
}
