//! Channels: one file each, with its wire format, its proof of origin, its limits and its errors. No SQL, no flow.
//!
//! The seam for the next channel: a file here that parses deliveries into [`Event`]s, sends as a [`Carrier`], and states its
//! [`Limits`]; a line in [`Channel`]; its section in [`crate::config`], its way in under [`crate::inbound`]; and its recorded
//! payloads under `tests/payloads/`.

pub mod answer;
pub mod download;
pub mod email;
pub mod messenger;
pub mod meta;
pub mod sms;
pub mod telegram;
pub mod twilio;
pub mod voice;
pub mod web;
pub mod whatsapp;

use crate::{
    seal::MasterKey,
    store::{
        inbound::ProviderId,
        media::{File, Source},
        message::Body,
    },
};
use bot::{house::House, inbound::Inbound, private::Private, render::Capabilities};
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use std::{str::FromStr, sync::Arc, time::Duration};
use uuid::Uuid;

macro_rules! channels {
    ($($(#[$doc:meta])* $variant:ident $name:literal $limits:expr;)*) => {
        /// A channel, by its name in SQL, configuration and metrics.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Channel { $($(#[$doc])* $variant,)* }

        impl Channel {
            /// All channels.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it can show and how it may be used.
            pub const fn limits(self) -> &'static Limits {
                match self { $(Self::$variant => const { &$limits },)* }
            }
        }
    };
}

channels! {
    /// Telegram, <https://core.telegram.org/bots/api>.
    Telegram "telegram" telegram::LIMITS;
    /// WhatsApp Cloud API, <https://developers.facebook.com/docs/whatsapp/cloud-api>.
    Whatsapp "whatsapp" whatsapp::LIMITS;
    /// Messenger, <https://developers.facebook.com/docs/messenger-platform>.
    Messenger "messenger" messenger::LIMITS;
    /// Instagram, by the same app as Messenger.
    Instagram "instagram" messenger::INSTAGRAM;
    /// Text messages by a Twilio-compatible API, <https://www.twilio.com/docs/messaging>.
    Sms "sms" sms::LIMITS;
    /// Telephone calls by a Twilio-compatible API, <https://www.twilio.com/docs/voice>.
    Voice "voice" voice::LIMITS;
    /// E-mail: IMAP in, SMTP out.
    Email "email" email::LIMITS;
    /// The worker's page.
    Web "web" web::LIMITS;
    /// `approdo chat`.
    Terminal "terminal" Limits { capabilities: TERMINAL, fetched: true, ..Limits::POOREST };
}

/// Numbers, however long.
const TERMINAL: Capabilities =
    Capabilities { text: usize::MAX, beside_buttons: usize::MAX, buttons: 0, button: 0, sms: false };

impl FromStr for Channel {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|channel| channel.name() == name).ok_or(())
    }
}

/// What a channel can show and how it may be used. Each channel's file states its own, with the provider's page.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// What it can show.
    pub capabilities: Capabilities,
    /// Messages a second to all people together; 0 = no limit.
    pub per_second: u32,
    /// To one person so many at once…
    pub burst: u32,
    /// …and one more after each of these pauses.
    pub pause: Duration,
    /// How long after the person's last message the service may write.
    pub window: Option<SignedDuration>,
    /// How long a person of the staff may.
    pub staff_window: Option<SignedDuration>,
    /// Outside the window a notice without content may go (an approved template).
    pub notice: bool,
    /// The provider tells our own id back with a message's receipts, so that one whose sending was not recorded is not sent
    /// twice: see [`crate::store::outbox`].
    pub echoes: bool,
    /// The other side fetches its messages, so that nothing has to be sent.
    pub fetched: bool,
    /// Anybody can write down any sender: what would read, link or delete is asked back there.
    pub forgeable: bool,
}

impl Limits {
    /// Text alone, no limit of speed, no window.
    pub const POOREST: Self = Self {
        capabilities: bot::render::POOREST,
        per_second: 0,
        burst: 1000,
        pause: Duration::from_millis(1),
        window: None,
        staff_window: None,
        notice: false,
        echoes: false,
        fetched: false,
        forgeable: false,
    };
}

/// One of the things that a delivery told.
pub struct Event {
    /// What makes it unique, for good.
    pub provider_id: ProviderId,
    /// What it is.
    pub delivery: Delivery,
}

