//! Words that somebody is typing, kept while they type: one row for each ticket, person and place.

use super::{Reader, Tx, desk};
use crate::{
    seal::{Column, DataKey, MasterKey},
    sql,
};
use bot::private::Private;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// [`Words`].
pub const BODY: Column = Column::new("draft", "body_sealed");

/// The box for an answer.
pub const ANSWER: &str = "answer";

/// The box for what carries over the answer to a question.
pub fn carried(question: Uuid) -> String {
    format!("carry/{question}")
}

/// What is in a box; JSON in `draft.body_sealed`. It holds a person's words: no `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What is going to be sent.
    pub text: String,
    /// The same in Italian, for colleagues.
    #[serde(default)]
    pub italian: String,
}

impl Words {
    /// Nothing is there to be kept.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.italian.trim().is_empty()
    }

    /// These and others that were there before: whichever holds the other, or both below each other.
    pub fn beside(self, before: &Self) -> Self {
        let join = |new: String, old: &str| {
            if new.contains(old.trim()) {
                new
            } else if old.contains(new.trim()) {
                old.to_owned()
            } else {
                format!("{}\n\n{}", new.trim_end(), old.trim_start())
            }
        };
        Self { text: join(self.text, &before.text), italian: join(self.italian, &before.italian) }
    }
}

/// A row of `draft`.
#[expect(missing_docs, reason = "the columns of `draft`")]
pub struct Draft {
    pub id: Uuid,
    pub staff_id: Uuid,
    pub staff: Option<Private<String>>,
    pub words: Words,
    pub updated_at: Timestamp,
}

type Row = (Uuid, Uuid, Option<Vec<u8>>, Vec<u8>, i64);

/// Everybody's drafts of a place.
pub async fn of_ticket(
    reader: &mut Reader,
    master: &MasterKey,
    (ticket, key): (Uuid, &DataKey),
    place: &str,
) -> sqlx::Result<Vec<Draft>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT d.id, d.staff_id, s.name_sealed, d.body_sealed, d.updated_at FROM draft d
         LEFT JOIN staff s ON s.id = d.staff_id WHERE d.ticket_id = $1 AND d.place = $2 ORDER BY d.id")
        .bind(ticket).bind(place).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(id, staff_id, name, sealed, at)| {
            Ok(Draft {
                id,
                staff_id,
                staff: desk::name(master, Some(staff_id), name)?,
                words: opened(id, &sealed, key),
                updated_at: Timestamp::from_millisecond(at).unwrap_or_default(),
            })
        })
        .collect()
}

fn opened(id: Uuid, sealed: &[u8], key: &DataKey) -> Words {
    key.open(BODY.of(id), sealed).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Somebody's box on a ticket.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Place<'a> {
    pub ticket: Uuid,
    pub staff: Uuid,
    pub place: &'a str,
    /// Of the contact.
    pub key: &'a DataKey,
}

/// Keeps words over those that were there; empty ones remove the row. `true` where there was none before.
pub async fn save(tx: &mut Tx, at: Place<'_>, words: &Words, now: Timestamp) -> anyhow::Result<bool> {
    if words.is_empty() {
        remove(tx, at).await?;
        return Ok(false);
    }
    let plain = serde_json::to_vec(words)?;
    let before: Option<Uuid> = sql!(Tx: &mut *tx, c => sqlx::query_scalar(
        "SELECT id FROM draft WHERE ticket_id = $1 AND staff_id = $2 AND place = $3")
        .bind(at.ticket).bind(at.staff).bind(at.place).fetch_optional(c).await)?;
    if let Some(id) = before {
        let sealed = at.key.seal(BODY.of(id), &plain);
        let updated = sql!(Tx: &mut *tx, c => sqlx::query("UPDATE draft SET body_sealed = $2, updated_at = $3 WHERE id = $1")
            .bind(id).bind(sealed).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))?;
        if updated > 0 {
            return Ok(false);
        }
    }
    let id = Uuid::now_v7();
    let sealed = at.key.seal(BODY.of(id), &plain);
    // The words are sealed for this id, so a row of the same moment takes it, too.
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO draft (id, ticket_id, staff_id, place, body_sealed, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (ticket_id, staff_id, place) DO UPDATE SET id = excluded.id, body_sealed = excluded.body_sealed,
         updated_at = excluded.updated_at")
        .bind(id).bind(at.ticket).bind(at.staff).bind(at.place).bind(sealed).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))?;
    Ok(true)
}

/// Puts words back into a box, above what has been typed there in the meantime.
pub async fn put_back(tx: &mut Tx, at: Place<'_>, words: Words, now: Timestamp) -> anyhow::Result<()> {
    let typed = load(tx, at).await?;
    save(tx, at, &words.beside(&typed), now).await?;
    Ok(())
}

/// Adds words to a box, below what has been typed there.
pub async fn append(tx: &mut Tx, at: Place<'_>, words: &Words, now: Timestamp) -> anyhow::Result<()> {
    let typed = load(tx, at).await?;
    save(tx, at, &typed.beside(words), now).await?;
    Ok(())
}

async fn load(tx: &mut Tx, at: Place<'_>) -> sqlx::Result<Words> {
    let found: Option<(Uuid, Vec<u8>)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, body_sealed FROM draft WHERE ticket_id = $1 AND staff_id = $2 AND place = $3")
        .bind(at.ticket).bind(at.staff).bind(at.place).fetch_optional(c).await)?;
    Ok(found.map(|(id, sealed)| opened(id, &sealed, at.key)).unwrap_or_default())
}

/// Forgets them: they were sent, or deleted by their author.
pub async fn remove(tx: &mut Tx, at: Place<'_>) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM draft WHERE ticket_id = $1 AND staff_id = $2 AND place = $3")
        .bind(at.ticket).bind(at.staff).bind(at.place).execute(c).await.map(|_| ()))
}
