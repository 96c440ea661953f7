//! What bad input gets at the webhook: a refusal with nothing stored, or a sensible answer.

use super::{BOTH, fr};
use axum::http::StatusCode;
use bot::text;
use gateway::channel::Channel;
use serde_json::{Value, json};
use tests::{
    App, Engine,
    messenger::{APP_SECRET, INSTAGRAM, Meta, PAGE, Person, VERIFY_TOKEN, deliver, post_raw, signature},
};

async fn nothing_is_stored(app: &App) {
    for table in ["inbound", "contact", "conversation", "message", "outbox", "quarantine", "media"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn the_handshake_wants_our_token() {
    let (app, _meta) = Meta::with_app(Engine::Sqlite).await;
    let ask = async |query: &str| {
        let answer = app.http.get(format!("{}/webhooks/messenger?{query}", app.url)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let good = format!("hub.mode=subscribe&hub.verify_token={VERIFY_TOKEN}&hub.challenge=1158201444");
    assert_eq!(ask(&good).await, (200, "1158201444".to_owned()));
    for (bad, status) in [
        (good.replace("token-of", "token-for"), 403),
        (good.replace("=subscribe", "=unsubscribe"), 403),
        (good.replace("hub.challenge", "challenge"), 403),
        ("hub.mode=subscribe".to_owned(), 403),
        (String::new(), 403),
        (format!("{good}&hub.mode=subscribe"), 400),
    ] {
        assert_eq!(ask(&bad).await, (status, String::new()), "{bad}");
    }
}

#[tokio::test]
async fn without_the_signature_nothing_is_processed() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let person = Person::new(&app, &meta, Channel::Messenger, 1);
        let body = person.text("hello").to_string();
        let good = signature(APP_SECRET, body.as_bytes());
        let forged = [
            None,
            Some(String::new()),
            Some("sha256=".to_owned()),
            Some(good[7..].to_owned()),
            Some(good.replace("sha256", "sha1")),
            Some(signature("another secret", body.as_bytes())),
            Some(signature(APP_SECRET, person.text("hello").to_string().as_bytes())),
            Some(format!("{good}00")),
            Some("sha256=zz".to_owned()),
        ];
        for signature in forged {
            let status = post_raw(&app, body.clone(), signature.as_deref()).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{signature:?}");
        }
        nothing_is_stored(&app).await;
        assert_eq!(post_raw(&app, body, Some(&good)).await, StatusCode::OK);
        assert_eq!(app.count("conversation").await, 1);
    }
}

#[tokio::test]
async fn a_delivery_that_is_replayed_has_no_effect() {
    for engine in Engine::all() {
        for channel in BOTH {
            let (app, meta) = Meta::with_app(engine).await;
            let mut person = Person::at_menu(&app, &meta, channel, 1).await;
            let deliveries = [
                person.text("menu"),
                person.quick_reply("…", "1|menu|report"),
                person.delivery(json!({"postback": {"title": "…", "payload": "GET_STARTED"}})),
                person.delivery(json!({"referral": {"ref": "poster", "source": "SHORTLINK"}})),
                person.delivery(json!({"a_kind_of_tomorrow": 1})),
            ];
            for delivery in &deliveries {
                person.does(delivery).await;
            }
            let before = (app.count("message").await, app.count("quarantine").await);
            app.clock.advance(jiff::SignedDuration::from_hours(7 * 24));
            for delivery in &deliveries {
                assert!(person.does(delivery).await.0.is_empty(), "seven days later: {delivery}");
            }
            assert_eq!((app.count("message").await, app.count("quarantine").await), before);
        }
    }
}

#[tokio::test]
async fn what_is_no_delivery_is_refused() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let whole = Person::new(&app, &meta, Channel::Messenger, 1).text("hello").to_string();
        let bodies: [&[u8]; 10] = [
            b"",
            b"hello",
            b"object=page&entry=1",
            b"null",
            b"[]",
            br#"{"object":"page"}"#,
            br#"{"object":"page","entry":{}}"#,
            br#"{"object":7,"entry":[]}"#,
            b"\xFF\xFE{}",
            &whole.as_bytes()[..whole.len() - 2],
        ];
        for body in bodies {
            let status = post_raw(&app, body, Some(&signature(APP_SECRET, body))).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{}", String::from_utf8_lossy(body));
        }
        let large = format!("{whole}{}", " ".repeat(1024 * 1024));
        let signed = signature(APP_SECRET, large.as_bytes());
        assert_eq!(post_raw(&app, large, Some(&signed)).await, StatusCode::PAYLOAD_TOO_LARGE);
        nothing_is_stored(&app).await;
        // What is signed is theirs, whatever the header says it is.
        let request = app.http.post(format!("{}/webhooks/messenger", app.url)).header("content-type", "text/plain");
        let request = request.header("x-hub-signature-256", signature(APP_SECRET, whole.as_bytes()));
        assert_eq!(request.body(whole).send().await.unwrap().status(), 200);
        assert_eq!(app.count("conversation").await, 1);
    }
}

