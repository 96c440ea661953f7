//! The real mail servers that `tests/run` starts (see `mail.sh`): the service's settings for them, people who have a mailbox
//! there, and one of them who talks to the bot.

use crate::{App, chromium::ALL, talk::Talk};
use async_imap::{Client, Session};
use bot::private::Private;
use futures::TryStreamExt;
use gateway::{
    channel::email::{Own, Security, Server, Settings},
    inbound::email::{Reader, read_mailbox_by},
};
use lettre::{
    Address,
    transport::smtp::{
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::AsyncSmtpConnection,
        commands::{Data, Mail as From, Rcpt},
        extension::ClientId,
    },
};
use mail_parser::{Message, MessageParser};
use std::{
    env,
    io::Write,
    sync::{Arc, Once},
    time::Duration,
};
use tokio::{net::TcpStream, task::JoinHandle};
use uuid::Uuid;

/// Set by `tests/run`: `imap=… imaps=… smtp=… smtps=… password=… ca=…`.
pub const MAIL: &str = "APPRODO_TEST_MAIL";
/// Everybody at this domain has a mailbox.
pub const DOMAIN: &str = "mail.test";

/// Where the servers are.
#[derive(Clone, Debug)]
pub struct Servers {
    pub imap: u16,
    pub imaps: u16,
    pub smtp: u16,
    pub smtps: u16,
    pub password: String,
    pub ca: Vec<u8>,
}

impl Servers {
    /// `None` where there are none: the test is left out, which is a failure where everything should be there.
    pub fn get() -> Option<Self> {
        static SAID: Once = Once::new();
        let Ok(said) = env::var(MAIL) else {
            assert!(env::var_os(ALL).is_none(), "{MAIL} is not set");
            SAID.call_once(|| {
                let _ = writeln!(
                    std::io::stderr(),
                    "LEFT OUT: e-mail servers, because {MAIL} is not set; tests/run sets it"
                );
            });
            return None;
        };
        let value = |name: &str| {
            let found = said.split_whitespace().find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            found.unwrap_or_else(|| panic!("{MAIL} without {name}")).to_owned()
        };
        let port = |name| value(name).parse().unwrap();
        let ca = std::fs::read(value("ca")).unwrap();
        Some(Self {
            imap: port("imap"),
            imaps: port("imaps"),
            smtp: port("smtp"),
            smtps: port("smtps"),
            password: value("password"),
            ca,
        })
    }

    /// The settings of a service with a mailbox of its own, over TLS.
    pub fn settings(&self) -> Settings {
        let user = format!("help-{}@{DOMAIN}", Uuid::now_v7().simple());
        Settings {
            imap: Server { host: "localhost".to_owned(), port: self.imaps },
            smtp: Server { host: "localhost".to_owned(), port: self.smtps },
            security: Security::Tls,
            ca: Some(self.ca.clone()),
            user: user.clone(),
            password: Private::new(self.password.clone()),
            own: Own { address: user, authserv_id: Some("mx.mail.test".to_owned()) },
            name: "help".to_owned(),
            folder: "INBOX".to_owned(),
            marks_seen: true,
            per_second: 0,
        }
    }

    /// The same with a line of another kind.
    pub fn settings_with(&self, security: Security) -> Settings {
        let mut settings = self.settings();
        if security != Security::Tls {
            settings.imap.port = self.imap;
            settings.smtp.port = self.smtp;
        }
        Settings { security, ..settings }
    }

    /// Somebody with a new address that begins so.
    pub fn person(&self, name: &str) -> Person {
        self.mailbox(&format!("{name}-{}@{DOMAIN}", Uuid::now_v7().simple()))
    }

    /// Whoever has this address.
    pub fn mailbox(&self, address: &str) -> Person {
        Person { servers: self.clone(), address: address.to_owned() }
    }
}

/// Reads the service's mailbox until it is dropped.
pub struct Reading(JoinHandle<()>);

impl Reading {
    pub fn start(app: &App, settings: &Arc<Settings>) -> Self {
        Self::by(app, settings, Reader::default())
    }

