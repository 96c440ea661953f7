//! What somebody wanted deleted: hidden at once, destroyed when its day is over, or brought back.
//!
//! Hiding gives each address a new conversation of a new contact (the *shell*), so that what the person writes from then on
//! is neither lost nor destroyed with the rest; the old conversation loses its address. [`conversation::erase`] stays the one
//! place of destruction.

use super::{
    Reader, Store, Tx,
    audit::{self, Action, AuditEntry, AuditObject},
    contact,
    conversation::{self, address_hash},
    message,
    outbox::line,
    safe_contact,
};
use crate::sql;
use futures::future::BoxFuture;
use jiff::Timestamp;
use uuid::Uuid;

/// Tables whose rows belong to a conversation.
const OF_CONVERSATION: [&str; 9] =
    ["message", "media", "call", "ticket", "outbox", "callback", "translation", "secret_message", "channel_link"];

/// The place of a hidden conversation in the index of addresses: nobody's.
fn nowhere(store: &Store, conversation: Uuid) -> Vec<u8> {
    store.master.hash("hidden conversation", conversation.as_bytes()).to_vec()
}

/// Hides everything of a contact: from its own channels, from the staff, from the outbox.
pub async fn hide(store: &Store, tx: &mut Tx, contact: Uuid, now: Timestamp) -> sqlx::Result<()> {
    let conversations: Vec<(Uuid, Vec<u8>)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, address_hash FROM conversation WHERE contact_id = $1").bind(contact).fetch_all(c).await)?;
    for (conversation, address) in conversations {
        let nowhere = nowhere(store, conversation);
        sql!(Tx: tx, c => sqlx::query("UPDATE conversation SET address_hash = $2, hidden_at = $3 WHERE id = $1")
            .bind(conversation).bind(&nowhere).bind(now.as_millisecond()).execute(c).await.map(|_| ()))?;
        // What could not be understood belongs to the address, too.
        sql!(Tx: tx, c => sqlx::query("UPDATE quarantine SET address_hash = $2 WHERE address_hash = $1")
            .bind(address).bind(nowhere).execute(c).await.map(|_| ()))?;
    }
    for query in [
        "UPDATE ticket SET hidden_at = $2, version = version + 1 WHERE contact_id = $1",
        "UPDATE outbox SET state = 'held', error = 'hidden', ready_at = NULL, updated_at = $2 WHERE state IN ('queued', 'held')
         AND conversation_id IN (SELECT id FROM conversation WHERE contact_id = $1)",
        "UPDATE channel_link SET state = 'undone', settled_at = $2 WHERE state = 'waiting'
         AND conversation_id IN (SELECT id FROM conversation WHERE contact_id = $1)",
    ] {
        sql!(Tx: tx, c => sqlx::query(query).bind(contact).bind(now.as_millisecond()).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Notes who is destroyed when, and which shell stands in the place of each conversation.
pub async fn insert(
    tx: &mut Tx,
    contact: Uuid,
    shells: &[(Uuid, Uuid)],
    now: Timestamp,
    due: Timestamp,
) -> sqlx::Result<()> {
    for (conversation, shell) in shells {
        sql!(Tx: tx, c => sqlx::query(
            "INSERT INTO erasure (conversation_id, contact_id, shell_id, asked_at, due_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(conversation).bind(contact).bind(shell).bind(now.as_millisecond()).bind(due.as_millisecond())
            .execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Brings back what stood in the place of this shell, on all channels. `false` where nothing waits any more.
pub async fn keep(store: &Store, tx: &mut Tx, shell: Uuid, now: Timestamp) -> anyhow::Result<bool> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    let contact: Option<Uuid> = sql!(Tx: tx, c => {
        let mut query = sqlx::QueryBuilder::new("SELECT contact_id FROM erasure WHERE shell_id = ");
        query.push_bind(shell).push(lock);
        query.build_query_scalar().fetch_optional(c).await
    })?;
    let Some(contact) = contact else { return Ok(false) };
    restore(store, tx, contact, now).await?;
    Ok(true)
}

fn restore<'a>(store: &'a Store, tx: &'a mut Tx, contact: Uuid, now: Timestamp) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let rows: Vec<(Uuid, Uuid)> = sql!(Tx: tx, c => sqlx::query_as(
            "SELECT conversation_id, shell_id FROM erasure WHERE contact_id = $1 ORDER BY conversation_id")
            .bind(contact).fetch_all(c).await)?;
        for (conversation, shell) in &rows {
            // The shell was hidden in its turn: what it held comes back first, its address with it.
            let hidden: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
                "SELECT contact_id FROM erasure WHERE conversation_id = $1").bind(shell).fetch_optional(c).await)?;
            if let Some(hidden) = hidden {
                restore(store, tx, hidden, now).await?;
            }
            take_back(store, tx, (*conversation, contact), *shell).await?;
        }
        for query in [
            "UPDATE ticket SET hidden_at = NULL, version = version + 1 WHERE contact_id = $1",
            // Whether it may go is looked at again by the job that lets held messages go.
            "UPDATE outbox SET error = 'safe-hours', due_at = $2 WHERE state = 'held' AND error = 'hidden'
             AND conversation_id IN (SELECT id FROM conversation WHERE contact_id = $1)",
            "DELETE FROM erasure WHERE contact_id = $1",
        ] {
            let takes_time = query.contains("$2");
            sql!(Tx: tx, c => {
                let mut query = sqlx::query(query).bind(contact);
                if takes_time {
                    query = query.bind(now.as_millisecond());
                }
                query.execute(c).await.map(|_| ())
            })?;
        }
        let entry =
            AuditEntry { staff: None, action: Action::Keep, object: AuditObject::Contact, object_id: Some(contact) };
        Ok(audit::record(tx, entry, now).await?)
    })
}

