//! The telephone, from the first webhook to the list of those who are to be called back: each way through the menu.

mod console;
mod desk;
mod endings;
mod payloads;
mod recordings;
mod refused;
mod twice;

use bot::{
    call::prompt::spoken,
    command::TicketCommand,
    language::Language,
    text::{self, Text},
    ticket::TicketState,
};
use sqlx::FromRow;
use tests::{
    App, Engine, Worker,
    voice::{Caller, Then, start},
};

const NUMBER: &str = "+393330000001";

/// A row of `callback`.
#[derive(Debug, PartialEq, Eq, FromRow)]
struct Row {
    reason: String,
    safe_time: Option<String>,
    voicemail: String,
    danger: bool,
    state: String,
    attempts: i32,
}

impl Row {
    fn open(reason: &str, safe_time: Option<&str>) -> Self {
        Self {
            reason: reason.to_owned(),
            safe_time: safe_time.map(str::to_owned),
            voicemail: "never".to_owned(),
            danger: false,
            state: "open".to_owned(),
            attempts: 0,
        }
    }
}

async fn callbacks(app: &App) -> Vec<Row> {
    app.rows("SELECT reason, safe_time, voicemail, danger, state, attempts FROM callback ORDER BY id").await
}

fn it(text: &Text) -> String {
    text.in_language(Language::Italian)
}

#[tokio::test]
async fn a_message_becomes_a_ticket_with_its_recording() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "1").await;
        caller.answer.has(&it(&text::call_welcome()));
        caller.presses("1").await.has(&it(&text::call_record()));
        assert!(matches!(caller.answer.then, Then::Record { most: 180, .. }));
        caller.speaks(12).await;

        let ticket = app.tickets().await.pop().unwrap();
        assert_eq!((&*ticket.kind, &*ticket.state, &*ticket.queue), ("question", "new", "front-office"));
        caller.answer.has(&it(&text::call_recorded(spoken(&ticket.reference))));
        assert!(caller.answer.is_over());
        caller.hangs_up().await;
        assert_eq!(callbacks(&app).await, [], "they got what they called for");
        assert_eq!(app.count("ticket").await, 1);

        let messages: Vec<(Option<uuid::Uuid>, String)> = app.rows("SELECT ticket_id, author FROM message").await;
        assert_eq!(messages, [(Some(ticket.id), "worker".to_owned())]);
        let languages: Vec<(String,)> = app.rows("SELECT language FROM ticket").await;
        assert_eq!(languages[0].0, "it");
        recordings::is_kept(&app, &caller.sid).await;
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test]
async fn somebody_asks_to_be_called_at_a_safe_time() {
    for engine in Engine::all() {
        for (key, voicemail) in [("1", "allowed"), ("2", "never")] {
            let (app, exchange) = start(engine, None).await;
            let mut caller = Caller::at(&app, &exchange, NUMBER, "12").await;
            caller.answer.has(&it(&text::call_time()));
            caller.presses("3").await.has(&it(&text::call_voicemail()));
            assert_eq!(app.count("callback").await, 0);
            caller.presses(key).await;
            let ticket = app.tickets().await.pop().unwrap();
            caller.answer.has(&it(&text::call_kept(spoken(&ticket.reference))));
            assert!(caller.answer.is_over());
            caller.hangs_up().await;
            let asked = Row { voicemail: voicemail.to_owned(), ..Row::open("asked", Some("evening")) };
            assert_eq!(callbacks(&app).await, [asked]);
        }
    }
}

#[tokio::test]
async fn a_request_made_on_telegram_tells_its_state_to_whoever_knows_its_number() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("Mes mots secrets").await;
        let ticket = app.tickets().await.pop().unwrap();
        let digits = ticket.reference.replace('-', "");

        let mut caller = Caller::at(&app, &exchange, NUMBER, "23").await;
        let english = |text: &Text| text.in_language(Language::English);
        caller.answer.has(&english(&text::call_reference()));
        assert!(matches!(&caller.answer.then, Then::Gather { most: 9, finish, .. } if finish == "#"));
        caller.presses(&digits).await.has(&english(&text::call_state(TicketState::New.told())));
        app.attend(ticket.id, TicketCommand::TakeOver).await;
        caller.presses("3").await;
        caller.presses(&digits).await.has(&english(&text::call_state(TicketState::Open.told())));
        assert!(!caller.answer.words().contains("secrets"));
        caller.hangs_up().await;
        assert_eq!((app.count("ticket").await, app.count("callback").await), (1, 0));
    }
}

