//! Chains the audit: each row gets a place and a keyed hash over its fields and the hash before it, and the end of the chain
//! is proved by the key too. Whoever changes the database behind the service's back, without the key, breaks the chain:
//! a row changed, taken away, moved or put between others is found and named by its place.
//!
//! What it does not find: a row that is taken away or put in before it has its place, within a second of the deed, and a
//! whole database set back to an older copy of itself. One process at a time lengthens the chain.

use crate::{
    seal::MasterKey,
    store::{
        Store,
        audit::links::{self, Head, Link},
    },
};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(1);
/// Rows of one transaction.
const MOST: i64 = 500;
/// Rows that are looked at together.
const READ: i64 = 2000;
/// Rows at the end that are looked at whenever the register is opened.
const END: i64 = 1000;

/// What a look at the chain has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every row that was looked at is what it was.
    Whole {
        /// How many there were.
        rows: i64,
    },
    /// The row at this place, or what stood before it, is not what it was.
    Changed {
        /// Where.
        place: i64,
    },
    /// No row is at this place.
    Missing {
        /// Where.
        place: i64,
    },
    /// A row stands behind the end.
    Added {
        /// Where.
        place: i64,
    },
    /// The end is not where the key says, or nothing says where.
    Head,
}

impl Verdict {
    /// Whether nothing was found.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Whole { .. })
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole { rows } => write!(f, "the audit is whole: {rows} rows"),
            Self::Changed { place } => {
                write!(f, "the audit is broken: row {place} or what stood before it was changed")
            }
            Self::Missing { place } => write!(f, "the audit is broken: row {place} is missing"),
            Self::Added { place } => write!(f, "the audit is broken: row {place} was added"),
            Self::Head => write!(f, "the audit is broken: its end is not where it was"),
        }
    }
}

