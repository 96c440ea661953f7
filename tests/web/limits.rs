//! What strangers may ask for: by visitor, by address, all together. A real report gets through.

use super::{Page, form, list, push};
use bot::{language::Language, text};
use gateway::http::{
    Http,
    limits::{Limits, Sizes},
    router,
    server::{Bounds, serve},
    work,
};
use reqwest::{Client, Response, StatusCode, header};
use serde_json::{Value, json};
use tests::{App, Engine};
use tokio::net::TcpListener;

const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0 JFIF";

/// The same service with other limits, behind a proxy that says who asks.
struct Limited {
    url: String,
}

impl Limited {
    async fn start(app: &App, sizes: Sizes) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let http = Http {
            turns: app.turns.clone(),
            webhooks: Default::default(),
            public_url: url.clone(),
            metrics: None,
            proxy_header: Some("x-forwarded-for".parse().unwrap()),
            limits: Limits::new(&sizes),
        };
        tokio::spawn(serve(listener, router(http), Bounds::default(), app.turns.stop.clone()));
        Self { url }
    }

    /// Somebody at this address, with a cookie of their own.
    async fn visitor(&self, address: &'static str) -> Visitor<'_> {
        let http = super::client();
        let visitor = Visitor { at: self, http, address };
        assert_eq!(visitor.get("/").await.status(), StatusCode::OK);
        visitor
    }
}

struct Visitor<'a> {
    at: &'a Limited,
    http: Client,
    address: &'static str,
}

impl Visitor<'_> {
    async fn get(&self, path: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.at.url)).header("x-forwarded-for", self.address);
        request.send().await.unwrap()
    }

    async fn posts(&self, body: &Value, proof: &str) -> Response {
        let request = self.http.post(format!("{}/web/messages", self.at.url)).header("x-approdo", "1");
        let request = request.header("x-forwarded-for", self.address).header("x-work", proof);
        request.json(body).send().await.unwrap()
    }

    async fn says(&self, id: &str, words: &str) -> Response {
        self.posts(&json!({"id": id, "text": words}), "").await
    }

    async fn sends(&self, id: &str, bytes: Vec<u8>) -> Response {
        let request = self.http.post(format!("{}/web/media?kind=image&id={id}", self.at.url)).header("x-approdo", "1");
        request.header("x-forwarded-for", self.address).body(bytes).send().await.unwrap()
    }

    async fn fills_in(&self, id: &str, message: &str, file: Option<(&str, &[u8])>) -> Response {
        let fields = [("id", id), ("language", "fr"), ("message", message), ("contact", "")];
        let kind = format!("multipart/form-data; boundary={}", form::BOUNDARY);
        let request = self.http.post(format!("{}/form", self.at.url)).header(header::CONTENT_TYPE, kind);
        request.header("x-forwarded-for", self.address).body(form::filled(&fields, file)).send().await.unwrap()
    }
}

/// Refused for now, with a time to come again.
fn is_later(answer: &Response) -> bool {
    let after = answer.headers().get(header::RETRY_AFTER).and_then(|after| after.to_str().ok()?.parse::<u64>().ok());
    answer.status() == StatusCode::TOO_MANY_REQUESTS && after.is_some_and(|after| after > 0)
}

fn photo(size: usize) -> Vec<u8> {
    let mut bytes = JPEG.to_vec();
    bytes.resize(size, b'x');
    bytes
}

