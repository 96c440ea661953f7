//! The other side of text messages: a provider with a Twilio-compatible API over HTTP, and people with telephones.
//!
//! Signatures are made here by another library than the service's own, as the provider's page describes them.

mod phone;

pub use phone::{Phone, Texts, on_screen};

use crate::App;
use axum::{
    Form, Json, Router,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use bot::private::Private;
use futures::StreamExt;
use gateway::{
    channel::{
        Carrier,
        sms::{Sender, Settings, Sms},
        twilio::Account,
    },
    inbound::Webhooks,
};
use reqwest::Url;
use ring::hmac;
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};

pub const SID: &str = "AC00000000000000000000000000000001";
pub const TOKEN: &str = "token-of-the-provider";
/// The service's number.
pub const NUMBER: &str = "+393990000000";
/// How the service believes that the outside reaches it, as far as it tells the provider.
pub const PUBLIC: &str = "https://approdo.example";

/// A provider of text messages.
pub struct Provider {
    pub url: String,
    inner: Arc<Inner>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct Inner {
    attempts: Mutex<Vec<Sent>>,
    sent: Mutex<Vec<Sent>>,
    failures: Mutex<VecDeque<Failure>>,
    files: Mutex<BTreeMap<String, Answer>>,
    fetched: Mutex<Vec<String>>,
    next: AtomicI64,
}

/// A message that the service wanted to be sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub sid: String,
    pub to: String,
    pub body: String,
    pub callback: String,
    pub form: BTreeMap<String, String>,
}

