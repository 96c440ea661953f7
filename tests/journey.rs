//! A worker's way through the whole service on Telegram, with the staff on the other side: first message, report, queue of
//! the Focal Point, answer, decision. A person in charge is in `person`, workers who go away in `leaving`; what
//! goes wrong, in [`crate::bad_input`] and [`crate::delivery`].

mod leaving;
mod person;

use bot::{command::TicketCommand, language::Language, private::Private, text, text::Text};
use serde_json::json;
use tests::{
    App, Engine, Worker,
    reports::{CALABRIA, REGULAR},
};
use uuid::Uuid;

fn fr(text: &Text) -> String {
    text.in_language(Language::French)
}

fn wo(text: &Text) -> String {
    text.in_language(Language::Wolof)
}

fn words(text: &str) -> Private<String> {
    Private::new(text.to_owned())
}

/// A worker in the report, at its first question.
async fn in_report<'a>(app: &'a App, chat: i64) -> Worker<'a> {
    let mut worker = Worker::at_menu(app, chat, "fr").await;
    worker.presses("report").await;
    worker.presses("yes").await.has(&fr(&text::ask_danger()));
    worker
}

/// A worker who has sent a report from Puglia; returns its ticket, too.
async fn reported<'a>(app: &'a App, chat: i64) -> (Worker<'a>, tests::app::Ticket) {
    let mut worker = in_report(app, chat).await;
    worker.answers(&[("danger", "no"), ("about", "me"), ("region", "puglia"), ("province", "Foggia")]).await;
    worker.answers(&REGULAR).await;
    worker.answers(&[("summary", "send")]).await;
    let ticket = app.tickets().await.pop().unwrap();
    (worker, ticket)
}

#[tokio::test]
async fn by_webhook() {
    for engine in Engine::all() {
        from_the_first_message_to_the_last(&App::start(engine).await).await;
    }
}

#[tokio::test]
async fn by_polling() {
    for engine in Engine::all() {
        let app = App::polling(engine).await;
        from_the_first_message_to_the_last(&app).await;
        let answered = app
            .telegram
            .calls()
            .iter()
            .filter(|(method, _)| method.eq_ignore_ascii_case("answerCallbackQuery"))
            .count();
        assert!(answered > CALABRIA.len(), "every pressed button is answered, not only {answered}");
    }
}

