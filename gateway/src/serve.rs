//! `approdo serve`: opens the store, starts the channels, listens, and stops when told to.

use crate::{
    channel::telegram::Telegram,
    clock::Clock,
    config::{Config, Mode},
    console,
    http::{Http, router},
    inbound, jobs, outbound,
    seal::MasterKey,
    store::Store,
    telemetry,
    turn::Turns,
};
use anyhow::Context;
use std::time::Duration;
use tokio::net::TcpListener;

/// Opens the configured store, making folder and key on the first start.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
    std::fs::create_dir_all(&config.data_dir)
        .with_context(|| format!("APPRODO_DATA_DIR: {}", config.data_dir.display()))?;
    let master = MasterKey::read_or_create(&config.master_key_file()).context("APPRODO_MASTER_KEY_FILE")?;
    Store::open(config.database_url().expose(), master)
        .await
        .context("APPRODO_DATABASE_URL: the database does not open")
}

/// Serves until SIGINT or SIGTERM.
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    let store = open_store(config).await?;
    store.migrate().await.context("the database could not be brought up to date")?;
    let turns = Turns::start(store.clone(), Clock::system());
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("APPRODO_LISTEN: {}", config.listen))?;

    tokio::spawn(jobs::forget::run(store.clone(), Clock::system()));
    let telegram = config.telegram.settings()?.map(|settings| Telegram::new(&settings)).transpose()?;
    let mut secret = None;
    if let Some(telegram) = telegram {
        if config.telegram.mode == Mode::Webhook {
            let expected = inbound::telegram_secret(&turns, config.telegram.secret()?.as_ref());
            tokio::spawn(announce_webhook(telegram.clone(), config.public_url.clone(), expected.expose().clone()));
            secret = Some(expected);
        } else {
            tokio::spawn(inbound::poll_telegram(telegram.clone(), turns.clone()));
        }
        tokio::spawn(outbound::run(turns.clone(), telegram, config.telegram.messages_per_second));
    }

    tell(&format!("Approdo: {}", config.public_url));
    if let Some(link) = console::set_up_link(&store, &config.public_url).await? {
        tell(&format!("First administrator, once, within 24 hours: {link}"));
    }
    let http = Http {
        turns,
        telegram_secret: secret,
        public_url: config.public_url.clone(),
        metrics: telemetry::start_metrics(),
    };
    axum::serve(listener, router(http)).with_graceful_shutdown(told_to_stop()).await?;
    Ok(())
}

/// Tells Telegram where updates go, again and again until it has understood.
async fn announce_webhook(telegram: Telegram, public_url: String, secret: String) {
    let url = format!("{}/webhooks/telegram", public_url.trim_end_matches('/'));
    while let Err(error) = telegram.set_webhook(&url, &secret).await {
        tracing::warn!(?error, "telegram: webhook not set yet");
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

async fn told_to_stop() {
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
