//! A stand-in of WhatsApp's Cloud API over HTTP: it keeps what the service sends, has a store of files, and fails when
//! told to. Its deliveries are made in `delivery`; a person on it is in `person`.

mod delivery;
mod person;

pub use delivery::{deliver, delivery, post_raw, signature, status, value};
pub use person::Person;

use crate::{
    app::{App, OPEN},
    engine::Engine,
};
use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use bot::private::Private;
use gateway::{
    channel::{
        Carrier,
        whatsapp::{Settings, Whatsapp},
    },
    inbound::{Webhooks, whatsapp::Webhook},
};
use serde_json::{Value, json};
use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::{net::TcpListener, task::JoinHandle};

/// The ids of our numbers.
pub const NUMBER: &str = "106540352242922";
pub const OTHER_NUMBER: &str = "106540352242923";
pub const TOKEN: &str = "EAAJB-token-of-the-tests";
pub const APP_SECRET: &str = "an-app-secret-of-the-tests";
pub const VERIFY_TOKEN: &str = "a-verify-token-of-the-tests";

/// What the next calls get instead of success.
#[derive(Clone)]
pub enum Failure {
    /// Status, `Retry-After`, body.
    Answer(u16, Option<u64>, String),
    /// It takes the message, begins to answer and hangs up.
    HalfAnAnswer,
}

/// A file in the stand-in's store.
#[derive(Clone, Default)]
pub struct Stored {
    pub bytes: Vec<u8>,
    /// Where it says that the file is; by default with the stand-in itself.
    pub url: Option<String>,
    /// How large it says that the file is.
    pub claims: Option<usize>,
    /// It answers with a redirection to this address.
    pub moved: Option<String>,
}

#[derive(Clone)]
pub struct Graph {
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
    url: Mutex<String>,
    /// What was taken: our number, the id it got, the body.
    sent: Mutex<Vec<Sent>>,
    attempts: AtomicU64,
    failures: Mutex<VecDeque<Failure>>,
    files: Mutex<HashMap<String, Stored>>,
    /// Content type and body of what was uploaded, by its id.
    uploads: Mutex<HashMap<String, Vec<u8>>>,
    asked: Mutex<Vec<String>>,
    next: AtomicU64,
}

/// A message that the stand-in took.
#[derive(Clone, Debug)]
pub struct Sent {
    pub number: String,
    pub wamid: String,
    pub body: Value,
}

impl Graph {
    pub async fn start() -> Self {
        let inner = Arc::new(Inner::default());
        let router = Router::new()
            .route("/v26.0/{number}/messages", post(take))
            .route("/v26.0/{number}/media", post(upload))
            .route("/v26.0/{id}", get(find))
            .route("/files/{id}", get(file))
            .with_state(inner.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        inner.url.lock().unwrap().clone_from(&url);
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, inner, _serving: Arc::new(Serving(serving)) }
    }

    /// The whole service with WhatsApp at two numbers beside Telegram.
    pub async fn with_app(engine: Engine) -> (App, Self) {
        let graph = Self::start().await;
        let (webhook, client) = graph.channel();
        let open = move |webhooks: &mut Webhooks, carriers: &mut Vec<Arc<dyn Carrier>>| {
            webhooks.whatsapp = Some(Arc::new(webhook));
            carriers.push(Arc::new(client));
        };
        (App::with_channels(engine, OPEN, false, open).await, graph)
    }

    /// What proves its deliveries, and what sends to it.
    pub fn channel(&self) -> (Webhook, Whatsapp) {
        let numbers = vec![NUMBER.to_owned(), OTHER_NUMBER.to_owned()];
        let private = |words: &str| Private::new(words.to_owned());
        let settings = Settings {
            api_url: format!("{}/v26.0", self.url),
            token: private(TOKEN),
            numbers: numbers.clone(),
            template: "answer_waiting".to_owned(),
            per_second: 0,
        };
        let webhook = Webhook { app_secret: private(APP_SECRET), verify_token: private(VERIFY_TOKEN), numbers };
        (webhook, Whatsapp::new(&settings).unwrap())
    }

    /// A number that nothing of this stand-in has had.
    pub fn next_id(&self) -> u64 {
        self.inner.next()
    }

    pub fn wamid(&self) -> String {
        self.inner.wamid()
    }

    /// The next call to send fails so.
    pub fn fail_next(&self, failure: Failure) {
        self.inner.failures.lock().unwrap().push_back(failure);
    }

