//! Channels: one file each, with its wire format, its proof of origin, its limits and its errors. No SQL, no flow.

pub mod telegram;
pub mod web;

use crate::{seal::MasterKey, store::inbound::ProviderId, store::message::Body};
use bot::{inbound::Inbound, private::Private, render::Capabilities};
use std::{str::FromStr, time::Duration};

/// A channel, by its name in SQL, configuration and metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Telegram, <https://core.telegram.org/bots/api>.
    Telegram,
    /// The worker's page.
    Web,
    /// `approdo chat`.
    Terminal,
}

impl Channel {
    /// All channels.
    pub const ALL: [Self; 3] = [Self::Telegram, Self::Web, Self::Terminal];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Web => "web",
            Self::Terminal => "terminal",
        }
    }

    /// What it can show.
    pub const fn capabilities(self) -> Capabilities {
        match self {
            Self::Telegram => telegram::CAPABILITIES,
            Self::Web => web::CAPABILITIES,
            Self::Terminal => Capabilities { text: usize::MAX, buttons: 0, button: 0 },
        }
    }

    /// Whether the other side fetches its messages, so that nothing has to be sent.
    pub const fn is_fetched(self) -> bool {
        matches!(self, Self::Web | Self::Terminal)
    }
}

impl FromStr for Channel {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|channel| channel.name() == name).ok_or(())
    }
}

/// One thing that a worker did, as a channel delivered it.
pub struct Arrival {
    /// Which channel.
    pub channel: Channel,
    /// Keyed hash of the provider's message id.
    pub provider_id: ProviderId,
    /// Where answers go.
    pub address: Private<String>,
    /// What it is to the bot.
    pub inbound: Inbound,
    /// What is kept of it.
    pub body: Body,
}

/// What a delivery turned out to be.
pub enum Delivery {
    /// Something a worker did.
    Arrival(Box<Arrival>),
    /// The person has blocked the service, or has come back.
    Reach {
        /// Whose.
        address: Private<String>,
        /// Blocked, or back.
        blocked: bool,
    },
    /// Understood, and nothing follows from it.
    Unneeded,
    /// Nothing the bot can use: kept as it came.
    Unknown {
        /// Whose it seems to be, so that erasing them reaches it.
        address: Option<Private<String>>,
    },
}

/// Keyed hash of a provider's message id; the same id on another channel is another message.
pub fn provider_id(master: &MasterKey, channel: Channel, id: &str) -> ProviderId {
    master.hash("provider-id", format!("{}:{id}", channel.name()).as_bytes())
}

/// Why a message did not go out: each kind says what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendError {
    /// Once more, after this time if the provider said so.
    Later(Option<Duration>),
    /// Never again with this message.
    NeverThisMessage(&'static str),
    /// Never again to this person, until they write: they have blocked us or are gone.
    NeverThisPerson,
    /// The channel does not work at all (a wrong token): stop sending and tell an operator.
    ChannelBroken(&'static str),
}