#[tokio::test]
async fn unknown_kinds_are_kept() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let person = Person::new(&app, &meta, Channel::Instagram, 1);
        let unknown = [
            person.delivery(json!({"a_kind_of_tomorrow": {"text": "\u{0}"}})),
            person.delivery(json!({"message": {"mid": "m_u", "is_unsupported": true}})),
            person.delivery(json!({"message": {"mid": "m_t", "text": {"of": "another shape"}}})),
            person.delivery(json!({"message": "words"})),
            json!({"object": "instagram", "entry": [7]}),
            json!({"object": "instagram", "entry": [{"id": INSTAGRAM, "messaging": "none"}]}),
            json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{}]}]}),
        ];
        for delivery in unknown.iter().chain(&unknown) {
            assert_eq!(deliver(&app, delivery).await, StatusCode::OK, "{delivery}");
        }
        assert_eq!(app.count("quarantine").await, unknown.len() as i64, "each once");
        assert_eq!((app.count("conversation").await, app.count("message").await), (0, 0));
    }
}

/// Another page of the same app, another Instagram account, other apps on ours.
#[tokio::test]
async fn what_concerns_others_is_left_alone() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        for channel in BOTH {
            let person = Person::new(&app, &meta, channel, 1);
            let mut other = person.text("hello");
            other["entry"][0]["messaging"][0]["recipient"]["id"] = json!("999");
            let mut standby = person.text("hello");
            let entry = standby["entry"][0].as_object_mut().unwrap();
            let items = entry.remove("messaging").unwrap();
            entry.insert("standby".to_owned(), items);
            let mut ourselves = person.text("hello");
            let ours = if channel == Channel::Instagram { INSTAGRAM } else { PAGE };
            ourselves["entry"][0]["messaging"][0]["sender"]["id"] = json!(ours);
            for delivery in [&other, &standby, &ourselves] {
                assert_eq!(deliver(&app, delivery).await, StatusCode::OK);
            }
        }
        app.settled().await;
        assert_eq!(app.count("quarantine").await, 0);
        assert_eq!((app.count("conversation").await, meta.calls().len()), (0, 0));
    }
}

/// One delivery as large as the service takes: nobody's words are lost, and their order is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_thousand_events_in_one_delivery() {
    for engine in Engine::all() {
        let (app, _meta) = Meta::with_app(engine).await;
        let item = |i: usize| match i % 2 {
            0 => {
                json!({"sender": {"id": (i % 200).to_string()}, "recipient": {"id": PAGE}, "message": {"mid": i.to_string(), "text": "x"}})
            }
            _ => json!({"sender": {"id": "1"}, "recipient": {"id": PAGE}, "read": {"watermark": i}}),
        };
        let items: Vec<Value> = (0..10_000).map(item).collect();
        let body = json!({"object": "page", "entry": [{"id": PAGE, "time": 1, "messaging": items}]}).to_string();
        assert!(body.len() < 1024 * 1024, "{} bytes", body.len());
        for _ in 0..2 {
            assert_eq!(
                post_raw(&app, body.clone(), Some(&signature(APP_SECRET, body.as_bytes()))).await,
                StatusCode::OK
            );
        }
        assert_eq!((app.count("conversation").await, app.count("inbound").await), (100, 5_000));
        let from_workers: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM message WHERE author = 'worker'").await;
        assert_eq!((from_workers[0].0, app.count("quarantine").await), (5_000, 0));
    }
}

#[tokio::test]
async fn many_events_keep_their_order() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let mut person = Person::at_menu(&app, &meta, Channel::Messenger, 1).await;
        let mut together = person.quick_reply("…", "1|menu|report");
        let next = person.quick_reply("…", "1|consent|yes")["entry"][0]["messaging"][0].clone();
        together["entry"][0]["messaging"].as_array_mut().unwrap().push(next);
        let no = person.quick_reply("…", "1|report.danger|no")["entry"][0].clone();
        together["entry"].as_array_mut().unwrap().push(no);
        person.does(&together).await.has(&fr(&text::ask_about()));
    }
}

#[tokio::test]
async fn a_channel_that_is_off_has_no_webhook() {
    let app = App::start(Engine::Sqlite).await;
    let url = format!("{}/webhooks/messenger", app.url);
    assert_eq!(app.http.get(&url).send().await.unwrap().status(), 404);
    assert_eq!(app.http.post(&url).body("{}").send().await.unwrap().status(), 404);
}
