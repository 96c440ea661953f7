//! Lists that somebody saved: rows of `saved_view`. `query` is the address bar of the inbox as `console::tickets` writes it, so it
//! holds names of states and ids, never a word of a person.

use crate::{
    sql,
    store::{Reader, Tx},
};
use uuid::Uuid;

/// So many lists one person may keep.
pub const MOST: usize = 30;

/// A list under a name.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct SavedView {
    pub id: Uuid,
    pub name: String,
    pub query: String,
}

/// Those of one person, in their order.
pub async fn of(reader: &mut Reader, staff: Uuid) -> sqlx::Result<Vec<SavedView>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, name, query FROM saved_view WHERE staff_id = $1 ORDER BY position, id")
        .bind(staff).fetch_all(c).await)
}

async fn ids(tx: &mut Tx, staff: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sql!(Tx: tx, c => sqlx::query_scalar("SELECT id FROM saved_view WHERE staff_id = $1 ORDER BY position, id")
        .bind(staff).fetch_all(c).await)
}

/// Saves one after the others; `None` if there are [`MOST`] already.
pub async fn insert(tx: &mut Tx, staff: Uuid, name: &str, query: &str) -> sqlx::Result<Option<Uuid>> {
    let there = ids(tx, staff).await?;
    if there.len() >= MOST {
        return Ok(None);
    }
    let id = Uuid::now_v7();
    sql!(Tx: &mut *tx, c => sqlx::query(
        "INSERT INTO saved_view (id, staff_id, name, query, position) VALUES ($1, $2, $3, $4, $5)")
        .bind(id).bind(staff).bind(name).bind(query).bind(there.len() as i32)
        .execute(c).await.map(|_| ()))?;
    // Gaps that deleting left are closed, so that the new one is the last.
    arrange(tx, there.into_iter().chain([id])).await?;
    Ok(Some(id))
}

/// Gives one another name; `false` if this person has no such one.
pub async fn rename(tx: &mut Tx, staff: Uuid, id: Uuid, name: &str) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE saved_view SET name = $3 WHERE id = $1 AND staff_id = $2")
        .bind(id).bind(staff).bind(name).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Deletes one; `false` if this person has no such one.
pub async fn delete(tx: &mut Tx, staff: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let deleted = sql!(Tx: tx, c => sqlx::query("DELETE FROM saved_view WHERE id = $1 AND staff_id = $2")
        .bind(id).bind(staff).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(deleted == 1)
}

/// Puts one before the one that stands before it; `false` if this person has no such one.
pub async fn raise(tx: &mut Tx, staff: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let mut there = ids(tx, staff).await?;
    let Some(place) = there.iter().position(|found| *found == id) else { return Ok(false) };
    if place > 0 {
        there.swap(place, place - 1);
        arrange(tx, there.into_iter()).await?;
    }
    Ok(true)
}

async fn arrange(tx: &mut Tx, ids: impl Iterator<Item = Uuid>) -> sqlx::Result<()> {
    for (position, id) in (0_i32..).zip(ids) {
        sql!(Tx: &mut *tx, c => sqlx::query("UPDATE saved_view SET position = $2 WHERE id = $1")
            .bind(id).bind(position).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}
