//! What this installation knows about itself: whether the master key is the one that its data was sealed with.
//!
//! A key that was made anew in silence would make strangers of everybody and let what is queued fail for good, so nothing
//! starts with it.

use super::{Reader, Store, Tx, staff};
use crate::{seal::MasterKey, sql};
use std::fmt;
use uuid::Uuid;

/// Contacts and accounts that are looked at where there is no check value yet: one that is damaged says nothing of the key.
const SAMPLE: i64 = 20;

/// Why the database is not opened with this key. The text is the cure, in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// There is no key, and the database holds what was sealed with one.
    Missing,
    /// It was sealed with another.
    Foreign,
    /// There are contacts without a key of their own: a backup of which only one half was put back.
    NoContactKeys,
}

impl fmt::Display for KeyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => {
                "there is no such file, but the database was sealed with a master key: put it back from where you keep it; nothing was changed"
            }
            Self::Foreign => {
                "this is not the master key that the database was sealed with: put the right one in its place; nothing was changed"
            }
            Self::NoContactKeys => {
                "contacts are there without their keys: put contact-keys.db of the backup back with `approdo restore`, or erase these people for good with `approdo erase --without-key`"
            }
        })
    }
}

impl std::error::Error for KeyProblem {}

fn check_value(master: &MasterKey) -> [u8; 32] {
    master.hash("installation", b"key-check")
}

impl Store {
    /// Whether the master key fits what is there. `has_key` is false where there was none, and one was made this moment.
    pub async fn recognise(&self, has_key: bool) -> sqlx::Result<Result<(), KeyProblem>> {
        let known = check_of(&mut self.reader().await?).await?;
        match known {
            Some(_) if !has_key => Ok(Err(KeyProblem::Missing)),
            Some(known) if known == check_value(&self.master) => Ok(Ok(())),
            Some(_) => Ok(Err(KeyProblem::Foreign)),
            None => self.opens_what_is_there(has_key).await,
        }
    }

    /// Takes down, the first time, how to know the key again. It has to be kept in its file by now.
    pub async fn remember_key(&self) -> sqlx::Result<Result<(), KeyProblem>> {
        let expected = check_value(&self.master);
        if check_of(&mut self.reader().await?).await?.is_none() {
            let mut tx = self.begin().await?;
            note(&mut tx, &expected).await?;
            tx.commit().await?;
        }
        // Two gateways at their first start at once, each with a key of its own: the second has lost.
        let known = check_of(&mut self.reader().await?).await?;
        Ok(if known.is_some_and(|known| known == expected) { Ok(()) } else { Err(KeyProblem::Foreign) })
    }

    /// Whether each contact has its key.
    pub async fn has_contact_keys(&self) -> sqlx::Result<Result<(), KeyProblem>> {
        let mut reader = self.reader().await?;
        let lost: Option<i64> = sql!(Reader: &mut reader, c => sqlx::query_scalar(
            "SELECT created_at FROM contact c WHERE NOT EXISTS (SELECT 1 FROM contact_key k WHERE k.contact_id = c.id) LIMIT 1")
            .fetch_optional(c).await)?;
        Ok(if lost.is_none() { Ok(()) } else { Err(KeyProblem::NoContactKeys) })
    }

    /// A database of a release that kept no check value.
    async fn opens_what_is_there(&self, has_key: bool) -> sqlx::Result<Result<(), KeyProblem>> {
        let mut reader = self.reader().await?;
        let keys: Vec<(Uuid, Vec<u8>)> = sql!(Reader: &mut reader, c => sqlx::query_as(
            "SELECT contact_id, key_sealed FROM contact_key ORDER BY contact_id DESC LIMIT $1").bind(SAMPLE).fetch_all(c).await)?;
        let names: Vec<(Uuid, Vec<u8>)> = sql!(Reader: &mut reader, c => sqlx::query_as(
            "SELECT id, name_sealed FROM staff ORDER BY id LIMIT $1").bind(SAMPLE).fetch_all(c).await)?;
        let key = self.master.derive("staff");
        let opens_a_contact = || keys.iter().any(|(id, key)| self.master.open_contact_key(*id, key).is_ok());
        let opens_an_account = || names.iter().any(|(id, name)| key.open(staff::NAME.of(*id), name).is_ok());
        Ok(if keys.is_empty() && names.is_empty() {
            Ok(())
        } else if !has_key {
            Err(KeyProblem::Missing)
        } else if opens_a_contact() || opens_an_account() {
            Ok(())
        } else {
            Err(KeyProblem::Foreign)
        })
    }
}

async fn check_of(reader: &mut Reader) -> sqlx::Result<Option<Vec<u8>>> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT value FROM installation WHERE name = 'key-check'")
        .fetch_optional(c).await)
}

async fn note(tx: &mut Tx, check: &[u8]) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("INSERT INTO installation (name, value) VALUES ('key-check', $1) ON CONFLICT (name) DO NOTHING")
        .bind(check.to_vec()).execute(c).await.map(|_| ()))
}
