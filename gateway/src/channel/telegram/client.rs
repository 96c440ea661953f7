//! Calls of the Bot API, one attempt each; what to do after a failure is the outbox's business.

use super::super::SendError;
use crate::store::message::Body;
use bot::private::Private;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use std::time::Duration;
use teloxide::{
    payloads::{AnswerCallbackQuery, DeleteWebhook, GetUpdates, SendMessage, SetWebhook},
    types::{AllowedUpdate, CallbackQueryId, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, ReplyMarkup},
};

/// Longest wait for an answer to a call; getUpdates waits on top of it.
const TIMEOUT: Duration = Duration::from_secs(20);
/// How long getUpdates waits for news.
const POLL: Duration = Duration::from_secs(25);

/// The kinds of update that are asked for.
const WANTED: [AllowedUpdate; 4] =
    [AllowedUpdate::Message, AllowedUpdate::EditedMessage, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];

/// Where the Bot API is and who we are there.
#[derive(Clone)]
pub struct Settings {
    /// `https://api.telegram.org`, or any compatible server.
    pub api_url: String,
    /// From BotFather. It stands in every URL, so no URL is ever logged.
    pub token: Private<String>,
}

/// A client of the Bot API.
#[derive(Clone)]
pub struct Telegram {
    http: reqwest::Client,
    base: Private<String>,
}

#[derive(Deserialize)]
struct Answer<T> {
    ok: bool,
    result: Option<T>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
}

#[derive(Deserialize)]
struct Sent {
    message_id: i64,
}

impl Telegram {
    /// A client; no call is made yet.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder().timeout(TIMEOUT).connect_timeout(Duration::from_secs(5)).build()?;
        let base = format!("{}/bot{}", settings.api_url.trim_end_matches('/'), settings.token.expose());
        Ok(Self { http, base: Private::new(base) })
    }

    /// Sends a message; returns Telegram's id for it.
    pub async fn send(&self, address: &Private<String>, body: &Body) -> Result<Option<String>, SendError> {
        let chat = address.expose().parse().map(ChatId).map_err(|_| SendError::NeverThisMessage("address"))?;
        let mut message = SendMessage::new(chat, body.text.clone());
        if !body.buttons.is_empty() {
            let button = |button: &bot::render::Button| {
                InlineKeyboardButton::callback(button.label.clone(), button.data.clone())
            };
            let rows = body.buttons.iter().map(|row| row.iter().map(button));
            message.reply_markup = Some(ReplyMarkup::InlineKeyboard(InlineKeyboardMarkup::new(rows)));
        }
        let sent: Sent = self.call("sendMessage", &message, TIMEOUT).await?;
        Ok(Some(sent.message_id.to_string()))
    }

    /// Ends the little clock on a pressed button. If it fails, nothing is lost.
    pub async fn answer_callback(&self, id: String) -> Result<(), SendError> {
        let answer = AnswerCallbackQuery::new(CallbackQueryId(id));
        self.call::<bool>("answerCallbackQuery", &answer, TIMEOUT).await.map(|_| ())
    }

    /// Waits for updates after `offset`, each as its raw JSON.
    pub async fn get_updates(&self, offset: i64) -> Result<Vec<Box<RawValue>>, SendError> {
        let mut payload = GetUpdates::new();
        payload.offset = Some(offset as i32);
        payload.limit = Some(100);
        payload.timeout = Some(POLL.as_secs() as u32);
        payload.allowed_updates = Some(WANTED.to_vec());
        self.call("getUpdates", &payload, POLL + TIMEOUT).await
    }

    /// Tells Telegram where updates go.
    pub async fn set_webhook(&self, url: &str, secret: &str) -> Result<(), SendError> {
        let url = url.parse().map_err(|_| SendError::ChannelBroken("APPRODO_PUBLIC_URL is no URL"))?;
        let mut payload = SetWebhook::new(url);
        payload.secret_token = Some(secret.to_owned());
        payload.allowed_updates = Some(WANTED.to_vec());
        self.call::<bool>("setWebhook", &payload, TIMEOUT).await.map(|_| ())
    }

    /// Ends webhooks, without which getUpdates is refused. What waits at Telegram stays.
    pub async fn delete_webhook(&self) -> Result<(), SendError> {
        self.call::<bool>("deleteWebhook", &DeleteWebhook::new(), TIMEOUT).await.map(|_| ())
    }

    async fn call<T: DeserializeOwned>(
        &self,
        method: &str,
        payload: &impl Serialize,
        timeout: Duration,
    ) -> Result<T, SendError> {
        let url = format!("{}/{method}", self.base.expose());
        // A network error may hide that Telegram did take the message: sending it twice is the lesser evil. The error's
        // text holds the URL, so it is dropped.
        let response =
            self.http.post(url).json(payload).timeout(timeout).send().await.map_err(|_| SendError::Later(None))?;
        let status = response.status().as_u16();
        let text = response.text().await.map_err(|_| SendError::Later(None))?;
        let Ok(answer) = serde_json::from_str::<Answer<T>>(&text) else {
            return Err(if status == 404 || status == 401 { broken() } else { SendError::Later(None) });
        };
        match answer.result {
            Some(result) if answer.ok => Ok(result),
            _ => Err(refused(
                answer.error_code.unwrap_or(status),
                &answer.description.unwrap_or_default(),
                answer.parameters.and_then(|p| p.retry_after).map(Duration::from_secs),
            )),
        }
    }
}

/// What an error of the Bot API means for what to do next (<https://core.telegram.org/bots/api#making-requests>; the
/// descriptions are those that teloxide's `ApiError` knows).
fn refused(code: u16, description: &str, retry_after: Option<Duration>) -> SendError {
    match code {
        429 => SendError::Later(retry_after.or(Some(Duration::from_secs(5)))),
        401 | 404 => broken(),
        403 => SendError::NeverThisPerson,
        400 if description.contains("chat not found") || description.contains("PEER_ID_INVALID") => {
            SendError::NeverThisPerson
        }
        400..=499 => SendError::NeverThisMessage("refused by Telegram"),
        _ => SendError::Later(retry_after),
    }
}

const fn broken() -> SendError {
    SendError::ChannelBroken("Telegram does not know this token: check APPRODO_TELEGRAM__TOKEN")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_says_what_to_do_next() {
        let after = Some(Duration::from_secs(7));
        let table = [
            ((429, "Too Many Requests: retry after 7", after), SendError::Later(after)),
            ((500, "Internal Server Error", None), SendError::Later(None)),
            ((403, "Forbidden: bot was blocked by the user", None), SendError::NeverThisPerson),
            ((403, "Forbidden: user is deactivated", None), SendError::NeverThisPerson),
            ((400, "Bad Request: chat not found", None), SendError::NeverThisPerson),
            ((400, "Bad Request: message text is empty", None), SendError::NeverThisMessage("refused by Telegram")),
            ((401, "Unauthorized", None), broken()),
        ];
        for ((code, description, after), expected) in table {
            assert_eq!(refused(code, description, after), expected, "{code} {description}");
        }
    }
}
