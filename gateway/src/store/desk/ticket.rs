//! One ticket opened for a person who may read it: the conversation, the report, the assessment, all unsealed. They
//! hold personal data, so nothing here has a `Debug`.

use super::{moment, name};
use crate::{
    seal::{DataKey, MasterKey},
    sql,
    store::{Reader, message::Body, staff::unreadable},
};
use bot::{
    conversation::{Conversation, InCharge, Restored},
    eligibility,
    language::Language,
    private::Private,
    report::Answers,
};
use jiff::Timestamp;
use uuid::Uuid;

/// Messages of one page of a conversation.
const MESSAGES: i64 = 200;

/// A ticket with everything that is known about it. Once its contact is erased there is none.
#[expect(missing_docs, reason = "the names say it")]
pub struct Ticket {
    pub id: Uuid,
    pub reference: String,
    pub kind: String,
    pub state: String,
    pub urgent: bool,
    pub queue: String,
    /// The topic the worker was reading.
    pub about: Option<String>,
    pub channel: String,
    pub owner: Option<Private<String>>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    /// The worker has blocked the service on this channel.
    pub blocked: bool,
    /// The worker said stop.
    pub quiet: bool,
    /// The worker's language; chosen by them.
    pub language: Option<Language>,
    /// What the worker reads where their language is only a draft.
    pub reading: Option<Language>,
    pub in_charge: InCharge,
    pub report: Option<Report>,
    pub assessment: Option<Assessment>,
    pub contact: Uuid,
    pub conversation: Uuid,
    /// When the worker last wrote on this channel; windows begin there.
    pub heard_at: Option<Timestamp>,
    key: DataKey,
}

/// What the worker told.
#[expect(missing_docs, reason = "the names say it")]
pub struct Report {
    pub answers: Answers,
    pub submitted_at: Timestamp,
}

/// The sheet and what has become of it.
#[expect(missing_docs, reason = "the names say it")]
pub struct Assessment {
    pub queue: String,
    pub state: String,
    pub sheet: eligibility::Assessment,
    pub reason: Option<Private<String>>,
    pub decided_by: Option<Private<String>>,
    pub decided_at: Option<Timestamp>,
    pub queued_at: Timestamp,
}

/// A message of the conversation.
#[expect(missing_docs, reason = "the names say it")]
pub struct Message {
    pub id: Uuid,
    /// `worker`, `bot` or `staff`.
    pub author: String,
    pub staff: Option<Private<String>>,
    pub body: Body,
    pub at: Timestamp,
    /// What became of it, if it had to be sent.
    pub delivery: Option<Delivery>,
}

/// A row of the outbox.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// `queued`, `sent`, `delivered`, `read`, `failed` or `held`.
    pub state: String,
    /// Why it failed, is held, or is tried again.
    pub error: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    reference: String,
    kind: String,
    state: String,
    urgent: bool,
    queue: String,
    about: Option<String>,
    language: Option<String>,
    owner: Option<Vec<u8>>,
    opened_at: i64,
    updated_at: i64,
    contact_id: Uuid,
    conversation_id: Uuid,
    heard_at: i64,
    channel: String,
    state_sealed: Vec<u8>,
    blocked_at: Option<i64>,
    key_sealed: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct AssessmentRow {
    queue: String,
    state: String,
    sheet_sealed: Vec<u8>,
    reason_sealed: Option<Vec<u8>>,
    decider: Option<Vec<u8>>,
    decided_at: Option<i64>,
    queued_at: i64,
}

