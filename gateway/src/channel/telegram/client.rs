//! Calls of the Bot API, one attempt each; what to do after a failure is the outbox's business.

use crate::{
    channel::{Carrier, Channel, Group, Outgoing, SendError, answer::Answer as Said, download},
    store::media::{File, FileKind},
};
use bot::private::Private;
use futures::future::BoxFuture;
use reqwest::{
    RequestBuilder,
    multipart::{Form, Part},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use std::time::Duration;
use teloxide_core::{
    payloads::{AnswerCallbackQuery, DeleteWebhook, GetFile, GetUpdates, LeaveChat, SendMessage, SetWebhook},
    types::{AllowedUpdate, CallbackQueryId, ChatId, FileId, InlineKeyboardButton, InlineKeyboardMarkup, ReplyMarkup},
};

/// Longest wait for an answer to a call; getUpdates waits on top of it.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Longest wait while a file goes up.
const UPLOAD: Duration = Duration::from_secs(80);
/// Characters under a file ("caption").
const CAPTION: usize = 1024;
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
    /// To all chats together; 0 = no limit.
    pub per_second: u32,
}

/// A client of the Bot API.
#[derive(Clone)]
pub struct Telegram {
    http: reqwest::Client,
    base: Private<String>,
    files: Private<String>,
    per_second: u32,
}

impl Carrier for Telegram {
    fn channel(&self) -> Channel {
        Channel::Telegram
    }

    fn per_second(&self) -> u32 {
        self.per_second
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(async move {
            match &message.file {
                Some((file, bytes)) => self.send_file(message, file, bytes).await,
                None => self.send_message(message).await,
            }
        })
    }

    fn leave<'a>(&'a self, group: Group<'a>, words: Option<&'a str>) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(self.leave_chat(group.address, words))
    }

    fn fetch<'a>(&'a self, source: &'a Private<String>, most: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(self.fetch_file(source, most))
    }
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

#[derive(Deserialize)]
struct Found {
    file_path: Option<String>,
}

