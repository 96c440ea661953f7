//! `[voice]`.

use super::{one_of, variables::Variable};
use crate::channel::{twilio::Account, voice};
use anyhow::{bail, ensure};
use bot::private::Private;
use serde::Deserialize;
use std::path::PathBuf;

/// `[voice]`.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VoiceConfig {
    account_sid: Option<String>,
    auth_token: Option<Private<String>>,
    auth_token_file: Option<PathBuf>,
    api_url: String,
    recordings: Option<PathBuf>,
}

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::new("account_sid", "of a Twilio-compatible account; without it and the next there is no telephone"),
    Variable::secret(
        "auth_token",
        "its password. The number calls <public_url>/webhooks/voice, and its status call-back is <public_url>/webhooks/voice/status: \
         without the second, who hangs up is not called back",
    ),
    Variable::new("api_url", "what callers said is fetched from there and nowhere else").or("https://api.twilio.com"),
    Variable::new(
        "recordings",
        "a folder of recorded voices, <language>/<name>.mp3 or .wav (names: bot::call::Prompt::recording, and the digits); read at the \
         start. What is missing is said by a synthetic voice",
    ),
];

impl Default for VoiceConfig {
    fn default() -> Self {
        Self {
            account_sid: None,
            auth_token: None,
            auth_token_file: None,
            api_url: "https://api.twilio.com".to_owned(),
            recordings: None,
        }
    }
}

impl VoiceConfig {
    /// Which account is called; `None`: the channel is off.
    pub fn settings(&self) -> anyhow::Result<Option<voice::Settings>> {
        let token = one_of("APPRODO_VOICE__AUTH_TOKEN", self.auth_token.as_ref(), self.auth_token_file.as_ref())?;
        let (sid, token) = match (self.account_sid.clone().filter(|sid| !sid.is_empty()), token) {
            (None, None) => return Ok(None),
            (Some(sid), Some(token)) => (sid, token),
            (None, Some(_)) => {
                bail!("APPRODO_VOICE__ACCOUNT_SID: missing, while there is an APPRODO_VOICE__AUTH_TOKEN")
            }
            (Some(_), None) => {
                bail!("APPRODO_VOICE__AUTH_TOKEN: missing, while there is an APPRODO_VOICE__ACCOUNT_SID")
            }
        };
        let is_web = ["https://", "http://"].iter().any(|scheme| self.api_url.starts_with(scheme));
        ensure!(is_web, "APPRODO_VOICE__API_URL: must begin with https:// or http://");
        let account = Account { api_url: self.api_url.clone(), sid, token };
        Ok(Some(voice::Settings { account, recordings: self.recordings.clone() }))
    }

    pub(super) fn check(&self) -> anyhow::Result<()> {
        self.settings().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_telephone_names_what_is_missing() {
        let config = |sid: &str, token: &str| VoiceConfig {
            account_sid: Some(sid.to_owned()),
            auth_token: Some(Private::new(token.to_owned())),
            ..VoiceConfig::default()
        };
        let missing = |config: &VoiceConfig| config.check().map_err(|error| error.to_string()).unwrap_err();
        assert!(missing(&config("AC1", "")).starts_with("APPRODO_VOICE__AUTH_TOKEN: missing"));
        assert!(missing(&config("", "secret")).starts_with("APPRODO_VOICE__ACCOUNT_SID: missing"));
        assert!(!missing(&config("", "secret")).contains("secret"));
        assert!(config("AC1", "secret").settings().unwrap().is_some());
        assert!(VoiceConfig::default().settings().unwrap().is_none());
        let elsewhere = VoiceConfig { api_url: "api.twilio.com".to_owned(), ..config("AC1", "secret") };
        assert!(missing(&elsewhere).starts_with("APPRODO_VOICE__API_URL"));
    }
}
