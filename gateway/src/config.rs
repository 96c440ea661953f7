//! Configuration: `approdo.toml`, overridden by `APPRODO_<SECTION>__<KEY>`; secrets also from files (`…_FILE`).
//!
//! Everything has a default: with nothing configured the service runs on 127.0.0.1 with SQLite and the worker's page.

use crate::channel::telegram;
use anyhow::{Context, bail, ensure};
use bot::private::Private;
use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use serde::Deserialize;
use std::{net::SocketAddr, path::PathBuf};

/// The file in the working directory.
const FILE: &str = "approdo.toml";

/// What can be configured; the README has the table.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// How the outside reaches us; `http://` and the address to listen on, unless configured.
    pub public_url: String,
    /// Database, keys, media.
    pub data_dir: PathBuf,
    /// `sqlite:…` or `postgres:…`.
    database_url: Option<Private<String>>,
    master_key_file: Option<PathBuf>,
    /// Telegram.
    pub telegram: TelegramConfig,
}

/// `[telegram]`.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TelegramConfig {
    token: Option<Private<String>>,
    token_file: Option<PathBuf>,
    secret: Option<Private<String>>,
    secret_file: Option<PathBuf>,
    api_url: String,
    /// How updates come.
    pub mode: Mode,
    /// The provider's limit for all chats together; 0 = no limit.
    pub messages_per_second: u32,
}

/// How updates come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// We ask.
    Polling,
    /// Telegram tells.
    Webhook,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: String::new(),
            data_dir: PathBuf::from("./data"),
            database_url: None,
            master_key_file: None,
            telegram: TelegramConfig::default(),
        }
    }
}

impl Default for TelegramConfig {
    fn default() -> Self {
        Self {
            token: None,
            token_file: None,
            secret: None,
            secret_file: None,
            api_url: "https://api.telegram.org".to_owned(),
            mode: Mode::Polling,
            // "no more than 30 messages per second", core.telegram.org/bots/faq
            messages_per_second: 30,
        }
    }
}

impl Config {
    /// Reads file and environment. The error is one line that names what to change.
    pub fn read() -> anyhow::Result<Self> {
        let mut config: Self = Figment::new()
            .merge(Toml::file(FILE))
            .merge(Env::prefixed("APPRODO_").split("__"))
            .extract()
            .map_err(|error| anyhow::anyhow!("configuration: {error}").context(""))
            .map_err(|error| anyhow::anyhow!("{}", error.root_cause().to_string().replace('\n', " ")))?;
        if config.public_url.is_empty() {
            config.public_url = format!("http://{}", config.listen);
        }
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> anyhow::Result<()> {
        let url = &self.public_url;
        ensure!(
            url.starts_with("http://") || url.starts_with("https://"),
            "APPRODO_PUBLIC_URL: must begin with http:// or https://"
        );
        if let Some(database) = &self.database_url {
            let known =
                ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database.expose().starts_with(scheme));
            ensure!(known, "APPRODO_DATABASE_URL: must begin with sqlite: or postgres:");
        }
        if let (Some(secret), Mode::Webhook) = (self.telegram.secret()?, self.telegram.mode) {
            // setWebhook, secret_token: 1–256 characters, A-Z, a-z, 0-9, _ and -
            let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            let secret = secret.expose();
            ensure!(
                (1..=256).contains(&secret.len()) && secret.chars().all(fits),
                "APPRODO_TELEGRAM__SECRET: 1 to 256 of A-Z a-z 0-9 _ -"
            );
        }
        self.telegram.settings().map(|_| ())
    }

    /// Where the database is.
    pub fn database_url(&self) -> Private<String> {
        self.database_url
            .clone()
            .unwrap_or_else(|| Private::new(format!("sqlite://{}", self.data_dir.join("approdo.db").display())))
    }

    /// Where the master key is.
    pub fn master_key_file(&self) -> PathBuf {
        self.master_key_file.clone().unwrap_or_else(|| self.data_dir.join("master.key"))
    }
}

impl TelegramConfig {
    /// Who we are at Telegram; `None`: the channel is off.
    pub fn settings(&self) -> anyhow::Result<Option<telegram::Settings>> {
        let token = one_of("APPRODO_TELEGRAM__TOKEN", self.token.as_ref(), self.token_file.as_ref())?;
        if let Some(token) = &token {
            let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-');
            ensure!(token.expose().chars().all(fits), "APPRODO_TELEGRAM__TOKEN: this is not a token of BotFather");
        }
        Ok(token.map(|token| telegram::Settings { api_url: self.api_url.clone(), token }))
    }

    /// The configured webhook secret.
    pub fn secret(&self) -> anyhow::Result<Option<Private<String>>> {
        one_of("APPRODO_TELEGRAM__SECRET", self.secret.as_ref(), self.secret_file.as_ref())
    }
}

/// A secret given directly or in a file, not both.
fn one_of(
    name: &str,
    value: Option<&Private<String>>,
    file: Option<&PathBuf>,
) -> anyhow::Result<Option<Private<String>>> {
    match (value, file) {
        (Some(_), Some(_)) => bail!("{name} and {name}_FILE: set only one of them"),
        (Some(value), None) => Ok(Some(value.clone()).filter(|value| !value.expose().is_empty())),
        (None, Some(file)) => {
            let text = std::fs::read_to_string(file).with_context(|| format!("{name}_FILE: {}", file.display()))?;
            Ok(Some(Private::new(text.trim().to_owned())))
        }
        (None, None) => Ok(None),
    }
}
