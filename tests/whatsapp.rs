//! WhatsApp through the whole service, against a stand-in of the Cloud API: recorded deliveries in `payloads`, what proves
//! them and what bad input gets in `webhook`, a report from the first message to the answer that was read in `journey`, the
//! 24 hours in `window`, receipts and crashes in `receipts`, files in `media`, errors of the provider in `errors`.

mod errors;
mod journey;
mod media;
mod payloads;
mod receipts;
mod webhook;
mod window;

use bot::{command::TicketCommand, language::Language, private::Private, text::Text};
use jiff::SignedDuration;
use tests::{
    App,
    app::Ticket,
    whatsapp::{Graph, Person},
};

/// Numbers that nobody has.
const WORKER: &str = "16505551234";
const SECOND: &str = "16505559999";

fn fr(text: &Text) -> String {
    text.in_language(Language::French)
}

fn answer(words: &str) -> TicketCommand {
    TicketCommand::Answer { text: Private::new(words.to_owned()) }
}

#[track_caller]
fn has(heard: &[String], part: &str) {
    assert!(heard.iter().any(|words| words.contains(part)), "“{part}” is not in {heard:?}");
}

/// Somebody with an open question to a person.
async fn asked<'a>(app: &'a App, graph: &'a Graph) -> (Person<'a>, Ticket) {
    let mut person = Person::at_menu(app, graph, WORKER).await;
    person.presses("person").await;
    person.says("Bonjour").await;
    let ticket = app.tickets().await.pop().unwrap();
    (person, ticket)
}

/// The outbox looks again, as it does every two seconds; what is due now goes out.
async fn after(app: &App, milliseconds: i64) {
    app.clock.advance(SignedDuration::from_millis(milliseconds));
    app.turns.outbox_filled.send_replace(());
    app.settled().await;
}

const DAY: i64 = 24 * 3_600_000;

/// States and errors of all messages on their way out, the oldest first.
async fn outbox(app: &App) -> Vec<(String, Option<String>)> {
    app.rows("SELECT state, error FROM outbox ORDER BY message_id").await
}
