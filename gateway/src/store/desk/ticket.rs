//! One ticket opened for a person who may read it: the conversation, the report, the assessment, all unsealed. They
//! hold personal data, so nothing here has a `Debug`.

use super::{moment, name};
use crate::{
    seal::{DataKey, MasterKey, Place},
    sql,
    store::{Reader, conversation, message::Body, staff::unreadable, ticket},
};
use bot::{
    conversation::{Conversation, InCharge, Restored},
    eligibility,
    language::Language,
    private::Private,
    receipt::{self, Receipt},
    report::Answers,
    ticket::Priority,
};
use jiff::Timestamp;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Messages of one page of a conversation.
pub const MESSAGES: i64 = 80;

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
    pub owner_id: Option<Uuid>,
    pub team_id: Option<Uuid>,
    pub region: Option<String>,
    /// What the staff say it is about.
    pub topic: Option<String>,
    pub priority: Priority,
    /// Goes up with every change.
    pub version: i64,
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
    /// Seals what belongs to this person.
    pub key: DataKey,
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
    pub staff_id: Option<Uuid>,
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
    queue: String,
    about: Option<String>,
    language: Option<String>,
    owner: Option<Vec<u8>>,
    owner_id: Option<Uuid>,
    team_id: Option<Uuid>,
    region: Option<String>,
    topic: Option<String>,
    priority: i32,
    version: i64,
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
    decided_by: Option<Uuid>,
    decider: Option<Vec<u8>>,
    decided_at: Option<i64>,
    queued_at: i64,
}

/// Opens a ticket.
pub async fn open(reader: &mut Reader, master: &MasterKey, id: Uuid) -> sqlx::Result<Option<Ticket>> {
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT t.reference, t.kind, t.state, t.queue, t.about, t.language, s.name_sealed AS owner,
                t.owner_id, t.team_id, t.region, t.topic, t.priority, t.version, t.opened_at, t.updated_at, t.contact_id, t.conversation_id, c.heard_at, c.channel, c.state_sealed,
                c.blocked_at,
                k.key_sealed
         FROM ticket t
         JOIN conversation c ON c.id = t.conversation_id
         JOIN contact_key k ON k.contact_id = t.contact_id
         LEFT JOIN staff s ON s.id = t.owner_id
         WHERE t.id = $1 AND t.hidden_at IS NULL")
        .bind(id).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    let key = master.open_contact_key(row.contact_id, &row.key_sealed).map_err(unreadable)?;
    let (Restored::Whole(state) | Restored::InPart(state)) = Conversation::restore(
        &key.open(conversation::STATE.of(row.conversation_id), &row.state_sealed).map_err(unreadable)?,
    );
    Ok(Some(Ticket {
        id,
        reference: row.reference,
        kind: row.kind,
        state: row.state,
        urgent: row.priority == Priority::Urgent.rank(),
        queue: row.queue,
        about: row.about,
        channel: row.channel,
        owner: name(master, row.owner_id, row.owner)?,
        owner_id: row.owner_id,
        team_id: row.team_id,
        region: row.region,
        topic: row.topic,
        priority: Priority::of_rank(row.priority).unwrap_or(Priority::Normal),
        version: row.version,
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
    row.map(|(sealed, at)| {
        Ok(Report { answers: unsealed(key, ticket::ANSWERS.of(ticket), &sealed)?, submitted_at: moment(at) })
    })
    .transpose()
}

async fn assessment(
    reader: &mut Reader,
    master: &MasterKey,
    key: &DataKey,
    ticket: Uuid,
) -> sqlx::Result<Option<Assessment>> {
    let row: Option<AssessmentRow> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT a.queue, a.state, a.sheet_sealed, a.reason_sealed, a.decided_by, s.name_sealed AS decider, a.decided_at, a.queued_at
         FROM assessment a LEFT JOIN staff s ON s.id = a.decided_by WHERE a.ticket_id = $1")
        .bind(ticket).fetch_optional(c).await)?;
    row.map(|row| {
        Ok(Assessment {
            sheet: unsealed(key, ticket::SHEET.of(ticket), &row.sheet_sealed)?,
            reason: row
                .reason_sealed
                .map(|sealed| key.open_text(ticket::REASON.of(ticket), &sealed).map_err(unreadable))
                .transpose()?,
            queue: row.queue,
            state: row.state,
            decided_by: name(master, row.decided_by, row.decider)?,
            decided_at: row.decided_at.map(moment),
            queued_at: moment(row.queued_at),
        })
    })
    .transpose()
}

fn unsealed<T: serde::de::DeserializeOwned>(key: &DataKey, place: Place<'_>, sealed: &[u8]) -> sqlx::Result<T> {
    let bytes = key.open(place, sealed).map_err(unreadable)?;
    // The cause stays out: it could quote what stands in the JSON.
    serde_json::from_slice(&bytes)
        .map_err(|_| sqlx::Error::Decode("a sealed document is of another release: update this one".into()))
}

type MessageRow = (Uuid, String, Option<Vec<u8>>, Option<Uuid>, Vec<u8>, i64, Option<String>, Option<String>);

/// Which part of a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Its end.
    #[default]
    Last,
    /// Its beginning.
    First,
    /// What was said before a message.
    Before(Uuid),
    /// What was said after a message.
    After(Uuid),
    /// One message alone.
    Only(Uuid),
    /// A message with those before and after it.
    Around(Uuid),
}

/// A page of a conversation, in the order in which it was spoken.
pub struct Messages {
    /// At most as many as were asked for.
    pub messages: Vec<Message>,
    /// Others were said before.
    pub older: bool,
    /// Others were said after.
    pub newer: bool,
}

const SELECT: &str = "SELECT m.id, m.author, s.name_sealed, m.staff_id, m.body_sealed, m.at, o.state, o.error
     FROM message m LEFT JOIN staff s ON s.id = m.staff_id LEFT JOIN outbox o ON o.message_id = m.id
     WHERE m.conversation_id = ";

/// The place of a message; its id follows, and a bracket.
const PLACE_OF: &str = "(SELECT a.place FROM message a WHERE a.id = ";

/// A page of the conversation.
pub async fn messages(
    reader: &mut Reader,
    master: &MasterKey,
    ticket: &Ticket,
    part: Part,
    limit: i64,
) -> sqlx::Result<Messages> {
    let part = match part {
        Part::Around(id) => around(reader, ticket, id, limit / 2).await?,
        part => part,
    };
    let forward = matches!(part, Part::First | Part::After(_));
    let mut rows: Vec<MessageRow> = sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push_bind(ticket.conversation);
        match part {
            Part::Before(id) => query.push(" AND m.place < ").push(PLACE_OF).push_bind(id).push(")"),
            Part::After(id) => query.push(" AND m.place > ").push(PLACE_OF).push_bind(id).push(")"),
            Part::Only(id) => query.push(" AND m.id = ").push_bind(id),
            Part::Last | Part::First | Part::Around(_) => &mut query,
        };
        query.push(if forward { " ORDER BY m.place LIMIT " } else { " ORDER BY m.place DESC LIMIT " }).push_bind(limit + 1);
        query.build_query_as().fetch_all(c).await
    })?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    if !forward {
        rows.reverse();
    }
    Ok(Messages {
        messages: rows.into_iter().map(|row| message(master, ticket, row)).collect::<sqlx::Result<_>>()?,
        older: if forward { matches!(part, Part::After(_)) } else { more },
        newer: if forward { more } else { matches!(part, Part::Before(_)) },
    })
}

