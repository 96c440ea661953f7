//! Answers on their way: rows that [`crate::jobs::answer`] carries out when they are due, and that can be undone until then.

use super::{Reader, Store, Tx, desk, draft, media::FileKind};
use crate::{
    seal::{CannotOpen, Column, DataKey, MasterKey},
    sql,
};
use bot::{
    private::Private,
    question::{QuestionEvent, QuestionState},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Until nobody else carries out what one process has begun.
const CLAIM: SignedDuration = SignedDuration::from_secs(90);
/// Due when the worker writes.
const WHEN_THEY_WRITE: i64 = i64::MAX;

/// [`Body`].
pub const BODY: Column = Column::new("answer", "body_sealed");
/// [`Enclosed`]: in no column, but inside the body.
const FILE_KEY: Column = Column::new("answer", "file");

/// What an answer says; JSON in `answer.body_sealed`. It holds a person's words: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Body {
    /// The words of both languages.
    #[serde(flatten)]
    pub words: draft::Words,
    /// A file that goes with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Enclosed>,
    /// Why it goes although it is not safe now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite: Option<Private<String>>,
    /// What happens when it goes, and not before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Then>,
}

/// What belongs to an answer and happens in its transaction: undone with it, held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// It carries over an expert's answer.
    Carry {
        /// The question.
        question: Uuid,
        /// As its page had it.
        version: i64,
    },
    /// It is the answer of a macro, whose other deeds are done.
    Macro {
        /// Which.
        id: Uuid,
        /// As its page had it.
        version: i64,
    },
}

impl Body {
    /// The box in which they were typed.
    pub fn place(&self) -> String {
        match self.then {
            Some(Then::Carry { question, .. }) => draft::carried(question),
            Some(Then::Macro { .. }) | None => draft::ANSWER.to_owned(),
        }
    }
}

/// A file in the store that waits with its answer.
#[derive(Clone, Serialize, Deserialize)]
pub struct Enclosed {
    /// Its name in the store.
    pub id: Uuid,
    /// What its sender called it.
    pub name: Option<Private<String>>,
    /// What it is.
    pub kind: FileKind,
    /// Its own key, sealed under the installation's: the body may be sealed anew for another contact.
    key_sealed: Vec<u8>,
}

impl Enclosed {
    /// A file that is going to be kept under this key.
    pub fn new(name: Option<String>, kind: FileKind, master: &MasterKey) -> (Self, DataKey) {
        let (id, key) = (Uuid::now_v7(), DataKey::fresh());
        let key_sealed = master.derive("answer").seal_key(FILE_KEY.of(id), &key);
        (Self { id, name: name.map(Private::new), kind, key_sealed }, key)
    }

    /// What opens it.
    pub fn key(&self, master: &MasterKey) -> Result<DataKey, CannotOpen> {
        // It stands inside a sealed answer.
        master.derive("answer").open_key_of_any_release(FILE_KEY.of(self.id), &self.key_sealed)
    }
}

/// The box into which words come back: the one in which they were typed, as long as its page takes words.
pub async fn way_back(tx: &mut Tx, body: &Body) -> sqlx::Result<String> {
    let Some(Then::Carry { question, .. }) = body.then else { return Ok(body.place()) };
    let state: Option<String> = sql!(Tx: tx, c => sqlx::query_scalar("SELECT state FROM question WHERE id = $1")
        .bind(question).fetch_optional(c).await)?;
    let state = state.and_then(|name| name.parse::<QuestionState>().ok());
    let open = state.is_some_and(|state| state.after(QuestionEvent::Carried).is_ok());
    Ok(if open { body.place() } else { draft::ANSWER.to_owned() })
}

/// Why one waits; the name stands in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its author may undo it.
    Undo,
    /// The person is not safe now.
    SafeHours,
    /// Somebody else may hold the telephone.
    SharedPhone,
}

impl Reason {
    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::SafeHours => "safe-hours",
            Self::SharedPhone => "shared-phone",
        }
    }
}