/// How the next attempt to send fails.
pub enum Failure {
    /// With a status, a code, and seconds to wait.
    Refused(u16, Option<u32>, Option<&'static str>),
    /// With this, whatever it is.
    Says(u16, &'static str),
    /// The message is taken, and the connection breaks in the middle of the answer.
    HalfTaken,
}

/// What a file's address answers.
#[derive(Clone)]
pub enum Answer {
    Bytes(Vec<u8>),
    Redirects(String),
    Status(u16),
    /// More and more, with no length announced.
    Endless,
}

impl Provider {
    pub async fn start() -> Self {
        let inner = Arc::new(Inner::default());
        let router = Router::new()
            .route("/2010-04-01/Accounts/{sid}/Messages.json", post(take))
            .route("/2010-04-01/Accounts/{sid}/Messages/{message}/Media/{file}", get(media))
            .route("/store/{file}", get(store))
            .with_state(inner.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, inner, serving }
    }

    /// The service's account here, sending from its number.
    pub fn settings(&self) -> Settings {
        let token = Private::new(TOKEN.to_owned());
        let account = Account { api_url: self.url.clone(), sid: SID.to_owned(), token };
        Settings { account, sender: Sender::Number(NUMBER.to_owned()), per_second: 0 }
    }

    /// For [`App::with_channels`].
    pub fn open(&self, webhooks: &mut Webhooks, carriers: &mut Vec<Arc<dyn Carrier>>) {
        webhooks.sms = Some(Arc::new(self.settings()));
        carriers.push(Arc::new(Sms::new(self.settings(), PUBLIC).unwrap()));
    }

    /// A message id that nobody has had.
    pub fn next_sid(&self) -> String {
        self.inner.next_sid()
    }

    pub fn fail_next(&self, failure: Failure) {
        self.inner.failures.lock().unwrap().push_back(failure);
    }

    /// What was taken for a number, in its order.
    pub fn sent_to(&self, number: &str) -> Vec<Sent> {
        self.inner.sent.lock().unwrap().iter().filter(|sent| sent.to == number).cloned().collect()
    }

    /// How often the service has tried to send to a number.
    pub fn attempts(&self, number: &str) -> usize {
        self.inner.attempts.lock().unwrap().iter().filter(|sent| sent.to == number).count()
    }

    /// Puts a file where a multimedia message names it; returns its address.
    pub fn keep(&self, name: &str, answer: Answer) -> String {
        self.inner.files.lock().unwrap().insert(name.to_owned(), answer);
        format!("{}/2010-04-01/Accounts/{SID}/Messages/MM0/Media/{name}", self.url)
    }

    /// Which files were asked for, and whether with the account's password.
    pub fn fetched(&self) -> Vec<String> {
        self.inner.fetched.lock().unwrap().clone()
    }

    /// A message from a number, as the provider posts it.
    pub fn message(&self, from: &str, words: &str) -> Vec<(String, String)> {
        let sid = self.next_sid();
        let form = [
            ("ToCountry", "IT"),
            ("ToState", ""),
            ("SmsMessageSid", &sid),
            ("NumMedia", "0"),
            ("ToCity", ""),
            ("FromZip", ""),
            ("SmsSid", &sid),
            ("FromState", ""),
            ("SmsStatus", "received"),
            ("FromCity", ""),
            ("Body", words),
            ("FromCountry", "IT"),
            ("To", NUMBER),
            ("ToZip", ""),
            ("NumSegments", "1"),
            ("MessageSid", &sid),
            ("AccountSid", SID),
            ("From", from),
            ("ApiVersion", "2010-04-01"),
        ];
        form.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }

    /// What has become of a message, posted to the address that came with it.
    pub async fn reports(&self, app: &App, sent: &Sent, status: &str, code: Option<u32>) -> StatusCode {
        let mut form = vec![
            ("SmsSid".to_owned(), sent.sid.clone()),
            ("SmsStatus".to_owned(), status.to_owned()),
            ("MessageStatus".to_owned(), status.to_owned()),
            ("To".to_owned(), sent.to.clone()),
            ("MessageSid".to_owned(), sent.sid.clone()),
            ("AccountSid".to_owned(), SID.to_owned()),
            ("From".to_owned(), NUMBER.to_owned()),
            ("ApiVersion".to_owned(), "2010-04-01".to_owned()),
        ];
        form.extend(code.map(|code| ("ErrorCode".to_owned(), code.to_string())));
        let (address, _) = sent.callback.split_once('#').expect("how often to repeat");
        let path = address.strip_prefix(PUBLIC).expect("an address of the service");
        post_signed(app, path, &form).await
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Inner {
    fn next_sid(&self) -> String {
        format!("SM{:032x}", self.next.fetch_add(1, Ordering::SeqCst) + 1)
    }
}

/// Posts a form to the service as the provider does.
pub async fn post_signed(app: &App, path: &str, form: &[(String, String)]) -> StatusCode {
    let signature = signature(TOKEN, &format!("{}{path}", app.url), form);
    let request = app.http.post(format!("{}{path}", app.url)).header("x-twilio-signature", signature).form(form);
    StatusCode::from_u16(request.send().await.unwrap().status().as_u16()).unwrap()
}

/// "Take the full URL… sort the list of POST variables alphabetically by the parameter name… append the variable name and
/// value… sign the resulting string with HMAC-SHA1… Base64 encode".
pub fn signature(token: &str, url: &str, form: &[(String, String)]) -> String {
    let mut sorted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, value) in form {
        sorted.entry(name).or_default().insert(value);
    }
    let mut signed = url.to_owned();
    for (name, values) in sorted {
        for value in values {
            signed.push_str(name);
            signed.push_str(value);
        }
    }
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, token.as_bytes());
    BASE64_STANDARD.encode(hmac::sign(&key, signed.as_bytes()))
}

fn is_ours(headers: &HeaderMap) -> bool {
    let expected = format!("Basic {}", BASE64_STANDARD.encode(format!("{SID}:{TOKEN}")));
    headers.get(header::AUTHORIZATION).is_some_and(|given| given.as_bytes() == expected.as_bytes())
}

fn error(status: u16, code: Option<u32>, after: Option<&'static str>) -> Response {
    let mut response = match code {
        Some(code) => Json(json!({"code": code, "message": "…", "more_info": "…", "status": status})).into_response(),
        None => ().into_response(),
    };
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    if let Some(after) = after {
        response.headers_mut().insert(header::RETRY_AFTER, after.parse().unwrap());
    }
    response
}

async fn take(
    State(inner): State<Arc<Inner>>,
    Path(sid): Path<String>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    if !is_ours(&headers) || sid != SID {
        return error(401, Some(20003), None);
    }
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    let sid = inner.next_sid();
    let (to, body, callback) = (field("To"), field("Body"), field("StatusCallback"));
    let sent = Sent { sid: sid.clone(), to, body, callback, form: form.clone() };
    inner.attempts.lock().unwrap().push(sent.clone());
    let failure = inner.failures.lock().unwrap().pop_front();
    match failure {
        Some(Failure::Refused(status, code, after)) => return error(status, code, after),
        Some(Failure::Says(status, words)) => {
            return (StatusCode::from_u16(status).unwrap(), words).into_response();
        }
        _ if sent.body.is_empty() => return error(400, Some(21602), None),
        _ if sent.body.chars().count() > 1600 => return error(400, Some(21617), None),
        _ => inner.sent.lock().unwrap().push(sent),
    }
    if failure.is_some() {
        // The first part reaches the service before the connection breaks.
        let pieces = [Some(Bytes::from_static(b"{\"sid\": \"SM")), None];
        let pieces = futures::stream::iter(pieces).then(|piece| async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            piece.ok_or(std::io::Error::other("the connection breaks"))
        });
        return (StatusCode::CREATED, Body::from_stream(pieces)).into_response();
    }
    let answer =
        json!({"sid": sid, "status": "queued", "error_code": null, "num_segments": "1", "body": form.get("Body")});
    (StatusCode::CREATED, Json(answer)).into_response()
}

/// The provider's API sends on to its store.
async fn media(
    State(inner): State<Arc<Inner>>,
    Path((_, _, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    inner
        .fetched
        .lock()
        .unwrap()
        .push(format!("{file} {}", if is_ours(&headers) { "with password" } else { "without" }));
    if !is_ours(&headers) {
        return error(401, Some(20003), None);
    }
    let kept = inner.files.lock().unwrap().get(&file).cloned();
    match kept {
        Some(Answer::Redirects(to)) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Some(Answer::Status(status)) => StatusCode::from_u16(status).unwrap().into_response(),
        Some(_) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, format!("/store/{file}"))]).into_response(),
        None => error(404, Some(20404), None),
    }
}

async fn store(State(inner): State<Arc<Inner>>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let with = if headers.contains_key(header::AUTHORIZATION) { "with password" } else { "without" };
    inner.fetched.lock().unwrap().push(format!("store/{file} {with}"));
    let kept = inner.files.lock().unwrap().get(&file).cloned();
    match kept {
        Some(Answer::Bytes(bytes)) => bytes.into_response(),
        Some(Answer::Endless) => {
            let piece = Bytes::from(vec![7; 1024 * 1024]);
            let endless = futures::stream::repeat_with(move || Ok::<_, std::io::Error>(piece.clone()));
            Body::from_stream(endless).into_response()
        }
        _ => StatusCode::FOUND.into_response(),
    }
}

/// Our id in the address at which a message's statuses are told.
pub fn ours(sent: &Sent) -> uuid::Uuid {
    let url = Url::parse(&sent.callback).unwrap();
    let (name, id) = url.query().unwrap().split_once('=').unwrap();
    assert_eq!(name, "message");
    id.parse().unwrap()
}
