//! One person, many channels: contacts become one, or a conversation becomes a contact of its own.
//!
//! Everything about a contact is sealed under the contact's key, so what moves to another contact is sealed anew.

use super::{
    Reader, Store, Tx,
    bulk::{Bulk, ColumnType},
    callback, destroyed_key, safe_contact,
    sealed::{self, Sealed},
};
use crate::{
    seal::{Column, DataKey},
    sql,
};
use bot::reference::Reference;
use jiff::Timestamp;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// The key of a contact.
pub const KEY: Column = Column::new("contact_key", "key_sealed");

/// New contacts, each with its sealed key.
pub async fn insert(tx: &mut Tx, contacts: &[(Uuid, &Vec<u8>)], now: Timestamp) -> sqlx::Result<()> {
    static CONTACTS: Bulk<2> = Bulk::new(
        [("id", ColumnType::Id), ("created_at", ColumnType::Number)],
        "INSERT INTO contact (id, created_at) SELECT id, created_at FROM given",
    );
    static KEYS: Bulk<2> = Bulk::new(
        [("contact_id", ColumnType::Id), ("key_sealed", ColumnType::Bytes)],
        "INSERT INTO contact_key (contact_id, key_sealed) SELECT contact_id, key_sealed FROM given",
    );
    let at = now.as_millisecond();
    CONTACTS.execute(tx, contacts.iter().map(|(id, _)| [(*id).into(), at.into()]).collect()).await?;
    KEYS.execute(tx, contacts.iter().map(|(id, key)| [(*id).into(), key.to_vec().into()]).collect()).await
}

/// Makes two contacts one: every conversation of `from` moves to `into`, and `from` is no more.
///
/// # Errors
/// [`sqlx::Error::RowNotFound`] where one of them has been erased in the meantime.
pub async fn merge(store: &Store, tx: &mut Tx, from: Uuid, into: Uuid) -> anyhow::Result<()> {
    if from == into {
        return Ok(());
    }
    // In one order, so that two who merge the same two people at once do not wait for each other for ever.
    let first = key(store, tx, from.min(into)).await?;
    let second = key(store, tx, from.max(into)).await?;
    let (old, new) = if from < into { (first, second) } else { (second, first) };
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    let conversations: Vec<Uuid> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("SELECT id FROM conversation WHERE contact_id = ");
        query.push_bind(from).push(" ORDER BY id").push(lock);
        query.build_query_scalar().fetch_all(c).await
    })?;
    // Before the rows move: there is one open call-back a contact.
    callback::merge(store, tx, from, into).await?;
    safe_contact::merge(tx, (from, &old), (into, &new)).await?;
    for conversation in conversations {
        carry(tx, conversation, &old, &new, into).await?;
    }
    destroyed_key::destroy(tx, from).await?;
    sql!(Tx: tx, c => sqlx::query("DELETE FROM contact WHERE id = $1").bind(from).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Makes a conversation a contact of its own, with its tickets; returns the new contact.
pub async fn split(store: &Store, tx: &mut Tx, conversation: Uuid, now: Timestamp) -> anyhow::Result<Uuid> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    let from: Uuid = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("SELECT contact_id FROM conversation WHERE id = ");
        query.push_bind(conversation).push(lock);
        query.build_query_scalar().fetch_one(c).await
    })?;
    let old = key(store, tx, from).await?;
    let contact = Uuid::now_v7();
    let (new, sealed) = store.master.new_contact_key(contact);
    insert(tx, &[(contact, &sealed)], now).await?;
    safe_contact::copy(tx, (from, &old), (contact, &new)).await?;
    carry(tx, conversation, &old, &new, contact).await?;
    Ok(contact)
}

pub(super) async fn key(store: &Store, tx: &mut Tx, contact: Uuid) -> anyhow::Result<DataKey> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    let sealed: Vec<u8> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("SELECT key_sealed FROM contact_key WHERE contact_id = ");
        query.push_bind(contact).push(lock);
        query.build_query_scalar().fetch_one(c).await
    })?;
    Ok(store.master.open_contact_key(contact, &sealed)?)
}

/// Moves one conversation with its tickets to another contact.
async fn carry(tx: &mut Tx, conversation: Uuid, old: &DataKey, new: &DataKey, contact: Uuid) -> anyhow::Result<()> {
    for Sealed { column, row: id, key } in sealed::ALL {
        let Some((of, of_ticket)) = sealed::of_conversation(key) else { continue };
        let (table, name) = (column.table, column.name);
        let rows: Vec<(Uuid, Vec<u8>)> = sql!(Tx: tx, c => {
            let mut query = QueryBuilder::new(format!("SELECT {id}, {name} FROM {table} WHERE {name} IS NOT NULL AND {of} "));
            if of_ticket {
                query.push("IN (SELECT id FROM ticket WHERE conversation_id = ").push_bind(conversation).push(")");
            } else {
                query.push("= ").push_bind(conversation);
            }
            query.build_query_as().fetch_all(c).await
        })?;
        for (row, sealed) in rows {
            // What cannot be opened stays as it is: it shows as damaged, as it did before.
            let Ok(plain) = old.open(column.of(row), &sealed) else { continue };
            sql!(Tx: tx, c => {
                let mut query = QueryBuilder::new(format!("UPDATE {table} SET {name} = "));
                query.push_bind(new.seal(column.of(row), &plain)).push(format!(" WHERE {id} = ")).push_bind(row);
                query.build().execute(c).await.map(|_| ())
            })?;
        }
    }
    for query in [
        "UPDATE conversation SET contact_id = $2 WHERE id = $1",
        "UPDATE ticket SET contact_id = $2 WHERE conversation_id = $1",
        "UPDATE callback SET contact_id = $2 WHERE conversation_id = $1",
    ] {
        sql!(Tx: tx, c => sqlx::query(query).bind(conversation).bind(contact).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// The ticket with this number and the contact behind it.
pub async fn of_reference(tx: &mut Tx, reference: Reference) -> sqlx::Result<Option<(Uuid, Uuid)>> {
    sql!(Tx: tx, c => sqlx::query_as("SELECT id, contact_id FROM ticket WHERE reference = $1 AND hidden_at IS NULL")
        .bind(reference.to_string()).fetch_optional(c).await)
}

/// A conversation of a contact, as the staff see it.
pub struct Linked {
    /// Its row.
    pub id: Uuid,
    /// Which channel.
    pub channel: String,
    /// When the person last wrote there, in milliseconds since 1970.
    pub heard_at: i64,
}

/// All conversations of the contact behind a conversation, the latest first.
pub async fn conversations(reader: &mut Reader, conversation: Uuid) -> sqlx::Result<Vec<Linked>> {
    let rows: Vec<(Uuid, String, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, channel, heard_at FROM conversation
         WHERE contact_id = (SELECT contact_id FROM conversation WHERE id = $1) ORDER BY heard_at DESC")
        .bind(conversation).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, channel, heard_at)| Linked { id, channel, heard_at }).collect())
}
