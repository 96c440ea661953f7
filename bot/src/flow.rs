//! The flows: for each step what is asked, what can be chosen, and where an answer leads.
//!
//! One file a flow. This one finds the flow of a step and holds what they share: navigation and the way back.

pub mod emergency;
pub mod erase;
pub mod information;
pub mod language;
pub mod link;
pub mod menu;
pub mod person;
pub mod prove;
pub mod report;
pub mod requests;
pub mod services;

use crate::{
    context::Context,
    conversation::{Conversation, Step},
    inbound::Position,
    reply::{Choice, Label, Paragraph},
    scene::Scene,
    text,
    understand::Command,
};

/// After so many messages in a row that were not understood, a person is offered.
pub const PATIENCE: u8 = 2;

/// What is asked at this step.
pub(crate) fn prompt(state: &Conversation, context: &Context<'_>) -> Vec<Paragraph> {
    match &state.step {
        Step::ChooseLanguage { .. } => vec![Paragraph::Text(text::language_choose())],
        Step::ChooseReading => vec![Paragraph::Text(text::reading_choose())],
        Step::Menu => menu::prompt(state),
        Step::Topics => vec![Paragraph::Text(text::information_choose())],
        Step::Topic { topic, screen } => information::prompt(*topic, *screen, context),
        Step::Consent => report::consent_prompt(),
        Step::Report { draft } => report::prompt(draft),
        Step::OfferUrgent => vec![Paragraph::Text(text::emergency_ask_ticket())],
        Step::AskPerson { ticket, .. } => person::prompt(*ticket),
        Step::Requests => requests::prompt(state, context),
        Step::Link => vec![Paragraph::Text(text::link_ask())],
        Step::OfferLink { .. } => vec![Paragraph::Text(text::link_offer())],
        Step::Prove { wanted, code, .. } => prove::prompt(*wanted, *code),
        Step::Erase => vec![Paragraph::Text(text::erase_ask())],
        Step::Erased => Vec::new(),
        Step::Services { region } => services::prompt(*region),
        Step::ServicesShown { found } => services::shown_prompt(*found),
    }
}

/// What can be chosen at this step, in the order of the numbers.
pub(crate) fn choices(state: &Conversation, _context: &Context<'_>) -> Vec<Choice> {
    let mut choices = match &state.step {
        Step::ChooseLanguage { .. } => language::choices(state),
        Step::ChooseReading => language::reading_choices(state),
        Step::Menu => menu::choices(state),
        Step::Topics => information::topics(),
        Step::Topic { topic, screen } => information::choices(*topic, *screen),
        Step::Consent => report::consent_choices(),
        Step::Report { draft } => report::choices(draft),
        Step::OfferUrgent | Step::OfferLink { .. } => yes_no(),
        Step::Prove { wanted, .. } => prove::choices(*wanted),
        Step::Erased => erase::erased_choices(),
        Step::AskPerson { .. } | Step::Link => vec![to_menu()],
        Step::Requests => requests::choices(),
        Step::Erase => erase::choices(),
        Step::Services { region } => services::choices(*region),
        Step::ServicesShown { .. } => services::shown_choices(),
    };
    if state.misunderstood >= PATIENCE
        && state.language.is_some()
        && !choices.iter().any(|choice| choice.id == "person")
    {
        choices.push(to_person());
    }
    choices
}

/// The name of the question that the choices belong to; it stands in every button.
pub(crate) fn question(state: &Conversation) -> String {
    match &state.step {
        Step::ChooseLanguage { .. } => "language".into(),
        Step::ChooseReading => "reading".into(),
        Step::Menu => "menu".into(),
        Step::Topics => "topics".into(),
        Step::Topic { topic, screen } => format!("topic.{}.{screen}", topic.name()),
        Step::Consent => "consent".into(),
        Step::Report { draft } => report::question(draft),
        Step::OfferUrgent => "urgent".into(),
        Step::AskPerson { .. } => "person".into(),
        Step::Requests => "requests".into(),
        Step::Link => "link".into(),
        Step::OfferLink { .. } => "offer-link".into(),
        Step::Prove { .. } => "prove".into(),
        Step::Erase => "erase".into(),
        Step::Erased => "erased".into(),
        Step::Services { region } => region.map_or("services".into(), |region| format!("services.{}", region.id())),
        Step::ServicesShown { .. } => "services.shown".into(),
    }
}

/// Whether the step asks for the person's own words.
pub(crate) fn is_free(state: &Conversation) -> bool {
    match &state.step {
        Step::AskPerson { .. } | Step::Link | Step::Prove { .. } => true,
        Step::Report { draft } => report::is_free(draft),
        _ => false,
    }
}

/// The topic being read, so that a person knows what a question is about.
pub(crate) const fn topic(state: &Conversation) -> Option<information::Topic> {
    match &state.step {
        Step::Topic { topic, .. } => Some(*topic),
        _ => None,
    }
}

/// One choice of the step was made. `false` if it is none of them.
pub(crate) fn choose(scene: &mut Scene<'_>, id: &str) -> bool {
    let Some(choice) = choices(&scene.state, scene.context).into_iter().find(|choice| choice.id == id) else {
        return pages(scene, id) || navigation(id).is_some_and(|command| command_by_button(scene, command));
    };
    let id = choice.id;
    let understood = match scene.state.step.clone() {
        Step::ChooseLanguage { .. } => language::choose(scene, id),
        Step::ChooseReading => language::choose_reading(scene, id),
        Step::Menu => menu::choose(scene, id),
        Step::Topics => information::choose_topic(scene, id),
        Step::Topic { topic, screen } => information::choose(scene, topic, screen, id),
        Step::Consent => report::choose_consent(scene, id),
        Step::Report { draft } => report::choose(scene, *draft, id),
        Step::OfferUrgent => emergency::choose(scene, id),
        Step::Erase => erase::choose(scene, id),
        Step::Erased => erase::keep(scene),
        Step::OfferLink { reference } => link::choose(scene, reference, id),
        Step::Prove { wanted, .. } => prove::choose(scene, wanted, id),
        Step::Requests => requests::choose(scene, id),
        Step::Services { region } => services::choose(scene, region, id),
        Step::ServicesShown { .. } => services::choose_shown(scene, id),
        Step::AskPerson { .. } | Step::Link => false,
    };
    understood || navigation(id).is_some_and(|command| command_by_button(scene, command))
}

