//! What a member of the staff should look at. A notification says that there is something and of what kind, never what.

pub mod mail;

use crate::{
    sql,
    store::{
        Reader, Tx,
        desk::{PAGE, moment},
    },
};
use jiff::Timestamp;
use serde_json::json;
use std::{collections::HashSet, str::FromStr};
use uuid::Uuid;

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A ticket is theirs now.
    Assigned,
    /// The worker has written on a ticket that they own or follow.
    WorkerWrote,
    /// A colleague has named them in a note.
    Mentioned,
    /// A deadline comes near.
    DeadlineNear,
    /// A deadline is past.
    DeadlinePassed,
    /// A question waits for a legal expert.
    QuestionAsked,
    /// The expert has answered, or asks back.
    QuestionAnswered,
    /// Somebody asks to see who a person is.
    IdentityAsked,
    /// Somebody has decided on that.
    IdentityDecided,
    /// An answer of theirs could not be sent.
    AnswerRefused,
    /// A text waits for a second person.
    ReviewAsked,
    /// Somebody has decided on a text that they proposed.
    ReviewDecided,
    /// Something that workers would be told of a service waits for a second person.
    ServiceAsked,
    /// Somebody has decided on what they proposed for a service.
    ServiceDecided,
    /// An administrator has changed their account, or taken their second factor away.
    AccountChanged,
    /// A ticket that was theirs is somebody else's now.
    TakenOver,
    /// Something was asked about an account, and a second person has to decide.
    AccountAsked,
    /// It is about their own.
    OwnAccountAsked,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 18] = [
        Self::Assigned,
        Self::WorkerWrote,
        Self::Mentioned,
        Self::DeadlineNear,
        Self::DeadlinePassed,
        Self::QuestionAsked,
        Self::QuestionAnswered,
        Self::IdentityAsked,
        Self::IdentityDecided,
        Self::AnswerRefused,
        Self::ReviewAsked,
        Self::ReviewDecided,
        Self::ServiceAsked,
        Self::ServiceDecided,
        Self::AccountChanged,
        Self::TakenOver,
        Self::AccountAsked,
        Self::OwnAccountAsked,
    ];

    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::WorkerWrote => "worker-wrote",
            Self::Mentioned => "mentioned",
            Self::DeadlineNear => "deadline-near",
            Self::DeadlinePassed => "deadline-passed",
            Self::QuestionAsked => "question-asked",
            Self::QuestionAnswered => "question-answered",
            Self::IdentityAsked => "identity-asked",
            Self::IdentityDecided => "identity-decided",
            Self::AnswerRefused => "answer-refused",
            Self::ReviewAsked => "review-asked",
            Self::ReviewDecided => "review-decided",
            Self::ServiceAsked => "service-asked",
            Self::ServiceDecided => "service-decided",
            Self::AccountChanged => "account-changed",
            Self::TakenOver => "taken-over",
            Self::AccountAsked => "account-asked",
            Self::OwnAccountAsked => "own-account-asked",
        }
    }
}

impl FromStr for Kind {
    type Err = bot::ticket::UnknownName;
    fn from_str(name: &str) -> Result<Self, bot::ticket::UnknownName> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(bot::ticket::UnknownName)
    }
}

/// Notifies somebody, unless the same already waits for them. Tell [`crate::live::Live`] after the commit.
pub async fn add(tx: &mut Tx, staff: Uuid, kind: Kind, ticket: Option<Uuid>, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO notification (id, staff_id, kind, ticket_id, at)
         SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT 1 FROM notification
         WHERE staff_id = $2 AND kind = $3 AND ticket_id IS NOT DISTINCT FROM $4 AND seen_at IS NULL)")
        .bind(Uuid::now_v7()).bind(staff).bind(kind.name()).bind(ticket).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))
}

