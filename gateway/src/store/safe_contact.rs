//! Safe-contact profiles: one a contact, sealed under its key.

use super::{Reader, Tx};
use crate::{
    seal::{Column, DataKey},
    sql,
};
use bot::safe_contact::SafeContact;
use jiff::Timestamp;
use uuid::Uuid;

/// [`SafeContact`].
pub const PROFILE: Column = Column::new("safe_contact", "profile_sealed");

/// A profile as it is stored.
#[expect(missing_docs, reason = "the columns of `safe_contact`")]
pub struct Profile {
    pub safe: SafeContact,
    pub version: i64,
    pub updated_by: Option<Uuid>,
    pub updated_at: Timestamp,
}

type Row = (Vec<u8>, i64, Option<Uuid>, i64);

const SELECT: &str = "SELECT profile_sealed, version, updated_by, updated_at FROM safe_contact WHERE contact_id = $1";

/// The profile of a contact, if there is one.
pub async fn of(reader: &mut Reader, contact: Uuid, key: &DataKey) -> sqlx::Result<Option<Profile>> {
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as(SELECT).bind(contact).fetch_optional(c).await)?;
    Ok(row.map(|row| profile(contact, row, key)))
}

/// The same inside a transaction.
pub async fn load(tx: &mut Tx, contact: Uuid, key: &DataKey) -> sqlx::Result<Option<Profile>> {
    let row: Option<Row> = sql!(Tx: tx, c => sqlx::query_as(SELECT).bind(contact).fetch_optional(c).await)?;
    Ok(row.map(|row| profile(contact, row, key)))
}

fn profile(contact: Uuid, (sealed, version, updated_by, updated_at): Row, key: &DataKey) -> Profile {
    Profile {
        safe: opened(contact, &sealed, key),
        version,
        updated_by,
        updated_at: Timestamp::from_millisecond(updated_at).unwrap_or_default(),
    }
}

/// What cannot be read keeps the person safe: nobody writes before they do.
pub fn opened(contact: Uuid, sealed: &[u8], key: &DataKey) -> SafeContact {
    let known = key.open(PROFILE.of(contact), sealed).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    known.unwrap_or_else(|| SafeContact {
        hours: bot::safe_contact::SafeHours::OnlyAfterThey,
        voicemail: bot::safe_contact::Told::No,
        ..SafeContact::default()
    })
}

/// Writes a profile over version `over` (0: there is none). `false` where somebody else was faster.
pub async fn save(
    tx: &mut Tx,
    (contact, key): (Uuid, &DataKey),
    safe: &SafeContact,
    over: i64,
    by: Option<Uuid>,
    now: Timestamp,
) -> anyhow::Result<bool> {
    let sealed = key.seal(PROFILE.of(contact), &serde_json::to_vec(safe)?);
    let statement = if over == 0 {
        "INSERT INTO safe_contact (contact_id, profile_sealed, version, updated_by, updated_at)
         VALUES ($1, $2, $3 + 1, $4, $5) ON CONFLICT (contact_id) DO NOTHING"
    } else {
        "UPDATE safe_contact SET profile_sealed = $2, version = $3 + 1, updated_by = $4, updated_at = $5
         WHERE contact_id = $1 AND version = $3"
    };
    Ok(sql!(Tx: tx, c => sqlx::query(statement)
        .bind(contact).bind(sealed).bind(over).bind(by).bind(now.as_millisecond())
        .execute(c).await.map(|done| done.rows_affected() == 1))?)
}

/// Two contacts become one: `into` keeps the stricter of both profiles, sealed under its key.
pub async fn merge(tx: &mut Tx, from: (Uuid, &DataKey), into: (Uuid, &DataKey)) -> anyhow::Result<()> {
    let Some(theirs) = load(tx, from.0, from.1).await? else { return Ok(()) };
    let ours = load(tx, into.0, into.1).await?;
    let (safe, over) = match &ours {
        Some(ours) => (ours.safe.stricter(&theirs.safe), ours.version),
        None => (theirs.safe, 0),
    };
    sql!(Tx: tx, c => sqlx::query("DELETE FROM safe_contact WHERE contact_id = $1").bind(from.0).execute(c).await.map(|_| ()))?;
    save(tx, into, &safe, over, theirs.updated_by, theirs.updated_at).await?;
    Ok(())
}

/// A conversation becomes a contact of its own: nobody knows which of both the profile was told of.
pub async fn copy(tx: &mut Tx, from: (Uuid, &DataKey), to: (Uuid, &DataKey)) -> anyhow::Result<()> {
    if let Some(profile) = load(tx, from.0, from.1).await? {
        save(tx, to, &profile.safe, 0, profile.updated_by, profile.updated_at).await?;
    }
    Ok(())
}
