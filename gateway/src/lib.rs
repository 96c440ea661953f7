//! The gateway of Approdo: channels, store, outbox, console. What a message means is decided in `bot`.
//!
//! The way of a Telegram update to the Focal Point queue, in six functions:
//! [`inbound::telegram::telegram_webhook`] → [`channel::telegram::parse`] → [`turn::Turns::take`] → [`bot::turn::advance`] →
//! [`bot::eligibility::assess`] → [`store::ticket::submit_report`], whose row is the entry in the queue. The answer goes
//! back by [`turn::Turns::attend`] and [`outbound::run`].
//!
//! `channel` never uses `store`'s tables or the console; `console` never uses `channel`; `inbound`, `turn` and `outbound` join them.

pub mod channel;
pub mod clock;
pub mod config;
pub mod console;
pub mod files;
pub mod http;
pub mod inbound;
pub mod jobs;
pub mod live;
pub mod outbound;
pub mod private_files;
pub mod seal;
pub mod serve;
pub mod store;
pub mod tasks;
pub mod telemetry;
pub mod terminal;
pub mod turn;
