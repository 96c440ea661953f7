//! One turn: an inbound message and a conversation become the next conversation and what follows from it.
//!
//! [`advance`] is the only way in for workers, [`crate::command::tell`] for the staff. What works everywhere (emergency,
//! stop, menu, back, a person, language, help) is decided here; the rest by the flow of the step, see [`crate::flow`].

use crate::{
    command::TicketCommand,
    context::Context,
    conversation::{Conversation, InCharge, Step},
    effect::{Effect, Turn},
    flow::{self, emergency, erase, link, prove},
    inbound::{Content, Inbound, Pressed},
    language::Language,
    reply::{Paragraph, Reply},
    scene::Scene,
    text::{self, Text},
    understand::{self, Command, Said},
};

/// Takes one inbound message. Always yields an answer to the worker or, while a person is in charge, a note for that person.
pub fn advance(conversation: Conversation, inbound: &Inbound, context: &Context<'_>) -> Turn {
    let mut scene = Scene::new(conversation, context);
    let was_quiet = std::mem::take(&mut scene.state.quiet);
    prove::forget(&mut scene.state, context);
    let hidden = scene.state.step == Step::Erased;
    if hidden && !wants_to_keep(&scene, inbound) {
        scene.state.step = Step::ChooseLanguage { asked: false };
    }
    if context.restarted {
        scene.say(text::restarted());
    }
    if let InCharge::Person(reference) = scene.state.in_charge {
        return with_person(scene, inbound, reference);
    }
    if was_quiet {
        scene.say(text::resumed());
    }
    if scene.state.language.is_none() && scene.state.suggested.is_none() {
        scene.state.suggested = inbound.suggested;
    }
    match &inbound.content {
        Content::Button(pressed) => press(&mut scene, pressed),
        Content::Text(words) => hear(&mut scene, words.expose(), was_quiet),
        Content::Location(position) => {
            if !flow::locate(&mut scene, *position.expose()) {
                not_understood(&mut scene);
            }
        }
        Content::Voice => receive(&mut scene, "🎤", text::voice_kept()),
        Content::Attachment => receive(&mut scene, "📎", text::picture_kept()),
        Content::Edited => scene.say(text::edited_note()),
        Content::Form { language, words, .. } => fill_in(&mut scene, *language, words.expose()),
    }
    scene.finish()
}

/// Whether what came after everything was hidden asks for it back; whoever says anything else is somebody new.
fn wants_to_keep(scene: &Scene<'_>, inbound: &Inbound) -> bool {
    match &inbound.content {
        Content::Text(words) => {
            let choices = flow::choices(&scene.state, scene.context);
            let languages = scene.state.understood();
            match understand::understand(words.expose(), &choices, &languages, true, scene.wording()) {
                Said::Chosen(chosen) => chosen == ["keep"],
                Said::Command(command) => command == Command::Keep,
                Said::Words => false,
            }
        }
        Content::Button(pressed) => pressed.choice == "keep",
        _ => false,
    }
}

/// What is said when a turn has failed: the state stays as it was, the message is kept for a person.
pub fn apologise(state: Conversation) -> Turn {
    let reply = Reply {
        language: state.language,
        reading: state.reading,
        paragraphs: vec![Paragraph::Text(text::something_wrong())],
        choices: Vec::new(),
        page: 0,
        question: String::new(),
    };
    Turn { next: state, effects: vec![Effect::Reply(reply)] }
}