/// A row of `answer`.
#[expect(missing_docs, reason = "the columns of `answer`")]
pub struct Answer {
    pub id: Uuid,
    pub ticket: Uuid,
    pub staff_id: Uuid,
    pub staff: Option<Private<String>>,
    /// `None`: it cannot be read.
    pub body: Option<Body>,
    pub reason: String,
    /// `None`: when the worker writes.
    pub due_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// Writes one down.
pub async fn insert(
    tx: &mut Tx,
    (ticket, key): (Uuid, &DataKey),
    staff: Uuid,
    body: &Body,
    due: Timestamp,
    now: Timestamp,
) -> anyhow::Result<Uuid> {
    let id = Uuid::now_v7();
    let sealed = key.seal(BODY.of(id), &serde_json::to_vec(body)?);
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO answer (id, ticket_id, staff_id, body_sealed, file_id, state, reason, due_at, claimed_until, created_at)
         VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9)")
        .bind(id).bind(ticket).bind(staff).bind(sealed).bind(body.file.as_ref().map(|file| file.id))
        .bind(Reason::Undo.name()).bind(due.as_millisecond()).bind(0_i64).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))?;
    Ok(id)
}

type Row = (Uuid, Uuid, Uuid, Option<Vec<u8>>, Vec<u8>, String, i64, i64);

const SELECT: &str =
    "SELECT a.id, a.ticket_id, a.staff_id, s.name_sealed, a.body_sealed, a.reason, a.due_at, a.created_at
     FROM answer a LEFT JOIN staff s ON s.id = a.staff_id WHERE a.state = 'waiting' AND ";

/// The answers of a ticket that wait, the oldest first.
pub async fn waiting(
    reader: &mut Reader,
    master: &MasterKey,
    (ticket, key): (Uuid, &DataKey),
) -> sqlx::Result<Vec<Answer>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("a.ticket_id = ").push_bind(ticket).push(" ORDER BY a.id");
        query.build_query_as().fetch_all(c).await
    })?;
    rows.into_iter().map(|row| opened(master, key, row)).collect()
}

/// One that waits, with the key of its contact.
pub async fn find(store: &Store, reader: &mut Reader, id: Uuid) -> anyhow::Result<Option<(Answer, DataKey)>> {
    let row: Option<Row> = sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("a.id = ").push_bind(id);
        query.build_query_as().fetch_optional(c).await
    })?;
    let Some(row) = row else { return Ok(None) };
    let found: Option<(Uuid, Vec<u8>)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT k.contact_id, k.key_sealed FROM contact_key k JOIN ticket t ON t.contact_id = k.contact_id WHERE t.id = $1")
        .bind(row.1).fetch_optional(c).await)?;
    let Some((contact, sealed)) = found else { return Ok(None) };
    let key = store.master.open_contact_key(contact, &sealed)?;
    Ok(Some((opened(&store.master, &key, row)?, key)))
}

fn opened(master: &MasterKey, key: &DataKey, row: Row) -> sqlx::Result<Answer> {
    let (id, ticket, staff_id, name, sealed, reason, due_at, created_at) = row;
    Ok(Answer {
        id,
        ticket,
        staff_id,
        staff: desk::name(master, Some(staff_id), name)?,
        body: key.open(BODY.of(id), &sealed).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()),
        reason,
        due_at: Timestamp::from_millisecond(due_at).ok(),
        created_at: Timestamp::from_millisecond(created_at).unwrap_or_default(),
    })
}

/// When the next one is due, in milliseconds since 1970; claims that ran out count.
pub async fn next_due(reader: &mut Reader) -> sqlx::Result<Option<i64>> {
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT MIN(CASE WHEN claimed_until > due_at THEN claimed_until ELSE due_at END) FROM answer WHERE state = 'waiting'")
        .fetch_one(c).await)
}

/// Claims answers that are due, the oldest first.
pub async fn claim(store: &Store, tx: &mut Tx, limit: i64, now: Timestamp) -> anyhow::Result<Vec<Uuid>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE SKIP LOCKED" };
    let until = now.saturating_add(CLAIM)?.as_millisecond();
    Ok(sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("SELECT id FROM answer WHERE state = 'waiting' AND due_at <= ");
        query.push_bind(now.as_millisecond()).push(" AND claimed_until <= ").push_bind(now.as_millisecond());
        query.push(" ORDER BY due_at, id LIMIT ").push_bind(limit).push(lock);
        let ids: Vec<Uuid> = query.build_query_scalar().fetch_all(&mut *c).await?;
        for id in &ids {
            sqlx::query("UPDATE answer SET claimed_until = $2 WHERE id = $1").bind(*id).bind(until).execute(&mut *c).await?;
        }
        Ok::<_, sqlx::Error>(ids)
    })?)
}

