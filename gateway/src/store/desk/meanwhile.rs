//! What has happened on a ticket since somebody opened its page: who writes an answer gets to see it before theirs goes.

use crate::{
    sql,
    store::{Reader, Tx, draft},
};
use sqlx::QueryBuilder;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// What somebody has seen. No moment and no order of ids: colleagues may write on another gateway, whose clock is behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The place of the last message of the conversation.
    pub message: i64,
    /// The answers that wait.
    pub answers: Vec<Uuid>,
    /// Everybody's drafts of an answer.
    pub drafts: Vec<Uuid>,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |ids: &[Uuid]| ids.iter().map(|id| id.simple().to_string()).collect::<Vec<_>>().join("-");
        write!(f, "{}.{}.{}", self.message, list(&self.answers), list(&self.drafts))
    }
}

impl FromStr for Seen {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let list = |text: &str| -> Result<Vec<Uuid>, ()> {
            text.split('-').filter(|id| !id.is_empty()).map(|id| id.parse().map_err(|_| ())).collect()
        };
        match text.split('.').collect::<Vec<_>>()[..] {
            [message, answers, drafts] => Ok(Self {
                // A page of an older release names the message: then its writer looks again.
                message: match message.parse::<Uuid>() {
                    Ok(_) => 0,
                    Err(_) => message.parse().map_err(|_| ())?,
                },
                answers: list(answers)?,
                drafts: list(drafts)?,
            }),
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

const MESSAGE: &str = "SELECT COALESCE(MAX(place), 0) FROM message WHERE conversation_id = $1";
const ANSWERS: &str = "SELECT id FROM answer WHERE ticket_id = $1 AND state = 'waiting' ORDER BY id";
const DRAFTS: &str = "SELECT id FROM draft WHERE ticket_id = $1 AND place = $2 ORDER BY id";

/// Everything that there is.
pub async fn seen(reader: &mut Reader, of: Of) -> sqlx::Result<Seen> {
    sql!(Reader: reader, c => {
        let message = sqlx::query_scalar(MESSAGE).bind(of.conversation).fetch_one(&mut *c).await?;
        let answers = sqlx::query_scalar(ANSWERS).bind(of.ticket).fetch_all(&mut *c).await?;
        let drafts = sqlx::query_scalar(DRAFTS).bind(of.ticket).bind(draft::ANSWER).fetch_all(&mut *c).await?;
        Ok(Seen { message, answers, drafts })
    })
}

/// Whether the worker or a colleague has written since, an answer of a colleague waits, or one has begun to write.
pub async fn moved(tx: &mut Tx, of: Of, seen: &Seen) -> sqlx::Result<bool> {
    let found: i64 = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("SELECT (SELECT COUNT(*) FROM message WHERE conversation_id = ");
        query.push_bind(of.conversation).push(" AND place > ").push_bind(seen.message);
        query.push(" AND (author = 'worker' OR author = 'staff' AND staff_id <> ").push_bind(of.staff);
        query.push(")) + (SELECT COUNT(*) FROM answer WHERE state = 'waiting' AND ticket_id = ").push_bind(of.ticket);
        query.push(" AND staff_id <> ").push_bind(of.staff).push(" AND id NOT IN (").push_bind(Uuid::nil());
        for id in &seen.answers {
            query.push(", ").push_bind(*id);
        }
        query.push(")) + (SELECT COUNT(*) FROM draft WHERE ticket_id = ").push_bind(of.ticket);
        query.push(" AND place = ").push_bind(draft::ANSWER);
        query.push(" AND staff_id <> ").push_bind(of.staff).push(" AND id NOT IN (").push_bind(Uuid::nil());
        for id in &seen.drafts {
            query.push(", ").push_bind(*id);
        }
        query.push("))");
        query.build_query_scalar().persistent(false).fetch_one(c).await
    })?;
    Ok(found > 0)
}

/// The version of a ticket, which goes up with every change.
pub async fn version(tx: &mut Tx, ticket: Uuid) -> sqlx::Result<i64> {
    sql!(Tx: tx, c => sqlx::query_scalar("SELECT version FROM ticket WHERE id = $1").bind(ticket).fetch_one(c).await)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_goes_through_a_form() {
        let (a, b) = (Uuid::from_u128(7), Uuid::from_u128(9));
        for seen in [Seen::default(), Seen { message: 12, answers: vec![a, b], drafts: vec![b] }] {
            assert_eq!(seen.to_string().parse(), Ok(seen));
        }
        let of_before = format!("{a}.{b}.{}", Uuid::nil()).replace('-', "");
        assert_eq!(of_before.parse::<Seen>().map(|seen| (seen.message, seen.answers)), Ok((0, vec![b])));
        for wrong in ["", "1.2", "x..", "1.x.", "1..."] {
            assert_eq!(wrong.parse::<Seen>(), Err(()), "{wrong}");
        }
    }
}
