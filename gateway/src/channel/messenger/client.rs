//! Calls of the Send API, one attempt each; what to do after a failure is the outbox's business
//! (<https://developers.facebook.com/docs/messenger-platform/reference/send-api>).
//!
//! A message with a file, or with more words than the platform takes at once, is several calls: the file first, the words
//! with the buttons last. Our id goes with the last one alone, so that its echo says that all of it went out.

use super::{INSTAGRAM, LIMITS, STANDARD_WINDOW, Settings, cut::cut, fetch::Fetcher, refused};
use crate::{
    channel::{Carrier, Channel, Outgoing, SendError, answer::Answer as Said, download},
    store::media::{File, FileKind},
};
use anyhow::Context;
use bot::private::Private;
use futures::future::BoxFuture;
use jiff::SignedDuration;
use refused::Refusal;
use reqwest::{
    RequestBuilder, Url,
    multipart::{Form, Part},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// Longest wait for an answer to a call.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Longest time for all calls of a message; shorter than its claim.
const TOGETHER: Duration = Duration::from_secs(80);
/// A person's answer that may come after the end of the bot's window is tagged a little earlier.
const MARGIN: SignedDuration = SignedDuration::from_mins(5);
/// Characters of a title of a quick reply, and how many there may be.
const TITLE: usize = LIMITS.capabilities.button;
const MOST_REPLIES: usize = LIMITS.capabilities.buttons;

/// A client for one of the two platforms.
pub struct Messenger {
    http: reqwest::Client,
    fetcher: Fetcher,
    /// `https://graph.facebook.com/v25.0`.
    api_url: String,
    /// Whose messages these are. Instagram's go by the page too, whose token says which it is.
    account: String,
    token: Private<String>,
    channel: Channel,
    per_second: u32,
}

impl Carrier for Messenger {
    fn channel(&self) -> Channel {
        self.channel
    }

    fn per_second(&self) -> u32 {
        self.per_second
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(async {
            let sent = tokio::time::timeout(TOGETHER, self.send_message(message)).await;
            sent.unwrap_or(Err(SendError::InDoubt))
        })
    }

    fn fetch<'a>(&'a self, source: &'a Private<String>, most: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(self.fetcher.fetch(source.expose(), most))
    }
}

#[derive(Deserialize)]
struct Answer {
    message_id: Option<String>,
    attachment_id: Option<Value>,
    error: Option<Refusal>,
}

impl Messenger {
    /// A client for Messenger or for Instagram; no call is made yet.
    pub fn new(settings: &Settings, channel: Channel) -> anyhow::Result<Self> {
        let http = download::builder().timeout(TOGETHER).build()?;
        let api: Url = settings.api_url.parse().context("APPRODO_MESSENGER__API_URL: this is no URL")?;
        let (account, token) = match (channel, &settings.instagram_token) {
            (Channel::Instagram, Some(token)) => ("me".to_owned(), token.clone()),
            (Channel::Instagram, None) => ("me".to_owned(), settings.token.clone()),
            _ => (settings.accounts.page.clone(), settings.token.clone()),
        };
        Ok(Self {
            http,
            fetcher: Fetcher::new(api)?,
            api_url: settings.api_url.trim_end_matches('/').to_owned(),
            account,
            token,
            channel,
            per_second: settings.per_second,
        })
    }

    /// Returns the id of its last part, if the platform says it.
    async fn send_message(&self, outgoing: &Outgoing) -> Result<Option<String>, SendError> {
        let late = outgoing.now.duration_since(outgoing.heard_at) >= STANDARD_WINDOW - MARGIN;
        let tagged = outgoing.by_person && late;
        let mut parts = Vec::new();
        if let Some((file, bytes)) = &outgoing.file {
            let (kind, id) = self.upload(file, bytes, tagged).await?;
            parts.push(json!({"attachment": {"type": kind, "payload": {"attachment_id": id}}}));
        }
        parts.extend(self.cut(&outgoing.body.text).into_iter().map(|text| json!({"text": text})));
        let Some(last) = parts.last_mut().and_then(Value::as_object_mut) else {
            return Err(SendError::NeverThisMessage("nothing to send"));
        };
        last.insert("metadata".to_owned(), json!(outgoing.id.to_string()));
        let replies: Vec<_> = outgoing.body.buttons.iter().flatten().take(MOST_REPLIES).map(quick_reply).collect();
        if !replies.is_empty() {
            last.insert("quick_replies".to_owned(), Value::Array(replies));
        }
        let mut sent = Err(SendError::NeverThisMessage("nothing to send"));
        for message in parts {
            let mut call = json!({"recipient": {"id": outgoing.address.expose()}, "messaging_type": "RESPONSE", "message": message});
            if tagged {
                call["messaging_type"] = json!("MESSAGE_TAG");
                call["tag"] = json!("HUMAN_AGENT");
            }
            let answer = self.call(self.post("messages").timeout(TIMEOUT).json(&call), tagged).await?;
            sent = match answer {
                None => Ok(None),
                // "Taken", and by which id is not known: to send it again is the lesser evil.
                Some(answer) => Ok(Some(answer.message_id.ok_or(SendError::InDoubt)?)),
            };
        }
        sent
    }

