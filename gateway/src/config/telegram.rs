//! `[telegram]`.

use super::{one_of, variables::Variable};
use crate::channel::{Channel, telegram};
use anyhow::ensure;
use bot::private::Private;
use serde::Deserialize;
use std::path::PathBuf;

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

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::secret("token", "from BotFather; without it the channel is off"),
    Variable::secret("secret", "what Telegram sends with each update").or_made("made from the master key"),
    Variable::new("api_url", "any compatible server").or("https://api.telegram.org"),
    Variable::new("mode", "or webhook: then Telegram must reach <public_url>/webhooks/telegram").or("polling"),
    Variable::new("messages_per_second", "to all chats together; 0 = no limit").or("30"),
];

/// How updates come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// We ask.
    Polling,
    /// Telegram tells.
    Webhook,
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
            messages_per_second: Channel::Telegram.limits().per_second,
        }
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
        Ok(token.map(|token| telegram::Settings {
            api_url: self.api_url.clone(),
            token,
            per_second: self.messages_per_second,
        }))
    }

    /// The configured webhook secret.
    pub fn secret(&self) -> anyhow::Result<Option<Private<String>>> {
        one_of("APPRODO_TELEGRAM__SECRET", self.secret.as_ref(), self.secret_file.as_ref())
    }

    pub(super) fn check(&self) -> anyhow::Result<()> {
        if let (Some(secret), Mode::Webhook) = (self.secret()?, self.mode) {
            // setWebhook, secret_token: 1–256 characters, A-Z, a-z, 0-9, _ and -
            let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            let secret = secret.expose();
            ensure!(
                (1..=256).contains(&secret.len()) && secret.chars().all(fits),
                "APPRODO_TELEGRAM__SECRET: 1 to 256 of A-Z a-z 0-9 _ -"
            );
        }
        self.settings().map(|_| ())
    }
}
