//! WhatsApp Cloud API: what a delivery means, how a message is sent, how a file is fetched
//! (<https://developers.facebook.com/documentation/business-messaging/whatsapp>).
//!
//! **Who somebody is.** Since April 2026 each person has a user id of the business ("business-scoped user ID"), and those
//! who have taken a user name may show no telephone number at all, or show it one day and not the next. The address is
//! therefore the user id where a delivery tells one, else the number. The route beside it holds which of our numbers
//! they wrote to last and the telephone number they had then: the conversation is one, whichever of our numbers they use,
//! and answers come from the number that they see.

mod client;
mod errors;
mod media;
mod message;
mod parse;
mod wire;

pub use client::{Settings, Whatsapp};
pub use parse::{NotADelivery, parse};

use super::Limits;
use bot::{private::Private, render::Capabilities};
use jiff::SignedDuration;
use std::time::Duration;

/// Text 4,096 characters, beside buttons 1,024; a list of 10 rows; a title of a reply button 20 characters ("Interactive messages").
/// 80 messages a second a number; to one person about one in 6 seconds with bursts of 45 ("Throughput", "Pair rate limits");
/// 24 hours after the person's last message ("Customer service windows").
pub const LIMITS: Limits = Limits {
    capabilities: Capabilities { text: 4096, beside_buttons: 1024, buttons: 10, button: 20, sms: false },
    per_second: 80,
    burst: 45,
    pause: Duration::from_secs(6),
    window: Some(SignedDuration::from_hours(24)),
    notice: true,
    echoes: true,
    ..Limits::POOREST
};

/// What is kept beside the address: `number` or `number:telephone`.
struct Route<'a> {
    /// The id of our number (`phone_number_id`).
    number: &'a str,
    /// Their telephone number, digits alone, where they show one.
    telephone: Option<&'a str>,
}

impl<'a> Route<'a> {
    fn read(route: &'a str) -> Self {
        match route.split_once(':') {
            Some((number, telephone)) => Self { number, telephone: Some(telephone) },
            None => Self { number: route, telephone: None },
        }
    }

    fn write(&self) -> Private<String> {
        Private::new(match self.telephone {
            Some(telephone) => format!("{}:{telephone}", self.number),
            None => self.number.to_owned(),
        })
    }
}

/// Whether an id is a telephone number; user ids begin with a country's letters and a dot.
fn is_telephone(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|digit| digit.is_ascii_digit())
}
