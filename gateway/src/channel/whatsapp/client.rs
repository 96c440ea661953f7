//! Calls of the Cloud API, one attempt each; what to do after a failure is the outbox's business.

use super::{Route, errors, message};
use crate::channel::{Carrier, Channel, Group, Outgoing, SendError, answer::Answer, download};
use bot::private::Private;
use futures::future::BoxFuture;
use reqwest::{RequestBuilder, Response, Url, header::RETRY_AFTER};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;
use std::time::Duration;

/// Longest wait for an answer to a call.
const TIMEOUT: Duration = Duration::from_secs(20);
/// The longest pause that a provider may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// Where the Cloud API is and who we are there.
#[derive(Clone)]
pub struct Settings {
    /// `https://graph.facebook.com/v26.0`, or any compatible server; the version is part of it.
    pub api_url: String,
    /// Of a system user. It goes to `api_url` and to Meta's own hosts, nowhere else.
    pub token: Private<String>,
    /// The ids of our numbers (`phone_number_id`); the first one writes to people whose own is not known.
    pub numbers: Vec<String>,
    /// The name of the approved template that says, without content, that something waits.
    pub template: String,
    /// To all people together; 0 = no limit.
    pub per_second: u32,
}

/// A client of the Cloud API.
pub struct Whatsapp {
    settings: Settings,
    api: Url,
    pub(super) http: reqwest::Client,
    /// For files at Meta's hosts: it sees public addresses only.
    pub(super) guarded: reqwest::Client,
}

impl Carrier for Whatsapp {
    fn channel(&self) -> Channel {
        Channel::Whatsapp
    }

    fn per_second(&self) -> u32 {
        self.settings.per_second
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(self.send_message(message))
    }

    fn leave<'a>(&'a self, group: Group<'a>, words: Option<&'a str>) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(self.tell_group(group, words))
    }

    fn fetch<'a>(&'a self, source: &'a Private<String>, most: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(self.download(source.expose(), most))
    }
}

#[derive(Deserialize)]
struct Sent {
    messages: Vec<SentMessage>,
}

#[derive(Deserialize)]
struct SentMessage {
    id: String,
}

#[derive(Deserialize)]
struct Refusal {
    error: Cause,
}

#[derive(Deserialize)]
struct Cause {
    code: Option<i64>,
    error_subcode: Option<i64>,
}

impl Whatsapp {
    /// A client; no call is made yet.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        let api = settings.api_url.trim_end_matches('/').parse()?;
        let http = download::builder().timeout(TIMEOUT).build()?;
        Ok(Self { settings: settings.clone(), api, http, guarded: download::guarded(None)? })
    }

    /// Says it in a group ("Groups API": `recipient_type` is `group`). There is no way to leave one.
    async fn tell_group(&self, group: Group<'_>, words: Option<&str>) -> Result<(), SendError> {
        let Some(words) = words else { return Ok(()) };
        let number = self.own(group.route);
        let part = json!({
            "messaging_product": "whatsapp", "recipient_type": "group", "to": group.address.expose(),
            "type": "text", "text": { "body": words },
        });
        self.call::<Sent>(self.http.post(self.url(&[number, "messages"])).json(&part)).await.map(|_| ())
    }

    async fn send_message(&self, outgoing: &Outgoing) -> Result<Option<String>, SendError> {
        let number = self.number(outgoing);
        let file = match &outgoing.file {
            Some((file, bytes)) => Some(self.upload(number, (file.kind, file.name.as_ref()), bytes).await?),
            None => None,
        };
        let mut id = None;
        for part in message::parts(outgoing, &self.settings.template, file.as_ref()) {
            let sent: Option<Sent> = self.call(self.http.post(self.url(&[number, "messages"])).json(&part)).await?;
            id = sent.and_then(|sent| sent.messages.into_iter().next()).map(|message| message.id);
        }
        Ok(id)
    }

    /// Our number that they wrote to last, while it is still ours.
    fn number<'a>(&'a self, outgoing: &'a Outgoing) -> &'a str {
        self.own(outgoing.route.as_ref())
    }

    fn own<'a>(&'a self, route: Option<&'a Private<String>>) -> &'a str {
        let theirs = route.map(|route| Route::read(route.expose()).number);
        let numbers = &self.settings.numbers;
        let own = theirs.and_then(|theirs| numbers.iter().find(|number| *number == theirs)).or_else(|| numbers.first());
        own.map_or("", String::as_str)
    }

    pub(super) fn url(&self, path: &[&str]) -> String {
        format!("{}/{}", self.api.as_str().trim_end_matches('/'), path.join("/"))
    }

    pub(super) fn token(&self) -> &str {
        self.settings.token.expose()
    }

    /// Whether an address is of the API itself.
    pub(super) fn is_own(&self, url: &Url) -> bool {
        download::is_api(url, &self.api)
    }

    /// Makes a call with our token and reads its answer. `None`: carried out, and the answer has no end.
    pub(super) async fn call<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<Option<T>, SendError> {
        // A network error may hide that WhatsApp did take the message: then its receipt, which has our id, settles it.
        // The error's text holds the URL, so it is dropped.
        let response = request.bearer_auth(self.token()).send().await.map_err(|error| SendError::of_line(&error))?;
        let after = retry_after(&response);
        let answer = Answer::read(response, Channel::Whatsapp).await?;
        if answer.is_success() {
            return match answer.json() {
                None if answer.is_endless_success() => Ok(None),
                // Half an answer is none.
                None => Err(SendError::InDoubt),
                said => Ok(said),
            };
        }
        let cause = answer.json::<Refusal>().map(|refusal| refusal.error);
        let (code, subcode) = cause.map_or((None, None), |cause| (cause.code, cause.error_subcode));
        let status = answer.status;
        tracing::warn!(status, code, subcode, "whatsapp: a call was refused");
        Err(errors::refused(status, code, subcode, after))
    }
}

/// The pause that the answer names, in seconds; a date is left to our own pauses.
fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}
