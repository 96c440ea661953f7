//! The outbox: every message that has to go out, committed with the turn that decided it.
//!
//! A worker claims rows for a while; one that dies with them lets the claim run out, and they are claimed again. A row is
//! claimed only when no earlier message of the same conversation is still waiting, so a person reads things in order: see
//! [`line`].
//!
//! A process that dies between "sent" and "recorded" leaves a claim that runs out. Where the provider tells our id back
//! ([`crate::channel::Limits::echoes`]) the claim lasts longer, and the receipt that comes in the meantime settles it: see
//! [`note`]. Elsewhere the message goes out twice: twice is better than never.

pub(super) mod line;
mod receipts;
mod safe;
mod window;

pub use line::next_due;
pub use receipts::{DeadLetter, dead_letters, forget_early, note, read_until, resend};
pub use safe::{due_again, reconsider, release, stop};

use super::{
    Store, Tx, conversation,
    media::{self, File},
    message::{self, Body, Kind},
};
use crate::{
    channel::{Channel, Outgoing},
    seal::{CannotOpen, DataKey},
    sql,
};
use jiff::{SignedDuration, Timestamp};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// How long a claim lasts: longer than any provider's time-out.
pub const CLAIM: SignedDuration = SignedDuration::from_secs(90);
/// So often a claim looks behind what it holds back.
const HELD_BACK: usize = 100;
/// The same where a receipt will tell whether the message went out.
const CLAIM_IN_DOUBT: SignedDuration = SignedDuration::from_mins(5);

/// What goes first when many wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    /// To somebody who has just written or is waiting for a person's answer.
    #[default]
    Answer,
    /// Something that can wait: what a person's other channels are told, when it is safe.
    Reminder,
    /// To many.
    Broadcast,
}

/// `outbox.error` of what waits for a safe hour.
pub(super) const SAFE_HOURS: &str = "safe-hours";

/// A row to be written.
pub struct NewOutbox {
    /// The message.
    pub message_id: Uuid,
    /// Its conversation.
    pub conversation_id: Uuid,
    /// How it goes out.
    pub channel: Channel,
    /// It waits.
    pub held: Option<Held>,
    /// What goes first.
    pub priority: Priority,
    /// It goes although it is not safe now: somebody has written down why.
    pub despite: bool,
}

/// Why a message waits, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The worker said stop: until they write.
    Stop,
    /// It is not safe to write to them: until this moment.
    SafeHours(Timestamp),
    /// Somebody else may hold the telephone: until they write.
    SharedPhone,
}

impl Held {
    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::SafeHours(_) => SAFE_HOURS,
            Self::SharedPhone => "shared-phone",
        }
    }
}

/// Queues messages that are written already. Their conversations are locked.
pub async fn insert(tx: &mut Tx, rows: &[NewOutbox], now: Timestamp) -> sqlx::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "INSERT INTO outbox (message_id, conversation_id, channel, state, error, attempts, due_at, claimed_until, priority, despite,
             updated_at, place) ",
        );
        query.push_values(rows, |mut values, row| {
            values
                .push_bind(row.message_id)
                .push_bind(row.conversation_id)
                .push_bind(row.channel.name())
                .push_bind(if row.held.is_some() { "held" } else { "queued" })
                .push_bind(row.held.map(Held::name))
                .push_bind(0_i32)
                .push_bind(match row.held {
                    Some(Held::SafeHours(at)) => at.as_millisecond(),
                    _ => now.as_millisecond(),
                })
                .push_bind(0_i64)
                .push_bind(row.priority as i32)
                .push_bind(row.despite)
                .push_bind(now.as_millisecond())
                .push("(SELECT place FROM message WHERE id = ")
                .push_bind_unseparated(row.message_id)
                .push_unseparated(")");
        });
        query.build().persistent(false).execute(c).await.map(|_| ())
    })?;
    let mut filled: Vec<_> = rows.iter().filter(|row| row.held.is_none()).map(|row| row.conversation_id).collect();
    filled.sort_unstable();
    filled.dedup();
    line::advance(tx, &filled).await
}

/// A message that this worker may send now.
pub struct Claimed {
    /// Its conversation.
    pub conversation_id: Uuid,
    /// Attempts so far, this one not counted.
    pub attempts: i32,
    /// What goes where; its file, if it has one, is still to be read.
    pub message: Outgoing,
    /// The file that goes with it, and what opens it.
    pub file: Option<(File, DataKey)>,
}

/// A row as it is claimed.
#[derive(sqlx::FromRow)]
struct Row {
    message_id: Uuid,
    conversation_id: Uuid,
    attempts: i32,
    address_sealed: Vec<u8>,
    route_sealed: Option<Vec<u8>>,
    heard_at: i64,
    author: String,
    body_sealed: Vec<u8>,
    contact_id: Uuid,
    key_sealed: Vec<u8>,
    file_key: Option<Vec<u8>>,
    priority: i32,
    /// Absent where nobody knows of a danger, or where the message goes all the same.
    safe_sealed: Option<Vec<u8>>,
}

