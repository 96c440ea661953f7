//! Whose tickets somebody sees. [`Sight::covers`] is the rule, for whom a ticket is given to and who is told of it;
//! [`Sight::reaches`] the same as a condition in SQL, for what an address leads to, before anything of it is opened. Who sees
//! only their own sees those that they follow, too.

use crate::{
    sql,
    store::{Reader, staff::Scope},
};
use uuid::Uuid;

/// What somebody sees.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `staff`")]
pub struct Sight {
    pub staff: Uuid,
    pub scope: Scope,
    pub team: Option<Uuid>,
    pub region: Option<String>,
}

/// What the identifier in an address is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Object {
    Ticket,
    Message,
    Media,
    Callback,
    Note,
    Answer,
    Draft,
    Unlock,
    Quarantine,
}

/// A condition on `ticket t` for [`Sight`]: scope, region, team and person stand at $2 to $5.
#[macro_export]
macro_rules! in_sight {
    () => {
        "(CAST($2 AS TEXT) = 'all'
         OR ($2 = 'region' AND (t.region IS NULL OR t.region = $3))
         OR ($2 = 'team' AND (t.team_id IS NULL OR t.team_id = $4))
         OR ($2 = 'own' AND (t.owner_id IS NULL OR t.owner_id = $5
             OR EXISTS (SELECT 1 FROM ticket_follower f WHERE f.ticket_id = t.id AND f.staff_id = $5))))"
    };
}

macro_rules! reached {
    ($of:literal) => {
        (
            concat!("SELECT COUNT(*) FROM ticket t WHERE ", $of, " AND ", in_sight!()),
            concat!("SELECT COUNT(*) FROM ticket t WHERE ", $of, " AND t.hidden_at IS NOT NULL"),
        )
    };
}

impl Object {
    /// Whether it is within somebody's sight, and whether it is hidden from everybody.
    const fn queries(self) -> (&'static str, &'static str) {
        match self {
            Self::Ticket => reached!("t.id = $1"),
            Self::Message => reached!("t.conversation_id = (SELECT conversation_id FROM message WHERE id = $1)"),
            Self::Media => reached!("t.conversation_id = (SELECT conversation_id FROM media WHERE id = $1)"),
            Self::Callback => reached!("t.id = (SELECT ticket_id FROM callback WHERE id = $1)"),
            Self::Note => reached!("t.id = (SELECT ticket_id FROM note WHERE id = $1)"),
            Self::Answer => reached!("t.id = (SELECT ticket_id FROM answer WHERE id = $1)"),
            Self::Draft => reached!("t.id = (SELECT ticket_id FROM draft WHERE id = $1)"),
            Self::Unlock => reached!("t.id = (SELECT ticket_id FROM unlock WHERE id = $1)"),
            Self::Quarantine => reached!(
                "t.contact_id IN (SELECT v.contact_id FROM conversation v JOIN quarantine q ON q.address_hash = v.address_hash WHERE q.id = $1)"
            ),
        }
    }
}

impl Sight {
    /// Whether a ticket with this owner, team and region is within it, followed or not.
    pub fn covers(&self, owner: Option<Uuid>, team: Option<Uuid>, region: Option<&str>) -> bool {
        match self.scope {
            Scope::All => true,
            Scope::Region => region.is_none() || region == self.region.as_deref(),
            Scope::Team => team.is_none() || team == self.team,
            Scope::Own => owner.is_none_or(|owner| owner == self.staff),
        }
    }

    /// Whether this one is within it. Who sees everything is not asked; what is not there is not seen.
    pub async fn reaches(&self, reader: &mut Reader, object: Object, id: Uuid) -> sqlx::Result<bool> {
        if self.scope == Scope::All {
            return Ok(true);
        }
        let found: i64 = sql!(Reader: &mut *reader, c => sqlx::query_scalar(object.queries().0)
            .bind(id).bind(self.scope.name()).bind(self.region.clone()).bind(self.team).bind(self.staff)
            .fetch_one(c).await)?;
        Ok(found > 0
            || object == Object::Callback && belongs_to_no_ticket(reader, id).await?
            || object == Object::Quarantine && is_of_nobody(reader, id).await?)
    }
}

/// Whether the person behind this has asked for everything to be deleted: then nobody reads it any more.
pub async fn is_hidden(reader: &mut Reader, object: Object, id: Uuid) -> sqlx::Result<bool> {
    let found: i64 = sql!(Reader: reader, c => sqlx::query_scalar(object.queries().1).bind(id).fetch_one(c).await)?;
    Ok(found > 0)
}

/// Who called and hung up has no ticket yet, so no region and no owner either: whoever calls back may.
async fn belongs_to_no_ticket(reader: &mut Reader, callback: Uuid) -> sqlx::Result<bool> {
    let found: i64 = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT COUNT(*) FROM callback WHERE id = $1 AND ticket_id IS NULL").bind(callback).fetch_one(c).await)?;
    Ok(found > 0)
}

/// Nobody knows yet whose it is, or they have no ticket: whoever opens such messages may.
async fn is_of_nobody(reader: &mut Reader, entry: Uuid) -> sqlx::Result<bool> {
    let found: i64 = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT COUNT(*) FROM quarantine q WHERE q.id = $1 AND NOT EXISTS (
             SELECT 1 FROM conversation v JOIN ticket t ON t.contact_id = v.contact_id WHERE v.address_hash = q.address_hash)")
        .bind(entry).fetch_one(c).await)?;
    Ok(found > 0)
}
