//! The outbox: every message that has to go out, committed with the turn that decided it.
//!
//! A worker claims rows for a while; one that dies with them lets the claim run out, and they are claimed again. A row is
//! claimed only when no earlier message of the same conversation is still waiting, so a person reads things in order: see
//! [`line`].
//!
//! A process that dies between "sent" and "recorded" leaves a claim that runs out. Where the provider tells our id back
//! ([`crate::channel::Limits::echoes`]) the claim lasts longer, and the receipt that comes in the meantime settles it: see
//! [`note`]. Elsewhere the message goes out twice: twice is better than never.

mod handover;
pub(super) mod line;
mod receipts;
mod safe;
mod window;

pub use handover::{Claims, Handed, Handover, Taker};
pub use line::next_due;
pub use receipts::{DeadLetter, dead_letters, forget_early, note, read_until, resend};
pub use safe::{due_again, reconsider, release, stop};

use super::{
    Store, Tx,
    bulk::{Bulk, ColumnType},
    conversation,
    media::{self, File},
    message::{self, Body, Kind},
};
use crate::{
    channel::{Channel, Outgoing},
    seal::{CannotOpen, DataKey},
    sql,
};
use jiff::{SignedDuration, Timestamp};
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
    static INSERT: Bulk<9> = Bulk::new(
        [
            ("message_id", ColumnType::Id),
            ("conversation_id", ColumnType::Id),
            ("channel", ColumnType::Text),
            ("state", ColumnType::Text),
            ("error", ColumnType::Text),
            ("due_at", ColumnType::Number),
            ("priority", ColumnType::Number),
            ("despite", ColumnType::Flag),
            ("at", ColumnType::Number),
        ],
        "INSERT INTO outbox (message_id, conversation_id, channel, state, error, attempts, due_at, claimed_until, priority, despite,
         updated_at, place)
         SELECT g.message_id, g.conversation_id, g.channel, g.state, g.error, 0, g.due_at, 0, g.priority, g.despite, g.at,
         (SELECT m.place FROM message m WHERE m.id = g.message_id) FROM given g",
    );
    let given = rows.iter().map(|row| {
        let due = match row.held {
            Some(Held::SafeHours(at)) => at,
            _ => now,
        };
        [
            row.message_id.into(),
            row.conversation_id.into(),
            row.channel.name().into(),
            if row.held.is_some() { "held" } else { "queued" }.into(),
            row.held.map(Held::name).into(),
            due.as_millisecond().into(),
            (row.priority as i32).into(),
            row.despite.into(),
            now.as_millisecond().into(),
        ]
    });
    INSERT.execute(tx, given.collect()).await?;
    let filled = rows.iter().filter(|row| row.held.is_none()).map(|row| (row.conversation_id, row.channel)).collect();
    line::advance_and_claim(tx, filled, now).await
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

macro_rules! select {
    ($from:literal, $($rest:tt)*) => {
        concat!(
            "SELECT o.message_id, o.conversation_id, o.attempts, o.priority, v.address_sealed, v.route_sealed, v.heard_at,
             m.author, m.body_sealed, v.contact_id, k.key_sealed,
             (SELECT f.key_sealed FROM media f WHERE f.id = o.message_id) AS file_key,
             (SELECT s.profile_sealed FROM safe_contact s WHERE s.contact_id = v.contact_id AND NOT o.despite) AS safe_sealed FROM ",
            $from,
            " JOIN conversation v ON v.id = o.conversation_id JOIN contact_key k ON k.contact_id = v.contact_id
             JOIN message m ON m.id = o.message_id WHERE o.state = 'queued' AND v.blocked_at IS NULL AND ",
            $($rest)*
        )
    };
}