    /// 2,000 characters as JavaScript counts them; on Instagram 1,000 bytes.
    fn cut<'a>(&self, text: &'a str) -> Vec<&'a str> {
        match self.channel {
            Channel::Instagram => cut(text, 2 * INSTAGRAM.capabilities.text, char::len_utf8),
            _ => cut(text, LIMITS.capabilities.text, char::len_utf16),
        }
    }

    /// Gives the platform a file (Attachment Upload API); returns what kind it is there, and its id.
    async fn upload(&self, file: &File, bytes: &[u8], tagged: bool) -> Result<(&'static str, Value), SendError> {
        let found = infer::get(bytes);
        let mime = found.map_or("application/octet-stream", |kind| kind.mime_type());
        let kind = match file.kind {
            FileKind::Voice => "audio",
            FileKind::Image => "image",
            FileKind::Video => "video",
            FileKind::Document => "file",
        };
        if self.channel == Channel::Instagram && !instagram_takes(kind, mime) {
            return Err(SendError::NeverThisMessage("Instagram takes no file of this type"));
        }
        let name = match &file.name {
            Some(name) => name.expose().clone(),
            None => format!("{kind}.{}", found.map_or("bin", |kind| kind.extension())),
        };
        let part = Part::bytes(bytes.to_vec()).file_name(name);
        let part = part.mime_str(mime).map_err(|_| SendError::NeverThisMessage("its type has no name"))?;
        let message = json!({"attachment": {"type": kind, "payload": {"is_reusable": true}}});
        let mut form = Form::new().text("message", message.to_string());
        if self.channel == Channel::Instagram {
            form = form.text("platform", "instagram");
        }
        let answer = self.call(self.post("message_attachments").multipart(form.part("filedata", part)), tagged).await?;
        Ok((kind, answer.and_then(|answer| answer.attachment_id).ok_or(SendError::Later(None))?))
    }

    fn post(&self, edge: &str) -> RequestBuilder {
        self.http.post(format!("{}/{}/{edge}", self.api_url, self.account)).bearer_auth(self.token.expose())
    }

    /// `None`: carried out, and the answer has no end.
    async fn call(&self, request: RequestBuilder, tagged: bool) -> Result<Option<Answer>, SendError> {
        // A network error may hide that the message was taken; its echo tells, or it goes twice.
        let response = request.send().await.map_err(|error| SendError::of_line(&error))?;
        let retry_after = response.headers().get("retry-after").and_then(|after| after.to_str().ok()?.parse().ok());
        let retry_after = retry_after.map(Duration::from_secs);
        let said = Said::read(response, self.channel).await?;
        let status = said.status;
        let Some(answer) = said.json::<Answer>() else {
            return if said.is_endless_success() { Ok(None) } else { Err(refused::unreadable(status, retry_after)) };
        };
        match answer.error {
            Some(refusal) => Err(refusal.means(status, retry_after, tagged)),
            None if status == 200 => Ok(Some(answer)),
            None => Err(refused::unreadable(status, retry_after)),
        }
    }
}

fn quick_reply(button: &bot::render::Button) -> Value {
    let title: String = button.label.chars().take(TITLE).collect();
    json!({"content_type": "text", "title": title, "payload": button.data})
}

/// "Upload Media for Instagram Messaging": AAC, M4A, WAV, MP4; PNG, JPEG, GIF; MP4, OGG, AVI, MOV, WebM; PDF.
fn instagram_takes(kind: &str, mime: &str) -> bool {
    match kind {
        "audio" => matches!(
            mime,
            "audio/aac" | "audio/m4a" | "audio/x-m4a" | "audio/mp4" | "audio/x-wav" | "audio/wav" | "video/mp4"
        ),
        "image" => matches!(mime, "image/png" | "image/jpeg" | "image/gif"),
        "video" => matches!(
            mime,
            "video/mp4"
                | "video/x-m4v"
                | "video/ogg"
                | "video/x-msvideo"
                | "video/quicktime"
                | "video/webm"
                | "application/ogg"
        ),
        _ => mime == "application/pdf",
    }
}
