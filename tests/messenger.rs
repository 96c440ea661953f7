//! Messenger and Instagram over their real surface: the webhook on one side, a stand-in of the Graph API on the other.

mod forged;
mod journey;
mod media;
mod payloads;
mod receipts;
mod windows;

use bot::{command::TicketCommand, language::Language, private::Private, text, text::Text};
use gateway::channel::Channel;
use tests::{
    App,
    app::Ticket,
    messenger::{Meta, Person},
};

/// Both, each on an id of its own.
const BOTH: [Channel; 2] = [Channel::Messenger, Channel::Instagram];

fn fr(text: &Text) -> String {
    text.in_language(Language::French)
}

fn answer(words: &str) -> TicketCommand {
    TicketCommand::Answer { text: Private::new(words.to_owned()) }
}

/// Somebody with an open question to a person.
async fn asked<'a>(app: &'a App, meta: &'a Meta, channel: Channel, id: u64) -> (Person<'a>, Ticket) {
    let mut person = Person::at_menu(app, meta, channel, id).await;
    person.presses("person").await.has(&fr(&text::person_ask()));
    person.says("Bonjour").await;
    let ticket = app.tickets().await.pop().unwrap();
    (person, ticket)
}

/// State and error of the last row of the outbox.
async fn last_row(app: &App) -> (String, Option<String>) {
    let mut rows: Vec<(String, Option<String>)> =
        app.rows("SELECT state, error FROM outbox ORDER BY message_id DESC LIMIT 1").await;
    rows.remove(0)
}
