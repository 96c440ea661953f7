//! Reads the mailbox for as long as the process lives. The mark moves only past what is durable, message by message, so one
//! that cannot be used holds nothing up and one that is cut off comes again.

mod machine;
mod understand;

pub use understand::{Parse, Reader};

use super::{PAUSE, receive};
use crate::{
    channel::{
        Channel, Delivery, Event,
        email::{
            self, Settings,
            mailbox::{LARGEST, Mailbox, MailboxError, Waiting},
        },
    },
    store::{
        mailbox::{self, Place},
        outage,
    },
    turn::{Away, Turns},
};
use anyhow::anyhow;
use jiff::SignedDuration;
use machine::Machines;
use std::{sync::Arc, time::Duration};

/// The first pause after the line was cut; it doubles up to the longest.
const FIRST: Duration = Duration::from_secs(1);
/// The first pause where a person has to do something: servers lock out who tries a wrong password too often.
const REFUSED: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// So many failures in a row are an outage that the staff see.
const FAILURES: u32 = 3;
/// So often a message is asked for as a whole, then as often for its beginning. Then a person is told that it is there.
const TRIES: u32 = 2;

/// Why reading has ended.
enum Ended {
    Mailbox(MailboxError),
    Store(anyhow::Error),
}

impl From<MailboxError> for Ended {
    fn from(error: MailboxError) -> Self {
        Self::Mailbox(error)
    }
}

/// What outlives a connection.
#[derive(Default)]
struct Memory {
    reader: Reader,
    machines: Machines,
    /// The message that did not come, and how often.
    stuck: Option<(u32, u32)>,
    failures: u32,
    is_out: bool,
}

/// Reads a mailbox for as long as the process lives.
pub async fn read_mailbox(settings: Arc<Settings>, turns: Turns) {
    read_mailbox_by(settings, turns, Reader::default()).await;
}

