//! What has happened on a ticket since somebody opened its page: who writes an answer gets to see it before theirs goes.

use crate::{
    sql,
    store::{Reader, Tx, draft},
};
use sqlx::QueryBuilder;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The last of each kind that somebody has seen: ids are in the order of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Of the messages of the conversation.
    pub message: Uuid,
    /// Of the answers that wait or waited.
    pub answer: Uuid,
    /// Of the drafts of colleagues.
    pub draft: Uuid,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.message.simple(), self.answer.simple(), self.draft.simple())
    }
}

impl FromStr for Seen {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let ids: Result<Vec<Uuid>, _> = text.split('.').map(str::parse).collect();
        match ids.map_err(|_| ())?[..] {
            [message, answer, draft] => Ok(Self { message, answer, draft }),
            _ => Err(()),
        }
    }
}

/// A ticket and its conversation, for one member of the staff.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Of {
    pub ticket: Uuid,
    pub conversation: Uuid,
    pub staff: Uuid,
}

const MESSAGE: &str = "SELECT id FROM message WHERE conversation_id = $1 ORDER BY id DESC LIMIT 1";
const ANSWER: &str = "SELECT id FROM answer WHERE ticket_id = $1 ORDER BY id DESC LIMIT 1";
const DRAFT: &str = "SELECT id FROM draft WHERE ticket_id = $1 AND place = $2 ORDER BY id DESC LIMIT 1";

/// The last of everything.
pub async fn seen(reader: &mut Reader, of: Of) -> sqlx::Result<Seen> {
    sql!(Reader: reader, c => {
        let message: Option<Uuid> = sqlx::query_scalar(MESSAGE).bind(of.conversation).fetch_optional(&mut *c).await?;
        let answer: Option<Uuid> = sqlx::query_scalar(ANSWER).bind(of.ticket).fetch_optional(&mut *c).await?;
        let draft: Option<Uuid> =
            sqlx::query_scalar(DRAFT).bind(of.ticket).bind(draft::ANSWER).fetch_optional(&mut *c).await?;
        Ok(Seen {
            message: message.unwrap_or_default(),
            answer: answer.unwrap_or_default(),
            draft: draft.unwrap_or_default(),
        })
    })
}

/// Whether the worker or a colleague has written since, an answer of a colleague waits, or one has begun to write.
pub async fn moved(tx: &mut Tx, of: Of, seen: Seen) -> sqlx::Result<bool> {
    let found: i64 = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("SELECT (SELECT COUNT(*) FROM message WHERE conversation_id = ");
        query.push_bind(of.conversation).push(" AND id > ").push_bind(seen.message);
        query.push(" AND (author = 'worker' OR author = 'staff' AND staff_id <> ").push_bind(of.staff);
        query.push(")) + (SELECT COUNT(*) FROM answer WHERE state = 'waiting' AND ticket_id = ").push_bind(of.ticket);
        query.push(" AND id > ").push_bind(seen.answer).push(" AND staff_id <> ").push_bind(of.staff);
        query.push(") + (SELECT COUNT(*) FROM draft WHERE ticket_id = ").push_bind(of.ticket);
        query.push(" AND id > ").push_bind(seen.draft).push(" AND staff_id <> ").push_bind(of.staff);
        query.push(" AND place = ").push_bind(draft::ANSWER).push(")");
        query.build_query_scalar().fetch_one(c).await
    })?;
    Ok(found > 0)
}

/// The version of a ticket, which goes up with every change.
pub async fn version(tx: &mut Tx, ticket: Uuid) -> sqlx::Result<i64> {
    sql!(Tx: tx, c => sqlx::query_scalar("SELECT version FROM ticket WHERE id = $1").bind(ticket).fetch_one(c).await)
}
