//! What becomes of messages: refusals, pauses, answers that break, statuses in any order and more than once.

use super::{WORKER, start};
use bot::{language::Language, text};
use gateway::channel::{
    Carrier, Channel, Outgoing, SendError,
    sms::{Sender, Sms},
};
use gateway::store::{
    media::{File, FileKind},
    message::{Body, Kind},
};
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;
use std::time::Duration;
use tests::{
    App, Engine,
    sms::{Failure, PUBLIC, Phone, Provider, Sent, on_screen, ours},
};
use uuid::Uuid;

/// The last message: state, attempts, error, milliseconds from now until it is due.
async fn last(app: &App) -> (String, i32, Option<String>, i64) {
    let rows: Vec<(String, i32, Option<String>, i64)> =
        app.rows("SELECT state, attempts, error, due_at FROM outbox ORDER BY message_id DESC LIMIT 1").await;
    let (state, attempts, error, due) = rows[0].clone();
    (state, attempts, error, due - app.clock.now().as_millisecond())
}

async fn after(app: &App, milliseconds: i64) {
    app.clock.advance(SignedDuration::from_millis(milliseconds));
    app.turns.outbox_filled.send_replace(());
    app.settled().await;
}

#[tokio::test]
async fn statuses_go_up_a_ladder() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
        let sent = phone.types("menu").await.0.pop().unwrap();
        assert_eq!(last(&app).await.0, "sent");
        for (status, state) in [
            ("queued", "sent"),
            ("sent", "sent"),
            ("delivered", "delivered"),
            ("sending", "delivered"),
            ("delivered", "delivered"),
            ("failed", "delivered"),
            ("read", "read"),
            ("delivered", "read"),
        ] {
            assert_eq!(provider.reports(&app, &sent, status, None).await, StatusCode::OK);
            assert_eq!(last(&app).await.0, state, "after {status}");
        }
        assert_eq!(app.count("quarantine").await, 0);
        assert_eq!(provider.reports(&app, &sent, "a-status-of-tomorrow", None).await, StatusCode::OK);
        assert_eq!(provider.reports(&app, &sent, "a-status-of-tomorrow", None).await, StatusCode::OK);
        assert_eq!((app.count("quarantine").await, last(&app).await.0), (1, "read".into()), "kept, once");
        let foreign = Sent {
            sid: "SM-of-somebody-else".into(),
            callback: format!("{PUBLIC}/webhooks/sms/status?message=x#"),
            ..sent
        };
        assert_eq!(provider.reports(&app, &foreign, "delivered", None).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_could_not_be_delivered() {
    for engine in Engine::all() {
        for (code, state, error, blocked) in [
            (Some(30005), "failed", "blocked", true),
            (Some(30006), "failed", "blocked", true),
            (Some(30007), "failed", "filtered by the network", false),
            (None, "failed", "not delivered", false),
        ] {
            let (app, provider) = start(engine).await;
            let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
            let sent = phone.types("menu").await.0.pop().unwrap();
            assert_eq!(provider.reports(&app, &sent, "undelivered", code).await, StatusCode::OK);
            let (now, _, why, _) = last(&app).await;
            assert_eq!((now.as_str(), why.as_deref()), (state, Some(error)), "{code:?}");
            let reached: Vec<(Option<i64>,)> = app.rows("SELECT blocked_at FROM conversation").await;
            assert_eq!(reached[0].0.is_some(), blocked, "{code:?}");
            let again = phone.types("menu").await;
            again.has(&text::menu(), Language::French);
        }
    }
}

/// Switched off, or out of reach: it goes again a little later.
#[tokio::test]
async fn a_telephone_that_is_off_gets_it_later() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
        let sent = phone.types("menu").await.0.pop().unwrap();
        assert_eq!(provider.reports(&app, &sent, "undelivered", Some(30003)).await, StatusCode::OK);
        let (state, _, error, due) = last(&app).await;
        assert_eq!((state.as_str(), error.as_deref(), due > 60_000), ("queued", Some("later"), true));
        after(&app, due).await;
        let again = phone.reads().await.0.pop().unwrap();
        assert_eq!((&again.body, ours(&again), again.sid != sent.sid), (&sent.body, ours(&sent), true));
        provider.reports(&app, &again, "delivered", None).await;
        assert_eq!(last(&app).await.0, "delivered");
    }
}

/// "Created", and then the connection breaks: the provider has it, and it does not go twice.
#[tokio::test]
async fn half_an_answer_is_no_reason_to_send_twice() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
        provider.fail_next(Failure::HalfTaken);
        let sent = phone.types("menu").await.0.pop().unwrap();
        assert_eq!(last(&app).await.0, "sent");
        after(&app, 24 * 3_600_000).await;
        assert!(phone.reads().await.0.is_empty());
        // Its statuses name our id.
        provider.reports(&app, &sent, "delivered", None).await;
        assert_eq!(last(&app).await.0, "delivered");
    }
}

