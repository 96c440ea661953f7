//! Delete my data: asked once more, then everything goes (GDPR art. 17).

use crate::{
    conversation::{Conversation, Step},
    effect::Effect,
    reply::{Choice, Label},
    scene::Scene,
    text,
};

pub(super) fn choices() -> Vec<Choice> {
    vec![
        Choice::answer("erase-yes", Label::Text(text::choice_erase_yes()), "🗑️"),
        Choice::answer("erase-no", Label::Text(text::choice_erase_no()), "↩️"),
    ]
}

pub(super) fn choose(scene: &mut Scene<'_>, id: &str) -> bool {
    match id {
        "erase-yes" => {
            scene.say(text::erase_done());
            scene.end_message();
            scene.effect(Effect::Erase);
            scene.state = Conversation::default();
            scene.fall_silent();
        }
        "erase-no" => {
            scene.say(text::erase_kept());
            scene.state.leave(Step::Menu);
        }
        _ => return false,
    }
    true
}
