//! The whole service in this process, behind its real router on a port of its own.

use crate::{
    engine::{Database, Engine},
    second_factor,
    telegram::StandIn,
};
use axum::http::HeaderName;
use bot::{command::TicketCommand, private::Private, reference::Reference};
use gateway::{
    channel::{
        Carrier,
        telegram::{Settings, Telegram},
    },
    clock::Clock,
    http::{
        Http, router,
        server::{Bounds, serve},
    },
    inbound::{Webhooks, telegram::poll_telegram},
    serve::start,
    turn::Turns,
};
use jiff::Timestamp;
use serde_json::Value;
use sqlx::{FromRow, postgres::PgRow, sqlite::SqliteRow};
use std::{sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinHandle};
use uuid::Uuid;

/// A Monday in November, 10:00 in Rome: the office is open.
pub const OPEN: &str = "2026-11-23T09:00:00Z";
/// What Telegram sends with each update.
pub const SECRET: &str = "a-secret-of-the-tests";
pub const TOKEN: &str = "123456:token-of-the-tests";

pub struct App {
    pub url: String,
    pub http: reqwest::Client,
    pub turns: Turns,
    pub clock: Clock,
    pub database: Database,
    pub telegram: StandIn,
    pub polling: bool,
    tasks: Vec<JoinHandle<()>>,
}

impl App {
    /// Telegram by webhook, office open.
    pub async fn start(engine: Engine) -> Self {
        Self::start_at(engine, OPEN, false).await
    }

    /// Telegram by long polling.
    pub async fn polling(engine: Engine) -> Self {
        Self::start_at(engine, OPEN, true).await
    }

    pub async fn start_at(engine: Engine, moment: &str, polling: bool) -> Self {
        Self::with_channels(engine, moment, polling, |_, _| {}).await
    }

    /// With other channels beside Telegram: `open` adds what proves their deliveries and what carries their messages.
    pub async fn with_channels(
        engine: Engine,
        moment: &str,
        polling: bool,
        open: impl FnOnce(&mut Webhooks, &mut Vec<Arc<dyn Carrier>>),
    ) -> Self {
        Self::on(Database::new(engine).await, moment, polling, open).await
    }

    /// On a database that has something in it.
    pub async fn on(
        database: Database,
        moment: &str,
        polling: bool,
        open: impl FnOnce(&mut Webhooks, &mut Vec<Arc<dyn Carrier>>),
    ) -> Self {
        let clock = Clock::standing_at(moment.parse::<Timestamp>().unwrap());
        Self::with_undo(database, clock, polling, Duration::ZERO, open).await
    }