/// What a delivery turned out to be.
pub enum Delivery {
    /// Something a worker did.
    Arrival(Box<Arrival>),
    /// What became of a message that we sent.
    Receipt(Receipt),
    /// The person has blocked the service, or has come back.
    Reach {
        /// Whose.
        address: Private<String>,
        /// Blocked, or back.
        blocked: bool,
    },
    /// The person has read everything that was sent to them up to this moment (a watermark names no message).
    ReadUntil {
        /// Whose.
        address: Private<String>,
        /// Milliseconds since 1970.
        at: i64,
    },
    /// Something in a chat of several people, where others would read the answers: it is left, and nothing of it is kept.
    Group {
        /// Which.
        address: Private<String>,
        /// What the channel needs beside it, see [`Arrival::route`].
        route: Option<Private<String>>,
    },
    /// Understood, and nothing follows from it.
    Unneeded,
    /// Nothing the bot can use: kept as it came.
    Unknown {
        /// Whose it seems to be, so that erasing them reaches it.
        address: Option<Private<String>>,
        /// As it came.
        raw: Vec<u8>,
    },
}

/// One thing that a worker did, as a channel delivered it.
pub struct Arrival {
    /// Which channel.
    pub channel: Channel,
    /// Keyed hash of the provider's message id.
    pub provider_id: ProviderId,
    /// Where answers go.
    pub address: Private<String>,
    /// What the channel needs beside the address from now on; `None` leaves it as it is.
    pub route: Option<Private<String>>,
    /// What it is to the bot.
    pub inbound: Inbound,
    /// What is kept of it.
    pub body: Body,
    /// The files that came with it, in the order of `body.files`, which names them.
    pub files: Vec<Source>,
}

/// What a provider says of a message that it took.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Keyed hash of the provider's id, see [`provider_id`].
    pub provider_hash: ProviderId,
    /// Our own id, where the provider tells it back.
    pub ours: Option<Uuid>,
    /// What became of it.
    pub state: ReceiptState,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ReceiptState {
    Sent,
    Delivered,
    Read,
    /// It did not arrive, and what to do next.
    Failed(SendError),
}

/// A message on its way out.
pub struct Outgoing {
    /// Our id; a provider that tells it back lets a repetition be avoided.
    pub id: Uuid,
    /// Which channel.
    pub channel: Channel,
    /// Where to.
    pub address: Private<String>,
    /// What the channel needs beside the address, see [`Arrival::route`].
    pub route: Option<Private<String>>,
    /// The words and buttons.
    pub body: Body,
    /// The file that goes with it; a message has one at most.
    pub file: Option<(File, Vec<u8>)>,
    /// When the person last wrote.
    pub heard_at: Timestamp,
    /// The moment of sending.
    pub now: Timestamp,
    /// A person of the staff wrote it.
    pub by_person: bool,
    /// What the staff keep up to date, for what a channel says around a message.
    pub house: Arc<House>,
}

/// Carries messages to a provider and files from it: one attempt each, retries are the business of [`crate::outbound`].
pub trait Carrier: Send + Sync {
    /// Which channel.
    fn channel(&self) -> Channel;

    /// Messages a second to all people together, as configured; 0 = no limit.
    fn per_second(&self) -> u32;

    /// Sends; returns the provider's id, if it gives one.
    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>>;

    /// Says these words in a chat of several people, `None` where they were said before, and leaves it where that can be done.
    fn leave<'a>(&'a self, _group: Group<'a>, _words: Option<&'a str>) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }

    /// Fetches a file that a worker sent, at most `most` bytes, from the provider's own hosts only.
    fn fetch<'a>(&'a self, _source: &'a Private<String>, _most: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(async { Err(SendError::NeverThisMessage("this channel has no files to fetch")) })
    }
}

/// A chat of several people, see [`Delivery::Group`].
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Group<'a> {
    pub address: &'a Private<String>,
    pub route: Option<&'a Private<String>>,
}

/// Why a message did not go out: each kind says what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendError {
    /// This message once more, after this time if the provider said so.
    Later(Option<Duration>),
    /// The line broke after the provider may have taken it: once more, but where the provider tells our id back only after
    /// its receipt had time to come.
    InDoubt,
    /// Nothing more on this channel for a while: the provider says that we are too fast.
    SlowDown(Option<Duration>),
    /// The person has to write first: the message is held until they do.
    OutsideWindow,
    /// Never again with this message.
    NeverThisMessage(&'static str),
    /// Never again to this person, until they write: they have blocked us or are gone.
    NeverThisPerson,
    /// The channel does not work at all (a wrong token): stop sending and tell an operator.
    ChannelBroken(&'static str),
}

impl SendError {
    /// Of a call that got no whole answer. The error's own text holds the URL, so it goes no further.
    pub fn of_line(error: &reqwest::Error) -> Self {
        if error.is_connect() || error.is_builder() { Self::Later(None) } else { Self::InDoubt }
    }
}

/// Keyed hash of a provider's message id; the same id on another channel is another message.
pub fn provider_id(master: &MasterKey, channel: Channel, id: &str) -> ProviderId {
    master.hash("provider-id", format!("{}:{id}", channel.name()).as_bytes())
}
