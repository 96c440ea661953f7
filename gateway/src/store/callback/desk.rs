//! Call-backs as the staff see them: the list without a number, one entry with it, and what came of an attempt.

use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader, Store, Tx, conversation,
        desk::{self, PAGE, moment},
        safe_contact,
        sight::Sight,
        staff::{Scope, unreadable},
    },
};
use bot::{
    callback::{CallbackState, Outcome, Voicemail, is_good_time},
    hours::Calendar,
    language::Language,
    private::Private,
    report::options::{Choosable, SafeTime},
    safe_contact::{SafeContact, SafeHours, Told},
};
use jiff::Timestamp;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// A call-back as the list shows it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `callback`")]
pub struct Line {
    pub id: Uuid,
    pub reason: String,
    pub safe_time: Option<String>,
    pub danger: bool,
    pub attempts: i32,
    pub language: Option<String>,
    pub opened_at: Timestamp,
    pub last_attempt: Option<Timestamp>,
}

/// A call-back opened. It holds a number: no `Debug`.
#[expect(missing_docs, reason = "the columns of `callback`")]
pub struct Entry {
    pub id: Uuid,
    /// Where to call.
    pub number: Private<String>,
    pub reason: String,
    pub safe_time: Option<String>,
    pub voicemail: Voicemail,
    pub danger: bool,
    pub state: String,
    pub language: Option<Language>,
    pub opened_at: Timestamp,
    /// Its ticket: row and number.
    pub ticket: Option<(Uuid, String)>,
    /// The oldest first, those before the last call too.
    pub attempts: Vec<Attempt>,
    /// What the staff know of the person's safety.
    pub safe: Option<SafeContact>,
}

/// What came of an attempt.
#[expect(missing_docs, reason = "the columns of `callback_attempt`")]
pub struct Attempt {
    pub at: Timestamp,
    pub staff: Option<Private<String>>,
    pub outcome: String,
    pub message_left: bool,
}

/// What somebody says came of an attempt.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Tried {
    pub staff: Uuid,
    pub outcome: Outcome,
    pub message_left: bool,
    /// How many attempts stood on their page: the same form twice is one attempt.
    pub seen: i64,
}

/// Why an attempt was not written down. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum NotTried {
    /// No such call-back: it may have been erased.
    #[error("no such call-back")]
    NotFound,
    /// It is closed, or somebody has noted an attempt since the page was opened.
    #[error("somebody was faster")]
    Faster,
    /// The person has not said that a message may be left.
    #[error("no message may be left")]
    NoMessages,
    /// The database.
    #[error("the database does not answer: try again")]
    Store(#[from] sqlx::Error),
}

/// Whether it may be tried now.
pub fn is_safe(calendar: &Calendar, safe_time: Option<&str>, now: Timestamp) -> bool {
    match safe_time.map(bot::callback::safe_time) {
        None => is_good_time(calendar, None, now),
        Some(Ok(safe)) => is_good_time(calendar, Some(safe), now),
        // Of a newer release: nobody here knows when.
        Some(Err(_)) => false,
    }
}

impl Entry {
    /// Whether it may be tried now; what the staff know of the hours counts before what was said on the telephone.
    pub fn is_safe(&self, calendar: &Calendar, now: Timestamp) -> bool {
        match &self.safe {
            Some(safe) if safe.hours != SafeHours::Any => safe.is_safe_hour(now),
            _ => is_safe(calendar, self.safe_time.as_deref(), now),
        }
    }

    /// Whether a message may be left: the person has said yes on the telephone, and no since to nobody.
    pub fn may_leave_message(&self) -> bool {
        let no = self.safe.as_ref().is_some_and(|safe| safe.voicemail == Told::No);
        self.voicemail == Voicemail::Allowed && !no
    }
}

type LineRow = (Uuid, String, Option<String>, bool, i32, Option<String>, i64, Option<i64>);

/// A page of the open ones: danger first, then those that may be tried now, each the oldest first; and whether others
/// follow. Pages are counted from 0.
pub async fn list(
    reader: &mut Reader,
    sight: &Sight,
    calendar: &Calendar,
    page: i64,
    now: Timestamp,
) -> sqlx::Result<(Vec<Line>, bool)> {
    let mut rows: Vec<LineRow> = sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new(
            "SELECT b.id, b.reason, b.safe_time, b.danger, b.attempts, v.language, b.opened_at,
                    (SELECT MAX(a.at) FROM callback_attempt a WHERE a.callback_id = b.id)
             FROM callback b JOIN conversation v ON v.id = b.conversation_id
             WHERE b.state = 'open' AND v.hidden_at IS NULL",
        );
        // Who has no ticket yet is in nobody's region, team or charge.
        if sight.scope != Scope::All {
            query.push(" AND (b.ticket_id IS NULL OR EXISTS (SELECT 1 FROM ticket t WHERE t.id = b.ticket_id AND (");
            match sight.scope {
                Scope::Region => query.push("t.region IS NULL OR t.region = ").push_bind(sight.region.clone()),
                Scope::Team => query.push("t.team_id IS NULL OR t.team_id = ").push_bind(sight.team),
                Scope::Own | Scope::All => query
                    .push("t.owner_id IS NULL OR t.owner_id = ")
                    .push_bind(sight.staff)
                    .push(" OR EXISTS (SELECT 1 FROM ticket_follower f WHERE f.ticket_id = t.id AND f.staff_id = ")
                    .push_bind(sight.staff)
                    .push(")"),
            };
            query.push(")))");
        }
        query.push(" ORDER BY b.danger DESC, CASE WHEN COALESCE(b.safe_time, '') IN ('-'");
        for safe in SafeTime::all().into_iter().filter(|safe| is_good_time(calendar, Some(*safe), now)) {
            query.push(", ").push_bind(safe.id());
        }
        if is_good_time(calendar, None, now) {
            query.push(", ''");
        }
        query.push(") THEN 0 ELSE 1 END, b.opened_at, b.id LIMIT ").push_bind(PAGE + 1);
        query.push(" OFFSET ").push_bind(page.saturating_mul(PAGE));
        query.build_query_as().persistent(false).fetch_all(c).await
    })?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let lines = rows.into_iter().map(|(id, reason, safe_time, danger, attempts, language, opened, last)| Line {
        id,
        reason,
        safe_time,
        danger,
        attempts,
        language,
        opened_at: moment(opened),
        last_attempt: last.map(moment),
    });
    Ok((lines.collect(), more))
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    reason: String,
    safe_time: Option<String>,
    voicemail: String,
    danger: bool,
    state: String,
    opened_at: i64,
    language: Option<String>,
    conversation_id: Uuid,
    address_sealed: Vec<u8>,
    contact_id: Uuid,
    key_sealed: Vec<u8>,
    ticket_id: Option<Uuid>,
    reference: Option<String>,
    safe_sealed: Option<Vec<u8>>,
}

