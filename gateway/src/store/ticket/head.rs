//! What is plain about a ticket: who has it, where it is, how soon. Not a word of the person, so that those who share out
//! the work need not read it.

use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader, Store, Tx,
        staff::{NAME, unreadable},
    },
};
use bot::{
    private::Private,
    reference::Reference,
    ticket::{Priority, TicketState},
};
use sqlx::QueryBuilder;
use std::collections::HashMap;
use uuid::Uuid;

/// A ticket without its conversation.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `ticket`")]
pub struct Head {
    pub id: Uuid,
    pub reference: String,
    pub kind: String,
    pub state: String,
    pub queue: String,
    pub language: Option<String>,
    pub channel: String,
    pub region: Option<String>,
    pub owner_id: Option<Uuid>,
    pub team_id: Option<Uuid>,
    pub topic: Option<String>,
    pub priority: i32,
    pub version: i64,
    pub contact_id: Uuid,
    pub conversation_id: Uuid,
    pub merged_into: Option<Uuid>,
}

const SELECT: &str = "SELECT id, reference, kind, state, queue, language, channel, region, owner_id, team_id, topic,
     priority, version, contact_id, conversation_id, merged_into FROM ticket WHERE ";

impl Head {
    /// How soon.
    pub fn priority(&self) -> Priority {
        Priority::of_rank(self.priority).unwrap_or(Priority::Normal)
    }

    /// Done.
    pub fn is_closed(&self) -> bool {
        self.state == TicketState::Closed.name()
    }
}

/// One ticket.
pub async fn of(reader: &mut Reader, id: Uuid) -> sqlx::Result<Option<Head>> {
    sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("id = ").push_bind(id);
        query.build_query_as().fetch_optional(c).await
    })
}

/// The one with this number.
pub async fn of_reference(reader: &mut Reader, reference: Reference) -> sqlx::Result<Option<Head>> {
    sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("reference = ").push_bind(reference.to_string());
        query.build_query_as().fetch_optional(c).await
    })
}

/// These tickets, locked until the transaction ends, in one order, so that two who lock the same two do not wait for
/// each other for ever.
pub async fn lock(store: &Store, tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<Vec<Head>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("id IN (");
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY id").push(lock);
        query.build_query_as().persistent(false).fetch_all(c).await
    })
}

/// The numbers of these tickets, for those that are still there.
pub async fn references(reader: &mut Reader, ids: &[Uuid]) -> sqlx::Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new("SELECT id, reference FROM ticket WHERE id IN (");
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(")");
        query.build_query_as().persistent(false).fetch_all(c).await
    })?;
    Ok(rows.into_iter().collect())
}

/// What everybody who works here, or did, is called.
pub async fn names(reader: &mut Reader, master: &MasterKey) -> sqlx::Result<HashMap<Uuid, Private<String>>> {
    let rows: Vec<(Uuid, Vec<u8>)> =
        sql!(Reader: reader, c => sqlx::query_as("SELECT id, name_sealed FROM staff").fetch_all(c).await)?;
    let key = master.derive("staff");
    rows.into_iter().map(|(id, sealed)| Ok((id, key.open_text(NAME.of(id), &sealed).map_err(unreadable)?))).collect()
}

/// Teams by their names.
pub async fn teams(reader: &mut Reader) -> sqlx::Result<Vec<(Uuid, String)>> {
    sql!(Reader: reader, c => sqlx::query_as("SELECT id, name FROM team ORDER BY name").fetch_all(c).await)
}
