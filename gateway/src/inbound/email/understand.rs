//! What a message is, found out in a thread of its own, in a time that has an end: a message that breaks the parser, keeps it
//! busy or ends the process is kept for a person, and the next one is read.
//!
//! That reading begins is durable before it does. Whoever finds such a note that nobody has taken back does not begin again.

use super::Ended;
use crate::{
    channel::{
        Channel, Event,
        email::{self, Own, Settings, mailbox::MailboxError},
    },
    seal::MasterKey,
    store::mailbox::{self, Place},
    turn::{Turns, Unknown},
};
use std::{sync::Arc, thread::Builder, time::Duration};
use tokio::{sync::oneshot, time::Instant};

/// Messages of the largest size take some seconds.
const DEADLINE: Duration = Duration::from_secs(30);
/// Threads that go on after their time: no more than these are begun beside them.
const MOST_LATE: usize = 4;
/// Messages in messages go down so deep.
const STACK: usize = 16 * 1024 * 1024;
/// Between two looks at whether another gateway has ended.
const LOOK: Duration = Duration::from_millis(250);

/// From the bytes of a message to what it is, see [`email::parse()`].
pub type Parse = fn(&[u8], bool, &Own, &MasterKey) -> Event;

/// Reads messages, one at a time.
pub struct Reader {
    parse: Parse,
    deadline: Duration,
    /// Shared with each thread that has not ended.
    late: Arc<()>,
    /// The last message that was read here to its end.
    last: Option<Place>,
}

/// Why a message was not read, as the staff see it.
#[derive(Clone, Copy, Debug)]
struct Unread(&'static str);

impl Default for Reader {
    fn default() -> Self {
        Self::new(email::parse, DEADLINE)
    }
}

impl Reader {
    /// One that gives each message so much time.
    pub fn new(parse: Parse, deadline: Duration) -> Self {
        Self { parse, deadline, late: Arc::default(), last: None }
    }

    /// What a message is; `None`: it is kept for a person.
    pub(super) async fn understand(
        &mut self,
        settings: &Settings,
        turns: &Turns,
        place: Place,
        raw: Vec<u8>,
        whole: bool,
    ) -> Result<Option<Event>, Ended> {
        let raw = Arc::new(raw);
        let name = settings.mailbox_name();
        let read = if self.was_abandoned(turns, &name, place).await? {
            Err(Unread("ended the process while it was read"))
        } else {
            self.read(raw.clone(), whole, settings.own.clone(), turns.store().master.clone()).await?
        };
        match read {
            Ok(event) => {
                self.last = Some(place);
                let taken_back = async {
                    let mut tx = turns.store().begin().await?;
                    mailbox::end_attempt(&mut tx, &name, place).await?;
                    tx.commit().await
                };
                taken_back.await.map_err(|error| Ended::Store(error.into()))?;
                Ok(Some(event))
            }
            Err(Unread(cause)) => {
                tracing::error!(uid = place.uid, cause, "mail: a message was not read, kept for a person");
                metrics::counter!("approdo_mail_unread_total", "cause" => cause).increment(1);
                let id = email::unique(&turns.store().master, "", None, &raw);
                let raw = email::kept(&raw).to_vec();
                let kept = turns.keep_aside(Channel::Email, &[Unknown { id, address: None, raw }], cause).await;
                kept.map_err(|away| Ended::Store(away.into()))?;
                Ok(None)
            }
        }
    }

    /// Notes that reading begins. Whether it had begun before, and whoever began has not lived to its end: on SQLite there is
    /// nobody else; another gateway beside this one gets as much time as a message has.
    async fn was_abandoned(&self, turns: &Turns, name: &str, place: Place) -> Result<bool, Ended> {
        let store = turns.store();
        let patience = if store.has_one_writer() { Duration::ZERO } else { self.deadline + Duration::from_secs(5) };
        let since = Instant::now();
        loop {
            let noted = async {
                let mut tx = store.begin().await?;
                let attempts = mailbox::begin_attempt(&mut tx, name, place, turns.clock().now()).await?;
                tx.commit().await?;
                Ok(attempts)
            };
            let attempts = noted.await.map_err(|error: sqlx::Error| Ended::Store(error.into()))?;
            // What came after its reading went wrong, not the reading.
            if attempts == 1 || self.last == Some(place) {
                return Ok(false);
            }
            if since.elapsed() >= patience {
                return Ok(true);
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Nobody waits for the thread when the process is told to stop.
    async fn read(
        &self,
        raw: Arc<Vec<u8>>,
        whole: bool,
        own: Own,
        master: MasterKey,
    ) -> Result<Result<Event, Unread>, Ended> {
        if Arc::strong_count(&self.late) > MOST_LATE {
            return Ok(Err(Unread("others are still being read")));
        }
        let (parse, late) = (self.parse, self.late.clone());
        let (tell, told) = oneshot::channel();
        let thread = move || {
            // Nobody may be waiting any more.
            let _ = tell.send(parse(&raw, whole, &own, &master));
            drop(late);
        };
        let begun = Builder::new().name("mail".to_owned()).stack_size(STACK).spawn(thread);
        begun.map_err(|_| Ended::Mailbox(MailboxError::Away))?;
        Ok(match tokio::time::timeout(self.deadline, told).await {
            Ok(Ok(event)) => Ok(event),
            Ok(Err(_)) => Err(Unread("broke the parser")),
            Err(_) => Err(Unread("not read in time")),
        })
    }
}
