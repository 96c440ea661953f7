//! A stand-in of the Bot API over HTTP: it keeps what the service sends, hands out updates, and fails when told to.

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};

#[derive(Clone)]
pub struct StandIn {
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

#[derive(Default)]
struct Inner {
    /// (method, payload) of every call but getUpdates, in their order.
    calls: Mutex<Vec<(String, Value)>>,
    /// Payloads of every sendMessage call, of those that failed too.
    attempts: Mutex<Vec<Value>>,
    updates: Mutex<Vec<Value>>,
    /// Whether getFile fails.
    files_fail: AtomicBool,
    /// What getFile finds, by its id.
    files: Mutex<HashMap<String, Vec<u8>>>,
    /// Milliseconds that sendMessage takes to answer, after it has taken the message.
    slow: AtomicI64,
    /// Answers to the next sendMessage calls instead of success.
    failures: Mutex<VecDeque<(u16, Value)>>,
    next: AtomicI64,
}

impl StandIn {
    /// Numbers what follows after what another one has numbered, as the real one does for a process that is started anew.
    pub fn goes_on_from(&self, other: &Self) {
        self.inner.next.store(other.inner.next.load(Ordering::SeqCst) + 1, Ordering::SeqCst);
    }

    pub async fn start() -> Self {
        let inner = Arc::new(Inner::default());
        let router = Router::new()
            .route("/{bot}/{method}", post(call))
            .route("/file/{bot}/{id}", get(file))
            .layer(DefaultBodyLimit::disable())
            .with_state(inner.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, inner, _serving: Arc::new(Serving(serving)) }
    }

