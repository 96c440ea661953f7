//! Everything that happened to a ticket, for its page. Written in the transaction of the deed. Ids and names of states only.

use crate::{
    sql,
    store::{Reader, Tx, desk::moment},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened; JSON in `ticket_event.detail`, its tag in `ticket_event.kind`. A newer release may know more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Happened {
    Opened,
    State {
        from: String,
        to: String,
    },
    /// A message of the worker came on a closed ticket.
    Reopened,
    Owner {
        to: Option<Uuid>,
    },
    Team {
        to: Option<Uuid>,
    },
    Priority {
        to: i32,
    },
    Topic {
        to: Option<String>,
    },
    Noted {
        note: Uuid,
    },
    Followed,
    Unfollowed,
    /// This ticket was closed into another one.
    MergedInto {
        ticket: Uuid,
    },
    /// Another one was closed into this.
    Merged {
        ticket: Uuid,
    },
    /// A part of it became another one.
    SplitOff {
        ticket: Uuid,
    },
    SplitFrom {
        ticket: Uuid,
    },
    Linked {
        ticket: Uuid,
    },
    Unlinked {
        ticket: Uuid,
    },
    Answered {
        answer: Uuid,
    },
    AnswerUndone {
        answer: Uuid,
    },
    Translated {
        message: Uuid,
    },
    SafeContact,
    QuestionAsked {
        question: Uuid,
    },
    QuestionAnswered {
        question: Uuid,
    },
    QuestionCarried {
        question: Uuid,
    },
    QuestionWithdrawn {
        question: Uuid,
    },
    Macro {
        id: Uuid,
    },
    DeadlineNear {
        clock: String,
    },
    DeadlinePassed {
        clock: String,
    },
    IdentityAsked {
        unlock: Uuid,
    },
    IdentityGranted {
        unlock: Uuid,
    },
    IdentityRefused {
        unlock: Uuid,
    },
}

/// Writes down what happened; `staff` is absent where the worker or the service did it.
pub async fn record(
    tx: &mut Tx,
    ticket: Uuid,
    staff: Option<Uuid>,
    happened: &Happened,
    now: Timestamp,
) -> anyhow::Result<()> {
    let detail = serde_json::to_value(happened)?;
    let kind = detail["kind"].as_str().unwrap_or_default().to_owned();
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO ticket_event (id, ticket_id, staff_id, kind, detail, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(Uuid::now_v7()).bind(ticket).bind(staff).bind(kind).bind(detail.to_string()).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Something that happened, as it is read.
#[expect(missing_docs, reason = "the names say it")]
pub struct Event {
    pub id: Uuid,
    /// Absent where the worker or the service did it.
    pub staff: Option<Uuid>,
    /// Absent where a newer release wrote it.
    pub happened: Option<Happened>,
    pub at: Timestamp,
}

/// How much has happened to a ticket.
pub async fn count(tx: &mut Tx, ticket: Uuid) -> sqlx::Result<i64> {
    sql!(Tx: tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM ticket_event WHERE ticket_id = $1").bind(ticket).fetch_one(c).await)
}

/// [`count`], for a page.
pub async fn length(reader: &mut Reader, ticket: Uuid) -> sqlx::Result<i64> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT COUNT(*) FROM ticket_event WHERE ticket_id = $1").bind(ticket).fetch_one(c).await)
}

/// What happened to a ticket, the latest first: `limit` of it, before an event where one is named.
pub async fn read(reader: &mut Reader, ticket: Uuid, before: Option<Uuid>, limit: i64) -> sqlx::Result<Vec<Event>> {
    let rows: Vec<(Uuid, Option<Uuid>, String, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, staff_id, detail, at FROM ticket_event
         WHERE ticket_id = $1 AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3")
        .bind(ticket).bind(before).bind(limit).fetch_all(c).await)?;
    let event = |(id, staff, detail, at): (Uuid, Option<Uuid>, String, i64)| Event {
        id,
        staff,
        happened: serde_json::from_str(&detail).ok(),
        at: moment(at),
    };
    Ok(rows.into_iter().map(event).collect())
}
