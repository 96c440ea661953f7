//! A stand-in of the provider's API: recordings, for those who know the password.

use super::{SID, TOKEN};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::{net::TcpListener, task::JoinHandle};

pub struct Exchange {
    pub url: String,
    inner: Arc<Inner>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct Inner {
    recordings: Mutex<HashMap<String, Vec<u8>>>,
    /// Instead of the next recordings.
    instead: Mutex<Vec<(u16, Option<String>)>>,
    /// Paths that were asked for, whatever was answered.
    asked: Mutex<Vec<String>>,
    next: AtomicU64,
}

impl Exchange {
    pub async fn start() -> Self {
        let inner = Arc::new(Inner::default());
        let router = Router::new().route("/{*path}", get(fetch)).with_state(inner.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, inner, serving }
    }

    /// Records something; returns its id and where it is.
    pub fn record(&self, call: &str) -> (String, String) {
        let id = format!("RE{:032}", self.inner.next.fetch_add(1, Ordering::SeqCst) + 1);
        self.inner.recordings.lock().unwrap().insert(id.clone(), sound(call));
        let url = format!("{}/2010-04-01/Accounts/{SID}/Recordings/{id}", self.url);
        (id, url)
    }

    /// The next requests are answered so, the last one first.
    pub fn answers_instead(&self, status: u16, location: Option<String>) {
        self.inner.instead.lock().unwrap().push((status, location));
    }

    pub fn asked(&self) -> Vec<String> {
        self.inner.asked.lock().unwrap().clone()
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Bytes that are an MP3 by their first ones, and say which call they are of.
pub fn sound(call: &str) -> Vec<u8> {
    [b"ID3\x04\x00\x00\x00\x00\x00\x00".as_slice(), call.as_bytes()].concat()
}

async fn fetch(State(inner): State<Arc<Inner>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    inner.asked.lock().unwrap().push(path.clone());
    if let Some((status, location)) = inner.instead.lock().unwrap().pop() {
        let status = StatusCode::from_u16(status).unwrap();
        return match location {
            Some(location) => (status, [(header::LOCATION, location)]).into_response(),
            None => status.into_response(),
        };
    }
    let expected = format!("Basic {}", BASE64_STANDARD.encode(format!("{SID}:{TOKEN}")));
    if headers.get(header::AUTHORIZATION).is_none_or(|given| given.as_bytes() != expected.as_bytes()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let id = path.rsplit('/').next().and_then(|name| name.strip_suffix(".mp3")).unwrap_or_default();
    match inner.recordings.lock().unwrap().get(id) {
        Some(bytes) => ([(header::CONTENT_TYPE, "audio/mpeg")], bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
