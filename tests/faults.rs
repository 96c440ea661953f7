//! Killed with SIGKILL at random moments under load: nothing that was acknowledged is lost, nothing happens twice, and
//! everything that was queued reaches the worker, in its order.
//!
//! The program itself runs as a child process. Many chats report over the Telegram webhook and, as Telegram does, send
//! again whatever got no 200, and now and then something that did. [`table`] does the same with the other faults; each prints
//! its row: `cargo test --workspace --test approdo -- faults --nocapture`.

mod table;

use futures::{StreamExt, future::join_all};
use gateway::{
    channel::Channel,
    sql,
    store::{Reader, Store, conversation::address_hash, message, outbox::CLAIM},
};
use reqwest::StatusCode;
use serde_json::Value;
use sqlx::{Connection, PgConnection};
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    time::{Duration, Instant},
};
use tests::{
    Engine,
    app::SECRET,
    dialogue::{Step, steps},
    process::{Installation, Process},
    telegram::StandIn,
};
use uuid::Uuid;

const CHATS: i64 = 16;

#[tokio::test(flavor = "multi_thread")]
async fn killed_under_load_nothing_is_lost_or_doubled() {
    for engine in Engine::all() {
        let kills = if engine == Engine::Sqlite { 50 } else { 10 };
        kill_under_load(engine, kills).await;
    }
}

/// Told to stop while a provider answers slowly, again and again: what is on its way is waited for and noted, what was not
/// sent yet is given back, so every message goes once.
#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_doubles_nothing() {
    const PEOPLE: i64 = 1000;
    const STOPS: usize = 4;
    for engine in Engine::all() {
        let telegram = StandIn::start().await;
        telegram.answers_after(Duration::from_millis(1500));
        let installation = Installation::new(engine, &telegram.url).await;
        let load = Arc::new(Load::new(&installation, telegram.clone()));
        let mut process = installation.start().await;
        let people = (1..=PEOPLE).map(move |chat| {
            let load = load.clone();
            async move { load.deliver(&load.telegram.text(chat, "hello")).await }
        });
        let people = tokio::spawn(futures::stream::iter(people).buffer_unordered(16).collect::<Vec<_>>());
        for stop in 1..=STOPS {
            let enough = PEOPLE as usize * stop / (STOPS + 2);
            while telegram.tried() < enough {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            assert!(process.stop().await.success(), "{}", installation.stderr());
            let store = installation.store().await;
            assert_eq!(count(&store, "outbox WHERE claimed_until > 0").await, 0, "{engine:?}: all is noted");
            assert_eq!(count(&store, "outbox WHERE state = 'sent'").await as usize, telegram.tried(), "{engine:?}");
            drop(store);
            process = installation.start().await;
        }
        people.await.unwrap();
        let store = installation.store().await;
        wait_until_all_is_sent(&store).await;
        assert!(process.stop().await.success(), "{}", installation.stderr());
        let queued = count(&store, "outbox").await as usize;
        assert!(queued >= PEOPLE as usize);
        assert_eq!(telegram.tried(), queued, "{engine:?}: every message once");
        for chat in 1..=PEOPLE {
            assert!(!telegram.attempts(chat).is_empty(), "{engine:?}: chat {chat} heard nothing");
        }
    }
}

/// What a process had claimed that was killed goes at the next start, and not a minute and a half later: on SQLite, where the
/// next process knows that it is alone. On PostgreSQL other gateways may be at work, and the claims run out.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_nobody_waits_for_the_dead() {
    const PEOPLE: i64 = 20;
    let telegram = StandIn::start().await;
    telegram.answers_after(Duration::from_secs(15));
    let installation = Installation::new(Engine::Sqlite, &telegram.url).await;
    let load = Load::new(&installation, telegram.clone());
    let process = installation.start().await;
    for chat in 1..=PEOPLE {
        load.deliver(&load.telegram.text(chat, "hello")).await;
    }
    while telegram.tried() < PEOPLE as usize {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    process.kill().await;
    telegram.answers_after(Duration::ZERO);
    let store = installation.store().await;
    assert_eq!(count(&store, "outbox WHERE claimed_until > 0").await, PEOPLE, "the dead has noted nothing");
    let process = installation.start().await;
    // A claim lasts longer than this waits.
    wait_until_all_is_sent(&store).await;
    assert!(process.stop().await.success(), "{}", installation.stderr());
}