#[tokio::test]
async fn three_wrong_numbers_of_requests_are_enough() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "13").await;
        // Mistyped, unknown, too short.
        let unknown = bot::reference::Reference::from_entropy(7).to_string().replace('-', "");
        for typed in ["123456789", &unknown, "12"] {
            caller.presses(typed).await.has(&it(&text::call_reference_wrong()));
        }
        assert!(!caller.answer.words().contains(&it(&text::call_key_request("3".to_owned()))));
        caller.presses("3").await.has(&it(&text::call_wrong_key()));
        // The next call may try again.
        let mut again = Caller::at(&app, &exchange, NUMBER, "1").await;
        again.presses("3").await.has(&it(&text::call_reference()));
    }
}

#[tokio::test]
async fn danger_names_the_hotlines_and_what_follows_is_urgent() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "14").await;
        caller.answer.has(&it(&text::emergency("1 1 2", "8 0 0, 2 9 0, 2 9 0")));
        caller.presses("1").await;
        caller.speaks(3).await;
        let ticket = app.tickets().await.pop().unwrap();
        assert!(ticket.urgent && ticket.kind == "urgent");

        let gone = Caller::at(&app, &exchange, "+393330000002", "14").await;
        gone.hangs_up().await;
        assert_eq!(callbacks(&app).await, [Row { danger: true, ..Row::open("abandoned", None) }]);
    }
}

#[tokio::test]
async fn each_language_is_said_by_a_voice_that_its_speakers_understand() {
    let (app, exchange) = start(Engine::Sqlite, None).await;
    let first = Caller::ring(&app, &exchange, NUMBER).await;
    let offers = |language: Language, key: &str| text::call_key_language(key.to_owned()).in_language(language);
    // Each offers itself, and none is offered twice.
    for (language, key) in Language::ALL.into_iter().zip(["1", "2", "3", "4", "5", "6", "7", "8"]) {
        first.answer.has(&offers(language, key));
    }
    for (place, language) in Language::ALL.into_iter().enumerate() {
        let keys = if place < 8 { (place + 1).to_string() } else { format!("9{}", place - 7) };
        let caller = Caller::at(&app, &exchange, NUMBER, &keys).await;
        let voices: &[&str] = match language {
            Language::Italian => &["it-IT"],
            Language::French | Language::Wolof | Language::Pulaar | Language::Pular => &["fr-FR"],
            Language::Arabic => &["arb"],
            Language::Mandinka => &["en-GB", "fr-FR"],
            Language::English | Language::Naija | Language::Edo | Language::Urdu => &["en-GB"],
        };
        let heard: std::collections::BTreeSet<_> = caller.answer.said.iter().map(|(voice, _)| voice.as_str()).collect();
        assert_eq!(heard.into_iter().collect::<Vec<_>>(), voices, "{language}");
        let languages: Vec<(Option<String>,)> = app.rows("SELECT language FROM conversation").await;
        assert_eq!(languages, [(Some(language.tag().to_owned()),)]);
    }
}

#[tokio::test]
async fn nobody_calls_a_hidden_number_back_and_no_two_of_them_are_one_person() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        for hidden in ["", "anonymous", "+266696687", "Restricted", "unknown", "client:somebody"] {
            let mut caller = Caller::at(&app, &exchange, hidden, "1").await;
            caller.presses("2").await.has(&it(&text::call_no_number()));
            let silent = Caller::at(&app, &exchange, hidden, "1").await;
            silent.hangs_up().await;
            caller.speaks_and_hangs_up(4).await;
        }
        assert_eq!(app.count("callback").await, 0);
        assert_eq!((app.count("contact").await, app.count("ticket").await), (12, 6));
    }
}
