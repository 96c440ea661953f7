//! Recovery codes of the second factor: rows of `recovery_code`. Only keyed hashes are stored, and each is used once.

use crate::{
    seal::{MasterKey, random},
    sql,
    store::{Reader, Tx},
};
use bot::private::Private;
use jiff::Timestamp;
use uuid::Uuid;

/// Codes of one set.
pub const CODES: usize = 10;
/// Digits and small letters that nobody mistakes for one another.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn hash(master: &MasterKey, staff: Uuid, typed: &str) -> Vec<u8> {
    let plain = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        c => c,
    });
    let plain: String = plain.collect();
    master.hash("recovery", &[staff.as_bytes(), plain.as_bytes()].concat()).to_vec()
}

/// Replaces somebody's codes; the new ones, to be shown once: twice five letters, 50 bits.
pub async fn renew(tx: &mut Tx, master: &MasterKey, staff: Uuid) -> sqlx::Result<Vec<Private<String>>> {
    delete(tx, staff).await?;
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let letters = random::<10>().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        let (one, two) = letters.split_at(5);
        let code = format!("{}-{}", one.iter().collect::<String>(), two.iter().collect::<String>());
        sql!(Tx: &mut *tx, c => sqlx::query("INSERT INTO recovery_code (staff_id, code_hash) VALUES ($1, $2)")
            .bind(staff).bind(hash(master, staff, &code)).execute(c).await.map(|_| ()))?;
        codes.push(Private::new(code));
    }
    Ok(codes)
}

/// Uses a code up; `false` if it is none, or was used.
pub async fn take(
    tx: &mut Tx,
    master: &MasterKey,
    staff: Uuid,
    typed: &Private<String>,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let taken = sql!(Tx: tx, c => sqlx::query(
        "UPDATE recovery_code SET used_at = $3 WHERE staff_id = $1 AND code_hash = $2 AND used_at IS NULL")
        .bind(staff).bind(hash(master, staff, typed.expose())).bind(now.as_millisecond())
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(taken == 1)
}

/// How many are left.
pub async fn left(reader: &mut Reader, staff: Uuid) -> sqlx::Result<i64> {
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT COUNT(*) FROM recovery_code WHERE staff_id = $1 AND used_at IS NULL").bind(staff).fetch_one(c).await)
}

/// Forgets somebody's codes.
pub async fn delete(tx: &mut Tx, staff: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM recovery_code WHERE staff_id = $1").bind(staff).execute(c).await.map(|_| ()))
}
