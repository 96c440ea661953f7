//! What no turn can be made of: kept aside, durably, for a person to see; and who cannot be reached any more.

use super::{Away, Taken, Turns};
use crate::{
    channel::{Arrival, Channel},
    store::{conversation, inbound, quarantine},
};
use bot::private::Private;

impl Turns {
    /// Keeps a message with the cause of its failure, and tells the worker that something went wrong.
    pub(super) async fn keep(&self, arrival: &Arrival, cause: &str, tell: bool) -> anyhow::Result<()> {
        let now = self.clock.now();
        let address = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
        let raw = serde_json::to_vec(&(arrival.address.expose(), &arrival.body))?;
        let mut tx = self.store.begin().await?;
        inbound::note(&mut tx, &[(arrival.channel, arrival.provider_id)], now).await?;
        quarantine::keep(&self.store, &mut tx, (arrival.channel, Some(address)), &raw, cause, now).await?;
        let mut news = Vec::new();
        if tell {
            let mut scribe = self.gather(&mut tx, std::slice::from_ref(arrival), &[Taken::Done], now).await?;
            scribe.worker_turn(arrival, |state, _, _| Ok(bot::turn::apologise(state)))?;
            news = scribe.write(&mut tx, now).await?;
        }
        tx.commit().await?;
        self.tell(&news);
        Ok(())
    }

    /// Keeps a delivery that is nothing the bot can use; `id` makes a repetition of it no news.
    pub async fn keep_unknown(
        &self,
        channel: Channel,
        address: Option<&Private<String>>,
        id: inbound::ProviderId,
        raw: &[u8],
    ) -> Result<(), Away> {
        let now = self.clock.now();
        let address = address.map(|address| conversation::address_hash(&self.store.master, channel, address));
        let kept = async {
            let mut tx = self.store.begin().await?;
            if !inbound::note(&mut tx, &[(channel, id)], now).await?.is_empty() {
                quarantine::keep(&self.store, &mut tx, (channel, address), raw, "unknown kind of update", now).await?;
            }
            tx.commit().await
        };
        kept.await.map_err(|_| Away)
    }

    /// Notes that a person has blocked the service or has come back.
    pub async fn reach(&self, channel: Channel, address: &Private<String>, blocked: bool) -> Result<(), Away> {
        let now = self.clock.now();
        let noted = async {
            let hash = conversation::address_hash(&self.store.master, channel, address);
            let mut tx = self.store.begin().await?;
            for found in conversation::load(&self.store, &mut tx, &[hash]).await? {
                conversation::set_blocked(&mut tx, found.id, blocked.then_some(now)).await?;
            }
            anyhow::Ok(tx.commit().await?)
        };
        noted.await.map_err(|_| Away)
    }
}