/// While a person is in charge the bot stays out, except for danger, "stop" and the way back to the menu.
fn with_person(mut scene: Scene<'_>, inbound: &Inbound, reference: crate::reference::Reference) -> Turn {
    let command = match &inbound.content {
        Content::Text(words) => {
            match understand::understand(words.expose(), &[], &scene.state.understood(), true, scene.wording()) {
                Said::Command(command) => Some(command),
                Said::Chosen(_) | Said::Words => None,
            }
        }
        Content::Button(pressed) => flow::navigation(&pressed.choice),
        Content::Location(_) | Content::Voice | Content::Attachment | Content::Edited | Content::Form { .. } => None,
    };
    match command {
        Some(Command::Menu) => {
            scene.state.in_charge = InCharge::Bot;
            scene.say(text::person_gone());
            scene.state.leave(Step::Menu);
            scene.finish()
        }
        Some(Command::Emergency) => {
            emergency::say(&mut scene);
            scene.ticket(reference, TicketCommand::MakeUrgent);
            scene.add_to_ticket(reference);
            scene.finish_without_prompt()
        }
        Some(Command::Erase) => {
            scene.state.in_charge = InCharge::Bot;
            erase::begin(&mut scene);
            scene.finish()
        }
        Some(Command::Keep) if erase::keep(&mut scene) => {
            scene.state.in_charge = InCharge::Bot;
            scene.finish()
        }
        Some(command @ (Command::NotMe | Command::ItIsMe)) if link::object(&mut scene, command == Command::ItIsMe) => {
            scene.finish_without_prompt()
        }
        Some(Command::Stop) => {
            scene.say(text::stopped());
            scene.state.quiet = true;
            scene.finish_without_prompt()
        }
        _ => {
            scene.add_to_ticket(reference);
            scene.finish_without_prompt()
        }
    }
}

fn press(scene: &mut Scene<'_>, pressed: &Pressed) {
    let understood = if pressed.question == flow::question(&scene.state) {
        flow::choose(scene, &pressed.choice)
    } else {
        // The ways through the conversation work from every old message; an answer does not, the question has changed.
        flow::navigation(&pressed.choice).is_some_and(|command| obey(scene, command))
    };
    if understood {
        scene.state.misunderstood = 0;
    } else {
        scene.say(text::old_button());
    }
}

fn hear(scene: &mut Scene<'_>, words: &str, was_quiet: bool) {
    let (words, cut) = understand::clip(words);
    if cut {
        scene.say(text::too_long());
    }
    let choices = flow::choices(&scene.state, scene.context);
    let free = flow::is_free(&scene.state);
    let understood = match understand::understand(&words, &choices, &scene.state.understood(), free, scene.wording()) {
        Said::Command(command) => flow::command(scene, command) || obey(scene, command),
        Said::Chosen(chosen) => match chosen.as_slice() {
            [one] => flow::choose(scene, one),
            several => flow::choose_several(scene, several),
        },
        Said::Words => flow::hear(scene, &words),
    };
    let first = matches!(scene.state.step, Step::ChooseLanguage { asked: false });
    if understood {
        scene.state.misunderstood = 0;
    } else if understand::mentions_danger(&words, &scene.state.understood()) {
        emergency::say(scene);
    } else if !first && !was_quiet {
        not_understood(scene);
    }
    if let Step::ChooseLanguage { asked } = &mut scene.state.step {
        *asked = true;
    }
}

/// Commands that work everywhere. `false` where one means nothing, such as "yes" in the menu.
fn obey(scene: &mut Scene<'_>, command: Command) -> bool {
    // Before a language is chosen nothing else can be said well; danger and "stop" are the exceptions.
    if scene.state.language.is_none()
        && !matches!(command, Command::Emergency | Command::Stop | Command::Keep | Command::NotMe | Command::ItIsMe)
    {
        return command == Command::Menu;
    }
    match command {
        Command::Emergency => emergency::raise(scene),
        Command::Stop => {
            if scene.state.language.is_some() {
                scene.state.leave(Step::Menu);
            }
            scene.say(text::stopped());
            scene.state.quiet = true;
        }
        Command::Menu => scene.state.leave(Step::Menu),
        Command::Back => flow::back(scene),
        Command::Person => scene.state.leave(Step::AskPerson { about: flow::topic(&scene.state), ticket: None }),
        Command::Help => scene.say(text::help_here()),
        Command::Language => scene.state.leave(Step::ChooseLanguage { asked: true }),
        Command::Erase => erase::begin(scene),
        Command::Keep => return erase::keep(scene),
        Command::NotMe => return link::object(scene, false),
        Command::ItIsMe => return link::object(scene, true),
        Command::Later | Command::Skip | Command::DontKnow | Command::Yes | Command::No => return false,
    }
    true
}

