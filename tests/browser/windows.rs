//! The way out, and one person with two windows.

use super::{window::Window, worker::Worker};
use bot::{command::TicketCommand, language::Language, private::Private, text};
use gateway::store::ticket;
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
};

#[tokio::test(flavor = "multi_thread")]
async fn close_quickly_leaves_nothing_on_the_screen() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "4-close", &app.url, Language::French).await;
    worker.window.click_css("#close").await;
    let gone = "return location.href === 'about:blank' && document.title === '' && document.body.textContent === ''";
    let _: bool = worker.window.wait("empty page", gone, vec![]).await;
    worker.window.client.back().await.unwrap();
    let at = worker.window.client.current_url().await.unwrap();
    assert!(!at.as_str().starts_with(&app.url), "“back” leads to {at}");

    // Whoever comes back on purpose finds the conversation where it was.
    worker.window.go(&app.url).await;
    worker.hears(&text::menu()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_of_one_person_both_get_the_answer() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::DESK, "4-windows", &app.url, Language::English).await;
    let client = &worker.window.client;
    let first = client.window().await.unwrap();
    let second = client.new_window(false).await.unwrap().handle;
    client.switch_to_window(second.clone()).await.unwrap();
    worker.window.go(&app.url).await;
    worker.hears(&text::menu()).await;
    worker.tap(&text::choice_person()).await;
    worker.hears(&text::person_ask()).await;
    worker.write("My boss does not pay me.").await;
    let reference = worker.reference().await;

    // What was written in one window stands in the other, once.
    client.switch_to_window(first.clone()).await.unwrap();
    worker.hears(&text::person_open(reference.to_string())).await;
    assert_eq!(times(&worker.window, "does not pay me").await, 1);

    let ticket = ticket::by_reference(&app.database.store, reference).await.unwrap().unwrap();
    let answer = "Thank you. We are looking at it.";
    app.attend(ticket, TicketCommand::Answer { text: Private::new(answer.to_owned()) }).await;
    for window in [first, second] {
        client.switch_to_window(window).await.unwrap();
        worker.hears_words(answer).await;
        assert_eq!(times(&worker.window, answer).await, 1);
        assert_eq!(times(&worker.window, "does not pay me").await, 1);
    }
    worker.window.picture("answer").await;
}

/// How often words stand in the conversation.
async fn times(window: &Window, words: &str) -> usize {
    let all: String = window.ask("return document.getElementById('log').textContent", vec![]).await;
    all.matches(words).count()
}
