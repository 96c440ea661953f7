//! What makes an app of the worker's page: its files under one version, the manifest, the service worker.

use super::{
    page::{self, Trouble},
    state::Http,
};
use crate::channel::web::shown::{Texts, direction};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use bot::language::Language;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const CSS: &str = include_str!("../../assets/page/page.css");
/// The parts of the script share one function, so that nothing of it is global.
const JS: &str = concat!(
    "(function () {\n'use strict';\n",
    include_str!("../../assets/page/show.js"),
    include_str!("../../assets/page/unsent.js"),
    include_str!("../../assets/page/work.js"),
    include_str!("../../assets/page/exchange.js"),
    include_str!("../../assets/page/write.js"),
    include_str!("../../assets/page/app.js"),
    "})();\n",
);
const WORKER: &str = include_str!("../../assets/page/sw.js");
/// Part of the shell: another page is another version.
const HTML: &str = concat!(include_str!("../../templates/page.html"), include_str!("../../templates/page/head.html"));

type File = (&'static str, &'static str, &'static [u8]);

const FILES: [File; 5] = [
    ("page.css", "text/css; charset=utf-8", CSS.as_bytes()),
    ("page.js", "text/javascript; charset=utf-8", JS.as_bytes()),
    ("icon-192.png", "image/png", include_bytes!("../../assets/page/icon-192.png")),
    ("icon-512.png", "image/png", include_bytes!("../../assets/page/icon-512.png")),
    ("icon-maskable.png", "image/png", include_bytes!("../../assets/page/icon-maskable.png")),
];

/// A hash of the whole shell: it names the service worker's cache and stands in the address of each file, so that what is
/// cached never has to be asked for again, and another release is never mixed with this one.
pub static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for part in [WORKER, HTML].map(str::as_bytes).into_iter().chain(FILES.map(|(.., content)| content)) {
        hash.update(part);
    }
    hex::encode(&hash.finalize()[..8])
});

/// `?v=` of a file.
#[derive(Deserialize)]
pub struct Asked {
    v: Option<String>,
}

/// `GET /assets/{name}`.
pub async fn file(Path(name): Path<String>, Query(asked): Query<Asked>) -> Response {
    let Some((_, kind, content)) = FILES.into_iter().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let of_this_version = asked.v.as_deref() == Some(VERSION.as_str());
    let cached = if of_this_version { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cached)], content).into_response()
}

/// `GET /sw.js`. Its scope is the folder it comes from, therefore it is not among the assets.
pub async fn worker() -> impl IntoResponse {
    let script = WORKER.replace("%VERSION%", &VERSION);
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], script)
}

/// `GET /manifest.webmanifest` (<https://www.w3.org/TR/appmanifest/>): a name that says nothing, in the visitor's language.
pub async fn manifest(State(http): State<Http>, headers: HeaderMap) -> Result<Response, Trouble> {
    let house = http.turns.house().await?;
    let mut reader = http.turns.store().reader().await?;
    let language = page::language(&http, &mut reader, &headers, None).await?;
    let name = Texts::new(language, &house.wording).title;
    let icon = |file: &str, size: u16, purpose: &str| {
        let src = format!("/assets/{file}?v={}", VERSION.as_str());
        json!({ "src": src, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose })
    };
    let manifest = json!({
        "id": "/",
        "name": name,
        "short_name": name,
        "lang": language.unwrap_or(Language::Italian).tag(),
        "dir": direction(language),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f1f3f5",
        "theme_color": "#ffffff",
        "icons": [
            icon("icon-192.png", 192, "any"),
            icon("icon-512.png", 512, "any"),
            icon("icon-maskable.png", 512, "maskable"),
        ],
    });
    let headers = [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "private, no-cache")];
    Ok((headers, Json(manifest).into_response().into_body()).into_response())
}
