//! Telegram: what an update means, and how a message is sent (<https://core.telegram.org/bots/api>).
//!
//! teloxide gives the types of updates and methods. Its client is not used for sending: it sleeps ten seconds after any
//! 5xx, and here the outbox owns the retries.

mod client;
mod parse;

pub use client::{Settings, Telegram};
pub use parse::{Update, parse};

use super::Limits;
use bot::render::Capabilities;
use std::time::Duration;

/// sendMessage: 1–4096 characters; InlineKeyboardMarkup: 100 buttons is what clients show, labels are cut by the
/// screen at about 64; callback_data: 64 bytes.
///
/// "No more than 30 messages per second", "more than one message per second" to one chat only in short bursts
/// (core.telegram.org/bots/faq).
pub const LIMITS: Limits = Limits {
    capabilities: Capabilities { text: 4096, beside_buttons: 4096, buttons: 100, button: 64, sms: false },
    per_second: 30,
    burst: 20,
    pause: Duration::from_secs(1),
    ..Limits::POOREST
};