/// The same by this reader.
pub async fn read_mailbox_by(settings: Arc<Settings>, turns: Turns, reader: Reader) {
    let mut memory = Memory { reader, ..Memory::default() };
    loop {
        let Err(ended) = read(&settings, &turns, &mut memory).await;
        let (cause, first) = match ended {
            Ended::Mailbox(MailboxError::Refused(cause)) => (Some(cause), REFUSED),
            Ended::Mailbox(MailboxError::Away) => (None, FIRST),
            Ended::Store(error) => {
                tracing::error!(%error, "mail: the database does not answer");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let pause = (first * 2_u32.pow(memory.failures.min(10))).min(LONGEST);
        memory.failures += 1;
        tracing::warn!(cause = cause.unwrap_or("the line was cut"), failures = memory.failures, "mail: not read");
        if cause.is_some() || memory.failures >= FAILURES {
            memory.is_out = true;
            note_outage(&turns, cause.unwrap_or("the IMAP server does not answer"), pause).await;
        }
        tokio::time::sleep(pause).await;
    }
}

/// Reads until something goes wrong.
async fn read(settings: &Arc<Settings>, turns: &Turns, memory: &mut Memory) -> Result<std::convert::Infallible, Ended> {
    let mut mailbox = Mailbox::open(settings).await?;
    loop {
        take_all(settings, turns, memory, &mut mailbox).await?;
        memory.failures = 0;
        if std::mem::take(&mut memory.is_out) {
            tracing::info!("mail: read again");
            end_outage(turns).await.map_err(Ended::Store)?;
        }
        mailbox = mailbox.wait().await?;
    }
}

/// Takes everything that waits.
async fn take_all(
    settings: &Arc<Settings>,
    turns: &Turns,
    memory: &mut Memory,
    mailbox: &mut Mailbox,
) -> Result<(), Ended> {
    let name = settings.mailbox_name();
    let found = async { mailbox::mark(&mut turns.store().reader().await?, &name).await };
    let mark = found.await.map_err(|error| Ended::Store(error.into()))?;
    let since = mark.map_or(i64::MAX, |mark| mark.since);
    let last = mark.filter(|mark| mark.uid_validity == mailbox.uid_validity).map_or(0, |mark| mark.uid);
    for waiting in mailbox.after(last).await? {
        // In a folder that is read from its beginning, what came before the service did and was read by somebody is settled.
        let is_settled = last == 0 && waiting.seen && waiting.at < since;
        if !is_settled {
            take(settings, turns, memory, mailbox, waiting).await?;
        }
        let moved = async {
            let mut tx = turns.store().begin().await?;
            let place = Place { uid_validity: mailbox.uid_validity, uid: waiting.uid };
            mailbox::move_on(&mut tx, &name, place, turns.clock().now()).await?;
            tx.commit().await
        };
        moved.await.map_err(|error| Ended::Store(error.into()))?;
        if settings.marks_seen && !is_settled && !waiting.seen {
            mailbox.set_seen(waiting.uid).await?;
        }
    }
    Ok(())
}

/// Takes one message: afterwards it is durable, or was given up.
async fn take(
    settings: &Arc<Settings>,
    turns: &Turns,
    memory: &mut Memory,
    mailbox: &mut Mailbox,
    waiting: Waiting,
) -> Result<(), Ended> {
    let uid = waiting.uid;
    let tries = memory.stuck.filter(|(stuck, _)| *stuck == uid).map_or(0, |(_, tries)| tries);
    memory.stuck = Some((uid, tries + 1));
    let whole = waiting.size <= LARGEST && tries < TRIES;
    let mut event = if tries < 2 * TRIES {
        match mailbox.read(uid, whole).await? {
            Some(raw) => {
                let place = Place { uid_validity: mailbox.uid_validity, uid };
                let Some(event) = memory.reader.understand(settings, turns, place, raw, whole).await? else {
                    memory.stuck = None;
                    return Ok(());
                };
                event
            }
            // Somebody has moved or deleted it.
            None if !mailbox.has(uid).await? => return Ok(()),
            None => return Err(MailboxError::Away.into()),
        }
    } else {
        tracing::error!(uid, "mail: a message cannot be fetched, a person is told");
        let note = format!("message {uid} of folder {} cannot be fetched", settings.folder);
        let provider_id =
            email::unique(&turns.store().master, "", None, format!("{}:{note}", mailbox.uid_validity).as_bytes());
        Event { provider_id, delivery: email::unknown(None, note.as_bytes()) }
    };
    memory.stuck = None;
    if let Delivery::Arrival(arrival) = &event.delivery
        && memory.machines.is_one(&arrival.address, &arrival.body.text, waiting.at)
    {
        metrics::counter!("approdo_mail_ignored_total", "reason" => "answers too fast").increment(1);
        let raw = serde_json::to_vec(&(arrival.address.expose(), &arrival.body)).unwrap_or_default();
        event.delivery = email::unknown(Some(arrival.address.clone()), &raw);
    }
    receive(turns, Channel::Email, vec![event]).await.map_err(|Away| Ended::Store(anyhow!("{Away}")))
}

/// For the staff to see. Where the database does not answer either, the log has to do.
async fn note_outage(turns: &Turns, cause: &str, pause: Duration) {
    let now = turns.clock().now();
    let until = SignedDuration::try_from(pause).ok().and_then(|pause| now.checked_add(pause).ok()).unwrap_or(now);
    let noted = async {
        let mut tx = turns.store().begin().await?;
        outage::begin(&mut tx, Channel::Email, cause, until, now).await?;
        tx.commit().await
    };
    if let Err(error) = noted.await {
        tracing::error!(%error, "mail: an outage was not noted");
    }
}

async fn end_outage(turns: &Turns) -> anyhow::Result<()> {
    let mut tx = turns.store().begin().await?;
    outage::end(&mut tx, Channel::Email).await?;
    Ok(tx.commit().await?)
}
