//! What an open page is told: over HTTP, between two processes, and for how long.

use super::*;
use futures::{Stream, StreamExt};
use gateway::{
    channel::Channel::Web,
    http::{Http, router},
    inbound::Webhooks,
    live::Change,
    serve::start,
    store::{Store, notification},
    turn::Turns,
};
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::pin::Pin;

const SOON: Duration = Duration::from_secs(10);
const LIVE: &str = "/console/live";

/// An open stream of server-sent events.
struct Ears {
    bytes: Pin<Box<dyn Stream<Item = reqwest::Result<Vec<u8>>> + Send>>,
    heard: String,
}

impl Ears {
    async fn of(member: &Member) -> Self {
        let answer = member.get(LIVE).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        let bytes = answer.bytes_stream().map(|bytes| bytes.map(|bytes| bytes.to_vec()));
        let mut ears = Self { bytes: Box::pin(bytes), heard: String::new() };
        assert_eq!(ears.next().await.unwrap().0, "notifications");
        ears
    }

    /// The next event; `None` where the stream ends.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.heard.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.heard = rest;
                let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                let Some(name) = field("event:") else { continue };
                let data = field("data:").and_then(|data| serde_json::from_str(data).ok()).unwrap_or(Value::Null);
                return Some((name.to_owned(), data));
            }
            let bytes = until("bytes", SOON * 2, self.bytes.next()).await?.ok()?;
            self.heard.push_str(&String::from_utf8(bytes).unwrap());
        }
    }

    /// Waits for an event; others before it are passed over.
    async fn hears(&mut self, wanted: &str) -> Value {
        let heard = async {
            loop {
                let (name, data) = self.next().await.unwrap_or_else(|| panic!("the stream ended before {wanted}"));
                if name == wanted {
                    return data;
                }
            }
        };
        until(wanted, SOON, heard).await
    }
}

#[tokio::test]
async fn a_page_is_told_what_changes_and_only_of_what_it_may_show() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        let narrow = Member::of(&app, "mediator").await;
        let expert = Member::of(&app, "legal-expert").await;
        let (person, ticket) = Person::asked(&app, Web, "1").await;
        run(
            &app,
            "UPDATE staff SET scope = 'region', region = 'puglia' WHERE id = $1",
            account(&app, "mediator@example.org").await,
        )
        .await;
        set(&app, ticket.id, "region = 'sicilia'").await;
        let mut all = [Ears::of(&operator).await, Ears::of(&narrow).await, Ears::of(&expert).await];
        person.says("Vous êtes là ?").await;
        assert_eq!(all[0].hears("tickets").await, json!([ticket.id]));
        // The others hear nothing of it: the next they hear is their own.
        for (ears, email) in all.iter_mut().skip(1).zip(["mediator@example.org", "legal-expert@example.org"]) {
            let staff = account(&app, email).await;
            let mut tx = app.database.store.begin().await.unwrap();
            notification::add(&mut tx, staff, notification::Kind::ReviewAsked, None, app.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            app.turns.live.tell(Change::Notification(staff));
            assert_eq!(ears.next().await, Some(("notifications".to_owned(), json!(1))), "{email}");
        }
        // By role nothing but what everybody has.
        assert_eq!(
            reqwest::Client::new().get(format!("{}{LIVE}", app.url)).send().await.unwrap().url().path(),
            "/console/login"
        );
    }
}

#[tokio::test]
async fn two_people_see_each_other_at_a_ticket_and_until_they_leave() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let one = Member::named(&app, "operator", "one@example.org", "Prima <i>Persona</i>").await;
        let two = Member::named(&app, "mediator", "two@example.org", "Seconda Persona").await;
        let (_, ticket) = Person::asked(&app, Web, "1").await;
        let path = format!("{}/presence", ticket_page(ticket.id));
        let says = async |member: &Member, doing| member.send(PATH, &path, &[("doing", doing)]).await.status();
        let mut ears = Ears::of(&two).await;
        assert_eq!(says(&one, "looking").await, StatusCode::NO_CONTENT);
        assert_eq!(ears.hears("presence").await, json!([ticket.id]));
        let name = "<bdi>Prima &#60;i&#62;Persona&#60;/i&#62;</bdi>";
        for page in
            [two.page(&path).await, two.page(&ticket_page(ticket.id)).await, row(&two.page(PATH).await, ticket.id)]
        {
            assert!(page.contains(name) && page.contains(&words().console_inbox_looking()), "{page}");
        }
        assert!(!one.page(&path).await.contains("Persona"), "nobody sees themselves");
        says(&one, "typing").await;
        assert_eq!(ears.hears("presence").await, json!([ticket.id]));
        assert!(two.page(&path).await.contains(&words().console_inbox_typing()));
        says(&one, "gone").await;
        ears.hears("presence").await;
        assert!(!two.page(&path).await.contains("Persona"));

        // Who says nothing more has gone.
        says(&one, "looking").await;
        app.clock.advance(SignedDuration::from_secs(44));
        assert!(two.page(&path).await.contains(name));
        app.clock.advance(SignedDuration::from_secs(2));
        assert!(!two.page(&path).await.contains("Persona") && !two.page(PATH).await.contains(name));

        assert_eq!(says(&one, "sleeping").await, StatusCode::BAD_REQUEST);
        let nowhere = format!("{}/presence", ticket_page(Uuid::now_v7()));
        assert_eq!(one.send(PATH, &nowhere, &[("doing", "looking")]).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(one.get(&nowhere).await.status(), StatusCode::NOT_FOUND);
        assert!(audit(&app, "read").await.len() <= 1, "being there is not reading");
        for role in ["legal-expert", "coordinator", "administrator"] {
            assert_eq!(Member::of(&app, role).await.get(&path).await.status(), StatusCode::NOT_FOUND, "{role}");
        }
    }
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_its_account() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (leaves, disabled) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let (mut first, mut second) = (Ears::of(&leaves).await, Ears::of(&disabled).await);
        leaves.send(PATH, "/console/logout", &[]).await;
        run(&app, "UPDATE staff SET disabled_at = 1 WHERE id = $1", account(&app, "mediator@example.org").await).await;
        for ears in [&mut first, &mut second] {
            ears.hears("ended").await;
            assert_eq!(ears.next().await, None);
        }
        // The oldest gives way to one too many.
        let member = Member::of(&app, "coordinator").await;
        let mut streams = Vec::new();
        for _ in 0..5 {
            streams.push(Ears::of(&member).await);
        }
        assert_eq!(streams[0].next().await, None);
        app.turns.live.tell(Change::Anything);
        streams[1].hears("again").await;
    }
}