/// Claims up to `limit` messages of a channel that are due: one a conversation, the oldest; answers before reminders.
///
/// A conversation whose person has blocked us is left alone; a message outside the channel's window is held.
pub async fn claim(
    store: &Store,
    tx: &mut Tx,
    channel: Channel,
    limit: i64,
    now: Timestamp,
) -> anyhow::Result<Vec<Claimed>> {
    let mut claimed = Vec::new();
    for _ in 0..HELD_BACK {
        let found = next(store, tx, channel, limit - claimed.len() as i64, now).await?;
        let count = found.len();
        let (rows, late): (Vec<_>, Vec<_>) = found.into_iter().partition(|row| window::is_open(channel, row, now));
        window::hold(store, tx, &late, now).await?;
        let rows = safe::only(store, tx, rows, now).await?;
        let all_go = rows.len() == count;
        lease(tx, channel, &rows, now).await?;
        for row in rows {
            let message_id = row.message_id;
            match open(store, channel, row, now) {
                Ok(message) => claimed.push(message),
                // One that cannot be opened must not hold up the others: it is shown to the staff as failed.
                Err(CannotOpen) => {
                    tracing::error!(message = %message_id, "a message cannot be opened");
                    record(store, tx, &[&Recorded { message_id, outcome: Outcome::Failed("cannot be opened") }], now)
                        .await?;
                }
            }
        }
        // Behind what was held others wait, which may go, or are held with it.
        if all_go {
            break;
        }
    }
    Ok(claimed)
}

macro_rules! next {
    ($lock:literal) => {
        concat!(
            "SELECT o.message_id, o.conversation_id, o.attempts, o.priority, v.address_sealed, v.route_sealed, v.heard_at,
             m.author, m.body_sealed, v.contact_id, k.key_sealed,
             (SELECT f.key_sealed FROM media f WHERE f.id = o.message_id) AS file_key,
             (SELECT s.profile_sealed FROM safe_contact s WHERE s.contact_id = v.contact_id AND NOT o.despite) AS safe_sealed
             FROM outbox o JOIN conversation v ON v.id = o.conversation_id JOIN contact_key k ON k.contact_id = v.contact_id
             JOIN message m ON m.id = o.message_id
             WHERE o.channel = $1 AND o.priority = $2 AND o.ready_at <= $3 AND o.state = 'queued' AND o.due_at <= $3
             AND o.claimed_until <= $3 AND v.blocked_at IS NULL ORDER BY o.ready_at LIMIT $4",
            $lock
        )
    };
}

/// What a claim reads: only what is next of each conversation, found in the index in its order.
const NEXT: &str = next!("");
const NEXT_LOCKED: &str = next!(" FOR UPDATE OF o, v SKIP LOCKED");

/// What may go now, the most urgent first. On PostgreSQL it is locked with its conversations; where somebody is at work on
/// one, it has to wait.
async fn next(store: &Store, tx: &mut Tx, channel: Channel, limit: i64, now: Timestamp) -> sqlx::Result<Vec<Row>> {
    let query = if store.has_one_writer() { NEXT } else { NEXT_LOCKED };
    let mut found: Vec<Row> = Vec::new();
    for priority in line::PRIORITIES {
        let room = limit - found.len() as i64;
        if room <= 0 {
            break;
        }
        let rows: Vec<Row> = sql!(Tx: &mut *tx, c => sqlx::query_as(query)
            .bind(channel.name()).bind(priority).bind(now.as_millisecond()).bind(room).fetch_all(c).await)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Gives back at once what a process has claimed that is dead: whoever calls this knows that nobody else serves the database. Where
/// a receipt will tell whether a message went out, the claim lasts until it has had time to come.
pub async fn give_back(tx: &mut Tx) -> sqlx::Result<u64> {
    let mut given = 0;
    for channel in Channel::ALL.into_iter().filter(|channel| !channel.limits().echoes) {
        given += sql!(Tx: &mut *tx, c => sqlx::query(
            "UPDATE outbox SET claimed_until = 0, ready_at = due_at
             WHERE channel = $1 AND ready_at IS NOT NULL AND claimed_until > 0 AND state = 'queued'")
            .bind(channel.name()).execute(c).await.map(|done| done.rows_affected()))?;
    }
    Ok(given)
}

/// Puts right what seems to be next and cannot be claimed, where nothing could be.
pub async fn mend(store: &Store, tx: &mut Tx, channel: Channel, now: Timestamp) -> sqlx::Result<()> {
    line::realign_stale(store, tx, channel, now).await
}

/// Nobody else takes these for a while.
async fn lease(tx: &mut Tx, channel: Channel, rows: &[Row], now: Timestamp) -> anyhow::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let lease = if channel.limits().echoes { CLAIM_IN_DOUBT } else { CLAIM };
    let until = now.saturating_add(lease)?.as_millisecond();
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("UPDATE outbox SET claimed_until = ");
        query.push_bind(until).push(", ready_at = ").push_bind(until).push(" WHERE message_id IN (");
        let mut list = query.separated(", ");
        for row in rows {
            list.push_bind(row.message_id);
        }
        query.push(")");
        query.build().persistent(false).execute(c).await.map(|_| ())
    })?;
    Ok(())
}

