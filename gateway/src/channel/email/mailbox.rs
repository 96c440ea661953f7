//! The mailbox over IMAP (RFC 3501): what waits in the folder, one message at a time, and waiting for the next (RFC 2177).
//!
//! Nothing is ever deleted. async-imap puts what it read into its errors, so none of them is logged or kept: what can be done
//! about one is all that [`MailboxError`] says.

use super::{
    Security, Settings,
    line::{Line, is_untrusted, protect},
    meter::Meter,
};
use async_imap::{
    Client, Session,
    error::Error,
    types::{Fetch, Flag, UnsolicitedResponse},
};
use futures::TryStreamExt;
use std::{fmt, time::Duration};

/// The largest message that is fetched, in bytes: what most servers let in.
pub const LARGEST: u32 = 25 * 1024 * 1024;
/// So much of a larger one, for its headers and its first words.
const BEGINNING: u32 = 64 * 1024;
/// The longest time for one command…
const TIMEOUT: Duration = Duration::from_secs(60);
/// …and for one message.
const FETCH: Duration = Duration::from_secs(300);
/// The longest wait for news where the server tells them: what it forgot to tell is found then.
const IDLE: Duration = Duration::from_secs(5 * 60);
/// The pause between two looks where it does not.
const POLL: Duration = Duration::from_secs(30);

/// An open folder.
pub struct Mailbox {
    session: Session<Box<dyn Line>>,
    meter: Meter,
    /// UIDs mean something as long as this stays.
    pub uid_validity: u32,
    idles: bool,
}

/// A message in the folder.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// Grows with each message.
    pub uid: u32,
    /// In bytes.
    pub size: u32,
    /// Somebody has read it.
    pub seen: bool,
    /// When it came, in seconds since 1970.
    pub at: i64,
}

/// Why the mailbox cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailboxError {
    /// A person has to do something.
    Refused(&'static str),
    /// The line is cut, or the server in trouble: connect again.
    Away,
}

type Result<T> = std::result::Result<T, MailboxError>;

impl Mailbox {
    /// Connects, logs in and opens the folder.
    pub async fn open(settings: &Settings) -> Result<Self> {
        let (meter, mut session) = in_time(TIMEOUT, log_in(settings)).await?;
        let capabilities = in_time(TIMEOUT, ask(session.capabilities())).await?;
        let folder =
            in_time(TIMEOUT, async { session.select(&settings.folder).await.map_err(|error| no_folder(&error)) })
                .await?;
        let uid_validity = folder.uid_validity.unwrap_or_default();
        Ok(Self { session, meter, uid_validity, idles: capabilities.has_str("IDLE") })
    }

    /// What came after a UID, in the order in which it came.
    pub async fn after(&mut self, uid: u32) -> Result<Vec<Waiting>> {
        let Some(first) = uid.checked_add(1) else { return Ok(Vec::new()) };
        // What the server has told so far, this answer knows.
        self.has_news();
        let found = self.fetch(&format!("{first}:*"), "(UID RFC822.SIZE FLAGS INTERNALDATE)", TIMEOUT).await?;
        let waiting = |fetch: &Fetch| {
            Some(Waiting {
                uid: fetch.uid?,
                size: fetch.size.unwrap_or_default(),
                seen: fetch.flags().any(|flag| flag == Flag::Seen),
                at: fetch.internal_date().map(|date| date.timestamp()).unwrap_or_default(),
            })
        };
        // "5:*" always has the last message in it, even where it is the fourth.
        let mut all: Vec<_> = found.iter().filter_map(waiting).filter(|waiting| waiting.uid > uid).collect();
        all.sort_by_key(|waiting| waiting.uid);
        Ok(all)
    }

    /// A message, or its beginning. `None`: the server does not give it out.
    pub async fn read(&mut self, uid: u32, whole: bool) -> Result<Option<Vec<u8>>> {
        let what = if whole { "(UID BODY.PEEK[])".to_owned() } else { format!("(UID BODY.PEEK[]<0.{BEGINNING}>)") };
        let found = self.fetch(&uid.to_string(), &what, FETCH).await?;
        // The server may tell of other messages in between.
        let ours = found.iter().filter(|fetch| fetch.uid == Some(uid));
        Ok(ours.filter_map(|fetch| fetch.body()).next().map(<[u8]>::to_vec))
    }

    /// Whether a message is still there.
    pub async fn has(&mut self, uid: u32) -> Result<bool> {
        let found = self.fetch(&uid.to_string(), "(UID)", TIMEOUT).await?;
        Ok(found.iter().any(|fetch| fetch.uid == Some(uid)))
    }

    /// Marks a message as read; a folder where that is not allowed is read all the same.
    pub async fn set_seen(&mut self, uid: u32) -> Result<()> {
        let command = format!("UID STORE {uid} +FLAGS.SILENT (\\Seen)");
        self.meter.refill();
        let stored = async {
            match self.session.run_command_and_check_ok(command).await {
                Ok(()) | Err(Error::No(_)) => Ok(()),
                Err(_) => Err(MailboxError::Away),
            }
        };
        in_time(TIMEOUT, stored).await
    }