    /// The next call to send gets this code.
    pub fn refuse_next(&self, status: u16, code: i64) {
        let error = json!({"error": {"message": "(#1) …", "type": "OAuthException", "code": code, "fbtrace_id": "A"}});
        self.fail_next(Failure::Answer(status, None, error.to_string()));
    }

    /// Puts a file into the store; returns its id.
    pub fn store(&self, stored: Stored) -> String {
        let id = self.next_id().to_string();
        self.inner.files.lock().unwrap().insert(id.clone(), stored);
        id
    }

    /// The form with which a file was uploaded.
    pub fn uploaded(&self, id: &str) -> Vec<u8> {
        self.inner.uploads.lock().unwrap()[id].clone()
    }

    /// The paths that were asked for files, in their order.
    pub fn asked(&self) -> Vec<String> {
        self.inner.asked.lock().unwrap().clone()
    }

    /// Calls to send so far, refused ones too.
    pub fn attempts(&self) -> u64 {
        self.inner.attempts.load(Ordering::SeqCst)
    }

    /// What was taken for somebody, by telephone number or user id.
    pub fn sent_to(&self, who: &str) -> Vec<Sent> {
        let sent = self.inner.sent.lock().unwrap();
        sent.iter().filter(|sent| sent.body["to"] == who || sent.body["recipient"] == who).cloned().collect()
    }
}

impl Inner {
    fn next(&self) -> u64 {
        1_000_000 + self.next.fetch_add(1, Ordering::SeqCst)
    }

    fn wamid(&self) -> String {
        format!("wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQ{}A=", self.next())
    }
}

fn refusal(status: u16, code: i64) -> Response {
    let error = json!({"error": {"message": "…", "type": "OAuthException", "code": code, "fbtrace_id": "A"}});
    (StatusCode::from_u16(status).unwrap(), Json(error)).into_response()
}

fn has_token(headers: &HeaderMap) -> bool {
    headers.get("authorization").is_some_and(|value| value == &format!("Bearer {TOKEN}"))
}

async fn take(
    State(inner): State<Arc<Inner>>,
    Path(number): Path<String>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    inner.attempts.fetch_add(1, Ordering::SeqCst);
    if !has_token(&headers) {
        return refusal(401, 190);
    }
    let failure = inner.failures.lock().unwrap().pop_front();
    if let Some(Failure::Answer(status, after, body)) = failure {
        let mut response = (StatusCode::from_u16(status).unwrap(), body).into_response();
        if let Some(after) = after {
            response.headers_mut().insert("retry-after", after.into());
        }
        return response;
    }
    let wamid = inner.wamid();
    inner.sent.lock().unwrap().push(Sent { number, wamid: wamid.clone(), body });
    if failure.is_some() {
        let half = Ok::<_, std::io::Error>(Bytes::from_static(b"{\"messaging_product\":\"wha"));
        let parts = [half, Err(std::io::ErrorKind::ConnectionReset.into())];
        return Body::from_stream(futures::stream::iter(parts)).into_response();
    }
    Json(json!({"messaging_product": "whatsapp", "contacts": [], "messages": [{"id": wamid}]})).into_response()
}

async fn upload(State(inner): State<Arc<Inner>>, Path(_): Path<String>, headers: HeaderMap, form: Bytes) -> Response {
    if !has_token(&headers) {
        return refusal(401, 190);
    }
    let id = inner.next().to_string();
    inner.uploads.lock().unwrap().insert(id.clone(), form.to_vec());
    Json(json!({"id": id})).into_response()
}

async fn find(State(inner): State<Arc<Inner>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    inner.asked.lock().unwrap().push(format!("/{id}"));
    let stored = inner.files.lock().unwrap().get(&id).cloned();
    let Some(stored) = stored.filter(|_| has_token(&headers)) else { return refusal(400, 100) };
    let url = stored.url.unwrap_or_else(|| format!("{}/files/{id}", inner.url.lock().unwrap()));
    let size = stored.claims.unwrap_or(stored.bytes.len());
    Json(json!({"messaging_product": "whatsapp", "url": url, "mime_type": "image/jpeg", "file_size": size, "id": id}))
        .into_response()
}

async fn file(State(inner): State<Arc<Inner>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    inner.asked.lock().unwrap().push(format!("/files/{id}"));
    let stored = inner.files.lock().unwrap().get(&id).cloned();
    let Some(stored) = stored.filter(|_| has_token(&headers)) else { return StatusCode::UNAUTHORIZED.into_response() };
    match stored.moved {
        Some(to) => (StatusCode::FOUND, [("location", to)]).into_response(),
        None => stored.bytes.into_response(),
    }
}
