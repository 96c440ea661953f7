//! Telegram: what an update means, and how a message is sent (<https://core.telegram.org/bots/api>).
//!
//! teloxide gives the types of updates and methods. Its client is not used for sending: it sleeps ten seconds after any
//! 5xx, and here the outbox owns the retries.

mod client;
mod parse;

pub use client::{Settings, Telegram};
pub use parse::{Update, parse};

use bot::render::Capabilities;

/// sendMessage: 1–4096 characters; InlineKeyboardMarkup: 100 buttons is what clients show, labels are cut by the
/// screen at about 64; callback_data: 64 bytes.
pub const CAPABILITIES: Capabilities = Capabilities { text: 4096, buttons: 100, button: 64 };