fn open(store: &Store, channel: Channel, row: Row, now: Timestamp) -> Result<Claimed, CannotOpen> {
    let key = store.master.open_contact_key(row.contact_id, &row.key_sealed)?;
    let (id, of) = (row.message_id, row.conversation_id);
    let body: Body = key
        .open(message::BODY.of(id), &row.body_sealed)
        .ok()
        .and_then(|body| serde_json::from_slice(&body).ok())
        .ok_or(CannotOpen)?;
    let file_key = row.file_key.map(|sealed| key.open_key(media::KEY.of(id), &sealed)).transpose()?;
    let file = body.files.first().cloned().zip(file_key);
    let message = Outgoing {
        id,
        channel,
        address: key.open_text(conversation::ADDRESS.of(of), &row.address_sealed)?,
        route: row.route_sealed.map(|sealed| key.open_text(conversation::ROUTE.of(of), &sealed)).transpose()?,
        body,
        file: None,
        heard_at: Timestamp::from_millisecond(row.heard_at).unwrap_or_default(),
        now,
        by_person: row.author == "staff",
        house: std::sync::Arc::default(),
    };
    Ok(Claimed { conversation_id: of, attempts: row.attempts, message, file })
}

/// What became of a claimed message.
pub struct Recorded {
    /// Which.
    pub message_id: Uuid,
    /// Its state now.
    pub outcome: Outcome,
}

/// What became of a claimed message.
pub enum Outcome {
    /// The provider took it, under this id if it gives one.
    Sent(Option<[u8; 32]>),
    /// Once more at this moment.
    Later(Timestamp),
    /// Once more at this moment, and the attempt does not count: it was not this message's fault.
    Postponed(Timestamp),
    /// Until the person writes.
    OutsideWindow,
    /// Never again, for this reason.
    Failed(&'static str),
}

/// Notes outcomes and gives the claims back. Rows that were erased in the meantime stay erased; one whose receipt was
/// faster keeps what the receipt said. The conversations are locked.
pub async fn record(store: &Store, tx: &mut Tx, outcomes: &[&Recorded], now: Timestamp) -> anyhow::Result<()> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let conversations: Vec<Uuid> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "UPDATE outbox SET state = CASE WHEN state = 'queued' THEN r.column2 ELSE state END, due_at = r.column3,
             provider_hash = COALESCE(r.column4, provider_hash),
             error = CASE WHEN state = 'queued' THEN r.column5 ELSE error END, updated_at = r.column6,
             attempts = attempts + r.column7, claimed_until = 0,
             ready_at = CASE WHEN state = 'queued' AND r.column2 = 'queued' AND ready_at IS NOT NULL THEN r.column3 END FROM (",
        );
        query.push_values(outcomes, |mut row, recorded| {
            let (state, due, provider, error, attempt) = match &recorded.outcome {
                Outcome::Sent(id) => ("sent", now, id.map(|id| id.to_vec()), None, 1),
                Outcome::Later(at) => ("queued", *at, None, Some("later"), 1),
                Outcome::Postponed(at) => ("queued", *at, None, Some("later"), 0),
                Outcome::OutsideWindow => ("held", now, None, Some("window"), 0),
                Outcome::Failed(why) => ("failed", now, None, Some(*why), 1),
            };
            row.push_bind(recorded.message_id)
                .push_bind(state)
                .push_bind(due.as_millisecond())
                .push_bind(provider)
                .push_bind(error)
                .push_bind(now.as_millisecond())
                .push_bind(attempt);
        });
        query.push(") AS r WHERE outbox.message_id = r.column1 RETURNING conversation_id");
        query.build_query_scalar().persistent(false).fetch_all(c).await
    })?;
    receipts::apply_early(store, tx, outcomes, now).await?;
    for recorded in outcomes.iter().filter(|recorded| matches!(recorded.outcome, Outcome::OutsideWindow)) {
        window::notify_of(store, tx, recorded.message_id, now).await?;
    }
    Ok(line::advance(tx, &conversations).await?)
}