macro_rules! next {
    ($lock:literal) => {
        select!(
            "outbox o",
            "o.channel = $1 AND o.priority = $2 AND o.ready_at <= $3 AND o.due_at <= $3 AND o.claimed_until <= $3
             ORDER BY o.ready_at LIMIT $4",
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

/// What was handed over, as it can be sent.
pub enum Taken {
    /// It may go.
    Goes(Box<Claimed>),
    /// It may not go now: given back, it is held, or waits.
    Not {
        /// The message.
        message_id: Uuid,
        /// Its conversation.
        conversation_id: Uuid,
    },
    /// It cannot be opened.
    Damaged {
        /// The message.
        message_id: Uuid,
        /// Its conversation.
        conversation_id: Uuid,
    },
}

/// Reads messages that a commit has claimed. What was erased since, or is somebody else's by now, is left out.
pub async fn read(store: &Store, channel: Channel, handed: &[Handed], now: Timestamp) -> sqlx::Result<Vec<Taken>> {
    static READ: Bulk<2> = Bulk::new(
        [("message_id", ColumnType::Id), ("until", ColumnType::Number)],
        select!("given g JOIN outbox o ON o.message_id = g.message_id", "o.claimed_until = g.until"),
    );
    let given = handed.iter().map(|handed| [handed.message_id.into(), handed.until.into()]).collect();
    let mut reader = store.reader().await?;
    let rows: Vec<Row> = READ.read(&mut reader, given).await?;
    drop(reader);
    let taken = |row: Row| {
        let (message_id, conversation_id) = (row.message_id, row.conversation_id);
        if !window::is_open(channel, &row, now) || !safe::may_go_now(store, &row, now) {
            return Taken::Not { message_id, conversation_id };
        }
        match open(store, channel, row, now) {
            Ok(claimed) => Taken::Goes(Box::new(claimed)),
            Err(CannotOpen) => Taken::Damaged { message_id, conversation_id },
        }
    };
    Ok(rows.into_iter().map(taken).collect())
}

/// Nobody else takes these for a while.
async fn lease(tx: &mut Tx, channel: Channel, rows: &[Row], now: Timestamp) -> sqlx::Result<()> {
    static LEASE: Bulk<2> = Bulk::new(
        [("message_id", ColumnType::Id), ("until", ColumnType::Number)],
        "UPDATE outbox SET claimed_until = g.until, ready_at = g.until FROM given g WHERE outbox.message_id = g.message_id",
    );
    let until = lease_of(channel, now);
    LEASE.execute(tx, rows.iter().map(|row| [row.message_id.into(), until.into()]).collect()).await
}

/// Until when a claim lasts that begins now, in milliseconds since 1970.
fn lease_of(channel: Channel, now: Timestamp) -> i64 {
    let lease = if channel.limits().echoes { CLAIM_IN_DOUBT } else { CLAIM };
    now.as_millisecond() + lease.as_millis() as i64
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
    static RECORD: Bulk<7> = Bulk::new(
        [
            ("message_id", ColumnType::Id),
            ("state", ColumnType::Text),
            ("due_at", ColumnType::Number),
            ("provider_hash", ColumnType::Bytes),
            ("error", ColumnType::Text),
            ("at", ColumnType::Number),
            ("attempts", ColumnType::Number),
        ],
        "UPDATE outbox SET state = CASE WHEN outbox.state = 'queued' THEN g.state ELSE outbox.state END, due_at = g.due_at,
         provider_hash = COALESCE(g.provider_hash, outbox.provider_hash),
         error = CASE WHEN outbox.state = 'queued' THEN g.error ELSE outbox.error END, updated_at = g.at,
         attempts = outbox.attempts + g.attempts, claimed_until = 0,
         ready_at = CASE WHEN outbox.state = 'queued' AND g.state = 'queued' AND outbox.ready_at IS NOT NULL THEN g.due_at END
         FROM given g WHERE outbox.message_id = g.message_id RETURNING conversation_id, channel",
    );
    if outcomes.is_empty() {
        return Ok(());
    }
    let given = outcomes.iter().map(|recorded| {
        let (state, due, provider, error, attempts) = match &recorded.outcome {
            Outcome::Sent(id) => ("sent", now, *id, None, 1),
            Outcome::Later(at) => ("queued", *at, None, Some("later"), 1),
            Outcome::Postponed(at) => ("queued", *at, None, Some("later"), 0),
            Outcome::OutsideWindow => ("held", now, None, Some("window"), 0),
            Outcome::Failed(why) => ("failed", now, None, Some(*why), 1),
        };
        [
            recorded.message_id.into(),
            state.into(),
            due.as_millisecond().into(),
            provider.into(),
            error.into(),
            now.as_millisecond().into(),
            attempts.into(),
        ]
    });
    let conversations: Vec<(Uuid, String)> = RECORD.fetch(tx, given.collect()).await?;
    receipts::apply_early(store, tx, outcomes, now).await?;
    for recorded in outcomes.iter().filter(|recorded| matches!(recorded.outcome, Outcome::OutsideWindow)) {
        window::notify_of(store, tx, recorded.message_id, now).await?;
    }
    let known = conversations.into_iter().filter_map(|(id, channel)| Some((id, channel.parse().ok()?))).collect();
    Ok(line::advance_and_claim(tx, known, now).await?)
}
