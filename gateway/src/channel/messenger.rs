//! Messenger and Instagram, one app, one webhook, two addresses (<https://developers.facebook.com/docs/messenger-platform>).
//!
//! The address of a person is the id that the page (PSID) or the Instagram account (IGSID) knows them by: somebody who
//! writes to both is two addresses. One page and one Instagram account are served; what a delivery tells of others, which
//! the same app may have, is counted and left alone.

mod client;
mod cut;
mod fetch;
mod parse;
mod refused;

pub use client::Messenger;
pub use parse::{Delivered, NotADelivery, parse};

use super::{Carrier, Channel, Limits};
use bot::{private::Private, render::Capabilities};
use jiff::SignedDuration;
use std::{sync::Arc, time::Duration};

/// Text 2,000 characters; 13 quick replies of 20 characters; 24 hours after the person's last message, 7 days for a person
/// of the staff (tag HUMAN_AGENT).
pub const LIMITS: Limits = Limits {
    capabilities: Capabilities { text: 2000, beside_buttons: 2000, buttons: 13, button: 20, sms: false },
    per_second: 40,
    burst: 20,
    pause: Duration::from_secs(1),
    window: Some(STANDARD_WINDOW),
    staff_window: Some(SignedDuration::from_hours(7 * 24)),
    echoes: true,
    ..Limits::POOREST
};

/// The same with 1,000 bytes of text: 500 characters of the scripts written here with two bytes. Its echoes are not
/// documented to carry `metadata`; where they do, it is read all the same.
pub const INSTAGRAM: Limits = Limits {
    capabilities: Capabilities { text: 500, beside_buttons: 500, buttons: 13, button: 20, sms: false },
    echoes: false,
    ..LIMITS
};

/// "Standard messaging window": after the person's last message.
const STANDARD_WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// The app, its page and its Instagram account.
#[derive(Clone)]
pub struct Settings {
    /// `https://graph.facebook.com/v25.0`, or any compatible server.
    pub api_url: String,
    /// The page's access token.
    pub token: Private<String>,
    /// Signs deliveries.
    pub app_secret: Private<String>,
    /// What the handshake of the webhook has to know.
    pub verify_token: Private<String>,
    /// Whose messages these are.
    pub accounts: Accounts,
    /// The access token for Instagram, where it is another page's.
    pub instagram_token: Option<Private<String>>,
    /// To all people together, on each of the two; 0 = no limit.
    pub per_second: u32,
}

/// The ids of the page and of the Instagram account, which events name as sender or recipient.
#[derive(Clone)]
pub struct Accounts {
    /// Of the page.
    pub page: String,
    /// Of the Instagram professional account; `None`: Instagram is off.
    pub instagram: Option<String>,
}

/// Who carries messages of Messenger, and of Instagram where it is on.
pub fn carriers(settings: &Settings) -> anyhow::Result<Vec<Arc<dyn Carrier>>> {
    let mut carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(Messenger::new(settings, Channel::Messenger)?)];
    if settings.accounts.instagram.is_some() {
        carriers.push(Arc::new(Messenger::new(settings, Channel::Instagram)?));
    }
    Ok(carriers)
}
