//! A channel without a network: what was sent on it is kept, files are fetched from it, and it fails when told to. And a
//! person who writes on it.

use bot::{
    inbound::{Content, Inbound},
    private::Private,
};
use futures::future::BoxFuture;
use gateway::{
    channel::{Arrival, Carrier, Channel, Outgoing, Receipt, ReceiptState, SendError, provider_id},
    clock::Clock,
    store::{
        media::{File, FileKind, Source},
        message::{Body, Kind},
    },
    turn::Taken,
};
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tests::{App, Engine, app::OPEN, engine::Database};
use uuid::Uuid;

/// What went out.
#[derive(Clone, Debug, PartialEq)]
pub struct Went {
    pub id: Uuid,
    pub address: String,
    pub kind: Kind,
    pub text: String,
    pub file: Option<Vec<u8>>,
}

pub struct Provider {
    channel: Channel,
    went: Mutex<Vec<Went>>,
    failures: Mutex<VecDeque<SendError>>,
}

impl Provider {
    pub fn new(channel: Channel) -> Arc<Self> {
        Arc::new(Self { channel, went: Mutex::default(), failures: Mutex::default() })
    }

    /// The service with this channel beside Telegram.
    pub async fn start(engine: Engine, channel: Channel) -> (Arc<Self>, App) {
        let provider = Self::new(channel);
        let carrier = provider.clone();
        let app = App::with_channels(engine, OPEN, false, |_, carriers| carriers.push(carrier)).await;
        (provider, app)
    }

    /// The same with ten seconds to undo an answer, by this clock.
    pub async fn start_undoing(engine: Engine, channel: Channel, clock: Clock) -> (Arc<Self>, App) {
        let provider = Self::new(channel);
        let carrier = provider.clone();
        let undo = Duration::from_secs(10);
        let app =
            App::with_undo(Database::new(engine).await, clock, false, undo, |_, carriers| carriers.push(carrier)).await;
        (provider, app)
    }

    pub fn fail_next(&self, error: SendError) {
        self.failures.lock().unwrap().push_back(error);
    }

    pub fn went_to(&self, address: &str) -> Vec<Went> {
        let went = self.went.lock().unwrap();
        went.iter().filter(|went| went.address == address).cloned().collect()
    }

    /// The provider says how far a message has come.
    pub async fn tells(&self, app: &App, id: Uuid, state: ReceiptState) {
        let provider_hash = provider_id(&app.database.master, self.channel, &id.to_string());
        app.turns.note(&[Receipt { provider_hash, ours: Some(id), state }]).await.unwrap();
    }
}

impl Carrier for Provider {
    fn channel(&self) -> Channel {
        self.channel
    }

    fn per_second(&self) -> u32 {
        0
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(async move {
            if let Some(error) = self.failures.lock().unwrap().pop_front() {
                return Err(error);
            }
            self.went.lock().unwrap().push(Went {
                id: message.id,
                address: message.address.expose().clone(),
                kind: message.body.kind,
                text: message.body.text.clone(),
                file: message.file.as_ref().map(|(_, bytes)| bytes.clone()),
            });
            Ok(Some(message.id.to_string()))
        })
    }

    fn fetch<'a>(&'a self, source: &'a Private<String>, _: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(async move {
            match source.expose().as_str() {
                "later" => Err(SendError::Later(None)),
                name => Err(SendError::NeverThisMessage(if name == "gone" { "gone at the provider" } else { "?" })),
            }
        })
    }
}

/// Somebody who writes on a channel.
pub struct Person<'a> {
    pub app: &'a App,
    pub channel: Channel,
    pub address: &'static str,
}

static NEXT: AtomicUsize = AtomicUsize::new(0);

impl<'a> Person<'a> {
    pub async fn at_menu(app: &'a App, channel: Channel, address: &'static str) -> Self {
        let person = Self { app, channel, address };
        person.says("hello").await;
        person.presses("language", "fr").await;
        person
    }

    /// One with a question to a person; returns its ticket.
    pub async fn asked(app: &'a App, channel: Channel, address: &'static str) -> (Self, tests::app::Ticket) {
        let person = Self::at_menu(app, channel, address).await;
        person.presses("menu", "person").await;
        person.says(&format!("Bonjour de {address}")).await;
        let ticket = app.tickets().await.pop().unwrap();
        (person, ticket)
    }

    pub async fn says(&self, words: &str) {
        self.does(Inbound::text(words), Body::new(Kind::Text, words.to_owned()), Vec::new()).await;
    }

    pub async fn presses(&self, question: &str, choice: &str) {
        let data = format!("1|{question}|{choice}");
        self.does(Inbound::button(&data), Body::new(Kind::Button, choice.to_owned()), Vec::new()).await;
    }

    /// Sends a file that comes with the message; returns it when it was looked at.
    pub async fn sends(&self, kind: FileKind, name: &str, bytes: &[u8]) -> Uuid {
        let id = self.sends_source(kind, name, Source::Bytes(Private::new(bytes.to_vec()))).await;
        self.looked_at(id).await;
        id
    }

    pub async fn sends_source(&self, kind: FileKind, name: &str, source: Source) -> Uuid {
        let file = File::new(kind, Some(name.to_owned()));
        let id = file.id;
        let (content, said) = match kind {
            FileKind::Voice => (Content::Voice, Kind::Voice),
            _ => (Content::Attachment, Kind::Attachment),
        };
        let body = Body { files: vec![file], ..Body::new(said, String::new()) };
        self.does(content.into(), body, vec![source]).await;
        id
    }

    async fn looked_at(&self, id: Uuid) {
        for _ in 0..500 {
            let states: Vec<(Uuid, String)> = self.app.rows("SELECT id, state FROM media").await;
            if states.iter().any(|(found, state)| *found == id && state != "wanted") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the file is not fetched");
    }

    async fn does(&self, inbound: Inbound, body: Body, files: Vec<Source>) {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let taken = self.app.turns.take(Arrival {
            channel: self.channel,
            provider_id: provider_id(&self.app.database.master, self.channel, &format!("message {number}")),
            address: Private::new(self.address.to_owned()),
            route: None,
            inbound,
            body,
            files,
        });
        assert_eq!(taken.await, Ok(Taken::Done));
        self.app.settled().await;
    }
}
