//! Text messages by a Twilio-compatible API: what a form means, and how a message is sent
//! (<https://www.twilio.com/docs/messaging>).
//!
//! Who writes STOP is refused by the provider itself from then on (21610). Where it says so with the message (`OptOutType`,
//! Advanced Opt-Out) the conversation's route remembers it in the turn's own transaction, and [`Sms`] does not even try:
//! the provider has confirmed the stop in its own words. Where it does not say so, the first refusal has the same effect.

mod client;
mod errors;
mod fetch;
mod parse;

pub use client::Sms;
pub use parse::{number, parse, parse_status};

use super::{Limits, twilio::Account};
use bot::render::Capabilities;
use std::time::Duration;

/// Where the provider reports what became of a message; our id follows in the query.
pub const STATUS_PATH: &str = "/webhooks/sms/status";

/// Asks the provider to repeat a call that was not answered well, five times within its 15 seconds
/// (<https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides>). Without it only a call that found nobody
/// is repeated. A fragment is not sent to us; whether it is signed is written nowhere, so both is taken.
pub const REPEATED: &str = "#rc=5&rp=all";

/// A body of 1,600 characters is the longest that is taken; what is paid is counted in segments, see [`bot::sms`].
pub const LIMITS: Limits = Limits {
    capabilities: Capabilities { text: 1600, beside_buttons: 1600, buttons: 0, button: 0, sms: true },
    per_second: 10,
    burst: 5,
    pause: Duration::from_secs(1),
    echoes: true,
    forgeable: true,
    ..Limits::POOREST
};

/// The account and what it sends from.
#[derive(Clone)]
pub struct Settings {
    /// Signs what comes, and pays for what goes.
    pub account: Account,
    /// What people see and answer.
    pub sender: Sender,
    /// To all people together; 0 = no limit.
    pub per_second: u32,
}

/// What people see as the sender. A name would do for the provider, but nobody can answer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sender {
    /// One number, E.164.
    Number(String),
    /// A pool of numbers (`MG…`), of which the provider keeps one for each person.
    Service(String),
}
