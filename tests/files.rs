//! Sealed files in an S3-compatible store: the same as in a folder, and nothing readable on the other side.

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::put,
};
use gateway::{config::FilesConfig, seal::DataKey};
use serde_json::json;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::net::TcpListener;
use uuid::Uuid;

type Bucket = Arc<Mutex<HashMap<String, Vec<u8>>>>;

/// As much of the S3 API as a store of whole files needs.
async fn bucket() -> (String, Bucket) {
    let bucket = Bucket::default();
    let objects = put(keep).get(show).delete(remove);
    let router =
        Router::new().route("/sealed/{*key}", objects).layer(DefaultBodyLimit::disable()).with_state(bucket.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (url, bucket)
}

async fn keep(State(bucket): State<Bucket>, Path(key): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let signed = headers.get(header::AUTHORIZATION).is_some_and(|value| value.to_str().unwrap().contains("AKIATEST"));
    if !signed {
        return StatusCode::FORBIDDEN.into_response();
    }
    bucket.lock().unwrap().insert(key, body.to_vec());
    ([(header::ETAG, "\"1\"")], "").into_response()
}

async fn show(State(bucket): State<Bucket>, Path(key): Path<String>) -> Response {
    let headers = [(header::ETAG, "\"1\""), (header::LAST_MODIFIED, "Mon, 23 Nov 2026 09:00:00 GMT")];
    match bucket.lock().unwrap().get(&key) {
        Some(bytes) => (headers, bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn remove(State(bucket): State<Bucket>, Path(key): Path<String>) -> StatusCode {
    bucket.lock().unwrap().remove(&key);
    StatusCode::NO_CONTENT
}

#[tokio::test]
async fn a_bucket_holds_nothing_readable() {
    let (endpoint, bucket) = bucket().await;
    let config = json!({"bucket": "sealed", "endpoint": endpoint, "region": "eu-south-1", "access_key": "AKIATEST", "secret_key": "secret"});
    let config: FilesConfig = serde_json::from_value(config).unwrap();
    let files = config.open(std::path::Path::new("/nowhere")).unwrap();

    let (id, key, words) = (Uuid::now_v7(), DataKey::fresh(), b"three euros an hour".repeat(1000));
    files.keep(id, &key, &words).await.unwrap();
    files.keep(id, &key, &words).await.unwrap();
    assert_eq!(files.read(id, &key).await.unwrap(), words);
    files.read(id, &DataKey::fresh()).await.unwrap_err();
    {
        let kept = bucket.lock().unwrap();
        let [(name, sealed)] = &kept.iter().collect::<Vec<_>>()[..] else { panic!("one file, kept twice") };
        assert!(name.ends_with(&id.simple().to_string()));
        assert!(!sealed.windows(5).any(|part| part == b"euros"));
    }
    files.remove(id).await.unwrap();
    files.remove(id).await.unwrap();
    assert!(bucket.lock().unwrap().is_empty());
    files.read(id, &key).await.unwrap_err();
}
