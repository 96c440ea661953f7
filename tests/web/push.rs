//! Signs that there is an answer: only to who asked, only to push services, without content.

use super::{Page, list};
use axum::{Router, body::Bytes, extract::State, http::HeaderMap, response::IntoResponse, routing::post};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use bot::{command::TicketCommand, private::Private};
use gateway::channel::{Carrier, web::push::Push};
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tests::{App, Engine, app::OPEN};
use tokio::net::TcpListener;

/// A status, and how long to wait.
type Said = (u16, Option<&'static str>);

/// The other side: keeps what it got, says what it is told to say.
#[derive(Clone, Default)]
pub struct Service {
    got: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    says: Arc<Mutex<Vec<Said>>>,
}

impl Service {
    async fn start(&self) -> String {
        async fn take(State(service): State<Service>, headers: HeaderMap, body: Bytes) -> impl IntoResponse {
            service.got.lock().unwrap().push((headers, body));
            let (status, after) = service.says.lock().unwrap().pop().unwrap_or((201, None));
            let after = after.map(|after| [("retry-after", after)]);
            (
                axum::http::StatusCode::from_u16(status).unwrap(),
                after.map(IntoResponse::into_response).unwrap_or_default(),
            )
        }
        let router = Router::new().route("/send/{id}", post(take)).with_state(self.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        url
    }

    pub fn count(&self) -> usize {
        self.got.lock().unwrap().len()
    }
}

pub async fn start(engine: Engine, service: &Service) -> (App, String) {
    let url = service.start().await;
    let folder = tempfile::tempdir().unwrap();
    let push = Push::new(&folder.path().join("push.key"), "https://helpdesk.example", vec![url.clone()]).unwrap();
    let push = Arc::new(push);
    let app = App::with_channels(engine, OPEN, false, |webhooks, carriers| {
        webhooks.push = Some(push.clone());
        carriers.push(push as Arc<dyn Carrier>);
    })
    .await;
    (app, url)
}

impl Page<'_> {
    pub async fn subscribes(&self, endpoint: &str) -> StatusCode {
        let subscription = json!({"endpoint": endpoint, "expirationTime": null, "keys": {"p256dh": "x", "auth": "y"}});
        let request = self.http.post(format!("{}/web/push", self.app.url)).header("x-approdo", "1");
        request.json(&subscription).send().await.unwrap().status()
    }

    async fn asks_a_person(&self) -> uuid::Uuid {
        self.presses("person", "1|menu|person").await;
        self.says("words", "Bonjour").await;
        self.app.tickets().await.pop().unwrap().id
    }
}

fn answer() -> TicketCommand {
    TicketCommand::Answer { text: Private::new("Voici".to_owned()) }
}

#[tokio::test]
async fn an_answer_makes_a_sign_without_words() {
    for engine in Engine::all() {
        let service = Service::default();
        let (app, url) = start(engine, &service).await;
        let page = Page::at_menu(&app, "fr").await;
        let key: Value = page.get("/web/push").await.json().await.unwrap();
        assert_eq!(page.subscribes(&format!("{url}/send/1")).await, 200);
        let ticket = page.asks_a_person().await;
        app.settled().await;
        assert_eq!(service.count(), 0, "the bot's answers are there at once");

        app.attend(ticket, answer()).await;
        let fetched = page.fetch("").await;
        assert!(list(&fetched).iter().any(|message| message["from"] == "person"));
        let got = service.got.lock().unwrap().clone();
        assert!(!got.is_empty());
        for (headers, body) in &got {
            assert!(body.is_empty(), "without words");
            assert_eq!(headers["ttl"], "2419200");
            assert_eq!(headers["urgency"], "normal");
            assert_eq!(headers["topic"], "answer");
            let authorization = headers["authorization"].to_str().unwrap();
            let (token, public) = authorization.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
            assert_eq!(key["key"], public, "what the browser was given");
            let claims: Value =
                serde_json::from_slice(&BASE64.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap();
            assert_eq!(claims["aud"], url.as_str());
        }
        // Not any more.
        let gone = page.http.delete(format!("{}/web/push", app.url)).header("x-approdo", "1").send().await.unwrap();
        assert_eq!(gone.status(), 200);
        app.attend(ticket, answer()).await;
        assert_eq!(service.count(), got.len());
    }
}

#[tokio::test]
async fn a_subscription_that_is_gone_is_forgotten() {
    for status in [404, 410, 403] {
        let service = Service::default();
        let (app, url) = start(Engine::Sqlite, &service).await;
        let page = Page::at_menu(&app, "fr").await;
        let ticket = page.asks_a_person().await;
        assert_eq!(page.subscribes(&format!("{url}/send/1")).await, 200);
        *service.says.lock().unwrap() = vec![(status, None); 9];
        app.attend(ticket, answer()).await;
        let asked = service.count();
        assert!(asked > 0);
        let routes: Vec<(Option<Vec<u8>>, Option<i64>)> =
            app.rows("SELECT route_sealed, blocked_at FROM conversation").await;
        assert_eq!(routes, [(None, None)], "{status}: the phone is not told any more, the person is not blocked");
        let states: Vec<(String,)> = app.rows("SELECT DISTINCT state FROM outbox").await;
        assert_eq!(states, [("sent".to_owned(),)], "no dead letter: the words are on the page");
        app.attend(ticket, answer()).await;
        assert_eq!(service.count(), asked, "{status}");
    }
}

#[tokio::test]
async fn a_service_in_trouble_is_asked_again_when_it_says() {
    let service = Service::default();
    let (app, url) = start(Engine::Sqlite, &service).await;
    let page = Page::at_menu(&app, "fr").await;
    let ticket = page.asks_a_person().await;
    assert_eq!(page.subscribes(&format!("{url}/send/1")).await, 200);
    *service.says.lock().unwrap() = vec![(500, None), (429, Some("600"))];
    app.attend(ticket, answer()).await;
    assert_eq!(service.count(), 1);
    for (wait, expected) in [(599, 1), (2, 2), (58, 2)] {
        app.clock.advance(SignedDuration::from_secs(wait));
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(service.count(), expected, "after {wait} s more");
    }
    app.clock.advance(SignedDuration::from_secs(5));
    tokio::time::sleep(Duration::from_secs(3)).await;
    app.settled().await;
    assert!(service.count() >= 3);
    assert_eq!(app.count("outage").await, 0, "one phone's service is not the channel");
}

#[tokio::test]
async fn who_may_subscribe_and_where_to() {
    let service = Service::default();
    let (app, url) = start(Engine::Sqlite, &service).await;
    let page = Page::open(&app).await;
    let there = format!("{url}/send/1");
    assert_eq!(page.subscribes(&there).await, 404, "nobody has written");
    assert_eq!(app.count("contact").await, 0);
    let page = Page::at_menu(&app, "fr").await;
    for foreign in
        ["", "x", "http://127.0.0.1:1/x", "http://169.254.169.254/x", "https://example.org/", "file:///etc/passwd"]
    {
        assert_eq!(page.subscribes(foreign).await, 422, "{foreign}");
    }
    let request = || page.http.post(format!("{}/web/push", app.url));
    let subscription = json!({ "endpoint": there });
    assert_eq!(request().json(&subscription).send().await.unwrap().status(), 403);
    assert_eq!(request().header("x-approdo", "1").json(&json!({})).send().await.unwrap().status(), 422);
    assert_eq!(request().header("x-approdo", "1").body("{").send().await.unwrap().status(), 415);
    let anonymous = super::plain().post(format!("{}/web/push", app.url)).header("x-approdo", "1");
    assert_eq!(anonymous.json(&subscription).send().await.unwrap().status(), 401);
    assert_eq!(page.subscribes(&there).await, 200);

    let off = App::start(Engine::Sqlite).await;
    let page = Page::at_menu(&off, "fr").await;
    assert_eq!(page.get("/web/push").await.status(), 404, "signs are off");
    assert_eq!(page.subscribes(&there).await, 404);
}
