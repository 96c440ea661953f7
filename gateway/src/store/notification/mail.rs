//! Who is told by e-mail that something waits for them, and when they were told last.

use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader, Tx,
        staff::{EMAIL, unreadable},
    },
};
use bot::{language::Language, private::Private};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Who is at the console sees it there before that.
const WAITS: SignedDuration = SignedDuration::from_mins(2);
/// One message in so much time, whatever happens.
const PAUSE: SignedDuration = SignedDuration::from_mins(15);

/// Somebody who is to be told.
pub struct Waiting {
    /// Who.
    pub staff: Uuid,
    /// Where.
    pub email: Private<String>,
    /// In which language.
    pub language: Language,
    /// When they were told last; 0: never.
    notified_at: i64,
}

/// All who want it, and have something new since they were told last.
pub async fn waiting(reader: &mut Reader, master: &MasterKey, now: Timestamp) -> sqlx::Result<Vec<Waiting>> {
    let before = |pause: SignedDuration| now.as_millisecond() - i64::try_from(pause.as_millis()).unwrap_or_default();
    let rows: Vec<(Uuid, Vec<u8>, String, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT s.id, s.email_sealed, s.language, s.notified_at FROM staff s
         WHERE s.notify_by_email AND s.disabled_at IS NULL AND s.password_hash IS NOT NULL AND s.notified_at <= $1
         AND EXISTS (SELECT 1 FROM notification n WHERE n.staff_id = s.id AND n.seen_at IS NULL
            AND n.at <= $2 AND n.at > s.notified_at) ORDER BY s.id")
        .bind(before(PAUSE)).bind(before(WAITS)).fetch_all(c).await)?;
    let key = master.derive("staff");
    rows.into_iter()
        .map(|(staff, email, language, notified_at)| {
            let email = key.open_text(EMAIL.of(staff), &email).map_err(unreadable)?;
            Ok(Waiting { staff, email, language: language.parse().unwrap_or(Language::Italian), notified_at })
        })
        .collect()
}

/// Notes that somebody is told now; `false` where another process does it.
pub async fn claim(tx: &mut Tx, waiting: &Waiting, now: Timestamp) -> sqlx::Result<bool> {
    set(tx, waiting.staff, waiting.notified_at, now.as_millisecond()).await
}

/// They could not be told: the next round tries again.
pub async fn give_back(tx: &mut Tx, waiting: &Waiting, now: Timestamp) -> sqlx::Result<bool> {
    set(tx, waiting.staff, now.as_millisecond(), waiting.notified_at).await
}

async fn set(tx: &mut Tx, staff: Uuid, from: i64, to: i64) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE staff SET notified_at = $3 WHERE id = $1 AND notified_at = $2")
        .bind(staff).bind(from).bind(to).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Whether somebody wants it.
pub async fn is_wanted(reader: &mut Reader, staff: Uuid) -> sqlx::Result<bool> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT notify_by_email FROM staff WHERE id = $1").bind(staff).fetch_one(c).await)
}

/// Somebody wants it, or not; `false` if nothing changed.
pub async fn want(tx: &mut Tx, staff: Uuid, wanted: bool) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE staff SET notify_by_email = $2 WHERE id = $1 AND notify_by_email <> $2")
        .bind(staff).bind(wanted).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
