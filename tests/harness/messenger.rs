//! A stand-in of the Graph API for Messenger and Instagram, and people who write there: it keeps what the service sends,
//! signs what it delivers, keeps files, and fails when told to.

use crate::{App, Engine, app::OPEN, worker::Heard};
use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use bot::private::Private;
use gateway::{
    channel::{
        Channel,
        messenger::{Accounts, Settings, carriers},
    },
    inbound::messenger::Hook,
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};
use tokio::{net::TcpListener, task::JoinHandle};

/// When everything is sent: 2026-11-23 09:00 UTC, in milliseconds.
const NOW: i64 = 1_795_424_400_000;
pub const PAGE: &str = "100000000000001";
pub const INSTAGRAM: &str = "17840000000000001";
pub const TOKEN: &str = "EAABtoken-of-the-tests";
pub const APP_SECRET: &str = "an-app-secret-of-the-tests";
pub const VERIFY_TOKEN: &str = "a-verify-token-of-the-tests";

#[derive(Clone)]
pub struct Meta {
    pub url: String,
    inner: Arc<Inner>,
    _serving: Arc<Serving>,
}

struct Serving(JoinHandle<()>);

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A call of the API that succeeded.
#[derive(Clone, Debug)]
pub struct Call {
    /// A page's id, or `me`.
    pub account: String,
    /// `messages` or `message_attachments`.
    pub edge: String,
    pub authorization: String,
    /// What was posted, if it was JSON.
    pub json: Value,
    /// What was posted, if it was a form.
    pub form: String,
    /// The id that was given to it.
    pub id: String,
}

/// How the next message fails.
pub enum Failure {
    /// Refused with this status and this `error`.
    Refused(u16, Value),
    /// Refused, and when to come again, in seconds.
    SlowDown(u16, u64),
    /// It is taken, and half of the answer comes back.
    HalfAnswer,
}

#[derive(Default)]
struct Inner {
    calls: Mutex<Vec<Call>>,
    /// All attempts to send a message, those that failed too.
    attempts: Mutex<Vec<Value>>,
    failures: Mutex<VecDeque<Failure>>,
    all_fail: Mutex<Option<u16>>,
    files: Mutex<HashMap<String, (u16, Vec<u8>)>>,
    next: AtomicI64,
}

impl Meta {
    pub async fn start() -> Self {
        let inner = Arc::new(Inner::default());
        let router = Router::new()
            .route("/v25.0/{account}/{edge}", post(call))
            .route("/files/{name}", get(file))
            .layer(DefaultBodyLimit::disable())
            .with_state(inner.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, inner, _serving: Arc::new(Serving(serving)) }
    }

    /// The service with both channels, and the other side of them.
    pub async fn with_app(engine: Engine) -> (App, Self) {
        let meta = Self::start().await;
        let settings = meta.settings();
        let app = App::with_channels(engine, OPEN, false, |webhooks, open| {
            webhooks.messenger = Some(Arc::new(Hook::new(&settings)));
            open.extend(carriers(&settings).unwrap());
        })
        .await;
        (app, meta)
    }

    pub fn settings(&self) -> Settings {
        let private = |text: &str| Private::new(text.to_owned());
        Settings {
            api_url: format!("{}/v25.0", self.url),
            token: private(TOKEN),
            app_secret: private(APP_SECRET),
            verify_token: private(VERIFY_TOKEN),
            accounts: Accounts { page: PAGE.to_owned(), instagram: Some(INSTAGRAM.to_owned()) },
            instagram_token: None,
            per_second: 0,
        }
    }