    /// A number that no update or message of this stand-in has had.
    pub fn next_id(&self) -> i64 {
        self.inner.next.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// sendMessage takes so long to answer from now on.
    pub fn answers_after(&self, time: Duration) {
        self.inner.slow.store(time.as_millis() as i64, Ordering::SeqCst);
    }

    /// How many messages were tried so far.
    pub fn tried(&self) -> usize {
        self.inner.attempts.lock().unwrap().len()
    }

    /// Puts an update where getUpdates finds it.
    pub fn push(&self, update: Value) {
        self.inner.updates.lock().unwrap().push(update);
    }

    /// Keeps a file that a message may name.
    pub fn keep_file(&self, id: &str, bytes: &[u8]) {
        self.inner.files.lock().unwrap().insert(id.to_owned(), bytes.to_vec());
    }

    /// Whether getFile fails from now on.
    pub fn files_fail(&self, fail: bool) {
        self.inner.files_fail.store(fail, Ordering::SeqCst);
    }

    /// The next sendMessage fails so.
    pub fn fail_next(&self, status: u16, answer: Value) {
        self.inner.failures.lock().unwrap().push_back((status, answer));
    }

    /// Texts that were tried for a chat so far, in the order of the attempts.
    pub fn attempts(&self, chat: i64) -> Vec<String> {
        let attempts = self.inner.attempts.lock().unwrap();
        attempts.iter().filter(|a| a["chat_id"] == chat).map(|a| a["text"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits until getUpdates has been asked for what comes after all updates, which confirms these.
    pub async fn wait_until_confirmed(&self) {
        for _ in 0..1000 {
            if self.inner.updates.lock().unwrap().is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("updates are not taken");
    }

    pub fn calls(&self) -> Vec<(String, Value)> {
        self.inner.calls.lock().unwrap().clone()
    }

    /// Messages sent to a chat so far.
    pub fn sent_to(&self, chat: i64) -> Vec<Value> {
        let sent = |(method, payload): (String, Value)| {
            (method == "sendMessage" && payload["chat_id"] == chat).then_some(payload)
        };
        self.calls().into_iter().filter_map(sent).collect()
    }

    /// Waits until a chat has got so many messages; returns them all.
    pub async fn wait_for(&self, chat: i64, messages: usize) -> Vec<Value> {
        for _ in 0..400 {
            let sent = self.sent_to(chat);
            if sent.len() >= messages {
                return sent;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("chat {chat} got {} messages, not {messages}", self.sent_to(chat).len());
    }

    /// A text message, as Telegram delivers it.
    pub fn text(&self, chat: i64, text: &str) -> Value {
        self.message(chat, json!({"text": text}))
    }

    /// A message with any content.
    pub fn message(&self, chat: i64, content: Value) -> Value {
        let mut message = json!({
            "message_id": self.next_id(), "date": 1_795_424_400,
            "chat": {"id": chat, "type": "private", "first_name": "Worker"},
            "from": {"id": chat, "is_bot": false, "first_name": "Worker", "language_code": "fr"},
        });
        merge(&mut message, content);
        json!({"update_id": self.next_id(), "message": message})
    }

    /// A press of the button that shows `label` in the last message with buttons of this chat.
    pub fn press(&self, chat: i64, label: &str) -> Value {
        let sent = self.sent_to(chat);
        let with_buttons = sent.iter().rev().find(|m| m["reply_markup"].is_object()).expect("a message with buttons");
        let rows = with_buttons["reply_markup"]["inline_keyboard"].as_array().unwrap();
        let mut buttons = rows.iter().flat_map(|row| row.as_array().unwrap());
        let button = buttons
            .find(|button| button["text"].as_str().unwrap().contains(label))
            .unwrap_or_else(|| panic!("no button {label} in {with_buttons}"));
        self.press_data(chat, button["callback_data"].as_str().unwrap())
    }

    pub fn press_data(&self, chat: i64, data: &str) -> Value {
        json!({"update_id": self.next_id(), "callback_query": {
            "id": self.next_id().to_string(), "chat_instance": "1", "data": data,
            "from": {"id": chat, "is_bot": false, "first_name": "Worker"},
            "message": {"message_id": self.next_id(), "date": 1_795_424_400, "text": "…",
                        "chat": {"id": chat, "type": "private", "first_name": "Worker"}},
        }})
    }
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}

async fn call(State(inner): State<Arc<Inner>>, Path((_, method)): Path<(String, String)>, body: Bytes) -> Response {
    let payload = serde_json::from_slice(&body).unwrap_or_else(|_| form(&body));
    if method.eq_ignore_ascii_case("getFile") {
        let id = payload["file_id"].as_str().unwrap();
        if inner.files_fail.load(Ordering::SeqCst) {
            return StatusCode::BAD_GATEWAY.into_response();
        }
        let Some(size) = inner.files.lock().unwrap().get(id).map(Vec::len) else {
            let answer = json!({"ok": false, "error_code": 400, "description": "Bad Request: wrong file_id"});
            return (StatusCode::BAD_REQUEST, Json(answer)).into_response();
        };
        return Json(
            json!({"ok": true, "result": {"file_id": id, "file_unique_id": id, "file_size": size, "file_path": id}}),
        )
        .into_response();
    }
    if method.eq_ignore_ascii_case("getUpdates") {
        return Json(json!({"ok": true, "result": updates(&inner, payload["offset"].as_i64().unwrap_or(0)).await}))
            .into_response();
    }
    if method.eq_ignore_ascii_case("sendMessage") {
        inner.attempts.lock().unwrap().push(payload.clone());
    }
    if method.eq_ignore_ascii_case("sendMessage")
        && let Some((status, answer)) = inner.failures.lock().unwrap().pop_front()
    {
        return (StatusCode::from_u16(status).unwrap(), Json(answer)).into_response();
    }
    let chat = payload["chat_id"].clone();
    inner.calls.lock().unwrap().push((method.clone(), payload));
    if method.starts_with("send") {
        let slow = inner.slow.load(Ordering::SeqCst);
        if slow > 0 {
            tokio::time::sleep(Duration::from_millis(slow as u64)).await;
        }
        let id = inner.next.fetch_add(1, Ordering::SeqCst) + 1;
        return Json(json!({"ok": true, "result": {"message_id": id, "date": 0, "chat": {"id": chat, "type": "private"}, "text": ""}})).into_response();
    }
    Json(json!({"ok": true, "result": true})).into_response()
}

async fn file(State(inner): State<Arc<Inner>>, Path((_, id)): Path<(String, String)>) -> Response {
    match inner.files.lock().unwrap().get(&id) {
        Some(bytes) => bytes.clone().into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The fields of a multipart form; of a file its length.
fn form(body: &[u8]) -> Value {
    let text = String::from_utf8_lossy(body);
    let boundary = text.lines().next().unwrap_or_default();
    let mut fields = serde_json::Map::new();
    for part in text.split(boundary) {
        let Some((head, value)) = part.split_once("\r\n\r\n") else { continue };
        let name = head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let value = value.strip_suffix("\r\n").unwrap_or(value);
        let field = match value.parse::<i64>() {
            _ if head.contains("filename=") => json!(value.len()),
            Ok(number) => json!(number),
            Err(_) => json!(value),
        };
        fields.insert(name.to_owned(), field);
    }
    Value::Object(fields)
}

/// As Telegram does: an offset confirms what is older, and an empty answer waits a little.
async fn updates(inner: &Inner, offset: i64) -> Vec<Value> {
    for _ in 0..40 {
        let waiting = {
            let mut updates = inner.updates.lock().unwrap();
            updates.retain(|update| update["update_id"].as_i64().unwrap() >= offset);
            updates.clone()
        };
        if !waiting.is_empty() {
            return waiting;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    Vec::new()
}
