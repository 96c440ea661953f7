//! What staff call the subject of a ticket: short lists that they edit themselves. A retired one stays where it is used.

use crate::{
    sql,
    store::{Reader, Tx},
};
use bot::language::Language;
use jiff::Timestamp;

/// One of them.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `topic`")]
pub struct Topic {
    pub name: String,
    pub label_it: String,
    pub label_en: String,
    pub retired_at: Option<i64>,
}

impl Topic {
    /// As it is called in the language of the console.
    pub fn label(&self, language: Language) -> &str {
        if language == Language::English { &self.label_en } else { &self.label_it }
    }

    /// Not to be chosen any more.
    pub const fn is_retired(&self) -> bool {
        self.retired_at.is_some()
    }
}

/// The two names of a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Labels {
    pub italian: String,
    pub english: String,
}

/// All of them, those in use first.
pub async fn all(reader: &mut Reader) -> sqlx::Result<Vec<Topic>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT name, label_it, label_en, retired_at FROM topic ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, label_it")
        .fetch_all(c).await)
}

/// Adds one; `false` if there is one of this name.
pub async fn add(tx: &mut Tx, name: &str, labels: &Labels) -> sqlx::Result<bool> {
    let done = sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO topic (name, label_it, label_en) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING")
        .bind(name).bind(&labels.italian).bind(&labels.english).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Gives it other labels; `false` if somebody has changed them since `seen`.
pub async fn rename(tx: &mut Tx, name: &str, seen: &Labels, labels: &Labels) -> sqlx::Result<bool> {
    let done = sql!(Tx: tx, c => sqlx::query(
        "UPDATE topic SET label_it = $2, label_en = $3 WHERE name = $1 AND label_it = $4 AND label_en = $5")
        .bind(name).bind(&labels.italian).bind(&labels.english).bind(&seen.italian).bind(&seen.english)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Takes it out of the list (with the moment) or puts it back; `false` if it was so.
pub async fn retire(tx: &mut Tx, name: &str, at: Option<Timestamp>) -> sqlx::Result<bool> {
    let statement = if at.is_some() {
        "UPDATE topic SET retired_at = $2 WHERE name = $1 AND retired_at IS NULL"
    } else {
        "UPDATE topic SET retired_at = $2 WHERE name = $1 AND retired_at IS NOT NULL"
    };
    let done = sql!(Tx: tx, c => sqlx::query(statement).bind(name).bind(at.map(Timestamp::as_millisecond))
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
