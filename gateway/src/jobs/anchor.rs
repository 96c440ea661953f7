//! Anchors the audit outside of the database: each day, and at each start, the end of its chain goes into the log, and once a
//! day to the address of `APPRODO_CONSOLE__AUDIT_EMAIL`. Whoever cuts the end off, or writes all of it anew with a stolen key,
//! cannot take back what stands there: `approdo check --audit --anchor PLACE:HASH` misses it.

use crate::{
    channel::email::{Email, Note},
    clock::Clock,
    jobs::chain::{self, Verdict},
    store::{
        Reader, Store,
        audit::links::{self, Link},
        tally::day,
    },
};
use bot::{language::Language, private::Private, text::Words};
use jiff::Timestamp;
use std::{fmt, str::FromStr, sync::Arc, time::Duration};
use uuid::Uuid;

const EVERY: Duration = Duration::from_secs(10 * 60);
/// Bytes of a hash in the chain.
const HASH: usize = 32;

/// A place in the chain and the hash that stood there, written `1234:9f86d0…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    place: i64,
    hash: Vec<u8>,
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.place, hex::encode(&self.hash))
    }
}

/// What was typed is no anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an anchor is a place and 64 hexadecimal digits, as the log has it: 1234:9f86d0…")]
pub struct NoAnchor;

impl FromStr for Anchor {
    type Err = NoAnchor;
    fn from_str(text: &str) -> Result<Self, NoAnchor> {
        let (place, hash) = text.trim().split_once(':').ok_or(NoAnchor)?;
        let place = place.parse().ok().filter(|place| *place > 0).ok_or(NoAnchor)?;
        let hash = hex::decode(hash).ok().filter(|hash| hash.len() == HASH).ok_or(NoAnchor)?;
        Ok(Self { place, hash })
    }
}

impl Anchor {
    fn of(link: Link) -> Option<Self> {
        Some(Self { place: link.place?, hash: link.chain_hash? })
    }
}

/// The end of the chain now; `None` where nothing is chained.
pub async fn end(reader: &mut Reader) -> sqlx::Result<Option<Anchor>> {
    Ok(links::end(reader).await?.and_then(Anchor::of))
}

/// Whether the chain still has what stood at an anchor. A chain that is whole has then all that came before, too.
pub async fn holds(store: &Store, anchor: &Anchor) -> sqlx::Result<bool> {
    let found = links::from(&mut store.reader().await?, anchor.place, 1).await?;
    Ok(found.into_iter().next().and_then(Anchor::of).as_ref() == Some(anchor))
}

/// What `approdo check --audit` says.
///
/// # Errors
/// Where the chain is broken, or does not hold the anchor.
pub async fn check(store: &Store, anchor: Option<&Anchor>) -> anyhow::Result<Verdict> {
    let verdict = chain::check(store).await?;
    anyhow::ensure!(verdict.is_whole(), "{verdict}");
    if let Some(anchor) = anchor {
        anyhow::ensure!(
            holds(store, anchor).await?,
            "the audit is broken: row {} is not the one of this anchor: the end was cut off, or all of it written anew",
            anchor.place
        );
    }
    Ok(verdict)
}

/// Who is told by e-mail.
pub type Recipient = (Arc<Email>, Private<String>);

/// Runs for as long as the process lives.
pub async fn run(store: Store, clock: Clock, recipient: Option<Recipient>) {
    let mut logged = String::new();
    loop {
        if let Err(error) = run_once(&store, clock.now(), recipient.as_ref(), &mut logged).await {
            tracing::warn!(%error, "the audit is not anchored yet");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One round; `logged` is the day of the last line. Returns whether an e-mail went out.
pub async fn run_once(
    store: &Store,
    now: Timestamp,
    recipient: Option<&Recipient>,
    logged: &mut String,
) -> anyhow::Result<bool> {
    let today = day(now);
    let Some(anchor) = end(&mut store.reader().await?).await? else { return Ok(false) };
    if *logged != today {
        tracing::info!(target: "approdo::audit", %anchor, day = today, "the audit ends here");
        logged.clone_from(&today);
    }
    let Some((email, address)) = recipient else { return Ok(false) };
    // First the note, then the message, as in [`super::notify`]: of several gateways one sends it.
    let mut tx = store.begin().await?;
    let before = links::claim_day(&mut tx, &today).await?;
    tx.commit().await?;
    let Some(before) = before else { return Ok(false) };
    if let Err(error) = email.tell(address, &note(&anchor, &today, now)).await {
        tracing::warn!(?error, "the audit's anchor is not sent yet");
        let mut tx = store.begin().await?;
        links::give_day_back(&mut tx, &today, &before).await?;
        tx.commit().await?;
        return Ok(false);
    }
    Ok(true)
}

fn note(anchor: &Anchor, today: &str, now: Timestamp) -> Note {
    let words = Words::new(Language::Italian);
    Note {
        id: Uuid::now_v7(),
        subject: words.console_access_anchor_subject(today),
        text: format!(
            "{}\n\n{}",
            words.console_access_anchor_text(anchor.to_string()),
            words.console_access_anchor_keep()
        ),
        now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_read_as_it_is_written() {
        let anchor = Anchor { place: 7, hash: vec![0xAB; HASH] };
        assert_eq!(anchor.to_string().parse(), Ok(anchor.clone()));
        assert_eq!(format!(" {} ", anchor.to_string().to_uppercase()).parse(), Ok(anchor));
        for wrong in ["", "7", "7:", ":ab", "7:abcd", "x:abababab", "-1:abab", &format!("0:{}", "ab".repeat(HASH))] {
            assert_eq!(wrong.parse::<Anchor>(), Err(NoAnchor), "{wrong}");
        }
    }
}