    /// Waits until something may have come.
    pub async fn wait(mut self) -> Result<Self> {
        self.meter.refill();
        // It may have come, and been told, in the answer to another command: IDLE does not tell it again.
        if self.has_news() {
            return Ok(self);
        }
        if !self.idles {
            tokio::time::sleep(POLL).await;
            in_time(TIMEOUT, ask(self.session.noop())).await?;
            return Ok(self);
        }
        let Self { session, meter, uid_validity, .. } = self;
        let mut idle = session.idle();
        in_time(TIMEOUT, ask(idle.init())).await?;
        {
            let (news, _stop) = idle.wait_with_timeout(IDLE);
            // The server's "still here" would make that wait begin anew each time.
            let _ = tokio::time::timeout(IDLE, news).await;
        }
        let session = in_time(TIMEOUT, ask(idle.done())).await?;
        Ok(Self { session, meter, uid_validity, idles: true })
    }

    /// Whether the server has told of messages by itself; asking forgets it.
    fn has_news(&self) -> bool {
        let told = std::iter::from_fn(|| self.session.unsolicited_responses.try_recv().ok());
        told.filter(|told| matches!(told, UnsolicitedResponse::Exists(_))).count() > 0
    }

    /// Runs a fetch to its end. async-imap takes the end of the line for the end of the answer, so the line is tried after it.
    async fn fetch(&mut self, uids: &str, what: &str, timeout: Duration) -> Result<Vec<Fetch>> {
        self.meter.refill();
        let session = &mut self.session;
        let found = in_time(timeout, async {
            let stream = session.uid_fetch(uids, what).await.map_err(away)?;
            stream.try_collect::<Vec<_>>().await.map_err(away)
        })
        .await?;
        in_time(TIMEOUT, ask(session.run_command_and_check_ok("NOOP"))).await?;
        Ok(found)
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[mailbox]")
    }
}

async fn log_in(settings: &Settings) -> Result<(Meter, Session<Box<dyn Line>>)> {
    let line = settings.imap.connect().await.map_err(|_| MailboxError::Away)?;
    let line: Box<dyn Line> = Box::new(line);
    let untrusted = |error: std::io::Error| {
        if is_untrusted(&error) {
            MailboxError::Refused("no TLS that can be trusted: check APPRODO_EMAIL__IMAP_HOST and __SECURITY")
        } else {
            MailboxError::Away
        }
    };
    let (meter, client) = match settings.security {
        Security::Tls => greeted(protect(line, &settings.imap, settings).await.map_err(untrusted)?).await?,
        Security::None => greeted(line).await?,
        Security::Starttls => {
            let (_, mut client) = greeted(line).await?;
            client.run_command_and_check_ok("STARTTLS", None).await.map_err(|error| match error {
                Error::No(_) | Error::Bad(_) => {
                    MailboxError::Refused("the IMAP server has no STARTTLS: check APPRODO_EMAIL__SECURITY")
                }
                _ => MailboxError::Away,
            })?;
            // What came before the handshake is not believed: it could be anybody's.
            let (meter, line) =
                Meter::new(protect(client.into_inner(), &settings.imap, settings).await.map_err(untrusted)?);
            (meter, Client::new(line))
        }
    };
    let session = client.login(&settings.user, settings.password.expose()).await.map_err(|(error, _)| match error {
        // RFC 5530: the server may be in trouble, too.
        Error::No(said) if !said.to_ascii_uppercase().contains("UNAVAILABLE") => {
            MailboxError::Refused("the IMAP server refuses our password: check APPRODO_EMAIL__PASSWORD")
        }
        Error::Validate(_) => MailboxError::Refused("a password with line breaks: check APPRODO_EMAIL__PASSWORD"),
        _ => MailboxError::Away,
    })?;
    Ok((meter, session))
}

async fn greeted(line: Box<dyn Line>) -> Result<(Meter, Client<Box<dyn Line>>)> {
    let (meter, line) = Meter::new(line);
    let mut client = Client::new(line);
    match client.read_response().await {
        Ok(Some(_)) => Ok((meter, client)),
        Ok(None) | Err(_) => Err(MailboxError::Away),
    }
}

fn no_folder(error: &Error) -> MailboxError {
    match error {
        Error::No(_) | Error::Bad(_) => MailboxError::Refused("no such folder: check APPRODO_EMAIL__FOLDER"),
        _ => MailboxError::Away,
    }
}

fn away(_: Error) -> MailboxError {
    MailboxError::Away
}

async fn ask<T>(answer: impl Future<Output = async_imap::error::Result<T>>) -> Result<T> {
    answer.await.map_err(away)
}

async fn in_time<T>(time: Duration, what: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(time, what).await.unwrap_or(Err(MailboxError::Away))
}