/// A voice message or a file. It is kept in any case; where words are asked for it takes their place.
fn receive(scene: &mut Scene<'_>, sign: &str, why: Text) {
    if flow::receive(scene, sign) {
        scene.state.misunderstood = 0;
    } else if scene.state.language.is_some() {
        scene.say(why);
    }
    if let Step::ChooseLanguage { asked } = &mut scene.state.step {
        *asked = true;
    }
}

/// The contact form names its language and is for a person: it opens a question, or goes on with the one that is open.
fn fill_in(scene: &mut Scene<'_>, language: Language, words: &str) {
    if scene.state.language != Some(language) {
        scene.state.language = Some(language);
        scene.state.reading = language.reading().first().copied();
    }
    let ticket = match scene.state.step {
        Step::AskPerson { ticket, .. } => ticket,
        _ => None,
    };
    scene.state.leave(Step::AskPerson { about: None, ticket });
    let (words, cut) = understand::clip(words);
    if cut {
        scene.say(text::too_long());
    }
    if understand::mentions_danger(&words, &scene.state.understood()) {
        emergency::say(scene);
    }
    flow::hear(scene, if words.is_empty() { "📎" } else { &words });
}

/// Help in context; after the second time in a row a person is offered (see [`flow::choices`]).
fn not_understood(scene: &mut Scene<'_>) {
    scene.state.misunderstood = scene.state.misunderstood.saturating_add(1);
    if scene.state.language.is_none() {
        return;
    }
    if scene.state.misunderstood >= flow::PATIENCE {
        scene.say(text::not_understood_again());
    } else {
        scene.say(text::not_understood());
        scene.say(text::help_here());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{context::Hotlines, receipt::Proof, ticket::TicketKind};

    fn take(state: Conversation, inbound: &Inbound, entropy: u64) -> Turn {
        let number = |digits: &str| digits.to_owned();
        let hotlines = Hotlines {
            emergency: number("112"),
            trafficking: number("800"),
            violence: number("1522"),
            helpdesk: number("801"),
            whatsapp: number("+39"),
            email: number("@"),
        };
        let now = jiff::Timestamp::UNIX_EPOCH;
        let context = Context {
            now,
            entropy,
            requests: &[],
            restarted: false,
            proof: Proof::NotGiven,
            forgeable: false,
            newly_linked: false,
            house: &crate::house::House { hotlines, ..Default::default() },
        };
        advance(state, inbound, &context)
    }

    fn said(turn: &Turn) -> Vec<text::Key> {
        let replies = turn.effects.iter().filter_map(|effect| match effect {
            Effect::Reply(reply) => Some(&reply.paragraphs),
            _ => None,
        });
        let texts = replies.flatten().filter_map(|paragraph| match paragraph {
            Paragraph::Text(text) => Some(text.key()),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn a_form_opens_a_question_and_the_next_one_joins_it() {
        let first = take(Conversation::default(), &Inbound::form(Language::Wolof, " Nanga def ", ""), 7);
        let Effect::Ticket { reference, .. } = first.effects[0] else { panic!("{:?}", first.effects) };
        let opened = [Effect::open_ticket(reference, TicketKind::Question, None), Effect::add_message(reference)];
        assert_eq!(first.effects[..2], opened);
        assert_eq!((first.next.language, first.next.reading), (Some(Language::Wolof), Some(Language::French)));
        assert_eq!(first.next.step, Step::AskPerson { about: None, ticket: Some(reference) });
        assert!(said(&first).contains(&text::Key::ReceiptCode));

        let second = take(first.next, &Inbound::form(Language::Wolof, "Waaw", "333 0000000"), 8);
        assert_eq!(second.effects[0], Effect::add_message(reference));
        assert_eq!(said(&second), [text::Key::PersonAdded]);
    }

    #[test]
    fn danger_on_a_form_shows_the_hotlines_and_a_file_alone_is_enough() {
        let words = "Help, the police took my brother";
        let turn = take(Conversation::default(), &Inbound::form(Language::English, words, ""), 7);
        assert_eq!(said(&turn)[..2], [text::Key::Emergency, text::Key::EmergencySafePhone]);
        let turn = take(Conversation::default(), &Inbound::form(Language::English, "", ""), 7);
        assert!(matches!(turn.effects[0], Effect::Ticket { command: TicketCommand::Open { .. }, .. }));
    }
}