#[tokio::test]
async fn a_provider_that_fails_is_tried_again_and_one_that_is_busy_is_left_alone() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
        for (failure, pause) in [
            (Failure::Refused(500, Some(20500), None), 1000..=1250),
            (Failure::Says(502, "<html>Bad Gateway</html>"), 1000..=1250),
            // Taken, perhaps: its status has a minute.
            (Failure::Says(200, "{\"sid\":"), 60_000..=60_000),
            (Failure::Refused(503, None, Some("600")), 1000..=1250),
        ] {
            provider.fail_next(failure);
            assert!(phone.types("menu").await.0.is_empty());
            let (state, attempts, _, due) = last(&app).await;
            assert_eq!((state.as_str(), attempts), ("queued", 1));
            assert!(pause.contains(&due), "{due} ms");
            after(&app, due).await;
            assert_eq!(phone.reads().await.0.len(), 1);
        }
        for (failure, pause) in [
            (Failure::Refused(429, Some(20429), Some("33")), 33_000),
            (Failure::Refused(429, None, Some("999999999")), 2_700_000),
            (Failure::Refused(429, Some(20429), None), 5000),
            (Failure::Refused(401, Some(20003), None), 60_000),
        ] {
            provider.fail_next(failure);
            assert!(phone.types("menu").await.0.is_empty());
            let (state, attempts, _, due) = last(&app).await;
            assert_eq!((state.as_str(), attempts, due), ("queued", 0, pause), "not this message's fault");
            after(&app, pause).await;
            assert_eq!(phone.reads().await.0.len(), 1);
        }
    }
}

fn outgoing(text: &str, language: Option<Language>, file: bool) -> Outgoing {
    Outgoing {
        id: Uuid::now_v7(),
        channel: Channel::Sms,
        address: bot::private::Private::new(WORKER.to_owned()),
        route: None,
        body: Body { language, ..Body::new(Kind::Text, text.to_owned()) },
        file: file.then(|| (File::new(FileKind::Image, None), vec![1, 2, 3])),
        heard_at: Timestamp::UNIX_EPOCH,
        now: Timestamp::UNIX_EPOCH,
        by_person: true,
        house: std::sync::Arc::default(),
    }
}

/// A file cannot go by text message: that one waits is told, and the words beside it go.
#[tokio::test]
async fn a_file_is_told_not_sent() {
    let provider = Provider::start().await;
    let client = Sms::new(provider.settings(), &format!("{PUBLIC}/")).unwrap();
    for language in Language::ALL {
        client.send(&outgoing("Guarda", Some(language), true)).await.unwrap();
        let body = provider.sent_to(WORKER).pop().unwrap().body;
        assert!(body.starts_with("Guarda\n\n"), "{body}");
        assert!(body.contains(&on_screen(&text::media_arrived(), language)) && body.contains(PUBLIC), "{body}");
    }
    client.send(&outgoing("", None, true)).await.unwrap();
    let sent = provider.sent_to(WORKER).pop().unwrap();
    assert!(sent.body.starts_with(&text::media_arrived().in_language(Language::Italian)), "{}", sent.body);
    assert_eq!(sent.form.keys().map(String::as_str).collect::<Vec<_>>(), ["Body", "From", "StatusCallback", "To"]);
    let long = "a".repeat(1590);
    assert_eq!(
        client.send(&outgoing(&long, None, true)).await,
        Err(SendError::NeverThisMessage("too long beside a file"))
    );
    assert!(client.send(&outgoing(&long, None, false)).await.is_ok());
}

#[tokio::test]
async fn a_pool_of_numbers_sends_too() {
    let provider = Provider::start().await;
    let settings = gateway::channel::sms::Settings { sender: Sender::Service("MG1".into()), ..provider.settings() };
    let taken = Sms::new(settings, PUBLIC).unwrap().send(&outgoing("Ciao", None, false)).await;
    let sent = provider.sent_to(WORKER).pop().unwrap();
    assert_eq!((taken, sent.form["MessagingServiceSid"].as_str()), (Ok(Some(sent.sid.clone())), "MG1"));
    assert!(!sent.form.contains_key("From"));
}

/// Nobody listens; somebody listens and says nothing that is HTTP; the host is no host.
#[tokio::test]
async fn a_provider_that_is_not_there() {
    let deaf = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = deaf.local_addr().unwrap();
    let resets = tokio::spawn(async move {
        while let Ok((stream, _)) = deaf.accept().await {
            drop(stream)
        }
    });
    let later = SendError::Later(None);
    for (url, expected) in [
        // The line broke after the words: taken, perhaps.
        (format!("http://{address}"), SendError::InDoubt),
        ("http://127.0.0.1:9".to_owned(), later),
        ("http://nowhere.invalid".to_owned(), later),
    ] {
        let provider = Provider::start().await;
        let mut settings = provider.settings();
        settings.account.api_url = url.clone();
        let client = Sms::new(settings, PUBLIC).unwrap();
        let sent = tokio::time::timeout(Duration::from_secs(30), client.send(&outgoing("Ciao", None, false))).await;
        assert_eq!(sent.unwrap(), Err(expected), "{url}");
    }
    resets.abort();
}
