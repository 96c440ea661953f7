//! The worker's page over HTTP: its cookie, what it posts, what it fetches, what it may not.
//!
//! [`app`] is what makes an app of it, [`order`] what an open page sees, [`form`] the way without JavaScript, [`media`] files in both directions, [`push`] the
//! signs that there is an answer.

mod app;
mod form;
mod limits;
pub mod media;
mod order;
pub mod push;

use bot::{command::TicketCommand, language::Language, private::Private, text};
use futures::future::join_all;
use gateway::http::{Http, router};
use reqwest::{Client, Response, StatusCode, header};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tests::{App, Engine};

/// A browser on the worker's page.
struct Page<'a> {
    app: &'a App,
    http: Client,
}

impl<'a> Page<'a> {
    async fn open(app: &'a App) -> Self {
        let page = Self { app, http: client() };
        assert_eq!(page.http.get(&app.url).send().await.unwrap().status(), StatusCode::OK);
        page
    }

    fn messages(&self) -> String {
        format!("{}/web/messages", self.app.url)
    }

    async fn post(&self, body: &Value) -> StatusCode {
        self.http.post(self.messages()).header("x-approdo", "1").json(body).send().await.unwrap().status()
    }

    async fn says(&self, id: &str, text: &str) {
        assert_eq!(self.post(&json!({"id": id, "text": text})).await, StatusCode::OK);
    }

    /// In the menu of a language.
    async fn at_menu(app: &'a App, language: &str) -> Self {
        let page = Self::open(app).await;
        page.says("hello", "hello").await;
        page.presses("language", &format!("1|language|{language}")).await;
        page
    }

    async fn get(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.app.url)).send().await.unwrap()
    }

    async fn presses(&self, id: &str, data: &str) {
        assert_eq!(self.post(&json!({"id": id, "button": data, "label": "…"})).await, StatusCode::OK);
    }

    async fn fetch(&self, query: &str) -> Value {
        let fetched = self.http.get(format!("{}{query}", self.messages())).send().await.unwrap();
        assert_eq!(fetched.status(), StatusCode::OK);
        assert_eq!(fetched.headers()[header::CACHE_CONTROL], "no-store");
        fetched.json().await.unwrap()
    }
}

fn list(fetched: &Value) -> &Vec<Value> {
    fetched["messages"].as_array().unwrap()
}

fn client() -> Client {
    Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

fn plain() -> Client {
    Client::builder().build().unwrap()
}

#[tokio::test]
async fn the_page_brings_its_cookie() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let first =
            app.http.get(&app.url).header("accept-language", "pt-BR, ur-PK;q=0.9, en;q=0.5").send().await.unwrap();
        let cookie = first.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
        let secret = cookie.strip_prefix("visitor=").unwrap().split(';').next().unwrap();
        assert!(secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()));
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=15552000"] {
            assert!(cookie.split("; ").any(|given| given == part), "{part} is not in {cookie}");
        }
        assert!(!cookie.contains("Secure"), "over http a browser would throw it away");
        assert_eq!(first.headers()[header::CACHE_CONTROL], "no-store");
        let html = first.text().await.unwrap();
        assert!(html.contains(r#"<html lang="ur" dir="rtl">"#), "what the browser suggests");

        let second = app.http.get(&app.url).send().await.unwrap();
        assert!(second.headers().get(header::SET_COOKIE).is_none(), "the same visitor");
        let other = plain().get(&app.url).send().await.unwrap();
        assert!(!other.headers()[header::SET_COOKIE].to_str().unwrap().contains(secret));
        assert_eq!(app.count("contact").await, 0, "looking leaves nothing behind");
    }
}

