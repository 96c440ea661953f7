//! Anybody can write any sender on a mail or a text message: what reads, links or deletes is asked back there with a code.

use super::provider::{Person, Provider};
use bot::{command::TicketCommand, language::Language, private::Private, receipt::Code, text, text::Text};
use gateway::channel::Channel::{self, Email, Sms};
use jiff::SignedDuration;
use std::sync::Arc;
use tests::{App, Engine, Worker};

const FROM: &str = "worker@example.org";

fn fr(text: &Text) -> String {
    text.in_language(Language::French)
}

/// Letters that a telephone's alphabet lacks are written without their marks.
fn plain(text: &str) -> String {
    bot::understand::plain(text)
}

fn last(provider: &Provider) -> String {
    provider.went_to(FROM).pop().unwrap().text
}

#[track_caller]
fn says(heard: &str, text: &Text) {
    assert!(plain(heard).contains(&plain(&fr(text))), "“{}” is not in “{heard}”", fr(text));
}

#[track_caller]
fn code(provider: &Provider) -> String {
    let heard = last(provider);
    Code::read(&heard).unwrap_or_else(|| panic!("no code in {heard}")).to_string()
}

fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

/// Somebody whose question was answered.
async fn answered(app: &App, channel: Channel) -> Person<'_> {
    let (person, ticket) = Person::asked(app, channel, FROM).await;
    app.attend(ticket.id, TicketCommand::Answer { text: Private::new("La reponse".to_owned()) }).await;
    app.attend(ticket.id, TicketCommand::HandBack).await;
    person
}

#[tokio::test]
async fn forged_messages_delete_nothing_and_the_code_does() {
    for engine in Engine::all() {
        for channel in [Email, Sms] {
            let (provider, app): (Arc<Provider>, App) = Provider::start(engine, channel).await;
            let person = answered(&app, channel).await;
            // Three messages in somebody's name, as they erased a case before.
            for forged in ["effacer mes données", "1", "oui", "Oui, tout effacer", "123456", "000000 111111 222222"] {
                person.says(forged).await;
            }
            person.presses("erase", "erase-yes").await;
            assert_eq!((app.count("erasure").await, app.count("ticket").await), (0, 1));

            person.says("menu").await;
            person.says("effacer mes données").await;
            says(&last(&provider), &text::erase_ask());
            let first = code(&provider);
            person.says("menu").await;
            person.says(&first).await;
            assert_eq!(app.count("erasure").await, 0, "a code is for what it was asked for, there and then");
            person.says("effacer mes données").await;
            let second = code(&provider);
            person.says(&second).await;
            says(&last(&provider), &text::erase_done("24/11", "10:00"));
            assert_eq!(app.count("erasure").await, 1);
            person.says("garder").await;
            says(&last(&provider), &text::erase_kept());
            person.says(&second).await;
            assert_eq!(app.count("erasure").await, 0, "once");
            assert_eq!(app.count("quarantine").await, 0);
        }
    }
}

#[tokio::test]
async fn answers_are_read_with_a_code_once() {
    for engine in Engine::all() {
        for channel in [Email, Sms] {
            let (provider, app): (Arc<Provider>, App) = Provider::start(engine, channel).await;
            let person = answered(&app, channel).await;
            let before = provider.went_to(FROM).len();
            let read = |provider: &Provider| {
                provider.went_to(FROM)[before..].iter().any(|went| went.text.contains("La reponse"))
            };
            person.says("menu").await;
            person.presses("menu", "requests").await;
            let right = code(&provider);
            // Three wrong ones, and it is worth nothing any more.
            for _ in 0..3 {
                person.says(&wrong(&right)).await;
            }
            person.says(&right).await;
            assert!(!read(&provider));
            person.says("menu").await;
            person.presses("menu", "requests").await;
            let late = code(&provider);
            app.later(SignedDuration::from_hours(1)).await;
            person.says(&late).await;
            says(&last(&provider), &text::prove_wrong());
            assert!(!read(&provider));

            person.presses("menu", "requests").await;
            person.says(&code(&provider)).await;
            assert!(read(&provider));
            let shown = provider.went_to(FROM).len();
            person.presses("menu", "requests").await;
            person.says("ciao").await;
            assert!(!provider.went_to(FROM)[shown..].iter().any(|went| went.text.contains("La reponse")));
        }
    }
}

#[tokio::test]
async fn a_mail_links_with_a_code_and_is_flooded_by_nobody() {
    for engine in Engine::all() {
        let (provider, app): (Arc<Provider>, App) = Provider::start(engine, Email).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        let told = worker.says("Bonjour").await.text();
        let secret = Code::read(&told.replace(&app.tickets().await[0].reference, "")).unwrap();
        let receipt = format!("{} {secret}", app.tickets().await[0].reference);
        let person = Person::at_menu(&app, Email, FROM).await;
        person.presses("menu", "requests").await;
        person.presses("requests", "link").await;
        person.says(&receipt).await;
        says(&last(&provider), &text::link_offer());
        person.says("oui").await;
        assert_eq!(app.count("channel_link").await, 0);
        person.says(&code(&provider)).await;
        says(&last(&provider), &text::link_waits("24/11", "10:00"));
        assert_eq!(app.count("channel_link").await, 1);

        for _ in 0..30 {
            person.says("menu").await;
            person.says("effacer mes données").await;
        }
        let codes = provider.went_to(FROM).iter().filter(|went| went.text.contains(&fr(&text::erase_ask()))).count();
        assert_eq!(codes, 19, "twenty a day, one of them for the link");
        says(&last(&provider), &text::prove_wrong());
    }
}
