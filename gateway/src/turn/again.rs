//! What was kept aside, once more: how an arrival is kept so that it can be read back, and a turn that a person of the staff
//! has asked for. It answers as if the message came now, but knows when it came: windows are not opened by it, and what the bot
//! says waits until it is safe, because this time it is not the worker who began.

use super::{Away, TRIES, Taken, Turns, is_away, staff::hold, unit_of_work::UnitOfWork};
use crate::{
    channel::{Arrival, Channel, Delivery, Event},
    store::{
        Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        conversation::{self, address_hash},
        inbound::ProviderId,
        media::Source,
        message::{Body, Kind},
        outbox,
        quarantine::{self, Entry, Outcome},
    },
};
use bot::{
    inbound::{Content, Inbound},
    private::Private,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// It is done, and nobody else will do it.
    Done,
    /// Somebody had settled it before.
    Settled,
    /// It failed once more and stays, for this cause.
    Failed(String),
}

/// An arrival as it is kept, JSON. An older release kept a list of address, body and files instead.
#[derive(Serialize, Deserialize)]
struct Kept {
    address: Private<String>,
    route: Option<Private<String>>,
    inbound: Inbound,
    body: Body,
    files: Vec<Source>,
}

/// The bytes of an arrival, to be sealed.
pub(super) fn write(arrival: &Arrival) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Kept {
        address: arrival.address.clone(),
        route: arrival.route.clone(),
        inbound: arrival.inbound.clone(),
        body: arrival.body.clone(),
        files: arrival.files.clone(),
    })
}

/// An arrival from the bytes of an entry; `None` where it is none, or speaks of another address than it was kept for.
pub fn read(entry: &Entry, master: &crate::seal::MasterKey) -> Option<Arrival> {
    let raw = entry.raw.expose();
    let kept = serde_json::from_slice::<Kept>(raw).ok().or_else(|| of_older_release(raw))?;
    let hash = address_hash(master, entry.channel, &kept.address);
    (entry.address_hash.as_deref() == Some(&hash[..])).then_some(Arrival {
        channel: entry.channel,
        provider_id: [0; 32],
        address: kept.address,
        route: kept.route,
        inbound: kept.inbound,
        body: kept.body,
        files: kept.files,
    })
}

fn of_older_release(raw: &[u8]) -> Option<Kept> {
    let (address, body, files) = serde_json::from_slice::<(Private<String>, Body, Vec<Source>)>(raw)
        .or_else(|_| serde_json::from_slice::<(Private<String>, Body)>(raw).map(|(of, body)| (of, body, Vec::new())))
        .ok()?;
    let inbound = match body.kind {
        // The label of a button is understood as its press.
        Kind::Text | Kind::Button | Kind::Location | Kind::Notice => Inbound::text(&body.text),
        Kind::Voice => Content::Voice.into(),
        Kind::Attachment => Content::Attachment.into(),
        Kind::Edited => Content::Edited.into(),
    };
    Some(Kept { address, route: None, inbound, body, files })
}

impl Turns {
    /// Carries an entry out: `events` are what it was read as. All of it and the entry's end are one transaction, so however
    /// often and however many people ask, it is done once. Whether the provider's id has come before does not count: it has.
    pub async fn take_again(&self, entry: &Entry, staff: Uuid, events: &[Event]) -> Result<Again, Away> {
        let mut cause = String::new();
        for _ in 0..TRIES {
            match self.try_again(entry, staff, events).await {
                Ok(true) => {
                    self.outbox_filled.send_replace(());
                    self.files_wanted.notify_one();
                    return Ok(Again::Done);
                }
                Ok(false) => return Ok(Again::Settled),
                Err(error) if is_away(&error) => {
                    tracing::error!(%error, "what was kept aside was not carried out");
                    return Err(Away);
                }
                Err(error) => cause = error.to_string(),
            }
        }
        tracing::warn!(entry = %entry.id, cause, "what was kept aside failed again");
        let now = self.clock.now();
        let noted = async {
            let mut tx = self.store.begin().await?;
            quarantine::failed_again(&mut tx, entry.id, &cause, now).await?;
            note(&mut tx, entry.id, staff, Action::ReplayFailed, now).await?;
            tx.commit().await
        };
        noted.await.map_err(|_| Away)?;
        Ok(Again::Failed(cause))
    }

    /// `false`: somebody was faster.
    async fn try_again(&self, entry: &Entry, staff: Uuid, events: &[Event]) -> anyhow::Result<bool> {
        let mut unit = UnitOfWork::begin(self, None).await?;
        let now = unit.now;
        if !quarantine::resolve(&self.store, &mut unit.tx, entry.id, (Outcome::Replayed, None), staff, now).await? {
            return Ok(false);
        }
        note(&mut unit.tx, entry.id, staff, Action::Replay, now).await?;
        anyhow::ensure!(!events.is_empty(), "nothing could be read in it");
        for event in events {
            match &event.delivery {
                Delivery::Arrival(arrival) => {
                    let one = std::slice::from_ref(&**arrival);
                    self.gather(&mut unit, one, &[Taken::Done]).await?;
                    let hash = address_hash(&self.store.master, arrival.channel, &arrival.address);
                    unit.hold = hold(unit.conversation(&hash)?.may_write(now));
                    unit.came_at = Some(entry.at);
                    self.advance_each(&mut unit, one.iter()).await?;
                    unit.write().await?;
                }
                Delivery::Receipt(receipt) => {
                    outbox::note(&self.store, &mut unit.tx, std::slice::from_ref(receipt), now).await?;
                }
                Delivery::Reach { address, blocked } => {
                    let hash = address_hash(&self.store.master, entry.channel, address);
                    for found in conversation::load(&self.store, &mut unit.tx, &[(entry.channel, hash)]).await? {
                        conversation::set_blocked(&mut unit.tx, found.id, blocked.then_some(now)).await?;
                    }
                }
                Delivery::ReadUntil { address, at } => {
                    let hash = address_hash(&self.store.master, entry.channel, address);
                    outbox::read_until(&mut unit.tx, entry.channel, &hash, *at, now).await?;
                }
                Delivery::Unneeded | Delivery::Group { .. } => {}
                Delivery::Unknown { .. } => anyhow::bail!("unknown kind of update"),
            }
        }
        unit.finish().await?;
        Ok(true)
    }
}

async fn note(tx: &mut Tx, entry: Uuid, staff: Uuid, action: Action, now: Timestamp) -> sqlx::Result<()> {
    let entry = AuditEntry { staff: Some(staff), action, object: AuditObject::Quarantine, object_id: Some(entry) };
    audit::record(tx, entry, now).await
}

/// An event of what was kept as an arrival; its id is never noted.
pub fn event(arrival: Arrival) -> Event {
    const NONE: ProviderId = [0; 32];
    Event { provider_id: NONE, delivery: Delivery::Arrival(Box::new(arrival)) }
}

/// Whether anybody of a channel can be on the other side when it is carried out again.
pub const fn can_be_again(channel: Channel, form: quarantine::Form) -> bool {
    !matches!(form, quarantine::Form::Call) && !matches!(channel, Channel::Voice)
}
