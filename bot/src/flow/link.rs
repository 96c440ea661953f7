//! One person, many channels: the receipt of a request made elsewhere opens all of their requests here.

use crate::{conversation::Step, effect::Effect, receipt::Proof, scene::Scene, text};

/// Number and code. The gateway has looked whether they belong together.
pub(super) fn hear(scene: &mut Scene<'_>) {
    match scene.context.proof {
        Proof::Proven(reference) => {
            scene.say(text::link_done());
            scene.effect(Effect::Link { reference });
            scene.state.leave(Step::Menu);
        }
        Proof::Locked => {
            scene.say(text::link_locked());
            scene.state.leave(Step::Menu);
        }
        Proof::Wrong | Proof::NotGiven => scene.say(text::link_wrong()),
    }
}
