//! The table *fault × rounds × lost × doubled*: the same load and the same checks while connections to PostgreSQL are cut, or
//! while the provider hangs up before or after it has taken a message.
//!
//! Coming in, nothing may be lost or doubled. Going out, nothing may be lost; a message goes twice where its first sending could
//! not be noted, which Telegram gives no way to know.

use super::{CHATS, Chance, Chat, Load, check, count, forget_claims, received, talk, wait_until_all_is_sent};
use futures::future::join_all;
use gateway::{
    channel::Channel,
    store::{Store, conversation::address_hash, message},
};
use sqlx::{Connection, PgConnection};
use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering::SeqCst},
    time::Duration,
};
use tests::{
    Engine,
    faulty::{Fault, Line},
    process::Installation,
    telegram::StandIn,
};
use uuid::Uuid;

const ROUNDS: usize = 20;

/// What is done to the service while everybody writes.
#[derive(Clone, Copy, Debug)]
enum Harm {
    /// Every connection to PostgreSQL is cut, in the middle of turns and of sendings.
    Backends,
    /// The provider ends the connection before it has taken a message.
    HangsUpBefore,
    /// It has taken the message, and its answer breaks off.
    HangsUpAfter,
}

impl Harm {
    const fn name(self) -> &'static str {
        match self {
            Self::Backends => "PostgreSQL ends all connections",
            Self::HangsUpBefore => "provider hangs up before it accepts",
            Self::HangsUpAfter => "provider hangs up after it accepted",
        }
    }

    /// How often a message may go twice for one round of it.
    const fn twice(self) -> usize {
        match self {
            // At most what is under way for each chat.
            Self::Backends => CHATS as usize,
            Self::HangsUpBefore => 0,
            Self::HangsUpAfter => 1,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_to_the_database_end_under_load() {
    for engine in Engine::all().into_iter().filter(|engine| *engine == Engine::Postgres) {
        meets(engine, Harm::Backends).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_hangs_up_under_load() {
    for engine in Engine::all() {
        for harm in [Harm::HangsUpBefore, Harm::HangsUpAfter] {
            meets(engine, harm).await;
        }
    }
}

async fn meets(engine: Engine, harm: Harm) {
    let telegram = StandIn::start().await;
    let line = Line::to(&telegram.url).await;
    let installation = Installation::new(engine, &line.url).await;
    let process = installation.start().await;
    let load = Arc::new(Load::new(&installation, telegram));
    let chats: Vec<_> = (1..=CHATS).map(|chat| tokio::spawn(talk(load.clone(), chat))).collect();
    let mut chance = Chance(0x0bad_cafe);
    for _ in 0..ROUNDS {
        tokio::time::sleep(Duration::from_millis(100 + chance.below(300))).await;
        match harm {
            Harm::Backends => cut(&installation.database_url).await,
            Harm::HangsUpBefore => line.fail_next(Fault::Reset),
            Harm::HangsUpAfter => line.fail_next(Fault::HalfAnswer),
        }
    }
    load.enough.store(true, SeqCst);
    let chats: Vec<_> = join_all(chats).await.into_iter().map(|chat| chat.expect("a chat went to its end")).collect();
    let process = if matches!(harm, Harm::Backends) {
        // What was sent and could not be noted is claimed for a minute and a half, or until the next start.
        assert!(process.stop().await.success(), "{}", installation.stderr());
        let process = installation.start().await;
        forget_claims(&installation, &process).await;
        process
    } else {
        process
    };
    let store = installation.store().await;
    wait_until_all_is_sent(&store).await;
    assert!(process.stop().await.success(), "{}", installation.stderr());

    let doubled = print(&store, engine, harm.name(), ROUNDS, &load.telegram, &chats).await;
    let (updates, _) = check(&store, engine, &load.telegram, &chats).await;
    assert!(updates > ROUNDS * 10, "there was no load");
    assert!(doubled <= ROUNDS * harm.twice(), "{doubled} went twice");
}

/// Ends all connections of others to this database.
async fn cut(url: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    sqlx::query(cut).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// Prints a row of the table; returns how many messages went twice.
pub(super) async fn print(
    store: &Store,
    engine: Engine,
    fault: &str,
    rounds: usize,
    telegram: &StandIn,
    chats: &[Chat],
) -> usize {
    let updates: usize = chats.iter().map(|chat| chat.said.len()).sum();
    let kept = count(store, "message WHERE author = 'worker'").await as usize;
    let received = received(telegram);
    let (mut answers, mut lost, mut doubled) = (0, 0, 0);
    for chat in chats {
        let wanted = answers_to(store, chat.id).await;
        answers += wanted.values().sum::<usize>();
        let mut came: HashMap<&str, usize> = HashMap::new();
        for text in received.get(&chat.id).into_iter().flatten() {
            *came.entry(text).or_default() += 1;
        }
        for (text, times) in &wanted {
            let came = came.get(text.as_str()).copied().unwrap_or_default();
            lost += times.saturating_sub(came);
            doubled += came.saturating_sub(*times);
        }
    }
    println!(
        "| {engine:?} | {fault} | {rounds} | in: {updates}, lost {}, doubled {} | out: {answers}, lost {lost}, doubled {doubled} |",
        updates.saturating_sub(kept),
        kept.saturating_sub(updates),
    );
    doubled
}

/// What the bot said to a chat, and how often.
async fn answers_to(store: &Store, chat: i64) -> HashMap<String, usize> {
    let address = address_hash(&store.master, Channel::Telegram, &bot::private::Private::new(chat.to_string()));
    let mut reader = store.reader().await.unwrap();
    let kept = message::since(store, &mut reader, Channel::Telegram, &address, Uuid::nil(), i64::MAX).await.unwrap();
    let mut wanted = HashMap::new();
    for message in kept.into_iter().filter(|message| message.author == "bot") {
        *wanted.entry(message.body.text.clone()).or_default() += 1;
    }
    wanted
}
