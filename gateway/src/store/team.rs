//! Teams: rows of `team`. A ticket may belong to one, and so may a member of the staff.

use crate::{
    sql,
    store::{Reader, Tx},
};
use uuid::Uuid;

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `team`")]
pub struct Team {
    pub id: Uuid,
    pub name: String,
}

/// All teams, by name.
pub async fn all(reader: &mut Reader) -> sqlx::Result<Vec<Team>> {
    sql!(Reader: reader, c => sqlx::query_as("SELECT id, name FROM team ORDER BY name, id").fetch_all(c).await)
}

/// Makes a team; `None` if there is one of this name.
pub async fn insert(tx: &mut Tx, name: &str) -> sqlx::Result<Option<Uuid>> {
    let id = Uuid::now_v7();
    let added = sql!(Tx: tx, c => sqlx::query("INSERT INTO team (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
        .bind(id).bind(name).execute(c).await.map(|done| done.rows_affected()))?;
    Ok((added == 1).then_some(id))
}

/// Gives a team another name, if it still has the one that was seen and no other team has the new one.
pub async fn rename(tx: &mut Tx, id: Uuid, seen: &str, name: &str) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE team SET name = $3 WHERE id = $1 AND name = $2 AND NOT EXISTS (SELECT 1 FROM team WHERE name = $3 AND id <> $1)")
        .bind(id).bind(seen).bind(name).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
