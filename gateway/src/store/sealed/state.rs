//! Whether values that are bound to no place are opened: only between the first start on a database of an older release and
//! the end of [`crate::jobs::reseal`]. The row of `seal_state` is proved by the master key, and where it is missing or forged
//! the strict answer holds as soon as anything in the database is bound: taking the row away brings nothing back.
//!
//! What is left to somebody who writes to the database: a whole database, the audit with it, set back to an older copy.

use super::{Sealed, Under, page, walked};
use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader, Store, Tx,
        audit::{self, Action, AuditEntry, AuditObject},
    },
};
use jiff::Timestamp;
use uuid::Uuid;

/// In the audit: from then on nothing unbound is opened, whatever stands in `seal_state`.
const BOUND: Action = Action::BindSeals;
const AT_ONCE: i64 = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Values of older releases may be there.
    Unbound,
    /// There are none, or none any more.
    Bound,
}

impl State {
    const fn name(self) -> &'static str {
        match self {
            Self::Unbound => "unbound",
            Self::Bound => "bound",
        }
    }

    fn proof(self, master: &MasterKey) -> Vec<u8> {
        master.hash("seal-state", self.name().as_bytes()).to_vec()
    }

    /// What a row says, if the key has proved it.
    fn proved(row: &(String, Vec<u8>), master: &MasterKey) -> Option<Self> {
        let states = [Self::Unbound, Self::Bound].into_iter();
        states.filter(|state| state.name() == row.0).find(|state| state.proof(master) == row.1)
    }
}

/// At each start, before anything is sealed: what holds now.
///
/// # Errors
/// Where the database does not answer.
pub async fn settle(store: &Store) -> anyhow::Result<()> {
    let master = &store.master;
    let mut tx = store.begin().await?;
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE" };
    let query = format!("SELECT state, proof FROM seal_state WHERE id = 1{lock}");
    let row: Option<(String, Vec<u8>)> =
        sql!(Tx: &mut tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_optional(c).await)?;
    let proved = row.and_then(|row| State::proved(&row, master));
    let open = match proved {
        Some(State::Bound) => false,
        Some(State::Unbound) if was_bound(&mut tx).await? => {
            tracing::error!(
                "seal_state is an old one: it says that values may be bound to no place, the audit knows better"
            );
            false
        }
        Some(State::Unbound) => true,
        None => match found(store).await? {
            Found::Nothing => {
                write(&mut tx, State::Bound, master).await?;
                false
            }
            Found::OnlyUnbound => {
                write(&mut tx, State::Unbound, master).await?;
                true
            }
            Found::Bound => {
                tracing::error!(
                    "seal_state is not proved by the master key: values that are bound to no place are refused"
                );
                false
            }
        },
    };
    tx.commit().await?;
    master.open_unbound(open);
    Ok(())
}

/// Looks whether another gateway has ended what [`settle`] began.
pub async fn refresh(store: &Store) -> sqlx::Result<()> {
    let mut reader = store.reader().await?;
    let row: Option<(String, Vec<u8>)> = sql!(Reader: &mut reader, c =>
        sqlx::query_as("SELECT state, proof FROM seal_state WHERE id = 1").fetch_optional(c).await)?;
    if row.is_some_and(|row| State::proved(&row, &store.master) == Some(State::Bound)) {
        store.master.open_unbound(false);
    }
    Ok(())
}

/// Nothing unbound is left: from now on nothing unbound is opened.
pub async fn bind(store: &Store, now: Timestamp) -> anyhow::Result<()> {
    let mut tx = store.begin().await?;
    write(&mut tx, State::Bound, &store.master).await?;
    if !was_bound(&mut tx).await? {
        audit::record(
            &mut tx,
            AuditEntry { staff: None, action: BOUND, object: AuditObject::Database, object_id: None },
            now,
        )
        .await?;
    }
    tx.commit().await?;
    store.master.open_unbound(false);
    Ok(())
}

async fn write(tx: &mut Tx, state: State, master: &MasterKey) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO seal_state (id, state, proof) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, proof = excluded.proof")
        .bind(state.name()).bind(state.proof(master)).execute(c).await.map(|_| ()))
}

async fn was_bound(tx: &mut Tx) -> sqlx::Result<bool> {
    let found: Option<i64> = sql!(Tx: tx, c => sqlx::query_scalar("SELECT at FROM audit WHERE action = $1 LIMIT 1")
        .bind(BOUND.name()).fetch_optional(c).await)?;
    Ok(found.is_some())
}

enum Found {
    Nothing,
    OnlyUnbound,
    Bound,
}

/// What stands under the master key: a database that this release has never served holds nothing that is bound.
async fn found(store: &Store) -> sqlx::Result<Found> {
    let mut reader = store.reader().await?;
    let mut any = false;
    for sealed in walked() {
        let Under::Master(purpose) = sealed.key else { continue };
        match found_in(store, &mut reader, &sealed, purpose).await? {
            Found::Nothing => {}
            Found::OnlyUnbound => any = true,
            Found::Bound => return Ok(Found::Bound),
        }
    }
    Ok(if any { Found::OnlyUnbound } else { Found::Nothing })
}

async fn found_in(store: &Store, reader: &mut Reader, sealed: &Sealed, purpose: &str) -> sqlx::Result<Found> {
    let key = store.master.derive(purpose);
    let (mut after, mut found) = (Uuid::nil(), Found::Nothing);
    loop {
        let values = page(reader, sealed, after, AT_ONCE).await?;
        let Some(last) = values.last() else { return Ok(found) };
        (after, found) = (last.row, Found::OnlyUnbound);
        if values.iter().any(|value| key.is_bound(sealed.column.of(value.row), &value.sealed)) {
            return Ok(Found::Bound);
        }
    }
}