async fn from_the_first_message_to_the_last(app: &App) {
    let mut worker = Worker::new(app, 7001);
    let first = worker.says("salaamaalekum").await;
    for language in Language::WIDELY_READ {
        first.has(&text::language_choose().in_language(language));
    }
    let offered: Vec<_> = worker.offered().into_iter().map(|(label, _)| label).collect();
    // The stand-in's platform speaks French: that comes first, and all eleven are there.
    let mut expected = Language::ALL.map(Language::endonym);
    expected[..3].rotate_right(1);
    assert_eq!(offered, expected);

    let welcome = worker.presses("wo").await;
    let at = |part: &str| welcome.text().find(part).unwrap_or_else(|| panic!("{part} is not in {}", welcome.text()));
    for safety in [text::welcome_1(), text::welcome_2(), text::welcome_3()] {
        assert!(at(&wo(&safety)) < at(&fr(&safety)), "Wolof first, then the reading language");
    }
    assert!(at(&fr(&text::welcome_3())) < at(&wo(&text::menu())), "then the menu");

    let consent = worker.presses("report").await;
    for part in [text::consent_1(), text::consent_2(), text::consent_3()] {
        consent.has(&wo(&part));
        consent.has(&fr(&part));
    }
    worker.presses("yes").await.has(&wo(&text::ask_danger()));
    assert_eq!(app.count("ticket").await, 0, "nothing is opened before it is sent");

    worker.answers(&CALABRIA).await.has(&wo(&text::ask_words()));
    worker.says("Sama njaatige jël na sama xaalis.").await.has(&wo(&text::words_kept()));
    let summary = worker.answers(&[("words", "continue"), ("contact", "here"), ("time", "evening")]).await;
    summary.has(&wo(&text::summary_title()));
    summary.has("Reggio Calabria");
    summary.has_not("xaalis");
    let sent = worker.answers(&[("summary", "send")]).await;

    let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
    let reference = ticket.reference.as_str();
    assert_eq!(
        (ticket.kind.as_str(), ticket.state.as_str(), ticket.urgent, ticket.queue.as_str()),
        ("report", "new", false, "focal-point")
    );
    for part in [text::report_sent(reference), text::report_next_focal(), text::report_when_open(), text::menu()] {
        sent.has(&wo(&part));
    }
    type Entry = (Uuid, String, String, Option<i32>, String, Option<String>);
    let queue: Vec<Entry> =
        app.rows("SELECT ticket_id, queue, state, proposed_case, matching, region FROM assessment").await;
    let expected =
        (ticket.id, "focal-point".into(), "proposed".into(), Some(2), "access-point".into(), Some("calabria".into()));
    assert_eq!(queue, [expected]);
    assert_eq!(app.count("report").await, 1);

    // The answer, and a conversation between two people.
    let staff = app.attend(ticket.id, TicketCommand::Answer { text: words("Ñëwal ci biro bi ëllëg.") }).await;
    let answer = worker.reads().await;
    answer.has(&wo(&text::person_here()));
    answer.has(&wo(&text::answer_frame("Ñëwal ci biro bi ëllëg.", reference)));
    let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
    assert_eq!((ticket.state.as_str(), ticket.owner_id), ("answered", Some(staff)));

    assert!(worker.says("Jërëjëf, dinaa ñëw").await.0.is_empty(), "the bot stays out");
    assert!(worker.says("1").await.0.is_empty(), "a number is for the person, too");
    let belongs: Vec<(String, bool)> =
        app.rows("SELECT author, ticket_id IS NOT NULL FROM message ORDER BY id DESC LIMIT 2").await;
    assert_eq!(belongs, [("worker".to_owned(), true), ("worker".to_owned(), true)]);
    assert_eq!(app.tickets().await[0].state, "open", "the worker has written: it is the helpdesk's turn");

    app.attend(ticket.id, TicketCommand::HandBack).await;
    worker.reads().await.has(&wo(&text::person_gone()));
    let requests = worker.presses("requests").await;
    requests.has(reference);
    requests.has(&wo(&text::requests_answer("Ñëwal ci biro bi ëllëg.")));
    requests.has(&wo(&text::state_open()));

    app.attend(ticket.id, TicketCommand::Close).await;
    worker.reads().await.has(&wo(&text::news_closed(reference)));
    assert_eq!(app.tickets().await[0].state, "closed");
    app.turns.attend(staff, ticket.id, TicketCommand::Close).await.unwrap_err();
    worker.says("menu").await.has(&wo(&text::menu()));
}

#[tokio::test]
async fn a_shared_place_answers_region_and_province() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = in_report(&app, 1).await;
        worker.answers(&[("danger", "no"), ("about", "group")]).await.has(&fr(&text::ask_region()));
        let sea = app.telegram.message(1, json!({"location": {"latitude": 36.0, "longitude": 3.0}}));
        worker.does(&sea).await.has(&fr(&text::place_unknown()));
        let foggia = app.telegram.message(1, json!({"location": {"latitude": 41.46, "longitude": 15.54}}));
        let found = worker.does(&foggia).await;
        found.has(&fr(&text::place_found("Foggia (Puglia)")));
        found.has(&fr(&text::ask_sector()));
        worker.answers(&REGULAR).await.has("Foggia");
        worker.answers(&[("summary", "send")]).await;
        let queue: Vec<(String, Option<i32>, String, Option<String>)> =
            app.rows("SELECT queue, proposed_case, matching, region FROM assessment").await;
        assert_eq!(queue, [("focal-point".into(), Some(4), "focal-point".into(), Some("puglia".into()))]);
    }
}