/// Gives a conversation its address back, and what was written in its place meanwhile.
async fn take_back(
    store: &Store,
    tx: &mut Tx,
    (conversation, contact): (Uuid, Uuid),
    shell: Uuid,
) -> anyhow::Result<()> {
    if let Some(found) = conversation::load_one(store, tx, shell).await? {
        contact::merge(store, tx, found.contact_id, contact).await?;
        // They get places at the end of the conversation that they come back to.
        let messages: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
            "SELECT id FROM message WHERE conversation_id = $1 ORDER BY place, id").bind(shell).fetch_all(c).await)?;
        for query in [
            "UPDATE message SET place = NULL WHERE conversation_id = $1",
            "UPDATE outbox SET place = NULL, ready_at = NULL WHERE conversation_id = $1",
        ] {
            sql!(Tx: tx, c => sqlx::query(query).bind(shell).execute(c).await.map(|_| ()))?;
        }
        for table in OF_CONVERSATION {
            sql!(Tx: tx, c => {
                let mut query = sqlx::QueryBuilder::new(format!("UPDATE {table} SET conversation_id = "));
                query.push_bind(conversation).push(" WHERE conversation_id = ").push_bind(shell);
                query.build().execute(c).await.map(|_| ())
            })?;
        }
        message::move_to_end(tx, conversation, &messages).await?;
        line::realign(tx, conversation).await?;
        // Merged a moment ago, it is sealed under the same key.
        let route = match conversation::load_one(store, tx, shell).await? {
            Some(found) => found.route()?,
            None => None,
        };
        sql!(Tx: tx, c => sqlx::query("UPDATE conversation SET heard_at = $2 WHERE id = $1")
            .bind(conversation).bind(found.heard_at).execute(c).await.map(|_| ()))?;
        if let (Some(route), Some(mut back)) = (route, conversation::load_one(store, tx, conversation).await?) {
            back.set_route(&route);
            conversation::set_route(tx, conversation, back.route_sealed).await?;
        }
        sql!(Tx: tx, c => sqlx::query("DELETE FROM conversation WHERE id = $1").bind(shell).execute(c).await.map(|_| ()))?;
    }
    let Some(found) = conversation::load_one(store, tx, conversation).await? else { return Ok(()) };
    let address = address_hash(&store.master, found.channel, &found.address()?).to_vec();
    sql!(Tx: tx, c => sqlx::query("UPDATE conversation SET address_hash = $2, hidden_at = NULL WHERE id = $1")
        .bind(conversation).bind(&address).execute(c).await.map(|_| ()))?;
    sql!(Tx: tx, c => sqlx::query("UPDATE quarantine SET address_hash = $2 WHERE address_hash = $1")
        .bind(nowhere(store, conversation)).bind(address).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Contacts whose day is over.
pub async fn due(reader: &mut Reader, now: Timestamp) -> sqlx::Result<Vec<Uuid>> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT DISTINCT contact_id FROM erasure WHERE due_at <= $1 LIMIT 100")
        .bind(now.as_millisecond()).fetch_all(c).await)
}

