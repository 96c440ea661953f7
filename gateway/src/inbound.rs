//! The way in: a delivery is proved, read, made turns, and only then acknowledged. One file a channel; all of them end in
//! [`receive`] or [`Turns::take`].

pub mod again;
pub mod email;
pub mod messenger;
pub mod sms;
pub mod telegram;
pub mod voice;
pub mod web;
pub mod whatsapp;

use crate::{
    channel::{
        Channel, Delivery, Event, email::Settings as EmailSettings, sms::Settings as SmsSettings, voice::Voice,
        web::push::Push,
    },
    turn::{Away, Turns, Unknown},
};
use bot::private::Private;
use std::{sync::Arc, time::Duration};

/// Pause after a poll or a commit that failed.
const PAUSE: Duration = Duration::from_secs(2);

/// What proves each channel's deliveries; `None`: the channel is off, or asks for its messages itself.
#[derive(Clone, Default)]
pub struct Webhooks {
    /// What Telegram has to send with each update.
    pub telegram: Option<Private<String>>,
    /// The account that signs text messages, and our own number there.
    pub sms: Option<Arc<SmsSettings>>,
    /// WhatsApp.
    pub whatsapp: Option<Arc<whatsapp::Webhook>>,
    /// What Messenger and Instagram sign with.
    pub messenger: Option<Arc<messenger::Hook>>,
    /// The account that is called, and its recorded voices.
    pub voice: Option<Arc<Voice>>,
    /// Who we are in the mailbox: what was kept aside of it is read again with that.
    pub mailbox: Option<Arc<EmailSettings>>,
    /// Signs for the worker's page: what its visitors subscribe with, and whose addresses are taken.
    pub push: Option<Arc<Push>>,
}

/// Makes turns of what a delivery told, in its order, or keeps it. When this returns `Ok`, all of it is durable; after
/// [`Away`] some of it may be, and that which comes again has no effect.
pub async fn receive(turns: &Turns, channel: Channel, events: Vec<Event>) -> Result<(), Away> {
    metrics::counter!("approdo_inbound_total", "channel" => channel.name()).increment(events.len() as u64);
    let mut arrivals = Vec::new();
    let mut receipts = Vec::new();
    let mut unknown = Vec::new();
    let mut read = Vec::new();
    let mut groups = Vec::new();
    for Event { provider_id, delivery } in events {
        match delivery {
            Delivery::Arrival(arrival) => arrivals.push(*arrival),
            Delivery::Receipt(receipt) => receipts.push(receipt),
            Delivery::ReadUntil { address, at } => read.push((address, at)),
            Delivery::Group { address, route } => groups.push((address, route)),
            Delivery::Unneeded => {}
            // Somebody who writes and then blocks us has done so in this order.
            Delivery::Reach { address, blocked } => {
                Box::pin(turns.take_in_order(std::mem::take(&mut arrivals))).await?;
                Box::pin(turns.reach(channel, &address, blocked)).await?;
            }
            Delivery::Unknown { address, raw } => unknown.push(Unknown { id: provider_id, address, raw }),
        }
    }
    // What is rare stands apart in memory, or each message that waits for its commit would take the room of all of it.
    if !(groups.is_empty() && unknown.is_empty()) {
        Box::pin(turns.leave(channel, &groups)).await?;
        Box::pin(turns.keep_unknown(channel, &unknown)).await?;
    }
    if !(receipts.is_empty() && read.is_empty()) {
        Box::pin(turns.note(&receipts)).await?;
        Box::pin(turns.read_until(channel, &read)).await?;
    }
    if !arrivals.is_empty() {
        Box::pin(turns.take_in_order(arrivals)).await?;
    }
    Ok(())
}
