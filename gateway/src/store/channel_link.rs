//! Channels that were added to somebody's requests with a receipt: asked for, joined after a day or by an older channel's
//! yes, undone by an older channel's no or by the staff.

use super::{
    Reader, Store, Tx,
    audit::{self, Action, AuditEntry, AuditObject},
    contact, conversation,
};
use crate::sql;
use bot::{
    conversation::{Conversation, Linked},
    flow::link::{OBJECTION, YOUNG},
};
use jiff::Timestamp;
use uuid::Uuid;

/// A channel that was added.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `channel_link`")]
pub struct Link {
    pub id: Uuid,
    pub conversation_id: Uuid,
    pub ticket_id: Uuid,
    pub state: String,
    pub asked_at: i64,
    pub joins_at: Option<i64>,
    pub settled_at: Option<i64>,
    pub settled_by: Option<Uuid>,
}

const SELECT: &str =
    "SELECT l.id, l.conversation_id, l.ticket_id, l.state, l.asked_at, l.joins_at, l.settled_at, l.settled_by
     FROM channel_link l ";

/// Notes that a conversation asks to be one more channel of a ticket's contact. `false` where it asked before, so that
/// nobody is told twice.
pub async fn ask(
    tx: &mut Tx,
    conversation: Uuid,
    (ticket, into): (Uuid, Uuid),
    only_confirmed: bool,
    now: Timestamp,
) -> anyhow::Result<bool> {
    let joins_at = (!only_confirmed).then(|| now.checked_add(OBJECTION)).transpose()?.map(Timestamp::as_millisecond);
    let asked: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT l.id FROM channel_link l JOIN ticket t ON t.id = l.ticket_id
         WHERE l.conversation_id = $1 AND t.contact_id = $2 AND l.state = 'waiting'")
        .bind(conversation).bind(into).fetch_optional(c).await)?;
    if let Some(asked) = asked {
        sql!(Tx: tx, c => sqlx::query("UPDATE channel_link SET joins_at = COALESCE(joins_at, $2) WHERE id = $1")
            .bind(asked).bind(joins_at).execute(c).await.map(|_| ()))?;
        return Ok(false);
    }
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO channel_link (id, conversation_id, ticket_id, state, asked_at, joins_at)
         VALUES ($1, $2, $3, 'waiting', $4, $5)")
        .bind(Uuid::now_v7()).bind(conversation).bind(ticket).bind(now.as_millisecond()).bind(joins_at)
        .execute(c).await.map(|_| ()))?;
    let until = now.checked_add(YOUNG)?;
    sql!(Tx: tx, c => sqlx::query("UPDATE contact SET linked_until = $2 WHERE id = $1")
        .bind(into).bind(until.as_millisecond()).execute(c).await.map(|_| ()))?;
    audit::record(tx, entry(Action::AskChannel, ticket, None), now).await?;
    Ok(true)
}

const fn entry(action: Action, ticket: Uuid, staff: Option<Uuid>) -> AuditEntry<'static> {
    AuditEntry { staff, action, object: AuditObject::Ticket, object_id: Some(ticket) }
}

/// Links of a contact, younger than a week, that this conversation may speak about: it was there before them.
pub async fn younger(tx: &mut Tx, contact: Uuid, conversation: Uuid, now: Timestamp) -> anyhow::Result<Vec<Link>> {
    let since = now.checked_sub(YOUNG)?.as_millisecond();
    Ok(sql!(Tx: tx, c => {
        let mut query = sqlx::QueryBuilder::new(SELECT);
        query.push("JOIN ticket t ON t.id = l.ticket_id WHERE l.state <> 'undone' AND l.asked_at > ").push_bind(since);
        query.push(" AND t.contact_id = ").push_bind(contact);
        query.push(" AND l.conversation_id <> ").push_bind(conversation);
        query.push(
            " AND NOT EXISTS (SELECT 1 FROM channel_link y WHERE y.state = 'joined' AND y.asked_at >= l.asked_at
                              AND y.conversation_id = ",
        );
        query.push_bind(conversation).push(") ORDER BY l.asked_at");
        query.build_query_as().fetch_all(c).await
    })?)
}

