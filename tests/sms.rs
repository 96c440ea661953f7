//! Text messages: the journey with keys alone, on a network that counts segments. Who says stop is in `stop`, who is allowed to
//! tell us anything in `origin`, what became of our messages in `delivery`, pictures in `media`, recorded forms in `payloads`.

mod delivery;
mod media;
mod origin;
mod payloads;
mod program;
mod stop;

use bot::{
    command::TicketCommand,
    language::Language,
    private::Private,
    sms::{Encoding, segments},
    text,
};
use tests::{
    App, Engine,
    app::OPEN,
    sms::{NUMBER, PUBLIC, Phone, Provider, Texts, on_screen, ours},
};
use uuid::Uuid;

/// A worker's number.
const WORKER: &str = "+393330000001";

/// The service with text messages, and their provider.
async fn start(engine: Engine) -> (App, Provider) {
    let provider = Provider::start().await;
    let app = App::with_channels(engine, OPEN, false, |webhooks, carriers| provider.open(webhooks, carriers)).await;
    (app, provider)
}

fn words(text: &str) -> Private<String> {
    Private::new(text.to_owned())
}

/// An irregular stay in Puglia, a gangmaster, willing to talk: case 2. To the question for a number.
const REPORT: [&str; 25] = [
    "no", "me", "puglia", "Foggia", "farm", "low", "continue", "long", "continue", "gear", "continue", "none", "none",
    "present", "ride", "continue", "many", "no", "month", "none", "yes", "no", "yes", "skip", "call",
];

#[tokio::test]
async fn with_keys_alone_from_the_first_message_to_the_last() {
    for engine in Engine::all() {
        for (number, language) in [(WORKER, Language::Italian), ("+221770000002", Language::Wolof)] {
            let (app, provider) = start(engine).await;
            journey(&app, &provider, number, language).await;
        }
    }
}

async fn journey(app: &App, provider: &Provider, number: &str, language: Language) {
    let mut phone = Phone::new(app, provider, number);
    let first = phone.types("0").await;
    for widely_read in Language::WIDELY_READ {
        first.has(&text::language_choose(), widely_read);
    }
    for offered in Language::ALL {
        assert!(first.text().contains(offered.endonym()), "{}", first.text());
    }
    let before = provider.sent_to(number).len();

    let welcome = phone.picks(language.tag()).await;
    for text in [text::welcome_1(), text::welcome_2(), text::welcome_3(), text::menu()] {
        welcome.has(&text, language);
    }
    phone.picks("report").await.has(&text::consent_1(), language);
    phone.picks("yes").await.has(&text::ask_danger(), language);
    phone.picks_all(&REPORT).await.has(&text::ask_phone(), language);
    // Twelve is no number: asked again.
    phone.types("12").await.has(&text::ask_phone(), language);
    phone.types("3330000009").await.has(&text::ask_time(), language);
    let summary = phone.picks("evening").await;
    summary.has(&text::summary_title(), language);
    assert!(summary.text().contains("Foggia"));
    let sent = phone.picks("send").await;

    let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
    assert_eq!((ticket.kind.as_str(), ticket.queue.as_str(), ticket.urgent), ("report", "focal-point", false));
    sent.has(&text::report_sent(ticket.reference.as_str()), language);
    let queue: Vec<(Uuid, String, String, Option<i32>)> =
        app.rows("SELECT ticket_id, queue, state, proposed_case FROM assessment").await;
    assert_eq!(queue, [(ticket.id, "focal-point".into(), "proposed".into(), Some(2))]);
    assert_eq!(app.count("report").await, 1);

    let answer = "Vieni allo sportello domani alle 9.";
    app.attend(ticket.id, TicketCommand::Answer { text: words(answer) }).await;
    let read = phone.reads().await;
    read.has(&text::answer_frame(answer, ticket.reference.as_str()), language);
    assert!(phone.types("1").await.0.is_empty(), "what is typed now is for the person");
    app.attend(ticket.id, TicketCommand::Validate).await;
    phone.reads().await.has(&text::news_validated(ticket.reference.as_str()), language);
    app.attend(ticket.id, TicketCommand::Close).await;
    phone.reads().await.has(&text::news_closed(ticket.reference.as_str()), language);

    let typed: Vec<_> = provider_saw(app).await;
    assert!(typed.iter().all(|words| words.chars().all(|c| c.is_ascii_digit())), "keys alone: {typed:?}");
    on_the_air(&provider.sent_to(number)[before..], language);
}

