//! Notes of the staff among themselves: sealed under the contact's key, only ever added.

use crate::{
    seal::{Column, DataKey},
    sql,
    store::{Reader, Tx, desk::moment, staff::unreadable},
};
use bot::private::Private;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The words of a note, with whom they name, as JSON.
pub const BODY: Column = Column::new("note", "body_sealed");

/// What is sealed: the words and whom they name.
#[derive(Serialize, Deserialize)]
struct Body {
    text: String,
    #[serde(default)]
    mentions: Vec<Uuid>,
}

/// A note that was opened.
#[expect(missing_docs, reason = "the names say it")]
pub struct Note {
    pub id: Uuid,
    pub staff: Uuid,
    pub text: Private<String>,
    pub mentions: Vec<Uuid>,
    pub at: Timestamp,
}

/// Adds one; returns its id.
pub async fn add(
    tx: &mut Tx,
    ticket: Uuid,
    staff: Uuid,
    (text, mentions): (&Private<String>, &[Uuid]),
    key: &DataKey,
    now: Timestamp,
) -> anyhow::Result<Uuid> {
    let id = Uuid::now_v7();
    let body = Body { text: text.expose().clone(), mentions: mentions.to_vec() };
    let sealed = key.seal(BODY.of(id), &serde_json::to_vec(&body)?);
    sql!(Tx: tx, c => sqlx::query("INSERT INTO note (id, ticket_id, staff_id, body_sealed, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id).bind(ticket).bind(staff).bind(sealed).bind(now.as_millisecond()).execute(c).await.map(|_| ()))?;
    Ok(id)
}

/// All notes of a ticket, the oldest first.
pub async fn of_ticket(reader: &mut Reader, ticket: Uuid, key: &DataKey) -> sqlx::Result<Vec<Note>> {
    let rows: Vec<(Uuid, Uuid, Vec<u8>, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, staff_id, body_sealed, at FROM note WHERE ticket_id = $1 ORDER BY id").bind(ticket).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(id, staff, sealed, at)| {
            let plain = key.open(BODY.of(id), &sealed).map_err(unreadable)?;
            // The cause stays out: it could quote what stands in the JSON.
            let body: Body = serde_json::from_slice(&plain)
                .map_err(|_| sqlx::Error::Decode("a note is of another release: update this one".into()))?;
            Ok(Note { id, staff, text: Private::new(body.text), mentions: body.mentions, at: moment(at) })
        })
        .collect()
}
