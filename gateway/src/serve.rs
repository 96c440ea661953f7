//! `approdo serve`: opens the store, starts the channels, listens, and stops when told to.

use crate::{
    channel::{Carrier, email::Email, messenger, sms::Sms, telegram::Telegram, voice::Voice, whatsapp::Whatsapp},
    clock::Clock,
    config::{Config, Mode},
    console,
    http::{Http, router},
    inbound::{
        Webhooks,
        email::read_mailbox,
        messenger::Hook,
        telegram::{poll_telegram, telegram_secret},
    },
    jobs, live, outbound,
    seal::MasterKey,
    store::Store,
    telemetry,
    turn::Turns,
};
use anyhow::Context;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

/// Opens the configured store, making folder and key on the first start.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
    std::fs::create_dir_all(&config.data_dir)
        .with_context(|| format!("APPRODO_DATA_DIR: {}", config.data_dir.display()))?;
    let master = MasterKey::read_or_create(&config.master_key_file()).context("APPRODO_MASTER_KEY_FILE")?;
    let files = config.files.open(&config.data_dir)?;
    let store = Store::open(config.database_url().expose(), master)
        .await
        .context("APPRODO_DATABASE_URL: the database does not open")?;
    Ok(store.with_files(files))
}

/// Serves until SIGINT or SIGTERM.
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    let store = open_store(config).await?;
    store.migrate().await.context("the database could not be brought up to date")?;
    let turns = Turns::start(store.clone(), Clock::system()).with_undo(config.console.undo());
    let stop = turns.stop.clone();
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("APPRODO_LISTEN: {}", config.listen))?;

    tokio::spawn(jobs::forget::run(store.clone(), Clock::system()));
    tokio::spawn(jobs::figures::run(store.clone(), Clock::system()));
    tokio::spawn(jobs::chain::run(store.clone()));
    tokio::spawn(jobs::deadlines::run(turns.clone()));
    let (webhooks, carriers) = open_channels(config, &turns)?;
    start(&turns, carriers);

    tell(&format!("Approdo: {}", config.public_url));
    if let Some(link) = console::set_up_link(&store, &config.public_url).await? {
        tell(&format!("First administrator, once, within 24 hours: {link}"));
    }
    let http = Http {
        turns,
        webhooks,
        public_url: config.public_url.clone(),
        metrics: telemetry::start_metrics(),
        proxy_header: config.proxy_header()?,
    };
    let service = router(http).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told_to_stop(stop)).await?;
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
            tokio::spawn(announce_webhook(telegram.clone(), config.public_url.clone(), expected.expose().clone()));
            webhooks.telegram = Some(expected);
        } else {
            tokio::spawn(poll_telegram(telegram.clone(), turns.clone()));
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
    if let Some(settings) = config.email.settings()? {
        let settings = Arc::new(settings);
        tokio::spawn(read_mailbox(settings.clone(), turns.clone()));
        let email = Arc::new(Email::new(settings));
        tokio::spawn(jobs::notify::run(turns.clone(), email.clone(), config.public_url.clone()));
        carriers.push(email);
    }
    Ok((webhooks, carriers))
}

/// Starts what sends and what fetches.
pub fn start(turns: &Turns, carriers: Vec<Arc<dyn Carrier>>) -> Vec<JoinHandle<()>> {
    let mut tasks: Vec<_> =
        carriers.iter().map(|carrier| tokio::spawn(outbound::run(turns.clone(), carrier.clone()))).collect();
    let carriers = carriers.into_iter().map(|carrier| (carrier.channel(), carrier)).collect();
    tasks.push(tokio::spawn(live::relay::run(
        turns.live.clone(),
        turns.store().postgres().cloned(),
        turns.clock().clone(),
    )));
    tasks.push(tokio::spawn(jobs::fetch::run(turns.clone(), Arc::new(carriers))));
    tasks.push(tokio::spawn(jobs::answer::run(turns.clone())));
    tasks
}

/// Tells Telegram where updates go, again and again until it has understood.
async fn announce_webhook(telegram: Telegram, public_url: String, secret: String) {
    let url = format!("{}/webhooks/telegram", public_url.trim_end_matches('/'));
    while let Err(error) = telegram.set_webhook(&url, &secret).await {
        tracing::warn!(?error, "telegram: webhook not set yet");
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

async fn told_to_stop(stop: CancellationToken) {
    let interrupted = tokio::signal::ctrl_c();
    let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        let _ = interrupted.await;
        return;
    };
    let stopped = async {
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    };
    stopped.await;
    stop.cancel();
    // Pages that wait for news would hold the process for as long as they wait.
    tokio::spawn(async {
        tokio::time::sleep(Duration::from_secs(5)).await;
        std::process::exit(0);
    });
}

#[expect(clippy::print_stdout, reason = "what a person who starts the service has to see, in any log level")]
fn tell(line: &str) {
    println!("{line}");
}
