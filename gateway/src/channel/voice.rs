//! Telephone calls by a Twilio-compatible API (<https://www.twilio.com/docs/voice>): webhooks answered with TwiML.
//!
//! What a webhook tells is read in [`parse`], what is answered is written in [`twiml`], who says it is decided by
//! [`studio`]. The call itself is [`bot::call`].

mod parse;
pub mod studio;
pub mod twiml;

pub use parse::{Recording, Ring, Told, Webhook, is_number, parse};

use super::{
    Carrier, Channel, Limits, Outgoing, SendError,
    download::{self, FOREIGN, ask, is_api, read},
    twilio::Account,
};
use bot::private::Private;
use futures::future::BoxFuture;
use reqwest::Url;
use std::path::PathBuf;
use studio::Studio;

/// Nothing is sent: who calls hears, and a person calls back.
pub const LIMITS: Limits = Limits { fetched: true, ..Limits::POOREST };

/// Which account is called, and with which recorded voices it answers.
#[derive(Clone)]
pub struct Settings {
    /// The account.
    pub account: Account,
    /// The folder of the recordings, see [`Studio::open`].
    pub recordings: Option<PathBuf>,
}

/// What calls need: the account that proves webhooks, recorded voices, a way to fetch what callers said.
pub struct Voice {
    /// The account.
    pub account: Account,
    /// Recorded voices.
    pub studio: Studio,
    home: Url,
    http: reqwest::Client,
}

impl Voice {
    /// Reads which recordings there are. No call is made.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        let home = settings.account.api_url.parse().map_err(|_| anyhow::anyhow!("APPRODO_VOICE__API_URL: no URL"))?;
        let http = download::client()?;
        let studio = settings.recordings.as_deref().map(Studio::open).transpose()?.unwrap_or_default();
        Ok(Self { account: settings.account.clone(), studio, home, http })
    }

    /// Where a recording is fetched: at the account's own server, smaller as MP3 than as the WAV it is by default
    /// (<https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media>). `None`: it is somewhere else.
    fn address(&self, source: &str) -> Option<Url> {
        let mut url: Url = source.parse().ok()?;
        if !is_api(&url, &self.home) {
            return None;
        }
        if !url.path().ends_with(".mp3") && !url.path().ends_with(".wav") {
            let path = format!("{}.mp3", url.path());
            url.set_path(&path);
        }
        Some(url)
    }

    async fn fetch_recording(&self, source: &Private<String>, most: usize) -> Result<Vec<u8>, SendError> {
        let url = self.address(source.expose()).ok_or(FOREIGN)?;
        let Account { sid, token, .. } = &self.account;
        let answer = ask(self.http.get(url).basic_auth(sid, Some(token.expose()))).await?;
        match answer.status().as_u16() {
            401 | 403 => Err(SendError::ChannelBroken("the provider refuses APPRODO_VOICE__AUTH_TOKEN")),
            // A recording is there some seconds after its call: what is not found yet is asked for again.
            404 => Err(SendError::Later(None)),
            _ => read(answer, most).await,
        }
    }
}

impl Carrier for Voice {
    fn channel(&self) -> Channel {
        Channel::Voice
    }

    fn per_second(&self) -> u32 {
        0
    }

    fn send<'a>(&'a self, _message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(async { Err(SendError::NeverThisMessage("nothing is sent to a telephone: a person calls")) })
    }

    fn fetch<'a>(&'a self, source: &'a Private<String>, most: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(self.fetch_recording(source, most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recordings_are_fetched_from_the_provider_alone() {
        let account = Account {
            api_url: "https://api.twilio.com".to_owned(),
            sid: "AC1".to_owned(),
            token: Private::new("token".to_owned()),
        };
        let voice = Voice::new(&Settings { account, recordings: None }).unwrap();
        let address = |source: &str| voice.address(source).map(|url| url.to_string());
        let recording = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1";
        assert_eq!(address(recording), Some(format!("{recording}.mp3")));
        assert_eq!(address(&format!("{recording}.wav")), Some(format!("{recording}.wav")));
        for elsewhere in [
            "",
            "RE1",
            "http://api.twilio.com/RE1",
            "https://api.twilio.com:8443/RE1",
            "https://api.twilio.com@127.0.0.1/RE1",
            "https://user:pass@api.twilio.com/RE1",
            "https://api.twilio.com.example.org/RE1",
            "https://127.0.0.1/RE1",
            "http://169.254.169.254/latest/meta-data",
            "file:///etc/passwd",
        ] {
            assert_eq!(address(elsewhere), None, "{elsewhere}");
        }
    }
}