/// Opens one, with the number.
pub async fn open(reader: &mut Reader, master: &MasterKey, id: Uuid) -> sqlx::Result<Option<Entry>> {
    let row: Option<EntryRow> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT b.reason, b.safe_time, b.voicemail, b.danger, b.state, b.opened_at, v.language, v.id AS conversation_id, v.address_sealed,
                k.contact_id, k.key_sealed, t.id AS ticket_id, t.reference,
                (SELECT s.profile_sealed FROM safe_contact s WHERE s.contact_id = b.contact_id) AS safe_sealed
         FROM callback b
         JOIN conversation v ON v.id = b.conversation_id
         JOIN contact_key k ON k.contact_id = b.contact_id
         LEFT JOIN ticket t ON t.id = b.ticket_id
         WHERE b.id = $1 AND v.hidden_at IS NULL")
        .bind(id).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    let key = master.open_contact_key(row.contact_id, &row.key_sealed).map_err(unreadable)?;
    Ok(Some(Entry {
        id,
        number: key
            .open_text(conversation::ADDRESS.of(row.conversation_id), &row.address_sealed)
            .map_err(unreadable)?,
        reason: row.reason,
        safe_time: row.safe_time,
        // What a newer release wrote is no yes.
        voicemail: row.voicemail.parse().unwrap_or_default(),
        danger: row.danger,
        state: row.state,
        language: row.language.and_then(|tag| tag.parse().ok()),
        opened_at: moment(row.opened_at),
        ticket: row.ticket_id.zip(row.reference),
        attempts: attempts(reader, master, id).await?,
        safe: row.safe_sealed.map(|sealed| safe_contact::opened(row.contact_id, &sealed, &key)),
    }))
}

async fn attempts(reader: &mut Reader, master: &MasterKey, id: Uuid) -> sqlx::Result<Vec<Attempt>> {
    type Row = (i64, Option<Uuid>, Option<Vec<u8>>, String, bool);
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT a.at, a.staff_id, s.name_sealed, a.outcome, a.message_left FROM callback_attempt a
         LEFT JOIN staff s ON s.id = a.staff_id WHERE a.callback_id = $1 ORDER BY a.id")
        .bind(id).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(at, staff, name, outcome, message_left)| {
            let name = desk::name(master, staff, name)?;
            Ok(Attempt { at: moment(at), staff: name, outcome, message_left })
        })
        .collect()
}

/// Writes an attempt down; returns the state that it leads to.
pub async fn tried(
    store: &Store,
    tx: &mut Tx,
    id: Uuid,
    tried: Tried,
    now: Timestamp,
) -> Result<CallbackState, NotTried> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    let row: Option<(String, String, i32)> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("SELECT state, voicemail, attempts FROM callback WHERE id = ");
        query.push_bind(id).push(lock);
        query.build_query_as().fetch_optional(c).await
    })?;
    let (state, voicemail, attempts) = row.ok_or(NotTried::NotFound)?;
    let written: i64 = sql!(Tx: tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM callback_attempt WHERE callback_id = $1")
        .bind(id).fetch_one(c).await)?;
    if written != tried.seen {
        return Err(NotTried::Faster);
    }
    if tried.message_left && voicemail.parse() != Ok(Voicemail::Allowed) {
        return Err(NotTried::NoMessages);
    }
    let state: CallbackState = state.parse().map_err(|_| NotTried::Faster)?;
    let attempts = attempts.saturating_add(1);
    let next = state.after(tried.outcome, u32::try_from(attempts).unwrap_or_default()).map_err(|_| NotTried::Faster)?;
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO callback_attempt (id, callback_id, staff_id, outcome, message_left, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(Uuid::now_v7())
        .bind(id)
        .bind(tried.staff)
        .bind(tried.outcome.name())
        .bind(tried.message_left)
        .bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))?;
    sql!(Tx: tx, c => sqlx::query("UPDATE callback SET state = $2, attempts = $3, updated_at = $4 WHERE id = $1")
        .bind(id).bind(next.name()).bind(attempts).bind(now.as_millisecond()).execute(c).await.map(|_| ()))?;
    Ok(next)
}
