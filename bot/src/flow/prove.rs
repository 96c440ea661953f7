//! Senders that anybody can write down (mail, SMS): what would read, link or delete is asked back with a code that goes to
//! the real one. The reply with the code carries it out: once, within an hour, and after few tries.

use super::{erase, link, requests};
use crate::{
    context::Context,
    conversation::{Codes, Conversation, Step},
    receipt::Code,
    reference::Reference,
    reply::{Choice, Label, Paragraph},
    scene::Scene,
    text,
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// How long a code is good.
const GOOD: SignedDuration = SignedDuration::from_hours(1);
/// Wrong ones, and a new one has to be asked for.
const TRIES: u8 = 3;
/// So many are sent…
const SENT: u8 = 20;
/// …in this time: who forges the sender neither floods them nor guesses on.
const PERIOD: SignedDuration = SignedDuration::from_hours(24);

/// What a code is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wanted {
    /// Read the answers to one's requests.
    Requests,
    /// Be one more channel of whoever made this request.
    Link(Reference),
    /// Delete everything.
    Erase,
}

/// Sends a code.
pub(super) fn begin(scene: &mut Scene<'_>, wanted: Wanted) {
    let now = scene.context.now;
    if now.duration_since(scene.state.codes.since) >= PERIOD {
        scene.state.codes = Codes { since: now, sent: 0 };
    }
    if scene.state.codes.sent >= SENT {
        return fail(scene);
    }
    scene.state.codes.sent += 1;
    let code = Code::from_entropy(scene.context.entropy);
    let until = now.saturating_add(GOOD).unwrap_or(now);
    scene.state.leave(Step::Prove { wanted, code, until, tries: 0 });
}

fn fail(scene: &mut Scene<'_>) {
    scene.say(text::prove_wrong());
    scene.state.leave(Step::Menu);
}

pub(super) fn prompt(wanted: Wanted, code: Code) -> Vec<Paragraph> {
    let asks = match wanted {
        Wanted::Erase => Some(text::erase_ask()),
        Wanted::Requests | Wanted::Link(_) => None,
    };
    asks.into_iter().chain([text::prove_ask(code.to_string())]).map(Paragraph::Text).collect()
}

pub(super) fn choices(wanted: Wanted) -> Vec<Choice> {
    match wanted {
        Wanted::Erase => erase::proving_choices(),
        Wanted::Requests => vec![Choice::answer("link", Label::Text(text::choice_link()), "🔗"), super::to_menu()],
        Wanted::Link(_) => vec![super::to_menu()],
    }
}

pub(super) fn choose(scene: &mut Scene<'_>, wanted: Wanted, id: &str) -> bool {
    match wanted {
        Wanted::Erase => id == "erase-no" && erase::choose(scene, id),
        Wanted::Requests => requests::choose(scene, id),
        Wanted::Link(_) => false,
    }
}

/// What was typed instead of a choice. `false` where no code is in it.
pub(super) fn hear(scene: &mut Scene<'_>, words: &str) -> bool {
    let Step::Prove { wanted, code, until, tries } = scene.state.step.clone() else { return false };
    let Some(typed) = Code::read(words) else { return false };
    if scene.context.now >= until {
        fail(scene);
    } else if typed != code {
        let tries = tries + 1;
        if tries >= TRIES {
            fail(scene);
        } else {
            scene.state.step = Step::Prove { wanted, code, until, tries };
            scene.say(text::prove_wrong());
        }
    } else {
        scene.state.leave(Step::Menu);
        match wanted {
            Wanted::Requests => requests::show(scene),
            Wanted::Link(reference) => link::ask(scene, reference),
            Wanted::Erase => erase::hide(scene),
        }
    }
    true
}

/// A code that nobody has answered in time is worth nothing, whatever comes now.
pub(crate) fn forget(state: &mut Conversation, context: &Context<'_>) {
    if let Step::Prove { until, .. } = state.step
        && context.now >= until.saturating_add(GOOD).unwrap_or(until)
    {
        state.leave(Step::Menu);
    }
}