/// Runs for as long as the process lives.
pub async fn run(store: Store) {
    loop {
        match run_once(&store).await {
            // More may wait.
            Ok(chained) if chained == MOST as usize => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the audit is not chained yet"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One round; returns how many rows got a place.
pub async fn run_once(store: &Store) -> anyhow::Result<usize> {
    if !links::is_any_loose(&mut store.reader().await?).await? {
        return Ok(0);
    }
    let mut tx = store.begin().await?;
    if !links::lock(&mut tx).await? {
        return Ok(0);
    }
    let last = links::last(&mut tx).await?;
    let (mut place, mut before) = end_of(&store.master, last, links::head_in(&mut tx).await?);
    let loose = links::loose(&mut tx, MOST).await?;
    for link in &loose {
        place += 1;
        before = hash(&store.master, &before, link, place);
        links::set(&mut tx, link.id, place, &before).await?;
    }
    links::set_head(&mut tx, &Head { place, proof: proof(&store.master, place, &before) }).await?;
    tx.commit().await?;
    Ok(loose.len())
}

/// Where the next row goes, and the hash before it. What was taken from the end leaves its places empty for good, and where
/// the end is not proved one place stays empty: the chain goes on, and what was done to it stays visible.
fn end_of(master: &MasterKey, last: Option<Link>, head: Option<Head>) -> (i64, Vec<u8>) {
    let is_new = last.is_none() && head.is_none();
    let (place, before) =
        last.map_or((0, Vec::new()), |link| (link.place.unwrap_or_default(), link.chain_hash.unwrap_or_default()));
    let proved = head.as_ref().is_some_and(|head| head.place == place && head.proof == proof(master, place, &before));
    if is_new || proved {
        return (place, before);
    }
    (head.map_or(place, |head| head.place.max(place)) + 1, before)
}

/// Looks at all of it.
pub async fn check(store: &Store) -> anyhow::Result<Verdict> {
    look(store, 1).await
}

/// Looks at the last rows only.
pub async fn check_end(store: &Store) -> anyhow::Result<Verdict> {
    let head = links::head(&mut store.reader().await?).await?;
    look(store, head.map_or(1, |head| head.place - END + 1).max(1)).await
}

async fn look(store: &Store, first: i64) -> anyhow::Result<Verdict> {
    let mut reader = store.reader().await?;
    // The end first: what is chained while we look stands behind it, and its own head comes with it.
    let Some(head) = links::head(&mut reader).await? else {
        let rows = links::from(&mut reader, 0, 1).await?;
        return Ok(if rows.is_empty() { Verdict::Whole { rows: 0 } } else { Verdict::Head });
    };
    // The row before the first one looked at gives the hash to go on from.
    let mut next = if first > 1 { first - 1 } else { first };
    let mut before = None;
    let mut rows = 0;
    'all: loop {
        let found = links::from(&mut reader, next, READ).await?;
        let full = found.len() as i64 == READ;
        for link in found {
            let place = link.place.unwrap_or_default();
            if next > head.place {
                break 'all;
            }
            if place > next {
                return Ok(Verdict::Missing { place: next });
            }
            let stored = link.chain_hash.clone().unwrap_or_default();
            let known = first > 1 && next == first - 1;
            if !known {
                let previous = before.as_deref().unwrap_or_default();
                if hash(&store.master, previous, &link, place) != stored {
                    return Ok(Verdict::Changed { place });
                }
                rows += 1;
            }
            before = Some(stored);
            next += 1;
        }
        if !full {
            break;
        }
    }
    if next <= head.place {
        return Ok(Verdict::Missing { place: next });
    }
    if proof(&store.master, head.place, before.as_deref().unwrap_or_default()) != head.proof {
        return Ok(Verdict::Head);
    }
    // A row behind the end came in just now, with a head of its own, or by somebody else's hand.
    let behind = links::from(&mut reader, head.place + 1, 1).await?;
    let now = links::head(&mut reader).await?;
    match behind.first().and_then(|link| link.place) {
        Some(place) if now.is_none_or(|now| now.place <= head.place) => Ok(Verdict::Added { place }),
        _ => Ok(Verdict::Whole { rows }),
    }
}

/// The hash of a row in its place.
fn hash(master: &MasterKey, before: &[u8], link: &Link, place: i64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    let mut add = |part: Option<&[u8]>| {
        // With its length, and whether it is there at all: no two rows have the same bytes.
        bytes.push(u8::from(part.is_some()));
        bytes.extend((part.unwrap_or_default().len() as u64).to_le_bytes());
        bytes.extend(part.unwrap_or_default());
    };
    add(Some(before));
    add(Some(&place.to_le_bytes()));
    add(Some(link.id.as_bytes()));
    add(Some(&link.at.to_le_bytes()));
    add(link.staff_id.as_ref().map(|id| id.as_bytes().as_slice()));
    add(Some(link.action.as_bytes()));
    add(Some(link.object.as_bytes()));
    add(link.object_id.as_ref().map(|id| id.as_bytes().as_slice()));
    master.hash("audit", &bytes).to_vec()
}

/// Proves that the chain ends here.
fn proof(master: &MasterKey, place: i64, last: &[u8]) -> Vec<u8> {
    master.hash("audit-head", &[&place.to_le_bytes(), last].concat()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn every_field_counts() {
        let master = MasterKey::ephemeral();
        let link = Link {
            id: Uuid::from_u128(1),
            at: 7,
            staff_id: Some(Uuid::from_u128(2)),
            action: "read".into(),
            object: "ticket".into(),
            object_id: Some(Uuid::from_u128(3)),
            place: None,
            chain_hash: None,
        };
        let of = |link: &Link| hash(&master, b"before", link, 4);
        let whole = of(&link);
        assert_eq!(whole, of(&link));
        for changed in [
            Link { id: Uuid::from_u128(9), ..link.clone() },
            Link { at: 8, ..link.clone() },
            Link { staff_id: None, ..link.clone() },
            Link { action: "rea".into(), object: "dticket".into(), ..link.clone() },
            Link { object: "media".into(), ..link.clone() },
            Link { object_id: None, ..link.clone() },
        ] {
            assert_ne!(whole, of(&changed));
        }
        assert_ne!(whole, hash(&master, b"befor", &link, 4));
        assert_ne!(whole, hash(&master, b"before", &link, 5));
        assert_ne!(whole, hash(&MasterKey::ephemeral(), b"before", &link, 4));
    }
}