    /// With so long to undo an answer; everywhere else it goes at once.
    pub async fn with_undo(
        database: Database,
        clock: Clock,
        polling: bool,
        undo: Duration,
        open: impl FnOnce(&mut Webhooks, &mut Vec<Arc<dyn Carrier>>),
    ) -> Self {
        let turns = Turns::start(database.store.clone(), clock.clone()).with_undo(undo);
        let telegram = StandIn::start().await;
        let settings = Settings { api_url: telegram.url.clone(), token: Private::new(TOKEN.to_owned()), per_second: 0 };
        let client = Telegram::new(&settings).unwrap();

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        second_factor::goes_by(&url, &clock);
        let mut webhooks =
            Webhooks { telegram: (!polling).then(|| Private::new(SECRET.to_owned())), ..Webhooks::default() };
        let mut carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(client.clone())];
        open(&mut webhooks, &mut carriers);
        // As behind a proxy: a test that is somebody else says so in the header.
        let proxy_header = Some(HeaderName::from_static("x-forwarded-for"));
        let http = Http {
            turns: turns.clone(),
            webhooks,
            public_url: url.clone(),
            metrics: None,
            proxy_header,
            limits: Default::default(),
        };
        let stop = turns.stop.clone();
        let mut tasks = start(&turns, carriers);
        tasks.push(tokio::spawn(async move { serve(listener, router(http), Bounds::default(), stop).await }));
        if polling {
            let of = (client, turns.clone());
            tasks.push(turns.tasks.forever("telegram-poll", move || poll_telegram(of.0.clone(), of.1.clone())));
        }
        let http =
            reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { url, http, turns, clock, database, telegram, polling, tasks }
    }

    /// Another gateway on the same database, with a clock of its own and without channels.
    pub async fn beside(&self, moment: Timestamp) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (url, master) = (self.database.url.clone(), self.database.master.clone());
        let store = gateway::store::Store::open(&url, master.clone()).await.unwrap();
        let database = Database { store, url, master, folder };
        Self::with_undo(database, Clock::standing_at(moment), false, Duration::ZERO, |_, _| {}).await
    }

    /// Ends everything that runs, as a process does; the database stays.
    pub fn halt(&self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }

    /// Delivers an update to the webhook as Telegram does.
    pub async fn deliver(&self, update: &Value) -> reqwest::StatusCode {
        self.deliver_raw(update.to_string(), Some(SECRET)).await
    }

    pub async fn deliver_raw(&self, body: impl Into<reqwest::Body>, secret: Option<&str>) -> reqwest::StatusCode {
        let mut request = self.http.post(format!("{}/webhooks/telegram", self.url)).body(body);
        if let Some(secret) = secret {
            request = request.header("x-telegram-bot-api-secret-token", secret);
        }
        request.send().await.unwrap().status()
    }

    /// A person of the staff does something on a ticket; returns when the worker could have read what followed.
    pub async fn attend(&self, ticket: Uuid, act: TicketCommand) -> Uuid {
        let staff = Uuid::now_v7();
        self.turns.attend(staff, ticket, act).await.unwrap();
        self.settled().await;
        staff
    }

    /// Waits until the outbox has nothing left that may go out at this moment of the clock.
    pub async fn settled(&self) {
        for _ in 0..1000 {
            let mut reader = self.database.store.reader().await.unwrap();
            let now = self.clock.now().as_millisecond();
            let due: i64 = gateway::sql!(Reader: &mut reader, c => sqlx::query_scalar(
                "SELECT COUNT(*) FROM outbox o JOIN conversation v ON v.id = o.conversation_id
                 WHERE o.state = 'queued' AND o.due_at <= $1 AND v.blocked_at IS NULL AND NOT EXISTS
                 (SELECT 1 FROM outbox e WHERE e.conversation_id = o.conversation_id AND e.state = 'queued' AND e.place < o.place)")
                .bind(now).fetch_one(c).await)
            .unwrap();
            drop(reader);
            if due == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the outbox does not empty");
    }

    /// Time goes by, and whoever was logged in at the console has logged in again meanwhile.
    pub async fn later(&self, by: jiff::SignedDuration) {
        self.clock.advance(by);
        let mut tx = self.database.store.begin().await.unwrap();
        gateway::sql!(Tx: &mut tx, c => sqlx::query(
            "UPDATE session SET created_at = created_at + $1, seen_at = seen_at + $1, expires_at = expires_at + $1")
            .bind(by.as_millis() as i64).execute(c).await.map(|_| ()))
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// A day goes by: who asked for everything to be deleted is destroyed now, who asked to be one more channel is one.
    pub async fn a_day_later(&self) {
        self.later(jiff::SignedDuration::from_hours(24)).await;
        gateway::jobs::promised::once(&self.turns).await.unwrap();
    }

    /// Rows of a query that both engines understand.
    pub async fn rows<T>(&self, query: &'static str) -> Vec<T>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let mut reader = self.database.store.reader().await.unwrap();
        gateway::sql!(Reader: &mut reader, c => sqlx::query_as(query).fetch_all(c).await).unwrap()
    }

    /// All tickets, the oldest first.
    pub async fn tickets(&self) -> Vec<Ticket> {
        self.rows("SELECT id, reference, kind, state, priority = 3 AS urgent, queue, owner_id FROM ticket ORDER BY id")
            .await
    }

    /// Changes the database behind the service's back.
    pub async fn damage(&self, query: &'static str) {
        let mut tx = self.database.store.begin().await.unwrap();
        gateway::sql!(Tx: &mut tx, c => sqlx::query(query).execute(c).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &'static str) -> i64 {
        let mut reader = self.database.store.reader().await.unwrap();
        let query = format!("SELECT COUNT(*) FROM {table}");
        gateway::sql!(Reader: &mut reader, c => sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(c).await)
            .unwrap()
    }
}

/// A row of `ticket`.
#[derive(Debug, FromRow)]
pub struct Ticket {
    pub id: Uuid,
    pub reference: String,
    pub kind: String,
    pub state: String,
    pub urgent: bool,
    pub queue: String,
    pub owner_id: Option<Uuid>,
}

impl Ticket {
    pub fn reference(&self) -> Reference {
        self.reference.parse().unwrap()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}