#[tokio::test]
async fn over_https_the_cookie_stays_there() {
    let app = App::start(Engine::Sqlite).await;
    let public_url = "https://helpdesk.example".to_owned();
    let http = Http {
        turns: app.turns.clone(),
        webhooks: Default::default(),
        public_url,
        metrics: None,
        proxy_header: None,
        limits: Default::default(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move { axum::serve(listener, router(http)).await.unwrap() });
    let page = plain().get(&url).send().await.unwrap();
    let cookie = page.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-visitor=") && cookie.ends_with("; Secure") && cookie.contains("; Path=/;"));
    assert!(!cookie.to_ascii_lowercase().contains("domain"), "of this host alone");
    assert_eq!(page.headers()["strict-transport-security"], "max-age=31536000");
    let policy = page.headers()["permissions-policy"].to_str().unwrap();
    assert!(policy.contains("microphone=(self), geolocation=(self)") && policy.contains("camera=()"), "{policy}");
    let plainly = plain().get(&app.url).send().await.unwrap();
    assert!(!plainly.headers().contains_key("strict-transport-security"), "not without https");

    // Who came before the name changed keeps the conversation.
    let [secret, tossed] = ["a", "b"].map(|digit| digit.repeat(64));
    let with = |cookie: &str| (header::COOKIE, cookie.to_owned());
    let (name, old) = with(&format!("visitor={secret}"));
    let hello = json!({"id": "1", "text": "hello"});
    let said = plain().post(format!("{url}/web/messages")).header("x-approdo", "1").header(&name, &old).json(&hello);
    assert_eq!(said.send().await.unwrap().status(), StatusCode::OK);
    for path in ["", "/form"] {
        let page = plain().get(format!("{url}{path}")).header(&name, &old).send().await.unwrap();
        let set: Vec<_> = page.headers().get_all(header::SET_COOKIE).iter().map(|set| set.to_str().unwrap()).collect();
        let [new, gone] = set[..] else { panic!("{path}: {set:?}") };
        assert!(new.starts_with(&format!("__Host-visitor={secret};")), "{new}");
        assert!(gone.starts_with("visitor=;") && gone.contains("Max-Age=0"), "{gone}");
    }
    // And nobody is led elsewhere by a cookie that another host has set.
    let (_, both) = with(&format!("visitor={tossed}; __Host-visitor={secret}"));
    let fetched = plain().get(format!("{url}/web/messages")).header(&name, &both).send().await.unwrap();
    let fetched: Value = fetched.json().await.unwrap();
    assert!(list(&fetched).iter().any(|message| message["text"] == "hello"), "{fetched}");
    let (_, new) = with(&format!("__Host-visitor={secret}"));
    let again = plain().get(&url).header(&name, &new).send().await.unwrap();
    assert!(!again.headers().contains_key(header::SET_COOKIE), "nothing more to set");

    let webhook = plain().post(format!("{url}/webhooks/telegram")).body("{}").send().await.unwrap();
    assert_eq!(webhook.status(), StatusCode::NOT_FOUND, "a channel that is off has no door");
    serving.abort();
}

#[tokio::test]
async fn an_unknown_address_shows_strangers_no_console() {
    let app = App::start(Engine::Sqlite).await;
    for path in ["/console/elsewhere", "/console/wp-admin/setup.php", "/console/.git/config"] {
        let answer = plain().get(format!("{}{path}", app.url)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        let html = answer.text().await.unwrap();
        assert!(!html.contains("/console") && !html.contains("<nav") && !html.contains("<header"), "{path}: {html}");
    }
}

#[tokio::test]
async fn what_the_page_may_not() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::open(&app).await;
        let hello = json!({"id": "1", "text": "hello"});
        let bare = page.http.post(page.messages()).json(&hello).send().await.unwrap();
        assert_eq!(bare.status(), StatusCode::FORBIDDEN, "a form of another site cannot set the header");
        for cookie in ["", "visitor=", "visitor=abc", &format!("visitor={}", "g".repeat(64)), "other=1"] {
            let request = plain().post(page.messages()).header("x-approdo", "1").header("cookie", cookie);
            assert_eq!(request.json(&hello).send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{cookie}");
        }
        assert_eq!(plain().get(page.messages()).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);

        let long = "ɗ".repeat(10_001);
        let large = "x".repeat(1024 * 1024 + 1);
        let refused = [
            (json!({"id": "1"}), 422),
            (json!({"id": "", "text": "hello"}), 422),
            (json!({"id": "x".repeat(65), "text": "hello"}), 422),
            (json!({"id": "1", "button": "x".repeat(65)}), 422),
            (json!({"id": 1, "text": "hello"}), 422),
            (json!({"id": "1", "location": {"latitude": "north"}}), 422),
            (json!({"id": "1", "text": long}), 413),
            (json!({"id": "1", "text": large}), 413),
        ];
        for (body, status) in refused {
            assert_eq!(
                page.post(&body).await.as_u16(),
                status,
                "{}",
                body.to_string().chars().take(60).collect::<String>()
            );
        }
        let raw = async |kind: &str, body: &'static str| {
            let request = page.http.post(page.messages()).header("x-approdo", "1").header("content-type", kind);
            request.body(body).send().await.unwrap().status().as_u16()
        };
        assert_eq!((raw("application/json", "{").await, raw("text/plain", "{}").await), (400, 415));
        assert_eq!((app.count("inbound").await, app.count("contact").await), (0, 0));
        assert_eq!(page.post(&json!({"id": "1", "text": "ɗ".repeat(10_000)})).await, StatusCode::OK);
        assert_eq!(page.post(&json!({"id": "2", "text": "\u{0}\u{202E}"})).await, StatusCode::OK);
        assert_eq!(
            page.post(&json!({"id": "3", "location": {"latitude": 1e300, "longitude": -1e300}})).await,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn what_the_page_fetches() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::open(&app).await;
        assert!(list(&page.fetch("").await).is_empty());
        page.says("first", "hello").await;
        let fetched = page.fetch("").await;
        let [mine, asked] = &list(&fetched)[..] else { panic!("{fetched}") };
        assert_eq!(
            (&mine["from"], &mine["text"], &mine["client_id"]),
            (&json!("worker"), &json!("hello"), &json!("first"))
        );
        let labels: Vec<_> =
            asked["buttons"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap()).collect();
        assert_eq!(
            labels.iter().map(|button| button["label"].as_str().unwrap()).collect::<Vec<_>>(),
            Language::ALL.map(Language::endonym)
        );
        assert_eq!((&fetched["language"], &fetched["direction"]), (&Value::Null, &json!("ltr")));

        let arabic = labels.iter().find(|button| button["label"] == "العربية").unwrap();
        page.presses("second", arabic["data"].as_str().unwrap()).await;
        let after = page.fetch(&format!("?after={}", asked["id"].as_str().unwrap())).await;
        assert_eq!((&after["language"], &after["direction"]), (&json!("ar"), &json!("rtl")));
        assert_eq!(after["texts"]["send"], text::page_send().in_language(Language::Arabic));
        assert!(page.fetch("?shown=ar").await.get("texts").is_none(), "words that the page has are not sent again");
        assert!(page.fetch("?shown=fr").await.get("texts").is_some());
        let froms: Vec<_> = list(&after).iter().map(|message| message["from"].as_str().unwrap()).collect();
        assert_eq!(froms, ["worker", "bot", "bot"], "only what came later");
        assert!(list(&after)[1..].iter().all(|message| message["language"] == "ar"));
        let html = page.http.get(&app.url).send().await.unwrap().text().await.unwrap();
        assert!(html.contains(r#"<html lang="ar" dir="rtl">"#), "after a reload, too");

        assert_eq!(page.http.get(format!("{}?after=nonsense", page.messages())).send().await.unwrap().status(), 400);
        let stranger = Page::open(&app).await;
        assert!(list(&stranger.fetch("").await).is_empty(), "another visitor sees nothing of it");
        assert_eq!(app.count("outbox").await, 0, "a page fetches, nothing is sent");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_repeated_post_has_one_effect() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::open(&app).await;
        let post = json!({"id": "same", "text": "hello"});
        let statuses = join_all((0..20).map(|_| page.post(&post))).await;
        assert!(statuses.iter().all(|status| *status == StatusCode::OK), "{engine:?} {statuses:?}");
        assert_eq!(list(&page.fetch("").await).len(), 2, "one message, one answer");
        let other = Page::open(&app).await;
        other.says("same", "hello").await;
        assert_eq!(list(&other.fetch("").await).len(), 2, "ids of another visitor are others");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_waiting_page_hears_at_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::open(&app).await;
        page.says("1", "hello").await;
        page.presses("2", "1|language|wo").await;
        page.presses("3", "1|menu|person").await;
        page.says("4", "Nanga def").await;
        let ticket = app.tickets().await.pop().unwrap();
        let mut fastest = Duration::MAX;
        for words in ["Mangi fi", "Waaw", "Jërëjëf"] {
            let last = list(&page.fetch("").await).last().unwrap()["id"].as_str().unwrap().to_owned();
            let query = format!("?wait=1&after={last}");
            let waiting = page.fetch(&query);
            tokio::pin!(waiting);
            tokio::time::timeout(Duration::from_millis(300), &mut waiting)
                .await
                .expect_err("there is nothing to hear yet");
            let began = Instant::now();
            app.attend(ticket.id, TicketCommand::Answer { text: Private::new(words.to_owned()) }).await;
            let heard = waiting.await;
            fastest = fastest.min(began.elapsed());
            let [answer] = &list(&heard)[..] else { panic!("{heard}") };
            assert_eq!(answer["from"], "person");
            let framed = text::answer_frame(words, ticket.reference.as_str()).in_language(Language::Wolof);
            assert!(answer["text"].as_str().unwrap().contains(&framed), "{answer}");
        }
        assert!(fastest < Duration::from_secs(1), "told, not found by looking every two seconds: {fastest:?}");
    }
}

#[tokio::test]
async fn stop_holds_on_the_page() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::open(&app).await;
        page.says("1", "hello").await;
        page.presses("2", "1|language|fr").await;
        page.presses("3", "1|menu|person").await;
        page.says("4", "Bonjour").await;
        page.says("5", "stop").await;
        let shown = list(&page.fetch("").await).len();
        let ticket = app.tickets().await.pop().unwrap();
        app.attend(ticket.id, TicketCommand::Answer { text: Private::new("Voici".to_owned()) }).await;
        assert_eq!(list(&page.fetch("").await).len(), shown, "nothing appears on the screen");
        page.says("6", "oui").await;
        assert!(list(&page.fetch("").await).iter().any(|message| message["from"] == "person"));
    }
}

#[tokio::test]
async fn every_answer_protects_the_reader() {
    let app = App::start(Engine::Sqlite).await;
    let get = async |path: &str| -> Response { app.http.get(format!("{}{path}", app.url)).send().await.unwrap() };
    let paths = ["/", "/assets/page.css", "/assets/page.js", "/assets/icon-192.png", "/sw.js", "/manifest.webmanifest"];
    let others = [
        "/web/messages",
        "/web/offline",
        "/web/push",
        "/web/media/x",
        "/form",
        "/nothing-here",
        "/healthz",
        "/console",
    ];
    for path in paths.into_iter().chain(others) {
        let answer = get(path).await;
        for (name, value) in
            [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY")]
        {
            assert_eq!(answer.headers().get(name).map(|given| given.to_str().unwrap()), Some(value), "{path}");
        }
    }
    let policy = get("/").await.headers()["content-security-policy"].to_str().unwrap().to_owned();
    for part in ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"] {
        assert!(policy.contains(part), "{part} is not in {policy}");
    }
    assert!(!policy.contains("unsafe"));
    for (path, kind) in [("/assets/page.js", "text/javascript"), ("/assets/page.css", "text/css"), ("/", "text/html")] {
        assert!(get(path).await.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with(kind));
    }
}
