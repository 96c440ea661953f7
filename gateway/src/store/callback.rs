//! Who is to be called back: one open row a contact. What the console reads and writes of it is in [`desk`].

pub mod desk;

use super::{Reader, Store, Tx};
use crate::sql;
use bot::{
    callback::{self, Callback, CallbackReason, CallbackState, Voicemail},
    report::options::{Choosable, SafeTime},
};
use jiff::Timestamp;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// What a call leaves behind, and whose.
pub struct Wanted {
    /// Who.
    pub contact_id: Uuid,
    /// At the address of which conversation.
    pub conversation_id: Uuid,
    /// The row of the ticket it names.
    pub ticket_id: Option<Uuid>,
    /// What the bot says of it.
    pub callback: Callback,
}

type Row = (Uuid, Uuid, Option<Uuid>, String, Option<String>, String, bool, i64);

/// The open call-back of a contact.
struct Open {
    id: Uuid,
    conversation_id: Uuid,
    ticket_id: Option<Uuid>,
    /// Without its reference: the row of the ticket is what is kept.
    callback: Callback,
    opened_at: i64,
}

/// Opens a call-back, or joins it to the open one of the same contact.
pub async fn join(store: &Store, tx: &mut Tx, wanted: &Wanted, now: Timestamp) -> anyhow::Result<()> {
    let newer = wanted.callback;
    let Some(old) = open_of(store, tx, wanted.contact_id).await? else {
        return insert(tx, wanted, now).await;
    };
    // Attempts are counted anew, because the phone is answered again.
    let joined = Open {
        conversation_id: number(&old.callback, old.conversation_id, &newer, wanted.conversation_id),
        ticket_id: wanted.ticket_id.or(old.ticket_id),
        callback: old.callback.joined(newer),
        ..old
    };
    Ok(update(tx, &joined, now).await?)
}

/// Joins the open call-backs of two contacts that become one. The closed ones move with their conversations.
pub async fn merge(store: &Store, tx: &mut Tx, from: Uuid, into: Uuid) -> anyhow::Result<()> {
    let (Some(one), Some(other)) = (open_of(store, tx, from).await?, open_of(store, tx, into).await?) else {
        return Ok(());
    };
    let (older, newer) = if one.opened_at <= other.opened_at { (&one, &other) } else { (&other, &one) };
    let joined = Open {
        id: other.id,
        conversation_id: number(&older.callback, older.conversation_id, &newer.callback, newer.conversation_id),
        ticket_id: newer.ticket_id.or(older.ticket_id),
        callback: older.callback.joined(newer.callback),
        opened_at: older.opened_at,
    };
    for query in
        ["UPDATE callback_attempt SET callback_id = $2 WHERE callback_id = $1", "DELETE FROM callback WHERE id = $1"]
    {
        let takes_two = query.contains("$2");
        sql!(Tx: tx, c => {
            let mut query = sqlx::query(query).bind(one.id);
            if takes_two {
                query = query.bind(other.id);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(update(tx, &joined, Timestamp::from_millisecond(newer.opened_at)?).await?)
}

/// Which number is called, where a person has two. The last one, unless only the earlier call has said when it is safe and
/// whether a message may be left: that was said of its own telephone.
fn number(older: &Callback, at: Uuid, newer: &Callback, newer_at: Uuid) -> Uuid {
    let asked = |callback: &Callback| callback.reason == CallbackReason::Asked;
    if asked(older) && !asked(newer) { at } else { newer_at }
}

async fn open_of(store: &Store, tx: &mut Tx, contact: Uuid) -> anyhow::Result<Option<Open>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    let row: Option<Row> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "SELECT id, conversation_id, ticket_id, reason, safe_time, voicemail, danger, opened_at FROM callback
             WHERE state = 'open' AND contact_id = ",
        );
        query.push_bind(contact).push(lock);
        query.build_query_as().fetch_optional(c).await
    })?;
    row.map(|(id, conversation_id, ticket_id, reason, safe_time, voicemail, danger, opened_at)| {
        let safe_time = safe_time.map(|safe| callback::safe_time(&safe)).transpose()?;
        let callback =
            Callback { reason: reason.parse()?, safe_time, voicemail: voicemail.parse()?, danger, ticket: None };
        Ok(Open { id, conversation_id, ticket_id, callback, opened_at })
    })
    .transpose()
}

async fn insert(tx: &mut Tx, wanted: &Wanted, now: Timestamp) -> anyhow::Result<()> {
    let Callback { reason, safe_time, voicemail, danger, ticket: _ } = wanted.callback;
    Ok(sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO callback (id, contact_id, conversation_id, ticket_id, reason, safe_time, voicemail, danger, state,
         attempts, opened_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)")
        .bind(Uuid::now_v7())
        .bind(wanted.contact_id)
        .bind(wanted.conversation_id)
        .bind(wanted.ticket_id)
        .bind(reason.name())
        .bind(safe_time.map(Choosable::id))
        .bind(voicemail.name())
        .bind(danger)
        .bind(CallbackState::Open.name())
        .bind(0_i32)
        .bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))?)
}

async fn update(tx: &mut Tx, row: &Open, now: Timestamp) -> sqlx::Result<()> {
    let Callback { reason, safe_time, voicemail, danger, ticket: _ } = row.callback;
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE callback SET conversation_id = $2, ticket_id = $3, reason = $4, safe_time = $5, voicemail = $6,
         danger = $7, attempts = 0, opened_at = $8, updated_at = $9 WHERE id = $1")
        .bind(row.id)
        .bind(row.conversation_id)
        .bind(row.ticket_id)
        .bind(reason.name())
        .bind(safe_time.map(Choosable::id))
        .bind(voicemail.name())
        .bind(danger)
        .bind(row.opened_at)
        .bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))
}

/// What a contact has last said on the telephone: when it is safe, and whether a message may be left.
pub async fn told(reader: &mut Reader, contact: Uuid) -> sqlx::Result<Option<(Option<SafeTime>, Voicemail)>> {
    let row: Option<(Option<String>, String)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT safe_time, voicemail FROM callback WHERE contact_id = $1 AND reason = 'asked' ORDER BY updated_at DESC LIMIT 1")
        .bind(contact).fetch_optional(c).await)?;
    Ok(row.map(|(safe_time, voicemail)| {
        (safe_time.and_then(|safe| callback::safe_time(&safe).ok()), voicemail.parse().unwrap_or_default())
    }))
}