/// Who serves a SQLite file has it for itself; a second one says so and ends.
#[tokio::test(flavor = "multi_thread")]
async fn two_do_not_serve_one_file() {
    let telegram = StandIn::start().await;
    let first = Installation::new(Engine::Sqlite, &telegram.url).await;
    let process = first.start().await;
    let key = first.data().join("master.key");
    let second = Installation::bare()
        .with("APPRODO_DATABASE_URL", &first.database_url)
        .with("APPRODO_MASTER_KEY_FILE", key.to_str().unwrap());
    assert!(!second.launch().ended().await.success());
    let told = second.stderr();
    assert!(told.contains("another process serves this database"), "{told}");
    process.kill().await;
    let process = first.start().await;
    assert!(process.stop().await.success(), "a lock does not outlive its holder");
}

async fn kill_under_load(engine: Engine, kills: usize) {
    let begun = Instant::now();
    let telegram = StandIn::start().await;
    let installation = Installation::new(engine, &telegram.url).await;
    let load = Arc::new(Load::new(&installation, telegram));
    let chats: Vec<_> = (1..=CHATS).map(|chat| tokio::spawn(talk(load.clone(), chat))).collect();

    let mut chance = Chance(0x0bad_cafe);
    for kill in 0..kills {
        // Some die before they are ready, the others at work.
        if kill > 0 && chance.one_in(5) {
            let process = installation.launch();
            tokio::time::sleep(Duration::from_millis(chance.below(120))).await;
            process.kill().await;
            continue;
        }
        let process = installation.start().await;
        forget_claims(&installation, &process).await;
        tokio::time::sleep(Duration::from_millis(200 + chance.below(600))).await;
        process.kill().await;
    }
    let process = installation.start().await;
    forget_claims(&installation, &process).await;
    load.enough.store(true, SeqCst);
    let chats: Vec<_> = join_all(chats).await.into_iter().map(|chat| chat.expect("a chat went to its end")).collect();

    let store = installation.store().await;
    wait_until_all_is_sent(&store).await;
    assert!(process.stop().await.success(), "{}", installation.stderr());
    table::print(&store, engine, "SIGKILL", kills, &load.telegram, &chats).await;
    let (updates, reports) = check(&store, engine, &load.telegram, &chats).await;
    eprintln!(
        "{engine:?}: killed {kills} times; {updates} updates acknowledged, {} of them sent again afterwards, {} answers that were no 200; {reports} \
         reports; {:.0} s",
        load.again.load(SeqCst),
        load.refused.load(SeqCst),
        begun.elapsed().as_secs_f64(),
    );
    assert!(updates > kills * 10, "there was no load");
}

/// What the chats share.
struct Load {
    webhook: String,
    http: reqwest::Client,
    telegram: StandIn,
    enough: AtomicBool,
    refused: AtomicUsize,
    again: AtomicUsize,
}

/// What one chat has done, all of it acknowledged.
struct Chat {
    id: i64,
    said: Vec<String>,
    reports: usize,
}

/// One report after the other, until it is enough.
async fn talk(load: Arc<Load>, id: i64) -> Chat {
    let mut chat = Chat { id, said: Vec::new(), reports: 0 };
    let mut chance = Chance(id as u64);
    while !load.enough.load(SeqCst) {
        for step in steps(chat.said.is_empty()) {
            let label = format!("the {}th of chat {id}", chat.said.len());
            let update = step.update(id, load.telegram.next_id(), &label);
            load.deliver(&update).await;
            if chance.one_in(16) {
                // Telegram did not hear the 200 and sends it again, even twice at once.
                tokio::join!(load.deliver(&update), load.deliver(&update));
                load.again.fetch_add(1, SeqCst);
            }
            chat.said.push(if let Step::Says(words) = step { words.to_owned() } else { label });
            chat.reports += usize::from(step.sends());
        }
    }
    chat
}

impl Load {
    fn new(installation: &Installation, telegram: StandIn) -> Self {
        Self {
            webhook: format!("{}/webhooks/telegram", installation.url),
            http: reqwest::Client::builder().timeout(Duration::from_secs(20)).build().unwrap(),
            telegram,
            enough: AtomicBool::new(false),
            refused: AtomicUsize::new(0),
            again: AtomicUsize::new(0),
        }
    }