    /// A number that nothing of this stand-in has had.
    pub fn next_id(&self) -> i64 {
        self.inner.next.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub fn calls(&self) -> Vec<Call> {
        self.inner.calls.lock().unwrap().clone()
    }

    pub fn fail_next(&self, failure: Failure) {
        self.inner.failures.lock().unwrap().push_back(failure);
    }

    /// From now on every message fails with this status, or none does.
    pub fn fail_all(&self, status: Option<u16>) {
        *self.inner.all_fail.lock().unwrap() = status;
    }

    /// Keeps a file; returns its URL.
    pub fn keep(&self, name: &str, status: u16, bytes: impl Into<Vec<u8>>) -> String {
        self.inner.files.lock().unwrap().insert(name.to_owned(), (status, bytes.into()));
        format!("{}/files/{name}", self.url)
    }

    /// Messages that reached a person, as they were posted.
    pub fn sent_to(&self, person: &str) -> Vec<Call> {
        self.calls().into_iter().filter(|call| call.json["recipient"]["id"] == person).collect()
    }

    /// Texts that were tried for a person, in the order of the attempts.
    pub fn attempts(&self, person: &str) -> Vec<Value> {
        let attempts = self.inner.attempts.lock().unwrap();
        attempts.iter().filter(|attempt| attempt["recipient"]["id"] == person).cloned().collect()
    }
}

async fn call(
    State(inner): State<Arc<Inner>>,
    Path((account, edge)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let json: Value = serde_json::from_slice(&body).unwrap_or_default();
    let mut failure = None;
    if edge == "messages" {
        inner.attempts.lock().unwrap().push(json.clone());
        failure = inner.failures.lock().unwrap().pop_front();
        if let Some(status) = *inner.all_fail.lock().unwrap() {
            failure = Some(Failure::Refused(status, json!({"code": 0})));
        }
    }
    match failure {
        Some(Failure::Refused(status, error)) => {
            return (StatusCode::from_u16(status).unwrap(), Json(json!({"error": error}))).into_response();
        }
        Some(Failure::SlowDown(status, after)) => {
            let error = json!({"error": {"code": 613, "message": "Calls to this API have exceeded the rate limit"}});
            let headers = [("retry-after", after.to_string())];
            return (StatusCode::from_u16(status).unwrap(), headers, Json(error)).into_response();
        }
        _ => {}
    }
    let id = format!("m_{}", inner.next.fetch_add(1, Ordering::SeqCst) + 1);
    let recipient = json["recipient"]["id"].clone();
    let form = if json.is_null() { String::from_utf8_lossy(&body).into_owned() } else { String::new() };
    let authorization = headers["authorization"].to_str().unwrap().to_owned();
    inner.calls.lock().unwrap().push(Call { account, edge: edge.clone(), authorization, json, form, id: id.clone() });
    if failure.is_some() {
        let half: [Result<&str, std::io::Error>; 2] =
            [Ok("{\"recipient_id\": \"2000"), Err(std::io::Error::other("cut"))];
        return Body::from_stream(futures::stream::iter(half)).into_response();
    }
    match edge.as_str() {
        "messages" => Json(json!({"recipient_id": recipient, "message_id": id})).into_response(),
        _ => Json(json!({"attachment_id": id.trim_start_matches("m_")})).into_response(),
    }
}

async fn file(State(inner): State<Arc<Inner>>, Path(name): Path<String>) -> Response {
    let (status, bytes) = inner.files.lock().unwrap().get(&name).cloned().unwrap_or((404, Vec::new()));
    let status = StatusCode::from_u16(status).unwrap();
    // A redirection leads to another file here, which exists.
    (status, [("location", "/files/elsewhere")], bytes).into_response()
}

/// As Meta signs a delivery.
pub fn signature(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}

/// Posts a delivery, with this signature if any.
pub async fn post_raw(app: &App, body: impl Into<Vec<u8>>, signature: Option<&str>) -> StatusCode {
    let request = app.http.post(format!("{}/webhooks/messenger", app.url)).body(body.into());
    let request = match signature {
        Some(signature) => request.header("x-hub-signature-256", signature),
        None => request,
    };
    let status = request.header("content-type", "application/json").send().await.unwrap().status();
    StatusCode::from_u16(status.as_u16()).unwrap()
}

/// Posts a delivery as Meta does.
pub async fn deliver(app: &App, delivery: &Value) -> StatusCode {
    let body = delivery.to_string();
    let signature = signature(APP_SECRET, body.as_bytes());
    post_raw(app, body, Some(&signature)).await
}

/// Somebody who writes to the page or to the Instagram account.
pub struct Person<'a> {
    pub app: &'a App,
    pub meta: &'a Meta,
    pub channel: Channel,
    pub id: String,
    /// How often "more" had to be pressed.
    pub turned: usize,
    read: usize,
}

impl<'a> Person<'a> {
    pub fn new(app: &'a App, meta: &'a Meta, channel: Channel, id: u64) -> Self {
        Self { app, meta, channel, id: format!("{}", 200_000_000_000_000 + id), turned: 0, read: 0 }
    }

    /// One who has chosen a language and stands in the menu.
    pub async fn at_menu(app: &'a App, meta: &'a Meta, channel: Channel, id: u64) -> Self {
        let mut person = Self::new(app, meta, channel, id);
        person.says("hello").await;
        person.presses("fr").await;
        person
    }

