//! Configuration: `approdo.toml`, overridden by `APPRODO_<SECTION>__<KEY>`; secrets also from files (`…_FILE`).
//!
//! Everything has a default: with nothing configured the service runs on 127.0.0.1 with SQLite and the worker's page. Each
//! channel's section has a file of its own, and in it what `approdo variables` says about it ([`variables`]).

mod console;
mod email;
mod files;
mod messenger;
mod sms;
mod telegram;
pub mod variables;
mod voice;
mod web;
mod whatsapp;

pub use console::ConsoleConfig;
pub use email::EmailConfig;
pub use files::FilesConfig;
pub use messenger::MessengerConfig;
pub use sms::SmsConfig;
pub use telegram::{Mode, TelegramConfig};
pub use voice::VoiceConfig;
pub use web::WebConfig;
pub use whatsapp::WhatsappConfig;

use anyhow::{Context, bail, ensure};
use axum::http::HeaderName;
use bot::private::Private;
use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use serde::Deserialize;
use sqlx::sqlite::SqliteConnectOptions;
use std::{net::SocketAddr, path::PathBuf, str::FromStr};
use variables::Variable;

/// The file in the working directory.
const FILE: &str = "approdo.toml";

/// What can be configured; `VARIABLES` and its neighbours say it to the administrator.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// How the outside reaches us; `http://` and the address to listen on, unless configured.
    pub public_url: String,
    /// The header in which our own proxy names who asks.
    proxy_header: Option<String>,
    /// Database, keys, media.
    pub data_dir: PathBuf,
    /// `sqlite:…` or `postgres:…`.
    database_url: Option<Private<String>>,
    master_key_file: Option<PathBuf>,
    /// Where sealed files are kept.
    pub files: FilesConfig,
    /// Telegram.
    pub telegram: TelegramConfig,
    /// Text messages.
    pub sms: SmsConfig,
    /// WhatsApp.
    pub whatsapp: WhatsappConfig,
    /// Messenger and Instagram.
    pub messenger: MessengerConfig,
    /// Telephone calls.
    pub voice: VoiceConfig,
    /// The worker's page.
    pub web: WebConfig,
    /// E-mail.
    pub email: EmailConfig,
    /// The console.
    pub console: ConsoleConfig,
}

/// Of no section, for `approdo variables`.
const VARIABLES: &[Variable] = &[
    Variable::new("listen", "address").or("127.0.0.1:8080"),
    Variable::new(
        "public_url",
        "how the outside reaches it; https behind a proxy makes cookies Secure and __Host-, and is said to browsers for a year (HSTS)",
    )
    .or_made("http:// and the address above"),
    Variable::new(
        "proxy_header",
        "behind a proxy: the header in which it says who asks, e.g. x-forwarded-for (its last entry counts); without it, limits by \
         address see only the proxy",
    ),
    Variable::new(
        "data_dir",
        "database and keys; Approdo's alone: closed to everybody else (0700, files 0600) at the start",
    )
    .or("./data"),
    Variable::new("database_url", "or postgres://…, for several gateways beside each other")
        .or_made("sqlite://<data_dir>/approdo.db"),
    Variable::new(
        "master_key_file",
        "made on the first start. Nothing starts without it once something was sealed, with another one, or when others can read it \
         (chmod 600); keep a copy apart from the backups",
    )
    .or_made("<data_dir>/master.key"),
];

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: String::new(),
            proxy_header: None,
            data_dir: PathBuf::from("./data"),
            database_url: None,
            master_key_file: None,
            files: FilesConfig::default(),
            telegram: TelegramConfig::default(),
            sms: SmsConfig::default(),
            whatsapp: WhatsappConfig::default(),
            messenger: MessengerConfig::default(),
            voice: VoiceConfig::default(),
            web: WebConfig::default(),
            email: EmailConfig::default(),
            console: ConsoleConfig::default(),
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
        self.console.check()?;
        self.proxy_header()?;
        self.telegram.check()?;
        self.whatsapp.check()?;
        self.messenger.settings()?;
        self.sms.check()?;
        self.email.settings()?;
        self.voice.check()
    }

    /// The header in which our own proxy names who asks, if one stands before us.
    pub fn proxy_header(&self) -> anyhow::Result<Option<HeaderName>> {
        let name = self.proxy_header.as_deref().filter(|name| !name.is_empty());
        name.map(|name| name.parse().context("APPRODO_PROXY_HEADER: not the name of a header")).transpose()
    }

    /// Where the database is.
    pub fn database_url(&self) -> Private<String> {
        self.database_url
            .clone()
            .unwrap_or_else(|| Private::new(format!("sqlite://{}", self.data_dir.join("approdo.db").display())))
    }

    /// The file of the database, on SQLite.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        let url = self.database_url().expose().clone();
        let options = SqliteConnectOptions::from_str(&url).ok().filter(|_| url.starts_with("sqlite:"))?;
        Some(options.get_filename().to_owned())
    }

    /// Where the master key is.
    pub fn master_key_file(&self) -> PathBuf {
        self.master_key_file.clone().unwrap_or_else(|| self.data_dir.join("master.key"))
    }
}

/// A secret given directly or in a file, not both.
pub(crate) fn one_of(
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