impl Telegram {
    /// A client; no call is made yet.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        let http = download::client()?;
        let (api, token) = (settings.api_url.trim_end_matches('/'), settings.token.expose());
        let base = Private::new(format!("{api}/bot{token}"));
        let files = Private::new(format!("{api}/file/bot{token}"));
        Ok(Self { http, base, files, per_second: settings.per_second })
    }

    async fn send_message(&self, outgoing: &Outgoing) -> Result<Option<String>, SendError> {
        let body = &outgoing.body;
        let chat = outgoing.address.expose().parse().map(ChatId).map_err(|_| SendError::NeverThisMessage("address"))?;
        let mut message = SendMessage::new(chat, body.text.clone());
        if !body.buttons.is_empty() {
            let button = |button: &bot::render::Button| {
                InlineKeyboardButton::callback(button.label.clone(), button.data.clone())
            };
            let rows = body.buttons.iter().map(|row| row.iter().map(button));
            message.reply_markup = Some(ReplyMarkup::InlineKeyboard(InlineKeyboardMarkup::new(rows)));
        }
        let sent: Option<Sent> = self.call("sendMessage", &message, TIMEOUT).await?;
        Ok(sent.map(|sent| sent.message_id.to_string()))
    }

    /// A voice note as one, a photo as one, everything else as a document; the words stand under it (1,024 characters).
    async fn send_file(&self, outgoing: &Outgoing, file: &File, bytes: &[u8]) -> Result<Option<String>, SendError> {
        let (method, field) = match file.kind {
            FileKind::Voice => ("sendVoice", "voice"),
            FileKind::Image => ("sendPhoto", "photo"),
            FileKind::Video => ("sendVideo", "video"),
            FileKind::Document => ("sendDocument", "document"),
        };
        let name = file.name.as_ref().map_or_else(|| field.to_owned(), |name| name.expose().clone());
        let form = Form::new()
            .text("chat_id", outgoing.address.expose().clone())
            .text("caption", outgoing.body.text.chars().take(CAPTION).collect::<String>())
            .part(field, Part::bytes(bytes.to_vec()).file_name(name));
        let request = self.http.post(format!("{}/{method}", self.base.expose())).multipart(form).timeout(UPLOAD);
        let sent: Option<Sent> = answer(request).await?;
        Ok(sent.map(|sent| sent.message_id.to_string()))
    }

    /// getFile gives a path below the file server, good for an hour; the server is the Bot API's own, whatever the path says.
    async fn fetch_file(&self, id: &Private<String>, most: usize) -> Result<Vec<u8>, SendError> {
        let payload = GetFile::new(FileId(id.expose().clone()));
        let found: Found = self.call("getFile", &payload, TIMEOUT).await?.ok_or(SendError::Later(None))?;
        let path = found.file_path.ok_or(download::TOO_LARGE)?;
        if path.split('/').any(|part| part == "..") {
            return Err(download::ELSEWHERE);
        }
        download::fetch(self.http.get(format!("{}/{path}", self.files.expose())), most).await
    }

    /// Where nothing may be said (a channel) it is left without a word; one that is gone, or that has put us out, is left.
    async fn leave_chat(&self, chat: &Private<String>, words: Option<&str>) -> Result<(), SendError> {
        let Ok(id) = chat.expose().parse().map(ChatId) else { return Ok(()) };
        if let Some(words) = words {
            match self.call::<Sent>("sendMessage", &SendMessage::new(id, words), TIMEOUT).await {
                Ok(_) | Err(SendError::NeverThisMessage(_) | SendError::NeverThisPerson) => {}
                Err(error) => return Err(error),
            }
        }
        match self.call::<bool>("leaveChat", &LeaveChat::new(id), TIMEOUT).await {
            Ok(_) | Err(SendError::NeverThisMessage(_) | SendError::NeverThisPerson) => Ok(()),
            Err(error) => Err(error),
        }
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
        payload.timeout = Some(POLL.as_secs() as u32);
        payload.allowed_updates = Some(WANTED.to_vec());
        // A hundred of the longest are more than is read of one answer.
        for updates in [100, 10, 1] {
            payload.limit = Some(updates);
            if let Some(updates) = self.call("getUpdates", &payload, POLL + TIMEOUT).await? {
                return Ok(updates);
            }
        }
        Err(SendError::Later(None))
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
    ) -> Result<Option<T>, SendError> {
        let url = format!("{}/{method}", self.base.expose());
        answer(self.http.post(url).json(payload).timeout(timeout)).await
    }
}

/// One call and its answer. A network error may hide that Telegram did take the message: sending it twice is the lesser
/// evil. The error's text holds the URL, so it is dropped. `None`: carried out, and the answer has no end.
async fn answer<T: DeserializeOwned>(request: RequestBuilder) -> Result<Option<T>, SendError> {
    let response = request.send().await.map_err(|error| SendError::of_line(&error))?;
    let said = Said::read(response, Channel::Telegram).await?;
    let status = said.status;
    let Some(answer) = said.json::<Answer<T>>() else {
        if said.is_endless_success() {
            return Ok(None);
        }
        // Something between us and Telegram has answered, or half of the answer is missing.
        return Err(if (400..500).contains(&status) { refused(status, "", None) } else { half(status) });
    };
    match answer.result {
        Some(result) if answer.ok => Ok(Some(result)),
        _ => Err(refused(
            answer.error_code.unwrap_or(status),
            &answer.description.unwrap_or_default(),
            answer.parameters.and_then(|p| p.retry_after).map(Duration::from_secs),
        )),
    }
}

/// What nobody can read: of a call that went well, half an answer.
const fn half(status: u16) -> SendError {
    if status < 300 { SendError::InDoubt } else { SendError::Later(None) }
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