#[tokio::test]
async fn an_address_begins_so_many_conversations_and_who_has_begun_goes_on() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let limited = Limited::start(&app, Sizes { new_of_address: (2, 1), ..Sizes::default() }).await;
        let first = limited.visitor("203.0.113.7").await;
        assert_eq!(first.says("1", "hello").await.status(), StatusCode::OK);
        assert_eq!(first.says("2", "hello").await.status(), StatusCode::OK, "one conversation");
        let second = limited.visitor("203.0.113.7").await;
        assert_eq!(second.fills_in("1", "Bonjour", None).await.status(), StatusCode::SEE_OTHER);

        let third = limited.visitor("203.0.113.7").await;
        assert!(is_later(&third.says("1", "hello").await), "{engine:?}");
        let refused = third.fills_in("1", "Bonjour, <c'est> moi", Some(("a.jpg", JPEG))).await;
        assert!(is_later(&refused));
        let html = super::app::readable(&refused.text().await.unwrap());
        assert!(html.contains(&super::app::readable(&text::form_later().in_language(Language::French))));
        assert!(html.contains("Bonjour, <c'est> moi"), "the words are still there");
        assert!(is_later(&third.sends("2", photo(10)).await));

        let elsewhere = limited.visitor("203.0.113.8").await;
        assert_eq!(elsewhere.says("1", "hello").await.status(), StatusCode::OK, "another address");
        for (id, words) in [("3", "please HELP me now, sos"), ("4", "hello")] {
            assert_eq!(third.says(id, words).await.status(), StatusCode::OK, "danger, and whoever has written");
        }
        let fourth = limited.visitor("203.0.113.7").await;
        assert_eq!(fourth.fills_in("1", "Danger !", Some(("a.jpg", JPEG))).await.status(), StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn in_a_rush_a_little_work_lets_somebody_in() {
    let app = App::start(Engine::Sqlite).await;
    let limited = Limited::start(&app, Sizes { calm: (1, 1), slow: (1, 1), ..Sizes::default() }).await;
    for address in ["203.0.113.1", "203.0.113.2"] {
        assert_eq!(limited.visitor(address).await.says("1", "hello").await.status(), StatusCode::OK);
    }
    let [one, other] = [limited.visitor("203.0.113.3").await, limited.visitor("203.0.113.4").await];
    let body = json!({"id": "1", "button": "1|language|wo", "label": "Wolof"});
    let refused = one.posts(&body, "").await;
    assert!(is_later(&refused));
    let asked: Value = refused.json().await.unwrap();
    assert_eq!(asked["bits"], work::BITS);
    let proof = work::solve(asked["work"].as_str().unwrap());
    assert!(is_later(&other.posts(&body, &proof).await), "it is nobody else's");
    assert_eq!(one.posts(&body, &proof).await.status(), StatusCode::OK);
    assert_eq!(one.says("2", "Naka nga def").await.status(), StatusCode::OK);
    assert!(is_later(&other.fills_in("1", "Bonjour", None).await), "without a script: a little later");
}

#[tokio::test]
async fn uploads_are_counted_and_words_are_not() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let sizes = Sizes { uploads: (3, 100), units: (50, 60), ..Sizes::default() };
        let limited = Limited::start(&app, sizes).await;
        let visitor = limited.visitor("203.0.113.7").await;
        assert_eq!(visitor.says("0", "hello").await.status(), StatusCode::OK);
        assert_eq!(visitor.sends("1", photo(30_000)).await.status(), StatusCode::OK);
        assert!(is_later(&visitor.sends("2", photo(30_000)).await), "{engine:?}: more than 50 units");
        assert_eq!(visitor.sends("3", photo(9)).await.status(), StatusCode::OK);
        assert!(is_later(&visitor.sends("4", photo(9)).await), "more than three files");
        assert!(is_later(&visitor.fills_in("5", "Bonjour", Some(("a.jpg", JPEG))).await));
        assert_eq!(visitor.says("6", "hello").await.status(), StatusCode::OK, "words are never too many");
        let other = limited.visitor("203.0.113.7").await;
        assert_eq!(other.says("0", "hello").await.status(), StatusCode::OK);
        assert!(is_later(&other.sends("1", photo(40_000)).await), "the address has sent 31 of its 60");
        assert_eq!(app.count("media").await, 2);
    }
    let app = App::start(Engine::Sqlite).await;
    let limited = Limited::start(&app, Sizes { in_flight: 20, ..Sizes::default() }).await;
    let visitor = limited.visitor("203.0.113.7").await;
    assert!(is_later(&visitor.sends("1", photo(30_000)).await), "more than there is room for at once");
    assert_eq!(visitor.sends("1", photo(15_000)).await.status(), StatusCode::OK);
    assert_eq!(visitor.sends("2", photo(15_000)).await.status(), StatusCode::OK, "room is given back");
}

#[tokio::test]
async fn an_upload_never_stands_in_the_database() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::at_menu(&app, "en").await;
        page.presses("person", "1|menu|person").await;
        for _ in 0..2 {
            let request = page.http.post(format!("{}/web/media?kind=image&id=1", app.url)).header("x-approdo", "1");
            assert_eq!(request.body(photo(100_000)).send().await.unwrap().status(), StatusCode::OK);
            let rows: Vec<(String, bool)> = app.rows("SELECT state, source_sealed IS NULL FROM media").await;
            assert_eq!(rows, [("kept".to_owned(), true)], "{engine:?}");
        }
        let fetched = page.fetch("").await;
        let media = list(&fetched).iter().find_map(|message| message.get("media")).unwrap();
        let file = page.get(&format!("/web/media/{}", media["id"].as_str().unwrap())).await;
        assert_eq!(file.bytes().await.unwrap(), photo(100_000));
        assert_eq!(app.database.kept_files(), 1, "what came twice is kept once");
    }
}

#[tokio::test]
async fn signs_are_asked_for_now_and_then() {
    let service = push::Service::default();
    let (app, url) = push::start(Engine::Sqlite, &service).await;
    let page = Page::at_menu(&app, "en").await;
    let endpoint = format!("{url}/send/1");
    for _ in 0..20 {
        assert_eq!(page.subscribes(&endpoint).await, StatusCode::OK);
    }
    assert_eq!(page.subscribes(&endpoint).await, StatusCode::TOO_MANY_REQUESTS);
}