#[tokio::test]
async fn decisions_of_the_focal_point_say_little() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let decided = async || -> Vec<(String, bool)> {
            app.rows("SELECT state, decided_by IS NOT NULL FROM assessment ORDER BY ticket_id").await
        };
        let (mut worker, ticket) = reported(&app, 1).await;
        app.attend(ticket.id, TicketCommand::Validate).await;
        assert_eq!(worker.reads().await.text(), fr(&text::news_validated(ticket.reference.as_str())));

        let (mut worker, ticket) = reported(&app, 2).await;
        app.attend(ticket.id, TicketCommand::Orient { reason: words("Fuori dai criteri") }).await;
        let heard = worker.reads().await;
        assert_eq!(heard.text(), fr(&text::news_oriented(ticket.reference.as_str())));
        app.turns.attend(Uuid::now_v7(), ticket.id, TicketCommand::Validate).await.unwrap_err();

        let (mut worker, ticket) = reported(&app, 3).await;
        app.attend(ticket.id, TicketCommand::AskMore { question: words("Depuis quand ?") }).await;
        worker.reads().await.has(&fr(&text::news_question("Depuis quand ?", ticket.reference.as_str())));
        let expected = ["validated", "oriented", "more-asked"].map(|state| (state.to_owned(), true));
        assert_eq!(decided().await, expected);

        assert!(worker.says("Depuis mars").await.0.is_empty(), "the answer is for the person who asked");
        assert_eq!(decided().await[2].0, "proposed", "and is to be looked at again");
        assert!(worker.reads().await.0.is_empty());
    }
}

#[tokio::test]
async fn danger_opens_an_urgent_ticket_at_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = in_report(&app, 1).await;
        let told = worker.answers(&[("danger", "yes")]).await;
        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        told.has(&fr(&text::emergency("112", "800 290 290")));
        told.has(&fr(&text::emergency_told("112", ticket.reference.as_str())));
        told.has(&fr(&text::ask_about()));
        assert_eq!((ticket.kind.as_str(), ticket.state.as_str(), ticket.urgent), ("urgent", "new", true));

        worker.says("au secours").await.has(&fr(&text::emergency_told("112", ticket.reference.as_str())));
        let of_ticket: Vec<(i64,)> =
            app.rows("SELECT COUNT(*) FROM message WHERE author = 'worker' AND ticket_id IS NOT NULL").await;
        assert_eq!((app.count("ticket").await, of_ticket[0].0), (1, 2), "the second cry joins the first");

        worker.answers(&[("about", "me"), ("region", "sicilia"), ("province", "skip")]).await;
        worker.answers(&REGULAR).await;
        worker.answers(&[("summary", "send")]).await.has(&fr(&text::report_next_front()));
        let [ticket] = &app.tickets().await[..] else { panic!("the report joins it, too") };
        assert_eq!((ticket.urgent, ticket.queue.as_str()), (true, "front-office"));
        let sheet: Vec<(String, Option<i32>)> = app.rows("SELECT queue, proposed_case FROM assessment").await;
        assert_eq!(sheet, [("front-office".into(), Some(1))]);

        let mut asked = Worker::at_menu(&app, 2, "fr").await;
        asked.presses("emergency").await.has(&fr(&text::emergency_ask_ticket()));
        assert_eq!(app.count("ticket").await, 1, "without consent a person is told only after a yes");
        asked.presses("yes").await;
        assert!(app.tickets().await[1].urgent);

        // Before anything is known of somebody, not even a language, the numbers come first.
        let mut nobody = Worker::new(&app, 3);
        let told = nobody.says("SOS").await;
        for language in Language::WIDELY_READ {
            told.has(&text::emergency("112", "800 290 290").in_language(language));
        }
        assert_eq!((nobody.offered().len(), app.count("ticket").await), (Language::ALL.len(), 2));
    }
}

/// Two people in danger, one telephone: what the first told must still be there.
#[tokio::test]
async fn a_second_danger_keeps_the_first_report() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = in_report(&app, 1).await;
        for (region, again) in [("puglia", true), ("sicilia", false)] {
            worker.answers(&[("danger", "yes"), ("about", "other"), ("region", region), ("province", "skip")]).await;
            worker.answers(&REGULAR).await;
            worker.answers(&[("summary", "send")]).await;
            if again {
                worker.presses("report").await;
            }
        }
        let told: Vec<(Option<String>,)> = app.rows("SELECT region FROM report ORDER BY ticket_id").await;
        assert_eq!(told, [(Some("puglia".to_owned()),), (Some("sicilia".to_owned()),)]);
    }
}
