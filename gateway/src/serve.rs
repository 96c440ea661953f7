//! `approdo serve`: opens the store, starts the channels, listens, and stops when told to.

use crate::{
    channel::{Carrier, email::Email, messenger, sms::Sms, telegram::Telegram, voice::Voice, whatsapp::Whatsapp},
    clock::Clock,
    config::{Config, Mode},
    console,
    http::{
        Http,
        limits::Limits,
        router,
        server::{self, Bounds},
    },
    inbound::{
        Webhooks,
        email::read_mailbox,
        messenger::Hook,
        telegram::{poll_telegram, telegram_secret},
    },
    jobs, live, outbound, private_files,
    seal::MasterKey,
    store::{Store, alone::Alone, answer, outbox},
    telemetry,
    turn::Turns,
};
use anyhow::Context;
use std::{sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

/// Whatever still runs so long after SIGTERM is not waited for: everything acknowledged is durable.
/// Longer than what is on its way to a provider is waited for ([`Turns::sent`]).
const LAST_RESORT: Duration = Duration::from_secs(30);

/// How long a stop waits for what was erased to be removed from the log.
const SETTLE: Duration = Duration::from_secs(3);

/// Opens the configured store and brings it up to date; makes folder, database and key on the first start. A master key that
/// is missing or foreign is refused, and so are contacts without their keys.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
    let store = open_store_to_restore(config).await?;
    store.has_contact_keys().await?.context("APPRODO_DATABASE_URL")?;
    Ok(store)
}

/// The same while contacts may be without their keys.
pub async fn open_store_to_restore(config: &Config) -> anyhow::Result<Store> {
    private_files::folder(&config.data_dir).context("APPRODO_DATA_DIR")?;
    let file = config.master_key_file();
    let kept = MasterKey::read(&file).context("APPRODO_MASTER_KEY_FILE")?;
    let has_key = kept.is_some();
    let master = kept.unwrap_or_else(MasterKey::ephemeral);
    let store = Store::open(config.database_url().expose(), master)
        .await
        .context("APPRODO_DATABASE_URL: the database does not open")?;
    store.migrate().await.context("the database could not be brought up to date")?;
    let unusable = || format!("APPRODO_MASTER_KEY_FILE: {}", file.display());
    store.recognise(has_key).await?.with_context(unusable)?;
    if !has_key {
        store.master.keep(&file).context("APPRODO_MASTER_KEY_FILE")?;
    }
    store.remember_key().await?.with_context(unusable)?;
    Ok(store.with_files(config.files.open(&config.data_dir)?))
}

/// Serves until SIGINT or SIGTERM.
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    let store = open_store(config).await?;
    let alone = Alone::take(config.database_url().expose()).context("APPRODO_DATABASE_URL")?;
    if alone.is_some() {
        give_back(&store).await?;
    }
    let turns = Turns::start(store.clone(), Clock::system())
        .with_undo(config.console.undo())
        .with_retention(config.console.retention());
    let (stop, last) = (turns.stop.clone(), turns.clone());
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("APPRODO_LISTEN: {}", config.listen))?;

    let tasks = &turns.tasks;
    let of = store.clone();
    tasks.forever("forget", move || jobs::forget::run(of.clone(), Clock::system()));
    let of = store.clone();
    tasks.forever("settle", move || jobs::settle::run(of.clone()));
    let of = store.clone();
    tasks.forever("figures", move || jobs::figures::run(of.clone(), Clock::system()));
    let of = store.clone();
    tasks.forever("chain", move || jobs::chain::run(of.clone()));
    let of = store.clone();
    tasks.forever("reseal", move || jobs::reseal::run(of.clone(), Clock::system()));
    let of = turns.clone();
    tasks.forever("deadlines", move || jobs::deadlines::run(of.clone()));
    let of = turns.clone();
    tasks.forever("expire", move || jobs::expire::run(of.clone()));
    let of = turns.clone();
    tasks.forever("mend", move || jobs::mend::run(of.clone()));
    let of = turns.clone();
    tasks.forever("promised", move || jobs::promised::run(of.clone()));
    let (webhooks, carriers) = open_channels(config, &turns)?;
    start(&turns, carriers);

    tell(&format!("Approdo: {}", config.public_url));
    if let Some(link) = console::set_up_link(&store, &config.public_url, turns.clock().now()).await? {
        tell(&format!("First administrator, once, within 24 hours: {link}"));
    }
    let proxy_header = config.proxy_header()?;
    let is_behind_proxy = proxy_header.is_some();
    let http = Http {
        turns,
        webhooks,
        public_url: config.public_url.clone(),
        metrics: telemetry::start_metrics(),
        proxy_header,
        limits: Limits::default(),
    };
    tokio::spawn(told_to_stop(stop.clone()));
    server::serve(listener, router(http), Bounds::of_this_machine(!is_behind_proxy), stop).await;
    last.sent().await;
    // What was erased must not lie in the log of a service that is stopped; what does not come to pass now does at the start.
    let _ = tokio::time::timeout(SETTLE, store.settle()).await;
    Ok(())
}

/// What a process that died on this database has claimed goes now: nobody else serves it.
async fn give_back(store: &Store) -> anyhow::Result<()> {
    let mut tx = store.begin().await?;
    let messages = outbox::give_back(&mut tx).await?;
    answer::give_back(&mut tx).await?;
    tx.commit().await?;
    if messages > 0 {
        tracing::warn!(messages, "claims of a process that died were given back");
    }
    Ok(())
}

