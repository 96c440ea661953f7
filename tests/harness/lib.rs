//! What the tests share: the whole service on a database of its own, a stand-in of Telegram, a clock that stands still.
//!
//! [`App`] is the service behind its real router; [`telegram::StandIn`] the other side of the Bot API,
//! [`messenger::Meta`] of the Graph API; [`engine`] the
//! databases; [`talk`] a worker who talks to the bot alone, without gateway; [`worker`] one who goes through all of it.
//! [`App`] is the service behind its real router; [`telegram::StandIn`] the other side of the Bot API; [`engine`] the
//! databases; [`talk`] a worker who talks to the bot alone, without gateway; [`worker`] one who goes through all of it, [`voice`] one who calls.

pub mod app;
pub mod chromium;
pub mod dialogue;
pub mod disk;
pub mod engine;
pub mod faulty;
pub mod mail;
pub mod messenger;
pub mod old_seals;
pub mod payloads;
pub mod process;
pub mod recorded;
pub mod reports;
pub mod second_factor;
pub mod seed;
pub mod services;
pub mod sms;
pub mod talk;
pub mod telegram;
pub mod voice;
pub mod whatsapp;
pub mod worker;

pub use app::App;
pub use engine::Engine;
pub use worker::Worker;