/// Several numbers in one message: the report's lists take them, nothing else does.
pub(crate) fn choose_several(scene: &mut Scene<'_>, ids: &[&str]) -> bool {
    match scene.state.step.clone() {
        Step::Report { draft } => report::choose_several(scene, *draft, ids),
        _ => false,
    }
}

/// A word such as "yes" or "later" that means something at this step.
pub(crate) fn command(scene: &mut Scene<'_>, command: Command) -> bool {
    let id = match command {
        Command::Yes => "yes",
        Command::No => "no",
        Command::DontKnow => "unknown",
        Command::Skip => "skip",
        Command::Later => "later",
        _ => return false,
    };
    let offered = choices(&scene.state, scene.context);
    // "Skip" under a list that was begun means that it is complete.
    let id = if id == "skip" && offered.iter().any(|choice| choice.id == "continue") { "continue" } else { id };
    offered.iter().any(|choice| choice.id == id) && choose(scene, id)
}

/// Own words. `false` if the step asks for none.
pub(crate) fn hear(scene: &mut Scene<'_>, words: &str) -> bool {
    match scene.state.step.clone() {
        Step::AskPerson { about, ticket } => person::hear(scene, words, about, ticket),
        Step::Report { draft } => report::hear(scene, *draft, words),
        Step::ChooseLanguage { .. } => language::hear(scene, words),
        Step::Services { .. } | Step::ServicesShown { .. } => services::hear(scene, words),
        Step::Link => {
            link::hear(scene);
            true
        }
        Step::Prove { .. } => prove::hear(scene, words),
        _ => false,
    }
}

/// A voice message or a file where a person's own words are asked for. `false` where they are not.
pub(crate) fn receive(scene: &mut Scene<'_>, sign: &str) -> bool {
    match scene.state.step.clone() {
        Step::AskPerson { about, ticket } => {
            scene.say(text::media_added());
            person::hear(scene, sign, about, ticket)
        }
        Step::Report { draft } => report::receive(scene, *draft, sign),
        _ => false,
    }
}

/// A shared position. `false` where no place is asked for.
pub(crate) fn locate(scene: &mut Scene<'_>, position: Position) -> bool {
    match scene.state.step {
        Step::Services { .. } | Step::ServicesShown { .. } => {
            services::locate(scene, position);
            true
        }
        _ => report::locate(scene, position),
    }
}

/// One step back.
pub(crate) fn back(scene: &mut Scene<'_>) {
    match scene.state.step.clone() {
        Step::Topic { topic, screen } if screen > 0 => scene.state.step = Step::Topic { topic, screen: screen - 1 },
        Step::Topic { .. } => scene.state.leave(Step::Topics),
        Step::Services { region: Some(_) } | Step::ServicesShown { .. } => services::begin(scene),
        Step::Report { mut draft } => {
            if draft.move_back() {
                scene.state.step = Step::Report { draft };
                scene.state.page = 0;
            } else {
                scene.state.leave(Step::Menu);
            }
        }
        _ => scene.state.leave(Step::Menu),
    }
}

/// What a navigation button means; `None` for answers.
pub(crate) fn navigation(id: &str) -> Option<Command> {
    Some(match id {
        "menu" => Command::Menu,
        "person" => Command::Person,
        "back" => Command::Back,
        "emergency" => Command::Emergency,
        "language" => Command::Language,
        "keep" => Command::Keep,
        "not-me" => Command::NotMe,
        "it-is-me" => Command::ItIsMe,
        _ => return None,
    })
}

fn command_by_button(scene: &mut Scene<'_>, command: Command) -> bool {
    match command {
        Command::Menu => scene.state.leave(Step::Menu),
        Command::Person => {
            let about = topic(&scene.state);
            scene.state.leave(Step::AskPerson { about, ticket: None });
        }
        Command::Back => back(scene),
        Command::Emergency => emergency::raise(scene),
        Command::Language => scene.state.leave(Step::ChooseLanguage { asked: true }),
        Command::Keep => return erase::keep(scene),
        Command::NotMe => return link::object(scene, false),
        Command::ItIsMe => return link::object(scene, true),
        _ => return false,
    }
    true
}

/// "More": the next part of the choices, where a channel cannot show all of them.
fn pages(scene: &mut Scene<'_>, id: &str) -> bool {
    let more = id == "more";
    if more {
        scene.state.page = scene.state.page.wrapping_add(1);
    }
    more
}

pub(crate) fn yes_no() -> Vec<Choice> {
    vec![
        Choice::answer("yes", Label::Text(text::choice_yes()), "👍"),
        Choice::answer("no", Label::Text(text::choice_no()), "👎"),
    ]
}

pub(crate) fn to_menu() -> Choice {
    Choice::navigation("menu", text::choice_menu(), "🏠")
}

pub(crate) fn to_person() -> Choice {
    Choice::navigation("person", text::choice_person(), "🙋")
}

pub(crate) fn to_back() -> Choice {
    Choice::navigation("back", text::choice_back(), "⬅️")
}
