//! Whether an information text was useful.

use super::Tx;
use crate::sql;
use bot::flow::information::Topic;
use jiff::Timestamp;
use uuid::Uuid;

/// Counts one answer. It names nobody.
pub async fn insert(
    tx: &mut Tx,
    topic: Topic,
    language: Option<&'static str>,
    useful: bool,
    now: Timestamp,
) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("INSERT INTO feedback (id, topic, language, useful, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(Uuid::now_v7())
        .bind(topic.name())
        .bind(language)
        .bind(useful)
        .bind(now.as_millisecond())
        .execute(c)
        .await
        .map(|_| ()))
}