/// Links that waited long enough.
pub async fn due(reader: &mut Reader, now: Timestamp) -> sqlx::Result<Vec<Uuid>> {
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT l.id FROM channel_link l JOIN ticket t ON t.id = l.ticket_id
         WHERE l.state = 'waiting' AND l.joins_at <= $1 AND t.hidden_at IS NULL LIMIT 100")
        .bind(now.as_millisecond()).fetch_all(c).await)
}

/// One of them, locked until the transaction ends.
pub async fn load(store: &Store, tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Link>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF l" };
    sql!(Tx: tx, c => {
        let mut query = sqlx::QueryBuilder::new(SELECT);
        query.push("WHERE l.id = ").push_bind(id).push(lock);
        query.build_query_as().fetch_optional(c).await
    })
}

/// Makes the two contacts one. `false` where that cannot be any more.
pub async fn join(store: &Store, tx: &mut Tx, link: &Link, now: Timestamp) -> anyhow::Result<bool> {
    let into: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT contact_id FROM ticket WHERE id = $1 AND hidden_at IS NULL").bind(link.ticket_id).fetch_optional(c).await)?;
    let found = conversation::load_one(store, tx, link.conversation_id).await?;
    let (Some(into), Some(mut found)) = (into, found.filter(|found| !found.hidden)) else { return Ok(false) };
    if link.state != "waiting" {
        return Ok(false);
    }
    found.state.linked = Some(Linked { at: Timestamp::from_millisecond(link.asked_at)?, joined: true });
    conversation::save(tx, &[&found], now).await?;
    contact::merge(store, tx, found.contact_id, into).await?;
    settle(tx, link.id, "joined", None, now).await?;
    audit::record(tx, entry(Action::AddChannel, link.ticket_id, None), now).await?;
    Ok(true)
}

/// Takes the channel away again; what was asked on it goes with it, and its conversation begins anew. `false` where that was
/// done before.
pub async fn undo(
    store: &Store,
    tx: &mut Tx,
    link: &Link,
    staff: Option<Uuid>,
    now: Timestamp,
) -> anyhow::Result<bool> {
    if link.state == "undone" {
        return Ok(false);
    }
    let contact: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar("SELECT contact_id FROM ticket WHERE id = $1")
        .bind(link.ticket_id).fetch_optional(c).await)?;
    if let Some(found) = conversation::load_one(store, tx, link.conversation_id).await? {
        let is_joined = link.state == "joined" && contact == Some(found.contact_id);
        if is_joined {
            contact::split(store, tx, link.conversation_id, now).await?;
        }
        // Sealed under the key it has now.
        if let Some(mut found) = conversation::load_one(store, tx, link.conversation_id).await? {
            found.state = if is_joined {
                Conversation::begun_in(found.state.language)
            } else {
                Conversation { linked: None, ..found.state }
            };
            conversation::save(tx, &[&found], now).await?;
        }
    }
    if let Some(contact) = contact {
        sql!(Tx: tx, c => sqlx::query("UPDATE contact SET linked_until = 0 WHERE id = $1").bind(contact)
            .execute(c).await.map(|_| ()))?;
    }
    settle(tx, link.id, "undone", staff, now).await?;
    audit::record(tx, entry(Action::RemoveChannel, link.ticket_id, staff), now).await?;
    Ok(true)
}

async fn settle(tx: &mut Tx, id: Uuid, state: &str, staff: Option<Uuid>, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE channel_link SET state = $2, settled_at = $3, settled_by = $4 WHERE id = $1")
        .bind(id).bind(state).bind(now.as_millisecond()).bind(staff).execute(c).await.map(|_| ()))
}

/// What a page shows of the links of a contact: by which channel, and when.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `channel_link`")]
pub struct Shown {
    pub id: Uuid,
    pub channel: Option<String>,
    pub state: String,
    pub asked_at: i64,
    pub joins_at: Option<i64>,
    pub settled_at: Option<i64>,
}

/// The links of a contact, the latest first.
pub async fn of_contact(reader: &mut Reader, contact: Uuid) -> sqlx::Result<Vec<Shown>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT l.id, v.channel, l.state, l.asked_at, l.joins_at, l.settled_at FROM channel_link l
         JOIN ticket t ON t.id = l.ticket_id LEFT JOIN conversation v ON v.id = l.conversation_id
         WHERE t.contact_id = $1 ORDER BY l.asked_at DESC LIMIT 50").bind(contact).fetch_all(c).await)
}
