//! Sends text messages, one attempt each; what to do after a failure is the outbox's business.

use super::{LIMITS, REPEATED, STATUS_PATH, Sender, Settings, errors, parse::OPTED_OUT};
use crate::channel::{Carrier, Channel, Outgoing, SendError, answer::Answer, download};
use bot::{
    language::Language,
    private::Private,
    render::render,
    reply::{Paragraph, Reply},
    sms::{Encoding, segments},
    text,
};
use futures::future::BoxFuture;
use reqwest::{Response, StatusCode, Url, header::RETRY_AFTER};
use serde::Deserialize;
use std::time::Duration;

/// Longest wait for an answer.
const TIMEOUT: Duration = Duration::from_secs(20);
/// The longest pause that a provider may ask for; after it, it can ask again.
const LONGEST_PAUSE: u64 = 3600;

/// A client of the messages' API.
#[derive(Clone)]
pub struct Sms {
    http: reqwest::Client,
    /// For the provider's store: it sees public addresses only.
    pub(super) files: reqwest::Client,
    pub(super) settings: Settings,
    public_url: String,
}

impl Carrier for Sms {
    fn channel(&self) -> Channel {
        Channel::Sms
    }

    fn per_second(&self) -> u32 {
        self.settings.per_second
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(self.send_message(message))
    }

    fn fetch<'a>(&'a self, source: &'a Private<String>, most: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(self.fetch_media(source, most))
    }
}

/// A message that was taken.
#[derive(Deserialize)]
struct Taken {
    sid: String,
}

/// Why it was not. Its words may repeat what was sent, so only the number is read.
#[derive(Deserialize)]
struct Refused {
    code: Option<u32>,
}

impl Sms {
    /// A client; no call is made yet. `public_url` is where the provider reports what became of a message.
    pub fn new(settings: Settings, public_url: &str) -> anyhow::Result<Self> {
        let http = download::builder().timeout(TIMEOUT).build()?;
        let api = Url::parse(&settings.account.api_url)?;
        let files = download::guarded(api.domain())?;
        Ok(Self { http, files, settings, public_url: public_url.trim_end_matches('/').to_owned() })
    }

    async fn send_message(&self, message: &Outgoing) -> Result<Option<String>, SendError> {
        if message.route.as_ref().is_some_and(|route| route.expose() == OPTED_OUT) {
            return Err(SendError::NeverThisPerson);
        }
        let words = words(message, &self.public_url)?;
        let callback = format!("{}{STATUS_PATH}?message={}{REPEATED}", self.public_url, message.id);
        let sender = match &self.settings.sender {
            Sender::Number(number) => ("From", number.as_str()),
            Sender::Service(service) => ("MessagingServiceSid", service.as_str()),
        };
        let form = [("To", message.address.expose().as_str()), sender, ("Body", &words), ("StatusCallback", &callback)];
        let account = &self.settings.account;
        let url =
            format!("{}/2010-04-01/Accounts/{}/Messages.json", account.api_url.trim_end_matches('/'), account.sid);
        let request = self.http.post(url).basic_auth(&account.sid, Some(account.token.expose())).form(&form);
        // A network error may hide that the message was taken; the status that then comes with our id tells, if it is
        // faster than the next attempt. The error's text holds the URL, so it is dropped.
        let response = request.send().await.map_err(|error| SendError::of_line(&error))?;
        let taken = answered(response).await?;
        let spent = segments(&words);
        let encoding = match spent.encoding {
            Encoding::Gsm7 => "gsm-7",
            Encoding::Ucs2 => "ucs-2",
        };
        metrics::counter!("approdo_sms_segments_total", "encoding" => encoding).increment(spent.count as u64);
        Ok(taken)
    }
}

/// The id under which it was taken, if the answer came whole.
async fn answered(response: Response) -> Result<Option<String>, SendError> {
    let named = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let status = response.status();
    let answer = Answer::read(response, Channel::Sms).await;
    if status.is_success() {
        let taken = answer.as_ref().ok().and_then(Answer::json::<Taken>);
        return match taken {
            Some(taken) => Ok(Some(taken.sid)),
            // "Created", and the rest was lost: sending it again would be sending it twice. Its statuses name our id.
            None if status == StatusCode::CREATED || answer.is_ok_and(|answer| answer.is_endless_success()) => Ok(None),
            None => Err(SendError::InDoubt),
        };
    }
    let refused = answer.ok().and_then(|answer| answer.json::<Refused>());
    let after = named.map(|seconds| Duration::from_secs(seconds.min(LONGEST_PAUSE)));
    Err(errors::of_answer(status.as_u16(), refused.and_then(|refused| refused.code), after))
}

/// What is sent. A file cannot go by text message: the person is told that one waits, and where the service is; the address
/// of its page is the same for everybody.
fn words(message: &Outgoing, public_url: &str) -> Result<String, SendError> {
    if message.file.is_none() {
        return Ok(message.body.text.clone());
    }
    let language = message.body.language.unwrap_or(Language::Italian);
    let reply = Reply {
        language: Some(language),
        reading: language.reading().first().copied(),
        paragraphs: vec![Paragraph::Text(text::media_arrived()), Paragraph::Plain(public_url.to_owned())],
        choices: Vec::new(),
        page: 0,
        question: String::new(),
    };
    let told = render(&reply, LIMITS.capabilities, &message.house.wording).into_iter().map(|rendered| rendered.text);
    let own = Some(message.body.text.clone()).filter(|own| !own.is_empty());
    let words = own.into_iter().chain(told).collect::<Vec<_>>().join("\n\n");
    if words.chars().count() > LIMITS.capabilities.text {
        return Err(SendError::NeverThisMessage("too long beside a file"));
    }
    Ok(words)
}
