//! The whole way of a worker by numbers, through both servers.

use super::service;
use bot::{command::TicketCommand, language::Language, private::Private, text};
use std::{collections::HashSet, sync::Arc};
use tests::{
    Engine,
    mail::{Correspondent, Servers, read},
    reports::CALABRIA,
};
use uuid::Uuid;

fn fr(text: &text::Text) -> String {
    text.in_language(Language::French)
}

#[track_caller]
fn has(heard: &str, part: &str) {
    assert!(heard.contains(part), "“{part}” is not in “{heard}”");
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_message_to_the_answer() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, _reading) = service(engine, &settings).await;
        let mut worker = Correspondent::new(&app, servers.person("worker"), &settings);

        let first = worker.says("Bonjour").await;
        for language in Language::WIDELY_READ {
            has(&first, &text::language_choose().in_language(language));
            has(&first, &text::mail_how().in_language(language));
        }
        let menu = worker.chooses("fr").await;
        has(&menu, &fr(&text::menu()));
        has(&menu, &fr(&text::mail_how()));
        has(&worker.chooses("report").await, &fr(&text::consent_1()));
        has(&worker.chooses("yes").await, &fr(&text::ask_danger()));
        has(&worker.answers(&CALABRIA).await, &fr(&text::ask_words()));
        has(&worker.says("On m'a pris mon passeport.").await, &fr(&text::words_kept()));
        worker.answers(&[("words", "continue"), ("contact", "here"), ("time", "evening")]).await;
        let sent = worker.answers(&[("summary", "send")]).await;
        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        has(&sent, &fr(&text::report_sent(ticket.reference.as_str())));
        let queue: Vec<(String, Option<i32>, Option<String>)> =
            app.rows("SELECT queue, proposed_case, region FROM assessment").await;
        assert_eq!(queue, [("focal-point".to_owned(), Some(2), Some("calabria".to_owned()))]);

        // A person answers, and is answered.
        let words = "Venez au bureau demain.";
        app.turns
            .attend(Uuid::now_v7(), ticket.id, TicketCommand::Answer { text: Private::new(words.to_owned()) })
            .await
            .unwrap();
        let answer = worker.reads().await;
        has(&answer, words);
        assert!(!answer.contains(&fr(&text::mail_how())), "a person writes their own words");
        worker.talk.state.in_charge = bot::conversation::InCharge::Person(ticket.reference());
        assert_eq!(worker.says("Merci, je viens").await, "");
        assert_eq!(app.tickets().await[0].state, "open");

        tell_nothing(&worker.letters().await, &ticket.reference);
    }
}

/// Outside their bodies all messages look alike, whatever they are about: a screen shows the subject to whoever stands by.
fn tell_nothing(letters: &[Vec<u8>], reference: &str) {
    let harmless: HashSet<_> = Language::ALL.map(|language| text::mail_subject().in_language(language)).into();
    let mut names = HashSet::new();
    assert!(letters.len() > 30);
    for letter in letters {
        let message = read(letter);
        assert!(harmless.contains(message.subject().unwrap()));
        let head = String::from_utf8_lossy(letter);
        let (head, _) = head.split_once("\r\n\r\n").unwrap();
        assert!(!head.contains(reference) && !head.to_lowercase().contains("approdo"), "{head}");
        names.extend(message.headers().iter().map(|header| header.name().to_lowercase()));
        let ours = message.from().unwrap().first().unwrap();
        assert_eq!(ours.name(), Some("help"));
    }
    let known = [
        "auto-submitted",
        "content-transfer-encoding",
        "content-type",
        "date",
        "delivered-to",
        "from",
        "in-reply-to",
        "message-id",
        "mime-version",
        "received",
        "references",
        "return-path",
        "subject",
        "to",
        "x-auto-response-suppress",
    ];
    let unknown: Vec<_> = names.iter().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