/// Opens a ticket.
pub async fn open(reader: &mut Reader, master: &MasterKey, id: Uuid) -> sqlx::Result<Option<Ticket>> {
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT t.reference, t.kind, t.state, t.urgent, t.queue, t.about, t.language, s.name_sealed AS owner,
                t.opened_at, t.updated_at, t.contact_id, t.conversation_id, c.heard_at, c.channel, c.state_sealed,
                c.blocked_at,
                k.key_sealed
         FROM ticket t
         JOIN conversation c ON c.id = t.conversation_id
         JOIN contact k ON k.id = t.contact_id
         LEFT JOIN staff s ON s.id = t.owner_id
         WHERE t.id = $1")
        .bind(id).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    let key = master.open_contact_key(&row.key_sealed).map_err(unreadable)?;
    let (Restored::Whole(state) | Restored::InPart(state)) =
        Conversation::restore(&key.open(&row.state_sealed).map_err(unreadable)?);
    Ok(Some(Ticket {
        id,
        reference: row.reference,
        kind: row.kind,
        state: row.state,
        urgent: row.urgent,
        queue: row.queue,
        about: row.about,
        channel: row.channel,
        owner: name(master, row.owner)?,
        opened_at: moment(row.opened_at),
        updated_at: moment(row.updated_at),
        blocked: row.blocked_at.is_some(),
        quiet: state.quiet,
        // What the worker speaks now, else what they spoke when the ticket was opened.
        language: state.language.or(row.language.and_then(|tag| tag.parse().ok())),
        reading: state.reading,
        in_charge: state.in_charge,
        report: report(reader, &key, id).await?,
        assessment: assessment(reader, master, &key, id).await?,
        contact: row.contact_id,
        conversation: row.conversation_id,
        heard_at: (row.heard_at > 0).then(|| moment(row.heard_at)),
        key,
    }))
}

async fn report(reader: &mut Reader, key: &DataKey, ticket: Uuid) -> sqlx::Result<Option<Report>> {
    let row: Option<(Vec<u8>, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT answers_sealed, submitted_at FROM report WHERE ticket_id = $1").bind(ticket).fetch_optional(c).await)?;
    row.map(|(sealed, at)| Ok(Report { answers: unsealed(key, &sealed)?, submitted_at: moment(at) })).transpose()
}

async fn assessment(
    reader: &mut Reader,
    master: &MasterKey,
    key: &DataKey,
    ticket: Uuid,
) -> sqlx::Result<Option<Assessment>> {
    let row: Option<AssessmentRow> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT a.queue, a.state, a.sheet_sealed, a.reason_sealed, s.name_sealed AS decider, a.decided_at, a.queued_at
         FROM assessment a LEFT JOIN staff s ON s.id = a.decided_by WHERE a.ticket_id = $1")
        .bind(ticket).fetch_optional(c).await)?;
    row.map(|row| {
        Ok(Assessment {
            sheet: unsealed(key, &row.sheet_sealed)?,
            reason: row.reason_sealed.map(|sealed| key.open_text(&sealed).map_err(unreadable)).transpose()?,
            queue: row.queue,
            state: row.state,
            decided_by: name(master, row.decider)?,
            decided_at: row.decided_at.map(moment),
            queued_at: moment(row.queued_at),
        })
    })
    .transpose()
}

fn unsealed<T: serde::de::DeserializeOwned>(key: &DataKey, sealed: &[u8]) -> sqlx::Result<T> {
    let bytes = key.open(sealed).map_err(unreadable)?;
    // The cause stays out: it could quote what stands in the JSON.
    serde_json::from_slice(&bytes)
        .map_err(|_| sqlx::Error::Decode("a sealed document is of another release: update this one".into()))
}

type MessageRow = (Uuid, String, Option<Vec<u8>>, Vec<u8>, i64, Option<String>, Option<String>);

/// A page of the conversation in the order in which it was spoken, the latest page first; and whether older messages
/// exist. `before` is the oldest message of the page after.
pub async fn messages(
    reader: &mut Reader,
    master: &MasterKey,
    ticket: &Ticket,
    before: Option<Uuid>,
) -> sqlx::Result<(Vec<Message>, bool)> {
    let mut rows: Vec<MessageRow> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT m.id, m.author, s.name_sealed, m.body_sealed, m.at, o.state, o.error
         FROM message m
         LEFT JOIN staff s ON s.id = m.staff_id
         LEFT JOIN outbox o ON o.message_id = m.id
         WHERE m.conversation_id = $1 AND ($2 IS NULL OR m.id < $2)
         ORDER BY m.id DESC LIMIT $3")
        .bind(ticket.conversation).bind(before).bind(MESSAGES + 1)
        .fetch_all(c).await)?;
    let older = rows.len() as i64 > MESSAGES;
    rows.truncate(MESSAGES as usize);
    let messages = rows.into_iter().rev().map(|(id, author, staff, sealed, at, state, error)| {
        Ok(Message {
            id,
            author,
            staff: name(master, staff)?,
            body: Body::open(&ticket.key, &sealed),
            at: moment(at),
            delivery: state.map(|state| Delivery { state, error }),
        })
    });
    Ok((messages.collect::<sqlx::Result<_>>()?, older))
}
