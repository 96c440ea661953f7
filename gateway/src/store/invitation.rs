//! One-time links that let somebody choose a password. Only a keyed hash of the token is stored, so nobody who reads
//! the database can use one. The pages are in [`crate::console::set_up`].

use crate::{
    seal::{MasterKey, random},
    sql,
    store::{Reader, Tx},
};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// How long a link can be used.
pub const VALID_FOR: SignedDuration = SignedDuration::from_hours(24);

/// A link that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Whose password it sets; absent for the very first administrator.
    pub staff: Option<Uuid>,
}

fn hash(master: &MasterKey, token: &Private<String>) -> Vec<u8> {
    master.hash("invitation", token.expose().as_bytes()).to_vec()
}

/// Makes a link's token. An older one for the same account stops working.
pub async fn create(
    tx: &mut Tx,
    master: &MasterKey,
    staff: Option<Uuid>,
    now: Timestamp,
) -> sqlx::Result<Private<String>> {
    revoke(tx, staff).await?;
    let token = Private::new(hex::encode(random::<32>()));
    sql!(Tx: tx, c => sqlx::query("INSERT INTO invitation (token_hash, staff_id, expires_at) VALUES ($1, $2, $3)")
        .bind(hash(master, &token)).bind(staff).bind(now.as_millisecond() + VALID_FOR.as_millis() as i64)
        .execute(c).await.map(|_| ()))?;
    Ok(token)
}

/// Makes the links of an account, or of the first administrator, useless.
pub async fn revoke(tx: &mut Tx, staff: Option<Uuid>) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM invitation WHERE staff_id IS NOT DISTINCT FROM $1")
        .bind(staff).execute(c).await.map(|_| ()))
}

/// Looks at a link without using it.
pub async fn find(
    reader: &mut Reader,
    master: &MasterKey,
    token: &Private<String>,
    now: Timestamp,
) -> sqlx::Result<Option<Invitation>> {
    let staff: Option<Option<Uuid>> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT staff_id FROM invitation WHERE token_hash = $1 AND expires_at > $2")
        .bind(hash(master, token)).bind(now.as_millisecond()).fetch_optional(c).await)?;
    Ok(staff.map(|staff| Invitation { staff }))
}

/// Uses a link up; of two who try at once one gets it.
pub async fn take(
    tx: &mut Tx,
    master: &MasterKey,
    token: &Private<String>,
    now: Timestamp,
) -> sqlx::Result<Option<Invitation>> {
    let staff: Option<Option<Uuid>> = sql!(Tx: tx, c => sqlx::query_scalar(
        "DELETE FROM invitation WHERE token_hash = $1 AND expires_at > $2 RETURNING staff_id")
        .bind(hash(master, token)).bind(now.as_millisecond()).fetch_optional(c).await)?;
    Ok(staff.map(|staff| Invitation { staff }))
}