/// The page on which a message stands about in the middle, or the first or last one.
async fn around(reader: &mut Reader, ticket: &Ticket, id: Uuid, half: i64) -> sqlx::Result<Part> {
    let after: Vec<Uuid> = sql!(Reader: &mut *reader, c => sqlx::query_scalar(
        "SELECT id FROM message WHERE conversation_id = $1 AND place > (SELECT a.place FROM message a WHERE a.id = $2)
         ORDER BY place LIMIT $3")
        .bind(ticket.conversation).bind(id).bind(half).fetch_all(c).await)?;
    if (after.len() as i64) < half {
        return Ok(Part::Last);
    }
    let before: Vec<Uuid> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT id FROM message WHERE conversation_id = $1 AND place < (SELECT a.place FROM message a WHERE a.id = $2)
         ORDER BY place DESC LIMIT $3")
        .bind(ticket.conversation).bind(id).bind(half).fetch_all(c).await)?;
    let first = before.last().copied().filter(|_| before.len() as i64 == half);
    Ok(first.map_or(Part::First, Part::After))
}

/// What the worker and colleagues of `staff` have written after a place, the oldest first.
pub async fn since(
    reader: &mut Reader,
    master: &MasterKey,
    ticket: &Ticket,
    staff: Uuid,
    after: i64,
) -> sqlx::Result<Vec<Message>> {
    let rows: Vec<MessageRow> = sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push_bind(ticket.conversation).push(" AND m.place > ").push_bind(after);
        query.push(" AND (m.author = 'worker' OR m.author = 'staff' AND m.staff_id <> ").push_bind(staff);
        query.push(") ORDER BY m.place LIMIT ").push_bind(MESSAGES);
        query.build_query_as().fetch_all(c).await
    })?;
    rows.into_iter().map(|row| message(master, ticket, row)).collect()
}

/// What the worker sees last: the messages since their own last one, or the last of all. What is held they do not see.
pub async fn on_screen(reader: &mut Reader, master: &MasterKey, ticket: &Ticket) -> sqlx::Result<Vec<Message>> {
    const MOST: i64 = 10;
    let rows: Vec<MessageRow> = sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push_bind(ticket.conversation).push(" AND (o.state IS NULL OR o.state <> 'held') ORDER BY m.place DESC LIMIT ");
        query.push_bind(MOST);
        query.build_query_as().fetch_all(c).await
    })?;
    let said = rows.iter().take_while(|row| row.1 != "worker").count();
    let shown = rows.into_iter().filter(|row| row.1 != "worker").take(said.max(1));
    let mut shown: Vec<_> = shown.map(|row| message(master, ticket, row)).collect::<sqlx::Result<_>>()?;
    shown.reverse();
    Ok(shown)
}

fn message(master: &MasterKey, ticket: &Ticket, row: MessageRow) -> sqlx::Result<Message> {
    let (id, author, staff, staff_id, sealed, at, state, error) = row;
    let mut body = Body::open(&ticket.key, id, &sealed);
    // In anybody's own words six digits may be anything.
    if author == "bot" || author == "worker" && Receipt::read(&body.text).is_some() {
        body.text = receipt::without_code(&body.text);
    }
    Ok(Message {
        id,
        author,
        staff: name(master, staff_id, staff)?,
        staff_id,
        body,
        at: moment(at),
        delivery: state.map(|state| Delivery { state, error }),
    })
}
