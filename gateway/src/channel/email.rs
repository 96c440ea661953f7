//! E-mail: IMAP in, SMTP out.
//!
//! [`parse()`] says what a message is (`shape`: if it can be taken apart without harm), with [`automatic`] for what machines write, `bounce` for what comes back and
//! [`words`] for what the person wrote; [`mailbox`] fetches messages, [`client`] sends, over the same [`mod@line`]. An answer
//! belongs to its `thread`. Nothing here says what a conversation is about: not the subject, not a header, not a file's name.

pub mod automatic;
mod bounce;
pub mod client;
mod compose;
pub mod line;
pub mod mailbox;
mod meter;
mod parse;
mod shape;
mod thread;
pub mod words;

pub use client::Email;
pub use compose::Note;
pub use line::{Security, Server};
pub use parse::{Own, kept, parse, readable, unique, unknown};

use super::Limits;
use bot::{private::Private, render::Capabilities};
use std::{fmt, time::Duration};

/// No limit of its own; the pause keeps two machines that answer each other from filling a mailbox.
pub const LIMITS: Limits = Limits {
    capabilities: Capabilities { text: 20_000, beside_buttons: 20_000, buttons: 0, button: 0, sms: false },
    per_second: 5,
    burst: 10,
    pause: Duration::from_secs(10),
    forgeable: true,
    ..Limits::POOREST
};

/// Where the mailbox is and who we are there.
#[derive(Clone)]
pub struct Settings {
    /// Where messages are fetched.
    pub imap: Server,
    /// Where they are handed over.
    pub smtp: Server,
    /// How both lines are protected.
    pub security: Security,
    /// Another certificate authority to trust, as PEM: many public bodies have their own.
    pub ca: Option<Vec<u8>>,
    /// The same account on both servers.
    pub user: String,
    /// Its password.
    pub password: Private<String>,
    /// Who answers, and the folder that is read.
    pub own: Own,
    /// What stands beside the address; it must be harmless on a screen that others see.
    pub name: String,
    /// The folder that is read.
    pub folder: String,
    /// What has been taken is marked as read.
    pub marks_seen: bool,
    /// To all people together; 0 = no limit.
    pub per_second: u32,
}

impl Settings {
    /// What the mailbox is called in the store: a folder of an account on a server.
    pub fn mailbox_name(&self) -> String {
        format!("{}@{}/{}", self.user, self.imap.host, self.folder)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[e-mail]")
    }
}