    /// Sends an update until it is acknowledged.
    async fn deliver(&self, update: &Value) {
        let body = update.to_string();
        loop {
            let request =
                self.http.post(&self.webhook).header("x-telegram-bot-api-secret-token", SECRET).body(body.clone());
            match request.send().await.map(|answer| answer.status()) {
                Ok(StatusCode::OK) => return,
                Ok(StatusCode::SERVICE_UNAVAILABLE) | Err(_) => self.refused.fetch_add(1, SeqCst),
                Ok(status) => panic!("{status} for {update}"),
            };
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Lets the claims of those who died run out, as they would by themselves after a minute and a half. On SQLite the next start
/// gives them back.
async fn forget_claims(installation: &Installation, living: &Process) {
    let of_the_living = (living.since + CLAIM).as_millisecond();
    let query = "UPDATE outbox SET claimed_until = 0, ready_at = CASE WHEN ready_at IS NOT NULL THEN due_at END
                 WHERE claimed_until <> 0 AND claimed_until < $1";
    let url = &installation.database_url;
    if !url.starts_with("sqlite") {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::query(query).bind(of_the_living).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}

async fn wait_until_all_is_sent(store: &Store) {
    let begun = Instant::now();
    while count(store, "outbox WHERE state = 'queued'").await > 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "the outbox does not empty");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Compares what the chats did with what the database holds and what has reached them; returns updates and reports.
async fn check(store: &Store, engine: Engine, telegram: &StandIn, chats: &[Chat]) -> (usize, usize) {
    if engine == Engine::Sqlite {
        assert_eq!(check_sqlite(store).await, ["ok"]);
    }
    let updates: usize = chats.iter().map(|chat| chat.said.len()).sum();
    let reports: usize = chats.iter().map(|chat| chat.reports).sum();
    assert_eq!(count(store, "inbound").await as usize, updates);
    assert_eq!(count(store, "message WHERE author = 'worker'").await as usize, updates);
    for table in ["ticket", "report", "assessment WHERE queue = 'focal-point'"] {
        assert_eq!(count(store, table).await as usize, reports, "{table}");
    }
    assert_eq!(count(store, "conversation").await as usize, chats.len());
    assert_eq!(count(store, "quarantine").await, 0);
    assert_eq!(count(store, "outbox WHERE state <> 'sent'").await, 0);

    let received = received(telegram);
    for chat in chats {
        check_chat(store, chat, &received[&chat.id]).await;
    }
    (updates, reports)
}

/// What has reached each chat, in its order.
fn received(telegram: &StandIn) -> HashMap<i64, Vec<String>> {
    let mut received: HashMap<i64, Vec<String>> = HashMap::new();
    for (_, payload) in telegram.calls().iter().filter(|(method, _)| method == "sendMessage") {
        let chat = received.entry(payload["chat_id"].as_i64().unwrap()).or_default();
        chat.push(payload["text"].as_str().unwrap().to_owned());
    }
    received
}

async fn check_chat(store: &Store, chat: &Chat, received: &[String]) {
    let address = address_hash(&store.master, Channel::Telegram, &bot::private::Private::new(chat.id.to_string()));
    let mut reader = store.reader().await.unwrap();
    let kept = message::since(store, &mut reader, Channel::Telegram, &address, Uuid::nil(), i64::MAX).await.unwrap();
    let by = |author: &str| kept.iter().filter(|m| m.author == author).map(|m| m.body.text.clone()).collect::<Vec<_>>();
    assert_eq!(by("worker"), chat.said, "chat {}: once each, in the order in which it was said", chat.id);

    // What was sent but not recorded comes again, so more may have been received, but all of it in its order.
    let mut arrived = received.iter();
    for (i, text) in by("bot").iter().enumerate() {
        assert!(
            arrived.any(|received| received == text),
            "chat {}: answer {i} was not received in its order: {text}",
            chat.id
        );
    }
    let tickets: Vec<(String, Option<Uuid>, Option<String>)> = sql!(Reader: &mut reader, c => sqlx::query_as(
        "SELECT t.reference, r.ticket_id, a.queue FROM ticket t JOIN conversation v ON v.id = t.conversation_id
         LEFT JOIN report r ON r.ticket_id = t.id LEFT JOIN assessment a ON a.ticket_id = t.id WHERE v.address_hash = $1",
    )
    .bind(address.to_vec()).fetch_all(c).await)
    .unwrap();
    assert_eq!(tickets.len(), chat.reports, "chat {}: one ticket a report", chat.id);
    for (reference, report, queue) in tickets {
        assert!(report.is_some() && queue.as_deref() == Some("focal-point"), "ticket {reference}");
        assert!(received.iter().any(|text| text.contains(&reference)), "nobody was told about {reference}");
    }
}

async fn check_sqlite(store: &Store) -> Vec<String> {
    let Reader::Sqlite(mut reader) = store.reader().await.unwrap() else { panic!("not SQLite") };
    let orphans: Vec<(String,)> =
        sqlx::query_as("SELECT \"table\" FROM pragma_foreign_key_check").fetch_all(&mut *reader).await.unwrap();
    assert_eq!(orphans, []);
    sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut *reader).await.unwrap()
}

async fn count(store: &Store, of: &str) -> i64 {
    let mut reader = store.reader().await.unwrap();
    let query = format!("SELECT COUNT(*) FROM {of}");
    sql!(Reader: &mut reader, c => sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(c).await).unwrap()
}

/// Steele and Vigna's SplitMix64: the same moments in every run, as far as a machine repeats them.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}