/// Everything that is configured: what proves deliveries, and what carries messages.
fn open_channels(config: &Config, turns: &Turns) -> anyhow::Result<(Webhooks, Vec<Arc<dyn Carrier>>)> {
    let mut carriers: Vec<Arc<dyn Carrier>> = Vec::new();
    let mut webhooks = Webhooks::default();
    if let Some(settings) = config.telegram.settings()? {
        let telegram = Telegram::new(&settings)?;
        if config.telegram.mode == Mode::Webhook {
            let expected = telegram_secret(turns, config.telegram.secret()?.as_ref());
            let (of, url, secret) = (telegram.clone(), config.public_url.clone(), expected.clone());
            turns.tasks.until_done("telegram-announce", move || {
                announce_webhook(of.clone(), url.clone(), secret.expose().clone())
            });
            webhooks.telegram = Some(expected);
        } else {
            let of = (telegram.clone(), turns.clone());
            turns.tasks.forever("telegram-poll", move || poll_telegram(of.0.clone(), of.1.clone()));
        }
        carriers.push(Arc::new(telegram));
    }
    if let Some(settings) = config.sms.settings()? {
        webhooks.sms = Some(Arc::new(settings.clone()));
        carriers.push(Arc::new(Sms::new(settings, &config.public_url)?));
    }
    if let Some((settings, webhook)) = config.whatsapp.settings()? {
        webhooks.whatsapp = Some(Arc::new(webhook));
        carriers.push(Arc::new(Whatsapp::new(&settings)?));
    }
    if let Some(settings) = config.messenger.settings()? {
        carriers.extend(messenger::carriers(&settings)?);
        webhooks.messenger = Some(Arc::new(Hook::new(&settings)));
    }
    if let Some(settings) = config.voice.settings()? {
        let voice = Arc::new(Voice::new(&settings)?);
        webhooks.voice = Some(voice.clone());
        carriers.push(voice);
    }
    let push = Arc::new(config.web.push(&config.data_dir, &config.public_url)?);
    webhooks.push = Some(push.clone());
    carriers.push(push);
    let audit_email = config.console.audit_email()?;
    let mut recipient = None;
    if let Some(settings) = config.email.settings()? {
        let settings = Arc::new(settings);
        webhooks.mailbox = Some(settings.clone());
        let of = (settings.clone(), turns.clone());
        turns.tasks.forever("mailbox", move || read_mailbox(of.0.clone(), of.1.clone()));
        let email = Arc::new(Email::new(settings));
        let of = (turns.clone(), email.clone(), config.public_url.clone());
        turns.tasks.forever("notify", move || jobs::notify::run(of.0.clone(), of.1.clone(), of.2.clone()));
        recipient = audit_email.clone().map(|address| (email.clone(), address));
        carriers.push(email);
    }
    anyhow::ensure!(
        audit_email.is_none() || recipient.is_some(),
        "APPRODO_CONSOLE__AUDIT_EMAIL: there is no mailbox to send from (APPRODO_EMAIL__IMAP_HOST)"
    );
    let of = turns.store().clone();
    turns.tasks.forever("anchor", move || jobs::anchor::run(of.clone(), Clock::system(), recipient.clone()));
    Ok((webhooks, carriers))
}

/// Starts what sends and what fetches.
pub fn start(turns: &Turns, carriers: Vec<Arc<dyn Carrier>>) -> Vec<JoinHandle<()>> {
    let tasks = &turns.tasks;
    let mut started: Vec<_> = carriers
        .iter()
        .map(|carrier| {
            let of = (turns.clone(), carrier.clone());
            let name = format!("outbox-{}", carrier.channel().name());
            tasks.forever(name, move || outbound::run(of.0.clone(), of.1.clone()))
        })
        .collect();
    if let Some(pool) = turns.store().postgres().cloned() {
        let of = (turns.live.clone(), turns.clock().clone());
        let relay = move || live::relay::run(of.0.clone(), Some(pool.clone()), of.1.clone());
        started.push(tasks.forever("live-relay", relay));
    }
    let carriers = Arc::new(carriers.into_iter().map(|carrier| (carrier.channel(), carrier)).collect());
    let of = (turns.clone(), Arc::clone(&carriers));
    started.push(tasks.forever("groups", move || jobs::groups::run(of.0.clone(), Arc::clone(&of.1))));
    let of = turns.clone();
    started.push(tasks.forever("fetch", move || jobs::fetch::run(of.clone(), Arc::clone(&carriers))));
    let of = turns.clone();
    started.push(tasks.forever("answer", move || jobs::answer::run(of.clone())));
    started
}

/// Tells Telegram where updates go, again and again until it has understood.
async fn announce_webhook(telegram: Telegram, public_url: String, secret: String) {
    let url = format!("{}/webhooks/telegram", public_url.trim_end_matches('/'));
    while let Err(error) = telegram.set_webhook(&url, &secret).await {
        tracing::warn!(?error, "telegram: webhook not set yet");
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

/// Passes on SIGINT or SIGTERM to whoever has something to bring to its end.
async fn told_to_stop(stop: CancellationToken) {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
    stop.cancel();
    tokio::time::sleep(LAST_RESORT).await;
    tracing::error!("something does not end: the process ends without it");
    std::process::exit(0);
}

#[expect(clippy::print_stdout, reason = "what a person who starts the service has to see, in any log level")]
fn tell(line: &str) {
    println!("{line}");
}