/// What nobody did does not keep a session alive, and takes no notice away.
#[tokio::test]
async fn what_a_page_does_by_itself_is_not_somebody_doing_something() {
    let app = App::start(Engine::Sqlite).await;
    let operator = Member::of(&app, "operator").await;
    operator.page(PATH).await;
    operator.send(PATH, "/console/views", &[("name", "x"), ("query", "owner=me")]).await;
    let before: Vec<(Vec<u8>, i64)> = app.rows("SELECT data_sealed, expires_at FROM session").await;
    let _ears = Ears::of(&operator).await;
    let request = operator.http.get(format!("{}{PATH}?part=rows", operator.url)).header("x-approdo-live", "yes");
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    let after: Vec<(Vec<u8>, i64)> = app.rows("SELECT data_sealed, expires_at FROM session").await;
    assert_eq!(before, after);
    assert!(operator.page(PATH).await.contains(&words().console_inbox_notice_view_saved()));
}

#[tokio::test]
async fn two_processes_on_one_database_tell_each_other() {
    if !Engine::all().contains(&Engine::Postgres) {
        return;
    }
    let app = App::start(Engine::Postgres).await;
    let store = Store::open(&app.database.url, app.database.master.clone()).await.unwrap();
    let turns = Turns::start(store, app.clock.clone());
    let _tasks = start(&turns, Vec::new());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let http = Http {
        turns: turns.clone(),
        webhooks: Webhooks::default(),
        public_url: url.clone(),
        metrics: None,
        proxy_header: None,
        limits: Default::default(),
    };
    tokio::spawn(async move { axum::serve(listener, router(http)).await.unwrap() });

    let here = Member::named(&app, "operator", "here@example.org", "Di Qui").await;
    let mut there = Member::named(&app, "mediator", "there@example.org", "Di Là").await;
    // The session is in the database; the cookie does not know of ports.
    there.url = url;
    let mut ears = Ears::of(&there).await;
    let (person, ticket) = Person::asked(&app, Web, "1").await;
    // Until both listen, nothing is heard.
    let mut heard = turns.live.listen();
    let listening = async {
        loop {
            person.says("Vous êtes là ?").await;
            if let Ok(Ok(Change::Ticket(_))) = tokio::time::timeout(Duration::from_millis(500), heard.recv()).await {
                return;
            }
        }
    };
    until("the other process", SOON, listening).await;
    assert_eq!(ears.hears("tickets").await, json!([ticket.id]));

    let path = format!("{}/presence", ticket_page(ticket.id));
    here.send(PATH, &path, &[("doing", "typing")]).await;
    assert_eq!(ears.hears("presence").await, json!([ticket.id]));
    assert!(there.page(&path).await.contains("<bdi>Di Qui</bdi>"));

    // Nobody hears themselves: what is told once comes once.
    let (mut own, mut other) = (app.turns.live.listen(), turns.live.listen());
    let told = Change::Notification(Uuid::now_v7());
    app.turns.live.tell(told);
    let marker = Change::Notification(Uuid::now_v7());
    turns.live.tell(marker);
    let collect = async |changes: &mut tokio::sync::broadcast::Receiver<Change>| {
        let mut all = Vec::new();
        while let Ok(Ok(change)) = tokio::time::timeout(Duration::from_secs(1), changes.recv()).await {
            all.push(change);
        }
        all
    };
    let (own, other) = tokio::join!(collect(&mut own), collect(&mut other));
    for (who, heard) in [("here", own), ("there", other)] {
        for change in [told, marker] {
            assert_eq!(heard.iter().filter(|heard| **heard == change).count(), 1, "{who}: {heard:?}");
        }
    }
}
