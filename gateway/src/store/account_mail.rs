//! Whose owner is told by e-mail that something was asked for, or done, to their account: rows of `account_mail`, gone once they
//! were told. Where there is no mailbox the notification at the next log-in has to do, and these are forgotten.

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

/// A claim of a process that died is given up.
const CLAIM: i64 = SignedDuration::from_mins(5).as_millis() as i64;
/// What could not be told for so long is not told any more.
const FORGOTTEN: i64 = SignedDuration::from_hours(3 * 24).as_millis() as i64;

/// What the owner is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Somebody has asked for something.
    Asked,
    /// It was done.
    Done,
}

impl Told {
    const fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Done => "done",
        }
    }
}

/// Somebody who is to be told.
#[expect(missing_docs, reason = "the names say it")]
pub struct Waiting {
    id: Uuid,
    due_at: i64,
    tries: i64,
    pub staff: Uuid,
    pub email: Private<String>,
    pub language: Language,
    pub told: Told,
}

/// Tells the owner of an account, as soon as there is somebody who carries it.
pub async fn add(tx: &mut Tx, staff: Uuid, told: Told, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO account_mail (id, staff_id, kind, at, tries, due_at) VALUES ($1, $2, $3, $4, 0, $4)")
        .bind(Uuid::now_v7()).bind(staff).bind(told.name()).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

type Row = (Uuid, Uuid, String, i64, i64, Vec<u8>, String);

/// Those who are to be told now, in the order in which it happened.
pub async fn due(reader: &mut Reader, master: &MasterKey, now: Timestamp) -> sqlx::Result<Vec<Waiting>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT m.id, m.staff_id, m.kind, m.tries, m.due_at, s.email_sealed, s.language
         FROM account_mail m JOIN staff s ON s.id = m.staff_id WHERE m.due_at <= $1 ORDER BY m.at, m.id LIMIT 50")
        .bind(now.as_millisecond()).fetch_all(c).await)?;
    let key = master.derive("staff");
    rows.into_iter()
        .map(|(id, staff, told, tries, due_at, email, language)| {
            let email = key.open_text(EMAIL.of(staff), &email).map_err(unreadable)?;
            let told = if told == Told::Asked.name() { Told::Asked } else { Told::Done };
            Ok(Waiting {
                id,
                due_at,
                tries,
                staff,
                email,
                language: language.parse().unwrap_or(Language::Italian),
                told,
            })
        })
        .collect()
}

/// Takes one for this process; `false` where another one has it.
pub async fn claim(tx: &mut Tx, waiting: &Waiting, now: Timestamp) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE account_mail SET due_at = $3, tries = tries + 1 WHERE id = $1 AND due_at = $2")
        .bind(waiting.id).bind(waiting.due_at).bind(now.as_millisecond() + CLAIM)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// They were told, or never can be.
pub async fn done(tx: &mut Tx, waiting: &Waiting) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM account_mail WHERE id = $1").bind(waiting.id).execute(c).await.map(|_| ()))
}

/// They could not be told now.
pub async fn later(tx: &mut Tx, waiting: &Waiting, now: Timestamp) -> sqlx::Result<()> {
    let pause = SignedDuration::from_mins(1 << waiting.tries.clamp(0, 6)).as_millis() as i64;
    sql!(Tx: tx, c => sqlx::query("UPDATE account_mail SET due_at = $2 WHERE id = $1")
        .bind(waiting.id).bind(now.as_millisecond() + pause).execute(c).await.map(|_| ()))
}

/// Forgets what nobody could carry.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM account_mail WHERE at <= $1")
        .bind(now.as_millisecond() - FORGOTTEN).execute(c).await.map(|_| ()))
}