    fn account(&self) -> &'static str {
        if self.channel == Channel::Instagram { INSTAGRAM } else { PAGE }
    }

    /// An event of this person, wrapped as a delivery.
    pub fn delivery(&self, content: Value) -> Value {
        let mut item = json!({"sender": {"id": self.id}, "recipient": {"id": self.account()}, "timestamp": NOW + self.meta.next_id()});
        item.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
        self.wrapped(item)
    }

    /// A message of the service, as its echo comes back.
    pub fn echo(&self, call: &Call, metadata: Option<&str>) -> Value {
        let mut message = json!({"mid": call.id, "is_echo": true, "app_id": 1, "text": call.json["message"]["text"]});
        if let Some(metadata) = metadata {
            message["metadata"] = json!(metadata);
        }
        let item = json!({"sender": {"id": self.account()}, "recipient": {"id": self.id}, "timestamp": NOW, "message": message});
        self.wrapped(item)
    }

    fn wrapped(&self, item: Value) -> Value {
        let object = if self.channel == Channel::Instagram { "instagram" } else { "page" };
        json!({"object": object, "entry": [{"id": self.account(), "time": 1, "messaging": [item]}]})
    }

    pub fn text(&self, words: &str) -> Value {
        self.delivery(json!({"message": {"mid": format!("m_in-{}", self.meta.next_id()), "text": words}}))
    }

    pub fn quick_reply(&self, title: &str, payload: &str) -> Value {
        let mid = format!("m_in-{}", self.meta.next_id());
        self.delivery(json!({"message": {"mid": mid, "text": title, "quick_reply": {"payload": payload}}}))
    }

    pub fn attachments(&self, attachments: &Value) -> Value {
        let mid = format!("m_in-{}", self.meta.next_id());
        self.delivery(json!({"message": {"mid": mid, "attachments": attachments}}))
    }

    pub async fn does(&mut self, delivery: &Value) -> Heard {
        assert_eq!(deliver(self.app, delivery).await, StatusCode::OK);
        self.reads().await
    }

    pub async fn says(&mut self, words: &str) -> Heard {
        let delivery = self.text(words);
        self.does(&delivery).await
    }

    /// Presses the quick reply of a choice, turning to where it is.
    pub async fn presses(&mut self, choice: &str) -> Heard {
        for _ in 0..10 {
            let offered = self.offered();
            let of = |wanted: &str| offered.iter().find(|(_, data)| data.splitn(3, '|').nth(2) == Some(wanted));
            let (title, data) =
                of(choice).or_else(|| of("more")).unwrap_or_else(|| panic!("no {choice} in {offered:?}"));
            let heard = self.does(&self.quick_reply(title, data)).await;
            if of(choice).is_some() {
                return heard;
            }
            self.turned += 1;
        }
        panic!("{choice} is on no page")
    }

    /// Answers a part of the report: (question, choice) after (question, choice).
    pub async fn answers(&mut self, answers: &[(&str, &str)]) -> Heard {
        let mut heard = Heard(Vec::new());
        for (question, choice) in answers {
            let wanted = format!("1|report.{question}|");
            let offered = self.offered();
            assert!(
                offered.iter().all(|(_, data)| data.starts_with(&wanted)),
                "{question} is not asked but {offered:?}"
            );
            heard = self.presses(choice).await;
        }
        heard
    }

    /// What has come since the last time, when nothing more is on its way.
    pub async fn reads(&mut self) -> Heard {
        self.app.settled().await;
        let sent = self.sent();
        let new = sent[self.read..].to_vec();
        self.read = sent.len();
        Heard(new.into_iter().map(|call| call.json["message"].clone()).collect())
    }

    /// All that has reached this person.
    pub fn sent(&self) -> Vec<Call> {
        self.meta.sent_to(&self.id)
    }

    /// The quick replies under the last message that has some: what stands on them and what they carry.
    pub fn offered(&self) -> Vec<(String, String)> {
        let part = |reply: &Value, name: &str| reply[name].as_str().unwrap().to_owned();
        let replies = |call: &Call| call.json["message"]["quick_replies"].as_array().cloned();
        let last = self.sent().iter().rev().find_map(replies).unwrap_or_default();
        last.iter().map(|reply| (part(reply, "title"), part(reply, "payload"))).collect()
    }
}
