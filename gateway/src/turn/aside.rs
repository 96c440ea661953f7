//! What no turn can be made of: kept aside, durably, for a person to see; and who cannot be reached any more.

use super::{Away, Taken, Turns, again, unit_of_work::UnitOfWork};
use crate::{
    channel::{Arrival, Channel, Receipt},
    store::{
        conversation, group, inbound, outbox,
        quarantine::{self, Form},
    },
};
use bot::private::Private;
use std::collections::HashMap;

/// Something that a provider delivered and nobody knows.
pub struct Unknown {
    /// What makes it unique.
    pub id: inbound::ProviderId,
    /// Whose it seems to be.
    pub address: Option<Private<String>>,
    /// As it came.
    pub raw: Vec<u8>,
}

impl Turns {
    /// Keeps a message with the cause of its failure, and tells the worker that something went wrong.
    pub(super) async fn keep(&self, arrival: &Arrival, cause: &str, tell: bool) -> anyhow::Result<()> {
        let address = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
        let raw = again::write(arrival)?;
        let mut unit = UnitOfWork::begin(self, None).await?;
        inbound::note(&mut unit.tx, &[(arrival.channel, arrival.provider_id)], unit.now).await?;
        let of = (arrival.channel, Some(address));
        quarantine::keep(&self.store, &mut unit.tx, of, (Form::Arrival, &raw), cause, unit.now).await?;
        if tell {
            self.gather(&mut unit, std::slice::from_ref(arrival), &[Taken::Done]).await?;
            unit.worker_turn(arrival, |state, _, _| Ok(bot::turn::apologise(state)))?;
        }
        unit.finish().await
    }

    /// Notes what providers say of messages that they took.
    pub async fn note(&self, receipts: &[Receipt]) -> Result<(), Away> {
        if receipts.is_empty() {
            return Ok(());
        }
        let now = self.clock.now();
        let noted = async {
            let mut tx = self.store.begin().await?;
            outbox::note(&self.store, &mut tx, receipts, now).await?;
            anyhow::Ok(tx.commit().await?)
        };
        noted.await.map_err(|error| {
            tracing::error!(%error, "receipts not noted");
            Away
        })?;
        // The next message of a conversation may go out now.
        self.outbox_filled.send_replace(());
        Ok(())
    }

    /// Keeps what is nothing the bot can use; the ids make a repetition no news.
    pub async fn keep_unknown(&self, channel: Channel, unknown: &[Unknown]) -> Result<(), Away> {
        self.keep_aside(channel, unknown, "unknown kind of update").await
    }

    /// The same for another cause.
    pub async fn keep_aside(&self, channel: Channel, unknown: &[Unknown], cause: &str) -> Result<(), Away> {
        if unknown.is_empty() {
            return Ok(());
        }
        let now = self.clock.now();
        let kept = async {
            let mut tx = self.store.begin().await?;
            for Unknown { id, address, raw } in unknown {
                let address = address.as_ref().map(|of| conversation::address_hash(&self.store.master, channel, of));
                if !inbound::note(&mut tx, &[(channel, *id)], now).await?.is_empty() {
                    quarantine::keep(&self.store, &mut tx, (channel, address), (Form::Delivery, raw), cause, now)
                        .await?;
                }
            }
            tx.commit().await
        };
        kept.await.map_err(|_| Away)
    }

    /// Somebody has brought the service into a chat of several people: it is told once that nobody is answered there, and left
    /// by [`crate::jobs::groups`]. Nothing that was said there is kept.
    pub async fn leave(
        &self,
        channel: Channel,
        groups: &[(Private<String>, Option<Private<String>>)],
    ) -> Result<(), Away> {
        for (address, route) in groups {
            let met = group::meet(&self.store, channel, (address, route.as_ref()), self.clock.now()).await;
            if met.map_err(|_| Away)? {
                self.groups_met.notify_one();
            }
        }
        Ok(())
    }

    /// Notes that people have read what was sent to them up to a moment, in milliseconds since 1970.
    pub async fn read_until(&self, channel: Channel, read: &[(Private<String>, i64)]) -> Result<(), Away> {
        if read.is_empty() {
            return Ok(());
        }
        let mut latest: HashMap<_, i64> = HashMap::new();
        for (address, at) in read {
            let latest = latest.entry(conversation::address_hash(&self.store.master, channel, address)).or_default();
            *latest = (*latest).max(*at);
        }
        let noted = async {
            let mut tx = self.store.begin().await?;
            for (address, at) in &latest {
                outbox::read_until(&mut tx, channel, address, *at, self.clock.now()).await?;
            }
            tx.commit().await
        };
        noted.await.map_err(|_| Away)
    }

    /// Notes that a person has blocked the service or has come back.
    pub async fn reach(&self, channel: Channel, address: &Private<String>, blocked: bool) -> Result<(), Away> {
        let now = self.clock.now();
        let noted = async {
            let hash = conversation::address_hash(&self.store.master, channel, address);
            let mut tx = self.store.begin().await?;
            for found in conversation::load(&self.store, &mut tx, &[(channel, hash)]).await? {
                conversation::set_blocked(&mut tx, found.id, blocked.then_some(now)).await?;
            }
            anyhow::Ok(tx.commit().await?)
        };
        noted.await.map_err(|_| Away)
    }

    /// Notes what the channel needs beside the address, or forgets it. `false` where nobody has written from this address.
    pub async fn set_route(
        &self,
        channel: Channel,
        address: &Private<String>,
        route: Option<Private<String>>,
    ) -> Result<bool, Away> {
        let set = async {
            let hash = conversation::address_hash(&self.store.master, channel, address);
            let mut tx = self.store.begin().await?;
            let found = conversation::load(&self.store, &mut tx, &[(channel, hash)]).await?;
            for found in &found {
                let sealed = route.as_ref().map(|route| found.key.seal_text(conversation::ROUTE.of(found.id), route));
                conversation::set_route(&mut tx, found.id, sealed).await?;
            }
            tx.commit().await?;
            anyhow::Ok(!found.is_empty())
        };
        set.await.map_err(|_| Away)
    }
}