/// Everything that a worker has written, in all conversations.
async fn provider_saw(app: &App) -> Vec<String> {
    let rows: Vec<(Uuid, Vec<u8>, Uuid, Vec<u8>)> = app
        .rows(
            "SELECT m.id, m.body_sealed, k.contact_id, k.key_sealed FROM message m JOIN conversation v ON v.id = m.conversation_id
             JOIN contact_key k ON k.contact_id = v.contact_id WHERE m.author = 'worker' AND v.channel = 'sms'",
        )
        .await;
    let master = &app.database.master;
    let open = |(id, body, contact, key): (Uuid, Vec<u8>, Uuid, Vec<u8>)| {
        gateway::store::message::Body::open(&master.open_contact_key(contact, &key).unwrap(), id, &body).text
    };
    rows.into_iter().map(open).collect()
}

/// What was really sent: who to, from whom, in which alphabet.
fn on_the_air(sent: &[tests::sms::Sent], language: Language) {
    assert!(sent.len() > REPORT.len());
    for message in sent {
        let text = &message.body;
        assert_eq!((message.form["From"].as_str(), message.form.len()), (NUMBER, 4), "{:?}", message.form);
        assert!(message.callback.starts_with(&format!("{PUBLIC}/webhooks/sms/status?message=")));
        let odd = text.chars().find(|c| matches!(c, '’' | '‘' | '“' | '”' | '–' | '—' | '…' | '\u{2066}'..='\u{2069}' | '\u{2600}'..='\u{27BF}' | '\u{1F000}'..));
        assert_eq!(odd, None, "{text}");
        if language == Language::Italian {
            assert_eq!(segments(text).encoding, Encoding::Gsm7, "{text}");
        }
    }
    // Without its letters Wolof would be other words: "ñ" is in the 7-bit alphabet, "ë" and "ŋ" are not.
    let dear = sent.iter().filter(|message| segments(&message.body).encoding == Encoding::Ucs2).count();
    assert_eq!(dear > sent.len() / 2, language == Language::Wolof, "{dear} of {} in UCS-2", sent.len());
    let mut ids: Vec<_> = sent.iter().map(ours).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), sent.len(), "an id of its own for each");
}

/// A body of 1,600 characters is the longest that the provider takes.
#[tokio::test]
async fn a_long_answer_goes_in_parts_and_in_order() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::Italian).await;
        phone.picks("person").await;
        phone.types("2").await;
        phone.types("99").await;
        let ticket = app.tickets().await.pop().unwrap();
        let answer: Vec<_> = (0..900).map(|n| format!("parola{n}")).collect();
        app.attend(ticket.id, TicketCommand::Answer { text: words(&answer.join(" ")) }).await;
        let Texts(read) = phone.reads().await;
        let parts: Vec<_> =
            read.iter().filter(|sent| sent.body.contains("parola")).map(|sent| sent.body.as_str()).collect();
        assert!(parts.len() > 5 && parts.iter().all(|part| part.chars().count() <= 1600), "{} parts", parts.len());
        let arrived: Vec<_> =
            parts.iter().flat_map(|part| part.split_whitespace()).filter(|word| word.starts_with("parola")).collect();
        assert_eq!(arrived, answer, "every word, once, in its order");
        assert!(on_screen(&text::menu(), Language::Italian).is_ascii());
    }
}