/// The same for many, in one statement.
pub async fn insert(tx: &mut Tx, new: &[(Uuid, Kind, Option<Uuid>)], now: Timestamp) -> sqlx::Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let hex = |id: Uuid| id.simple().to_string();
    let mut seen = HashSet::new();
    let once = new.iter().filter(|(staff, kind, ticket)| seen.insert((staff, kind.name(), ticket)));
    let row = |(staff, kind, ticket): &(Uuid, Kind, Option<Uuid>)| json!({ "id": hex(Uuid::now_v7()), "staff_id": hex(*staff), "kind": kind.name(), "ticket_id": ticket.map(hex) });
    let rows = serde_json::Value::from_iter(once.map(row)).to_string();
    const FROM_SQLITE: &str =
        "(SELECT unhex(value ->> 'id') AS id, unhex(value ->> 'staff_id') AS staff_id, value ->> 'kind' AS kind,
         unhex(value ->> 'ticket_id') AS ticket_id FROM json_each($1)) AS v";
    const FROM_POSTGRES: &str =
        "json_to_recordset($1::text::json) AS v (id uuid, staff_id uuid, kind text, ticket_id uuid)";
    let from = if matches!(tx, Tx::Sqlite(_)) { FROM_SQLITE } else { FROM_POSTGRES };
    let statement = sqlx::AssertSqlSafe(format!(
        "INSERT INTO notification (id, staff_id, kind, ticket_id, at)
         SELECT v.id, v.staff_id, v.kind, v.ticket_id, $2 FROM {from} WHERE NOT EXISTS (SELECT 1 FROM notification n
         WHERE n.staff_id = v.staff_id AND n.kind = v.kind AND n.ticket_id IS NOT DISTINCT FROM v.ticket_id AND n.seen_at IS NULL)"
    ));
    sql!(Tx: tx, c => sqlx::query(statement).bind(rows).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// A notification in the list.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Line {
    pub id: Uuid,
    /// A [`Kind`]; a newer release may know more of them.
    pub kind: String,
    /// The ticket it is about and its reference, if there still is one.
    pub ticket: Option<(Uuid, String)>,
    pub at: Timestamp,
    pub seen: bool,
}

type Row = (Uuid, String, Option<Uuid>, Option<String>, i64, Option<i64>);

/// A page of somebody's notifications, the latest first, before the one named; and whether older ones exist.
pub async fn list(reader: &mut Reader, staff: Uuid, before: Option<Uuid>) -> sqlx::Result<(Vec<Line>, bool)> {
    // Above every identifier of version 7.
    let before = before.unwrap_or(Uuid::max());
    let mut rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT n.id, n.kind, t.id, t.reference, n.at, n.seen_at
         FROM notification n LEFT JOIN ticket t ON t.id = n.ticket_id AND t.hidden_at IS NULL
         WHERE n.staff_id = $1 AND n.id < $2 ORDER BY n.id DESC LIMIT $3")
        .bind(staff).bind(before).bind(PAGE + 1).fetch_all(c).await)?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let lines = rows.into_iter().map(|(id, kind, ticket, reference, at, seen_at)| Line {
        id,
        kind,
        ticket: ticket.zip(reference),
        at: moment(at),
        seen: seen_at.is_some(),
    });
    Ok((lines.collect(), more))
}

/// How many somebody has not seen, 100 at the most.
pub async fn unseen(reader: &mut Reader, staff: Uuid) -> sqlx::Result<i64> {
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT COUNT(*) FROM (SELECT 1 FROM notification WHERE staff_id = $1 AND seen_at IS NULL LIMIT 100) n")
        .bind(staff).fetch_one(c).await)
}

/// Somebody has seen all of theirs up to this one; what came later is still new. Returns how many that were.
pub async fn see(tx: &mut Tx, staff: Uuid, until: Uuid, now: Timestamp) -> sqlx::Result<u64> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE notification SET seen_at = $3 WHERE staff_id = $1 AND id <= $2 AND seen_at IS NULL")
        .bind(staff).bind(until).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))
}

/// Somebody has opened what they were notified of.
pub async fn see_of(tx: &mut Tx, staff: Uuid, ticket: Uuid, now: Timestamp) -> sqlx::Result<u64> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE notification SET seen_at = $3 WHERE staff_id = $1 AND ticket_id = $2 AND seen_at IS NULL")
        .bind(staff).bind(ticket).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))
}

/// Whether one of theirs about this ticket is still new.
pub async fn waits(reader: &mut Reader, staff: Uuid, ticket: Uuid) -> sqlx::Result<bool> {
    let found: Option<Uuid> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT id FROM notification WHERE staff_id = $1 AND ticket_id = $2 AND seen_at IS NULL LIMIT 1")
        .bind(staff).bind(ticket).fetch_optional(c).await)?;
    Ok(found.is_some())
}
