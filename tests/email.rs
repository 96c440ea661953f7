//! E-mail: recorded messages parsed to the same few values, and the whole service between a real IMAP and a real SMTP server.

mod forged;
mod hostile;
mod journey;
mod machines;
mod payloads;
mod program;
mod threads;
mod trouble;

use gateway::channel::{
    Carrier,
    email::{Email, Settings},
};
use std::sync::Arc;
use tests::{App, Engine, app::OPEN, mail::Reading};

/// The service with this mailbox beside Telegram, reading it.
async fn service(engine: Engine, settings: &Arc<Settings>) -> (App, Reading) {
    let app = App::with_channels(engine, OPEN, false, |_, carriers| {
        carriers.push(Arc::new(Email::new(settings.clone())) as Arc<dyn Carrier>);
    })
    .await;
    let reading = Reading::start(&app, settings);
    (app, reading)
}