/// Gives back what a dead process has claimed: nobody else serves the database.
pub async fn give_back(tx: &mut Tx) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE answer SET claimed_until = 0 WHERE state = 'waiting' AND claimed_until > 0")
        .execute(c).await.map(|_| ()))
}

/// Ends the waiting of one: it is `sent`, `undone` or `refused` for a reason. `false`, with nothing done, where it does not
/// wait any more. Its file is not needed any longer.
pub async fn settle(tx: &mut Tx, id: Uuid, state: &str, error: Option<&str>, now: Timestamp) -> sqlx::Result<bool> {
    let was = sql!(Tx: tx, c => sqlx::query(
        "UPDATE answer SET state = $2, error = $3, claimed_until = 0 WHERE id = $1 AND state = 'waiting'")
        .bind(id).bind(state).bind(error).execute(c).await.map(|done| done.rows_affected() == 1))?;
    if was {
        sql!(Tx: tx, c => sqlx::query(
            "INSERT INTO litter (media_id, at) SELECT file_id, $2 FROM answer WHERE id = $1 AND file_id IS NOT NULL")
            .bind(id).bind(now.as_millisecond()).execute(c).await.map(|_| ()))?;
    }
    Ok(was)
}

/// Lets one wait for another reason; `None`: until the worker writes.
pub async fn put_off(tx: &mut Tx, id: Uuid, reason: Reason, due: Option<Timestamp>) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE answer SET reason = $2, due_at = $3, claimed_until = 0 WHERE id = $1 AND state = 'waiting'")
        .bind(id).bind(reason.name()).bind(due.map_or(WHEN_THEY_WRITE, Timestamp::as_millisecond))
        .execute(c).await.map(|_| ()))
}

/// The worker has written, or what is known of their safety has changed: what waits for that is looked at again.
pub async fn wake(tx: &mut Tx, contact: Uuid, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE answer SET due_at = $2 WHERE state = 'waiting' AND reason <> 'undo'
         AND ticket_id IN (SELECT id FROM ticket WHERE contact_id = $1)")
        .bind(contact).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// Whether somebody's answer with the same words waits already, so that they can undo it: a form that was sent twice.
pub async fn is_twice(tx: &mut Tx, (ticket, key): (Uuid, &DataKey), staff: Uuid, body: &Body) -> sqlx::Result<bool> {
    let waiting: Vec<(Uuid, Vec<u8>)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, body_sealed FROM answer WHERE ticket_id = $1 AND staff_id = $2 AND state = 'waiting' AND reason = $3")
        .bind(ticket).bind(staff).bind(Reason::Undo.name()).fetch_all(c).await)?;
    let opened =
        |(id, sealed): &(Uuid, Vec<u8>)| serde_json::from_slice::<Body>(&key.open(BODY.of(*id), sealed).ok()?).ok();
    let same = |other: Body| {
        let file = |body: &Body| body.file.as_ref().map(|file| (file.name.clone(), file.kind));
        let said = |body: &Body| (body.words.clone(), body.then, body.despite.clone());
        said(&other) == said(body) && file(&other) == file(body)
    };
    Ok(waiting.iter().filter_map(opened).any(same))
}

/// Whether a ticket has or had this answer.
pub async fn is_of(reader: &mut Reader, id: Uuid, ticket: Uuid) -> sqlx::Result<bool> {
    let found: Option<Uuid> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT id FROM answer WHERE id = $1 AND ticket_id = $2").bind(id).bind(ticket).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Somebody's own answers on a ticket that wait only so that they can be undone, the oldest first.
pub async fn undoable(reader: &mut Reader, ticket: Uuid, staff: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT id FROM answer WHERE ticket_id = $1 AND staff_id = $2 AND state = 'waiting' AND reason = $3 ORDER BY id")
        .bind(ticket).bind(staff).bind(Reason::Undo.name()).fetch_all(c).await)
}

/// Whether a ticket has been closed, and is still, since an answer was written. One that was merged answers as another.
pub async fn was_closed_since(tx: &mut Tx, ticket: Uuid, written: Timestamp) -> sqlx::Result<bool> {
    let closed: Option<i64> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT CASE WHEN merged_into IS NULL THEN closed_at END FROM ticket WHERE id = $1")
        .bind(ticket).fetch_one(c).await)?;
    Ok(closed.is_some_and(|closed| closed > written.as_millisecond()))
}