    /// With another parser, or less time.
    pub fn by(app: &App, settings: &Arc<Settings>, reader: Reader) -> Self {
        Self(tokio::spawn(read_mailbox_by(settings.clone(), app.turns.clone(), reader)))
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Somebody with a mailbox.
#[derive(Clone)]
pub struct Person {
    pub servers: Servers,
    pub address: String,
}

impl Person {
    /// A plain message to somebody, complete but for what is in `headers`, which end in line breaks.
    pub fn letter(&self, to: &str, headers: &str, words: &str) -> String {
        let id = Uuid::now_v7();
        let content = if headers.to_lowercase().contains("content-type") {
            ""
        } else {
            "Content-Type: text/plain; charset=utf-8\r\n"
        };
        format!(
            "From: Worker <{}>\r\nTo: {to}\r\nSubject: Hello\r\nMessage-ID: <{id}@{DOMAIN}>\r\nMIME-Version: 1.0\r\n{content}{headers}\r\n{words}\r\n",
            self.address
        )
    }

    /// Hands a message over to the SMTP server, as it is.
    pub async fn posts(&self, to: &str, letter: impl AsRef<[u8]>) {
        let server = ("localhost", self.servers.smtp);
        let hello = ClientId::Domain(DOMAIN.to_owned());
        let mut smtp = AsyncSmtpConnection::connect_tokio1(server, None, &hello, None, None).await.unwrap();
        let credentials = Credentials::new(self.address.clone(), self.servers.password.clone());
        smtp.auth(DEFAULT_MECHANISMS, &credentials).await.unwrap();
        smtp.command(From::new(Some(self.address.parse().unwrap()), Vec::new())).await.unwrap();
        smtp.command(Rcpt::new(to.parse::<Address>().unwrap(), Vec::new())).await.unwrap();
        smtp.command(Data).await.unwrap();
        smtp.message(letter.as_ref()).await.unwrap();
        smtp.quit().await.unwrap();
    }

    /// An IMAP session in this mailbox.
    pub async fn imap(&self) -> Session<TcpStream> {
        let mut client = Client::new(TcpStream::connect(("localhost", self.servers.imap)).await.unwrap());
        client.read_response().await.unwrap();
        client.login(&self.address, &self.servers.password).await.map_err(|(error, _)| error).unwrap()
    }

    /// Everything in the inbox, as it came, the oldest first.
    pub async fn inbox(&self) -> Vec<Vec<u8>> {
        let mut imap = self.imap().await;
        imap.select("INBOX").await.unwrap();
        let fetched: Vec<_> = imap.uid_fetch("1:*", "(UID BODY.PEEK[])").await.unwrap().try_collect().await.unwrap();
        let mut letters: Vec<_> =
            fetched.iter().filter_map(|fetch| Some((fetch.uid?, fetch.body()?.to_vec()))).collect();
        letters.sort_by_key(|(uid, _)| *uid);
        imap.logout().await.unwrap();
        letters.into_iter().map(|(_, letter)| letter).collect()
    }

    /// Waits until so many messages are in the inbox.
    pub async fn waits_for(&self, messages: usize) -> Vec<Vec<u8>> {
        for _ in 0..400 {
            let inbox = self.inbox().await;
            if inbox.len() >= messages {
                return inbox;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} messages came, not {messages}", self.inbox().await.len());
    }
}

/// A parsed message.
pub fn read(letter: &[u8]) -> Message<'_> {
    MessageParser::default().parse(letter).unwrap()
}

/// The text of a message, with line breaks as they are everywhere else.
pub fn text(letter: &[u8]) -> String {
    read(letter).body_text(0).unwrap().replace("\r\n", "\n").trim_end().to_owned()
}

/// Waits until the service has taken so many messages out of its mailbox.
pub async fn taken(app: &App, messages: i64) {
    for _ in 0..600 {
        if app.rows::<(i64,)>("SELECT uid FROM mailbox").await.first().is_some_and(|(uid,)| *uid >= messages) {
            return app.settled().await;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the mailbox is not read: {:?}", app.rows::<(i64,)>("SELECT uid FROM mailbox").await);
}

/// A worker who writes e-mails, answering the latest message each time; beside it the same conversation with the bot alone,
/// which knows what number a choice has.
pub struct Correspondent<'a> {
    pub app: &'a App,
    pub person: Person,
    pub talk: Talk,
    service: String,
    sent: i64,
    read: usize,
    latest: Option<Vec<u8>>,
}

impl<'a> Correspondent<'a> {
    /// The only one who writes to this service.
    pub fn new(app: &'a App, person: Person, settings: &Settings) -> Self {
        let talk = Talk::new(gateway::channel::Channel::Email.limits().capabilities);
        Self { app, person, talk, service: settings.own.address.clone(), sent: 0, read: 0, latest: None }
    }

    /// Writes, and reads what comes.
    pub async fn says(&mut self, words: &str) -> String {
        self.talk.say(words);
        let letter = self.answer(words);
        self.sends(letter).await
    }

    /// Writes the number of a choice.
    pub async fn chooses(&mut self, choice: &str) -> String {
        let number = self.talk.number(choice);
        self.says(&number).await
    }

    /// (question, choice) after (question, choice), each by its number.
    pub async fn answers(&mut self, answers: &[(&str, &str)]) -> String {
        let mut heard = String::new();
        for (question, choice) in answers {
            let asked = &self.talk.offered.as_ref().unwrap().question;
            assert_eq!(asked, &format!("report.{question}"));
            heard = self.chooses(choice).await;
        }
        heard
    }

    /// A reply to the latest message, with all of it quoted below.
    pub fn answer(&self, words: &str) -> String {
        let Some(latest) = &self.latest else { return self.person.letter(&self.service, "", words) };
        let id = read(latest).message_id().unwrap().to_owned();
        let quoted: String = text(latest).lines().map(|line| format!("> {line}\r\n")).collect();
        let headers = format!("In-Reply-To: <{id}>\r\nReferences: <{id}>\r\n");
        let words = format!("{words}\r\n\r\nOn Mon, 23 Nov 2026 at 10:00, help <{}> wrote:\r\n{quoted}", self.service);
        self.person.letter(&self.service, &headers, &words)
    }

    /// Posts a message to the service, and reads what comes.
    pub async fn sends(&mut self, letter: impl AsRef<[u8]>) -> String {
        self.person.posts(&self.service, letter).await;
        self.sent += 1;
        taken(self.app, self.sent).await;
        self.reads().await
    }

    /// What has come since the last time, when nothing more is on its way.
    pub async fn reads(&mut self) -> String {
        self.app.settled().await;
        let gone: Vec<(i64,)> =
            self.app.rows("SELECT COUNT(*) FROM outbox WHERE channel = 'email' AND state = 'sent'").await;
        let inbox = self.person.waits_for(gone[0].0 as usize).await;
        let new = &inbox[self.read..];
        self.read = inbox.len();
        if let Some(last) = new.last() {
            self.latest = Some(last.clone());
        }
        new.iter().map(|letter| text(letter)).collect::<Vec<_>>().join("\n\n")
    }

    /// Every message that has come.
    pub async fn letters(&self) -> Vec<Vec<u8>> {
        self.person.inbox().await
    }
}
