//! Whatever is sent in whatever order: the state stays valid, an answer comes, and it fits the channel.

mod clock;

use bot::{
    command::TicketCommand,
    conversation::{InCharge, Step},
    effect::Effect,
    inbound::{Content, Inbound, Position},
    language::Language,
    private::Private,
    render::{Capabilities, POOREST},
};
use proptest::prelude::*;
use tests::talk::Talk;

/// Something a worker does. Choices are taken modulo what is offered, so that most of them lead somewhere.
#[derive(Clone, Debug)]
enum Doing {
    Choose(usize),
    Number(String),
    Text(String),
    Word(usize),
    Button(String),
    Place(f64, f64),
    Voice,
    Attachment,
    Edited,
}

const WORDS: [&str; 18] = [
    "menu",
    "stop",
    "back",
    "persona",
    "sos",
    "help",
    "lingua",
    "cancella",
    "sì",
    "no",
    "non lo so",
    "salta",
    "più tardi",
    "/start",
    "Wolof",
    "0",
    "1 3",
    "٣",
];

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        12 => any::<usize>().prop_map(Doing::Choose),
        4 => "[0-9]{1,3}( [0-9]{1,2}){0,3}".prop_map(Doing::Number),
        3 => ".{0,60}".prop_map(Doing::Text),
        3 => (0..WORDS.len()).prop_map(Doing::Word),
        1 => "\\PC{0,64}".prop_map(Doing::Button),
        1 => "1\\|(menu|report\\.[a-z_]{3,9}|topics)\\|[a-z-]{2,9}".prop_map(Doing::Button),
        1 => (-90.0..90.0_f64, -180.0..180.0_f64).prop_map(|(a, b)| Doing::Place(a, b)),
        1 => Just(Doing::Voice),
        1 => Just(Doing::Attachment),
        1 => Just(Doing::Edited),
    ]
}

/// Telegram, WhatsApp's reply buttons, its lists, and the poorest channel.
const CHANNELS: [Capabilities; 4] = [
    Capabilities { text: 4096, beside_buttons: 4096, buttons: 100, button: 64, sms: false },
    Capabilities { text: 1024, beside_buttons: 1024, buttons: 3, button: 20, sms: false },
    Capabilities { text: 4096, beside_buttons: 4096, buttons: 10, button: 24, sms: false },
    POOREST,
];

fn inbound(talk: &Talk, doing: &Doing) -> Inbound {
    match doing {
        Doing::Choose(n) => match &talk.offered {
            Some(offered) => {
                let choice = &offered.choices[n % offered.choices.len()];
                Inbound::button(&format!("1|{}|{}", offered.question, choice.id))
            }
            None => Inbound::text("ciao"),
        },
        Doing::Number(text) | Doing::Text(text) => Inbound::text(text),
        Doing::Word(n) => Inbound::text(WORDS[*n]),
        Doing::Button(data) => Inbound::button(data),
        Doing::Place(latitude, longitude) => {
            Content::Location(Private::new(Position { latitude: *latitude, longitude: *longitude })).into()
        }
        Doing::Voice => Content::Voice.into(),
        Doing::Attachment => Content::Attachment.into(),
        Doing::Edited => Content::Edited.into(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_messages_yields_answers_and_a_valid_state(
        doings in prop::collection::vec(doing(), 1..60),
        channel in 0..CHANNELS.len(),
        language in 0..Language::ALL.len(),
    ) {
        let capabilities = CHANNELS[channel];
        let mut talk = Talk::new(capabilities);
        talk.say("ciao");
        talk.press("language", Language::ALL[language].tag());
        for doing in &doings {
            let inbound = inbound(&talk, doing);
            let was_quiet = talk.state.quiet;
            // `take` saves and restores the state and compares.
            let answer = talk.take(&inbound);
            let kept_for_a_person = answer.effects.iter().any(|effect| matches!(effect, Effect::Ticket { command: TicketCommand::AddMessage, .. }));
            let with_person = talk.state.in_charge != InCharge::Bot;
            prop_assert!(!answer.messages.is_empty() || (with_person && kept_for_a_person), "no answer to {doing:?} at {:?}", talk.state.step);
            prop_assert!(!(was_quiet && talk.state.quiet) || matches!(doing, Doing::Word(1)), "who writes is heard again");
            for message in &answer.messages {
                prop_assert!(!message.text.trim().is_empty());
                prop_assert!(message.text.chars().count() <= capabilities.text);
                let buttons: Vec<_> = message.buttons.iter().flatten().collect();
                prop_assert!(buttons.len() <= capabilities.buttons);
                for button in buttons {
                    prop_assert!(button.data.len() <= 64, "{}", button.data);
                    prop_assert!(button.label.chars().count() <= capabilities.button, "{}", button.label);
                }
            }
            if let Step::Report { draft } = &talk.state.step {
                prop_assert!(talk.state.consent.is_some(), "no report without consent");
                if let Some(question) = draft.question() {
                    prop_assert!(question.applies(&draft.answers));
                }
            }
            let reports = answer.effects.iter().filter(|effect| matches!(effect, Effect::Ticket { command: TicketCommand::SubmitReport { .. }, .. })).count();
            prop_assert!(reports <= 1);
        }
    }
}
