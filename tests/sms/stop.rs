//! Who says stop, by words or through the provider, hears nothing more until they say otherwise.

use super::{WORKER, start, words};
use bot::{command::TicketCommand, language::Language, text, text::Text};
use reqwest::StatusCode;
use tests::{
    App, Engine,
    app::Ticket,
    sms::{Failure, Phone, Provider, post_signed},
};

/// Quiet by their own word; not reachable by the provider's.
async fn state(app: &App) -> (bool, bool) {
    let rows: Vec<(bool, Option<i64>)> =
        app.rows("SELECT quiet, blocked_at FROM conversation WHERE channel = 'sms'").await;
    (rows[0].0, rows[0].1.is_some())
}

fn all(text: &Text, language: Language) -> Vec<String> {
    text.in_language(language).split(['،', ',']).map(|word| word.trim().to_owned()).collect()
}

#[tokio::test]
async fn stop_and_start_in_every_language() {
    let (app, provider) = start(Engine::Sqlite).await;
    for (i, language) in Language::ALL.into_iter().enumerate() {
        let mut phone = Phone::at_menu(&app, &provider, &format!("+3933300000{i:02}"), language).await;
        let own = all(&text::words_stop(), language);
        let stops = ["STOP", "stop", "Stop", " stop. "].into_iter().map(str::to_owned).chain(own);
        let mut starts = ["START", "start", "Start"].into_iter().cycle();
        for stop in stops {
            let stopped = phone.types(&stop).await;
            stopped.has(&text::stopped(), language);
            assert_eq!(stopped.0.len(), 1, "{language} {stop}: nothing is asked any more");
            let start = starts.next().unwrap();
            let resumed = phone.types(start).await;
            resumed.has(&text::resumed(), language);
            resumed.has(&text::menu(), language);
        }
        phone.types("start").await.has(&text::menu(), language);
    }
}

/// A worker with an open question to a person.
async fn asked<'a>(app: &'a App, provider: &'a Provider) -> (Phone<'a>, Ticket) {
    let mut phone = Phone::at_menu(app, provider, WORKER, Language::French).await;
    phone.picks("person").await;
    phone.types("Bonjour").await;
    let ticket = app.tickets().await.pop().unwrap();
    (phone, ticket)
}

async fn opts(phone: &Phone<'_>, words: &str, kind: &str) {
    let mut form = phone.provider.message(&phone.number, words);
    form.push(("OptOutType".to_owned(), kind.to_owned()));
    assert_eq!(post_signed(phone.app, "/webhooks/sms", &form).await, StatusCode::OK);
}

#[tokio::test]
async fn who_stops_at_the_provider_is_not_even_tried() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let (mut phone, ticket) = asked(&app, &provider).await;
        phone.types("menu").await;
        let tried = provider.attempts(WORKER);
        opts(&phone, "STOP", "STOP").await;
        app.settled().await;
        assert_eq!(state(&app).await, (true, true));
        assert_eq!(provider.attempts(WORKER), tried, "the provider has confirmed it in its own words");

        app.attend(ticket.id, TicketCommand::Answer { text: words("Voici") }).await;
        assert_eq!(provider.attempts(WORKER), tried);
        let held: Vec<(String,)> = app.rows("SELECT error FROM outbox WHERE state = 'held'").await;
        assert_eq!(held, [("stop".to_owned(),)], "the answer waits");

        opts(&phone, "START", "START").await;
        let read = phone.reads().await;
        read.has(&text::answer_frame("Voici", ticket.reference.as_str()), Language::French);
        assert_eq!(state(&app).await, (false, false));

        // Asking for help changes nothing about it.
        opts(&phone, "HELP", "HELP").await;
        app.attend(ticket.id, TicketCommand::Answer { text: words("Encore") }).await;
        phone.reads().await.has(&text::answer_frame("Encore", ticket.reference.as_str()), Language::French);
    }
}

/// Only the provider's own word for it opens the way again, whatever else somebody writes.
#[tokio::test]
async fn other_words_do_not_undo_a_stop_at_the_provider() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
        let tried = provider.attempts(WORKER);
        opts(&phone, "ARRET", "STOP").await;
        app.settled().await;
        assert!(phone.types("bonjour").await.0.is_empty());
        assert_eq!((state(&app).await, provider.attempts(WORKER)), ((false, true), tried));
        opts(&phone, "START", "START").await;
        phone.reads().await.has(&text::menu(), Language::French);
    }
}

/// Somebody who has stopped before they chose a language has said nothing that the bot could take for a stop.
#[tokio::test]
async fn who_stops_before_the_first_answer_hears_nothing() {
    let (app, provider) = start(Engine::Sqlite).await;
    let mut phone = Phone::new(&app, &provider, WORKER);
    opts(&phone, "STOP", "STOP").await;
    app.settled().await;
    assert_eq!((provider.attempts(WORKER), state(&app).await.1), (0, true));
    opts(&phone, "START", "START").await;
    phone.reads().await.has(&text::language_choose(), Language::Italian);
}

#[tokio::test]
async fn a_stop_that_only_the_provider_knows_is_learnt_from_its_refusal() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let (mut phone, ticket) = asked(&app, &provider).await;
        provider.fail_next(Failure::Refused(400, Some(21610), None));
        assert!(phone.types("menu").await.0.is_empty());
        assert_eq!(state(&app).await, (false, true));
        let tried = provider.attempts(WORKER);
        app.attend(ticket.id, TicketCommand::Answer { text: words("Voici") }).await;
        assert_eq!(provider.attempts(WORKER), tried, "nobody insists");
        let read = phone.types("START").await;
        read.has(&text::answer_frame("Voici", ticket.reference.as_str()), Language::French);
        assert!(!state(&app).await.1);
    }
}