/// Destroys a contact whose day is over, and shells that hold nothing but our notices. `false` where it was kept meanwhile.
pub async fn destroy(store: &Store, tx: &mut Tx, contact: Uuid, now: Timestamp) -> anyhow::Result<bool> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    let shells: Vec<(Uuid, i64)> = sql!(Tx: tx, c => {
        let mut query = sqlx::QueryBuilder::new("SELECT shell_id, asked_at FROM erasure WHERE due_at <= ");
        query.push_bind(now.as_millisecond()).push(" AND contact_id = ").push_bind(contact).push(lock);
        query.build_query_as().fetch_all(c).await
    })?;
    if shells.is_empty() {
        return Ok(false);
    }
    conversation::erase(tx, contact).await?;
    for (shell, asked_at) in shells {
        let empty: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
            "SELECT v.contact_id FROM conversation v WHERE v.id = $1 AND v.hidden_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = v.id AND m.author = 'worker')
             AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.address_hash = v.address_hash)
             AND NOT EXISTS (SELECT 1 FROM callback b WHERE b.contact_id = v.contact_id)
             AND NOT EXISTS (SELECT 1 FROM conversation w WHERE w.contact_id = v.contact_id AND w.id <> v.id)")
            .bind(shell).fetch_optional(c).await)?;
        match empty {
            Some(contact) => conversation::erase(tx, contact).await?,
            // What was known of their safety before goes with the rest.
            None => sql!(Tx: tx, c => sqlx::query(
                "DELETE FROM safe_contact WHERE updated_at <= $2
                 AND contact_id = (SELECT contact_id FROM conversation WHERE id = $1)")
                .bind(shell).bind(asked_at).execute(c).await.map(|_| ()))?,
        }
    }
    let entry =
        AuditEntry { staff: None, action: Action::Erase, object: AuditObject::Contact, object_id: Some(contact) };
    audit::record(tx, entry, now).await?;
    Ok(true)
}

/// The shell keeps what was known of a person's safety until they are destroyed: it is the same telephone.
pub async fn stay_safe(store: &Store, tx: &mut Tx, from: Uuid, to: Uuid) -> anyhow::Result<()> {
    let (old, new) = (contact::key(store, tx, from).await?, contact::key(store, tx, to).await?);
    safe_contact::copy(tx, (from, &old), (to, &new)).await
}

/// A request that is hidden, for the staff: nothing of what it says.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Asked {
    pub reference: String,
    /// Milliseconds since 1970.
    pub asked_at: i64,
    /// Milliseconds since 1970.
    pub due_at: i64,
}

/// Requests whose person asked for everything to be deleted, within somebody's sight, the next first.
pub async fn asked(reader: &mut Reader, sight: &super::sight::Sight) -> sqlx::Result<Vec<Asked>> {
    sql!(Reader: reader, c => sqlx::query_as(concat!(
        "SELECT t.reference, e.asked_at, e.due_at FROM ticket t JOIN erasure e ON e.conversation_id = t.conversation_id
         WHERE t.hidden_at IS NOT NULL AND $1 = 0 AND ", crate::in_sight!(), " ORDER BY e.due_at, t.id LIMIT 500"))
        .bind(0_i64).bind(sight.scope.name()).bind(sight.region.clone()).bind(sight.team).bind(sight.staff)
        .fetch_all(c).await)
}
